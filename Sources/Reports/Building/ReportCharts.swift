import BudgetModel
import Quantities

/// The charts of a report, each made of the numbers in the table beside it.
struct ReportCharts {
    let facts: ReportFacts

    init(_ facts: ReportFacts) { self.facts = facts }

    /// Budget and spending by source of money; nil when no row has two amounts to compare.
    var execution: ReportChart? {
        let series: [(String, KeyPath<FundLine, FundAmount?>)] = [("年初预算数", \.initial), ("全年预算数", \.adjusted), ("全年执行数", \.executed)]
        let lines = facts.fundLines.filter { line in series.count { line[keyPath: $0.1].map { !$0.money.isZero } ?? false } > 0 }
        guard lines.contains(where: { line in series.count { line[keyPath: $0.1] != nil } > 1 }) else { return nil }
        let groups = lines.map { line in
            ReportChart.Group(
                name: ReportFacts.tidy(line.label.value),
                bars: series.enumerated().map { index, part in
                    let amount = line[keyPath: part.1]?.money.amount(in: .wanYuan)
                    return .init(series: index, value: amount, label: amount.map { $0.plain } ?? "未填")
                })
        }
        return ReportChart(
            title: "各项资金的预算与执行（万元）", summary: "条形图，按资金来源列出年初预算数、全年预算数和全年执行数，数值见图后的表。", series: series.map(\.0), groups: groups)
    }

    /// Points by level 1: what could be reached, what was stated, what was computed.
    var scores: ReportChart? {
        var groups: [ReportChart.Group] = []
        func add(_ name: String, _ weight: ExactDecimal?, _ stated: ExactDecimal?, _ computed: ExactDecimal?) {
            guard weight != nil || stated != nil || computed != nil else { return }
            groups.append(
                .init(
                    name: name,
                    bars: [weight, stated, computed].enumerated().map { .init(series: $0.offset, value: $0.element, label: $0.element?.plain ?? "—") }))
        }
        if facts.hasExecutionRow {
            add("预算执行率", facts.executionWeight, facts.evaluation.execution?.statedScore?.value, facts.sheet.execution?.score)
        }
        for group in facts.levelGroups {
            let goal = group.goalIndex.map { facts.evaluation.goals.count > 1 ? "目标\($0 + 1)·" : "" } ?? ""
            add(goal + group.name, group.weight, group.stated, group.computed)
        }
        guard !groups.isEmpty else { return nil }
        return ReportChart(
            title: "各部分得分（分）", summary: "条形图，逐项列出分值、自评得分和复核得分，数值见图后的表。", series: ["分值", "自评得分", "复核得分"], groups: groups)
    }

    /// Completion by indicator with the 100 % line; nil when none can be computed.
    var completion: (ReportChart, ReportTable)? {
        let clip = ExactDecimal(150)
        var groups: [ReportChart.Group] = []
        var rows: [[ReportCell]] = []
        for (index, indicator) in facts.evaluation.indicators.enumerated() {
            let line = facts.line(index)
            let name = ReportFacts.tidy(indicator.name.value)
            let isUpper = line?.comparatorUsed?.isUpperBound == true
            let met: String =
                switch line?.isMet {
                case true?: "达到"
                case false?: "未达到"
                case nil: "—"
                }
            let percent = line?.completionPercent
            rows.append([
                ReportCell([ReportParagraph([Span(name)])], alignment: .start, isHeader: true), ReportCell([ReportParagraph([facts.target(indicator) ?? "—"])]),
                ReportCell([ReportParagraph([facts.actual(indicator) ?? "—"])]),
                ReportCell(percent.map { $0.plain + "%" } ?? "—", alignment: .end), ReportCell(met),
            ])
            guard let percent else { continue }
            groups.append(
                .init(
                    name: name + (isUpper ? "（不高于）" : ""),
                    bars: [.init(series: 0, value: percent, label: percent.plain + "%" + (line?.isMet == false ? " 未达到" : ""))]))
        }
        guard !groups.isEmpty else { return nil }
        let chart = ReportChart(
            title: "各项指标完成率", summary: "条形图，实际完成值占年度指标值的百分比，竖线为100%，超过150%的条形截断并加箭头；标“不高于”的指标以不超过100%为达到。数值见图后的表。",
            series: ["完成率"], groups: groups, reference: .hundred, referenceLabel: "100%", clip: clip)
        let table = ReportTable(
            kind: .completion, caption: "各项指标完成率",
            columns: [
                ReportColumn("三级指标", width: 56), ReportColumn("年度指标值", width: 30), ReportColumn("实际完成值", width: 30), ReportColumn("完成率", width: 22),
                ReportColumn("是否达到", width: 18),
            ], rows: rows, isDense: true)
        return (chart, table)
    }
}
