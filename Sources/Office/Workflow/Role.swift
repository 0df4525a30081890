package import BudgetModel
package import JSONText

/// Who somebody is in the cycle (rules.md 10.1); raw values are those of the JSON and the store.
package enum Role: String, Hashable, Sendable, CaseIterable {
    case unitEditor = "unit-editor"
    case unitReviewer = "unit-reviewer"
    case unitHead = "unit-head"
    case deptBusiness = "dept-business"
    case deptFinance = "dept-finance"
    case bureauDivision = "bureau-division"
    case bureauPerformance = "bureau-performance"
    case bureauBudget = "bureau-budget"
    case expert
    case observer
    case admin

    /// On whose side it decides. What a higher body opened or decided a lower one does not confirm or change.
    ///
    /// In rising order; raw values are those of the store.
    package enum Body: String, Hashable, Sendable, CaseIterable, Comparable {
        case outside, unit, department, bureau

        /// As it is kept: the word, or its place among the words, which rows of older versions have.
        package init(json: JSONValue) throws(JSONShapeError) {
            if let place = json.integer, Self.allCases.indices.contains(Int(clamping: place)) {
                self = Self.allCases[Int(place)]
            } else if let body = json.string.flatMap(Self.init) {
                self = body
            } else {
                throw JSONShapeError(pointer: "/body", kind: .expected(Self.allCases.map(\.rawValue)))
            }
        }

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        package static func < (left: Body, right: Body) -> Bool { left.rank < right.rank }
    }

    package var body: Body {
        switch self {
        case .unitEditor, .unitReviewer, .unitHead: .unit
        case .deptBusiness, .deptFinance: .department
        case .bureauDivision, .bureauPerformance, .bureauBudget: .bureau
        case .expert, .observer, .admin: .outside
        }
    }

    package var wording: Wording {
        switch self {
        case .unitEditor: Wording(zh: "单位填报人", en: "unit editor")
        case .unitReviewer: Wording(zh: "单位审核人", en: "unit reviewer")
        case .unitHead: Wording(zh: "单位负责人", en: "head of the unit")
        case .deptBusiness: Wording(zh: "主管部门业务处室", en: "business division of the department")
        case .deptFinance: Wording(zh: "主管部门财务处室", en: "finance division of the department")
        case .bureauDivision: Wording(zh: "财政业务科室", en: "business division of the bureau")
        case .bureauPerformance: Wording(zh: "财政绩效科室", en: "performance division of the bureau")
        case .bureauBudget: Wording(zh: "财政预算科室", en: "budget division of the bureau")
        case .expert: Wording(zh: "第三方或专家", en: "third party or expert")
        case .observer: Wording(zh: "人大、审计", en: "congress or audit")
        case .admin: Wording(zh: "系统管理员", en: "administrator")
        }
    }
}
