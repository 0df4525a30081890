import BudgetModel
import Quantities

/// Totals, grades and weights that a report states.
enum Scores {
    /// The total of the self-evaluation.
    static func total(_ parts: TakenApart, _ entries: PointEntries) -> Int? { totals(parts, entries).max { $0.rank < $1.rank }.map(\.index) }

    /// All figures that state a total, in order; of equal rank the first counts.
    static func totals(_ parts: TakenApart, _ entries: PointEntries) -> [(index: Int, rank: Int)] {
        var list: [(index: Int, rank: Int)] = []
        // 产出指标（满分50分，自评得分47分）: what one block has is no total.
        let ofBlocks = entries.scoresOfBlocks
        for (index, figure) in parts.figures.enumerated() where figure.isPlain && figure.number <= ExactDecimal(130) && !ofBlocks.contains(index) {
            guard figure.measure.dimension == .points || figure.measure == .none, !isBound(parts, index), let rank = rank(parts, index) else { continue }
            // Of equal rank the first is kept by max, which prefers the last: earlier ones weigh a little more.
            list.append((index, rank * 1000 - min(499, list.count) - (figure.marks.contains(.approximate) ? 500 : 0)))
        }
        // 总分100分，自评97.36分: the points to be won.
        let scores = list.filter { !isFullPoints(parts, $0.index) }
        return scores.isEmpty ? list : scores
    }

    /// 综合得分85分（含）以上为好: the edge of a band is no score.
    private static func isBound(_ parts: TakenApart, _ index: Int) -> Bool {
        let begin = parts.figures[index].range.upperBound
        return parts.text.words(begin..<min(parts.text.count, begin + 4)).hasPrefix(anyOf: ["(含", "(不含", "（含", "（不含", "以上", "及以上", "含以上", "以下", "(及", "（及"])
    }

    private static func isFullPoints(_ parts: TakenApart, _ index: Int) -> Bool {
        guard parts.figures[index].number == .hundred else { return false }
        let words = parts.plainWords(index)
        return words.hasSuffix("总分") && !words.contains(anyOf: ["自评", "得", "评价"])
    }

    private static func rank(_ parts: TakenApart, _ index: Int) -> Int? {
        let figure = parts.figures[index]
        let terms = parts.terms(of: index)
        let words = parts.plainWords(index)
        if terms.contains(.exhaustive) && words.contains("分别") { return nil }
        // 8个县自评得分最高98.9分 are scores of others.
        if words.contains(anyOf: ["最高", "最低", "平均"]) { return nil }
        if terms.contains(.weight) && !words.hasSuffix("得分") || terms.contains(.deduction) || words.contains("满分") || words.contains("小计") || terms.contains(.previous) { return nil }
        // 2023年自评97.8分 in the report of 2024.
        if let year = figure.year, let own = parts.year, year < own, parts.namesYear(index) { return nil }
        if terms.contains(.totalScore), !isOfPart(words) {
            // 总分 100 98 优: the points first, then the score.
            if figure.number == .hundred, let next = following(parts, index), parts.figures[next].number <= .hundred { return nil }
            if figure.number <= ExactDecimal(20), figure.measure == .none { return nil }
            // 执行率94%，自评9.4分: so few points are those of one item, unless a grade follows.
            if figure.number <= ExactDecimal(60), !words.contains(anyOf: ["总", "综合", "最终", "最后", "合计", "项目", "部门", "整体"]) { return parts.gradeFollows(index) ? 3 : nil }
            return figure.measure.dimension == .points ? 6 : 4
        }
        if let previous = preceding(parts, index), parts.figures[previous].number == .hundred, parts.terms(of: previous).contains(where: { $0 == .totalScore || $0 == .total }) { return 5 }
        // 因此评价分100分，自评等级为优秀.
        if figure.measure.dimension == .points, figure.number > ExactDecimal(20), words.hasSuffix(anyOf: ["评价分", "评价分为", "评定分"]), !isOfPart(words), parts.gradeFollows(index) { return 6 }
        // 得分97.1，等级：优, without 分.
        if figure.measure == .none, figure.number >= ExactDecimal(60), figure.number <= .hundred, words.isOne(of: ["得分", "评分", "自评"]) || terms.contains(.total), parts.gradeFollows(index) { return 3 }
        guard figure.measure.dimension == .points, figure.number >= ExactDecimal(40) else { return nil }
        // 评分。95.8分 below a heading of its own.
        if figure.label.isEmpty, figure.depth == 0 {
            let before = parts.text.words(max(0, figure.digits.lowerBound - 8)..<figure.digits.lowerBound)
            if before.contains("评分") || before.contains("得分") { return 3 }
        }
        // 合计92.4分 behind the scores of the blocks; 得分：98.5分 at the head of a line.
        if figure.depth == 0, figure.number <= .hundred || terms.contains(.total) {
            let line = parts.text.words(parts.surroundings(of: index))
            let isScoring = line.contains(anyOf: ["自评", "得分", "评分", "产出", "效益"]) || parts.gradeFollows(index)
            if isScoring, terms.contains(.total) || figure.marks.contains(.equals), figure.role != .weight, !words.contains(anyOf: ["满分", "分值", "权重"]), Scores.Block.of(words) == nil { return 3 }
            if words.isOne(of: ["得分", "评分", "评分结果", "得分为", "自评结果", "评价得分", "自评", "评分为", "综上得分", "实际得分", "最后得分", "共得分", "共得", "评价结果"]) { return 3 }
            // 满分100分，实得95.6分.
            if words.isOne(of: ["实得", "实际得分", "自评得", "得", "实得分"]), index > 0, parts.figures[index - 1].number == .hundred, parts.figures[index - 1].sentence == figure.sentence, parts.plainWords(index - 1).hasSuffix(anyOf: ["满分", "总分", "总分值"]), figure.number <= .hundred { return 3 }
            // 得87.9分，评为良.
            if words.isOne(of: ["得", "共计得", "实得", "本次得", "自评得", "经评得"]), figure.number <= .hundred, parts.gradeFollows(index) { return 3 }
        }
        if terms.contains(.score) || terms.contains(.rate) == false && (words.contains("综合") || words.contains("评价")) {
            guard words.contains(anyOf: ["综合", "总", "项目", "部门", "整体", "最终", "本", "绩效"]), !isOfPart(words) else { return nil }
            return 3
        }
        return nil
    }

    /// Points of a block are no total.
    private static func isOfPart(_ words: Words) -> Bool {
        words.contains(anyOf: ["产出", "效益", "满意度", "执行率", "过程", "决策", "投入", "成本指标", "数量", "质量", "时效"])
    }

    /// The bare number that follows at once: 100 98.
    private static func following(_ parts: TakenApart, _ index: Int) -> Int? {
        let next = index + 1
        guard next < parts.figures.count, parts.figures[next].line == parts.figures[index].line || stepsDown(parts, index), parts.figures[next].label.isEmpty, parts.figures[next].measure == .none || parts.figures[next].measure.dimension == .points else { return nil }
        return next
    }

    /// Whether a figure and the next have each a line of their own, as cells of a page that lost its table.
    private static func stepsDown(_ parts: TakenApart, _ index: Int) -> Bool {
        let lines = parts.text.lines, a = parts.figures[index], b = parts.figures[index + 1]
        return b.line == a.line + 1 && lines[a.line].range.count <= 6 && lines[b.line].range.count <= 6
    }

    private static func preceding(_ parts: TakenApart, _ index: Int) -> Int? {
        guard index > 0, parts.figures[index].label.isEmpty, parts.figures[index - 1].line == parts.figures[index].line, parts.figures[index - 1].measure == .none || parts.figures[index - 1].measure.dimension == .points else { return nil }
        return index - 1
    }

    // MARK: Grades

    /// The grade the report claims for its object.
    static func grade(_ parts: TakenApart) -> StatedFacts.StatedGrade? {
        var best: (StatedFacts.StatedGrade, Int)?
        for (index, token) in parts.tokens.enumerated() {
            guard case .grade(let word) = token.kind, let rank = claimRank(parts, index) else { continue }
            if best == nil || rank > best!.1 { best = (StatedFacts.StatedGrade(name: word.rawValue, grade: word.grade, place: token.range), rank) }
        }
        return best?.0
    }

    private static func claimRank(_ parts: TakenApart, _ index: Int) -> Int? {
        let token = parts.tokens[index]
        if GradeBands.band(parts, index) != nil, !isClaimBeforeBand(parts, index) { return nil }
        // 评价等级为“优”有37个 speaks of others.
        if index + 1 < parts.tokens.count, case .figure(let number) = parts.tokens[index + 1].kind, case .count = parts.figures[number].measure.dimension, parts.tokens[index + 1].range.lowerBound - token.range.upperBound <= 6 { return nil }
        let line = parts.text.line(at: token.range.lowerBound)
        let begin = max(parts.text.lines[line].range.lowerBound, token.range.lowerBound - 16)
        let before = parts.text.words(begin..<token.range.lowerBound)
        var rank = 0
        if before.contains(anyOf: ["等级", "等次", "评级", "级别", "档次"]) { rank += 4 }
        if before.contains(anyOf: ["结果", "结论", "评定", "评为", "自评", "评价", "总分", "得分"]) { rank += 2 }
        // A score right before it.
        var place = index - 1
        while place >= 0, index - place < 6 {
            if case .figure(let number) = parts.tokens[place].kind {
                if parts.figures[number].line == line, parts.figures[number].role == .totalScore || parts.figures[number].measure.dimension == .points || parts.figures[number].measure == .none && parts.figures[number].label.isEmpty { rank += 2 }
                break
            }
            place -= 1
        }
        if before.contains("上年") { return nil }
        // 好, 较好 and 一般 are words of every sentence.
        if case .grade(let word) = token.kind, word.isLoose { return rank >= 4 ? rank : nil }
        return rank >= 2 ? rank : nil
    }

    /// 等级为“良好”（80—90分）: the claim stands before its band.
    private static func isClaimBeforeBand(_ parts: TakenApart, _ index: Int) -> Bool {
        guard index + 1 < parts.tokens.count, parts.tokens[index + 1].kind == .separator(Code.open) else { return false }
        // Inside a bracket of bands nothing is claimed.
        var depth = 0
        var place = index - 1
        while place >= 0, index - place < TakenApart.tokenReach {
            if case .separator(let code) = parts.tokens[place].kind {
                if code == Code.close { depth += 1 }
                if code == Code.open { if depth == 0 { return false } else { depth -= 1 } }
                if code == Code.stop || code == Code.newline { break }
            }
            place -= 1
        }
        let begin = max(0, parts.tokens[index].range.lowerBound - 12)
        let before = parts.text.words(begin..<parts.tokens[index].range.lowerBound)
        return before.contains(anyOf: ["等级", "等次", "评级", "结果", "结论", "评定", "评为", "自评"])
    }

    // MARK: Weights

    /// The blocks of indicators, by the words of their names.
    enum Block: Int, CaseIterable, Hashable {
        case decision, process, output, benefit, satisfaction, cost, execution
        // Level 2, for lists that go one step down.
        case quantity, quality, timeliness, economic, social, ecological, sustainable

        static func of(_ words: Words) -> Block? {
            func says(_ names: StaticString...) -> Bool { words.contains(anyOf: names) }
            if says("预算执行", "执行率", "资金执行", "执行进度") || words.isOne(of: ["执行", "其中执行", "资金"]) { return .execution }
            if says("满意") { return .satisfaction }
            if says("数量") { return .quantity }
            if says("质量") { return .quality }
            if says("时效") { return .timeliness }
            if says("经济效益") { return .economic }
            if says("社会效益") { return .social }
            if says("生态") { return .ecological }
            if says("可持续") { return .sustainable }
            if says("效益", "效果") { return .benefit }
            if says("成本") { return .cost }
            if says("产出") { return .output }
            if says("决策", "投入", "立项") { return .decision }
            if says("过程", "管理") { return .process }
            return nil
        }

        /// The block of level 1 that a block of level 2 belongs to.
        var parent: Block? {
            switch self {
            case .quantity, .quality, .timeliness: .output
            case .economic, .social, .ecological, .sustainable: .benefit
            default: nil
            }
        }

        var name: String { String(describing: self) }
    }

    /// Points of the blocks of indicators.
    static func weights(_ groups: [PointLists.Group], _ parts: TakenApart) -> [(name: String, points: ExactDecimal)] {
        for group in groups {
            let items = group.items.filter { $0.block != nil && $0.block?.parent == nil }
            let weights = items.compactMap { item in (item.weight ?? (item.score == nil ? item.plain : nil)).map { (item.block!.name, parts.figures[$0].number) } }
            if weights.count >= 3, weights.count == items.count { return weights }
        }
        return []
    }
}

extension GradeWord {
    var grade: Grade {
        switch self {
        case .优秀, .优等, .优, .好, .A级, .A档, .A等: .excellent
        case .良好, .良等, .良, .较好, .B级, .B档, .B等: .good
        case .中等, .中, .合格, .一般, .C级, .C档, .C等: .fair
        case .不合格, .较差, .差, .D级, .D档, .D等: .poor
        }
    }
}

extension TakenApart {
    /// Whether a grade stands within the next few tokens of the line.
    func gradeFollows(_ figure: Int) -> Bool {
        let token = tokenOfFigure[figure]
        return (token + 1..<min(tokens.count, token + 5)).contains { if case .grade = tokens[$0].kind { true } else { false } }
    }

    /// Whether a figure goes on with a list: nothing but 、 or 和 before it.
    func continues(_ figure: Int) -> Bool { figures[figure].label.isEmpty || text.words(figures[figure].label).isOne(of: ["和", "及", "与", "以及"]) }

    func terms(of figure: Int) -> [Term] {
        labelTokens[figure].compactMap { token in if case .term(let term) = tokens[token].kind { term } else { nil } }
    }
}
