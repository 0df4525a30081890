import Quantities

/// Dates and units at the end of a report, and years in its title.
enum SignatureReader {
    /// The date that stands alone in one of the last lines, with the unit above it.
    static func read(_ text: ReportText) -> ReportShape.Signature? {
        var looked = 0
        for index in text.lines.indices.reversed() where text.lines[index].kind != .tableRow {
            looked += 1
            if looked > 12 { return nil }
            let range = trimmed(text.codes, text.lines[index].range)
            guard range.count <= 30, let day = day(text.codes, range) else { continue }
            var unit: Range<Int>?
            if index > 0, text.lines[index - 1].kind != .tableRow {
                let above = trimmed(text.codes, text.lines[index - 1].range)
                if above.count >= 3, above.count <= 30, let last = text.codes[above].last, !(last == Code.stop || last == Code.semicolon || last == Code.colon) { unit = above }
            }
            return ReportShape.Signature(date: day, place: range, unit: unit)
        }
        return nil
    }

    /// 2024年6月9日, 二〇二四年六月九日, 2024-06-09, with no more than 日期： before it.
    private static func day(_ codes: [UInt16], _ range: Range<Int>) -> CalendarDay? {
        var place = range.lowerBound
        while place < range.upperBound, !isNumber(codes[place]) {
            place += 1
            if place - range.lowerBound > 8 { return nil }
        }
        func number(_ marks: [UInt16]) -> Int? {
            while place < range.upperBound, Code.isSpace(codes[place]) { place += 1 }
            var value: Int?
            if place < range.upperBound, Code.isDigit(codes[place]) {
                var read = 0, count = 0
                while place < range.upperBound, Code.isDigit(codes[place]), count < 4 {
                    read = read * 10 + Int(codes[place] - 0x30)
                    place += 1
                    count += 1
                }
                value = read
            } else if let (read, next) = yearInWords(codes, place, range.upperBound) {
                (value, place) = (read, next)
            } else if let (read, next) = HeadingMark.numeral(codes, place, range.upperBound) {
                (value, place) = (read, next)
            }
            while place < range.upperBound, Code.isSpace(codes[place]) { place += 1 }
            guard let value else { return nil }
            if place < range.upperBound, marks.contains(codes[place]) { place += 1 } else if !marks.contains(0) { return nil }
            return value
        }
        guard let year = number([0x5E74, Code.dash, Code.point, 0x2F]), (1990...2100).contains(year), let month = number([0x6708, Code.dash, Code.point, 0x2F]), let day = number([0x65E5, 0]) else { return nil }
        while place < range.upperBound, Code.isSpace(codes[place]) || codes[place] == Code.close { place += 1 }
        guard place == range.upperBound else { return nil }
        return try? CalendarDay(year: year, month: month, day: day)
    }

    /// 二〇二四: four digits in words.
    private static func yearInWords(_ codes: [UInt16], _ start: Int, _ end: Int) -> (Int, Int)? {
        guard start + 4 <= end else { return nil }
        var value = 0
        for place in start..<start + 4 {
            guard let digit = digitWords.firstIndex(of: codes[place]) else { return nil }
            value = value * 10 + digit
        }
        return (value, start + 4)
    }

    private static let digitWords: [UInt16] = "〇一二三四五六七八九".unicodeScalars.map { UInt16($0.value) }

    private static func isNumber(_ code: UInt16) -> Bool { Code.isDigit(code) || code == 0x5341 || digitWords.contains(code) }

    /// The one year a range names: 2023年, 2023年度; nil for spans of years.
    static func year(_ codes: [UInt16], in range: Range<Int>) -> Int? {
        var years: Set<Int> = []
        var place = range.lowerBound
        while place < range.upperBound {
            guard Code.isDigit(codes[place]) else {
                place += 1
                continue
            }
            let begin = place
            var value = 0
            while place < range.upperBound, Code.isDigit(codes[place]) {
                if place - begin < 6 { value = value * 10 + Int(codes[place] - 0x30) }
                place += 1
            }
            if place - begin == 4, (2000...2100).contains(value) { years.insert(value) }
        }
        return years.count == 1 ? years.first : nil
    }

    static func trimmed(_ codes: [UInt16], _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, Code.isSpace(codes[low]) { low += 1 }
        while low < high, Code.isSpace(codes[high - 1]) { high -= 1 }
        return low..<high
    }

    static func contains(_ codes: ArraySlice<UInt16>, _ words: String) -> Bool { contains(codes, words.unicodeScalars.map { ReportText.folded($0.value) }) }

    static func contains(_ codes: ArraySlice<UInt16>, _ words: [UInt16]) -> Bool {
        guard let head = words.first else { return true }
        var place = codes.startIndex
        while place + words.count <= codes.endIndex {
            if codes[place] == head, codes[place..<place + words.count].elementsEqual(words) { return true }
            place += 1
        }
        return false
    }
}
