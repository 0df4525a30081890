import BudgetModel
import Quantities

extension Rule {
    /// Asks about targets far above anything reached without more money.
    package static let targetTooHigh = Rule(
        "C12", Wording(zh: "指标值远高于上年完成值，资金却没有增加", en: "The target is far above last year's result, with no more money"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "目标要合理可行。资金没有增加而数量高出一半以上，可能是做法变了，也可能是定高了，请审核人判断。只与上年一年比较。",
            en: "A goal must be feasible. Half as much again for no more money may come from a new method or from a wish: the reviewer judges. Only last year is compared."),
        needs: [.previousForm],
        triggering: [
            Example(
                Wording(zh: "同样的钱，培训人数翻倍", en: "twice the trainees for the same money"), at: ["E13"],
                ExampleForm(.projectGoal).fund(.total, initial: "20").row("培训人数", ">=", "400", "人").under(.quantity)
                    .beside { $0.previous = ExampleForm().fund(.total, initial: "20", adjusted: "20", executed: "20").row("培训人数", ">=", "200", "人", actual: "200").under(.quantity).asRead }),
            Example(
                Wording(zh: "钱少了，里程多了", en: "more kilometres for less money"), at: ["E13"],
                ExampleForm(.projectGoal).fund(.total, initial: "15").row("养护里程", ">=", "90", "公里").under(.quantity)
                    .beside { $0.previous = ExampleForm().fund(.total, adjusted: "20", executed: "20").row("养护里程", ">=", "50", "公里", actual: "50").under(.quantity).asRead }),
            Example(
                Wording(zh: "自评表上的指标值翻倍", en: "a target of a self-evaluation, doubled"), at: ["E13"],
                ExampleForm().fund(.total, initial: "20", adjusted: "20", executed: "20").row("培训人数", ">=", "400", "人", actual: "400").under(.quantity)
                    .beside { $0.previous = ExampleForm().fund(.total, initial: "20", adjusted: "20", executed: "20").row("培训人数", ">=", "200", "人", actual: "200").under(.quantity).asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "资金也增加了", en: "with more money"),
                ExampleForm(.projectGoal).fund(.total, initial: "40").row("培训人数", ">=", "400", "人").under(.quantity)
                    .beside { $0.previous = ExampleForm().fund(.total, adjusted: "20", executed: "20").row("培训人数", ">=", "200", "人", actual: "200").under(.quantity).asRead }),
            Example(
                Wording(zh: "只高出一成", en: "a tenth more"),
                ExampleForm(.projectGoal).fund(.total, initial: "20").row("培训人数", ">=", "220", "人").under(.quantity)
                    .beside { $0.previous = ExampleForm().fund(.total, adjusted: "20", executed: "20").row("培训人数", ">=", "200", "人", actual: "200").under(.quantity).asRead }),
        ]
    ) { facts throws(QuantityError) in
        guard let now = Rule.money(facts.evaluation), let then = facts.context.previous.flatMap({ Rule.money($0) }), now.fen <= then.fen else { return [] }
        var hits: [Hit] = []
        for pair in LastYear.pairs(facts) {
            let row = facts.reading.rows[pair.index]
            guard row.level2 == .quantity || row.isBenefit, !row.isPercent, !(row.sign?.isUpperBound ?? row.isUnwanted), pair.actual.isPositive,
                try pair.target * ExactDecimal(2) > pair.actual * ExactDecimal(3)
            else { continue }
            let name = facts.named(pair.index)
            hits.append(
                try Hit(
                    at: facts.targetPlace(pair.index),
                    Wording(
                        zh: "\(name.zh)定为\(facts.targetText(pair.index))，上年完成\(pair.actual.plain)\(row.unit ?? "")，预算由\(then.yuan)元到\(now.yuan)元没有增加。请核实\(facts.isGoal ? "能否完成" : "测算依据和完成值的口径")。",
                        en: "\(name.en) is to be \(facts.targetText(pair.index)); last year's result was \(pair.actual.plain)\(row.unit ?? "") and the budget went from \(then.yuan) to \(now.yuan) yuan. \(facts.isGoal ? "Check that it can be done" : "Check what the target rests on and how the result is counted")."),
                    expected: pair.actual, found: pair.target))
        }
        return hits
    }

    private static func money(_ evaluation: Evaluation) -> Money? {
        let total = evaluation.fund(.total)
        return (total?.adjusted ?? total?.initial)?.money
    }
}
