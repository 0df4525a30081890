import BudgetModel
import Quantities

/// The bands of points that a text gives to its grades: 90分以上为优, 80≤得分＜90为良, 优（90—100分）.
struct GradeBands {
    struct Band {
        var grade: Grade
        /// The lowest score of the grade; nil for the lowest grade.
        var from: ExactDecimal?
        var upTo: ExactDecimal?
        /// Whether `upTo` itself belongs to the grade.
        var includesUpper: Bool

        func holds(_ score: ExactDecimal) -> Bool {
            (from.map { score >= $0 } ?? true) && (upTo.map { score < $0 || includesUpper && score == $0 || $0 == .hundred && score == $0 } ?? true)
        }
    }

    let bands: [Band]

    init(_ parts: TakenApart) { bands = parts.tokens.indices.compactMap { Self.band(parts, $0) } }

    /// The grade a score has by the text's own bands, or by the usual ones where the text has none.
    ///
    /// What lies between two bands (89.5 between 80—89 and 90—100) belongs to the lower one.
    func grade(of score: ExactDecimal, claimed: Grade) -> Grade {
        if bands.contains(where: { $0.grade == claimed && $0.holds(score) }) { return claimed }
        guard areNamed else {
            if let own = bands.first, own.grade == claimed, Self.national(score) == claimed { return score < (own.from ?? .zero) ? Self.below(claimed) : claimed }
            return Self.national(score)
        }
        if let band = bands.filter({ $0.holds(score) }).max(by: { ($0.from ?? .zero) < ($1.from ?? .zero) }) { return band.grade }
        return bands.filter { ($0.from ?? .zero) <= score }.max { ($0.from ?? .zero) < ($1.from ?? .zero) }?.grade ?? Self.national(score)
    }

    /// Whether the text names bands of its own.
    var areNamed: Bool { Set(bands.map(\.grade)).count >= 2 }

    /// The bound from which a grade begins by the text's own bands.
    func bound(of grade: Grade) -> ExactDecimal? { bands.first { $0.grade == grade }?.from }

    /// Whether two grades stand next to each other.
    static func areNeighbours(_ left: Grade, _ right: Grade) -> Bool { below(left) == right || below(right) == left }

    private static func below(_ grade: Grade) -> Grade {
        switch grade {
        case .excellent: .good
        case .good: .fair
        case .fair, .poor: .poor
        }
    }

    /// 90, 80, 60: the bands of the national rule.
    private static func national(_ score: ExactDecimal) -> Grade {
        score >= ExactDecimal(90) ? .excellent : score >= ExactDecimal(80) ? .good : score >= ExactDecimal(60) ? .fair : .poor
    }

    // MARK: Reading

    /// The band that stands before a word of a grade, or in the bracket or behind the colon that follows it.
    static func band(_ parts: TakenApart, _ index: Int) -> Band? {
        guard case .grade(let word) = parts.tokens[index].kind else { return nil }
        let codes = parts.text.codes
        let line = parts.text.lines[parts.text.line(at: parts.tokens[index].range.lowerBound)].range
        let name = parts.tokens[index].range
        var low = name.lowerBound
        // 90（含）分: the bracket belongs to the band.
        while low > line.lowerBound, name.lowerBound - low < reach, !opensClause(codes, low - 1) { low -= 1 }
        if let band = read(codes, low..<name.lowerBound, word.grade) { return band }
        var begin = name.upperBound
        while begin < line.upperBound, begin - name.upperBound < 2, isQuote(codes[begin]) || Code.isSpace(codes[begin]) || codes[begin] == 0x7B49 || codes[begin] == 0x7EA7 || codes[begin] == 0x6863 { begin += 1 }
        guard begin < line.upperBound, codes[begin] == Code.open || codes[begin] == Code.colon else { return nil }
        var high = begin + 1
        while high < line.upperBound, high - begin < reach, !opensClause(codes, high) { high += 1 }
        // 良（90分及以上为优，75分至90分为良）: the bracket explains all grades, and begins with another.
        if let next = parts.tokens[(index + 1)...].prefix(12).first(where: { if case .grade = $0.kind { $0.range.lowerBound > begin } else { false } }), next.range.upperBound <= high { return nil }
        return read(codes, begin + 1..<high, word.grade)
    }

    private static let reach = 26

    private static func opensClause(_ codes: [UInt16], _ place: Int) -> Bool {
        switch codes[place] {
        case Code.comma, Code.pause, Code.semicolon, Code.stop, Code.colon, 0x2C: true
        // （含）, (不含) stand within a band.
        case Code.open, Code.close: !isInclusion(codes, place)
        default: false
        }
    }

    /// A bracket of （含） or （不含）.
    private static func isInclusion(_ codes: [UInt16], _ place: Int) -> Bool {
        if codes[place] == Code.open { return place + 2 < codes.count && codes[place + 1] == 0x542B || place + 3 < codes.count && codes[place + 1] == 0x4E0D && codes[place + 2] == 0x542B }
        if codes[place] == Code.close { return place >= 2 && codes[place - 1] == 0x542B || place > 6 && codes[(place - 6)..<place].contains(0x542B) && codes[(place - 6)..<place].contains(Code.open) }
        return false
    }

    private static func isQuote(_ code: UInt16) -> Bool { (0x2018...0x201F).contains(code) || code == 0x22 }

    /// Reads the bounds of one band; nil where a number is none, or is a rate.
    private static func read(_ codes: [UInt16], _ range: Range<Int>, _ grade: Grade) -> Band? {
        var from: ExactDecimal?, upTo: ExactDecimal?
        var includesUpper = false
        var isFound = false
        var place = range.lowerBound
        while place < range.upperBound {
            guard Code.isDigit(codes[place]) else {
                place += 1
                continue
            }
            let number = digits(codes, place, range.upperBound)
            var after = skip(codes, number.end, range.upperBound)
            guard number.value <= ExactDecimal(150) else { return nil }
            if after.end < range.upperBound, codes[after.end] == Code.percent { return nil }
            switch sign(codes, before: place, range.lowerBound) {
            case .atLeast: (from, isFound) = (number.value, true)
            case .atMost(let isIncluded): (upTo, includesUpper, isFound) = (number.value, isIncluded, true)
            case nil: break
            }
            // 80—90分, 80分（含）至90分
            if let dash = rangeMark(codes, after.end, range.upperBound) {
                let second = skip(codes, dash, range.upperBound).end
                if second < range.upperBound, Code.isDigit(codes[second]) {
                    let other = digits(codes, second, range.upperBound)
                    let behind = skip(codes, other.end, range.upperBound)
                    if behind.end < range.upperBound, codes[behind.end] == Code.percent { return nil }
                    let ends = [number.value, other.value].sorted()
                    (from, upTo, isFound) = (ends[0], ends[1], true)
                    includesUpper = behind.isIncluded != false && (after.isIncluded != true || behind.isIncluded == true)
                    place = behind.end
                    continue
                }
            }
            switch sign(codes, behind: after.end, range.upperBound) {
            case .atLeast: (from, isFound) = (number.value, true)
            case .atMost(let isIncluded): (upTo, includesUpper, isFound) = (number.value, isIncluded || after.isIncluded == true, true)
            case nil: break
            }
            if after.end == place { after.end += 1 }
            place = after.end
        }
        return isFound ? Band(grade: grade, from: from, upTo: upTo, includesUpper: includesUpper) : nil
    }

    private static func digits(_ codes: [UInt16], _ start: Int, _ end: Int) -> (value: ExactDecimal, end: Int) {
        var place = start
        var significand: Int128 = 0
        var scale = 0
        var hasPoint = false
        while place < end, place - start < 12, Code.isDigit(codes[place]) || !hasPoint && codes[place] == Code.point && place + 1 < end && Code.isDigit(codes[place + 1]) {
            if codes[place] == Code.point { hasPoint = true } else {
                significand = significand * 10 + Int128(codes[place] - 0x30)
                if hasPoint { scale += 1 }
            }
            place += 1
        }
        return (ExactDecimal(significand: significand, scale: scale), place)
    }

    /// Passes over blanks, 分, （含） and （不含）.
    private static func skip(_ codes: [UInt16], _ start: Int, _ end: Int) -> (end: Int, isIncluded: Bool?) {
        var place = start
        var isIncluded: Bool?
        while place < end {
            if Code.isSpace(codes[place]) || codes[place] == 0x5206 {
                place += 1
            } else if codes[place] == Code.open, let close = (place..<min(end, place + 7)).first(where: { codes[$0] == Code.close }), codes[place..<close].contains(0x542B) {
                isIncluded = codes[place + 1] != 0x4E0D
                place = close + 1
            } else {
                break
            }
        }
        return (place, isIncluded)
    }

    private enum Bound: Equatable { case atLeast, atMost(isIncluded: Bool) }

    private static func sign(_ codes: [UInt16], before place: Int, _ start: Int) -> Bound? {
        var last = place - 1
        while last >= start, Code.isSpace(codes[last]) { last -= 1 }
        guard last >= start else { return nil }
        switch codes[last] {
        case Code.atLeast, 0x3E: return .atLeast
        case Code.atMost: return .atMost(isIncluded: true)
        case 0x3C: return .atMost(isIncluded: false)
        default: break
        }
        func ends(_ word: String) -> Bool {
            let folded = word.unicodeScalars.map { ReportText.folded($0.value) }
            return last + 1 - start >= folded.count && codes[(last + 1 - folded.count)...last].elementsEqual(folded)
        }
        if ["不低于", "不少于", "大于等于", "大于或等于", "高于", "大于", "超过", "达到"].contains(where: ends) { return ends("不高于") || ends("不大于") || ends("不超过") ? .atMost(isIncluded: true) : .atLeast }
        if ["小于等于", "小于或等于"].contains(where: ends) { return .atMost(isIncluded: true) }
        if ["低于", "小于", "不足", "少于", "不满", "不到"].contains(where: ends) { return .atMost(isIncluded: false) }
        return nil
    }

    private static func sign(_ codes: [UInt16], behind place: Int, _ end: Int) -> Bound? {
        guard place < end else { return nil }
        // 80≤得分: the number is the lower bound.
        switch codes[place] {
        case Code.atMost, 0x3C: return .atLeast
        case Code.atLeast: return .atMost(isIncluded: true)
        case 0x3E: return .atMost(isIncluded: false)
        default: break
        }
        // 以上, 及以上, 含以上; 以下, 及以下
        let words = codes[place..<min(end, place + 4)]
        if let first = words.firstIndex(of: 0x4EE5), first + 1 < end {
            if codes[first + 1] == 0x4E0A { return .atLeast }
            if codes[first + 1] == 0x4E0B { return .atMost(isIncluded: words.first == 0x53CA || words.first == 0x542B) }
        }
        return nil
    }

    private static func rangeMark(_ codes: [UInt16], _ start: Int, _ end: Int) -> Int? {
        guard start < end, codes[start] == Code.dash || codes[start] == Code.tilde || codes[start] == 0x81F3 || codes[start] == 0x5230 else { return nil }
        return start + 1 < end && codes[start + 1] == codes[start] ? start + 2 : start + 1
    }
}
