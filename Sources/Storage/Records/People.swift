package import Office
package import Quantities

/// An account of somebody who works in the office.
package struct PersonRecord: VersionedRecord {
    package static let table = Table(
        "person", key: ["region_code", "id"],
        ["version", "login", "name", "password", "is_open", "made_at", "password_given_at"])

    package var region: RegionCode
    package var id: Identifier<PersonRecord>
    package var version: Int
    package var login: String
    package var name: String
    /// The verifier, with its algorithm and costs; empty while there is none.
    package var password: String
    package var isOpen: Bool
    package var madeAt: Instant
    /// When somebody else gave it its password; nil once the person has chosen one.
    package var passwordGivenAt: Instant?

    package init(
        region: RegionCode, id: Identifier<PersonRecord>, version: Int = 1, login: String, name: String, password: String, isOpen: Bool, madeAt: Instant, passwordGivenAt: Instant? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.login = login
        self.name = name
        self.password = password
        self.isOpen = isOpen
        self.madeAt = madeAt
        self.passwordGivenAt = passwordGivenAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        login = try row.value()
        name = try row.value()
        password = try row.value()
        isOpen = try row.value()
        madeAt = try row.value()
        passwordGivenAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, login.sql, name.sql, password.sql, isOpen.sql, madeAt.sql, passwordGivenAt.sql]
    }
}

/// A role of an account on a part of the tree of units.
package struct RoleGrantRecord: VersionedRecord {
    package static let table = Table(
        "role_grant", key: ["region_code", "id"],
        ["version", "person_id", "role", "unit_id", "from_day", "to_day", "revoked_at"])

    package var region: RegionCode
    package var id: Identifier<RoleGrantRecord>
    package var version: Int
    package var personID: Identifier<PersonRecord>
    package var role: Role
    /// Nil for the whole region.
    package var unitID: Identifier<UnitRecord>?
    package var fromDay: CalendarDay
    /// The last day.
    package var toDay: CalendarDay?
    package var revokedAt: Instant?

    package init(
        region: RegionCode, id: Identifier<RoleGrantRecord>, version: Int = 1, personID: Identifier<PersonRecord>, role: Role, unitID: Identifier<UnitRecord>? = nil, fromDay: CalendarDay, toDay: CalendarDay? = nil, revokedAt: Instant? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.personID = personID
        self.role = role
        self.unitID = unitID
        self.fromDay = fromDay
        self.toDay = toDay
        self.revokedAt = revokedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        personID = try row.value()
        role = try row.value()
        unitID = try row.value()
        fromDay = try row.value()
        toDay = try row.value()
        revokedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, personID.sql, role.sql, unitID.sql, fromDay.sql, toDay.sql, revokedAt.sql]
    }
}

/// Somebody acts for somebody else for some days.
package struct DelegationRecord: VersionedRecord {
    package static let table = Table(
        "delegation", key: ["region_code", "id"],
        ["version", "from_id", "to_id", "from_day", "to_day", "reason", "revoked_at", "roles"])

    package var region: RegionCode
    package var id: Identifier<DelegationRecord>
    package var version: Int
    package var fromID: Identifier<PersonRecord>
    package var toID: Identifier<PersonRecord>
    package var fromDay: CalendarDay
    /// The last day.
    package var toDay: CalendarDay
    package var reason: String
    package var revokedAt: Instant?
    /// Words of the roles it is limited to, separated by a space; nil for all that may be delegated.
    package var roles: String?

    package init(
        region: RegionCode, id: Identifier<DelegationRecord>, version: Int = 1, fromID: Identifier<PersonRecord>, toID: Identifier<PersonRecord>, fromDay: CalendarDay, toDay: CalendarDay, reason: String,
        revokedAt: Instant? = nil, roles: String? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.fromID = fromID
        self.toID = toID
        self.fromDay = fromDay
        self.toDay = toDay
        self.reason = reason
        self.revokedAt = revokedAt
        self.roles = roles
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        fromID = try row.value()
        toID = try row.value()
        fromDay = try row.value()
        toDay = try row.value()
        reason = try row.value()
        revokedAt = try row.value()
        roles = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, fromID.sql, toID.sql, fromDay.sql, toDay.sql, reason.sql, revokedAt.sql, roles.sql]
    }
}
