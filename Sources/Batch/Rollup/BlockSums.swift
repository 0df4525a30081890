import Quantities

/// What the rows of a block add up to for each of its runs: money, and points by level 1. The rows themselves are left behind.
package struct BlockSums: Sendable {
    struct Money: Hashable, Sendable {
        /// Times 10^18.
        var budget: Int128 = 0
        var executed: Int128 = 0
        /// Whether an amount did not fit.
        var isTooLarge = false
        /// Whether there was an amount at all.
        var isKnown = false

        mutating func add(_ other: Money) {
            let (a, first) = budget.addingReportingOverflow(other.budget)
            let (b, second) = executed.addingReportingOverflow(other.executed)
            isKnown = isKnown || other.isKnown
            isTooLarge = isTooLarge || other.isTooLarge || first || second
            if !isTooLarge { (budget, executed) = (a, b) }
        }
    }

    struct Points: Hashable, Sendable {
        var run: Int32
        /// Place of its name in `levels`.
        var level: Int32
        /// In units of the last digit of a score.
        var units: Int64
        /// Times 10^18.
        var weight: Int128
    }

    /// The block without its rows.
    package private(set) var block: BlockResult
    /// By run.
    private(set) var money: [Money]
    /// In the order of runs.
    private(set) var points: [Points] = []
    /// Names of level 1 as the table writes them.
    private(set) var levels: [[UInt8]] = []

    /// - Parameter result: a block scored with `details` wished for.
    package init(_ result: BlockResult) {
        money = Array(repeating: Money(), count: result.runs.count)
        block = result
        var places: [[UInt8]: Int32] = [:]
        var known: [Range<Int32>] = []
        var first = 0
        // For runs with more names than any form has, so that a strange table takes no longer.
        var ofRun: [Int32: Int] = [:]
        result.texts.withUnsafeBufferPointer { texts in
            func isName(_ name: Range<Int32>, _ place: Int32) -> Bool {
                let other = known[Int(place)]
                return name.count == other.count && texts[Int(name.lowerBound)..<Int(name.upperBound)].elementsEqual(texts[Int(other.lowerBound)..<Int(other.upperBound)])
            }
            for detail in result.details {
                if detail.isExecution { money[Int(detail.run)].add(Self.money(detail)) }
                guard let weight = detail.weight.digits18 else { continue }
                if points.last?.run != detail.run {
                    first = points.count
                    ofRun.removeAll()
                }
                if let same = points[first...].prefix(Self.searched).firstIndex(where: { isName(detail.level1, $0.level) }) {
                    points[same].units &+= detail.units
                    points[same].weight &+= weight
                    continue
                }
                let name = Array(texts[Int(detail.level1.lowerBound)..<Int(detail.level1.upperBound)])
                let place: Int32
                if let old = places[name] {
                    place = old
                } else {
                    place = Int32(levels.count)
                    places[name] = place
                    levels.append(name)
                    known.append(detail.level1)
                }
                if points.count - first >= Self.searched {
                    if let same = ofRun[place] {
                        points[same].units &+= detail.units
                        points[same].weight &+= weight
                        continue
                    }
                    ofRun[place] = points.count
                }
                points.append(Points(run: detail.run, level: place, units: detail.units, weight: weight))
            }
        }
        block.details = []
        block.texts = []
    }

    /// Names that are looked through one by one.
    static let searched = 16

    private static func money(_ row: RowDetail) -> Money {
        guard let budget = row.target?.digits18, let executed = row.actual?.digits18 else { return Money(isTooLarge: true, isKnown: true) }
        return Money(budget: budget, executed: executed, isKnown: true)
    }
}

extension ExactDecimal {
    /// The number times 10^18; nil where it has more digits behind the point, or too many before it.
    var digits18: Int128? {
        let plain = scale > ProjectState.weightScale ? trimmed : self
        guard plain.scale <= ProjectState.weightScale else { return nil }
        let (digits, overflow) = plain.significand.multipliedReportingOverflow(by: ExactDecimal.power(ProjectState.weightScale - plain.scale))
        return overflow ? nil : digits
    }
}
