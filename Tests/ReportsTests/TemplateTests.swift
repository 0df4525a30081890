import BudgetModel
import Documents
import Foundation
@testable import Reports
import Testing

struct TemplateTests {
    // MARK: Templates made by hand

    static let main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    static func paragraph(_ runs: String..., properties: String = "") -> String {
        "<w:p>" + (properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>")
            + runs.map { "<w:r><w:rPr><w:b/><w:lang w:eastAsia=\"zh-CN\"/></w:rPr><w:t>\($0)</w:t></w:r>" }.joined() + "</w:p>"
    }

    static func document(
        _ body: String, header: String? = nil, styles: String = "", type: String = main, extra: [(String, String)] = []
    ) throws -> [UInt8] {
        let namespaces = OfficialParts.namespaces
        var zip = ZipWriter()
        zip.add(
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"\(type)\"/></Types>")
        zip.add(
            "word/document.xml",
            "<?xml version=\"1.0\"?><w:document \(namespaces)><w:body>\(body)<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\"/></w:sectPr></w:body></w:document>")
        zip.add("word/styles.xml", "<w:styles \(namespaces)>\(styles)</w:styles>")
        if let header { zip.add("word/header1.xml", "<w:hdr \(namespaces)>\(header)</w:hdr>") }
        zip.add("docProps/core.xml", "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\"><dc:creator>somebody</dc:creator></cp:coreProperties>")
        for (name, text) in extra { zip.add(name, text) }
        return try zip.finish()
    }

    static func filled(_ body: String, header: String? = nil, styles: String = "", report: SelfEvaluationReport = Examples.draft) throws -> WordDocument {
        try WordDocument(DOCXRenderer.render(report, template: DOCXTemplate(document(body, header: header, styles: styles))))
    }

    private func paragraphs(_ body: String) throws -> [String] { try Self.filled(body).paragraphs() }

    // MARK: Values

    @Test(arguments: [
        (["{{部门名称}}"], "某县教育局"), (["关于{{部门名称}}", "的报告"], "关于某县教育局的报告"), (["{", "{部门", "名称}", "}完"], "某县教育局完"),
        (["前{{部门名称}}中{{年", "度}}后"], "前某县教育局中2023后"), (["｛｛ 部门名称 ｝｝"], "某县教育局"), (["{{department}}/{{DEPARTMENT}}"], "某县教育局/某县教育局"),
        (["{{预算执行率}}，{{全年执行数}}万元"], "103.23%，1863.95787万元"), (["没有占位符 {一个} }}"], "没有占位符 {一个} }}"), (["&lt;{{年度}}&gt;"], "<2023>"),
    ])
    func `fills values, however they are broken into runs`(runs: [String], expected: String) throws {
        let body = "<w:p>" + runs.map { "<w:r><w:t xml:space=\"preserve\">\($0)</w:t></w:r><w:proofErr w:type=\"spellEnd\"/>" }.joined() + "</w:p>"
        #expect(try paragraphs(body) == [expected])
    }

    @Test func `keeps the look of the run where a placeholder begins, and everything else byte for byte`() throws {
        let bytes = try Self.document(
            Self.paragraph("{{年", "度}}", properties: "<w:jc w:val=\"center\"/>") + Self.paragraph("原样"), extra: [("word/media/image1.png", "picture")])
        let template = try DOCXTemplate(bytes)
        let document = try WordDocument(DOCXRenderer.render(Examples.draft, template: template))
        let text = try document.text("word/document.xml")
        #expect(
            text.contains(
                "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/><w:lang w:eastAsia=\"zh-CN\"/></w:rPr><w:t xml:space=\"preserve\">2023</w:t></w:r><w:r>"))
        #expect(text.contains(Self.paragraph("原样")))
        #expect(try document.text("word/media/image1.png") == "picture")
        #expect(!(try document.text("docProps/core.xml").contains("somebody")))
    }

    @Test func `marks gaps and errors in values, with elements of the run in the order of the schema`() throws {
        let document = try Self.filled(Self.paragraph("于{{日期}}签署"))
        #expect(try document.paragraphs() == ["于[cyan 【待补充：日期】]签署"])
        #expect(try document.text("word/document.xml").contains("<w:b/><w:highlight w:val=\"cyan\"/><w:lang w:eastAsia=\"zh-CN\"/>"))
    }

    @Test func `values of several lines break the line`() throws {
        #expect(try paragraphs(Self.paragraph("{{预期目标}}")) == ["目标1：完成42个学校图书室达标建设；⏎目标2：建成直播教室12间。"])
    }

    @Test func `fills headers`() throws {
        let document = try Self.filled(Self.paragraph("正文"), header: Self.paragraph("{{草稿}} {{年度}}"))
        #expect(try document.paragraphs("word/header1.xml") == ["草稿 2023"])
    }

    @Test func `fills text boxes inside paragraphs`() throws {
        let box = "<w:p><w:r><w:t>外{{年度}}</w:t></w:r><w:r><w:pict><w:txbxContent>\(Self.paragraph("内{{年度}}"))</w:txbxContent></w:pict></w:r></w:p>"
        #expect(try Self.filled(box).text("word/document.xml").contains("内2023"))
        #expect(try paragraphs(box).last == "内2023")
    }

    // MARK: Rows

    @Test func `repeats a table row for each indicator, fund and goal`() throws {
        func row(_ cells: String...) -> String { "<w:tr>" + cells.map { "<w:tc>\(Self.paragraph($0))</w:tc>" }.joined() + "</w:tr>" }
        let table =
            "<w:tbl>" + row("指标", "得分") + row("{{指标.序号}}. {{指标.三级指标}}", "{{indicator.score}}") + row("{{资金.资金}}", "{{资金.执行率}}") + "</w:tbl>"
        let lines = try Self.filled(table).outline().split(separator: "\n")
        #expect(lines.count == 1 + 1 + 8 + 3 + 1)
        #expect(lines[2] == "  r 1. 达到二级标准的图书室数量 | 8")
        #expect(lines[3] == "  r 2. 直播教室安装数量 | [yellow 12]")
        #expect(lines[10] == "  r 年度资金总额 | 103.23%")
    }

    // MARK: Blocks

    @Test func `body text takes the look of its placeholder, headings the template's styles`() throws {
        let styles = "<w:style w:type=\"paragraph\" w:styleId=\"a1\"><w:name w:val=\"heading 1\"/></w:style>"
        let document = try Self.filled(Self.paragraph("{{正文}}", properties: "<w:pStyle w:val=\"own\"/>") + Self.paragraph("尾"), styles: styles)
        let lines = try document.outline().split(separator: "\n")
        #expect(lines.first == "a1: 一、基本情况")
        #expect(lines.contains { $0.hasPrefix("own: 本报告的评价对象为某县教育局") })
        #expect(lines.contains { $0.hasPrefix("-: （一）部门概况") })
        #expect(lines.contains("-: 尾"))
        let text = try document.text("word/document.xml")
        #expect(text.contains("楷体_GB2312"))
        // The width of this template's text, not of the built-in one.
        #expect(text.contains("<w:tblW w:w=\"8306\" w:type=\"dxa\"/>"))
    }

    @Test(arguments: [
        ("{{表:资金}}", "表1 部门收支预决算情况（单位：万元）"), ("{{表：得分汇总}}", "表3 各部分得分情况（单位：分）"), ("{{table:scores}}", "表3 各部分得分情况（单位：分）"), ("{{附件:得分推导}}", "各项得分的推导"),
        ("{{表:绩效自评表}}", "绩效指标"), ("{{附件}}", "附件1"), ("{{落款}}", "某县教育局"), ("{{节:评价结论}}", "2023年度部门整体支出绩效自评总分96.73分（总分值100分），评价等级为“优”。"),
        ("{{附件说明}}", "附件：1. 2023年度部门整体支出绩效自评表"), ("{{草稿说明}}", Examples.draft.draftNote?.text ?? "?"),
    ])
    func `puts blocks in place of their paragraph`(placeholder: String, expected: String) throws {
        let found = try paragraphs(Self.paragraph(placeholder))
        #expect(found.contains(expected), "\(found.prefix(5))")
        #expect(!found.contains { $0.contains("{{") })
    }

    @Test func `what a clean report lacks leaves nothing behind`() throws {
        let document = try Self.filled(Self.paragraph("{{草稿说明}}") + Self.paragraph("{{附件:得分对照}}") + Self.paragraph("尾"), report: Examples.clean)
        #expect(try document.paragraphs() == ["尾"])
    }

    @Test func `a cell that ends in a table still ends in a paragraph, and takes the cell's width`() throws {
        let cell = "<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w=\"6230\" w:type=\"dxa\"/></w:tcPr>\(Self.paragraph("{{表:资金}}"))</w:tc></w:tr></w:tbl>"
        let text = try Self.filled(cell).text("word/document.xml")
        #expect(text.contains("<w:tblW w:w=\"6000\" w:type=\"dxa\"/>"))
        #expect(text.contains("</w:tbl>" + WordComposer.space + "</w:tc>"))
    }

    @Test func `a section break in a block's paragraph stays`() throws {
        let text = try Self.filled(Self.paragraph("{{落款}}", properties: "<w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr>")).text("word/document.xml")
        #expect(text.contains("<w:p><w:pPr><w:sectPr><w:type w:val=\"nextPage\"/></w:sectPr></w:pPr></w:p>"))
    }

    // MARK: Refusals

    private func error(_ bytes: @autoclosure () throws -> [UInt8]) -> ReportError? {
        do {
            _ = try DOCXTemplate(try bytes())
            return nil
        } catch { return error as? ReportError }
    }

    @Test func `names every unknown placeholder and the known ones that resemble it`() throws {
        let found = error(try Self.document(Self.paragraph("{{部门}}") + Self.paragraph("{{部门名称}}{{Foo}}")))
        #expect(found == .unknownPlaceholders(["部门", "Foo"]))
        #expect(found?.sentence.zh == "报告模板中有不认识的占位符：{{部门}}（是否指 {{部门名称}}？）、{{Foo}}。请改成可用的名称，全部名称见 docs/reports.md。")
        let spelt = error(try Self.document(Self.paragraph("{{预算执行律}}{{executonRate}}")))
        #expect(spelt?.sentence.zh.contains("{{预算执行律}}（是否指 {{预算执行率}}") == true)
        #expect(spelt?.sentence.en.contains("{{executonRate}} (did you mean {{executionRate}}") == true)
    }

    @Test func `wants blocks alone in a paragraph of the body`() throws {
        #expect(error(try Self.document(Self.paragraph("见{{正文}}"))) == .misplacedBlocks(["正文"]))
        #expect(error(try Self.document(Self.paragraph("文"), header: Self.paragraph("{{附件}}"))) == .misplacedBlocks(["附件"]))
    }

    @Test func `wants row values in table rows`() throws {
        #expect(error(try Self.document(Self.paragraph("{{指标.得分}}"))) == .misplacedRowValues(["指标.得分"]))
        let mixed = "<w:tbl><w:tr><w:tc>\(Self.paragraph("{{指标.得分}}"))\(Self.paragraph("{{资金.资金}}"))</w:tc></w:tr></w:tbl>"
        #expect(error(try Self.document(mixed)) == .misplacedRowValues(["资金.资金"]))
    }

    @Test func `wants placeholders closed in their paragraph`() throws {
        #expect(error(try Self.document(Self.paragraph("{{部门名称") + Self.paragraph("}}"))) == .unclosedPlaceholder("{{部门名称"))
    }

    @Test func `takes Word documents and nothing else`() throws {
        #expect(error(Array("not a zip".utf8)) != nil)
        var zip = ZipWriter()
        zip.add("a.txt", "a")
        #expect(error(try zip.finish()) == .notAWordTemplate)
        let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        #expect(error(try Self.document("", type: workbook)) == .notAWordTemplate)
        let macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
        #expect(error(try Self.document("", type: macros)) == .templateHasMacros)
        #expect(error(try Self.document("<w:p>")) == .damagedTemplate(part: "word/document.xml"))
        #expect(error(try Self.document(String(repeating: "<w:p>", count: 300) + String(repeating: "</w:p>", count: 300))) == .damagedTemplate(part: "word/document.xml"))
    }

    @Test func `refuses a document type declaration`() throws {
        var zip = ZipWriter()
        zip.add("[Content_Types].xml", "<Types><Override PartName=\"/word/document.xml\" ContentType=\"\(Self.main)\"/></Types>")
        zip.add("word/document.xml", "<!DOCTYPE w:document [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><w:document><w:body/></w:document>")
        #expect(error(try zip.finish()) == .damagedTemplate(part: "word/document.xml"))
    }

    @Test func `refuses a part that unpacks to more than a template needs`() throws {
        let bomb = String(repeating: "<!-- -->", count: 2_000_000)
        guard case .unreadableTemplate? = error(try Self.document(bomb)) else {
            Issue.record("was taken")
            return
        }
    }

    @Test func `a .dotx becomes a document`() throws {
        let template = try DOCXTemplate(Self.document(Self.paragraph("{{年度}}"), type: Self.main.replacing("document.main", with: "template.main")))
        let document = try WordDocument(DOCXRenderer.render(Examples.draft, template: template))
        #expect(try document.text("[Content_Types].xml").contains(Self.main))
        #expect(try document.paragraphs() == ["2023"])
    }

    @Test func `the documentation names every placeholder, and none that does not exist`() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs/reports.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let written = Set(text.matches(of: /`\{\{([^}]+)\}\}`/).map { String($0.1) })
        #expect(written == Set(PlaceholderCatalogue.names + PlaceholderCatalogue.aliases))
    }

    @Test func `names and aliases are all known, none twice`() {
        let all = PlaceholderCatalogue.names + PlaceholderCatalogue.aliases
        #expect(Set(all.map { $0.lowercased() }).count == all.count)
        for name in all { #expect(PlaceholderCatalogue.placeholder(name) != nil, "\(name)") }
        #expect(PlaceholderCatalogue.names.count == PlaceholderCatalogue.aliases.count)
    }
}
