/// Gives a figure its role, scope and year by the terms of its label.
enum Roles {
    /// Whether nothing but particles and words of money stands between a term and the number.
    private static func leads(_ parts: TakenApart, _ index: Int, to number: Int) -> Bool {
        var place = parts.tokens[index].range.upperBound
        let end = parts.figures[number].digits.lowerBound
        var next = index + 1
        while place < end {
            if next < parts.tokens.count, parts.tokens[next].range.lowerBound == place, case .term(let term) = parts.tokens[next].kind, moneyWords.contains(term) {
                place = parts.tokens[next].range.upperBound
                next += 1
            } else if particles.contains(parts.text.codes[place]) {
                place += 1
                if next < parts.tokens.count, parts.tokens[next].range.lowerBound < place { next += 1 }
            } else {
                return false
            }
        }
        return true
    }

    /// Whether 到 or 至 ends a term or follows it.
    private static func leadsToLevel(_ parts: TakenApart, _ index: Int, _ number: Int) -> Bool {
        let codes = parts.text.codes
        let end = parts.tokens[index].range.upperBound
        func isTo(_ code: UInt16) -> Bool { code == 0x5230 || code == 0x81F3 }
        return isTo(codes[end - 1]) || end < parts.figures[number].digits.lowerBound && isTo(codes[end])
    }

    private static let moneyWords: Set<Term> = [.spending, .income, .budget, .executed, .total, .about, .rate, .available, .personnel, .operating, .adjustedBudget, .initialBudget, .received, .atMost, .atLeast, .exhaustive]
    /// 了 至 到 为 约 近 达 率 幅 度 额 各 均 的 资 金 经 费 人 民 币 比 例 是.
    private static let particles = CodeSet("了至到为约近达率幅度额各均的资金经费人民币比例是数量：: （(≥≤约\u{20}")

    /// 后 right behind a term.
    private static func isFollowedByAfter(_ parts: TakenApart, _ index: Int) -> Bool {
        let end = parts.tokens[index].range.upperBound
        return end < parts.text.count && parts.text.codes[end] == 0x540E
    }

    static func assign(_ parts: inout TakenApart, _ number: Int, _ sentenceYear: Int?) {
        let figure = parts.figures[number]
        var scope: Scope = []
        var money: Role = .none
        var percent: Role = .none
        var points: Role = .none
        var change: Role = .none
        var isPrevious = false
        var isBudgeted = false
        var labelYear: Int?
        // 增加 and its like speak of the figure only right before it or beside 比上年: 能力提升项目 is a name.
        let compares = parts.labelTokens[number].contains { parts.tokens[$0].kind == .term(.compare) || parts.tokens[$0].kind == .term(.previous) }
        var hasFlow = false
        // 执行预算资金 is what was spent, 支出预算 what may be.
        var isSpent = false
        // 追减专项资金232.57万元 is a change, whatever it is of.
        var isChanged = false
        for index in parts.labelTokens[number] {
            // 提高到98% names a level, not a change.
            if case .term(let term) = parts.tokens[index].kind, term == .increase || term == .decrease || term == .raise || term == .growth || term == .decline, leadsToLevel(parts, index, number) { continue }
            if case .term(let term) = parts.tokens[index].kind, term == .increase || term == .decrease || term == .raise || term == .growth || term == .decline, !compares, !leads(parts, index, to: number) { continue }
            switch parts.tokens[index].kind {
            case .year(let year): labelYear = year
            case .term(let term):
                switch term {
                case .initialBudget: (money, isBudgeted) = (.initialBudget, true)
                case .adjustedBudget: (money, isBudgeted) = (.adjustedBudget, true)
                case .budget: if !isBudgeted, !(money == .executed && isSpent) { (money, isBudgeted) = (.budget, true) }
                case .received: if !isBudgeted, !isSpent, !isChanged { money = .received }
                case .available: if !isBudgeted, !isSpent, !isChanged { money = .available }
                case .income:
                    hasFlow = true
                    if !isBudgeted { money = .income }
                case .executed: (money, isSpent) = (.executed, true)
                case .spending:
                    hasFlow = true
                    if !isBudgeted { money = .executed }
                case .balance: money = .balance
                case .openingBalance: money = .openingBalance
                case .overspent: money = .overspent
                // 追减后我县专项资金189.28万元 is what the change led to.
                case .added, .cut: if isFollowedByAfter(parts, index) { (money, isBudgeted) = (.adjustedBudget, true) } else { (money, isChanged) = (term == .added ? .added : .cut, true) }
                case .executionRate: percent = .executionRate
                case .receivedRate: percent = .receivedRate
                case .rate: percent = .rate
                case .share: if percent != .executionRate { percent = .share }
                case .growth: (percent, change) = (.growth, .increase)
                case .decline: (percent, change) = (.decline, .decrease)
                case .increase:
                    change = .increase
                    if percent == .none || percent == .rate { percent = .growth }
                case .raise:
                    // 能力提升资金 is a name; 提高到 98% is a change.
                    if !figure.isMoney {
                        change = .increase
                        if percent == .none || percent == .rate { percent = .growth }
                    }
                case .decrease:
                    change = .decrease
                    if percent == .none || percent == .rate { percent = .decline }
                case .previous: isPrevious = true
                case .score: points = .score
                case .totalScore: points = .totalScore
                case .weight: points = .weight
                case .deduction: points = .deduction
                case .central: scope.insert(.central)
                case .provincial: scope.insert(.provincial)
                case .municipal: scope.insert(.municipal)
                case .county: scope.insert(.county)
                case .generalBudget: scope.insert(.generalBudget)
                case .governmentFund: scope.insert(.governmentFund)
                case .stateCapital: scope.insert(.stateCapital)
                case .basic: scope.insert(.basic)
                case .projectFund: scope.insert(.project)
                case .personnel: scope.insert(.personnel)
                case .operating: scope.insert(.operating)
                case .otherFund: scope.insert(.other)
                case .ownFunds: scope.insert(.ownFunds)
                case .receptions: scope.insert(.receptions)
                default: break
                }
            default: break
            }
        }
        // 预算执行情况 转移支付预算数（A）5.8: the name right before the number says what it is.
        if let last = parts.labelTokens[number].last, case .term(let term) = parts.tokens[last].kind, parts.text.codes[parts.tokens[last].range.upperBound - 1] == 0x6570, parts.tokens[last].range.count >= 3 {
            switch term {
            case .budget where money == .executed: (money, isBudgeted) = (.budget, true)
            case .executed: money = .executed
            default: break
            }
        }
        // 财政局拨付资金200万元 is received by the unit that reports.
        if money == .executed, !isSpent, hasFlow, figure.isMoney {
            let words = parts.text.words(figure.label)
            if words.contains("拨付"), words.contains(anyOf: ["财政局", "财政厅", "财政部", "上级", "省财政", "市财政", "县财政", "中央财政", "省级拨付", "中央拨付", "市级拨付", "州级拨付", "县级拨付", "区级拨付", "财政拨付"]) { money = .received }
        }
        // 较上年多36个.
        if compares, change == .none, figure.digits.lowerBound > 0 {
            let before = parts.text.codes[figure.digits.lowerBound - 1]
            if before == 0x591A { change = .increase } else if before == 0x5C11 { change = .decrease }
        }
        // 收入预算, 支出预算: the budget of the beginning of the year.
        if money == .budget, hasFlow { money = .initialBudget }
        switch figure.measure.dimension {
        case .money: parts.figures[number].role = change != .none && money != .added && money != .cut ? change : money
        case .none where money != .none && parts.amountUnit != nil && figure.isPlain && parts.isAmount(number):
            // 年初预算数：1542.30 under 单位：万元.
            parts.figures[number].measure = parts.amountUnit!
            parts.figures[number].role = change != .none && money != .added && money != .cut ? change : money
        // 补贴资金684.2万, the unit cut short.
        case .none where figure.measure.exponent >= 4 && money != .none:
            parts.figures[number].measure = Measure(.money, exponent: figure.measure.exponent, printed: figure.measure.printed)
            parts.figures[number].role = money
        case .percent: parts.figures[number].role = percent
        case .points: parts.figures[number].role = points
        case .percentagePoint: parts.figures[number].role = change
        // Bare points of forms: 分值10 得分10.
        case .none where points != .none: parts.figures[number].role = points
        default: parts.figures[number].role = change
        }
        if isPrevious, parts.figures[number].role != .increase, parts.figures[number].role != .decrease, !figure.isPercent {
            parts.figures[number].role = .previous
        }
        parts.figures[number].scope = scope
        parts.figures[number].year = labelYear ?? sentenceYear
    }
}
