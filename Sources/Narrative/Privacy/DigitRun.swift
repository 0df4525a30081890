/// Groups of digits that one blank or dash holds apart, as long numbers are printed; at most 24 digits of them.
struct DigitRun {
    private let codes: [UInt16]
    private(set) var groups: [Range<Int>] = []
    /// Whether a blank stands between any two of them.
    private(set) var isBlankSeparated = false

    /// What may stand between two of its groups.
    static func isSeparator(_ code: UInt16) -> Bool { code == Code.blank || code == Code.dash || code == Code.close }

    init(_ codes: [UInt16], at start: Int) {
        self.codes = codes
        var place = start
        var digits = 0
        // (0311) 88000000: the bracket belongs to the number.
        if place < codes.count, codes[place] == Code.open { place += 1 }
        while place < codes.count, Code.isDigit(codes[place]) {
            let begin = place
            while place < codes.count, Code.isDigit(codes[place]) { place += 1 }
            groups.append(begin..<place)
            digits += place - begin
            guard digits < 24, place + 1 < codes.count else { return }
            var next = place
            if codes[next] == Code.close { next += 1 }
            if next < codes.count, codes[next] == Code.blank || codes[next] == Code.dash { next += 1 }
            guard next > place, next < codes.count, Code.isDigit(codes[next]) else { return }
            if codes[next - 1] == Code.blank { isBlankSeparated = true }
            place = next
        }
    }

    /// The number of so many characters that begins with the first group and ends with a group; an X may be its last.
    func ending(at length: Int, allowsX: Bool) -> (range: Range<Int>, digits: [UInt16])? {
        var count = 0
        for (index, group) in groups.enumerated() {
            count += group.count
            guard count <= length else { return nil }
            let end = group.upperBound
            // The digits are only copied where the number ends with a group.
            if count == length { return isBounded(end) ? (groups[0].lowerBound..<end, digits(through: index)) : nil }
            if allowsX, count == length - 1, end < codes.count, codes[end] == 0x58 || codes[end] == 0x78 {
                return isBounded(end + 1) ? (groups[0].lowerBound..<end + 1, digits(through: index) + [0x58]) : nil
            }
        }
        return nil
    }

    private func digits(through last: Int) -> [UInt16] { groups[...last].flatMap { codes[$0] } }

    /// 6222 0000 0000 0000: groups of four, the last one may be shorter.
    var isByFours: Bool { groups.dropLast().allSatisfy { $0.count == 4 } && groups.last.map { $0.count <= 4 } ?? false }

    /// Eleven digits in one, or 3-4-4 and 3-3-5, with or without 86.
    var mobile: (range: Range<Int>, digits: [UInt16])? {
        if let found = ending(at: 11, allowsX: false) {
            let sizes = groups.prefix { $0.upperBound <= found.range.upperBound }.map(\.count)
            return sizes == [11] || sizes == [3, 4, 4] || sizes == [3, 3, 5] ? found : nil
        }
        // +86 138…: the first group is the country.
        if let found = ending(at: 13, allowsX: false), found.digits.starts(with: [0x38, 0x36]) { return (found.range, Array(found.digits.dropFirst(2))) }
        return nil
    }

    /// 0311-88000000, (0311)88000000, 88000000.
    var landline: Range<Int>? {
        let first = groups[0]
        if groups.count >= 2, codes[first.lowerBound] == 0x30, (3...4).contains(first.count), (7...8).contains(groups[1].count) { return first.lowerBound..<groups[1].upperBound }
        if (11...12).contains(first.count), codes[first.lowerBound] == 0x30 { return first }
        if (7...8).contains(first.count), isBounded(first.upperBound) { return first }
        return nil
    }

    /// No further digit or letter belongs to it.
    private func isBounded(_ end: Int) -> Bool { end >= codes.count || !Code.isDigit(codes[end]) && !Code.isLetter(codes[end]) }
}
