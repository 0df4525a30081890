import BudgetModel
import Narrative

extension Rule {
    /// Flags a report that says nothing of last year's rectification.
    package static let lastYearUntold = Rule(
        "F10", Wording(zh: "没有说明上年度问题的整改", en: "Nothing on what was done about last year's problems"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(6, of: 6), stages: [.report], severity: .hint,
        citing: [.practice],
        because: Wording(
            zh: "评价结果要用于改进。上年度指出的问题整改没有，是本年度报告应当交代的；没有哪份提纲强制，所以只提示。报告设了整改一章却没有内容的，是提醒。",
            en: "Results are there to be used: a report tells what became of last year's problems. No outline makes it compulsory, so it is a hint; a chapter of that name without content is a warning."),
        triggering: [
            Example(
                Wording(zh: "完整报告没有提上年度", en: "a whole report without a word on it"), stating: ["存在的问题及改进措施"],
                in: ExampleReport.department(
                    overview: ExampleReport.overview + "\n" + ExampleReport.overview,
                    problems: "一是部分乡镇垃圾转运站设备老化，冬季收运时有延迟。二是公共厕所抽查有5座不合格。\n由设备股负责，2024年6月底前完成3座转运站设备的更换。")),
            Example(Wording(zh: "有标题没有内容", en: "a heading without content"), stating: ["上年度问题整改情况"], in: "四、上年度问题整改情况\n无。\n五、改进措施\n加强日常管理。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "写了整改", en: "it is told"), in: ExampleReport.department()),
            Example(
                Wording(zh: "按年份写了整改", en: "told by the number of the year"),
                in: ExampleReport.department(overview: ExampleReport.overview + "\n" + ExampleReport.overview, problems: "一是部分乡镇垃圾转运站设备老化，冬季收运时有延迟。\n由设备股负责，2024年6月底前完成。2022年自评指出的4个问题全部整改。")),
            Example(Wording(zh: "节选", en: "an excerpt"), in: "四、存在的问题\n部分转运站设备老化。"),
        ],
        audit: { facts in
            if let chapter = facts.shape.outline.first(.rectification), !chapter.parts.contains(.measures) {
                guard facts.isComplete(chapter), facts.text.weight(of: chapter.body) < 8 else { return [] }
                return [
                    facts.hit(
                        chapter.title, kind: .outline,
                        Wording(
                            zh: "\(facts.name(chapter).zh)一章没有内容。请写明上年度指出的问题各自整改到哪一步；上年度没有问题的，写明依据。",
                            en: "\(facts.name(chapter).en) is empty. Say what became of each problem of last year; where there was none, say by which paper."), severity: .warning)
                ]
            }
            guard facts.isWhole, !facts.shape.words.has(.lastYear, in: 0..<facts.text.count), !facts.tellsLastYear, let chapter = facts.shape.outline.first(.problems) ?? facts.shape.outline.first(.measures)
            else { return [] }
            return [
                facts.hit(
                    chapter.title, kind: .outline,
                    Wording(zh: "全文没有说明上年度绩效问题的整改情况。建议在\(facts.name(chapter).zh)中补充。", en: "The report does not say what became of last year's problems. Consider adding it to \(facts.name(chapter).en)."))
            ]
        })
}
