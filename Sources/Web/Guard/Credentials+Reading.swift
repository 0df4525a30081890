import HTTPTypes

extension Credentials {
    enum Reading: Hashable, Sendable {
        case none
        /// An `Authorization` that is no bearer token.
        case unreadable
        case shown(Credentials)
    }

    /// A token goes before a session: whoever sends one says so on purpose.
    static func read(_ headers: HTTPFields, cookieName: String) -> Reading {
        if let text = headers[.authorization] {
            guard text.utf8.count <= 4096, text.prefix(7).lowercased() == "bearer " else { return .unreadable }
            let token = text.dropFirst(7).trimmingSpace()
            return token.isEmpty || !token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) ? .unreadable : .shown(.bearer(token))
        }
        for header in headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let part = part.trimmingSpace()
                guard let mark = part.firstIndex(of: "="), part[..<mark] == cookieName else { continue }
                let value = part[part.index(after: mark)...]
                if !value.isEmpty, value.utf8.count <= 4096 { return .shown(.session(String(value))) }
            }
        }
        return .none
    }
}

/// The cookie of a session.
struct SessionCookie: Sendable {
    /// Over TLS the name itself promises that no other host and no plain connection set it.
    let isSecure: Bool

    var name: String { isSecure ? "__Host-jixiao" : "jixiao" }

    func header(_ change: Reply.SessionChange) -> String {
        let attributes = "; Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
        return switch change {
        case .begins(let secret, let seconds): "\(name)=\(secret)\(attributes); Max-Age=\(seconds)"
        case .ends: "\(name)=\(attributes); Max-Age=0"
        }
    }
}
