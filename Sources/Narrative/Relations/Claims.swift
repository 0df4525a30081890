import BudgetModel
import Quantities

/// Claims in words that the figures deny.
struct Claims {
    /// What is claimed.
    enum Claim: String, CaseIterable, Sendable { case withinBudget, allCompleted, noBalance, allSpent }

    private static let phrases: PhraseTable<Claim> = {
        var table = PhraseTable<Claim>()
        for line in String(decoding: PackageResources.claims_txt, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard let name = words.first, let claim = Claim(rawValue: String(name)) else { preconditionFailure("claims.txt: \(line)") }
            for word in words.dropFirst() { table.insert(word, claim) }
        }
        return table
    }()

    /// What a claim may begin with: a phrase, 未, 无, 没, 不 or 控.
    private static let opening: CodeSet = {
        var opening = phrases.opening
        for code: UInt16 in [0x672A, 0x65E0, 0x6CA1, 0x4E0D, 0x63A7] { opening.insert(code) }
        return opening
    }()

    private static func isNegation(_ code: UInt16) -> Bool { code == 0x672A || code == 0x65E0 || code == 0x6CA1 || code == 0x4E0D }

    private let parts: TakenApart
    private let collector: RelationCollector
    private let facts: StatedFacts

    static func read(_ collector: RelationCollector, _ facts: StatedFacts) {
        var reader = Claims(parts: collector.parts, collector: collector, facts: facts)
        reader.read()
        reader.allAbove()
        reader.otherUse()
    }

    private init(parts: TakenApart, collector: RelationCollector, facts: StatedFacts) {
        self.parts = parts
        self.collector = collector
        self.facts = facts
    }

    /// More claims of one kind than any report makes.
    private static let mostClaims = 200

    private mutating func read() {
        let codes = parts.text.codes
        var place = 0
        let opening = Self.opening
        var told: Set<Claim> = []
        var tried: [Claim: Int] = [:]
        while place < codes.count {
            guard opening.contains(codes[place]), let hit = Self.phrases.longest(in: codes, at: place, before: codes.count) ?? notExceeding(place) ?? keptWithin(place) else {
                place += 1
                continue
            }
            let range = place..<place + hit.length
            place += hit.length
            tried[hit.meaning, default: 0] += 1
            guard !told.contains(hit.meaning), tried[hit.meaning]! <= Self.mostClaims else { continue }
            switch hit.meaning {
            case .withinBudget: if overspending(range) { told.insert(.withinBudget) }
            case .allCompleted: if missed(range) { told.insert(.allCompleted) }
            case .noBalance: if remaining(range) { told.insert(.noBalance) }
            case .allSpent: if unspent(range) { told.insert(.allSpent) }
            }
        }
    }

    /// 未超出年初预算, 没有突破批复的概算: no word of exceeding, then a word of the budget.
    private func notExceeding(_ place: Int) -> (meaning: Claim, length: Int)? {
        let codes = parts.text.codes
        guard Self.isNegation(codes[place]) else { return nil }
        let exceed = (place + 1..<min(codes.count, place + 5)).first { codes[$0] == 0x8D85 || codes[$0] == 0x7A81 && $0 + 1 < codes.count && codes[$0 + 1] == 0x7834 }
        guard let exceed, codes[place..<exceed].allSatisfy(Code.isIdeograph) else { return nil }
        return budget(from: exceed + 1, within: 10).map { (.withinBudget, $0 - place) }
    }

    /// 控制在全年预算总额以内.
    private func keptWithin(_ place: Int) -> (meaning: Claim, length: Int)? {
        let codes = parts.text.codes
        // 控制在
        guard place + 3 < codes.count, codes[place] == 0x63A7, codes[place + 1] == 0x5236, codes[place + 2] == 0x5728, let end = budget(from: place + 3, within: 14) else { return nil }
        // 以内, 之内, 范围
        let close = (end..<min(codes.count - 1, end + 8)).first { (codes[$0] == 0x4EE5 || codes[$0] == 0x4E4B) && codes[$0 + 1] == 0x5185 || codes[$0] == 0x8303 && codes[$0 + 1] == 0x56F4 || codes[$0] == 0x5185 }
        return close.map { (.withinBudget, $0 + 2 - place) }
    }

    /// The end of 预算 or 概算 that follows within a few characters, nothing but words between.
    private func budget(from start: Int, within limit: Int) -> Int? {
        let codes = parts.text.codes
        var place = start
        while place + 1 < codes.count, place - start < limit, Code.isIdeograph(codes[place]) || Code.isDigit(codes[place]) {
            if (codes[place] == 0x9884 || codes[place] == 0x6982) && codes[place + 1] == 0x7B97 { return place + 2 }
            place += 1
        }
        return nil
    }

    /// The clause around a phrase.
    private func clause(_ range: Range<Int>) -> Range<Int> {
        let codes = parts.text.codes
        func ends(_ code: UInt16) -> Bool { code == Code.comma || code == Code.stop || code == Code.semicolon || code == Code.newline }
        var low = range.lowerBound
        while low > 0, range.lowerBound - low < TakenApart.wordReach, !ends(codes[low - 1]) { low -= 1 }
        var high = range.upperBound
        while high < codes.count, high - range.upperBound < TakenApart.wordReach, !ends(codes[high]) { high += 1 }
        return low..<high
    }

    // MARK: Within the budget

    private mutating func overspending(_ range: Range<Int>) -> Bool {
        let clause = clause(range)
        let words = parts.text.words(clause)
        // Claims about one kind of spending, and rules for the future.
        if words.contains("三公"), let found = ofLine(clause) {
            collector.add(found)
            return true
        }
        if words.contains(anyOf: ["三公", "接待", "公车", "会议费", "培训费", "成本", "造价", "单价", "办公费", "应", "要求", "必须", "力争", "确保"]) { return false }
        guard let executed = facts.executed else { return false }
        let spent = parts.figures[executed.figure]
        let limits = [facts.adjustedBudget, facts.received, facts.initialBudget].compactMap(\.self)
        guard let limit = limits.first(where: { $0.figure != executed.figure }), let a = try? spent.base(), let b = try? parts.figures[limit.figure].base(), b.isPositive, a > b else { return rateAbove(clause, range) }
        // Carry-over or additions that a later limit includes; what arrived beyond a whole budget excuses less.
        let larger = limits.filter { limit in limit.figure != executed.figure && ((try? parts.figures[limit.figure].base()).map { $0 >= a } ?? false) }
        let isOnlyReceived = larger.allSatisfy { [.received, .available, .income].contains(parts.figures[$0.figure].role) } && parts.figures[limit.figure].role == .budget && words.contains("总预算")
        if !larger.isEmpty, !isOnlyReceived { return false }
        let gap = Amounts.shown((try? a - b) ?? .zero, like: spent)
        collector.add(
            Relation(
                // Half as much again is more likely an amount of something else.
                .overspendAgainstClaim, .fails(isFarAbove(a, b) || !larger.isEmpty ? .warning : .error), at: clause, figures: [executed.figure, limit.figure], stated: parts.text.quote(range), computed: "\(spent.number) > \(parts.figures[limit.figure].number)",
                difference: gap, computation: "\(spent.number) − \(parts.figures[limit.figure].number) = \(gap)", dimension: .money,
                Wording(
                    zh: "文中称“\(parts.text.quote(range))”，但支出\(spent.number)\(spent.measure.printed)超过预算\(parts.figures[limit.figure].number)\(parts.figures[limit.figure].measure.printed)，多\(gap)\(spent.measure.printed)。请改正说法，或说明预算含哪些追加。",
                    en: "The text claims “\(parts.text.quote(range))”, but spending of \(spent.number) \(spent.measure.printed) exceeds the budget of \(parts.figures[limit.figure].number) \(parts.figures[limit.figure].measure.printed) by \(gap). Correct the claim, or name the additions to the budget.")))
        return true
    }

    private func isFarAbove(_ spent: ExactDecimal, _ limit: ExactDecimal) -> Bool { (try? spent * ExactDecimal(2) > limit * ExactDecimal(3)) ?? true }

    /// “三公”经费年初预算5万元，实际支出5.27万元: the paragraph's own budget and spending.
    private func ofLine(_ clause: Range<Int>) -> Relation? {
        let line = parts.text.line(at: clause.lowerBound)
        let own = parts.figures.indices.filter { parts.figures[$0].line == line && parts.figures[$0].isMoney && parts.figures[$0].isExact && parts.figures[$0].depth == 0 }
        guard let limit = own.first(where: { [.initialBudget, .adjustedBudget, .budget].contains(parts.figures[$0].role) }), let spent = own.first(where: { parts.figures[$0].role == .executed && $0 > limit }),
            let a = try? parts.figures[spent].base(), let b = try? parts.figures[limit].base(), a > b
        else { return nil }
        let gap = Amounts.shown((try? a - b) ?? .zero, like: parts.figures[spent])
        let words = parts.text.words(clause)
        return Relation(
            .overspendAgainstClaim, .fails(.error), at: clause, figures: [spent, limit], stated: words.string, computed: "\(parts.figures[spent].number) > \(parts.figures[limit].number)", difference: gap,
            computation: "\(parts.figures[spent].number) − \(parts.figures[limit].number) = \(gap)", dimension: .money,
            Wording(
                zh: "文中称“\(words)”，但这一段支出\(parts.figures[spent].number)\(parts.figures[spent].measure.printed)超过预算\(parts.figures[limit].number)\(parts.figures[limit].measure.printed)，多\(gap)。请改正说法或说明原因。",
                en: "The text claims “\(words)”, but this paragraph has spending of \(parts.figures[spent].number) over a budget of \(parts.figures[limit].number), \(gap) more. Correct the claim or explain."))
    }

    /// A rate above 100 % says the same where no amounts do.
    private mutating func rateAbove(_ clause: Range<Int>, _ range: Range<Int>) -> Bool {
        guard let rate = facts.executionRate, parts.figures[rate.figure].role == .executionRate, rate.number > .hundred, facts.executed == nil || facts.adjustedBudget == nil else { return false }
        collector.add(
            Relation(
                .overspendAgainstClaim, .fails(.error), at: clause, figures: [rate.figure], stated: parts.text.quote(range), computed: rate.number.description, computation: "\(rate.number)% > 100%",
                dimension: .percent,
                Wording(
                    zh: "文中称“\(parts.text.quote(range))”，但执行率写\(rate.number)%，超过100%。请改正其一。",
                    en: "The text claims “\(parts.text.quote(range))”, but gives an execution rate of \(rate.number) %. Correct one of them.")))
        return true
    }

    // MARK: All completed

    private lazy var missedTargets = Targets.missed(parts)

    private mutating func missed(_ range: Range<Int>) -> Bool {
        let clause = clause(range)
        let words = parts.text.words(clause)
        guard words.contains(anyOf: ["指标", "目标", "任务", "各项", "工作"]), !words.contains(anyOf: ["其余", "其他", "其它", "除", "外"]) else { return false }
        if let left = leftOver(clause) {
            collector.add(left)
            return true
        }
        let missed = missedTargets
        guard let pair = missed.first else { return false }
        let target = parts.figures[pair.target], actual = parts.figures[pair.actual]
        collector.add(
            Relation(
                .claim, .fails(words.contains("指标") || words.contains("目标") ? .error : .warning), at: clause, figures: missed.prefix(8).flatMap { [$0.target, $0.actual] }, stated: parts.text.quote(range),
                computed: "\(actual.number) < \(target.number)", computation: "\(actual.number) < \(target.number)", dimension: target.measure.dimension,
                Wording(
                    zh: "文中称“\(words)”，但“\(parts.text.quote(actual.label))”目标\(target.number)\(target.measure.printed)，实际\(actual.number)\(actual.measure.printed)，没有完成。请改正说法，写明未完成的指标和原因。",
                    en: "The text claims “\(words)”, but a target of \(target.number) \(target.measure.printed) was met with \(actual.number) only. Correct the claim and explain the indicators missed.")))
        return true
    }

    /// 640户改造任务已经全部完成, beside 完成改造612户.
    private func leftOver(_ clause: Range<Int>) -> Relation? {
        let figures = parts.figures
        guard let task = figures.indices.first(where: { clause.contains(figures[$0].digits.lowerBound) && figures[$0].isExact }), case .count = figures[task].measure.dimension,
            let done = figures.indices.first(where: { figures[$0].measure == figures[task].measure && figures[$0].isExact && !clause.contains(figures[$0].digits.lowerBound) && figures[$0].number < figures[task].number && parts.text.words(figures[$0].label).contains("完成") && !parts.text.words(figures[$0].label).contains("未完成") })
        else { return nil }
        // 未完成 somewhere says so plainly.
        guard parts.text.words(0..<parts.text.count).contains("未完成") else { return nil }
        let words = parts.text.words(clause)
        return Relation(
            .claim, .fails(.error), at: clause, figures: [task, done], stated: words.string, computed: "\(figures[done].number) < \(figures[task].number)", computation: "\(figures[done].number) < \(figures[task].number)", dimension: figures[task].measure.dimension,
            Wording(
                zh: "文中称“\(words)”，但另一处写完成\(figures[done].number)\(figures[done].measure.printed)，还有未完成的。请改正说法。",
                en: "The text claims “\(words)”, but elsewhere only \(figures[done].number) are completed. Correct the claim."))
    }

    // MARK: Nothing left

    private mutating func remaining(_ range: Range<Int>) -> Bool {
        if lessThanBudget(range) { return true }
        guard let balance = parts.figures.indices.first(where: { parts.figures[$0].isMoney && parts.figures[$0].role == .balance && parts.figures[$0].isExact && parts.figures[$0].number.isPositive && parts.figures[$0].scope.isDisjoint(with: .funds) }),
            let executed = facts.executed, let limit = facts.adjustedBudget ?? facts.received ?? facts.initialBudget, let a = try? parts.figures[executed.figure].base(), let b = try? parts.figures[limit.figure].base(), a < b || isLeftAtEnd(balance)
        else { return false }
        let line = parts.text.line(at: range.lowerBound)
        // Beside a balance that the same paragraph explains it speaks of something else.
        guard parts.figures[balance].line != line else { return false }
        collector.add(
            Relation(
                .claim, .fails(.warning), at: clause(range), figures: [balance, executed.figure], stated: parts.text.quote(range), computed: parts.figures[balance].number.description, computation: "",
                dimension: .money,
                Wording(
                    zh: "文中称“\(parts.text.quote(range))”，另一处写结余\(parts.figures[balance].number)\(parts.figures[balance].measure.printed)。请核对。",
                    en: "The text claims “\(parts.text.quote(range))”, but elsewhere \(parts.figures[balance].number) \(parts.figures[balance].measure.printed) are left. Check.")))
        return true
    }

    /// 年末尚有结余资金126.40万元.
    private func isLeftAtEnd(_ balance: Int) -> Bool { parts.text.words(parts.figures[balance].label).contains(anyOf: ["尚有", "年末", "年底", "结转下年"]) }

    // MARK: All spent

    /// 资金已全部支付, beside an execution rate of 60.78 %.
    private mutating func unspent(_ range: Range<Int>) -> Bool {
        if lessThanBudget(range) { return true }
        guard let rate = facts.executionRate, parts.figures[rate.figure].role == .executionRate, rate.number < ExactDecimal(98), rate.number.isPositive else { return false }
        let clause = clause(range)
        // 中央资金已全部支出 speaks of a part.
        guard !parts.text.words(clause).contains(anyOf: ["中央", "省级", "市级", "县级", "除", "外", "上年", "其余", "前"]) else { return false }
        let words = parts.text.quote(clause)
        collector.add(
            Relation(
                .claim, .fails(.warning), at: clause, figures: [rate.figure] + [facts.executed, facts.adjustedBudget ?? facts.received].compactMap { $0?.figure }, stated: parts.text.quote(range), computed: rate.number.description, computation: "\(rate.number)% < 100%", dimension: .percent,
                Wording(
                    zh: "文中称“\(words)”，但执行率写\(rate.number)%。请核对，只是拨出而未支出的写明。",
                    en: "The text claims “\(words)”, but gives an execution rate of \(rate.number) %. Check; say so where money was only passed on.")))
        return true
    }

    /// 预算500万元，支出450万元，年末无结余: what came in and what went out stand in the sentence of the claim.
    private mutating func lessThanBudget(_ range: Range<Int>) -> Bool {
        let figures = parts.figures
        let clause = clause(range)
        guard !parts.text.words(clause).contains(anyOf: ["中央", "省级", "市级", "县级", "除", "外", "上年", "其余", "前", "收回", "上缴", "专户", "往年"]) else { return false }
        guard let before = figures.indices.last(where: { figures[$0].range.upperBound <= range.lowerBound }), figures[before].line == parts.text.line(at: range.lowerBound) else { return false }
        let sentence = figures[before].sentence
        guard parts.sentenceText(sentence).upperBound >= range.lowerBound else { return false }
        let money = parts.sentenceFigures(around: before, reach: 8).filter { figures[$0].isMoney && figures[$0].depth == 0 }
        // What came in, what was added to it, and at last what went out; whatever else stands there may explain the rest.
        guard money.count >= 2, let first = money.first, let out = money.last, money.allSatisfy({ figures[$0].isExact && figures[$0].digits.lowerBound < range.lowerBound }), figures[first].role.flow == .into, figures[first].role != .added, figures[out].role == .executed, figures[first].scope == figures[out].scope || figures[out].scope.isEmpty,
            money.count == 2 && figures[first].role != .openingBalance || money.dropFirst().dropLast().allSatisfy({ figures[$0].role == .added || figures[$0].role == .openingBalance }),
            let limit = try? Amounts.sum(money.dropLast().map { (figures[$0], 1) }), let spent = try? figures[out].base(), spent < limit, let gap = try? limit - spent, let small = try? gap * ExactDecimal(200), small > limit
        else { return false }
        let shown = Amounts.shown(gap, like: figures[first])
        let whole = Amounts.shown(limit, like: figures[first])
        let terms = money.dropLast().map { Amounts.shown((try? figures[$0].base()) ?? .zero, like: figures[first]) }.joined(separator: " + ")
        let paid = Amounts.shown(spent, like: figures[first])
        let words = parts.text.quote(clause)
        collector.add(
            Relation(
                .claim, .fails(.error), at: clause, figures: [out] + money.dropLast(), stated: parts.text.quote(range), computed: shown, difference: shown,
                computation: "\(terms) − \(paid) = \(shown)", dimension: .money,
                Wording(
                    zh: "文中称“\(words)”，但\(whole)\(figures[first].measure.printed)只支出\(paid)，还有\(shown)。请改正说法，或写明余下的去向。",
                    en: "The text claims “\(words)”, but of \(whole) \(figures[first].measure.printed) only \(paid) were spent, which leaves \(shown). Correct the claim, or say where the rest went.")))
        return true
    }

    // MARK: All used for one thing

    /// 全部用于群众体育, beside 用于竞技体育支出6万元.
    private mutating func otherUse() {
        let codes = parts.text.codes
        let figures = parts.figures
        let phrase: [UInt16] = [0x5168, 0x90E8, 0x7528, 0x4E8E]
        var place = 0
        while place + 6 < codes.count {
            defer { place += 1 }
            guard codes[place] == phrase[0], codes[place..<place + 4].elementsEqual(phrase) else { continue }
            let purpose = (place + 4..<min(codes.count, place + 24)).prefix { Code.isIdeograph(codes[$0]) }
            guard purpose.count >= 3, purpose.count <= 14 else { continue }
            let name = codes[purpose]
            // …，其余13.50万元用于补发工资.
            let line = parts.text.line(at: place)
            if let rest = figures.indices.first(where: { figures[$0].line == line && figures[$0].digits.lowerBound > place && figures[$0].isMoney && figures[$0].isExact && parts.text.words(figures[$0].label).contains(anyOf: ["其余", "剩余", "另有"]) && parts.text.words(figures[$0].range.upperBound..<min(parts.text.count, figures[$0].range.upperBound + 4)).hasPrefix("用于") }) {
                tellOtherUse(place..<place + 4, rest, figures.indices.last { figures[$0].isMoney && figures[$0].line == line && figures[$0].digits.lowerBound < place }, parts.text.quote(figures[rest].range.upperBound..<min(parts.text.lines[line].range.upperBound, figures[rest].range.upperBound + 16)))
                return
            }
            /// What an amount is used for: the words behind 用于.
            func use(_ number: Int) -> ArraySlice<UInt16>? {
                let label = figures[number].label
                guard let begin = label.first(where: { $0 + 1 < label.upperBound && codes[$0] == 0x7528 && codes[$0 + 1] == 0x4E8E }) else { return nil }
                return codes[(begin + 2)..<label.upperBound]
            }
            let used = figures.indices.filter { figures[$0].isMoney && figures[$0].isExact && figures[$0].number.isPositive && figures[$0].depth == 0 && use($0) != nil }
            guard let own = used.first(where: { use($0).map { $0.starts(with: name.prefix(3)) } ?? false }), let other = used.first(where: { number in
                guard number > own, let words = use(number), words.count >= 3, figures[number].line != figures[own].line else { return false }
                // A detail of the same use shares a word with it, and its line opens with 其中.
                // 群众体育 and 竞技体育 share 体育 and are two things; three characters make one.
                return !words.sharesRun(of: 3, with: name) && !parts.opensWithPart(figures[number].line) && parts.opensWithNumber(figures[number].line) && parts.opensWithNumber(figures[own].line)
            }) else { continue }
            tellOtherUse(place..<place + 4, other, own, parts.text.quote(figures[other].label))
            return
        }
    }

    private func tellOtherUse(_ range: Range<Int>, _ other: Int, _ own: Int?, _ use: String) {
        let clause = clause(range)
        let words = parts.text.quote(clause)
        let figure = parts.figures[other]
        collector.add(
            Relation(
                .claim, .fails(.error), at: clause, figures: [other] + (own.map { [$0] } ?? []), stated: words, computed: figure.number.description, computation: "\(figure.number)\(figure.measure.printed)", dimension: .money,
                Wording(
                    zh: "文中称“\(words)”，但另有\(figure.number)\(figure.measure.printed)“\(use)”。请改正说法。",
                    en: "The text claims “\(words)”, but \(figure.number) \(figure.measure.printed) were used otherwise. Correct the claim.")))
    }

    // MARK: Every score above

    /// 各项得分均在95分以上: no row has 95 points to give.
    private mutating func allAbove() {
        for (number, figure) in parts.figures.enumerated() where figure.measure.dimension == .points && figure.marks.contains(.lowerBound) && figure.number >= ExactDecimal(60) {
            let words = parts.text.words(max(parts.sentenceText(figure.sentence).lowerBound, figure.digits.lowerBound - TakenApart.wordReach)..<figure.range.upperBound)
            // 各县区得分均在85分以上, and then 贵池区81分.
            let near = parts.text.words(figure.label)
            if near.contains("均在") || near.contains("都在"), near.contains(anyOf: ["得分", "评分", "分数"]), let below = scoreBelow(number) {
                collector.add(
                    Relation(
                        .claim, .fails(.error), at: parts.sentenceText(figure.sentence), figures: [number, below], stated: figure.number.description, computed: parts.figures[below].number.description,
                        computation: "\(parts.figures[below].number) < \(figure.number)", dimension: .points,
                        Wording(
                            zh: "文中称得分均在\(figure.number)分以上，但“\(parts.text.quote(parts.figures[below].label))”是\(parts.figures[below].number)分。请改正说法。",
                            en: "The text claims every score is above \(figure.number), but one is \(parts.figures[below].number). Correct the claim.")))
                return
            }
            guard words.contains(anyOf: ["各项", "每项", "所有", "全部", "均", "都在"]), words.contains("指标") || words.contains("得分") || words.contains("评分"), !words.contains("项目"), !words.contains("学生"), !words.contains("为优") else { continue }
            // Points named before it in the sentence are those to be won.
            let named = parts.sentenceFigures(around: number).filter { $0 < number && parts.figures[$0].measure.dimension == .points && parts.figures[$0].isPlain }.map { parts.figures[$0].number }
            guard let highest = facts.weights.map(\.points).max() ?? (named.count >= 2 ? named.max() : nil) ?? (collector.relations.contains { $0.kind == .weights } ? ExactDecimal(50) : nil), highest < figure.number else { continue }
            collector.add(
                Relation(
                    .claim, .fails(.error), at: parts.sentenceText(figure.sentence), figures: [number], stated: figure.number.description, computed: highest.description,
                    computation: "\(figure.number) > \(highest)", dimension: .points,
                    Wording(
                        zh: "文中称各项得分都在\(figure.number)分以上，但分值最高的一项只有\(highest)分。请写明各项得分，或说明是得分率。",
                        en: "The text claims every score is above \(figure.number), but the largest block has only \(highest) points. Give the scores, or say that rates are meant.")))
            return
        }
    }
}

extension Claims {
    /// A score of one of many in the sentences behind a claim, below it and above half of it.
    private func scoreBelow(_ claim: Int) -> Int? {
        let figures = parts.figures
        let bound = figures[claim].number
        return (claim + 1..<min(figures.count, claim + 40)).first { number in
            let figure = figures[number]
            guard figure.line == figures[claim].line, figure.measure.dimension == .points, figure.isExact, figure.role != .weight, figure.role != .deduction, figure.number < bound, let double = try? figure.number * ExactDecimal(2), double > bound else { return false }
            return !parts.has(.weight, number) && !parts.has(.previous, number)
        }
    }
}

/// Targets with what was reached, as sentences and rows give them.
enum Targets {
    struct Pair {
        var target: Int
        var actual: Int
    }

    /// Targets that were missed, both figures of one unit in one sentence.
    static func missed(_ parts: TakenApart) -> [Pair] {
        var pairs: [Pair] = []
        for (target, figure) in parts.figures.enumerated() where figure.isPlain || figure.marks.contains(.lowerBound) {
            // 均达到目标（目标分别为≥92%、≥55%、≥88%）: a list for several results.
            if parts.text.words(figure.label).contains("分别") { continue }
            guard !figure.isMoney, figure.measure.dimension != .points, isTarget(parts, target), !figure.marks.contains(.upperBound), !figure.marks.contains(.range), !figure.marks.contains(.approximate) else { continue }
            // 覆盖率：81.5%，目标值≥85%: the result may stand first.
            if target > 0, parts.figures[target - 1].sentence == figure.sentence, parts.figures[target - 1].measure.dimension == figure.measure.dimension, parts.figures[target - 1].isExact, !isTarget(parts, target - 1),
                parts.text.words(figure.label).hasPrefix("目标"), let a = try? parts.figures[target - 1].base(), let b = try? figure.base()
            {
                if a < b { pairs.append(Pair(target: target, actual: target - 1)) }
                continue
            }
            var actual = target + 1
            while actual < parts.figures.count, actual - target <= 2, parts.figures[actual].sentence == figure.sentence {
                let other = parts.figures[actual]
                if other.measure.dimension == figure.measure.dimension, other.isExact, isActual(parts, actual), let a = try? other.base(), let b = try? figure.base() {
                    if a < b { pairs.append(Pair(target: target, actual: actual)) }
                    break
                }
                actual += 1
            }
        }
        return pairs + elsewhere(parts)
    }

    /// 满意度不低于95% as a goal and, paragraphs on, 满意度91.25%: the same noun, below its bound.
    private static func elsewhere(_ parts: TakenApart) -> [Pair] {
        var pairs: [Pair] = []
        // The results of each noun in their order, with the highest of each and those behind it.
        var results: [[UInt16]: [(figure: Int, highest: ExactDecimal)]] = [:]
        for (number, figure) in parts.figures.enumerated().reversed() where figure.isPercent && figure.isExact && figure.role == .rate {
            guard let noun = noun(parts, number) else { continue }
            let highest = results[noun]?.last.map { max($0.highest, figure.number) } ?? figure.number
            results[noun, default: []].append((number, highest))
        }
        for noun in results.keys { results[noun]!.reverse() }
        for (target, figure) in parts.figures.enumerated() where figure.isPercent && figure.marks.contains(.lowerBound) && !figure.marks.contains(.range) {
            guard let noun = noun(parts, target), let list = results[noun] else { continue }
            var low = 0, high = list.count
            while low < high {
                let middle = (low + high) / 2
                if list[middle].figure <= target { low = middle + 1 } else { high = middle }
            }
            guard low < list.count, list[low].highest < figure.number else { continue }
            // What is hoped for next year is no target of this one.
            let words = parts.text.words(parts.sentenceText(figure.sentence))
            if words.contains(anyOf: ["力争", "下一步", "今后", "明年", "下一年", "来年", "保持在", "将"]) { continue }
            pairs.append(Pair(target: target, actual: list[low].figure))
        }
        return pairs
    }

    /// The last three characters up to 率 or 度: 满意度, 合格率.
    private static func noun(_ parts: TakenApart, _ number: Int) -> [UInt16]? {
        let codes = parts.text.codes
        let label = parts.figures[number].label
        guard let end = label.last(where: { codes[$0] == 0x7387 || codes[$0] == 0x5EA6 }), end - 2 >= label.lowerBound, label.upperBound - end <= 6 else { return nil }
        return Array(codes[(end - 2)...end])
    }

    private static func isTarget(_ parts: TakenApart, _ number: Int) -> Bool {
        let words = parts.text.words(parts.figures[number].label)
        return parts.figures[number].marks.contains(.lowerBound) && !words.contains("超过") || words.contains(anyOf: ["目标", "计划", "指标值", "应"])
    }

    private static func isActual(_ parts: TakenApart, _ number: Int) -> Bool {
        let words = parts.text.words(parts.figures[number].label)
        return words.contains(anyOf: ["实际", "完成", "达到", "实现", "建成", "为"]) || words.isEmpty
    }
}
