import BudgetModel
import Documents
import Testing

@Suite struct DocumentReaderTests {
    static func kind(_ bytes: [UInt8], _ name: String) -> DocumentError.Kind? {
        do {
            _ = try DocumentReader.read(bytes, name: name)
            return nil
        } catch { return error.kind }
    }

    static func zip(_ names: String...) throws -> [UInt8] {
        var writer = ZipWriter()
        for name in names { writer.add(name, name == "mimetype" ? "application/vnd.oasis.opendocument.spreadsheet" : "x") }
        return try writer.finish()
    }

    static let form = "项目名称,道路养护\n年度,2023\n"

    /// Beginnings of files; each must be told by its bytes and answered with what to do.
    static let refused: [(String, [UInt8], DocumentError.Kind, String)] = [
        ("a.xlsx", [], .empty, "0 字节"),
        ("a.txt", Array(" \n\n".utf8), .empty, "空"),
        ("a.xlsx", [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00] + [UInt8](repeating: 7, count: 400), .damaged, "重新下载"),
        ("a.xlsx", Array(form.utf8), .unknownFormat, "纯文本"),
        ("a.docx", Array("绩效自评报告".utf8), .unknownFormat, "纯文本"),
        ("a.xls", Array("a\tb\n1\t2\n".utf8), .unknownFormat, ".csv"),
        ("a.xlsx", Array("%PDF-1.7\n%âãÏÓ".utf8), .unsupportedFormat, "PDF"),
        ("a.xlsx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .unsupportedFormat, "PNG"),
        ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0], .unsupportedFormat, "JPEG"),
        ("a.gif", Array("GIF89a".utf8), .unsupportedFormat, "GIF"),
        ("a.tif", [0x49, 0x49, 0x2A, 0x00, 8, 0, 0, 0], .unsupportedFormat, "TIFF"),
        ("a.webp", Array("RIFF1234WEBPVP8 ".utf8), .unsupportedFormat, "WebP"),
        ("a.heic", [0, 0, 0, 0x18] + Array("ftypheic".utf8), .unsupportedFormat, "HEIC"),
        ("a.bmp", Array("BM".utf8) + [0x36, 0, 0x10, 0, 0, 0, 0, 0, 0x36] + [UInt8](repeating: 0, count: 60), .unsupportedFormat, "BMP"),
        ("a.doc", Array("{\\rtf1\\ansi".utf8), .unsupportedFormat, ".docx"),
        ("a.gz", [0x1F, 0x8B, 8, 0], .unsupportedFormat, "解压"),
        ("a.rar", Array("Rar!".utf8) + [0x1A, 7, 0], .unsupportedFormat, "解压"),
        ("a.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], .unsupportedFormat, "解压"),
        ("a.xlsx", [0x62, 0x14, 0x23, 0x65, 0, 0, 0, 0], .encrypted, "解密"),
        ("a.mht", Array("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html><table><tr><td>".utf8), .unsupportedFormat, ".mht"),
        ("a.xml", Array("<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w:wordDocument/>".utf8), .unsupportedFormat, ".docx"),
        ("a.xml", Array("<?xml version='1.0'?><rss><channel/></rss>".utf8), .unknownFormat, "XML"),
        ("a.uof", Array("<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'/>".utf8), .unsupportedFormat, "UOF"),
        ("a.fods", Array("<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>".utf8), .unsupportedFormat, "OpenDocument"),
        ("a.xls", [0x09, 0x04, 0x06, 0x00, 0, 0, 0x10, 0, 0, 0], .unsupportedFormat, "Excel 4.0"),
        ("a.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 2000), .damaged, "重新下载"),
        ("a", [UInt8](repeating: 0, count: 5000), .unknownFormat, "无法识别"),
        ("a", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }, .unknownFormat, "无法识别"),
    ]

    @Test(arguments: refused)
    func `says what a file is and what to do`(name: String, bytes: [UInt8], kind: DocumentError.Kind, words: String) throws {
        let error = #expect(throws: DocumentError.self) { try DocumentReader.read(bytes, name: name) }
        #expect(error?.kind == kind)
        #expect(error?.sentence.zh.contains(words) == true)
        #expect(error?.sentence.en.isEmpty == false)
    }

    @Test(arguments: [
        (["mimetype", "content.xml"], "OpenDocument"), (["OFD.xml", "Doc_0/Document.xml"], "OFD"), (["xl/workbook.bin", "[Content_Types].xml"], ".xlsb"),
        (["ppt/presentation.xml"], "演示"), (["自评表.xlsx", "说明.txt"], "解压"),
    ])
    func `tells zip files apart`(names: [String], words: String) throws {
        var writer = ZipWriter()
        for name in names { writer.add(name, name == "mimetype" ? "application/vnd.oasis.opendocument.spreadsheet" : "x") }
        let bytes = try writer.finish()
        let error = #expect(throws: DocumentError.self) { try DocumentReader.read(bytes, name: "a.xlsx") }
        #expect(error?.kind == .unsupportedFormat)
        #expect(error?.sentence.zh.contains(words) == true)
    }

    @Test(arguments: [
        ("word.doc", DocumentError.Kind.unsupportedFormat, ".docx"), ("writer.wps", .unsupportedFormat, ".wps"), ("encrypted.xlsx", .encrypted, "密码"),
        ("filepass.xls", .encrypted, "密码"), ("slides.ppt", .unsupportedFormat, "演示"),
    ])
    func `tells compound files apart`(name: String, kind: DocumentError.Kind, words: String) throws {
        let bytes = try Fixture.bytes(name)
        let error = #expect(throws: DocumentError.self) { try DocumentReader.read(bytes, name: name) }
        #expect(error?.kind == kind)
        #expect(error?.sentence.zh.contains(words) == true)
    }

    @Test(arguments: [
        ("form.xls", "<html><table><tr><td>a</td></tr></table></html>", DocumentFormat.html, 1),
        ("form.html", "<html><table><tr><td>a</td></tr></table></html>", .html, 0),
        ("form.xlsx", "\u{FEFF}\n<table><tr><td>a</td></tr></table>", .html, 1),
        ("form.html", "<!-- saved --><?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC 'x'><html xmlns='http://www.w3.org/1999/xhtml'><p>x</p></html>", .html, 0),
        ("form.doc", "<html xmlns:o='urn:schemas-microsoft-com:office:office'><body><p>x</p></body></html>", .html, 1),
        ("form.xls", "Warning: x\n<table border=1><tr><td>a</td></tr></table>", .html, 1),
        ("form.csv", form, .csv, 0), ("form.txt", form, .csv, 0), ("", form, .csv, 0), ("报表", form, .csv, 0), ("form.csv", "只有一列\n", .csv, 0),
        ("report.txt", "第一段。\n\n第二段，很长。\n", .text, 0), ("report", "第一段。\n第二段。\n", .text, 0), ("notes.md", "a,b\nc,d\n", .text, 0),
        ("page.html", "第一段。\n第二段。\n", .text, 1),
    ])
    func `reads text by its content and says where the name is wrong`(name: String, text: String, format: DocumentFormat, notes: Int) throws {
        let document = try DocumentReader.read(Array(text.utf8), name: name)
        #expect(document.format == format)
        #expect(document.notes.count == notes)
    }

    @Test func `plain text is its lines`() throws {
        let document = try DocumentReader.read(Array("绩效自评报告\r\n\r\n一、基本情况\r\n".utf8), name: "a.txt")
        #expect(document.blocks == [.paragraph("绩效自评报告", level: 0), .paragraph("一、基本情况", level: 1)])
    }

    @Test(arguments: [("form-1900.xls", "a.docx", 1), ("form-1900.xls", "a.xls", 0), ("form-1900.xls", "a.et", 1), ("06-qingshen-ndrc-2023.xlsx", "a.docx", 1), ("06-qingshen-ndrc-2023.xlsx", "A.XLSX", 0)])
    func `reads workbooks whatever their name`(file: String, name: String, notes: Int) throws {
        let document = try DocumentReader.read(try Fixture.bytes(file), name: name)
        #expect(!document.grids.isEmpty)
        #expect(document.notes.count == notes)
    }

    @Test(arguments: ["form-1900.xls", "06-qingshen-ndrc-2023.xlsx", "long-strings.xls"])
    func `no beginning of a file is read as the whole`(file: String) throws {
        let bytes = try Fixture.bytes(file)
        for share in 1..<20 {
            let cut = Array(bytes.prefix(bytes.count * share / 20))
            #expect(Self.kind(cut, file) == .damaged, "cut at \(cut.count)")
        }
    }
}

@Suite struct SpreadsheetXMLTests {
    @Test func `reads the XML of Excel 2003`() throws {
        let document = try DocumentReader.read(try Fixture.bytes("excel-2003.xml"), name: "a.xls")
        #expect(document.format == .xls)
        #expect(dump(document.grids) == (try Fixture.text("excel-2003.dump")))
        #expect(document.notes.count == 1)
    }

    @Test func `refuses entities`() {
        let bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>&a;</Workbook>"
        let error = #expect(throws: DocumentError.self) { try DocumentReader.read(Array(bomb.utf8), name: "a.xls") }
        #expect(error?.kind == .hostile)
    }
}
