import BudgetModel
import Quantities
@testable import Reports
import Testing

struct ReportBuilderTests {
    @Test(arguments: ["draft", "clean", "adopted", "project", "transfer", "bare"])
    func `reads as recorded`(name: String) throws {
        let report =
            switch name {
            case "draft": Examples.draft
            case "clean": Examples.clean
            case "adopted": Examples.adopted
            case "project": Examples.project(.projectSelfEvaluation)
            case "transfer": Examples.project(.transferSelfEvaluation)
            default: Examples.bare
            }
        try expectSnapshot(readable(report), "report-\(name)")
    }

    @Test(arguments: [
        ("2023-12-20", "2023年12月20日"), ("2023-1-05前", "2023年1月5日前"), ("2023-13-20", "2023-13-20"), ("K2023-12-20", "K2023-12-20"), ("12月20日", "12月20日"),
    ])
    func `writes days as Chinese documents do`(_ text: String, _ written: String) {
        #expect(ReportFacts.chineseDays(text) == written)
    }

    @Test func `is a draft only while errors stand`() {
        #expect(Examples.draft.isDraft)
        #expect(Examples.draft.annex(.comparison) != nil)
        #expect(!Examples.clean.isDraft)
        #expect(Examples.clean.draftNote == nil)
        #expect(Examples.clean.annex(.comparison) == nil)
    }

    @Test(arguments: [true, false])
    func `rules that a profile switched off or made graver are told in every document`(_ hasFinding: Bool) throws {
        let off = NotChecked(code: "D03", needs: Wording(zh: "已由方案 q 关闭（绩效科）：另行核对", en: "switched off"), cause: .switchedOff)
        let lacking = NotChecked(code: "F07", needs: Wording(zh: "同类单位的表", en: "other forms"))
        var finding = Finding(code: "E04", severity: .warning, at: Examples.cell("E6"), message: Wording(zh: "没有说明", en: "none"), basis: Wording(zh: "", en: ""))
        finding.usualSeverity = .hint
        let report = ReportBuilder.build(
            Examples.education(), scoreSheet: Examples.sheet(), framework: Examples.framework, findings: hasFinding ? [finding] : [], notChecked: [off, lacking])
        #expect(report.annex(.comparison)?.title == "核查发现和规则方案")
        let word = try WordDocument(DOCXRenderer.render(report)).outline(), page = HTMLRenderer.render(report)
        for text in [word, page] {
            #expect(text.contains("没有检查的规则 D03：已由方案 q 关闭（绩效科）：另行核对"))
            #expect(text.contains("规则方案调整了级别，原为：提示") == hasFinding)
            #expect(!text.contains("同类单位的表"))
        }
    }

    @Test func `carries the stated points unless the computed ones are asked for`() {
        #expect(Examples.draft.fields[.totalScore].text == "96.73")
        #expect(Examples.draft.fields[.computedTotal].text == "94.73")
        #expect(Examples.adopted.fields[.totalScore].text == "94.73")
        #expect(Examples.draft.fields.indicators[1][.score] == Span("12", .error(["E03"])))
        #expect(Examples.adopted.fields.indicators[1][.score] == Span("10"))
    }

    @Test func `adopting computed points mends errors of points and shows both, but mends no other error`() {
        #expect(!Examples.adopted.isDraft)
        #expect(Examples.adopted.annex(.comparison) != nil)
        let money = Finding(
            code: "A10", severity: .error, at: Examples.cell("E6"), message: Wording(zh: "合计不符", en: "sum"), basis: Wording(zh: "", en: ""))
        let report = ReportBuilder.build(
            Examples.education(), scoreSheet: Examples.sheet(), framework: Examples.framework, findings: [Examples.fullPointsForMissedTarget, money],
            options: ReportOptions(scores: .computed))
        #expect(report.isDraft)
        #expect(report.fields[.errorCount].text == "1")
    }

    @Test func `a computed total that is not known stays a gap with its range`() {
        let report = ReportBuilder.build(
            Examples.education(), scoreSheet: Examples.sheet(total: nil), framework: Examples.framework, findings: [], options: ReportOptions(scores: .computed))
        #expect(report.fields[.totalScore] == .gap("总分"))
        #expect(text(report, .conclusion).contains("介于85分与95分之间"))
    }

    @Test func `names the overspending and asks for its ground, and never says that spending stayed within the budget`() {
        let words = text(Examples.draft, .funds)
        #expect(words.contains("全年执行数超过全年预算数58.3701万元"))
        #expect(words.contains("103.23%"))
        let all = readable(Examples.draft)
        for claim in ["以内", "控制在", "良好", "显著", "圆满", "较好"] { #expect(!all.contains(claim), "\(claim)") }
    }

    @Test func `takes the grade of the band where only a total is stated, and none above 100`() {
        #expect(Examples.clean.fields[.grade].text == "优")
        let above = ReportBuilder.build(Examples.education(total: "101"), scoreSheet: Examples.sheet(), framework: Examples.framework, findings: [])
        #expect(above.fields[.grade] == .gap("评价等级"))
    }

    @Test func `keeps names of persons out`() {
        for report in [Examples.draft, Examples.clean, Examples.adopted] { #expect(!readable(report).contains("不应出现的姓名")) }
    }

    @Test func `counts an execution rate that stands as an indicator row once`() {
        var form = Examples.education()
        form.execution?.indicatorIndex = 0
        let report = ReportBuilder.build(form, scoreSheet: Examples.sheet(), framework: Examples.framework, findings: [])
        guard case .figure(let chart, _)? = report.sections.first(where: { $0.topic == .conclusion })?.content.last else {
            Issue.record("no chart of points")
            return
        }
        #expect(chart.groups.map(\.name) == ["产出指标", "效益指标", "满意度指标"])
    }

    @Test(arguments: [
        ("219001-某镇人民政府", "某镇人民政府"), ("[105]某局", "某局"), ("（105001）某局", "某局"), ("某局", "某局"), ("119指挥中心", "119指挥中心"), ("105001", "105001"), ("12-某局", "12-某局"),
    ])
    func `leaves budget codes out of names`(text: String, expected: String) { #expect(ReportFacts.withoutCode(Span(text)).text == expected) }

    @Test(arguments: [
        ("  a\u{3000}", "a"), ("a\r\n\r\nb", "a\nb"), ("a \n b", "a\nb"), ("a\u{1}b\u{7F}\u{FFFE}", "ab"), ("a\tb", "a b"), ("甲　乙", "甲　乙"), ("\u{A0}", ""), ("\u{FEFF}甲", "甲"), ("", ""),
        ("a\u{2028}b", "a\nb"), ("\n\na", "a"),
    ])
    func `tidies text`(text: String, expected: String) { #expect(ReportFacts.tidy(text) == expected) }

    @Test(arguments: [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (23, "二十三"), (99, "九十九")])
    func `numbers headings in Chinese`(number: Int, expected: String) {
        #expect(chineseNumeral(number) == expected)
    }

    private func text(_ report: SelfEvaluationReport, _ topic: ReportTopic) -> String {
        report.sections.filter { $0.topic == topic }.flatMap(\.content).map { if case .paragraph(let paragraph) = $0 { paragraph.text } else { "" } }.joined(
            separator: "\n")
    }
}
