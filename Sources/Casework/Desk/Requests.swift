import BudgetModel
package import JSONText
import Quantities
import Storage

/// What is known of a request with a key.
package enum RequestState: Sendable {
    /// Nobody has done it; whoever was told so may.
    case fresh(KeptRequest)
    /// The key belongs to another request.
    case conflict
    case inProgress
    /// Its act was kept, but not what was answered: the number of its link in the chain and what it changed.
    case acted(JSONValue)
    case done(status: Int, headers: JSONValue, body: String)
}

/// A request that holds its key: what it does is kept together with the mark that it was done, so that the key never does it twice.
package struct KeptRequest: Hashable, Sendable {
    /// The request that the present task works on.
    @TaskLocal package static var current: KeptRequest?

    let key: String
    let owner: String
    /// Whoever takes the key over later has another moment, and then this one may keep nothing any more.
    let begunAt: Instant
    let region: RegionCode

    fileprivate var place: [SQLValue] { [region.sql, owner.sql, key.sql, begunAt.sql] }
    fileprivate static let condition = "region_code = ? AND owner = ? AND idem_key = ? AND made_at = ?"

    /// Marks in the transaction of the act that it was done.
    ///
    /// - Throws: `Declined` where the key is not this request's any more; the act is undone with it.
    func mark(_ writing: Writing) throws {
        let kept = JSONValue.object(["event": writing.link.map { .integer($0) } ?? .null, "changed": .array(writing.subjects.prefix(20).map { .string($0) })])
        let count = try writing.connection.run("UPDATE idempotency SET status = 0, headers = ? WHERE \(Self.condition) AND (status IS NULL OR status = 0)", [kept.text.sql] + place)
        guard count == 1 else {
            throw Declined(
                .conflict, "request-taken-over", Wording(zh: "这个请求耗时过长，已由重发的请求接手，这一次没有保存。", en: "This request took too long and was taken over by its repetition; nothing was kept here."),
                help: Wording(zh: "请以同一个键再发一次，取得结果。", en: "Send it again with the same key to get the result."))
        }
    }
}

extension Desk {
    private static let (keptSeconds, runningSeconds, answeringSeconds) = (86_400, 120, 30)

    /// Takes a key for a request; of two at once one is fresh, on several servers too. A request whose server died before it kept anything is fresh again after a while.
    package func beginRequest(_ key: String, owner: String, digest: String) async throws -> RequestState {
        let now = now
        // Whoever asks without an account has no region.
        guard let region = RegionCode(String(owner.prefix { $0 != "/" })) ?? RegionCode("000000") else { return .conflict }
        let request = KeptRequest(key: key, owner: owner, begunAt: now, region: region)
        return try await database.write(in: region.text) { connection in
            try connection.run("DELETE FROM idempotency WHERE region_code = ? AND made_at < ?", [region.sql, now.adding(seconds: -Self.keptSeconds).sql])
            let record = IdempotencyRecord(region: region, owner: owner, idemKey: key, requestDigest: digest, madeAt: now)
            if try connection.run(IdempotencyRecord.insertStatement(of: 1) + " ON CONFLICT DO NOTHING", record.values) == 1 { return .fresh(request) }
            guard let known = try connection.find(IdempotencyRecord.self, [region.sql, owner.sql, key.sql]) else { return .inProgress }
            guard known.requestDigest == digest else { return .conflict }
            let headers = (try? JSONParser.parse(known.headers ?? "{}")) ?? .null
            switch known.status {
            case nil:
                guard known.madeAt.adding(seconds: Self.runningSeconds) <= now else { return .inProgress }
                let old = KeptRequest(key: key, owner: owner, begunAt: known.madeAt, region: region)
                let count = try connection.run("UPDATE idempotency SET made_at = ? WHERE \(KeptRequest.condition) AND status IS NULL", [now.sql] + old.place)
                return count == 1 ? .fresh(request) : .inProgress
            // Its reply may still be on its way.
            case 0: return known.madeAt.adding(seconds: Self.answeringSeconds) <= now ? .acted(headers) : .inProgress
            case let status?: return .done(status: status, headers: headers, body: known.body ?? "")
            }
        }
    }

    /// Keeps what was answered.
    package func finishRequest(_ request: KeptRequest, status: Int, headers: String, body: String) async throws {
        _ = try await database.write(in: request.region.text) { connection in
            try connection.run("UPDATE idempotency SET status = ?, headers = ?, body = ? WHERE \(KeptRequest.condition)", [status.sql, headers.sql, body.sql] + request.place)
        }
    }

    /// Lets go of a key whose request kept nothing.
    package func abandonRequest(_ request: KeptRequest) async throws {
        _ = try await database.write(in: request.region.text) { connection in
            try connection.run("DELETE FROM idempotency WHERE \(KeptRequest.condition) AND status IS NULL", request.place)
        }
    }
}
