package import BudgetModel
import Forms
package import JSONText
import Quantities
package import Storage

/// What lies in a stage by now, beside what somebody wanted to save over an older version of it.
package struct StaleDocument: Sendable {
    /// A place where both differ.
    package struct Difference: Hashable, Sendable {
        /// `「水质合格率」实际完成值` of a form; a pointer of other documents.
        package var place: Wording
        package var current: String
        package var yours: String
    }

    package var revision: Identifier<RevisionRecord>
    package var current: JSONValue
    package var differences: [Difference]
}

/// What somebody wants to save in a stage.
enum DocumentToSave: Sendable {
    case form(Evaluation)
    /// - Parameter inBody: what of a revision's body it is.
    case other(RevisionContent, JSONValue, inBody: @Sendable (JSONValue) throws -> JSONValue = { $0 })
}

extension Desk {
    /// Saves; where somebody else was faster, the refusal says in what both differ.
    func comparing<Value: Sendable>(_ mine: DocumentToSave, in id: Identifier<StageRecord>, by caller: Caller, _ save: () async throws -> Value) async throws -> Value {
        do { return try await save() } catch var declined as Declined where declined.kind == .stale {
            declined.staleDocument = try await database.read { [self] connection in
                let (stage, view) = try stage(id, connection, caller)
                guard seesWork(on: stage, view, caller) else { return nil }
                return try staleDocument(mine, stage, connection)
            }
            throw declined
        }
    }

    private func staleDocument(_ mine: DocumentToSave, _ stage: StageRecord, _ connection: any SQLConnection) throws -> StaleDocument? {
        switch mine {
        case .form(let form):
            guard let id = stage.revisionID, let present = try StageFile.form(id, in: stage.region, connection) else { return nil }
            let changes = FormMerge(base: present, out: present, back: form, into: present, prefers: .refuse).changes
            return StaleDocument(
                revision: id, current: FormJSON.write(present), differences: changes.map { .init(place: $0.place, current: $0.before, yours: $0.after) })
        case .other(let content, let document, let inBody):
            guard let revision = try latest(content, of: stage, connection) else { return nil }
            let present = try inBody(try Self.stored(revision))
            return StaleDocument(
                revision: revision.id, current: present,
                differences: JSONDifference.all(present, document).map { .init(place: Wording(zh: $0.pointer, en: $0.pointer), current: $0.left.said, yours: $0.right.said) })
        }
    }
}

extension JSONValue? {
    fileprivate var said: String { self.map { $0.string ?? $0.text } ?? "" }
}
