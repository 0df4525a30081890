import BudgetModel
import Quantities

extension Rule {
    /// Flags satisfaction without anyone who is satisfied.
    package static let satisfactionOfNobody = Rule(
        "C15", Wording(zh: "满意度没有写明谁满意", en: "Satisfaction of nobody in particular"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(2, of: 2), stages: [.goal], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "满意度要写明对象，否则不知道向谁调查。只写“满意度”“总体满意度”的提出；对象写错的（文化项目写受益老年人）要看项目内容，由审核人判断。",
            en: "Satisfaction names its object, or nobody knows whom to ask. Raised for 满意度 or 总体满意度 alone; a wrong object takes knowledge of the project and is left to the reviewer."),
        triggering: [
            Example(Wording(zh: "只写“满意度”", en: "satisfaction alone"), at: ["D13"], ExampleForm(.projectGoal).row("满意度", ">=", "90", "%", weight: "10").under(.serviceSatisfaction)),
            Example(Wording(zh: "总体满意度", en: "overall satisfaction"), at: ["D13"], ExampleForm(.projectGoal).row("总体满意度", ">=", "90", "%", weight: "10").under(.serviceSatisfaction)),
        ],
        nonTriggering: [
            Example(Wording(zh: "写明对象", en: "the object is named"), ExampleForm(.projectGoal).row("参训学员满意度", ">=", "90", "%", weight: "10").under(.serviceSatisfaction)),
            Example(
                Wording(zh: "对象写在说明中", en: "the object stands in the explanation"),
                ExampleForm(.projectGoal).row("满意度", ">=", "90", "%", weight: "10").under(.serviceSatisfaction).explained("向到馆读者发放问卷200份")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            guard row.name.has(.satisfaction), row.name.ends(with: .satisfaction), !row.name.has(.people), !row.name.has(.complaint), !row.hasMethod else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    facts.repair(
                        Wording(zh: "\(name.zh)没有写明谁满意", en: "\(name.en) does not say whose"),
                        Wording(zh: "写明服务对象，如“参训学员满意度”“到馆读者满意度”", en: "name those who are served, such as trainees or readers")),
                    found: facts.evaluation.indicators[index].name.value))
        }
        return hits
    }
}
