import BudgetModel
package import Quantities

/// The codes of the budget base: what projects and units exist in the year.
package struct BudgetBase: Hashable, Sendable {
    package var year: Int?
    package var projectCodes: Set<String>
    package var unitCodes: Set<String>

    package init(year: Int? = nil, projectCodes: Set<String> = [], unitCodes: Set<String> = []) {
        self.year = year
        self.projectCodes = projectCodes
        self.unitCodes = unitCodes
    }
}

/// The amounts of the final account (决算) of the same object.
package struct FinalAccount: Hashable, Sendable {
    package var initial: Money?
    package var adjusted: Money?
    package var executed: Money?
    /// 上年结转 in the account.
    package var carriedOver: Money?

    package init(initial: Money? = nil, adjusted: Money? = nil, executed: Money? = nil, carriedOver: Money? = nil) {
        self.initial = initial
        self.adjusted = adjusted
        self.executed = executed
        self.carriedOver = carriedOver
    }

    func amount(_ field: FundField) -> Money? {
        switch field {
        case .initial: initial
        case .adjusted: adjusted
        case .executed: executed
        case .received, .forecast: nil
        }
    }
}

extension Need {
    /// Codes of projects and units.
    package static let budgetBase = Need(Wording(zh: "预算项目库的项目编码、单位编码（--budget-base）", en: "the project and unit codes of the budget base (--budget-base)"), isBesideForm: true) { facts in
        facts.context.budgetBase == nil ? .lacking : .met
    }

    /// The amounts of the final account.
    package static let finalAccount = Need(Wording(zh: "决算数（--account）", en: "the final account (--account)"), isBesideForm: true) { facts in
        facts.context.finalAccount == nil ? .lacking : .met
    }
}
