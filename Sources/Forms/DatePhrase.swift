import BudgetModel

/// A day in words: `2023年12月底前`, `12月31日`, `2023-12-20`, `2023年底`, `第四季度末`.
struct DatePhrase {
    var day: DueDate

    /// The one day that the text speaks of; nil when it names none, several, or another number beside it.
    static func parse(_ scalars: [UnicodeScalar]) -> DatePhrase? {
        // Without 年, 月 or a mark between digits there is no day in it.
        guard scalars.count <= 40, scalars.contains(where: { $0 == "年" || $0 == "月" || $0 == "-" || $0 == "/" || $0 == "." }) else { return nil }
        var reader = Reader(scalars: scalars)
        guard let phrase = reader.first() else { return nil }
        // Another digit in the text means that the date is not all it says.
        for index in reader.place..<scalars.count where IndicatorValueParser.isDigit(scalars[index]) { return nil }
        for index in 0..<reader.begin where IndicatorValueParser.isDigit(scalars[index]) { return nil }
        return phrase
    }

    private struct Reader {
        let scalars: [UnicodeScalar]
        var place = 0
        var begin = 0

        mutating func first() -> DatePhrase? {
            for start in scalars.indices {
                if IndicatorValueParser.isDigit(scalars[start]) {
                    if start > 0, IndicatorValueParser.isDigit(scalars[start - 1]) { continue }
                    place = start
                    begin = start
                    return numeric() ?? chinese(from: start)
                }
                if scalars[start] == "年", start + 1 < scalars.count, scalars[start + 1] == "底" || scalars[start + 1] == "末", start == 0 || "当本".unicodeScalars.contains(scalars[start - 1]) {
                    place = start + 2
                    begin = start
                    return DatePhrase(day: DueDate(month: 12))
                }
            }
            return nil
        }

        private mutating func digits(_ widths: ClosedRange<Int>) -> Int? {
            var value = 0
            var count = 0
            let start = place
            while place < scalars.count, IndicatorValueParser.isDigit(scalars[place]), count < 5 {
                value = value * 10 + Int(scalars[place].value - 0x30)
                place += 1
                count += 1
            }
            guard widths.contains(count) else {
                place = start
                return nil
            }
            return value
        }

        private mutating func skip(_ marks: String) -> Bool {
            guard place < scalars.count, marks.unicodeScalars.contains(scalars[place]) else { return false }
            place += 1
            return true
        }

        /// 2023-12-20, 2023/12/20, 2023.12.20, 20231220
        private mutating func numeric() -> DatePhrase? {
            let start = place
            if let year = digits(4...4), (1990...2099).contains(year), skip("-/."), let month = digits(1...2), (1...12).contains(month) {
                if skip("-/."), let day = digits(1...2), (1...31).contains(day) { return DatePhrase(day: DueDate(year: year, month: month, day: day)) }
                if place == scalars.count, scalars[start + 4] != "." || month >= 10 { return DatePhrase(day: DueDate(year: year, month: month)) }
            }
            place = start
            return nil
        }

        private mutating func chinese(from start: Int) -> DatePhrase? {
            place = start
            var year: Int?
            if let number = digits(4...4), (1990...2099).contains(number), skip("年") {
                year = number
                if skip("度") {}
            } else {
                place = start
            }
            let afterYear = place
            if let month = digits(1...2), (1...12).contains(month), skip("月") {
                if skip("份") {}
                if let day = digits(1...2) {
                    guard (1...31).contains(day), skip("日号") else { return nil }
                    return DatePhrase(day: DueDate(year: year, month: month, day: day))
                }
                if skip("初") { return DatePhrase(day: DueDate(year: year, month: month, day: 10)) }
                if place + 1 < scalars.count, scalars[place] == "中", scalars[place + 1] == "旬" {
                    place += 2
                    return DatePhrase(day: DueDate(year: year, month: month, day: 20))
                }
                return DatePhrase(day: DueDate(year: year, month: month))
            }
            place = afterYear
            guard let year else { return nil }
            let rest = IndicatorValueParser.string(scalars[place...])
            for (word, month) in [("底", 12), ("末", 12), ("年底", 12), ("第一季度", 3), ("一季度", 3), ("第二季度", 6), ("二季度", 6), ("上半年", 6), ("第三季度", 9), ("三季度", 9), ("第四季度", 12), ("四季度", 12), ("下半年", 12)]
            where rest.hasPrefix(word) {
                place += word.unicodeScalars.count
                return DatePhrase(day: DueDate(year: year, month: month))
            }
            // `2023年内完成`, `2023年前` speak of the year's end; a bare year is a year.
            for word in ["内", "前", "之前", "以前", "年内"] where rest.hasPrefix(word) {
                place += word.unicodeScalars.count
                return DatePhrase(day: DueDate(year: year, month: 12))
            }
            return nil
        }
    }
}
