import BudgetModel
import Quantities
@testable import Reports
import Testing

struct HTMLTests {
    let draft = HTMLRenderer.render(Examples.draft)
    let clean = HTMLRenderer.render(Examples.clean)

    @Test func `is one Chinese page that loads nothing and runs nothing`() {
        #expect(draft.hasPrefix("<!DOCTYPE html>\n<html lang=\"zh-CN\">"))
        for word in ["<script", "<link", "<img", "<iframe", "url(", "@import", "onload", "javascript:"] { #expect(!draft.contains(word), "\(word)") }
        // The only address is the name of the SVG language.
        #expect(draft.replacing("http://www.w3.org/2000/svg", with: "").contains("http") == draft.contains("http-equiv"))
        #expect(draft.contains("@page{size:A4;margin:37mm 26mm 35mm 28mm}"))
    }

    @Test func `tags are closed in order`() throws {
        for page in [draft, clean, HTMLRenderer.render(Examples.bare)] {
            // Void elements closed, the page is XML.
            var xml = page.replacing("<!DOCTYPE html>\n", with: "").replacing("<br>", with: "<br/>")
            xml.replace(/<(meta|col) ([^>]*)>/) { "<\($0.1) \($0.2)/>" }
            #expect(throws: Never.self) { try MarkupTree(Array(xml.utf8)) }
        }
    }

    @Test func `every table has a caption and headings with scope, every chart a title, a description and its table`() throws {
        let tables = draft.components(of: "<table")
        #expect(tables.count == 11)
        for table in tables {
            #expect(table.contains("<caption id=") && table.contains("<th scope=\"col\">"))
            // Goals stand side by side, with no heading of their own to a row.
            #expect(table.contains("<th scope=\"row") || table.contains("年度总体目标</caption>"))
        }
        let charts = draft.components(of: "<svg")
        #expect(charts.count == 3)
        for chart in charts {
            #expect(chart.hasPrefix(" role=\"img\" aria-labelledby="))
            #expect(chart.contains("<title id=") && chart.contains("<desc id="))
            let after = try #require(chart.split(separator: "</figure>", maxSplits: 1).last)
            #expect(after.hasPrefix("\n<div class=\"scroll\""))
        }
    }

    @Test func `headings go down one level at a time`() {
        var previous = 0
        for match in draft.matches(of: /<h([1-6])/) {
            let level = Int(match.1) ?? 0
            #expect(level <= previous + 1)
            previous = level
        }
        #expect(draft.matches(of: /<h1/).count == 1)
    }

    @Test func `a draft says so and marks errors with their codes, a clean page does neither`() {
        #expect(draft.contains("<title>【草稿】"))
        #expect(draft.contains("<mark class=\"error\" title=\"核查编号 E03\">12<sup>E03</sup></mark>"))
        #expect(draft.contains("<mark class=\"gap\">【待补充：日期】</mark>"))
        #expect(!clean.contains("草稿") && !clean.contains("class=\"error\""))
    }

    @Test func `content is that of the Word document`() throws {
        let words = try WordDocument(DOCXRenderer.render(Examples.clean)).paragraphs().filter { !$0.isEmpty && !$0.hasPrefix("附件") && !$0.hasPrefix("\u{3000}") }
        let page = clean.replacing(/<svg[\s\S]*?<\/svg>/, with: "").replacing(/<[^>]*>/, with: "").replacing("&gt;", with: ">")
        for paragraph in words {
            let text = paragraph.replacing(/\[cyan ([^\]]*)\]/) { String($0.1) }.replacing("⏎", with: "")
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test(arguments: [("#1a1a1a", "#ffffff"), ("#1a1a1a", "#bff3f7"), ("#1a1a1a", "#ffe94d"), ("#1a1a1a", "#ededed"), ("#0b4f9e", "#ffffff"), ("#8a1010", "#ffffff")])
    func `text has a contrast of 4,5 to 1`(ink: String, paper: String) { #expect(Contrast.ratio(ink, paper) >= 4.5) }

    @Test(arguments: ["#595959", "#2b6cb0", "#1a4373", "#b45309", "#6e3205", "#8a1010"])
    func `lines and bars have a contrast of 3 to 1`(colour: String) {
        #expect((HTMLRenderer.render(Examples.draft)).contains(colour))
        #expect(Contrast.ratio(colour, "#ffffff") >= 3)
    }
}

struct ChartTests {
    @Test func `clips what goes far beyond and says its value`() throws {
        let chart = ReportChart(
            title: "完成率", summary: "说明", series: ["完成率"],
            groups: [
                .init(name: "甲", bars: [.init(series: 0, value: 50, label: "50%")]), .init(name: "乙", bars: [.init(series: 0, value: 400, label: "400%")]),
                .init(name: "丙", bars: [.init(series: 0, value: nil, label: "—")]), .init(name: "丁", bars: [.init(series: 0, value: 0, label: "0%")]),
            ], reference: 100, referenceLabel: "100%", clip: 150)
        var output = Markup()
        ChartWriter.write(chart, id: "c", &output)
        try expectSnapshot(output.string, "chart-completion")
    }

    @Test func `bars are in proportion to exact values`() throws {
        let chart = ReportChart(
            title: "资金", summary: "说明", series: ["预算", "执行"],
            groups: [.init(name: "总额", bars: [.init(series: 0, value: 200, label: "200"), .init(series: 1, value: 50, label: "50")])])
        var output = Markup()
        ChartWriter.write(chart, id: "c", &output)
        let widths = output.string.matches(of: /<rect x="190" y="\d+" width="(\d+)"/).compactMap { Int($0.1) }
        #expect(widths.filter { $0 > 20 } == [410, 103])
    }

    @Test func `an empty chart and huge values do no harm`() throws {
        var output = Markup()
        ChartWriter.write(ReportChart(title: "", summary: "", series: ["一"], groups: []), id: "c", &output)
        let huge = Examples.decimal("99999999999999999999999999999999999999")
        ChartWriter.write(
            ReportChart(title: "", summary: "", series: ["一"], groups: [.init(name: String(repeating: "长", count: 90), bars: [.init(series: 0, value: huge, label: "大")])]),
            id: "d", &output)
        #expect(output.string.contains("…"))
    }
}

/// WCAG 2 contrast of two colours such as `#1a1a1a`.
enum Contrast {
    static func ratio(_ first: String, _ second: String) -> Double {
        let (a, b) = (luminance(first), luminance(second))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func luminance(_ colour: String) -> Double {
        let value = Int(colour.dropFirst(), radix: 16) ?? 0
        let parts = [value >> 16, value >> 8 & 255, value & 255].map { byte -> Double in
            let part = Double(byte) / 255
            return part <= 0.03928 ? part / 12.92 : power((part + 0.055) / 1.055)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    /// To the power of 2.4 = 12/5, by Newton's method for the fifth root.
    private static func power(_ base: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - base) / (5 * root * root * root * root) }
        let squared = root * root
        let fourth = squared * squared
        return fourth * fourth * fourth
    }
}

extension String {
    /// What follows each occurrence, up to the next.
    func components(of mark: String) -> [Substring] { split(separator: mark, omittingEmptySubsequences: false).dropFirst().map { $0 } }
}
