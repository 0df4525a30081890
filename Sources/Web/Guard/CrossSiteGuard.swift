import HTTPTypes

/// Whether a change may come from a page of this server, and not from a foreign page that uses the session of whoever reads it.
enum CrossSiteGuard {
    /// - Parameters:
    ///   - ownOrigin: `https://jixiao.example.gov.cn`; what a page of ours sends as `Origin`.
    ///   - hasSession: whether the request carries the cookie of a session, which a browser adds without being asked.
    static func allows(_ headers: HTTPFields, ownOrigin: String?, hasSession: Bool) -> Bool {
        if let site = headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        if let origin = headers[.origin] { return origin.lowercased() == ownOrigin?.lowercased() }
        // No browser of today leaves both out; programs have tokens.
        return !hasSession
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let requestID = HTTPField.Name("X-Request-Id")!
    static let forwardedFor = HTTPField.Name("X-Forwarded-For")!
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
}
