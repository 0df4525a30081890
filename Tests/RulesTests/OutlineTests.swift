import BudgetModel
import Foundation
import Narrative
import Quantities
import Rules
import Testing

@Suite struct `The outline of a report` {
    struct Numbering: Sendable, CustomTestStringConvertible {
        var text: String
        /// Number and title of each chapter, indented by its depth.
        var chapters: [String]
        var testDescription: String { text }

        init(_ text: String, _ chapters: String...) { (self.text, self.chapters) = (text, chapters) }
    }

    static let numberings: [Numbering] = [
        Numbering("一、基本情况\n（一）部门概况\n全县设12个站。\n二、评价结论\n96分。", "1 基本情况", " 1 部门概况", "2 评价结论"),
        Numbering("第一部分 基本情况\n一、部门概况\n正文。\n第二部分 绩效自评工作情况", "1 基本情况", " 1 部门概况", "2 绩效自评工作情况"),
        Numbering("1.项目概况\n1.1 资金情况\n下达40万元。\n2、存在的问题\n（1）进度偏慢", "1 项目概况", " 1 资金情况", "2 存在的问题", " 1 进度偏慢"),
        Numbering("１．项目概况\n（１）资金情况\n①到位情况", "1 项目概况", " 1 资金情况", "  1 到位情况"),
        Numbering("(一)项目概况。项目由图书馆实施。\n(二)资金使用：全年支出40万元。", "1 项目概况", "2 资金使用"),
        Numbering("一、资金投入情况分析，2021年度上年结转12万元。", "1 资金投入情况分析"),
        Numbering("1.5万元用于维修\n12.3公里\n2023年支出40万元\n一是加强管理", ""),
        Numbering("基本情况\n全年开放342天。\n存在的问题\n人手不足。", "- 基本情况", "- 存在的问题"),
        Numbering("目录\n一、基本情况……1\n二、存在的问题……3\n三、改进措施……4\n一、基本情况\n全年开放342天。\n二、存在的问题\n人手不足。\n三、改进措施\n补充人员。", "1 基本情况", "2 存在的问题", "3 改进措施"),
        Numbering("一、项目概况 项目由县图书馆实施，覆盖12个乡镇，服务人口31.2万人，全年开放342天，接待读者8.6万人次。二、存在的问题：部分乡镇流动服务点开放时间不足，图书更新不及时。", "1 项目概况", "2 存在的问题"),
    ]

    @Test(arguments: numberings) func `reads headings in the usual numberings`(_ numbering: Numbering) {
        let text = ReportText(numbering.text)
        let chapters = ReportShape(text).outline.chapters
        let told = chapters.map { chapter -> String in
            var depth = 0
            var parent = chapter.parent
            while let index = parent {
                depth += 1
                parent = chapters[index].parent
            }
            return String(repeating: " ", count: depth) + (chapter.number.map(String.init) ?? "-") + " " + text.quote(chapter.title)
        }
        #expect(told == numbering.chapters.filter { !$0.isEmpty })
        for chapter in chapters { #expect(chapter.range.lowerBound <= chapter.title.lowerBound && chapter.range.upperBound <= text.count && chapter.body.upperBound == chapter.range.upperBound) }
    }

    @Test func `takes the levels of a document's headings`() {
        let document = Document(format: .docx, blocks: [.paragraph("某县图书馆2023年度绩效自评报告", level: 1), .paragraph("馆舍与人员", level: 1), .paragraph("馆舍2400平方米。", level: 0), .paragraph("服务点", level: 2), .paragraph("设12个。", level: 0), .paragraph("存在的问题", level: 1), .paragraph("人手不足。", level: 0)])
        let outline = ReportShape(ReportText(document)).outline
        #expect(outline.chapters.map(\.rank) == [1, 2, 1] && outline.chapters.map(\.parent) == [nil, 0, nil] && outline.title != nil)
    }

    struct Whole: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        var shape: String
        var codes: [String]
        var testDescription: String { name }
    }

    private static let filler = """
        项目由县图书馆实施，资金40万元，用于购置图书、更换书架和开展阅读推广，服务范围覆盖12个乡镇和两个街道，服务人口31.2万人。全年开放342天，接待读者8.6万人次，外借图书14.2万册，举办讲座和展览58场，流动服务车下乡126次。
        资金按合同和进度支付，全年支出39.2万元。购置图书1.1万册，加工上架及时率99.1%，图书质量抽查合格率100%。读者满意度问卷发放600份，收回584份，满意和基本满意的546份，占93.5%。
        """
    private static func report(_ title: String, _ chapters: [String], end: String = "某县图书馆\n2024年3月20日") -> String {
        ([title] + chapters.enumerated().map { "\(["一", "二", "三", "四", "五", "六", "七"][$0.offset])、\($0.element)\n\(filler)" } + [end]).joined(separator: "\n")
    }

    static let wholes: [Whole] = [
        Whole(name: "a transfer payment", text: report("2023年度图书馆免费开放补助资金转移支付绩效自评报告", ["绩效目标分解下达情况", "绩效目标完成情况分析", "偏离绩效目标的原因和下一步改进措施", "绩效自评结果拟应用和公开情况", "其他需要说明的问题"]), shape: "whole transfer", codes: ["F10"]),
        Whole(name: "a transfer payment without use", text: report("2023年度图书馆免费开放补助资金转移支付绩效自评报告", ["绩效目标分解下达情况", "绩效目标完成情况分析", "偏离绩效目标的原因和下一步改进措施"] + ["其他需要说明的问题"]), shape: "whole transfer", codes: ["F01 warning", "F10"]),
        Whole(name: "an evaluation", text: report("某县图书馆免费开放项目2023年度财政评价报告", ["基本情况", "绩效评价工作开展情况", "综合评价情况及评价结论", "绩效评价指标分析", "主要经验及做法、存在的问题及原因分析", "有关建议"]), shape: "whole evaluation", codes: ["F09", "F10"]),
        Whole(name: "a department by a local outline", text: report("某县图书馆2023年度部门整体支出绩效自评报告", ["单位概况", "收支情况", "绩效目标实现情况", "评价结论", "存在的问题", "下一步改进措施"]), shape: "whole department", codes: ["F01 warning", "F10"]),
        Whole(name: "a department by the outline without a chapter", text: report("某县图书馆2023年度部门整体支出绩效自评报告", ["基本情况", "部门整体支出绩效目标实现情况及指标分析", "评价结论和评价等级", "存在的问题及改进措施"]), shape: "whole department", codes: ["F01 error", "F10"]),
        Whole(name: "the same without a date", text: report("某县图书馆2023年度部门整体支出绩效自评报告", ["单位概况", "收支情况", "绩效目标实现情况", "评价结论", "存在的问题", "下一步改进措施"], end: ""), shape: "likely-whole department", codes: ["F01 warning", "F10"]),
        Whole(name: "a project by its own outline", text: report("图书馆免费开放项目2023年度绩效自评报告", ["项目概况", "项目资金使用情况", "项目组织实施情况", "项目绩效情况", "其他需要说明的问题"]), shape: "whole -", codes: []),
        Whole(name: "a summary of work", text: report("某县图书馆2023年工作总结", ["重点工作", "队伍建设", "安全生产", "宣传"]), shape: "excerpt -", codes: []),
    ]

    @Test(arguments: wholes) func `a whole report is told from others and hears little`(_ whole: Whole) {
        let facts = AuditFacts(reading: ReportReading(ReportText(whole.text)))
        #expect("\(facts.shape.extent.rawValue) \(facts.shape.standard?.outline.id.rawValue ?? "-")" == whole.shape)
        let rules = Catalogue.all.filter { ["F01", "F03", "F05", "F06", "F07", "F08", "F09", "F10", "F15", "G08"].contains($0.code) }
        let found = Catalogue.audit(facts, rules: rules)
        #expect((found.findings + found.previews).map { $0.code == "F01" ? "F01 \($0.severity.rawValue)" : $0.code }.sorted() == whole.codes)
    }

    @Test func `signatures are read in figures and in words`() {
        for date in ["2024年3月20日", "二〇二四年三月二十日", "2024-03-20", "日期：2024年3月20日", "２０２４年３月２０日"] {
            let shape = ReportShape(ReportText("某县图书馆2023年度绩效自评报告\n全年开放342天。\n某县图书馆\n\(date)"))
            #expect(shape.signature?.date.description == "2024-03-20", "\(date)")
            #expect(shape.year == 2023)
        }
    }

    @Test func `hostile texts end`() {
        for piece in ["一、", "（一）基本情况。", "1.", "。一、基本情况", "第一部分", "虽然清晰明确，", "XX年", "开展2021年"] {
            let text = String(repeating: piece, count: 60_000 / piece.count)
            for hostile in [text, text.map { "\($0)\n" }.joined()] {
                let time = ContinuousClock().measure {
                    let facts = AuditFacts(reading: ReportReading(ReportText(String(hostile.prefix(2000)))))
                    _ = Catalogue.audit(facts)
                    _ = ReportShape(ReportText(hostile))
                }
                if ProcessInfo.processInfo.environment["REPORTS"] != nil { print("TIME \(piece) \(time)") }
                #expect(time < .seconds(10), "\(piece) \(time)")
            }
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["REPORTS"] != nil)) func `the time of an ordinary report is printed`() {
        let text = ReportText(String(repeating: "全年维修道路12公里，修补坑槽860处，支出40万元，联系电话0000-3355178。\n一、基本情况\n成效显著。\n", count: 60))
        let reading = ReportReading(text)
        let clock = ContinuousClock()
        print("TIME reading \(clock.measure { for _ in 0..<10 { _ = ReportReading(text) } } / 10)")
        print("TIME shape \(clock.measure { for _ in 0..<10 { _ = ReportShape(text) } } / 10)")
        print("TIME privacy \(clock.measure { for _ in 0..<10 { _ = PrivacyScan.places(in: text) } } / 10)")
        let facts = AuditFacts(reading: reading)
        let mine = Catalogue.all.filter { ["F01", "F03", "F05", "F06", "F07", "F08", "F09", "F10", "F14", "F15"].contains($0.code) }
        for rule in mine { print("TIME \(rule.code) \(clock.measure { for _ in 0..<10 { _ = rule.run(facts) } } / 10)") }
    }

    /// Prints what the rules of outlines say of the texts in some folders: `REPORTS=/path:/path`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["REPORTS"] != nil))
    func `what is said of reports is printed to be judged`() throws {
        for form in Corpus.forms { for finding in Corpus.findings(.personalData, form) { print("HIT G08 \(finding.severity.rawValue) \(form.name) \(finding.at?.a1 ?? "-") \(finding.message.zh)") } }
        let mine: Set = ["F01", "F03", "F05", "F06", "F07", "F08", "F09", "F10", "F12", "F13", "F14", "F15", "G08"]
        for folder in try #require(ProcessInfo.processInfo.environment["REPORTS"]).split(separator: ":") {
            for name in try FileManager.default.contentsOfDirectory(atPath: String(folder)).sorted() where name.hasSuffix(".txt") {
                let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
                let facts = AuditFacts(reading: ReportReading(ReportText(text)))
                let result = Catalogue.audit(facts, rules: Catalogue.all.filter { mine.contains($0.code) })
                for finding in result.findings + result.questions + result.previews {
                    print("HIT \(finding.code) \(finding.severity.rawValue)\(finding.standing == .question ? "?" : "") \(folder.split(separator: "/").suffix(2).joined(separator: "/"))/\(name): \(finding.passage?.quote ?? "") | \(finding.message.zh)")
                }
                if ProcessInfo.processInfo.environment["CHAPTERS"] != nil {
                    let shape = facts.shape
                    print("SHAPE \(name) \(shape.extent.rawValue) \(shape.standard?.outline.id.rawValue ?? "-") " + shape.outline.chapters.map { "\($0.rank):\(facts.reading.text.quote($0.title))" }.joined(separator: " / "))
                }
            }
        }
    }
}
