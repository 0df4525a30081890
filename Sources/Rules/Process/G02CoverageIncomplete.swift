import BudgetModel
import Quantities

extension Rule {
    /// Flags units of which not every project evaluated itself.
    package static let coverageIncomplete = Rule(
        "G02", Wording(zh: "自评没有覆盖全部项目", en: "Self-evaluation does not cover all projects"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "单位自评要覆盖全部项目支出，覆盖率100%。涉密的项目不公开，但仍要自评。",
            en: "Self-evaluation covers all project spending, 100 % of it. Secret projects are not published, but they are evaluated."),
        needs: [.coverage],
        triggering: [
            Example(Wording(zh: "70个项目自评17个", en: "17 of 70 projects"), at: ["A1"], ExampleForm(.departmentSelfEvaluation).process { ($0.projects, $0.selfEvaluated) = (70, 17) }),
            Example(Wording(zh: "只差1个", en: "one is missing"), at: ["A1"], ExampleForm().process { ($0.projects, $0.selfEvaluated) = (35, 34) }),
        ],
        nonTriggering: [
            Example(Wording(zh: "全部自评", en: "all of them"), ExampleForm().process { ($0.projects, $0.selfEvaluated) = (35, 35) }),
            Example(Wording(zh: "不知道自评了几个（未检查）", en: "unknown how many (not checked)"), ExampleForm().process { $0.projects = 35 }),
        ]
    ) { facts throws(QuantityError) in
        guard let projects = facts.context.process?.projects, let done = facts.context.process?.selfEvaluated, projects > 0, done < projects else { return [] }
        let share = try (Ratio(ExactDecimal(done), over: ExactDecimal(projects)) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "单位有\(projects)个项目，自评了\(done)个，覆盖率\(share.plain)%。请补做其余\(projects - done)个项目的自评。",
                    en: "The unit has \(projects) projects and evaluated \(done), \(share.plain) %. Evaluate the other \(projects - done)."),
                expected: String(projects), found: String(done), difference: String(projects - done))
        ]
    }
}

extension Need {
    fileprivate static let coverage = process(Wording(zh: "项目数和已自评数", en: "number of projects and of those evaluated")) { $0.projects != nil && $0.selfEvaluated != nil }
}
