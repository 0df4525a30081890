import Documents
import Testing
import Workflows

@Suite struct `Documents of ours` {
    private func package(_ parts: [(String, String)]) throws -> [UInt8] {
        var zip = ZipWriter()
        zip.add("[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"x\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>")
        zip.add("_rels/.rels", "<Relationships xmlns=\"y\"/>")
        for (name, text) in parts { zip.add(name, text) }
        return try zip.finish()
    }

    private func text(_ bytes: [UInt8], _ part: String) throws -> String {
        String(decoding: try #require(try ZipArchive(bytes).read(part)), as: UTF8.self)
    }

    private static let page = "<!DOCTYPE html>\n<head>\n<meta name=\"generator\" content=\"Jixiao\">\n<body>正文</body>\n"
    private static let print = "%PDF-1.7\n1 0 obj<<>>endobj\nxref\n0 1\ntrailer<<>>\nstartxref\n30\n%%EOF\n"

    @Test func `an office file bears the mark and is known by it`() throws {
        let bytes = try package([("word/document.xml", "<w>正文</w>")])
        #expect(OwnDocument(bytes) == nil)
        let marked = OwnDocument.stamped(bytes, as: .report)
        let mark = try #require(OwnDocument(marked))
        #expect(mark.kind == .report && mark.isUntouched)
        #expect(try text(marked, "[Content_Types].xml").contains("PartName=\"/docProps/custom.xml\""))
        #expect(try text(marked, "_rels/.rels").contains("<Relationships xmlns=\"y\"><Relationship Id=\"jixiaoMark\""))
        #expect(try text(marked, "word/document.xml") == "<w>正文</w>")
    }

    @Test func `work on an office file is seen, another packing is not work`() throws {
        let marked = OwnDocument.stamped(try package([("word/document.xml", "<w>正文</w>")]), as: .returnedWorkbook)
        let worked = try ZipArchive(marked).replacing(["word/document.xml": Array("<w>正文，改过</w>".utf8)])
        #expect(OwnDocument(worked)?.kind == .returnedWorkbook)
        #expect(OwnDocument(worked)?.isUntouched == false)
        let archive = try ZipArchive(marked)
        var repacked = ZipWriter(level: 1)
        for entry in archive.entries.reversed() { repacked.add(entry.name, try archive.read(entry)) }
        let again = try repacked.finish()
        #expect(again != marked && OwnDocument(again)?.isUntouched == true)
    }

    @Test func `properties that were there stay, and a second mark takes the place of the first`() throws {
        let own = "<op:Properties xmlns:op=\"p\" xmlns:vt=\"v\"><op:property fmtid=\"{D5}\" pid=\"7\" name=\"KSOProductBuildVer\"><vt:lpwstr>2052</vt:lpwstr></op:property></op:Properties>"
        let bytes = try package([("docProps/custom.xml", own), ("xl/workbook.xml", "<workbook/>")])
        #expect(OwnDocument(bytes) == nil)
        let once = OwnDocument.stamped(bytes, as: .report), twice = OwnDocument.stamped(once, as: .returnedWorkbook)
        let properties = try text(twice, "docProps/custom.xml")
        #expect(properties.contains("KSOProductBuildVer") && properties.contains("<op:property fmtid=") && properties.hasSuffix("</op:Properties>"))
        #expect(properties.ranges(of: "jixiao.document").count == 1 && properties.ranges(of: "pid=\"7\"").count == 1)
        #expect(OwnDocument(twice) == OwnDocument(OwnDocument.stamped(bytes, as: .returnedWorkbook)))
        #expect(OwnDocument(twice)?.isUntouched == true)
    }

    @Test(arguments: [page, print]) func `pages and PDFs bear it too`(_ text: String) throws {
        let bytes = Array(text.utf8)
        let marked = OwnDocument.stamped(bytes, as: .report)
        let mark = try #require(OwnDocument(marked))
        #expect(mark.kind == .report && mark.isUntouched)
        var worked = marked
        worked[text.hasPrefix("%") ? 10 : marked.count - 12] ^= 1
        #expect(OwnDocument(worked)?.isUntouched == false)
        #expect(OwnDocument(marked.dropLast(4) + Array("<p>".utf8))?.isUntouched == false)
    }

    @Test func `a page that a browser saved again is still ours`() {
        #expect(OwnDocument(Array(Self.page.utf8))?.isUntouched == false)
        #expect(OwnDocument(Array(Self.page.replacing("Jixiao", with: "WPS").utf8)) == nil)
    }

    @Test(arguments: [[], Array("PK".utf8), Array("%PDF-".utf8), Array("<html>".utf8), Array(repeating: 0x20, count: 100_000)] as [[UInt8]])
    func `other files have none`(_ bytes: [UInt8]) {
        #expect(OwnDocument(bytes) == nil)
        #expect(OwnDocument.stamped(bytes, as: .report) == bytes)
    }
}
