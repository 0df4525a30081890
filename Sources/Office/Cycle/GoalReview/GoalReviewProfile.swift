package import BudgetModel
package import Quantities

/// How goals are reviewed: four criteria with their items, grades, and what each grade means.
///
/// - Source: 财预〔2015〕88号; rules.md section 8.2.
package struct GoalReviewProfile: CycleProfile {
    package struct Outcome: Hashable, Sendable {
        package var grade: Grade
        package var consequence: GoalReviewConsequence
        package var text: Wording
    }

    package var mark: ProfileMark
    package var title: Wording
    /// The groups are the criteria.
    package var scheme: PointScheme
    /// Best first.
    package var grades: Cited<[GradeBand]>
    /// One for each grade.
    package var outcomes: Cited<[Outcome]>
    /// Which opinions a review must hold.
    package var duty: Cited<Wording>

    package static let ids = ["goal-review-cn"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "goal-review-cn" ? PackageResources.goal_review_cn_yaml : nil }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["duty", "criteria", "shares", "grades", "outcomes"]) { head, fields in
            let scheme = PointScheme.read(fields.required("criteria"), shares: fields.required("shares"))
            let duty = fields.required("duty")?.cited { $0.wording() }
            let grades = fields.required("grades")?.cited { $0.gradeBands() }
            let outcomes = fields.required("outcomes")?.cited { (node: ProfileNode) -> [Outcome]? in
                let list = node.objects(["grade", "consequence", "text"]) { item -> Outcome? in
                    let grade: Grade? = item.required("grade")?.choice(), consequence: GoalReviewConsequence? = item.required("consequence")?.choice(), text = item.required("text")?.wording()
                    guard let grade, let consequence, let text else { return nil }
                    return Outcome(grade: grade, consequence: consequence, text: text)
                }
                if let list, list.map(\.grade) != Grade.allCases {
                    node.reader.refuse(node.node, zh: "\(node.place) 应按优、良、中、差各有一项", en: "\(node.place) must have one entry for each of excellent, good, fair, poor")
                }
                return list
            }
            guard let scheme, let duty, let grades, let outcomes else { return nil }
            return Self(mark: head.mark, title: head.title, scheme: scheme, grades: grades, outcomes: outcomes, duty: duty)
        }
    }
}

extension ProfileNode {
    /// `- {grade: excellent, from: "90"}`, best first, the last from 0.
    func gradeBands() -> [GradeBand]? {
        let bands = objects(["grade", "from"]) { item -> GradeBand? in
            let grade: Grade? = item.required("grade")?.choice(), from = item.required("from")?.decimal(.zero ... .hundred)
            guard let grade, let from else { return nil }
            return GradeBand(grade: grade, from: from)
        }
        guard let bands else { return nil }
        if bands.map(\.grade) != Grade.allCases || zip(bands, bands.dropFirst()).contains(where: { $0.from <= $1.from }) || bands.last?.from != .zero {
            reader.refuse(node, zh: "\(place) 应按优、良、中、差的次序，from 依次降低，末档从 0 起", en: "\(place) must list excellent, good, fair, poor with falling “from”, the last from 0")
        }
        return bands
    }
}

extension [GradeBand] {
    /// The grade of a score, bands being listed best first and the last from 0.
    func grade(of score: ExactDecimal) -> GradeBand? { first { score >= $0.from } ?? last }
}
