import Quantities

/// Finds the figures of a text and the terms of the grammar, in one walk.
///
/// What is no quantity is passed over: years and dates, times, numbers of documents, telephones, headings, models,
/// ordinals, 十四五.
struct FigureScanner {
    private let codes: [UInt16]
    private let measures = MeasureTable.shared
    private let lexicon = Lexicon.shared
    private let kinds = CodeKinds.table
    private(set) var figures: [Figure] = []
    private(set) var tokens: [Token] = []
    private var line: ReportText.Line
    private var lineNumber = 0
    private var firstOfLine = 0
    /// Figures beyond what any report has.
    private(set) var leftOut = 0
    /// Numbers of more digits than can be held.
    private(set) var longNumbers = 0
    private var place = 0
    private var end = 0

    init(_ codes: [UInt16]) {
        self.codes = codes
        // Reports have about a figure in forty characters, and a token in six.
        figures.reserveCapacity(codes.count / 32)
        tokens.reserveCapacity(codes.count / 5)
        line = ReportText.Line(range: 0..<0, kind: .body)
    }

    /// Gives away what was found, so that nobody else holds it.
    mutating func give() -> (figures: [Figure], tokens: [Token]) {
        defer { (figures, tokens) = ([], []) }
        return (figures, tokens)
    }

    /// Takes in the next line.
    mutating func scan(_ line: ReportText.Line, number: Int) {
        self.line = line
        lineNumber = number
        firstOfLine = figures.count
        place = line.range.lowerBound
        end = line.range.upperBound
        defer { tokens.append(Token(kind: .separator(Code.newline), range: end..<end)) }
        let codes = codes, kinds = kinds
        while place < end {
            var next = place
            while next < end, kinds[Int(codes[next])] == 0 { next += 1 }
            place = next
            guard place < end else { break }
            let code = codes[place]
            let kind = kinds[Int(code)]
            if kind & CodeKinds.digit != 0 {
                arabic()
            } else if kind & CodeKinds.grade != 0, let grade = grade() {
                // Before the numerals, for 一般.
                tokens.append(Token(kind: .grade(grade.word), range: place..<place + grade.length))
                place += grade.length
            } else if kind & CodeKinds.numeral != 0 {
                chinese()
            } else if kind & CodeKinds.term != 0, let hit = lexicon.longest(in: codes, at: place, before: end) {
                tokens.append(Token(kind: .term(hit.meaning), range: place..<place + hit.length))
                place += hit.length
            } else {
                if kind & CodeKinds.separator != 0 { tokens.append(Token(kind: .separator(code == 0x21 || code == 0x3F ? Code.stop : code), range: place..<place + 1)) }
                place += 1
            }
        }
    }

    // MARK: Grades

    /// A word of the scheme with nothing at its sides that makes it part of another word.
    private func grade() -> (word: GradeWord, length: Int)? {
        let before = previousCode(place)
        let opens = before == nil || Self.isSeparator(before!) || Self.isQuoteMark(before!) || Self.gradeHeads.contains(before!) || Code.isDigit(before!) || Code.isSpace(self.codes[max(0, place - 1)])
        guard opens, !isInsideWord(before) else { return nil }
        for (word, codes) in GradeWord.folded where place + codes.count <= end && self.codes[place..<place + codes.count].elementsEqual(codes) {
            let after = code(at: place + codes.count)
            let closes = after == nil || Self.isSeparator(after!) || Self.isQuoteMark(after!) || Code.isSpace(after!) || Self.gradeTails.contains(after!)
            if closes { return (word, codes.count) }
        }
        return nil
    }

    /// 批次不合格, 效果一般, 晚上好: the word before is none of 等次, 结果, 以上.
    private func isInsideWord(_ before: UInt16?) -> Bool {
        guard let before, let second = previousCode(place - 1) else { return false }
        return switch before {
        case 0x6B21: second != 0x7B49 && second != 0x6863
        case 0x679C: second != 0x7ED3
        case 0x4E0A, 0x4E0B: second != 0x4EE5
        default: false
        }
    }

    private static func isQuoteMark(_ code: UInt16) -> Bool { (0x2018...0x201F).contains(code) || code == 0x22 || code == 0x27 || code == 0x300C || code == 0x300D || code == 0x5B || code == 0x5D || code == 0x3010 || code == 0x3011 }
    /// 等, 级, 档, 以.
    private static let gradeTails: CodeSet = [0x7B49, 0x7EA7, 0x6863]
    /// 为, 是, 级, 次, 果, 论, 属, 达, 定, 分, 上, 下: 90分以上优.
    private static let gradeHeads: CodeSet = [0x4E3A, 0x662F, 0x5373, 0x7EA7, 0x6B21, 0x679C, 0x8BBA, 0x5C5E, 0x5B9A, 0x5206, 0x8BC4, 0x4E0A, 0x4E0B]

    // MARK: Digits

    private struct Digits {
        var value: ExactDecimal
        var range: Range<Int>
        /// Digits before the point.
        var whole: Int
        var hasPoint: Bool

        var negated: Digits {
            var digits = self
            digits.value = (try? .zero - value) ?? value
            return digits
        }
    }

    private mutating func arabic() {
        let begin = place
        guard let digits = readDigits(at: begin) else {
            skipUnread()
            return
        }
        place = digits.range.upperBound
        let before = previousCode(begin)
        if isOutside(digits, before) { return }
        if let year = dateLength(digits) {
            place = year
            return
        }
        if isNumbering(digits, before) { return }
        finish(isNegative(begin) ? digits.negated : digits, begin, marks: [])
    }

    /// Dates with points, addresses, numbers beyond reach: skipped with all that hangs on.
    private mutating func skipUnread() {
        var digits = 0
        var points = 0
        while place < end {
            let code = codes[place]
            if Code.isDigit(code) {
                digits += 1
            } else if code == Code.point {
                points += 1
            } else if code != 0x2C {
                guard points == 0, isGroup(at: place, first: false) else { break }
            }
            place += 1
        }
        // 2023.6.15 and 1.2.3 are no numbers, however long.
        if digits > Self.mostDigits, points < 2 { longNumbers += 1 }
    }

    /// 省直达-13.27万元: one dash behind a name or a separator, and an amount of money behind it.
    private func isNegative(_ begin: Int) -> Bool {
        guard begin - 1 > line.range.lowerBound, codes[begin - 1] == Code.dash, let unit = unit(at: place, chinese: false), unit.measure.dimension == .money else { return false }
        let before = codes[begin - 2]
        return Code.isIdeograph(before) || Self.isSeparator(before) || Code.isSpace(before) && begin - 3 >= line.range.lowerBound && !Code.isDigit(codes[begin - 3])
    }

    /// Letters beside it, 第, brackets of documents, codes and telephones.
    private mutating func isOutside(_ digits: Digits, _ before: UInt16?) -> Bool {
        let after = code(at: place)
        if let before {
            if Code.isLetter(before) || before == 0x5F || before == 0x23 || before == 0x40 { return skipWord() }
            // 第3季度, 〔2019〕, 【2019】, [2019].
            if before == 0x3014 || before == 0x3010 || before == 0x5B { return true }
            if before == 0x7B2C {
                skipOrdinal()
                return true
            }
        }
        if let after {
            if after == 0x3015 || after == 0x3011 || after == 0x5D { return true }
            // 17号, but not 17号楼 either.
            if after == 0x53F7 {
                place += 1
                return true
            }
            // 9:30, 1:3.
            if after == Code.colon, let next = code(at: place + 1), Code.isDigit(next) {
                place += 1
                while place < end, Code.isDigit(codes[place]) || codes[place] == Code.colon { place += 1 }
                return true
            }
            if Code.isLetter(after), measures.longest(in: codes, at: place, before: end) == nil {
                return skipWord()
            }
        }
        let length = digits.whole
        if !digits.hasPoint, length >= 15 { return true }
        // Telephones: 0317-1234567, 13800000000.
        if let after, after == Code.dash, !digits.hasPoint, let next = readDigits(at: place + 1), !next.hasPoint {
            let isCode = codes[digits.range.lowerBound] == 0x30 && length > 1 || length >= 4 || (next.whole > length + 2 && !isUnit(at: next.range.upperBound))
            if isCode {
                place = next.range.upperBound
                while place < end, codes[place] == Code.dash || Code.isDigit(codes[place]) { place += 1 }
                return true
            }
        }
        if !digits.hasPoint, length == 11, codes[digits.range.lowerBound] == 0x31, !isUnit(at: place) { return true }
        return false
    }

    private mutating func skipWord() -> Bool {
        while place < end, Code.isLetter(codes[place]) || Code.isDigit(codes[place]) || codes[place] == Code.dash || codes[place] == Code.point { place += 1 }
        return true
    }

    private mutating func skipOrdinal() {
        while place < end, Code.isDigit(codes[place]) || codes[place] == Code.pause || codes[place] == Code.dash { place += 1 }
    }

    /// Where a date ends; nil when the number is none.
    private mutating func dateLength(_ digits: Digits) -> Int? {
        guard !digits.hasPoint, let next = code(at: skipBlank(place)), let value = Int(exactly: digits.value.significand) else { return nil }
        let after = skipBlank(place)
        switch next {
        case 0x5E74:  // 年
            let isYear = digits.whole == 4 && (1900...2100).contains(value)
            let isShort = digits.whole == 2 && (isDateWord(at: after + 1) || Code.isDigit(code(at: after + 1) ?? 0))
            guard isYear || isShort else { return nil }
            let year = isYear ? value : 2000 + value
            tokens.append(Token(kind: .year(year), range: digits.range.lowerBound..<after + 1))
            // 2023年初预算, 2023年度预算: the word begins with 年.
            if let hit = lexicon.longest(in: codes, at: after, before: end), hit.length > 1 { return after }
            return dateTail(after + 1)
        case 0x6708:  // 月
            guard digits.whole <= 2, (1...12).contains(value) else { return nil }
            return dateTail(after + 1)
        case 0x65E5:  // 日
            return after + 1
        case Code.dash, Code.tilde, 0x2F:
            // 2023-06-15, 2023/6/15, 2022-2024年, 1-12月.
            guard let second = readDigits(at: after + 1), !second.hasPoint else { return nil }
            let tail = skipBlank(second.range.upperBound)
            let closing = code(at: tail)
            if digits.whole == 4, (1900...2100).contains(value) {
                if closing == 0x5E74 || second.whole == 4 && (1900...2100).contains(Int(exactly: second.value.significand) ?? 0) {
                    return closing == 0x5E74 ? dateTail(tail + 1) : second.range.upperBound
                }
                if second.whole <= 2, let third = code(at: second.range.upperBound), third == next, let day = readDigits(at: second.range.upperBound + 1) {
                    return day.range.upperBound
                }
            }
            if closing == 0x6708, second.whole <= 2, digits.whole <= 2 { return dateTail(tail + 1) }
            return nil
        case 0x81F3, 0x5230:  // 至, 到
            guard let second = readDigits(at: after + 1), !second.hasPoint else { return nil }
            let closing = code(at: skipBlank(second.range.upperBound))
            if closing == 0x6708, second.whole <= 2, digits.whole <= 2 { return dateTail(skipBlank(second.range.upperBound) + 1) }
            if closing == 0x5E74, second.whole == 4 { return dateTail(skipBlank(second.range.upperBound) + 1) }
            return nil
        default:
            // A bare year in a heading or a table: 2023 年度 is caught above; 2023度 is none.
            return nil
        }
    }

    /// 度, 6月15日, 底, 初 … behind a year or month.
    private func dateTail(_ start: Int) -> Int {
        var place = start
        while place < end {
            let code = codes[place]
            if Code.isDigit(code) || Code.isSpace(code) {
                guard let digits = readDigits(at: skipBlank(place)), !digits.hasPoint, digits.whole <= 2 else { break }
                let next = skipBlank(digits.range.upperBound)
                guard let unit = self.code(at: next), unit == 0x6708 || unit == 0x65E5 || unit == 0x53F7 else { break }
                place = next + 1
            } else if code == 0x5EA6 || code == 0x5E95 || code == 0x521D || code == 0x672B || code == 0x4E2D && place == start {
                place += 1
            } else {
                break
            }
        }
        return place
    }

    private func isDateWord(at place: Int) -> Bool {
        guard let code = code(at: place) else { return false }
        return code == 0x5EA6 || code == 0x5E95 || code == 0x521D || code == 0x672B
    }

    /// 1. 2、 3） and (4) at the head of a line or a clause.
    private mutating func isNumbering(_ digits: Digits, _ before: UInt16?) -> Bool {
        guard !digits.hasPoint, digits.whole <= 2, let after = code(at: place) else { return false }
        let opensClause = before == nil || before == Code.stop || before == Code.semicolon || before == Code.colon || before == Code.open || before == Code.newline || before == Code.comma || before == Code.tab
        guard opensClause else { return false }
        switch after {
        case Code.point, Code.pause:
            guard before != Code.open, before != Code.comma, let next = code(at: place + 1), !Code.isDigit(next) else { return false }
            tokens.append(Token(kind: .separator(Code.pause), range: digits.range.lowerBound..<place + 1))
            place += 1
            return true
        case Code.close:
            guard before == Code.open || before == nil || before == Code.newline || before == Code.stop || before == Code.semicolon else { return false }
            // The bracket of （1） was opened and must be closed.
            if before == Code.open { tokens.append(Token(kind: .separator(Code.close), range: place..<place + 1)) }
            place += 1
            return true
        default: return false
        }
    }

    /// What a number can hold; more is told and not read.
    private static let mostDigits = 30

    /// A number with its separators; nil for dates with points and numbers of more than 30 digits.
    private func readDigits(at start: Int) -> Digits? {
        guard start < end, Code.isDigit(codes[start]) else { return nil }
        var place = start
        var significand: Int128 = 0
        var whole = 0
        func take() -> Bool {
            guard whole < Self.mostDigits else { return false }
            significand = significand &* 10 &+ Int128(codes[place] &- 0x30)
            whole += 1
            place += 1
            return true
        }
        while place < end, Code.isDigit(codes[place]) { guard take() else { return nil } }
        if whole == 1, let spaced = spacedDigits(at: start) {
            // ２ ０ ０ 万元.
            (place, significand, whole) = spaced
        } else if whole <= 3 {
            // 23,264 or １，８６０ or 1 860.
            while place + 3 < end + 0, isGroup(at: place, first: place - start == whole) {
                place += 1
                for _ in 0..<3 { guard take() else { return nil } }
            }
        }
        var scale = 0
        var hasPoint = false
        if place + 1 < end, codes[place] == Code.point, Code.isDigit(codes[place + 1]) {
            hasPoint = true
            place += 1
            while place < end, Code.isDigit(codes[place]) {
                guard whole + scale < Self.mostDigits else { return nil }
                significand = significand &* 10 &+ Int128(codes[place] &- 0x30)
                scale += 1
                place += 1
            }
            // 2023.6.15, 1.2.3
            if place + 1 < end, codes[place] == Code.point, Code.isDigit(codes[place + 1]) { return nil }
        }
        return Digits(value: ExactDecimal(significand: significand, scale: scale), range: start..<place, whole: whole, hasPoint: hasPoint)
    }

    /// Single digits held apart by single blanks, three or more with a unit behind them, words before them.
    private func spacedDigits(at start: Int) -> (place: Int, significand: Int128, whole: Int)? {
        guard line.kind != .tableRow, start + 4 < end, codes[start + 1] == Code.blank, isAfterWord(start + 1) else { return nil }
        var place = start
        var significand: Int128 = 0
        var whole = 0
        while place < end, Code.isDigit(codes[place]), whole < Self.mostDigits {
            significand = significand * 10 + Int128(codes[place] - 0x30)
            whole += 1
            place += 1
            guard place + 1 < end, codes[place] == Code.blank, Code.isDigit(codes[place + 1]) else { break }
            place += 1
        }
        guard whole >= 3, place < end, !Code.isDigit(codes[place]), isUnit(at: skipBlank(place)) else { return nil }
        return (place, significand, whole)
    }

    /// Whether a separator and exactly three digits stand at `place`.
    private func isGroup(at place: Int, first: Bool) -> Bool {
        guard place + 3 < end else { return false }
        let separator = codes[place]
        guard separator == 0x2C || separator == Code.comma || separator == Code.blank else { return false }
        for offset in 1...3 { guard place + offset < end, Code.isDigit(codes[place + offset]) else { return false } }
        let next = place + 4 < end ? codes[place + 4] : Code.newline
        if Code.isDigit(next) { return false }
        if separator == 0x2C { return true }
        // Blanks and full-width commas also hold lists apart; whole groups and a unit must follow.
        if line.kind == .tableRow { return false }
        var cursor = place + 4
        // No number has more groups than a line of thirty digits.
        let limit = min(end, place + 4 * 10)
        while cursor + 3 < limit, codes[cursor] == separator, (1...3).allSatisfy({ Code.isDigit(codes[cursor + $0]) }), cursor + 4 >= end || !Code.isDigit(codes[cursor + 4]) { cursor += 4 }
        if cursor < end, codes[cursor] == Code.percent { return false }
        // 264 412.44 330.48: a row of bare numbers.
        if separator == Code.blank {
            var behind = cursor
            if behind + 1 < end, codes[behind] == Code.point, Code.isDigit(codes[behind + 1]) {
                behind += 1
                while behind < limit, Code.isDigit(codes[behind]) { behind += 1 }
            }
            if behind + 1 < end, codes[behind] == Code.blank, Code.isDigit(codes[behind + 1]) { return false }
        }
        // 2 000管, with a counter that no list holds.
        if separator == Code.blank, first, cursor == place + 4, cursor < end, Code.isIdeograph(codes[cursor]) { return true }
        let isOneGroup = cursor == place + 4
        if cursor + 1 < end, codes[cursor] == Code.point, Code.isDigit(codes[cursor + 1]) {
            cursor += 1
            while cursor < end, Code.isDigit(codes[cursor]) { cursor += 1 }
            if cursor < end, codes[cursor] == Code.percent { return false }
            // 预算数 1 560.00: words before it, decimals behind.
            if separator == Code.blank, first, isOneGroup, isAfterWord(place), cursor - place == 7, skipBlank(cursor) >= end || codes[skipBlank(cursor)] != Code.percent { return true }
        }
        return isUnit(at: cursor)
    }

    /// Whether words stand right before the digits that end at a place.
    private func isAfterWord(_ place: Int) -> Bool {
        var cursor = place - 1
        while cursor >= line.range.lowerBound, Code.isDigit(codes[cursor]) { cursor -= 1 }
        while cursor >= line.range.lowerBound, codes[cursor] == Code.blank { cursor -= 1 }
        return cursor >= line.range.lowerBound && (Code.isIdeograph(codes[cursor]) || codes[cursor] == Code.colon)
    }

    private func isUnit(at place: Int) -> Bool {
        guard place < end else { return false }
        if measures.longest(in: codes, at: place, before: end) != nil { return true }
        return codes[place] == 0x4E07 || codes[place] == 0x4EBF || codes[place] == 0x4F59
    }

    // MARK: Chinese numerals

    private mutating func chinese() {
        let begin = place
        // Terms such as 三公, 一般公共预算 come first.
        if let hit = lexicon.longest(in: codes, at: begin, before: end), hit.length > 1 {
            tokens.append(Token(kind: .term(hit.meaning), range: begin..<begin + hit.length))
            place += hit.length
            return
        }
        var run = begin
        while run < end, ChineseNumeral.isNumeral(codes[run]) { run += 1 }
        defer { place = max(place, run) }
        let before = previousCode(begin)
        // 第十一届, 百分之八十.
        if before == 0x7B2C { return }
        guard let reading = ChineseNumeral.read(codes, at: begin, before: end) else { return }
        let after = begin + reading.length
        if reading.isDigitRow, reading.length == 4, code(at: after) == 0x5E74 {
            tokens.append(Token(kind: .year(reading.value), range: begin..<after + 1))
            place = dateTail(after + 1)
            return
        }
        if let next = code(at: after), next == 0x6708 || next == 0x65E5 || next == 0x53F7 || next == 0x5E74 { return }
        if before == 0x4E4B, begin >= 3, codes[begin - 2] == 0x5206, codes[begin - 3] == 0x767E {
            percent(reading, begin)
            return
        }
        guard let unit = unit(at: skipApproximate(after).place, chinese: true) else {
            return
        }
        // 一个, 三类, 十分: words more than counts; 一亿元 and 三千余份 are counts.
        let isLarge = reading.value >= 11 || reading.exponent >= 4
        guard isLarge || unit.measure.dimension == .money else { return }
        guard unit.measure.dimension != .points || reading.value >= 11 else { return }
        let digits = Digits(value: ExactDecimal(reading.value), range: begin..<after, whole: reading.length, hasPoint: false)
        place = after
        finish(digits, begin, marks: .chinese, closing: reading.exponent)
    }

    private mutating func percent(_ reading: ChineseNumeral.Reading, _ begin: Int) {
        var after = begin + reading.length
        var value = ExactDecimal(reading.value)
        if code(at: after) == 0x70B9, let places = ChineseNumeral.read(codes, at: after + 1, before: end), places.isDigitRow || places.length == 1 {
            guard places.length <= 9, let part = try? ExactDecimal(places.value).shifted(by: -places.length), let sum = try? value + part else { return }
            value = sum
            after += 1 + places.length
        }
        place = after
        append(
            Figure(
                number: value, measure: Measure(.percent, printed: "%"), range: begin - 3..<after, digits: begin - 3..<after, marks: .chinese, label: begin..<begin, tail: after..<after,
                line: lineNumber, sentence: 0, depth: 0, role: .none, scope: []))
    }

    // MARK: Units

    private mutating func finish(_ digits: Digits, _ begin: Int, marks: Figure.Marks, closing: Int = 0) {
        var marks = marks
        var value = digits.value
        var cursor = place
        // 80—90分, 10%-15%.
        if let dash = rangeDash(at: cursor, from: value), let second = readDigits(at: skipBlank(dash)) {
            range(digits, second, begin)
            return
        }
        let rough = skipApproximate(cursor)
        if rough.isApproximate { marks.insert(.approximate) }
        cursor = rough.place
        var measure = Measure.none
        var unitEnd = place
        var exponent = closing
        if closing > 0, code(at: cursor) == 0x5143 {  // 二百万 + 元
            measure = Measure(.money, exponent: closing, printed: closing == 8 ? "亿元" : "万元")
            unitEnd = cursor + 1
        } else if let unit = unit(at: cursor, chinese: marks.contains(.chinese)) {
            measure = unit.measure
            unitEnd = unit.end
            if unit.isApproximate { marks.insert(.approximate) }
            exponent = 0
            if closing > 0 { measure.exponent += closing }
        }
        if measure.dimension == .none, closing > 0 { (measure.exponent, unitEnd) = (exponent, cursor) }
        if measure.dimension == .percent, measure.exponent < 0 {
            guard let percent = try? value.shifted(by: -1) else { return }
            value = percent
            measure.exponent = 0
        }
        if measure.dimension == .money, let slash = code(at: unitEnd), slash == 0x2F || slash == 0x6BCF, let next = code(at: unitEnd + 1), Code.isIdeograph(next) || Code.isLetter(next) || next == Code.open, !isAmountName(at: unitEnd + 1) {
            measure.dimension = .unitPrice
            marks.insert(.perUnit)
            unitEnd += 2
        }
        place = max(place, unitEnd)
        append(
            Figure(
                number: value, measure: measure, range: begin..<max(unitEnd, digits.range.upperBound), digits: digits.range, marks: marks,
                label: begin..<begin, tail: unitEnd..<unitEnd, line: lineNumber, sentence: 0, depth: 0, role: .none, scope: []))
    }

    /// 197万元/预算数200万元: behind the stroke stands what another amount is called, not what a price is for.
    private func isAmountName(at place: Int) -> Bool {
        guard let hit = lexicon.longest(in: codes, at: place, before: end), hit.length > 1 else { return false }
        return switch hit.meaning {
        case .initialBudget, .adjustedBudget, .budget, .received, .available, .income, .executed, .spending: true
        default: false
        }
    }

    /// Both ends of a range become figures marked so.
    private mutating func range(_ first: Digits, _ second: Digits, _ begin: Int) {
        let unit = unit(at: second.range.upperBound, chinese: false)
        let unitEnd = unit?.end ?? second.range.upperBound
        place = unitEnd
        for digits in [first, second] {
            append(
                Figure(
                    number: digits.value, measure: unit?.measure ?? .none, range: begin..<unitEnd, digits: digits.range, marks: .range, label: begin..<begin,
                    tail: unitEnd..<unitEnd, line: lineNumber, sentence: 0, depth: 0, role: .none, scope: []))
        }
    }

    /// The place behind the dash of a range, with the unit of its first number passed over.
    private func rangeDash(at start: Int, from first: ExactDecimal) -> Int? {
        var place = start
        if place < end, codes[place] == Code.percent { place += 1 } else if let unit = measures.longest(in: codes, at: place, before: end), place + unit.length < end, isRangeMark(codes[place + unit.length]) { place += unit.length }
        place = skipBlank(place)
        guard place < end, isRangeMark(codes[place]) else { return nil }
        var next = place + 1
        // Dashes come in pairs.
        if next < end, codes[next] == codes[place] { next += 1 }
        next = skipBlank(next)
        guard next < end, Code.isDigit(codes[next]), let second = readDigits(at: next) else { return nil }
        // 207.45 — 100%: a dash with blanks around it that goes down is an empty cell.
        if place > start, codes[place - 1] == Code.blank, codes[next - 1] == Code.blank, second.value < first { return nil }
        // 2389-300=2089 is a sum.
        if codes[place] == Code.dash {
            var after = second.range.upperBound
            if let unit = measures.longest(in: codes, at: after, before: end) { after += unit.length }
            after = skipBlank(after)
            if after < end, codes[after] == 0x3D || codes[after] == 0x2B { return nil }
        }
        return next
    }

    private func isRangeMark(_ code: UInt16) -> Bool { code == Code.dash || code == Code.tilde || code == 0x81F3 }

    private struct Unit {
        var measure: Measure
        var end: Int
        var isApproximate: Bool
    }

    private func unit(at start: Int, chinese: Bool) -> Unit? {
        var cursor = start
        if line.kind != .tableRow { cursor = skipBlank(cursor) }
        guard cursor < end else { return nil }
        if let found = plainUnit(at: cursor) { return Unit(measure: found.measure, end: found.end, isApproximate: false) }
        // 1.2万人次, 300余万元.
        let exponent: Int
        switch codes[cursor] {
        case 0x4E07: exponent = 4
        case 0x4EBF: exponent = 8
        case 0x5343: exponent = 3
        case 0x767E where !chinese: exponent = 2
        default: return nil
        }
        let rough = skipApproximate(cursor + 1)
        if let found = plainUnit(at: rough.place) {
            var measure = found.measure
            measure.exponent += exponent
            measure.printed = measure.printed.times(exponent == 4 ? .myriad : exponent == 8 ? .hundredMillion : exponent == 3 ? .thousand : .hundred)
            return Unit(measure: measure, end: found.end, isApproximate: rough.isApproximate)
        }
        guard exponent >= 4 else { return nil }
        return Unit(measure: Measure(.none, exponent: exponent, printed: exponent == 4 ? "万" : "亿"), end: cursor + 1, isApproximate: rough.isApproximate)
    }

    private func plainUnit(at cursor: Int) -> (measure: Measure, end: Int)? {
        guard let found = measures.longest(in: codes, at: cursor, before: end) else { return counter(at: cursor) }
        let after = cursor + found.length
        if found.meaning.dimension == .points, let next = code(at: after), Self.wordsWithPoints.contains(next) { return nil }
        if found.meaning.printed == UnitName.yuan, let next = code(at: after), next == 0x65E6 || next == 0x5BB5 || next == 0x7D20 { return nil }  // 元旦 元宵 元素
        // 万元以上 keeps its unit; 人民, 人均, 人员经费 are words of their own.
        if found.meaning.printed == UnitName.person, let next = code(at: after), next == 0x6C11 || next == 0x5747 || next == 0x5927 { return nil }
        if found.meaning.printed == UnitName.year, let next = code(at: after), next == 0x7EA7 || next == 0x5EA6 { return nil }
        return (found.meaning, after)
    }

    /// A counter that no table knows: one character right behind the number with nothing but a break after it.
    private func counter(at cursor: Int) -> (measure: Measure, end: Int)? {
        guard cursor < end, Code.isIdeograph(codes[cursor]), !ChineseNumeral.isNumeral(codes[cursor]), !Self.noCounters.contains(codes[cursor]) else { return nil }
        if let next = code(at: cursor + 1), !Self.isSeparator(next), !Self.verbs.contains(next) { return nil }
        let printed = UnitName(code: codes[cursor])
        return (Measure(.count(printed), printed: printed), cursor + 1)
    }

    /// 提 增 降 升 减 上 下 扩 到 至: a change follows the counter.
    private static let verbs = CodeSet("提增降升减上下扩到至")

    /// 余 多 来 几 左 以 的 和 至 到 为 年 月 日 号 优 良 中 差 是 后 前 内 外 起.
    private static let noCounters = CodeSet("余多来几左以的和至到为年月日号优良中差是后前内外起万亿千百")

    /// 分别, 分析, 分类, 分钟, 分配, 分布 … are no points.
    private static let wordsWithPoints: CodeSet = [
        0x522B, 0x6790, 0x7C7B, 0x949F, 0x914D, 0x5E03, 0x6563, 0x7BA1, 0x961F, 0x5C40, 0x516C, 0x671F, 0x6237, 0x89E3, 0x6B67, 0x9662, 0x90E8, 0x6821, 0x652F,
        0x7EA7, 0x6863, 0x533A, 0x5DE5, 0x644A, 0x4E4B, 0x6279, 0x9879, 0x7AD9, 0x53D1, 0x6BB5, 0x503C,
    ]

    // MARK: Walking

    private func code(at place: Int) -> UInt16? { place >= line.range.lowerBound && place < end ? codes[place] : nil }

    /// The code before a place, blanks passed over; nil at the head of the line.
    private func previousCode(_ place: Int) -> UInt16? {
        var cursor = place - 1
        while cursor >= line.range.lowerBound, codes[cursor] == Code.blank { cursor -= 1 }
        return cursor >= line.range.lowerBound ? codes[cursor] : nil
    }

    private func skipBlank(_ start: Int) -> Int {
        var place = start
        while place < end, codes[place] == Code.blank { place += 1 }
        return place
    }

    /// 余, 多, 来, 几 between a number and its unit.
    private func skipApproximate(_ start: Int) -> (place: Int, isApproximate: Bool) {
        guard let code = code(at: start), code == 0x4F59 || code == 0x591A || code == 0x6765 || code == 0x51E0 else { return (start, false) }
        return (start + 1, true)
    }

    /// More figures than any paragraph, and any report, has; what follows them is left out and counted.
    private static let mostInLine = 2_000
    private static let mostInText = 60_000

    private mutating func append(_ figure: Figure) {
        guard figures.count - firstOfLine < Self.mostInLine, figures.count < Self.mostInText else {
            leftOut += 1
            return
        }
        tokens.append(Token(kind: .figure(figures.count), range: figure.range))
        figures.append(figure)
    }

    static func isSeparator(_ code: UInt16) -> Bool {
        switch code {
        case Code.comma, Code.pause, Code.semicolon, Code.stop, Code.colon, Code.open, Code.close, Code.tab, 0x2C, 0x21, 0x3F, 0x7C, 0x2F, 0x300A, 0x300B: true
        default: false
        }
    }
}

/// What the scanner may find at a character, by its code: most begin nothing and cost one look.
private enum CodeKinds {
    static let digit: UInt8 = 1
    static let numeral: UInt8 = 2
    static let grade: UInt8 = 4
    static let term: UInt8 = 8
    static let separator: UInt8 = 16

    static let table: [UInt8] = {
        let grades = Set(GradeWord.folded.map { $0.codes[0] })
        return (0...UInt16.max).map { code in
            var kind: UInt8 = 0
            if Code.isDigit(code) { kind |= digit }
            if ChineseNumeral.isNumeral(code) { kind |= numeral }
            if grades.contains(code) { kind |= grade }
            if Lexicon.shared.opening.contains(code) { kind |= term }
            if FigureScanner.isSeparator(code) { kind |= separator }
            return kind
        }
    }()
}
