import BudgetModel
import Quantities

extension Rule {
    /// Flags a total whose grade is another one once the points are computed again.
    package static let gradeChanges = Rule(
        "A20", Wording(zh: "重新计算后等级改变", en: "The grade changes when the points are computed again"),
        since: "0.1", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "得分的差错只要改变了等级，就影响结果应用。差别只来自推定（符号、档次）时为提醒。",
            en: "A scoring error that moves the grade changes how the result is used. Where only assumed signs or tiers make the difference this is a warning."),
        needs: [.computedGrade],
        triggering: [
            Example(
                Wording(zh: "自评90.1，重算88.9", en: "90.1 stated, 88.9 computed"), at: ["H14"],
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "88.9", weight: "100", stated: "90.1", computed: "88.9", met: false, reason: "汛期停工")
                    .total("90.1").computedTotal("88.9", .good)),
            Example(
                Wording(zh: "总分加错，等级随之改变", en: "a wrong sum moves the grade"), at: ["H14"],
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "79", weight: "100", stated: "79", computed: "79", met: false, reason: "汛期停工")
                    .total("81").computedTotal("79", .fair)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "有出入而等级不变", en: "a difference within the grade"),
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "92", weight: "100", stated: "95", computed: "92", met: false, reason: "汛期停工")
                    .total("95").computedTotal("92", .excellent)),
            Example(
                Wording(zh: "总分尚不能重算（列为未检查）", en: "no computed total yet (listed as not checked)"),
                ExampleForm().plainRow(points: "95").total("95")),
        ]
    ) { facts throws(QuantityError) in
        guard let stated = facts.evaluation.statedTotal, let computed = facts.scoreSheet.grade,
            let grade = facts.framework.grade(for: stated.value), grade != computed
        else { return [] }
        let total = facts.scoreSheet.total.map { "\($0)" } ?? facts.scoreSheet.totalRange.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "?"
        return [
            Hit(
                at: stated.cell,
                Wording(
                    zh: "自评总分\(stated.value.plain)为“\(grade.name)”，按规则重算为\(total)，等级变为“\(computed.name)”。请先处理上面各行的得分问题。",
                    en: "The stated total \(stated.value.plain) is \(grade.name); computed again it is \(total), which is \(computed.name). Settle the findings on the scores first."),
                severity: try Rule.restsOnErrors(facts, stated.value) ? .error : .warning, expected: computed.name, found: grade.name)
        ]
    }

    /// Whether a certain error, not an assumption, lies behind the difference.
    private static func restsOnErrors(_ facts: Facts, _ total: ExactDecimal) throws(QuantityError) -> Bool {
        for claim in facts.claims {
            switch claim.verdict {
            case .outOfRange, .fullThoughMissed(isAssumed: false), .outsideTier(_, _, isAssumed: false), .differs(isAssumed: false), .rounded:
                return true
            case .agrees, .fullThoughMissed, .outsideTier, .otherReading, .differs, .loweredWithReason: continue
            }
        }
        let points = try StatedPoints(facts)
        return points.isComplete && !points.isRight(total)
    }
}
