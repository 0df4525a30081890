package import BudgetModel
package import Quantities

/// Which framework a form is scored by when nobody names one.
package enum FrameworkChoice {
    /// The framework's id and the reason for it.
    ///
    /// - Parameters:
    ///   - named: what the user asked for; it always wins.
    ///   - mark: what a blank form of ours says of itself.
    /// - Source: rules.md 3.13, "framework not named". What a form says outright goes before its number, and
    ///   a printed number says more than the shape of a form.
    package static func choose(for evaluation: Evaluation, named: String?, mark: FrameworkMark? = nil) -> (id: String, because: Wording) {
        if let named { return (named, Wording(zh: "由用户指定", en: "named by the user")) }
        if let mark, FrameworkCatalogue.ids.contains(mark.id) {
            return (mark.id, Wording(zh: "表下注明按评分规则 \(mark.id) 编制", en: "the line below the form names \(mark.id)"))
        }
        if let number = evaluation.formNumber?.value, number.lowercased().contains("510000_0013zp") {
            return ("sichuan", Wording(zh: "报表编号为 510000_0013zp", en: "the form number is 510000_0013zp"))
        }
        let execution = executionWeight(of: evaluation)
        if execution == ExactDecimal(20) {
            return ("hubei", Wording(zh: "预算执行分值为 20", en: "budget execution carries 20 points"))
        }
        if has(.cost, in: evaluation) {
            return has(.satisfaction, in: evaluation)
                ? ("cn-2021-cost", Wording(zh: "一级指标中有成本指标", en: "cost stands at level 1"))
                : ("cn-2021-cost-nosat", Wording(zh: "一级指标中有成本指标，没有满意度指标", en: "cost stands at level 1 and there is no satisfaction block"))
        }
        if evaluation.kind == .departmentSelfEvaluation || evaluation.kind == .departmentGoal || evaluation.kind == .departmentScoringTable,
            execution == ExactDecimal(10), points(of: .output, in: evaluation) == ExactDecimal(40),
            points(of: .benefit, in: evaluation) == ExactDecimal(40), points(of: .satisfaction, in: evaluation) == ExactDecimal(10)
        {
            return ("sjz-dept", Wording(zh: "部门整体表，权重为 10/40/40/10", en: "a department form with weights 10/40/40/10"))
        }
        return ("cn-2020", Wording(zh: "没有其他线索，按全国通用的 2020 年办法", en: "nothing points elsewhere: the national measures of 2020"))
    }

    /// The day whose rules apply to a form: the last of its year; `today` where the form names no year.
    package static func day(for evaluation: Evaluation, today: CalendarDay) -> CalendarDay {
        evaluation.year.flatMap { try? CalendarDay(year: $0.value, month: 12, day: 31) } ?? today
    }

    private static func executionWeight(of evaluation: Evaluation) -> ExactDecimal? {
        if let weight = evaluation.execution?.weight?.value { return weight }
        guard let row = evaluation.execution?.indicatorIndex, evaluation.indicators.indices.contains(row) else { return nil }
        return evaluation.indicators[row].weight?.value
    }

    private static func has(_ level1: Level1, in evaluation: Evaluation) -> Bool {
        evaluation.indicators.contains { $0.level1Kind == level1 }
    }

    /// The points of a level-1 block: as printed in its cell, else the sum of its rows.
    private static func points(of level1: Level1, in evaluation: Evaluation) -> ExactDecimal? {
        let rows = evaluation.indicators.indices.filter { evaluation.indicators[$0].level1Kind == level1 && !isExecution($0, evaluation) }
        guard let first = rows.first else { return nil }
        if let block = evaluation.blocks.first(where: { $0.level2 == nil && $0.members.contains(first) }) { return block.weight.value }
        var sum = ExactDecimal.zero
        for row in rows {
            guard let weight = evaluation.indicators[row].weight?.value, let next = try? sum + weight else { return nil }
            sum = next
        }
        return sum
    }

    private static func isExecution(_ row: Int, _ evaluation: Evaluation) -> Bool { evaluation.execution?.indicatorIndex == row }
}
