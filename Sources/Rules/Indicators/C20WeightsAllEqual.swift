import BudgetModel
import Quantities

extension Rule {
    /// Flags forms whose indicators all carry the same points.
    package static let weightsAllEqual = Rule(
        "C20", Wording(zh: "各项指标分值完全相同", en: "All indicators carry the same points"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.evaluationMeasures, .goalReview],
        because: Wording(
            zh: "分值按重要程度和项目阶段确定。五项以上一律同分，没有区分主次。",
            en: "Points follow importance and the stage of the project. Five rows or more with the same points make no difference between them."),
        needs: [.weights],
        triggering: [
            Example(
                Wording(zh: "十项各9分", en: "ten rows of 9"), at: ["G13"],
                (1...10).reduce(ExampleForm(.projectGoal)) { form, number in form.row("第\(number)期培训人数", ">=", "50", "人", weight: "9") }),
            Example(
                Wording(zh: "五项各18分", en: "five rows of 18"), at: ["G13"],
                (1...5).reduce(ExampleForm(.projectGoal)) { form, number in form.row("第\(number)期培训人数", ">=", "50", "人", weight: "18") }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "有主有次", en: "some weigh more"),
                (1...5).reduce(ExampleForm(.projectGoal)) { form, number in form.row("第\(number)期培训人数", ">=", "50", "人", weight: number == 1 ? "26" : "16") }),
            Example(
                Wording(zh: "只有三项", en: "only three rows"),
                (1...3).reduce(ExampleForm(.projectGoal)) { form, number in form.row("第\(number)期培训人数", ">=", "50", "人", weight: "30") }),
        ]
    ) { facts throws(QuantityError) in
        let weights = facts.evaluation.indicators.filter { $0.period == .year && !$0.isExecutionRate }.compactMap(\.weight)
        guard !facts.evaluation.isListed, weights.count >= 5, let first = weights.first, weights.allSatisfy({ $0.value == first.value }) else { return [] }
        return [
            Hit(
                at: first.cell,
                Wording(
                    zh: "\(weights.count)项指标都是\(first.value.plain)分，没有区分主次。请按重要程度分配分值，核心指标多给。",
                    en: "All \(weights.count) indicators carry \(first.value.plain) points. Share them by importance; core indicators get more."),
                found: first.value.plain)
        ]
    }
}
