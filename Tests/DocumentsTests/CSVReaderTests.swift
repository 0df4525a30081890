import BudgetModel
import Documents
import Testing

@Suite struct CSVReaderTests {
    static func cells(_ document: Document) -> String { outline(document.grids[0]) }

    @Test(arguments: [
        ("项目名称,道路养护\n分值,100\n", "CSV[A1=项目名称|B1=道路养护|A2=分值|B2=100]"),
        ("a\tb,c\r\nd\te\r\n", "CSV[A1=a|B1=b,c|A2=d|B2=e]"),
        ("a;b\n1,5;2\n", "CSV[A1=a|B1=b|A2=1,5|B2=2]"),
        ("sep=;\na,b;c\n", "CSV[A1=a,b|B1=c]"),
        ("\"a\nb\",\"c\"\"d\"\n\"e\" ,f\n", "CSV[A1=a⏎b|B1=c\"d|A2=e|B2=f]"),
        ("\"a\r\nb\",x\r\n", "CSV[A1=a⏎b|B1=x]"),
        ("a,\"never closed\nb,c\n", "CSV[A1=a|B1=\"never closed|A2=b|B2=c]"),
        ("5\" pipe,x\ny,z", "CSV[A1=5\" pipe|B1=x|A2=y|B2=z]"),
        ("code,=\"00123\"\n0.50,\t1 \n", "CSV[A1=code|B1=00123|A2=0.50|B2=1]"),
        ("a,,c\n,,\n\n,e\n", "CSV[A1=a|C1=c|B4=e]"),
        ("a,b\rc,d\r", "CSV[A1=a|B1=b|A2=c|B2=d]"),
        ("只有一列\n第二行", "CSV[A1=只有一列|A2=第二行]"),
        ("a\0b,c\n", "CSV[A1=ab|B1=c]"),
        ("", "CSV[]"),
    ])
    func `splits lines into fields`(text: String, expected: String) throws {
        #expect(Self.cells(try CSVReader.read(Array(text.utf8))) == expected)
    }

    /// 绩效,优 in each encoding.
    @Test(arguments: [
        ("UTF-8", Array("绩效,优\n1,2\n".utf8)),
        ("UTF-8 with its mark", [0xEF, 0xBB, 0xBF] + Array("绩效,优\n1,2\n".utf8)),
        ("GB18030", [0xBC, 0xA8, 0xD0, 0xA7, 0x2C, 0xD3, 0xC5, 0x0A, 0x31, 0x2C, 0x32, 0x0A]),
        ("UTF-16 LE", [0xFF, 0xFE, 0xE9, 0x7E, 0x48, 0x65, 0x2C, 0, 0x18, 0x4F, 0x0A, 0, 0x31, 0, 0x2C, 0, 0x32, 0, 0x0A, 0]),
        ("UTF-16 BE", [0xFE, 0xFF, 0x7E, 0xE9, 0x65, 0x48, 0, 0x2C, 0x4F, 0x18, 0, 0x0A, 0, 0x31, 0, 0x2C, 0, 0x32, 0, 0x0A]),
    ] as [(String, [UInt8])])
    func `reads the encodings of Chinese offices`(name: String, bytes: [UInt8]) throws {
        #expect(Self.cells(try CSVReader.read(bytes)) == "CSV[A1=绩效|B1=优|A2=1|B2=2]")
    }

    @Test func `keeps UTF-8 that ends in the middle of a character`() throws {
        let bytes = Array("绩效自评,优\n得分,九".utf8).dropLast()
        #expect(Self.cells(try CSVReader.read(Array(bytes))) == "CSV[A1=绩效自评|B1=优|A2=得分|B2=\u{FFFD}]")
    }

    @Test func `numbers stay text`() throws {
        let grid = try CSVReader.read(Array("98%,1.50\n8.3699999999999992,007\n".utf8)).grids[0]
        #expect(grid.cells.map(\.value) == ["98%", "1.50", "8.3699999999999992", "007"].map(CellValue.text))
    }

    @Test(arguments: [
        ("rows", String(repeating: "\n", count: 12_000)), ("columns", String(repeating: ",", count: 20_000)),
        ("cells", String(repeating: "1,1,1,1,1,1,1,1\n", count: 1400)),
    ])
    func `is bounded`(what: String, text: String) {
        var limits = ReadLimits()
        limits.rows = 11_000
        limits.cells = 10_000
        let error = #expect(throws: DocumentError.self) { try CSVReader.read(Array(text.utf8), limits: limits) }
        #expect(error?.kind == .tooLarge)
    }

    @Test func `stray quotes do not make reading start over`() throws {
        let text = String(repeating: "\"a,\"\"b\n", count: 20_000)
        #expect(try CSVReader.read(Array(text.utf8)).grids[0].cells.isEmpty == false)
    }
}

@Suite struct TextDecodingTests {
    @Test(arguments: [
        ("gb2312", TextEncoding.gb18030), ("GBK", .gb18030), ("x-gbk", .gb18030), ("gb_2312-80", .gb18030), ("UTF-8", .utf8), ("utf8", .utf8),
        ("Big5", .big5), ("ISO-8859-1", .windows1252), ("utf-16", .utf8),
    ])
    func `knows the names of encodings`(name: String, encoding: TextEncoding) {
        #expect(TextEncoding(declared: name) == encoding)
    }

    @Test func `goes by the bytes where the declaration is wrong`() throws {
        let text = "项目支出绩效自评表（水利局）"
        #expect(try TextDecoding.decode(Array(text.utf8), declared: "gbk") == (text, .utf8))
        let gbk: [UInt8] = [0xCF, 0xEE, 0xC4, 0xBF, 0xD6, 0xA7, 0xB3, 0xF6]
        #expect(try TextDecoding.decode(gbk, declared: "utf-8") == ("项目支出", .gb18030))
        #expect(try TextDecoding.decode(gbk, declared: "iso-8859-1") == ("项目支出", .gb18030))
        #expect(try TextDecoding.decode(gbk) == ("项目支出", .gb18030))
        #expect(try TextDecoding.decode(Array("caf".utf8) + [0xE9], declared: "iso-8859-1") == ("café", .windows1252))
    }

    @Test func `reads what only the four-byte part of GB18030 has`() throws {
        // 㐀 and a GBK character beside it.
        #expect(try TextDecoding.decode([0x81, 0x39, 0xEE, 0x39, 0xD3, 0xC5]).text == "㐀优")
    }

    @Test func `bytes that are no text in any encoding are refused`() {
        let noise = (0..<60_000).map { $0 % 2 == 0 ? UInt8(0xFF) : 0x81 }
        let error = #expect(throws: DocumentError.self) { try TextDecoding.decode(noise) }
        #expect(error?.kind == .unknownFormat)
    }

    @Test func `what no encoding has becomes a replacement character`() throws {
        #expect(try TextDecoding.decode([0xD3, 0xC5, 0xFF, 0xD3, 0xC5]).text == "优\u{FFFD}优")
    }
}
