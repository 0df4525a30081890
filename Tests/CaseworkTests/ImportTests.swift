import BudgetModel
import Casework
import Documents
import Foundation
import Office
import Quantities
import Storage
import Testing

@Suite struct ImportTests {
    @Test(arguments: Engine.allCases) func `a list is imported whole or not at all`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let list = "单位编码,单位名称,上级单位编码,备注\n301,示例区教育局,,\n301001,实验小学,301,城区\n"
            let tried = try await desk.importTable(.units, name: "单位.csv", bytes: Array(list.utf8), dryRun: true, by: office.machine)
            #expect(tried.rows.map(\.outcome) == [.added, .added])
            #expect(tried.unread == ["备注"])
            #expect(try await desk.units(by: office.machine).isEmpty)
            _ = try await desk.importTable(.units, name: "单位.csv", bytes: Array(list.utf8), dryRun: false, by: office.machine)
            #expect(try await desk.units(by: office.machine).map(\.code) == ["301", "301001"])
            let again = try await desk.importTable(.units, name: "单位.csv", bytes: Array(list.replacing("实验小学", with: "实验学校").utf8), dryRun: false, by: office.machine)
            #expect(again.rows.map(\.outcome) == [.same, .changed])
            #expect(again.rows[1].changes.map { [$0.field, $0.before, $0.after] } == [["name", "实验小学", "实验学校"]])
            // One flaw, told with its cell, keeps the whole table out.
            let bad = "单位编码,单位名称,上级单位编码\n302,示例区文化局,\n302001,图书馆,999\n"
            let refused = try await desk.importTable(.units, name: "单位.csv", bytes: Array(bad.utf8), dryRun: false, by: office.machine)
            #expect(refused.rows.map(\.outcome) == [.added, .refused])
            #expect(refused.rows[1].flaws.first?.pointer.hasSuffix("!C3") == true)
            #expect(try await desk.units(by: office.machine).count == 2)
            await #expect(throws: Declined.self) { try await desk.importTable(.programmes, name: "单位.csv", bytes: Array(list.utf8), dryRun: true, by: office.machine) }
        }
    }

    @Test(arguments: Engine.allCases) func `every flaw of every field is told at once`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let units = try await office.tried(.units, "单位编码,单位名称,单位类型,上级单位编码,设立日期", "30-1,,科室,999,2024-13-01", "302,示例区卫生健康局,部门,,2024-01-11")
            #expect(units.rows.map(\.outcome) == [.refused, .refused])
            #expect(units.flaws == ["A2", "B2", "C2", "D2", "E2", "E3"])
            #expect(units.rows[0].flaws.first { $0.pointer == "CSV!C2" }?.sentence.zh == "“单位类型”不能填“科室”，可用：部门、单位、财政部门")
            #expect(units.rows[1].flaws.map(\.sentence.zh) == ["设立日期不能晚于今天（2024-01-10）"])
            _ = try await office.opened()
            let programmes = try await office.tried(.programmes, "项目编码,项目名称,单位编码,起始年度,结束年度,新增重大项目", "甲,,999,二四年,1899,也许", "P1,乡村道路维修,219001,2025,2024,否")
            #expect(programmes.flaws == ["A2", "B2", "C2", "D2", "E2", "F2", "E3"])
            let budget = try await office.tried(
                .budget, "项目编码,单位编码,年度,资金来源,类型,金额,日期,原因", "P9,,1980,彩票,预付,12元,昨天,", ",219001,2024,财政拨款,调整,0,2024/1/5,", ",,,,,,,没有编码", ",219001,2024,财政拨款,年初,\"12,5\",2024/1/5,")
            #expect(budget.flaws == ["A2", "C2", "D2", "E2", "F2", "G2", "F3", "H3", "A4", "C4", "D4", "E4", "F4", "G4", "F5"])
            #expect(budget.rows.map(\.outcome) == [.refused, .refused, .refused, .refused])
            #expect(try await office.desk.units(by: office.machine).count == 2)
        }
    }

    @Test(arguments: Engine.allCases) func `what stands twice in a list names the other row`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let units = try await office.tried(.units, "单位编码,单位名称", "301,示例区教育局", "302,示例区文化局", "301,示例区教育体育局")
            #expect(units.rows.map(\.outcome) == [.added, .added, .refused])
            #expect(units.rows[2].flaws.map { [$0.pointer, $0.sentence.zh] } == [["CSV!A4", "编码 301 与第 2 行相同"]])
            _ = try await office.opened()
            let programmes = try await office.tried(.programmes, "项目编码,项目名称,单位编码,起始年度", "P1,乡村道路维修,219001,2024", "P1,乡村道路养护,219001,2024")
            #expect(programmes.rows[1].flaws.map { [$0.pointer, $0.sentence.zh] } == [["CSV!A3", "编码 P1 与第 2 行相同"]])

            let lines = ["219001,2024,财政拨款,年初,\"1,200.00\",2024-01-05,示财预〔2024〕1号,", "219001,2024,当年财政拨款,年初预算,1200,2024年1月5日,示财预〔2024〕1号,重复"]
            let twice = try await office.tried(.budget, Self.budgetHead, lines[0], lines[1])
            #expect(twice.rows.map(\.outcome) == [.added, .refused])
            #expect(twice.rows[1].flaws.map { [$0.pointer, $0.sentence.zh] } == [["CSV!E3", "与第 2 行完全相同；确是两笔的，请用文号区分"]])
            // What an earlier import has brought is the same, and another document makes another amount.
            let other = lines[1].replacing("1号", with: "2号")
            #expect(try await office.imported(.budget, Self.budgetHead, lines[0], other).rows.map(\.outcome) == [.added, .added])
            #expect(try await office.imported(.budget, Self.budgetHead, lines[1], other).rows.map(\.outcome) == [.same, .same])
        }
    }

    private static let budgetHead = "单位编码,年度,资金来源,类型,金额,日期,文号,原因"

    @Test(arguments: Engine.allCases) func `amounts are registered in their order and told in that of the file`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let (_, unit, _) = try await office.opened()
            let rows = [
                "219001,2024,财政拨款,执行,-30,2024-03-01,退1,退回", "219001,2024,财政拨款,执行,80,2024-02-01,支1,", "219001,2024,财政拨款,到位,100,20240120,拨1,", "219001,2024,财政拨款,调整,-5,2024/1/15,调1,压减",
                "219001,2024,财政拨款,年初,\"1,000\",2024年1月5日,批1,",
            ]
            let report = try await office.imported(.budget, Self.budgetHead.replacing("金额", with: "金额（万元）"), rows[0], rows[1], rows[2], rows[3], rows[4])
            #expect(report.rows.map(\.row) == [2, 3, 4, 5, 6] && report.rows.allSatisfy { $0.outcome == .added })
            let budget = try await office.desk.budget(of: .unit(unit.id), year: 2024, by: office.machine)
            #expect(budget.entries.map(\.kind) == [.initial, .adjustment, .received, .executed, .executed])
            #expect(budget.sums.lines.map { [$0.adjusted.yuan, $0.received.yuan, $0.executed.yuan] } == [["9950000.00", "1000000.00", "500000.00"]])

            // Where a row is refused, what fails for want of it says so; a flaw of its own keeps its cell.
            let bad = try await office.tried(.budget, Self.budgetHead, "219001,2025,财政拨款,执行,-1,2025-03-01,退2,退回", "219001,2025,财政拨款,年初,十万,2025-01-05,,", "219,2025,财政拨款,执行,-1,2025-03-01,退3,退回")
            #expect(bad.rows.map { $0.flaws.map(\.pointer) } == [["CSV!2"], ["CSV!E3"], ["CSV!D4"]])
            #expect(bad.rows[0].flaws.map(\.sentence.zh) == ["同一项目（单位）的第 3 行没有通过；请先改好那一行，再核对这一行"])
            #expect(bad.rows[2].flaws.map(\.sentence.zh) == ["这个对象 2025 年还没有登记年初预算或调整，不能登记到位和执行：请先登记预算（预算法第十三条：支出必须以经批准的预算为依据）"])
        }
    }

    @Test(arguments: Engine.allCases) func `a unit may stand above the one it belongs to`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let head = "单位编码,单位名称,上级单位编码,设立日期"
            let report = try await office.imported(.units, head, "301001001,实验小学东校区,301001,2020/9/1", "301001,实验小学,301,", "301,示例区教育局,,20010305")
            #expect(report.rows.map(\.key) == ["301001001", "301001", "301"] && report.rows.allSatisfy { $0.outcome == .added })
            let units = try await office.desk.units(by: office.machine)
            #expect(units.map(\.kind) == [.department, .unit, .unit])
            #expect(units[2].path == units[0].path + units[1].id.text + "/" + units[2].id.text + "/")
            // Without a day of its own a unit is opened on the day of the import.
            #expect(units.map(\.openedOn.iso) == ["2001-03-05", "2024-01-10", "2020-09-01"])

            let circle = try await office.tried(.units, head, "401,示例区卫生院,403,", "402,示例区门诊部,401,", "403,示例区卫生服务中心,402,", "404,示例区急救站,403,", "405,示例区体检站,405,")
            #expect(circle.flaws == ["C2", "C3", "C4", "C6"])
            #expect(circle.rows[0].flaws.map(\.sentence.zh) == ["上级单位绕回了自己：401 → 403 → 402 → 401"])
            // One slip is told once, not in each row below.
            let slip = try await office.tried(.units, head, "501001,水厂一,501,", "501002,水厂二,501,", "501,示例区水务局,,昨天", "502001,水厂三,502,")
            #expect(slip.flaws == ["D4", "C5"])
            #expect(slip.rows.map(\.outcome) == [.added, .added, .refused, .refused])
        }
    }

    @Test(arguments: Engine.allCases) func `an import changes a unit's name and says what it does not change`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            _ = try await office.imported(.units, "单位编码,单位名称,设立日期", "301,示例区教育局,2001-03-05", "302,示例区交通局,")
            let same = try await office.tried(.units, "单位编码,单位名称,单位类型,设立日期", "301,示例区教育局,部门,2001年3月5日", "302,示例区交通运输局,主管部门,")
            #expect(same.rows.map(\.outcome) == [.same, .changed])
            let other = try await office.tried(.units, "单位编码,单位名称,单位类型,上级单位编码,设立日期", "302,示例区交通局,单位,301,2001-03-05")
            #expect(other.flaws == ["C2", "D2", "E2"])
        }
    }

    @Test(arguments: Engine.allCases) func `a programme that moves is told by the codes of its units`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            _ = try await office.opened()
            let head = "项目编码,项目名称,单位编码,起始年度,结束年度"
            _ = try await office.imported(.programmes, head, "P1,乡村道路维修,219001,2024,2025")
            let moved = try await office.imported(.programmes, head, "P1,乡村道路维修,219,2024年度,")
            #expect(moved.rows[0].changes.map { [$0.field, $0.before, $0.after] } == [["unit", "219001", "219"]])
            #expect(try await office.tried(.programmes, "项目编码,项目名称,单位编码,起始年度", "P1,乡村道路维修,219,2026").flaws == ["D2"])
        }
    }

    // MARK: - Templates and the table of columns

    /// The template's headings with the examples of its second sheet, each kind after what it needs.
    @Test(arguments: Engine.allCases) func `a template that is filled in is imported`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            _ = try await office.imported(.units, "单位编码,单位名称", "205,示例区教育局")
            for kind in ImportKind.allCases {
                let template = try kind.template(), grids = try DocumentReader.read(template, name: kind.templateName).grids
                #expect(grids.map(\.name) == [kind.title.zh, "填写说明"])
                let heads = grids[0].cells.map(\.shown)
                #expect(heads == kind.columns.map { $0.heading + ($0.isRequired ? "*" : "") })
                await refused("empty-table") { try await office.desk.importTable(kind, name: kind.templateName, bytes: template, dryRun: true, by: office.machine) }
                let rules = Dictionary(grouping: grids[1].cells.filter { $0.position.row > 1 }, by: \.position.row).sorted { $0.key < $1.key }.map(\.value)
                #expect(rules.count == kind.columns.count)
                for (rule, column) in zip(rules, kind.columns) {
                    #expect(rule.map(\.shown).starts(with: [column.heading, column.isRequired ? "是 yes" : "否 no"]))
                    for word in column.words { #expect(rule.contains { $0.position.column == 3 && $0.shown.contains(word.words.joined(separator: "、")) }) }
                }
                let examples = rules.map { rule in rule.first { $0.position.column == 4 }?.shown ?? "" }
                let report = try await office.imported(kind, heads.joined(separator: ","), examples.map { "\"\($0)\"" }.joined(separator: ","))
                #expect(report.rows.map(\.outcome) == [.added] && report.unread == [], "\(report.rows)")
            }
        }
    }

    @Test func `the table of columns has every stored word once`() {
        func values(_ kind: ImportKind, _ field: String) -> Set<String> { Set(kind.column(field)?.words.map(\.value) ?? []) }
        #expect(values(.units, "kind") == Set(UnitKind.allCases.map(\.rawValue)))
        #expect(values(.budget, "kind") == Set(BudgetEntryKind.allCases.map(\.rawValue)))
        // The total is computed from the sources.
        #expect(values(.budget, "source") == Set(FundSource.allCases.map(\.rawValue)).subtracting([FundSource.total.rawValue]))
        for kind in ImportKind.allCases {
            let headings = kind.columns.flatMap { $0.headings.map { $0.lowercased() } }
            #expect(Set(headings).count == headings.count, "\(kind)")
            for column in kind.columns {
                let words = column.words.flatMap { [$0.value] + $0.words }
                #expect(Set(words).count == words.count && words.allSatisfy { $0 == $0.lowercased() }, "\(kind) \(column.field)")
            }
        }
    }

    @Test(arguments: ImportKind.allCases) func `docs tell every column as the table has it`(_ kind: ImportKind) throws {
        let docs = try String(contentsOf: URL(filePath: #filePath).appending(path: "../../../docs/office.md").standardized, encoding: .utf8)
        for column in kind.columns {
            let words = column.words.map { $0.words.joined(separator: "、") }.joined(separator: "；")
            let line = "| `\(kind.rawValue)` | \(column.heading)\(column.isRequired ? "*" : "") | \(column.rule.zh)\(words.isEmpty ? "" : "。可用：\(words)") | \(column.rule.en) |"
            let isTold = docs.contains(line + "\n")
            #expect(isTold, "docs/office.md has no line\n\(line)")
        }
    }
}

extension OfficeFixture {
    fileprivate func tried(_ kind: ImportKind, _ lines: String...) async throws -> ImportReport {
        try await desk.importTable(kind, name: "a.csv", bytes: Array(lines.joined(separator: "\n").utf8), dryRun: true, by: machine)
    }

    /// Nothing of it may be refused.
    fileprivate func imported(_ kind: ImportKind, _ lines: String...) async throws -> ImportReport {
        let report = try await desk.importTable(kind, name: "a.csv", bytes: Array(lines.joined(separator: "\n").utf8), dryRun: false, by: machine)
        #expect(report.isApplied, "\(report.rows.flatMap(\.flaws).map { $0.pointer + $0.sentence.zh })")
        return report
    }
}

extension ImportReport {
    /// Cells of all flaws, row by row and in each by column.
    fileprivate var flaws: [String] { rows.flatMap { $0.flaws.map { String($0.pointer.split(separator: "!").last ?? "") } } }
}
