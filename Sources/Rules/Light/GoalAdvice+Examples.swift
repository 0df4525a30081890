import BudgetModel
import Quantities

/// Examples of how to write it, made of the form's own names, units and year; what only the clerk knows stands in ［］.
enum GoalAdvice {
    /// For one indicator; nil where the message already says it all.
    static func example(_ finding: Finding, _ evaluation: Evaluation, _ index: Int) -> Wording? {
        let name = evaluation.indicators[index].name.value
        switch finding.code {
        case "C03", "A13":
            let unit = evaluation.indicators[index].effectiveTarget?.printedUnit ?? unit(for: name) ?? "［单位］"
            return say("「\(name)≥［数］\(unit)」")
        case "C04":
            if name.holds(anyOf: ["制度", "机制", "办法", "台账", "预案"]) {
                return say("「\(name)：已印发并执行为达成，已印发未执行为部分达成，未印发为未达成」")
            }
            if name.holds(anyOf: ["改善", "提升", "提高", "便利", "减轻"]) { return say("「［服务对象］中认为\(name)的占比≥［数］%（问卷）」") }
            return say("「\(name)：达成＝［可查的情形］，部分达成＝［情形］，未达成＝［情形］」")
        case "C05": return say("「\(name)＝［分子］÷［分母］×100%，来源：［报表或记录］」")
        case "C07", "C10", "C27":
            guard let expected = finding.expected else { return nil }
            return say("「\(name)\(expected)」")
        case "C09":
            let year = evaluation.year.map { "\($0.value)年" } ?? ""
            return say("「\(name)：\(year)［月］月底前」")
        case "C15": return say("「［服务对象］\(name)\(evaluation.indicators[index].effectiveTarget?.raw ?? "")」")
        case "C02": return say("「［办成的事］≥［数］［单位］」")
        default: return nil
        }
    }

    /// For the goal: a sentence made of its own indicators.
    static func example(_ finding: Finding, _ evaluation: Evaluation) -> Wording? {
        guard ["B01", "B02", "B03", "B05", "B08"].contains(finding.code) else { return nil }
        /// Rows of the year, read in place and no more of them than are told.
        func first<Told>(_ count: Int, of isMeant: (Int) -> Bool, _ tell: (Indicator) -> Told?) -> [Told] {
            var told: [Told] = []
            for index in evaluation.indicators.indices where told.count < count && evaluation.indicators[index].period == .year && isMeant(index) {
                if let text = tell(evaluation.indicators[index]) { told.append(text) }
            }
            return told
        }
        let outputs = first(2, of: { evaluation.indicators[$0].level2Kind == .quantity }, phrase)
        let times = first(1, of: { evaluation.indicators[$0].level2Kind == .timeliness }) { row in if case .date? = row.effectiveTarget?.content { row.effectiveTarget?.raw } else { nil } }
        let effects = first(2, of: { evaluation.indicators[$0].level1Kind == .benefit || evaluation.indicators[$0].level1Kind == .satisfaction }, phrase)
        guard !outputs.isEmpty else { return nil }
        let year = evaluation.year.map { "\($0.value)年" } ?? ""
        return say("“\(year)" + (outputs + times.map { "\($0)完成" } + effects).joined(separator: "，") + "。”")
    }

    private static func say(_ example: String) -> Wording { Wording(zh: "可以写成\(example)。", en: "It may be written: \(example)") }

    /// 养护里程不少于412公里; nil without a number.
    private static func phrase(_ indicator: Indicator) -> String? {
        guard let target = indicator.effectiveTarget, let number = target.number else { return nil }
        let bound =
            switch indicator.comparator ?? target.comparator {
            case .atLeast: "不少于"
            case .above: "超过"
            case .atMost: "不超过"
            case .below: "低于"
            case .equal, .range, .date, .qualitative, nil: "达到"
            }
        return indicator.name.value + bound + number.plain + (target.printedUnit ?? target.unit ?? "")
    }

    /// The unit that the last word of a name asks for.
    private static func unit(for name: String) -> String? {
        let units = [
            ("人次", "人次"), ("场次", "场"), ("人数", "人"), ("次数", "次"), ("户数", "户"), ("天数", "天"), ("期数", "期"), ("面积", "平方米"), ("里程", "公里"), ("长度", "公里"),
            ("册数", "册"), ("个数", "个"), ("率", "%"), ("满意度", "%"),
        ]
        return units.first { name.utf8.reversed().starts(with: $0.0.utf8.reversed()) }?.1
    }
}
