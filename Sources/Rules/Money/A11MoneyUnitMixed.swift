import BudgetModel
import Narrative
import Quantities

extension Rule {
    /// Flags amounts that cannot be in the unit printed above them.
    package static let moneyUnitMixed = Rule(
        "A11", Wording(zh: "金额单位混用（元与万元）", en: "Amounts in mixed units (元 and 万元)"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(27, of: 28), stages: [.goal, .monitoring, .selfEvaluation, .report], severity: .error,
        citing: [.annex1, .practice],
        because: Wording(
            zh: "表头写万元而填了元（或相反），金额就差一万倍。只在数额大得不可能、同一张表里恰好差一万倍、或与表内文字写明的金额恰好相符时才提出，两种读法都列出，不自动换算。",
            en: "元 under a heading of 万元 (or the reverse) is wrong by ten thousand. Raised only where an amount is impossibly large, where two amounts of the form differ by exactly ten thousand, or where the words of the form give the amount in the other unit. Both readings are named; nothing is converted."),
        triggering: [
            Example(
                Wording(zh: "万元栏内填145000000.00", en: "145000000.00 under 万元"), at: ["E6"],
                ExampleForm().fund(.total, initial: "145000000.00", adjusted: "145000000.00", executed: "145000000.00")),
            Example(
                Wording(zh: "合计90，分项900000", en: "a total of 90 over 900000"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "90", executed: "90").fund(.appropriation, adjusted: "900000", executed: "900000")),
            Example(
                Wording(zh: "元栏内填12.34（提醒）", en: "12.34 under 元 (a warning)"), at: ["E6"],
                ExampleForm(unit: .yuan).fund(.total, adjusted: "12.34", executed: "12.34")),
            Example(
                Wording(zh: "目标写支出89.97万元，表内899700", en: "89.97 万元 in the goal, 899700 in the table"), at: ["E6"],
                ExampleForm().fund(.total, adjusted: "899700", executed: "899700").goal("全年支出控制在89.97万元以内", "支出89.97万元")),
            Example(Wording(zh: "报告里元写成万元", en: "yuan for ten thousand yuan in a report"), stating: ["2089元"], in: "项目资金全年预算数2089元：中央转移支付资金1777万元，省级配套312万元。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "万元，数额平常", en: "ordinary amounts in 万元"), ExampleForm().fund(.total, initial: "1669.0157", adjusted: "1805.58777", executed: "1863.95787")),
            Example(Wording(zh: "大额但文字也是万元", en: "large, and the words agree"), ExampleForm().fund(.total, adjusted: "123456.78", executed: "123456.78").goal("支出123456.78万元", "完成")),
            Example(Wording(zh: "元，数额平常", en: "ordinary amounts in 元"), ExampleForm(unit: .yuan).fund(.total, adjusted: "387664.62", executed: "387664.62")),
            Example(Wording(zh: "报告里换算相符", en: "units that agree in a report"), in: "下达资金40万元，实际使用334896元，结余65104元。"),
        ],
        claims: { $0.kind == .unit }
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        guard let suspect = Rule.largest(evaluation) else { return [] }
        let unit = evaluation.amountUnit
        if let other = Rule.tenThousandfold(evaluation) {
            return [
                Hit(
                    at: other.cell,
                    Wording(
                        zh: "\(other.small.plain)与\(other.large.plain)恰好差一万倍，元和万元混用了。请统一为\(unit.name)。",
                        en: "\(other.small.plain) and \(other.large.plain) differ by exactly ten thousand: 元 and 万元 are mixed. Use \(unit.name) throughout."),
                    expected: other.small.plain, found: other.large.plain)
            ]
        }
        guard let meant = try Rule.meantUnit(facts, suspect, unit) else { return [] }
        let asPrinted = suspect.money
        let label =
            evaluation.amountUnitCell == nil
            ? Wording(zh: "表上没有写金额单位（按\(unit.name)读）", en: "The form prints no unit and was read as \(unit.name)")
            : Wording(zh: "单位写\(unit.name)", en: "The unit says \(unit.name)")
        let asMeant = try Money(rounding: suspect.printed, meant.unit, .halfUp)
        return [
            Hit(
                at: suspect.cell,
                Wording(
                    zh: "\(label.zh)，数额\(suspect.printed)应为\(meant.unit.name)：按\(unit.name)是\(asPrinted.readable)，按\(meant.unit.name)是\(asMeant.readable)。\(meant.ground.zh)请改单位或改数额；本系统未作换算。",
                    en: "\(label.en), but \(suspect.printed) must be \(meant.unit.name): \(asPrinted.readable) in \(unit.name), \(asMeant.readable) in \(meant.unit.name). \(meant.ground.en) Change the unit or the amounts; nothing was converted."),
                severity: meant.isSure && evaluation.amountUnitCell != nil ? .error : .warning, expected: asMeant.yuan, found: asPrinted.yuan)
        ]
    }

    /// The annual budget in total, or the largest amount of the year.
    private static func largest(_ evaluation: Evaluation) -> FundAmount? {
        if let total = evaluation.fund(.total), let amount = total.adjusted ?? total.initial ?? total.executed, !amount.money.isZero { return amount }
        var largest: FundAmount?
        for line in evaluation.funds where line.period == .year {
            for column in FundField.allCases {
                guard let amount = line.amount(column), !amount.money.isZero else { continue }
                if largest.map({ amount.money > $0.money }) ?? true { largest = amount }
            }
        }
        return largest
    }

    /// Two amounts of one row, or a total and its only part, that differ by exactly ten thousand.
    private static func tenThousandfold(_ evaluation: Evaluation) -> (small: ExactDecimal, large: ExactDecimal, cell: CellRef?)? {
        func pair(_ a: FundAmount?, _ b: FundAmount?) -> (small: ExactDecimal, large: ExactDecimal, cell: CellRef?)? {
            guard let a, let b, a.money.fen > 0, b.money.fen > 0 else { return nil }
            let (small, large) = a.money < b.money ? (a, b) : (b, a)
            let (product, overflow) = small.money.fen.multipliedReportingOverflow(by: 10_000)
            guard !overflow, product == large.money.fen else { return nil }
            return (small.printed, large.printed, a.cell)
        }
        let total = evaluation.fund(.total)
        for line in evaluation.funds where line.period == .year {
            if let found = pair(line.adjusted, line.executed) ?? pair(line.adjusted, line.initial) ?? pair(line.initial, line.executed) { return found }
            guard let total, line.source != .total else { continue }
            for column in [FundField.adjusted, .executed, .initial] {
                if let found = pair(total.amount(column), line.amount(column)) { return found }
            }
        }
        return nil
    }

    private struct MeantUnit {
        var unit: AmountUnit
        var ground: Wording
        var isSure: Bool
    }

    /// The unit the figures must have where it is not the printed one.
    private static func meantUnit(_ facts: Facts, _ amount: FundAmount, _ unit: AmountUnit) throws(QuantityError) -> MeantUnit? {
        let printed = amount.printed
        switch unit {
        case .wanYuan:
            // Below 10 000 yuan no programme has a money table: such figures are 万元.
            guard printed >= ExactDecimal(10_000) else { return nil }
            switch try AmountInWords.all(facts.evaluation).compare(printed, labelled: .wanYuan, meant: .yuan) {
            case .contradicts(let said): return said.meaning(.yuan)
            case .confirms: return nil
            case .silent: break
            }
            let hasCents = printed.trimmed.scale == 2 || (printed.scale == 2 && printed.isWhole)
            let magnitude = Wording(zh: "一个单位或项目不会有这样大的预算。", en: "No unit or programme has a budget of that size.")
            let hugeness = Wording(zh: "很少有单位或项目有这样大的预算，请核对。", en: "Few units or programmes have a budget of that size; please check.")
            // A trillion yuan: more than the state gives for any one purpose.
            if printed >= ExactDecimal(100_000_000) { return MeantUnit(unit: .yuan, ground: magnitude, isSure: true) }
            // 100 billion: only transfers of the whole state for pensions, schools and the like, and those in round figures.
            if printed >= ExactDecimal(10_000_000) {
                let isState = facts.evaluation.kind == .transferSelfEvaluation || Rule.isOfTheState(facts.evaluation)
                return MeantUnit(unit: .yuan, ground: isState && !hasCents ? hugeness : magnitude, isSure: !isState || hasCents && !Rule.isOfTheState(facts.evaluation))
            }
            // 10 billion: a province has programmes of that size, to the cent of 万元 too; a county or less has not.
            if printed >= ExactDecimal(1_000_000) {
                if Rule.isSmallUnit(facts.evaluation) || hasCents && Rule.isOfCounty(facts.evaluation) { return MeantUnit(unit: .yuan, ground: magnitude, isSure: true) }
                return hasCents ? MeantUnit(unit: .yuan, ground: hugeness, isSure: false) : nil
            }
            // 1 billion: a provincial library may build for that, a school or a village does not.
            if printed >= ExactDecimal(100_000), Rule.isSchoolOrVillage(facts.evaluation) {
                return MeantUnit(unit: .yuan, ground: magnitude, isSure: true)
            }
            return nil
        case .yuan:
            // 10 万元 in yuan has six digits; only smaller figures can be 万元 by mistake.
            guard printed < ExactDecimal(100_000) else { return nil }
            switch try AmountInWords.all(facts.evaluation).compare(printed, labelled: .yuan, meant: .wanYuan) {
            case .contradicts(let said): return said.meaning(.wanYuan)
            case .confirms: return nil
            case .silent:
                guard printed < ExactDecimal(1000) else { return nil }
                let ground = Wording(zh: "一年的预算不会这样小。", en: "No yearly budget is that small.")
                return MeantUnit(unit: .wanYuan, ground: ground, isSure: false)
            }
        case .thousandYuan, .millionYuan, .yiYuan:
            guard printed >= ExactDecimal(100_000_000) else { return nil }
            let ground = Wording(zh: "一个单位或项目不会有这样大的预算。", en: "No unit or programme has a budget of that size.")
            return MeantUnit(unit: .yuan, ground: ground, isSure: true)
        }
    }

    private static func unitNames(_ evaluation: Evaluation) -> [String] {
        [evaluation.implementingUnit?.value, evaluation.department?.value].compactMap { $0 }
    }

    /// A township or less: its whole budget stays far below 10 billion yuan.
    private static func isSmallUnit(_ evaluation: Evaluation) -> Bool {
        unitNames(evaluation).contains { name in
            ["镇人民政府", "镇政府", "乡人民政府", "乡政府", "街道办", "村委", "村民委员会", "居委", "居民委员会", "卫生院", "社区"].contains { name.contains($0) }
        } || isSchoolOrVillage(evaluation)
    }

    /// A school below university or a village: its whole budget stays far below a billion yuan.
    private static func isSchoolOrVillage(_ evaluation: Evaluation) -> Bool {
        guard let name = evaluation.implementingUnit?.value ?? evaluation.department?.value else { return false }
        return ["中学", "小学", "幼儿园", "村民委员会", "村委", "卫生院"].contains { name.hasSuffix($0) }
    }

    /// A county, a district or less: all its spending of a year stays below some ten billion yuan.
    private static func isOfCounty(_ evaluation: Evaluation) -> Bool {
        unitNames(evaluation).contains { name in
            // 自治区 and 自治旗's like are told apart by what stands before.
            let name = name.replacing("自治区", with: "").replacing("特别行政区", with: "")
            return ["县", "区", "旗", "镇", "乡", "街道"].contains { name.contains($0) }
        }
    }

    /// A ministry or another body of the whole state.
    private static func isOfTheState(_ evaluation: Evaluation) -> Bool {
        unitNames(evaluation).contains { name in ["国家", "中央", "中华人民共和国", "全国", "财政部", "教育部", "国务院", "部本级"].contains { name.contains($0) } }
    }

    /// An amount with its unit in the words of the form.
    private struct AmountInWords {
        var number: ExactDecimal
        var unit: AmountUnit
        var text: String

        func meaning(_ unit: AmountUnit) -> MeantUnit {
            // Two digits agree by chance now and then; three and more hardly.
            MeantUnit(
                unit: unit, ground: Wording(zh: "表内另写有“\(text)”。", en: "The form also says “\(text)”."), isSure: Self.digits(number) >= 3)
        }

        static func digits(_ number: ExactDecimal) -> Int {
            var rest = number.trimmed.significand.magnitude
            while rest != 0, rest % 10 == 0 { rest /= 10 }
            return String(rest).utf8.count
        }

        struct List {
            var items: [AmountInWords]

            enum Comparison {
                case confirms
                case contradicts(AmountInWords)
                case silent
            }

            /// Whether a statement equals the printed number in the labelled or in the meant unit; the label has the benefit.
            func compare(_ printed: ExactDecimal, labelled: AmountUnit, meant: AmountUnit) throws(QuantityError) -> Comparison {
                var found: AmountInWords?
                for item in items where AmountInWords.digits(item.number) >= 2 {
                    let value = try item.number.shifted(by: item.unit.exponent)
                    if value == (try printed.shifted(by: labelled.exponent)) { return .confirms }
                    if value == (try printed.shifted(by: meant.exponent)) { found = item }
                }
                return found.map { .contradicts($0) } ?? .silent
            }
        }

        /// Amounts of indicators with a money unit, and those written into the goals.
        static func all(_ evaluation: Evaluation) -> List {
            var items: [AmountInWords] = []
            for index in evaluation.indicators.indices {
                for value in [evaluation.indicators[index].effectiveTarget, evaluation.indicators[index].actual] {
                    guard let value, let number = value.number, number.isPositive else { continue }
                    switch value.unit {
                    case "万元": items.append(AmountInWords(number: number, unit: .wanYuan, text: number.plain + "万元"))
                    case "元": items.append(AmountInWords(number: number, unit: .yuan, text: number.plain + "元"))
                    case "亿元": items.append(AmountInWords(number: number, unit: .yiYuan, text: number.plain + "亿元"))
                    default: continue
                    }
                }
            }
            for goal in evaluation.goals {
                for text in [goal.expected?.value, goal.achieved?.value] { if let text { scan(text, into: &items) } }
            }
            return List(items: items)
        }

        /// Numbers in front of 元, 万元 and 亿元; amounts per head (元/人) are left out.
        private static func scan(_ text: String, into items: inout [AmountInWords]) {
            let scalars = Array(text.unicodeScalars)
            for (index, scalar) in scalars.enumerated() where scalar == "元" {
                if index + 1 < scalars.count, scalars[index + 1] == "/" || scalars[index + 1] == "每" { continue }
                var end = index
                var unit = AmountUnit.yuan
                if end > 0, scalars[end - 1] == "万" || scalars[end - 1] == "亿" {
                    unit = scalars[end - 1] == "万" ? .wanYuan : .yiYuan
                    end -= 1
                }
                var start = end
                while start > 0, isOfNumber(scalars[start - 1]) { start -= 1 }
                guard start < end else { continue }
                var digits = String.UnicodeScalarView()
                digits.append(contentsOf: scalars[start..<end])
                let written = String(digits)
                guard let number = try? ExactDecimal(parsing: written), number.isPositive else { continue }
                items.append(AmountInWords(number: number, unit: unit, text: written + unit.name))
            }
        }

        private static func isOfNumber(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar {
            case "0"..."9", "０"..."９", ".", "．", ",": true
            default: false
            }
        }
    }
}

extension FormKind {
    /// Whether the form speaks of one programme, not of a whole department.
    var isOfProgramme: Bool {
        switch self {
        case .projectSelfEvaluation, .projectGoal, .transferSelfEvaluation, .selfEvaluationReview, .monitoring: true
        case .departmentSelfEvaluation, .departmentScoringTable, .departmentGoal, .indicatorList: false
        }
    }
}

extension Money {
    /// In the unit that keeps it short: 14500亿元, 89.97万元, 38.77元.
    fileprivate var readable: String {
        let unit: AmountUnit = fen.magnitude >= 10_000_000_000 ? .yiYuan : fen.magnitude >= 1_000_000 ? .wanYuan : .yuan
        return amount(in: unit).plain + unit.name
    }
}
