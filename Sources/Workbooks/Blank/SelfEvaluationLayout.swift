import BudgetModel
import Quantities

/// The self-evaluation forms of projects, departments and transfer payments (财预〔2020〕10号, Annex 1).
struct SelfEvaluationLayout {
    let kind: FormKind
    let framework: Framework
    let details: BlankForm.Details
    private let blocks: [FormBlock]
    private let hasSign: Bool

    init(kind: FormKind, framework: Framework, details: BlankForm.Details) {
        self.kind = kind
        self.framework = framework
        self.details = details
        blocks = FormBlock.blocks(framework, details)
        // Sichuan's form has sign and unit in columns of their own.
        hasSign = details.separatesSign ?? framework.id.hasPrefix("sichuan")
    }

    var title: String {
        switch kind {
        case .departmentSelfEvaluation: "部门整体支出绩效自评表"
        case .transferSelfEvaluation: "转移支付绩效自评表"
        default: "项目支出绩效自评表"
        }
    }

    private enum Column { case area, level1, level2, name, sign, target, unit, actual, weight, score, reason }

    private var columns: [Column] {
        hasSign
            ? [.area, .level1, .level2, .name, .sign, .target, .unit, .actual, .weight, .score, .reason]
            : [.area, .level1, .level2, .name, .target, .actual, .weight, .score, .reason]
    }

    private func at(_ column: Column) -> Int { columns.firstIndex(of: column) ?? 0 }
    private var last: Int { columns.count - 1 }

    private func width(_ column: Column) -> Double {
        switch column {
        case .area: 9
        case .level1: 11
        case .level2: 13
        case .name: 20
        case .sign: 9
        case .target: hasSign ? 10 : 13
        case .unit: 8
        case .actual: hasSign ? 12 : 13
        case .weight: 7
        case .score: 9
        case .reason: 20
        }
    }

    private var filledFunds: [FundLine] { details.filled?.yearFunds ?? [] }

    private var fundRows: [String] {
        if !filledFunds.isEmpty { return filledFunds.map(\.label.value) }
        return switch kind {
        case .departmentSelfEvaluation: ["年度资金总额", "其中：基本支出", "　　　项目支出"]
        case .transferSelfEvaluation: ["年度资金总额", "其中：中央财政资金", "　　　地方资金", "　　　其他资金"]
        default: ["年度资金总额", "其中：当年财政拨款", "　　　上年结转资金", "　　　其他资金"]
        }
    }

    func write(on sheet: FormSheet) -> [FormCheck] {
        sheet.setWidths(columns.map(width))
        sheet.put(title, 0, 0, to: (0, last), .title)
        sheet.setHeight(0, 36)
        sheet.put("（\(details.year.map(String.init) ?? "    ")年度）", 1, 0, to: (1, last), .subtitle)
        sheet.setHeight(1, 20)
        let fundTop = writeHead(on: sheet)
        let goalTop = writeFunds(on: sheet, top: fundTop)
        let head = writeGoals(on: sheet, top: goalTop)
        writeIndicators(on: sheet, head: head)
        let total = head + 1 + blocks.reduce(0) { $0 + $1.rows }
        writeTotal(on: sheet, row: total, head: head, fundTop: fundTop)
        sheet.putFooter(framework, details, row: total + 1, columns: last + 1)
        sheet.setPrint(landscape: hasSign, columns: last + 1, lastRow: total + 1, head: head...head)
        return checks(fundTop: fundTop, head: head, total: total)
    }

    // MARK: Head

    /// The rows of names; returns the row below them.
    private func writeHead(on sheet: FormSheet) -> Int {
        let middle = at(.name) + 1
        func pair(_ label: String, _ value: String?, _ other: String, _ otherValue: String?, _ row: Int) {
            sheet.put(label, row, 0, .label)
            sheet.put(value ?? "", row, 1, to: (row, middle - 1), .text)
            sheet.put(other, row, middle, .label)
            sheet.put(otherValue ?? "", row, middle + 1, to: (row, last), .text)
            sheet.setHeight(row, 24)
        }
        func single(_ label: String, _ value: String?, _ row: Int) {
            sheet.put(label, row, 0, .label)
            sheet.put(value ?? "", row, 1, to: (row, last), .text)
            sheet.setHeight(row, 24)
        }
        switch kind {
        case .departmentSelfEvaluation:
            single("部门名称", details.department ?? details.unit, 2)
            pair("主管部门", details.department, "填报单位", details.unit, 3)
        case .transferSelfEvaluation:
            single("转移支付名称", details.programme, 2)
            pair("主管部门", details.department, "资金使用单位", details.unit, 3)
        default:
            if let code = details.programmeCode {
                pair("项目名称", details.programme, "项目编码", code, 2)
            } else {
                single("项目名称", details.programme, 2)
            }
            pair("主管部门", details.department, "实施单位", details.unit, 3)
        }
        return 4
    }

    // MARK: Money

    /// Columns of the money table: three amounts (two for transfer payments), points, rate, score.
    private var fundColumns: (label: ClosedRange<Int>, initial: Int?, adjusted: Int, executed: Int, weight: Int, rate: Int, score: Int) {
        // The last three stand above 分值, 得分 and 偏差原因 as on the official form.
        let weight = last - 2, rate = last - 1, score = last
        if kind == .transferSelfEvaluation {
            return (1...weight - 3, nil, weight - 2, weight - 1, weight, rate, score)
        }
        return (1...weight - 4, weight - 3, weight - 2, weight - 1, weight, rate, score)
    }

    /// Whether the execution rate stands among the indicators.
    private var repeatsExecution: Bool { details.filled?.execution?.indicatorIndex != nil }

    private func writeFunds(on sheet: FormSheet, top: Int) -> Int {
        let place = fundColumns
        let end = top + fundRows.count
        let area = kind == .transferSelfEvaluation ? "资金情况" : kind == .departmentSelfEvaluation ? "部门预算执行情况" : "项目资金"
        sheet.put("\(area)\n（\(details.amountUnit.name)）", top, 0, to: (end, 0), .label)
        sheet.put("", top, place.label.lowerBound, to: (top, place.label.upperBound), .head)
        if let initial = place.initial { sheet.put("年初预算数", top, initial, .head) }
        sheet.put("全年预算数", top, place.adjusted, .head)
        sheet.put("全年执行数", top, place.executed, .head)
        sheet.put("分值", top, place.weight, .head)
        sheet.put("执行率", top, place.rate, .head)
        sheet.put("得分", top, place.score, .head)
        sheet.setHeight(top, 24)
        for (index, label) in fundRows.enumerated() {
            let row = top + 1 + index
            sheet.put(label, row, place.label.lowerBound, to: (row, place.label.upperBound), .label)
            let line = filledFunds.indices.contains(index) ? filledFunds[index] : nil
            for (column, field) in [(place.initial, FundField.initial), (place.adjusted, .adjusted), (place.executed, .executed)] {
                guard let column else { continue }
                sheet.put(line?.printed(field, in: details.amountUnit), row, column, .money)
                let cell = FormSheet.a1(row, column)
                sheet.require("AND(ISNUMBER(\(cell)),\(cell)>=0)", row, column, refusal: "请填写不小于 0 的数字，单位：\(details.amountUnit.name)。")
            }
            let adjusted = FormSheet.a1(row, place.adjusted), executed = FormSheet.a1(row, place.executed)
            sheet.formula("IF(N(\(adjusted))=0,\"\",ROUND(ROUND(\(executed)/\(adjusted),12),4))", row, place.rate, .computedRate)
            if index == 0, !repeatsExecution {
                sheet.put(details.filled?.execution?.weight?.value ?? framework.execution.weight.value, row, place.weight, .fixed)
                let weight = FormSheet.a1(row, place.weight)
                let rate = framework.execution.cap.value.map { "MIN(\($0.plain),\(executed)/\(adjusted))" } ?? "\(executed)/\(adjusted)"
                sheet.formula(
                    "IF(OR(\(adjusted)=\"\",\(executed)=\"\"),\"\",IF(N(\(adjusted))=0,0,ROUND(ROUND(\(weight)*\(rate),12),2)))", row, place.score,
                    .computedScore)
                if let stated = details.filled?.execution?.statedScore?.value { sheet.put(stated, row, place.score, .value) }
            } else {
                sheet.put("—", row, place.weight, .fixed)
                sheet.put("—", row, place.score, .fixed)
            }
            sheet.setHeight(row, 22)
        }
        for column in [place.initial, place.adjusted, place.executed].compactMap(\.self) {
            let total = FormSheet.a1(top + 1, column), parts = formRange(top + 2, column, end, column)
            sheet.warn("AND(ISNUMBER(\(total)),COUNT(\(parts))>0,ROUND(\(total)-SUM(\(parts)),6)<>0)", top + 1, column)
        }
        return end + 1
    }

    // MARK: Goals

    /// Returns the row of the indicators' head.
    private func writeGoals(on sheet: FormSheet, top: Int) -> Int {
        let middle = at(.name) + 1
        let isTransfer = kind == .transferSelfEvaluation
        sheet.put(isTransfer ? "总体目标完成情况" : "年度总体目标", top, 0, to: (top + 1, 0), .label)
        sheet.put(isTransfer ? "总体目标" : "预期目标", top, 1, to: (top, middle - 1), .head)
        sheet.put(isTransfer ? "全年实际完成情况" : "实际完成情况", top, middle, to: (top, last), .head)
        sheet.put(details.filled?.firstGoal()?.expected?.value ?? "", top + 1, 1, to: (top + 1, middle - 1), .text)
        sheet.put(details.filled?.firstGoal()?.achieved?.value ?? "", top + 1, middle, to: (top + 1, last), .text)
        sheet.setHeight(top, 22)
        sheet.setHeight(top + 1, 84)
        return top + 2
    }

    // MARK: Indicators

    private func head(_ column: Column) -> String {
        let isTransfer = kind == .transferSelfEvaluation
        return switch column {
        case .area: "绩效指标"
        case .level1: "一级指标"
        case .level2: "二级指标"
        case .name: "三级指标"
        case .sign: "指标性质"
        case .target: isTransfer ? "指标值" : "年度指标值"
        case .unit: "度量单位"
        case .actual: isTransfer ? "全年实际完成值" : "实际完成值"
        case .weight: "分值"
        case .score: "得分"
        case .reason: isTransfer ? "未完成原因和改进措施" : "偏差原因分析及改进措施"
        }
    }

    private func text(of row: Indicator, in column: Column) -> String {
        switch column {
        case .name: row.name.value
        case .target: hasSign ? row.effectiveTarget?.raw ?? "" : row.printedTarget
        case .sign: row.comparator == .qualitative ? "定性" : row.comparator?.mark ?? ""
        case .unit: row.effectiveTarget?.printedUnit ?? row.effectiveTarget?.unit ?? ""
        case .actual: row.printedActual
        case .reason: row.reason?.value ?? ""
        case .area, .level1, .level2, .weight, .score: ""
        }
    }

    private func writeIndicators(on sheet: FormSheet, head row: Int) {
        let count = blocks.reduce(0) { $0 + $1.rows }
        let first = row + 1, end = row + count
        sheet.put(head(.area), row, 0, to: (end, 0), .label)
        for (index, column) in columns.enumerated() where column != .area { sheet.put(head(column), row, index, .head) }
        sheet.setHeight(row, 32)
        sheet.putLevels(blocks, top: first, level1: at(.level1), level2: at(.level2), withPoints: true)
        for (index, filled) in blocks.flatMap(\.filled).enumerated() {
            let row = first + index
            for column in columns where column != .area && column != .level1 && column != .level2 {
                switch column {
                case .weight: sheet.put(filled?.weight?.value, row, at(column), .value)
                case .score: sheet.put(filled?.statedScore?.value, row, at(column), .value)
                default: sheet.put(filled.map { text(of: $0, in: column) } ?? "", row, at(column), column == .name || column == .reason ? .text : .value)
                }
            }
            sheet.setHeight(row, 27)
        }
        let weight = FormSheet.a1(first, at(.weight)), score = FormSheet.a1(first, at(.score))
        if hasSign {
            sheet.list(["≥", ">", "=", "≤", "<", "定性"], first, at(.sign), bottom: end, isStrict: true, hint: "定量指标选符号，定性指标选“定性”。")
            sheet.hint("只填数值；定性指标填文字。", first, at(.target), bottom: end)
        } else {
            sheet.hint("定量指标写“符号+数值+单位”，如 ≥95%、≤30天；定性指标写文字。", first, at(.target), bottom: end)
        }
        sheet.list(
            ["达成年度指标", "部分达成年度指标并具有一定效果", "未达成年度指标且效果较差"], first, at(.actual), bottom: end, isStrict: false,
            hint: "定量指标填实际数值和单位；定性指标可从下拉列表选档次。")
        sheet.require(
            "AND(ISNUMBER(\(weight)),\(weight)>0,\(weight)<=100)", first, at(.weight), bottom: end, refusal: "分值应为大于 0、不超过 100 的数字。")
        sheet.require(
            "AND(ISNUMBER(\(score)),\(score)>=0,\(score)<=N(\(weight)))", first, at(.score), bottom: end, refusal: "得分应为 0 到该指标分值之间的数字。")
        sheet.warn("AND(ISNUMBER(\(score)),\(score)>N(\(weight)))", first, at(.score), to: (end, at(.score)))
        let reason = FormSheet.a1(first, at(.reason))
        sheet.warn("AND(ISNUMBER(\(score)),\(score)<N(\(weight)),\(reason)=\"\")", first, at(.reason), to: (end, at(.reason)))
        var top = first
        for block in blocks {
            if let points = block.points {
                let weights = formRange(top, at(.weight), top + block.rows - 1, at(.weight))
                sheet.warn("AND(COUNT(\(weights))>0,ROUND(SUM(\(weights))-\(points.plain),6)<>0)", top, at(.level1), to: (top + block.rows - 1, at(.level1)))
            }
            top += block.rows
        }
    }

    private func writeTotal(on sheet: FormSheet, row: Int, head: Int, fundTop: Int) {
        let place = fundColumns
        let weights = formRange(head + 1, at(.weight), row - 1, at(.weight)), scores = formRange(head + 1, at(.score), row - 1, at(.score))
        sheet.put("总分", row, 0, to: (row, at(.weight) - 1), .head)
        sheet.formula("IF(COUNT(\(weights))=0,\"\",N(\(FormSheet.a1(fundTop + 1, place.weight)))+SUM(\(weights)))", row, at(.weight), .computed)
        sheet.formula(
            "IF(COUNT(\(scores))=0,\"\",ROUND(ROUND(N(\(FormSheet.a1(fundTop + 1, place.score)))+SUM(\(scores)),12),2))", row, at(.score), .computedScore)
        sheet.put("", row, at(.reason), .fixed)
        sheet.setHeight(row, 26)
        let total = FormSheet.a1(row, at(.weight))
        sheet.warn("AND(ISNUMBER(\(total)),ROUND(\(total)-100,6)<>0)", row, at(.weight))
    }

    // MARK: Checks

    private func checks(fundTop: Int, head: Int, total: Int) -> [FormCheck] {
        let place = fundColumns
        let first = head + 1, end = total - 1
        func range(_ column: Column) -> String { "@" + formRange(first, at(column), end, at(column)) }
        let weights = range(.weight), scores = range(.score), names = range(.name)
        var list = [
            FormCheck(
                name: "分值合计（含预算执行）", expected: "100", found: "@\(FormSheet.a1(total, at(.weight)))", isOpen: "COUNT(\(weights))=0",
                holds: "ROUND(N(@\(FormSheet.a1(total, at(.weight))))-100,6)=0", advice: "调整各项指标的分值，使合计等于 100。")
        ]
        var top = first
        for block in blocks {
            if let points = block.points {
                let cells = "@" + formRange(top, at(.weight), top + block.rows - 1, at(.weight))
                list.append(
                    FormCheck(
                        name: "\(block.name)分值合计", expected: points.plain, found: "SUM(\(cells))", isOpen: "COUNT(\(cells))=0",
                        holds: "ROUND(SUM(\(cells))-\(points.plain),6)=0", advice: "该类三级指标的分值之和应等于一级指标后所印分值。"))
            }
            top += block.rows
        }
        let amounts: [(String, Int?)] = [("年初预算数", place.initial), ("全年预算数", place.adjusted), ("全年执行数", place.executed)]
        for case (let name, let column?) in amounts {
            let sum = "@" + FormSheet.a1(fundTop + 1, column), parts = "@" + formRange(fundTop + 2, column, fundTop + fundRows.count, column)
            list.append(
                FormCheck(
                    name: "\(name)：总额等于各项之和", expected: "=IF(COUNT(\(parts))=0,\"\",SUM(\(parts)))", found: "IF(\(sum)=\"\",\"\",\(sum))",
                    isOpen: "OR(NOT(ISNUMBER(\(sum))),COUNT(\(parts))=0)", holds: "ROUND(N(\(sum))-SUM(\(parts)),6)=0",
                    advice: "核对资金总额行与各项资金，单位：\(details.amountUnit.name)。"))
        }
        let adjusted = "@" + FormSheet.a1(fundTop + 1, place.adjusted), executed = "@" + FormSheet.a1(fundTop + 1, place.executed)
        list.append(
            FormCheck(
                name: "全年执行数不超过全年预算数", expected: "=IF(\(adjusted)=\"\",\"\",\(adjusted))", found: "IF(\(executed)=\"\",\"\",\(executed))",
                isOpen: "OR(NOT(ISNUMBER(\(adjusted))),NOT(ISNUMBER(\(executed))))", holds: "N(\(executed))<=N(\(adjusted))",
                advice: "超出时核对全年预算数是否含追加和结转资金，并说明原因。"))
        list += [
            FormCheck(
                name: "得分超过分值的指标（行数）", expected: "0", found: "SUMPRODUCT(ISNUMBER(\(scores))*(\(scores)>\(weights)))", isOpen: "COUNT(\(scores))=0",
                holds: "SUMPRODUCT(ISNUMBER(\(scores))*(\(scores)>\(weights)))=0", advice: "得分不得超过该指标的分值。"),
            FormCheck(
                name: "有指标名称而缺指标值、完成值、分值或得分（行数）", expected: "0",
                found: "SUMPRODUCT((\(names)<>\"\")*(((\(range(.target))=\"\")+(\(range(.actual))=\"\")+(\(weights)=\"\")+(\(scores)=\"\"))>0))",
                isOpen: "COUNTA(\(names))=0",
                holds: "SUMPRODUCT((\(names)<>\"\")*(((\(range(.target))=\"\")+(\(range(.actual))=\"\")+(\(weights)=\"\")+(\(scores)=\"\"))>0))=0",
                advice: "补填空白单元格；多余的空行可以删除。"),
            FormCheck(
                name: "未得满分而未说明原因的指标（行数）", expected: "0",
                found: "SUMPRODUCT(ISNUMBER(\(scores))*(\(scores)<\(weights))*(\(range(.reason))=\"\"))", isOpen: "COUNT(\(scores))=0",
                holds: "SUMPRODUCT(ISNUMBER(\(scores))*(\(scores)<\(weights))*(\(range(.reason))=\"\"))=0",
                advice: "在“\(self.head(.reason))”一栏写明原因和措施。"),
        ]
        return list
    }
}
