import BudgetModel
import Quantities

extension Rule {
    /// Flags satisfaction targets below what was reached, or 80 % by habit.
    package static let satisfactionTooLow = Rule(
        "C14", Wording(zh: "满意度指标值明显偏低", en: "The satisfaction target is too low"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "比上年实际低5个百分点以上，或两个以上对象一律写80%，都说明没有依据调查结果测算。没有上年的表时只查后一种，前一种列为未检查。",
            en: "More than 5 points below last year's result, or 80 % for two groups or more alike, was not worked out from a survey. Without last year's form only the second is checked and the rule is listed as not checked otherwise."),
        needs: [
            Need(Need.previousForm.wording, isBesideForm: true) { facts in
                let rows = Rule.satisfactionRows(facts)
                return rows.isEmpty ? .beside : facts.context.previous == nil && !Rule.isEighty(rows, facts) ? .lacking : .met
            }
        ],
        triggering: [
            Example(
                Wording(zh: "上年96%，今年定90%", en: "96 % last year, 90 % this year"), at: ["E13"],
                ExampleForm(.projectGoal).row("居民满意度", ">=", "90", "%").under(.serviceSatisfaction)
                    .beside { $0.previous = ExampleForm().row("居民满意度", ">=", "90", "%", actual: "96", actualUnit: "%").under(.serviceSatisfaction).asRead }),
            Example(
                Wording(zh: "各类对象一律80%", en: "80 % for every group"), at: ["E13"],
                ExampleForm(.projectGoal).row("学生满意度", ">=", "80", "%").under(.serviceSatisfaction).row("家长满意度", ">=", "80", "%").under(.serviceSatisfaction)),
            Example(
                Wording(zh: "自评表：上年96%，指标值90%", en: "a self-evaluation: 96 % last year, a target of 90 %"), at: ["E13"],
                ExampleForm().row("居民满意度", ">=", "90", "%", actual: "95", actualUnit: "%").under(.serviceSatisfaction)
                    .beside { $0.previous = ExampleForm().row("居民满意度", ">=", "90", "%", actual: "96", actualUnit: "%").under(.serviceSatisfaction).asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "低3个百分点", en: "3 points below"),
                ExampleForm(.projectGoal).row("居民满意度", ">=", "93", "%").under(.serviceSatisfaction)
                    .beside { $0.previous = ExampleForm().row("居民满意度", ">=", "90", "%", actual: "96", actualUnit: "%").under(.serviceSatisfaction).asRead }),
            Example(Wording(zh: "没有满意度指标", en: "no satisfaction indicator"), ExampleForm(.projectGoal).row("培训人数", ">=", "80", "人").under(.quantity)),
            Example(Wording(zh: "没有上年的表（列为未检查）", en: "without last year's form (listed as not checked)"), ExampleForm(.projectGoal).row("居民满意度", ">=", "90", "%").under(.serviceSatisfaction)),
        ]
    ) { facts throws(QuantityError) in
        let rows = Rule.satisfactionRows(facts)
        if Rule.isEighty(rows, facts) {
            return [
                Hit(
                    at: facts.targetPlace(rows[0]),
                    facts.repair(
                        Wording(zh: "\(rows.count)项满意度一律定为80%", en: "All \(rows.count) satisfaction targets are 80 %"),
                        Wording(zh: "按各类对象以往的调查结果分别测算", en: "work each out from earlier surveys of that group"), meanwhile: .nothing),
                    severity: facts.goalSeverity, found: "80%")
            ]
        }
        var hits: [Hit] = []
        for pair in LastYear.pairs(facts) where facts.reading.rows[pair.index].isSatisfaction && facts.reading.rows[pair.index].isPercent {
            guard try pair.actual - pair.target > ExactDecimal(5) else { continue }
            let name = facts.named(pair.index)
            hits.append(
                try Hit(
                    at: facts.targetPlace(pair.index),
                    facts.repair(
                        Wording(
                            zh: "\(name.zh)定为\(facts.targetText(pair.index))，上年调查结果\(pair.actual.plain)%，低了5个百分点以上",
                            en: "\(name.en) is to be \(facts.targetText(pair.index)); last year's survey gave \(pair.actual.plain) %, more than 5 points above"),
                        Wording(zh: "参照上年结果重定，或写明理由", en: "set it by that result, or give the reason")),
                    severity: facts.goalSeverity, expected: pair.actual, found: pair.target))
        }
        return hits
    }

    private static func satisfactionRows(_ facts: Facts) -> [Int] {
        facts.results.filter { facts.reading.rows[$0].isSatisfaction && facts.reading.rows[$0].isPercent && facts.reading.rows[$0].number != nil }
    }

    private static func isEighty(_ rows: [Int], _ facts: Facts) -> Bool {
        rows.count > 1 && rows.allSatisfy { facts.reading.rows[$0].number == ExactDecimal(80) }
    }
}
