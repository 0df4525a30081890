package import BudgetModel
package import Quantities

/// How monitoring sets its lights and what must be written beside them.
///
/// - Source: 财预〔2019〕136号 for what must be written; the bounds of lights are those of systems in use, rules.md section 7.2.
package struct MonitoringProfile: CycleProfile {
    /// Bounds on the ratio of what was reached to what was due.
    package struct Bands: Hashable, Sendable {
        package var redBelow: ExactDecimal
        package var yellowBelow: ExactDecimal
        /// Nil where nothing is ever too far ahead.
        package var blueFrom: ExactDecimal?

        func light(of rate: Ratio) throws(QuantityError) -> MonitoringLight {
            if try rate < Ratio(redBelow) { return .red }
            if try rate < Ratio(yellowBelow) { return .yellow }
            guard let blueFrom else { return .green }
            return try rate < Ratio(blueFrom) ? .green : .blue
        }
    }

    package var mark: ProfileMark
    package var title: Wording
    package var indicatorBands: Cited<Bands>
    package var moneyBands: Cited<Bands>
    /// Level-2 kinds whose targets grow with time; others are within their target or not.
    package var proportional: Cited<[Level2]>
    /// How upper bounds, zero targets, tiers, days and the whole object are lit.
    package var otherRules: Cited<Wording>
    /// Lights whose indicators need cause, text, likelihood and measure.
    package var explained: Cited<[MonitoringLight]>
    /// Remark for 有可能 and 完全不可能, adjustment request for the latter.
    package var remarks: Cited<Wording>

    package static let ids = ["monitoring-cn", "monitoring-shanxi"]

    package static func shippedText(_ id: String) -> [UInt8]? {
        switch id {
        case "monitoring-cn": PackageResources.monitoring_cn_yaml
        case "monitoring-shanxi": PackageResources.monitoring_shanxi_yaml
        default: nil
        }
    }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["indicatorBands", "moneyBands", "proportional", "otherRules", "explained", "remarks"]) { head, fields in
            let indicatorBands = fields.required("indicatorBands")?.cited(bands), moneyBands = fields.required("moneyBands")?.cited(bands)
            let proportional = fields.required("proportional")?.cited { (node: ProfileNode) -> [Level2]? in node.list { $0.choice() } }
            let otherRules = fields.required("otherRules")?.cited { $0.wording() }, remarks = fields.required("remarks")?.cited { $0.wording() }
            let explained = fields.required("explained")?.cited { (node: ProfileNode) -> [MonitoringLight]? in node.list { $0.choice() } }
            guard let indicatorBands, let moneyBands, let proportional, let otherRules, let explained, let remarks else { return nil }
            return Self(
                mark: head.mark, title: head.title, indicatorBands: indicatorBands, moneyBands: moneyBands, proportional: proportional, otherRules: otherRules, explained: explained, remarks: remarks)
        }
    }

    private static func bands(_ node: ProfileNode) -> Bands? {
        guard let fields = node.fields(["redBelow", "yellowBelow", "blueFrom"]) else { return nil }
        let red = fields.required("redBelow")?.decimal(.zero ... .hundred), yellow = fields.required("yellowBelow")?.decimal(.zero ... .hundred)
        let blue = fields["blueFrom"]?.decimal(.zero ... .hundred)
        guard let red, let yellow else { return nil }
        if red >= yellow || blue.map({ $0 <= yellow }) ?? false {
            node.reader.refuse(node.node, zh: "\(node.place) 的界限应依次升高：redBelow、yellowBelow、blueFrom", en: "the bounds of \(node.place) must rise: redBelow, yellowBelow, blueFrom")
        }
        return Bands(redBelow: red, yellowBelow: yellow, blueFrom: blue)
    }

    /// Whether the target of an indicator grows with time; nil where its kind is not known and kinds differ.
    func isProportional(_ indicator: Indicator) -> Bool? {
        if let kind = indicator.level2Kind { return proportional.value.contains(kind) }
        if Set(proportional.value) == Set(Level2.allCases) { return true }
        switch indicator.level1Kind {
        case .cost: return proportional.value.contains(.economicCost)
        case .benefit: return proportional.value.contains(.socialBenefit)
        case .satisfaction: return proportional.value.contains(.serviceSatisfaction)
        case .output, nil: return nil
        }
    }
}
