import BudgetModel
import Quantities

/// 项目支出绩效目标申报表 (财预〔2015〕88号): medium term left, year right.
struct ProjectGoalLayout {
    let framework: Framework
    let details: BlankForm.Details

    func write(on sheet: FormSheet) -> [FormCheck] {
        let last = 7
        sheet.setWidths([9, 11, 13, 20, 11, 14, 20, 11])
        sheet.put("项目支出绩效目标申报表", 0, 0, to: (0, last), .title)
        sheet.setHeight(0, 36)
        sheet.put("（\(details.year.map(String.init) ?? "    ")年度）", 1, 0, to: (1, last), .subtitle)
        sheet.setHeight(1, 20)
        func label(_ text: String, _ row: Int, _ left: Int, _ right: Int) { sheet.put(text, row, left, to: (row, right), .label) }
        func value(_ text: String?, _ row: Int, _ left: Int, _ right: Int) { sheet.put(text ?? "", row, left, to: (row, right), .text) }
        label("项目名称", 2, 0, 1)
        if let code = details.programmeCode {
            value(details.programme, 2, 2, 3)
            label("项目编码", 2, 4, 5)
            value(code, 2, 6, last)
        } else {
            value(details.programme, 2, 2, last)
        }
        label("主管部门及代码", 3, 0, 1)
        value(details.department, 3, 2, 3)
        label("实施单位", 3, 4, 5)
        value(details.unit, 3, 6, last)
        label("项目属性", 4, 0, 1)
        value("", 4, 2, 3)
        sheet.list(["新增项目", "延续项目"], 4, 2, isStrict: false, hint: "新增项目或延续项目。")
        label("项目期", 4, 4, 5)
        value("", 4, 6, last)
        for row in 2...4 { sheet.setHeight(row, 24) }

        sheet.put("项目资金\n（\(details.amountUnit.name)）", 5, 0, to: (7, 1), .label)
        let rows = [("中期资金总额", "年度资金总额"), ("其中：财政拨款", "其中：财政拨款"), ("　　　其他资金", "　　　其他资金")]
        for (index, names) in rows.enumerated() {
            let row = 5 + index
            sheet.put(names.0, row, 2, .label)
            sheet.put("", row, 3, to: (row, 4), .money)
            sheet.put(names.1, row, 5, .label)
            sheet.put("", row, 6, to: (row, last), .money)
            for column in [3, 6] {
                let cell = FormSheet.a1(row, column)
                sheet.require("AND(ISNUMBER(\(cell)),\(cell)>=0)", row, column, refusal: "请填写不小于 0 的数字，单位：\(details.amountUnit.name)。")
            }
            sheet.setHeight(row, 22)
        }
        var checks: [FormCheck] = []
        for (name, column) in [("中期资金总额", 3), ("年度资金总额", 6)] {
            let total = FormSheet.a1(5, column), parts = formRange(6, column, 7, column)
            sheet.warn("AND(ISNUMBER(\(total)),COUNT(\(parts))>0,ROUND(\(total)-SUM(\(parts)),6)<>0)", 5, column)
            checks.append(
                FormCheck(
                    name: "\(name)等于各项之和", expected: "=IF(COUNT(@\(parts))=0,\"\",SUM(@\(parts)))", found: "IF(@\(total)=\"\",\"\",@\(total))",
                    isOpen: "OR(NOT(ISNUMBER(@\(total))),COUNT(@\(parts))=0)", holds: "ROUND(N(@\(total))-SUM(@\(parts)),6)=0",
                    advice: "核对资金总额与财政拨款、其他资金。"))
        }
        checks.append(
            FormCheck(
                name: "年度资金总额不超过中期资金总额", expected: "=IF(@D6=\"\",\"\",@D6)", found: "IF(@G6=\"\",\"\",@G6)",
                isOpen: "OR(NOT(ISNUMBER(@D6)),NOT(ISNUMBER(@G6)))", holds: "N(@G6)<=N(@D6)", advice: "中期资金是项目期内各年之和，不应小于当年资金。"))

        sheet.put("总体目标", 8, 0, to: (9, 0), .label)
        let span = details.year.map { "\($0)年—\($0 + 2)年" } ?? "20  年—20  年"
        sheet.put("中期目标（\(span)）", 8, 1, to: (8, 4), .head)
        sheet.put("年度目标", 8, 5, to: (8, last), .head)
        sheet.put("", 9, 1, to: (9, 4), .text)
        sheet.put("", 9, 5, to: (9, last), .text)
        sheet.setHeight(8, 22)
        sheet.setHeight(9, 100)

        let blocks = FormBlock.blocks(of: framework, rowsPerLevel2: details.rowsPerLevel2)
        let count = blocks.reduce(0) { $0 + $1.rows }
        let head = 10, first = 11, end = 10 + count
        sheet.put("绩效指标", head, 0, to: (end, 0), .label)
        for (column, text) in ["一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"].enumerated() {
            sheet.put(text, head, column + 1, .head)
        }
        sheet.setHeight(head, 26)
        sheet.putLevels(blocks, top: first, level1: 1, level2: 2, withPoints: false)
        var row = first
        for block in blocks {
            for group in block.groups {
                sheet.put(String(group.name.prefix { $0 != "（" }), row, 5, to: (row + group.rows - 1, 5), .block)
                row += group.rows
            }
        }
        for row in first...end {
            for (column, style) in [(3, FormStyle.text), (4, .value), (6, .text), (7, .value)] { sheet.put("", row, column, style) }
            sheet.setHeight(row, 26)
        }
        for column in [4, 7] { sheet.hint("定量指标写“符号+数值+单位”，如 ≥95%、≤30天；定性指标写文字。", first, column, bottom: end) }
        for (name, column) in [("中期", 3), ("年度", 6)] {
            let names = "@" + formRange(first, column, end, column), values = "@" + formRange(first, column + 1, end, column + 1)
            checks.append(
                FormCheck(
                    name: "\(name)指标：有名称而缺指标值（行数）", expected: "0", found: "SUMPRODUCT((\(names)<>\"\")*(\(values)=\"\"))",
                    isOpen: "COUNTA(\(names))=0", holds: "SUMPRODUCT((\(names)<>\"\")*(\(values)=\"\"))=0", advice: "每个三级指标都应写明指标值。"))
        }
        sheet.putFooter(framework, details, row: end + 1, columns: last + 1)
        sheet.setPrint(landscape: false, columns: last + 1, lastRow: end + 1, head: head...head)
        return checks
    }
}

/// 部门（单位）整体支出绩效目标申报表 (财预〔2015〕88号).
struct DepartmentGoalLayout {
    let framework: Framework
    let details: BlankForm.Details
    private let taskRows = 6

    func write(on sheet: FormSheet) -> [FormCheck] {
        let last = 6
        sheet.setWidths([10, 15, 16, 26, 14, 14, 14])
        sheet.put("部门（单位）整体支出绩效目标申报表", 0, 0, to: (0, last), .title)
        sheet.setHeight(0, 36)
        sheet.put("（\(details.year.map(String.init) ?? "    ")年度）", 1, 0, to: (1, last), .subtitle)
        sheet.setHeight(1, 20)
        sheet.put("部门（单位）名称", 2, 0, to: (2, 1), .label)
        sheet.put(details.unit ?? details.department ?? "", 2, 2, to: (2, last), .text)
        sheet.setHeight(2, 24)

        let firstTask = 5, lastTask = 4 + taskRows, sum = 5 + taskRows
        sheet.put("年度主要任务", 3, 0, to: (sum, 0), .label)
        sheet.put("任务名称", 3, 1, to: (4, 2), .head)
        sheet.put("主要内容", 3, 3, to: (4, 3), .head)
        sheet.put("预算金额（\(details.amountUnit.name)）", 3, 4, to: (3, 6), .head)
        for (column, text) in ["总额", "财政拨款", "其他资金"].enumerated() { sheet.put(text, 4, 4 + column, .head) }
        sheet.setHeight(3, 20)
        sheet.setHeight(4, 20)
        for row in firstTask...lastTask {
            sheet.put("", row, 1, to: (row, 2), .text)
            sheet.put("", row, 3, .text)
            for column in 4...6 {
                sheet.put("", row, column, .money)
                let cell = FormSheet.a1(row, column)
                sheet.require("AND(ISNUMBER(\(cell)),\(cell)>=0)", row, column, refusal: "请填写不小于 0 的数字，单位：\(details.amountUnit.name)。")
            }
            let total = FormSheet.a1(row, 4), parts = formRange(row, 5, row, 6)
            sheet.warn("AND(ISNUMBER(\(total)),COUNT(\(parts))>0,ROUND(\(total)-SUM(\(parts)),6)<>0)", row, 4)
            sheet.setHeight(row, 28)
        }
        sheet.put("金额合计", sum, 1, to: (sum, 3), .head)
        for column in 4...6 {
            let cells = formRange(firstTask, column, lastTask, column)
            sheet.formula("IF(COUNT(\(cells))=0,\"\",SUM(\(cells)))", sum, column, .computed)
        }
        sheet.setHeight(sum, 24)

        sheet.put("年度总体目标", sum + 1, 0, .label)
        sheet.put("", sum + 1, 1, to: (sum + 1, last), .text)
        sheet.setHeight(sum + 1, 120)

        let blocks = FormBlock.blocks(of: framework, rowsPerLevel2: details.rowsPerLevel2)
        let head = sum + 2, first = sum + 3, end = sum + 2 + blocks.reduce(0) { $0 + $1.rows }
        sheet.put("年度绩效指标", head, 0, to: (end, 0), .label)
        sheet.put("一级指标", head, 1, .head)
        sheet.put("二级指标", head, 2, .head)
        sheet.put("三级指标", head, 3, to: (head, 4), .head)
        sheet.put("指标值", head, 5, to: (head, 6), .head)
        sheet.setHeight(head, 26)
        sheet.putLevels(blocks, top: first, level1: 1, level2: 2, withPoints: false)
        for row in first...end {
            sheet.put("", row, 3, to: (row, 4), .text)
            sheet.put("", row, 5, to: (row, 6), .value)
            sheet.setHeight(row, 26)
        }
        sheet.hint("定量指标写“符号+数值+单位”，如 ≥95%、≤30天；定性指标写文字。", first, 5, bottom: end)
        sheet.putFooter(framework, details, row: end + 1, columns: last + 1)
        sheet.setPrint(landscape: false, columns: last + 1, lastRow: end + 1, head: head...head)

        let totals = "@" + formRange(firstTask, 4, lastTask, 4), parts = "@" + formRange(firstTask, 5, lastTask, 6)
        let names = "@" + formRange(first, 3, end, 3), values = "@" + formRange(first, 5, end, 5)
        return [
            FormCheck(
                name: "任务金额：总额等于财政拨款与其他资金之和", expected: "=IF(COUNT(\(parts))=0,\"\",SUM(\(parts)))", found: "IF(COUNT(\(totals))=0,\"\",SUM(\(totals)))",
                isOpen: "OR(COUNT(\(totals))=0,COUNT(\(parts))=0)", holds: "ROUND(SUM(\(totals))-SUM(\(parts)),6)=0", advice: "核对各项任务的金额，单位：\(details.amountUnit.name)。"),
            FormCheck(
                name: "有指标名称而缺指标值（行数）", expected: "0", found: "SUMPRODUCT((\(names)<>\"\")*(\(values)=\"\"))", isOpen: "COUNTA(\(names))=0",
                holds: "SUMPRODUCT((\(names)<>\"\")*(\(values)=\"\"))=0", advice: "每个三级指标都应写明指标值。"),
        ]
    }
}
