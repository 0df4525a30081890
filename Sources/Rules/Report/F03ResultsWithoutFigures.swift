import BudgetModel
import Narrative

extension Rule {
    /// Flags results that are claimed without any figure.
    package static let resultsWithoutFigures = Rule(
        "F03", Wording(zh: "绩效情况一章只有评价没有数字", en: "Results are claimed without figures"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "绩效目标的完成情况要对照指标值说明。整章没有一个数字，“成效显著”就无从核对。",
            en: "Results are told against the targets. Without a figure in the whole chapter a claim cannot be checked."),
        triggering: [
            Example(
                Wording(zh: "只说成效显著", en: "great results, no figure"), stating: ["城市环境卫生工作成效显著"],
                in: "三、绩效目标完成情况\n城市环境卫生工作成效显著，市容市貌有了很大变化，居民普遍反映街面更加干净整洁，各项工作得到上级肯定。\n四、存在的问题\n部分路段保洁不够及时。"),
            Example(
                Wording(zh: "只说有效提升", en: "raised, by how much is not said"), stating: ["通过项目实施，公共图书馆服务能力有效提升"],
                in: "二、绩效情况\n通过项目实施，公共图书馆服务能力有效提升，阅读推广活动丰富多彩，读者对开放时间和借阅环境普遍比较满意，馆藏结构也有调整。\n三、下一步措施\n继续做好开放服务。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "有数字", en: "with figures"), in: "三、绩效目标完成情况\n环境卫生工作成效显著，清扫覆盖率100%，居民满意度89.6%，投诉由262件降到187件，各项工作得到上级肯定，群众反映较好。\n四、存在的问题\n部分路段保洁不够及时。"),
            Example(Wording(zh: "后文被截去", en: "cut off"), in: "三、绩效目标完成情况\n城市环境卫生工作成效显著，市容市貌有了很大变化，居民普遍反映街面更加干净整洁，各项工作得到上级肯定。"),
        ],
        audit: { facts in
            guard let chapter = facts.shape.outline.first(.results), facts.isComplete(chapter), facts.text.weight(of: chapter.body) >= 40, !facts.hasFigures(chapter.body),
                let claim = facts.shape.words.first(.claim, in: chapter.body)
            else { return [] }
            // A table below the text may hold the figures.
            guard !facts.text.lines.contains(where: { $0.kind == .tableRow && chapter.range.overlaps($0.range) }) else { return [] }
            let sentence = facts.text.clause(around: claim)
            return [
                facts.hit(
                    sentence, kind: .outline,
                    Wording(
                        zh: "\(facts.name(chapter).zh)写“\(facts.text.quote(claim))”，但整章没有一个数字。请对照各项指标写出目标值和完成值。",
                        en: "\(facts.name(chapter).en) claims “\(facts.text.quote(claim))” without a single figure. Give target and actual value of each indicator."))
            ]
        })
}
