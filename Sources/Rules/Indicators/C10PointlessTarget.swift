import BudgetModel
import Quantities

extension Rule {
    /// Flags targets that cannot be reached, cannot be missed, or bound what is bounded already.
    package static let pointlessTarget = Rule(
        "C10", Wording(zh: "指标值不可能超过、不可能达不到或没有意义", en: "A target that is impossible or pointless"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(7, of: 7), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "合格率、满意度一类最高100%，写“≥100%”等于要求恰好100%，应写“=100%”；高于100%做不到；“≥0”永远达到；“≤100%”也永远达到。完成率可以超额，增长率、变动率、倍数等可以超过100%或为负，不提。",
            en: "A pass rate ends at 100 %: “≥ 100 %” means exactly 100 % and is written so; more cannot be reached; “≥ 0” and “≤ 100 %” are always reached. Rates of completion, growth or change and multiples are left alone."),
        triggering: [
            Example(Wording(zh: "合格率≥100%", en: "a pass rate of at least 100 %"), at: ["E13"], ExampleForm(.projectGoal).row("验收合格率", ">=", "100", "%", weight: "20").under(.quality)),
            Example(Wording(zh: "覆盖率为120%", en: "a coverage of 120 %"), at: ["E13"], ExampleForm(.projectGoal).row("政策覆盖率", "=", "120", "%", weight: "20").under(.socialBenefit)),
            Example(
                Wording(zh: "≥0件", en: "at least 0"), at: ["E13"],
                ExampleForm().row("投诉件数", ">=", "0", "件", actual: "3", weight: "20", stated: "20", computed: "20").under(.socialBenefit)),
        ],
        nonTriggering: [
            Example(Wording(zh: "=100%", en: "exactly 100 %"), ExampleForm(.projectGoal).row("验收合格率", "=", "100", "%", weight: "20").under(.quality)),
            Example(Wording(zh: "增长率可以超过100%", en: "growth may pass 100 %"), ExampleForm(.projectGoal).row("线上办件量增长率", ">=", "120", "%", weight: "20").under(.socialBenefit)),
            Example(Wording(zh: "事故0起", en: "no accident"), ExampleForm(.projectGoal).row("安全事故", "=", "0", "起", weight: "20").under(.socialBenefit)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            guard !row.moves, let number = row.number, let (wrong, how, expected) = Rule.pointless(row, number) else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            hits.append(
                Hit(
                    at: facts.targetPlace(index),
                    facts.repair(Wording(zh: "\(name.zh)写\(text)，\(wrong.zh)", en: "\(name.en) is to be \(text): \(wrong.en)"), how), expected: expected, found: text))
        }
        return hits
    }

    private static func pointless(_ row: IndicatorReading, _ number: ExactDecimal) -> (Wording, Wording, String?)? {
        let isBounded = row.isPercent && row.name.has(.bounded) && !row.name.has(.unbounded)
        let unit = row.unit ?? ""
        // More than planned can be done.
        let isOfPlan = row.name.endsWith("完成率") || row.name.endsWith("执行率")
        if isBounded, !isOfPlan, number > .hundred {
            return (Wording(zh: "这类比率最高100%，做不到", en: "such a rate ends at 100 %"), Wording(zh: "改为不高于100%的数", en: "give a number up to 100 %"), nil)
        }
        switch row.sign {
        case .atLeast where isBounded && !isOfPlan && number == .hundred, .above where isBounded && !isOfPlan && number == .hundred:
            return (
                Wording(zh: "最高只能是100%，“\(row.sign?.printed ?? "")”没有意义", en: "it cannot pass 100 %, so the sign says nothing"),
                Wording(zh: "改为“=100%”，或定一个有把握又要努力的数", en: "write =100%, or a number that takes some effort"), "=100%"
            )
        case .atMost where isBounded && !row.isUnwanted && !row.isCost && number == .hundred, .below where isBounded && !row.isUnwanted && !row.isCost && number > .hundred:
            return (
                Wording(zh: "怎么做都能达到", en: "whatever happens it is reached"),
                Wording(zh: "核对符号，应为“≥”或“=”的改正", en: "check the sign; it may have to be ≥ or ="), nil
            )
        case .atLeast where number.isZero && !row.name.has(.unbounded):
            return row.isUnwanted
                ? (
                    Wording(zh: "怎么做都能达到", en: "whatever happens it is reached"), Wording(zh: "改为“=0\(unit)”", en: "write =0\(unit)"), "=0\(unit)"
                )
                : (Wording(zh: "怎么做都能达到", en: "whatever happens it is reached"), Wording(zh: "定一个大于0的数", en: "give a number above 0"), nil)
        case .below where number.isZero && !row.name.has(.unbounded):
            return (Wording(zh: "不可能小于0", en: "it cannot be below 0"), Wording(zh: "改为“=0\(unit)”", en: "write =0\(unit)"), "=0\(unit)")
        default: return nil
        }
    }
}
