package import BudgetModel
package import Quantities

/// What an ex-ante assessment may conclude, best first; raw values are those of the JSON.
package enum AssessmentConclusion: String, Hashable, Sendable, CaseIterable {
    case supported, partlySupported = "partly-supported", notSupported = "not-supported"

    package var wording: Wording {
        switch self {
        case .supported: Wording(zh: "予以支持", en: "supported")
        case .partlySupported: Wording(zh: "部分支持（调整后支持）", en: "supported in part, after changes")
        case .notSupported: Wording(zh: "不予支持", en: "not supported")
        }
    }
}

/// How an ex-ante assessment is judged: dimensions, points, materials, thresholds, vetoes.
///
/// - Source: rules.md section 6; each value names its own.
package struct ExAnteProfile: CycleProfile {
    /// From how many points a conclusion is reached, and what it means for the budget request.
    package struct Threshold: Hashable, Sendable {
        package var conclusion: AssessmentConclusion
        package var from: ExactDecimal
        package var consequence: Wording
    }

    /// A dimension in which nothing else counts once it fails.
    package struct Veto: Hashable, Sendable {
        package var dimension: PointGroup.ID
        /// Share of the dimension's points below which it has failed without a word of the assessor; nil for none.
        package var below: ExactDecimal?
    }

    package struct Material: Hashable, Sendable {
        package typealias ID = Key<Material>
        package var id: ID
        package var name: Wording
        package var isRequired: Bool
    }

    /// What is asked of a project or of a policy.
    package struct Sheet: Hashable, Sendable {
        package var scheme: PointScheme
        package var vetoes: Cited<[Veto]>
        package var materials: Cited<[Material]>
    }

    package var mark: ProfileMark
    package var title: Wording
    package var sheets: [ExAnteAssessment.Kind: Sheet]
    /// Best first.
    package var thresholds: Cited<[Threshold]>
    /// Whether a new project or policy may go without: the clause that forbids it.
    package var duty: Cited<Wording>

    package static let ids = ["ex-ante-cn"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "ex-ante-cn" ? PackageResources.ex_ante_cn_yaml : nil }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["duty", "shares", "thresholds", "project", "policy"]) { head, fields in
            let shares = fields.required("shares")
            var sheets: [ExAnteAssessment.Kind: Sheet] = [:]
            for kind in ExAnteAssessment.Kind.allCases { sheets[kind] = fields.required(kind.rawValue).flatMap { sheet($0, shares) } }
            let duty = fields.required("duty")?.cited { $0.wording() }
            let thresholds = fields.required("thresholds")?.cited { (node: ProfileNode) -> [Threshold]? in
                let list = node.objects(["conclusion", "from", "consequence"]) { item -> Threshold? in
                    let conclusion: AssessmentConclusion? = item.required("conclusion")?.choice()
                    let from = item.required("from")?.decimal(.zero ... .hundred), consequence = item.required("consequence")?.wording()
                    guard let conclusion, let from, let consequence else { return nil }
                    return Threshold(conclusion: conclusion, from: from, consequence: consequence)
                }
                guard let list else { return nil }
                if list.map(\.conclusion) != AssessmentConclusion.allCases || zip(list, list.dropFirst()).contains(where: { $0.from <= $1.from }) || list.last?.from != .zero {
                    node.reader.refuse(
                        node.node, zh: "\(node.place) 应按予以支持、部分支持、不予支持的次序，from 依次降低，末项从 0 起",
                        en: "\(node.place) must list supported, partly-supported, not-supported with falling “from”, the last from 0")
                }
                return list
            }
            guard sheets.count == 2, let duty, let thresholds else { return nil }
            return Self(mark: head.mark, title: head.title, sheets: sheets, thresholds: thresholds, duty: duty)
        }
    }

    private static func sheet(_ node: ProfileNode, _ shares: ProfileNode?) -> Sheet? {
        guard let fields = node.fields(["dimensions", "vetoes", "materials"]) else { return nil }
        let scheme = PointScheme.read(fields.required("dimensions"), shares: shares)
        let vetoes = fields.required("vetoes")?.cited { list in
            list.objects(["dimension", "below"]) { item -> Veto? in
                guard let dimension = item.required("dimension")?.key(PointGroup.self) else { return nil }
                if let scheme, !scheme.groups.contains(where: { $0.id == dimension }) {
                    item.refuse("dimension", zh: "没有“\(dimension)”这个评估维度，不能一票否决", en: "there is no dimension “\(dimension)” to veto")
                }
                return Veto(dimension: dimension, below: item["below"]?.share())
            }
        }
        let materials = fields.required("materials")?.cited { list in
            list.objects(["id", "name", "required"]) { item -> Material? in
                let id = item.required("id")?.key(Material.self), name = item.required("name")?.wording(), isRequired = item.required("required")?.flag()
                guard let id, let name, let isRequired else { return nil }
                return Material(id: id, name: name, isRequired: isRequired)
            }
        }
        guard let scheme, let vetoes, let materials else { return nil }
        return Sheet(scheme: scheme, vetoes: vetoes, materials: materials)
    }
}
