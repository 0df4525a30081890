import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a percentage that its own counts do not give.
    package static let rateAgainstCounts = Rule(
        "E15", Wording(zh: "比率与数量对不上", en: "A rate that its counts do not give"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(13, of: 13, doubtful: 1, of: 3), stages: [.selfEvaluation, .report], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "写了数量又写了比率的，比率应由数量算出：表内“某某数”只完成一部分，“某某完成率”却写100%；文字里“共69个，完成42个，占75%”，都对不上。只写一个数和一个百分比的（42个，占61%），要能找到一个整数总数。末位取舍不算。",
            en: "Where counts and a rate are given the counts make the rate: a row of works done in part beside its completion rate of 100 %, or a text with 42 of 69, 75 %. A count with a percentage alone (42, that is 61 %) must fit some whole total. Rounding and cutting off the last digit do not count."),
        triggering: [
            Example(
                Wording(zh: "完成100户（计划120户），完成率写100%", en: "100 of 120, completion 100 %"), at: ["F14"],
                ExampleForm().row("危房改造户数", ">=", "120", "户", actual: "100", met: false, reason: "20户外出").under(.output, .quantity).row(
                    "危房改造完成率", ">=", "100", "%", actual: "100").under(.output, .quality)),
            Example(
                Wording(zh: "7个占61%，没有这样的总数", en: "7 as 61 %: no such total"), at: ["F11"], ExampleForm().goal("创建示范社区", "创建示范社区7个，占61%")),
            Example(
                Wording(zh: "共69个，42个占75%", en: "42 of 69 as 75 %"), at: ["F11"], ExampleForm().goal("创建示范社区", "全区共69个社区，创建示范社区42个，占75%")),
            Example(Wording(zh: "报告里的满意率", en: "a rate in a report"), stating: ["94.98"], in: "回访群众57人，表示满意的53人，满意率94.98%。"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "42个占61%（总数69）", en: "42 as 61 % (of 69)"), ExampleForm().goal("创建示范社区", "全区共69个社区，创建示范社区42个，占61%")),
            Example(
                Wording(zh: "完成率与数量一致", en: "the rate follows from the counts"),
                ExampleForm().row("危房改造户数", ">=", "120", "户", actual: "102", met: false, reason: "18户外出").under(.output, .quantity).row(
                    "危房改造完成率", ">=", "100", "%", actual: "85", met: false, reason: "18户外出").under(.output, .quality)),
            Example(Wording(zh: "报告里相符", en: "as it should be in a report"), in: "回访群众57人，表示满意的53人，满意率92.98%。"),
        ],
        claims: { $0.kind == .rate && $0.dimension != .money }
    ) { facts throws(QuantityError) in
        var hits = try Rule.completionRates(facts)
        for text in facts.statements where text.value.holds("占") && text.value.holds(anyOf: ["%", "％"]) {
            let figures = Figure.all(in: text.value)
            for index in figures.indices.dropLast() {
                let count = figures[index]
                let share = figures[index + 1]
                guard share.isPercent, count.value.isWhole, count.value.isPositive, !count.isPercent, count.money == nil, share.value.isPositive, share.value < .hundred,
                    text.value.joins(count, share), let unit = count.tail.first, !"年月日号元".contains(unit)
                else { continue }
                // A total stands close before its part.
                let total = figures[max(0, index - 8)..<index].last { $0.tail.first == unit && $0.value > count.value && text.value.saysWhole(before: $0.start) }
                guard let total else {
                    guard try !Rule.hasTotal(count.value, share.value) else { continue }
                    hits.append(
                        Hit(
                            at: text.cell,
                            Wording(
                                zh: "“\(count.value.plain)\(unit)占\(share.value.plain)%”没有对应的整数总数。请核对数量、总数和比率。",
                                en: "No whole total makes \(count.value.plain) \(share.value.plain) %. Check count, total and rate."), found: share.value.plain + "%"))
                    continue
                }
                let right = try Ratio(count.value, over: total.value) * ExactDecimal.hundred
                let rounded = try right.rounded(to: share.value.scale, .halfUp)
                let cut = try right.rounded(to: share.value.scale, .down)
                guard rounded != share.value, cut != share.value else { continue }
                hits.append(
                    try Hit(
                        at: text.cell,
                        Wording(
                            zh: "\(count.value.plain)\(unit)占总数\(total.value.plain)\(unit)的\(rounded.plain)%，写的是\(share.value.plain)%。请核对。",
                            en: "\(count.value.plain) of \(total.value.plain) is \(rounded.plain) %, but \(share.value.plain) % is stated. Check them."),
                        expected: rounded, found: share.value))
            }
        }
        return hits
    }

    /// Whether some whole number makes this count this percentage.
    private static func hasTotal(_ count: ExactDecimal, _ share: ExactDecimal) throws(QuantityError) -> Bool {
        let whole = try (Ratio(count, over: share) * ExactDecimal.hundred).rounded(to: 0, .down)
        for step in -1...2 {
            let total = try whole + ExactDecimal(step)
            guard total >= count, total.isPositive else { continue }
            let right = try Ratio(count, over: total) * ExactDecimal.hundred
            if try right.rounded(to: share.scale, .halfUp) == share { return true }
            if try right.rounded(to: share.scale, .down) == share { return true }
        }
        return false
    }

    /// Rows 某某数 and 某某完成率 of the same works.
    private static func completionRates(_ facts: Facts) throws(QuantityError) -> [Hit] {
        let indicators = facts.evaluation.indicators
        let rates = indicators.indices.filter { indicators[$0].name.value.holds("完成率") }
        guard !rates.isEmpty else { return [] }
        let quantities = indicators.indices.filter { indicators[$0].level2Kind == .quantity && indicators[$0].effectiveTarget?.unit != "%" }.map {
            (row: $0, name: indicators[$0].name.value.foldedName)
        }
        var hits: [Hit] = []
        for index in rates {
            guard indicators[index].effectiveTarget?.unit == "%" || indicators[index].actual?.unit == "%", let stated = indicators[index].actual?.number else { continue }
            let stem = String(indicators[index].name.value.foldedName.prefix { $0 != "完" })
            guard stem.utf8.count >= 6 else { continue }
            let counted = quantities.filter { $0.name.isCount(of: stem) }
            guard counted.count == 1, let row = counted.first?.row, let target = indicators[row].effectiveTarget?.number, let actual = indicators[row].actual?.number, target.isPositive,
                indicators[row].effectiveTarget?.unit == indicators[row].actual?.unit || indicators[row].actual?.unit == nil
            else { continue }
            let right = try Ratio(actual, over: target) * ExactDecimal.hundred
            // Above the plan a completion rate is often left at 100 %.
            guard actual < target else { continue }
            let rounded = try right.rounded(to: stated.scale, .halfUp)
            let cut = try right.rounded(to: stated.scale, .down)
            guard rounded != stated, cut != stated else { continue }
            hits.append(
                try Hit(
                    at: indicators[index].actual?.cell,
                    Wording(
                        zh: "「\(indicators[index].name.value)」填\(stated.plain)%，而「\(indicators[row].name.value)」计划\(target.plain)、完成\(actual.plain)，是\(right.rounded(to: 2, .halfUp).plain)%。请核对两行。",
                        en: "“\(indicators[index].name.value)” is \(stated.plain) %, but “\(indicators[row].name.value)” reached \(actual.plain) of \(target.plain), \(right.rounded(to: 2, .halfUp).plain) %. Check both rows."),
                    expected: right.rounded(to: 2, .halfUp), found: stated))
        }
        return hits
    }
}

extension String {
    /// Whether nothing but the unit and 占 lies between the count and its share: 42个，占61%.
    fileprivate func joins(_ count: Figure, _ share: Figure) -> Bool {
        guard share.start - count.end <= 36 else { return false }
        let between = slice(count.end..<share.start)
        guard let place = between.place(of: "占") else { return false }
        // About so many per cent is no claim to be exact.
        if between.slice(0..<place).holds(anyOf: ["约", "近", "超", "共", "其中"]) { return false }
        return ["", "比", "比为", "总数的", "比达", "全部的", "全区的", "全县的", "全市的"].contains(between.slice(place + 3..<between.utf8.count))
    }

    /// Whether 共, 总 or 全 stands shortly before this byte.
    fileprivate func saysWhole(before byte: Int) -> Bool {
        slice(byte - 12..<byte).holds(anyOf: ["共", "总", "全部"])
    }

    /// Whether the name counts the works of this stem: 危房改造 → 危房改造户数.
    fileprivate func isCount(of stem: String) -> Bool {
        guard hasPrefix(stem) else { return false }
        let rest = dropFirst(stem.count)
        return rest.isEmpty || rest.last == "数" || rest.last == "量" || rest == "面积" || rest == "里程" || rest == "长度"
    }
}
