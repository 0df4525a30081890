import BudgetModel
import Office
import Quantities
package import Storage

/// What a token may be limited to.
package enum Scope: String, Hashable, Sendable, CaseIterable { case read, write, manage }

extension Desk {
    /// Makes a token for programs: at most the rights of its person, and of these what the scopes allow. The secret is shown this once.
    ///
    /// Everyone makes his own, as what is done with it stands in the chain under his name; only at the machine itself they are made for others.
    package func makeToken(
        for id: Identifier<PersonRecord>, name: String, scopes: Set<Scope>, days: Int, by caller: Caller
    ) async throws -> (token: TokenRecord, secret: Secret) {
        guard caller.id == id.text || caller.channel == .commandLine else {
            throw Declined(
                .forbidden, "token-for-another", Wording(zh: "不能为别人签发令牌。", en: "Nobody makes a token for somebody else."),
                help: Wording(zh: "请由本人登录后签发，或在服务器上用 jixiao token add。", en: "Let the person make it, or use jixiao token add at the server."))
        }
        var flaws: [Flaw] = []
        if name.isEmpty || name.count > 100 { flaws.append(Flaw("/name", zh: "请写明用途，100 字以内", en: "say what it is for, in 100 characters")) }
        if scopes.isEmpty { flaws.append(Flaw("/scopes", zh: "至少选一项范围", en: "choose one scope at least")) }
        if !(1...730).contains(days) { flaws.append(Flaw("/days", zh: "有效期应为 1 到 730 天", en: "it is valid for 1 to 730 days")) }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let region = caller.region, secret = Secret(for: region)
        let token = TokenRecord(
            region: region, id: identifiers.next(), secretDigest: secret.digest, name: name, personID: id, scopes: Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " "),
            madeAt: now, expiresAt: now.adding(seconds: days * 86_400))
        try await record("make-token", by: caller) { writing in
            guard try writing.connection.find(id, in: region)?.isOpen == true else { throw Declined.notFound("账号", "account") }
            try writing.insert(token)
        }
        return (token, secret)
    }

    package func revokeToken(_ id: Identifier<TokenRecord>, by caller: Caller) async throws -> TokenRecord {
        let (region, now) = (caller.region, now)
        let isManager = (try? allow(.managePeople, "", caller)) != nil
        return try await record("revoke-token", by: caller) { writing in
            guard var token = try writing.connection.find(id, in: region), isManager || token.personID.text == caller.id else { throw Declined.notFound("令牌", "token") }
            guard token.revokedAt == nil else { return token }
            token.revokedAt = now
            return try writing.update(token)
        }
    }

    /// One's own tokens, or all for who manages accounts.
    package func tokens(after: String = "", limit: Int = .max, by caller: Caller) async throws -> [TokenRecord] {
        let region = caller.region, isManager = (try? allow(.managePeople, "", caller)) != nil
        return try await database.read { connection in
            let (sql, values): (String, [SQLValue]) = isManager ? ("", []) : ("AND person_id = ? ", [caller.id.sql])
            return try connection.all(TokenRecord.self, in: region, sql + "AND id > ? ORDER BY id LIMIT ?", values + [after.sql, limit.sql])
        }
    }

    /// Who holds the secret of a token; nil when it is unknown, revoked or expired.
    package func caller(token secret: Secret) async throws -> Caller? {
        let (region, now) = (secret.region, now)
        let digest = secret.digest
        return try await database.glance { [self] connection in
            guard let token = try connection.all(TokenRecord.self, in: region, "AND secret_digest = ?", [digest.sql]).first, token.revokedAt == nil, now < token.expiresAt,
                let person = try connection.find(token.personID, in: region), person.isOpen
            else { return nil }
            return try caller(
                person.id, in: region, channel: .api, scopes: Set(token.scopes.split(separator: " ").map(String.init)), rateKey: "\(region)/token:\(token.id.text)", on: now.beijingDay, connection)
        }
    }
}
