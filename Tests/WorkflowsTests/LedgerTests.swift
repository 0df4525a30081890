import BudgetModel
import Documents
import Foundation
import Frameworks
import Quantities
import Rules
import Testing

@testable import Workflows

@Suite struct `Ledgers beside the forms` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let today = try! CalendarDay(year: 2024, month: 6, day: 1)

    private func file(_ text: String, _ kind: LedgerKind, ending: String = "csv") throws -> LedgerFile {
        let place = FileManager.default.temporaryDirectory.appending(path: "台账-\(UUID().uuidString).\(ending)")
        try Data(text.utf8).write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        return try LedgerFile(place.path, kind, limits: ReadLimits())
    }

    private func form(
        kind: FormKind = .projectSelfEvaluation, _ programme: String?, _ unit: String, department: String? = nil, code: String? = nil, year: Int? = 2023
    ) -> Evaluation {
        var form = Evaluation(file: "a.csv", sheet: "CSV", kind: kind)
        form.programme = programme.map { Sourced($0, nil) }
        form.programmeCode = code.map { Sourced($0, nil) }
        form.implementingUnit = Sourced(unit, nil)
        form.department = department.map { Sourced($0, nil) }
        form.year = year.map { Sourced($0, nil) }
        return form
    }

    private func record(_ text: String, _ form: Evaluation) throws -> ProcessRecord? {
        try Ledgers.process(try file(text, .process), today: Self.today).record(for: form).record
    }

    /// The schemas are what users write by; the columns are what is read.
    @Test(arguments: [(LedgerKind.process, "process"), (.budgetBase, "budget-base"), (.account, "account")])
    func `the schema names the keys that are read`(_ kind: LedgerKind, _ name: String) throws {
        let data = try Data(contentsOf: Self.root.appending(path: "docs/formats/\(name).schema.json"))
        let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let properties = try #require((schema["items"] as? [String: Any])?["properties"] as? [String: Any])
        #expect(Set(properties.keys) == Set(kind.columns.map(\.key)))
        let page = try String(contentsOf: Self.root.appending(path: "docs/check.md"), encoding: .utf8)
        for column in kind.columns { #expect(page.contains("`\(column.key)`") && page.contains(column.heads[0]), "docs/check.md leaves out \(column.key)") }
    }

    @Test func `no name of a column stands for two`() {
        for kind in LedgerKind.allCases {
            let heads = kind.columns.flatMap(\.heads)
            #expect(Set(heads).count == heads.count)
        }
    }

    @Test(arguments: ["2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "20240305", "2024-03-05 17:30"])
    func `a day is read as offices write it`(_ text: String) throws {
        #expect(try record("项目名称,报送日期\n甲,\(text)\n", form("甲", "一所"))?.handedIn == CalendarDay(year: 2024, month: 3, day: 5))
    }

    @Test(arguments: ["2024-3", "2024年第3期5日", "3/5/2024", "2024-02-30", "2024.3.5-4.2"])
    func `what is no day is refused`(_ text: String) throws {
        #expect(throws: FrameworkRefused.self) { try record("项目名称,报送日期\n甲,\(text)\n", form("甲", "一所")) }
    }

    @Test func `a row is found by code, else by name and unit`() throws {
        let text = "项目编码,项目名称,实施单位,年度,报送日期\nA1,甲,一所,,2024-01-01\n,甲,二所,,2024-01-02\n,甲,,,2024-01-03\nA1,甲,一所,2022,2024-01-04\n"
        func day(_ form: Evaluation) throws -> Int? { try record(text, form)?.handedIn?.day }
        #expect(try day(form("另一名称", "另一单位", code: "A1")) == 1)
        #expect(try day(form("甲", "二所")) == 2)
        #expect(try day(form("甲", "三所")) == 3)
        #expect(try day(form("甲", "二所", code: "B9")) == 2)
        #expect(try day(form("甲", "一所", code: "A1", year: 2022)) == 4)
        #expect(try record(text, form("乙", "一所")) == nil)
    }

    @Test func `what others set holds for all, what was done is the object's own`() throws {
        let text = "项目名称,单位,报送期限,报送日期,项目数,已自评项目数\n,,2024-03-31,,,\n,一局,2024-02-28,2024-02-20,9,8\n甲,一局,,2024-02-27,,\n"
        let project = try #require(try record(text, form("甲", "一局")))
        #expect(project.deadline?.iso == "2024-02-28" && project.handedIn?.iso == "2024-02-27" && project.projects == nil && project.today == Self.today)
        let other = try #require(try record(text, form("乙", "二局")))
        #expect(other.deadline?.iso == "2024-03-31" && other.handedIn == nil)
        let department = try #require(try record(text, form(kind: .departmentSelfEvaluation, nil, "一局")))
        #expect(department.projects == 9 && department.selfEvaluated == 8 && department.handedIn?.iso == "2024-02-20")
    }

    @Test func `lights tell the monitoring, and a form that was not handed in has none`() throws {
        let text = "项目名称,运行监控,绿灯数,黄灯数\n甲,已填报,8,\n乙,未填报,,\n丙,已填报,,\n"
        #expect(try record(text, form("甲", "一所"))?.monitoring == .lights(green: 8, yellow: 0, red: 0))
        #expect(try record(text, form("乙", "一所"))?.monitoring == .notFilled)
        #expect(try record(text, form("丙", "一所"))?.monitoring == nil)
    }

    @Test func `amounts are in the unit of the head, the row or the table`() throws {
        let text = "决算表,,,,单位：万元\n项目名称,年初预算数（元）,决算数,上年结转,金额单位\n甲,10000,\"1,234.5\",1,\n乙,5,6,7,元\n合计,10005,1240.5,8,\n"
        let ledger = try Ledgers.account(try file(text, .account))
        #expect(ledger.account(for: form("甲", "一所")).account == FinalAccount(initial: Money(fen: 1_000_000), executed: Money(fen: 1_234_500_000), carriedOver: Money(fen: 1_000_000)))
        #expect(ledger.account(for: form("乙", "一所")).account == FinalAccount(initial: Money(fen: 500), executed: Money(fen: 600), carriedOver: Money(fen: 700)))
        #expect(ledger.account(for: form("合计", "一所")).account == nil)
    }

    @Test func `the budget base is that of the form's year, else the latest`() throws {
        let base = try Ledgers.budgetBase(try file("项目编码,单位编码,年度\nA1,219001,2023\nA2,219002,2024\n,219003,\n", .budgetBase))
        #expect(base.base(for: form("甲", "一所", year: 2023)) == BudgetBase(year: 2023, projectCodes: ["A1"], unitCodes: ["219001", "219003"]))
        #expect(base.base(for: form("甲", "一所", year: 2025)).year == 2024)
        #expect(base.base(for: form("甲", "一所", year: nil)).projectCodes == ["A2"])
    }

    /// Number and date cells, a merged unit, and a sheet that is no ledger.
    @Test func `a workbook is read by its heads`() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
             <Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style></Styles>
             <Worksheet ss:Name="说明"><Table><Row><Cell><Data ss:Type="String">填表说明</Data></Cell></Row></Table></Worksheet>
             <Worksheet ss:Name="台账"><Table>
              <Row><Cell ss:MergeAcross="3"><Data ss:Type="String">绩效管理台账</Data></Cell></Row>
              <Row><Cell><Data ss:Type="String">单 位</Data></Cell><Cell><Data ss:Type="String">项目名称</Data></Cell><Cell><Data ss:Type="String">报送日期</Data></Cell><Cell><Data ss:Type="String">绿灯数</Data></Cell></Row>
              <Row><Cell ss:MergeDown="1"><Data ss:Type="String">一所</Data></Cell><Cell><Data ss:Type="String">甲</Data></Cell><Cell ss:StyleID="d"><Data ss:Type="DateTime">2024-03-05T00:00:00.000</Data></Cell><Cell><Data ss:Type="Number">7</Data></Cell></Row>
              <Row><Cell ss:Index="2"><Data ss:Type="String">乙</Data></Cell><Cell><Data ss:Type="String">2024年3月6日</Data></Cell></Row>
             </Table></Worksheet>
            </Workbook>
            """
        let ledger = try Ledgers.process(try file(text, .process, ending: "xls"), today: Self.today)
        let first = ledger.record(for: form("甲", "一所"))
        #expect(first.record?.handedIn?.day == 5 && first.record?.monitoring == .lights(green: 7, yellow: 0, red: 0))
        #expect(first.note.zh.contains("台账!A3"))
        #expect(ledger.record(for: form("乙", "一所")).record?.handedIn?.day == 6)
        #expect(ledger.record(for: form("乙", "二所")).record == nil)
    }
}
