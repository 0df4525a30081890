import BudgetModel
import Quantities

extension Rule {
    /// Flags units that published the goals of less than 60 % of their projects.
    package static let fewGoalsPublished = Rule(
        "G10", Wording(zh: "公开绩效目标的项目不足60%", en: "Goals of less than 60 % of the projects were published"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .disclosure], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "2024年中央部门公开的项目绩效目标表不低于一级项目的60%；地方可另有要求。涉密项目不计入应公开数。",
            en: "In 2024 central departments published the goals of at least 60 % of their first-level projects; regions may ask for more. Secret projects do not count."),
        needs: [.publishedGoals],
        triggering: [
            Example(Wording(zh: "40个公开20个", en: "20 of 40"), at: ["A1"], ExampleForm(.departmentGoal).process { ($0.publishableGoals, $0.publishedGoals) = (40, 20) }),
            Example(Wording(zh: "一个都没有公开", en: "none at all"), at: ["A1"], ExampleForm(.projectGoal).process { ($0.publishableGoals, $0.publishedGoals) = (3, 0) }),
        ],
        nonTriggering: [
            Example(Wording(zh: "正好60%", en: "exactly 60 %"), ExampleForm(.departmentGoal).process { ($0.publishableGoals, $0.publishedGoals) = (40, 24) }),
            Example(Wording(zh: "没有应公开的项目", en: "nothing to be published"), ExampleForm(.departmentGoal).process { ($0.publishableGoals, $0.publishedGoals) = (0, 0) }),
        ]
    ) { facts throws(QuantityError) in
        guard let all = facts.context.process?.publishableGoals, let published = facts.context.process?.publishedGoals, all > 0, published * 10 < all * 6 else { return [] }
        let share = try (Ratio(ExactDecimal(published), over: ExactDecimal(all)) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "应公开绩效目标的项目\(all)个，公开\(published)个，占\(share.plain)%，不足60%。请补充公开。",
                    en: "Of \(all) projects the goals of \(published) were published, \(share.plain) %, less than 60 %. Publish more."),
                expected: "≥ 60%", found: share.plain + "%")
        ]
    }
}

extension Need {
    fileprivate static let publishedGoals = process(Wording(zh: "应公开和已公开目标的项目数", en: "projects whose goals are to be published, and how many were")) {
        $0.publishableGoals != nil && $0.publishedGoals != nil
    }
}
