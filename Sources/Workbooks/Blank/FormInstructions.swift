import BudgetModel
import Quantities

/// The sheet 填报说明: how to fill the form, in our own words.
enum FormInstructions {
    static let title = "填报说明"
    static let ruleLabel = "评分规则：", dayLabel = "规则日期：", digestLabel = "规则校验码："

    static func write(_ kind: FormKind, _ framework: Framework, _ details: BlankForm.Details, in book: FormBook) throws {
        let sheet = try book.addSheet(title)
        sheet.setWidths([5, 92])
        sheet.put(title, 0, 0, to: (0, 1), .title)
        sheet.setHeight(0, 34)
        var row = 1
        for (index, text) in lines(kind, framework, details).enumerated() {
            sheet.put(String(index + 1) + ".", row, 0, .plain)
            sheet.put(text, row, 1, .plain)
            sheet.setHeight(row, Double(TextMeasure.lines(text, room: 98) * 16 + 6))
            row += 1
        }
        row += 1
        for (name, value) in [
            (ruleLabel, "\(framework.title.zh)（\(framework.id)）"), (dayLabel, framework.day.iso), (digestLabel, framework.digest),
            ("填报单位：", details.unit ?? ""), ("项目：", [details.programme, details.programmeCode].compactMap(\.self).joined(separator: "　")),
        ] where !value.isEmpty {
            sheet.put(name + value, row, 0, to: (row, 1), .footer)
            sheet.setHeight(row, 14)
            row += 1
        }
        sheet.setPrint(landscape: false, columns: 2, lastRow: row, head: nil)
    }

    private static func lines(_ kind: FormKind, _ framework: Framework, _ details: BlankForm.Details) -> [String] {
        var list = ["白色单元格由填报单位填写；灰色单元格自动计算或已预置，一般不改。表头和一、二级指标的名称、次序不要改动。"]
        list.append("金额单位为\(details.amountUnit.name)，可保留小数；没有的资金填 0。")
        switch kind {
        case .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation:
            list += [
                "执行率 = 全年执行数 ÷ 全年预算数，全年预算数是调整后的预算。执行率得分 = 分值 × 执行率，\(framework.execution.cap.value == nil ? "不设上限" : "以分值为上限")，自动计算。",
                "年度指标值写“符号 + 数值 + 单位”，如 ≥95%、≤30天、=12场；定性指标写文字，完成值从下拉列表选达成、部分达成或未达成。",
                "每个三级指标都要有分值，同一个一级指标下的分值之和等于其后所印分值；全部分值（含预算执行）合计 100。",
                "得分在 0 与分值之间，保留两位小数。未完成的定量指标一般按完成比例计分，不应写满分。",
                "没有得满分的指标，以及大幅超过目标的指标，都要在最后一栏写明原因和改进措施。",
                "行不够时，在该二级指标中间插入整行；多余的空行可以整行删除，不要拆分合并单元格。",
            ]
        case .projectGoal:
            list += [
                "左半部分填项目期（中期）的目标和指标，右半部分填本年度的；一次性项目只填年度部分。",
                "总体目标写清做什么、做多少、达到什么效果；指标要能对应目标，名称具体，指标值可以衡量。",
                "中期资金总额是项目期各年之和，不与年度资金比较完成率。",
            ]
        case .departmentGoal:
            list += [
                "年度主要任务填写本部门（单位）全年要做的重点工作及其预算；金额合计自动计算。",
                "总体目标分条填写：目标1、目标2……；每条目标至少有一个绩效指标与之对应。",
            ]
        case .monitoring:
            list += [
                "\(details.months)执行数为本期末的累计执行数；执行率自动计算。",
                "每个指标在“确定能、有可能、完全不可能”三栏中选一栏打“√”；后两种情况要说明原因，并在备注写明措施。",
            ]
        case .departmentScoringTable, .indicatorList, .selfEvaluationReview: break
        }
        if kind != .projectSelfEvaluation, kind != .departmentSelfEvaluation, kind != .transferSelfEvaluation {
            list.append("指标值写“符号 + 数值 + 单位”，如 ≥95%、≤30天；定性指标写文字。")
        }
        list.append("填完后看“填报检查”表，全部“通过”后再上报。表下的评分规则和校验码用于核对版本，请勿删除。")
        return list
    }
}
