import BudgetModel
import Quantities

/// Weights to 100, scores to their total, grade to score.
struct PointLists {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let reader = PointLists(parts: collector.parts, collector: collector, facts: facts)
        // Tables read by their columns need no guess.
        let known = PointTables.sureLines(facts.pointTables)
        for group in facts.pointGroups where !known.contains(where: { $0.overlaps(group.lines) }) { reader.judge(group) }
        reader.grade()
        reader.repeated()
    }

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.collector = collector
        self.facts = facts
    }

    // MARK: Reading

    /// One indicator or block with its points.
    struct Item {
        var block: Scores.Block?
        /// Its full points, its score, or a number that may be either.
        var weight: Int?
        var score: Int?
        var plain: Int?
        var figures: [Int] { [weight, score, plain].compactMap(\.self) }
    }

    /// The items of one paragraph, or of rows that follow each other.
    struct Group {
        var items: [Item] = []
        /// The row or clause of the total.
        var total: Int?
        var weightTotal: Int?
        var isRows = false
        var lines: ClosedRange<Int>
        /// Numbers of points between the items that belong to none.
        var strays = 0
    }

    static func groups(_ parts: TakenApart) -> [Group] {
        var groups: [Group] = []
        var rows: Group?
        var gap = 0
        func close() {
            if let rows, rows.items.count >= 3 { groups.append(rows) }
            rows = nil
        }
        for line in parts.lines.indices {
            let group = items(of: line, parts)
            if group.items.count >= 3 {
                close()
                groups.append(group)
            } else if !group.items.isEmpty || group.total != nil, isRow(line, parts) {
                if rows == nil, group.items.isEmpty { continue }
                var open = rows ?? Group(isRows: true, lines: line...line)
                // Nobody else holds the rows while they grow.
                rows = nil
                open.items += group.items
                open.strays += group.strays
                open.lines = open.lines.lowerBound...line
                gap = 0
                rows = open
                if group.total != nil {
                    (rows!.total, rows!.weightTotal) = (group.total, group.weightTotal)
                    close()
                }
            } else if rows != nil {
                gap += 1
                if gap > 6 { close() }
            }
        }
        close()
        return groups
    }

    /// A short line, not a paragraph.
    private static func isRow(_ line: Int, _ parts: TakenApart) -> Bool {
        let range = parts.text.lines[line].range
        return range.count <= 160 && !parts.text.codes[range].dropLast().contains(Code.stop)
    }

    private static func items(of line: Int, _ parts: TakenApart) -> Group {
        var group = Group(lines: line...line)
        let numbers = parts.lines[line].compactMap { if case .figure(let number) = parts.tokens[$0].kind { number } else { nil } }
        if let row = row(numbers, parts, line) { return row }
        if let rows = rowsRunTogether(numbers, parts, line) { return rows }
        var taken: Set<Int> = []
        lazy var isAboutPoints = speaksOfPoints(line, parts)
        for number in numbers {
            // No form has so many indicators; what is longer is judged by nobody.
            if group.items.count > longestGroup { break }
            let figure = parts.figures[number]
            guard figure.measure.dimension == .points || figure.measure == .none, figure.isPlain, figure.number <= ExactDecimal(130) else { continue }
            let words = parts.plainWords(number)
            let terms = parts.terms(of: number)
            if terms.contains(.deduction) || terms.contains(.previous) || words.contains(anyOf: ["最高", "最低", "平均"]) { continue }
            if taken.contains(number) { continue }
            // 得分分别为18.5分、19.2分、29分、28.3分: one for each item before, the points of their head aside.
            if words.contains("分别") || words.contains("依次"), !group.items.isEmpty, group.items.allSatisfy({ $0.score == nil }) {
                let run = Array((number..<min(parts.figures.count, number + longestGroup)).prefix { parts.figures[$0].measure.dimension == .points && parts.figures[$0].sentence == figure.sentence && ($0 == number || parts.continues($0)) })
                let head = group.items.count - run.count
                if run.count >= 3 || head == 0, head == 0 || head == 1 && group.items[0].block == nil {
                    if head == 1 { group.items.removeFirst() }
                    for (place, score) in run.enumerated() {
                        group.items[place].score = score
                        if group.items[place].weight == nil { (group.items[place].weight, group.items[place].plain) = (group.items[place].plain, nil) }
                    }
                }
                // Scores of other names are none of the last item's.
                if run.count >= 2 {
                    taken.formUnion(run)
                    continue
                }
            }
            let block = Scores.Block.of(words)
            if terms.contains(.totalScore) || terms.contains(.total), block == nil {
                if figure.number == .hundred || words.hasSuffix("满分") || words.hasSuffix("分值") { group.weightTotal = number } else if figure.number >= ExactDecimal(40) { group.total = number }
                continue
            }
            // 产出指标自评50分: the word of a total beside the name of a block is its score.
            let isScore = figure.role == .score || figure.role == .totalScore && block != nil && terms.contains(.totalScore), isWeight = figure.role == .weight
            if let block {
                var item = Item(block: block)
                if isScore, !isWeight { item.score = number } else if isWeight { item.weight = number } else { item.plain = number }
                // The same block again: the scores behind the weights.
                if let place = group.items.lastIndex(where: { $0.block == block }), group.items[place].score == nil, item.score != nil {
                    group.items[place].score = number
                } else if figure.measure.dimension == .points || isScore || isWeight || block.parent != nil || isAboutPoints {
                    group.items.append(item)
                }
            } else if !group.items.isEmpty, words.isEmpty || isScore || isWeight && figure.label.count <= 4 {
                let last = group.items.count - 1
                let isOwn = isSide(number, of: group.items[last], parts)
                guard isOwn else { continue }
                if isScore, group.items[last].score == nil {
                    group.items[last].score = number
                    if group.items[last].weight == nil, let plain = group.items[last].plain { (group.items[last].weight, group.items[last].plain) = (plain, nil) }
                } else if isWeight, group.items[last].weight == nil {
                    group.items[last].weight = number
                    if group.items[last].score == nil, let plain = group.items[last].plain { (group.items[last].score, group.items[last].plain) = (plain, nil) }
                } else if figure.depth == 0, words.isEmpty, figure.measure.dimension == .points, let plain = group.items[last].plain, plain == number - 1, parts.figures[plain].depth == 0, isGap(plain, number, parts) {
                    // 决策 15分 12.5分; 产出39.2分/40分
                    let isReversed = figure.number > parts.figures[plain].number
                    (group.items[last].weight, group.items[last].score, group.items[last].plain) = (isReversed ? number : plain, isReversed ? plain : number, nil)
                } else if figure.depth > 0, words.isEmpty, let plain = group.items[last].plain, figure.number >= parts.figures[plain].number {
                    // 产出47.66（50）
                    (group.items[last].score, group.items[last].weight, group.items[last].plain) = (plain, number, nil)
                }
            } else if figure.measure.dimension == .points, isScore || isWeight, figure.number < ExactDecimal(60) {
                // 预算配置满分10分，得9.5分: any name, where points and score stand side by side.
                if isWeight { group.items.append(Item(weight: number)) } else if let last = group.items.indices.last, group.items[last].block == nil, group.items[last].score == nil, isSide(number, of: group.items[last], parts) { group.items[last].score = number }
            }
        }
        group.items.removeAll { $0.block == nil && ($0.weight == nil || $0.score == nil) }
        group.strays = strays(group, numbers, parts)
        return group
    }

    /// Points of the sentences with items that no item took.
    private static func strays(_ group: Group, _ numbers: [Int], _ parts: TakenApart) -> Int {
        guard group.items.count >= 3 else { return 0 }
        let used = Set(group.items.flatMap(\.figures))
        let sentences = Set(used.map { parts.figures[$0].sentence })
        return numbers.count { number in
            let figure = parts.figures[number]
            guard figure.measure.dimension == .points, figure.isExact, sentences.contains(figure.sentence), !used.contains(number), number != group.total, number != group.weightTotal else { return false }
            let terms = parts.terms(of: number)
            return !terms.contains(.deduction) && figure.number < ExactDecimal(60) && figure.depth <= 0
        }
    }

    /// Rows of a form in one line: `…≥20次 23次 10 10质量指标 作业安全事故 =0起 0起 10 10…`.
    private static func rowsRunTogether(_ numbers: [Int], _ parts: TakenApart, _ line: Int) -> Group? {
        guard numbers.count >= 12 else { return nil }
        var group = Group(isRows: true, lines: line...line)
        var run: [Int] = []
        func close() {
            defer { run = [] }
            guard run.count >= 2, let score = run.last else { return }
            let weight = run[run.count - 2]
            let a = parts.figures[weight], b = parts.figures[score]
            guard isBare(a), isBare(b), b.label.isEmpty, b.number <= a.number, a.number.isPositive else { return }
            let label = parts.figures[run[0]].label
            let words = parts.text.words(label)
            if parts.text.words(label.suffix(4)).contains(anyOf: ["总分", "合计"]) {
                if a.number >= ExactDecimal(80) { (group.weightTotal, group.total) = (weight, score) }
            } else if a.number <= ExactDecimal(60), run.count >= 3, a.label.isEmpty, group.total == nil {
                group.items.append(Item(block: Scores.Block.of(words), weight: weight, score: score))
            }
        }
        for number in numbers {
            if !parts.figures[number].label.isEmpty { close() }
            run.append(number)
        }
        close()
        if let execution = parts.fundRows.first(where: { $0.total.line == line }), let weight = execution.total.figures[.weight], let score = execution.total.figures[.score], !group.items.contains(where: { $0.weight == weight }) {
            group.items.insert(Item(block: .execution, weight: weight, score: score), at: 0)
        }
        return group.items.count >= 4 && group.total != nil ? group : nil
    }

    private static let longestGroup = 200

    private static func speaksOfPoints(_ line: Int, _ parts: TakenApart) -> Bool {
        let words = parts.text.words(parts.text.lines[line].range)
        return words.contains(anyOf: ["分", "权重"])
    }

    /// Whether nothing but blanks or a slash stands between two figures.
    private static func isGap(_ left: Int, _ right: Int, _ parts: TakenApart) -> Bool {
        let begin = parts.figures[left].range.upperBound
        return begin < parts.figures[right].digits.lowerBound && parts.text.codes[begin..<parts.figures[right].digits.lowerBound].allSatisfy { Code.isSpace($0) || $0 == 0x2F || $0 == 0x7C }
    }

    /// Whether a number without a name belongs to the item before it.
    private static func isSide(_ number: Int, of item: Item, _ parts: TakenApart) -> Bool {
        guard let last = item.figures.max() else { return false }
        return number == last + 1 || number == last + 2 && parts.figures[number - 1].isPercent
    }

    /// A row of a form: name, perhaps target and actual, points and score.
    private static func row(_ numbers: [Int], _ parts: TakenApart, _ line: Int) -> Group? {
        var numbers = numbers
        // 产出 35 34 97.14% under 得分率.
        if numbers.count >= 3, let last = numbers.last, parts.figures[last].isPercent, isUnderRates(line, parts) { numbers.removeLast() }
        guard numbers.count >= 2, let score = numbers.last else { return nil }
        let range = parts.text.lines[line].range
        let words = parts.text.words(range.lowerBound..<min(range.upperBound, range.lowerBound + 40))
        let weight = numbers[numbers.count - 2]
        let a = parts.figures[weight], b = parts.figures[score]
        let named = numbers.first { parts.figures[$0].role == .weight }, scored = numbers.last { parts.figures[$0].role == .score }
        var group = Group(isRows: true, lines: line...line)
        lazy var isTotal = words.contains(anyOf: ["总分", "合计", "总计", "总得分"])
        if let named, let scored, named < scored, numbers.count <= 6, isBare(parts.figures[named]), isBare(parts.figures[scored]), range.count <= 80 {
            if isTotal { (group.weightTotal, group.total) = (named, scored) } else { group.items = [Item(block: Scores.Block.of(words), weight: named, score: scored)] }
            return group
        }
        let rest = parts.text.codes[b.range.upperBound..<(score + 1 < parts.figures.count && parts.figures[score + 1].line == line ? parts.figures[score + 1].digits.lowerBound : range.upperBound)]
        if let pair = pairWithRemark(numbers, parts, words) {
            group.items = [Item(block: Scores.Block.of(words), weight: pair.weight, score: pair.score)]
            return group
        }
        guard isBareCell(a), isBareCell(b), b.label.isEmpty, rest.allSatisfy({ Code.isSpace($0) || $0 == 0x7C || Code.isIdeograph($0) }), rest.count <= 8 else { return nil }
        if words.contains("小计") { return group }
        if isTotal {
            guard a.number >= ExactDecimal(80) else { return nil }
            (group.weightTotal, group.total) = (weight, score)
            return group
        }
        guard rest.allSatisfy({ Code.isSpace($0) || $0 == 0x7C }), b.number <= a.number, a.number <= ExactDecimal(60), a.number.isPositive, numbers.count >= 3 || !a.label.isEmpty || parts.text.codes[range.lowerBound..<a.digits.lowerBound].count(where: Code.isIdeograph) >= 2, words.contains("资金总额") == false else { return nil }
        group.items = [Item(block: Scores.Block.of(words), weight: weight, score: score)]
        return group
    }

    /// Whether a head above, in the same table, ends with 得分率.
    private static func isUnderRates(_ line: Int, _ parts: TakenApart) -> Bool {
        (max(0, line - 40)..<line).reversed().contains { above in
            let range = parts.text.lines[above].range
            return range.count <= 60 && parts.text.words(range).hasSuffix("得分率")
        }
    }

    /// `时效指标 按期完成投资 10 9 地方配套资金388.8万元未支付`: points and score before a remark.
    private static func pairWithRemark(_ numbers: [Int], _ parts: TakenApart, _ words: Words) -> (weight: Int, score: Int)? {
        guard words.contains("指标"), let last = numbers.last, numbers.count >= 2 else { return nil }
        for (place, score) in numbers.enumerated().dropFirst() {
            let a = parts.figures[numbers[place - 1]], b = parts.figures[score]
            guard isBare(a), isBare(b), b.label.isEmpty, b.number <= a.number, a.number <= ExactDecimal(60), a.number.isPositive else { continue }
            // A third bare number would make them target and actual.
            if place + 1 < numbers.count, parts.figures[numbers[place + 1]].label.isEmpty { return nil }
            let rest = parts.text.codes[b.range.upperBound..<parts.text.lines[b.line].range.upperBound]
            return rest.contains(where: Code.isIdeograph) && score <= last ? (numbers[place - 1], score) : nil
        }
        return nil
    }

    /// A cell of points: a number without a unit of its own, though 单位：万元 at the head of a text made it money.
    private static func isBareCell(_ figure: Figure) -> Bool { isBare(figure) || figure.isMoney && figure.isPlain && figure.range.upperBound == figure.digits.upperBound }

    private static func isBare(_ figure: Figure) -> Bool { (figure.measure == .none || figure.measure.dimension == .points) && figure.isPlain }

    // MARK: Judging

    private func judge(_ group: Group) {
        var items = group.items
        let blocks = Set(items.compactMap(\.block))
        // The points of execution stand in the row of the money.
        if group.isRows, !blocks.contains(.execution), let row = parts.fundRows.first(where: { $0.total.figures[.weight] != nil && $0.total.figures[.score] != nil })?.total, parts.printedSum(items.compactMap(\.weight)) == ExactDecimal(90) || parts.printedSum(items.compactMap(\.weight)) == ExactDecimal(80) {
            items.insert(Item(block: .execution, weight: row.figures[.weight], score: row.figures[.score]), at: 0)
        }
        // Level 1 beside its own level 2 counts once, unless rows of both make 100 together: 效益 社会 …, 效益 可持续 ….
        let isWhole = group.isRows && (parts.printedSum(items.compactMap(\.weight)) == .hundred || group.weightTotal.map { parts.printedSum(items.compactMap(\.weight)) == parts.figures[$0].number } ?? false)
        if !isWhole { items.removeAll { item in item.block?.parent.map { blocks.contains($0) } ?? false } }
        guard items.count >= 3, items.count <= 60, Set(items.flatMap(\.figures)).count == items.flatMap(\.figures).count else { return }
        let covers = (blocks.contains(.output) || blocks.contains(.quantity)) && (blocks.contains(.benefit) || !blocks.isDisjoint(with: [.economic, .social, .ecological, .sustainable])) || group.isRows && items.count >= 4 && group.total != nil
            || items.allSatisfy { $0.weight != nil && $0.score != nil } && parts.printedSum(items.compactMap(\.weight)) == .hundred
        guard covers else { return }
        let weights = items.compactMap(\.weight), scores = items.compactMap(\.score), plain = items.compactMap(\.plain)
        let total = group.total ?? facts.score?.figure
        if weights.count == items.count { judge(weights: weights, group, blocks) }
        if scores.count == items.count, let total, !scores.contains(total) { judge(scores: scores, total, isSure: group.strays == 0 && (weights.count == items.count ? parts.printedSum(weights) == .hundred : blocks.contains(.execution))) }
        guard plain.count == items.count, let sum = parts.printedSum(plain) else { return }
        if sum == .hundred { return addWeights(plain, sum, .holds) }
        // 预算执行20分、产出30分、效益45分、满意度10分，共100分: a scheme says itself what its points make.
        if let last = plain.max(), last + 1 < parts.figures.count, case let whole = parts.figures[last + 1], whole.number == .hundred, whole.sentence == parts.figures[last].sentence, parts.has(.total, last + 1), group.strays == 0 || group.total == nil { return addWeights(plain, sum, .fails(.error)) }
        guard let total, !plain.contains(total) else {
            if speaksOfWeights(group), group.strays == 0 { addWeights(plain, sum, .fails(.warning)) }
            return
        }
        let stated = parts.figures[total].number
        if sum == stated { return addSum(plain, total, .holds) }
        if speaksOfWeights(group), !(sum < stated) || stated == .hundred {
            if group.strays == 0, sum > ExactDecimal(60), sum < ExactDecimal(160), sum != ExactDecimal(90) || blocks.contains(.execution) { addWeights(plain, sum, .fails(blocks.contains(.execution) || sum > .hundred ? .error : .warning)) }
            return
        }
        judge(scores: plain, total, isSure: group.strays == 0 && blocks.contains(.execution) || blocks.isSuperset(of: [.output, .benefit, .satisfaction]) && group.strays == 0)
    }


    private func judge(weights: [Int], _ group: Group, _ blocks: Set<Scores.Block>) {
        guard let sum = parts.printedSum(weights) else { return }
        if sum == .hundred { return addWeights(weights, sum, .holds) }
        guard group.strays == 0, sum > ExactDecimal(60), sum < ExactDecimal(160) else { return }
        // Without the points of execution the others make 90 or 80.
        if !blocks.contains(.execution), sum == ExactDecimal(90) || sum == ExactDecimal(80) { return }
        let isStated = group.weightTotal.map { parts.figures[$0].number == .hundred } ?? false
        addWeights(weights, sum, .fails(isStated || blocks.contains(.execution) || sum > .hundred ? .error : .warning))
    }

    private func speaksOfWeights(_ group: Group) -> Bool { group.lines.contains { line in parts.lines[line].contains { parts.tokens[$0].kind == .term(.weight) } } }

    private func judge(scores: [Int], _ total: Int, isSure: Bool) {
        let figures = parts.figures
        guard let sum = parts.printedSum(scores), let gap = try? (sum - figures[total].number).magnitude else { return }
        if gap.isZero { return addSum(scores, total, .holds) }
        // A total with fewer decimals than its terms was rounded, up or down.
        if Amounts.isRoundedSum(figures[total].number, scores.map { figures[$0] }, gap: gap) || figures[total].marks.contains(.approximate) { return addSum(scores, total, .rounded) }
        guard gap <= ExactDecimal(25) else { return }
        // The points of execution may stand in a sentence of their own, with their formula.
        if let execution = facts.pointEntries.entries.lazy.filter({ $0.block == .execution }).compactMap(\.score).first, !scores.contains(execution), parts.printedSum(scores + [execution]) == figures[total].number { return addSum(scores + [execution], total, .holds) }
        addSum(scores, total, .fails(isSure ? .error : .warning))
    }

    // MARK: Grades

    private func grade() {
        guard let grade = facts.grade else { return }
        guard let score = facts.score else {
            // Scores of parts may stand in a form that is not here; a total must.
            collector.add(
                Relation(
                    .grade, .fails(.warning), at: grade.place, figures: [], stated: grade.name, computed: "", computation: "",
                    Wording(
                        zh: "写了等级“\(grade.name)”，全文没有总得分：等级要由得分得出。请写明自评总分。",
                        en: "The grade “\(grade.name)” is claimed, but no total score is given anywhere: a grade follows from a score. State the total.")))
            return
        }
        let number = score.number
        let place = min(score.place.lowerBound, grade.place.lowerBound)..<max(score.place.upperBound, grade.place.upperBound)
        let bands = GradeBands(parts)
        let expected = bands.grade(of: number, claimed: grade.grade)
        // 85.81分 may be 优秀 where a region draws its own line and the text does not name it.
        let isSure = bands.areNamed || !GradeBands.isNearBound(number, expected: expected, claimed: grade.grade)
        let verdict: Relation.Verdict = expected == grade.grade ? .holds : .fails(isSure ? .error : .warning)
        // The bound that decides, where the text gives it.
        let bound = bands.bound(of: expected).flatMap { from in parts.figures.indices.first { parts.figures[$0].number == from && $0 != score.figure && parts.figures[$0].measure.dimension == .points } }
        collector.add(
            Relation(
                .grade, verdict, at: place, figures: [score.figure] + (verdict == .holds ? [] : bound.map { [$0] } ?? []), stated: grade.name, computed: expected.name, computation: "\(number) → \(expected.name)",
                dimension: .points,
                Wording(
                    zh: "自评\(number)分，写的等级是“\(grade.name)”，按分数段应为“\(expected.name)”。请核对得分和等级。",
                    en: "A score of \(number) is called “\(grade.name)”, but its band is “\(expected.name)”. Check score and grade.")))
    }

    // MARK: Totals stated twice

    private func repeated() {
        guard let first = facts.score else { return }
        let figures = parts.figures
        let forms = Set(facts.pointTables.compactMap(\.total))
        for entry in Scores.totals(parts, facts.pointEntries) where (entry.rank > 3000 || parts.gradeFollows(entry.index) && parts.figures[entry.index].measure.dimension == .points) && entry.index != first.figure {
            let other = figures[entry.index]
            guard other.number != first.number, other.isExact, !collector.accused.contains(entry.index), other.number > ExactDecimal(40), other.year == nil || other.year == parts.year || other.year == figures[first.figure].year else { continue }
            // 满分100分 is no score.
            if other.number == .hundred || first.number == .hundred { continue }
            // Two forms in one text have a total each.
            if forms.contains(entry.index), forms.contains(first.figure) { continue }
            collector.add(
                Relation(
                    .repeat, .fails(.warning), at: other.label.lowerBound..<other.range.upperBound, figures: [first.figure, entry.index], stated: other.number.description,
                    computed: first.number.description, computation: "", dimension: .points,
                    Wording(
                        zh: "总得分前后不一：一处\(first.number)分，一处\(other.number)分。请统一。",
                        en: "Two total scores are given: \(first.number) and \(other.number). Make them one.")))
        }
    }

    // MARK: Telling

    private func addWeights(_ list: [Int], _ sum: ExactDecimal, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        let computation = parts.addition(list, sum)
        collector.add(
            Relation(
                .weights, verdict, at: Rates.place(list.map { figures[$0] }), figures: list, stated: "100", computed: sum.plain, difference: (try? (sum - .hundred).magnitude.plain),
                computation: computation, dimension: .points,
                Wording(
                    zh: "各项分值（权重）相加\(computation)，不是100。请核对各项分值，漏列的补上。",
                    en: "The weights make \(computation), not 100. Check each weight; add what was left out.")))
    }

    private func addSum(_ list: [Int], _ total: Int, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        guard let sum = parts.printedSum(list) else { return }
        let computation = parts.addition(list, sum)
        let stated = figures[total].number
        collector.add(
            Relation(
                .scoreSum, verdict, at: Rates.place((list + [total]).map { figures[$0] }), figures: [total] + list, stated: stated.description, computed: sum.plain,
                difference: (try? (sum - stated).magnitude.plain), computation: computation, dimension: .points,
                Wording(
                    zh: "总得分写\(stated)分，各项得分相加\(computation)。请核对各项得分和总分。",
                    en: "The total is given as \(stated), but the scores make \(computation). Check each score and the total.")))
    }
}
