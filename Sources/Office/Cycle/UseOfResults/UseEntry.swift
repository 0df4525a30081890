package import BudgetModel
package import JSONText
package import Quantities

/// What a result means for one line of a later budget.
package struct BudgetEffect: Hashable, Sendable, JSONRepresentable {
    package var budgetYear: Int
    /// Of the request, taken off.
    package var percent: ExactDecimal?
    package var request: Money?
    /// Taken off.
    package var amount: Money?

    package init(budgetYear: Int, percent: ExactDecimal? = nil, request: Money? = nil, amount: Money? = nil) {
        self.budgetYear = budgetYear
        self.percent = percent
        self.request = request
        self.amount = amount
    }

    /// The percentage of the request, rounded half up to whole fen.
    ///
    /// - Throws: `QuantityError.overflow` for absurd amounts.
    package static func amount(of request: Money, percent: ExactDecimal) throws(QuantityError) -> Money {
        try Money(rounding: request.amount(in: .yuan) * percent.shifted(by: -2), .yuan, .halfUp)
    }

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["budgetYear", "percent", "request", "amount"])
        let percent = try object.optionalDecimal("percent")
        if let percent, !(.zero ... .hundred).contains(percent) { throw object.wrong("percent", "0 … 100") }
        self.init(budgetYear: try object.count("budgetYear"), percent: percent, request: try object.optionalMoney("request"), amount: try object.optionalMoney("amount"))
    }

    package var json: JSONValue { .object(["budgetYear": .integer(budgetYear), "percent": .decimal(percent), "request": .money(request), "amount": .money(amount)]) }
}

/// One line of the ledger of results: finding, advice, effect on a later budget (N15).
package struct UseEntry: Hashable, Sendable, JSONRepresentable {
    /// Raw values are those of the JSON.
    package enum State: String, Hashable, Sendable, CaseIterable { case proposed, decided, applied, dropped }

    /// Nil for the entry that follows from the grade.
    package var code: String?
    package var finding: Wording
    package var advice: Wording
    package var actions: [ResultAction]
    package var effect: BudgetEffect?
    package var basis: Wording
    package var state: State
    package var isDecided: Bool { state != .proposed }
    /// The body that decided and its words or paper.
    package var decidedBy: String?
    package var decision: String?

    package init(
        code: String? = nil, finding: Wording, advice: Wording, actions: [ResultAction], effect: BudgetEffect? = nil, basis: Wording, state: State = .proposed, decidedBy: String? = nil,
        decision: String? = nil
    ) {
        self.code = code
        self.finding = finding
        self.advice = advice
        self.actions = actions
        self.effect = effect
        self.basis = basis
        self.state = state
        self.decidedBy = decidedBy
        self.decision = decision
    }

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["code", "finding", "advice", "actions", "effect", "basis", "state", "decidedBy", "decision"])
        self.init(
            code: try object.optionalText("code"), finding: try object.nested("finding"), advice: try object.nested("advice"), actions: try object.choices("actions"),
            effect: try object.optionalNested("effect"), basis: try object.nested("basis"), state: try object.one("state"), decidedBy: try object.optionalText("decidedBy"),
            decision: try object.optionalText("decision"))
    }

    package var json: JSONValue {
        .object([
            "code": .text(code), "finding": finding.json, "advice": advice.json, "actions": .array(actions.map { .string($0.rawValue) }), "effect": effect?.json ?? .null, "basis": basis.json,
            "state": .string(state.rawValue), "decidedBy": .text(decidedBy), "decision": .text(decision),
        ])
    }

    /// What the entry lacks or says against itself.
    package func shortfalls(at pointer: String = "") -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        if state != .proposed, decidedBy.isBlank || decision.isBlank {
            shortfalls.append(
                Shortfall(
                    .useDecisionMissing, .error, at: pointer + "/decision", Wording(zh: "已作决定，没有写明由谁决定和决定内容", en: "it is decided, but not by whom and how"), basis: basis,
                    help: Wording(zh: "请写明作出决定的单位、内容或文号", en: "name the body, and its words or paper")))
        }
        if let effect, let percent = effect.percent, let request = effect.request, let due = try? BudgetEffect.amount(of: request, percent: percent), let amount = effect.amount, amount != due {
            shortfalls.append(
                Shortfall(
                    .useAmountDiffers, .error, at: pointer + "/effect/amount",
                    Wording(zh: "\(request.yuan)元的\(percent.plain)%是\(due.yuan)元，填的是\(amount.yuan)元", en: "\(percent.plain) % of \(request.yuan) yuan are \(due.yuan), not \(amount.yuan)"),
                    basis: basis,
                    help: Wording(zh: "请改正金额或比例", en: "correct the amount or the percentage")))
        }
        return shortfalls
    }
}

extension Wording: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["zh", "en"])
        self.init(zh: try object.text("zh"), en: try object.text("en"))
    }
}
