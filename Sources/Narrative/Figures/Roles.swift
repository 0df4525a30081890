/// Gives a figure its role, scope and year by the terms of its label.
enum Roles {
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
        for index in parts.labelTokens[number] {
            if case .term(let term) = parts.tokens[index].kind, term == .increase || term == .decrease || term == .growth || term == .decline, !compares,
                figure.digits.lowerBound - parts.tokens[index].range.upperBound > 4
            {
                continue
            }
            switch parts.tokens[index].kind {
            case .year(let year): labelYear = year
            case .term(let term):
                switch term {
                case .initialBudget: (money, isBudgeted) = (.initialBudget, true)
                case .adjustedBudget: (money, isBudgeted) = (.adjustedBudget, true)
                case .budget: if !isBudgeted { (money, isBudgeted) = (.budget, true) }
                case .received: if !isBudgeted { money = .received }
                case .available: if !isBudgeted { money = .available }
                case .income:
                    hasFlow = true
                    if !isBudgeted { money = .income }
                case .executed: money = .executed
                case .spending:
                    hasFlow = true
                    if !isBudgeted { money = .executed }
                case .balance: money = .balance
                case .openingBalance: money = .openingBalance
                case .overspent: money = .overspent
                case .added: money = .added
                case .cut: money = .cut
                case .executionRate: percent = .executionRate
                case .receivedRate: percent = .receivedRate
                case .rate: percent = .rate
                case .share: if percent != .executionRate { percent = .share }
                case .growth: (percent, change) = (.growth, .increase)
                case .decline: (percent, change) = (.decline, .decrease)
                case .increase:
                    change = .increase
                    if percent == .none || percent == .rate { percent = .growth }
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
        // 收入预算, 支出预算: the budget of the beginning of the year.
        if money == .budget, hasFlow { money = .initialBudget }
        switch figure.measure.dimension {
        case .money: parts.figures[number].role = change != .none && money != .added && money != .cut ? change : money
        case .none where money != .none && parts.amountUnit != nil && figure.isPlain && parts.isAmount(number):
            // 年初预算数：1542.30 under 单位：万元.
            parts.figures[number].measure = parts.amountUnit!
            parts.figures[number].role = change != .none && money != .added && money != .cut ? change : money
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
