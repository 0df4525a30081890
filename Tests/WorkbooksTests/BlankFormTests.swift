import BudgetModel
import Documents
import Forms
import Quantities
import Testing

@testable import Workbooks

@Suite struct `Blank official workbooks` {
    static let details: BlankForm.Details = {
        var details = BlankForm.Details()
        details.unit = "青山县实验小学"
        details.department = "青山县教育局"
        details.programme = "校舍维修改造"
        details.year = 2024
        return details
    }()

    private func blank(_ kind: FormKind, _ change: (inout BlankForm.Details) -> Void = { _ in }) throws -> [UInt8] {
        var details = Self.details
        change(&details)
        return try BlankForm.write(kind: kind, framework: .tested, details: details)
    }

    private func read(_ bytes: [UInt8]) throws -> [Evaluation] {
        FormReader().read(try XLSXReader.read(bytes: bytes), file: "blank.xlsx").evaluations
    }

    @Test(arguments: BlankForm.kinds)
    func `a blank form is recognised and holds nothing but what was given`(_ kind: FormKind) throws {
        let bytes = try blank(kind)
        try Review.keep(bytes, as: "blank-\(kind.rawValue).xlsx")
        let forms = try read(bytes)
        try #require(forms.count == 1)
        let form = forms[0]
        #expect(form.kind == kind)
        #expect(form.year?.value == 2024)
        // An evaluation has no field for the tasks of a department; the reader lists their head as unread.
        #expect(form.unread.map(\.text).filter { kind != .departmentGoal || $0 != "任务名称" } == [])
        #expect(form.indicators.allSatisfy { $0.name.value.isEmpty })
        #expect(form.funds.allSatisfy { $0.initial == nil && $0.adjusted == nil && $0.executed == nil })
        #expect(form.amountUnit == .wanYuan)
        if kind != .departmentSelfEvaluation, kind != .departmentGoal { #expect(form.programme?.value == "校舍维修改造") }
        if kind == .departmentGoal { #expect(form.department?.value == "青山县实验小学" || form.implementingUnit?.value == "青山县实验小学") }
    }

    @Test(arguments: [
        (FormKind.projectSelfEvaluation, false), (.projectSelfEvaluation, true), (.departmentSelfEvaluation, false), (.transferSelfEvaluation, false),
    ])
    func `a filled self-evaluation reads back without loss`(_ kind: FormKind, separatesSign: Bool) throws {
        let empty = try blank(kind) { $0.separatesSign = separatesSign }
        var filler = try FormFiller(empty)
        // Every row of every level 2 with the same shape; all cells are found by their labels.
        let filled = try filler.fillSelfEvaluation()
        let bytes = try filler.finish()
        try Review.keep(bytes, as: "filled-\(kind.rawValue)\(separatesSign ? "-sign" : "").xlsx")
        let form = try #require(try read(bytes).first)
        #expect(form.kind == kind)
        #expect(form.unread.map(\.text) == [])
        try #require(form.indicators.count == filled.count)
        for (indicator, row) in zip(form.indicators, filled) {
            #expect(indicator.name.value == row.name)
            #expect(indicator.comparator == .atLeast)
            #expect(indicator.effectiveTarget?.number == ExactDecimal(95))
            #expect(indicator.effectiveTarget?.unit == "%")
            #expect(indicator.actual?.number == ExactDecimal(90))
            #expect(indicator.weight?.value == ExactDecimal(5))
            #expect(indicator.statedScore?.value == (try ExactDecimal(parsing: "4.74")))
            #expect(indicator.reason?.value == "材料到货晚")
            #expect(!indicator.level1.isEmpty && !indicator.level2.isEmpty)
        }
        let total = try #require(form.fund(.total))
        #expect(total.adjusted?.money.yuan == "18055877.70")
        #expect(total.executed?.money.yuan == "18000000.00")
        #expect(form.execution?.weight?.value == ExactDecimal(10))
        #expect(form.goals.first?.expected?.value == "改造校舍三栋")
        #expect(form.goals.first?.achieved?.value == "已改造三栋")
        #expect(form.blocks.map(\.weight.value).contains(ExactDecimal(50)))
    }

    @Test func `a blank workbook says which framework made it`() throws {
        let bytes = try blank(.projectSelfEvaluation)
        let properties = try Review.text(bytes, "docProps/custom.xml")
        #expect(properties.contains(Framework.tested.digest))
        #expect(properties.contains("cn-2020"))
        let sheet = try Review.sheet(bytes, "项目支出绩效自评表")
        #expect(sheet.cells.contains { $0.shown.contains("cn-2020") && $0.shown.contains(Framework.tested.digest) })
        #expect(sheet.cells.contains { $0.shown == "产出指标\n（50分）" })
        #expect(try Review.parts(bytes).keys.allSatisfy { !$0.contains("vba") })
    }

    @Test func `protection is off unless asked for and has no password`() throws {
        let open = try Review.text(try blank(.projectGoal), "xl/worksheets/sheet1.xml")
        #expect(!open.contains("<sheetProtection"))
        let closed = try Review.text(try blank(.projectGoal) { $0.isProtected = true }, "xl/worksheets/sheet1.xml")
        #expect(closed.contains("<sheetProtection"))
        #expect(!closed.contains("password="))
    }

    @Test func `the same details give the same bytes`() throws {
        let first = try Review.parts(try blank(.monitoring)), second = try Review.parts(try blank(.monitoring))
        #expect(first == second)
    }

    @Test func `kinds without an official blank are refused with the list of those that have one`() throws {
        #expect(throws: BlankFormError.noBlank(.indicatorList)) { try BlankForm.write(kind: .indicatorList, framework: .tested) }
        #expect(BlankFormError.noBlank(.indicatorList).sentence.zh.contains("monitoring"))
    }
}

/// Fills cells of a blank workbook, found by their labels, as a clerk would.
struct FormFiller {
    private var bytes: [UInt8]
    private let grid: Grid
    private var values: [CellPosition: String] = [:]

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        grid = try #require(try XLSXReader.read(bytes: bytes).grids.first)
    }

    private func found(_ text: String) -> CellPosition? {
        grid.cells.first { $0.shown.replacing("\u{3000}", with: "") == text }?.position
    }

    private func place(_ texts: String...) throws -> CellPosition {
        try #require(texts.lazy.compactMap { found($0) }.first, "no label \(texts)")
    }

    mutating func fillSelfEvaluation() throws -> [(name: String, row: Int)] {
        let name = try place("三级指标"), target = try place("年度指标值", "指标值"), weight = grid.cells.last { $0.shown == "分值" }!.position
        let actual = try place("实际完成值", "全年实际完成值"), score = grid.cells.last { $0.shown == "得分" }!.position
        let reason = try place("偏差原因分析及改进措施", "未完成原因和改进措施")
        let sign = found("指标性质"), unit = found("度量单位")
        let total = try place("总分")
        var rows: [(name: String, row: Int)] = []
        for row in name.row + 1..<total.row {
            let text = "第\(row)项完成率"
            rows.append((text, row))
            values[CellPosition(row: row, column: name.column)] = text
            if let sign, let unit {
                values[CellPosition(row: row, column: sign.column)] = "≥"
                values[CellPosition(row: row, column: unit.column)] = "%"
                values[CellPosition(row: row, column: target.column)] = "#95"
                values[CellPosition(row: row, column: actual.column)] = "#90"
            } else {
                values[CellPosition(row: row, column: target.column)] = "≥95%"
                values[CellPosition(row: row, column: actual.column)] = "90%"
            }
            values[CellPosition(row: row, column: weight.column)] = "#5"
            values[CellPosition(row: row, column: score.column)] = "#4.74"
            values[CellPosition(row: row, column: reason.column)] = "材料到货晚"
        }
        let adjusted = try place("全年预算数"), executed = try place("全年执行数"), money = try place("年度资金总额")
        values[CellPosition(row: money.row, column: adjusted.column)] = "#1805.58777"
        values[CellPosition(row: money.row, column: executed.column)] = "#1800"
        let expected = try place("预期目标", "总体目标"), achieved = try place("实际完成情况", "全年实际完成情况")
        values[CellPosition(row: expected.row + 1, column: expected.column)] = "改造校舍三栋"
        values[CellPosition(row: achieved.row + 1, column: achieved.column)] = "已改造三栋"
        return rows
    }

    /// The workbook with the values in: numbers where they begin with `#`.
    mutating func finish() throws -> [UInt8] {
        let part = "xl/worksheets/sheet1.xml"
        let archive = try ZipArchive(bytes)
        let source = try #require(try archive.read(part))
        let scan = try SheetScan(source, wanted: Set(values.keys.map(\.row)))
        var edits = MarkupEdits()
        for row in scan.rows {
            for cell in row.cells {
                guard let value = values.removeValue(forKey: cell.position) else { continue }
                let head = "<c r=\"\(cell.position.a1)\" s=\"\(cell.format ?? 0)\""
                edits.replace(
                    cell.whole, with: value.hasPrefix("#") ? "\(head)><v>\(value.dropFirst())</v></c>" : "\(head) t=\"inlineStr\"><is><t>\(value)</t></is></c>")
            }
        }
        try #require(values.isEmpty, "cells that do not exist: \(values.keys.map(\.a1))")
        return try archive.replacing([part: edits.applied(to: scan.bytes)])
    }
}
