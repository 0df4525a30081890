import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags scores above the points of their row, or below zero.
    package static let scoreOutOfRange = Rule(
        "A05", Wording(zh: "得分超出分值范围", en: "A score outside 0 and its points"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "得分在0和分值之间，没有加分。预算执行率超过100%的，最多得该项分值。",
            en: "A score lies between 0 and the points of its row; there are no bonus points. Execution above 100 % earns the full points at most."),
        triggering: [
            Example(
                Wording(zh: "分值10，得分12", en: "12 of 10 points"), at: ["H13"],
                ExampleForm().row("水质抽检次数", ">=", "12", "次", actual: "14", weight: "10", stated: "12", computed: "10")),
            Example(
                Wording(zh: "执行率103.23%得10.32分", en: "10.32 points for an execution of 103.23 %"), at: ["I6"],
                ExampleForm().fund(.total, adjusted: "1805.58777", executed: "1863.95787").execution(weight: "10", score: "10.32", computed: "10")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "得分等于分值", en: "the full points"),
                ExampleForm().row("水质抽检次数", ">=", "12", "次", actual: "14", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "得0分", en: "no points"),
                ExampleForm().row("水质抽检次数", ">=", "12", "次", actual: "0", weight: "10", stated: "0", computed: "0", reason: "设备检修")),
        ],
        claims: { $0.kind == .scoreRange }
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for claim in facts.claims {
            guard case .outOfRange = claim.verdict else { continue }
            let name = facts.name(of: claim.subject)
            let bound = claim.stated.isNegative ? ExactDecimal.zero : claim.weight ?? .zero
            let computed = facts.line(of: claim.subject)?.score
            let advice = computed.map { Wording(zh: "按规则为\($0)。", en: " By the rule it is \($0).") } ?? Wording(zh: "", en: "")
            hits.append(
                try Hit(
                    at: claim.cell,
                    claim.stated.isNegative
                        ? Wording(
                            zh: "\(name.zh)得分\(claim.stated.plain)，不能低于0。\(advice.zh)请更正。",
                            en: "\(name.en) has \(claim.stated.plain) points; a score is not below 0.\(advice.en) Correct it.")
                        : Wording(
                            zh: "\(name.zh)得分\(claim.stated.plain)，超过分值\(bound.plain)。\(advice.zh)请更正。",
                            en: "\(name.en) has \(claim.stated.plain) of \(bound.plain) points.\(advice.en) Correct it."),
                    expected: computed ?? bound, found: claim.stated))
        }
        return hits
    }
}
