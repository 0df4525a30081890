import Crypto

/// A stratified sample in which projects with more risk points are likelier, the same for everyone who draws it.
///
/// Sequential Poisson sampling (Ohlsson 1998) in whole numbers, method `jixiao-sample-1`; docs/screen.md has it in words and as a program.
package struct SampleDraw: Sendable {
    package static let method = "jixiao-sample-1"

    package struct Chosen: Hashable, Sendable {
        package var project: Int
        package var stratum: Int
        /// From 1 within its stratum.
        package var rank: Int
        /// SHA-256 of `seed|region|unit|project`.
        package var hash: String
        /// How likely it was: `top ÷ bottom`; both 1 for a project that is taken for certain.
        package var top: Int
        package var bottom: Int
    }

    package struct Stratum: Hashable, Sendable {
        package var label: String
        package var projects: Int
        /// The sum of sizes.
        package var size: Int
        package var drawn: Int
        package var certain: Int
    }

    package private(set) var chosen: [Chosen] = []
    package private(set) var strata: [Stratum] = []

    /// One that may be drawn.
    package struct Member: Hashable, Sendable {
        /// Region, unit and project; no two members share it.
        package var key: [String]
        /// Into the labels.
        package var stratum: Int
        /// 1 + its risk points.
        package var size: Int

        package init(key: [String], stratum: Int, size: Int) {
            self.key = key
            self.stratum = stratum
            self.size = size
        }
    }

    /// - Precondition: `size` is at least 1 and no more than there are projects.
    package init(_ frame: SampleFrame, size: Int, seed: String) { self.init(frame.members, labels: frame.labels, size: size, seed: seed) }

    /// - Parameters:
    ///   - members: in any order; the sample does not depend on it.
    ///   - labels: of strata, in the order of their bytes.
    /// - Precondition: `size` is at least 1 and no more than there are members.
    package init(_ members: [Member], labels: [String], size: Int, seed: String) {
        var places = [[Int]](repeating: [], count: labels.count)
        for (place, member) in members.enumerated() { places[member.stratum].append(place) }
        let allocation = Self.allocation(size, over: places.map(\.count))
        for (stratum, places) in places.enumerated() {
            let drawn = Self.draw(places.map { Candidate($0, members[$0], seed) }, allocation[stratum])
            strata.append(Stratum(label: labels[stratum], projects: places.count, size: places.reduce(0) { $0 + members[$1].size }, drawn: drawn.count, certain: drawn.count { $0.top == $0.bottom }))
            chosen += drawn.enumerated().map { place, one in
                Chosen(project: one.candidate.project, stratum: stratum, rank: place + 1, hash: Self.hash(one.candidate.key, seed).hex, top: one.top, bottom: one.bottom)
            }
        }
    }

    /// SHA-256 of a frame: a line `region|unit|project|stratum|points` for each member, sorted by its bytes.
    package static func frameDigest(_ members: [Member], labels: [String]) -> String {
        var lines = members.map { Array("\($0.key.joined(separator: "|"))|\(labels[$0.stratum])|\($0.size - 1)\n".utf8) }
        lines.sort { $0.lexicographicallyPrecedes($1) }
        var hash = SHA256()
        for line in lines { hash.update(data: line) }
        return hash.finalize().hex
    }

    // MARK: How many of each stratum

    /// Shares in proportion to the number of projects; a stratum whose share is below one gets one where there are enough for all,
    /// the rest go by largest remainder, among equals to the stratum that comes first.
    package static func allocation(_ size: Int, over counts: [Int]) -> [Int] {
        var result = [Int](repeating: 0, count: counts.count)
        var open = Set(counts.indices)
        var (left, all) = (size, counts.reduce(0, +))
        if size >= counts.count {
            while case let small = open.filter({ counts[$0] * left < all }), !small.isEmpty {
                for place in small { result[place] = 1 }
                open.subtract(small)
                left -= small.count
                all -= small.reduce(0) { $0 + counts[$1] }
            }
        }
        guard all > 0 else { return result }
        var given = 0
        for place in open {
            result[place] = counts[place] * left / all
            given += result[place]
        }
        let byRemainder = open.sorted { one, other in
            let (a, b) = (counts[one] * left % all, counts[other] * left % all)
            return a == b ? one < other : a > b
        }
        for place in byRemainder.prefix(left - given) { result[place] += 1 }
        return result
    }

    // MARK: Within a stratum

    private struct Candidate {
        var project: Int
        var size: Int
        /// The first eight bytes of its hash.
        var number: UInt64
        var key: [String]

        init(_ place: Int, _ member: Member, _ seed: String) {
            project = place
            size = member.size
            key = member.key
            number = SampleDraw.hash(key, seed).withUnsafeBytes { UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
        }

        /// number ÷ size, compared by crosswise multiplication.
        static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
            let (a, b) = (left.number.multipliedFullWidth(by: UInt64(right.size)), right.number.multipliedFullWidth(by: UInt64(left.size)))
            if a != b { return a < b }
            return left.key.joined(separator: "|").utf8.lexicographicallyPrecedes(right.key.joined(separator: "|").utf8)
        }
    }

    private static func draw(_ candidates: [Candidate], _ count: Int) -> [(candidate: Candidate, top: Int, bottom: Int)] {
        var (rest, certain) = (candidates, [Candidate]())
        var left = count
        // Who would be drawn more than once is taken for certain, and the others share what is left.
        while left > 0 {
            let all = rest.reduce(0) { $0 + $1.size }
            let more = rest.filter { $0.size * left >= all }
            if more.isEmpty { break }
            certain += more
            rest.removeAll { $0.size * left >= all }
            left -= more.count
        }
        let all = rest.reduce(0) { $0 + $1.size }
        let drawn = rest.sorted(by: Candidate.precedes).prefix(max(0, left))
        return certain.sorted(by: Candidate.precedes).map { ($0, 1, 1) } + drawn.map { ($0, $0.size * left, all) }
    }

    private static func hash(_ key: [String], _ seed: String) -> SHA256Digest { SHA256.hash(data: Array(([seed] + key).joined(separator: "|").utf8)) }
}
