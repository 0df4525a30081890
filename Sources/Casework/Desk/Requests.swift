package import JSONText
import Quantities
import Storage

/// What is known of a request with a key.
package enum RequestState: Sendable {
    case fresh
    /// The key belongs to another request.
    case conflict
    case inProgress
    case done(status: Int, headers: JSONValue, body: String)
}

extension Desk {
    private static let (keptSeconds, runningSeconds) = (86_400, 120)

    /// Keys of callers do not name their region; they are kept under one of their own.
    private static let region = RegionCode("000000")!

    /// Takes a key for a request; of two at once one is fresh. A request whose server died is fresh again after a while.
    package func beginRequest(_ key: String, owner: String, digest: String) async throws -> RequestState {
        let now = now, region = Self.region
        return try await database.write(in: region.text) { connection in
            try connection.run("DELETE FROM idempotency WHERE region_code = ? AND made_at < ?", [region.sql, now.adding(seconds: -Self.keptSeconds).sql])
            if let known = try connection.find(IdempotencyRecord.self, [region.sql, owner.sql, key.sql]) {
                guard known.requestDigest == digest else { return .conflict }
                if let status = known.status {
                    return .done(status: status, headers: (try? JSONParser.parse(known.headers ?? "{}")) ?? .null, body: known.body ?? "")
                }
                if now < known.madeAt.adding(seconds: Self.runningSeconds) { return .inProgress }
            }
            try connection.put(IdempotencyRecord(region: region, owner: owner, idemKey: key, requestDigest: digest, madeAt: now))
            return .fresh
        }
    }

    package func finishRequest(_ key: String, owner: String, status: Int, headers: String, body: String) async throws {
        let region = Self.region
        _ = try await database.write(in: region.text) { connection in
            try connection.run(
                "UPDATE idempotency SET status = ?, headers = ?, body = ? WHERE region_code = ? AND owner = ? AND idem_key = ?",
                [status.sql, headers.sql, body.sql, region.sql, owner.sql, key.sql])
        }
    }

    package func abandonRequest(_ key: String, owner: String) async throws {
        let region = Self.region
        _ = try await database.write(in: region.text) { connection in
            try connection.run("DELETE FROM idempotency WHERE region_code = ? AND owner = ? AND idem_key = ? AND status IS NULL", [region.sql, owner.sql, key.sql])
        }
    }
}
