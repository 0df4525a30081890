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
    /// Does something to a stage; where somebody else was faster, the refusal shows the stage as the caller may see it, and in what his document
    /// and the present one differ.
    func comparing<Value: Sendable>(_ mine: DocumentToSave?, in id: Identifier<StageRecord>, by caller: Caller, _ work: () async throws -> Value) async throws -> Value {
        do { return try await work() } catch var declined as Declined where declined.kind == .stale {
            declined.stale?.present = nil
            // Whoever was late has to learn it, whatever can be shown beside.
            if let (stage, revision) = try? await database.read({ [self] connection in try present(mine, in: id, connection, caller) }) {
                declined.stale?.present = stage
                declined.staleDocument = try? revision.flatMap { try mine?.beside($0) }
            }
            throw declined
        }
    }

    private func present(_ mine: DocumentToSave?, in id: Identifier<StageRecord>, _ connection: any SQLConnection, _ caller: Caller) throws -> (StageRecord, RevisionRecord?) {
        let (stage, view) = try stage(id, connection, caller)
        // A token that may only write reads nothing.
        let mayRead = seesWork(on: stage, view, caller) && caller.scopes?.contains(Scope.read.rawValue) ?? true
        let revision: RevisionRecord? = switch mine {
        case .form where mayRead: try stage.revisionID.flatMap { try connection.find($0, in: stage.region) }
        case .other(let content, _, _) where mayRead: try latest(content, of: stage, connection)
        default: nil
        }
        return (shown(stage, view, to: caller), revision)
    }
}

extension DocumentToSave {
    fileprivate func beside(_ revision: RevisionRecord) throws -> StaleDocument? {
        let body: JSONValue = try Desk.stored(revision)
        switch self {
        case .form(let form):
            guard revision.content == RevisionContent.form.rawValue else { return nil }
            let present = try FormJSON.restore(body)
            // What a workbook shows is told by row and column, the rest by its place.
            let merge = FormMerge(base: present, out: present, back: form, into: present, prefers: .mine)
            let rest = JSONDifference.all(FormJSON.write(try FormJSON.unplaced(merge.form)), FormJSON.write(try FormJSON.unplaced(form)))
            return StaleDocument(revision: revision.id, current: body, differences: merge.changes.map { .init(place: $0.place, current: $0.before, yours: $0.after) } + rest.map(StaleDocument.Difference.init))
        case .other(_, let document, let inBody):
            let present = try inBody(body)
            return StaleDocument(revision: revision.id, current: present, differences: JSONDifference.all(present, document).map(StaleDocument.Difference.init))
        }
    }
}

extension StaleDocument.Difference {
    fileprivate init(_ difference: JSONDifference) {
        self.init(place: Wording(zh: difference.pointer, en: difference.pointer), current: difference.left.said, yours: difference.right.said)
    }
}

extension JSONValue? {
    fileprivate var said: String { self.map { $0.string ?? $0.text } ?? "" }
}
