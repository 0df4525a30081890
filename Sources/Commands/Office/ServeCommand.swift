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
    @Option(help: "配置文件，每行“选项名: 值”；命令行先于环境变量（JIXIAO_ 加大写选项名），环境变量先于文件。 File of “option: value” lines; flags go before the environment (JIXIAO_…), that before the file.")
    var config: String?
    @Option(help: "监听的地址，不写为 127.0.0.1。 Address to listen at; 127.0.0.1 without it.") var host: String?
    @Option(help: "端口，不写为 8080；0 为任意空闲端口。 Port, 8080 without it; 0 takes a free one.") var port: Int?
    @Option(name: .customLong("tls-certificate"), help: "证书文件（PEM，含中间证书）。 Certificate chain in PEM.") var certificate: String?
    @Option(name: .customLong("tls-key"), help: "私钥文件（PEM）。 Private key in PEM.") var key: String?
    @Option(name: .customLong("public-origin"), help: "前面有代理时浏览器看到的地址，如 https://jx.example.gov.cn。 What browsers see behind a proxy.") var publicOrigin: String?
    @Option(name: .customLong("trusted-proxy"), help: "可信代理的地址段，可重复。 Network of a trusted proxy; may be repeated.") var trustedProxies: [String] = []
    @Option(name: .customLong("metrics-from"), help: "可以读 /metrics 的地址段，可重复；不写只给本机，有 --public-origin 时只给带 manage 令牌的。 Network that may read /metrics; may be repeated.")
    var metricsFrom: [String] = []
    @Option(help: "评分规则：内置名称或自己的 .yaml 文件；不写按各表选择。 Framework; chosen by each form without it.") var framework: String?
    @Option(help: "流程文件；不写用内置流程。 Workflow file; the shipped one without it.") var workflow: String?
    @Option(name: .customLong("rate-limit"), help: "每个调用者每分钟的请求数，不写为 600，0 为不限。 Requests a minute and caller, 600 without it; 0 for no limit.") var rateLimit: Int?
    @Flag(name: .customLong("quiet"), help: "不逐个请求写日志。 No log line for each request.") var isQuiet = false
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (0...65_535).contains(port ?? 0) else { throw ValidationError("--port \(port ?? 0)：应在 0 到 65535 之间。 It is between 0 and 65535.") }
        guard rateLimit ?? 0 >= 0 else { throw ValidationError("--rate-limit 不能是负数。 It cannot be negative.") }
    }

    func run() async throws {
        try await ExitReport.run(common.language) {
            let settings = try ServeSettings(file: config), configuration = try configuration(settings)
            var options = database
            options.database = settings.text("database", database.database)
            options.files = settings.text("files", database.files)
            try options.validate()
            let workflow = try settings.text("workflow", workflow).map { try Self.workflow($0) } ?? WorkflowFile.shipped
            let framework = settings.text("framework", framework)
            if let framework { _ = try FrameworkStore(today: CommonOptions.today).source(framework) }
            try await options.use { open in
                let desk = Desk(database: open, files: options.folder, engine: Engine.version, workflow: workflow, frameworkName: framework, clock: { DatabaseOptions.now })
                try await desk.keepWorkflow()
                let server = try OfficeServer.make(desk, configuration)
                let address = (configuration.tls == nil ? "http" : "https") + "://" + configuration.host, language = common.language
                let isOpenUnencrypted = configuration.tls == nil && configuration.publicOrigin == nil && !Self.isLoopback(configuration.host)
                try await server.run { port in
                    Console.complain(Wording(zh: "正在监听 \(address):\(port)，按 Ctrl-C 停止。", en: "Listening at \(address):\(port); Ctrl-C stops.")(language))
                    guard isOpenUnencrypted else { return }
                    Console.complain(
                        Wording(
                            zh: "注意：没有加密，密码和令牌在网络上可以被看到。请用 --tls-certificate 和 --tls-key，或者放在代理后面（--public-origin）。",
                            en: "Beware: nothing is encrypted, so passwords and tokens can be read on the network. Use --tls-certificate and --tls-key, or a proxy in front (--public-origin).")(language))
                }
            }
            return .clean
        }
    }

    private func configuration(_ settings: ServeSettings) throws -> WebConfiguration {
        var configuration = WebConfiguration()
        configuration.host = settings.text("host", host) ?? configuration.host
        configuration.port = try settings.number("port", port, 0...65_535) ?? configuration.port
        switch (settings.text("tls-certificate", certificate), settings.text("tls-key", key)) {
        case (nil, nil): break
        case (let certificate?, let key?): configuration.tls = WebConfiguration.TLS(certificateChainPath: certificate, privateKeyPath: key)
        default: throw ValidationError("--tls-certificate 和 --tls-key 要一起给出。 Give both or none.")
        }
        configuration.publicOrigin = settings.text("public-origin", publicOrigin)
        configuration.trustedProxies = settings.texts("trusted-proxy", trustedProxies)
        configuration.metricsFrom = settings.texts("metrics-from", metricsFrom)
        // Everybody would come from the proxy's address, and share one pace and one count of failures.
        if configuration.publicOrigin != nil, configuration.trustedProxies.isEmpty, Self.isLoopback(configuration.host) {
            throw ValidationError("--public-origin：请用 --trusted-proxy 注明代理的地址（同一台机器上是 127.0.0.1），否则所有来访者会被当作一个。 Name the proxy with --trusted-proxy (127.0.0.1 on this machine), else all callers count as one.")
        }
        let rate = try settings.number("rate-limit", rateLimit, 0...1_000_000) ?? 600
        configuration.rate = rate == 0 ? nil : WebConfiguration.Rate(perMinute: rate, burst: max(20, rate / 5))
        configuration.logsRequests = try !settings.truth("quiet", isQuiet)
        return configuration
    }

    /// Whether only this machine reaches it.
    private static func isLoopback(_ host: String) -> Bool { ["localhost", "::1"].contains(host) || host.hasPrefix("127.") }

    private static func workflow(_ path: String) throws -> Workflow {
        let text = String(decoding: try InputFiles.bytes(of: path, limit: 1 << 20), as: UTF8.self)
        do { return try WorkflowFile.read(text, name: path) } catch { throw InputProblem(path: path, sentence: error.problems.first ?? Wording(zh: "流程文件不能用。", en: "The workflow cannot be used.")) }
    }
}
