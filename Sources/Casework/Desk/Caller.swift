package import Office
import Quantities
package import Storage

/// Who asks, with the rights of this moment.
package struct Caller: Hashable, Sendable {
    package var region: RegionCode
    /// The key of the person, or `system` for the command line of the machine itself.
    package var id: String
    package var actor: Actor
    package var channel: Channel
    /// What a token is limited to; nil for a person at a page.
    package var scopes: Set<String>?
    /// What limits of rate count by, and whose keys of repeated requests they are; begins with the region: `370102/person:…`.
    package var rateKey: String
    /// The digest of the session's secret, for a person at a page.
    package var session: String?
    /// Somebody else chose the password; until it is changed nothing else is open.
    package var mustChangePassword = false

    /// The command line: who can read the database file needs no right, but the chain says what he did.
    package static func machine(_ region: RegionCode) -> Caller {
        Caller(
            region: region, id: "system", actor: Actor(id: "system", grants: Role.allCases.map { Grant(role: $0, path: "") }), channel: .commandLine, scopes: nil, rateKey: "system")
    }
}

extension Desk {
    /// A person's rights of today: own ones and those delegated for these days.
    package func caller(_ person: Identifier<PersonRecord>, in region: RegionCode, channel: Channel, scopes: Set<String>? = nil, rateKey: String) async throws -> Caller {
        let today = now.beijingDay
        return try await database.glance { [self] connection in try self.caller(person, in: region, channel: channel, scopes: scopes, rateKey: rateKey, on: today, connection) }
    }

    func caller(
        _ person: Identifier<PersonRecord>, in region: RegionCode, channel: Channel, scopes: Set<String>? = nil, rateKey: String, on today: CalendarDay, _ connection: any SQLConnection
    ) throws -> Caller {
        try loadRules(of: region, connection)
        let grants = try Self.grants(of: person, in: region, on: today, connection)
        return Caller(region: region, id: person.text, actor: Actor(id: person.text, grants: grants), channel: channel, scopes: scopes, rateKey: rateKey)
    }

    static func grants(of person: Identifier<PersonRecord>, in region: RegionCode, on today: CalendarDay, _ connection: any SQLConnection) throws -> [Grant] {
        var grants = try own(person, region, today, connection).map { Grant(role: $0.role, path: $0.path) }
        for delegation in try connection.all(DelegationRecord.self, in: region, "AND to_id = ? ORDER BY id", [person.sql])
        where delegation.revokedAt == nil && delegation.fromDay <= today && today <= delegation.toDay {
            // Whoever left has nothing to delegate any more.
            guard try connection.find(delegation.fromID, in: region)?.isOpen == true else { continue }
            let limit = delegation.roles?.split(separator: " ").compactMap { Role(rawValue: String($0)) }
            // What was delegated to somebody is not his to delegate again, and accounts are nobody's to manage but an administrator's.
            for held in try own(delegation.fromID, region, today, connection) where held.role != .admin && limit?.contains(held.role) ?? true {
                grants.append(Grant(role: held.role, path: held.path, onBehalfOf: delegation.fromID.text))
            }
        }
        return grants
    }

    private static func own(_ person: Identifier<PersonRecord>, _ region: RegionCode, _ today: CalendarDay, _ connection: any SQLConnection) throws -> [(role: Role, path: String)] {
        var grants: [(role: Role, path: String)] = []
        for grant in try connection.all(RoleGrantRecord.self, in: region, "AND person_id = ? ORDER BY id", [person.sql])
        where grant.revokedAt == nil && grant.fromDay <= today && grant.toDay.map({ today <= $0 }) ?? true {
            guard let unit = grant.unitID else {
                grants.append((grant.role, ""))
                continue
            }
            if let unit = try connection.find(unit, in: region) { grants.append((grant.role, unit.path)) }
        }
        return grants
    }

    /// The SQL that keeps a query below the paths of a right: a condition on `unit_id`, and its values.
    static func below(_ paths: [String], _ region: RegionCode, column: String = "unit_id") -> (sql: String, values: [SQLValue]) {
        if paths.contains("") { return ("1 = 1", []) }
        guard !paths.isEmpty else { return ("1 = 0", []) }
        let conditions = paths.map { _ in "(path >= ? AND path < ?)" }.joined(separator: " OR ")
        return ("\(column) IN (SELECT id FROM unit WHERE region_code = ? AND (\(conditions)))", [region.sql] + paths.flatMap { [$0.sql, (String($0.dropLast()) + "0").sql] })
    }
}
