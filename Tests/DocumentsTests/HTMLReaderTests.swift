import BudgetModel
import Documents
import Quantities
import Testing

/// A page in one text: `# 1 heading`, paragraphs, and each grid as `T1[A1=…|B1=…]` with its merges.
func outline(_ document: Document) -> String {
    document.blocks.map { block in
        switch block {
        case .paragraph(let text, level: 0): text.replacing("\n", with: "⏎")
        case .paragraph(let text, let level): "#\(level) " + text.replacing("\n", with: "⏎")
        case .table(let index): outline(document.grids[index])
        }
    }.joined(separator: " ¶ ")
}

func outline(_ grid: Grid) -> String {
    let cells = grid.cells.map { $0.position.a1 + "=" + $0.shown.replacing("\n", with: "⏎") }.joined(separator: "|")
    let merges = grid.merges.map { "\($0.topLeft.a1):\(CellPosition(row: $0.bottom, column: $0.right).a1)" }.joined(separator: ",")
    return grid.name + "[" + cells + "]" + merges
}

@Suite struct HTMLReaderTests {
    static func read(_ page: String) throws -> Document { try HTMLReader.read(Array(page.utf8)) }

    @Test(arguments: [
        // Running text
        ("<h1>绩效自评</h1><p>一、基本情况</p>说明", "#1 绩效自评 ¶ 一、基本情况 ¶ 说明"),
        ("<div>甲<span>乙</span>\n  丙<br>丁</div>", "甲乙 丙⏎丁"),
        ("前<p>中</p>后", "前 ¶ 中 ¶ 后"),
        ("<p>&nbsp;1&#160;2&#x3000;3&lt;4&ge;5&amp;</p>", "1 2　3<4≥5&"),
        ("<title>题</title><script>var a='<table>'</script><style>td{}</style><p>文</p>", "文"),
        ("<p>显<span style='color:red; DISPLAY : none'>隐</span>示</p><p hidden>x</p>", "显示"),
        ("<p><项目>资金<5%，<=3，<<二>>，1 < 2</p>", "<项目>资金<5%，<=3，<<二>>，1 < 2"),
        ("<!--[if gte mso 9]><p>x</p><![endif]-->甲<!--[if !mso]><!-->乙<!--<![endif]-->丙", "甲乙丙"),
        // Tables
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "T1[A1=a|B1=b|A2=c|B2=d]"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "T1[A1=a|B1=b|A2=c|B2=d]"),
        ("<table><tr><td><div>a<td>b</div></table>", "T1[A1=a|B1=b]"),
        ("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", "T1[A1=a|B1=b|B2=c|C2=d]A1:A2,B1:C1"),
        ("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "T1[A1=a|B1=b|B2=c|B3=d]A1:A3"),
        ("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", "T1[A1=a|B1=b|B2=c]A1:A2"),
        ("<table><tr><td rowspan=9>a</table>", "T1[A1=a]"),
        ("<table><tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c</tbody></table>", "T1[A1=a|B1=b|A2=c]"),
        ("<table><tr><td>x<td rowspan=2>y<tr><td colspan=2>z<td>w</table>", "T1[A1=x|B1=y|A2=z|C2=w]B1:B2"),
        ("<table><tr><td> 年度<br>目标 <p>一</p><p>二</p><div>三</div><br><br></td></tr></table>", "T1[A1=年度⏎目标⏎一⏎二⏎三]"),
        ("<p>表前</p><table><caption>自评表</caption><tr><th>名称</th></tr></table><p>表后</p>", "表前 ¶ 自评表 ¶ T1[A1=名称] ¶ 表后"),
        ("<table></table><table><tr><td></td></tr></table><table><tr><td>x</table>", "T3[A1=x]"),
        ("<table><tr style='display:none'><td>隐</td></tr><tr><td>显<td style='display:none'>没<td>b</table>", "T1[A1=隐|A2=显|B2=b]"),
        ("<table><tr><td>a</td></tr>漏<tr><td>b</td></tr></table>", "T1[A1=a|A2=b] ¶ 漏"),
        ("<tr><td>无表</td></tr>", "无表"),
        // Layout tables
        ("<table><tr><td><h2>自评表</h2>单位：万元<table><tr><td>a</td><td>b</td></tr></table>注：无<td>边栏</table>", "T1[B1=边栏] ¶ #2 自评表 ¶ 单位：万元 ¶ T2[A1=a|B1=b] ¶ 注：无"),
        ("<table><tr><td><table><tr><td><table><tr><td>深</table></table></table>", "T3[A1=深]"),
        ("<table><tr><td><table><tr><td>甲</table></td></tr><tr><td><table><tr><td>乙</table></td></tr></table>", "T2[A1=甲] ¶ T3[A1=乙]"),
        // Form fields
        ("<table><tr><td><input value='95'>%<td><input type=checkbox checked>是<input type='checkbox'>否<td><input type=hidden value=x><input type=submit value=y></table>", "T1[A1=95%|B1=☑是☐否]"),
        ("<table><tr><td><textarea>第一行\n第二行</textarea><td><select><option>优<option selected>良<option>中</select>级<td><select><option>优</option><option>良</option></select></table>", "T1[A1=第一行⏎第二行|B1=良级|C1=优]"),
        ("<table><tr><td>1&nbsp;☑&nbsp;&nbsp;2\u{200B}&#9745;</table>", "T1[A1=1 ☑ 2☑]"),
        ("<table><tr><td>a<o:p></o:p><![if !supportEmptyParas]>&nbsp;<![endif]><!--[if gte mso 9]><xml><x:Name>n</x:Name></xml><![endif]-->b</table>", "T1[A1=a b]"),
    ])
    func `reads text and tables in order`(page: String, expected: String) throws {
        #expect(outline(try Self.read("<html><body>" + page + "</body></html>")) == expected)
        #expect(outline(try Self.read(page)) == expected)
    }

    @Test(arguments: [
        ("<td x:num=\"8.3699999999999992\">8.4</td>", CellValue.number(try! ExactDecimal(parsing: "8.37"), isPercent: false), "8.37"),
        ("<td x:num=\"0.97750000000000004\">97.75%</td>", .number(try! ExactDecimal(parsing: "0.9775"), isPercent: true), "97.75%"),
        ("<td x:num=\"0.97750000000000004\">98%</td>", .number(try! ExactDecimal(parsing: "0.9775"), isPercent: true), "97.75%"),
        ("<td sdval=\"1234.5\" sdnum=\"1033;\">1,234.50</td>", .number(try! ExactDecimal(parsing: "1234.5"), isPercent: false), "1234.5"),
        ("<td x:num=\"45280\">2023年12月20日</td>", .text("2023年12月20日"), "2023年12月20日"),
        ("<td x:num=\"8800000\">880万</td>", .text("880万"), "880万"),
        ("<td x:num>8.4</td>", .text("8.4"), "8.4"),
        ("<td x:str=\"x\">8.4</td>", .text("8.4"), "8.4"),
        ("<td x:num=\"zzz\">8.4</td>", .text("8.4"), "8.4"),
        ("<td>98%</td>", .text("98%"), "98%"),
    ])
    func `takes the number that a workbook saved as a page keeps behind the text`(cell: String, value: CellValue, shown: String) throws {
        let grid = try #require(try Self.read("<table><tr>\(cell)</tr></table>").grids.first)
        #expect(grid.cells.map(\.value) == [value])
        #expect(grid.cells.map(\.shown) == [shown])
    }

    @Test func `keeps hidden rows and columns of a saved workbook`() throws {
        let grid = try #require(
            try Self.read(
                "<table><col width=9><col span=2 style='display:none;mso-width:0'><col><tr><td>a<td>b<td>c<td>d<tr style='display:none'><td>e</table>").grids.first)
        #expect(grid.hiddenColumns == [1, 2])
        #expect(grid.hiddenRows == [1])
        #expect(grid.cells.count == 5)
    }

    @Test(arguments: [("gbk", "gbk"), ("GB2312", "gb2312"), ("gb18030", "gb18030")])
    func `reads pages in the Chinese encodings`(declared: String, name: String) throws {
        // 绩效自评 and a sign that only the four-byte part of GB18030 has.
        let bytes = Array("<meta charset=\"\(declared)\"><table><tr><td>".utf8) + [0xBC, 0xA8, 0xD0, 0xA7, 0xD7, 0xD4, 0xC6, 0xC0] + Array("</td></tr></table>".utf8)
        #expect(outline(try HTMLReader.read(bytes)) == "T1[A1=绩效自评]")
    }

    @Test func `finds nothing in an empty page`() throws {
        let document = try Self.read("<html></html>")
        #expect(document.grids.isEmpty)
        #expect(document.blocks.isEmpty)
        #expect(document.format == .html)
    }

    @Test func `says that the cover page of a framed workbook has no sheets`() throws {
        #expect(throws: DocumentError.self) {
            try Self.read("<html xmlns:x='urn:schemas-microsoft-com:office:excel'><frameset rows='*,39'><frame src='a.files/sheet001.htm'></frameset></html>")
        }
    }

    @Test(arguments: [
        ("rows", String(repeating: "<tr>", count: 20_000)), ("cells", String(repeating: "<tr><td>a", count: 20_000)),
        ("columns", String(repeating: "<td colspan=1000>", count: 20)), ("columns under a long block", String(repeating: "<td colspan=99999 rowspan=99999>", count: 20)),
        ("depth", String(repeating: "<div>", count: 2000)), ("tables in tables", String(repeating: "<table><tr><td>", count: 2000)),
        ("tables", "</table>" + String(repeating: "<table><tr><td>a</table>", count: 30_000)), ("paragraphs", "</table>" + String(repeating: "<p>a", count: 20_000)),
    ])
    func `is bounded`(what: String, content: String) {
        var limits = ReadLimits()
        limits.rows = 10_000
        limits.cells = 10_000
        let error = #expect(throws: DocumentError.self) { try HTMLReader.read(Array(("<table>" + content).utf8), limits: limits) }
        #expect(error?.kind == .tooLarge)
    }

    @Test(arguments: [
        "<table><tr><td>a", "<table><tr><td", "<table><tr><td>a&", "<table><tr><td>a&#", "<", "<!--", "<table><tr><td>a<!-- <td>b", "<table><td rowspan=-1 colspan=x>a",
        "</table></td>a", "<table>\0<tr>\0<td>a\0b", "<select><option>a<table><tr><td>b", "<textarea><table><tr><td>a", "&#xD800;&#x110000;&#99999999999;",
    ])
    func `takes broken pages as they are`(page: String) throws {
        let document = try Self.read(page)
        #expect(document.grids.count <= 1)
    }

    @Test func `a NUL does not cut the page`() throws {
        #expect(outline(try Self.read("<table><tr><td>a\0b</td><td>c</td></tr></table>")) == "T1[A1=ab|B1=c]")
    }
}
