import BudgetModel
import Quantities

/// The sheet 评分核对: every row of every scored form, its stated and its computed points, with live formulas.
struct ScoreTable {
    private enum Column: Int, CaseIterable {
        case number, level1, level2, name, sign, target, actual, unit, weight, stated, computed, difference, place, note

        var width: Int {
            switch self {
            case .number, .sign: 6
            case .level1, .level2: 13
            case .name: 26
            case .target, .actual: 13
            case .unit: 8
            case .weight, .stated, .computed, .difference: 9
            case .place: 8
            case .note: 52
            }
        }

        func title(_ language: Language) -> String {
            let zh = language == .zh
            return switch self {
            case .number: zh ? "序号" : "No."
            case .level1: zh ? "一级指标" : "Level 1"
            case .level2: zh ? "二级指标" : "Level 2"
            case .name: zh ? "三级指标" : "Indicator"
            case .sign: zh ? "符号" : "Sign"
            case .target: zh ? "目标值" : "Target"
            case .actual: zh ? "实际值" : "Actual"
            case .unit: zh ? "单位" : "Unit"
            case .weight: zh ? "分值" : "Points"
            case .stated: zh ? "自评得分" : "Stated"
            case .computed: zh ? "核算得分" : "Computed"
            case .difference: zh ? "差额" : "Difference"
            case .place: zh ? "位置" : "Cell"
            case .note: zh ? "说明" : "Note"
            }
        }
    }

    private struct Row {
        var level1 = ""
        var level2 = ""
        var name: String
        var sign = ""
        var target: SheetWriter.Value = .blank
        var actual: SheetWriter.Value = .blank
        var unit = ""
        var weight: ExactDecimal?
        var stated: ExactDecimal?
        var line: ScoreLine
        var isExecution = false
        var cell: CellRef?
        /// Formulas that take the values from the form, by column.
        var links: [Column: String] = [:]
        /// Cells whose findings colour the row.
        var cells: [CellRef]
    }

    static let titles = ["评分核对表", "Scores compared"]
    static let subjects = ["对象：", "Subject: "]

    let language: Language
    let links: FormLinks
    private var place: (CellRef) -> CellRef { links.place }
    private var sheet = SheetWriter(widths: Column.allCases.map(\.width))

    init(language: Language, links: FormLinks) {
        self.language = language
        self.links = links
    }

    /// The sheet, or nil when no form is of a kind that is scored.
    static func sheet(_ forms: [ReviewedForm], _ language: Language, links: FormLinks) -> SheetWriter? {
        let scored = forms.filter { $0.evaluation.kind.isScored && (!$0.scores.lines.isEmpty || $0.scores.execution != nil) }
        guard !scored.isEmpty else { return nil }
        var table = ScoreTable(language: language, links: links)
        for form in scored { table.add(form) }
        return table.sheet
    }

    private func words(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    // MARK: One form

    private mutating func add(_ form: ReviewedForm) {
        let evaluation = form.evaluation
        if sheet.nextRow > 0 { sheet.add([]) }
        sheet.add(across: words(Self.titles[0], Self.titles[1]), .title, leastHeight: 28)
        let object = evaluation.programme?.value ?? evaluation.implementingUnit?.value ?? evaluation.department?.value ?? evaluation.file
        sheet.add(
            across: words(Self.subjects[0], Self.subjects[1]) + object + "　" + words("来源：工作表 ", "Source: sheet ") + evaluation.sheet
                + (evaluation.year.map { "　" + words("年度：", "Year: ") + String($0.value) } ?? ""), .meta)
        sheet.add(
            across: words("评分依据：", "Scored by: ") + form.framework.title(language) + "（" + form.scores.frameworkID + "，" + form.framework.day.iso
                + "，" + form.scores.frameworkDigest.prefix(19) + "…）　" + form.scores.chosenBecause(language), .meta)
        sheet.add(
            across: words(
                "绿色数字取自原表的单元格，改正原表后随之更新；黑色数字是从原表文字中读出的定值，改正原表后请重新校验。核算得分是公式，随目标值、实际值和分值重算。差额 = 自评得分 − 核算得分，正数表示自评偏高。",
                "Green numbers are taken from the form's cells and follow when it is corrected; black ones were read out of texts and stay: check again after correcting those. Computed points are formulas. Difference = stated − computed; above zero means stated too high."),
            .meta)
        sheet.add(Column.allCases.map { SheetWriter.Cell(.text($0.title(language)), .head) }, leastHeight: 22)
        if sheet.nextRow <= 6 { sheet.frozenRows = sheet.nextRow }

        let first = sheet.nextRow
        var cells: [CellPosition: ExactDecimal] = [:]
        var leftOut: [CellPosition] = []
        let rows = rows(of: form)
        for (index, row) in rows.enumerated() {
            if row.line.isLeftOut { leftOut.append(at(sheet.nextRow, .weight)) }
            write(row, number: index + 1, form, &cells)
        }
        addTotal(form, rows: first...max(first, sheet.nextRow - 1), leftOut: leftOut, open: rows.count { $0.line.score == nil && !$0.line.isLeftOut }, &cells)
    }

    private func at(_ row: Int, _ column: Column) -> CellPosition { CellPosition(row: row, column: column.rawValue) }

    private func rows(of form: ReviewedForm) -> [Row] {
        let evaluation = form.evaluation
        var rows: [Row] = []
        // An execution rate that stands as an indicator row is in the list below.
        if let line = form.scores.execution, evaluation.execution?.indicatorIndex == nil { rows.append(executionRow(evaluation, line, form.framework.execution.denominator.value)) }
        for (indicator, line) in zip(evaluation.indicators, form.scores.lines) {
            let inputs = Self.inputs(of: line)
            var row = Row(level1: indicator.level1, level2: indicator.level2, name: indicator.name.value, line: line, cells: [])
            row.sign = line.comparatorUsed.map(Self.sign) ?? indicator.comparator.map(Self.sign) ?? ""
            if line.signAssumed, !row.sign.isEmpty { row.sign += "*" }
            row.target = inputs.target.map { .number($0) } ?? indicator.effectiveTarget.map { .text($0.raw) } ?? .blank
            row.actual = inputs.actual.map { .number($0) } ?? indicator.actual.map { .text($0.raw) } ?? .blank
            row.unit = inputs.target == nil && inputs.actual == nil ? "" : inputs.unit ?? indicator.effectiveTarget?.unit ?? indicator.actual?.unit ?? ""
            row.weight = line.weight ?? indicator.weight?.value
            row.stated = indicator.statedScore?.value
            row.cell = indicator.statedScore?.cell ?? indicator.emptyCells[.score] ?? indicator.name.cell
            row.links[.target] = inputs.target.flatMap { links.formula(indicator.effectiveTarget?.cell, gives: $0) }
            row.links[.actual] = inputs.actual.flatMap { links.formula(indicator.actual?.cell, gives: $0) }
            row.links[.weight] = row.weight.flatMap { links.formula(indicator.weight?.cell, gives: $0) }
            row.links[.stated] = statedLink(row.stated, indicator.statedScore?.cell, empty: indicator.emptyCells[.score])
            row.cells = [
                indicator.name.cell, indicator.effectiveTarget?.cell, indicator.actual?.cell, indicator.weight?.cell, indicator.statedScore?.cell,
                indicator.reason?.cell,
            ].compactMap(\.self) + indicator.emptyCells.values
            rows.append(row)
        }
        return rows
    }

    private func statedLink(_ stated: ExactDecimal?, _ cell: CellRef?, empty: CellRef?) -> String? {
        stated.map { links.formula(cell, gives: $0) } ?? links.formula(forEmpty: empty)
    }

    private func executionRow(_ evaluation: Evaluation, _ line: ScoreLine, _ denominator: ExecutionDenominator) -> Row {
        let inputs = Self.inputs(of: line)
        let total = evaluation.fund(.total)
        var row = Row(name: words("预算执行率（全年执行数 ÷ 全年预算数）", "Execution rate (executed ÷ annual budget)"), line: line, cells: [])
        row.level1 = words("预算执行", "Execution")
        row.target = inputs.target.map { .number($0) } ?? .blank
        row.actual = inputs.actual.map { .number($0) } ?? .blank
        row.unit = inputs.unit ?? evaluation.amountUnit.name
        row.weight = line.weight
        row.stated = evaluation.execution?.statedScore?.value
        row.isExecution = true
        let budget =
            switch denominator {
            case .adjusted: total?.adjusted
            case .initial: total?.initial
            case .received: total?.received
            }
        row.links[.target] = inputs.target.flatMap { links.formula(budget?.cell, gives: $0) }
        row.links[.actual] = inputs.actual.flatMap { links.formula(total?.executed?.cell, gives: $0) }
        row.links[.weight] = row.weight.flatMap { links.formula(evaluation.execution?.weight?.cell, gives: $0) }
        row.links[.stated] = statedLink(row.stated, evaluation.execution?.statedScore?.cell, empty: evaluation.execution?.scoreCell)
        row.cell = evaluation.execution?.statedScore?.cell ?? evaluation.execution?.scoreCell ?? evaluation.execution?.weight?.cell
        row.cells = [row.cell, evaluation.execution?.statedRate?.cell, evaluation.execution?.weight?.cell].compactMap(\.self)
        return row
    }

    /// The numbers a score was computed from, brought to one unit by the engine.
    private static func inputs(of line: ScoreLine) -> (target: ExactDecimal?, actual: ExactDecimal?, unit: String?) {
        var result: (target: ExactDecimal?, actual: ExactDecimal?, unit: String?)
        for step in line.trace {
            switch step {
            case .quantity(.target, let value, let unit), .quantity(.budget, let value, let unit): (result.target, result.unit) = (value, unit)
            case .quantity(.actual, let value, let unit), .quantity(.executed, let value, let unit), .quantity(.rate, let value, let unit):
                (result.actual, result.unit) = (value, unit)
            default: continue
            }
        }
        return result
    }

    private static func sign(_ comparator: Comparator) -> String {
        switch comparator {
        case .atLeast: "≥"
        case .above: ">"
        case .equal: "="
        case .atMost: "≤"
        case .below: "<"
        case .range: "区间"
        case .date: "日期"
        case .qualitative: "定性"
        }
    }

    private mutating func write(_ row: Row, number: Int, _ form: ReviewedForm, _ cells: inout [CellPosition: ExactDecimal]) {
        let index = sheet.nextRow
        if let weight = row.weight { cells[at(index, .weight)] = weight }
        if let stated = row.stated { cells[at(index, .stated)] = stated }
        if case .number(let target) = row.target { cells[at(index, .target)] = target }
        if case .number(let actual) = row.actual { cells[at(index, .actual)] = actual }
        let formula = ScoreFormula(
            framework: form.framework, weight: at(index, .weight), target: at(index, .target), actual: at(index, .actual), stated: at(index, .stated)
        ).formula(for: row.line, isExecution: row.isExecution, name: row.name, cells)
        var computed = SheetWriter.Value.blank
        if let score = row.line.score {
            cells[at(index, .computed)] = score
            computed = formula.map { .formula($0.text, score) } ?? .number(score)
        }
        let findings = form.findings.filter { finding in finding.at.map { row.cells.contains($0) } ?? false }
        let wrong = row.stated != nil && row.line.score != nil && row.stated != row.line.score
        let severity = wrong ? findings.map(\.severity).max() : nil
        var list = [SheetWriter.Cell?](repeating: nil, count: Column.allCases.count)
        list[Column.number.rawValue] = .init(.number(ExactDecimal(number)), .textCentred)
        list[Column.level1.rawValue] = .init(.text(row.level1), .text)
        list[Column.level2.rawValue] = .init(.text(row.level2), .text)
        list[Column.name.rawValue] = .init(.text(row.name), .text)
        list[Column.sign.rawValue] = .init(.text(row.sign), .textCentred)
        list[Column.target.rawValue] = linked(row.target, row.links[.target], .number)
        list[Column.actual.rawValue] = linked(row.actual, row.links[.actual], .number)
        list[Column.unit.rawValue] = .init(.text(row.unit), .textCentred)
        list[Column.weight.rawValue] = linked(row.weight.map { .number($0) } ?? .blank, row.links[.weight], .number)
        list[Column.stated.rawValue] = linked(row.stated.map { .number($0) } ?? .blank, row.links[.stated], .score, severity: severity)
        list[Column.computed.rawValue] = .init(computed, .score)
        list[Column.difference.rawValue] = .init(difference(index, cells), .difference)
        list[Column.place.rawValue] = .init(row.cell.map { .link($0.a1, place($0)) } ?? .blank, .link)
        list[Column.note.rawValue] = .init(.text(note(row, findings, isConstant: row.line.score != nil && formula == nil)), .text)
        sheet.add(list)
    }

    /// A value, taken from the form by its formula where there is one.
    private func linked(_ value: SheetWriter.Value, _ formula: String?, _ style: StyleBook.Own, severity: Severity? = nil) -> SheetWriter.Cell {
        guard let formula else { return .init(value, style, severity: severity) }
        let own: StyleBook.Own = style == .number ? .numberLinked : style == .total ? .totalLinked : .scoreLinked
        switch value {
        case .number(let number): return .init(.formula(formula, number), own, severity: severity)
        case .blank: return .init(.formula(formula, nil), own, severity: severity)
        case .text, .formula, .textFormula, .link: return .init(value, style, severity: severity)
        }
    }

    /// Stated less computed, empty while one of them is.
    private func difference(_ row: Int, _ cells: [CellPosition: ExactDecimal]) -> SheetWriter.Value {
        let stated = at(row, .stated), computed = at(row, .computed)
        let formula = "IF(OR(\(stated.a1)=\"\",\(computed.a1)=\"\"),\"\",ROUND(\(stated.a1)-\(computed.a1),4))"
        guard let a = cells[stated], let b = cells[computed] else { return .formula(formula, nil) }
        return .formula(formula, try? (a - b).rounded(to: 4, .halfUp).trimmed)
    }

    private func note(_ row: Row, _ findings: [Finding], isConstant: Bool) -> String {
        var parts: [String] = []
        for step in row.line.trace {
            switch step {
            case .unscored, .assumption, .computed: parts.append(step.line(language))
            case .note(let wording): parts.append(wording(language))
            default: continue
            }
        }
        if row.line.isLeftOut, parts.isEmpty { parts.append(words("不适用，不计入总分", "not applicable, left out of the total")) }
        if row.isExecution, row.line.score == nil, parts.isEmpty { parts.append(words("不能计算", "cannot be computed")) }
        if isConstant { parts.append(words("核算得分为定值，不随单元格变动", "the computed points are a fixed value here")) }
        let codes = findings.map(\.code)
        if !codes.isEmpty { parts.append(words("见问题 ", "see ") + Set(codes).sorted().joined(separator: "、")) }
        return parts.joined(separator: words("；", "; "))
    }

    // MARK: Total and grade

    private mutating func addTotal(
        _ form: ReviewedForm, rows: ClosedRange<Int>, leftOut: [CellPosition], open: Int, _ cells: inout [CellPosition: ExactDecimal]
    ) {
        let scores = form.scores
        let places = form.framework.scorePlaces.value
        var adjustments: [CellPosition] = []
        for adjustment in scores.adjustments {
            let position = at(sheet.nextRow, .computed)
            adjustments.append(position)
            cells[position] = adjustment.points
            let note = adjustment.trace.compactMap { if case .note(let wording) = $0 { wording(language) } else { nil } }.joined(separator: "；")
            addSummary(words("调整：", "Adjustment: ") + adjustment.id, computed: .init(.number(adjustment.points), .total), note: note)
        }
        let block = { (column: Column) in CellRange(top: rows.lowerBound, left: column.rawValue, bottom: rows.upperBound, right: column.rawValue) }
        var sum = LiveFormula.sum(block(.computed))
        if !leftOut.isEmpty {
            let rest = leftOut.reduce(LiveFormula.number(.hundred)) { .subtract($0, .cell($1)) }
            sum = .rounded(.divide(.multiply(sum, .number(.hundred)), rest), places: places, form.framework.rounding.value)
        }
        let total = LiveFormula.rounded(adjustments.reduce(sum) { .add($0, .cell($1)) }, places: places, form.framework.rounding.value)

        let row = sheet.nextRow
        let position = at(row, .computed)
        var note = scores.totalTrace.compactMap { step -> String? in
            switch step {
            case .sum, .scaled, .open, .assumption, .note: step.line(language)
            default: nil
            }
        }.joined(separator: words("；", "; "))
        var computed: SheetWriter.Value
        if let stated = scores.total {
            cells[position] = stated
            if let value = try? total.value(cells), value == (try? Ratio(stated)) {
                computed = .formula(total.text, stated)
            } else {
                computed = .number(stated)
                note += words("；总分为定值", "; the total is a fixed value here")
            }
        } else {
            // The total appears when the open rows are filled in, unless a part is missing that has no row here.
            let known = scores.totalTrace.compactMap { if case .open(let rows, _) = $0 { rows } else { nil } }.first ?? open
            let count = rows.count - leftOut.count
            computed = open > 0 && known == open ? .formula("IF(COUNT(\(block(.computed).a1))<\(count),\"\",\(total.text))", nil) : .blank
            if note.isEmpty, let range = scores.totalRange {
                note = words("有 \(open) 行不能计分，总分在 \(range.lowerBound) 至 \(range.upperBound) 之间", "\(open) rows have no points; the total lies between \(range.lowerBound) and \(range.upperBound)")
            }
        }
        if let stated = form.evaluation.statedTotal?.value { cells[at(row, .stated)] = stated }
        let weights = (rows.compactMap { cells[at($0, .weight)] }).reduce(nil as ExactDecimal?) { sum, next in try? (sum ?? .zero) + next }
        addSummary(
            words("总分", "Total"), weight: .init(.formula("SUM(\(block(.weight).a1))", weights ?? .zero), .total),
            stated: linked(
                form.evaluation.statedTotal.map { .number($0.value) } ?? .blank,
                statedLink(form.evaluation.statedTotal?.value, form.evaluation.statedTotal?.cell, empty: form.evaluation.totalCell), .total), computed: .init(computed, .total),
            difference: .init(difference(row, cells), .difference), place: form.evaluation.statedTotal?.cell ?? form.evaluation.totalCell, note: note)

        let grade = grade(of: position, form, cells)
        addSummary(
            words("等级", "Grade"), stated: .init(form.evaluation.statedGrade.map { .text($0.value) } ?? .blank, .grade),
            computed: .init(grade, .grade), place: form.evaluation.statedGrade?.cell,
            note: form.framework.grades.value.sorted { $0.from > $1.from }.map { $0.grade.name + " ≥ " + $0.from.plain }.joined(separator: "，"))
    }

    private func grade(of total: CellPosition, _ form: ReviewedForm, _ cells: [CellPosition: ExactDecimal]) -> SheetWriter.Value {
        let bands = form.framework.grades.value.sorted { $0.from > $1.from }
        guard let last = bands.last else { return .blank }
        let rest = bands.dropLast().reversed().reduce("\"\(last.grade.name)\"") { rest, band in
            "IF(\(total.a1)>=\(band.from.plain),\"\(band.grade.name)\",\(rest))"
        }
        let formula = "IF(\(total.a1)=\"\",\"\",\(rest))"
        // Both ends of an open total may fall in one band: then the grade is known before the total is.
        if form.scores.total == nil, let grade = form.scores.grade { return .text(grade.name) }
        return .textFormula(formula, form.scores.grade?.name ?? "")
    }

    private mutating func addSummary(
        _ name: String, weight: SheetWriter.Cell? = nil, stated: SheetWriter.Cell? = nil, computed: SheetWriter.Cell,
        difference: SheetWriter.Cell? = nil, place cell: CellRef? = nil, note: String = ""
    ) {
        var list = [SheetWriter.Cell?](repeating: .init(.blank, .totalText), count: Column.allCases.count)
        list[Column.name.rawValue] = .init(.text(name), .totalText)
        if let weight { list[Column.weight.rawValue] = weight }
        if let stated { list[Column.stated.rawValue] = stated }
        list[Column.computed.rawValue] = computed
        if let difference { list[Column.difference.rawValue] = difference }
        if let cell { list[Column.place.rawValue] = .init(.link(cell.a1, place(cell)), .link) }
        list[Column.note.rawValue] = .init(.text(note), .text)
        sheet.add(list, leastHeight: 20)
    }
}
