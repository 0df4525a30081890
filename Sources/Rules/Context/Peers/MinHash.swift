/// Short signatures of sets; two sets agree in a place of them as often as they overlap.
///
/// 70 places in 14 bands of 5: of two texts with nine tenths in common all but one pair in 400,000 share a whole band,
/// with four fifths all but one in 260; with half one pair in three, with a tenth one in 7,000.
enum MinHash {
    static let bands = 14
    static let rows = 5

    /// Odd multipliers and summands from one seed, so that every run gives the same.
    private static let factors: [(times: UInt64, plus: UInt64)] = {
        var state: UInt64 = 0x6A69_7869_616F_2024
        return (0..<bands * rows).map { _ in (next(&state) | 1, next(&state)) }
    }()

    /// A key for each band; nil for an empty set.
    static func keys(_ shingles: Shingles) -> [UInt32]? {
        guard !shingles.runs.isEmpty else { return nil }
        var least = Array(repeating: UInt64.max, count: factors.count)
        least.withUnsafeMutableBufferPointer { least in
            factors.withUnsafeBufferPointer { factors in
                for run in shingles.runs {
                    let mixed = mix(run)
                    for place in 0..<factors.count {
                        let hash = (mixed &* factors[place].times &+ factors[place].plus) >> 16
                        if hash < least[place] { least[place] = hash }
                    }
                }
            }
        }
        return (0..<bands).map { band in
            let key = least[band * rows..<(band + 1) * rows].reduce(UInt64(band)) { mix($0 ^ $1) }
            return UInt32(truncatingIfNeeded: key >> 32)
        }
    }

    private static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return mix(state)
    }

    /// The finisher of splitmix64.
    private static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
