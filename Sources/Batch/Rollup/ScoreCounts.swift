package import Quantities

/// How often each score occurs: exact quantiles in the room that the different scores take, not the projects.
package struct ScoreCounts: Hashable, Sendable {
    /// Scores in millionths of a point, the finest that a framework allows.
    package private(set) var counts: [Int64: Int] = [:]
    package private(set) var count = 0
    /// Times 10^6.
    private var sum: Int128 = 0

    package static let places = 6

    package init() {}

    /// - Parameter units: in units of the last of so many digits.
    package mutating func add(_ units: Int64, places: Int) {
        let (score, overflow) = units.multipliedReportingOverflow(by: Int64(ExactDecimal.power(Self.places - places)))
        guard !overflow else { return }
        counts[score, default: 0] += 1
        count += 1
        sum += Int128(score)
    }

    package mutating func add(_ other: ScoreCounts) {
        counts.merge(other.counts, uniquingKeysWith: +)
        count += other.count
        sum += other.sum
    }

    /// The scores in order, each with how many have it or a lower one.
    package var ordered: [(score: Int64, upTo: Int)] {
        var upTo = 0
        return counts.sorted { $0.key < $1.key }.map { entry in
            upTo += entry.value
            return (entry.key, upTo)
        }
    }

    /// The mean, rounded half up.
    package func mean(places: Int = 2) -> ExactDecimal? {
        guard count > 0 else { return nil }
        return try? Ratio(sum, over: Int128(count) * ExactDecimal.power(Self.places)).rounded(to: places, .halfUp)
    }

    package static func decimal(_ score: Int64) -> ExactDecimal { ExactDecimal(significand: Int128(score), scale: places) }

    /// Five numbers that tell a distribution.
    package struct Summary: Hashable, Sendable {
        package var minimum: ExactDecimal, lower: ExactDecimal, median: ExactDecimal, upper: ExactDecimal, maximum: ExactDecimal
    }

    /// Quartiles by nearest rank: of n scores in order the ones at the places ⌈n/4⌉, ⌈n/2⌉ and ⌈3n/4⌉, so that each is a score that occurs.
    ///
    /// - Parameter places: digits behind the point that the scores have.
    package func summary(places: Int) -> Summary? {
        let ordered = ordered
        guard let first = ordered.first, let last = ordered.last else { return nil }
        func at(_ quarter: Int) -> ExactDecimal {
            let rank = (quarter * count + 3) / 4
            var low = 0, high = ordered.count - 1
            while low < high {
                let middle = (low + high) / 2
                if ordered[middle].upTo >= rank { high = middle } else { low = middle + 1 }
            }
            return shown(ordered[low].score)
        }
        func shown(_ score: Int64) -> ExactDecimal { (try? Self.decimal(score).rounded(to: places, .halfUp)) ?? Self.decimal(score) }
        return Summary(minimum: shown(first.score), lower: at(1), median: at(2), upper: at(3), maximum: shown(last.score))
    }

    /// How many scores lie in each fifth of ten points: [0, 5), [5, 10) … [95, 100]; those above 100 in the last.
    package var bins: [Int] {
        var bins = Array(repeating: 0, count: 20)
        for (score, count) in counts { bins[Int(min(19, max(0, score / 5_000_000)))] += count }
        return bins
    }
}
