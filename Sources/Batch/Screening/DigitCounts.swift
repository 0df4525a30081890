package import Quantities

/// How often each digit comes first and last in the numbers of a unit.
package struct DigitCounts: Hashable, Sendable {
    /// 1 … 9.
    package private(set) var first = [Int](repeating: 0, count: 9)
    /// 0 … 9.
    package private(set) var last = [Int](repeating: 0, count: 10)

    package init() {}

    /// A number as it is written.
    ///
    /// - Parameter takesLast: whether its last digit says anything: not of a number copied from its target.
    package mutating func add(_ number: ExactDecimal, takesLast: Bool) {
        guard number.significand > 0 else { return }
        var rest = number.significand.magnitude
        if takesLast, rest >= 100 { last[Int(rest % 10)] += 1 }
        while rest >= 10 { rest /= 10 }
        first[Int(rest) - 1] += 1
    }

    package mutating func add(_ other: DigitCounts) {
        for place in 0..<9 { first[place] += other.first[place] }
        for place in 0..<10 { last[place] += other.last[place] }
    }

    /// A unit needs so many numbers before their digits are looked at.
    package static let enough = 200

    /// A χ² and the value that one even table in a thousand exceeds.
    package struct Test: Hashable, Sendable {
        package var count: Int
        package var statistic: Ratio
        package var critical: ExactDecimal
        package var isExceeded: Bool
    }

    /// First digits against Benford's shares, in thousandths; 8 degrees of freedom.
    package var firstTest: Test? { Self.test(first, shares: [301, 176, 125, 97, 79, 67, 58, 51, 46], critical: ExactDecimal(significand: 26125, scale: 3)) }

    /// Last digits against a tenth each; 9 degrees of freedom.
    package var lastTest: Test? { Self.test(last, shares: [Int](repeating: 100, count: 10), critical: ExactDecimal(significand: 27877, scale: 3)) }

    /// Σ (O − E)² ÷ E = 1000 × Σ (O² ÷ share) ÷ n − n, exactly.
    private static func test(_ counts: [Int], shares: [Int], critical: ExactDecimal) -> Test? {
        let n = counts.reduce(0, +)
        guard n >= enough else { return nil }
        var sum = Ratio.zero
        for (count, share) in zip(counts, shares) {
            guard let term = try? Ratio(Int128(count) * Int128(count), over: Int128(share)), let more = try? sum + term else { return nil }
            sum = more
        }
        guard let mean = try? sum * Ratio(1000, over: Int128(n)), let statistic = try? mean - Ratio(Int128(n), over: 1), let bound = try? Ratio(critical) else { return nil }
        return Test(count: n, statistic: statistic, critical: critical, isExceeded: bound < statistic)
    }
}
