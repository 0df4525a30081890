import BudgetModel
import Quantities

/// Points and scores held together by their names, wherever in the text they stand.
struct PointChecks {
    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts
    private let points: PointEntries
    /// Lines whose points make 100.
    private let wholeLines: Set<Int>

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        let figures = collector.parts.figures
        let lines = Dictionary(grouping: facts.pointEntries.entries.filter { $0.weight != nil }, by: \.line)
        let whole = lines.filter { (try? ExactDecimal.sum($0.value.compactMap { $0.weight.map { figures[$0].number } })) == .hundred }
        let reader = PointChecks(parts: collector.parts, collector: collector, facts: facts, points: facts.pointEntries, wholeLines: Set(whole.keys))
        reader.subtotals()
        reader.heads()
        reader.lists()
        reader.above()
        reader.aboveInTables()
        reader.runs()
        reader.numbered()
        reader.sections()
        reader.shares()
    }

    // MARK: Sections

    /// 产出指标（50分） / 数量指标20分，自评20分 / … / 产出指标自评48分: a block whose own score stands behind those of its parts.
    private func sections() {
        let entries = points.entries
        for (place, head) in entries.enumerated() {
            guard let full = head.weight, !head.name.isEmpty, parts.figures[full].number < .hundred else { continue }
            var members: [Int] = []
            var given = ExactDecimal.zero
            var next = place + 1
            while next < entries.count, members.count < 20, given < parts.figures[full].number, entries[next].name != head.name, let weight = entries[next].weight, entries[next].score != nil, let sum = try? given + parts.figures[weight].number {
                members.append(next)
                given = sum
                next += 1
            }
            guard members.count >= 2, given == parts.figures[full].number, next < entries.count, entries[next].name == head.name, let score = entries[next].score ?? entries[next].plain, entries[next].weight == nil || head.score == nil else { continue }
            if let own = head.score, parts.figures[own].number != parts.figures[score].number { continue }
            add(members.compactMap { entries[$0].score }, score, isSure: true, "该项得分", "score of the block")
        }
    }

    // MARK: Weights in percent

    /// 预算执行率占10%，产出占50%，效益占30%，满意度占10%: the weights of a sentence about scoring.
    private func shares() {
        let figures = parts.figures
        let named = figures.indices.filter { figures[$0].isPercent && figures[$0].isExact && parts.plainWords($0).hasSuffix(anyOf: ["占", "权重", "权重为", "权重占", "占比", "占比为"]) && Scores.Block.of(parts.plainWords($0)) != nil }
        for (_, list) in Dictionary(grouping: named, by: { figures[$0].sentence }).sorted(by: { $0.key < $1.key }) where list.count >= 3 && list.count <= 8 {
            let blocks = list.compactMap { Scores.Block.of(parts.plainWords($0)) }
            guard Set(blocks).count == list.count, blocks.contains(.output), blocks.contains(.benefit), !blocks.contains(where: { $0.parent != nil }), parts.text.words(parts.surroundings(of: list[0])).contains(anyOf: ["百分制", "权重", "评分", "打分", "自评", "分值"]), let sum = parts.printedSum(list) else { continue }
            let holds = sum == .hundred
            guard holds || sum > ExactDecimal(60) && sum < ExactDecimal(160) && (sum > .hundred || blocks.contains(.execution) || blocks.contains(.process)) else { continue }
            addWeights(list, sum)
        }
    }

    // MARK: Numbered lists

    /// Indicators numbered through, each with its score, and no other points in the text: they make the total.
    private func numbered() {
        guard points.numbered.count == 1, let list = points.numbered.first, let total = facts.score?.figure, !list.contains(total), let sum = parts.printedSum(list) else { return }
        let totals = Set([total] + Scores.totals(parts, points).map(\.index))
        let others = parts.figures.indices.contains { index in
            let figure = parts.figures[index]
            return figure.measure.dimension == .points && !list.contains(index) && !totals.contains(index) && figure.number != .hundred
        }
        guard !others, let gap = try? (sum - parts.figures[total].number).magnitude, gap <= ExactDecimal(25) else { return }
        // The points of execution may stand in a form that is not here: then 10 or 20 are missing at the most, and hardly less than 6.
        let isSure = gap < ExactDecimal(6) || sum > parts.figures[total].number || points.entries.contains { entry in entry.block == .execution && entry.score.map(list.contains) ?? false }
        add(list, total, isSure: isSure && list.count >= 4, "总得分", "total")
    }

    // MARK: Runs

    /// 投入、过程、产出、效果的权重分别为10分、30分、35分、30分，得分分别为9.8分、28.4分……: points without a name beside each.
    private func runs() {
        let figures = parts.figures
        for weights in points.runs where weights.isWeights {
            guard weights.figures.count >= 3, let sum = parts.printedSum(weights.figures) else { continue }
            let holds = sum == .hundred
            if !holds, weights.names != weights.figures.count || sum <= ExactDecimal(60) || sum >= ExactDecimal(160) || sum == ExactDecimal(90) || sum == ExactDecimal(80) { continue }
            addWeights(weights.figures, sum)
            // As many scores behind them in the paragraph are those of the same names.
            guard let total = facts.score?.figure, let scores = points.runs.first(where: { !$0.isWeights && figures[$0.figures[0]].line == figures[weights.figures[0]].line && $0.figures[0] > weights.figures[0] && $0.figures.count == weights.figures.count }) else { continue }
            add(scores.figures, total, isSure: holds, "总得分", "total")
            for (score, weight) in zip(scores.figures, weights.figures) where !figures[weight].isPercent && figures[score].number > figures[weight].number { tell(above: score, weight, []) }
        }
    }

    // MARK: Subtotals

    /// 5分、3.9分、4.7分、5分，小计18.6分.
    private func subtotals() {
        let figures = parts.figures
        for subtotal in points.subtotals {
            var members = Array(subtotal.members)
            if let head = subtotal.head { members.removeAll { $0 == head } }
            let scores = members.compactMap { points.entries[$0].score }
            guard scores.count >= 2, scores.count == members.count, Set(scores).count == scores.count else { continue }
            // Where the points of the members are known they must fill those of their head.
            if let head = subtotal.head, let full = weight(of: points.entries[head]), members.allSatisfy({ points.entries[$0].weight != nil }), let sum = parts.printedSum(members.compactMap { points.entries[$0].weight }), sum != figures[full].number { continue }
            let isSure = members.allSatisfy { points.entries[$0].weight != nil }
            add(scores, subtotal.figure, isSure: isSure, "小计", "subtotal")
        }
    }

    /// 效益指标分值25分，得分22.5分。其中：社会效益10分，得9分；…: scores of the parts make that of their head.
    private func heads() {
        let entries = points.entries
        for (_, line) in Dictionary(grouping: entries.indices, by: { entries[$0].line }).sorted(by: { $0.key < $1.key }) where line.count >= 3 && line.count <= 40 {
            let members = Array(line.dropFirst())
            guard let full = entries[line[0]].weight, let score = entries[line[0]].score, let next = members.first, parts.tokenOfFigure[score] < parts.tokenOfFigure[entries[next].first],
                (parts.tokenOfFigure[score]..<parts.tokenOfFigure[entries[next].first]).contains(where: { parts.tokens[$0].kind == .term(.comprising) }), members.allSatisfy({ entries[$0].weight != nil && entries[$0].score != nil }), parts.printedSum(members.compactMap { entries[$0].weight }) == parts.figures[full].number else { continue }
            add(members.compactMap { entries[$0].score }, score, isSure: true, "该项得分", "score of the block")
        }
    }

    // MARK: Whole lists

    /// Lists whose points make 100, each with its score from wherever it stands: the scores make the total.
    private func lists() {
        let entries = points.entries
        var lists: [[Int]] = []
        for (_, line) in Dictionary(grouping: entries.indices.filter { entries[$0].weight != nil }, by: { entries[$0].line }).sorted(by: { $0.key < $1.key }) { lists.append(line) }
        lists.append(entries.indices.filter { entries[$0].isHead && entries[$0].weight != nil })
        let totals = Scores.totals(parts, points).filter { $0.rank > 3000 }.map(\.index)
        // Each asks all entries for its scores; no report has so many.
        for list in lists.filter({ parts.printedSum($0.compactMap { entries[$0].weight }) == .hundred }).prefix(100) {
            guard list.count >= 3, list.count <= 40, let opening = list.first.flatMap({ entries[$0].weight }), parts.printedSum(list.dropFirst().compactMap { entries[$0].weight }) != parts.figures[opening].number, Set(list.map { entries[$0].name }).count == list.count else { continue }
            complete(list, totals)
        }
    }

    private func complete(_ list: [Int], _ totals: [Int]) {
        let entries = points.entries
        guard let main = facts.score?.figure ?? totals.first else { return }
        let values = Set(([main] + totals).map { parts.figures[$0].number })
        var choices: [[Int]] = []
        for item in list {
            let found = scores(of: item, in: list)
            guard let first = found.first else { return }
            // One value, wherever it is repeated, is one score.
            var distinct: [Int] = [first]
            for score in found where !distinct.contains(where: { parts.figures[$0].number == parts.figures[score].number }) { distinct.append(score) }
            choices.append(distinct)
        }
        guard !choices.contains(where: { $0.contains(main) }), choices.allSatisfy({ $0.count <= 2 }), choices.count(where: { $0.count == 2 }) <= 1 else { return }
        let firsts = choices.map { $0[0] }
        guard let doubtful = choices.firstIndex(where: { $0.count == 2 }) else {
            return add(firsts, main, isSure: true, "总得分", "total")
        }
        // Two scores of one name: the total tells which is right.
        let pair = choices[doubtful]
        let proves = pair.map { score in
            var variant = firsts
            variant[doubtful] = score
            return parts.printedSum(variant).map { values.contains($0) } ?? false
        }
        guard values.count == 1, !collector.accused.contains(pair[0]) || !collector.accused.contains(pair[1]) else { return }
        let a = parts.figures[pair[0]], b = parts.figures[pair[1]]
        let isProven = proves[0] != proves[1]
        let right = proves[1] ? a.number : b.number, stated = proves[1] ? b.number : a.number
        collector.add(
            Relation(
                .repeat, .fails(isProven ? .error : .warning), at: Rates.place([b]), figures: pair + [main], stated: isProven ? right.description : a.number.description, computed: isProven ? stated.description : b.number.description,
                difference: (try? (a.number - b.number).magnitude.plain), computation: "", dimension: .points,
                Wording(
                    zh: "“\(text(entries[list[doubtful]].name))”的得分前后不一：一处\(a.number)分，一处\(b.number)分\(isProven ? "，总得分按\(stated)分计算" : "")。请统一。",
                    en: "Two scores are given for one block: \(a.number) and \(b.number)\(isProven ? "; the total was made with \(stated)" : ""). Make them one.")))
    }

    /// The scores given for an item, its own first; the same name, or the only block of its kind.
    private func scores(of item: Int, in list: [Int]) -> [Int] {
        let entries = points.entries
        let entry = entries[item]
        var found = [entry.score].compactMap(\.self)
        let isOnlyBlock = entry.block.map { block in list.count { entries[$0].block == block } == 1 } ?? false
        let weight = entry.weight.map { parts.figures[$0].number }
        var byBlock: [Int] = []
        for other in entries where other.first != entry.first {
            guard let score = other.score, other.weight.map({ parts.figures[$0].number == weight }) ?? true else { continue }
            if other.name == entry.name { found.append(score) } else if isOnlyBlock, other.block == entry.block, other.isHead, other.name.count <= 7 { byBlock.append(score) }
        }
        return found.isEmpty ? byBlock : found
    }

    // MARK: Scores above their points

    private func above() {
        for entry in points.entries {
            guard let score = entry.score, let weight = weight(of: entry), parts.figures[score].number > parts.figures[weight].number else { continue }
            // A score of another name's points tells of a reading, not of a report.
            guard parts.figures[score].number <= ExactDecimal(100), parts.figures[weight].number.isPositive else { continue }
            let words = parts.text.words(parts.sentenceText(parts.figures[score].sentence))
            if words.contains(anyOf: ["加分", "奖励分", "附加分"]) { continue }
            tell(above: score, weight, entry.name)
        }
        for group in facts.pointGroups {
            for item in group.items {
                guard let score = item.score, let weight = item.weight, parts.figures[score].number > parts.figures[weight].number, parts.figures[weight].number.isPositive else { continue }
                tell(above: score, weight, [])
            }
        }
    }

    /// Rows of tables, where score and points stand in columns of their own.
    private func aboveInTables() {
        for row in facts.pointTables.lazy.filter(\.isSure).flatMap(\.rows) {
            guard let score = row.score, let weight = row.weight, parts.figures[score].number > parts.figures[weight].number, parts.figures[weight].number.isPositive else { continue }
            tell(above: score, weight, [])
        }
    }

    private func tell(above score: Int, _ weight: Int, _ name: [UInt16]) {
        let a = parts.figures[score], b = parts.figures[weight]
        collector.add(
            Relation(
                .scoreRange, .fails(.error), at: Rates.place([a]), figures: [score, weight], stated: a.number.description, computed: b.number.description, difference: (try? (a.number - b.number).plain),
                computation: "\(a.number) > \(b.number)", dimension: .points,
                Wording(
                    zh: "\(name.isEmpty ? "有一项" : "“\(text(name))”")得\(a.number)分，超过它的分值\(b.number)分。请核对得分和分值。",
                    en: "A score of \(a.number) is above its points, \(b.number). Check score and points.")))
    }

    /// The points of an entry: its own, or those of its name in a list that makes 100.
    private func weight(of entry: PointEntries.Entry) -> Int? {
        if let weight = entry.weight { return weight }
        guard !entry.name.isEmpty else { return nil }
        let entries = points.entries
        var found: Int?
        for other in entries where other.name == entry.name && other.first != entry.first {
            guard let weight = other.weight else { continue }
            if let known = found, parts.figures[known].number != parts.figures[weight].number { return nil }
            if wholeLines.contains(other.line) { found = weight }
        }
        return found
    }

    // MARK: Telling


    private func addWeights(_ list: [Int], _ sum: ExactDecimal) {
        let computation = parts.addition(list, sum)
        collector.add(
            Relation(
                .weights, sum == .hundred ? .holds : .fails(.error), at: Rates.place(list.map { parts.figures[$0] }), figures: list, stated: "100", computed: sum.plain, difference: (try? (sum - .hundred).magnitude.plain), computation: computation, dimension: .points,
                Wording(
                    zh: "各项分值（权重）相加\(computation)，不是100。请核对各项分值。",
                    en: "The weights make \(computation), not 100. Check each weight.")))
    }

    private func text(_ name: [UInt16]) -> String { String(decoding: name, as: UTF16.self) }

    private func add(_ scores: [Int], _ total: Int, isSure: Bool, _ zh: String, _ en: String) {
        let figures = parts.figures
        guard let sum = parts.printedSum(scores), let gap = try? (sum - figures[total].number).magnitude, !scores.contains(total) else { return }
        let stated = figures[total].number
        let isRounded = Amounts.isRoundedSum(stated, scores.map { figures[$0] }, gap: gap) || figures[total].marks.contains(.approximate)
        guard gap <= ExactDecimal(40) else { return }
        // The same sum may have been told from another place of the text.
        if !gap.isZero, collector.accused.contains(total) { return }
        let computation = parts.addition(scores, sum)
        collector.add(
            Relation(
                .scoreSum, gap.isZero ? .holds : isRounded ? .rounded : .fails(isSure ? .error : .warning), at: Rates.place([figures[total]]), figures: [total] + scores, stated: stated.description, computed: sum.plain, difference: gap.plain,
                computation: computation, dimension: .points,
                Wording(
                    zh: "\(zh)写\(stated)分，各项得分相加\(computation)。请核对各项得分和\(zh)。",
                    en: "The \(en) is given as \(stated), but the scores make \(computation). Check each score and the \(en).")))
    }
}
