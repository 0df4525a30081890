import BudgetModel
import Quantities

extension Rule {
    /// Flags benefits that repeat the number of an output.
    package static let benefitIsOutput = Rule(
        "C21", Wording(zh: "效益指标其实是产出", en: "A benefit that is an output"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(1, of: 1), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "效益写产出之后带来的变化。培训500人作产出，又写惠及500人作社会效益，同一件事计了两次分。只在数、单位都与某项数量指标相同，且说的是受益、服务的人数时提出；名称完全相同的由A15检查。",
            en: "A benefit is the change that follows from the output. 500 trained as output and 500 reached as social benefit give points twice for one thing. Raised only where number and unit are those of a quantity and people served are counted; equal names are A15's."),
        triggering: [
            Example(
                Wording(zh: "培训500人，惠及500人", en: "500 trained, 500 reached"), at: ["D14"],
                ExampleForm(.projectGoal).row("培训人数", ">=", "500", "人", weight: "20").under(.quantity).row("惠及人数", ">=", "500", "人", weight: "20").under(.socialBenefit)),
            Example(
                Wording(zh: "自评表上同样", en: "the same on a self-evaluation"), at: ["D14"],
                ExampleForm().row("享受补助学生数", ">=", "2600", "人", actual: "2600", weight: "20", stated: "20", computed: "20").under(.quantity)
                    .row("受益学生数", ">=", "2600", "人", actual: "2600", weight: "20", stated: "20", computed: "20").under(.socialBenefit)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "数不同", en: "another number"),
                ExampleForm(.projectGoal).row("培训人数", ">=", "500", "人", weight: "20").under(.quantity).row("受益农户", ">=", "1200", "户", weight: "20").under(.socialBenefit)),
            Example(
                Wording(zh: "说的是变化", en: "a change"),
                ExampleForm(.projectGoal).row("培训人数", ">=", "500", "人", weight: "20").under(.quantity).row("新增就业", ">=", "500", "人", weight: "20").under(.economicBenefit)),
        ]
    ) { facts throws(QuantityError) in
        let rows = facts.results
        let outputs = rows.filter { facts.reading.rows[$0].level2 == .quantity && facts.reading.rows[$0].number != nil && !facts.reading.rows[$0].isPercent }
        guard !outputs.isEmpty else { return [] }
        var hits: [Hit] = []
        for index in rows where facts.reading.rows[index].isBenefit && facts.reading.rows[index].name.has(.served) {
            let row = facts.reading.rows[index]
            guard let number = row.number, number > ExactDecimal(5), !row.isPercent,
                let twin = outputs.first(where: {
                    facts.reading.rows[$0].number == number && facts.reading.rows[$0].unit == row.unit && facts.reading.rows[$0].name.scalars != row.name.scalars
                        && facts.evaluation.indicators[$0].goalIndex == facts.evaluation.indicators[index].goalIndex
                })
            else { continue }
            let name = facts.named(index)
            let other = facts.named(twin)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    facts.repair(
                        Wording(
                            zh: "效益指标\(name.zh)（\(facts.targetText(index))）与数量指标\(other.zh)（\(facts.targetText(twin))）是同一件事",
                            en: "The benefit \(name.en) (\(facts.targetText(index))) is the same thing as the quantity \(other.en) (\(facts.targetText(twin)))"),
                        Wording(zh: "改写这件事带来的变化，如时间缩短、费用减少、比率提高", en: "write the change it brings: time or cost saved, a rate raised")),
                    found: facts.targetText(index)))
        }
        return hits
    }
}
