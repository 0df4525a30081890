import BudgetModel
import Office
import Quantities
package import Storage

extension Desk {
    /// Says something of a finding while the form can be changed; an empty text takes it back. The finding stays.
    ///
    /// - Parameter version: of the comment the caller has seen; nil not to ask.
    package func comment(on id: Identifier<StageRecord>, code: String, place: String, text: String, version: Int? = nil, by caller: Caller) async throws -> RemarkRecord {
        guard text.count <= 2_000 else { throw Declined.invalid("/text", "说明太长，2000 字以内", "the comment has 2000 characters at most") }
        return try await record(.comment, by: caller) { [self] writing in
            let file = try StageFile(id, self, writing.connection, caller)
            try allow(.comment, file.view.unit.path, caller)
            guard file.stage.isOpen else { throw Declined(Refusal.wrongState(.comment, file.stage.state, StageState.open)) }
            guard file.findings.contains(where: { $0.code == code && $0.place ?? "" == place }) else { throw Declined.notFound("问题", "finding") }
            writing.caseID = file.view.record.id
            if var present = file.remarks.first(where: { $0.code == code && $0.place == place }) {
                if let version, version != present.version { throw StaleRecord(subject: present.subject, version: version, present: present) }
                present.body = text
                present.authorID = caller.id
                present.madeAt = writing.now
                return try writing.update(present)
            }
            let remark = RemarkRecord(
                region: caller.region, id: identifiers.next(), caseID: file.view.record.id, stageID: id, code: code, place: place, body: text, authorID: caller.id, madeAt: writing.now)
            try writing.insert(remark)
            return remark
        }
    }
}
