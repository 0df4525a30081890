import BudgetModel
package import Office
package import Quantities
package import Storage

extension Desk {
    /// Lets somebody act in one's own place for some days: in all one's roles, or in some; never as administrator.
    ///
    /// Only people at a page do it: a token may not hand its owner's rights on.
    package func delegate(
        to id: Identifier<PersonRecord>, from: CalendarDay, until: CalendarDay, roles: Set<Role>? = nil, reason: String, by caller: Caller
    ) async throws -> DelegationRecord {
        guard caller.scopes == nil, let own = Identifier<PersonRecord>(caller.id) else {
            throw Declined(
                .forbidden, "delegation-by-program", Wording(zh: "令牌不能办理委托。", en: "A token cannot delegate."), help: Wording(zh: "请由本人登录后办理。", en: "Let the person sign in and do it."))
        }
        var flaws: [Flaw] = []
        if until < from { flaws.append(Flaw("/until", zh: "结束日期早于开始日期", en: "it ends before it begins")) }
        if until.dayNumber - from.dayNumber > 92 { flaws.append(Flaw("/until", zh: "一次委托最长三个月", en: "a delegation lasts three months at most")) }
        if reason.isEmpty || reason.count > 500 { flaws.append(Flaw("/reason", zh: "请写明理由，500 字以内", en: "give the reason, in 500 characters")) }
        if id == own { flaws.append(Flaw("/to", zh: "不能委托给自己", en: "not to oneself")) }
        if let roles, roles.isEmpty || roles.contains(.admin) { flaws.append(Flaw("/roles", zh: "至少选一个角色；系统管理员不能委托", en: "name one role at least; that of the administrator is not delegated")) }
        let held = Set(caller.actor.grants.filter { $0.onBehalfOf == nil && $0.role != .admin }.map(\.role))
        if held.isEmpty {
            flaws.append(Flaw("/roles", zh: "您没有可以委托的角色", en: "you hold no role that could be delegated"))
        } else if let missing = roles?.subtracting(held).subtracting([.admin]), !missing.isEmpty {
            let names = Role.allCases.filter(missing.contains).map(\.wording)
            flaws.append(Flaw("/roles", zh: "您没有这些角色，不能委托：\(names.map(\.zh).joined(separator: "、"))", en: "you do not hold these roles: \(names.map(\.en).joined(separator: ", "))"))
        }
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let words = roles.map { roles in Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " ") }
        let delegation = DelegationRecord(region: caller.region, id: identifiers.next(), fromID: own, toID: id, fromDay: from, toDay: until, reason: reason, roles: words)
        return try await record("delegate", by: caller, reason: reason) { writing in
            guard try writing.connection.find(id, in: caller.region)?.isOpen == true else { throw Declined.notFound("账号", "account") }
            try writing.insert(delegation)
            return delegation
        }
    }

    /// Ends a delegation of one's own, or as administrator any.
    package func endDelegation(_ id: Identifier<DelegationRecord>, by caller: Caller) async throws -> DelegationRecord {
        let (region, now) = (caller.region, now)
        let isManager = (try? allow(.managePeople, "", caller)) != nil
        return try await record("delegate", by: caller) { writing in
            guard var delegation = try writing.connection.find(id, in: region), isManager || delegation.fromID.text == caller.id else { throw Declined.notFound("委托", "delegation") }
            guard delegation.revokedAt == nil else { return delegation }
            delegation.revokedAt = now
            return try writing.update(delegation)
        }
    }

    /// What one delegated and was delegated, or all for who manages accounts; by key, after one of them.
    package func delegations(after: String = "", limit: Int = .max, by caller: Caller) async throws -> [DelegationRecord] {
        let region = caller.region, isManager = (try? allow(.managePeople, "", caller)) != nil
        return try await database.read { connection in
            let (sql, values): (String, [SQLValue]) = isManager ? ("", []) : ("AND (from_id = ? OR to_id = ?) ", [caller.id.sql, caller.id.sql])
            return try connection.all(DelegationRecord.self, in: region, sql + "AND id > ? ORDER BY id LIMIT ?", values + [after.sql, limit.sql])
        }
    }
}
