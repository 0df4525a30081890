import BudgetModel
import HTTPTypes
import JSONText

/// Gives a reply its headers.
struct ReplyFinisher: Sendable {
    let cookie: SessionCookie
    let sendsHSTS: Bool

    /// What is known of the request whose reply this is.
    struct Ending: Sendable {
        var requestID: String
        var language: Language
        var isHead = false
        var ifNoneMatch: String?
        var rate: (policy: String, state: String)?
    }

    func outgoing(_ problem: Problem, _ ending: Ending) -> Outgoing {
        var reply = Reply(problem.status, .bytes(problem.json(ending.language, requestID: ending.requestID).bytes, mediaType: Problem.mediaType, fileName: nil))
        reply.headers = problem.headers + [Reply.Header("Content-Language", ending.language.tag)]
        var ending = ending
        ending.ifNoneMatch = nil
        return outgoing(reply, ending)
    }

    func outgoing(_ reply: Reply, _ ending: Ending) -> Outgoing {
        var headers = HTTPFields()
        headers.reserveCapacity(16)
        for header in reply.headers { if let name = HTTPField.Name(header.name) { headers.append(HTTPField(name: name, value: header.value)) } }
        var status = reply.status
        var body = Outgoing.Body.none
        var length: Int? = 0
        switch reply.content {
        case .none: break
        case .json(let json):
            let bytes = json.bytes
            headers[.contentType] = "application/json"
            body = .bytes(bytes)
            length = bytes.count
        case .bytes(let bytes, let type, let name):
            headers[.contentType] = type
            if let name { headers[.contentDisposition] = Self.disposition(name) }
            body = .bytes(bytes)
            length = bytes.count
        case .stream(let type, let name, let count, let next):
            headers[.contentType] = type
            if let name { headers[.contentDisposition] = Self.disposition(name) }
            body = .stream(next)
            length = count
        }
        if let version = reply.version {
            headers[.eTag] = "\"\(version)\""
            if status == 200, let text = ending.ifNoneMatch, VersionMatch.parse(text, isWeak: true)?.accepts(version) == true {
                status = 304
                headers[.contentType] = nil
                headers[.contentDisposition] = nil
                body = .none
                length = nil
            }
        }
        if status == 204 { length = nil }
        if let length { headers[.contentLength] = String(length) }
        if ending.isHead { body = .none }
        if let location = reply.location { headers[.location] = location }
        if let change = reply.session { headers.append(HTTPField(name: .setCookie, value: cookie.header(change))) }
        addStanding(&headers, reply, ending)
        return Outgoing(status: status, headers: headers, body: body)
    }

    private func addStanding(_ headers: inout HTTPFields, _ reply: Reply, _ ending: Ending) {
        headers[.requestID] = ending.requestID
        func set(_ name: HTTPField.Name, _ value: String) { if headers[name] == nil { headers[name] = value } }
        set(.cacheControl, reply.cacheControl ?? "no-store")
        set(.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
        set(.xContentTypeOptions, "nosniff")
        set(.referrerPolicy, "no-referrer")
        set(.resourcePolicy, "same-origin")
        set(.vary, "Accept-Language")
        if sendsHSTS { set(.strictTransportSecurity, "max-age=31536000; includeSubDomains") }
        if let rate = ending.rate {
            headers[.rateLimitPolicy] = rate.policy
            headers[.rateLimit] = rate.state
        }
    }

    /// RFC 6266: the name for all, and once more for those who read only ASCII.
    static func disposition(_ name: String) -> String {
        let plain = String(name.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 && $0 != "\"" && $0 != "\\" && $0 != "%" && $0.value != 0x7F ? Character($0) : "_" })
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(QueryText.encoded(name))"
    }
}

extension Language {
    /// As HTTP names it.
    var tag: String {
        switch self {
        case .zh: "zh-CN"
        case .en: "en"
        }
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let resourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
    static let rateLimit = HTTPField.Name("RateLimit")!
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
}
