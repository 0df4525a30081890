import BudgetModel
import Quantities

/// Weights to 100, scores to their total, grade to score.
struct PointLists {
    private let parts: TakenApart
    private var collector: RelationCollector
    private let facts: StatedFacts

    static func read(_ collector: inout RelationCollector, _ facts: StatedFacts) {
        var reader = PointLists(parts: collector.parts, collector: collector, facts: facts)
        for list in lists(reader.parts) { reader.judge(list) }
        for table in tables(reader.parts) { reader.judge(table) }
        reader.grade()
        reader.repeated()
        collector = reader.collector
    }

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.collector = collector
        self.facts = facts
    }

    // MARK: Lists in sentences

    /// The blocks of one paragraph with their points: `产出指标50分，得48.5分；…`.
    struct List {
        var blocks: [Scores.Block] = []
        /// Figures of the full points, in the order of the blocks; empty when only scores stand.
        var weights: [Int] = []
        var scores: [Int] = []
        var line = 0
    }

    static func lists(_ parts: TakenApart) -> [List] {
        var lists: [List] = []
        for line in parts.lines.indices {
            var list = List(line: line)
            var plain: [Int] = []
            var seen: Set<Scores.Block> = []
            var isOpen: Scores.Block?
            func close() {
                guard list.blocks.count >= 3, seen.contains(.output) || seen.contains(.benefit) else { return }
                if list.weights.isEmpty, list.scores.isEmpty { list.weights = plain }
                lists.append(list)
            }
            for token in parts.lines[line] {
                guard case .figure(let number) = parts.tokens[token].kind else { continue }
                let figure = parts.figures[number]
                guard figure.measure.dimension == .points || figure.measure == .none && figure.role != .none && figure.role != .totalScore && isPoints(figure.role), figure.isPlain, figure.depth <= 1 else { continue }
                let words = parts.text.quote(figure.label)
                let terms = parts.terms(of: number)
                if terms.contains(.totalScore), !terms.contains(.weight), Scores.Block.of(words) == nil { continue }
                if terms.contains(.deduction) { continue }
                if let block = Scores.Block.of(words) {
                    if seen.contains(block) {
                        // The same blocks again: first the weights, then the scores.
                        if list.blocks.first == block, list.blocks.count >= 3 {
                            close()
                            list = List(line: line)
                            (plain, seen) = ([], [])
                        } else {
                            continue
                        }
                    }
                    seen.insert(block)
                    list.blocks.append(block)
                    isOpen = block
                    if figure.role == .score || terms.contains(.score) && !terms.contains(.weight) { list.scores.append(number) } else if figure.role == .weight || terms.contains(.weight) { list.weights.append(number) } else { plain.append(number) }
                } else if isOpen != nil, figure.role == .score || terms.contains(.score) || figure.role == .weight {
                    if figure.role == .weight, list.weights.count < list.blocks.count { list.weights.append(number) } else if figure.role != .weight, list.scores.count < list.blocks.count { list.scores.append(number) }
                }
            }
            // Points without a word beside them are weights where scores stand too.
            if !plain.isEmpty, !list.scores.isEmpty, list.weights.isEmpty, plain.count == list.blocks.count { list.weights = plain }
            close()
        }
        return lists
    }

    private static func isPoints(_ role: Role) -> Bool { role == .score || role == .weight }

    private mutating func judge(_ list: List) {
        let figures = parts.figures
        let complete = Set(list.blocks).isSuperset(of: [.output, .benefit]) || list.blocks.count >= 4
        guard complete else { return }
        if list.weights.count == list.blocks.count, let sum = try? ExactDecimal.sum(list.weights.map { figures[$0].number }) {
            let isOnlyPlain = list.scores.isEmpty && !list.weights.contains { figures[$0].role == .weight } && !speaksOfWeights(list)
            if isOnlyPlain, let total = facts.score, total.number == sum || sum <= total.number && total.number <= .hundred && !nearHundred(sum) {
                if total.number == sum { return addSum(list.weights, total.figure, .holds) }
            }
            let target: [ExactDecimal] = [.hundred, ExactDecimal(90), ExactDecimal(80)]
            if sum == .hundred { addWeights(list.weights, sum, .holds) } else if isOnlyPlain, let total = facts.score, ((try? (total.number - sum).magnitude) ?? .hundred) <= ExactDecimal(12), total.number != .hundred || !nearHundred(sum) {
                addSum(list.weights, total.figure, .fails(.error))
            } else if !target.dropFirst().contains(sum) || list.blocks.contains(.execution) {
                if sum > ExactDecimal(60), sum < ExactDecimal(160), !hasUnlisted(list) { addWeights(list.weights, sum, .fails(list.blocks.contains(.execution) || sum > .hundred ? .error : .warning)) }
            }
        }
        if list.scores.count == list.blocks.count, list.scores.count >= 3, let total = facts.score { judge(scores: list.scores, total.figure, isSure: list.blocks.contains(.output) && list.blocks.contains(.benefit)) }
    }

    private func nearHundred(_ sum: ExactDecimal) -> Bool { sum >= ExactDecimal(99) && sum <= ExactDecimal(101) }

    private func speaksOfWeights(_ list: List) -> Bool { parts.lines[list.line].contains { parts.tokens[$0].kind == .term(.weight) } }

    /// 加分, 扣分 or other blocks in the line: the list is not all.
    private func hasUnlisted(_ list: List) -> Bool {
        let words = parts.text.quote(parts.text.lines[list.line].range)
        return ["加分", "附加", "其他指标", "等指标"].contains { words.contains($0) }
    }

    private mutating func judge(scores: [Int], _ total: Int, isSure: Bool) {
        let figures = parts.figures
        guard let sum = try? ExactDecimal.sum(scores.map { figures[$0].number }), let gap = try? (sum - figures[total].number).magnitude else { return }
        if gap.isZero { return addSum(scores, total, .holds) }
        let slack = figures[total].number.scale == 0 && scores.contains { figures[$0].number.scale > 0 } ? ExactDecimal(significand: 5, scale: 1) : ExactDecimal(significand: 5, scale: figures[total].number.scale + 1)
        if gap <= slack { return addSum(scores, total, .rounded) }
        guard gap <= ExactDecimal(25) else { return }
        addSum(scores, total, .fails(isSure ? .error : .warning))
    }

    // MARK: Rows of a form

    /// Rows that end with points and score, with the line of the total.
    struct Table {
        var weights: [Int] = []
        var scores: [Int] = []
        var total: Int?
        var weightTotal: Int?
        var hasExecution = false
        var lines: Range<Int> = 0..<0
    }

    static func tables(_ parts: TakenApart) -> [Table] {
        var tables: [Table] = []
        var table = Table()
        var begin: Int?
        func end(_ line: Int) {
            if table.weights.count >= 4 {
                table.lines = (begin ?? line)..<line
                tables.append(table)
            }
            table = Table()
            begin = nil
        }
        var gap = 0
        for line in parts.lines.indices {
            let numbers = figures(of: line, parts)
            let words = parts.text.quote(parts.text.lines[line].range)
            if let last = numbers.last, numbers.count >= 2, words.contains("总分") || words.contains("合计") || words.contains("总计"), parts.figures[numbers[numbers.count - 2]].number >= ExactDecimal(80), isBare(parts.figures[last]) {
                (table.weightTotal, table.total) = (numbers[numbers.count - 2], last)
                end(line)
                continue
            }
            if let row = row(numbers, parts, words) {
                if begin == nil { begin = line }
                table.weights.append(row.weight)
                table.scores.append(row.score)
                gap = 0
            } else if begin != nil {
                gap += 1
                if gap > 6 { end(line) }
            }
            if let execution = execution(line, parts, words) {
                if begin == nil { begin = line }
                table.weights.append(execution.weight)
                table.scores.append(execution.score)
                table.hasExecution = true
                gap = 0
            }
        }
        end(parts.lines.count)
        return tables
    }

    private static func figures(of line: Int, _ parts: TakenApart) -> [Int] {
        parts.lines[line].compactMap { if case .figure(let number) = parts.tokens[$0].kind { number } else { nil } }
    }

    private static func isBare(_ figure: Figure) -> Bool { (figure.measure == .none || figure.measure.dimension == .points) && figure.isPlain }

    /// Target, actual, points and score: the last two bare, side by side and at the end of the line.
    private static func row(_ numbers: [Int], _ parts: TakenApart, _ words: String) -> (weight: Int, score: Int)? {
        guard numbers.count >= 2, let score = numbers.last else { return nil }
        let weight = numbers[numbers.count - 2]
        let a = parts.figures[weight], b = parts.figures[score]
        guard isBare(a), isBare(b), b.label.isEmpty, b.number <= a.number, a.number <= ExactDecimal(60), a.number.isPositive, a.number.trimmed.scale <= 2 else { return nil }
        // Nothing but blanks behind.
        let rest = parts.text.codes[b.range.upperBound..<parts.text.lines[b.line].range.upperBound]
        guard rest.allSatisfy({ Code.isSpace($0) || $0 == 0x7C }) else { return nil }
        return numbers.count >= 3 || !parts.text.quote(a.label).isEmpty ? (weight, score) : nil
    }

    /// 执行率:100% 分值10 得分10.
    private static func execution(_ line: Int, _ parts: TakenApart, _ words: String) -> (weight: Int, score: Int)? {
        guard words.contains("执行率") || words.contains("资金总额") else { return nil }
        let numbers = figures(of: line, parts)
        guard let weight = numbers.first(where: { parts.figures[$0].role == .weight }), let score = numbers.first(where: { parts.figures[$0].role == .score }), isBare(parts.figures[weight]), isBare(parts.figures[score]) else { return nil }
        return (weight, score)
    }

    private mutating func judge(_ table: Table) {
        let figures = parts.figures
        guard let weights = try? ExactDecimal.sum(table.weights.map { figures[$0].number }), let scores = try? ExactDecimal.sum(table.scores.map { figures[$0].number }) else { return }
        let total = table.total ?? facts.score?.figure
        if weights == .hundred {
            addWeights(table.weights, weights, .holds)
            guard let total, !table.scores.contains(total) else { return }
            judge(scores: table.scores, total, isSure: true)
        } else if weights == ExactDecimal(90), !table.hasExecution, let total {
            // The points of execution stand elsewhere.
            guard let rest = try? figures[total].number - scores, rest.isNegative || rest > ExactDecimal(10) else { return }
            addSum(table.scores, total, .fails(.warning))
        } else if let stated = table.weightTotal, weights > ExactDecimal(70), weights < ExactDecimal(140), table.hasExecution || weights > .hundred {
            guard figures[stated].number != weights else { return }
            addWeights(table.weights, weights, .fails(.warning))
        }
    }

    // MARK: Grades

    private mutating func grade() {
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
        let bands = Scores.bands(parts)
        let place = min(score.place.lowerBound, grade.place.lowerBound)..<max(score.place.upperBound, grade.place.upperBound)
        var expected: Grade?
        if let own = bands.first(where: { $0.grade == grade.grade }) {
            let isIn = (own.from.map { number >= $0 } ?? true) && (own.below.map { number < $0 || (own.includesUpper && number == $0) || ($0 == .hundred && number == $0) } ?? true)
            expected = isIn ? grade.grade : bands.first { band in (band.from.map { number >= $0 } ?? true) && (band.below.map { number < $0 } ?? true) && band.grade != grade.grade }?.grade
            if !isIn, expected == nil { expected = Self.national(number) }
            if expected == grade.grade, !isIn { return }
        } else {
            expected = Self.national(number)
        }
        guard let expected else { return }
        let verdict: Relation.Verdict = expected == grade.grade ? .holds : .fails(.error)
        collector.add(
            Relation(
                .grade, verdict, at: place, figures: [score.figure], stated: grade.name, computed: expected.name, computation: "\(number) → \(expected.name)",
                dimension: .points,
                Wording(
                    zh: "自评\(number)分，写的等级是“\(grade.name)”，按分数段应为“\(expected.name)”。请核对得分和等级。",
                    en: "A score of \(number) is called “\(grade.name)”, but its band is “\(expected.name)”. Check score and grade.")))
    }

    /// 90, 80, 60: the bands of the national rule.
    private static func national(_ score: ExactDecimal) -> Grade {
        score >= ExactDecimal(90) ? .excellent : score >= ExactDecimal(80) ? .good : score >= ExactDecimal(60) ? .fair : .poor
    }

    // MARK: Totals stated twice

    private mutating func repeated() {
        guard let first = facts.score else { return }
        let figures = parts.figures
        for entry in Scores.totals(parts) where entry.rank > 3000 && entry.index != first.figure {
            let other = figures[entry.index]
            guard other.number != first.number, other.isExact, !collector.accused.contains(entry.index), other.number > ExactDecimal(40), other.year == nil || other.year == parts.year || other.year == figures[first.figure].year else { continue }
            // 满分100分 is no score.
            if other.number == .hundred || first.number == .hundred { continue }
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

    private mutating func addWeights(_ list: [Int], _ sum: ExactDecimal, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        let computation = list.map { figures[$0].number.description }.joined(separator: " + ") + " = \(sum.plain)"
        collector.add(
            Relation(
                .weights, verdict, at: Rates.place(list.map { figures[$0] }), figures: list, stated: "100", computed: sum.plain, difference: (try? (sum - .hundred).magnitude.plain),
                computation: computation, dimension: .points,
                Wording(
                    zh: "各项分值（权重）相加\(computation)，不是100。请核对各项分值，漏列的补上。",
                    en: "The weights make \(computation), not 100. Check each weight; add what was left out.")))
    }

    private mutating func addSum(_ list: [Int], _ total: Int, _ verdict: Relation.Verdict) {
        let figures = parts.figures
        guard let sum = try? ExactDecimal.sum(list.map { figures[$0].number }) else { return }
        let computation = list.map { figures[$0].number.description }.joined(separator: " + ") + " = \(sum.plain)"
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
