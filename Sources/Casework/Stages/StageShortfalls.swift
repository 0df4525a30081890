import BudgetModel
import Office
import Quantities
import Storage

/// Shortfalls of documents, kept as findings of a stage so that they are shown, explained and blocking like those of forms.
extension Desk {
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
    var told: Wording { Self.told(message, help) }

    static func told(_ message: Wording, _ help: Wording) -> Wording { Wording(zh: "\(message.zh)。\(help.zh)。", en: "\(message.en); \(help.en).") }
}

extension Declined {
    /// Numbers that cannot be computed exactly.
    static let overflow = Declined(
        .invalid, "number-too-large", Wording(zh: "数字过大，无法精确计算，没有保存。", en: "The numbers are too large to compute exactly; nothing was saved."),
        help: Wording(zh: "请核对数字和日期。", en: "Check the numbers and days."))
}
