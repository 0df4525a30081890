import BudgetModel
import Foundation
import HTTPTypes
import Hummingbird
import JSONText
import Logging
import Synchronization

@testable import Web

/// The toy behind the whole foundation but the socket, with clocks that stand still and a log that can be read.
struct Desk: Sendable {
    let toy = Toy()
    let clock = TestClock()
    let log = LogCatcher()
    let door = Doorman()
    let keys = KeyShelf()
    let dispatcher: Dispatcher
    let configuration: WebConfiguration
    let logger: Logger

    /// - Parameter hasRealClock: for servers on a socket.
    init(
        _ change: (inout WebConfiguration) -> Void = { _ in }, more: [Web.Operation] = [], hasRealClock: Bool = false, readiness: @escaping @Sendable () async -> Wording? = { nil }
    ) throws {
        var configuration = WebConfiguration()
        configuration.checksReplies = true
        configuration.rate = nil
        configuration.port = 0
        change(&configuration)
        self.configuration = configuration
        let clock = clock, log = log
        var logger = Logger(label: "web") { label in LogLines(label: label, sink: log.sink, clockMilliseconds: { 1_785_000_000_123 }) }
        logger.logLevel = .info
        self.logger = logger
        let surroundings = WebSurroundings(
            authenticator: door, idempotency: keys, readiness: readiness, gauges: { [Gauge("jixiao_cases", "Cases kept.", 7)] }, clockMilliseconds: { 1_785_000_000_000 })
        let now: @Sendable () -> UInt64 = { hasRealClock ? SystemClock.nanoseconds : clock.nanoseconds }
        dispatcher = try Dispatcher(configuration, operations: toy.operations + more, about: Toy.about, surroundings: surroundings, logger: logger, now: now)
    }

    /// - Parameters:
    ///   - token: sent as `Authorization: Bearer`; nil for none.
    ///   - body: comes with its length, unless `isChunked`.
    func ask(
        _ method: String = "GET", _ target: String, token: String? = "write", _ headers: [String: String] = [:], body: String? = nil, bytes: [UInt8]? = nil,
        isChunked: Bool = false, peer: String? = "192.0.2.7"
    ) async -> Answer {
        await dispatcher.ask(method, target, token: token, headers, body: body, bytes: bytes, isChunked: isChunked, peer: peer)
    }

    /// A note that is there.
    func note(_ title: String = "a") async -> Answer { await ask("POST", "/api/v1/notes", body: #"{"title":"\#(title)","kind":"plain"}"#) }
}

extension Dispatcher {
    /// A request as the socket would give it, and its whole answer.
    func ask(
        _ method: String, _ target: String, token: String?, _ headers: [String: String] = [:], body: String? = nil, bytes: [UInt8]? = nil, isChunked: Bool = false, peer: String? = "192.0.2.7"
    ) async -> Answer {
        var fields = HTTPFields()
        if let token { fields[.authorization] = "Bearer \(token)" }
        let content = bytes ?? body.map { Array($0.utf8) }
        if let content {
            if isChunked { fields[.transferEncoding] = "chunked" } else { fields[.contentLength] = String(content.count) }
            if body != nil { fields[.contentType] = "application/json" }
        }
        for (name, value) in headers { fields[HTTPField.Name(name)!] = value.isEmpty ? nil : value }
        let outgoing = await answer(
            Incoming(
                method: method, target: target, headers: fields, host: "jixiao.test", peer: peer.flatMap { NetworkAddress($0) },
                body: content.map { RequestBody(buffer: ByteBuffer(bytes: $0)) } ?? RequestBody(buffer: ByteBuffer())))
        var read: [UInt8] = []
        switch outgoing.body {
        case .none: break
        case .bytes(let bytes): read = bytes
        case .stream(let next):
            while let part = try? await next() { read += part }
            outgoing.whenStreamed()
        }
        return Answer(status: outgoing.status, headers: outgoing.headers, bytes: read, closesConnection: outgoing.closesConnection)
    }
}

struct Answer: Sendable {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]
    var closesConnection = false

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var json: JSONValue { (try? JSONParser.parse(bytes)) ?? .null }
    var code: String? { json["code"]?.string }
    var pointers: [String] { json["errors"]?.elements?.compactMap { $0["pointer"]?.string } ?? [] }

    subscript(_ name: String) -> String? { headers[HTTPField.Name(name)!] }
}

final class TestClock: Sendable {
    private let value = Atomic<UInt64>(1_000_000_000_000)
    var nanoseconds: UInt64 { value.load(ordering: .relaxed) }
    func advance(milliseconds: UInt64) { value.add(milliseconds * 1_000_000, ordering: .relaxed) }
}

final class LogCatcher: Sendable {
    private let bytes: Box<[UInt8]>
    let sink: LogSink

    final class Box<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }

    init() {
        let box = Box([UInt8]())
        bytes = box
        sink = LogSink { more in box.value.withLock { $0 += more } }
    }

    var text: String {
        sink.flush()
        return bytes.value.withLock { String(decoding: $0, as: UTF8.self) }
    }

    var lines: [JSONValue] { text.split(separator: "\n").compactMap { try? JSONParser.parse(String($0)) } }
}

/// Knows three tokens and a session.
final class Doorman: Authenticator {
    private let count = Atomic(0)
    var lookups: Int { count.load(ordering: .relaxed) }

    struct Down: Error {}

    func caller(for credentials: Credentials) async throws -> Caller? {
        count.add(1, ordering: .relaxed)
        switch credentials {
        case .bearer("read"): return Caller(key: "token-1", means: .token, scopes: ["read"], subject: "Zhang")
        case .bearer("write"): return Caller(key: "token-2", means: .token, scopes: ["read", "write"], subject: "Wang")
        case .bearer("manage"): return Caller(key: "token-4", means: .token, scopes: ["manage"], subject: "Zhao")
        case .bearer("down"): throw Down()
        case .session("session-of-li"): return Caller(key: "session-3", means: .session, subject: "Li")
        case .bearer, .session: return nil
        }
    }
}

actor KeyShelf: IdempotencyStore {
    private var kept: [String: (digest: String, reply: StoredReply?)] = [:]
    private(set) var abandoned = 0
    private var isFull = false

    func begin(_ key: String, owner: String, digest: String) -> IdempotencyState {
        guard let known = kept[owner + " " + key] else {
            kept[owner + " " + key] = (digest, nil)
            return .fresh(owner + " " + key)
        }
        if known.digest != digest { return .conflict }
        return known.reply.map { .replay($0) } ?? .inProgress
    }

    /// Fails where the shelf is full.
    func finish(_ held: any Sendable, _ reply: StoredReply) throws {
        if isFull { throw Doorman.Down() }
        kept[held as? String ?? ""]?.reply = reply
    }

    func abandon(_ held: any Sendable) throws {
        if isFull { throw Doorman.Down() }
        kept[held as? String ?? ""] = nil
        abandoned += 1
    }

    func fill() { isFull = true }
}
