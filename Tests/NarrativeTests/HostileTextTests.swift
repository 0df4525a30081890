import BudgetModel
import Narrative
import Quantities
import Rules
import Testing

/// Texts that nobody writes in good faith end in an answer, and the work they cause stays within bounds.
///
/// Times are measured by `Benchmarks/audit` with a megabyte of each; here shorter ones show that nothing traps and that
/// no text gives more relations than it has figures times a small number.
@Suite struct `Hostile texts` {
    static let texts = HostileTexts.all(bytes: 6_000)

    @Test(arguments: texts.map(\.name))
    func `a hostile text ends in an answer`(_ name: String) throws {
        let text = try #require(Self.texts.first { $0.name == name }).text
        let reading = ReportReading(ReportText(text))
        #expect(reading.relations.count <= 2 * reading.figures.count + 1)
        for relation in reading.relations {
            #expect(relation.place.lowerBound >= 0 && relation.place.upperBound <= reading.text.count)
            #expect(relation.figures.allSatisfy { reading.figures.indices.contains($0) })
        }
        let result = Catalogue.audit(AuditFacts(reading: reading))
        #expect(result.findings.allSatisfy { !$0.message.zh.isEmpty })
    }

    @Test func `a line keeps no more figures than a report can have, and says how many it passed over`() {
        let reading = ReportReading(ReportText(String(repeating: "甲3人，", count: 3_000)))
        #expect(reading.figures.count == 2_000)
        #expect(reading.parts.figuresLeftOut == 1_000)
        #expect(ReportReading(ReportText(String(repeating: "甲3人，\n", count: 3_000))).parts.figuresLeftOut == 0)
    }

    @Test func `marks without width neither hide a contradiction nor make one`() {
        let plain = "全年预算200万元，全年支出193.3万元，预算执行率98.64%。"
        let marked = plain.map { "\($0)\u{200B}\u{202E}" }.joined()
        let findings = HonestyTests.findings(marked)
        #expect(findings.map(HonestyTests.said) == HonestyTests.findings(plain).map(HonestyTests.said))
        #expect(findings.count == 1)
    }

    @Test func `a digit more than can be held is no figure`() {
        #expect(ReportReading(ReportText("支出" + String(repeating: "9", count: 31) + "元")).figures.isEmpty)
        #expect(ReportReading(ReportText("支出99999999999999元")).figures.count == 1)
    }

    @Test(arguments: [("9", 31, 1), ("9", 30, 0), ("123,", 11, 1), ("1.2.", 20, 0)])
    func `numbers of more digits than can be held are told`(_ unit: String, _ count: Int, _ told: Int) {
        let reading = ReportReading(ReportText("支出" + String(repeating: unit, count: count) + "元，另支出3元。"))
        #expect(reading.parts.longNumbers == told)
        #expect((reading.leftOut?.zh.contains("超过 30 位") ?? false) == (told > 0))
        #expect(reading.figures.contains { $0.number == ExactDecimal(3) })
    }

    @Test func `a document with more amounts than are compared is told`() {
        // Each an eighth more than the last, so that none is taken for another mistyped.
        let amounts = sequence(first: 1_000) { $0 + $0 / 8 }.prefix(150)
        let text = amounts.map { "省级资金\($0)元（财社〔2022〕44号）。\n" }.joined()
        #expect(ReportReading(ReportText(text)).leftOut != nil)
        #expect(ReportReading(ReportText("省级资金3万元（财社〔2022〕44号）。")).leftOut == nil)
    }
}
