import BudgetModel
package import Documents
import Quantities
package import Scoring
package import Tables

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// All projects of a table in the order of their first rows, found by their keys.
package struct ProjectTable: Sendable {
    package private(set) var states: [ProjectState] = []
    private var keys: [UInt8] = []
    private var keyEnds: [Int] = []
    private var hashes: [UInt64] = []
    /// Places in `states` plus 1, by hash; 0 is free.
    private var slots: [UInt32]
    private var mask: Int
    /// What totals that are more than sums need of their rows.
    package private(set) var lines = LineChains()
    /// Columns that are passed on, of the first row of each project: with a comma before each, as CSV writes them.
    private var echoes: [UInt8] = []
    private var echoEnds: [Int] = []

    package init() {
        slots = [UInt32](repeating: 0, count: 1 << 10)
        mask = slots.count - 1
    }

    package var count: Int { states.count }

    /// The bytes of a key.
    package func key(_ place: Int) -> ArraySlice<UInt8> { keys[Self.range(place, keyEnds)] }

    /// Where one of several pieces lies that stand one behind the other, by their ends.
    private static func range(_ place: Int, _ ends: [Int]) -> Range<Int> { (place == 0 ? 0 : ends[place - 1])..<ends[place] }

    /// What is passed on of a project, with a comma before each value.
    package func echo(_ place: Int) -> ArraySlice<UInt8> { echoEnds.isEmpty ? [] : echoes[Self.range(place, echoEnds)] }

    /// Adds a row that stands in no table to a project.
    package mutating func add(_ line: ProjectLine?, to place: Int, _ change: (inout ProjectState) -> Void) {
        change(&states[place])
        if let line { lines.add(line, to: place) }
    }

    /// The score of a project by the framework of its rows.
    ///
    /// - Parameter scorers: `FrameworkList.all`.
    package func score(_ place: Int, _ scorers: [ColumnScorer]) -> ProjectScore {
        let framework = states[place].framework
        return states[place].score(framework < 0 ? nil : scorers[Int(framework)]) { lines.of(place) }
    }

    /// Appends a key with commas between its fields.
    ///
    /// - Returns: false, and appends nothing, where a field must be quoted or decoded first.
    package func append(key place: Int, to buffer: inout [UInt8]) -> Bool {
        let range = Self.range(place, keyEnds)
        let start = buffer.count
        return keys.withUnsafeBufferPointer { keys in
            for index in range {
                let byte = keys[index]
                if byte >= 0x80 || byte == 0x22 || byte == 0x2C || byte == 0x0A || byte == 0x0D {
                    buffer.removeSubrange(start...)
                    return false
                }
                buffer.append(byte == BlockResult.keySeparator ? 0x2C : byte)
            }
            return true
        }
    }

    /// Takes in the runs of a block; blocks come in their order.
    ///
    /// - Returns: the project of each run.
    package mutating func add(_ block: BlockResult) -> [Int] {
        var places: [Int] = []
        places.reserveCapacity(block.runs.count)
        block.keys.withUnsafeBufferPointer { bytes in
            for (place, run) in block.runs.enumerated() {
                let before = states.count
                places.append(add(run, UnsafeBufferPointer(rebasing: bytes[run.key])))
                if states.count > before, !block.echoes.isEmpty {
                    echoes += block.echoes[place]
                    echoEnds.append(echoes.count)
                }
            }
        }
        lines.add(block.lines, of: places)
        return places
    }

    /// The project of each run of a block; nil for one that the table does not have.
    package func places(of block: BlockResult) -> [Int?] {
        block.keys.withUnsafeBufferPointer { bytes in block.runs.map { find($0.hash, UnsafeBufferPointer(rebasing: bytes[$0.key])).place } }
    }

    /// The project of a key and its slot; without a project the slot is free.
    private func find(_ hash: UInt64, _ key: UnsafeBufferPointer<UInt8>) -> (place: Int?, slot: Int) {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if hashes[place] == hash, isKey(place, key) { return (place, slot) }
            slot = (slot + 1) & mask
        }
        return (nil, slot)
    }

    private mutating func add(_ run: BlockResult.Run, _ key: UnsafeBufferPointer<UInt8>) -> Int {
        let (known, slot) = find(run.hash, key)
        if let known {
            states[known].add(run.state)
            return known
        }
        slots[slot] = UInt32(states.count + 1)
        states.append(run.state)
        hashes.append(run.hash)
        keys.append(contentsOf: key)
        keyEnds.append(keys.count)
        if states.count * 2 > slots.count { grow() }
        return states.count - 1
    }

    private func isKey(_ place: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = Self.range(place, keyEnds)
        guard range.count == key.count else { return false }
        return keys.withUnsafeBufferPointer { memcmp($0.baseAddress! + range.lowerBound, key.baseAddress!, key.count) == 0 }
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        mask = slots.count - 1
        for (place, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = UInt32(place + 1)
        }
    }

    /// Mixes eight bytes at a time.
    static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
        bytes.withUnsafeBytes { buffer in
            var hash = UInt64(truncatingIfNeeded: range.count) &* 0x9E37_79B9_7F4A_7C15
            var place = range.lowerBound
            while place + 8 <= range.upperBound {
                hash = mix(hash ^ buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self))
                place += 8
            }
            var rest: UInt64 = 0
            while place < range.upperBound {
                rest = rest << 8 | UInt64(buffer[place])
                place += 1
            }
            return mix(hash ^ rest)
        }
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}

extension TableText {
    /// The three fields of a key.
    package static func key(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding?) -> [String] {
        bytes.split(separator: BlockResult.keySeparator, maxSplits: 2, omittingEmptySubsequences: false).map { string(Array($0), encoding) }
    }
}
