import BudgetModel
import Foundation
import ServiceLifecycle
import Testing

@testable import Web

/// The server on a socket of this machine.
@Suite(.timeLimit(.minutes(2))) struct ServerTests {
    private let write = "Authorization: Bearer write\r\n"

    @Test func `serves requests one after another on a connection`() async throws {
        try await serving(try Desk(hasRealClock: true)) { port, _ in
            let wire = try Wire(port: port)
            await wire.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\nHEAD /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let text = await wire.read()
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 4, "\(text)")
            #expect(text.contains("{\"hello\":\"你好\"}HTTP/1.1 200 OK"))
            #expect(text.components(separatedBy: "content-length: 18").count + text.components(separatedBy: "Content-Length: 18").count == 4)
            #expect(text.contains("jixiao_http_requests_total{operation=\"getHello\",status=\"200\"} 2"))
        }
    }

    @Test func `gives no length where there is no body by nature`() async throws {
        let desk = try Desk(hasRealClock: true)
        _ = await desk.note()
        try await serving(desk) { [write] port, _ in
            let text = try await Wire.ask(port, "GET /api/v1/notes/00000000-0000-4000-8000-000000000001 HTTP/1.1\r\nIf-None-Match: \"1\"\r\n" + write)
            #expect(text.hasPrefix("HTTP/1.1 304 ") && !text.lowercased().contains("content-length") && !text.lowercased().contains("transfer-encoding") && text.hasSuffix("\r\n\r\n"), "\(text)")
            let gone = try await Wire.ask(port, "DELETE /api/v1/notes/00000000-0000-4000-8000-000000000001 HTTP/1.1\r\n" + write)
            #expect(gone.hasPrefix("HTTP/1.1 204 ") && !gone.lowercased().contains("content-length") && gone.hasSuffix("\r\n\r\n"), "\(gone)")
        }
    }

    @Test func `refuses a large body before it is sent, and hangs up`() async throws {
        try await serving(try Desk(hasRealClock: true)) { [write] port, _ in
            let wire = try Wire(port: port)
            await wire.send("POST /api/v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\(write)\r\n{")
            let text = await wire.read()
            #expect(text.hasPrefix("HTTP/1.1 413 ") && text.lowercased().contains("connection: close") && text.hasSuffix("}"), "\(text)")
        }
    }

    @Test func `stops a body that never ends`() async throws {
        let desk = try Desk(hasRealClock: true)
        try await serving(desk) { [write] port, _ in
            let wire = try Wire(port: port)
            await wire.send("POST /api/v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\(write)\r\n")
            let chunk = "10000\r\n" + String(repeating: "x", count: 65_536) + "\r\n"
            // It hangs up a second after its reply: how much goes through in that second is the machine's affair.
            let clock = ContinuousClock()
            let start = clock.now
            var isHeard = true
            while isHeard, clock.now - start < .seconds(30) { isHeard = await wire.send(chunk) }
            #expect(!isHeard)
            #expect(try await Wire.ask(port, "GET /hello HTTP/1.1\r\n").hasPrefix("HTTP/1.1 200 "))
        }
        #expect(desk.dispatcher.reader.bodies.count == 0)
    }

    @Test func `ends a body that trickles`() async throws {
        try await serving(try Desk({ $0.bodySeconds = 1 }, hasRealClock: true)) { [write] port, _ in
            let wire = try Wire(port: port)
            await wire.send("POST /api/v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 30\r\n\(write)\r\n{\"title\"")
            let text = await wire.read()
            #expect(text.hasPrefix("HTTP/1.1 408 ") && text.contains("body-too-slow"), "\(text)")
        }
    }

    @Test func `tells who waits for it that the body may come, and who may not send it that it may not`() async throws {
        try await serving(try Desk(hasRealClock: true)) { [write] port, _ in
            let head = "POST /api/v1/notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 28\r\nExpect: 100-continue\r\n"
            let wire = try Wire(port: port)
            await wire.send(head + write + "\r\n")
            #expect(await wire.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            await wire.send("{\"title\":\"a\",\"kind\":\"plain\"}")
            #expect(await wire.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 201 "))
            let other = try Wire(port: port)
            await other.send(head + "\r\n")
            let refusal = await other.read()
            // Whether the body comes all the same nobody knows, so the connection is of no more use.
            #expect(refusal.hasPrefix("HTTP/1.1 401 ") && refusal.lowercased().contains("connection: close"))
        }
    }

    @Test(arguments: ["GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}", "GET /hello HTTP/1.1\r\nHo st: a\r\n\r\n", "GET /hello HTTP/1.1\r\nContent-Length: x\r\n\r\n", "POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", "GET /hello HTTP/1.1\r\nX: " + String(repeating: "a", count: 70_000) + "\r\n\r\n"])
    func `survives what is no HTTP`(_ text: String) async throws {
        try await serving(try Desk(hasRealClock: true)) { port, _ in
            let wire = try Wire(port: port)
            await wire.send(text)
            let answer = await wire.read(until: "\r\n\r\n")
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
            #expect(try await Wire.ask(port, "GET /hello HTTP/1.1\r\n").hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test func `finishes what runs before it ends, and takes nothing new`() async throws {
        let desk = try Desk(hasRealClock: true)
        try await serving(desk) { port, group in
            let wire = try Wire(port: port)
            await wire.send("GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = await wire.read(until: "}")
            async let answer = Wire.ask(port, "GET /slow?deaf=true HTTP/1.1\r\n")
            while await desk.toy.shelf.waitingCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
            await group.triggerGracefulShutdown()
            // A connection that waits for nothing is closed.
            #expect(await wire.read().isEmpty)
            #expect(throws: Wire.Failed.self) { try Wire(port: port) }
            await desk.toy.shelf.release()
            #expect(try await answer.hasPrefix("HTTP/1.1 204 "))
        }
    }

    @Test func `does not wait for ever for what runs`() async throws {
        let stuck = Operation(.get, "/stuck", id: "getStuck", tag: "server", .done, caller: .anyone, replies: [.noContent]) { _ in
            while !Task.isCancelled { await Task.yield() }
            return .noContent
        }
        let desk = try Desk(
            {
                $0.shutdownSeconds = 1
                $0.requestSeconds = 3600
            }, more: [stuck], hasRealClock: true)
        let clock = ContinuousClock()
        let time = await clock.measure {
            try? await serving(desk) { port, group in
                let wire = try Wire(port: port)
                await wire.send("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n")
                while desk.dispatcher.slots.count == 0 { try await Task.sleep(for: .milliseconds(5)) }
                await group.triggerGracefulShutdown()
                _ = await wire.read()
            }
        }
        #expect(time < .seconds(60))
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl") && FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")))
    func `serves over TLS`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "web-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = folder.appending(path: "key.pem").path, certificate = folder.appending(path: "certificate.pem").path
        _ = try Self.run("/usr/bin/openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate])
        let desk = try Desk({ $0.tls = WebConfiguration.TLS(certificateChainPath: certificate, privateKeyPath: key) }, hasRealClock: true)
        try await serving(desk) { port, _ in
            let text = try Self.run("/usr/bin/curl", ["-sik", "--max-time", "10", "https://localhost:\(port)/hello"])
            #expect(text.hasPrefix("HTTP/1.1 200") && text.lowercased().contains("strict-transport-security: max-age=31536000"), "\(text)")
        }
        for tls in [WebConfiguration.TLS(certificateChainPath: "/nothing", privateKeyPath: key), WebConfiguration.TLS(certificateChainPath: certificate, privateKeyPath: "/nothing")] {
            var configuration = desk.configuration
            configuration.tls = tls
            #expect(throws: BadConfiguration.self) { try WebServer(configuration, dispatcher: desk.dispatcher, logger: desk.logger).serviceGroup(signals: []) { _ in } }
        }
    }

    @Test(.timeLimit(.minutes(1))) func `an address that cannot be had is told, with what helps`() async throws {
        let desk = try Desk(hasRealClock: true)
        try await serving(desk) { port, _ in
            var same = desk.configuration
            same.port = port
            let configuration = same
            let taken = await #expect(throws: BadConfiguration.self) { try await WebServer(configuration, dispatcher: desk.dispatcher, logger: desk.logger).run(signals: []) }
            #expect(taken?.words.zh.contains("--port") == true && taken?.words.zh.contains(String(port)) == true)
        }
        var elsewhere = desk.configuration
        elsewhere.host = "192.0.2.1"
        let configuration = elsewhere
        let foreign = await #expect(throws: BadConfiguration.self) { try await WebServer(configuration, dispatcher: desk.dispatcher, logger: desk.logger).run(signals: []) }
        #expect(foreign?.words.en.contains("--host") == true)
    }

    private static func run(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
