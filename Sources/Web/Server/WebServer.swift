package import BudgetModel
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL
package import ServiceLifecycle
package import UnixSignals

/// The server: operations, what stands around them, and a socket.
package struct WebServer: Sendable {
    let dispatcher: Dispatcher
    private let configuration: WebConfiguration
    private let logger: Logger

    /// - Parameters:
    ///   - operations: of the office; those about the server itself are added.
    ///   - about: what the OpenAPI document says of the whole.
    /// - Throws: a description of the first operation that contradicts itself or another, or `BadConfiguration`.
    package init(
        _ configuration: WebConfiguration, operations: [Operation], about: OpenAPIDocument.About, surroundings: WebSurroundings = WebSurroundings(),
        logger: Logger = Logger(label: "web") { LogLines(label: $0) }
    ) throws {
        self.init(
            configuration,
            dispatcher: try Dispatcher(configuration, operations: operations, about: about, surroundings: surroundings, logger: logger, now: { SystemClock.nanoseconds }),
            logger: logger)
    }

    init(_ configuration: WebConfiguration, dispatcher: Dispatcher, logger: Logger) {
        self.configuration = configuration
        self.dispatcher = dispatcher
        self.logger = logger
    }

    /// The OpenAPI document as bytes of JSON, as `/openapi.json` gives it.
    package func document(_ language: Language) -> [UInt8] { dispatcher.document(language).bytes }

    /// Serves until SIGTERM or SIGINT, then takes no more connections, finishes what runs, and returns; what has not ended by
    /// `shutdownSeconds` is cancelled.
    ///
    /// - Parameters:
    ///   - services: run as long as the server does, begun before it and ended after it.
    ///   - whenListening: is given the port, which matters where port 0 was asked for.
    package func run(alongside services: [any Service] = [], signals: [UnixSignal] = [.sigterm, .sigint], whenListening: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
        defer { LogSink.standardError.flush() }
        do { try await serviceGroup(alongside: services, signals: signals, whenListening: whenListening).run() } catch let error as IOError { throw cannotListen(error) ?? error }
    }

    /// Why the address cannot be had; nil for another trouble.
    private func cannotListen(_ error: IOError) -> (any Error)? {
        let place = "\(configuration.host):\(configuration.port)"
        return switch error.errnoCode {
        case EADDRINUSE:
            BadConfiguration(
                words: Wording(zh: "\(place) 已被别的程序占用：请先停止那个程序，或者用 --port 换一个端口。", en: "\(place) is taken by another program: stop that one, or choose another port with --port."))
        case EACCES:
            BadConfiguration(
                words: Wording(zh: "没有使用 \(place) 的权限：1024 以下的端口请由系统服务授权，或者用 --port 换一个端口。", en: "\(place) may not be used: ports below 1024 need the system's leave, or choose another one with --port."))
        case EADDRNOTAVAIL:
            BadConfiguration(words: Wording(zh: "\(place) 不是这台机器的地址：请核对 --host。", en: "\(place) is no address of this machine: please check --host."))
        default: nil
        }
    }

    /// The server as a group of services that has not begun to run.
    package func serviceGroup(alongside services: [any Service] = [], signals: [UnixSignal], whenListening: @escaping @Sendable (Int) async -> Void) throws -> ServiceGroup {
        var group = ServiceGroupConfiguration(
            services: (services + [try application(whenListening)]).map { ServiceGroupConfiguration.ServiceConfiguration(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: signals, logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(configuration.shutdownSeconds)
        return ServiceGroup(configuration: group)
    }

    private func application(_ whenListening: @escaping @Sendable (Int) async -> Void) throws -> some ApplicationProtocol {
        let http = HTTPServerBuilder.http1(
            configuration: HTTP1Channel.Configuration(
                idleTimeout: .seconds(Int64(configuration.idleSeconds)),
                httpDecoderConfiguration: .init(maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
        var quiet = logger
        quiet.logLevel = max(.notice, logger.logLevel)
        return Application(
            responder: HummingbirdFace(dispatcher: dispatcher), server: try configuration.tls.map { try HTTPServerBuilder.tls(http, tlsConfiguration: $0.configuration()) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(configuration.maximumConnections, logger: quiet)),
            onServerRunning: { channel in await whenListening(channel.localAddress?.port ?? 0) }, logger: quiet)
    }
}

/// A value of the configuration that cannot be used.
package struct BadConfiguration: Error, Hashable, Sendable {
    package var words: Wording
}

extension WebConfiguration.TLS {
    fileprivate func configuration() throws -> TLSConfiguration {
        let chain: [NIOSSLCertificate]
        do { chain = try NIOSSLCertificate.fromPEMFile(certificateChainPath) } catch {
            throw BadConfiguration(
                words: Wording(
                    zh: "无法读取证书文件 \(certificateChainPath)：请确认它是 PEM 格式，且本程序有权读取。",
                    en: "The certificate file \(certificateChainPath) cannot be read: please make sure that it is in PEM format and that this program may read it."))
        }
        let key: NIOSSLPrivateKey
        do { key = try NIOSSLPrivateKey(file: privateKeyPath, format: .pem) } catch {
            throw BadConfiguration(
                words: Wording(
                    zh: "无法读取私钥文件 \(privateKeyPath)：请确认它是 PEM 格式、没有口令，且本程序有权读取。",
                    en: "The key file \(privateKeyPath) cannot be read: please make sure that it is in PEM format without a pass phrase and that this program may read it."))
        }
        var tls = TLSConfiguration.makeServerConfiguration(certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        tls.applicationProtocols = ["http/1.1"]
        return tls
    }
}
