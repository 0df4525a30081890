import BudgetModel
import Quantities

extension Rule {
    /// Flags forms filled and reviewed by the same person.
    package static let notSeparated = Rule(
        "G11", Wording(zh: "填报和审核是同一人", en: "Filled and reviewed by the same person"),
        since: "0.1.0", status: .stable, nature: .exact, stages: Stage.allCases, severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "填报与审核应当分开，错误才有第二双眼睛看到。只看是否同一人，不记录是谁。",
            en: "Filling and reviewing are kept apart, so that a second pair of eyes sees the mistakes. Only whether it is the same person is looked at, never who."),
        needs: [.separation],
        triggering: [
            Example(Wording(zh: "自评表", en: "a self-evaluation"), at: ["A1"], ExampleForm().process { $0.isReviewedByItsPreparer = true }),
            Example(Wording(zh: "目标申报表", en: "a declaration"), at: ["A1"], ExampleForm(.projectGoal).process { $0.isReviewedByItsPreparer = true }),
        ],
        nonTriggering: [
            Example(Wording(zh: "两人", en: "two persons"), ExampleForm().process { $0.isReviewedByItsPreparer = false }),
            Example(Wording(zh: "没有过程记录（未检查）", en: "no record of the process (not checked)"), ExampleForm()),
        ]
    ) { facts in
        guard facts.context.process?.isReviewedByItsPreparer == true else { return [] }
        let name = facts.evaluation.objectName
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "\(name.zh)的填报和审核是同一人。请另由一人审核后再报送。", en: "\(name.en) was filled and reviewed by the same person. Let another one review it before it is handed in."))
        ]
    }
}

extension Need {
    fileprivate static let separation = process(Wording(zh: "填报与审核是否同一人", en: "whether one person filled and reviewed")) { $0.isReviewedByItsPreparer != nil }
}
