import BudgetModel
import Quantities

/// A goal that is filled in, with its weights: head, money, goal and the indicators of the year, each level 2 with an empty row below.
///
/// The official blanks have no weights, and medium-term columns beside; what is not on this sheet stays as it is when it comes back.
struct FilledGoalLayout {
    let kind: FormKind
    let framework: Framework
    let details: BlankForm.Details

    var title: String { kind == .departmentGoal ? "部门整体支出绩效目标申报表" : "项目支出绩效目标申报表" }

    func write(on sheet: FormSheet) {
        let last = 4, form = details.filled
        sheet.setWidths([13, 15, 34, 18, 12])
        sheet.put(title, 0, 0, to: (0, last), .title)
        sheet.setHeight(0, 36)
        sheet.put("（\(details.year.map(String.init) ?? "    ")年度）", 1, 0, to: (1, last), .subtitle)
        sheet.setHeight(1, 20)
        var row = 2
        func pair(_ label: String, _ value: String?) {
            sheet.put(label, row, 0, .label)
            sheet.put(value ?? "", row, 1, to: (row, last), .text)
            sheet.setHeight(row, 24)
            row += 1
        }
        if kind == .departmentGoal {
            pair("部门（单位）名称", details.department ?? details.unit)
        } else {
            pair("项目名称", details.programme)
            pair("项目编码", details.programmeCode)
            pair("主管部门", details.department)
            pair("实施单位", details.unit)
        }
        let lines = form?.yearFunds ?? []
        if !lines.isEmpty {
            sheet.put("资金情况\n（\(details.amountUnit.name)）", row, 0, to: (row + lines.count - 1, 0), .label)
            for line in lines {
                sheet.put(line.label.value, row, 1, to: (row, 2), .label)
                sheet.put(line.printed(.initial, in: details.amountUnit), row, 3, to: (row, last), .money)
                sheet.setHeight(row, 22)
                row += 1
            }
        }
        sheet.put("年度总体目标", row, 0, .label)
        sheet.put(form?.firstGoal()?.expected?.value ?? "", row, 1, to: (row, last), .text)
        sheet.setHeight(row, 100)
        row += 1
        let head = row
        for (column, text) in ["一级指标", "二级指标", "三级指标", "指标值", "权重"].enumerated() { sheet.put(text, row, column, .head) }
        sheet.setHeight(row, 26)
        let blocks = FormBlock.blocks(framework, details, emptyRows: 1)
        row += 1
        sheet.putLevels(blocks, top: row, level1: 0, level2: 1, withPoints: false)
        let first = row
        for filled in blocks.flatMap(\.filled) {
            sheet.put(filled?.name.value ?? "", row, 2, .text)
            sheet.put(filled?.printedTarget ?? "", row, 3, .value)
            sheet.put(filled?.weight?.value, row, 4, .value)
            sheet.setHeight(row, 26)
            row += 1
        }
        sheet.hint("定量指标写“符号+数值+单位”，如 ≥95%、≤30天；定性指标写文字。", first, 3, bottom: row - 1)
        sheet.putFooter(framework, details, row: row, columns: last + 1)
        sheet.setPrint(landscape: false, columns: last + 1, lastRow: row + 1, head: head...head)
    }
}
