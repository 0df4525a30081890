package import BudgetModel
package import JSONText
package import Quantities

/// What in a goal made its evaluation hard; raw values are those of the JSON and of profiles.
package enum HindsightCause: String, Hashable, Sendable, CaseIterable {
    /// A text target without tiers or a rule of scoring.
    case unmeasurable
    case unitMissing = "unit-missing"
    case signMissing = "sign-missing"
    case targetChanged = "target-changed"
    case indicatorAdded = "indicator-added"
    case indicatorDropped = "indicator-dropped"
    case farOverAchieved = "far-over-achieved"
    case actualNotNumeric = "actual-not-numeric"
    case scoringRuleMissing = "scoring-rule-missing"
    /// Every indicator met: the goal as a whole asked for little.
    case neverMissed = "never-missed"
    /// From findings of the catalogue.
    case evidenceUnplanned = "evidence-unplanned"
    case countedTwice = "counted-twice"
    case moneyMismatch = "money-mismatch"
}

/// One thing that the evaluation says of the goal.
package struct HindsightNote: Hashable, Sendable {
    package var cause: HindsightCause
    /// Nil for the goal as a whole.
    package var indicator: IndicatorKey?
    package var message: Wording
    /// The item of the goal review that should have seen it.
    package var item: PointItem.ID
    /// The finding it was told by, if any.
    package var code: String?

    package var json: JSONValue {
        .object([
            "cause": .string(cause.rawValue), "indicator": indicator?.json ?? .null, "message": message.json, "item": .string(item.text), "code": .text(code),
        ])
    }
}

/// What the evaluation of a goal says of the goal itself (倒查), for those who review the next one.
package struct GoalHindsight: Hashable, Sendable {
    package struct Count: Hashable, Sendable {
        package var item: PointItem.ID
        package var notes: Int
    }

    package var profile: ProfileMark
    /// Indicators in the order of the goal, then those added, then the whole.
    package var notes: [HindsightNote]
    /// One for each item that has notes, most first.
    package var counts: [Count]
    package var basis: Wording

    package var json: JSONValue {
        .object([
            "profile": profile.json, "notes": .array(notes.map(\.json)), "counts": .array(counts.map { .object(["item": .string($0.item.text), "notes": .integer($0.notes)]) }), "basis": basis.json,
        ])
    }
}

/// Which item of the goal review each cause speaks to, and from where on a target was too low.
///
/// All of it is ours; no text orders such a look back.
package struct GoalHindsightProfile: CycleProfile {
    package struct Assignment: Hashable, Sendable {
        package var cause: HindsightCause
        package var item: PointItem.ID
    }

    package struct FindingCause: Hashable, Sendable {
        package var code: String
        package var cause: HindsightCause
    }

    package var mark: ProfileMark
    package var title: Wording
    /// One for each cause.
    package var items: Cited<[Assignment]>
    /// Findings of the catalogue that say something of the goal.
    package var findings: Cited<[FindingCause]>
    /// Actual over target in percent.
    package var overAchievedFrom: Cited<ExactDecimal>
    /// How many indicators must be met, and none missed, before the goal counts as too easy.
    package var neverMissedFrom: Cited<Int>

    package static let ids = ["goal-hindsight"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "goal-hindsight" ? PackageResources.goal_hindsight_yaml : nil }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["items", "findings", "overAchievedFrom", "neverMissedFrom"]) { head, fields in
            let items = fields.required("items")?.cited { (node: ProfileNode) -> [Assignment]? in
                let list = node.objects(["cause", "item"]) { item -> Assignment? in
                    let cause: HindsightCause? = item.required("cause")?.choice(), id = item.required("item")?.key(PointItem.self)
                    guard let cause, let id else { return nil }
                    return Assignment(cause: cause, item: id)
                }
                if let list, Set(list.map(\.cause)).count != HindsightCause.allCases.count || list.count != HindsightCause.allCases.count {
                    node.reader.refuse(
                        node.node, zh: "\(node.place) 应对每种原因各写一项：\(HindsightCause.allCases.map(\.rawValue).joined(separator: "、"))",
                        en: "\(node.place) must have one entry for each of \(HindsightCause.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                return list
            }
            let findings = fields.required("findings")?.cited { (node: ProfileNode) -> [FindingCause]? in
                node.objects(["code", "cause"]) { item -> FindingCause? in
                    let code = item.required("code")?.text(), cause: HindsightCause? = item.required("cause")?.choice()
                    guard let code, let cause else { return nil }
                    return FindingCause(code: code, cause: cause)
                }
            }
            let over = fields.required("overAchievedFrom")?.cited { $0.decimal() }, never = fields.required("neverMissedFrom")?.cited { $0.whole(1...100) }
            guard let items, let findings, let over, let never else { return nil }
            return Self(mark: head.mark, title: head.title, items: items, findings: findings, overAchievedFrom: over, neverMissedFrom: never)
        }
    }

    func item(_ cause: HindsightCause) -> PointItem.ID {
        guard let found = items.value.first(where: { $0.cause == cause }) else { preconditionFailure("a profile assigns each cause") }
        return found.item
    }
}
