import BudgetModel
import Quantities

extension Rule {
    /// Flags reviews whose points do not fit the degree of an unverifiable indicator.
    package static let reviewNotCheckable = review(
        "R03", Wording(zh: "不具考核性，扣分与程度不符", en: "Points that do not fit how far an indicator can be checked"),
        because: Wording(
            zh: "约定第3条：不具考核性的指标，严重（空泛、无佐证）扣100%，中度（有方向、无算法）扣60%，轻微（有算法、缺来源）扣30%。备注没有写程度的，得分应是其中一种。",
            en: "Rule 3: an indicator that cannot be checked loses 100 % where it is hollow and unproved, 60 % where it has a direction but no formula, 30 % where only the source is missing. Without the degree in the remark the points should be one of the three."),
        triggering: [
            Example(
                Wording(zh: "严重仍得4分", en: "severe, yet 4 points"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("社会效益明显", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("4", remark: "不具考核性（严重）")),
            Example(
                Wording(zh: "没写程度，扣了一半", en: "no degree, half off"), at: ["K13"],
                ExampleForm(.selfEvaluationReview).row("社会效益明显", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("5", remark: "不具考核性")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "中度扣60%", en: "medium, 60 % off"),
                ExampleForm(.selfEvaluationReview).row("社会效益明显", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("4", remark: "不具考核性，中度，扣60%")),
            Example(
                Wording(zh: "轻微扣30%", en: "light, 30 % off"),
                ExampleForm(.selfEvaluationReview).row("社会效益明显", ">=", "100", "人", actual: "110", weight: "10", stated: "10", computed: "10").under(.output, .quantity).reviewed("7", remark: "不具考核性，轻微")),
        ]
    ) { facts, rows throws(QuantityError) in
        var hits: [Hit] = []
        for row in rows where row.remark.holds(anyOf: ["不具考核性", "不具备考核性", "无考核性", "缺乏考核性", "不可考核", "无法考核"]) {
            let degrees: [(StaticString, ReviewEffect)] = [("严重", .percent(100)), ("中度", .percent(60)), ("轻微", .percent(30)), ("轻度", .percent(30))]
            if let degree = degrees.first(where: { row.remark.holds($0.0) })?.1 {
                guard try degree.points(of: row.weight) != row.reviewed else { continue }
                hits.append(try Rule.effectHit(row, number: 3, ground: Wording(zh: "备注写不具考核性", en: "the remark finds it cannot be checked"), effect: degree))
                continue
            }
            var isOne = false
            for effect in [ReviewEffect.percent(100), .percent(60), .percent(30)] where try effect.points(of: row.weight) == row.reviewed { isOne = true }
            guard !isOne else { continue }
            hits.append(
                Hit(
                    at: row.cell,
                    Wording(
                        zh: "「\(row.name)」不具考核性，复核得分\(row.reviewed.plain)，不是约定第3条的任何一档（扣100%、60%、30%）。请写明程度并按该档计分。",
                        en: "“\(row.name)” cannot be checked; its \(row.reviewed.plain) points are none of rule 3 (100 %, 60 % or 30 % off). State the degree and give its points."),
                    found: row.reviewed.plain))
        }
        return hits
    }
}
