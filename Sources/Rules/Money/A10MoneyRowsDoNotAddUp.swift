import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags money totals that their rows do not make up, column by column.
    package static let moneyRowsDoNotAddUp = Rule(
        "A10", Wording(zh: "资金合计与分项不符", en: "Money rows do not add up to their total"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .monitoring, .selfEvaluation, .report], severity: .error,
        citing: [.annex1, .goalMeasures],
        because: Wording(
            zh: "资金总额等于各来源之和。“其中”下的明细不重复计算，只要有一种读法能对上就不提；只有分项空着、补上就能对上的，或对不上的是看不出来源的行，为提醒；只列一级的“其中”（如“其中：市级”）不算拆分；差额在万元末位取整以内的，为提示。",
            en: "The total is the sum of its sources. Details of a part are not counted twice, and any consistent reading is accepted. Where blank parts could explain the gap, or the gap rests on rows of an unknown source, this is a warning; the 其中 of one level alone is no split; a gap within the rounding of the last printed digit of 万元 is a hint."),
        triggering: [
            Example(
                Wording(zh: "合计0，财政拨款90", en: "a total of 0 above 90"), at: ["D6", "E6", "F6"],
                ExampleForm().fund(.total, initial: "0", adjusted: "0", executed: "0").fund(.appropriation, initial: "90", adjusted: "89.974", executed: "89.974")
                    .fund(.carryover).fund(.other)),
            Example(
                Wording(zh: "执行数分项空着（提醒）", en: "parts empty in one column (a warning)"), at: ["F9"],
                ExampleForm().fund(.total, initial: "100", adjusted: "100", executed: "100").fund(.appropriation).fund(.carryover)
                    .fund(.other, initial: "100", adjusted: "100")),
            Example(
                Wording(zh: "加上看不出来源的行仍对不上（提醒）", en: "a row of an unknown source does not close the gap (a warning)"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "100").fund(.appropriation, adjusted: "70").fund(.other, adjusted: "20").with { evaluation, _ in
                    evaluation.funds[2].source = nil
                    evaluation.funds[2].label.value = "某项资金"
                }),
            Example(
                Wording(zh: "只列一级的“其中”，却大于合计", en: "the 其中 of one level above the total"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "100").fund(.central, adjusted: "120")),
            Example(Wording(zh: "报告里的其中项", en: "parts in a report"), stating: ["63.2"], in: "63.2万元安排如下：体育设施建设5万元；青少年竞技体育13万元；健身步道10万元；场地器材维护31.2万元。"),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "分项相加等于合计", en: "the rows make the total"),
                ExampleForm().fund(.total, initial: "39.2696", executed: "0").fund(.appropriation, initial: "39", executed: "0")
                    .fund(.other, initial: "0.2696", executed: "0")),
            Example(
                Wording(zh: "财政拨款下另列中央、省级", en: "levels listed below the appropriation"),
                ExampleForm().fund(.total, adjusted: "100", executed: "100").fund(.appropriation, adjusted: "80", executed: "80")
                    .fund(.central, adjusted: "50", executed: "50").fund(.provincial, adjusted: "30", executed: "30")
                    .fund(.other, adjusted: "20", executed: "20")),
            Example(
                Wording(zh: "只列一级的“其中”", en: "the 其中 of one level alone"),
                ExampleForm().fund(.total, adjusted: "100", executed: "100").fund(.central, adjusted: "70", executed: "70")),
            Example(
                Wording(zh: "看不出来源的行正好补足", en: "a row of an unknown source that makes up the rest"),
                ExampleForm().fund(.total, adjusted: "100").fund(.appropriation, adjusted: "70").fund(.other, adjusted: "30").with { evaluation, _ in
                    evaluation.funds[2].source = nil
                    evaluation.funds[2].label.value = "某项资金"
                }),
            Example(
                Wording(zh: "只填合计，分项都空", en: "only the total is filled in"),
                ExampleForm().fund(.total, adjusted: "100", executed: "100").fund(.appropriation).fund(.carryover).fund(.other)),
            Example(Wording(zh: "报告里“各”算两份", en: "“each” counts twice in a report"), in: "28万元安排如下：口袋公园、百姓健身房各5万元；健身步道18万元。"),
        ],
        claims: { $0.kind == .sum && $0.dimension == .money }
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for table in MoneyTable.all(facts.evaluation) {
            let hasUnread = table.hasUnread(facts.evaluation.unread) || table.parts.contains { $0.source == nil }
            for column in FundField.allCases {
                if let hit = try Rule.hit(table, column, facts.evaluation.amountUnit, hasUnread: hasUnread) { hits.append(hit) }
            }
        }
        return hits
    }

    private static func hit(_ table: MoneyTable, _ column: FundField, _ unit: AmountUnit, hasUnread: Bool) throws(QuantityError) -> Hit? {
        guard let total = table.total.amount(column) else { return nil }
        let filled = table.parts.filter { $0.amount(column) != nil }
        guard !filled.isEmpty else { return try blankColumn(table, column, total, unit) }
        guard !table.addsUp(column, to: total.money.fen) else { return nil }

        if table.isDetailOnly, let part = table.parts[0].amount(column), part.money <= total.money { return nil }
        let (sum, blanks, isDoubtful) = try table.sum(column, nearest: total.money)
        guard sum != total.money else { return nil }
        let severity: Severity =
            if try isWithinRounding(filled.compactMap { $0.amount(column) }, total, sum, unit) {
                .hint
            } else if isDoubtful || sum < total.money && (blanks > 0 || hasUnread || table.parts.count == 1) {
                // A blank row, or one we could not read or place, may hold the rest or be no part at all.
                .warning
            } else {
                .error
            }
        let stated = total.money.amount(in: unit)
        let parts = sum.amount(in: unit)
        let advice =
            severity == .hint
            ? Wording(zh: "差额在末位取整以内，可以核对一下。", en: "The gap is within the rounding of the last digit; you may check it.")
            : Wording(zh: "请更正合计或分项。", en: "Correct the total or its rows.")
        return try Hit(
            at: total.cell,
            Wording(
                zh: "\(column.wording.zh)：合计\(stated.plain)\(unit.name)，分项相加为\(parts.plain)\(unit.name)，相差\((stated - parts).magnitude.plain)。\(advice.zh)",
                en: "The \(column.wording.en) is \(stated.plain) \(unit.name) in total, its rows make \(parts.plain). \(advice.en)"),
            severity: severity, expected: parts, found: stated)
    }

    /// All parts empty in this column though they are filled in another one.
    private static func blankColumn(_ table: MoneyTable, _ column: FundField, _ total: FundAmount, _ unit: AmountUnit) throws(QuantityError) -> Hit? {
        guard !total.money.isZero else { return nil }
        // Money received or expected may rightly stand in the total alone.
        guard column == .initial || column == .adjusted || column == .executed else { return nil }
        let others = FundField.allCases.filter { other in other != column && table.parts.contains { $0.amount(other) != nil } }
        guard !others.isEmpty else { return nil }
        // The initial column is often left out as a whole; executed money must come from somewhere.
        guard column == .executed || others.contains(.executed) || others.count > 1 else { return nil }
        let holders = table.parts.filter { part in others.contains { other in part.amount(other).map { !$0.money.isZero } ?? false } }
        let place = holders.count == 1 ? table.cell(of: holders[0], column) : total.cell
        let stated = total.money.amount(in: unit)
        return Hit(
            at: place,
            Wording(
                zh: "\(column.wording.zh)：分项为空，合计\(stated.plain)\(unit.name)。请把合计分到各资金来源。",
                en: "The \(column.wording.en) has a total of \(stated.plain) \(unit.name), but all its rows are empty. Spread the total over the sources."),
            severity: .warning, expected: stated.plain, found: nil)
    }

    /// Whether the gap is no more than half a unit of the last printed digit for each amount in play.
    private static func isWithinRounding(_ parts: [FundAmount], _ total: FundAmount, _ sum: Money, _ unit: AmountUnit) throws(QuantityError) -> Bool {
        guard unit != .yuan else { return false }
        var digits = total.printed.scale
        for part in parts { digits = max(digits, part.printed.scale) }
        guard digits > 0, digits <= 6 else { return false }
        let filled = parts.count { !$0.money.isZero }
        let gap = try (total.money - sum).amount(in: unit).magnitude
        return try gap * ExactDecimal(2) <= ExactDecimal(significand: Int128(filled), scale: digits)
    }
}
