import BudgetModel
import Quantities

/// Unit price × quantity: `24张，单价9200元，小计22.08万元`, `120人×300元=36000元`.
struct Products {
    private let parts: TakenApart
    private let collector: RelationCollector

    static func read(_ collector: RelationCollector) {
        let reader = Products(parts: collector.parts, collector: collector)
        var standards = 0
        for (number, figure) in reader.parts.figures.enumerated() where figure.isPlain {
            // Each looks over the lines behind it; no report has so many standards.
            if figure.marks.contains(.perUnit), figure.isMoney || figure.measure.dimension == .unitPrice, figure.isExact, standards < 60 {
                standards += 1
                reader.standard(number)
            }
            if figure.marks.contains(.perUnit), figure.isMoney || figure.measure.dimension == .unitPrice, figure.isExact { reader.price(number) }
        }
    }

    private init(parts: TakenApart, collector: RelationCollector) {
        self.parts = parts
        self.collector = collector
    }

    private func price(_ number: Int) {
        let figures = parts.figures
        let price = figures[number]
        guard !price.marks.contains(.factor) else { return }
        let sentence = parts.sentenceFigures(around: number, reach: 11).filter { $0 != number && figures[$0].isPlain }
        let line = parts.lineFigures(around: number, reach: 19).filter { $0 != number && figures[$0].isPlain }
        let counts = { (pool: [Int]) in pool.filter { if case .count(let unit) = figures[$0].measure.dimension { !["岁", "倍"].contains(unit) } else { false } } }
        let amounts = { (pool: [Int]) in pool.filter { figures[$0].isMoney && !figures[$0].marks.contains(.perUnit) && figures[$0].role != .increase && figures[$0].role != .decrease } }
        // Any quantity, alone or with a second one (days, terms, months), that makes an amount settles it.
        if let product = ofPeriods(number) { return judge(product.amount, product.factors, isSure: true) }
        // Where the text says how many days or terms there were, no other number of them is guessed.
        let times: [ExactDecimal] = sentence.contains(where: { isPeriods($0, number) }) ? [.one] : [ExactDecimal(1), ExactDecimal(2), ExactDecimal(3), ExactDecimal(4), ExactDecimal(6), ExactDecimal(9), ExactDecimal(10), ExactDecimal(12)]
        if let own = claimed(number, counts(line)) { return judge(own.amount, [number, own.quantity], isSure: true) }
        // An amount right behind another price is that one's: 5525人…600元…335.1万元；1369人…600元…82.14万元.
        let own = amounts(line).filter { $0 == number + 1 || !figures[max(0, $0 - 1)].marks.contains(.perUnit) }
        for amount in own {
            let pool = counts(line)
            for count in pool {
                for time in times where makes(amount, number, [count], time) { return add(amount, [number, count], .holds) }
                for second in pool where second != count { if makes(amount, number, [count, second], .one) { return add(amount, [number, count, second], .holds) } }
            }
        }
        // 直接补助费144万元（每亩160元） of 0.8万亩: the amount stands before the bracket.
        if number > 0, price.depth > 0, figures[number - 1].isMoney, figures[number - 1].depth == price.depth - 1, figures[number - 1].sentence == price.sentence, figures[number - 1].isExact {
            let quantities = counts(line).filter { figures[$0].isExact && isCounted($0, number) }
            if let quantity = quantities.first, quantities.allSatisfy({ figures[$0].number == figures[quantity].number && figures[$0].measure.exponent == figures[quantity].measure.exponent }) { return judge(number - 1, [number, quantity], isSure: true) }
            if quantities.count >= 2, let first = quantities.first { return judge(number - 1, [number, first], isSure: true, onlyNear: true) }
            return
        }
        // 每个奖补4万元,计320元: a total below the price of one.
        if number + 1 < figures.count, figures[number + 1].sentence == price.sentence, figures[number + 1].isMoney, figures[number + 1].isExact, !figures[number + 1].marks.contains(.perUnit), figures[number + 1].measure.exponent == 0, price.measure.exponent == 4, claimsTotal(number + 1), let total = try? figures[number + 1].base(),
            let one = try? price.base(), total < one, figures[number + 1].number > price.number
        {
            collector.add(UnitSlips.relation(parts, number + 1, meant: "万元", beside: number))
            return
        }
        // 按每亩8元，全年20.8元 of 2.6万亩: ten thousand times too little.
        if number + 1 < figures.count, figures[number + 1].sentence == price.sentence, figures[number + 1].isMoney, figures[number + 1].isExact, figures[number + 1].measure.exponent == 0, !figures[number + 1].marks.contains(.perUnit), let total = try? figures[number + 1].base().shifted(by: 4), let one = try? price.base() {
            let fits = figures.indices.contains { index in
                guard case .count = figures[index].measure.dimension, figures[index].isExact, isCounted(index, number), let count = try? figures[index].base(), let product = try? count * one else { return false }
                return product == total
            }
            if fits {
                collector.add(UnitSlips.relation(parts, number + 1, meant: "万元", beside: number))
                return
            }
        }
        // The quantity and the amount nearest to the price in its sentence, nothing between them.
        let near = counts(sentence).filter { figures[$0].isExact && figures[$0].depth == price.depth }
        let quantity = near.last { $0 < number && number - $0 <= 1 && isCounted($0, number) } ?? near.first { $0 == number + 1 && figures[$0].depth == price.depth && isCounted($0, number) }
        guard let quantity else { return }
        let behind = max(number, quantity) + 1
        if let amount = namesake(of: number, quantity) { return judge(amount, [number, quantity], isSure: true) }
        // 下达54万元，新建助餐点9个，每个补助5万元: perhaps not all of it.
        let first = min(number, quantity)
        if behind >= figures.count || figures[behind].sentence != price.sentence || !figures[behind].isMoney, first > 0, figures[first - 1].isMoney, figures[first - 1].isExact, figures[first - 1].sentence == price.sentence, figures[first - 1].depth == price.depth, first == min(number, quantity), abs(number - quantity) == 1, !collector.explained.contains(first - 1) {
            return judge(first - 1, [number, quantity], isSure: false, onlyNear: true)
        }
        guard behind < figures.count, figures[behind].sentence == price.sentence, figures[behind].isMoney, figures[behind].isExact, !figures[behind].marks.contains(.perUnit), figures[behind].depth == price.depth else { return }
        guard claimsTotal(behind), !isOfSeveral(behind) else { return }
        judge(behind, [number, quantity], isSure: true)
    }

    /// `补助标准2600元/人` and, below it, `合格842人，补助218.92万元；合格900人，补助243万元`: rows of one standard, most of which it explains.
    private func standard(_ price: Int) {
        let figures = parts.figures
        var fitting: [Int] = [], others: [Int] = []
        for count in (price + 1)..<max(price + 1, min(figures.count, price + 80)) where figures[count].isCount && figures[count].isExact {
            let amount = count + 1
            guard amount < figures.count, figures[amount].isMoney, figures[amount].isExact, figures[amount].sentence == figures[count].sentence, figures[amount].label.count <= 6, !figures[amount].marks.contains(.perUnit), figures[amount].role != .increase, figures[amount].role != .decrease, isCounted(count, price) else { continue }
            if makes(amount, price, [count], .one) { fitting.append(count) } else { others.append(count) }
        }
        guard fitting.count >= 2, fitting.count >= others.count * 2 else { return }
        let name = parts.text.codes[figures[fitting[0]].label].suffix(2)
        for count in others where parts.text.codes[figures[count].label].suffix(2).elementsEqual(name) && !collector.explained.contains(count + 1) { judge(count + 1, [price, count], isSure: true) }
    }

    /// 天 beside 每天, 月 beside 每月: how often a price was paid.
    private func isPeriods(_ count: Int, _ price: Int) -> Bool {
        guard case .count(let unit) = parts.figures[count].measure.dimension, parts.figures[count].isExact else { return false }
        let label = parts.text.words(parts.figures[price].label.lowerBound..<parts.figures[price].range.upperBound)
        return switch unit {
        case "天": label.contains(anyOf: ["每天", "每日", "/天", "/日", "天每", "日每"])
        case "月": label.contains(anyOf: ["每月", "月均", "/月", "月每"])
        case "期", "次", "场", "班": label.contains(anyOf: ["每期", "每次", "每场", "每班", "每学期", "/期", "/次", "/场"])
        default: false
        }
    }

    /// `教师50人，每人每天200元，共3天，培训费30000元`: people, price and days, and right behind them the amount.
    private func ofPeriods(_ number: Int) -> (amount: Int, factors: [Int])? {
        let figures = parts.figures
        let near = (max(0, number - 2)..<min(figures.count, number + 3)).filter { $0 != number && figures[$0].sentence == figures[number].sentence && figures[$0].depth == figures[number].depth && figures[$0].isExact }
        let people = near.filter { figures[$0].isCount && isCounted($0, number) }, periods = near.filter { isPeriods($0, number) }
        guard people.count == 1, periods.count == 1, case let last = max(number, people[0], periods[0]), last + 1 < figures.count, case let amount = figures[last + 1], amount.isMoney, amount.isExact, amount.sentence == figures[number].sentence, !amount.marks.contains(.perUnit), amount.depth == figures[number].depth, claimsTotal(last + 1) || parts.text.words(amount.label).contains("费") else { return nil }
        return (last + 1, [number, people[0], periods[0]])
    }

    /// `38.46万人，补助标准89元，应安排资金3522.94万元`: a quantity right before the price, and right behind it an amount that claims to be the product
    /// and is not, with no third figure of the line to mend it.
    private func claimed(_ number: Int, _ pool: [Int]) -> (amount: Int, quantity: Int)? {
        let figures = parts.figures
        let amount = number + 1
        guard number > 0, amount < figures.count, isCounted(number - 1, number), figures[number - 1].isExact, figures[number - 1].sentence == figures[number].sentence, figures[amount].sentence == figures[number].sentence, figures[amount].isMoney, figures[amount].isExact,
            !figures[amount].marks.contains(.perUnit), parts.text.words(figures[amount].label).contains(anyOf: ["应", "需", "共", "合计"]), !parts.text.words(figures[amount].label).contains(anyOf: ["其中", "首付", "已"])
        else { return nil }
        let others = pool.filter { $0 != number - 1 }
        let isMade = [1, 2, 3, 4, 6, 9, 10, 12].contains { makes(amount, number, [number - 1], ExactDecimal($0)) } || others.contains { makes(amount, number, [number - 1, $0], .one) || makes(amount, number, [$0], .one) }
        guard !isMade, let stated = try? figures[amount].base(), let price = try? figures[number].base(), let count = try? figures[number - 1].base(), let product = try? price * count, let gap = try? (product - stated).magnitude, let share = (try? Amounts.percent(gap, of: max(product, stated))) ?? nil,
            let percent = try? share.rounded(to: 1, .halfUp), percent <= ExactDecimal(20)
        else { return nil }
        return (amount, number - 1)
    }

    /// The one amount elsewhere under the name that opens this clause: 义务兵家庭优待金.
    private func namesake(of price: Int, _ quantity: Int) -> Int? {
        let figures = parts.figures
        let codes = parts.text.codes
        let first = min(price, quantity)
        let name = codes[figures[first].label].prefix { $0 != 0x6309 && $0 != 0x6BCF && $0 != 0x4E3A }.filter(Code.isIdeograph)
        guard name.count >= 5, !(max(price, quantity) + 1 < figures.count && figures[max(price, quantity) + 1].sentence == figures[price].sentence && figures[max(price, quantity) + 1].isMoney) else { return nil }
        let key = Array(name.prefix(12))
        let found = (max(0, price - 400)..<min(figures.count, price + 400)).filter { index in
            guard figures[index].isMoney, figures[index].isExact, figures[index].line != figures[price].line, !figures[index].marks.contains(.perUnit), figures[index].role != .increase, figures[index].role != .decrease else { return false }
            let words = codes[figures[index].label].filter(Code.isIdeograph)
            return words.count >= key.count && Array(words.suffix(key.count)) == key
        }
        guard found.count == 1 else { return nil }
        return found[0]
    }

    /// 每人 goes with 人, 每生 with 名, 单价 with anything.
    private func isCounted(_ quantity: Int, _ price: Int) -> Bool {
        let label = parts.text.words(parts.figures[price].label.lowerBound..<parts.figures[price].range.upperBound)
        guard case .count(let unit) = parts.figures[quantity].measure.dimension else { return false }
        if ["天", "月", "小时", "次", "期"].contains(unit) { return false }
        if label.contains("单价") || label.contains("均价") { return true }
        if ["每\(unit)", "/\(unit)", "\(unit)均"].contains(where: label.string.contains) { return true }
        // 综合文化站8个，每站3万元: the thing the price is for stands beside the count.
        if let thing = thing(of: price), parts.text.quote(parts.figures[quantity].label).hasSuffix(thing) || parts.text.quote(parts.figures[quantity].range.upperBound..<min(parts.text.count, parts.figures[quantity].range.upperBound + 6)).contains(thing) { return true }
        if unit == "人", label.contains(anyOf: ["每人", "每生", "生均", "人均", "每名", "每位"]) { return true }
        return false
    }

    /// 小学1860人，每人1000元；初中2545人，每人1250元，两项共504.13万元: the sum of several products.
    private func isOfSeveral(_ amount: Int) -> Bool {
        let figures = parts.figures
        guard parts.text.words(figures[amount].label).contains(anyOf: ["两项", "三项", "四项", "各项", "合计", "总计", "共计"]) else { return false }
        let prices = parts.sentenceFigures(around: amount, reach: 24).filter { $0 > 0 && $0 < amount && figures[$0].marks.contains(.perUnit) && figures[$0].isMoney && isCounted($0 - 1, $0) }
        return prices.count >= 2
    }

    /// What a price is for: the characters behind 每, up to three.
    private func thing(of price: Int) -> String? {
        let label = parts.figures[price].label
        guard let place = label.last(where: { parts.text.codes[$0] == 0x6BCF }) else { return nil }
        let name = (place + 1..<label.upperBound).prefix { Code.isIdeograph(parts.text.codes[$0]) && ![0x5E74, 0x6708, 0x5929, 0x8865, 0x7ED9, 0x53EF].contains(parts.text.codes[$0]) }.prefix(3)
        guard let last = name.last else { return nil }
        return parts.text.quote(place + 1..<last + 1)
    }

    /// 共, 合计, 小计, 计, or a word of spending: the amount claims to be the product.
    private func claimsTotal(_ number: Int) -> Bool {
        let label = parts.text.words(parts.figures[number].label)
        return label.contains(anyOf: ["共", "为", "合计", "小计", "计", "总", "金额", "发放", "支付", "兑付", "补助", "需", "资金", "支出"]) || parts.figures[number].marks.contains(.equals)
    }

    private func makes(_ amount: Int, _ price: Int, _ counts: [Int], _ times: ExactDecimal) -> Bool {
        let figures = parts.figures
        guard var product = try? figures[price].base() * times else { return false }
        for count in counts {
            guard let base = try? figures[count].base(), let next = try? product * base else { return false }
            product = next
        }
        guard let stated = try? figures[amount].base(), let gap = try? (product - stated).magnitude, let slack = try? figures[amount].unitInLastPlace() else { return false }
        if figures[amount].number.scale == 0 && figures[amount].measure.exponent == 0 { return gap.isZero }
        // A second factor that nobody names must fit to the last digit.
        if times != .one { return gap.isZero }
        // 2万元 may be rounded, but not to half of what it is.
        return gap < slack && (gap.isZero || ((try? gap * ExactDecimal(20)).map { $0 <= stated } ?? false))
    }

    private func judge(_ amount: Int, _ factors: [Int], isSure: Bool, onlyNear: Bool = false) {
        let figures = parts.figures
        var product = ExactDecimal.one
        for factor in factors {
            guard let base = try? figures[factor].base(), let next = try? product * base else { return }
            product = next
        }
        guard let stated = try? figures[amount].base(), let gap = try? (product - stated).magnitude, let slack = try? figures[amount].unitInLastPlace(), stated.isPositive else { return }
        if gap.isZero { return add(amount, factors, .holds) }
        if figures[amount].number.scale > 0, gap < slack { return add(amount, factors, .rounded) }
        // 3.6元 for 120 people of 300元.
        if figures[amount].isMoney {
            for (exponent, unit) in [(4, "万元"), (-4, "元")] {
                if let shifted = try? stated.shifted(by: exponent), shifted == product, figures[amount].measure.exponent + exponent == 4 || figures[amount].measure.exponent + exponent == 0 {
                    collector.add(UnitSlips.relation(parts, amount, meant: unit, beside: factors[0]))
                    return
                }
            }
        }
        guard let percent = Amounts.percent(gap, of: stated, to: 1) else { return }
        if onlyNear, percent > ExactDecimal(30) { return }
        add(amount, factors, .fails(isSure && !onlyNear && percent <= ExactDecimal(40) ? .error : .warning))
    }

    private func add(_ amount: Int, _ factors: [Int], _ verdict: Relation.Verdict) {
        let figures = parts.figures
        var product = ExactDecimal.one
        for factor in factors {
            guard let base = try? figures[factor].base(), let next = try? product * base else { return }
            product = next
        }
        let whole = figures[amount]
        guard let stated = try? whole.base(), let gap = try? (product - stated).magnitude else { return }
        let shown = Amounts.shown(product, like: whole)
        let computation = factors.map { "\(figures[$0].number)\(figures[$0].measure.printed)" }.joined(separator: " × ") + " = \(shown)\(whole.measure.printed)"
        let order = [amount] + factors
        collector.add(
            Relation(
                .product, verdict, at: Rates.place(order.map { figures[$0] }), figures: order, stated: whole.number.description, computed: shown, difference: Amounts.shown(gap, like: whole),
                computation: computation, dimension: whole.measure.dimension,
                Wording(
                    zh: "金额写\(whole.number)\(whole.measure.printed)，按单价和数量\(computation)。请核对单价、数量和金额。",
                    en: "The amount is given as \(whole.number) \(whole.measure.printed), but price and quantity make \(computation). Check all three.")))
    }
}
