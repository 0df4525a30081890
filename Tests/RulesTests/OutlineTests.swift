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
