import BudgetModel
import Quantities

extension Rule {
    /// Asks about great words over little money.
    package static let grandGoalSmallMoney = Rule(
        "B12", Wording(zh: "目标宏大，资金很少", en: "A grand goal and little money"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "目标要与资金相匹配。目标写“世界一流”“彻底解决”一类的话，而资金不到100万元时，请审核人判断是否做得到。",
            en: "Goal and money match. Where a goal says 世界一流 (world class) or 彻底解决 (solve for good) over less than one million yuan, the reviewer judges."),
        triggering: [
            Example(Wording(zh: "5万元建成世界一流", en: "world class for 50,000"), at: ["B11"], ExampleForm(.projectGoal).fund(.total, initial: "5").expects("建成世界一流的社区书屋")),
            Example(Wording(zh: "8万元彻底解决", en: "solved for good for 80,000"), at: ["B11"], ExampleForm(.projectGoal).fund(.total, initial: "8").expects("彻底解决全县农村垃圾问题")),
        ],
        nonTriggering: [
            Example(Wording(zh: "资金相当", en: "with the money for it"), ExampleForm(.projectGoal).fund(.total, initial: "26000").expects("建成全国领先的水质监测网络")),
            Example(Wording(zh: "目标实在", en: "a plain goal"), ExampleForm(.projectGoal).fund(.total, initial: "5").expects("添置社区书屋图书800册")),
        ]
    ) { facts throws(QuantityError) in
        let total = facts.evaluation.fund(.total)
        guard let money = (total?.initial ?? total?.adjusted)?.money, money.fen > 0, money.fen < 100_000_000 else { return [] }
        return facts.reading.goals.compactMap { goal in
            guard let word = goal.text.words(.grand).first else { return nil }
            return Hit(
                at: goal.cell,
                Wording(zh: "目标写“\(word)”，资金\(money.yuan)元。这笔钱做得到吗？", en: "The goal says “\(word)” over \(money.yuan) yuan. Can it be done with that?"), found: word)
        }
    }
}
