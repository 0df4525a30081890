import Batch
import BudgetModel
import Foundation
import Frameworks
import Quantities
@testable import Reports
import Scoring
import Tables
import Testing

struct BatchPageTests {
    static let head = "region_code,unit_code,project_code,level1,level2,name,comparator,target,actual,tier,weight,stated_score\n"

    /// A project with an execution of so many of 100, and a cost.
    static func project(_ code: String, _ executed: Int, _ cost: Int, region: String = "130101", level1: String = "成本指标") -> String {
        "\(region),101001,\(code),预算执行率,,预算执行率,>=,100,\(executed),,10,\n\(region),101001,\(code),\(level1),,单价,<=,100,\(cost),,90,\n"
    }

    static let text = head + project("A", 90, 100) + project("B", 50, 125, region: "130102") + project("C", 100, 150, region: "130102", level1: "<b>产出&指标") + project("D", 100, 100).replacingOccurrences(of: ",90,\n", with: ",80,\n")

    static func framework(_ id: String) -> Framework { try! FrameworkCatalogue.framework(id, on: CalendarDay(year: 2023, month: 12, day: 31)) }

    static func opened() throws -> (TableHead, ColumnMap, RecordBlocks) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("page-\(UUID().uuidString).csv").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let input = try TableInput(path)
        let head = try TableHead(input)
        return (head, try ColumnMap(head.names), RecordBlocks(input, behind: head))
    }

    static func rollup() throws -> RollupReport {
        let (head, columns, blocks) = try opened()
        let frameworks = FrameworkList(ColumnScorer(framework("cn-2020"))) { _ in nil }
        let scorer = BlockScorer(columns, head: head, frameworks: frameworks, wishes: .init(details: true))
        var sums = ProjectSums()
        while let block = try blocks.next() { sums.add(BlockSums(scorer.score(block))) }
        let rollup = Rollup(sums, by: RollupDimension.usual, scorers: frameworks.all) { String(decoding: $0, as: UTF8.self) }
        return RollupReport(rollup: rollup, table: "some/where/t&t.csv", frameworks: [framework("cn-2020")], rows: sums.rows, badRows: sums.badRows)
    }

    static func effect() throws -> EffectReport {
        let (head, columns, blocks) = try opened()
        let (from, to) = (framework("cn-2020"), framework("hubei"))
        let scorer = EffectScorer(columns, head: head, from: from, to: to)
        var sums = EffectSums()
        while let block = try blocks.next() { sums.add(scorer(block)) }
        var greatest: [ProjectChange] = []
        let effect = Effect(sums, from: ColumnScorer(from), to: ColumnScorer(to)) { place, project in
            greatest.append(ProjectChange(key: String(decoding: sums.table.key(place), as: UTF8.self).split(separator: "\u{1F}").map(String.init), project: project))
        }
        let clause = ClauseChange(path: "atMost", label: Wording(zh: "“≤”超出", en: "≤ exceeded"), before: Wording(zh: "线性", en: "linear"), after: Wording(zh: "比率", en: "ratio"), sourceBefore: from.atMost.reference, sourceAfter: to.atMost.reference, sum: effect.clauses[.atMost] ?? .init())
        return EffectReport(effect: effect, from: from, to: to, clauses: [clause], greatest: greatest, table: "-", rows: sums.rows, badRows: sums.badRows)
    }

    static func pages() throws -> [String] { try [rollup().html(.zh), rollup().html(.en), effect().html(.zh), effect().html(.en)] }

    @Test func `loads nothing, runs nothing and is closed in order`() throws {
        for page in try Self.pages() {
            for word in ["<script", "<link", "<img", "url(", "@import", "onload", "javascript:", "<b>"] { #expect(!page.contains(word), "\(word)") }
            var xml = page.replacing("<!DOCTYPE html>\n", with: "")
            xml.replace(/<(meta) ([^>]*)>/) { "<\($0.1) \($0.2)/>" }
            #expect(throws: Never.self) { try MarkupTree(Array(xml.utf8)) }
        }
    }

    @Test func `shows every chart with its words and its table, in whole units`() throws {
        for page in try Self.pages() {
            let charts = page.components(separatedBy: "<svg").dropFirst()
            #expect(!charts.isEmpty)
            for chart in charts {
                #expect(chart.hasPrefix(" role=\"img\" aria-labelledby=") && chart.contains("<title id=") && chart.contains("<desc id="))
                #expect(chart.components(separatedBy: "</figure>")[1].hasPrefix("\n<div class=\"scroll\""))
                // No coordinate has a point.
                #expect(chart.components(separatedBy: "</svg>")[0].firstMatch(of: /(x|y|width|height|d)="[^"]*\./) == nil)
            }
            for table in page.components(separatedBy: "<table>").dropFirst() { #expect(table.contains("<caption id=") && table.contains("<th scope=\"col\">") && table.contains("<th scope=\"row\"")) }
        }
    }

    @Test func `is in one language`() throws {
        let pages = try Self.pages()
        #expect(pages[0].contains("<h1>绩效得分汇总：t&amp;t.csv</h1>") && pages[0].contains("&lt;b&gt;产出&amp;指标"))
        #expect(pages[1].contains("<html lang=\"en\">") && !pages[1].contains("项目数"))
        #expect(pages[3].contains("Effect of a change of rules: cn-2020 → hubei") && !pages[3].contains("变化"))
    }

    @Test func `has the exact numbers as CSV`() throws {
        let csv = try Self.rollup().csv
        #expect(csv.map { $0.prefix(11).joined(separator: ",") } == [
            "dimension,group,projects,scored,open,mean,minimum,lower_quartile,median,upper_quartile,maximum",
            // 9 + 90, 5 + 67.5, 10 + 45; D makes 90.
            "all,,4,3,1,75.50,55.00,55.00,72.50,99.00,99.00", "region,130101,2,1,1,99.00,99.00,99.00,99.00,99.00,99.00", "region,130102,2,2,0,63.75,55.00,55.00,55.00,72.50,72.50",
            "department,101,4,3,1,75.50,55.00,55.00,72.50,99.00,99.00", "level1,<b>产出&指标,1,1,0,50.00,50.00,50.00,50.00,50.00,50.00", "level1,成本指标,3,2,1,87.50,75.00,75.00,75.00,100.00,100.00",
            "level1,预算执行率,4,3,1,80.00,50.00,50.00,90.00,100.00,100.00", "framework,cn-2020,4,3,1,75.50,55.00,55.00,72.50,99.00,99.00",
        ])
        #expect(csv.allSatisfy { $0.count == csv[0].count })
    }

    @Test func `tells a change in lines and JSON`() throws {
        let report = try Self.effect()
        #expect(report.lines(.zh)[0].hasPrefix("cn-2020 → hubei：4 个项目中 2 个得分或等级变化，2 个升，0 个降"))
        for bytes in [report.json(.zh), try Self.rollup().json()] { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(bytes)) } }
    }
}
