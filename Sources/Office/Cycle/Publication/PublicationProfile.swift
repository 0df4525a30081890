package import BudgetModel
package import Quantities

/// What is published of the cycle; raw values are those of the JSON and of profiles.
package enum PublishedKind: String, Hashable, Sendable, CaseIterable {
    case departmentGoal = "department-goal", projectGoals = "project-goals"
    case selfEvaluationResults = "self-evaluation-results", departmentSelfEvaluation = "department-self-evaluation"
    case evaluationReport = "evaluation-report"

    /// Whether it can be about a case of that kind; a unit publishes all of its projects together too.
    package func isOf(_ object: ObjectKind) -> Bool {
        switch self {
        case .departmentGoal, .departmentSelfEvaluation: object == .department
        case .projectGoals, .selfEvaluationResults: object == .project
        case .evaluationReport: true
        }
    }

    package var wording: Wording {
        switch self {
        case .departmentGoal: Wording(zh: "部门整体绩效目标", en: "goal of the whole department")
        case .projectGoals: Wording(zh: "项目绩效目标", en: "goals of projects")
        case .selfEvaluationResults: Wording(zh: "项目绩效自评结果", en: "self-evaluations of projects")
        case .departmentSelfEvaluation: Wording(zh: "部门整体绩效自评结果", en: "self-evaluation of the whole department")
        case .evaluationReport: Wording(zh: "绩效评价报告或摘要", en: "evaluation report or its summary")
        }
    }
}

/// Who publishes what, and by when.
///
/// - Source: 预算法 art. 14 for the 20 days; rules.md section 9.4.
package struct PublicationProfile: CycleProfile {
    /// With which approval the days begin to run; raw values are those of profiles.
    package enum Occasion: String, Hashable, Sendable, CaseIterable {
        case budget, finalAccount = "final-account"

        package var wording: Wording {
            switch self {
            case .budget: Wording(zh: "预算批复", en: "approval of the budget")
            case .finalAccount: Wording(zh: "决算批复", en: "approval of the final account")
            }
        }
    }

    package struct Duty: Hashable, Sendable {
        package var kind: PublishedKind
        package var occasion: Occasion
        package var days: Int
        package var duty: Wording
    }

    package var mark: ProfileMark
    package var title: Wording
    /// One for each kind.
    package var duties: Cited<[Duty]>
    /// The least percentage of projects whose goals are published.
    package var goalCoverage: Cited<ExactDecimal>
    /// The rule that what is published equals what was approved.
    package var equality: Cited<Wording>

    package static let ids = ["publication-cn"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "publication-cn" ? PackageResources.publication_cn_yaml : nil }

    package func duty(_ kind: PublishedKind) -> Duty {
        guard let duty = duties.value.first(where: { $0.kind == kind }) else { preconditionFailure("a profile has a duty for each kind") }
        return duty
    }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["duties", "goalCoverage", "equality"]) { head, fields in
            let duties = fields.required("duties")?.cited { (node: ProfileNode) -> [Duty]? in
                let list = node.objects(["kind", "occasion", "days", "duty"]) { item -> Duty? in
                    let kind: PublishedKind? = item.required("kind")?.choice(), occasion: Occasion? = item.required("occasion")?.choice()
                    let days = item.required("days")?.whole(1...366), duty = item.required("duty")?.wording()
                    guard let kind, let occasion, let days, let duty else { return nil }
                    return Duty(kind: kind, occasion: occasion, days: days, duty: duty)
                }
                if let list, Set(list.map(\.kind)).count < list.count || list.count < PublishedKind.allCases.count {
                    node.reader.refuse(
                        node.node, zh: "\(node.place) 应各有一项：\(PublishedKind.allCases.map(\.rawValue).joined(separator: "、"))",
                        en: "\(node.place) must have one entry for each of \(PublishedKind.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                return list
            }
            let coverage = fields.required("goalCoverage")?.cited { $0.decimal(.zero ... .hundred) }, equality = fields.required("equality")?.cited { $0.wording() }
            guard let duties, let coverage, let equality else { return nil }
            return Self(mark: head.mark, title: head.title, duties: duties, goalCoverage: coverage, equality: equality)
        }
    }
}
