package import BudgetModel
import Quantities

/// Where a wording stands among the peers.
package struct WordingPlace: Hashable, Sendable {
    /// Of the peers of the group.
    package var peer: Int
    package var cell: CellRef?
}

/// A wording of a peer that is that of a form, wholly or nearly.
package struct WordingMatch: Sendable {
    package var place: WordingPlace
    package var common: Int
    package var all: Int
    /// Peers found with this wording or one as near, this one included; more there may be.
    package var peers: Int

    package var isIdentical: Bool { common == all }
}

/// Finds identical and nearly identical wordings among very many.
///
/// Each different wording is kept once, with the places where it stands. Candidates share a band of their MinHash
/// signatures and are then compared exactly. A question costs a search in fourteen sorted lists and at most
/// `candidateLimit` comparisons, however many texts there are.
struct WordingIndex: Sendable {
    /// Texts with fewer runs of three characters are too short to have been copied.
    static let leastRuns = 20
    static let candidateLimit = 24
    /// Entries looked at in one band.
    private static let bandLimit = 64

    private var texts: [Shingles] = []
    private var places: [[WordingPlace]] = []
    private var byRuns: [[UInt64]: Int] = [:]
    /// For each band key and text, `key << 32 | text`, in ascending order.
    private var bands: [[UInt64]] = Array(repeating: [], count: MinHash.bands)

    /// How many different wordings there are.
    var count: Int { texts.count }

    mutating func add(_ text: String, at place: WordingPlace) {
        let shingles = Shingles(text)
        guard shingles.runs.count >= Self.leastRuns else { return }
        if let known = byRuns[shingles.runs] {
            places[known].append(place)
            return
        }
        guard let keys = MinHash.keys(shingles) else { return }
        let index = texts.count
        texts.append(shingles)
        places.append([place])
        byRuns[shingles.runs] = index
        for band in keys.indices { bands[band].append(UInt64(keys[band]) << 32 | UInt64(index)) }
    }

    /// To be called when all texts are in.
    mutating func finish() {
        for band in bands.indices { bands[band].sort() }
    }

    /// The nearest wording of a peer, at least `least` hundredths of it in common; of several as near the first.
    ///
    /// - Parameter isOther: whether a peer is another object than the form that is asked about.
    func match(_ text: String, least: Int, isOther: (Int) -> Bool) -> WordingMatch? {
        let shingles = Shingles(text)
        guard shingles.runs.count >= Self.leastRuns else { return nil }
        if let same = byRuns[shingles.runs], let found = others(same, isOther) {
            return WordingMatch(place: found.first, common: shingles.runs.count, all: shingles.runs.count, peers: found.count)
        }
        guard let keys = MinHash.keys(shingles) else { return nil }
        var shared: [Int: Int] = [:]
        for (band, key) in keys.enumerated() {
            for index in entries(of: key, in: bands[band]) { shared[index, default: 0] += 1 }
        }
        let candidates = shared.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(Self.candidateLimit)
        var best: WordingMatch?
        var peers = 0
        for (index, _) in candidates {
            let (common, all) = shingles.overlap(texts[index])
            guard common * 100 >= least * all, let found = others(index, isOther) else { continue }
            peers += found.count
            if let best, common * best.all <= best.common * all { continue }
            best = WordingMatch(place: found.first, common: common, all: all, peers: 0)
        }
        best?.peers = peers
        return best
    }

    private func entries(of key: UInt32, in band: [UInt64]) -> [Int] {
        var low = 0, high = band.count
        let first = UInt64(key) << 32
        while low < high {
            let middle = (low + high) / 2
            if band[middle] < first { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < band.count, band[low] >> 32 == UInt64(key), found.count < Self.bandLimit {
            found.append(Int(truncatingIfNeeded: band[low] & 0xFFFF_FFFF))
            low += 1
        }
        return found
    }

    /// The first place of another object, and in how many peers of other objects the text stands; a few are looked at.
    private func others(_ text: Int, _ isOther: (Int) -> Bool) -> (first: WordingPlace, count: Int)? {
        var first: WordingPlace?
        var seen: Set<Int> = []
        for place in places[text].prefix(Self.bandLimit) where isOther(place.peer) {
            first = first ?? place
            seen.insert(place.peer)
        }
        return first.map { ($0, seen.count) }
    }
}
