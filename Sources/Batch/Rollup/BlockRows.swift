import BudgetModel
import Quantities

/// How the values of one indicator of many projects become one (rules.md 3.11).
package enum AggregateMethod: String, Hashable, Sendable, CaseIterable {
    /// Absolute values are added.
    case sum
    /// Relative values are averaged, weighted by money.
    case weighted
    /// Points of tiers are averaged, weighted by money.
    case tier
    /// Money spent and budget are added.
    case execution
    /// Dates, ranges and words: nothing to add.
    case none
}

/// Which indicators are relative.
package struct RelativeNames: Hashable, Sendable {
    /// What the user says, before what names tell.
    package var relative: Set<String> = []
    package var absolute: Set<String> = []

    package init(relative: Set<String> = [], absolute: Set<String> = []) {
        self.relative = relative
        self.absolute = absolute
    }

    /// Rates, degrees, prices a unit, averages and lengths of time: to add them up would say nothing.
    private static let words = [
        "率", "满意度", "知晓度", "认可度", "便利度", "完成度", "达标度", "比例", "比重", "占比", "百分比", "%", "％", "单价", "单位成本", "均价", "人均", "平均", "标准", "天数", "工期", "年限", "时限", "工作日",
    ]

    package func isRelative(_ name: String) -> Bool {
        if relative.contains(name) { return true }
        return !absolute.contains(name) && Self.words.contains { name.contains($0) }
    }
}

/// The rows of a block with their names as numbers, for adding them up.
package struct BlockRows: Sendable {
    struct Row: Sendable {
        var run: Int32
        /// Place of its indicator in `names`.
        var indicator: Int32
        var weight: ExactDecimal
        var target: ExactDecimal?
        var actual: ExactDecimal?
        var units: Int64
    }

    /// Level 1, name and sign as the table writes them.
    struct Name: Hashable, Sendable {
        var level1: [UInt8]
        var name: [UInt8]
        var comparator: Comparator?
        var isExecution: Bool
    }

    package private(set) var block: BlockResult
    private(set) var rows: [Row] = []
    private(set) var names: [Name] = []

    /// - Parameter result: a block scored with `details` wished for.
    package init(_ result: BlockResult) {
        block = result
        rows.reserveCapacity(result.details.count)
        var places: [Name: Int32] = [:]
        for detail in result.details {
            func bytes(_ range: Range<Int32>) -> [UInt8] { Array(result.texts[Int(range.lowerBound)..<Int(range.upperBound)]) }
            let name = Name(level1: bytes(detail.level1), name: bytes(detail.name), comparator: detail.tier == nil ? detail.comparator : .qualitative, isExecution: detail.isExecution)
            let place: Int32
            if let old = places[name] { place = old } else {
                place = Int32(names.count)
                places[name] = place
                names.append(name)
            }
            rows.append(Row(run: detail.run, indicator: place, weight: detail.weight, target: detail.target, actual: detail.actual, units: detail.units))
        }
        block.details = []
        block.texts = []
    }
}
