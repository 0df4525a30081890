import BudgetModel
import Quantities

extension Rule {
    /// Asks about outputs that belong to no part of the goal.
    package static let indicatorOfNoPart = Rule(
        "B10", Wording(zh: "指标不属于目标的任何一部分", en: "An indicator of no part of the goal"),
        since: "0.1.0", status: .stable, nature: .question, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "指标由目标分解而来。目标写得具体（30字以上、有数），某项数量指标与它没有一个相同的词时，问一句是目标漏写了还是指标多了。与项目名称和其他指标也没有联系的不问。",
            en: "Indicators break the goal down. Where the goal is concrete (30 characters or more, with numbers) and a quantity shares no word with it, the reviewer is asked which of both is incomplete. Rows that share no word with programme and other indicators are not asked about."),
        triggering: [
            Example(
                Wording(zh: "目标没有提到的数量", en: "a quantity the goal does not mention"), at: ["D14"],
                ExampleForm(.projectGoal).programme("灌区改造").expects("全年维修灌溉渠道58公里，改善灌溉面积3.2万亩，渠系水利用系数提高到0.62").row("渠道维修长度", ">=", "58", "公里").under(.quantity)
                    .row("灌区护林员培训", ">=", "120", "人").under(.quantity)),
            Example(
                Wording(zh: "另一例", en: "another"), at: ["D14"],
                ExampleForm(.projectGoal).programme("公园养护和宣传").expects("养护公园绿地86公顷，苗木成活率95%以上，全年投诉较上年下降一成以上").row("养护绿地面积", ">=", "86", "公顷").under(.quantity)
                    .row("节水宣传场次", ">=", "4", "场").under(.quantity)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "目标提到的数量", en: "a quantity of the goal"),
                ExampleForm(.projectGoal).expects("全年维修灌溉渠道58公里，改善灌溉面积3.2万亩，渠系水利用系数提高到0.62").row("渠道维修长度", ">=", "58", "公里").under(.quantity)),
            Example(Wording(zh: "目标很短", en: "a short goal"), ExampleForm(.projectGoal).expects("维修渠道").row("护林员培训", ">=", "120", "人").under(.quantity)),
        ]
    ) { facts throws(QuantityError) in
        guard facts.reading.goals.reduce(0, { $0 + $1.text.scalars.count }) >= 30, facts.reading.goals.contains(where: \.hasFigure) else { return [] }
        var goal: Set<UInt64> = []
        for text in facts.reading.goals { goal.formUnion(WordPairs.set(text.text.scalars)) }
        let rows = facts.results
        var beside = WordPairs.set(ScannedText.folded(facts.evaluation.programme?.value ?? ""))
        for index in rows { beside.formUnion(facts.reading.rows[index].level2 == .quantity ? [] : WordPairs.set(facts.reading.rows[index].name.scalars)) }
        return rows.compactMap { index in
            guard facts.reading.rows[index].level2 == .quantity else { return nil }
            let own = WordPairs.set(facts.reading.rows[index].name.scalars)
            guard own.count > 1, own.isDisjoint(with: goal), !own.isDisjoint(with: beside) else { return nil }
            let name = facts.named(index)
            return Hit(
                at: facts.evaluation.indicators[index].name.cell,
                Wording(
                    zh: "\(name.zh)在总体目标中没有提到。是目标漏写了，还是这项指标多余？", en: "The goal does not mention \(name.en). Is the goal incomplete, or the indicator one too many?"))
        }
    }
}
