import BudgetModel
import Quantities

extension Rule {
    /// Flags a total whose grade is another one once the points are computed again.
    package static let gradeChanges = Rule(
        "A20", Wording(zh: "重新计算后等级改变", en: "The grade changes when the points are computed again"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "得分的差错只要改变了等级，就影响结果应用。差别只来自推定（符号、档次）时为提醒；只因单位主动扣分并说明理由而变的不提；有行未能读出时不核对。",
            en: "A scoring error that moves the grade changes how the result is used. Where only assumed signs or tiers make the difference this is a warning; where only points taken off with a reason do, nothing is said. It is not checked while rows were not read."),
        needs: [.computedGrade, .everyRowRead],
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
                Wording(zh: "主动扣分并说明理由，等级因此改变", en: "points taken off with a reason move the grade"),
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "100", weight: "100", stated: "88", computed: "100", reason: "台账不全，主动扣12分")
                    .total("88").computedTotal("100.00", .excellent)),
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
        let points = try StatedPoints(facts)
        if points.isComplete, points.isRight(stated.value), try Rule.isLoweredTo(grade, facts) { return [] }
        let total = facts.scoreSheet.total.map { "\($0)" } ?? facts.scoreSheet.totalRange.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "?"
        let certainty = Rule.certainty(facts)
        let advice: Wording =
            if certainty != nil {
                Wording(zh: "请先处理各行的得分问题。", en: "Settle the findings on the scores first.")
            } else if !points.isComplete {
                Wording(zh: "有的行没有填得分，请先补齐。", en: "Some rows have no score; fill them in first.")
            } else if !points.isRight(stated.value) {
                Wording(zh: "各项得分相加为\(points.sum.plain)，请先更正总分。", en: "The scores add up to \(points.sum.plain); correct the total first.")
            } else {
                Wording(zh: "请核对总分的算法（不适用的折算、封顶或扣分）。", en: "Check how the total was made: scaling, caps and deductions.")
            }
        return [
            Hit(
                at: stated.cell,
                Wording(
                    zh: "自评总分\(stated.value.plain)为“\(grade.name)”，按规则重算为\(total)，等级变为“\(computed.name)”。\(advice.zh)",
                    en: "The stated total \(stated.value.plain) is \(grade.name); computed again it is \(total), which is \(computed.name). \(advice.en)"),
                severity: certainty == true || points.isComplete && !points.isRight(stated.value) ? .error : .warning, expected: computed.name, found: grade.name)
        ]
    }

    /// Whether some score differs: true where a certain error does, false where only assumptions do, nil where none does.
    private static func certainty(_ facts: Facts) -> Bool? {
        var certainty: Bool?
        for claim in facts.claims {
            switch claim.verdict {
            case .outOfRange, .fullThoughMissed(isAssumed: false), .outsideTier(_, _, .none), .differs(isAssumed: false), .rounded: return true
            case .fullThoughMissed, .outsideTier, .otherReading, .differs: certainty = false
            case .agrees, .loweredWithReason: continue
            }
        }
        return certainty
    }

    /// Whether the points that the unit took off with a reason alone bring the computed total to this grade.
    private static func isLoweredTo(_ grade: Grade, _ facts: Facts) throws(QuantityError) -> Bool {
        guard let range = facts.scoreSheet.totalRange ?? facts.scoreSheet.total.map({ $0...$0 }) else { return false }
        var off = ExactDecimal.zero
        for claim in facts.claims {
            switch claim.verdict {
            case .loweredWithReason, .outsideTier(_, _, .lowered):
                if let computed = facts.line(of: claim.subject)?.score { off = try off + computed - claim.stated }
            case .agrees, .outOfRange, .fullThoughMissed, .outsideTier, .otherReading, .rounded, .differs: continue
            }
        }
        guard off.isPositive else { return false }
        let least = facts.framework.grade(for: try range.lowerBound - off)
        let most = facts.framework.grade(for: try range.upperBound - off)
        return least == grade || most == grade
    }
}
