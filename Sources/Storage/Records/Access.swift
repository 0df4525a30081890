package import Quantities

/// A key for programs; only the digest of its secret is kept.
package struct TokenRecord: VersionedRecord {
    package static let table = Table(
        "api_token", key: ["region_code", "id"],
        ["version", "secret_digest", "name", "person_id", "scopes", "made_at", "expires_at", "revoked_at"])

    package var region: RegionCode
    package var id: Identifier<TokenRecord>
    package var version: Int
    package var secretDigest: String
    package var name: String
    /// Whose rights it has at most.
    package var personID: Identifier<PersonRecord>
    /// Words, separated by a space.
    package var scopes: String
    package var madeAt: Instant
    package var expiresAt: Instant
    package var revokedAt: Instant?

    package init(
        region: RegionCode, id: Identifier<TokenRecord>, version: Int = 1, secretDigest: String, name: String, personID: Identifier<PersonRecord>, scopes: String, madeAt: Instant, expiresAt: Instant, revokedAt: Instant? = nil
    ) {
        self.region = region
        self.id = id
        self.version = version
        self.secretDigest = secretDigest
        self.name = name
        self.personID = personID
        self.scopes = scopes
        self.madeAt = madeAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        id = try row.value()
        version = try row.value()
        secretDigest = try row.value()
        name = try row.value()
        personID = try row.value()
        scopes = try row.value()
        madeAt = try row.value()
        expiresAt = try row.value()
        revokedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, id.sql, version.sql, secretDigest.sql, name.sql, personID.sql, scopes.sql, madeAt.sql, expiresAt.sql, revokedAt.sql]
    }
}

/// A login of a browser; only the digest of its secret is kept.
package struct SessionRecord: Record {
    package static let table = Table(
        "login_session", key: ["region_code", "secret_digest"],
        ["person_id", "made_at", "seen_at", "expires_at"])

    package var region: RegionCode
    package var secretDigest: String
    package var personID: Identifier<PersonRecord>
    package var madeAt: Instant
    package var seenAt: Instant
    package var expiresAt: Instant

    package init(
        region: RegionCode, secretDigest: String, personID: Identifier<PersonRecord>, madeAt: Instant, seenAt: Instant, expiresAt: Instant
    ) {
        self.region = region
        self.secretDigest = secretDigest
        self.personID = personID
        self.madeAt = madeAt
        self.seenAt = seenAt
        self.expiresAt = expiresAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        secretDigest = try row.value()
        personID = try row.value()
        madeAt = try row.value()
        seenAt = try row.value()
        expiresAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, secretDigest.sql, personID.sql, madeAt.sql, seenAt.sql, expiresAt.sql]
    }
}

/// How often a login failed in a row.
package struct LoginAttemptRecord: Record {
    package static let table = Table(
        "login_attempt", key: ["region_code", "login"],
        ["failures", "locked_until", "tried_at"])

    package var region: RegionCode
    package var login: String
    package var failures: Int
    package var lockedUntil: Instant?
    package var triedAt: Instant

    package init(
        region: RegionCode, login: String, failures: Int, lockedUntil: Instant? = nil, triedAt: Instant
    ) {
        self.region = region
        self.login = login
        self.failures = failures
        self.lockedUntil = lockedUntil
        self.triedAt = triedAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        login = try row.value()
        failures = try row.value()
        lockedUntil = try row.value()
        triedAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, login.sql, failures.sql, lockedUntil.sql, triedAt.sql]
    }
}

/// What was answered to a request with a key, to answer it again the same.
package struct IdempotencyRecord: Record {
    package static let table = Table(
        "idempotency", key: ["region_code", "owner", "idem_key"],
        ["request_digest", "status", "headers", "body", "made_at"])

    package var region: RegionCode
    package var owner: String
    package var idemKey: String
    package var requestDigest: String
    /// Nil while it runs; 0 when the act was kept and its reply was not.
    package var status: Int?
    package var headers: String?
    package var body: String?
    package var madeAt: Instant

    package init(
        region: RegionCode, owner: String, idemKey: String, requestDigest: String, status: Int? = nil, headers: String? = nil, body: String? = nil, madeAt: Instant
    ) {
        self.region = region
        self.owner = owner
        self.idemKey = idemKey
        self.requestDigest = requestDigest
        self.status = status
        self.headers = headers
        self.body = body
        self.madeAt = madeAt
    }

    package init(from row: inout RowReader) throws(StorageError) {
        region = try row.value()
        owner = try row.value()
        idemKey = try row.value()
        requestDigest = try row.value()
        status = try row.value()
        headers = try row.value()
        body = try row.value()
        madeAt = try row.value()
    }

    package var values: [SQLValue] {
        [region.sql, owner.sql, idemKey.sql, requestDigest.sql, status.sql, headers.sql, body.sql, madeAt.sql]
    }
}
