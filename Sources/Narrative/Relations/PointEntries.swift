import Quantities

/// The points of indicators wherever the text gives them, each with its name: 履职效益25分 in one chapter, 得26.4分 in another.
struct PointEntries {
    struct Entry {
        /// Its name without 指标, 得分 and numbering.
        var name: [UInt16]
        var block: Scores.Block?
        var weight: Int?
        var score: Int?
        /// Points that may be either; settled at the end of their line.
        var plain: Int?
        var line: Int
        /// Whether it opens its line, as chapters of an analysis do.
        var isHead: Bool
        var first: Int
        var figures: [Int] { [weight, score, plain].compactMap(\.self) }
    }

    /// A total of some lines: 小计18.6分.
    struct Subtotal {
        var figure: Int
        /// The entries of its line before it.
        var members: Range<Int>
        /// The entry that it is the score of.
        var head: Int?
    }

    /// More than the indicators of any report, each named several times.
    private static let mostEntries = 3_000

    private(set) var entries: [Entry] = []
    private(set) var subtotals: [Subtotal] = []

    /// Points named together, one for each name before: 权重分别为10分、30分、30分、30分.
    struct Run {
        var figures: [Int]
        var isWeights: Bool
        /// How many names the sentence lists before it, 0 where that cannot be told.
        var names: Int
        var sentence: Int
    }

    private(set) var runs: [Run] = []

    /// Scores of entries whose own points are known and less than a whole.
    var scoresOfBlocks: Set<Int> {
        Set(numbered.joined()).union(entries.compactMap { entry in entry.weight.flatMap { parts.figures[$0].number <= ExactDecimal(60) ? entry.score : nil } })
    }
    /// The scores of indicators numbered through.
    let numbered: [[Int]]
    private let parts: TakenApart

    init(_ parts: TakenApart) {
        self.parts = parts
        numbered = NumberedScores.lists(parts)
        var section: (name: [UInt16], entry: Int?) = ([], nil)
        for line in parts.lines.indices {
            let head = headName(of: line)
            let begin = entries.count
            read(line, head, section)
            settle(from: begin)
            if isHeading(line), !head.isEmpty { section = (head, entries.indices.last { $0 >= begin && entries[$0].isHead }) }
        }
    }

    // MARK: Lines

    private func isHeading(_ line: Int) -> Bool {
        if case .heading = parts.text.lines[line].kind { return true }
        let range = parts.text.lines[line].range
        return range.count <= 24 && !parts.text.codes[range].contains(where: { $0 == Code.stop || $0 == Code.comma || $0 == Code.semicolon })
    }

    /// Whether a line opens with a clause of a sentence (立项依据充分，) rather than with a name.
    private func isClause(_ line: Int) -> Bool {
        let codes = parts.text.codes
        let range = parts.text.lines[line].range
        return range.prefix(40).first { Self.endsName(codes[$0]) }.map { codes[$0] == Code.comma || codes[$0] == Code.pause } ?? false
    }

    /// Whether a line opens with a numbering of its own.
    private func isNumbered(_ line: Int) -> Bool {
        let codes = parts.text.codes
        let range = parts.text.lines[line].range
        guard let place = range.first(where: { !Code.isSpace(codes[$0]) }) else { return false }
        return codes[place] == Code.open || Code.isDigit(codes[place]) || Code.isLetter(codes[place]) || ChineseNumeral.isNumeral(codes[place]) && range.contains(place + 1) && codes[place + 1] == Code.pause
    }

    /// The words a line opens with, behind its numbering: （三）履职产出。
    private func headName(of line: Int) -> [UInt16] {
        let codes = parts.text.codes
        let range = parts.text.lines[line].range
        guard var place = range.first(where: { Code.isIdeograph(codes[$0]) || codes[$0] == Code.open }) else { return [] }
        // （三）, 三、 and 第三 are numbering.
        if codes[place] == Code.open, let close = (place..<min(range.upperBound, place + 5)).first(where: { codes[$0] == Code.close }) { place = close + 1 }
        if let pause = (place..<min(range.upperBound, place + 4)).first(where: { codes[$0] == Code.pause }), (place..<pause).allSatisfy({ ChineseNumeral.isNumeral(codes[$0]) }) { place = pause + 1 }
        var end = place
        while end < range.upperBound, end - place <= 16, !Self.endsName(codes[end]) { end += 1 }
        guard end - place <= 16 else { return [] }
        return name(place..<end)
    }

    private static func endsName(_ code: UInt16) -> Bool {
        switch code {
        case Code.comma, Code.stop, Code.semicolon, Code.colon, Code.open, Code.tab, Code.newline, Code.pause, 0x7C, 0x2F: true
        default: Code.isDigit(code)
        }
    }

    /// A name without numbering, and without the words that only say it is one.
    private func name(_ range: Range<Int>) -> [UInt16] {
        let codes = parts.text.codes
        var low = range.lowerBound, high = range.upperBound
        while low < high, !Code.isIdeograph(codes[low]) { low += 1 }
        while high > low, !Code.isIdeograph(codes[high - 1]) { high -= 1 }
        var isShorter = true
        while isShorter, low < high {
            isShorter = false
            if Self.headFirsts.contains(codes[low]) {
                for word in Self.heads where high - low >= word.count && codes[low..<low + word.count].elementsEqual(word) {
                    low += word.count
                    isShorter = true
                }
            }
            if low < high, Self.tailLasts.contains(codes[high - 1]) {
                for word in Self.tails where high - low >= word.count && codes[(high - word.count)..<high].elementsEqual(word) {
                    high -= word.count
                    isShorter = true
                }
            }
        }
        guard low < high else { return [] }
        return codes[low..<high].filter { Code.isIdeograph($0) }
    }

    /// Words before and behind a name that do not belong to it.
    private static let heads = ["一是", "二是", "三是", "四是", "五是", "其中", "该项", "该类", "本项", "此项", "本类", "该指标", "该部分", "该", "一级", "二级", "三级", "指标", "其中的", "中", "类", "因此", "故", "综合", "最终", "评价", "考核", "复核", "本次", "项目"].map(folded)
    private static let tails = ["指标", "方面", "部分", "类", "情况", "得分", "得", "自评", "实际", "评分", "分值", "满分", "权重", "合计", "小计", "共计", "合", "共", "应", "计", "为", "获", "各", "占", "赋", "设", "评", "的", "是", "实", "设置", "分别", "依次", "记", "可", "项", "总分", "标准分", "一级", "绩效", "评价", "考核", "打分", "评定"].map(folded)

    private static let headFirsts = CodeSet(heads.map { $0[0] })
    private static let tailLasts = CodeSet(tails.map { $0[$0.count - 1] })

    private static func folded(_ word: String) -> [UInt16] { word.unicodeScalars.map { ReportText.folded($0.value) } }

    // MARK: Entries of a line

    private mutating func read(_ line: Int, _ head: [UInt16], _ section: (name: [UInt16], entry: Int?)) {
        let numbers = parts.lines[line].compactMap { if case .figure(let number) = parts.tokens[$0].kind { number } else { nil } }
        let begin = entries.count
        var current: Int?
        var runEnd = -1
        findRuns(numbers)
        for number in numbers where number > runEnd {
            if entries.count - begin > 200 || entries.count > Self.mostEntries { break }
            guard isPoints(number) else { continue }
            let figure = parts.figures[number]
            let terms = parts.terms(of: number)
            let words = parts.plainWords(number)
            let own = name(figure.label)
            let isTotal = terms.contains(.total) || words.hasSuffix(anyOf: ["共得", "小计"])
            let isScore = figure.role == .score || figure.role == .totalScore || words.hasSuffix(anyOf: ["得", "得分", "评分", "得到"])
            if isEach(number), isScore || own.isEmpty {
                // 分别得5分、3.9分、4.7分、5分: one for each name before.
                let run = run(from: number)
                var open = (begin..<entries.count).filter { entries[$0].score == nil }
                if open.count == run.count + 1, let first = open.first, entries[first].isHead { open.removeFirst() }
                if run.count >= 2, open.count == run.count {
                    for (entry, score) in zip(open, run) { take(score: score, for: entry) }
                    runEnd = run.last!
                    current = nil
                    continue
                }
                if run.count >= 2 {
                    runEnd = run.last!
                    continue
                }
            }
            // 产出指标共计50分，自评得分47分 gives the points of a name, 产出指标小计48分 its score.
            if isTotal, figure.role != .weight, own.isEmpty || own == head && (entries.count > begin || words.contains(anyOf: ["小计", "合计", "得"])) {
                let members = begin..<entries.count
                var target: Int?
                if let first = members.first, entries[first].isHead, entries[first].score == nil, members.count >= 3, isHeadOfOthers(members) { target = first }
                if target == nil, !head.isEmpty, members.isEmpty || entries[members.lowerBound].name != head { target = add(head, number, line, isHead: true, score: number) }
                if target == nil, let entry = section.entry, entries[entry].score == nil, !isTotalOfAll(number) { target = entry }
                if let target, entries[target].score == nil { take(score: number, for: target) }
                subtotals.append(Subtotal(figure: number, members: members, head: target))
                continue
            }
            if terms.contains(.totalScore), own.isEmpty, figure.number > ExactDecimal(60) { continue }
            if isScore, figure.role != .weight {
                if let entry = current, entries[entry].score == nil, own.isEmpty || own == entries[entry].name || !isNamed(own) {
                    take(score: number, for: entry)
                } else if !own.isEmpty {
                    current = add(own, number, line, isHead: own == head, score: number)
                } else if current == nil, let entry = section.entry, entries[entry].score == nil, !isNumbered(line), Scores.Block.of(Words(head)) == nil || isClause(line) {
                    // 一、项目决策（15分） / 立项依据充分，自评15分。
                    take(score: number, for: entry)
                    current = entry
                } else if current == nil, !head.isEmpty {
                    current = add(head, number, line, isHead: true, score: number)
                }
                continue
            }
            // 数量指标得19分（20分）, 项目决策18分（满分20分）: the points stand behind their score.
            if figure.depth > 0, own.isEmpty, let entry = current, entries[entry].weight == nil, entries[entry].figures.contains(number - 1), parts.figures[number - 1].depth < figure.depth, let before = entries[entry].score ?? entries[entry].plain {
                let isFull = entries[entry].score != nil || figure.role == .weight || figure.number >= parts.figures[before].number
                (entries[entry].weight, entries[entry].score, entries[entry].plain) = isFull ? (number, before, nil) : (before, number, nil)
                continue
            }
            if own.isEmpty, figure.role == .weight || figure.depth > 0 || number == numbers.first {
                // 分值10分 under a name of its own, 产出指标（50分）.
                let name = figure.depth > 0 && figure.label.isEmpty ? nameBeforeBracket(figure) : head
                if !name.isEmpty, current.map({ entries[$0].name != name }) ?? true { current = add(name, number, line, isHead: name == head, weight: number) }
                continue
            }
            // 预算执行（10分）：98.77%×10=9.88分.
            if figure.marks.contains(.equals) {
                guard figure.number <= ExactDecimal(60) else { continue }
                if let entry = current, entries[entry].score == nil {
                    take(score: number, for: entry)
                } else if current == nil, Scores.Block.of(Words(head)) != nil {
                    current = add(head, number, line, isHead: true, score: number)
                }
                continue
            }
            // 决策 15分 12.5分, 产出39.2分/40分: points and score, in either order.
            if figure.label.isEmpty, let entry = current, entries[entry].score == nil, entries[entry].figures.contains(number - 1), figure.depth == 0, gapIsBlank(number) {
                let before = entries[entry].plain ?? entries[entry].weight
                if let before, figure.number > parts.figures[before].number {
                    (entries[entry].weight, entries[entry].score, entries[entry].plain) = (number, before, nil)
                } else {
                    take(score: number, for: entry)
                }
                continue
            }
            guard !own.isEmpty else { continue }
            current = figure.role == .weight ? add(own, number, line, isHead: own == head || own == section.name, weight: number) : add(own, number, line, isHead: own == head || own == section.name, plain: number)
        }
    }

    /// Whether words name an indicator rather than the way of scoring.
    private func isNamed(_ own: [UInt16]) -> Bool { own.count <= 12 && !Self.reasons.contains { reason in own.count >= reason.count && (0...own.count - reason.count).contains { own[$0..<$0 + reason.count].elementsEqual(reason) } } }

    private static let reasons = ["评分标准", "按照", "根据", "计算", "酌情", "折算", "执行率得", "故", "按", "完成值"].map(folded)

    private func isPoints(_ number: Int) -> Bool {
        let figure = parts.figures[number]
        guard figure.measure.dimension == .points || figure.range.upperBound == figure.digits.upperBound && figure.measure.dimension == .none && (figure.role == .score || figure.role == .weight) else { return false }
        guard figure.isExact, figure.number <= ExactDecimal(130), figure.marks.isDisjoint(with: [.factor, .perUnit, .each]), figure.role != .deduction, figure.role != .previous else { return false }
        let terms = parts.terms(of: number)
        if terms.contains(.deduction) || terms.contains(.previous) || terms.contains(.target) && figure.role != .weight { return false }
        // 每低1个百分点, 加分 and averages are no points of an indicator.
        if parts.plainWords(number).contains(anyOf: ["每", "加分", "平均", "奖励", "低于", "高于", "提高", "下降", "较"]) { return false }
        if let year = figure.year, let own = parts.year, year != own, year != own + 1 { return false }
        return true
    }

    private mutating func findRuns(_ numbers: [Int]) {
        var end = -1
        for number in numbers where number > end && runs.count < 200 && (parts.figures[number].measure.dimension == .points || parts.figures[number].isPercent) && parts.figures[number].isExact && isEach(number) {
            let words = parts.plainWords(number)
            let isWeights = words.contains(anyOf: ["权重", "分值", "满分"])
            guard isWeights || words.contains("得") else { continue }
            let run = run(from: number)
            guard run.count >= 3 else { continue }
            end = run.last!
            runs.append(Run(figures: run, isWeights: isWeights, names: namesBefore(number), sentence: parts.figures[number].sentence))
        }
    }

    /// 分别, 依次: one for each name before. 权重分别为 hides it from the terms.
    private func isEach(_ number: Int) -> Bool { parts.terms(of: number).contains(.exhaustive) || parts.plainWords(number).contains(anyOf: ["分别", "依次"]) }

    /// How many names 、 holds apart in the clause of a run: 投入、过程、产出、效果四个一级指标的权重分别为.
    private func namesBefore(_ number: Int) -> Int {
        let codes = parts.text.codes
        let end = parts.figures[number].digits.lowerBound
        let line = parts.text.lines[parts.figures[number].line].range
        var place = end - 1
        var names = 1
        while place >= line.lowerBound, end - place < 80 {
            switch codes[place] {
            case Code.pause, 0x548C: names += 1
            case Code.comma, Code.stop, Code.semicolon, Code.colon, Code.close: return names
            default: if Code.isDigit(codes[place]) { return 0 }
            }
            place -= 1
        }
        return names
    }

    private func run(from number: Int) -> [Int] {
        var run = [number]
        while let last = run.last, last + 1 < parts.figures.count, parts.figures[last + 1].sentence == parts.figures[number].sentence, parts.continues(last + 1), parts.figures[last + 1].measure.dimension == parts.figures[number].measure.dimension, parts.figures[last + 1].isExact { run.append(last + 1) }
        return run
    }

    /// Whether the first of some entries has the points of all others: 产出50分：数量20分，质量30分.
    private func isHeadOfOthers(_ members: Range<Int>) -> Bool {
        guard let first = members.first, let points = entries[first].weight ?? entries[first].plain else { return false }
        let others = members.dropFirst().compactMap { entries[$0].weight ?? entries[$0].plain }
        return others.count == members.count - 1 && parts.printedSum(others) == parts.figures[points].number
    }

    /// 总分97.18分, 合计95分，等级为优: no score of a block.
    private func isTotalOfAll(_ number: Int) -> Bool { parts.figures[number].number > ExactDecimal(60) || parts.gradeFollows(number) }

    private func gapIsBlank(_ number: Int) -> Bool {
        let gap = parts.figures[number - 1].range.upperBound..<max(parts.figures[number - 1].range.upperBound, parts.figures[number].digits.lowerBound)
        return !gap.isEmpty && gap.allSatisfy { Code.isSpace(parts.text.codes[$0]) || parts.text.codes[$0] == 0x7C || parts.text.codes[$0] == 0x2F }
    }

    private func nameBeforeBracket(_ figure: Figure) -> [UInt16] {
        let codes = parts.text.codes
        let line = parts.text.lines[figure.line].range
        var end = figure.digits.lowerBound
        while end > line.lowerBound, figure.digits.lowerBound - end < 12, codes[end - 1] != Code.open { end -= 1 }
        guard end > line.lowerBound, codes[end - 1] == Code.open else { return [] }
        var begin = end - 1
        while begin > line.lowerBound, end - begin <= 18, !Self.endsName(codes[begin - 1]), codes[begin - 1] != Code.close { begin -= 1 }
        return name(begin..<end - 1)
    }

    private mutating func add(_ name: [UInt16], _ number: Int, _ line: Int, isHead: Bool, weight: Int? = nil, score: Int? = nil, plain: Int? = nil) -> Int {
        let block = Scores.Block.of(Words(name))
        entries.append(Entry(name: name, block: block, weight: weight, score: score, plain: plain, line: line, isHead: isHead, first: number))
        return entries.count - 1
    }

    private mutating func take(score: Int, for entry: Int) {
        entries[entry].score = score
        if entries[entry].weight == nil { entries[entry].weight = entries[entry].plain }
        entries[entry].plain = nil
    }

    /// Points of a line that stand alone are weights where they make 100, or where others of the line are.
    private mutating func settle(from begin: Int) {
        let open = (begin..<entries.count).filter { entries[$0].plain != nil }
        guard !open.isEmpty else { return }
        let alone = try? ExactDecimal.sum(open.map { parts.figures[entries[$0].plain!].number })
        let isWeights = alone == .hundred && open.count >= 3
        // （二）过程（20分）, 满意度10分: a head that is followed by what was reached.
        for entry in open where isWeights || open.count == 1 && entries[entry].isHead && parts.figures[entries[entry].plain!].number.scale == 0 {
            entries[entry].weight = entries[entry].plain
            entries[entry].plain = nil
        }
    }
}
