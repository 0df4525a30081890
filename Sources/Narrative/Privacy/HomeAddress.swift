/// Reads where somebody lives, down to the house, the room or the group of a village.
///
/// A village or a street alone is no home address: thousands live there.
enum HomeAddress {
    /// What a house is numbered within.
    private static let levels = CodeSet("村镇乡街路道巷弄区苑园庄屯寨里坊")
    /// What stands behind the number.
    private static let numbered = CodeSet("号室组栋幢楼单座社弄")
    private static let numerals = CodeSet("0123456789一二三四五六七八九十百〇东西南北中甲乙丙丁ABCD")
    private static let ends = CodeSet("。；;，,、\n\t！？()")
    /// An address is no longer than this.
    private static let reach = 40

    /// Behind 住址, 家住 and the like, where any numbered place will do.
    static func behindLabel(_ label: Int, _ codes: [UInt16]) -> Range<Int>? {
        var start = label
        while start < codes.count, start - label < 4, codes[start] == Code.colon || Code.isSpace(codes[start]) || connectives.contains(codes[start]) { start += 1 }
        return end(from: start, codes, needsLevel: false).map { start..<$0 }
    }

    /// Right behind a name: 张三（河东村3组）.
    static func after(_ name: Int, _ codes: [UInt16]) -> Range<Int>? {
        var start = name
        while start < codes.count, start - name < 2, openers.contains(codes[start]) { start += 1 }
        guard start > name else { return nil }
        // 家住 and the like are no part of it.
        if let label = PrivacyWords.table.longest(in: codes, at: start, before: codes.count), label.meaning == .address { return behindLabel(start + label.length, codes) }
        return end(from: start, codes, needsLevel: true).map { start..<$0 }
    }

    /// Right before the word that a name follows: 河东村3组低保户张三, 家住河东村12号的低保户张三.
    static func before(_ label: Int, _ codes: [UInt16], from lineStart: Int) -> Range<Int>? {
        var stop = label
        if stop > lineStart, codes[stop - 1] == of || openers.contains(codes[stop - 1]) { stop -= 1 }
        guard stop > lineStart + 2, numbered.contains(codes[stop - 1]) else { return nil }
        var start = stop
        while start > lineStart, stop - start < 24, !ends.contains(codes[start - 1]) { start -= 1 }
        guard end(from: start, codes, needsLevel: true) == stop else { return nil }
        return start..<stop
    }

    /// Where the last numbered part ends; nil where nothing is numbered.
    private static func end(from start: Int, _ codes: [UInt16], needsLevel: Bool) -> Int? {
        var found: Int?
        var hasLevel = !needsLevel
        var place = start
        let limit = min(codes.count, start + reach)
        while place < limit, !ends.contains(codes[place]) {
            if numerals.contains(codes[place]), place > start || !needsLevel {
                let begin = place
                // 3-2-501 has its parts told apart by dashes.
                while place < limit, numerals.contains(codes[place]) || codes[place] == Code.dash { place += 1 }
                let isDay = begin > start && codes[begin - 1] == month
                let isDashed = codes[begin..<place].contains(Code.dash) && Code.isDigit(codes[place - 1])
                if place < codes.count, numbered.contains(codes[place]), hasLevel, !isDay {
                    // 单元 is one word.
                    found = place + 1 < codes.count && codes[place + 1] == element ? place + 2 : place + 1
                } else if isDashed, hasLevel {
                    found = place
                }
                continue
            }
            if place > start, levels.contains(codes[place]) { hasLevel = true }
            place += 1
        }
        return found
    }

    private static let connectives = CodeSet("为在是于")
    private static let openers = CodeSet("，,、(: \t")
    private static let of: UInt16 = 0x7684
    private static let month: UInt16 = 0x6708
    private static let element: UInt16 = 0x5143
}
