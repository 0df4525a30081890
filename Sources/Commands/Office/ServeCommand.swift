import ArgumentParser
import BudgetModel
import Casework
import Foundation
import Office
import Storage
import Web
import Workflows

/// Serves the office.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "启动服务：API、健康检查、指标。 Serves the office: API, health, metrics.",
        discussion: "监听后在标准错误输出地址；用 Ctrl-C 或 SIGTERM 停止，正在办的请求会办完。 Says the address on standard error; ends on Ctrl-C or SIGTERM after what runs is finished.")

    @OptionGroup var database: DatabaseOptions
    @Option(help: "监听的地址。 Address to listen at.") var host = "127.0.0.1"
    @Option(help: "端口；0 为任意空闲端口。 Port; 0 takes a free one.") var port = 8080
    @Option(name: .customLong("tls-certificate"), help: "证书文件（PEM，含中间证书）。 Certificate chain in PEM.") var certificate: String?
    @Option(name: .customLong("tls-key"), help: "私钥文件（PEM）。 Private key in PEM.") var key: String?
    @Option(name: .customLong("public-origin"), help: "前面有代理时浏览器看到的地址，如 https://jx.example.gov.cn。 What browsers see behind a proxy.") var publicOrigin: String?
    @Option(name: .customLong("trusted-proxy"), help: "可信代理的地址段，可重复。 Network of a trusted proxy; may be repeated.") var trustedProxies: [String] = []
    @Option(help: "评分规则：内置名称或自己的 .yaml 文件；不写按各表选择。 Framework; chosen by each form without it.") var framework: String?
    @Option(help: "流程文件；不写用内置流程。 Workflow file; the shipped one without it.") var workflow: String?
    @Option(name: .customLong("rate-limit"), help: "每个调用者每分钟的请求数，0 为不限。 Requests a minute and caller; 0 for no limit.") var rateLimit = 600
    @Flag(name: .customLong("quiet"), help: "不逐个请求写日志。 No log line for each request.") var isQuiet = false
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port \(port)：应在 0 到 65535 之间。 It is between 0 and 65535.") }
        guard (certificate == nil) == (key == nil) else { throw ValidationError("--tls-certificate 和 --tls-key 要一起给出。 Give both or none.") }
        guard rateLimit >= 0 else { throw ValidationError("--rate-limit 不能是负数。 It cannot be negative.") }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            let workflow = try workflow.map { try Self.workflow($0) } ?? WorkflowFile.shipped
            if let framework { _ = try FrameworkStore(today: CommonOptions.today).source(framework) }
            try await database.use { open in
                let desk = Desk(database: open, files: database.folder, engine: Engine.version, workflow: workflow, frameworkName: framework, clock: { DatabaseOptions.now })
                let server = try OfficeServer.make(desk, configuration)
                try await server.run { port in
                    let scheme = certificate == nil ? "http" : "https"
                    Console.complain(
                        Wording(zh: "正在监听 \(scheme)://\(host):\(port)，按 Ctrl-C 停止。", en: "Listening at \(scheme)://\(host):\(port); Ctrl-C stops.")(common.language))
                }
            }
            return .clean
        }
    }

    private var configuration: WebConfiguration {
        var configuration = WebConfiguration()
        configuration.host = host
        configuration.port = port
        if let certificate, let key { configuration.tls = WebConfiguration.TLS(certificateChainPath: certificate, privateKeyPath: key) }
        configuration.publicOrigin = publicOrigin
        configuration.trustedProxies = trustedProxies
        configuration.rate = rateLimit == 0 ? nil : WebConfiguration.Rate(perMinute: rateLimit, burst: max(20, rateLimit / 5))
        configuration.logsRequests = !isQuiet
        return configuration
    }

    private static func workflow(_ path: String) throws -> Workflow {
        let text = String(decoding: try InputFiles.bytes(of: path, limit: 1 << 20), as: UTF8.self)
        do { return try WorkflowFile.read(text, name: path) } catch { throw InputProblem(path: path, sentence: error.problems.first ?? Wording(zh: "流程文件不能用。", en: "The workflow cannot be used.")) }
    }
}
