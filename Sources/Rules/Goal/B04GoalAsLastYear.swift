import BudgetModel
import Quantities

extension Rule {
    /// Flags goals that are last year's text.
    package static let goalAsLastYear = Rule(
        "B04", Wording(zh: "目标与上年几乎相同", en: "The goal is nearly last year's"),
        since: "0.2", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "照抄上年的目标，说明没有按今年的任务重写。去掉标点后按三字片段比较，九成以上相同的提出，并写明相同的比例；不足12字的不比。",
            en: "Last year's goal copied was not written for this year's task. Compared by pieces of three characters without punctuation: 90 % shared or more is raised, with the share; texts under 12 characters are not compared."),
        needs: [.previousForm],
        triggering: [
            Example(
                Wording(zh: "一字未改", en: "not a word changed"), at: ["B11"],
                ExampleForm(.projectGoal).expects("保障全县农村公路安全畅通，改善群众出行条件").beside { $0.previous = ExampleForm().expects("保障全县农村公路安全畅通，改善群众出行条件").asRead }),
            Example(
                Wording(zh: "只改了标点", en: "only punctuation changed"), at: ["B11"],
                ExampleForm(.projectGoal).expects("维护路灯9600盏、亮灯率达到98%。").beside { $0.previous = ExampleForm().expects("维护路灯9600盏，亮灯率达到98%").asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "按今年任务重写", en: "written anew"),
                ExampleForm(.projectGoal).expects("维护路灯9800盏，更换节能灯300盏，投诉下降一成").beside { $0.previous = ExampleForm().expects("维护路灯9600盏，亮灯率达到98%").asRead }),
            Example(Wording(zh: "没有上年的表（列为未检查）", en: "without last year's form (listed as not checked)"), ExampleForm(.projectGoal).expects("维护路灯9600盏，亮灯率达到98%")),
        ]
    ) { facts throws(QuantityError) in
        let old = (facts.context.previous?.goals ?? []).compactMap(\.expected?.value)
        return facts.reading.goals.compactMap { goal in
            guard goal.text.scalars.count >= 12 else { return nil }
            let text = goal.text.text(0..<goal.text.scalars.count)
            guard let same = old.first(where: { TextSimilarity.isAlike(text, $0) }) else { return nil }
            let (shared, all) = TextSimilarity.compare(text, same)
            let percent = shared * 100 / all
            return Hit(
                at: goal.cell,
                Wording(
                    zh: "目标与上年的文字\(percent)%相同。请按今年的任务和资金重写；确属延续的，写明今年的数量和时间。",
                    en: "\(percent) % of the goal is last year's text. Write it for this year's task and money, with this year's numbers and dates."),
                found: "\(percent)%")
        }
    }
}
