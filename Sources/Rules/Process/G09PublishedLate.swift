import BudgetModel
import Quantities

extension Rule {
    /// Flags forms published more than 20 days after approval.
    package static let publishedLate = Rule(
        "G09", Wording(zh: "批复后20日内没有公开", en: "Not published within 20 days of approval"),
        since: "0.1.0", status: .stable, nature: .exact, stages: Stage.allCases, severity: .warning,
        citing: [.budgetLaw],
        because: Wording(
            zh: "部门预算、决算在批复后20日内公开，绩效目标和自评结果随之公开；国家秘密除外。",
            en: "Budgets and accounts of departments are published within 20 days of their approval, and goals and results with them, state secrets excepted."),
        needs: [.publication],
        triggering: [
            Example(
                Wording(zh: "第25天公开", en: "published on the 25th day"), at: ["A1"],
                ExampleForm(.projectGoal).process { ($0.approved, $0.published) = (ExampleForm.day(2023, 2, 1), ExampleForm.day(2023, 2, 26)) }),
            Example(
                Wording(zh: "至今没有公开", en: "not published yet"), at: ["A1"],
                ExampleForm().process { ($0.approved, $0.today) = (ExampleForm.day(2024, 8, 1), ExampleForm.day(2024, 9, 1)) }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "第20天公开", en: "published on the 20th day"),
                ExampleForm(.projectGoal).process { ($0.approved, $0.published) = (ExampleForm.day(2023, 2, 1), ExampleForm.day(2023, 2, 21)) }),
            Example(
                Wording(zh: "还在20日内", en: "within the 20 days"), ExampleForm().process { ($0.approved, $0.today) = (ExampleForm.day(2024, 8, 1), ExampleForm.day(2024, 8, 9)) }),
        ]
    ) { facts in
        guard let process = facts.context.process, let approved = process.approved, let day = process.published ?? process.today else { return [] }
        let days = day.days(after: approved)
        guard days > 20 else { return [] }
        let isPublished = process.published != nil
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "\(approved.iso)批复，\(isPublished ? "第\(days)日才公开" : "已过\(days)日尚未公开")，超过20日。请\(isPublished ? "说明原因" : "尽快公开，涉密的写明不公开的依据")。",
                    en: "Approved on \(approved.iso), \(isPublished ? "published on day \(days)" : "\(days) days ago and not published"), beyond 20 days. \(isPublished ? "Say why." : "Publish it, or state why it is withheld.")"),
                expected: "≤ 20", found: String(days))
        ]
    }
}

extension Need {
    fileprivate static let publication = process(Wording(zh: "批复日和公开日", en: "the days of approval and publication")) {
        $0.approved != nil && ($0.published != nil || $0.today != nil)
    }
}
