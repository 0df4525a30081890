import BudgetModel
package import JSONText
import Office
import Quantities
package import Storage

extension Desk {
    private static let draftLimit = 2 << 20

    /// Keeps what somebody has typed and not saved. Nobody else's is touched, and it stays until the same person saves or replaces it.
    package func keepDraft(_ body: JSONValue, of id: Identifier<StageRecord>, base: Identifier<RevisionRecord>?, by caller: Caller) async throws -> DraftRecord {
        guard let person = Identifier<PersonRecord>(caller.id) else { throw Declined.notFound("账号", "account") }
        let text = body.text
        guard text.utf8.count <= Self.draftLimit else { throw Declined(.tooLarge, "draft-too-large", .init(zh: "草稿太大，不能超过 2 MB。", en: "The draft is larger than 2 MB.")) }
        return try await database.write(in: caller.region.text) { [self] connection in
            let (_, view) = try stage(id, connection, caller)
            try allow(.comment, view.unit.path, caller)
            let draft = DraftRecord(region: caller.region, stageID: id, personID: person, baseID: base, body: text, savedAt: now)
            try connection.put(draft)
            return draft
        }
    }

    /// One's own draft of a stage; nil for none, or when it has been saved since.
    package func draft(of id: Identifier<StageRecord>, by caller: Caller) async throws -> DraftRecord? {
        let region = caller.region
        return try await database.read { [self] connection in
            _ = try stage(id, connection, caller)
            return try connection.find(DraftRecord.self, [region.sql, id.sql, caller.id.sql])
        }
    }
}
