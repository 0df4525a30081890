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
        let person = PersonRecord(region: caller.region, id: identifiers.next(), login: login, name: name, password: try passwords.verifier(for: password), isOpen: true, madeAt: now)
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

    /// Gives an account another password; all its sessions end.
    package func setPassword(of id: Identifier<PersonRecord>, to password: String, by caller: Caller) async throws {
        if caller.id != id.text { try allow(.managePeople, "", caller) }
        let region = caller.region
        guard let login = try await database.read({ try $0.find(id, in: region)?.login }) else { throw Declined.notFound("账号", "account") }
        let flaws = Self.flaws(ofPassword: password, login: login)
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let verifier = try passwords.verifier(for: password)
        try await record("set-password", by: caller) { writing in
            guard var person = try writing.connection.find(id, in: region) else { throw Declined.notFound("账号", "account") }
            person.password = verifier
            try writing.update(person)
            try writing.connection.run("DELETE FROM login_session WHERE region_code = ? AND person_id = ?", [region.sql, id.sql])
            try writing.connection.run("DELETE FROM login_attempt WHERE region_code = ? AND login = ?", [region.sql, person.login.sql])
        }
    }

    /// Opens or closes an account; a closed one loses its sessions and its tokens stop.
    package func setOpen(_ isOpen: Bool, _ id: Identifier<PersonRecord>, by caller: Caller) async throws -> PersonRecord {
        try allow(.managePeople, "", caller)
        let region = caller.region
        return try await record(.managePeople, by: caller) { writing in
            guard var person = try writing.connection.find(id, in: region) else { throw Declined.notFound("账号", "account") }
            person.isOpen = isOpen
            let changed = try writing.update(person)
            if !isOpen { try writing.connection.run("DELETE FROM login_session WHERE region_code = ? AND person_id = ?", [region.sql, id.sql]) }
            return changed
        }
    }

    package func people(by caller: Caller) async throws -> [PersonRecord] {
        try allow(.managePeople, "", caller)
        let region = caller.region
        return try await database.read { try $0.all(PersonRecord.self, in: region, "ORDER BY login") }
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

    package func grants(by caller: Caller) async throws -> [RoleGrantRecord] {
        try allow(.managePeople, "", caller)
        let region = caller.region
        return try await database.read { try $0.all(RoleGrantRecord.self, in: region) }
    }

    /// Lets somebody act in one's own place for some days.
    package func delegate(to id: Identifier<PersonRecord>, from: CalendarDay, until: CalendarDay, reason: String, by caller: Caller) async throws -> DelegationRecord {
        guard let own = Identifier<PersonRecord>(caller.id) else { throw Declined(Refusal.noRole(.read, [])) }
        var flaws: [Flaw] = []
        if until < from { flaws.append(Flaw("/until", zh: "结束日期早于开始日期", en: "it ends before it begins")) }
        if until.dayNumber - from.dayNumber > 92 { flaws.append(Flaw("/until", zh: "一次委托最长三个月", en: "a delegation lasts three months at most")) }
        if reason.isEmpty { flaws.append(Flaw("/reason", zh: "请写明理由", en: "give the reason")) }
        if id == own { flaws.append(Flaw("/to", zh: "不能委托给自己", en: "not to oneself")) }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let delegation = DelegationRecord(region: caller.region, id: identifiers.next(), fromID: own, toID: id, fromDay: from, toDay: until, reason: reason)
        return try await record("delegate", by: caller, reason: reason) { writing in
            guard try writing.connection.find(id, in: caller.region)?.isOpen == true else { throw Declined.notFound("账号", "account") }
            try writing.insert(delegation)
            return delegation
        }
    }

    package func endDelegation(_ id: Identifier<DelegationRecord>, by caller: Caller) async throws -> DelegationRecord {
        let (region, now) = (caller.region, now)
        return try await record("delegate", by: caller) { writing in
            guard var delegation = try writing.connection.find(id, in: region), delegation.fromID.text == caller.id else { throw Declined.notFound("委托", "delegation") }
            guard delegation.revokedAt == nil else { return delegation }
            delegation.revokedAt = now
            return try writing.update(delegation)
        }
    }

    @discardableResult
    func allow(_ act: Act, _ unitPath: String, _ caller: Caller, from body: Role.Body = .outside) throws -> Grant {
        do { return try workflow.allow(act, for: unitPath, by: caller.actor, from: body) } catch { throw Declined(error) }
    }
}
