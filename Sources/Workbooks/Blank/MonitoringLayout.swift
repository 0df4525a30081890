import BudgetModel
import Quantities

/// 项目支出绩效目标执行监控表 (财预〔2019〕136号).
struct MonitoringLayout {
    let framework: Framework
    let details: BlankForm.Details

    func write(on sheet: FormSheet) -> [FormCheck] {
        let last = 16, months = details.months
        sheet.setWidths([8, 11, 14, 22, 13, 13, 13, 7, 7, 7, 9, 7, 18, 7, 7, 8, 16])
        sheet.put("项目支出绩效目标执行监控表", 0, 0, to: (0, last), .title)
        sheet.setHeight(0, 36)
        sheet.put("（\(details.year.map(String.init) ?? "    ")年度）", 1, 0, to: (1, last), .subtitle)
        sheet.setHeight(1, 20)
        sheet.put("项目名称", 2, 0, to: (2, 1), .label)
        sheet.put(details.programme ?? "", 2, 2, to: (2, last), .text)
        sheet.put("主管部门及代码", 3, 0, to: (3, 1), .label)
        sheet.put(details.department ?? "", 3, 2, to: (3, 6), .text)
        sheet.put("实施单位", 3, 7, to: (3, 8), .label)
        sheet.put(details.unit ?? "", 3, 9, to: (3, last), .text)

        sheet.put("项目资金\n（\(details.amountUnit.name)）", 4, 0, to: (7, 1), .label)
        sheet.put("", 4, 2, to: (4, 3), .head)
        for (column, text) in ["年初预算数", "\(months)执行数", "\(months)执行率"].enumerated() { sheet.put(text, 4, 4 + column, .head) }
        sheet.put("全年预计执行数", 4, 7, to: (4, last), .head)
        let lines = details.filled?.yearFunds ?? []
        var funds = ["年度资金总额", "其中：本年一般公共预算拨款", "　　　其他资金"]
        // The table has room for three rows.
        for (index, line) in lines.prefix(3).enumerated() { funds[index] = line.label.value }
        for (index, label) in funds.enumerated() {
            let row = 5 + index
            sheet.put(label, row, 2, to: (row, 3), .label)
            let line = lines.indices.contains(index) ? lines[index] : nil
            sheet.put(line?.printed(.initial, in: details.amountUnit), row, 4, .money)
            sheet.put(line?.printed(.executed, in: details.amountUnit), row, 5, .money)
            let initial = FormSheet.a1(row, 4), executed = FormSheet.a1(row, 5)
            sheet.formula("IF(N(\(initial))=0,\"\",ROUND(ROUND(\(executed)/\(initial),12),4))", row, 6, .computedRate)
            sheet.put(line?.printed(.forecast, in: details.amountUnit), row, 7, to: (row, last), .money)
            for column in [4, 5, 7] {
                let cell = FormSheet.a1(row, column)
                sheet.require("AND(ISNUMBER(\(cell)),\(cell)>=0)", row, column, refusal: "请填写不小于 0 的数字，单位：\(details.amountUnit.name)。")
            }
        }
        sheet.put("年度总体目标", 8, 0, to: (8, 1), .label)
        sheet.put(details.filled?.firstGoal()?.expected?.value ?? "", 8, 2, to: (8, last), .text)
        for row in 2...7 { sheet.setHeight(row, 24) }
        sheet.setHeight(8, 60)

        let blocks = FormBlock.blocks(framework, details)
        let head = 9, first = 11, end = 10 + blocks.reduce(0) { $0 + $1.rows }
        sheet.put("绩效指标", head, 0, to: (end, 0), .label)
        let heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "\(months)执行情况", "全年预计完成情况"]
        for (column, text) in heads.enumerated() { sheet.put(text, head, column + 1, to: (head + 1, column + 1), .head) }
        sheet.put("偏差原因分析", head, 7, to: (head, 12), .head)
        for (column, text) in ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明"].enumerated() { sheet.put(text, head + 1, 7 + column, .head) }
        sheet.put("完成目标可能性", head, 13, to: (head, 15), .head)
        for (column, text) in ["确定能", "有可能", "完全不可能"].enumerated() { sheet.put(text, head + 1, 13 + column, .head) }
        sheet.put("备注", head, 16, to: (head + 1, 16), .head)
        sheet.setHeight(head, 24)
        sheet.setHeight(head + 1, 32)
        sheet.putLevels(blocks, top: first, level1: 1, level2: 2, withPoints: false)
        for (index, filled) in blocks.flatMap(\.filled).enumerated() {
            for column in 3...last { sheet.put(filled.map { Self.text(of: $0, column) } ?? "", first + index, column, [3, 12, 16].contains(column) ? .text : .value) }
            sheet.setHeight(first + index, 26)
        }
        sheet.hint("定量指标写“符号+数值+单位”，如 ≥95%、≤30天；定性指标写文字。", first, 4, bottom: end)
        for column in [7, 8, 9, 10, 11, 13, 14, 15] {
            sheet.list(["√"], first, column, bottom: end, isStrict: true, hint: column > 12 ? "三栏中只在一栏打“√”。" : nil)
        }
        let possible = "\(FormSheet.a1(first, 13)):\(FormSheet.a1(first, 15))".split(separator: ":").map { "$" + $0 }.joined(separator: ":")
        sheet.warn("AND($D\(first + 1)<>\"\",COUNTA(\(possible))>1)", first, 13, to: (end, 15))
        sheet.putFooter(framework, details, row: end + 1, columns: last + 1)
        sheet.setPrint(landscape: true, columns: last + 1, lastRow: end + 1, head: head...head + 1)
        return checks(first: first, end: end)
    }

    private static func text(of row: Indicator, _ column: Int) -> String {
        func tick(_ isSo: Bool) -> String { isSo ? "√" : "" }
        let causes: [DeviationCause] = [.funding, .regulation, .staff, .equipment, .other]
        return switch column {
        case 3: row.name.value
        case 4: row.printedTarget
        case 5: row.printedActual
        case 6: row.printedForecast
        case 7...11: tick(row.causes.contains(causes[column - 7]))
        case 12: row.reason?.value ?? row.explanation?.value ?? ""
        case 13: tick(row.likelihood?.value == .certain)
        case 14: tick(row.likelihood?.value == .possible)
        case 15: tick(row.likelihood?.value == .impossible)
        default: row.remark?.value ?? ""
        }
    }

    private func checks(first: Int, end: Int) -> [FormCheck] {
        var list: [FormCheck] = []
        for (name, column) in [("年初预算数", 4), ("\(details.months)执行数", 5), ("全年预计执行数", 7)] {
            let total = "@" + FormSheet.a1(5, column), parts = "@" + formRange(6, column, 7, column)
            list.append(
                FormCheck(
                    name: "\(name)：总额等于各项之和", expected: "=IF(COUNT(\(parts))=0,\"\",SUM(\(parts)))", found: "IF(\(total)=\"\",\"\",\(total))",
                    isOpen: "OR(NOT(ISNUMBER(\(total))),COUNT(\(parts))=0)", holds: "ROUND(N(\(total))-SUM(\(parts)),6)=0", advice: "核对资金总额行与各项资金。"))
        }
        let names = "@" + formRange(first, 3, end, 3)
        let ticks = (13...15).map { "(@\(formRange(first, $0, end, $0))<>\"\")" }.joined(separator: "+")
        let likely = "@" + formRange(first, 13, end, 13), reasons = "@" + formRange(first, 12, end, 12)
        let wrong = "SUMPRODUCT((\(names)<>\"\")*((\(ticks))<>1))"
        let unexplained = "SUMPRODUCT((\(names)<>\"\")*((\(ticks))=1)*(\(likely)=\"\")*(\(reasons)=\"\"))"
        list += [
            FormCheck(
                name: "“完成目标可能性”未在一栏打√的指标（行数）", expected: "0", found: wrong, isOpen: "COUNTA(\(names))=0", holds: "\(wrong)=0",
                advice: "每个指标在确定能、有可能、完全不可能三栏中选一栏打“√”。"),
            FormCheck(
                name: "不能确定完成而未说明原因的指标（行数）", expected: "0", found: unexplained, isOpen: "COUNTA(\(names))=0", holds: "\(unexplained)=0",
                advice: "在“原因说明”栏写明偏差原因，并在备注写明措施。"),
        ]
        return list
    }
}
