import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a low score without a problem, and problems without measure, owner or date.
    package static let problemsWithoutMeasures = Rule(
        "F06", Wording(zh: "失分却没有问题，或问题没有措施、责任人和期限", en: "Points lost without a problem, or problems without measure, owner or date"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "自评的用处在整改：失了分就有没做好的事，每个问题要有措施，写明谁负责、什么时候完成。",
            en: "An evaluation is for mending: points lost mean something undone, and every problem needs a measure, an owner and a date."),
        triggering: [
            Example(
                Wording(zh: "86分却没有问题", en: "a score of 86 and no problem"), stating: ["86.2"],
                in: "三、自评结论\n自评总分86.2分，等级为良。\n四、存在的问题\n未发现存在问题。\n五、其他\n无。"),
            Example(
                Wording(zh: "没有责任人和期限", en: "neither owner nor date"), stating: ["存在的问题及改进措施"],
                in: ExampleReport.department(overview: ExampleReport.overview + "\n" + ExampleReport.overview, problems: "一是部分转运站设备老化，冬季收运时有延迟。二是公共厕所抽查有5座不合格。\n针对以上问题，将严格按照有关规定加强管理，进一步规范作业。上次提出的问题已整改。")),
        ],
        nonTriggering: [
            Example(Wording(zh: "写明责任人和期限", en: "owner and date are given"), in: ExampleReport.department()),
            Example(Wording(zh: "高分没有问题", en: "a high score and no problem"), in: "三、自评结论\n自评总分98.2分，等级为优。\n四、存在的问题\n未发现存在问题。\n五、其他\n无。"),
            Example(
                Wording(zh: "期限写到下一年", en: "next year is the date"),
                in: ExampleReport.department(overview: ExampleReport.overview + "\n" + ExampleReport.overview, problems: "一是部分转运站设备老化，冬季收运时有延迟。二是公共厕所抽查有5座不合格。\n针对以上问题，将加强管理，2024年更换3座转运站的设备。上次提出的问题已整改。")),
            Example(Wording(zh: "节选只写到问题", en: "an excerpt that ends with the problems"), in: "四、存在的问题\n部分转运站设备老化。"),
        ],
        audit: { facts in
            let words = facts.shape.words
            let chapter = facts.shape.outline.first(.problems).flatMap { facts.isComplete($0) ? $0 : nil }
            if let score = facts.reading.facts.score, score.number < ExactDecimal(90), facts.reading.figures[score.figure].isExact {
                let denial = chapter.flatMap { chapter in words.has(.defect, in: chapter.body) && !words.has(.noProblem, in: chapter.body) ? nil : words.first(.noProblem, in: chapter.body) }
                if denial != nil || chapter == nil && facts.isWhole && words.first(.noProblem, in: 0..<facts.text.count) == nil && facts.shape.outline.first(.problems) == nil && !facts.shape.mentions([.problems]) {
                    var hit = facts.hit(
                        score.place, kind: .outline,
                        Wording(
                            zh: "自评\(score.number)分，低于90分，报告却没有写出问题。请写明哪些指标失分、差多少、为什么。",
                            en: "The score is \(score.number), below 90, and the report tells of no problem. Say which indicators lost points, how many and why."))
                    hit.passage?.stated = score.number.description
                    return [hit]
                }
            }
            guard facts.isWhole, let chapter else { return [] }
            let problems = facts.problemBody(chapter)
            guard words.has(.defect, in: problems), !words.has(.noProblem, in: problems) else { return [] }
            let measures = facts.shape.outline.first(.measures)
            let rest = measures.flatMap { $0.parts.contains(.problems) ? nil : $0.body } ?? problems.upperBound..<chapter.body.upperBound
            if measures == nil, !words.has(.remedy, in: chapter.body) {
                return [
                    facts.hit(
                        chapter.title, kind: .outline,
                        Wording(
                            zh: "\(facts.name(chapter).zh)写了问题，没有写改进措施。请逐项写明措施、责任人和完成期限。",
                            en: "\(facts.name(chapter).en) tells of problems and of no measure. Give a measure, an owner and a date for each."))
                ]
            }
            guard !rest.isEmpty, words.has(.remedy, in: rest), !words.has(.owner, in: rest), !words.has(.deadline, in: rest), !facts.text.namesMonth(in: rest), !facts.namesNextYear(in: rest) else { return [] }
            return [
                facts.hit(
                    (measures ?? chapter).title, kind: .outline,
                    Wording(
                        zh: "\(facts.name(measures ?? chapter).zh)没有写谁负责、什么时候完成。请逐项写明责任人和期限。",
                        en: "\(facts.name(measures ?? chapter).en) names neither owner nor date. Give both for each measure."), severity: .hint)
            ]
        })
}
