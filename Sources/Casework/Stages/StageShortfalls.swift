import BudgetModel
import Office
import Quantities
import Storage

/// Shortfalls of documents, kept as findings of a stage so that they are shown, explained and blocking like those of forms.
extension Desk {
    /// The message with what helps, in the words of a finding; its place is the pointer into the document.
    static func finding(_ shortfall: Shortfall, _ ordinal: Int, of revision: RevisionRecord) -> FindingRecord {
        FindingRecord(
            region: revision.region, revisionID: revision.id, ordinal: ordinal, caseID: revision.caseID, stageID: revision.stageID, code: shortfall.code.rawValue, severity: shortfall.severity.rawValue,
            place: shortfall.pointer, messageZh: shortfall.told.zh, messageEn: shortfall.told.en)
    }

    /// Writes what a document lacks in place of what was said of the one before.
    func derive(_ shortfalls: [Shortfall], _ revision: RevisionRecord, previous: Identifier<RevisionRecord>?, _ writing: Writing) throws {
        if let previous { try writing.connection.run("DELETE FROM finding WHERE region_code = ? AND revision_id = ?", [revision.region.sql, previous.sql]) }
        for (index, shortfall) in shortfalls.enumerated() { try writing.connection.add(Self.finding(shortfall, index + 1, of: revision)) }
    }

    /// Errors of a document that is kept only without any, as flaws with their places.
    static func requireNone(_ shortfalls: [Shortfall]) throws {
        let errors = shortfalls.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Declined.invalid(errors.map { Flaw($0.pointer, zh: $0.told.zh, en: $0.told.en) }) }
    }

    /// The latest revision of a kind in a stage.
    func latest(_ content: RevisionContent, of stage: StageRecord, _ connection: any SQLConnection) throws -> RevisionRecord? {
        try connection.all(RevisionRecord.self, in: stage.region, "AND stage_id = ? AND content = ? ORDER BY number DESC LIMIT 1", [stage.id.sql, content.rawValue.sql]).first
    }
}

extension Shortfall {
    /// The message, then what helps.
    var told: Wording { Wording(zh: "\(message.zh)。\(help.zh)。", en: "\(message.en); \(help.en).") }
}

extension Declined {
    /// Numbers that cannot be computed exactly.
    static let overflow = Declined(
        .invalid, "number-too-large", Wording(zh: "数字过大，无法精确计算，没有保存。", en: "The numbers are too large to compute exactly; nothing was saved."),
        help: Wording(zh: "请核对数字和日期。", en: "Check the numbers and days."))
}
