import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags a chapter of the outline is missing or out of order.
    package static let chapterMissing = Rule(
        "F01", Wording(zh: "报告缺少规定的章节，或顺序不对", en: "A compulsory chapter is missing or out of order"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(4, of: 4), stages: [.report], severity: .error,
        citing: [.evaluationMeasures, .reportOutline],
        because: Wording(
            zh: "自评报告和评价报告各有提纲，缺一章就少一项说明。只对完整的报告提出；节选和填在表里的文字不提。提纲只是习惯、报告另有自己的章节、或正文已经提到的，是提醒。",
            en: "Self-evaluation and evaluation reports have their outlines; a chapter left out is an account not given. Only whole reports are asked; excerpts and texts of forms are not. Where an outline is custom only, the report has chapters of its own, or the text touches the matter elsewhere, it is a warning."),
        triggering: [
            Example(Wording(zh: "没有写自评工作情况", en: "nothing on how the evaluation was organised"), stating: ["某县城市管理局2023年度部门整体支出绩效自评报告"], in: ExampleReport.department(overview: ExampleReport.overview + "\n" + ExampleReport.overview, organisation: nil)),
            Example(
                Wording(zh: "评价结论放在目标实现情况之前", en: "the conclusion comes before the results"), stating: ["部门整体支出绩效目标实现情况及指标分析"],
                in: ExampleReport.text(
                    "某县城市管理局2023年度部门整体支出绩效自评报告",
                    [
                        ("基本情况", ExampleReport.overview), ("自评工作情况", ExampleReport.organisation), ("评价结论和评价等级", ExampleReport.conclusion),
                        ("部门整体支出绩效目标实现情况及指标分析", ExampleReport.results), ("存在的问题及改进措施", ExampleReport.problems),
                    ])),
        ],
        nonTriggering: [
            Example(Wording(zh: "五章齐全", en: "all five chapters"), in: ExampleReport.department()),
            Example(
                Wording(zh: "总分和等级写在“评分”一章", en: "total and grade stand in a chapter “scoring”"),
                in: ExampleReport.text(
                    "某县城市管理局2023年度部门整体支出绩效自评报告",
                    [
                        ("基本情况", ExampleReport.overview), ("自评工作情况", ExampleReport.organisation), ("部门整体支出绩效目标实现情况及指标分析", ExampleReport.results),
                        ("评分", ExampleReport.conclusion), ("存在的问题及改进措施", ExampleReport.problems),
                    ])),
            Example(Wording(zh: "节选", en: "an excerpt"), in: "某县城市管理局2023年度部门整体支出绩效自评报告\n一、基本情况\n" + ExampleReport.overview),
            Example(Wording(zh: "不按这份提纲写的报告", en: "a report by another outline"), in: ExampleReport.text("某县城市管理局2023年度工作总结", [("重点工作", ExampleReport.overview), ("队伍建设", ExampleReport.results), ("宣传教育", ExampleReport.problems)])),
        ],
        audit: { facts in
            guard facts.isWhole, let standard = facts.shape.standard else { return [] }
            let outline = facts.shape.outline
            guard let first = outline.tops.first else { return [] }
            var hits: [Hit] = []
            let name = standard.outline.id.name
            for place in standard.missing {
                guard let part = place.first else { continue }
                // 「评分」「指标得分」 and the like: total and grade are told, whatever the chapter is called.
                if place.contains(.conclusion), facts.reading.facts.score != nil, facts.reading.facts.grade != nil { continue }
                // Chapters of its own show a local outline, which may do without this one.
                let isPure = outline.tops.allSatisfy { chapter in chapter.parts.contains(.other) || standard.outline.places.contains { !Set(chapter.parts).isDisjoint(with: $0) } }
                let isSure = facts.shape.extent == .whole && standard.outline.isBinding && standard.isNamed && standard.missing.count == 1 && isPure && !facts.shape.mentions(place)
                hits.append(
                    facts.hit(
                        outline.title ?? first.range.lowerBound..<first.title.upperBound, kind: .outline,
                        Wording(
                            zh: "报告没有“\(part.name.zh)”一章（按\(name.zh)；\(facts.shape.reason.zh)）。请补写这一章，或说明写在哪里。",
                            en: "There is no chapter “\(part.name.en)” (by \(name.en); \(facts.shape.reason.en)). Add it, or say where the matter is told."),
                        severity: isSure ? .error : .warning))
            }
            // The first chapter that fills each place, in the order of the outline.
            let order = standard.outline.places.compactMap { place in outline.tops.first { !Set($0.parts).isDisjoint(with: place) } }
            for (before, after) in zip(order, order.dropFirst()) where after.range.lowerBound < before.range.lowerBound {
                hits.append(
                    facts.hit(
                        before.title, kind: .outline,
                        Wording(
                            zh: "\(facts.name(before).zh)应在\(facts.name(after).zh)之前（按\(name.zh)）。请调整章节顺序。",
                            en: "\(facts.name(before).en) comes before \(facts.name(after).en) in \(name.en). Put the chapters in order."), severity: .warning))
                break
            }
            for (before, after) in zip(outline.tops, outline.tops.dropFirst()) {
                guard let a = before.number, let b = after.number, b == a + 2, before.rank == 1 else { continue }
                hits.append(
                    facts.hit(
                        after.range.lowerBound..<after.title.upperBound, kind: .outline,
                        Wording(
                            zh: "章节编号从第\(a)跳到第\(b)，中间一章可能漏了。请核对编号。",
                            en: "The numbers of chapters jump from \(a) to \(b); one may have been left out. Check the numbers."), severity: .warning))
            }
            return hits
        })
}
