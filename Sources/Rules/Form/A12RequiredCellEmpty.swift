import BudgetModel
import Quantities

extension Rule {
    /// Flags required cells that stand empty; a column left empty as a whole is one finding.
    package static let requiredCellEmpty = Rule(
        "A12", Wording(zh: "必填项为空", en: "A required cell is empty"),
        since: "0.1", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .error,
        citing: [.annex1, .goalMeasures],
        because: Wording(
            zh: "项目名称、单位、年度、目标、指标值、完成值和得分缺一项，这张表就无法审核、无法评分。",
            en: "Without programme, unit, year, goal, target, actual value and score a form can be neither reviewed nor scored."),
        triggering: [
            Example(
                Wording(zh: "一行完成值未填", en: "one actual value is missing"), at: ["F14"],
                ExampleForm().row("购置图书", ">=", "2000", "册", actual: "2000", weight: "50", stated: "50", computed: "50")
                    .row("读者满意度", ">=", "90", "%", weight: "40", stated: "40")),
            Example(
                Wording(zh: "完成值和得分整列未填，只报一处", en: "actual values and scores empty throughout: one finding"), at: ["F13"],
                ExampleForm().row("购置图书", ">=", "2000", "册", weight: "50").row("读者满意度", ">=", "90", "%", weight: "40")),
            Example(
                Wording(zh: "项目名称未填", en: "no programme name"), at: ["B3"],
                ExampleForm().emptyLabel("项目名称", "B3").row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "执行率未填（提醒）", en: "the execution rate is missing (a warning)"), at: ["H6"],
                ExampleForm().execution(weight: "10", score: "10", computed: "10", rateIsEmpty: true)
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "各项都已填写", en: "everything filled in"),
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "目标表不填完成值", en: "a goal form needs no actual values"),
                ExampleForm(.projectGoal).row("购置图书", ">=", "2000", "册", weight: "90")),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        // A cell that holds something we could not place is not empty.
        let unread = Set(evaluation.unread.map(\.cell))
        for label in evaluation.emptyLabels where label.cell.map({ !unread.contains($0) }) ?? true {
            let isMain = ["名称", "单位", "部门", "目标", "年度", "主管"].contains { label.value.contains($0) }
            hits.append(
                Hit(
                    at: label.cell,
                    Wording(zh: "「\(label.value)」没有填写。请补填。", en: "“\(label.value)” is empty. Fill it in."),
                    severity: isMain ? nil : .warning))
        }
        if evaluation.year == nil, !evaluation.emptyLabels.contains(where: { $0.value.contains("年度") }), let title = evaluation.title {
            hits.append(
                Hit(
                    at: title.cell, Wording(zh: "表上没有写明年度。请在标题下填写。", en: "The form does not say its year. Fill it in below the title."),
                    severity: .warning))
        }
        hits += Rule.emptyValues(evaluation, .target)
        guard evaluation.kind.isScored else { return hits }

        let actuals = Rule.emptyRows(evaluation, .actual)
        let scores = Rule.emptyRows(evaluation, .score)
        let count = actuals.isEmpty && scores.isEmpty ? .max : Rule.required(evaluation).count
        if !actuals.isEmpty, actuals.count == count, scores.count == count, let first = actuals.first {
            hits.append(
                Hit(
                    at: evaluation.indicators[first].emptyCells[.actual],
                    Wording(
                        zh: "完成值与得分未填（共\(count)行）。填好后才能计算得分。",
                        en: "Actual values and scores are empty (\(count) rows). Scores can be computed once they are filled in.")))
        } else {
            hits += Rule.emptyValues(evaluation, .actual)
            hits += Rule.emptyValues(evaluation, .score)
        }
        if let execution = facts.separateExecution {
            if execution.statedRate == nil, let cell = execution.rateCell {
                let rate = facts.scoreSheet.ratePercent
                hits.append(
                    Hit(
                        at: cell,
                        Wording(
                            zh: "执行率未填" + (rate.map { "，应为\($0)%" } ?? "") + "。请补填。",
                            en: "The execution rate is empty" + (rate.map { "; it is \($0) %" } ?? "") + ". Fill it in."),
                        severity: .warning, expected: rate?.plain))
            }
            if execution.statedScore == nil, let cell = execution.scoreCell, scores.count < count {
                let score = facts.scoreSheet.execution?.score
                hits.append(
                    Hit(
                        at: cell,
                        Wording(
                            zh: "预算执行得分未填" + (score.map { "，按规则为\($0)" } ?? "") + "。请补填。",
                            en: "The score of budget execution is empty" + (score.map { "; by the rule it is \($0)" } ?? "") + ". Fill it in."),
                        expected: score?.plain))
            }
        }
        // A grade without a total is A18's.
        if evaluation.statedTotal == nil, evaluation.statedGrade == nil, let cell = evaluation.totalCell, scores.isEmpty,
            evaluation.indicators.contains(where: { $0.statedScore != nil })
        {
            let sum = try StatedPoints(facts)
            hits.append(
                Hit(
                    at: cell,
                    Wording(
                        zh: "总分没有填写" + (sum.isComplete ? "，各项得分相加为\(sum.sum.plain)" : "") + "。请补填。",
                        en: "The total is empty" + (sum.isComplete ? "; the scores add up to \(sum.sum.plain)" : "") + ". Fill it in."),
                    severity: .warning, expected: sum.isComplete ? sum.sum.plain : nil))
        }
        return hits
    }

    private static func required(_ evaluation: Evaluation) -> [Int] {
        evaluation.indicators.indices.filter { index in
            let indicator = evaluation.indicators[index]
            return indicator.notApplicable == nil && !indicator.isExecutionRate && !indicator.saysNotApplicable && indicator.name.value.saysSomething
        }
    }

    /// The rows whose cell for `field` exists and stands empty.
    private static func emptyRows(_ evaluation: Evaluation, _ field: IndicatorField) -> [Int] {
        var rows: [Int] = []
        for index in evaluation.indicators.indices where !isFilled(evaluation, index, field) {
            let indicator = evaluation.indicators[index]
            guard indicator.emptyCells[field] != nil, indicator.notApplicable == nil, !indicator.isExecutionRate, !indicator.saysNotApplicable,
                indicator.name.value.saysSomething
            else { continue }
            // A row without points states no score either.
            if field == .score, let weight = indicator.weight, !weight.value.isPositive { continue }
            rows.append(index)
        }
        return rows
    }

    private static func isFilled(_ evaluation: Evaluation, _ index: Int, _ field: IndicatorField) -> Bool {
        switch field {
        case .target:
            evaluation.indicators[index].target?.saysSomething ?? false || evaluation.indicators[index].adjustedTarget?.saysSomething ?? false
        case .actual: evaluation.indicators[index].actual?.saysSomething ?? false
        case .score: evaluation.indicators[index].statedScore != nil
        case .name, .comparator, .adjustedTarget, .unit, .weight, .reason, .remark, .forecast, .likelihood, .tier: true
        }
    }

    /// One finding a row, or one for the column where it is empty throughout.
    private static func emptyValues(_ evaluation: Evaluation, _ field: IndicatorField) -> [Hit] {
        let rows = emptyRows(evaluation, field)
        guard let first = rows.first else { return [] }
        let what: Wording =
            switch field {
            case .target: Wording(zh: "指标值", en: "target")
            case .actual: Wording(zh: "完成值", en: "actual value")
            default: Wording(zh: "得分", en: "score")
            }
        if rows.count > 1, rows.count == required(evaluation).count {
            return [
                Hit(
                    at: evaluation.indicators[first].emptyCells[field],
                    Wording(
                        zh: "\(what.zh)整列未填（共\(rows.count)行）。请补填。",
                        en: "No row has its \(what.en) (\(rows.count) rows). Fill them in."))
            ]
        }
        return rows.map { index in
            let indicator = evaluation.indicators[index]
            return Hit(
                at: indicator.emptyCells[field],
                Wording(
                    zh: "「\(indicator.name.value)」\(what.zh)没有填写。请补填。",
                    en: "“\(indicator.name.value)” has no \(what.en). Fill it in."),
                // Where the row says why, the gap was at least seen.
                severity: field != .target && ScoreClaim.hasReason(indicator) ? .warning : nil)
        }
    }
}

extension IndicatorValue {
    /// Whether the cell holds more than a dash or 无.
    var saysSomething: Bool {
        if case .text = content { raw.saysSomething } else { true }
    }
}
