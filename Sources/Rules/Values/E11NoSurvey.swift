import BudgetModel
import Quantities

extension Rule {
    /// Flags satisfaction without a survey.
    package static let noSurvey = Rule(
        "E11", Wording(zh: "满意度没有问卷或调查依据", en: "Satisfaction without a survey"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.selfEvaluation], severity: .error,
        citing: [.coreIndicatorGuide],
        because: Wording(
            zh: "满意度要由问卷、访谈等调查得出，写明样本数；没有调查材料的，复核时记0分。表内写明了发放、回收份数或调查方式的，或佐证中有问卷、调查报告的，不提。",
            en: "Satisfaction comes from a survey with its sample; without one a review gives 0 points. Where the form states the copies sent out and returned or the way of asking, or the evidence holds the survey, nothing is said."),
        needs: [.evidence],
        triggering: [
            Example(
                Wording(zh: "只有会议照片", en: "only photos of a meeting"), at: ["F13"],
                ExampleForm().row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10").under(.satisfaction).evidence("01 群众满意度/会议照片.jpg")),
            Example(
                Wording(zh: "没有任何材料", en: "nothing at all"), at: ["F13"],
                ExampleForm().row("家长满意度", ">=", "90", "%", actual: "98", weight: "10", stated: "10").under(.satisfaction).evidence("总结.docx")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "有问卷汇总", en: "the survey is there"),
                ExampleForm().row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10").under(.satisfaction).evidence("问卷汇总.xlsx")),
            Example(
                Wording(zh: "备注写明回收份数", en: "the remark gives the copies returned"),
                ExampleForm().row("群众满意度", ">=", "90", "%", actual: "95", weight: "10", stated: "10", reason: "发放问卷200份，回收192份").under(.satisfaction).evidence("总结.docx")),
        ]
    ) { facts in
        guard let evidence = facts.context.evidence else { return [] }
        if evidence.files.contains(where: { $0.speaks(of: Rule.survey) }) { return [] }
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices where facts.evaluation.indicators[index].isSatisfaction {
            let indicator = facts.evaluation.indicators[index]
            guard let actual = indicator.actual, actual.saysSomething, !facts.isLeftOut(index), !evidence.surveyed.contains(indicator.name.value) else { continue }
            var said = [indicator.reason?.value, indicator.remark?.value, indicator.explanation?.value, indicator.targetBasis?.value, actual.raw].compactMap { $0 }
            said += indicator.others.map(\.text.value)
            guard !said.contains(where: { $0.holds(anyOf: Rule.survey) }) else { continue }
            hits.append(
                Hit(
                    at: actual.cell,
                    Wording(
                        zh: "「\(indicator.name.value)」填\(actual.raw)，佐证里没有问卷、样本或调查报告。请补充调查材料，写明样本数和计算方法。",
                        en: "“\(indicator.name.value)” is given as \(actual.raw), and the evidence holds no survey, sample or report. Add it, with the sample and how the value was worked out."),
                    found: actual.raw))
        }
        return hits
    }

    static let survey: [StaticString] = ["问卷", "调查", "测评", "访谈", "回访", "抽样", "样本", "满意度汇总", "满意度统计", "评价表"]
}
