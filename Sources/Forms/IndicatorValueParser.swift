import BudgetModel
import Quantities

/// Reads what a target or an actual value says: `≥95%`, `不低于95%`, `95%以上`, `2023年12月底前`, `90%-95%`.
struct IndicatorValueParser {
    /// The text with full-width forms made plain, without spaces; a line break is a `;`.
    private var scalars: [UnicodeScalar] = []
    private let raw: String
    private let cell: CellRef?

    /// The value of a cell, or nil for an empty one, a dash or a placeholder.
    static func parse(_ cell: Lattice.Cell) -> IndicatorValue? { parse(cell.value, shown: cell.shown, cell: cell.ref) }

    static func parse(_ value: CellValue, shown: String, cell: CellRef?) -> IndicatorValue? {
        switch value {
        case .empty: return nil
        case .number(let number, let isPercent):
            if isPercent, let percent = try? number.shifted(by: 2) {
                return IndicatorValue(raw: shown, content: .number(percent.trimmed), unit: "%", printedUnit: "%", cell: cell)
            }
            return IndicatorValue(raw: shown, content: .number(number), cell: cell)
        case .day(let day):
            return IndicatorValue(raw: day.iso, content: .date(DueDate(year: day.year, month: day.month, day: day.day)), cell: cell)
        case .boolean, .error: return IndicatorValue(raw: shown, content: .text, cell: cell)
        case .text(let text): return parse(text, cell: cell)
        }
    }

    static func parse(_ text: String, cell: CellRef?) -> IndicatorValue? {
        let raw = text.trimmedText
        guard !raw.isBlankMark else { return nil }
        return IndicatorValueParser(raw, cell).value()
    }

    private init(_ raw: String, _ cell: CellRef?) {
        self.raw = raw
        self.cell = cell
        for scalar in raw.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0D: if scalars.last != ";" { scalars.append(";") }
            case 0x09, 0x20, 0xA0, 0x3000, 0x200B, 0xFEFF: continue
            case 0xFE6A, 0x066A: scalars.append("%")
            case 0x2265, 0x2267, 0x2A7E: scalars += [">", "="]
            case 0x2264, 0x2266, 0x2A7D: scalars += ["<", "="]
            case 0x2550, 0x3013: scalars.append("=")
            case 0x3008: scalars.append("<")
            case 0x3009: scalars.append(">")
            case 0xFF61: scalars.append(";")
            case 0x2212: scalars.append("-")
            default: scalars.append(String.plainScalar(scalar))
            }
        }
        while let last = scalars.last, last == ";" || last == "。" || last == "," { scalars.removeLast() }
    }

    private func value() -> IndicatorValue {
        let hasSign = Self.prefixes.contains { pair in pair.1 != nil && Self.string(scalars[...]).hasPrefix(pair.0) }
        if let date = DatePhrase.parse(scalars), !(hasSign && date.day.year == nil && date.day.day == nil) {
            return IndicatorValue(raw: raw, content: .date(date.day), comparator: nil, cell: cell)
        }
        var body = scalars
        if let outside = withoutBrackets(body), Self.hasDigit(outside) { body = outside }
        if let range = range(body) { return range }
        let tokens = numberTokens(body).filter { !$0.isIdentifier }
        guard tokens.count == 1, let token = tokens.first, isQuantity(token, in: body) else { return percentInWords(body) ?? text() }
        let before = Self.string(body[..<token.start])
        let after = Self.string(body[token.end...])
        let comparator = Self.comparator(before: before, after: after)
        let unit = Self.unit(after)
        var result = IndicatorValue(raw: raw, content: .number(token.number), comparator: comparator, cell: cell)
        result.unit = unit.canonical
        result.printedUnit = unit.printed
        result.isApproximate = before.hasSuffix("约") || before.hasSuffix("近") || before.hasSuffix("大约") || unit.isApproximate
        result.isDuration = Self.isDuration(unit.canonical)
        return result
    }

    private func text() -> IndicatorValue { IndicatorValue(raw: raw, content: .text, cell: cell) }

    // MARK: Numbers

    private struct Token {
        var number: ExactDecimal
        var start: Int
        var end: Int
        /// Part of a document number, a model, a year or an ordinal.
        var isIdentifier: Bool
    }

    private static func hasDigit(_ scalars: [UnicodeScalar]) -> Bool { scalars.contains { isDigit($0) } }
    static func isDigit(_ scalar: UnicodeScalar) -> Bool { (0x30...0x39).contains(scalar.value) }
    static func string(_ slice: ArraySlice<UnicodeScalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: slice)
        return String(view)
    }

    /// The text without bracketed additions, when something else is left.
    private func withoutBrackets(_ scalars: [UnicodeScalar]) -> [UnicodeScalar]? {
        guard scalars.contains("(") || scalars.contains("[") || scalars.contains("【") else { return nil }
        var depth = 0
        var kept: [UnicodeScalar] = []
        for scalar in scalars {
            switch scalar {
            case "(", "[", "【": depth += 1
            case ")", "]", "】": depth = max(0, depth - 1)
            default: if depth == 0 { kept.append(scalar) }
            }
        }
        return kept.isEmpty ? nil : kept
    }

    private func numberTokens(_ body: [UnicodeScalar]) -> [Token] {
        var tokens: [Token] = []
        var place = 0
        while place < body.count {
            guard Self.isDigit(body[place]) else {
                place += 1
                continue
            }
            var start = place
            var end = place
            var text = ""
            var hasPoint = false
            while end < body.count {
                let scalar = body[end]
                if Self.isDigit(scalar) {
                    text.unicodeScalars.append(scalar)
                } else if scalar == ".", !hasPoint, end + 1 < body.count, Self.isDigit(body[end + 1]) {
                    hasPoint = true
                    text.append(".")
                } else if scalar == ",", !hasPoint, Self.isGroup(body, after: end), end - start <= 3 || text.utf8.count >= 4 {
                    // A thousands separator: three digits and then none follow.
                } else {
                    break
                }
                end += 1
            }
            if start > 0, body[start - 1] == "-", start == 1 || !(Self.isDigit(body[start - 2]) || body[start - 2] == "%" || body[start - 2].properties.isAlphabetic) {
                start -= 1
                text = "-" + text
            }
            guard let number = try? ExactDecimal(machine: text) else { return [] }
            tokens.append(Token(number: number, start: start, end: end, isIdentifier: Self.isIdentifier(body, start, end)))
            if tokens.count > 8 { return tokens }
            place = end
        }
        return tokens
    }

    private static func isGroup(_ body: [UnicodeScalar], after comma: Int) -> Bool {
        guard comma + 3 < body.count, isDigit(body[comma + 1]), isDigit(body[comma + 2]), isDigit(body[comma + 3]) else { return false }
        return comma + 4 >= body.count || !isDigit(body[comma + 4])
    }

    /// Years, ordinals, document numbers, models: digits that count nothing.
    private static func isIdentifier(_ body: [UnicodeScalar], _ start: Int, _ end: Int) -> Bool {
        if start > 0 {
            switch body[start - 1] {
            case "第", "〔", "号", "#": return true
            case let scalar where scalar.properties.isAlphabetic && scalar.value < 0x80: return true
            default: break
            }
        }
        guard end < body.count else { return false }
        switch body[end] {
        case "号", "〕", "#": return true
        case "年":
            let isYear = end - start == 4 && (body[start] == "2" || body[start] == "1")
            return isYear && !(end + 1 < body.count && body[end + 1] == "限")
        case "月": return !(start > 0 && "<>=".unicodeScalars.contains(body[start - 1]))
        default: return false
        }
    }

    /// Whether the only number of the text is what it says, and not a number in passing.
    private func isQuantity(_ token: Token, in body: [UnicodeScalar]) -> Bool {
        token.start <= 14 && body.count - token.end <= 24 && !body.contains(";")
            || Self.comparator(before: Self.string(body[..<token.start]), after: "") != nil && token.start <= 6
    }

    // MARK: Ranges

    private func range(_ body: [UnicodeScalar]) -> IndicatorValue? {
        let tokens = numberTokens(body)
        guard tokens.count == 2, !tokens[0].isIdentifier, !tokens[1].isIdentifier, tokens[0].start <= 4 else { return nil }
        let between = Self.string(body[tokens[0].end..<tokens[1].start])
        let before = Self.string(body[..<tokens[0].start])
        let after = Self.string(body[tokens[1].end...])
        let unit = Self.unit(after)
        var joined = between
        for mark in ["%", unit.printed ?? "%"] where joined.hasPrefix(mark) { joined.removeFirst(mark.count) }
        let isDash = ["-", "~", "～", "—", "–", "－", "至", "到", "〜", "--", "——"].contains(joined)
        let low = tokens[0].number
        // A dash glued to the second number was read as its sign.
        let high = joined.isEmpty && tokens[1].number.isNegative ? (try? tokens[1].number.magnitude) ?? tokens[1].number : tokens[1].number
        let isGluedDash = joined.isEmpty && tokens[1].number.isNegative
        let bothBounds = Self.comparator(before: before, after: "")?.isLowerBound == true
            && (between.hasSuffix("<=") || between.hasSuffix("<") || between.hasSuffix("不超过"))
        guard isDash || isGluedDash || bothBounds, low <= high, Self.comparator(before: before, after: "") == nil || bothBounds else { return nil }
        var result = IndicatorValue(raw: raw, content: .range(low, high), cell: cell)
        result.unit = unit.canonical ?? (between.hasPrefix("%") ? "%" : nil)
        result.printedUnit = unit.printed ?? result.unit
        result.comparator = .range
        result.isDuration = Self.isDuration(unit.canonical)
        return result
    }

    /// `百分之九十五`, `百分百`.
    private func percentInWords(_ body: [UnicodeScalar]) -> IndicatorValue? {
        let text = Self.string(body[...])
        guard body.count <= 14 else { return nil }
        if text.hasPrefix("百分百") || text.hasPrefix("百分之百") {
            return IndicatorValue(raw: raw, content: .number(.hundred), unit: "%", printedUnit: "%", cell: cell)
        }
        for (prefix, comparator) in Self.prefixes + [("", nil as Comparator?)] where text.hasPrefix(prefix + "百分之") {
            var rest = text.dropFirst(prefix.count + 3)
            let digits = rest.prefix { "零一二三四五六七八九十百".contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let number = Self.chineseNumber(String(digits)) else { return nil }
            var result = IndicatorValue(raw: raw, content: .number(ExactDecimal(number)), unit: "%", printedUnit: "%", cell: cell)
            result.comparator = comparator ?? Self.comparator(before: "", after: String(rest))
            return result
        }
        return nil
    }

    private static func chineseNumber(_ text: String) -> Int? {
        var total = 0
        var digit = 0
        guard !text.isEmpty else { return nil }
        for character in text {
            if let index = Array("零一二三四五六七八九").firstIndex(of: character) {
                digit = index
            } else {
                total += max(digit, 1) * (character == "百" ? 100 : 10)
                digit = 0
            }
        }
        return total + digit
    }

    // MARK: Signs

    private static let prefixes: [(String, Comparator?)] = [
        ("大于等于", .atLeast), ("大于或等于", .atLeast), ("高于或等于", .atLeast), ("高于等于", .atLeast), ("不低于", .atLeast), ("不少于", .atLeast),
        ("不小于", .atLeast), ("至少", .atLeast), ("达到或超过", .atLeast), ("小于等于", .atMost), ("小于或等于", .atMost), ("低于等于", .atMost),
        ("低于或等于", .atMost), ("不超过", .atMost), ("不高于", .atMost), ("不大于", .atMost), ("不多于", .atMost), ("不超", .atMost), ("控制在", .atMost),
        ("最多", .atMost), ("大于", .above), ("高于", .above), ("超过", .above), ("多于", .above), ("小于", .below), ("低于", .below), ("少于", .below),
        ("等于", .equal), (">=", .atLeast), ("=>", .atLeast), ("<=", .atMost), ("=<", .atMost), (">", .above), ("<", .below), ("==", .equal), ("=", .equal),
    ]

    private static let suffixes: [(String, Comparator)] = [
        ("及以上", .atLeast), ("(含)以上", .atLeast), ("含以上", .atLeast), ("以上", .atLeast), ("及以下", .atMost), ("以下", .atMost), ("以内", .atMost),
        ("之内", .atMost),
    ]

    /// The sign that stands right before or, in words, behind a number.
    static func comparator(before: String, after: String) -> Comparator? {
        for (word, comparator) in prefixes where before.hasSuffix(word) || before.hasPrefix(word) { return comparator }
        for (word, comparator) in suffixes where after.hasSuffix(word) || after.contains(word) { return comparator }
        return nil
    }

    /// The sign a cell of its own prints: `≧`, `═`, `大于等于`, `定性`.
    static func comparator(_ text: String) -> Comparator? {
        let folded = string(IndicatorValueParser(text, nil).scalars[...])
        for (word, comparator) in prefixes where folded == word { return comparator }
        switch folded {
        case "定性", "定性指标": return .qualitative
        case "正向", "正向指标": return .atLeast
        case "反向", "反向指标", "逆向", "逆向指标", "负向", "负向指标": return .atMost
        case "适度", "区间", "范围": return .range
        default: return nil
        }
    }

    // MARK: Units

    struct Unit {
        var printed: String?
        var canonical: String?
        var isApproximate = false
    }

    /// The unit at the start of what follows a number.
    static func unit(_ after: String) -> Unit {
        var text = after
        var result = Unit()
        for mark in ["余", "多", "来"] where text.hasPrefix(mark) && text.count > 1 {
            result.isApproximate = true
            text.removeFirst()
        }
        if let stop = text.firstIndex(where: { ",;。、:!?".contains($0) }) { text = String(text[..<stop]) }
        for (word, _) in suffixes {
            guard let range = text.lastRange(of: word) else { continue }
            text = String(text[..<range])
        }
        for word in ["左右", "上下"] where text.hasSuffix(word) {
            result.isApproximate = true
            text.removeLast(word.count)
        }
        for word in ["内", "前", "的"] where text.hasSuffix(word) && text.count > 1 { text.removeLast(word.count) }
        if text.hasPrefix("%") { text = "%" }
        guard !text.isEmpty, text.count <= 12 else { return result }
        result.printed = text
        result.canonical = canonicalUnit(text)
        return result
    }

    /// `百分比`, `％` → `%`; others without spaces.
    static func canonicalUnit(_ printed: String) -> String? {
        let text = string(IndicatorValueParser(printed, nil).scalars[...])
        switch text {
        case "": return nil
        case "百分比", "%", "百分率", "百分号", "百分数", "百分之", "百分百": return "%"
        case "千分比", "‰": return "‰"
        default: return text.isBlankMark ? nil : text
        }
    }

    static func isDuration(_ unit: String?) -> Bool {
        switch unit {
        case "天", "日", "工作日", "个工作日", "小时", "个小时", "分钟", "月", "个月", "周", "日内", "天内": true
        default: false
        }
    }
}

extension String {
    /// The last place where `word` begins.
    fileprivate func lastRange(of word: String) -> String.Index? {
        var found: String.Index?
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(word) { found = index }
            index = self.index(after: index)
        }
        return found
    }
}
