import Casework
import JSONText
import Storage

/// Knows callers by the sessions and tokens of the office.
struct OfficeAuthenticator: Authenticator {
    let desk: Desk

    func caller(for credentials: Credentials) async throws -> Caller? {
        switch credentials {
        case .bearer(let text):
            guard let secret = Secret(text), let caller = try await desk.caller(token: secret) else { return nil }
            return Caller(key: caller.rateKey, means: .token, scopes: caller.scopes ?? [], subject: caller)
        case .session(let text):
            guard let secret = Secret(text), let caller = try await desk.caller(session: secret, channel: .page) else { return nil }
            return Caller(key: caller.rateKey, means: .session, subject: caller)
        }
    }
}

extension Request {
    /// Who asks, as the office knows them.
    var by: Casework.Caller {
        get throws {
            guard let caller = caller?.subject as? Casework.Caller else { throw Problem.notSignedInHere }
            if caller.mustChangePassword, !OfficeOperations.openBeforePasswordChange.contains(operation) { throw Problem.passwordChangeRequired }
            return caller
        }
    }

    /// An identifier of the path.
    func id<Thing>(_ name: String, _: Thing.Type = Thing.self) throws -> Identifier<Thing> {
        guard let id = Identifier<Thing>(try path(name).lowercased()) else { throw Problem.noSuchThing }
        return id
    }

    /// An identifier of the query or the body, which their schemas have held to the shape of one.
    static func id<Thing>(_ text: String?, _: Thing.Type = Thing.self) -> Identifier<Thing>? { text.flatMap { Identifier($0.lowercased()) } }

    /// Where the page before ended, for lists with an order of their own.
    func listPlace() throws -> ListPlace? {
        try cursor().map { text in
            guard let place = ListPlace(text) else { throw Problem.badCursor }
            return place
        }
    }

    /// The version that `If-Match` names.
    func version() throws -> Int {
        guard case .versions(let versions)? = ifMatch, versions.count < 2 else { throw Problem.oneVersion }
        // A tag that we never gave is that of no version, and so is a weak one: both are answered like an old one.
        return versions.first.flatMap { Int($0) } ?? 0
    }
}

/// What was answered under a key, kept in the database so that a restart forgets nothing.
struct OfficeIdempotency: IdempotencyStore {
    let desk: Desk

    func begin(_ key: String, owner: String, digest: String) async throws -> IdempotencyState {
        switch try await desk.beginRequest(key, owner: owner, digest: digest) {
        case .fresh(let request): .fresh(request)
        case .acted(let known): .acted(known)
        case .conflict: .conflict
        case .inProgress: .inProgress
        case .done(let status, let headers, let body):
            .replay(StoredReply(status: status, mediaType: headers["mediaType"]?.string, body: Array(body.utf8), version: headers["version"]?.string, location: headers["location"]?.string))
        }
    }

    func act(_ held: any Sendable, _ work: () async throws -> Reply) async throws -> Reply {
        guard let request = held as? KeptRequest else { return try await work() }
        return try await KeptRequest.$current.withValue(request) { try await work() }
    }

    func finish(_ held: any Sendable, _ reply: StoredReply) async throws {
        guard let request = held as? KeptRequest else { return }
        // Only texts are kept; a file is made again.
        guard let body = String(validating: reply.body, as: UTF8.self) else { return try await abandon(held) }
        let headers = JSONValue.object(["mediaType": .text(reply.mediaType), "version": .text(reply.version), "location": .text(reply.location)])
        try await desk.finishRequest(request, status: reply.status, headers: headers.text, body: body)
    }

    func abandon(_ held: any Sendable) async throws { if let request = held as? KeptRequest { try await desk.abandonRequest(request) } }
}
