import BudgetModel
import Office
import Quantities
import Storage

extension Desk {
    /// Imports amounts: initial budgets first, then adjustments, money received and money spent, each by day; the report is in the order of the file.
    func importBudget(_ sheet: ImportSheet, _ caller: Caller, _ writing: Writing) throws -> [ImportRow] {
        var lines = try sheet.rows.map { try budgetLine(ImportFields($0, of: sheet), caller, writing) }
        Self.refuseRepeated(&lines)
        // By what the budget is of: the first row that is refused. What comes after it may be refused only for want of it.
        var refused: [String: Int] = [:]
        for line in lines where line.fields.hasFlaws && refused[line.object] == nil { refused[line.object] = line.fields.row.number }
        for (index, draft) in Self.turns(lines) {
            do { lines[index].outcome = try importBudget(draft, caller, writing) } catch let declined as Declined {
                if let other = refused[lines[index].object], declined.kind == .invalid || declined.kind == .conflict {
                    lines[index].fields.refuse("", "同一项目（单位）的第 \(other) 行没有通过；请先改好那一行，再核对这一行", "row \(other) of the same programme or unit is refused; mend that one, then this one can be checked")
                } else {
                    lines[index].fields.take(declined)
                    if refused[lines[index].object] == nil { refused[lines[index].object] = lines[index].fields.row.number }
                }
            }
        }
        return lines.map { $0.fields.result($0.outcome) }
    }

    private func budgetLine(_ fields: ImportFields, _ caller: Caller, _ writing: Writing) throws -> BudgetLine {
        var line = BudgetLine(fields: fields)
        let object = try budgetObject(&line.fields, caller, writing.connection)
        let year = line.fields.year("year"), kind = line.fields.word("kind", BudgetEntryKind.self), amount = line.fields.amount("amount"), day = line.fields.day("day")
        let source = line.fields.word("source", FundSource.self)
        // What could not be read is told already; something harmless stands for it.
        let draft = BudgetDraft(
            object: object ?? .unit(identifiers.next()), year: year ?? day?.year ?? writing.now.beijingDay.year, source: source ?? .appropriation, kind: kind ?? .initial, amount: amount ?? Money(fen: 1), day: day ?? writing.now.beijingDay,
            document: line.fields.text("document"), reason: line.fields.text("reason"))
        line.fields.take(draft.flaws())
        if !line.fields.hasFlaws { line.draft = draft }
        return line
    }

    private func budgetObject(_ fields: inout ImportFields, _ caller: Caller, _ connection: any SQLConnection) throws -> BudgetObject? {
        guard fields.has("programme") else {
            if !fields.has("unit") { fields.refuse("programme", "缺少项目编码或单位编码", "the code of a programme or unit is missing") }
            return try importedUnit("unit", &fields, caller, connection).map { .unit($0.id) }
        }
        let code = fields.text("programme")
        if let programme = try importedProgramme(code, caller, connection) { return .programme(programme.id) }
        fields.refuse("programme", "没有编码为 \(code) 的项目", "there is no programme with the code \(code)")
        return nil
    }

    /// A line that a list has twice is a slip more often than two amounts; two amounts are told apart by their documents.
    private static func refuseRepeated(_ lines: inout [BudgetLine]) {
        var first: [BudgetDraft: Int] = [:]
        for index in lines.indices {
            guard let draft = lines[index].draft else { continue }
            // The reason does not make it another amount.
            var line = draft
            line.reason = ""
            guard let other = first[line] else {
                first[line] = lines[index].fields.row.number
                continue
            }
            lines[index].fields.refuse("amount", "与第 \(other) 行完全相同；确是两笔的，请用文号区分", "the same line as row \(other); where they are two amounts, tell them apart by their documents")
        }
    }

    /// The lines that read well as they are registered.
    private static func turns(_ lines: [BudgetLine]) -> [(index: Int, draft: BudgetDraft)] {
        let kinds: [BudgetEntryKind] = [.initial, .adjustment, .received, .executed]
        let ready = lines.indices.compactMap { index in lines[index].fields.hasFlaws ? nil : lines[index].draft.map { (index: index, draft: $0) } }
        return ready.sorted { (kinds.firstIndex(of: $0.draft.kind) ?? 0, $0.draft.day, $0.index) < (kinds.firstIndex(of: $1.draft.kind) ?? 0, $1.draft.day, $1.index) }
    }

    private func importBudget(_ draft: BudgetDraft, _ caller: Caller, _ writing: Writing) throws -> ImportRow.Outcome {
        let (owner, programme) = try object(draft.object, writing.connection, caller)
        let known = try Self.entries(owner.id, programme?.id, draft.year, caller.region, writing.connection)
        // The same line again, as when a list is imported twice, is not another amount.
        if known.contains(where: { $0.source == draft.source.rawValue && $0.kind == draft.kind && $0.amount == draft.amount && $0.onDay == draft.day && $0.document == draft.document }) { return .same }
        _ = try insertBudget(draft, caller, writing)
        return .added
    }
}

/// A row of a list of amounts on its way into the register.
private struct BudgetLine {
    var fields: ImportFields
    /// Nil where the row does not read well.
    var draft: BudgetDraft?
    var outcome = ImportRow.Outcome.same

    init(fields: ImportFields) { self.fields = fields }

    /// The code of what the budget is of.
    var object: String { fields.has("programme") ? "programme " + fields.text("programme") : "unit " + fields.text("unit") }
}
