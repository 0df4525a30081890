import BudgetModel
import Documents
import Foundation
import Quantities
import Testing

@testable import Forms

/// Shapes of forms as small grids: rows of texts, `nil` for no cell, numbers as text of web pages.
@Suite struct FormReaderTests {
    private static func grid(_ rows: [[String?]], merges: [CellRange] = []) -> Document {
        var cells: [GridCell] = []
        for (row, texts) in rows.enumerated() {
            for (column, text) in texts.enumerated() {
                guard let text else { continue }
                let number = text.allSatisfy { $0.isNumber || $0 == "." } && !text.isEmpty ? try? ExactDecimal(parsing: text) : nil
                cells.append(GridCell(position: CellPosition(row: row, column: column), value: number.map { .number($0, isPercent: false) } ?? .text(text), shown: text))
            }
        }
        return Document(format: .xlsx, grids: [Grid(name: "表", cells: cells, merges: merges)])
    }

    private static func read(_ rows: [[String?]], merges: [CellRange] = []) -> [Evaluation] {
        FormReader().read(grid(rows, merges: merges), file: "a.xlsx").evaluations
    }

    private static let head: [[String?]] = [["项目支出绩效自评表"], ["（2023年度）"], ["项目名称", "村级供水管网改造", "主管部门", "某县水利局"]]
    private static let body: [[String?]] = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "改造管网长度", "≥12公里", "12公里", "50", "50"],
        ["效益指标", "社会效益指标", "受益户数", "≥800户", "820户", "40", "40"],
        ["总分", nil, nil, nil, nil, "100", "100"],
    ]

    private static func yuan(_ form: Evaluation, _ source: FundSource) -> [String?] {
        let line = form.fund(source)
        return [line?.initial, line?.adjusted, line?.received, line?.executed].map { $0?.money.yuan }
    }

    @Test func `reads money as labels and amounts in turn`() throws {
        let rows: [[String?]] = [
            ["预算安排情况（万元）", nil, "资金到位情况", nil, "资金执行情况", nil, "预算执行进度"],
            ["预算数：", "385", "到位数：", "385", "执行数：", "352.48", "91.55%"],
            ["其中：财政资金", "300", "其中：财政资金", "300", "其中：财政资金", "290", nil],
            ["其他", "85", "其他", "85", "其他", "62.48", nil],
        ]
        let form = try #require(Self.read(Self.head + rows + Self.body).first)
        #expect(Self.yuan(form, .total) == [nil, "3850000.00", "3850000.00", "3524800.00"])
        #expect(Self.yuan(form, .appropriation) == [nil, "3000000.00", "3000000.00", "2900000.00"])
        #expect(Self.yuan(form, .other) == [nil, "850000.00", "850000.00", "624800.00"])
        #expect(form.execution?.statedRatePercent == (try ExactDecimal(parsing: "91.55")))
    }

    @Test func `reads columns of money split by source, and tasks above their sum`() throws {
        let rows: [[String?]] = [
            ["任务名称", "主要内容", "预算数（万元）", nil, nil, "执行数（万元）", nil, nil, "分值", "执行率", "得分"],
            [nil, nil, "总额", "财政拨款", "其他资金", "总额", "财政拨款", "其他资金", nil, nil, nil],
            ["任务1", "机构运转", "100", "90", "10", "95", "85", "10", nil, nil, nil],
            ["金额合计", nil, "100", "90", "10", "95", "85", "10", "10", "95%", "9.5"],
        ]
        let merges = [CellRange(top: 3, left: 2, bottom: 3, right: 4), CellRange(top: 3, left: 5, bottom: 3, right: 7)]
        let form = try #require(Self.read([["部门整体支出绩效自评表"], ["（2023年度）"], ["部门名称", "某县教育局"]] + rows + Self.body, merges: merges).first)
        #expect(Self.yuan(form, .total) == [nil, "1000000.00", nil, "950000.00"])
        #expect(Self.yuan(form, .appropriation) == [nil, "900000.00", nil, "850000.00"])
        #expect(form.execution?.weight?.value == ExactDecimal(10))
        #expect(form.execution?.statedScore?.value == (try ExactDecimal(parsing: "9.5")))
        #expect(form.texts.contains { $0.text.value.contains("机构运转") })
    }

    @Test func `reads all the money of one sentence`() throws {
        let rows: [[String?]] = [["资金总额及构成", "总额10606.7522万元；一、财政拨款：6923.3552万元（其中：上级财政资金：6923.3552万元）；二、其他：3683.397万元"]]
        let form = try #require(Self.read(Self.head + rows + Self.body).first)
        #expect(form.fund(.total)?.adjusted?.money.yuan == "106067522.00")
        #expect(form.fund(.other)?.adjusted?.money.yuan == "36833970.00")
    }

    @Test func `takes weight and rate from one cell`() throws {
        let rows: [[String?]] = [["资金", "年初预算数", "全年预算数", "全年执行数", "分值/执行率", "得分"], ["年度资金总额", "15", "15", "12", "10/80%", "8"]]
        let form = try #require(Self.read(Self.head + rows + Self.body).first)
        #expect(form.execution?.weight?.value == ExactDecimal(10))
        #expect(form.execution?.statedRatePercent == ExactDecimal(80))
    }

    @Test func `points for managing the money count beside the indicators`() throws {
        let rows: [[String?]] = [
            ["资金管理情况", nil, "情况说明", nil, nil, "分值", "得分"],
            [nil, "分配科学性", "按因素分配", nil, nil, "5", "5"],
            [nil, "使用规范性", "个别票据不齐", nil, nil, "5", "4"],
            ["年度总体目标", "改造管网12公里。", nil, nil, nil, nil, nil],
        ]
        let form = try #require(Self.read(Self.head + rows + Self.body, merges: [CellRange(top: 3, left: 0, bottom: 5, right: 0)]).first)
        #expect(form.indicators.map(\.name.value) == ["分配科学性", "使用规范性", "改造管网长度", "受益户数"])
        #expect(form.indicators[1].statedScore?.value == ExactDecimal(4))
        #expect(form.indicators[1].level1 == "资金管理情况")
    }

    @Test func `goes on behind a title of a continued page`() throws {
        let more: [[String?]] = [["（续）项目支出绩效自评表"], Self.body[0], ["满意度指标", "服务对象满意度指标", "用水户满意度", "≥90%", "95%", "10", "10"]]
        let forms = Self.read(Self.head + Self.body.dropLast() + more)
        #expect(forms.count == 1)
        #expect(forms.first?.indicators.count == 3)
    }

    @Test func `reads a list with one programme a row and groups of indicator columns`() throws {
        let forms = Self.read(
            [
                ["2023年度项目支出绩效自评一览表（单位：万元）"],
                ["项目名称", "全年预算数", "全年执行数", "执行率", "执行率得分（10分）", "产出指标（90分）", nil, nil, nil, nil, "自评总分"],
                [nil, nil, nil, nil, nil, "指标名称", "指标值", "完成值", "分值", "得分", nil],
                ["农村公路水毁修复", "120", "114", "95%", "9.5", "修复路段", "≥12处", "12处", "90", "90", "99.5"],
                ["村级文化广场维护", "36", "27", "75%", "7.5", "维护广场", "≥18个", "15个", "90", "75", "82.5"],
                ["合计", "156", "141", nil, nil, nil, nil, nil, nil, nil, nil],
            ], merges: [CellRange(top: 1, left: 5, bottom: 1, right: 9)])
        #expect(forms.map(\.programme?.value) == ["农村公路水毁修复", "村级文化广场维护"])
        let second = try #require(forms.last)
        #expect(Self.yuan(second, .total) == [nil, "360000.00", nil, "270000.00"])
        #expect(second.execution?.weight?.value == ExactDecimal(10))
        #expect(second.indicators.map(\.level1) == ["产出指标"])
        #expect(second.indicators.first?.actual?.number == ExactDecimal(15))
        #expect(second.statedTotal?.value == (try ExactDecimal(parsing: "82.5")))
        #expect(second.year?.value == 2023)
    }

    @Test func `reads an export with the programme repeated beside every indicator`() throws {
        let head: [String?] = ["预算年度", "单位名称", "项目编码", "项目名称", "一级指标", "二级指标", "三级指标", "指标方向", "指标值", "计量单位", "权重", "实际完成值", "自评得分"]
        func row(_ programme: String, _ code: String, _ name: String) -> [String?] { ["2023", "某县公路中心", code, programme, "产出指标", "数量指标", name, "≥", "10", "处", "50", "9", "45"] }
        let forms = Self.read([head, row("路面修复", "P1", "修复处数"), row("路面修复", "P1", "减速带"), row("桥梁养护", "P2", "养护座数")])
        #expect(forms.map(\.programme?.value) == ["路面修复", "桥梁养护"])
        #expect(forms.map { $0.indicators.map(\.name.value) } == [["修复处数", "减速带"], ["养护座数"]])
        #expect(forms.first?.department?.value == "某县公路中心")
        #expect(forms.first?.year?.value == 2023)
        #expect(forms.first?.indicators.first?.comparator == .atLeast)
    }

    @Test func `lists numbers that no field took, and amounts and points it could not read`() throws {
        let rows: [[String?]] = [["资金", "年初预算数", "全年预算数", "全年执行数"], ["年度资金总额", "15", "12,34.5", "12"], [nil, nil, nil, nil, nil, nil, nil, "777"]]
        var body = Self.body
        body[1][5] = "5O"
        let form = try #require(Self.read(Self.head + rows + body).first)
        #expect(Set(form.unread.map(\.text)).isSuperset(of: ["12,34.5", "777", "5O"]))
        #expect(form.fund(.total)?.adjusted == nil)
        #expect(form.indicators.first?.weight == nil)
    }

    @Test(arguments: ["1OO", "约100", "H15"]) func `never takes a total from digits inside other words`(_ text: String) throws {
        var body = Self.body
        body[3][6] = text
        let form = try #require(Self.read(Self.head + body).first)
        #expect(form.statedTotal == nil)
        #expect(form.unread.contains { $0.text == text })
    }

    @Test func `two empty names side by side are empty, not each other's value`() throws {
        let form = try #require(Self.read([Self.head[0], Self.head[1], ["项目名称", "村级供水管网改造"], ["主管部门", nil, "实施单位", nil]] + Self.body).first)
        #expect(form.department == nil)
        #expect(form.emptyLabels.map(\.value) == ["主管部门", "实施单位"])
    }

    @Test func `a level repeated on each row is one block`() throws {
        var body = Self.body
        body[1][0] = "产出指标（50分）"
        body.insert(["产出指标（50分）", "质量指标", "水质合格率", "≥95%", "96%", "10", "10"], at: 2)
        let form = try #require(Self.read(Self.head + body).first)
        #expect(form.blocks.map(\.level1) == ["产出指标"])
        #expect(form.blocks.first?.members == [0, 1])
    }

    @Test(arguments: [("下降10%", "上升12%", "-12"), ("增长5%", "下降6%", "-6"), ("≥5%", "下降6%", "-6"), ("下降10%", "下降12%", "12"), ("≥5%", "增长6%", "6")])
    func `a change the other way counts below zero`(_ target: String, _ actual: String, _ number: String) throws {
        var body = Self.body
        (body[1][3], body[1][4]) = (target, actual)
        let form = try #require(Self.read(Self.head + body).first)
        #expect(form.indicators.first?.actual?.number == (try ExactDecimal(parsing: number)))
    }

    @Test(arguments: ["项目支出绩效自评表（510000_0013zp）", "510000_0013zp"]) func `finds the number of the form wherever it stands`(_ text: String) throws {
        let form = try #require(Self.read([[text]] + Self.head + Self.body).first)
        #expect(form.formNumber?.value == "510000_0013zp")
    }

    @Test func `raises scores with the weights where both are fractions of one`() throws {
        var body = Self.body
        (body[1][5], body[1][6], body[2][5], body[2][6], body[3][5], body[3][6]) = ("0.6", "0.5", "0.4", "0.4", "1", "0.9")
        let form = try #require(Self.read(Self.head + body).first)
        #expect(form.indicators.map(\.statedScore?.value) == [ExactDecimal(50), ExactDecimal(40)])
        #expect(form.statedTotal?.value == ExactDecimal(90))
    }

    @Test func `reads figures in running text`() throws {
        let amounts = TextFigures.amounts(in: "总额1,200.5万元（其中：财政拨款：1000万元），其他 200.5 万元")
        #expect(amounts.map(\.name) == ["总额", "其中:财政拨款", "其他"])
        #expect(amounts.first?.number == (try ExactDecimal(parsing: "1200.5")))
        #expect(TextFigures.total(in: "自评得分为96.5分") == (try ExactDecimal(parsing: "96.5")))
        #expect(TextFigures.executionRate(in: "预算执行率达97.2%") == (try ExactDecimal(parsing: "97.2")))
        #expect(TextFigures.gradeInside("得分96分，评价等级：优") == "优")
        #expect(TextFigures.grade(in: "自评结论为优秀。") == "优秀")
    }

    @Test func `lists a second total that says something else`() throws {
        let form = try #require(Self.read(Self.head + Self.body + [["自评得分", nil, nil, nil, nil, nil, "98"]]).first)
        #expect(form.statedTotal?.value == .hundred)
        #expect(form.unread.map(\.text) == ["98"])
    }

    /// What the fuzzer of recognition found: a row empty in one half gave back the name that the other half had read.
    @Test func `never lists as unread what it has read`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fuzz/seeds/forms/two-halves-one-empty.html")
        let forms = FormReader().read(try HTMLReader.read([UInt8](Data(contentsOf: file))), file: "a.html").evaluations
        #expect(!forms.isEmpty)
        for form in forms {
            let unread = Set(form.unread.map(\.cell))
            #expect(form.indicators.allSatisfy { $0.name.cell.map { !unread.contains($0) } ?? true })
        }
    }
}
