import BudgetModel
import JSONText
import Narrative
import Quantities
@testable import Reports
import Testing

/// What is shown of an audited report; the findings are made by hand, for a report computes nothing.
struct AuditTests {
    static let text = "# 报告\n一、情况\n年末实有78人，其中在职51人、退休26人。<b>&\"\n全年执行数193.3万元。"

    static func report(_ text: String = text, findings: Bool = true, file: String = "目录/报告.txt") -> AuditReport {
        let reading = ReportReading(ReportText(text))
        var check = CheckResult(notChecked: [NotChecked(code: "F02", needs: Wording(zh: "表", en: "the form"))])
        if findings {
            check.findings = reading.contradictions.map { relation in
                Finding(
                    code: "F17", severity: relation.severity ?? .hint, at: nil, message: relation.message, basis: Wording(zh: "依据", en: "basis"),
                    passage: Passage(
                        kind: relation.kind.rawValue, range: relation.place, quote: reading.text.quote(relation.place),
                        figures: relation.figures.map { reading.figures[$0].number.description }, stated: relation.stated, computed: relation.computed, computation: relation.computation))
            }
        }
        return AuditReport(reading, check: check, file: file)
    }

    let page = AuditPage.render(report(), language: .zh, engine: "0", showsHolding: true)

    @Test func `the page loads nothing, runs nothing and escapes everything`() {
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
        for word in ["<script", "<link", "<img", "<iframe", "url(", "@import", "javascript:", "<b>&\""] { #expect(!page.contains(word), "\(word)") }
        #expect(page.contains("&lt;b&gt;&amp;&quot;"))
    }

    @Test func `tags are closed in order`() {
        for page in [page, AuditPage.render(Self.report("无"), language: .en, engine: "0"), AuditPage.render(Self.report("甲\t乙\n1\t2"), language: .zh, engine: "0")] {
            var xml = page.replacing("<!DOCTYPE html>\n", with: "").replacing("<br>", with: "<br/>")
            xml.replace(/<(meta|col) ([^>]*)>/) { "<\($0.1) \($0.2)/>" }
            #expect(throws: Never.self) { try MarkupTree(Array(xml.utf8)) }
        }
    }

    @Test func `places have marks, signs and notes that lead to each other`() {
        #expect(page.contains("<mark class=\"error\">"))
        for link in ["id=\"p1\"", "href=\"#p1\"", "id=\"n1\"", "href=\"#n1\"", "id=\"f1\""] { #expect(page.contains(link), "\(link)") }
        #expect(page.contains("<b>78人</b>") && page.contains("51 + 26 = 77") && page.contains("✗1"))
        let ids = page.matches(of: /id="([^"]*)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let targets = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
        #expect(targets.allSatisfy(ids.contains))
    }

    @Test func `headings go down one level at a time, tables have captions`() {
        var previous = 0
        for match in page.matches(of: /<h([1-6])/) {
            let level = Int(match.1) ?? 0
            #expect(level <= previous + 1)
            previous = level
        }
        for table in page.components(of: "<table") { #expect(table.contains("<caption id=")) }
    }

    @Test(arguments: [("#1a1a1a", "#ffd9d4"), ("#1a1a1a", "#ffedb8"), ("#1a1a1a", "#dcecf9"), ("#0b4f9e", "#ffffff"), ("#0b4f9e", "#f7f7f7"), ("#595959", "#ffffff")])
    func `text has a contrast of 4,5 to 1`(ink: String, paper: String) {
        #expect(AuditStyle.css.contains(ink) || ink == "#0b4f9e")
        #expect(Contrast.ratio(ink, paper) >= 4.5)
    }

    @Test(arguments: ["#a40000", "#8a5a00", "#2b5f8a", "#767676"]) func `lines have a contrast of 3 to 1`(colour: String) {
        #expect(AuditStyle.css.contains(colour))
        #expect(Contrast.ratio(colour, "#ffffff") >= 3)
    }

    @Test func `the terminal shows the stated number and the computation`() {
        let lines = AuditText(Self.report(), language: .zh, style: TerminalStyle(hasColour: false, columns: 100)).lines()
        #expect(lines.first == "■ 目录/报告.txt")
        #expect(lines.contains { $0.contains("年末实有【78人】") })
        #expect(lines.contains { $0.contains("51 + 26 = 77") })
        #expect(lines.contains("  未检查 F02：表"))
    }

    @Test func `a long passage is cut around the stated number`() {
        let filler = String(repeating: "各项工作按照计划有序推进", count: 12)
        let lines = AuditText(Self.report("年末\(filler)实有78人，其中在职51人、退休26人。"), language: .zh, style: TerminalStyle(hasColour: false, columns: 60)).lines()
        #expect(lines.allSatisfy { !$0.hasPrefix("      “") || DisplayWidth.of($0) <= 60 })
    }

    @Test func `nothing found is said`() {
        #expect(AuditText(Self.report(findings: false), language: .en, style: TerminalStyle(hasColour: false)).lines().contains("  Nothing found."))
    }

    @Test func `the JSON carries the facts, the figures and the place`() {
        var json = JSONWriter()
        AuditJSON(Self.report(), engine: "0", language: .zh).write(to: &json)
        let text = String(decoding: json.bytes, as: UTF8.self)
        #expect(text.contains("\"executed\":{\"value\":\"193.3\",\"unit\":\"万元\",\"quote\":\"全年执行数193.3万元\"}"))
        #expect(text.contains("\"figures\":[\"78\",\"51\",\"26\"],\"stated\":\"78\",\"computed\":\"77\""))
        #expect(text.contains("\"at\":{\"line\":3,\"start\":0,"))
    }
}
