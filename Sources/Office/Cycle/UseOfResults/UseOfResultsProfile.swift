package import BudgetModel
package import Quantities

/// What a result leads to; raw values are those of the JSON and of profiles.
package enum ResultAction: String, Hashable, Sendable, CaseIterable {
    case support, prioritise, improve, cut, suspend, wait, talk
    case evaluateAgain = "evaluate-again"
    case rectify, reviseGoal = "revise-goal", recheckBudget = "recheck-budget"

    package var wording: Wording {
        switch self {
        case .support: Wording(zh: "予以支持", en: "support")
        case .prioritise: Wording(zh: "优先保障", en: "comes first")
        case .improve: Wording(zh: "完善政策、改进管理", en: "improve policy and management")
        case .cut: Wording(zh: "压减预算", en: "cut the budget")
        case .suspend: Wording(zh: "取消或暂停安排", en: "cancel or suspend")
        case .wait: Wording(zh: "暂缓安排", en: "wait")
        case .talk: Wording(zh: "约谈单位", en: "talk with the unit")
        case .evaluateAgain: Wording(zh: "再次评价", en: "evaluate again")
        case .rectify: Wording(zh: "限期整改", en: "rectify in time")
        case .reviseGoal: Wording(zh: "修改下年绩效目标", en: "revise next year's goal")
        case .recheckBudget: Wording(zh: "重新核定下年预算测算", en: "recheck next year's calculation")
        }
    }
}

/// How results reach policy, management and next year's budget.
///
/// - Source: 财预〔2020〕10号 and provincial and city rules, rules.md section 9.3. No text gives percentages of cuts.
package struct UseOfResultsProfile: CycleProfile {
    package struct Outcome: Hashable, Sendable {
        package var grade: Grade
        package var actions: [ResultAction]
        package var text: Wording
        /// Percent of next year's request; nil where no text sets one.
        package var cutPercent: ExactDecimal?
    }

    /// What a kind of finding leads to.
    package struct Advice: Hashable, Sendable {
        /// Codes of findings, or their first letters.
        package var codes: [String]
        package var actions: [ResultAction]
        package var text: Wording
        package var cutPercent: ExactDecimal?

        func answers(_ code: String) -> Bool {
            codes.contains { listed in code == listed || !listed.contains(where: \.isNumber) && code.hasPrefix(listed) && code.dropFirst(listed.count).allSatisfy(\.isNumber) }
        }
    }

    package var mark: ProfileMark
    package var title: Wording
    /// One for each grade, best first.
    package var outcomes: Cited<[Outcome]>
    /// The first that answers a code counts; findings that none answers lead to nothing.
    package var advice: Cited<[Advice]>
    /// Days after the result is fixed within which the unit is told.
    package var noticeDays: Cited<Int>
    /// Days after it was told within which the unit reports its measures.
    package var reportDays: Cited<Int>
    /// What follows when nothing is rectified.
    package var notRectified: Cited<Wording>

    package static let ids = ["use-of-results-cn", "use-of-results-city"]

    package static func shippedText(_ id: String) -> [UInt8]? {
        switch id {
        case "use-of-results-cn": PackageResources.use_of_results_cn_yaml
        case "use-of-results-city": PackageResources.use_of_results_city_yaml
        default: nil
        }
    }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["outcomes", "advice", "noticeDays", "reportDays", "notRectified"]) { head, fields in
            let outcomes = fields.required("outcomes")?.cited { (node: ProfileNode) -> [Outcome]? in
                let list = node.objects(["grade", "actions", "text", "cutPercent"]) { item -> Outcome? in
                    let grade: Grade? = item.required("grade")?.choice(), text = item.required("text")?.wording(), cut = item["cutPercent"]?.decimal(.zero ... .hundred)
                    let actions: [ResultAction]? = item.required("actions")?.list { $0.choice() }
                    guard let grade, let actions, let text else { return nil }
                    return Outcome(grade: grade, actions: actions, text: text, cutPercent: cut)
                }
                if let list, list.map(\.grade) != Grade.allCases {
                    node.reader.refuse(node.node, zh: "\(node.place) 应按优、良、中、差各有一项", en: "\(node.place) must have one entry for each of excellent, good, fair, poor")
                }
                return list
            }
            let advice = fields.required("advice")?.cited { (node: ProfileNode) -> [Advice]? in
                node.objects(["codes", "actions", "text", "cutPercent"]) { item -> Advice? in
                    let codes = item.required("codes")?.list { $0.text() }, text = item.required("text")?.wording(), cut = item["cutPercent"]?.decimal(.zero ... .hundred)
                    let actions: [ResultAction]? = item.required("actions")?.list { $0.choice() }
                    guard let codes, let actions, let text else { return nil }
                    return Advice(codes: codes, actions: actions, text: text, cutPercent: cut)
                }
            }
            let noticeDays = fields.required("noticeDays")?.cited { $0.whole(1...366) }, reportDays = fields.required("reportDays")?.cited { $0.whole(1...366) }
            let notRectified = fields.required("notRectified")?.cited { $0.wording() }
            guard let outcomes, let advice, let noticeDays, let reportDays, let notRectified else { return nil }
            return Self(mark: head.mark, title: head.title, outcomes: outcomes, advice: advice, noticeDays: noticeDays, reportDays: reportDays, notRectified: notRectified)
        }
    }
}
