import BudgetModel
import Documents
@testable import Reports
import Testing

/// GB/T 9704-2012, read back from the written XML.
struct OfficialLayoutTests {
    let document: WordDocument

    init() throws { document = try WordDocument(DOCXRenderer.render(Examples.clean)) }

    /// Twips in tenths of a millimetre, rounded.
    private func tenths(_ twips: Int) -> Int { (twips * 254 + 720) / 1440 }

    private func number(_ tree: MarkupTree, _ node: Int?, _ name: String) throws -> Int {
        try #require(node.flatMap { tree.attribute($0, name) }.flatMap { Int($0) })
    }

    @Test func `A4 with margins of 37 and 28 mm and a text block of 156 by 225 mm`() throws {
        let tree = try document.part("word/document.xml")
        let section = try #require(tree.find("w:body", "w:sectPr"))
        let size = tree.child(section, "w:pgSz")
        let margins = tree.child(section, "w:pgMar")
        let width = try number(tree, size, "w:w")
        let height = try number(tree, size, "w:h")
        #expect(tenths(width) == 2100 && tenths(height) == 2970)
        let top = try number(tree, margins, "w:top")
        let left = try number(tree, margins, "w:left")
        #expect(tenths(top) == 370)
        #expect(tenths(left) == 280)
        #expect(tenths(width - left - (try number(tree, margins, "w:right"))) == 1560)
        #expect(tenths(height - top - (try number(tree, margins, "w:bottom"))) == 2250)
    }

    @Test func `22 lines of 28 characters fit the text block, 23 and 29 do not`() throws {
        let tree = try document.part("word/document.xml")
        let grid = try #require(tree.find("w:body", "w:sectPr", "w:docGrid"))
        #expect(tree.attribute(grid, "w:type") == "linesAndChars")
        let pitch = try number(tree, grid, "w:linePitch")
        let height = OfficialLayout.pageHeight - OfficialLayout.top - OfficialLayout.bottom
        #expect(pitch * 22 <= height && pitch * 23 > height)
        // 1/4096 pt beside 16 pt.
        let pitchOfCharacters = 16 * 4096 + (try number(tree, grid, "w:charSpace"))
        let width = OfficialLayout.textWidth * 4096 / 20
        #expect(pitchOfCharacters * 28 <= width && pitchOfCharacters * 29 > width)
        // Off the grid the tightened character gives the same.
        let character = 320 + OfficialLayout.characterTightening
        #expect(character * 28 <= OfficialLayout.textWidth && character * 29 > OfficialLayout.textWidth)
    }

    @Test(arguments: [
        ("Title", "方正小标宋简体", 44, "center"), ("BodyText", "仿宋_GB2312", 32, "both"), ("Heading1", "黑体", 32, "both"), ("Heading2", "楷体_GB2312", 32, "both"),
        ("Heading3", "仿宋_GB2312", 32, "both"),
    ])
    func `fonts and sizes of the styles`(id: String, font: String, size: Int, alignment: String) throws {
        let tree = try document.part("word/styles.xml")
        let style = try #require(tree.all("w:style").first { tree.attribute($0, "w:styleId") == id })
        let run = try #require(tree.child(style, "w:rPr"))
        let fonts = try #require(tree.child(run, "w:rFonts"))
        #expect(tree.attribute(fonts, "w:eastAsia") == font)
        #expect(tree.attribute(fonts, "w:ascii") == "Times New Roman")
        #expect(tree.attribute(fonts, "w:hAnsi") == "Times New Roman")
        #expect(try number(tree, tree.child(run, "w:sz"), "w:val") == size)
        let paragraph = try #require(tree.child(style, "w:pPr"))
        #expect(tree.child(paragraph, "w:jc").flatMap { tree.attribute($0, "w:val") } == alignment)
        guard id != "Title" else { return }
        let spacing = tree.child(paragraph, "w:spacing")
        #expect(try number(tree, spacing, "w:line") == 579)
        #expect(spacing.flatMap { tree.attribute($0, "w:lineRule") } == "exact")
        let indent = tree.child(paragraph, "w:ind")
        #expect(try number(tree, indent, "w:firstLineChars") == 200)
        #expect(try number(tree, indent, "w:firstLine") == 640)
    }

    @Test func `no theme fonts, and every font has a name to fall back to`() throws {
        for part in ["word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml"] {
            #expect(!(try document.text(part).contains("Theme=")), "\(part)")
        }
        let table = try document.part("word/fontTable.xml")
        let named = Set(table.all("w:font").compactMap { table.attribute($0, "w:name") })
        let styles = try document.part("word/styles.xml")
        let used = Set(styles.all("w:rFonts").flatMap { node in ["w:eastAsia", "w:ascii"].compactMap { styles.attribute(node, $0) } })
        #expect(used.isSubset(of: named))
        #expect(table.all("w:altName").count == named.count)
    }

    @Test func `the page number stands in 4号 between dashes, right on odd and left on even pages`() throws {
        #expect(try document.text("word/settings.xml").contains("<w:evenAndOddHeaders/>"))
        let tree = try document.part("word/document.xml")
        let types = tree.all("w:footerReference").map { tree.attribute($0, "w:type") }
        #expect(types == ["default", "even"])
        for (part, side) in [("word/footer1.xml", "right"), ("word/footer2.xml", "left")] {
            let footer = try document.part(part)
            let paragraph = try #require(footer.find("w:p"))
            #expect(footer.find("w:p", "w:pPr", "w:jc").flatMap { footer.attribute($0, "w:val") } == side)
            #expect(footer.find("w:p", "w:pPr", "w:ind").flatMap { footer.attribute($0, "w:" + side) } == "280")
            #expect(footer.all("w:instrText").map { footer.text($0) } == [" PAGE "])
            let text = WordDocument.text(paragraph, footer)
            #expect(text.hasPrefix("— ") && text.hasSuffix(" —"))
        }
        let styles = try document.part("word/styles.xml")
        let style = try #require(styles.all("w:style").first { styles.attribute($0, "w:styleId") == "PageNumber" })
        #expect(try number(styles, styles.child(style, "w:rPr").flatMap { styles.child($0, "w:sz") }, "w:val") == 28)
    }

    @Test func `the date stands four characters in from the right`() throws {
        let tree = try document.part("word/document.xml")
        let date = try #require(tree.all("w:p").first { WordDocument.text($0, tree) == "2024年3月15日" })
        let indent = try #require(tree.child(date, "w:pPr").flatMap { tree.child($0, "w:ind") })
        #expect(tree.attribute(indent, "w:right") == "1280")
        #expect(tree.attribute(indent, "w:rightChars") == "400")
    }

    @Test func `tables have fixed layout, a width for each column and cell, and a header row that repeats`() throws {
        let tree = try document.part("word/document.xml")
        let tables = tree.all("w:tbl")
        #expect(tables.count > 5)
        for table in tables {
            let properties = try #require(tree.child(table, "w:tblPr"))
            #expect(tree.child(properties, "w:tblLayout").flatMap { tree.attribute($0, "w:type") } == "fixed")
            let grid = try #require(tree.child(table, "w:tblGrid")).self
            let widths = try tree.nodes[grid].children.map { try number(tree, $0, "w:w") }
            #expect(widths.reduce(0, +) == OfficialLayout.textWidth)
            for row in tree.nodes[table].children where tree.nodes[row].name == "w:tr" {
                var column = 0
                for cell in tree.nodes[row].children where tree.nodes[cell].name == "w:tc" {
                    let properties = try #require(tree.child(cell, "w:tcPr"))
                    let span = tree.child(properties, "w:gridSpan").flatMap { tree.attribute($0, "w:val") }.flatMap { Int($0) } ?? 1
                    let width = try number(tree, tree.child(properties, "w:tcW"), "w:w")
                    #expect(width == widths[column..<column + span].reduce(0, +))
                    column += span
                }
                #expect(column == widths.count)
            }
            let first = try #require(tree.nodes[table].children.first { tree.nodes[$0].name == "w:tr" })
            #expect(tree.child(first, "w:trPr").flatMap { tree.child($0, "w:tblHeader") } != nil)
        }
    }

    @Test func `brackets around years stay 〔〕`() throws {
        #expect(try document.text("word/document.xml").contains("财预〔2020〕10号"))
    }

    @Test func `properties name no person and no time`() throws {
        let core = try document.part("docProps/core.xml")
        #expect(core.nodes[core.root].children.map { core.nodes[$0].name } == ["dc:title", "dc:language"])
    }

    @Test(arguments: ["draft", "clean", "transfer"])
    func `outline as recorded`(name: String) throws {
        let report = name == "draft" ? Examples.draft : name == "clean" ? Examples.clean : Examples.project(.transferSelfEvaluation)
        try expectSnapshot(WordDocument(DOCXRenderer.render(report)).outline(), "docx-\(name)")
    }

    @Test func `a draft says so at the head of each page and marks errors and gaps in two colours, a clean report does not`() throws {
        let draft = try WordDocument(DOCXRenderer.render(Examples.draft))
        #expect(try draft.paragraphs("word/header1.xml") == ["草稿"])
        let tree = try draft.part("word/document.xml")
        #expect(tree.all("w:headerReference").compactMap { tree.attribute($0, "w:type") } == ["default", "even"])
        let colours = Set(tree.all("w:highlight").compactMap { tree.attribute($0, "w:val") })
        #expect(colours == ["yellow", "cyan"])
        #expect(!document.archive.contains("word/header1.xml"))
        #expect(!(try document.text("word/document.xml").contains("草稿")))
        #expect(!(try document.text("word/document.xml").contains("yellow")))
    }

    @Test func `the same report gives the same bytes`() throws {
        #expect(try DOCXRenderer.render(Examples.draft) == DOCXRenderer.render(Examples.draft))
    }
}
