import BudgetModel
import Quantities

extension Rule {
    /// Hints at a single indicator of more than 40 points.
    package static let oneIndicatorCarriesMost = Rule(
        "C19", Wording(zh: "一项指标超过40分", en: "One indicator carries more than 40 points"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .hint,
        citing: [.goalReview],
        because: Wording(
            zh: "一项指标占去一小半分值，其他指标就不起作用。只有一项指标的，也不分散。",
            en: "With nearly half the points in one row the others do not matter. A single row with all points is no better."),
        needs: [.weights],
        triggering: [
            Example(Wording(zh: "一项90分", en: "one of 90 points"), at: ["G13"], ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人", weight: "90")),
            Example(
                Wording(zh: "一项45分", en: "one of 45 points"), at: ["G14"],
                ExampleForm(.projectGoal).row("培训期数", ">=", "5", "期", weight: "15").row("培训人数", ">=", "50", "人", weight: "45").row("合格率", ">=", "95", "%", weight: "30")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "正好40分", en: "exactly 40"),
                ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人", weight: "40").row("合格率", ">=", "95", "%", weight: "25").row("满意度", ">=", "95", "%", weight: "25")),
            Example(Wording(zh: "不设分值的表", en: "a form without points"), ExampleForm(.projectGoal).row("培训人数", ">=", "50", "人")),
        ]
    ) { facts throws(QuantityError) in
        facts.evaluation.isListed ? [] : facts.evaluation.indicators.indices.compactMap { index in
            guard let weight = facts.evaluation.indicators[index].weight, weight.value > ExactDecimal(40), weight.value <= .hundred else { return nil }
            let name = facts.named(index)
            return Hit(
                at: weight.cell,
                Wording(
                    zh: "\(name.zh)占\(weight.value.plain)分，超过40分。请分解指标，或把分值分散到其他指标。",
                    en: "\(name.en) carries \(weight.value.plain) points, more than 40. Split it, or spread the points."),
                found: weight.value.plain)
        }
    }
}
