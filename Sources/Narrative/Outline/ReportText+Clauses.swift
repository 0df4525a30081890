extension ReportText {
    /// The sentence around a place, at most 200 characters to either side.
    package func sentence(around range: Range<Int>) -> Range<Int> {
        func ends(_ code: UInt16) -> Bool { code == Code.stop || code == Code.newline || code == Code.semicolon }
        var low = range.lowerBound
        while low > 0, range.lowerBound - low < 200, !ends(codes[low - 1]) { low -= 1 }
        var high = range.upperBound
        while high < count, high - range.upperBound < 200, !ends(codes[high]) { high += 1 }
        return SignatureReader.trimmed(codes, low..<high)
    }

    /// The clause around a place, up to the next comma on either side.
    package func clause(around range: Range<Int>) -> Range<Int> {
        let sentence = sentence(around: range)
        var low = range.lowerBound
        var high = range.upperBound
        // A short clause in front belongs to it: 通过项目实施，…
        while low > sentence.lowerBound, codes[low - 1] != Code.comma || range.lowerBound - low < 4 && low - sentence.lowerBound <= 12 || low - sentence.lowerBound <= 8 { low -= 1 }
        while high < sentence.upperBound, codes[high] != Code.comma { high += 1 }
        return low..<high
    }

    /// The sentences of a range, without their ends.
    package func sentences(in range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var begin = range.lowerBound
        for place in range {
            guard codes[place] == Code.stop || codes[place] == Code.newline || codes[place] == Code.semicolon else { continue }
            if place - begin > 1 { found.append(begin..<place) }
            begin = place + 1
        }
        if range.upperBound - begin > 1 { found.append(begin..<range.upperBound) }
        return found
    }

    /// How many characters of a range are no blanks.
    package func weight(of range: Range<Int>) -> Int { range.reduce(0) { Code.isSpace(codes[$1]) || codes[$1] == Code.newline ? $0 : $0 + 1 } }

    /// Whether a month or a day is named: 3月, 三月.
    package func namesMonth(in range: Range<Int>) -> Bool {
        range.contains { place in place > range.lowerBound && codes[place] == 0x6708 && (Code.isDigit(codes[place - 1]) || HeadingMark.numeral(codes, place - 1, place) != nil) }
    }

    /// The places of words in a range, without a walk for each.
    package func first(of words: [String], in range: Range<Int>) -> Range<Int>? {
        let folded = words.map { $0.unicodeScalars.map { ReportText.folded($0.value) } }
        for place in range {
            for word in folded where codes[place] == word[0] && place + word.count <= range.upperBound && codes[place..<place + word.count].elementsEqual(word) { return place..<place + word.count }
        }
        return nil
    }

    /// Numbers left open in a template: XX年, ××万元, ____元, ×月×日.
    package func openPlaces() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var place = 0
        while place < count {
            guard Self.isPlaceholder(codes[place]) else {
                place += 1
                continue
            }
            let begin = place
            while place < count, Self.isPlaceholder(codes[place]) { place += 1 }
            guard place < count, begin == 0 || !Code.isLetter(codes[begin - 1]) else { continue }
            let length = place - begin
            let isDate = codes[place] == 0x6708 || codes[place] == 0x65E5
            if length >= 2 && Self.openUnits.contains(codes[place]) || isDate && begin > 0 && (codes[begin - 1] == 0x5E74 || codes[begin - 1] == 0x6708) {
                // 20XX年 belongs together.
                var low = begin
                while low > 0, begin - low < 2, Code.isDigit(codes[low - 1]) { low -= 1 }
                found.append(low..<place + 1)
                if found.count == 20 { break }
            }
        }
        return found
    }

    private static let openUnits = CodeSet("年万元亿个项人次%分")

    private static func isPlaceholder(_ code: UInt16) -> Bool { code == Code.times || code == 0x58 || code == 0x78 || code == 0x5F || code == 0x25A1 }

    /// A line that leaves the date open: 年 月 日.
    package var blankDate: Range<Int>? {
        for line in lines.suffix(12) where line.kind != .tableRow {
            let range = SignatureReader.trimmed(codes, line.range)
            guard range.count <= 40 else { continue }
            let marks = codes[range].filter { !Code.isSpace($0) && $0 != 0x5F }
            if marks == [0x5E74, 0x6708, 0x65E5] || marks.suffix(4) == [Code.colon, 0x5E74, 0x6708, 0x65E5] { return range }
        }
        return nil
    }

    /// 开展2021年度…自评 where another year than the report's own is evaluated.
    package func evaluatedYears(in range: Range<Int>) -> [(year: Int, place: Range<Int>)] {
        var found: [(Int, Range<Int>)] = []
        var place = range.lowerBound
        while place + 6 < range.upperBound {
            guard codes[place] == 0x5F00, codes[place + 1] == 0x5C55 else {
                place += 1
                continue
            }
            let end = min(range.upperBound, place + 30)
            if let year = SignatureReader.year(codes, in: place + 2..<min(end, place + 8)), let hit = first(of: ["自评"], in: place + 2..<end), !codes[place..<hit.upperBound].contains(Code.stop), !codes[place..<hit.upperBound].contains(Code.comma) {
                found.append((year, place..<hit.upperBound))
            }
            place += 2
        }
        return found
    }
}
