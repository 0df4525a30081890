/// The levels of headings in plain text, by the numbers that official documents give them: 一、 （一） 1. （1）.
enum OutlineNumber {
    /// Characters a heading has at most; longer lines begin a paragraph.
    private static let longest = 30

    /// The level of a line; 0 for body text.
    ///
    /// 一、 is 1, （一） 2; 第一部分 is 1. Arabic numbers are level 3 and 4 only where nothing follows that makes a sentence.
    static func level(of line: String) -> Int {
        let scalars = Array(line.unicodeScalars.drop { $0 == " " || $0 == "\u{3000}" || $0 == "\t" }.prefix(longest + 1))
        guard scalars.count > 2, scalars.count <= longest, !isSentence(scalars) else { return 0 }
        func isNumeral(_ scalar: Unicode.Scalar) -> Bool { "一二三四五六七八九十".unicodeScalars.contains(scalar) }
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }
        var place = 0
        let isOpen = scalars[0] == "（" || scalars[0] == "("
        if isOpen { place = 1 }
        if !isOpen, scalars[0] == "第" { place = 1 }
        let start = place
        while place < scalars.count, isNumeral(scalars[place]) { place += 1 }
        if place > start, place < scalars.count {
            if isOpen { return scalars[place] == "）" || scalars[place] == ")" ? 2 : 0 }
            if start == 1 { return "部章".unicodeScalars.contains(scalars[place]) ? 1 : scalars[place] == "节" ? 2 : 0 }
            return scalars[place] == "、" || scalars[place] == "．" ? 1 : 0
        }
        while place < scalars.count, isDigit(scalars[place]) { place += 1 }
        guard place > start, place - start <= 2, place + 1 < scalars.count else { return 0 }
        // 1. 概况, never 3.5万元.
        let after = scalars[place]
        if isOpen { return after == "）" || after == ")" ? 4 : 0 }
        guard after == "." || after == "．" || after == "、", !isDigit(scalars[place + 1]) else { return 0 }
        return 3
    }

    /// Whether a line begins with the number of an item: `1.`, `2、`, `（三）`.
    static func isNumbered(_ line: String) -> Bool {
        let head = line.unicodeScalars.prefix(5)
        guard let end = head.firstIndex(where: { "、.．)）".unicodeScalars.contains($0) }), end > head.startIndex else { return false }
        return head[..<end].allSatisfy { "（(第一二三四五六七八九十0123456789".unicodeScalars.contains($0) }
    }

    private static func isSentence(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let last = scalars.last(where: { $0 != " " && $0 != "\u{3000}" }) else { return true }
        return "。；;！？，,".unicodeScalars.contains(last)
    }
}
