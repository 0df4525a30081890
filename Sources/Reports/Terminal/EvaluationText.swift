package import BudgetModel
import Quantities

/// One evaluated form as text for the terminal.
package struct EvaluationText {
    private let evaluation: Evaluation
    private let sheet: ScoreSheet
    private let check: CheckResult
    private let language: Language
    private let style: TerminalStyle

    package init(
        _ evaluation: Evaluation, _ sheet: ScoreSheet, check: CheckResult, language: Language, style: TerminalStyle
    ) {
        self.evaluation = evaluation
        self.sheet = sheet
        self.check = check
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    package func lines() -> [String] {
        var lines = heading()
        lines += money()
        lines += indicators()
        lines += totals()
        lines += findingLines()
        lines += remainder()
        return lines
    }

    private func heading() -> [String] {
        var lines = [Self.heading(evaluation, evaluation.title?.value, language, style)] + Self.names(evaluation, language)
        lines.append("  " + say("规则：", "Framework: ") + sheet.frameworkID + say("（", " (") + sheet.chosenBecause(language) + say("）", ")"))
        return lines
    }

    /// `■ file · sheet  title`, on one line.
    static func heading(_ evaluation: Evaluation, _ title: String?, _ language: Language, _ style: TerminalStyle) -> String {
        let file = evaluation.file == "-" ? (language == .zh ? "标准输入" : "standard input") : evaluation.file
        return style.bold("■ \(file) · \(evaluation.sheet)") + (title.map { "  " + $0.replacingNewlines } ?? "")
    }

    /// What the form is about, on one line.
    static func names(_ evaluation: Evaluation, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        var names: [String] = []
        if let programme = evaluation.programme { names.append(say("项目：", "Programme: ") + programme.value) }
        if let department = evaluation.department { names.append(say("主管部门：", "Department: ") + department.value) }
        if let unit = evaluation.implementingUnit { names.append(say("实施单位：", "Unit: ") + unit.value) }
        if let year = evaluation.year { names.append(say("年度：", "Year: ") + String(year.value)) }
        return names.isEmpty ? [] : ["  " + names.joined(separator: "  ").replacingNewlines]
    }

    private func money() -> [String] {
        guard !evaluation.funds.isEmpty else { return [] }
        var table = TerminalTable([
            .init(title: say("资金（万元）", "Funds (10,000 yuan)"), limit: 30), .init(title: say("年初预算", "Initial"), limit: 18, alignsRight: true),
            .init(title: say("全年预算", "Annual"), limit: 18, alignsRight: true), .init(title: say("执行", "Executed"), limit: 18, alignsRight: true),
            .init(title: say("执行率", "Rate"), limit: 10, alignsRight: true),
        ])
        for line in evaluation.funds {
            func text(_ amount: FundAmount?) -> String { amount.map { $0.money.amount(in: .wanYuan).description } ?? "" }
            let name = line.label.value.isEmpty ? say("合计", "Total") : line.label.value.replacingNewlines
            table.rows.append([
                name + (line.period == .year ? "" : say("（多年）", " (multi-year)")), text(line.initial), text(line.adjusted), text(line.executed),
                line.source == .total && line.period == .year ? (sheet.ratePercent.map { "\($0)%" } ?? "") : "",
            ])
        }
        return [""] + table.lines(style).map { "  " + $0 }
    }

    private func indicators() -> [String] {
        guard !evaluation.indicators.isEmpty else { return [] }
        var table = TerminalTable([
            .init(title: say("位置", "Cell"), limit: 7), .init(title: say("一级", "Level 1"), limit: 10), .init(title: say("二级", "Level 2"), limit: 16),
            .init(title: say("三级指标", "Indicator"), limit: 30), .init(title: say("指标值", "Target"), limit: 16), .init(title: say("完成值", "Actual"), limit: 16),
            .init(title: say("分值", "Weight"), limit: 7, alignsRight: true), .init(title: say("自评", "Stated"), limit: 7, alignsRight: true),
            .init(title: say("核算", "Computed"), limit: 8, alignsRight: true),
        ])
        if let execution = evaluation.execution, execution.indicatorIndex == nil {
            table.rows.append([
                execution.statedScore?.cell?.a1 ?? execution.scoreCell?.a1 ?? "", say("预算执行", "Execution"), "", say("预算执行率", "Execution rate"), "100%",
                sheet.ratePercent.map { "\($0)%" } ?? "", execution.weight?.value.description ?? "", execution.statedScore?.value.description ?? "",
                sheet.execution?.score?.description ?? "—",
            ])
        }
        let offset = table.rows.count
        for (index, indicator) in evaluation.indicators.enumerated() {
            let line = index < sheet.lines.count ? sheet.lines[index] : ScoreLine()
            table.rows.append([
                indicator.name.cell?.a1 ?? "", indicator.level1, indicator.level2, indicator.name.value.replacingNewlines,
                shown(indicator.effectiveTarget, indicator.comparator), shown(indicator.actual, nil), indicator.weight?.value.description ?? "",
                indicator.statedScore?.value.description ?? "", line.score?.description ?? "—",
            ])
        }
        let style = style
        let lines = sheet.lines
        let indicators = evaluation.indicators
        table.paint = { row, column, text in
            guard column >= 7, row >= offset, row - offset < lines.count, let stated = indicators[row - offset].statedScore?.value,
                let score = lines[row - offset].score, stated != score
            else { return text }
            return stated > score ? style.red(text) : style.yellow(text)
        }
        return [""] + table.lines(style).map { "  " + $0 }
    }

    private func shown(_ value: IndicatorValue?, _ comparator: Comparator?) -> String {
        guard let value else { return "" }
        let raw = value.raw.replacingNewlines
        guard case .number(let number) = value.content else { return raw }
        let sign: String
        switch comparator {
        case .atLeast: sign = "≥"
        case .above: sign = ">"
        case .atMost: sign = "≤"
        case .below: sign = "<"
        case .equal: sign = "="
        default: sign = ""
        }
        return sign + number.description + (value.unit ?? "")
    }

    private func totals() -> [String] {
        guard evaluation.kind.isScored else { return [] }
        var parts: [String] = []
        parts.append(say("自评总分 ", "Stated total ") + (evaluation.statedTotal?.value.description ?? "—"))
        if let total = sheet.total {
            parts.append(say("核算总分 ", "computed total ") + total.description)
        } else if let range = sheet.totalRange {
            parts.append(say("核算总分可能为 ", "computed total between ") + "\(range.lowerBound) – \(range.upperBound)")
        } else {
            parts.append(say("核算总分 —", "computed total —"))
        }
        parts.append(say("自评等级 ", "stated grade ") + (evaluation.statedGrade?.value ?? "—"))
        parts.append(say("核算等级 ", "computed grade ") + (sheet.grade.map { say($0.name, "\($0.name) (\($0.rawValue))") } ?? "—"))
        return ["", "  " + parts.joined(separator: "  ")] + sheet.adjustments.map { "  " + $0.id + " " + $0.points.description }
    }

    private func findingLines() -> [String] {
        let findings = FindingLines(evaluation, language, style)
        guard !check.findings.isEmpty else { return ["", "  " + say("未发现问题。", "Nothing found.")] }
        return ["", "  " + FindingLines.counts(CheckTally.Counts(check.findings), language)] + check.findings.flatMap { findings.lines($0, details: false) }
            + FindingLines.disclosure(check, language)
    }

    private func remainder() -> [String] {
        var lines: [String] = []
        for note in evaluation.notes { lines.append("  " + say("说明：", "Note: ") + note(language)) }
        if !evaluation.unread.isEmpty {
            lines.append("  " + say("未读取 \(evaluation.unread.count) 个单元格：", "\(evaluation.unread.count) cells not read: "))
            for cell in evaluation.unread.prefix(12) {
                lines.append("    \(DisplayWidth.padded(cell.cell.a1, to: 5)) \(DisplayWidth.clipped(cell.text.replacingNewlines, to: max(20, style.columns - 12)))")
            }
            if evaluation.unread.count > 12 { lines.append("    " + say("……其余见 --json", "… the rest is in --json")) }
        }
        for entry in check.notChecked where entry.cause == .switchedOff {
            lines.append("  " + say("未检查 ", "Not checked: ") + entry.code + say("：", ": ") + entry.needs(language).replacingNewlines)
        }
        return lines + pointer()
    }
}

extension EvaluationText {
    /// What `check` tells in full, counted on one line.
    private func pointer() -> [String] {
        var parts: [String] = []
        if !check.questions.isEmpty { parts.append(say("请审核人判断 \(check.questions.count) 处", "questions for the reviewer: \(check.questions.count)")) }
        if !check.previews.isEmpty { parts.append(say("试行规则提出 \(check.previews.count) 处", "hits of rules on trial: \(check.previews.count)")) }
        if !check.notChecked.isEmpty { parts.append(say("未检查的规则 \(check.notChecked.count) 条", "rules that did not run: \(check.notChecked.count)")) }
        if !check.lapsedComments.isEmpty { parts.append(say("问题已不存在的说明 \(check.lapsedComments.count) 条", "comments on what is gone: \(check.lapsedComments.count)")) }
        return parts.isEmpty ? [] : ["  " + parts.joined(separator: say("，", ", ")) + say("：详见 jixiao check。", " (see jixiao check)")]
    }
}

extension String {
    /// Line breaks and tabs made spaces, so that a value stays on its line; other control characters dropped.
    var replacingNewlines: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0D, 0x09: if result.last != " " { result.append(" ") }
            case 0..<0x20, 0x7F..<0xA0: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
