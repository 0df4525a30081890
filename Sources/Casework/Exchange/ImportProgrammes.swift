import BudgetModel
import Office
import Storage

extension Desk {
    func importProgrammes(_ sheet: ImportSheet, _ caller: Caller, _ writing: Writing) throws -> [ImportRow] {
        let repeated = sheet.repeated("code")
        return try sheet.rows.map { row in
            var fields = ImportFields(row, of: sheet)
            if let other = repeated[row.number] { fields.refuse("code", "编码 \(fields.text("code")) 与第 \(other) 行相同", "the code \(fields.text("code")) stands in row \(other) too") }
            let unit = try importedUnit("unit", &fields, caller, writing.connection)
            let starts = fields.year("startsIn"), ends = fields.year("endsIn"), needs = fields.word("needsExAnte") == "yes"
            // What could not be read is told already; something harmless stands for it.
            let draft = ProgrammeDraft(
                code: fields.text("code"), name: fields.text("name"), unit: unit?.id ?? identifiers.next(), projectClass: fields.text("projectClass"), nature: fields.text("nature"),
                startsIn: starts ?? ends ?? 1990, endsIn: ends, needsExAnte: needs)
            fields.take(draft.flaws())
            guard let unit, !fields.hasFlaws else { return fields.result(.refused) }
            do {
                guard let present = try importedProgramme(draft.code, caller, writing.connection) else {
                    _ = try insertProgramme(draft, caller, writing)
                    return fields.result(.added)
                }
                let old = try self.unit(present.unitID, writing.connection, caller)
                for path in [unit.path, old.path] { _ = try allow(.manageProgrammes, path, caller) }
                return try change(present, of: old, to: draft, of: unit, fields, writing)
            } catch let declined as Declined {
                fields.take(declined)
                return fields.result(.refused)
            }
        }
    }

    /// Changes what the table has a value for; an empty cell or a missing column changes nothing.
    private func change(_ present: ProgrammeRecord, of old: UnitRecord, to draft: ProgrammeDraft, of unit: UnitRecord, _ fields: ImportFields, _ writing: Writing) throws -> ImportRow {
        var programme = present, changes: [ImportRow.Change] = []
        func take(_ field: String, _ before: String, _ after: String, _ apply: (inout ProgrammeRecord) -> Void) {
            guard fields.has(field), before != after else { return }
            changes.append(.init(field: field, before: before, after: after))
            apply(&programme)
        }
        take("name", present.name, draft.name) { $0.name = draft.name }
        take("unit", old.code, unit.code) { $0.unitID = unit.id }
        take("projectClass", present.projectClass, draft.projectClass) { $0.projectClass = draft.projectClass }
        take("nature", present.nature, draft.nature) { $0.nature = draft.nature }
        take("startsIn", String(present.startsIn), String(draft.startsIn)) { $0.startsIn = draft.startsIn }
        take("endsIn", present.endsIn.map(String.init) ?? "", draft.endsIn.map(String.init) ?? "") { $0.endsIn = draft.endsIn }
        take("needsExAnte", present.needsExAnte ? "是" : "否", draft.needsExAnte ? "是" : "否") { $0.needsExAnte = draft.needsExAnte }
        guard !changes.isEmpty else { return fields.result(.same) }
        if let ends = programme.endsIn, ends < programme.startsIn {
            throw Declined.invalid("/startsIn", "起始年度晚于登记的结束年度 \(ends)", "the first year is after the registered last year \(ends)")
        }
        try writing.update(programme)
        return fields.result(.changed, changes)
    }
}
