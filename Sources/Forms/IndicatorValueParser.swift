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
            // The format of the cell may show a sign and a unit: ≥8200人.
            if shown.hasWordsAroundNumber, let spoken = parse(shown, cell: cell), spoken.number != nil { return spoken }
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

    /// The figure of a longer text that has the target's unit: `已完成5场，参与1200人次` where 场 was planned.
    static func part(of value: IndicatorValue, in unit: String) -> IndicatorValue? {
        for clause in value.raw.split(whereSeparator: { "，,；;。、\n".contains($0) }) {
            guard var part = parse(String(clause), cell: value.cell), case .number = part.content, part.unit == unit else { continue }
            part.raw = value.raw
            return part
        }
        return nil
    }

    private init(_ raw: String, _ cell: CellRef?) {
        self.raw = raw
        self.cell = cell
        scalars.reserveCapacity(raw.utf8.count / 2 + 4)
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
        // A number alone is what most cells hold.
        if let date = DatePhrase.parse(scalars), !(date.day.year == nil && date.day.day == nil && Self.sign(at: scalars[...]) != nil) {
            return IndicatorValue(raw: raw, content: .date(date.day), comparator: nil, cell: cell)
        }
        var body = scalars
        if let outside = withoutBrackets(body), Self.hasDigit(outside) { body = outside }
        let all = numberTokens(body)
        if let range = range(body, all) { return range }
        if let share = share(body, all) { return share }
        let tokens = all.filter { !$0.isIdentifier }
        guard tokens.count == 1, let token = tokens.first, isQuantity(token, in: body) else { return percentInWords(body) ?? text() }
        let before = body[..<token.start]
        let after = body[token.end...]
        // 1e400 is no way to write a number on a form.
        if after.first == "e", after.count > 1, Self.isDigit(after[after.startIndex + 1]) || after[after.startIndex + 1] == "+" {
            return IndicatorValue(raw: raw, content: .text, comparator: Self.comparator(before: before, after: []), cell: cell)
        }
        let comparator = Self.comparator(before: before, after: after)
        let unit = Self.unit(after)
        var result = IndicatorValue(raw: raw, content: .number(token.number), comparator: comparator, cell: cell)
        result.unit = unit.canonical
        result.printedUnit = unit.printed
        if unit.canonical == nil, after.isEmpty, let bracketed = bracketedUnit() { (result.unit, result.printedUnit) = (Self.canonical(bracketed), bracketed) }
        result.isApproximate = before.last == "约" || before.last == "近" || unit.isApproximate
        result.isDuration = Self.isDuration(result.unit)
        return result
    }

    /// `≥340（天）`: the unit as the end of the text, in brackets.
    private func bracketedUnit() -> String? {
        guard scalars.last == ")", let open = scalars.lastIndex(of: "("), open > 0, Self.isDigit(scalars[open - 1]) else { return nil }
        let words = scalars[(open + 1)..<(scalars.count - 1)]
        guard !words.isEmpty, words.count <= 6, !words.contains(where: Self.isDigit), !words.contains("含"), !words.contains("其"), !words.contains(":") else { return nil }
        return Self.string(words)
    }

    /// Words; a sign written before them stays, so that `≥若干场` is known to lack its number.
    private func text() -> IndicatorValue {
        let isSigned = (scalars.first.map { "<>=".unicodeScalars.contains($0) } ?? false) && numberTokens(scalars).isEmpty
        return IndicatorValue(raw: raw, content: .text, comparator: isSigned ? Self.sign(at: scalars[...]) : nil, cell: cell)
    }

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
            // `..5`, `5..`: nobody knows what was meant.
            if end + 1 < body.count, body[end] == ".", body[end + 1] == "." { return [] }
            if start > 0, body[start - 1] == ".", !hasPoint {
                if start > 1, body[start - 2] == "." { return [] }
                // `.5`, as databases write it; behind a word the point ends a sentence.
                if start == 1 || "<>=-+~于过达到至约".unicodeScalars.contains(body[start - 2]) {
                    start -= 1
                    text = "0." + text
                }
            }
            if start > 0, body[start - 1] == "-", start == 1 || !(Self.isDigit(body[start - 2]) || body[start - 2] == "%" || body[start - 2].properties.isAlphabetic) {
                start -= 1
                text = "-" + text
            }
            let decimals = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
            guard decimals <= 38, let number = try? ExactDecimal(machine: text) else { return [] }
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
            || token.start <= 6 && Self.comparator(before: body[..<token.start], after: []) != nil
    }

    // MARK: Ranges

    private func range(_ body: [UnicodeScalar], _ tokens: [Token]) -> IndicatorValue? {
        guard tokens.count == 2, !tokens[0].isIdentifier, !tokens[1].isIdentifier, tokens[0].start <= 4 else { return nil }
        let between = Self.string(body[tokens[0].end..<tokens[1].start])
        let before = body[..<tokens[0].start]
        let unit = Self.unit(body[tokens[1].end...])
        var joined = between
        for mark in ["%", unit.printed ?? "%"] where joined.hasPrefix(mark) { joined.removeFirst(mark.count) }
        let isDash = ["-", "~", "～", "—", "–", "－", "至", "到", "〜", "--", "——"].contains(joined)
        let low = tokens[0].number
        // A dash glued to the second number was read as its sign.
        let high = joined.isEmpty && tokens[1].number.isNegative ? (try? tokens[1].number.magnitude) ?? tokens[1].number : tokens[1].number
        let isGluedDash = joined.isEmpty && tokens[1].number.isNegative
        let sign = Self.comparator(before: before, after: [])
        let bothBounds = sign?.isLowerBound == true
            && (between.hasSuffix("<=") || between.hasSuffix("<") || between.hasSuffix("不超过"))
            || Self.isBetween(joined)
        if joined == "±", sign == nil, let lower = try? low - tokens[1].number, let upper = try? low + tokens[1].number {
            // 10%±2%
            var result = IndicatorValue(raw: raw, content: .range(lower, upper), comparator: .range, cell: cell)
            result.unit = unit.canonical ?? (between.hasPrefix("%") ? "%" : nil)
            result.printedUnit = unit.printed ?? result.unit
            return result
        }
        guard isDash || isGluedDash || bothBounds, low <= high, sign == nil || bothBounds else { return nil }
        var result = IndicatorValue(raw: raw, content: .range(low, high), cell: cell)
        result.unit = unit.canonical ?? (between.hasPrefix("%") ? "%" : nil)
        result.printedUnit = unit.printed ?? result.unit
        result.comparator = .range
        result.isDuration = Self.isDuration(unit.canonical)
        return result
    }

    /// `≤1/10000`: a share of a round number, as error rates of printing are written.
    private func share(_ body: [UnicodeScalar], _ tokens: [Token]) -> IndicatorValue? {
        guard tokens.count == 2, tokens[1].start == tokens[0].end + 1, body[tokens[0].end] == "/", tokens[1].end == body.count else { return nil }
        let digits = body[tokens[1].start..<tokens[1].end]
        guard digits.count >= 4, digits.first == "1", digits.dropFirst().allSatisfy({ $0 == "0" }), let number = try? tokens[0].number.shifted(by: -(digits.count - 1)) else { return nil }
        return IndicatorValue(raw: raw, content: .number(number), comparator: Self.comparator(before: body[..<tokens[0].start], after: []), cell: cell)
    }

    /// `95%≤X≤100%`: a short name between two signs.
    private static func isBetween(_ text: String) -> Bool {
        guard text.hasPrefix("<"), text.hasSuffix("<") || text.hasSuffix("<=") else { return false }
        var name = text.dropFirst()
        if name.first == "=" { name = name.dropFirst() }
        if name.last == "=" { name = name.dropLast() }
        guard name.last == "<" else { return false }
        name = name.dropLast()
        return !name.isEmpty && name.count <= 12 && name.allSatisfy { $0.isLetter }
    }

    /// `百分之九十五`, `百分百`.
    private func percentInWords(_ body: [UnicodeScalar]) -> IndicatorValue? {
        guard body.count <= 14, body.contains("百") else { return nil }
        let text = Self.string(body[...])
        if text.hasPrefix("百分百") || text.hasPrefix("百分之百") {
            return IndicatorValue(raw: raw, content: .number(.hundred), unit: "%", printedUnit: "%", cell: cell)
        }
        if let start = text.firstRange(of: "百分之") {
            let comparator = Self.comparator(before: Array(text[..<start.lowerBound].unicodeScalars)[...], after: [])
            guard comparator != nil || start.lowerBound == text.startIndex else { return nil }
            var rest = text[start.upperBound...]
            let digits = rest.prefix { "零一二三四五六七八九十百".contains($0) }
            rest = rest.dropFirst(digits.count)
            guard let number = Self.chineseNumber(String(digits)) else { return nil }
            var result = IndicatorValue(raw: raw, content: .number(ExactDecimal(number)), unit: "%", printedUnit: "%", cell: cell)
            result.comparator = comparator ?? Self.comparator(before: [], after: Array(rest.unicodeScalars)[...])
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

    /// A word of at most five characters; plain numbers, so that walking the list counts no references.
    private struct Sign {
        private var first: UInt32 = 0, second: UInt32 = 0, third: UInt32 = 0, fourth: UInt32 = 0, fifth: UInt32 = 0
        let count: Int
        let last: UInt32
        let comparator: Comparator

        init(_ word: String, _ comparator: Comparator) {
            let values = word.unicodeScalars.map(\.value)
            precondition((1...5).contains(values.count))
            count = values.count
            last = values[count - 1]
            first = values[0]
            if count > 1 { second = values[1] }
            if count > 2 { third = values[2] }
            if count > 3 { fourth = values[3] }
            if count > 4 { fifth = values[4] }
            self.comparator = comparator
        }

        /// Whether the word stands at `place`.
        func stands(at place: Int, in text: ArraySlice<UnicodeScalar>) -> Bool {
            guard place >= text.startIndex, place + count <= text.endIndex, text[place].value == first else { return false }
            if count > 1, text[place + 1].value != second { return false }
            if count > 2, text[place + 2].value != third { return false }
            if count > 3, text[place + 3].value != fourth { return false }
            if count > 4, text[place + 4].value != fifth { return false }
            return true
        }
    }

    /// Longer words first, so that 大于等于 is not read as 大于.
    private static let prefixes: [Sign] = [
        Sign("大于或等于", .atLeast), Sign("高于或等于", .atLeast), Sign("达到或超过", .atLeast), Sign("小于或等于", .atMost), Sign("低于或等于", .atMost),
        Sign("大于等于", .atLeast), Sign("高于等于", .atLeast), Sign("小于等于", .atMost), Sign("低于等于", .atMost), Sign("不低于", .atLeast),
        Sign("不少于", .atLeast), Sign("不小于", .atLeast), Sign("不超过", .atMost), Sign("不高于", .atMost), Sign("不大于", .atMost), Sign("不多于", .atMost),
        Sign("控制在", .atMost), Sign("至少", .atLeast), Sign("不超", .atMost), Sign("最多", .atMost), Sign("大于", .above), Sign("高于", .above),
        Sign("超过", .above), Sign("多于", .above), Sign("小于", .below), Sign("低于", .below), Sign("少于", .below), Sign("等于", .equal), Sign(">=", .atLeast),
        Sign("=>", .atLeast), Sign("<=", .atMost), Sign("=<", .atMost), Sign("==", .equal), Sign(">", .above), Sign("<", .below), Sign("=", .equal),
    ]

    private static let suffixes: [Sign] = [
        Sign("及以上", .atLeast), Sign("含以上", .atLeast), Sign("以上", .atLeast), Sign("及以下", .atMost), Sign("以下", .atMost), Sign("以内", .atMost),
        Sign("之内", .atMost),
    ]

    /// The sign that a text begins with.
    private static func sign(at text: ArraySlice<UnicodeScalar>) -> Comparator? {
        for sign in prefixes where sign.stands(at: text.startIndex, in: text) { return sign.comparator }
        return nil
    }

    /// The sign that stands right before or, in words, behind a number.
    static func comparator(before: ArraySlice<UnicodeScalar>, after: ArraySlice<UnicodeScalar>) -> Comparator? {
        if let last = before.last?.value {
            for sign in prefixes where sign.last == last && sign.stands(at: before.endIndex - sign.count, in: before) { return sign.comparator }
            if let comparator = sign(at: before) { return comparator }
        }
        guard after.count >= 2 else { return nil }
        for sign in suffixes where place(of: sign, in: after) != nil { return sign.comparator }
        // 24小时内
        if after.last == "内" {
            var unit = after.dropLast()
            if unit.first == "个" { unit = unit.dropFirst() }
            if isDuration(string(unit)) { return .atMost }
        }
        return nil
    }

    /// Where the word begins last.
    private static func place(of sign: Sign, in text: ArraySlice<UnicodeScalar>) -> Int? {
        var place = text.endIndex - sign.count
        while place >= text.startIndex {
            if sign.stands(at: place, in: text) { return place }
            place -= 1
        }
        return nil
    }

    /// The sign a cell of its own prints: `≧`, `═`, `大于等于`, `定性`.
    static func comparator(_ text: String) -> Comparator? {
        let scalars = IndicatorValueParser(text, nil).scalars
        for sign in prefixes where sign.count == scalars.count && sign.stands(at: 0, in: scalars[...]) { return sign.comparator }
        switch string(scalars[...]) {
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
    private static func unit(_ after: ArraySlice<UnicodeScalar>) -> Unit {
        var text = after
        var result = Unit()
        if text.first == "%" {
            result.printed = "%"
            result.canonical = "%"
            return result
        }
        if let first = text.first, text.count > 1, first == "余" || first == "多" || first == "来" {
            result.isApproximate = true
            text = text.dropFirst()
        }
        if let stop = text.firstIndex(where: { ",;。、:!?".unicodeScalars.contains($0) }) { text = text[..<stop] }
        for sign in suffixes {
            if let place = place(of: sign, in: text) { text = text[..<place] }
        }
        if text.count >= 2, let last = text.last, last == "右" && text[text.endIndex - 2] == "左" || last == "下" && text[text.endIndex - 2] == "上" {
            result.isApproximate = true
            text = text.dropLast(2)
        }
        while let last = text.last, text.count > 1, last == "内" || last == "前" || last == "的" { text = text.dropLast() }
        guard !text.isEmpty, text.count <= 12 else { return result }
        let printed = string(text)
        result.printed = printed
        result.canonical = canonical(printed)
        return result
    }

    /// `百分比`, `％` → `%`; others without spaces.
    static func canonicalUnit(_ printed: String) -> String? { canonical(string(IndicatorValueParser(printed, nil).scalars[...])) }

    private static func canonical(_ text: String) -> String? {
        switch text {
        case "": nil
        case "百分比", "%", "百分率", "百分号", "百分数", "百分之", "百分百": "%"
        case "千分比", "‰": "‰"
        default: text.isBlankMark ? nil : text
        }
    }

    static func isDuration(_ unit: String?) -> Bool {
        switch unit {
        case "天", "日", "工作日", "个工作日", "小时", "个小时", "分钟", "月", "个月", "周", "日内", "天内": true
        default: false
        }
    }
}
