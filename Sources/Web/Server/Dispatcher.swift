import BudgetModel
import HTTPTypes
import JSONText
import Logging

/// Takes a request through all that stands before its operation, and its reply back out. Knows no sockets.
struct Dispatcher: Sendable {
    let configuration: WebConfiguration
    let surroundings: WebSurroundings
    let table: OperationTable
    let metrics: Metrics
    let logger: Logger
    let finisher: ReplyFinisher
    let proxies: TrustedProxies
    /// Besides the machine itself.
    let metricsReaders: [AddressRange]
    let limiter: RateLimiter?
    let failures: RateLimiter
    let known: KnownCredentials
    let slots: Bound
    let reader: BodyReader
    let deadlines: Deadlines
    /// Nanoseconds of a clock that only goes forward.
    let now: @Sendable () -> UInt64
    let documents: [Language: Probes.Rendered]

    /// What comes to be known of a request on its way.
    struct Notes: Sendable {
        let id: String
        let language: Language
        let client: NetworkAddress?
        var operation: Int?
        /// Nil until the address could be read.
        var path: String?
        var caller: Caller?
        var rate: RateLimiter.Verdict?
        var bodyWasRead = false
        var leases: [Lease] = []
    }

    func answer(_ incoming: Incoming) async -> Outgoing {
        let start = now()
        metrics.begin()
        var notes = Notes(
            id: RequestID.accepted(incoming.headers[.requestID]) ?? RequestID.make(), language: Accepting.language(incoming.headers[.acceptLanguage]),
            client: proxies.client(peer: incoming.peer, forwardedFor: incoming.headers[.forwardedFor]))
        var outgoing: Outgoing
        do {
            let reply = try await reply(to: incoming, &notes)
            outgoing = finisher.outgoing(reply, ending(incoming, notes))
            if case .stream(let next) = outgoing.body {
                let leases = notes.leases
                outgoing.body = .stream(watched(next, notes))
                outgoing.whenStreamed = { withExtendedLifetime(leases) {} }
            }
        } catch {
            outgoing = finisher.outgoing(problem(of: error, notes), ending(incoming, notes))
        }
        outgoing.closesConnection = leavesBodyUnread(incoming, notes)
        if outgoing.closesConnection { outgoing.headers[.connection] = "close" }
        let microseconds = (now() - start) / 1000
        metrics.end(operation: notes.operation, status: outgoing.status, microseconds: microseconds)
        if configuration.logsRequests { log(incoming, outgoing, notes, microseconds) }
        return outgoing
    }

    private func ending(_ incoming: Incoming, _ notes: Notes) -> ReplyFinisher.Ending {
        var ending = ReplyFinisher.Ending(requestID: notes.id, language: notes.language, isHead: incoming.method == "HEAD", ifNoneMatch: incoming.headers[.ifNoneMatch])
        if let limiter, let rate = notes.rate {
            ending.rate = ("\"default\";q=\(limiter.perMinute);w=60", "\"default\";r=\(rate.remaining);t=\(rate.resetSeconds)")
        }
        return ending
    }

    /// A stream whose failure is logged; its reply is on its way, so the caller only sees it break off.
    private func watched(_ next: @escaping @Sendable () async throws -> [UInt8]?, _ notes: Notes) -> @Sendable () async throws -> [UInt8]? {
        {
            do { return try await next() } catch {
                fault(error, notes)
                throw error
            }
        }
    }

    private func fault(_ error: any Error, _ notes: Notes) {
        logger.error("failed", metadata: ["request": .string(notes.id), "operation": .string(name(notes)), "error": .string(String(String(reflecting: error).prefix(500)))])
    }

    private func problem(of error: any Error, _ notes: Notes) -> Problem {
        switch error {
        case let error as any ProblemConvertible: return error.problem
        case is Deadlines.TooLong: return .tookTooLong
        // The server stops, or the caller went away.
        case is CancellationError: return .busy
        case is BodyReader.NoRoom:
            metrics.reject(.memory)
            return .busy
        default:
            // What it says stays here; the caller gets the number under which it stands.
            fault(error, notes)
            return .ourFault
        }
    }

    /// A short rest is read and dropped by the connection; of a long one nothing more is wanted.
    private func leavesBodyUnread(_ incoming: Incoming, _ notes: Notes) -> Bool {
        guard !notes.bodyWasRead, BodyReader.isAnnounced(incoming.headers) else { return false }
        if incoming.headers[.expect] != nil { return true }
        guard let length = incoming.headers[.contentLength].flatMap({ Int($0) }) else { return true }
        return length > 64 << 10
    }

    private func name(_ notes: Notes) -> String { notes.operation.map { table.operations[$0].id } ?? "none" }

    /// No query, no headers and no bodies: tokens and names may stand there.
    private func log(_ incoming: Incoming, _ outgoing: Outgoing, _ notes: Notes, _ microseconds: UInt64) {
        if let index = notes.operation, table.operations[index].isProbe, outgoing.status < 400 { return }
        var metadata: Logger.Metadata = [
            "request": .string(notes.id), "operation": .string(name(notes)), "method": .string(String(incoming.method.prefix(20))),
            "status": .stringConvertible(outgoing.status), "microseconds": .stringConvertible(Int(microseconds)),
        ]
        if let path = notes.path { metadata["path"] = .string(String(path.prefix(200))) }
        if let client = notes.client { metadata["client"] = .string(client.text) }
        if let caller = notes.caller { metadata["caller"] = .string(caller.key) }
        logger.info("request", metadata: metadata)
    }
}
