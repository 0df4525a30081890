import BudgetModel
import Narrative

/// Names for what the grammar takes figures for.
extension Role {
    var wording: Wording? {
        switch self {
        case .none: nil
        case .initialBudget: Wording(zh: "年初预算", en: "initial budget")
        case .adjustedBudget: Wording(zh: "全年（调整后）预算", en: "annual budget")
        case .budget: Wording(zh: "预算", en: "budget")
        case .received: Wording(zh: "到位资金", en: "received")
        case .available: Wording(zh: "可用资金", en: "available")
        case .income: Wording(zh: "收入", en: "income")
        case .executed: Wording(zh: "支出", en: "executed")
        case .balance: Wording(zh: "结余", en: "balance")
        case .openingBalance: Wording(zh: "年初结余", en: "opening balance")
        case .added: Wording(zh: "追加", en: "added")
        case .cut: Wording(zh: "调减", en: "cut")
        case .overspent: Wording(zh: "超支", en: "overspent")
        case .executionRate: Wording(zh: "执行率", en: "execution rate")
        case .receivedRate: Wording(zh: "到位率", en: "rate received")
        case .rate: Wording(zh: "比率", en: "rate")
        case .share: Wording(zh: "占比", en: "share")
        case .growth: Wording(zh: "增长率", en: "growth")
        case .decline: Wording(zh: "下降率", en: "decline")
        case .score: Wording(zh: "得分", en: "score")
        case .totalScore: Wording(zh: "总得分", en: "total score")
        case .weight: Wording(zh: "分值", en: "points")
        case .totalWeight: Wording(zh: "总分值", en: "total points")
        case .deduction: Wording(zh: "扣分", en: "deduction")
        case .increase: Wording(zh: "增加", en: "increase")
        case .decrease: Wording(zh: "减少", en: "decrease")
        case .previous: Wording(zh: "上年数", en: "the year before")
        }
    }
}

extension Scope {
    private static let names: [(Scope, Wording)] = [
        (.central, Wording(zh: "中央", en: "central")), (.provincial, Wording(zh: "省级", en: "provincial")), (.municipal, Wording(zh: "市级", en: "municipal")),
        (.county, Wording(zh: "县级", en: "county")), (.generalBudget, Wording(zh: "一般公共预算", en: "general budget")),
        (.governmentFund, Wording(zh: "政府性基金", en: "government funds")), (.stateCapital, Wording(zh: "国有资本经营", en: "state capital")),
        (.basic, Wording(zh: "基本支出", en: "basic")), (.project, Wording(zh: "项目支出", en: "projects")), (.personnel, Wording(zh: "人员经费", en: "personnel")),
        (.operating, Wording(zh: "公用经费", en: "operating")), (.other, Wording(zh: "其他资金", en: "other funds")), (.ownFunds, Wording(zh: "自筹", en: "own funds")),
        (.receptions, Wording(zh: "三公经费", en: "receptions, travel and cars")), (.part, Wording(zh: "其中一项", en: "a part")),
    ]

    var wordings: [Wording] { Self.names.filter { contains($0.0) }.map(\.1) }
}

extension Figure.Marks {
    private static let words: [(Figure.Marks, Wording)] = [
        (.approximate, Wording(zh: "约数", en: "about")), (.lowerBound, Wording(zh: "下限", en: "at least")), (.upperBound, Wording(zh: "上限", en: "at most")),
        (.range, Wording(zh: "区间", en: "range")), (.each, Wording(zh: "各", en: "each")), (.perUnit, Wording(zh: "单价", en: "per unit")),
        (.chinese, Wording(zh: "汉字数字", en: "Chinese numerals")), (.tabular, Wording(zh: "表格", en: "in a table")), (.factor, Wording(zh: "乘数", en: "factor")),
        (.equals, Wording(zh: "等号后", en: "behind =")), (.ordinal, Wording(zh: "序号", en: "ordinal")),
    ]

    var wordings: [Wording] { Self.words.filter { contains($0.0) }.map(\.1) }
}

extension Measure {
    /// What kind of quantity it is, for figures without a role.
    var kind: Wording? {
        switch dimension {
        case .money: Wording(zh: "金额", en: "amount")
        case .unitPrice: Wording(zh: "单价", en: "unit price")
        case .percent: Wording(zh: "百分数", en: "percentage")
        case .percentagePoint: Wording(zh: "百分点", en: "percentage points")
        case .points: Wording(zh: "分数", en: "points")
        case .count: Wording(zh: "数量", en: "count")
        case .none: nil
        }
    }
}

/// Names of severities as lists of findings print them.
extension Severity {
    var name: Wording {
        switch self {
        case .error: Wording(zh: "错误", en: "error")
        case .warning: Wording(zh: "警告", en: "warning")
        case .hint: Wording(zh: "提示", en: "hint")
        }
    }
}
