import Batch
import BudgetModel
import Foundation
import Frameworks
import Quantities
import Scoring
import Tables

/// A table scored whole, as a test asks for it.
struct Scored {
    var scores: [String] = []
    var findings: [BatchFinding] = []
    var rows: [ScoredRow] = []
    var badRows = 0
    var budgetFlaws: [BudgetTable.Flaw] = []
    var unused = 0
    var echoes: [String] = []

    private static func file(_ bytes: [UInt8]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("batch-\(UUID().uuidString).csv").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// - Parameters:
    ///   - blockSize: small ones put records across the edges of blocks.
    init(_ bytes: [UInt8], by framework: Framework = Scored.framework(), wishes: BlockScorer.Wishes = .init(rows: true, findings: true), map: [TableColumn: String] = [:], budget: String? = nil, blockSize: Int = 1 << 22) throws {
        let path = try Self.file(bytes)
        defer { unlink(path) }
        let budgets = try budget.map { text in
            let path = try Self.file(Array(text.utf8))
            defer { unlink(path) }
            return try BudgetTable(TableInput(path))
        }
        let input = try TableInput(path)
        let head = try TableHead(input)
        let columns = try ColumnMap(head.names, map: map)
        let frameworks = FrameworkList(ColumnScorer(framework)) { name in FrameworkCatalogue.ids.contains(name) ? ColumnScorer(Scored.framework(name)) : nil }
        let scorer = BlockScorer(columns, head: head, frameworks: frameworks, wishes: wishes, budgets: budgets)
        let blocks = RecordBlocks(input, behind: head, size: blockSize)
        var table = ProjectTable()
        while let block = try blocks.next() {
            let result = scorer.score(block)
            _ = table.add(result)
            findings += result.findings
            rows += result.rows
            badRows += result.badRows
        }
        if let budgets {
            budgetFlaws = budgets.flaws
            unused = BudgetJoin(budgets, head.encoding, scorers: frameworks.all)(&table) { joined, _ in
                if let row = joined.row { rows.append(row) }
                findings += joined.findings
            }
        }
        for place in 0..<table.count {
            let score = table.score(place, frameworks.all)
            echoes.append(String(decoding: table.echo(place), as: UTF8.self))
            let key = table.key(place).split(separator: BlockResult.keySeparator, omittingEmptySubsequences: false).map { TableText.string(Array($0), head.encoding) }.joined(separator: "|")
            scores.append("\(key) \(score.score?.description ?? "—") \(score.grade?.name ?? "—")")
        }
    }

    init(_ text: String, by framework: Framework = Scored.framework(), blockSize: Int = 1 << 22) throws { try self.init(Array(text.utf8), by: framework, blockSize: blockSize) }

    static func framework(_ id: String = "cn-2020") -> Framework { try! FrameworkCatalogue.framework(id, on: CalendarDay(year: 2023, month: 12, day: 31)) }
}

let head = "region_code,unit_code,project_code,level1,level2,name,comparator,target,actual,tier,weight,stated_score\n"

/// One project of 100 points: 10 of execution, 50, 30 and 10.
func project(_ code: String, executed: String = "90", roads: String = "90", quality: String = "1,28") -> String {
    """
    130101,101001,\(code),预算执行率,,预算执行率,>=,100,\(executed),,10,
    130101,101001,\(code),产出指标,数量指标,维修道路,>=,100,\(roads),,50,
    130101,101001,\(code),效益指标,社会效益,出行条件改善,qualitative,,,\(quality.split(separator: ",")[0]),30,\(quality.split(separator: ",")[1])
    130101,101001,\(code),满意度指标,服务对象满意度,群众满意度,>=,95,96,,10,10

    """
}
