import BudgetModel
import Quantities

extension Rule {
    /// Flags scores and execution rates that differ from the computed ones by rounding alone, and printed rates that are not the money's.
    package static let roundedOnly = Rule(
        "A09", Wording(zh: "只差在取整，或执行率与金额不符", en: "Only rounding differs, or a printed rate is not the money's"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .warning,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "得分和执行率保留两位小数、四舍五入。提前取整会让分项、合计和等级对不上。总分取整的见A07。",
            en: "Scores and rates keep two decimals, half up. Rounding earlier makes rows, total and grade disagree. A rounded total is A07's."),
        triggering: [
            Example(
                Wording(zh: "执行率取整到86%再得9分", en: "a rate rounded to 86 % and 9 points"), at: ["H6", "I6"],
                ExampleForm().fund(.total, adjusted: "43.2", executed: "37.24").rate("86.20").execution(weight: "10", score: "9", computed: "8.62", rate: "86%")),
            Example(
                Wording(zh: "8.33写成8.3", en: "8.33 written as 8.3"), at: ["H13"],
                ExampleForm().row("发放农技手册", ">=", "120", "册", actual: "100", weight: "10", stated: "8.3", computed: "8.33", met: false, reason: "印刷延误")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "两位小数", en: "two decimals"),
                ExampleForm().fund(.total, adjusted: "43.2", executed: "37.24").rate("86.20")
                    .execution(weight: "10", score: "8.62", computed: "8.62", rate: "86.2%")),
            Example(
                Wording(zh: "比两位更细而正确", en: "more than two decimals, and right"),
                ExampleForm().row(
                    "发放农技手册", ">=", "120", "册", actual: "100", weight: "10", stated: "8.333", computed: "8.33", exact: ("25", "3"), met: false,
                    reason: "印刷延误")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        if let hit = try Rule.rateHit(facts) { hits.append(hit) }
        hits += try Rule.partRateHits(facts.evaluation)
        for claim in facts.claims {
            guard case .rounded(let rounding) = claim.verdict, let computed = facts.line(of: claim.subject)?.score else { continue }
            let name = facts.name(of: claim.subject)
            hits.append(
                try Hit(
                    at: claim.cell,
                    Wording(
                        zh: "\(name.zh)得分\(claim.stated.plain)\(rounding.wording.zh)，保留两位小数为\(computed)。请改为\(computed)。",
                        en: "\(name.en) has \(claim.stated.plain) points, which \(rounding.wording.en); with two decimals it is \(computed). Use \(computed)."),
                    expected: computed, found: claim.stated))
        }
        return hits
    }

    /// The printed execution rate beside the one of the amounts.
    private static func rateHit(_ facts: Facts) throws(QuantityError) -> Hit? {
        guard let execution = facts.evaluation.execution, let printed = execution.statedRatePercent, let rate = facts.scoreSheet.ratePercent,
            printed != rate, !(facts.evaluation.annualTotal.budget?.money.isZero ?? false)
        else { return nil }
        let text = execution.statedRate?.value ?? "\(printed.plain)%"
        let cell = execution.statedRate?.cell ?? execution.rateCell
        let digits = printed.trimmed.scale
        let half = try digits >= 2 ? printed.rounded(to: 2, .halfUp) : rate.rounded(to: digits, .halfUp)
        let cut = try digits >= 2 ? printed.rounded(to: 2, .down) : rate.rounded(to: digits, .down)
        if digits >= 2 {
            guard half != rate, cut != rate else { return nil }
        } else if half == printed || cut == printed {
            return try Hit(
                at: cell,
                Wording(
                    zh: "执行率印为\(text)，按金额为\(rate)%。请保留两位小数。",
                    en: "The execution rate is printed as \(text); the amounts give \(rate) %. Keep two decimals."),
                severity: digits == 0 ? .warning : .hint, expected: rate, found: printed)
        }
        return try Hit(
            at: cell,
            Wording(
                zh: "执行率印为\(text)，按金额（执行数÷全年预算数）为\(rate)%。请核对金额和执行率。",
                en: "The execution rate is printed as \(text); the amounts (executed ÷ annual budget) give \(rate) %. Check amounts and rate."),
            expected: rate, found: printed)
    }

    /// Rates printed beside the parts that are not those of their amounts, rounding aside.
    private static func partRateHits(_ evaluation: Evaluation) throws(QuantityError) -> [Hit] {
        var hits: [Hit] = []
        for line in evaluation.funds where line.source != .total && line.statedRate != nil {
            guard let text = line.statedRate?.value, let mark = text.firstIndex(where: { $0 == "%" || $0 == "％" }),
                let printed = try? ExactDecimal(parsing: String(text[..<mark])), let budget = line.adjusted, let spent = line.executed,
                budget.money.fen > 0
            else { continue }
            let exact = try spent.money.share(of: budget.money) * ExactDecimal.hundred
            let digits = printed.trimmed.scale
            let half = try exact.rounded(to: digits, .halfUp)
            let cut = try exact.rounded(to: digits, .down)
            guard half != printed, cut != printed else { continue }
            let rate = try exact.rounded(to: 2, .halfUp)
            hits.append(
                try Hit(
                    at: line.statedRate?.cell,
                    Wording(
                        zh: "该行执行率印为\(text)，按金额为\(rate)%。请核对。",
                        en: "The rate of this row is printed as \(text); its amounts give \(rate) %. Check it."),
                    expected: rate, found: printed))
        }
        return hits
    }
}
