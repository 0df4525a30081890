import BudgetModel
import Quantities

/// The same quantity stated twice with different numbers.
struct Repeats {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let reader = Repeats(parts: collector.parts, collector: collector, facts: facts)
        reader.amounts()
        reader.counts()
        reader.documents()
    }

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.facts = facts
        self.collector = collector
    }

    // MARK: Amounts of the whole object

    private static let wholeRoles: [Role] = [.executed, .adjustedBudget, .initialBudget, .balance]

    /// More statements of one quantity than any report has; each is compared with all before it.
    private static let mostStatements = 100

    private func amounts() {
        let figures = parts.figures
        let money = figures.indices.filter { figures[$0].isMoney && figures[$0].depth == 0 && figures[$0].isExact && !figures[$0].marks.contains(.perUnit) }
        for role in Self.wholeRoles {
            compare(money.filter { figures[$0].role == role && figures[$0].scope.isDisjoint(with: .funds) && !figures[$0].marks.contains(.tabular) && isWhole($0) })
        }
        transposed(money.filter { figures[$0].scope.isDisjoint(with: .part) && figures[$0].role != .increase && figures[$0].role != .decrease && figures[$0].role != .previous })
    }

    /// 2061.2 and 2016.2: the same digits in another order are one amount, mistyped.
    private func transposed(_ all: [Int]) {
        let all = all.prefix(Self.mostStatements)
        let figures = parts.figures
        // Digits in another order leave the same rest when divided by nine.
        let rests = all.map { Int(figures[$0].number.significand % 9) }
        for (place, later) in all.enumerated().dropFirst() {
            for (other, earlier) in all[..<place].enumerated() where rests[other] == rests[place] {
                let a = figures[earlier], b = figures[later]
                guard a.number != b.number, a.measure.exponent == b.measure.exponent, a.number.scale == b.number.scale, a.number.significand >= 1000, mayBeOne(earlier, later), a.year == b.year || a.year == nil || b.year == nil,
                    !collector.accused.contains(later), !collector.accused.contains(earlier), areTransposed(a.number.description, b.number.description)
                else { continue }
                add(earlier, later, .fails(.error))
                return
            }
        }
    }

    /// Five digits in another order are hardly chance. Of four, both must be money of one kind, and one of them must stand twice.
    private func mayBeOne(_ earlier: Int, _ later: Int) -> Bool {
        let a = parts.figures[earlier], b = parts.figures[later]
        let first = a.scope.intersection(.funds), second = b.scope.intersection(.funds)
        guard first == second || first.isEmpty || second.isEmpty else { return false }
        if a.role == b.role, a.role != .none, a.scope.isDisjoint(with: .funds) { return true }
        if a.number.significand >= 10_000 { return a.role == b.role || a.role.flow == b.role.flow || a.role == .none || b.role == .none }
        // One of them is proved by a sum or a rate, the other stands alone under the same word: 上年结转.
        let isProved = [earlier, later].map { collector.explained.contains($0) }
        if isProved[0] != isProved[1], sharesWord(a.label, b.label) { return true }
        guard a.role.flow == b.role.flow || a.role == .none || b.role == .none else { return false }
        return [a, b].contains { one in parts.figures.count { $0.number == one.number && $0.measure == one.measure } >= 2 }
    }

    /// Whether two names end in the same two characters, particles left out.
    private func sharesWord(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        let (a, b) = (parts.bareName(left).suffix(2), parts.bareName(right).suffix(2))
        return a.count == 2 && a.elementsEqual(b)
    }

    /// Two neighbouring digits changed places.
    private func areTransposed(_ left: String, _ right: String) -> Bool {
        let a = Array(left.utf8), b = Array(right.utf8)
        guard a.count == b.count else { return false }
        let differing = a.indices.filter { a[$0] != b[$0] }
        guard differing.count == 2, a[differing[0]] == b[differing[1]], a[differing[1]] == b[differing[0]] else { return false }
        return differing[1] - differing[0] <= 2
    }

    /// Whether nothing but words of the whole stands before it: 全年累计支出资金.
    private func isWhole(_ index: Int) -> Bool {
        // The words stand before the amount, or behind it: 2519.17万元的部门支出.
        let figure = parts.figures[index]
        var words: [UInt16] = []
        for range in [figure.label, figure.label.isEmpty || parts.text.codes[figure.range.upperBound] == 0x7684 ? figure.tail : 0..<0] {
            for code in parts.text.codes[range] where !Self.marks.contains(code) {
                if Self.wholeCodes.contains(code) {
                    words.append(code)
                } else {
                    // Blanks and numbers aside, no other word speaks of the whole.
                    guard let scalar = Unicode.Scalar(code), scalar.properties.isWhitespace || scalar.properties.numericType != nil else { return false }
                }
            }
        }
        guard words.count <= 24, !words.isEmpty else { return false }
        for word in Self.wholeWords where !words.isEmpty { Self.remove(word, from: &words) }
        return words.isEmpty
    }

    /// Takes a word out wherever it stands, one walk from the left.
    private static func remove(_ word: [UInt16], from words: inout [UInt16]) {
        var place = 0
        var kept = 0
        while place < words.count {
            if words[place] == word[0], place + word.count <= words.count, words[place..<place + word.count].elementsEqual(word) {
                place += word.count
            } else {
                words[kept] = words[place]
                (place, kept) = (place + 1, kept + 1)
            }
        }
        words.removeLast(words.count - kept)
    }

    /// Longer words first.
    private static let wholeWords: [[UInt16]] = codes([
        "本年度", "总体看", "结转结余", "支出决算", "累计", "实际", "全年", "本年", "年末", "年初", "年度", "合计", "总额", "总计", "资金", "项目", "部门", "单位", "支出", "执行", "决算", "结转", "结余", "预算", "调整", "批复", "完成", "我局", "我县",
        "我市", "我校", "使用", "支付", "当年", "截至目前", "截至", "下年", "总", "共", "数", "额", "和", "后", "已", "的", "为", "达", "是", "年", "底", "月", "日", "末", "其中", "即", "到",
    ].sorted { $0.count > $1.count })
    private static let wholeCodes = CodeSet(wholeWords.joined())

    /// The label without its particles, years and words of place in time.
    private func key(_ index: Int) -> ArraySlice<UInt16> {
        var words = parts.text.codes[parts.figures[index].label].filter { !Code.isSpace($0) && $0 != Code.newline && !Self.marks.contains($0) }[...]
        var isShorter = true
        while isShorter {
            isShorter = false
            if let last = words.last, Self.tailLasts.contains(last) {
                for tail in Self.tails where words.count > tail.count + 1 && words.suffix(tail.count).elementsEqual(tail) {
                    words.removeLast(tail.count)
                    isShorter = true
                }
            }
            if let first = words.first, Self.headFirsts.contains(first) {
                for head in Self.heads where words.count > head.count + 2 && words.starts(with: head) {
                    words.removeFirst(head.count)
                    isShorter = true
                }
            }
            // 2023, 十二, 月, 日.
            while let first = words.first, Code.isDigit(first) || ChineseNumeral.isNumeral(first) || first == 0x6708 || first == 0x65E5 {
                words.removeFirst()
                isShorter = true
            }
        }
        return words
    }

    private static func codes(_ words: [String]) -> [[UInt16]] { words.map { $0.unicodeScalars.map { ReportText.folded($0.value) } } }
    private static let marks = CodeSet("“”\"：:《》")
    private static let tails = codes(["为", "是", "达到", "达", "共计", "合计为", "共", "约", "了", "总计", "计"])
    private static let heads = codes([
        "其中", "截至", "截止", "年底", "年末，", "我局", "我县", "我市", "我校", "我单位", "本单位", "部门", "单位", "本年度", "当年", "本年", "年度", "项目", "年", "共", "即", "目前", "已", "该", "月底", "底", "，", "全部",
        "资金",
    ])

    private static let headFirsts = CodeSet(heads.map { $0[0] })
    private static let tailLasts = CodeSet(tails.map { $0[$0.count - 1] })

    private func compare(_ all: [Int]) {
        let figures = parts.figures
        let all = Array(all.prefix(Self.mostStatements))
        guard all.count >= 2, !areParallel(all) else { return }
        // Items of a list have their own 全年支出; one of two must be that of the whole.
        let whole = Set([facts.initialBudget, facts.adjustedBudget, facts.received, facts.executed].compactMap { $0?.figure })
        let values = whole.compactMap { try? figures[$0].base() }
        // All amounts of the text, to ask whether it names a gap.
        lazy var bases = Set(figures.lazy.filter(\.isMoney).compactMap { try? $0.base() })
        for (place, later) in all.enumerated().dropFirst() {
            for earlier in all[..<place] {
                let a = figures[earlier], b = figures[later]
                guard a.year == b.year || a.year == nil || b.year == nil, let left = try? a.base(), let right = try? b.base(), left != right, !collector.accused.contains(later), !collector.accused.contains(earlier) else { continue }
                guard let gap = try? (left - right).magnitude, let slack = try? Amounts.slack(a, [b]), gap > slack, let percent = Amounts.percent(gap, of: max(left, right), to: 1) else { continue }
                // 本年支出 and 支出总计 differ by what was carried over, and the text names it.
                if bases.contains(gap) { continue }
                guard figures[later].role == .balance || values.contains(left) || values.contains(right) else { continue }
                // Far apart they are two things of one name.
                guard percent <= ExactDecimal(10) else { continue }
                let bothProven = collector.explained.contains(earlier) && collector.explained.contains(later)
                add(earlier, later, .fails(bothProven ? .warning : .error))
                return
            }
        }
    }

    /// （一）栗园村：已支付566.4万元 and （二）清泉村：已支付531.7万元 are two things.
    private func areParallel(_ all: [Int]) -> Bool {
        let figures = parts.figures
        guard Set(all.map { figures[$0].line }).count >= 2 else { return false }
        return all.allSatisfy { index in
            let range = parts.text.lines[figures[index].line].range
            guard let first = range.first.map({ parts.text.codes[$0] }) else { return false }
            return first == Code.open || Code.isDigit(first) || (0x2460...0x2473).contains(first)
        } && Set(all.map { parts.text.quote(figures[$0].label) }).count == 1
    }

    // MARK: Amounts of one document

    /// 省级资金138.6万元（临财社〔2022〕44号） and, later, 136.8万元 under the same number.
    private func documents() {
        let figures = parts.figures
        let codes = parts.text.codes
        var amounts: [(key: [UInt16], figure: Int)] = []
        var place = 0
        // The figures before a place, in the order of the text.
        var before = 0
        while place + 4 < codes.count {
            defer { place += 1 }
            // 〔2022〕44号, 【2023】10号
            guard codes[place] == 0x3014 || codes[place] == 0x3010 || codes[place] == 0x5B, Code.isDigit(codes[place + 1]) else { continue }
            var end = place + 1
            while end < codes.count, Code.isDigit(codes[end]) { end += 1 }
            guard end - place == 5, end + 1 < codes.count, codes[end] == 0x3015 || codes[end] == 0x3011 || codes[end] == 0x5D else { continue }
            end += 1
            let number = end
            while end < codes.count, Code.isDigit(codes[end]), end - number < 5 { end += 1 }
            guard end > number, end < codes.count, codes[end] == 0x53F7 else { continue }
            var begin = place
            while begin > 0, Code.isIdeograph(codes[begin - 1]), place - begin < 4 { begin -= 1 }
            guard place - begin >= 2 else { continue }
            // The amount right before the bracket that holds the number.
            while before < figures.count, figures[before].range.upperBound <= place { before += 1 }
            let figure = before - 1
            guard figure >= 0, place - figures[figure].range.upperBound <= 10, figures[figure].isMoney, figures[figure].isExact,
                codes[figures[figure].range.upperBound] == Code.open
            else { continue }
            amounts.append((Array(codes[begin..<place]) + Array(codes[(place + 1)..<end]), figure))
        }
        // One figure for each amount of a document, in their order.
        var known: [[UInt16]: [(figure: Int, base: ExactDecimal)]] = [:]
        for later in amounts {
            guard let base = try? figures[later.figure].base(), !collector.accused.contains(later.figure) else { continue }
            let others = known[later.key] ?? []
            if !others.contains(where: { $0.base == base }) {
                if others.count < Self.mostStatements { known[later.key, default: []].append((later.figure, base)) } else { collector.leaveOut() }
            }
            for earlier in others where earlier.figure != later.figure {
                let a = figures[earlier.figure], b = figures[later.figure]
                guard let left = try? a.base(), let right = try? b.base(), left != right, !collector.accused.contains(later.figure), !collector.accused.contains(earlier.figure), let gap = try? (left - right).magnitude,
                    let percent = Amounts.percent(gap, of: max(left, right), to: 1), percent <= ExactDecimal(10) || areTransposed(a.number.description, b.number.description)
                else { continue }
                add(earlier.figure, later.figure, .fails(.error))
                return
            }
        }
    }

    // MARK: Counts and amounts under one name

    /// What makes two counts one: the last characters of their name, and what is counted.
    private struct Name: Hashable {
        private var low: UInt64 = 0
        /// The characters beyond four, and how many there are.
        private var high: UInt64
        var kind: Kind
        var unit: UnitName

        enum Kind: Hashable { case before, planned, behind }

        /// At most seven characters.
        init(_ codes: ArraySlice<UInt16>, _ kind: Kind, _ unit: UnitName) {
            high = UInt64(codes.count) << 56
            for (place, code) in codes.enumerated() {
                if place < 4 { low |= UInt64(code) << UInt64(16 * place) } else { high |= UInt64(code) << UInt64(16 * (place - 4)) }
            }
            (self.kind, self.unit) = (kind, unit)
        }
    }

    private static let uncounted: [UnitName] = ["年", "天", "月", "小时", "分钟", "岁", "倍", "次"]
    private static let piece: UnitName = "个"

    private func counts() {
        let figures = parts.figures
        var byKey: [Name: [Int]] = [:]
        for index in figures.indices {
            let figure = figures[index]
            guard figure.isExact, figure.depth == 0, !figure.marks.contains(.perUnit), !figure.marks.contains(.tabular), figure.role != .increase, figure.role != .decrease, figure.role != .previous else { continue }
            let unit: UnitName
            switch figure.measure.dimension {
            case .count(let counted):
                if Self.uncounted.contains(counted) { continue }
                unit = counted
            case .money:
                if !figure.scope.isDisjoint(with: .funds) { continue }
                unit = .yuan
            default: continue
            }
            // 覆盖412个居民小区: the name follows a bare counter.
            if unit == Self.piece, let name = nameBehind(index) {
                byKey[Name(parts.text.codes[name], .behind, unit), default: []].append(index)
                continue
            }
            guard figure.label.count <= 30 else { continue }
            let words = key(index)
            guard words.count >= 4 else { continue }
            byKey[Name(words.suffix(6), isPlanned(index) ? .planned : .before, unit), default: []].append(index)
        }
        for group in byKey.values.sorted(by: { $0[0] < $1[0] }) where group.count == 2 {
            let (first, second) = (group[0], group[1])
            let a = figures[first], b = figures[second]
            guard a.sentence != b.sentence, a.year == b.year || a.year == nil || b.year == nil, !collector.accused.contains(first), !collector.accused.contains(second), let left = try? a.base(), let right = try? b.base(), left != right,
                let gap = try? (left - right).magnitude, let slack = try? Amounts.slack(a, [b]), gap > slack, let percent = Amounts.percent(gap, of: max(left, right), to: 1)
            else { continue }
            // A target and what came of it stand under one name, and so do two halves of a year.
            guard percent <= ExactDecimal(30) else { continue }
            add(first, second, .fails(.warning))
        }
    }

    /// The name behind 个 where nothing but words of the whole stands before the number.
    private func nameBehind(_ index: Int) -> Range<Int>? {
        let figure = parts.figures[index]
        guard figure.label.isEmpty || parts.text.words(figure.label).isOne(of: ["全市", "全县", "全区", "全镇", "全乡", "共", "共有", "覆盖", "涉及", "全部", "和"]) else { return nil }
        let codes = parts.text.codes
        var place = figure.range.upperBound
        while place < codes.count, Code.isIdeograph(codes[place]), place - figure.range.upperBound < 8, codes[place] != 0x4E2D, codes[place] != 0x7684 { place += 1 }
        let name = figure.range.upperBound..<place
        return name.count >= 3 && name.count < 8 ? name : nil
    }

    /// The first characters of the words below.
    private static let plannedFirsts = CodeSet("目计预拟任指")

    /// A target and what came of it stand under one name.
    private func isPlanned(_ index: Int) -> Bool {
        guard parts.text.codes[parts.figures[index].label].contains(where: Self.plannedFirsts.contains) else { return false }
        let words = parts.text.words(parts.figures[index].label)
        return words.contains(anyOf: ["目标", "计划", "预期", "拟", "任务", "预计", "指标值"])
    }

    // MARK: Telling

    private func add(_ earlier: Int, _ later: Int, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        let a = figures[earlier], b = figures[later]
        guard let left = try? a.base(), let right = try? b.base(), let gap = try? (left - right).magnitude else { return }
        let name = parts.text.words(b.label)
        collector.add(
            Relation(
                .repeat, verdict, at: b.label.lowerBound..<b.range.upperBound, figures: [later, earlier], stated: b.number.description, computed: a.number.description,
                difference: Amounts.shown(gap, like: b), computation: "\(a.number)\(a.measure.printed) ≠ \(b.number)\(b.measure.printed)", dimension: b.measure.dimension,
                Wording(
                    zh: "“\(name)”前后不一：前面写\(a.number)\(a.measure.printed)，这里写\(b.number)\(b.measure.printed)，相差\(Amounts.shown(gap, like: b))\(b.measure.printed)。请统一，口径不同的写明。",
                    en: "“\(name)” is given twice: \(a.number) \(a.measure.printed) before, \(b.number) \(b.measure.printed) here. Make them one, or say how they differ.")))
    }
}
