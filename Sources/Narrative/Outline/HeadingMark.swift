/// The number before a heading, in any of the usual ways: 第一部分, 一、, （一）, 1., 1.2, （1）, ①.
struct HeadingMark: Hashable, Sendable {
    /// The further down in a report, the higher.
    var rank: Int
    var number: Int
    /// Where the title begins.
    var end: Int
    /// Whether no more than a blank ends it, so that only a known title proves it.
    var isWeak = false

    private static let part: UInt16 = 0x7B2C  // 第

    /// Reads the number at a place; nil where none stands.
    static func read(_ codes: [UInt16], at start: Int, before end: Int) -> HeadingMark? {
        guard start < end else { return nil }
        let first = codes[start]
        if first == part { return numberedPart(codes, start, end) }
        if first == Code.open || first == 0x3008 || first == 0x3014 || first == 0x5B { return bracketed(codes, start, end) }
        if (0x2460...0x2473).contains(first) { return HeadingMark(rank: 7, number: Int(first) - 0x245F, end: start + 1) }
        if let (number, next) = numeral(codes, start, end) { return closed(HeadingMark(rank: 1, number: number, end: next), codes, end) }
        guard Code.isDigit(first) else { return nil }
        return digits(codes, start, end)
    }

    /// 第一部分, 第二章, 第三节.
    private static func numberedPart(_ codes: [UInt16], _ start: Int, _ end: Int) -> HeadingMark? {
        guard let (number, next) = numeral(codes, start + 1, end) ?? arabic(codes, start + 1, end), next < end else { return nil }
        switch codes[next] {
        case 0x90E8 where next + 1 < end && codes[next + 1] == 0x5206: return skippingMarks(HeadingMark(rank: 0, number: number, end: next + 2), codes, end)
        case 0x7AE0, 0x7BC7: return skippingMarks(HeadingMark(rank: 0, number: number, end: next + 1), codes, end)
        case 0x8282: return skippingMarks(HeadingMark(rank: 1, number: number, end: next + 1), codes, end)
        default: return nil
        }
    }

    /// （一）, (1), 〔二〕.
    private static func bracketed(_ codes: [UInt16], _ start: Int, _ end: Int) -> HeadingMark? {
        func closes(_ place: Int) -> Bool { place < end && (codes[place] == Code.close || codes[place] == 0x3009 || codes[place] == 0x3015 || codes[place] == 0x5D) }
        if let (number, next) = numeral(codes, start + 1, end), closes(next) { return skippingMarks(HeadingMark(rank: 2, number: number, end: next + 1), codes, end) }
        if let (number, next) = arabic(codes, start + 1, end), closes(next) { return skippingMarks(HeadingMark(rank: 6, number: number, end: next + 1), codes, end) }
        return nil
    }

    /// 1., 1、, 2.3, 2.3.1, 1）.
    private static func digits(_ codes: [UInt16], _ start: Int, _ end: Int) -> HeadingMark? {
        guard var (number, next) = arabic(codes, start, end) else { return nil }
        var rank = 3
        while next + 1 < end, codes[next] == Code.point, Code.isDigit(codes[next + 1]), rank < 6, let (sub, after) = arabic(codes, next + 1, end) {
            (number, next, rank) = (sub, after, rank + 1)
        }
        if rank > 3 {
            // 1.5万元 is no heading: a dotted number needs a title that is known.
            let mark = skippingMarks(HeadingMark(rank: rank, number: number, end: next), codes, end)
            return HeadingMark(rank: mark.rank, number: number, end: mark.end, isWeak: true)
        }
        if next < end, codes[next] == Code.close { return HeadingMark(rank: 6, number: number, end: next + 1) }
        return closed(HeadingMark(rank: 3, number: number, end: next), codes, end)
    }

    /// A mark that 、 or the like must end.
    private static func closed(_ mark: HeadingMark, _ codes: [UInt16], _ end: Int) -> HeadingMark? {
        guard mark.end < end else { return nil }
        switch codes[mark.end] {
        case Code.pause, Code.point, Code.comma, 0x2C, Code.colon: return skippingMarks(mark, codes, end)
        case Code.blank, Code.tab:
            var weak = skippingMarks(mark, codes, end)
            weak.isWeak = true
            return weak
        default: return nil
        }
    }

    private static func skippingMarks(_ mark: HeadingMark, _ codes: [UInt16], _ end: Int) -> HeadingMark {
        var mark = mark
        while mark.end < end, codes[mark.end] == Code.pause || codes[mark.end] == Code.point || codes[mark.end] == Code.comma || codes[mark.end] == 0x2C || codes[mark.end] == Code.colon || Code.isSpace(codes[mark.end]) { mark.end += 1 }
        return mark
    }

    /// 一 … 九十九.
    static func numeral(_ codes: [UInt16], _ start: Int, _ end: Int) -> (number: Int, next: Int)? {
        var tens: Int?
        var ones: Int?
        var place = start
        while place < end, place - start < 3 {
            if codes[place] == 0x5341 {
                guard tens == nil else { break }
                tens = ones ?? 1
                ones = nil
            } else if let digit = Self.numerals.firstIndex(of: codes[place]) {
                guard ones == nil else { return nil }
                ones = digit + 1
            } else {
                break
            }
            place += 1
        }
        guard place > start else { return nil }
        return ((tens ?? 0) * 10 + (ones ?? 0), place)
    }

    private static let numerals: [UInt16] = "一二三四五六七八九".unicodeScalars.map { UInt16($0.value) }

    /// At most two digits.
    private static func arabic(_ codes: [UInt16], _ start: Int, _ end: Int) -> (number: Int, next: Int)? {
        var place = start
        var number = 0
        while place < end, Code.isDigit(codes[place]) {
            number = number * 10 + Int(codes[place] - 0x30)
            place += 1
            if place - start > 2 { return nil }
        }
        return place > start ? (number, place) : nil
    }
}
