import BudgetModel
import Documents
@testable import Reports
import Testing

struct EscapingTests {
    static let nasty = "甲<b>&\"乙'>\u{01}\u{0B}\u{FFFE}]]></w:t><script>alert(1)</script>&amp;{{正文}}"
    /// The same without what no document may hold.
    static let shown = "甲<b>&\"乙'>"

    static var report: SelfEvaluationReport {
        var form = Examples.education()
        form.department = Sourced(nasty, Examples.cell("B4"))
        form.goals = [Goal(expected: Sourced(nasty + "\r\n第二行\t后", nil), achieved: Sourced(nasty, nil))]
        form.indicators[0].name = Sourced(nasty, nil)
        form.indicators[0].level1 = nasty
        form.indicators[0].reason = Sourced(nasty, nil)
        form.texts = [FormText(label: nasty, text: Sourced(nasty, nil))]
        let finding = Finding(
            code: "E03", severity: .error, at: Examples.cell("H14"), message: Wording(zh: nasty, en: nasty), expected: nasty, found: nasty,
            basis: Wording(zh: nasty, en: nasty))
        return ReportBuilder.build(form, scoreSheet: Examples.sheet(), framework: Examples.framework, findings: [finding])
    }

    @Test func `Word parts stay well formed and keep the characters`() throws {
        let document = try WordDocument(DOCXRenderer.render(Self.report))
        for entry in document.archive.entries where entry.name.hasSuffix(".xml") || entry.name.hasSuffix(".rels") {
            let bytes = try document.archive.read(entry)
            #expect(throws: Never.self) { try MarkupTree(bytes) }
            #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }, "\(entry.name)")
        }
        let paragraphs = try document.paragraphs()
        #expect(paragraphs.contains { $0.contains(Self.shown) })
        // The vertical tab is a line break.
        #expect(paragraphs.contains { $0.contains("]]></w:t><script>alert(1)</script>&amp;{{正文}}") })
        #expect(!(try document.text("word/document.xml").contains("<script")))
        #expect(try document.text("docProps/core.xml").contains("&lt;script&gt;"))
    }

    @Test func `HTML keeps text text`() throws {
        let html = HTMLRenderer.render(Self.report)
        #expect(!html.contains("<script"))
        #expect(!html.contains("<b>"))
        #expect(html.contains("甲&lt;b&gt;&amp;&quot;乙'&gt;"))
        #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }

    @Test func `a placeholder in a form's value is not filled again`() throws {
        let template = try DOCXTemplate(TemplateTests.document(TemplateTests.paragraph("{{部门名称}}")))
        let paragraphs = try WordDocument(DOCXRenderer.render(Self.report, template: template)).paragraphs()
        #expect(paragraphs.contains { $0.contains("{{正文}}") })
    }
}
