import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a price times a quantity that is not the amount stated.
    package static let productDiffers = Rule(
        "D15", Wording(zh: "单价乘数量与金额不符", en: "Price times quantity is not the amount"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(11, of: 11, doubtful: 3, of: 8), stages: [.goal, .selfEvaluation, .report], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "文字里写的算式要算得对；单位成本（如23万元/个）乘以同一计量单位的数量，不应超过资金总额。“≤”“≥”的指标值只是界限，不算；执行后用完成值核对。",
            en: "A product written in a text has to be right, and a cost a piece (23 万元/个) times the quantity in the same unit cannot exceed the money. Targets with ≤ or ≥ are bounds and do not count; once done, the actual values do."),
        triggering: [
            Example(
                Wording(zh: "每个23万元，10个，资金214.06万元", en: "23 each, 10 of them, 214.06 in all"), at: ["E14"],
                ExampleForm(.projectGoal).fund(.total, initial: "214.06").row("入股合作社个数", "=", "10", "个").under(.output, .quantity)
                    .row("补助合作社平均标准", "=", "23", "万元/个").under(.output, .cost)),
            Example(
                Wording(zh: "120人×300元写成3.6元", en: "120 × 300 元 as 3.6 元"), at: ["F11"],
                ExampleForm().goal("发放补助", "发放补助120人×300元/人=3.6元")),
            Example(Wording(zh: "报告里的单价和数量", en: "price and quantity in a report"), stating: ["22.28"], in: "采购化学实验台24张，单价9200元，小计22.28万元。"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "算式正确", en: "the product is right"), ExampleForm().goal("发放补助", "发放补助120人×300元/人=3.6万元")),
            Example(
                Wording(zh: "算式里还有别的项", en: "a product inside a sum"), ExampleForm().goal("发放补助", "设备5万元+耗材10万元×3=35万元")),
            Example(
                Wording(zh: "单价只是上限", en: "the price is a ceiling"),
                ExampleForm(.projectGoal).fund(.total, initial: "214.06").row("入股合作社个数", "=", "10", "个").under(.output, .quantity)
                    .row("补助合作社平均标准", "<=", "23", "万元/个").under(.output, .cost)),
            Example(
                Wording(zh: "资金还用于其他内容", en: "the money also pays for other things"),
                ExampleForm(.projectGoal).fund(.total, initial: "500").row("入股合作社个数", "=", "10", "个").under(.output, .quantity)
                    .row("补助合作社平均标准", "=", "23", "万元/个").under(.output, .cost)),
            Example(Wording(zh: "报告里相符", en: "equal in a report"), in: "采购化学实验台24张，单价9200元，小计22.08万元。"),
        ],
        claims: { $0.kind == .product }
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for text in facts.statements + facts.plans where text.value.holds(anyOf: ["=", "＝"]) && text.value.holds(anyOf: ["×", "*", "x", "X", "＊"]) {
            for product in try WrittenProduct.all(in: text.value) where !product.isRight {
                hits.append(
                    Hit(
                        at: text.cell,
                        Wording(
                            zh: "“\(product.text)”算得\(product.computed.yuan)元，写的是\(product.stated.yuan)元。请核对单价、数量和金额的单位。",
                            en: "“\(product.text)” makes \(product.computed.yuan) yuan, but \(product.stated.yuan) is stated. Check price, quantity and the unit of the amount."),
                        expected: product.computed.yuan, found: product.stated.yuan))
            }
        }
        return hits + (try Rule.prices(facts))
    }

    /// Rows that give a price a piece beside the one row that counts the pieces.
    private static func prices(_ facts: Facts) throws(QuantityError) -> [Hit] {
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        for index in evaluation.indicators.indices {
            guard let unit = evaluation.indicators[index].target?.unit, unit.utf8.count < 30, let slash = unit.firstIndex(where: { $0 == "/" || $0 == "／" }) else { continue }
            let money = String(unit[..<slash])
            let piece = String(unit[unit.index(after: slash)...])
            guard let scale: AmountUnit = money == "元" ? .yuan : money == "万元" ? .wanYuan : nil, !piece.isEmpty else { continue }
            let counted = evaluation.indicators.indices.filter { evaluation.indicators[$0].level2Kind == .quantity && evaluation.indicators[$0].target?.unit == piece }
            guard counted.count == 1, let quantity = counted.first else { continue }
            let isDone = evaluation.indicators[index].actual?.number != nil && evaluation.indicators[quantity].actual?.number != nil
            let price = isDone ? evaluation.indicators[index].actual : evaluation.indicators[index].exactTarget
            let count = isDone ? evaluation.indicators[quantity].actual : evaluation.indicators[quantity].exactTarget
            let total = evaluation.annualTotal
            guard let each = price?.number, let pieces = count?.number, let limit = isDone ? total.executed : total.budget, limit.money.fen > 0 else { continue }
            let product = try Money(rounding: each * pieces, scale, .halfUp)
            // A price is often rounded: half a percent is no contradiction.
            guard try Ratio(ExactDecimal(1005), over: ExactDecimal(1000)) < product.share(of: limit.money) else { continue }
            let shown = evaluation.amountUnit
            let name = evaluation.indicators[index].name.value
            hits.append(
                try Hit(
                    at: price?.cell,
                    Wording(
                        zh: "「\(name)」\(each.plain)\(unit)，乘以「\(evaluation.indicators[quantity].name.value)」\(pieces.plain)\(piece)，等于\(product.amount(in: shown).plain)\(shown.name)，超过\(isDone ? "执行数" : "资金总额")\(limit.money.amount(in: shown).plain)\(shown.name)。请核对单价、数量和金额。",
                        en: "“\(name)”, \(each.plain) \(unit), times “\(evaluation.indicators[quantity].name.value)”, \(pieces.plain) \(piece), makes \(product.amount(in: shown).plain) \(shown.name), more than the \(limit.money.amount(in: shown).plain) \(isDone ? "spent" : "in all"). Check price, quantity and amount."),
                    expected: limit.money.amount(in: shown), found: product.amount(in: shown)))
        }
        return hits
    }
}

extension Indicator {
    /// The target, where it is a value and no bound.
    fileprivate var exactTarget: IndicatorValue? {
        guard let target = effectiveTarget else { return nil }
        let sign = comparator ?? target.comparator
        return sign == nil || sign == .equal ? target : nil
    }
}

/// A product written out: 23万元/个×10个=230万元.
struct WrittenProduct {
    var text: String
    var computed: Money
    var stated: Money
    /// Whether the stated amount is the product, as far as its digits go.
    var isRight: Bool

    static func all(in text: String) throws(QuantityError) -> [WrittenProduct] {
        let figures = Figure.all(in: text)
        guard figures.count > 2 else { return [] }
        let bytes = Array(text.utf8)
        func between(_ left: Figure, _ right: Figure) -> String { String(decoding: bytes[left.end..<right.start], as: UTF8.self) }
        var products: [WrittenProduct] = []
        var index = 0
        while index + 2 < figures.count {
            var last = index
            while last + 1 < figures.count, between(figures[last], figures[last + 1]).isTimes { last += 1 }
            // A term of a longer sum is no amount of its own.
            let isTerm = index > 0 && between(figures[index - 1], figures[index]).holds(anyOf: ["+", "＋", "-", "÷", "（", "("])
            guard last > index, !isTerm, last + 1 < figures.count, between(figures[last], figures[last + 1]).isEquals, let stated = figures[last + 1].money else {
                index = max(index, last) + 1
                continue
            }
            let factors = figures[index...last]
            let next = last + 1
            index = next
            // One price, the rest plain numbers; anything else is another formula.
            let prices = factors.compactMap(\.money)
            guard prices.count == 1, let price = prices.first else { continue }
            var computed = try Ratio(ExactDecimal(significand: Int128(price.fen), scale: 2))
            for factor in factors where factor.money == nil {
                computed = try computed * Ratio(factor.isPercent ? factor.value.shifted(by: -2) : factor.value)
            }
            let unit: AmountUnit = figures[next].tail.hasPrefix("亿") ? .yiYuan : figures[next].tail.hasPrefix("万") ? .wanYuan : .yuan
            let inUnit = try computed / Ratio(ExactDecimal.one.shifted(by: unit.exponent))
            let stands = figures[next].value
            let rounded = try inUnit.rounded(to: stands.scale, .halfUp)
            let cut = try inUnit.rounded(to: stands.scale, .down)
            let isRight = rounded == stands || cut == stands
            let amount = try computed.rounded(to: 2, .halfUp)
            guard let money = try? Money(rounding: amount, .yuan, .halfUp) else { continue }
            let start = factors.first?.start ?? 0
            products.append(
                WrittenProduct(
                    text: String(decoding: bytes[start..<figures[next].end], as: UTF8.self) + unit.name, computed: money, stated: stated, isRight: isRight))
        }
        return products
    }
}

extension String {
    fileprivate var isTimes: Bool { utf8.count < 40 && hasOne(of: ["×", "*", "x", "X", "＊"]) && !holds(anyOf: ["=", "＝", "+", "＋", "÷", "-", "，", "。", "；", "\n"]) }
    fileprivate var isEquals: Bool { utf8.count < 40 && hasOne(of: ["=", "＝"]) && !holds(anyOf: ["+", "＋", "×", "*", "-", "÷", "。", "；", "\n", "（", "("]) }

    private func hasOne(of words: [StaticString]) -> Bool { holds(anyOf: words) }
}
