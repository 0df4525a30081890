import BudgetModel
import Quantities

/// The tables of a report, each from the form or the score sheet alone.
struct ReportTables {
    let facts: ReportFacts

    init(_ facts: ReportFacts) { self.facts = facts }

    private static let none: Span = "—"

    /// Computed points never stand under the heading of the unit's own.
    private var scoreTitle: String { facts.options.scores == .stated ? "得分" : "复核得分" }

    // MARK: Money

    /// The money rows; `withPoints` adds the columns of the form for weight and points.
    func funds(withPoints: Bool) -> ReportTable {
        let lines = withPoints ? facts.evaluation.funds : facts.fundLines
        let amounts: [(String, KeyPath<FundLine, FundAmount?>)] = [
            ("年初预算数", \.initial), ("全年预算数", \.adjusted), ("到位数", \.received), ("全年执行数", \.executed),
        ].filter { column in lines.contains { $0[keyPath: column.1] != nil } }
        let hasReasons = withPoints && lines.contains { facts.span($0.reason) != nil }
        var columns = [ReportColumn("资金", width: 34)] + amounts.map { ReportColumn($0.0, width: 26) }
        if withPoints { columns.append(ReportColumn("分值", width: 12)) }
        columns.append(ReportColumn("执行率", width: 20))
        if withPoints { columns.append(ReportColumn(scoreTitle, width: 12)) }
        if hasReasons { columns.append(ReportColumn("说明", width: 36)) }
        let total = facts.totalFund
        let rows = lines.map { line in
            let isTotal = total.map { $0.label == line.label && $0.period == line.period } ?? false
            var row = [ReportCell(facts.span(line.label) ?? "—", alignment: .start, isHeader: true)]
            row += amounts.map { ReportCell(facts.span(line[keyPath: $0.1]) ?? Self.none, alignment: .end) }
            if withPoints { row.append(ReportCell(isTotal ? (facts.span(facts.evaluation.execution?.weight) ?? Self.none) : Self.none)) }
            row.append(ReportCell(rate(line, isTotal: isTotal, asStated: withPoints), alignment: .end))
            if withPoints { row.append(ReportCell(isTotal ? (facts.executionScore ?? Self.none) : Self.none)) }
            if hasReasons { row.append(ReportCell(facts.span(line.reason) ?? "", alignment: .start)) }
            return row
        }
        let title = withPoints ? "项目资金" : facts.outline == .department ? "部门收支预决算情况" : "资金情况"
        return ReportTable(
            kind: .funds, caption: (withPoints && facts.outline == .department ? "部门资金" : title) + "（单位：万元）", columns: columns, rows: rows,
            isDense: withPoints || columns.count > 5)
    }

    private func rate(_ line: FundLine, isTotal: Bool, asStated: Bool) -> Span {
        if asStated { return (isTotal ? facts.statedRate ?? facts.span(line.statedRate) : facts.span(line.statedRate)) ?? Self.none }
        if isTotal, let rate = facts.rate { return rate }
        return facts.ratePercent(line).map { Span($0.plain + "%") } ?? Self.none
    }

    // MARK: Form

    func basics() -> ReportTable {
        var pairs: [(String, Span)] = []
        if facts.outline != .department { pairs.append(("项目名称", facts.programme ?? "")) }
        if let code = facts.span(facts.evaluation.programmeCode) { pairs.append(("项目编码", code)) }
        pairs.append((facts.outline == .department ? "部门名称" : "主管部门", facts.department ?? ""))
        if facts.outline != .department || facts.implementingUnit != nil { pairs.append(("实施单位", facts.implementingUnit ?? "")) }
        pairs.append(("年度", Span(facts.evaluation.year.map { String($0.value) } ?? "")))
        if let number = facts.span(facts.evaluation.formNumber) { pairs.append(("报表编号", number)) }
        return ReportTable(
            kind: .basics, caption: "基本信息", columns: [ReportColumn("项目", width: 30), ReportColumn("内容", width: 126)],
            rows: pairs.map { [ReportCell($0.0, isHeader: true), ReportCell(lines($0.1), alignment: .start)] }, isDense: true)
    }

    func goals() -> ReportTable? {
        let goals = facts.evaluation.goals
        guard goals.contains(where: { facts.span($0.expected) != nil || facts.span($0.achieved) != nil }) else { return nil }
        return ReportTable(
            kind: .goals, caption: "年度总体目标", columns: [ReportColumn("预期目标", width: 78), ReportColumn("实际完成情况", width: 78)],
            rows: goals.map { goal in
                [
                    ReportCell(lines(facts.span(goal.expected) ?? ""), alignment: .start),
                    ReportCell(lines(facts.span(goal.achieved) ?? ""), alignment: .start),
                ]
            }, isDense: true)
    }

    func indicators() -> ReportTable? {
        let indicators = facts.evaluation.indicators
        guard !indicators.isEmpty else { return nil }
        let hasAdjusted = indicators.contains { $0.adjustedTarget != nil }
        let hasReasons = indicators.contains { facts.span($0.reason) != nil || facts.span($0.remark) != nil }
        var columns = [
            ReportColumn("一级指标", width: 18), ReportColumn("二级指标", width: 19), ReportColumn("三级指标", width: hasReasons ? 36 : 44),
            ReportColumn("年度指标值", width: 21),
        ]
        if hasAdjusted { columns.append(ReportColumn("调整指标值", width: 19)) }
        columns += [ReportColumn("实际完成值", width: 21), ReportColumn("分值", width: 12), ReportColumn(scoreTitle, width: 12)]
        columns.append(ReportColumn("偏差原因分析及改进措施", width: hasReasons ? 38 : 22))
        var rows: [[ReportCell]] = []
        for (index, indicator) in indicators.enumerated() {
            var row: [ReportCell] = []
            let previous = index > 0 ? indicators[index - 1] : nil
            func same(_ a: Indicator, _ b: Indicator) -> Bool { a.level1 == b.level1 && a.goalIndex == b.goalIndex }
            func same2(_ a: Indicator, _ b: Indicator) -> Bool { same(a, b) && a.level2 == b.level2 }
            if previous.map({ !same($0, indicator) }) ?? true {
                let span = indicators[index...].prefix { same($0, indicator) }.count
                row.append(ReportCell(blockTitle(indicator.level1, nil, indicator), rowSpan: span, isHeader: true))
            }
            if previous.map({ !same2($0, indicator) }) ?? true {
                let span = indicators[index...].prefix { same2($0, indicator) }.count
                row.append(ReportCell(blockTitle(indicator.level1, indicator.level2, indicator), rowSpan: span, isHeader: true))
            }
            row.append(ReportCell(lines(facts.span(indicator.name) ?? ""), alignment: .start, isHeader: true))
            row.append(ReportCell(lines(facts.shown(indicator.target, sign: indicator.comparator) ?? "")))
            if hasAdjusted { row.append(ReportCell(lines(facts.shown(indicator.adjustedTarget, sign: indicator.comparator) ?? ""))) }
            row.append(ReportCell(lines(facts.actual(indicator) ?? emptyMark(indicator, .actual))))
            row.append(ReportCell(facts.span(indicator.weight) ?? emptyMark(indicator, .weight)))
            row.append(ReportCell(facts.score(index) ?? emptyMark(indicator, .score)))
            var reason = facts.span(indicator.reason).map(lines) ?? []
            if let remark = facts.span(indicator.remark) { reason += lines(Span("备注：" + remark.text, remark.mark)) }
            row.append(ReportCell(reason, alignment: .start))
            rows.append(row)
        }
        if facts.evaluation.hasWeights || facts.total != nil {
            rows.append([
                ReportCell("总分", columnSpan: columns.count - 3, isHeader: true), ReportCell(facts.span(facts.evaluation.statedWeightTotal) ?? ""),
                ReportCell(facts.total ?? ""), ReportCell(facts.grade.map { Span("等级：" + $0.text, $0.mark) } ?? "", alignment: .start),
            ])
        }
        return ReportTable(kind: .indicators, caption: "绩效指标", columns: columns, rows: rows, isDense: true)
    }

    /// A mark that can be highlighted where an error stands in an empty cell.
    private func emptyMark(_ indicator: Indicator, _ field: IndicatorField) -> Span {
        guard let cell = indicator.emptyCells[field], facts.errors[cell] != nil else { return "" }
        return facts.span("（空）", cell)
    }

    private func blockTitle(_ level1: String, _ level2: String?, _ indicator: Indicator) -> Span {
        let name = ReportFacts.tidy(level2 ?? level1)
        let cell = level2 == nil ? indicator.level1Cell : indicator.level2Cell
        guard let block = facts.evaluation.blocks.first(where: { $0.level1 == level1 && $0.level2 == level2 && $0.goalIndex == indicator.goalIndex })
        else { return facts.span(name, cell) }
        return facts.span(name + "（\(block.weight.value.plain)分）", block.weight.cell ?? cell)
    }

    /// The text rows of the form, without those that name persons.
    func texts() -> ReportTable? {
        let texts = facts.evaluation.texts.filter { !facts.isPersonal($0.label) && !ReportFacts.tidy($0.text.value).isEmpty }
        guard !texts.isEmpty else { return nil }
        return ReportTable(
            kind: .texts, caption: "文字说明", columns: [ReportColumn("项目", width: 30), ReportColumn("内容", width: 126)],
            rows: texts.map { text in
                [
                    ReportCell(ReportFacts.label(text.label), isHeader: true),
                    ReportCell(lines(facts.span(text.text) ?? ""), alignment: .start),
                ]
            }, isDense: true)
    }

    // MARK: Points

    /// Points by level 1, stated and computed; nil when the form has no points.
    func scores() -> ReportTable? {
        let evaluation = facts.evaluation
        let groups = facts.levelGroups
        guard evaluation.hasWeights || groups.contains(where: { $0.stated != nil }) else { return nil }
        var rows: [[ReportCell]] = []
        func row(_ name: String, _ weight: Span?, _ stated: Span?, _ computed: ExactDecimal?) {
            rows.append([
                ReportCell(name, alignment: .start, isHeader: true), ReportCell(weight ?? Self.none, alignment: .end),
                ReportCell(stated ?? Self.none, alignment: .end), ReportCell(computed.map { Span($0.plain) } ?? Self.none, alignment: .end),
            ])
        }
        if facts.hasExecutionRow {
            row("预算执行率", facts.executionWeight.map { Span($0.plain) }, facts.span(evaluation.execution?.statedScore), facts.sheet.execution?.score)
        }
        for group in groups {
            let name = (group.goalIndex.map { evaluation.goals.count > 1 ? "目标\($0 + 1)·" : "" } ?? "") + group.name
            row(name, group.weight.map { Span($0.plain) }, group.stated.map { Span($0.plain) }, group.computed)
        }
        for adjustment in facts.sheet.adjustments { row("全局调整 " + adjustment.id, nil, nil, adjustment.points) }
        row("总分", facts.span(evaluation.statedWeightTotal), facts.span(evaluation.statedTotal), facts.sheet.total)
        return ReportTable(
            kind: .scores, caption: "各部分得分情况（单位：分）",
            columns: [
                ReportColumn("指标", width: 54), ReportColumn("分值", width: 30), ReportColumn("自评得分", width: 36), ReportColumn("复核得分", width: 36),
            ], rows: rows)
    }

    /// Stated and computed points row by row, for drafts and for reports that adopt the computed points.
    func comparison() -> ReportTable {
        let evaluation = facts.evaluation
        var rows: [[ReportCell]] = []
        func row(_ name: Span, _ weight: ExactDecimal?, _ stated: ExactDecimal?, _ computed: ExactDecimal?, _ cells: [CellRef?]) {
            let difference: String =
                if let stated, let computed, let value = try? stated - computed { value.isZero ? "0" : (value.isPositive ? "+" : "") + value.plain } else { "—" }
            let places = Set(cells.compactMap { $0 })
            var codes: [String] = []
            for finding in facts.findings where finding.severity != .hint {
                if let cell = finding.at, places.contains(cell), !codes.contains(finding.code) { codes.append(finding.code) }
            }
            let isWrong = cells.contains { $0.map { facts.errors[$0] != nil } ?? false }
            rows.append([
                ReportCell([ReportParagraph([name])], alignment: .start, isHeader: true), ReportCell(weight?.plain ?? "—", alignment: .end),
                ReportCell(Span(stated?.plain ?? "—", isWrong && !codes.isEmpty ? .error(codes) : .plain), alignment: .end),
                ReportCell(computed?.plain ?? "—", alignment: .end), ReportCell(difference, alignment: .end),
                ReportCell(codes.joined(separator: "、"), alignment: .start),
            ])
        }
        if facts.hasExecutionRow, let execution = evaluation.execution {
            row("预算执行率", facts.executionWeight, execution.statedScore?.value, facts.sheet.execution?.score, [execution.statedScore?.cell ?? execution.scoreCell])
        }
        for (index, indicator) in evaluation.indicators.enumerated() {
            row(
                Span(ReportFacts.tidy(indicator.name.value)), indicator.weight?.value, indicator.statedScore?.value, facts.line(index)?.score,
                [indicator.statedScore?.cell ?? indicator.emptyCells[.score]])
        }
        row("总分", evaluation.statedWeightTotal?.value, evaluation.statedTotal?.value, facts.sheet.total, [evaluation.statedTotal?.cell])
        return ReportTable(
            kind: .comparison, caption: "自评得分与复核得分对照（单位：分）",
            columns: [
                ReportColumn("指标", width: 56), ReportColumn("分值", width: 16), ReportColumn("自评得分", width: 20), ReportColumn("复核得分", width: 20),
                ReportColumn("相差", width: 18), ReportColumn("核查编号", width: 26),
            ], rows: rows, isDense: true)
    }

    /// All errors and warnings with place, expected and found.
    func findings() -> ReportTable? {
        let shown = facts.findings.filter { $0.severity == .error } + facts.findings.filter { $0.severity == .warning }
        guard !shown.isEmpty else { return nil }
        return ReportTable(
            kind: .findings, caption: "核查发现",
            columns: [
                ReportColumn("编号", width: 11), ReportColumn("级别", width: 11), ReportColumn("位置", width: 20), ReportColumn("说明", width: 50),
                ReportColumn("应为", width: 21), ReportColumn("填列", width: 21), ReportColumn("依据", width: 36),
            ],
            rows: shown.map { finding in
                let expected: Span = Span(ReportFacts.tidy(finding.expected ?? "—"))
                let found: Span = Span(ReportFacts.tidy(finding.found ?? "—"))
                return [
                    ReportCell(finding.code, isHeader: true), ReportCell(finding.severity == .error ? "错误" : "警告"),
                    ReportCell(finding.at.map { ReportFacts.tidy($0.sheet) + " " + $0.a1 } ?? "全表"),
                    ReportCell(lines(Span(ReportFacts.tidy(finding.message.zh))) + usual(finding) + comment(finding), alignment: .start),
                    ReportCell(lines(expected)), ReportCell(lines(found)), ReportCell(lines(Span(ReportFacts.tidy(finding.basis.zh))), alignment: .start),
                ]
            }, isDense: true)
    }

    /// The derivation of every row, a line for each step.
    func derivation() -> ReportTable {
        var rows: [[ReportCell]] = []
        func row(_ name: Span, _ trace: [TraceStep], _ score: String) {
            guard !trace.isEmpty else { return }
            rows.append([
                ReportCell([ReportParagraph([name])], alignment: .start, isHeader: true),
                ReportCell(Self.lines(of: trace), alignment: .start), ReportCell(score),
            ])
        }
        if let execution = facts.sheet.execution { row("预算执行率", execution.trace, execution.score?.plain ?? "—") }
        for (index, indicator) in facts.evaluation.indicators.enumerated() {
            guard let line = facts.line(index) else { continue }
            row(Span(ReportFacts.tidy(indicator.name.value)), line.trace, line.isLeftOut ? "不计分" : line.score?.plain ?? "—")
        }
        for adjustment in facts.sheet.adjustments { row(Span("全局调整 " + adjustment.id), adjustment.trace, adjustment.points.plain) }
        row("总分", facts.sheet.totalTrace, facts.sheet.total?.plain ?? facts.sheet.totalRange.map { "\($0.lowerBound.plain)～\($0.upperBound.plain)" } ?? "—")
        return ReportTable(
            kind: .derivation, caption: "各项得分的推导", columns: [ReportColumn("指标", width: 36), ReportColumn("推导", width: 104), ReportColumn("复核得分", width: 16)],
            rows: rows, isDense: true)
    }

    /// A line for each step; inputs that follow each other share one.
    private static func lines(of trace: [TraceStep]) -> [ReportParagraph] {
        var lines: [String] = []
        var wasInput = false
        for step in trace {
            let isInput =
                switch step {
                case .input, .quantity, .day: true
                default: false
                }
            let line = ReportFacts.tidy(step.line(.zh))
            if isInput, wasInput {
                lines[lines.count - 1] += "；" + line
            } else {
                lines.append(line)
            }
            wasInput = isInput
        }
        return lines.map { ReportParagraph($0) }
    }

    // MARK: Helpers

    /// The unit's own words on a finding, on a line of their own.
    private func comment(_ finding: Finding) -> [ReportParagraph] {
        finding.comment.map { lines(Span("单位说明：" + ReportFacts.tidy($0))) } ?? []
    }

    /// That a profile holds it for more or less grave than usual.
    private func usual(_ finding: Finding) -> [ReportParagraph] {
        guard let usual = finding.usualSeverity else { return [] }
        let name =
            switch usual {
            case .error: "错误"
            case .warning: "警告"
            case .hint: "提示"
            }
        return lines(Span("规则方案调整了级别，原为：" + name))
    }

    private func lines(_ span: Span) -> [ReportParagraph] {
        span.text.isEmpty ? [] : span.text.split(separator: "\n").map { ReportParagraph([Span(ReportFacts.tidy(String($0)), span.mark)]) }
    }
}
