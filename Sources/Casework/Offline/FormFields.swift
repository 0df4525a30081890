import BudgetModel
import Office
import Quantities
import Workbooks

/// A cell of a form that people fill in: what it says, and how it is taken over from another form.
struct FormField<Row> {
    let label: Wording
    let text: (Row) -> String
    let copy: (_ from: Row, _ to: inout Row) -> Void

    init(_ zh: String, _ en: String, _ text: @escaping (Row) -> String?, _ copy: @escaping (Row, inout Row) -> Void) {
        label = Wording(zh: zh, en: en)
        self.text = { text($0) ?? "" }
        self.copy = copy
    }
}

extension FormField<Indicator> {
    /// Of an indicator; its names say which one it is.
    static var all: [FormField] {
        [
            FormField("指标值", "target", { row in
                let said = row.effectiveTarget?.said ?? "", mark = row.comparator?.mark ?? ""
                return said.hasPrefix(mark) ? said : mark + said
            }) { from, to in
                if to.adjustedTarget == nil { to.target = from.effectiveTarget } else { to.adjustedTarget = from.effectiveTarget }
                to.comparator = from.comparator
            },
            FormField("实际完成值", "actual", { $0.actual?.said }) { from, to in
                to.actual = from.actual
                (to.tier, to.tierBasis, to.notApplicable) = (from.tier, from.tierBasis, from.notApplicable)
            },
            FormField("全年预计完成情况", "forecast", { $0.forecast?.said }) { from, to in to.forecast = from.forecast },
            FormField("分值", "weight", { $0.weight?.value.plain }) { from, to in to.weight = from.weight },
            FormField("得分", "score", { $0.statedScore?.value.plain }) { from, to in to.statedScore = from.statedScore },
            FormField("偏差原因", "reason", { $0.reason?.value }) { from, to in to.reason = from.reason },
            FormField("原因说明", "explanation", { $0.explanation?.value }) { from, to in to.explanation = from.explanation },
            FormField("偏差原因分类", "cause classes", { $0.causes.map(\.rawValue).joined(separator: ",") }) { from, to in to.causes = from.causes },
            FormField("完成目标可能性", "likelihood", { $0.likelihood?.value.rawValue }) { from, to in to.likelihood = from.likelihood },
            FormField("备注", "remark", { $0.remark?.value }) { from, to in to.remark = from.remark },
        ]
    }
}

extension FormField<FundLine> {
    static var all: [FormField] {
        [
            FormField("年初预算数", "initial budget", { $0.initial?.money.yuan }) { from, to in to.initial = from.initial },
            FormField("全年预算数", "annual budget", { $0.adjusted?.money.yuan }) { from, to in to.adjusted = from.adjusted },
            FormField("到位数", "received", { $0.received?.money.yuan }) { from, to in to.received = from.received },
            FormField("执行数", "executed", { $0.executed?.money.yuan }) { from, to in to.executed = from.executed },
            FormField("全年预计执行数", "forecast", { $0.forecast?.money.yuan }) { from, to in to.forecast = from.forecast },
        ]
    }
}

extension FormField<Evaluation> {
    /// Of the form itself: the year's goal, and the points of execution.
    static var all: [FormField] {
        [
            FormField("年度总体目标", "goal", { $0.yearGoal?.expected?.value }) { from, to in to.setYearGoal { $0.expected = from.yearGoal?.expected } },
            FormField("目标完成情况", "goal as reached", { $0.yearGoal?.achieved?.value }) { from, to in to.setYearGoal { $0.achieved = from.yearGoal?.achieved } },
            FormField("预算执行分值", "weight of execution", { $0.execution?.weight?.value.plain }) { from, to in
                var row = to.execution ?? ExecutionRow()
                row.weight = from.execution?.weight
                to.execution = row
            },
            FormField("预算执行得分", "score of execution", { $0.execution?.statedScore?.value.plain }) { from, to in
                var row = to.execution ?? ExecutionRow()
                row.statedScore = from.execution?.statedScore
                to.execution = row
            },
            FormField("总分", "total", { $0.statedTotal?.value.plain }) { from, to in to.statedTotal = from.statedTotal },
        ]
    }
}

extension IndicatorValue {
    /// With its unit, however the two stand.
    fileprivate var said: String {
        let unit = printedUnit ?? unit ?? ""
        return raw.hasSuffix(unit) || number == nil ? raw : raw + unit
    }
}

extension Evaluation {
    fileprivate var yearGoal: Goal? { goals.first { $0.period == .year } }

    fileprivate mutating func setYearGoal(_ change: (inout Goal) -> Void) {
        if let index = goals.firstIndex(where: { $0.period == .year }) {
            change(&goals[index])
        } else {
            var goal = Goal()
            change(&goal)
            goals.append(goal)
        }
    }

    /// Places of the year's rows, without one that repeats the execution rate: those a workbook shows.
    var shownRows: [Int] { indicators.indices.filter { indicators[$0].period == .year && !indicators[$0].isExecutionRate && execution?.indicatorIndex != $0 } }
}
