/// SplitMix64: the same seed writes the same report on every machine.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 ^ 0xD1B5_4A32_D192_ED03 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { int(1...100) <= percent }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[int(0...list.count - 1)] }

    /// Different entries of a list, in any order.
    mutating func pick<Element>(_ count: Int, of list: [Element]) -> [Element] { Array(list.shuffled(using: &self).prefix(count)) }

    /// A whole cut into parts, none of them smaller than a twentieth of the whole.
    mutating func split(_ whole: Int, into count: Int) -> [Int] {
        let least = max(1, whole / 20)
        var parts: [Int] = []
        var rest = whole
        for left in stride(from: count - 1, to: 0, by: -1) {
            let part = int(least...max(least, (rest - least * left) * 2 / (left + 1)))
            parts.append(min(part, rest - least * left))
            rest -= parts[parts.count - 1]
        }
        return parts + [rest]
    }
}
