import BudgetModel
import HTTPTypes
import JSONText
import Logging

extension Dispatcher {
    /// The way of a request, in this order: address, room, pace, caller, form, body, operation.
    func reply(to incoming: Incoming, _ notes: inout Notes) async throws -> Reply {
        if incoming.method == "OPTIONS", incoming.target == "*" { return Reply(204, .none).with("Allow", "GET, HEAD, PUT, POST, PATCH, DELETE, OPTIONS") }
        let target = try RequestTarget(incoming.target)
        notes.path = target.path
        let method = Operation.Method(rawValue: incoming.method == "HEAD" ? "GET" : incoming.method)
        let index: Int, texts: [String: String]
        switch table.route(method, target.segments) {
        case .found(let found, let values) where target.isPlain: (index, texts) = (found, values)
        case .otherMethod(let methods) where target.isPlain:
            try pace(notes.client?.network, &notes)
            return try otherMethod(incoming, methods)
        case .found, .otherMethod, .nothing:
            try pace(notes.client?.network, &notes)
            if target.endsWithSlash, case .found = table.route(method, target.segments.dropLast()) { throw Problem.slashAtEnd }
            throw Problem.noSuchPath
        }
        notes.operation = index
        let operation = table.operations[index]
        if operation.isForMetricsPeers { try await requireMetricsReader(incoming, &notes) }
        if !operation.isProbe {
            guard slots.take() else {
                metrics.reject(.busy)
                throw Problem.busy
            }
            notes.leases.append(Lease(of: 1, from: slots))
            notes.caller = try await identify(incoming, operation, &notes)
        }
        guard operation.triesPassword else { return try await perform(operation, incoming, target, texts, &notes) }
        var inner = notes
        defer { notes = inner }
        return try await countingFailures(notes.client?.network) { try await perform(operation, incoming, target, texts, &inner) }
    }

    private func otherMethod(_ incoming: Incoming, _ methods: [Operation.Method]) throws -> Reply {
        var names = methods.map(\.rawValue)
        if methods.contains(.get) { names.insert("HEAD", at: 1) }
        let allowed = (names + ["OPTIONS"]).joined(separator: ", ")
        if incoming.method == "OPTIONS" { return Reply(204, .none).with("Allow", allowed) }
        throw Problem.wrongMethod(String(incoming.method.prefix(20)), allowed: allowed)
    }

    // MARK: - Who asks, and how often

    /// - Parameter key: what the pace is kept by: a secret's hash or an address.
    private func pace(_ key: some Hashable, _ notes: inout Notes) throws(Problem) {
        guard let limiter else { return }
        let verdict = limiter.take(key.hashValue, at: now())
        notes.rate = verdict
        guard verdict.isAllowed else {
            metrics.reject(.rate)
            throw .tooManyRequests(afterSeconds: verdict.retrySeconds)
        }
    }

    private func identify(_ incoming: Incoming, _ operation: Operation, _ notes: inout Notes) async throws -> Caller? {
        let address = notes.client?.network
        if operation.caller == .anyone {
            try pace(address, &notes)
            try refuseForeignPages(incoming, operation, nil)
            return nil
        }
        let credentials: Credentials
        switch Credentials.read(incoming.headers, cookieName: finisher.cookie.name) {
        case .none:
            try pace(address, &notes)
            if operation.caller.needsCaller { throw Problem.notSignedIn }
            try refuseForeignPages(incoming, operation, nil)
            return nil
        case .unreadable:
            try pace(address, &notes)
            throw Problem.badCredentials
        case .shown(let shown): credentials = shown
        }
        // Before they are looked up, so that looking up is bounded too.
        try pace(credentials, &notes)
        guard let caller = try await look(credentials, address) else {
            // A browser keeps its cookie longer than we do; what is open to everyone stays open to it.
            if case .session = credentials, operation.caller == .anyoneOrKnown { return nil }
            throw Problem.badCredentials
        }
        notes.caller = caller
        switch operation.caller {
        case .anyone, .anyoneOrKnown, .known: break
        case .session: if caller.means != .session { throw Problem.onlyAtTheBrowser }
        case .scope(let scope): if caller.means == .token, !caller.scopes.contains(scope) { throw Problem.missingScope(scope) }
        }
        try refuseForeignPages(incoming, operation, caller)
        return caller
    }

    /// Who holds the credentials, unless too many wrong ones came from the address.
    private func look(_ credentials: Credentials, _ address: NetworkAddress?) async throws -> Caller? {
        let tried = failures.peek(address.hashValue, at: now())
        guard tried.isAllowed || known.contains(credentials.hashValue) else {
            metrics.reject(.rate)
            throw Problem.tooManyRequests(afterSeconds: tried.retrySeconds)
        }
        guard let caller = try await surroundings.authenticator.caller(for: credentials) else {
            known.remove(credentials.hashValue)
            _ = failures.take(address.hashValue, at: now())
            return nil
        }
        known.insert(credentials.hashValue)
        return caller
    }

    /// A password is tried: counted before, so that many at once are counted too, and given back unless it was wrong.
    private func countingFailures(_ address: NetworkAddress?, _ work: () async throws -> Reply) async throws -> Reply {
        let verdict = failures.take(address.hashValue, at: now())
        guard verdict.isAllowed else {
            metrics.reject(.rate)
            throw Problem.tooManyRequests(afterSeconds: verdict.retrySeconds)
        }
        do {
            let reply = try await work()
            failures.giveBack(address.hashValue, at: now())
            return reply
        } catch {
            if let status = (error as? any ProblemConvertible)?.problem.status, status != 401, status != 429 { failures.giveBack(address.hashValue, at: now()) }
            throw error
        }
    }

    /// Numbers of the server are for those who run it. Behind a proxy on the same machine everybody comes from nearby, so that this alone says nothing.
    private func requireMetricsReader(_ incoming: Incoming, _ notes: inout Notes) async throws {
        if configuration.metricsPeers == .anyone { return }
        if let client = notes.client, metricsReaders.contains(where: { $0.contains(client) }) || client.isLoopback && configuration.publicOrigin == nil { return }
        guard case .shown(let credentials) = Credentials.read(incoming.headers, cookieName: finisher.cookie.name), case .bearer = credentials else { throw Problem.onlyNearby }
        try pace(credentials, &notes)
        guard let caller = try await look(credentials, notes.client?.network) else { throw Problem.badCredentials }
        guard caller.scopes.contains(Self.metricsScope) else { throw Problem.missingScope(Self.metricsScope) }
        notes.caller = caller
    }

    private static let metricsScope = "manage"

    private func refuseForeignPages(_ incoming: Incoming, _ operation: Operation, _ caller: Caller?) throws(Problem) {
        guard operation.method.isUnsafe, caller?.means != .token else { return }
        let own = configuration.publicOrigin ?? incoming.host.map { (configuration.tls == nil ? "http://" : "https://") + $0 }
        guard CrossSiteGuard.allows(incoming.headers, ownOrigin: own, hasSession: caller != nil) else { throw .crossSite }
    }

    // MARK: - What is asked

    private func perform(_ operation: Operation, _ incoming: Incoming, _ target: RequestTarget, _ texts: [String: String], _ notes: inout Notes) async throws -> Reply {
        let reading = RequestReading(operation: operation, validator: table.validator)
        guard Accepting.allows(operation.mediaTypesGiven, incoming.headers[.accept]) else { throw Problem.notAcceptable(operation.mediaTypesGiven) }
        let values = try reading.values(texts, target.query)
        let ifMatch = try reading.ifMatch(incoming.headers)
        let key = try reading.idempotencyKey(incoming.headers)
        let mediaType = try reading.mediaType(incoming.headers)
        var body = BodyReader.Body()
        if mediaType != nil {
            body = try await reader.read(incoming, limitBytes: limitBytes(operation.body))
            notes.bodyWasRead = true
            notes.leases.append(Lease(of: body.takenBytes, from: reader.bodies))
            if body.bytes.isEmpty { throw Problem.missingBody }
        }
        let json = try reading.json(body.bytes)
        let headers = incoming.headers
        let request = Request(
            id: notes.id, operation: operation.id, caller: notes.caller, language: notes.language, nowMilliseconds: surroundings.clockMilliseconds(), json: json,
            bytes: json == .null ? body.bytes : [], mediaType: mediaType, ifMatch: ifMatch, idempotencyKey: key, values: values,
            headers: { name in HTTPField.Name(name).flatMap { headers[$0] } }, path: target.path, queryPairs: target.query)
        let digest = key.map { _ in RequestDigest.hex(method: incoming.method, target: incoming.target, ifMatch: headers[.ifMatch], body: body.bytes) }
        return try await run(operation, request, digest: digest, leases: notes.leases)
    }

    private func limitBytes(_ body: BodyRule) -> Int {
        switch body {
        case .none: 0
        case .json(_, let limit): limit ?? configuration.jsonLimitBytes
        case .upload(_, let limit): limit
        }
    }

    private func run(_ operation: Operation, _ request: Request, digest: String?, leases: [Lease]) async throws -> Reply {
        let store = surroundings.idempotency
        let checker = configuration.checksReplies ? ReplyChecker(operation: operation, validator: table.validator) : nil
        return try await deadlines.leaving(afterSeconds: operation.timeLimitSeconds ?? configuration.requestSeconds) { () async throws -> Reply in
            defer { withExtendedLifetime(leases) {} }
            let work = { @Sendable () async throws -> Reply in
                guard let checker else { return try await operation.handler(request) }
                return try await checker.checked { try await operation.handler(request) }
            }
            guard let store, let key = request.idempotencyKey, let digest else { return try await work() }
            return try await once(key, owner: request.caller?.key ?? "", digest, store, work)
        }
    }

    /// Does what a key stands for one time only.
    private func once(_ key: String, owner: String, _ digest: String, _ store: any IdempotencyStore, _ work: () async throws -> Reply) async throws -> Reply {
        let held: any Sendable
        switch try await store.begin(key, owner: owner, digest: digest) {
        case .replay(let stored): return stored.reply
        case .acted(let known): throw Problem.doneBefore(known)
        case .conflict: throw Problem.otherRequestUnderKey
        case .inProgress: throw Problem.stillInProgress
        case .fresh(let taken): held = taken
        }
        let reply: Reply
        do {
            reply = try await store.act(held, work)
        } catch {
            // Why it failed is what the caller has to know; a key that is not let go of is free again after a while.
            do { try await store.abandon(held) } catch let second { keyLeft(second) }
            throw error
        }
        // It is done, whatever becomes of the key.
        do {
            if let stored = StoredReply(reply) { try await store.finish(held, stored) } else { try await store.abandon(held) }
        } catch { keyLeft(error) }
        return reply
    }

    private func keyLeft(_ error: any Error) {
        logger.warning("the reply of a key could not be kept", metadata: ["error": .string(String(describing: type(of: error)))])
    }
}
