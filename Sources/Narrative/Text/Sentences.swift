/// A text taken apart: its figures with their surroundings, and all tokens in order.
///
/// Every relation reads from here; nothing in here is a judgement.
package struct TakenApart: Sendable {
    package let text: ReportText
    package internal(set) var figures: [Figure] = []
    var tokens: [Token] = []
    /// The tokens of each sentence, its end included.
    var sentences: [Range<Int>] = []
    /// Whether the sentence ends with its line.
    var lastOfLine: [Bool] = []
    /// The tokens of each line.
    var lines: [Range<Int>] = []
    /// The sentences of each line.
    var lineSentences: [Range<Int>] = []
    /// The token of each figure.
    var tokenOfFigure: [Int] = []
    /// The tokens that make up the label of each figure.
    var labelTokens: [[Int]] = []
    /// The money of forms that were run together.
    var fundRows: [FundRows] = []
    /// The unit that the text gives for amounts without one: 单位：万元.
    var amountUnit: Measure?
    /// The line that gives it.
    var amountUnitLine = -1
    /// The year the report speaks of.
    package var year: Int?
    /// Figures that were passed over because a line, or the text, holds more than any report.
    package private(set) var figuresLeftOut = 0
    /// Numbers of more than 30 digits, which are no figures.
    package private(set) var longNumbers = 0

    package init(_ text: ReportText) {
        self.text = text
        var scanner = FigureScanner(text.codes)
        for (number, line) in text.lines.enumerated() {
            let begin = scanner.tokens.count
            scanner.scan(line, number: number)
            lines.append(begin..<scanner.tokens.count)
        }
        (figures, tokens) = scanner.give()
        figuresLeftOut = scanner.leftOut
        longNumbers = scanner.longNumbers
        tokenOfFigure = Array(repeating: 0, count: figures.count)
        labelTokens = Array(repeating: [], count: figures.count)
        year = yearOfReport()
        for (number, line) in lines.enumerated() {
            if let unit = AmountUnits.unit(in: text, text.lines[number].range) { (amountUnit, amountUnitLine) = (unit, number) }
            annotate(line, number)
        }
        fundRows = FundRows.assign(&self)
        FundRows.assignColumns(&self)
        PointPairs.assign(&self)
    }
}

extension TakenApart {
    /// The year of the title, or the one the text speaks of most; 2015年下发的文件 comes first in many.
    private func yearOfReport() -> Int? {
        var counts: [(year: Int, count: Int)] = []
        for (index, token) in tokens.prefix(400).enumerated() {
            guard case .year(let year) = token.kind else { continue }
            // A year of the title outweighs what the text says of others.
            let weight = lines.first.map { $0.contains(index) && $0.count < 12 } ?? false ? 20 : text.codes.indices.contains(token.range.upperBound) && text.codes[token.range.upperBound] == 0x5EA6 ? 2 : 1
            if let place = counts.firstIndex(where: { $0.year == year }) { counts[place].count += weight } else { counts.append((year, weight)) }
        }
        var best: (year: Int, count: Int)?
        for entry in counts where entry.count > best?.count ?? 0 { best = entry }
        return best?.year
    }
}

// MARK: - Surroundings

extension TakenApart {
    private mutating func annotate(_ line: Range<Int>, _ number: Int) {
        let firstSentence = sentences.count
        var begin = line.lowerBound
        for index in line {
            guard case .separator(let code) = tokens[index].kind, code == Code.stop || code == Code.newline else { continue }
            if index > begin || code == Code.newline {
                sentences.append(begin..<index + 1)
                lastOfLine.append(code == Code.newline)
                annotate(sentence: sentences.count - 1, isTabular: text.lines[number].kind == .tableRow)
            }
            begin = index + 1
        }
        lineSentences.append(firstSentence..<sentences.count)
    }

    /// Gives each figure of a sentence its label, depth, role, scope and year.
    private mutating func annotate(sentence: Int, isTabular: Bool) {
        let range = sentences[sentence]
        var depth = 0
        // Where the label begins, and its tokens without those in brackets.
        var labelStart = range.lowerBound == 0 ? 0 : tokens[range.lowerBound - 1].range.upperBound
        var label: [Int] = []
        // The labels and years that brackets interrupt, with the place of each bracket.
        var outer: [(start: Int, tokens: [Int], bracket: Int, year: Int?)] = []
        var yearInSentence: Int?
        // Behind 其中, up to the next semicolon, figures are parts.
        var arePartsAt: Int?
        // One part alone before a semicolon is no list yet: 其中：A 0万元；B 8.47万元；C 0.30万元.
        var partsBefore: [Int] = []
        var isListDoubtful = false
        // What the label held before a title in 《》; titles name no amounts.
        var beforeTitle: [Int]?
        for index in range {
            let token = tokens[index]
            switch token.kind {
            case .separator(let code):
                if code == Code.semicolon, arePartsAt != nil {
                    if partsBefore.count == 1 || isListDoubtful { isListDoubtful = true } else { arePartsAt = nil }
                }
                switch code {
                case 0x300A: beforeTitle = label
                case 0x300B:
                    if let kept = beforeTitle { label = kept }
                    beforeTitle = nil
                case Code.open:
                    depth += 1
                    outer.append((labelStart, label, token.range.lowerBound, yearInSentence))
                    (labelStart, label) = (token.range.upperBound, [])
                case Code.close:
                    if depth > 0 { depth -= 1 }
                    if let level = arePartsAt, level > depth { arePartsAt = nil }
                    if let before = outer.popLast() {
                        // 含2023年转列的5个项目 in brackets says nothing of what follows them.
                        yearInSentence = before.year ?? yearInSentence
                        let isEmpty = !text.codes[before.start..<max(before.start, before.bracket)].contains(where: Code.isIdeograph)
                        (labelStart, label) = (isEmpty ? token.range.upperBound : before.start, before.tokens)
                    }
                case Code.colon, Code.tab, 0x7C:
                    // 全年预算数：2089: the label goes on where the number follows at once.
                    if !figureFollows(index, token.range.upperBound) { (labelStart, label) = (token.range.upperBound, []) }
                default:
                    (labelStart, label) = (token.range.upperBound, [])
                }
            case .year(let year):
                // 截至2020年5月底 says until when, not of which year.
                if isDeadline(token.range.lowerBound) { continue }
                if beforeTitle == nil { yearInSentence = year }
                label.append(index)
            case .term(let term):
                if term == .comprising { (arePartsAt, partsBefore, isListDoubtful) = (depth, [], false) }
                label.append(index)
            case .grade: break
            case .figure(let number):
                var words = max(labelStart, 0)..<max(labelStart, token.range.lowerBound)
                // 专项资金（6778万元）: the name stands before the bracket that holds nothing else.
                if figures[number].isMoney, words.isEmpty, label.isEmpty, let before = outer.last, before.bracket + 1 == token.range.lowerBound, before.start < before.bracket, text.codes.indices.contains(token.range.upperBound), text.codes[token.range.upperBound] == Code.close,
                    text.codes[before.start..<before.bracket].contains(where: Code.isIdeograph)
                {
                    words = before.start..<before.bracket
                    label = before.tokens
                }
                tokenOfFigure[number] = index
                labelTokens[number] = label
                figures[number].label = trimmed(words)
                figures[number].sentence = sentence
                figures[number].depth = depth
                if depth > 0 { figures[number].marks.insert(.bracketed) }
                if isTabular { figures[number].marks.insert(.tabular) }
                figures[number].tail = token.range.upperBound..<(index + 1 < tokens.count ? max(token.range.upperBound, tokens[index + 1].range.lowerBound) : token.range.upperBound)
                readUnitOfName(number)
                markBounds(number, index, range)
                if arePartsAt != nil, isListDoubtful ? speaksOfWhole(number, partsBefore) : partsBefore.count >= 2 && leavesList(number) { arePartsAt = nil }
                if arePartsAt != nil, depth == arePartsAt, figures[number].isMoney || partsBefore.isEmpty, !figures[number].isPercent { partsBefore.append(number) }
                Roles.assign(&self, number, yearInSentence)
                if arePartsAt != nil, !isRateOfWhole(number, partsBefore) { figures[number].scope.insert(.part) }
                takeEarlierWords(number, index, range)
                inherit(number, index, range)
                if figures[number].isMoney, figures[number].role == .none { lookBehind(number, index) }
                (labelStart, label) = (token.range.upperBound, [])
            }
        }
    }

    /// 截至, 截止, 到 or 至 stands right before a year.
    private func isDeadline(_ place: Int) -> Bool { place > 0 && [0x81F3, 0x6B62, 0x5230].contains(text.codes[place - 1]) }

    /// Whether a clause behind a part and a semicolon has gone back to the whole.
    private func speaksOfWhole(_ number: Int, _ listed: [Int]) -> Bool {
        guard let first = listed.first, !figures[number].isPercent else { return false }
        if figures[number].measure.dimension != figures[first].measure.dimension { return true }
        return text.words(figures[number].label).contains(anyOf: ["全年", "本年", "年初", "年末", "总", "合计", "共", "调整", "结转", "结余"])
    }

    /// 实际支付355.16万元，其中：中央248.74万元、县级31.71万元，执行率65%: behind plain parts a bare rate is that of the whole.
    private func isRateOfWhole(_ number: Int, _ listed: [Int]) -> Bool {
        guard figures[number].role == .executionRate, listed.count >= 2, let first = labelTokens[number].first, tokens[first].range == figures[number].label || figures[number].label.count <= 5 else { return false }
        return listed.allSatisfy { figures[$0].role == .none }
    }

    /// 其中A 100万元，B 11万元，调减40万元，全年实际下达81万元: the list is over.
    private func leavesList(_ number: Int) -> Bool {
        guard figures[number].isMoney else { return false }
        return has(.cut, number) || text.words(figures[number].label).contains(anyOf: ["全年", "实际下达", "实际到位", "实际支出", "调整后", "年末结"])
    }

    /// 人数37, 户数为120: the unit stands in the name.
    private mutating func readUnitOfName(_ number: Int) {
        guard figures[number].measure == .none, !figures[number].marks.contains(.tabular), !figures[number].label.isEmpty else { return }
        var end = figures[number].label.upperBound
        // 为, 是, 共
        while end > figures[number].label.lowerBound, [0x4E3A, 0x662F, 0x5171, Code.colon, Code.blank].contains(text.codes[end - 1]) { end -= 1 }
        // 数
        guard end - figures[number].label.lowerBound >= 2, text.codes[end - 1] == 0x6570, let unit = MeasureTable.shared.longest(in: text.codes, at: end - 2, before: end - 1), case .count = unit.meaning.dimension else { return }
        figures[number].measure = unit.meaning
    }

    /// 2519.17万元的部门支出: the words may follow their amount.
    private mutating func lookBehind(_ number: Int, _ index: Int) {
        // 还有450万元暂未拨付.
        let label = text.words(figures[number].label)
        if label.hasSuffix(anyOf: ["还有", "尚有", "剩余", "另有", "仍有", "余"]) {
            let begin = figures[number].range.upperBound
            let words = text.words(begin..<min(text.count, begin + 8))
            if words.contains(anyOf: ["未拨付", "未支付", "未支出", "未使用", "未执行", "未兑付"]) {
                figures[number].role = .balance
                return
            }
        }
        let end = figures[number].range.upperBound
        guard end < text.codes.count, text.codes[end] == 0x7684, index + 1 < tokens.count, case .term(let term) = tokens[index + 1].kind, tokens[index + 1].range.lowerBound - end <= 4 else { return }
        switch term {
        case .executed, .spending: figures[number].role = .executed
        case .initialBudget: figures[number].role = .initialBudget
        case .adjustedBudget: figures[number].role = .adjustedBudget
        case .budget: figures[number].role = .budget
        case .balance: figures[number].role = .balance
        default: return
        }
        figures[number].tail = end..<tokens[index + 1].range.upperBound
    }

    /// 年初批复预算8个项目985万元: the words stand before the count; 共计下达中央、市级资金3580.69万元: they open the sentence.
    private mutating func takeEarlierWords(_ number: Int, _ index: Int, _ sentence: Range<Int>) {
        guard figures[number].isMoney, figures[number].role == .none else { return }
        if number > 0, figures[number].label.count <= 4, figures[number - 1].sentence == figures[number].sentence, case .count = figures[number - 1].measure.dimension, figures[number - 1].range.upperBound == figures[number].label.lowerBound {
            labelTokens[number] = labelTokens[number - 1] + labelTokens[number]
        } else if tokens[sentence.lowerBound].kind == .term(.total), index - sentence.lowerBound <= 12, !(sentence.lowerBound..<index).contains(where: { if case .figure = tokens[$0].kind { true } else { false } }) {
            labelTokens[number] = Array(sentence.lowerBound..<index)
        } else {
            return
        }
        Roles.assign(&self, number, figures[number].year)
    }

    /// What the words before a list say of its total, and a rate of the more exact one in its bracket.
    private mutating func inherit(_ number: Int, _ index: Int, _ sentence: Range<Int>) {
        if figures[number].role == .none, figures[number].isMoney, has(.total, number), figures[number].depth == 0 {
            // 实际支出：渠道清淤163.7万元、…，合计427.15万元.
            for place in sentence.prefix(Self.tokenReach) {
                switch tokens[place].kind {
                case .figure(let first):
                    // 省级拨付62万元，中央拨付16万元，共计78万元 is what was received.
                    if figures[first].role == .received { figures[number].role = .received }
                    return
                case .term(.executed), .term(.spending): figures[number].role = .executed
                case .term(.received): figures[number].role = .received
                case .separator(Code.colon): if figures[number].role != .none { return }
                default: break
                }
            }
            figures[number].role = .none
        }
        // 项目支出22057.41万元，预算执行率43.26%: what a rate is told of was spent.
        if figures[number].role == .executionRate, number > 0, figures[number - 1].isMoney, figures[number - 1].role == .none, figures[number - 1].sentence == figures[number].sentence, text.words(figures[number - 1].label).hasSuffix("支出") {
            figures[number - 1].role = .executed
            if !figures[number - 1].scope.contains(.part) { figures[number - 1].scope.subtract([.project, .basic]) }
        }
        // 占全县资金总规模5430万元的60.31%: the word stands before the whole.
        if figures[number].isPercent, figures[number].role == .none, number > 0, figures[number - 1].sentence == figures[number].sentence, figures[number].label.first.map({ text.codes[$0] }) == 0x7684, has(.share, number - 1) || has(.executionRate, number - 1) {
            figures[number].role = has(.executionRate, number - 1) ? .executionRate : .share
        }
        // （三）执行率。96.87%: a heading of its own.
        if figures[number].isPercent, figures[number].role == .none, figures[number].label.isEmpty, index > 1, case .separator = tokens[index - 1].kind, tokens[index - 2].kind == .term(.executionRate), figures[number].digits.lowerBound - tokens[index - 2].range.upperBound <= 2 {
            figures[number].role = .executionRate
        }
        // 执行率达99%以上（99.19%）.
        if figures[number].isPercent, figures[number].role == .none, figures[number].label.isEmpty, figures[number].depth > 0, number > 0, figures[number - 1].isPercent, figures[number - 1].line == figures[number].line {
            figures[number].role = figures[number - 1].role
        }
    }

    private func figureFollows(_ index: Int, _ position: Int) -> Bool {
        // A colon and the edge of a cell may stand together.
        var next = index + 1
        while next < tokens.count, next - index <= 2, case .separator(let code) = tokens[next].kind, code == Code.colon || code == Code.tab || code == 0x7C { next += 1 }
        guard next < tokens.count, case .figure = tokens[next].kind else { return false }
        return text.codes[position..<max(position, tokens[next].range.lowerBound)].allSatisfy { Code.isSpace($0) || Self.isSign($0) || $0 == Code.colon || $0 == 0x7C }
    }

    private static func isSign(_ code: UInt16) -> Bool { code == Code.atLeast || code == Code.atMost || code == 0x3D || code == 0x3E || code == 0x3C || code == 0x201C }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, Self.isBlank(text.codes[low]) { low += 1 }
        while low < high, Self.isBlank(text.codes[high - 1]) { high -= 1 }
        return low..<high
    }

    private static func isBlank(_ code: UInt16) -> Bool { Code.isSpace(code) || code == Code.newline || code == Code.colon || code == 0x7C || code == 0x2F || code == Code.dash || isQuote(code) }

    private static func isQuote(_ code: UInt16) -> Bool { (0x2018...0x201F).contains(code) || code == 0x300A || code == 0x300B || code == 0x22 }

    /// Signs and words that make a figure a bound, a rough number or one for each.
    private mutating func markBounds(_ number: Int, _ index: Int, _ sentence: Range<Int>) {
        var marks = figures[number].marks
        var place = figures[number].digits.lowerBound - 1
        while place >= 0, Code.isSpace(text.codes[place]) { place -= 1 }
        if place >= 0 {
            switch text.codes[place] {
            case Code.atLeast, 0x3E: marks.insert(.lowerBound)
            case Code.atMost, 0x3C: marks.insert(.upperBound)
            case 0x3D: marks.insert(.equals)
            case Code.times, 0x2A: marks.insert(.factor)
            default: break
            }
        }
        if let after = text.codes.indices.contains(figures[number].range.upperBound) ? text.codes[figures[number].range.upperBound] : nil, after == Code.times || after == 0x2A { marks.insert(.factor) }
        // Words right before the number.
        var before = index - 1
        var gap = figures[number].digits.lowerBound
        while before >= sentence.lowerBound, case .term(let term) = tokens[before].kind, gap - tokens[before].range.upperBound <= 1 {
            switch term {
            case .about: marks.insert(.approximate)
            case .atLeast: marks.insert(.lowerBound)
            case .atMost: marks.insert(.upperBound)
            case .each: marks.insert(.each)
            case .perUnit: marks.insert(.perUnit)
            // Only words right at the number bound it: 近视率 is no 近.
            default: before = sentence.lowerBound
            }
            gap = tokens[before].range.lowerBound
            before -= 1
        }
        // 每生每年600元: the words may stand further off in the same label.
        for token in labelTokens[number] { if case .term(.perUnit) = tokens[token].kind, gap - tokens[token].range.upperBound <= 8 { marks.insert(.perUnit) } }
        // Words right behind the unit.
        if index + 1 < tokens.count, case .term(let term) = tokens[index + 1].kind, tokens[index + 1].range.lowerBound - figures[number].range.upperBound <= 1 {
            switch term {
            case .above: marks.insert(.lowerBound)
            case .within, .below: marks.insert(.upperBound)
            case .roughly: marks.insert(.approximate)
            default: break
            }
        }
        figures[number].marks = marks
    }
}

// MARK: - Looking around

extension TakenApart {
    /// Whether a term stands in the label of a figure.
    func has(_ term: Term, _ figure: Int) -> Bool { labelTokens[figure].contains { tokens[$0].kind == .term(term) } }

    /// Whether a year stands in the words of a figure itself.
    func namesYear(_ figure: Int) -> Bool { labelTokens[figure].contains { if case .year = tokens[$0].kind { true } else { false } } }

    /// A name without the particles before its number: 上年结转为, 人数共.
    func bareName(_ label: Range<Int>) -> ArraySlice<UInt16> {
        var words = text.codes[label]
        // 为, 是, 共
        while let last = words.last, [0x4E3A, 0x662F, 0x5171].contains(last) { words.removeLast() }
        return words
    }

    /// Whether a line begins with 其中.
    func opensWithPart(_ line: Int) -> Bool { tokens[lines[line].lowerBound].kind == .term(.comprising) }

    /// Whether a line begins with the number of a section or an item.
    func opensWithNumber(_ line: Int) -> Bool {
        guard let first = text.lines[line].range.first.map({ text.codes[$0] }) else { return false }
        return Code.isDigit(first) || first == Code.open || (0x2460...0x2473).contains(first) || ChineseNumeral.isNumeral(first)
    }

    /// The words of a label without those in brackets.
    func plainWords(_ figure: Int) -> Words {
        let range = figures[figure].label
        guard text.codes[range].contains(Code.open) else { return text.words(range) }
        var words = text.words(range.lowerBound..<range.lowerBound)
        var depth = 0
        var begin = range.lowerBound
        for place in range {
            if text.codes[place] == Code.open {
                if depth == 0 { words = words + text.words(begin..<place) }
                depth += 1
            } else if text.codes[place] == Code.close, depth > 0 {
                depth -= 1
                begin = place + 1
            }
        }
        if depth == 0, begin < range.upperBound { words = words + text.words(begin..<range.upperBound) }
        return words
    }

    /// The whole sentence around a figure, for quotes.
    func sentenceText(_ sentence: Int) -> Range<Int> {
        let range = sentences[sentence]
        var low = range.lowerBound == 0 ? 0 : tokens[range.lowerBound - 1].range.upperBound
        let high = tokens[range.upperBound - 1].range.upperBound
        while low < high, Code.isSpace(text.codes[low]) || text.codes[low] == Code.newline { low += 1 }
        return low..<max(low, high)
    }
}
