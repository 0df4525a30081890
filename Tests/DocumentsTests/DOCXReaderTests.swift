import BudgetModel
import Documents
import Testing

@Suite struct DOCXReaderTests {
    typealias T = TextDocumentFixture

    // MARK: - Running text

    @Test func `paragraphs and tables keep their order`() throws {
        let document = try T(T.paragraph("附件：") + T.table([["项目名称", "校舍维修"]]) + T.paragraph("说明")).read()
        #expect(document.format == .docx)
        #expect(document.blocks == [.paragraph("附件：", level: 0), .table(0), .paragraph("说明", level: 0)])
        #expect(document.grids.map(\.name) == ["T1"])
        #expect(document.grids[0].cells.map(\.value) == [.text("项目名称"), .text("校舍维修")])
    }

    @Test func `heading levels come from names, outlines and bases`() throws {
        let styles = """
            <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
            <w:style w:type="paragraph" w:styleId="a2"><w:name w:val="标题 2"/></w:style>
            <w:style w:type="paragraph" w:styleId="own"><w:name w:val="小节"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="child"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
            <w:style w:type="paragraph" w:styleId="ring"><w:name w:val="环"/><w:basedOn w:val="ring"/></w:style>
            <w:style w:type="paragraph" w:styleId="plain"><w:name w:val="Body Text"/></w:style>
            """
        func styled(_ id: String, _ more: String = "") -> String {
            "<w:p><w:pPr><w:pStyle w:val=\"\(id)\"/>\(more)</w:pPr><w:r><w:t>\(id)</w:t></w:r></w:p>"
        }
        let body = styled("1") + styled("a2") + styled("own") + styled("child") + styled("ring") + styled("plain") + styled("none")
            + styled("plain", "<w:outlineLvl w:val=\"0\"/>") + styled("1", "<w:outlineLvl w:val=\"9\"/>")
        let levels = try T(body, styles: styles).read().blocks.map { if case .paragraph(_, let level) = $0 { level } else { -1 } }
        #expect(levels == [1, 2, 3, 1, 0, 0, 0, 1, 0])
    }

    @Test(arguments: [
        ("<w:r><w:t>一</w:t></w:r><w:r><w:t>二</w:t></w:r>", "一二"),
        ("<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:cr/><w:t>三</w:t></w:r>", "一\n二\n三"),
        ("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t></w:r>", "一\t二"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>7月</w:t></w:r>", "1-7月"),
        ("<w:r><w:t xml:space=\"preserve\">a </w:t></w:r><w:r><w:t>b</w:t></w:r>", "a b"),
        ("<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del>", "新"),
        ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", "新"),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
        ("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3"),
        ("<w:fldSimple w:instr=\"DATE\"><w:r><w:t>2023年</w:t></w:r></w:fldSimple>", "2023年"),
        ("<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>填</w:t></w:r></w:sdtContent></w:sdt>", "填"),
        ("<w:r><w:t>值</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入</w:t></w:r></w:sdtContent></w:sdt>", "值"),
        ("<w:smartTag><w:r><w:t>城市</w:t></w:r></w:smartTag>", "城市"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>shui</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>水</w:t></w:r></w:rubyBase></w:ruby></w:r>", "水"),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>是</w:t><w:sym w:font=\"Wingdings\" w:char=\"00A8\"/><w:t>否</w:t></w:r>", "☑是□否"),
        ("<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/></w:r>", "☑"),
        ("<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings 2\"/></w:rPr><w:t>R</w:t></w:r><w:r><w:t>R</w:t></w:r>", "☑R"),
        ("<w:r><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>95%</w:t></w:r>", "≥95%"),
        ("<m:oMath><m:r><m:t>x≥1</m:t></m:r></m:oMath>", "x≥1"),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent><w:t>丙</w:t></w:r>",
            "甲丙"
        ),
        ("<w:r><mc:AlternateContent><mc:Fallback><w:t>乙</w:t></mc:Fallback></mc:AlternateContent></w:r>", "乙"),
    ])
    func `what a paragraph says`(xml: String, text: String) throws {
        #expect(try T("<w:p>\(xml)</w:p>").read().blocks == [.paragraph(text, level: 0)])
    }

    @Test func `hidden text is not read, and that is said`() throws {
        let document = try T("<w:p><w:r><w:t>显</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>").read()
        #expect(document.blocks == [.paragraph("显", level: 0)])
        #expect(document.notes.count == 1)
    }

    @Test func `a text box follows its paragraph and is read once`() throws {
        let box = "<w:txbxContent>\(T.paragraph("框一"))\(T.paragraph("框二"))</w:txbxContent>"
        let xml = "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>\(box)</wps:txbx></mc:Choice><mc:Fallback><v:textbox>\(box)</v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>"
        #expect(try T(xml).read().blocks.map { if case .paragraph(let text, _) = $0 { text } else { "" } } == ["前后", "框一", "框二"])
    }

    @Test func `a table in a text box is a grid behind its paragraph`() throws {
        let xml = "<w:p><w:r><w:t>前</w:t></w:r><w:r><w:txbxContent>\(T.table([["a"]]))</w:txbxContent></w:r></w:p>"
        let document = try T(xml).read()
        #expect(document.blocks == [.paragraph("前", level: 0), .table(0)])
        #expect(document.grids[0].cells.map(\.shown) == ["a"])
    }

    // MARK: - Tables

    @Test func `spans are expanded onto the grid`() throws {
        let fixture = T(
            T.table([
                [T.cell("资金", "<w:vMerge w:val=\"restart\"/>"), T.cell("表头", "<w:gridSpan w:val=\"2\"/>"), "末"],
                [T.cell("", "<w:vMerge/>"), "b", "c", "d"],
                [T.cell("", "<w:vMerge w:val=\"continue\"/>"), T.cell("e", "<w:gridSpan w:val=\"3\"/>")],
            ]))
        #expect(try fixture.table() == ["A1 资金", "B1 表头", "D1 末", "B2 b", "C2 c", "D2 d", "B3 e"])
        #expect(try fixture.read().grids[0].merges.map(\.a1) == ["A1:A3", "B1:C1", "B3:D3"])
    }

    @Test func `two merges below one another stay two`() throws {
        let restart = "<w:vMerge w:val=\"restart\"/>"
        let fixture = T(T.table([[T.cell("甲", restart)], [T.cell("", "<w:vMerge/>")], [T.cell("乙", restart)], [T.cell("", "<w:vMerge/>")], ["丙"]]))
        #expect(try fixture.read().grids[0].merges.map(\.a1) == ["A1:A2", "A3:A4"])
        #expect(try fixture.table() == ["A1 甲", "A3 乙", "A5 丙"])
    }

    @Test func `a merge that nothing began begins here`() throws {
        let fixture = T(T.table([["头"], [T.cell("一", "<w:vMerge/>")], [T.cell("", "<w:vMerge/>")]]))
        #expect(try fixture.table() == ["A1 头", "A2 一"])
        #expect(try fixture.read().grids[0].merges.map(\.a1) == ["A2:A3"])
    }

    @Test func `a merged block that is wide and high`() throws {
        let fixture = T(
            T.table([
                [T.cell("块", "<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>"), "c"],
                [T.cell("", "<w:gridSpan w:val=\"2\"/><w:vMerge/>"), "f"],
            ]))
        #expect(try fixture.read().grids[0].merges.map(\.a1) == ["A1:B2"])
        #expect(try fixture.table() == ["A1 块", "C1 c", "C2 f"])
    }

    @Test func `the older way to merge to the side`() throws {
        let fixture = T(T.table([[T.cell("宽", "<w:hMerge w:val=\"restart\"/>"), T.cell("", "<w:hMerge/>"), "c"]]))
        #expect(try fixture.read().grids[0].merges.map(\.a1) == ["A1:B1"])
        #expect(try fixture.table() == ["A1 宽", "C1 c"])
    }

    @Test func `a row may begin to the right`() throws {
        let xml = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr>\(T.cell("c"))</w:tr></w:tbl>"
        #expect(try T(xml).table() == ["C1 c"])
    }

    @Test func `paragraphs of a cell are its lines`() throws {
        let xml = T.table([["<w:tc>\(T.paragraph(""))\(T.paragraph("年度"))\(T.paragraph(""))\(T.paragraph("目标"))\(T.paragraph(""))</w:tc>"]])
        #expect(try T(xml).table() == ["A1 年度\n\n目标"])
    }

    @Test func `a table inside a cell is a grid of its own`() throws {
        let inner = T.table([["内"]])
        let document = try T(T.table([["<w:tc>\(T.paragraph("外"))\(inner)\(T.paragraph("尾"))</w:tc>", "旁"]]) + T.table([["后"]])).read()
        #expect(document.grids.map(\.name) == ["T1", "T2", "T3"])
        #expect(document.grids.map { $0.cells.map(\.shown) } == [["外\n尾", "旁"], ["内"], ["后"]])
        #expect(document.blocks == [.table(0), .table(1), .table(2)])
    }

    @Test func `rows and cells inside content controls count`() throws {
        let row = "<w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtPr/><w:sdtContent>\(T.cell("a"))</w:sdtContent></w:sdt>\(T.cell("b"))</w:tr></w:sdtContent></w:sdt>"
        #expect(try T("<w:tbl>\(row)</w:tbl>").table() == ["A1 a", "B1 b"])
    }

    @Test func `a cell that shows a prompt keeps its place`() throws {
        let prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\(T.cell("请填写"))</w:sdtContent></w:sdt>"
        #expect(try T("<w:tbl><w:tr>\(prompt)\(T.cell("b"))</w:tr></w:tbl>").table() == ["B1 b"])
    }

    @Test func `a deleted row is gone, a hidden row is marked`() throws {
        let xml = "<w:tbl><w:tr>\(T.cell("a"))</w:tr><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>\(T.cell("旧"))</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>\(T.cell("b"))</w:tr></w:tbl>"
        #expect(try T(xml).table() == ["A1 a", "A2 b"])
        #expect(try T(xml).read().grids[0].hiddenRows == [1])
    }

    @Test func `strict documents are read`() throws {
        var writer = ZipWriter()
        writer.add("word/document.xml", "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body>\(T.paragraph("严格"))</w:body></w:document>")
        #expect(try DOCXReader.read(bytes: writer.finish()).blocks == [.paragraph("严格", level: 0)])
    }
}
