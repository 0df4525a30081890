import BudgetModel
import Quantities

/// One row of a review sheet: what the unit gave itself, what the reviewer gives, and the reviewer's remark.
struct ReviewRow: Sendable {
    /// Into `Evaluation.indicators`.
    var index: Int
    var name: String
    var weight: ExactDecimal
    var own: ExactDecimal
    var reviewed: ExactDecimal
    var cell: CellRef?
    /// 复核完成值, where it is a number.
    var reviewedActual: ExactDecimal?
    var remark: String
    var remarkCell: CellRef?
    /// 偏差 as printed.
    var deviation: (value: ExactDecimal, cell: CellRef?)?

    var isDeducted: Bool { reviewed < own }

    /// The rows with points of both; none on other forms.
    static func all(_ evaluation: Evaluation) -> [ReviewRow] {
        guard evaluation.kind == .selfEvaluationReview else { return [] }
        return evaluation.indicators.indices.compactMap { index in
            let others = evaluation.indicators[index].others
            guard let weight = evaluation.indicators[index].weight?.value, let points = others.reviewedPoints, let reviewed = points.text.value.asNumber else { return nil }
            let deviation = others.first { $0.label.holds("偏差") && !$0.label.holds("原因") }
            return ReviewRow(
                index: index, name: evaluation.indicators[index].name.value, weight: weight, own: evaluation.indicators[index].statedScore?.value ?? weight,
                reviewed: reviewed, cell: points.text.cell,
                reviewedActual: others.first { $0.label.holds("完成值") || $0.label.holds("完成情况") }?.text.value.asNumber,
                remark: evaluation.indicators[index].remark?.value ?? evaluation.indicators[index].reason?.value ?? "",
                remarkCell: evaluation.indicators[index].remark?.cell ?? evaluation.indicators[index].reason?.cell ?? points.text.cell,
                deviation: deviation.flatMap { text in text.text.value.asNumber.map { ($0, text.text.cell) } })
        }
    }
}

/// What a rule of the review takes off an indicator.
enum ReviewEffect: Hashable, Sendable {
    /// 0 points.
    case zero
    /// This many percent of its points.
    case percent(Int)
    /// Nothing.
    case none

    func points(of weight: ExactDecimal) throws(QuantityError) -> ExactDecimal {
        switch self {
        case .zero: .zero
        case .percent(let off): try (weight * ExactDecimal(significand: Int128(100 - off), scale: 2)).rounded(to: 2, .halfUp)
        case .none: weight
        }
    }

    var wording: Wording {
        switch self {
        case .zero: Wording(zh: "该指标记0分", en: "the indicator gets 0 points")
        case .percent(let off): Wording(zh: "该指标扣\(off)%", en: "the indicator loses \(off) %")
        case .none: Wording(zh: "该指标不扣分", en: "the indicator loses nothing")
        }
    }
}

extension Need {
    /// Rules of the review have nothing to do on other forms.
    static let reviewSheet = Need(Wording(zh: "自评复核表", en: "a review of a self-evaluation")) { facts in
        facts.evaluation.kind == .selfEvaluationReview ? .met : .beside
    }
}

extension Rule {
    /// A rule of the review sheet.
    static func review(
        _ code: String, _ title: Wording, nature: Nature = .heuristic, precision: Precision = Precision(0, of: 0), because: Wording, triggering: @autoclosure @escaping @Sendable () -> [Example],
        nonTriggering: @autoclosure @escaping @Sendable () -> [Example], check: @escaping @Sendable (Facts, [ReviewRow]) throws(QuantityError) -> [Hit]
    ) -> Rule {
        Rule(
            code, title, since: "0.1.0", status: .stable, nature: nature, precision: precision, stages: [.selfEvaluation], severity: .warning, citing: [.reviewRules], because: because,
            needs: [.reviewSheet], triggering: triggering(), nonTriggering: nonTriggering()
        ) { facts throws(QuantityError) in try check(facts, ReviewRow.all(facts.evaluation)) }
    }

    /// The remark names a ground, and the points are not what the ground takes off.
    static func effectHit(_ row: ReviewRow, number: Int, ground: Wording, effect: ReviewEffect) throws(QuantityError) -> Hit {
        let expected = try effect.points(of: row.weight)
        return try Hit(
            at: row.cell,
            Wording(
                zh: "「\(row.name)」\(ground.zh)，按约定第\(number)条\(effect.wording.zh)，应为\(expected.plain)分，复核得分却是\(row.reviewed.plain)。请改正得分，或在备注写明不适用该条的理由。",
                en: "“\(row.name)”: \(ground.en). By rule \(number), \(effect.wording.en), that is \(expected.plain) points, but the review gives \(row.reviewed.plain). Correct it, or say in the remark why the rule does not apply."),
            expected: expected, found: row.reviewed)
    }
}

extension [FormText] {
    /// 复核得分, or the plain 得分 of a column under 复核.
    fileprivate var reviewedPoints: FormText? {
        first { $0.label.holds(anyOf: ["复核得分", "复核分", "核定得分", "复评得分", "抽查得分"]) } ?? first { $0.label == "得分" || $0.label.hasSuffix("得分") }
    }
}

extension String {
    var asNumber: ExactDecimal? { try? ExactDecimal(parsing: filter { !$0.isWhitespace && $0 != "%" && $0 != "分" }) }
}
