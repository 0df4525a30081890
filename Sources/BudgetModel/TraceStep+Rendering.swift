package import Quantities

extension TraceStep {
    /// The step as one line of text.
    package func line(_ language: Language) -> String {
        let zh = language == .zh
        switch self {
        case .clause(let reference): return (zh ? "依据：" : "Basis: ") + reference.line(language)
        case .input(let symbol, let name, let value): return name(language) + (symbol.isEmpty ? "" : " " + symbol) + " = \(value)"
        case .quantity(let symbol, let value, let unit):
            return "\(symbol.name(language)) \(symbol.letter) = \(value)" + (unit.map { ($0 == "%" || $0 == "‰" ? "" : " ") + $0 } ?? "")
        case .day(let symbol, let date): return "\(symbol.name(language)) \(symbol.letter) = \(date.text(language))"
        case .formula(let formula, let substituted): return (zh ? "公式：" : "Formula: ") + "\(formula) = \(substituted)"
        case .computed(let formula, let weight, let a, let b, let exact):
            return (zh ? "公式：" : "Formula: ") + formula.line(weight: weight, a: a, b: b, exact: exact, language)
        case .rounding(let from, let places, let rule, let to):
            return zh
                ? "取\(Self.places(places))位小数（\(rule.name(.zh))）：\(from) → \(to)"
                : "Rounded to \(places) decimals (\(rule.name(.en))): \(from) → \(to)"
        case .rounded(let places, let rule, let to):
            return zh
                ? "取\(Self.places(places))位小数（\(rule.name(.zh))）：\(to)" : "Rounded to \(places) decimals (\(rule.name(.en))): \(to)"
        case .result(let name, let value): return "\(name(language))\(zh ? "：" : ": ")\(value)"
        case .points(let points): return zh ? "得分：\(points)" : "Score: \(points)"
        case .unscored(let reason): return (zh ? "不能计分：" : "No score: ") + reason.wording(language)
        case .assumption(let wording): return (zh ? "按默认规则：" : "By default: ") + wording(language)
        case .note(let wording): return (zh ? "说明：" : "Note: ") + wording(language)
        case .sum(let rows, let execution, let total):
            guard let execution else { return zh ? "总分 = 各项指标得分之和 = \(total)" : "Total = sum of the indicators = \(total)" }
            return zh ? "总分 = 预算执行 \(execution) + 各项指标 \(rows) = \(total)" : "Total = execution \(execution) + indicators \(rows) = \(total)"
        case .scaled(let from, let leftOut, let to):
            return zh
                ? "不适用的指标共 \(leftOut) 分不计，总分按比例折算：\(from) × 100 ÷ (100 − \(leftOut)) = \(to)"
                : "Not applicable: \(leftOut) points left out, the total is scaled: \(from) × 100 ÷ (100 − \(leftOut)) = \(to)"
        case .open(let rows, let range):
            return zh
                ? "有 \(rows) 项未能计分，总分暂不确定，范围为 \(range.lowerBound) 至 \(range.upperBound)"
                : "\(rows) rows have no score, so the total is open: from \(range.lowerBound) to \(range.upperBound)"
        case .grade(let grade): return zh ? "等级：\(grade.name)" : "Grade: \(grade.name) (\(grade.rawValue))"
        }
    }

    private static func places(_ count: Int) -> String {
        let words = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九"]
        return words.indices.contains(count) ? words[count] : String(count)
    }
}

extension Reference {
    /// `财预〔2020〕10号《项目支出绩效评价管理办法》第十条（引述，未重读原文）`.
    package func line(_ language: Language) -> String {
        switch language {
        case .zh: "\(number)《\(title)》\(article ?? "")（\(confidence.name(.zh))）"
        case .en: "\(number) 《\(title)》\(article.map { " " + $0 } ?? "") (\(confidence.name(.en)))"
        }
    }
}

extension Confidence {
    package func name(_ language: Language) -> String {
        switch (self, language) {
        case (.verified, .zh): "已核对原文"
        case (.attributed, .zh): "引述，未重读原文"
        case (.assumed, .zh): "默认，未见依据"
        case (.verified, .en), (.attributed, .en), (.assumed, .en): rawValue
        }
    }
}

extension Rounding {
    package func name(_ language: Language) -> String {
        switch (self, language) {
        case (.halfUp, .zh): "四舍五入"
        case (.halfEven, .zh): "四舍六入五成双"
        case (.down, .zh): "截尾"
        case (.halfUp, .en): "half up"
        case (.halfEven, .en): "half to even"
        case (.down, .en): "cut off"
        }
    }
}

extension TraceSymbol {
    package func name(_ language: Language) -> String {
        let zh = language == .zh
        return switch self {
        case .weight: zh ? "分值" : "Points"
        case .target: zh ? "目标值" : "Target"
        case .actual: zh ? "完成值" : "Actual"
        case .lowerBound: zh ? "下限" : "Lower bound"
        case .upperBound: zh ? "上限" : "Upper bound"
        case .executed: zh ? "全年执行数" : "Executed"
        case .budget: zh ? "全年预算数" : "Annual budget"
        case .rate: zh ? "比率" : "Rate"
        case .stated: zh ? "填报得分" : "Stated score"
        }
    }
}

extension DueDate {
    /// `2023年12月20日`; in English ISO, with the parts that are known.
    package func text(_ language: Language) -> String {
        switch language {
        case .zh: (year.map { "\($0)年" } ?? "") + "\(month)月" + (day.map { "\($0)日" } ?? "")
        case .en:
            (year.map { "\($0)-" } ?? "--") + (month < 10 ? "0" : "") + "\(month)" + (day.map { ($0 < 10 ? "-0" : "-") + "\($0)" } ?? "")
        }
    }
}

extension Ratio {
    /// The decimal, cut after `places` digits with `…` where more follow.
    package func shown(places: Int = 6) -> String {
        if let exact = exactDecimal, exact.trimmed.scale <= places { return exact.plain }
        guard let cut = try? rounded(to: places, .down) else { return "\(numerator)/\(denominator)" }
        return "\(cut)…"
    }
}

extension AppliedFormula {
    fileprivate func line(weight w: ExactDecimal, a: ExactDecimal, b: ExactDecimal, exact: Ratio, _ language: Language) -> String {
        func operand(_ number: ExactDecimal) -> String { number.isNegative ? "(\(number))" : "\(number)" }
        let zh = language == .zh
        let value = exact.shown()
        return switch self {
        case .full: zh ? "达到目标，得 W = \(value)" : "target met, W = \(value)"
        case .none: zh ? "未达到目标，得 0" : "target missed, 0"
        case .proportional: "W × A ÷ T = \(w) × \(operand(a)) ÷ \(operand(b)) = \(value)"
        case .linear: "W × [1 − (A − T) ÷ T] = \(w) × [1 − (\(a) − \(b)) ÷ \(b)] = \(value)" + (exact.isZero ? (zh ? "（A ≥ 2T 时为 0）" : " (0 from 2T on)") : "")
        case .ratio: "W × T ÷ A = \(w) × \(b) ÷ \(a) = \(value)"
        case .execution: "W × E ÷ B = \(w) × \(operand(a)) ÷ \(b) = \(value)"
        case .rate: "W × R ÷ 100 = \(w) × \(a) ÷ 100 = \(value)"
        case .perPoint:
            zh ? "比率 \(a)% 对照 \(b)% 逐点扣减，W = \(w)，得 \(value)" : "rate \(a)% against \(b)%, points off by the point, W = \(w): \(value)"
        case .step: zh ? "W × 档次系数 = \(w) × \(b) = \(value)" : "W × share of the step = \(w) × \(b) = \(value)"
        case .scale: "W × R ÷ \(b) = \(w) × \(operand(a)) ÷ \(b) = \(value)"
        }
    }
}

extension Unscored {
    /// Why, and what to do.
    package var wording: Wording {
        switch self {
        case .noWeight:
            Wording(zh: "表中未印分值；分值不从得分倒推，请补填分值", en: "no weight is printed; a weight is never derived from a score. Please add the weight")
        case .negativeWeight: Wording(zh: "分值为负数，请改正分值", en: "the weight is below zero; please correct it")
        case .noTarget: Wording(zh: "没有目标值，请补填", en: "there is no target; please add it")
        case .textTarget: Wording(zh: "目标值写了符号却不是数字，请写成数字", en: "the target has a sign but no number; please write a number")
        case .noActual: Wording(zh: "完成值为空，请补填（空白不按 0 计）", en: "the actual value is empty; please add it (a blank is not 0)")
        case .textActual: Wording(zh: "目标值是数字，完成值却是文字，请填写数字", en: "the target is a number but the actual is text; please give a number")
        case .rangeActual: Wording(zh: "完成值是一个区间，请填写确定的数", en: "the actual is a range; please give one number")
        case .dateActual: Wording(zh: "目标值是数字，完成值却是日期，请核对", en: "the target is a number but the actual is a date; please check")
        case .numberForDate: Wording(zh: "目标值是日期，完成值不是日期，请填写完成日期", en: "the target is a date but the actual is not; please give the date")
        case .unitClash(let target, let actual):
            Wording(
                zh: "目标值的单位“\(target)”与完成值的单位“\(actual)”不能换算，请统一单位",
                en: "the units of target (\(target)) and actual (\(actual)) cannot be converted; please use one unit")
        case .scaleUnclear(let unit, let bare):
            Wording(
                zh: "一方的单位是“\(unit)”，另一方\(bare)没有单位，相差一千倍以上，看不出是否同一单位，请写明单位",
                en: "one value is in \(unit), the other, \(bare), has no unit and differs a thousandfold or more; please state its unit")
        case .wordsForDate:
            Wording(zh: "目标值是文字，完成值是日期，无法比较；请把目标值写成日期", en: "the target is in words and the actual is a date; please write the target as a date")
        case .nonPositiveTarget: Wording(zh: "目标值不大于 0，本评分规则未规定如何计分", en: "the target is not above 0 and this framework has no rule for it")
        case .lateWithoutRule:
            Wording(zh: "完成日期晚于目标，本评分规则未规定逾期如何计分，请说明原因", en: "completed late, and this framework has no rule for late dates; please give the reason")
        case .lateShareUnknown:
            Wording(zh: "完成日期晚于目标，按及时完成的任务比例计分，但表中没有这一比例", en: "completed late; scored by the share of tasks done in time, which the form does not give")
        case .tierUnknown:
            Wording(zh: "定性指标，看不出属于哪一档；请写明达成、部分达成或未达成", en: "qualitative, and its tier is not known; please state achieved, partly or not achieved")
        case .nothingStated: Wording(zh: "定性指标，未填得分，无法在档内取值", en: "qualitative, and no score is stated to hold inside its tier")
        case .qualitativeOpen: Wording(zh: "本评分规则的定性指标由人工评分", en: "this framework leaves qualitative rows to a person")
        case .notApplicableWithoutGround:
            Wording(zh: "填写为不适用，但没有写明认可的理由，请补充", en: "marked not applicable without an accepted ground and text; please add them")
        case .notApplicableOpen: Wording(zh: "不适用的指标由人工处理", en: "rows that are not applicable are left to a person")
        case .noExecuted: Wording(zh: "没有全年执行数，请补填", en: "the executed amount is missing; please add it")
        case .noBudget: Wording(zh: "没有全年预算数，请补填", en: "the annual budget is missing; please add it")
        case .weightNotRead(let text): Wording(zh: "分值写作“\(text)”，不是数字，请改正", en: "the weight reads “\(text)”, which is no number; please correct it")
        case .statedNotRead(let text):
            Wording(zh: "定性指标，填报得分写作“\(text)”，不是数字，无法在档内取值", en: "qualitative, and the stated score “\(text)” is no number to hold inside its tier")
        case .budgetNotRead(let text):
            Wording(zh: "预算数写作“\(text)”，不是数字，请改正", en: "the budget reads “\(text)”, which is no number; please correct it")
        case .executedNotRead(let text):
            Wording(zh: "执行数写作“\(text)”，不是数字，请改正", en: "the executed amount reads “\(text)”, which is no number; please correct it")
        case .moneyRowsNotRead:
            Wording(zh: "资金表中有未能读取的行（如隐藏行），分项之和不能作为总额", en: "some money rows were not read (hidden ones, for example), so the parts make no total")
        case .negativeBudget: Wording(zh: "预算数为负数，请核对", en: "the budget is below zero; please check")
        case .formNotScored: Wording(zh: "这类表不计分", en: "this kind of form is not scored")
        case .overflow: Wording(zh: "数字过大，无法精确计算，请核对", en: "the numbers are too large to compute exactly; please check them")
        }
    }
}
