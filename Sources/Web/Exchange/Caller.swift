/// Who asks, as the authenticator knows them.
package struct Caller: Sendable {
    package enum Means: Hashable, Sendable { case session, token }

    /// Stands for the caller in limits and in idempotency: the number of a token or of a session, never its secret.
    package let key: String
    package let means: Means
    /// What a token was given; a session may do all its person may.
    package let scopes: Set<String>
    /// What the office knows of them.
    package let subject: any Sendable

    package init(key: String, means: Means, scopes: Set<String> = [], subject: any Sendable) {
        self.key = key
        self.means = means
        self.scopes = scopes
        self.subject = subject
    }
}

/// What a request shows to say who asks.
package enum Credentials: Hashable, Sendable {
    case bearer(String)
    case session(String)
}

/// Knows callers by what they show.
package protocol Authenticator: Sendable {
    /// Nil for credentials that are unknown, ended or revoked.
    func caller(for credentials: Credentials) async throws -> Caller?
}
