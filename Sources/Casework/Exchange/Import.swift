import BudgetModel
import Foundation
import Office
import Quantities
import Storage

extension Desk {
    /// Imports a list of units, programmes or amounts: all rows or none. A dry run says the same and changes nothing.
    package func importTable(_ kind: ImportKind, name: String, bytes: [UInt8], dryRun: Bool, by caller: Caller) async throws -> ImportReport {
        let sheet = try ImportSheet(name, bytes, kind)
        let act: Act = switch kind {
        case .units: .manageUnits
        case .programmes: .manageProgrammes
        case .budget: .manageBudget
        }
        var report = ImportReport(kind: kind, sheet: sheet.sheet, isDryRun: dryRun, rows: [], unread: sheet.unread, notes: [])
        do {
            report.rows = try await record(act, by: caller, reason: "import \(name)") { [self] writing in
                var rows: [ImportRow] = []
                for (number, values) in sheet.rows {
                    var row = ImportRow(row: number, key: values["code"]?.text ?? values["programme"]?.text ?? values["unit"]?.text ?? "", outcome: .same, changes: [], flaws: [])
                    do {
                        switch kind {
                        case .units: try importUnit(values, &row, caller, writing)
                        case .programmes: try importProgramme(values, &row, caller, writing)
                        case .budget: try importBudget(values, sheet.amountUnit, &row, caller, writing)
                        }
                    } catch let declined as Declined {
                        row.outcome = .refused
                        let places = declined.flaws.isEmpty ? [Flaw("", zh: declined.why.zh, en: declined.why.en)] : declined.flaws
                        row.flaws = places.map { flaw in
                            let field = String(flaw.pointer.drop { $0 == "/" })
                            return Flaw(values[field].map { $0.cell.sheet + "!" + $0.cell.a1 } ?? "\(sheet.sheet)!\(number)", zh: flaw.sentence.zh, en: flaw.sentence.en)
                        }
                    }
                    rows.append(row)
                }
                // Nothing is kept of a table with a flaw, nor of a dry run.
                if dryRun || rows.contains(where: { $0.outcome == .refused }) { throw Tried(rows: rows) }
                return rows
            }
        } catch let tried as Tried {
            report.rows = tried.rows
        }
        return report
    }

    private struct Tried: Error { var rows: [ImportRow] }

    private typealias Values = [String: (text: String, cell: CellRef)]

    private func openUnit(_ code: String, _ field: String, _ caller: Caller, _ connection: any SQLConnection) throws -> UnitRecord {
        guard let unit = try connection.all(UnitRecord.self, in: caller.region, "AND code = ? AND closed_on IS NULL", [code.sql]).first else {
            throw Declined.invalid("/" + field, "没有编码为 \(code) 的单位", "there is no unit with the code \(code)")
        }
        return unit
    }

    private func importUnit(_ values: Values, _ row: inout ImportRow, _ caller: Caller, _ writing: Writing) throws {
        let code = values["code"]?.text ?? "", name = values["name"]?.text ?? ""
        let parent = try values["parent"].map { try openUnit($0.text, "parent", caller, writing.connection) }
        let kind: UnitKind = switch values["kind"]?.text {
        case "部门", "主管部门", "department", "一级": .department
        case "财政部门", "财政局", "bureau": .bureau
        case "单位", "预算单位", "unit", "二级", "三级": .unit
        case nil: parent == nil ? .department : .unit
        case let other?: throw Declined.invalid("/kind", "“\(other)”不是单位类型，可用：部门、单位、财政部门", "“\(other)” is no kind of unit; use department, unit or bureau")
        }
        guard var present = try writing.connection.all(UnitRecord.self, in: caller.region, "AND code = ? AND closed_on IS NULL", [code.sql]).first else {
            _ = try insertUnit(UnitDraft(kind: kind, code: code, name: name, parent: parent?.id), identifiers.next(), on: writing.now.beijingDay, caller, writing)
            row.outcome = .added
            return
        }
        try allow(.manageUnits, present.path, caller)
        if present.name != name { row.changes.append(.init(field: "name", before: present.name, after: name)) }
        if let parent, present.parentID != parent.id {
            throw Declined.invalid("/parent", "“\(present.name)”现在不在这个上级之下：划转请另行办理，以保留沿革", "“\(present.name)” stands below another unit; move it by its own act, which keeps its history")
        }
        guard !row.changes.isEmpty else { return }
        present.name = name
        let flaws = UnitDraft(kind: present.kind, code: code, name: name).flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        try writing.update(present)
        try writing.insert(UnitPeriodRecord(region: caller.region, id: identifiers.next(), unitID: present.id, validFrom: writing.now.beijingDay, code: code, name: name, parentID: present.parentID))
        row.outcome = .changed
    }

    private func importProgramme(_ values: Values, _ row: inout ImportRow, _ caller: Caller, _ writing: Writing) throws {
        func year(_ field: String) throws -> Int? {
            guard let text = values[field]?.text else { return nil }
            guard let year = Int(text.replacing("年", with: "")), (1990...2100).contains(year) else { throw Declined.invalid("/" + field, "“\(text)”不是年度", "“\(text)” is no year") }
            return year
        }
        let unit = try openUnit(values["unit"]?.text ?? "", "unit", caller, writing.connection)
        let needs: Bool = switch values["needsExAnte"]?.text {
        case nil, "否", "no", "0", "false": false
        case "是", "yes", "1", "true": true
        case let other?: throw Declined.invalid("/needsExAnte", "“\(other)”应为“是”或“否”", "“\(other)” should be yes or no")
        }
        guard let starts = try year("startsIn") else { throw Declined.invalid("/startsIn", "缺少起始年度", "the first year is missing") }
        let draft = ProgrammeDraft(
            code: values["code"]?.text ?? "", name: values["name"]?.text ?? "", unit: unit.id, projectClass: values["projectClass"]?.text ?? "", nature: values["nature"]?.text ?? "", startsIn: starts,
            endsIn: try year("endsIn"), needsExAnte: needs)
        let flaws = draft.flaws() + (draft.code.isEmpty ? [Flaw("/code", zh: "缺少项目编码", en: "the code is missing")] : [])
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        guard var present = try writing.connection.all(ProgrammeRecord.self, in: caller.region, "AND code = ? AND code <> ''", [draft.code.sql]).first else {
            _ = try insertProgramme(draft, caller, writing)
            row.outcome = .added
            return
        }
        try allow(.manageProgrammes, unit.path, caller)
        try allow(.manageProgrammes, try self.unit(present.unitID, writing.connection, caller).path, caller)
        let fields: [(String, String, String)] = [
            ("name", present.name, draft.name), ("unit", present.unitID.text, draft.unit.text), ("projectClass", present.projectClass, draft.projectClass), ("nature", present.nature, draft.nature),
            ("startsIn", String(present.startsIn), String(draft.startsIn)), ("endsIn", present.endsIn.map(String.init) ?? "", draft.endsIn.map(String.init) ?? ""),
            ("needsExAnte", present.needsExAnte ? "是" : "否", draft.needsExAnte ? "是" : "否"),
        ]
        // A column that the table does not have changes nothing.
        row.changes = fields.filter { values[$0.0] != nil && $0.1 != $0.2 }.map { ImportRow.Change(field: $0.0, before: $0.1, after: $0.2) }
        guard !row.changes.isEmpty else { return }
        let changed = Set(row.changes.map(\.field))
        if changed.contains("name") { present.name = draft.name }
        if changed.contains("unit") { present.unitID = draft.unit }
        if changed.contains("projectClass") { present.projectClass = draft.projectClass }
        if changed.contains("nature") { present.nature = draft.nature }
        if changed.contains("startsIn") { present.startsIn = draft.startsIn }
        if changed.contains("endsIn") { present.endsIn = draft.endsIn }
        if changed.contains("needsExAnte") { present.needsExAnte = draft.needsExAnte }
        try writing.update(present)
        row.outcome = .changed
    }

    private func importBudget(_ values: Values, _ unit: AmountUnit, _ row: inout ImportRow, _ caller: Caller, _ writing: Writing) throws {
        let object: BudgetObject
        if let code = values["programme"]?.text {
            guard let programme = try writing.connection.all(ProgrammeRecord.self, in: caller.region, "AND code = ? AND code <> ''", [code.sql]).first else {
                throw Declined.invalid("/programme", "没有编码为 \(code) 的项目", "there is no programme with the code \(code)")
            }
            object = .programme(programme.id)
        } else if let code = values["unit"]?.text {
            object = .unit(try openUnit(code, "unit", caller, writing.connection).id)
        } else { throw Declined.invalid("/programme", "缺少项目编码或单位编码", "the code of a programme or unit is missing") }
        guard let year = values["year"].flatMap({ Int($0.text.replacing("年", with: "")) }) else { throw Declined.invalid("/year", "缺少年度", "the year is missing") }
        let sources: [String: FundSource] = [
            "财政拨款": .appropriation, "当年财政拨款": .appropriation, "上年结转": .carryover, "上年结转资金": .carryover, "其他资金": .other, "单位资金": .unit, "财政专户管理资金": .specialAccount, "中央": .central, "省级": .provincial,
            "市级": .municipal, "县级": .county, "基本支出": .basic, "项目支出": .project,
        ]
        let sourceText = values["source"]?.text ?? ""
        guard let source = sources[sourceText] ?? FundSource(rawValue: sourceText) else {
            throw Declined.invalid("/source", "“\(sourceText)”不是资金来源，可用：\(sources.keys.sorted().joined(separator: "、"))", "“\(sourceText)” is no source of money")
        }
        let kinds: [String: BudgetEntryKind] = ["年初": .initial, "年初预算": .initial, "调整": .adjustment, "到位": .received, "执行": .executed]
        let kindText = values["kind"]?.text ?? ""
        guard let kind = kinds[kindText] ?? BudgetEntryKind(rawValue: kindText) else { throw Declined.invalid("/kind", "“\(kindText)”不是类型，可用：年初、调整、到位、执行", "“\(kindText)” is no kind; use initial, adjustment, received or executed") }
        let amountText = (values["amount"]?.text ?? "").replacing(",", with: "").replacing("，", with: "")
        guard let amount = try? Money(ExactDecimal(parsing: amountText), unit) else { throw Declined.invalid("/amount", "“\(amountText)”不是金额（\(unit.name)，不细于分）", "“\(amountText)” is no amount in \(unit.name) down to fen") }
        guard let day = values["day"].flatMap({ CalendarDay(iso: $0.text.replacing("/", with: "-")) }) else { throw Declined.invalid("/day", "日期应写作 2024-01-05", "write the day as 2024-01-05") }
        let draft = BudgetDraft(object: object, year: year, source: source, kind: kind, amount: amount, day: day, document: values["document"]?.text ?? "", reason: values["reason"]?.text ?? "")
        let flaws = draft.flaws()
        guard flaws.isEmpty else { throw Declined.invalid(flaws) }
        let (owner, programme) = try self.object(object, writing.connection, caller)
        let known = try Self.entries(owner.id, programme?.id, year, caller.region, writing.connection)
        // The same line again, as when a list is imported twice, is not another amount.
        if known.contains(where: { $0.source == source.rawValue && $0.kind == kind && $0.amount == amount && $0.onDay == day && $0.document == draft.document }) { return }
        _ = try insertBudget(draft, caller, writing)
        row.outcome = .added
    }
}
