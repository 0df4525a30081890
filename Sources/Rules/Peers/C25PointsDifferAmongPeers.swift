import BudgetModel
import Quantities

extension Rule {
    /// Flags points of an indicator that differ by more than ten from those of a comparable object.
    package static let pointsDifferAmongPeers = Rule(
        "C25", Wording(zh: "同类单位的同一指标，分值相差超过10分", en: "Points of the same indicator differ by more than 10 among comparable units"),
        since: "0.1.0", status: .preview, nature: .exact, stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide],
        because: Wording(
            zh: "同一类项目的同一个指标在各单位分值悬殊，各单位的得分就不能相互比较，也容易把分值压在好完成的指标上。同类是指表种相同、项目名称相同（不计年度）；部门整体表相互比较。",
            en: "Where like objects give the same indicator very different points, their scores cannot be compared and points drift to what is easy. Comparable are forms of one kind with the same name (the year aside); whole departments among each other."),
        needs: [.peerForms],
        triggering: [
            Example(
                Wording(zh: "甲县10分，乙县30分", en: "10 points here, 30 in the other county"), at: ["G13"],
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "100", weight: "10", stated: "10", computed: "10")
                    .among([ExampleForm().row("巡查次数", ">=", "90", "次", actual: "95", weight: "30", stated: "30", computed: "30").of("乙县公共服务中心", file: "乙县.xlsx")])),
            Example(
                Wording(zh: "部门整体表之间", en: "between whole departments"), at: ["G13"],
                ExampleForm(.departmentSelfEvaluation).row("预算完成率", ">=", "95", "%", actual: "98", weight: "5", stated: "5", computed: "5")
                    .of("县文化馆", file: "甲.xlsx", department: "县文化局")
                    .among([
                        ExampleForm(.departmentSelfEvaluation).row("预算完成率", ">=", "95", "%", actual: "96", weight: "20", stated: "20", computed: "20")
                            .of("县体育馆", file: "乙.xlsx", department: "县体育局")
                    ])),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "正好相差10分", en: "exactly 10 points apart"),
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "100", weight: "10", stated: "10", computed: "10")
                    .among([ExampleForm().row("巡查次数", ">=", "90", "次", actual: "95", weight: "20", stated: "20", computed: "20").of("乙县公共服务中心", file: "乙县.xlsx")])),
            Example(
                Wording(zh: "同一单位的另一份表", en: "another form of the same unit"),
                ExampleForm().row("巡查次数", ">=", "100", "次", actual: "100", weight: "10", stated: "10", computed: "10")
                    .among([ExampleForm().row("巡查次数", ">=", "90", "次", actual: "95", weight: "30", stated: "30", computed: "30")])),
        ]
    ) { facts throws(QuantityError) in
        guard let peers = facts.context.peers else { return [] }
        let own = PeerForm(facts.evaluation, origin: facts.context.origin)
        var hits: [Hit] = []
        for indicator in facts.evaluation.indicators where indicator.period == .year {
            guard let weight = indicator.weight, let (place, difference) = try peers.farthestPoints(indicator, of: own, limit: ExactDecimal(10)) else { continue }
            let other = peers.forms[place.peer].place(place.cell)
            let name = indicator.name.value
            hits.append(
                Hit(
                    at: weight.cell,
                    Wording(
                        zh: "「\(name)」分值\(weight.value.plain)，\(other.zh)的同一指标为\(place.points.plain)，相差\(difference.plain)分（超过10分）。请说明分值为何不同，或与同类单位统一。",
                        en: "“\(name)” has \(weight.value.plain) points; the same indicator has \(place.points.plain) at \(other.en), \(difference.plain) apart (above 10). Say why they differ, or agree on them."),
                    found: weight.value.plain, difference: difference.plain))
        }
        return hits
    }
}
