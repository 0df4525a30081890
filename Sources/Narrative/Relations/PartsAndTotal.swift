import BudgetModel
import Quantities

/// Totals and their parts: `78人，其中在职51人、退休26人`, `A 5万元、B 13万元，合计18万元`, `63.2万元安排如下：…`.
struct PartsAndTotal {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let overlap = Overlap()

    static func read(_ collector: RelationCollector) {
        let reader = PartsAndTotal(collector)
        for line in 0..<reader.parts.lines.count { reader.read(line: line) }
    }

    private init(_ collector: RelationCollector) {
        parts = collector.parts
        self.collector = collector
    }

    /// More parts than any list of a report has; longer runs are tables or noise.
    private static let longestList = 80

    /// As many tokens as the longest list may have.
    private static let longestWalk = 1_200

    /// How a list of parts is announced.
    private enum Announcement {
        /// 其中, 含: parts that need not be all.
        case comprising
        /// 分别为, 如下, 由 … 构成: all parts.
        case exhaustive
        /// A colon or a bracket right behind the total.
        case colon, bracket
    }

    // MARK: Finding lists

    private func read(line: Int) {
        let range = parts.lines[line]
        var index = range.lowerBound
        while index < range.upperBound {
            defer { index += 1 }
            switch parts.tokens[index].kind {
            case .term(.comprising): announce(.comprising, index, line)
            case .term(.exhaustive): if !isLoneBy(index, range) { announce(.exhaustive, index, line) }
            case .separator(Code.colon): announce(.colon, index, line)
            case .separator(Code.comma), .separator(0x2C): if isPartition(index, range) { partition(index, line) }
            case .separator(Code.open): announce(.bracket, index, line)
            case .figure(let number): if parts.has(.total, number) || opensWithTotal(number) { closing(number, index, line) }
            default: break
            }
        }
    }

    /// 按资金使用单位分，…: a comma behind 按 … 分.
    private func isPartition(_ index: Int, _ range: Range<Int>) -> Bool {
        let codes = parts.text.codes
        var place = parts.tokens[index].range.lowerBound
        let first = parts.tokens[range.lowerBound].range.lowerBound
        // 分, 分类, 划分
        if place > first, codes[place - 1] == 0x7C7B { place -= 1 }
        guard place - 1 > first, codes[place - 1] == 0x5206 else { return false }
        var begin = place - 1
        while begin > first, Code.isIdeograph(codes[begin - 1]), place - begin < 16 {
            begin -= 1
            if codes[begin] == 0x6309 { return true }
        }
        return false
    }

    /// One of several ways a total is split: its parts run to the next semicolon.
    private func partition(_ index: Int, _ line: Int) {
        let range = parts.lines[line]
        let total = (range.lowerBound..<index).reversed().lazy.compactMap { place -> Int? in if case .figure(let number) = self.parts.tokens[place].kind, self.parts.has(.total, number), self.parts.figures[number].isExact { number } else { nil } }.first
        guard let total, Self.isPieced(parts.figures[total]) else { return }
        var entries = entries(after: index, .colon, range, like: parts.figures[total])
        if let stop = entries.indices.dropFirst().first(where: { semicolonStands(between: entries[$0 - 1].token, entries[$0].token) }) { entries = Array(entries[..<stop]) }
        guard entries.count >= 2, entries.count <= Self.longestList else { return }
        judge([total], entries, .colon)
    }

    /// Entries of a list: a figure, how often it counts, and whether it hangs on another entry.
    private struct Entry {
        var figure: Int
        var times: Int
        var token: Int
    }

    private func announce(_ announcement: Announcement, _ index: Int, _ line: Int) {
        let range = parts.lines[line]
        if announcement == .comprising, index == range.lowerBound, let column = column(from: line) { return judge(column.totals, column.entries, .comprising) }
        guard let found = totals(before: index, announcement, range) ?? (announcement == .colon ? earlier(index, range) : announcement == .comprising && index == range.lowerBound ? lineBefore(line) : nil), case let totals = totalsLike(found, firstBehind: index, range), let first = totals.first else { return }
        let total = parts.figures[first]
        var entries = entries(after: index, announcement, range, like: total)
        var announcement = announcement
        if entries.isEmpty, announcement == .exhaustive || announcement == .colon, index >= range.upperBound - 3 {
            entries = listed(below: line, like: total)
            if entries.isEmpty {
                entries = named(below: line, like: total)
                announcement = .comprising
            }
        }
        guard !entries.isEmpty, entries.count <= Self.longestList, !goOneByOne(totals, entries, index) else { return }
        // Cells of a row are no list.
        if announcement == .comprising, total.line != line, entries.count >= 2, separator(entries[0].token, entries[1].token) == 0 { return }
        judge(totals, entries, announcement)
        // 53504人受灾、损失531460.39万元。其中，A 32062人…，损失324657.98万元；B …: each kind has its own total.
        for other in totals.dropFirst().prefix(3) where parts.figures[other].measure.dimension != total.measure.dimension && Self.isPieced(parts.figures[other]) {
            let own = self.entries(after: index, announcement, range, like: parts.figures[other])
            // 387户1634人，32户38人: the kinds take turns.
            guard own.count >= 2, own.count <= Self.longestList, own.count == entries.count, zip(own, entries).allSatisfy({ $0.figure.distance(to: $1.figure).magnitude == own[0].figure.distance(to: entries[0].figure).magnitude }) else { continue }
            judge([other], own, announcement)
        }
    }

    /// 中央100万元、省级50万元，分别支出80万元、45万元: as many amounts before 分别 as behind it go together one by one.
    private func goOneByOne(_ totals: [Int], _ entries: [Entry], _ index: Int) -> Bool {
        guard entries.count >= 2, parts.text.words(parts.tokens[index].range).contains("分别"), let first = totals.first else { return false }
        let before = totals.filter { parts.figures[$0].measure.dimension == parts.figures[first].measure.dimension && parts.figures[$0].sentence == parts.figures[first].sentence && parts.figures[$0].role.flow != .left }
        guard before.count == entries.count, case let figures = entries.map({ parts.figures[$0.figure] }) else { return false }
        // Each is no more than its own, and all are of one kind before and behind.
        return zip(before.reversed(), figures).allSatisfy { whole, part in ((try? part.base()) ?? .zero) <= ((try? parts.figures[whole].base()) ?? .zero) } && Set(before.map { parts.figures[$0].role }).count == 1
    }

    private static func isPieced(_ figure: Figure) -> Bool { figure.isExact && (figure.isCount || figure.isMoney) }

    /// 由 announces parts only where 构成 or 组成 follows: 由个旧财政局直接支付 does not.
    private func isLoneBy(_ index: Int, _ range: Range<Int>) -> Bool {
        let token = parts.tokens[index].range
        guard token.count == 1, parts.text.codes[token.lowerBound] == 0x7531 else { return false }
        let end = min(parts.tokens[range.upperBound - 1].range.lowerBound, token.upperBound + 80)
        let words = parts.text.words(token.upperBound..<max(token.upperBound, end))
        return !words.contains("构成") && !words.contains("组成")
    }

    /// A total in one line and its parts below it, a line each: `年度预算资金总额: 321.25`, `其中:中央补助 166.00`, `市级资金 136.00`.
    private func column(from line: Int) -> (totals: [Int], entries: [Entry])? {
        func numbers(_ line: Int) -> [Int] { parts.lines[line].compactMap { if case .figure(let number) = parts.tokens[$0].kind, parts.figures[number].isPlain, !parts.figures[number].isPercent { number } else { nil } } }
        guard line > 0 else { return nil }
        let own = numbers(line)
        guard own.count == 1, let total = numbers(line - 1).last, parts.text.lines[line].range.count <= 40 else { return nil }
        let whole = parts.figures[total]
        var entries = [Entry(figure: own[0], times: 1, token: parts.tokenOfFigure[own[0]])]
        for next in (line + 1)..<max(line + 1, min(parts.lines.count, line + 20)) {
            let found = numbers(next)
            guard found.count == 1, parts.text.lines[next].range.count <= 40, Self.areAlike(parts.figures[found[0]], whole), !parts.has(.total, found[0]), !parts.lines[next].contains(where: { parts.tokens[$0].kind == .term(.comprising) }),
                parts.figures[found[0]].label.contains(where: { Code.isIdeograph(parts.text.codes[$0]) })
            else { break }
            let words = parts.plainWords(found[0])
            if words.contains(anyOf: ["总额", "合计", "执行率", "得分", "结余"]) { break }
            entries.append(Entry(figure: found[0], times: 1, token: parts.tokenOfFigure[found[0]]))
        }
        guard entries.count >= 2, Self.areAlike(parts.figures[entries[0].figure], whole) else { return nil }
        return ([total], entries)
    }

    /// What rose is made of what rose; other totals of other parts. 总收入67949万元，比上年增加6517万元。其中：地方收入51653万元.
    private func totalsLike(_ totals: [Int], firstBehind index: Int, _ range: Range<Int>) -> [Int] {
        let next = (index + 1..<min(range.upperBound, index + 12)).lazy.compactMap { place -> Int? in if case .figure(let number) = parts.tokens[place].kind { number } else { nil } }.first
        guard let next, totals.contains(where: { Self.isChange(parts.figures[$0].role) }) else { return totals }
        let alike = totals.filter { Self.isChange(parts.figures[$0].role) == Self.isChange(parts.figures[next].role) }
        return alike.isEmpty ? totals : alike
    }

    /// `（一）用于群众体育支出298.3万元，占62.02%。` and, in the next line, `其中：…`.
    private func lineBefore(_ line: Int) -> [Int]? {
        guard line > 0 else { return nil }
        let found = parts.lines[line - 1].compactMap { token -> Int? in
            guard case .figure(let number) = parts.tokens[token].kind, parts.figures[number].isMoney, parts.figures[number].isPlain, parts.figures[number].depth == 0, !parts.figures[number].marks.contains(.perUnit) else { return nil }
            return number
        }
        return found.count == 1 || found.count == 2 ? Array(found.reversed()) : nil
    }

    /// `总投入2697万元。资金分解到各区县：…`: the total stands in the sentence before.
    private func earlier(_ index: Int, _ range: Range<Int>) -> [Int]? {
        let end = parts.tokens[index].range.lowerBound
        var begin = end
        while end - begin <= 20, begin > parts.tokens[range.lowerBound].range.lowerBound, parts.text.codes[begin - 1] != Code.stop, parts.text.codes[begin - 1] != Code.semicolon { begin -= 1 }
        guard end - begin <= 20, parts.text.words(begin..<end).contains(anyOf: ["分解", "分配", "安排", "用途", "分布", "投向", "如下", "用于", "构成"]) else { return nil }
        var found: [Int] = []
        var place = index - 1
        while place >= range.lowerBound, found.count < 4, index - place < TakenApart.tokenReach {
            if case .figure(let number) = parts.tokens[place].kind, parts.figures[number].isMoney, parts.figures[number].isPlain, parts.figures[number].depth == 0, !parts.figures[number].marks.contains(.perUnit) { found.append(number) }
            place -= 1
        }
        return found.isEmpty ? nil : found
    }

    /// The figures a list may be the parts of, the likeliest first.
    private func totals(before index: Int, _ announcement: Announcement, _ range: Range<Int>) -> [Int]? {
        var found: [Int] = []
        var place = index - 1
        var stops = 0
        var depth = 0
        while place >= range.lowerBound, found.count < 5, index - place < 40 {
            switch parts.tokens[place].kind {
            case .separator(Code.close): depth += 1
            case .separator(Code.open): if depth > 0 { depth -= 1 } else if announcement == .bracket || announcement == .colon { return found.isEmpty ? nil : found }
            case .separator(Code.stop):
                stops += 1
                // 其中 may open the next sentence.
                let opens = place == index - 1 && parts.tokens[index].range.lowerBound == parts.tokens[place].range.upperBound
                if stops > 1 || announcement != .comprising && announcement != .exhaustive || !opens && found.isEmpty || place < index - 1 { return found.isEmpty ? nil : found }
            case .separator(Code.semicolon):
                if !found.isEmpty || announcement == .bracket || announcement == .colon { return found.isEmpty ? nil : found }
            case .figure(let number):
                let figure = parts.figures[number]
                if depth == 0, figure.isPlain, !figure.marks.contains(.perUnit), !figure.isPercent, figure.measure.dimension != .percentagePoint, figure.measure.dimension != .unitPrice {
                    found.append(number)
                    if announcement == .bracket { return found }
                }
                if announcement == .bracket { return found.isEmpty ? nil : found }
            default: break
            }
            // A bracket or a colon belongs to the figure right before it.
            if announcement == .bracket, index - place > 1, found.isEmpty { return nil }
            place -= 1
        }
        return found.isEmpty ? nil : found
    }

    /// The parts behind an announcement.
    private func entries(after index: Int, _ announcement: Announcement, _ range: Range<Int>, like total: Figure) -> [Entry] {
        var entries: [Entry] = []
        var depth = 0
        var nestedUntilSemicolon = false
        var place = index + 1
        var unit: Measure?
        // Of a numbered item the first amount is meant: ②…缺口资金105.04万元，…105.04万元将于竣工后支付.
        var isItemTaken = false
        let areNumbered = index + 1 < range.upperBound && isNumbered(parts.tokens[index].range.upperBound)
        scan: while place < range.upperBound, place - index < Self.longestWalk {
            defer { place += 1 }
            switch parts.tokens[place].kind {
            case .separator(Code.open): depth += 1
            case .separator(Code.close):
                depth -= 1
                if depth < 0 { break scan }
            case .separator(Code.stop), .separator(Code.newline): break scan
            case .separator(Code.semicolon):
                nestedUntilSemicolon = false
                isItemTaken = false
                // 1、运动会654.17万元，其中补助地方30万元；2、…: the next item of a list that this is part of.
                if depth == 0, !areNumbered, isNumbered(parts.tokens[place].range.upperBound) { break scan }
                if announcement == .bracket, depth == 0 { continue }
            case .term(.comprising):
                if depth == 0, !entries.isEmpty { nestedUntilSemicolon = true }
            case .term(.exhaustive):
                // 3420万元，分别支持A 1200万元、B …；: the parts of a part.
                if depth == 0, let last = entries.last, parts.tokens[place].range.lowerBound - parts.tokens[last.token].range.upperBound <= 2, parts.text.words(parts.tokens[place].range).hasPrefix("分") { nestedUntilSemicolon = true }
            case .figure(let number):
                let figure = parts.figures[number]
                guard depth == 0, !nestedUntilSemicolon, !isItemTaken else { continue }
                guard figure.isPlain, !figure.marks.contains(.perUnit), Self.areAlike(figure, total), !Self.isChange(figure.role) || Self.isChange(total.role) else { continue }
                // Parts have one unit among themselves.
                if let unit, unit.dimension != figure.measure.dimension, !Self.areMachines(unit, figure.measure) { continue }
                if total.role == .weight, figure.role != .weight { continue }
                // 满分60分，得55.9分: points to give are no parts of points won.
                if figure.role == .weight, total.role != .weight { continue }
                // 产出50分，其中养护里程得15分（满分15分）: nor are points won parts of points to give.
                if figure.role == .score, total.role == .none, total.measure.dimension == .points, number + 1 < parts.figures.count, parts.figures[number + 1].role == .weight, parts.figures[number + 1].depth > figure.depth { continue }
                unit = unit ?? figure.measure
                // Of an increase, what fell counts the other way.
                let isOpposite = figure.role == .increase && total.role == .decrease || figure.role == .decrease && total.role == .increase
                entries.append(Entry(figure: number, times: isOpposite ? -1 : figure.marks.contains(.each) ? conjuncts(number) : 1, token: place))
                isItemTaken = areNumbered
                if entries.count > Self.longestList { return entries }
            default: break
            }
        }
        return entries
    }

    /// Whether 1、, 2. or ③ stands at a place.
    private func isNumbered(_ start: Int) -> Bool {
        let codes = parts.text.codes
        var place = start
        while place < codes.count, Code.isSpace(codes[place]) || codes[place] == Code.colon { place += 1 }
        guard place + 2 < codes.count else { return false }
        if (0x2460...0x2473).contains(codes[place]) { return true }
        return Code.isDigit(codes[place]) && (codes[place + 1] == Code.pause || codes[place + 1] == Code.point && !Code.isDigit(codes[place + 2]))
    }

    /// A list with a line for each part: every line begins with a number or a mark.
    private func listed(below line: Int, like total: Figure) -> [Entry] {
        var entries: [Entry] = []
        for next in (line + 1)..<max(line + 1, min(parts.lines.count, line + 1 + Self.longestList)) {
            let codes = parts.text.lines[next].range
            guard let first = codes.first.map({ parts.text.codes[$0] }), parts.opensWithNumber(next) || first == Code.dash || first == 0x2022 || first == 0xB7 else { break }
            let alike = parts.lines[next].compactMap { index -> (Int, Int)? in
                guard case .figure(let number) = parts.tokens[index].kind else { return nil }
                let figure = parts.figures[number]
                return figure.isPlain && !figure.marks.contains(.perUnit) && Self.areAlike(figure, total) ? (number, index) : nil
            }
            // Of 预算9860万元，支出9612.35万元 the one that is what the total is.
            let role = total.role == .none && parts.text.words(total.label).contains("支出") ? .executed : total.role
            let figure = alike.first { role != .none && parts.figures[$0.0].role == role } ?? alike.first
            guard let figure else { break }
            entries.append(Entry(figure: figure.0, times: 1, token: figure.1))
        }
        return entries
    }

    /// A list with a line for each part, every line beginning with its name: `人员经费809961.19元，主要包括：…`.
    private func named(below line: Int, like total: Figure) -> [Entry] {
        var entries: [Entry] = []
        for next in (line + 1)..<max(line + 1, min(parts.lines.count, line + 20)) {
            let head = parts.text.lines[next].range.lowerBound
            let first = parts.lines[next].lazy.compactMap { index -> (Int, Int)? in if case .figure(let number) = parts.tokens[index].kind { (number, index) } else { nil } }.first
            guard let first, case let figure = parts.figures[first.0], figure.label.lowerBound <= head + 2, figure.label.count <= 24, figure.isPlain, !figure.marks.contains(.perUnit), Self.areAlike(figure, total), !parts.has(.total, first.0),
                parts.text.codes[figure.label].contains(where: Code.isIdeograph)
            else { break }
            entries.append(Entry(figure: first.0, times: 1, token: first.1))
        }
        return entries.count >= 2 ? entries : []
    }

    /// How many things 各 speaks of: `口袋公园、百姓健身房各5万元` are two, `3个乡镇各补助20万元` three.
    private func conjuncts(_ number: Int) -> Int {
        if let count = counted(number) { return count }
        var count = 1
        var place = parts.tokenOfFigure[number] - 1
        let begin = parts.sentences[parts.figures[number].sentence].lowerBound
        var low = parts.figures[number].digits.lowerBound
        while place >= begin, parts.tokenOfFigure[number] - place < TakenApart.tokenReach {
            switch parts.tokens[place].kind {
            case .figure, .separator(Code.comma), .separator(Code.semicolon), .separator(Code.colon), .separator(Code.stop):
                return max(2, count + conjunctions(parts.tokens[place].range.upperBound..<low))
            case .separator(Code.pause): count += 1
            default: break
            }
            low = min(low, parts.tokens[place].range.lowerBound)
            place -= 1
        }
        return max(2, count)
    }

    /// 各20万元, or 3个乡镇各补助20万元.
    private func isEach(_ number: Int) -> Bool { parts.figures[number].marks.contains(.each) || parts.has(.each, number) && counted(number) != nil }

    /// Whether the things 各 speaks of are all there: a count of them, or three names and more.
    private func isEachOfNames(_ entry: Entry) -> Bool { counted(entry.figure) != nil || entry.times >= 3 }

    /// The count of things right before 各.
    private func counted(_ number: Int) -> Int? {
        guard number > 0, case let before = parts.figures[number - 1], before.isCount, before.isExact, before.measure.exponent == 0, before.sentence == parts.figures[number].sentence, before.depth == parts.figures[number].depth, parts.figures[number].digits.lowerBound - before.range.upperBound <= 10,
            !parts.text.codes[before.range.upperBound..<parts.figures[number].digits.lowerBound].contains(where: FigureScanner.isSeparator), let count = Int(exactly: before.number.significand), before.number.scale == 0, count >= 2, count <= 10_000
        else { return nil }
        return count
    }

    /// 和, 与, 及 between names.
    private func conjunctions(_ range: Range<Int>) -> Int {
        range.count { parts.text.codes[$0] == 0x548C || parts.text.codes[$0] == 0x4E0E || parts.text.codes[$0] == 0x53CA && $0 + 1 < parts.text.codes.count && parts.text.codes[$0 + 1] != 0x5176 }
    }

    private static func isChange(_ role: Role) -> Bool { role == .increase || role == .decrease || role == .previous }

    private static func areAlike(_ left: Figure, _ right: Figure) -> Bool { areAlike(left.measure, right.measure) }

    /// 名 and 人 are one unit, 个 goes with everything counted in pieces.
    private static func areAlike(_ left: Measure, _ right: Measure) -> Bool {
        switch (left.dimension, right.dimension) {
        case (.count(let a), .count(let b)): a == b || [a, b].allSatisfy { ["人", "人次"].contains($0) } || areMachines(left, right) || [a, b].contains("个") && !pieceless.contains(a) && !pieceless.contains(b)
        default: left.dimension == right.dimension
        }
    }

    /// 拖拉机233台、植保无人飞机96架 are machines of one list.
    private static let machines: Set<UnitName> = ["台", "套", "架", "辆", "艘", "部"]

    private static func areMachines(_ left: Measure, _ right: Measure) -> Bool {
        guard case .count(let a) = left.dimension, case .count(let b) = right.dimension else { return false }
        return machines.contains(a) && machines.contains(b)
    }

    private static let pieceless: Set<UnitName> = ["人", "人次", "户", "平方米", "米", "亩", "克", "天", "年", "月", "小时", "次", "立方米", "公顷", "分钟", "倍", "岁", "千瓦时"]

    // MARK: Judging

    private func judge(_ totals: [Int], _ entries: [Entry], _ announcement: Announcement) {
        let figures = parts.figures
        let alike = totals.filter { Self.areAlike(figures[$0].measure, figures[entries[0].figure].measure) && (figures[$0].role != .weight || figures[entries[0].figure].role == .weight) }
        guard let nearest = alike.first else { return }
        // Any total that the parts make up, wholly or up to where the list ends, settles it.
        let ends = ends(of: entries, nearest)
        let bounds = bounds(of: entries)
        for total in alike {
            for end in ends.prefix(12) where end >= 2 || entries.count == 1 {
                guard bounds?.mayMake(figures[total], end) ?? true else { continue }
                let list = Array(entries[..<end])
                guard end >= 2, end == entries.count || ends.first == end || mayEnd(entries, end) || endsExactly(total, list), let gap = gap(total, list), let slack = try? Amounts.slack(figures[total], list.map { figures[$0.figure] }) else { continue }
                if gap.isZero || ((try? gap.magnitude) ?? gap) <= slack {
                    add(total, list, gap.isZero ? .holds : .rounded)
                    return
                }
            }
        }
        // 领取待遇人员480人，满意458人；缴费人员480人，满意434人: of two lists in turn one has the total.
        if entries.count >= 4, entries.count % 2 == 0, case let second = entries.indices.filter({ $0 % 2 == 1 }).map({ entries[$0] }), sharesLabel(second.map(\.figure)) {
            let first = entries.indices.filter { $0 % 2 == 0 }.map { entries[$0] }
            for total in alike { for list in [first, second] where gap(total, list)?.isZero == true { return add(total, list, .holds) } }
            return
        }
        guard let end = ends.first else { return }
        let list = Array(entries[..<end])
        if entries.count == 1, parts.figures[nearest].isMoney, let slip = slipOfRest(nearest, entries[0].figure) {
            collector.add(slip)
            return
        }
        if parts.figures[nearest].isMoney, list.count >= 2, let slip = slip(nearest, list) {
            collector.add(slip)
            return
        }
        // 四项合计543.4万元 behind the list is its total, not the amount before it.
        if let sum = try? Amounts.sum(list.map { (figures[$0.figure], $0.times) }), let last = list.last?.figure,
            (last + 1..<max(last + 1, min(figures.count, last + 7))).contains(where: { figures[$0].line == figures[last].line && parts.has(.total, $0) && (try? figures[$0].base()) == sum })
        {
            return
        }
        // Of several totals the list is most likely the parts of the one it nearly makes.
        var told: (total: Int, severity: Severity)?
        for total in alike {
            guard let severity = severity(total, list, announcement) else { continue }
            if told == nil || severity == .error && told?.severity != .error && nearlyMakes(total, list) { told = (total, severity) }
        }
        if let told { add(told.total, list, .fails(told.severity)) }
    }

    /// Whether parts come within a hundredth of a total.
    private func nearlyMakes(_ total: Int, _ list: [Entry]) -> Bool {
        guard let gap = gap(total, list), let base = try? parts.figures[total].base(), let far = try? gap.magnitude * .hundred else { return false }
        return far <= base
    }

    /// Whether figures stand under one word: 满意, 满意.
    private func sharesLabel(_ list: [Int]) -> Bool {
        guard let first = list.first else { return false }
        let label = parts.text.codes[parts.figures[first].label]
        return !label.isEmpty && list.allSatisfy { parts.text.codes[parts.figures[$0].label].elementsEqual(label) }
    }

    /// Sums of the first entries, and the most that rounding of all of them can make.
    private struct Bounds {
        var sums: [ExactDecimal]
        var slack: ExactDecimal

        /// Whether the first `end` entries can make a total: most lists end at one place alone.
        func mayMake(_ total: Figure, _ end: Int) -> Bool {
            guard let whole = try? total.base(), let gap = try? (sums[end - 1] - whole).magnitude, let unit = try? total.unitInLastPlace() else { return true }
            return gap <= max(slack, unit)
        }
    }

    private func bounds(of entries: [Entry]) -> Bounds? {
        var sums: [ExactDecimal] = []
        var coarsest = ExactDecimal.zero
        for entry in entries {
            let figure = parts.figures[entry.figure]
            guard let base = try? figure.base() * ExactDecimal(entry.times), let sum = try? (sums.last ?? .zero) + base, let unit = try? figure.unitInLastPlace() else { return nil }
            sums.append(sum)
            coarsest = max(coarsest, unit)
        }
        guard let slack = try? coarsest * ExactDecimal(entries.count) else { return nil }
        return Bounds(sums: sums, slack: slack)
    }

    /// Where the list may end, the likeliest first: before a figure that is another kind of amount, else at its end.
    private func ends(of entries: [Entry], _ total: Int) -> [Int] {
        var ends: [Int] = []
        // Where commas hold the parts apart, a semicolon ends the list.
        if let stop = entries.indices.dropFirst().first(where: { semicolonStands(between: entries[$0 - 1].token, entries[$0].token) }), stop >= 2 { ends.append(stop) }
        let first = parts.figures[entries[0].figure]
        for place in entries.indices.dropFirst() {
            let figure = parts.figures[entries[place].figure]
            let isOther = figure.isMoney && isOther(figure, than: first, under: parts.figures[total])
            let isTotal = parts.has(.total, entries[place].figure) || opensList(entries[place].token)
            if isOther || isTotal {
                if !ends.contains(where: { $0 <= place }) { ends.insert(place, at: 0) }
                break
            }
        }
        if ends.isEmpty { ends.append(entries.count) }
        // The list may also stop at a semicolon or run on.
        for place in stride(from: entries.count, through: 2, by: -1) where !ends.contains(place) { ends.append(place) }
        return ends
    }

    /// Whether a figure leaves the list: what was spent or left among what came in, or an amount that is no less than the total.
    ///
    /// 安排, 下达 and 预算 are ways of one clerk to say the same.
    private func isOther(_ figure: Figure, than first: Figure, under total: Figure) -> Bool {
        // 其中管理费3万元，目前已拨付270万元.
        if figure.role == .executed, first.role != .executed, parts.text.words(figure.label).contains(anyOf: ["已拨付", "已支付", "已支出", "已使用", "目前", "截至"]) { return true }
        guard figure.role != .none, figure.role != first.role, figure.role != total.role else { return false }
        if let family = figure.role.flow, let own = first.role.flow ?? total.role.flow, family == own { return ((try? figure.base()) ?? .zero) >= ((try? total.base()) ?? .zero) }
        return first.role != .none || total.role != .none || figure.role.flow == nil
    }

    /// Amounts of four digits that make the total to the last one are its parts, whatever follows.
    private func endsExactly(_ total: Int, _ list: [Entry]) -> Bool {
        parts.figures[total].isMoney && parts.figures[total].number.significand >= 1000 && gap(total, list)?.isZero == true
    }

    /// Whether the list may stop before its last entry: where the way of holding entries apart changes.
    private func mayEnd(_ entries: [Entry], _ end: Int) -> Bool {
        guard end >= 2, end < entries.count else { return true }
        return separator(entries[end - 1].token, entries[end].token) != separator(entries[0].token, entries[1].token)
    }

    /// The strongest separator between two entries: 0 none, 1 、, 2 ，, 3 ；.
    private func separator(_ left: Int, _ right: Int) -> Int {
        var strongest = 0
        for token in left..<right {
            switch parts.tokens[token].kind {
            case .separator(Code.pause): strongest = max(strongest, 1)
            case .separator(Code.comma), .separator(0x2C): strongest = max(strongest, 2)
            case .separator(Code.semicolon): strongest = max(strongest, 3)
            default: break
            }
        }
        return strongest
    }

    private func semicolonStands(between left: Int, _ right: Int) -> Bool { (left..<right).contains { parts.tokens[$0].kind == .separator(Code.semicolon) } }

    /// Whether 其中 or a bracket with parts follows a figure at once: it is a total of its own.
    private func opensList(_ token: Int) -> Bool {
        var place = token + 1
        while place < parts.tokens.count, place < token + 3 {
            switch parts.tokens[place].kind {
            case .term(.comprising): return afterSemicolon(token)
            case .separator(Code.comma), .separator(Code.colon): break
            default: return false
            }
            place += 1
        }
        return false
    }

    private func afterSemicolon(_ token: Int) -> Bool {
        var place = token - 1
        while place >= 0, token - place < TakenApart.tokenReach {
            switch parts.tokens[place].kind {
            case .separator(Code.semicolon), .separator(Code.stop): return true
            case .figure: return false
            default: place -= 1
            }
        }
        return false
    }

    /// Sum of the parts minus the total, in the base unit.
    private func gap(_ total: Int, _ list: [Entry]) -> ExactDecimal? {
        guard let sum = try? Amounts.sum(list.map { (parts.figures[$0.figure], $0.times) }), let whole = try? parts.figures[total].base() else { return nil }
        return try? sum - whole
    }

    /// How sure it is that these are all the parts; nil when nobody can say.
    private func severity(_ total: Int, _ list: [Entry], _ announcement: Announcement) -> Severity? {
        let whole = parts.figures[total]
        let members = list.map { parts.figures[$0.figure] }
        guard let gap = gap(total, list), let base = try? whole.base(), base.isPositive else { return nil }
        let isRough = whole.marks.contains(.approximate) || members.contains { $0.marks.contains(.approximate) }
        let share = (try? Amounts.percent((try? gap.magnitude) ?? gap, of: base)) ?? nil
        guard let share, let percent = try? share.rounded(to: 2, .halfUp) else { return nil }
        let isTooMuch = gap.isPositive
        let isExact = whole.isExact && members.allSatisfy(\.isExact)
        if !whole.isMoney, saysOverlap(list) { return nil }
        // Four or more parts that come within a hundredth of the total are meant to make it.
        if members.count >= 4, percent < .one, isExact, !whole.isMoney, !isLoose(total, list) { return .error }
        if members.count == 1 {
            guard isTooMuch, announcement == .comprising, whole.isExact, members[0].isExact, whole.measure.dimension == members[0].measure.dimension else { return nil }
            return .warning
        }
        if isRough { return percent > ExactDecimal(20) && isTooMuch ? .warning : nil }
        // 总投资500万元，其中2022年300万元、2023年150万元 of a project that goes on.
        if !isTooMuch, members.allSatisfy({ $0.year != nil }), Set(members.map(\.year)).count == members.count, list.allSatisfy({ parts.namesYear($0.figure) }) { return nil }
        // What rose and what fell is seldom told in full.
        if Self.isChange(whole.role), members.contains(where: { $0.role != whole.role }) { return percent <= ExactDecimal(15) ? .warning : nil }
        if isLoose(total, list) { return isTooMuch && whole.isMoney ? .warning : nil }
        let isWholeMoney = whole.isMoney && Amounts.areWhole([whole] + members)
        let slackIsClose = isWholeMoney && percent < ExactDecimal(significand: 5, scale: 1) && (try? gap.magnitude).map { $0 <= (try? whole.unitInLastPlace()) ?? .zero } ?? false
        if slackIsClose { return .warning }
        switch announcement {
        case .exhaustive, .bracket, .colon:
            if percent <= ExactDecimal(15) { return .error }
            if announcement == .exhaustive, percent <= ExactDecimal(40) { return .warning }
            return nil
        case .comprising:
            if isTooMuch {
                // 120人，其中男70人、女60人.
                if !whole.isMoney, isPartition(list), percent <= ExactDecimal(40) { return .error }
                if whole.isMoney { return percent <= ExactDecimal(60) ? .error : .warning }
                let isSmall = percent <= ExactDecimal(8) || gap <= ExactDecimal(2)
                return mayOverlap(list) ? nil : isSmall ? .error : percent <= ExactDecimal(30) && list.count > 2 ? .warning : nil
            }
            if percent <= ExactDecimal(whole.isMoney ? 15 : 6) { return mayOverlap(list) ? nil : .error }
            if percent <= ExactDecimal(12) { return mayOverlap(list) ? nil : .warning }
            if isPartition(list) { return percent <= ExactDecimal(40) ? .error : .warning }
            return percent <= ExactDecimal(30) && list.count >= 3 ? .warning : nil
        }
    }

    /// 主要, 等: the list does not claim to be whole.
    private func isLoose(_ total: Int, _ list: [Entry]) -> Bool {
        guard let first = list.first, let last = list.last else { return false }
        if hasUnnumbered(first.figure) { return true }
        let head = parts.tokenOfFigure[total] + 1
        if head < first.token, first.token - head < 20 { for place in head..<first.token where parts.tokens[place].kind == .term(.loosely) { return true } }
        for figure in list where parts.has(.loosely, figure.figure) { return true }
        for place in max(0, first.token - 4)..<first.token { if parts.tokens[place].kind == .term(.loosely) { return true } }
        // 等 behind the last part; a 主要 there opens something else.
        for place in last.token..<min(parts.tokens.count, last.token + 3) { if parts.tokens[place].kind == .term(.loosely), parts.text.codes[parts.tokens[place].range.lowerBound] == 0x7B49 { return true } }
        return false
    }

    /// 包括中国气象局机关和16个直属单位: the first thing named has no number.
    private func hasUnnumbered(_ first: Int) -> Bool {
        let label = parts.figures[first].label
        // 和, 及, 与
        guard let last = label.last, [0x548C, 0x53CA, 0x4E0E].contains(parts.text.codes[last]) else { return false }
        return label.dropLast().suffix(3).allSatisfy { Code.isIdeograph(parts.text.codes[$0]) } && label.count >= 3
    }

    /// Kinds of money or staff that together are always the whole.
    private func isPartition(_ list: [Entry]) -> Bool {
        let scope = list.reduce(into: Scope()) { $0.formUnion(parts.figures[$1.figure].scope) }
        if scope.isSuperset(of: [.basic, .project]) || scope.isSuperset(of: [.personnel, .operating]) || scope.contains(.other) { return true }
        if scope.isSuperset(of: [.central, .provincial]) || scope.isSuperset(of: [.provincial, .county]) || scope.isSuperset(of: [.central, .county]) || scope.isSuperset(of: [.municipal, .county]) { return true }
        let words = list.map { parts.text.quote(parts.figures[$0.figure].label) }.joined()
        return [["在职", "退休"], ["行政", "事业"], ["男", "女"], ["小学", "中学"], ["小学", "初中"], ["新建", "改建"], ["新建", "改造"], ["满意", "不满意"], ["线上", "线下"], ["合格", "不合格"]].contains { pair in pair.allSatisfy { words.contains($0) } }
    }

    /// 部分儿童同时接受两类康复: the text itself says that its groups overlap.
    private func saysOverlap(_ list: [Entry]) -> Bool {
        let line = parts.figures[list[0].figure].line
        if overlap.line == line { return overlap.isSaid }
        let words = parts.text.words(parts.text.lines[line].range)
        (overlap.line, overlap.isSaid) = (line, words.contains(anyOf: ["同时", "有重复", "存在重复", "重复计算", "交叉", "兼"]) && !words.contains("不重复"))
        return overlap.isSaid
    }

    /// What was asked of a line last: a paragraph of thousands of lists is looked through once.
    private final class Overlap {
        var line = -1
        var isSaid = false
    }

    /// Groups that one person may belong to at once.
    private func mayOverlap(_ list: [Entry]) -> Bool {
        if parts.text.words(parts.surroundings(of: list[0].figure)).contains("不重复") { return false }
        guard case .count(let unit) = parts.figures[list[0].figure].measure.dimension, ["人", "人次", "户"].contains(unit) else { return false }
        let words = list.map { parts.text.quote(parts.figures[$0.figure].label) }
        let groups = words.filter { word in word.contains(anyOf: ["女", "党员", "少数民族", "脱贫", "低保", "残疾", "困难", "高级", "硕士", "博士", "本科", "骨干", "青年", "留守", "农村", "建档立卡", "以上学历"]) }
        return groups.count >= 1 && !(words.contains { $0.contains("男") } && words.contains { $0.contains("女") })
    }

    private func slip(_ total: Int, _ list: [Entry]) -> Relation? { UnitSlips.inSum(parts, total, list.map { ($0.figure, $0.times) }) }

    /// `165754万元。其中，A 157937万元，获奖县94个。B 7817元`: what is left of the total, in another unit.
    private func slipOfRest(_ total: Int, _ part: Int) -> Relation? {
        let figures = parts.figures
        guard let whole = try? figures[total].base(), let own = try? figures[part].base(), let rest = try? whole - own, rest.isPositive else { return nil }
        for number in (part + 1)..<max(part + 1, min(figures.count, part + 7)) where figures[number].line == figures[part].line && figures[number].isMoney && figures[number].isExact && !figures[number].marks.contains(.perUnit) && figures[number].number.significand >= 100 {
            let exponent = figures[total].measure.exponent - figures[number].measure.exponent
            guard exponent.magnitude == 4, let base = try? figures[number].base().shifted(by: exponent), base == rest else { continue }
            return UnitSlips.relation(parts, number, meant: figures[total].measure.printed.text, beside: total)
        }
        return nil
    }

    // MARK: Totals behind their parts

    /// `A 5万元、B 13万元，合计18万元`.
    private func closing(_ total: Int, _ index: Int, _ line: Int) {
        let figures = parts.figures
        let whole = figures[total]
        guard whole.isExact, !whole.marks.contains(.perUnit), !whole.isPercent, !Self.isChange(whole.role) else { return }
        let sentence = parts.sentences[whole.sentence]
        var list: [Entry] = []
        var place = index - 1
        var depth = 0
        // Parts stand before it in the same sentence, back to another total.
        scan: while place >= sentence.lowerBound, list.count < Self.longestList, index - place < Self.longestWalk {
            switch parts.tokens[place].kind {
            case .separator(Code.close): depth += 1
            case .separator(Code.open): if depth > 0 { depth -= 1 } else { break scan }
            case .figure(let number):
                let figure = figures[number]
                if depth == 0, figure.isPlain, !figure.marks.contains(.perUnit), Self.areAlike(figure, whole), !Self.isChange(figure.role) {
                    if parts.has(.total, number) { break scan }
                    list.insert(Entry(figure: number, times: isEach(number) ? conjuncts(number) : 1, token: place), at: 0)
                }
            default: break
            }
            place -= 1
        }
        if list.count < 2, let above = above(total, sentence, line) ?? yearly(total, sentence, line) ?? before(total, sentence, line) { list = above }
        // 甲小学、乙小学、丙小学各20万元，共计60万元.
        guard list.count >= 2 || list.count == 1 && list[0].times >= 2 && whole.measure == figures[list[0].figure].measure && isEachOfNames(list[0]) else { return }
        for begin in 0...max(0, list.count - 2) {
            let tail = Array(list[begin...])
            guard let gap = gap(total, tail), let slack = try? Amounts.slack(whole, tail.map { figures[$0.figure] }) else { return }
            if ((try? gap.magnitude) ?? gap) <= slack {
                add(total, tail, gap.isZero ? .holds : .rounded)
                return
            }
        }
        if whole.isMoney, let slip = slip(total, list) {
            collector.add(slip)
            return
        }
        // The points of execution may stand in a sentence before, with their formula.
        if whole.measure.dimension == .points, let missing = gap(total, list), let first = list.first, parts.lineFigures(around: first.figure).contains(where: { $0 < first.figure && figures[$0].measure.dimension == .points && figures[$0].isExact && [missing, try? ExactDecimal.zero - missing].contains(figures[$0].number) }) { return }
        // Only 合计 and 共计 right behind a plain list claim to be its sum.
        guard claimsSum(total), list.allSatisfy({ figures[$0.figure].isExact }), let gap = gap(total, list), let base = try? whole.base(), base.isPositive,
            let percent = Amounts.percent((try? gap.magnitude) ?? gap, of: base, to: 2)
        else { return }
        // Bare numbers of a row may be of several columns.
        if percent <= ExactDecimal(12) { add(total, list, .fails(whole.measure.dimension == .none ? .warning : .error)) } else if percent <= ExactDecimal(30) { add(total, list, .fails(.warning)) }
    }

    /// 以上五项合计: the first amount of each of the five sentences before.
    private func above(_ total: Int, _ sentence: Range<Int>, _ line: Int) -> [Entry]? {
        let words = parts.text.words(parts.figures[total].label)
        guard words.contains("合计") || words.contains("共计") || words.contains("总计"), let mark = parts.figures[total].label.first(where: { parts.text.codes[$0] == 0x9879 && $0 > 0 }),
            let count = ChineseNumeral.digit(parts.text.codes[mark - 1]), count >= 3
        else { return nil }
        var list: [Entry] = []
        for other in parts.lineSentences[line].reversed() where parts.sentences[other].upperBound <= sentence.lowerBound && list.count < count {
            let first = parts.sentences[other].lazy.compactMap { token -> Int? in
                guard case .figure(let number) = parts.tokens[token].kind, parts.figures[number].isMoney, parts.figures[number].isPlain, !parts.figures[number].marks.contains(.perUnit) else { return nil }
                return number
            }.first
            if let first { list.insert(Entry(figure: first, times: 1, token: parts.tokenOfFigure[first]), at: 0) }
        }
        return list.count == count ? list : nil
    }

    /// `下达A 40万元；B 2.75万元；…。共计下达3580.69万元`: the parts are the sentence before.
    private func before(_ total: Int, _ sentence: Range<Int>, _ line: Int) -> [Entry]? {
        guard opensWithTotal(total), let previous = parts.lineSentences[line].last(where: { parts.sentences[$0].upperBound <= sentence.lowerBound }) else { return nil }
        var list: [Entry] = []
        for token in parts.sentences[previous] {
            switch parts.tokens[token].kind {
            case .term(.comprising), .term(.loosely): return nil
            case .figure(let number):
                let figure = parts.figures[number]
                guard figure.depth == 0, Self.areAlike(figure, parts.figures[total]) else { continue }
                guard figure.isExact, !figure.marks.contains(.perUnit), !parts.has(.total, number), !Self.isChange(figure.role) else { return nil }
                list.append(Entry(figure: number, times: figure.marks.contains(.each) ? conjuncts(number) : 1, token: token))
            default: break
            }
        }
        return list.count >= 3 ? list : nil
    }

    /// 三年累计完成投资6823.6万元: the amounts under the same words in the sentence before.
    private func yearly(_ total: Int, _ sentence: Range<Int>, _ line: Int) -> [Entry]? {
        let figures = parts.figures
        let words = figures[total].label.filter { Code.isIdeograph(parts.text.codes[$0]) }.map { parts.text.codes[$0] }
        guard words.count >= 4, parts.text.words(figures[total].label).contains("累计"), let previous = parts.lineSentences[line].last(where: { parts.sentences[$0].upperBound <= sentence.lowerBound }) else { return nil }
        let tail = Array(words.suffix(2))
        let list = parts.sentences[previous].compactMap { token -> Entry? in
            guard case .figure(let number) = parts.tokens[token].kind, figures[number].isExact, Self.areAlike(figures[number], figures[total]) else { return nil }
            let own = figures[number].label.filter { Code.isIdeograph(parts.text.codes[$0]) }.map { parts.text.codes[$0] }
            return Array(own.suffix(2)) == tail ? Entry(figure: number, times: 1, token: token) : nil
        }
        return list.count >= 2 ? list : nil
    }

    /// 共计下达中央、市级转移支付资金3580.69万元: the word of the total opens the sentence.
    private func opensWithTotal(_ number: Int) -> Bool {
        let sentence = parts.sentences[parts.figures[number].sentence]
        guard parts.tokens[sentence.lowerBound].kind == .term(.total), parts.tokenOfFigure[number] - sentence.lowerBound <= 12 else { return false }
        return !(sentence.lowerBound..<parts.tokenOfFigure[number]).contains { if case .figure = parts.tokens[$0].kind { true } else { false } }
    }

    private func claimsSum(_ total: Int) -> Bool {
        if opensWithTotal(total) { return true }
        let words = parts.text.words(parts.figures[total].label)
        if words.contains("累计") { return true }
        return words.contains(anyOf: ["合计", "共计", "总计", "小计"])
    }

    // MARK: Telling

    private func add(_ total: Int, _ list: [Entry], _ verdict: Relation.Verdict) {
        let figures = parts.figures
        let whole = figures[total]
        guard let sum = try? Amounts.sum(list.map { (figures[$0.figure], $0.times) }), let base = try? whole.base() else { return }
        let shownSum = Amounts.shown(sum, like: whole)
        let terms = list.map { entry -> String in
            let figure = figures[entry.figure]
            let text = figure.measure.exponent == whole.measure.exponent ? figure.number.description : ((try? figure.base()).map { Amounts.shown($0, like: whole) } ?? figure.number.description)
            return entry.times == 1 ? text : entry.times < 0 ? "(−\(text))" : "\(text)×\(entry.times)"
        }
        let difference = (try? (sum - base).magnitude).map { Amounts.shown($0, like: whole) }
        let unit = whole.measure.printed
        let computation = terms.joined(separator: " + ") + " = " + shownSum
        // 衔接资金1077.56万元 elsewhere, where 1007.56万元 would have to be it.
        let remedy = isFailure(verdict) && collector.maySearch() ? remedy(total, list, sum, base) : nil
        let order = ([total] + list.map(\.figure)) + (remedy.map { [$0] } ?? [])
        let place = (order.map { figures[$0].label.lowerBound }.min() ?? 0)..<(order.map { figures[$0].range.upperBound }.max() ?? 0)
        let isSoft = verdict == .rounded
        collector.add(
            Relation(
                .sum, verdict, at: place, figures: order, stated: whole.number.description, computed: shownSum, difference: difference, computation: computation,
                dimension: whole.measure.dimension,
                Wording(
                    zh: isSoft
                        ? "合计\(whole.number)\(unit)，各部分相加\(computation)，相差\(difference ?? "")\(unit)，应是尾数取舍。"
                        : "合计写\(whole.number)\(unit)，各部分相加是\(computation)，相差\(difference ?? "")\(unit)。\(remedy.map { "文中另有“\(parts.text.quote(figures[$0].label))\(figures[$0].number)\(figures[$0].measure.printed)”，用它则相符。" } ?? "")请核对合计和各部分，漏列的补上。",
                    en: isSoft
                        ? "The total is \(whole.number) \(unit), the parts make \(computation): a difference of \(difference ?? "") by rounding."
                        : "The total is given as \(whole.number) \(unit), but the parts make \(computation), a difference of \(difference ?? ""). \(remedy.map { "With the \(figures[$0].number) that stands elsewhere it would hold. " } ?? "")Check the total and its parts; add what was left out.")))
    }

    private func isFailure(_ verdict: Relation.Verdict) -> Bool { if case .fails = verdict { true } else { false } }

    /// A figure elsewhere that makes the sum hold in the place of one of its members; of four digits at least, and the only one.
    private func remedy(_ total: Int, _ list: [Entry], _ sum: ExactDecimal, _ base: ExactDecimal) -> Int? {
        let figures = parts.figures
        let members = Set(list.map(\.figure) + [total])
        var wanted: [ExactDecimal] = [sum]
        for entry in list where entry.times == 1 {
            if let own = try? figures[entry.figure].base(), let rest = try? base - sum, let value = try? own + rest, value.isPositive { wanted.append(value) }
        }
        let found = figures.indices.filter { index in
            guard !members.contains(index), figures[index].number.significand >= 1000, figures[index].isExact, Self.areAlike(figures[index], figures[total]), let value = try? figures[index].base() else { return false }
            return wanted.contains(value)
        }
        return Set(found.map { figures[$0].number }).count == 1 ? found[0] : nil
    }
}
