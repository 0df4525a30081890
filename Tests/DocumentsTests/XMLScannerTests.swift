@testable import Documents
import Testing

/// `XMLScanner` gives the events of libxml2, and refuses what libxml2 refuses.
@Suite struct XMLScannerTests {
    private static let names = XMLNames(["c", "row", "mergeCells", "AlternateContent"], in: ["urn:a", "urn:b"])

    /// Writes every event down.
    private final class Log: XMLVisitor {
        var lines: [String] = []
        private let stopsAt: Int?
        override var names: XMLNames { XMLScannerTests.names }

        init(stopsAt: Int? = nil) {
            self.stopsAt = stopsAt
            super.init(part: "part")
            isCollecting = true
        }

        override func start(_ tag: Int, _ attributes: XMLAttributes) {
            endText()
            let pairs = (0..<attributes.count).map { index in
                // libxml2 hands on `&amp;` as `&#38;`.
                let value = String(decoding: attributes.value(index), as: UTF8.self).replacing("&#38;", with: "&")
                return String(decoding: attributes.name(index), as: UTF8.self) + "=" + value
            }
            lines.append("<\(tag) \(pairs.joined(separator: ","))")
            if lines.count == stopsAt { isDone = true }
        }

        override func end(_ tag: Int) {
            endText()
            lines.append(">\(tag)")
        }

        private func endText() {
            if !text.isEmpty { lines.append(text.string) }
            text.clear()
        }
    }

    private func scanned(_ xml: String, stopsAt: Int? = nil) -> ([String], DocumentError.Kind?, Bool) {
        var bytes = Array(xml.utf8) + [UInt8](repeating: 0, count: XMLScanner.padding)
        let log = Log(stopsAt: stopsAt)
        do {
            let isRead = try bytes.withUnsafeMutableBufferPointer { memory throws(DocumentError) in
                try XMLScanner.read(memory, log, maximumDepth: 20, Deadline(seconds: 10))
            }
            return (log.lines, nil, isRead)
        } catch {
            return (log.lines, error.kind, true)
        }
    }

    private func parsed(_ xml: String, stopsAt: Int? = nil) throws -> ([String], DocumentError.Kind?) {
        let log = Log(stopsAt: stopsAt)
        var limits = ReadLimits()
        limits.elementDepth = 20
        let parser = try LibraryParser(limits: limits, deadline: Deadline(seconds: 10))
        do {
            try Array(xml.utf8).withUnsafeBufferPointer { memory throws(DocumentError) in try parser.read(memory, log) }
            return (log.lines, nil)
        } catch {
            return (log.lines, error.kind)
        }
    }

    private static let wellFormed = [
        "<c/>", "<c></c>", "<c a='1' b=\"2\"/>", "<c  a = '1'\n\tb='2' ></c >", "<x:c xmlns:x='urn:a'/>", "<x:c xmlns:x='urn:z'/>", "<x:c/>",
        "<c xmlns='urn:a'><row/></c>", "<c xmlns='urn:z'><row/></c>", "<c xmlns='urn:z'><row xmlns='urn:b'><c/></row><c/></c>",
        "<c xmlns='urn:z'><row xmlns=''/></c>", "<c xmlns:x='urn:a'><x:row xmlns:x='urn:z'><x:c/></x:row><x:c/></c>",
        "<c x:a='1' xmlns:x='urn:z'/>", "<c xml:space='preserve'> t </c>", "<mergeCells/>", "<AlternateContent/>", "<mergeCell/>", "<AlternateContents/>",
        "<c>a&amp;b&lt;&gt;&quot;&apos;&#65;&#x4e2d;&#x1F600;</c>", "<c a='&amp;&lt;&#65;&#x4e2d;&quot;'/>", "<c a='a\n\tb\r\nc\rd'/>", "<c a='&#10;&#9;'/>",
        "<c>a\r\nb\rc\n</c>", "<c>a]b]]c</c>", "<c><![CDATA[<&]]]></c>", "<c><![CDATA[]]></c>", "<c>a<![CDATA[\r\n]]>b</c>", "<c><!-- - --><!----></c>",
        "<c><?p?><?p q ? > ?></c>", "<!-- a --><?p?>\n<c/>\n<!-- b --><?q r?>", "<?xml version=\"1.0\"?><c/>", "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<c/>",
        "\u{FEFF}<c/>", "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?><c/>", " \n<c/>", "<中文 a='值'>文字</中文>", "<c a='>'/>", "<c>></c>", "<c a=''/>",
        "<_-.1/>", "<:c/>", "<c:/>", "<::c/>", "<a::c/>", "<a:1/>", "<a:c:c xmlns:a='urn:a'/>", "<c :a='1' b:='2' ::a='3' b:c:a='4'/>", "<c a='1'><row b='2'>x</row>y<row/>z</c>", "<c>\u{7F}\u{85}\u{FFFD}</c>",
    ]

    private static let malformed = [
        "", " ", "c", "<", "<c", "<c>", "</c>", "<c></d>", "<c></cc>", "<cc></c>", "<c/><c/>", "<c/>x", "x<c/>", "<c a/>", "<c a=/>", "<c a=1/>", "<c a='1/>", "<c a='1'b='2'/>",
        "<c a='1' a='2'/>", "<c a='<'/>", "<c a='&'/>", "<c a='&b;'/>", "<c a='&amp'/>", "<c>&</c>", "<c>&b;</c>", "<c>&amp</c>", "<c>&#;</c>", "<c>&#x;</c>", "<c>&#0;</c>",
        "<c>&#xD800;</c>", "<c>&#xFFFF;</c>", "<c>&#x110000;</c>", "<c>&#99999999999999999999;</c>", "<c>]]></c>", "<c><![CDATA[</c>", "<c><!-- -- --></c>", "<c><!-- --->", "<c><!--",
        "<c><?xml version='1.0'?></c>", "<c><?</c>", "<c><? p?></c>", "<c><?p</c>", "<c/><!DOCTYPE c>", "<c><!x></c>", "<1/>", "<c><1/></c>", "<c / >", "< c/>", "<c>\u{1}</c>", "<c a='\u{1}'/>",
        "<c>\u{FFFE}</c>", "<c>\u{0}</c>", "<c xmlns:x='a' xmlns:x='b'/>", "<c><row></c></row>", "<![CDATA[x]]><c/>", "<c", "<c a", "<c a=", "<c a='", "<c/", "</", "<!-", "<!--", "<?", "<c>&#x4e2d", "<?xml",
        "<?xml version=\"1.0\"", "<?xml version=\"1.0\"?>",
    ]

    @Test(arguments: wellFormed)
    func `gives the events of libxml2`(xml: String) throws {
        let (events, kind, isRead) = scanned(xml)
        let (expected, expectedKind) = try parsed(xml)
        #expect(isRead)
        #expect(kind == nil && expectedKind == nil)
        #expect(events == expected)
    }

    @Test(arguments: malformed)
    func `refuses what libxml2 refuses`(xml: String) throws {
        let (_, kind, isRead) = scanned(xml)
        #expect(try parsed(xml).1 == .damaged)
        #expect(kind == .damaged || !isRead)
    }

    @Test(arguments: ["<!DOCTYPE c><c/>", "<?xml version='1.0'?>\n<!-- -->\n<!DOCTYPE c [<!ENTITY a 'b'>]><c>&a;</c>", "<!DOCTYPE"])
    func `refuses document types`(xml: String) { #expect(scanned(xml).1 == .hostile) }

    @Test(arguments: [
        "<?xml version='1.1'?><c/>", "<?xml version='1.0' encoding='GBK'?><c/>", "<?xml encoding='UTF-8'?><c/>", "<?xml version='1.0' standalone='maybe'?><c/>", "<?xml version = '1.0'?><c/>",
    ])
    func `leaves other declarations to libxml2`(xml: String) { #expect(!scanned(xml).2) }

    @Test func `bytes that are no UTF-8 are damage`() throws {
        let beginnings: [[UInt8]] = [[0x80], [0xC0, 0x80], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE4, 0xB8], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF]]
        for odd in beginnings {
            for text in [Array("<c>".utf8) + odd + Array("</c>".utf8), Array("<c>abcdefgh".utf8) + odd] {
                var bytes = text + [UInt8](repeating: 0, count: XMLScanner.padding)
                let log = Log()
                #expect(throws: DocumentError.self, "\(odd)") {
                    try bytes.withUnsafeMutableBufferPointer { _ = try XMLScanner.read($0, log, maximumDepth: 20, Deadline(seconds: 10)) }
                }
            }
        }
    }

    @Test func `a zero byte is damage wherever it stands`() {
        for xml in ["<c/>\u{0}", "<c>\u{0}</c>", "\u{0}<c/>", "<c \u{0}/>"] { #expect(scanned(xml).1 == .damaged || !scanned(xml).2) }
    }

    @Test func `depth is bounded`() {
        let open = String(repeating: "<c>", count: 20)
        let close = String(repeating: "</c>", count: 20)
        #expect(scanned(open + close).1 == nil)
        #expect(scanned(open + "<c/>" + close).1 == .tooLarge)
    }

    @Test func `attributes are bounded`() {
        let many = (0..<2000).map { " a\($0)=''" }.joined()
        #expect(scanned("<c\(many)/>").1 == .damaged)
        #expect(scanned("<c" + (0..<900).map { " a\($0)=''" }.joined() + "/>").1 == nil)
    }

    @Test func `a visitor that has enough ends the reading`() throws {
        let xml = "<c><row/><row a='1'/><broken"
        #expect(scanned(xml, stopsAt: 4).0 == ["<0 ", "<1 ", ">1", "<1 a=1"])
        #expect(scanned(xml, stopsAt: 4).1 == nil)
        #expect(try parsed(xml, stopsAt: 4).0 == scanned(xml, stopsAt: 4).0)
    }

    @Test func `every beginning of a text ends`() {
        let xml = "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><!-- a --><x:c xmlns:x='urn:a' a='&lt;\r\n文'><![CDATA[a]]>&#x4e2d;]]<?p q?><row/>\r\n</x:c>"
        for length in 0..<xml.utf8.count {
            let prefix = String(decoding: xml.utf8.prefix(length), as: UTF8.self)
            let (_, kind, isRead) = scanned(prefix)
            #expect(kind == .damaged || !isRead, "\(length) bytes")
        }
    }
}
