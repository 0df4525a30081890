import BudgetModel
import Narrative

extension Rule {
    /// Flags a chapter on organisation without group, date and material.
    package static let organisationUntold = Rule(
        "F09", Wording(zh: "自评组织一章没有人员、时间和资料", en: "How the evaluation was done is not told"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(21, of: 21), stages: [.report], severity: .warning,
        citing: [.reportOutline],
        because: Wording(
            zh: "自评结果能不能信，要看谁评的、什么时候评的、看了哪些资料。三样都没有是提醒，缺两样是提示。",
            en: "Whether a result can be trusted depends on who evaluated, when, and by which papers. Without all three it is a warning, without two a hint."),
        triggering: [
            Example(
                Wording(zh: "三样都没有", en: "none of the three"), stating: ["自评工作情况"],
                in: "二、自评工作情况\n我单位高度重视自评工作，认真学习文件精神，按照要求完成了自评任务，自评结果客观公正，真实反映了工作情况。\n三、评价结论\n自评总分96分。"),
            Example(
                Wording(zh: "只说了小组", en: "a group and no more"), stating: ["绩效自评工作开展情况"],
                in: "二、绩效自评工作开展情况\n我单位成立了自评小组，认真学习文件精神，按照要求完成了自评任务，自评结果客观公正。\n三、评价结论\n自评总分96分。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "三样齐全", en: "all three"), in: "二、自评工作情况\n" + ExampleReport.organisation + "\n三、评价结论\n自评总分96分。"),
            Example(
                Wording(zh: "写明了哪些科室的人员和日期", en: "whose staff, and when"),
                in: "二、绩效自评工作开展情况\n我镇于2023年12月30日起组织财务、项目办工作人员入户开展项目指标调研，研究讨论后完成自评工作，自评结果客观公正。\n三、评价结论\n自评总分96分。"),
            Example(
                Wording(zh: "一章写的是绩效管理", en: "a chapter on performance management"),
                in: "一、绩效管理工作开展情况\n我单位开展全过程预算绩效管理，加强管理制度建设，优化资源配置，提高财政资金使用效率。\n二、自评结果\n自评总分96分。"),
            Example(Wording(zh: "后文被截去", en: "cut off"), in: "二、自评工作情况\n我单位高度重视自评工作，认真学习文件精神，按照要求完成了自评任务。"),
        ],
        audit: { facts in
            guard let chapter = facts.shape.outline.first(.organisation), facts.isComplete(chapter), facts.text.weight(of: chapter.body) >= 30 else { return [] }
            // A chapter that also holds results or money is about more than organisation.
            guard Set(chapter.parts).isDisjoint(with: [.results, .money, .conclusion, .management]) else { return [] }
            // 绩效管理工作开展情况 is about managing the money; the evaluation has its own chapter.
            guard facts.text.first(of: ["自评", "评价"], in: chapter.title) != nil || facts.text.first(of: ["绩效管理"], in: chapter.title) == nil else { return [] }
            var missing: [Wording] = []
            if !facts.shape.words.has(.group, in: chapter.body), facts.text.first(of: ["工作人员"], in: chapter.body) == nil { missing.append(Wording(zh: "由谁评价", en: "who evaluated")) }
            if !facts.text.namesMonth(in: chapter.body) { missing.append(Wording(zh: "什么时候评价", en: "when")) }
            if !facts.shape.words.has(.material, in: chapter.body) { missing.append(Wording(zh: "核对了哪些资料", en: "by which papers")) }
            guard missing.count >= 2 else { return [] }
            return [
                facts.hit(
                    chapter.title, kind: .outline,
                    Wording(
                        zh: "\(facts.name(chapter).zh)没有写\(missing.map(\.zh).joined(separator: "、"))。请补写。",
                        en: "\(facts.name(chapter).en) does not say \(missing.map(\.en).joined(separator: ", ")). Add it."), severity: missing.count == 3 ? .warning : .hint)
            ]
        })
}
