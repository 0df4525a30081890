import BudgetModel
package import Office
package import Quantities
package import Storage

extension Desk {
    /// Makes an account without any right.
    package func addPerson(login: String, name: String, password: String, by caller: Caller) async throws -> PersonRecord {
        try allow(.managePeople, "", caller)
        let login = login.lowercased()
        var flaws: [Flaw] = []
        if login.wholeMatch(of: /[a-z0-9][a-z0-9._@-]{1,63}/) == nil {
            flaws.append(Flaw("/login", zh: "登录名应为 2 到 64 个小写字母、数字或 . _ @ -，以字母或数字开头", en: "a login has 2 to 64 lower-case letters, digits or . _ @ -, and begins with a letter or digit"))
        }
        if name.isEmpty || name.count > 60 { flaws.append(Flaw("/name", zh: "姓名应为 1 到 60 个字", en: "a name has 1 to 60 characters")) }
        flaws += Self.flaws(ofPassword: password, login: login)
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        // At the machine people type their own; whoever adds an account from elsewhere knows its password.
        let person = PersonRecord(
            region: caller.region, id: identifiers.next(), login: login, name: name, password: try await passwords.verifier(for: password), isOpen: true, madeAt: now,
            passwordGivenAt: caller.channel == .commandLine ? nil : now)
        return try await record(.managePeople, by: caller) { writing in
            guard try writing.connection.all(PersonRecord.self, in: caller.region, "AND login = ?", [login.sql]).isEmpty else {
                throw Declined(.conflict, "login-taken", Wording(zh: "登录名“\(login)”已经有人使用。", en: "The login “\(login)” is taken."), help: Wording(zh: "请换一个登录名。", en: "Choose another one."))
            }
            try writing.insert(person)
            return person
        }
    }

    private static func flaws(ofPassword password: String, login: String) -> [Flaw] {
        if password.count < Passwords.shortest { return [Flaw("/password", zh: "密码至少 \(Passwords.shortest) 个字符", en: "a password has at least \(Passwords.shortest) characters")] }
        if password.utf8.count > 1_000 { return [Flaw("/password", zh: "密码太长", en: "the password is too long")] }
        if Set(password).count < 4 || password.lowercased().contains(login) && !login.isEmpty {
            return [Flaw("/password", zh: "密码太容易猜到：至少用四种不同的字符，不要包含登录名", en: "the password is too easy to guess: use at least four different characters and not the login")]
        }
        return []
    }

    /// Gives an account another password: one's own, or somebody else's, who then has to choose one at the next login.
    ///
    /// All other sessions end.
    /// - Parameters:
    ///   - old: the password until now; asked for one's own.
    ///   - keepsTokens: whether the tokens of the account go on.
    package func setPassword(of id: Identifier<PersonRecord>, to password: String, old: String? = nil, keepsTokens: Bool = false, by caller: Caller) async throws {
        let isOwn = caller.id == id.text
        if !isOwn { try allow(.managePeople, "", caller) }
        let (region, now) = (caller.region, now)
        guard let person = try await database.read({ try $0.find(id, in: region) }) else { throw Declined.notFound("账号", "account") }
        var flaws = Self.flaws(ofPassword: password, login: person.login)
        if isOwn {
            guard let old else { throw Declined.invalid("/oldPassword", "请填写现在的密码", "give the present password") }
            if old == password { flaws.append(Flaw("/password", zh: "新密码与现在的相同", en: "the new password is the present one")) }
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        if isOwn, try await !tryPassword(old ?? "", of: person, login: person.login, in: region) { throw Declined.invalid("/oldPassword", "现在的密码不对", "this is not the present password") }
        let verifier = try await passwords.verifier(for: password)
        try await record("set-password", by: caller) { writing in
            // What was checked against the old one is not to be kept where another came meanwhile.
            guard var changed = try writing.connection.find(id, in: region), changed.version == person.version else {
                throw Declined(.conflict, "account-changed", Wording(zh: "这个账号刚刚被改过，密码没有改。", en: "The account was changed just now; the password was not."), help: Wording(zh: "请再试一次。", en: "Try again."))
            }
            changed.password = verifier
            changed.passwordGivenAt = isOwn ? nil : now
            try writing.update(changed)
            if !keepsTokens {
                for var token in try writing.connection.all(TokenRecord.self, in: region, "AND person_id = ? AND revoked_at IS NULL ORDER BY id", [id.sql]) {
                    token.revokedAt = now
                    try writing.update(token)
                }
            }
            let own = isOwn ? caller.session ?? "" : ""
            try writing.connection.run("DELETE FROM login_session WHERE region_code = ? AND person_id = ? AND secret_digest <> ?", [region.sql, id.sql, own.sql])
            try Self.forgetAttempts(changed.login, region, writing.connection)
        }
    }

    /// Opens or closes an account; a closed one loses its sessions, its tokens stop, and what it delegated or was delegated ends.
    package func setOpen(_ isOpen: Bool, _ id: Identifier<PersonRecord>, by caller: Caller) async throws -> PersonRecord {
        try allow(.managePeople, "", caller)
        let (region, now) = (caller.region, now)
        return try await record(.managePeople, by: caller) { writing in
            guard var person = try writing.connection.find(id, in: region) else { throw Declined.notFound("账号", "account") }
            person.isOpen = isOpen
            let changed = try writing.update(person)
            if !isOpen {
                try writing.connection.run("DELETE FROM login_session WHERE region_code = ? AND person_id = ?", [region.sql, id.sql])
                for var delegation in try writing.connection.all(DelegationRecord.self, in: region, "AND (from_id = ? OR to_id = ?) AND revoked_at IS NULL ORDER BY id", [id.sql, id.sql]) {
                    delegation.revokedAt = now
                    try writing.update(delegation)
                }
            }
            return changed
        }
    }

    /// Accounts by login, after one of them.
    package func people(after: String = "", limit: Int = .max, by caller: Caller) async throws -> [PersonRecord] {
        try allow(.managePeople, "", caller)
        let region = caller.region
        return try await database.read { try $0.all(PersonRecord.self, in: region, "AND login > ? ORDER BY login LIMIT ?", [after.sql, limit.sql]) }
    }

    /// Grants a role on a unit and all below it; nil for the whole region. Nobody grants himself.
    package func grant(
        _ role: Role, on unit: Identifier<UnitRecord>?, to id: Identifier<PersonRecord>, from: CalendarDay? = nil, until: CalendarDay? = nil, by caller: Caller
    ) async throws -> RoleGrantRecord {
        try allow(.managePeople, "", caller)
        guard id.text != caller.id else {
            throw Declined(.forbidden, "own-rights", Wording(zh: "不能给自己授权。", en: "Nobody grants himself a role."), help: Wording(zh: "请由另一位管理员办理。", en: "Let another administrator do it."))
        }
        let region = caller.region
        let grant = RoleGrantRecord(region: region, id: identifiers.next(), personID: id, role: role, unitID: unit, fromDay: from ?? now.beijingDay, toDay: until)
        if let until, until < grant.fromDay { throw Declined.invalid("/until", "结束日期早于开始日期", "it ends before it begins") }
        return try await record(.managePeople, by: caller) { writing in
            guard try writing.connection.find(id, in: region) != nil else { throw Declined.notFound("账号", "account") }
            if let unit, try writing.connection.find(unit, in: region) == nil { throw Declined.notFound("单位", "unit") }
            try writing.insert(grant)
            return grant
        }
    }

    package func revoke(_ id: Identifier<RoleGrantRecord>, by caller: Caller) async throws -> RoleGrantRecord {
        try allow(.managePeople, "", caller)
        let (region, now) = (caller.region, now)
        return try await record(.managePeople, by: caller) { writing in
            guard var grant = try writing.connection.find(id, in: region) else { throw Declined.notFound("授权", "grant") }
            guard grant.revokedAt == nil else { return grant }
            grant.revokedAt = now
            return try writing.update(grant)
        }
    }

    /// Grants by key, after one of them.
    package func grants(after: String = "", limit: Int = .max, by caller: Caller) async throws -> [RoleGrantRecord] {
        try allow(.managePeople, "", caller)
        let region = caller.region
        return try await database.read { try $0.all(RoleGrantRecord.self, in: region, "AND id > ? ORDER BY id LIMIT ?", [after.sql, limit.sql]) }
    }

    @discardableResult
    func allow(_ act: Act, _ unitPath: String, _ caller: Caller, from body: Role.Body = .outside) throws -> Grant {
        do { return try workflow.allow(act, for: unitPath, by: caller.actor, from: body) } catch { throw Declined(error) }
    }
}
