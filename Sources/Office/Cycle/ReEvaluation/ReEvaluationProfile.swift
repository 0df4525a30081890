package import BudgetModel
package import Quantities

/// How grave a defect is where a rule has three shares; raw values are those of the JSON and of profiles.
package enum DefectLevel: String, Hashable, Sendable, CaseIterable {
    case severe, medium, light

    package var name: Wording {
        switch self {
        case .severe: Wording(zh: "重度", en: "severe")
        case .medium: Wording(zh: "中度", en: "medium")
        case .light: Wording(zh: "轻度", en: "light")
        }
    }
}

/// The deduction rules of a review of self-evaluations and how their points are computed.
///
/// - Source: the 14 rules one district agreed on, rules.md section 9.2; no law sets them.
package struct ReEvaluationProfile: CycleProfile {
    package struct Rule: Hashable, Sendable {
        package enum Effect: Hashable, Sendable {
            /// This share of the indicator's points off; 1 leaves nothing.
            case share(ExactDecimal)
            /// A share for each level.
            case levels([DefectLevel: ExactDecimal])
            /// Nothing off, but a remark.
            case remark
            /// Asked of the report, not of an indicator.
            case report
            /// Asked of the review itself: every deduction has its reason.
            case reasons
        }
        package var number: Int
        package var text: Wording
        package var effect: Effect

        /// Whether it speaks of the report or the review and not of an indicator.
        package var isOfReport: Bool { effect == .report || effect == .reasons }

        /// The share it takes off; nil where a level is needed and not given.
        package func share(_ level: DefectLevel?) -> ExactDecimal? {
            switch effect {
            case .share(let share): share
            case .levels(let shares): level.flatMap { shares[$0] }
            case .remark, .report, .reasons: .zero
            }
        }
    }

    package var mark: ProfileMark
    package var title: Wording
    package var rules: Cited<[Rule]>
    /// In which order deductions apply.
    package var order: Cited<Wording>
    /// Percentage points by which the share named in a reason may differ from the one taken.
    package var tolerance: Cited<ExactDecimal>
    /// Actual over target in percent above which a remark is required.
    package var overAchievedAbove: Cited<ExactDecimal>
    /// The most a rate of execution counts for.
    package var executionCap: Cited<ExactDecimal>
    package var places: Cited<Int>
    package var rounding: Cited<Rounding>

    package static let ids = ["re-evaluation-district"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "re-evaluation-district" ? PackageResources.re_evaluation_district_yaml : nil }

    package func rule(_ number: Int) -> Rule? { rules.value.first { $0.number == number } }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["rules", "order", "tolerance", "overAchievedAbove", "executionCap", "places", "rounding"]) { head, fields in
            let rules = fields.required("rules")?.cited { (node: ProfileNode) -> [Rule]? in
                let list = node.objects(["number", "text", "effect", "share", "levels"], rule)
                if let list, Set(list.map(\.number)).count < list.count {
                    node.reader.refuse(node.node, zh: "\(node.place) 中有编号重复的规则，请改正", en: "a number stands twice in \(node.place); please correct it")
                }
                return list
            }
            let order = fields.required("order")?.cited { $0.wording() }, tolerance = fields.required("tolerance")?.cited { $0.decimal(.zero ... .hundred) }
            let above = fields.required("overAchievedAbove")?.cited { $0.decimal() }, cap = fields.required("executionCap")?.cited { $0.decimal() }
            let places = fields.required("places")?.cited { $0.whole(0...6) }, rounding = fields.required("rounding")?.cited { (node: ProfileNode) -> Rounding? in node.choice() }
            guard let rules, let order, let tolerance, let above, let cap, let places, let rounding else { return nil }
            return Self(
                mark: head.mark, title: head.title, rules: rules, order: order, tolerance: tolerance, overAchievedAbove: above, executionCap: cap, places: places, rounding: rounding)
        }
    }

    private enum EffectKind: String, CaseIterable { case share, levels, remark, report, reasons }

    private static func rule(_ fields: ProfileFields) -> Rule? {
        let number = fields.required("number")?.whole(1...999), text = fields.required("text")?.wording(), kind: EffectKind? = fields.required("effect")?.choice()
        for (key, owner) in [("share", EffectKind.share), ("levels", .levels)] where fields[key] != nil && kind != owner {
            fields.refuse(key, zh: "\(fields.whole.place) 的 effect 不是 \(owner.rawValue)，不应有“\(key)”", en: "“\(key)” does not belong to the effect of \(fields.whole.place)")
        }
        let effect: Rule.Effect?
        switch kind {
        case .share: effect = fields.required("share")?.share().map { .share($0) }
        case .levels: effect = fields.required("levels").flatMap(levels).map { .levels($0) }
        case .remark: effect = .remark
        case .report: effect = .report
        case .reasons: effect = .reasons
        case nil: effect = nil
        }
        guard let number, let text, let effect else { return nil }
        return Rule(number: number, text: text, effect: effect)
    }

    private static func levels(_ node: ProfileNode) -> [DefectLevel: ExactDecimal]? {
        guard let fields = node.fields(DefectLevel.allCases.map(\.rawValue)) else { return nil }
        var shares: [DefectLevel: ExactDecimal] = [:]
        for level in DefectLevel.allCases { shares[level] = fields.required(level.rawValue)?.share() }
        guard let severe = shares[.severe], let medium = shares[.medium], let light = shares[.light] else { return nil }
        if severe <= medium || medium <= light {
            node.reader.refuse(node.node, zh: "\(node.place) 的扣分比例应依次降低：severe、medium、light", en: "the shares of \(node.place) must fall: severe, medium, light")
        }
        return shares
    }
}
