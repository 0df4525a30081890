import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct RegisteredBudgetTests {
    static func line(_ source: FundSource?, initial: String? = nil, adjusted: String? = nil, executed: String? = nil) -> FundLine {
        func amount(_ text: String) -> FundAmount { FundAmount(money: yuan(text), printed: dec(text), cell: nil) }
        var line = FundLine(source: source, label: Sourced(source?.rawValue ?? "其他收入", nil))
        (line.initial, line.adjusted, line.executed) = (initial.map(amount), adjusted.map(amount), executed.map(amount))
        return line
    }

    static func form(_ kind: FormKind, _ funds: FundLine...) -> Evaluation {
        var form = Evaluation(file: "a.xlsx", sheet: "表", kind: kind)
        form.funds = funds
        return form
    }

    /// The department of the first report: 1669.0157 万元, adjusted to 1805.58777.
    let department = RegisteredBudget(lines: [.init(source: "basic", initial: yuan("16690157.00"), adjusted: yuan("18055877.70"), executed: yuan("18639578.70"))])

    func gaps(_ budget: RegisteredBudget, _ form: Evaluation) -> [String] { budget.gaps(in: form).map { "\($0.field) \($0.stated.yuan) \($0.registered.yuan)" } }

    @Test func `a self-evaluation is compared amount by amount`() {
        let right = Self.form(.departmentSelfEvaluation, Self.line(.total, initial: "16690157.00", adjusted: "18055877.70", executed: "18639578.70"))
        #expect(gaps(department, right) == [])
        let wrong = Self.form(.departmentSelfEvaluation, Self.line(.total, initial: "999.00", adjusted: "18055877.70", executed: "18055877.70"))
        #expect(gaps(department, wrong) == ["initial 999.00 16690157.00", "executed 18055877.70 18639578.70"])
        let told = department.shortfalls(of: wrong)
        #expect(told.map(\.pointer) == ["/funds/0/initial", "/funds/0/executed"])
        #expect(told.map(\.code.rawValue) == ["budget.amount.differs", "budget.amount.differs"])
        #expect(told[1].message.zh == "表上的执行数是18055877.70元，登记的执行数是18639578.70元")
        // Up to 0.01 万元 is rounding; what the form leaves out is not compared.
        #expect(gaps(department, Self.form(.departmentSelfEvaluation, Self.line(.total, initial: "16690200.00", executed: "18639679.00"))) == ["executed 18639679.00 18639578.70"])
        #expect(gaps(department, Self.form(.departmentSelfEvaluation, Self.line(.total))) == [])
    }

    @Test func `spending that nobody registered is not nothing`() {
        let budget = RegisteredBudget(lines: [.init(source: "appropriation", initial: yuan("100.00"), adjusted: yuan("100.00"), executed: nil)])
        #expect(gaps(budget, Self.form(.projectSelfEvaluation, Self.line(.total, initial: "100.00", adjusted: "100.00", executed: "90.00"))) == [])
    }

    @Test func `a goal has one amount: the budget as it is now`() {
        #expect(gaps(department, Self.form(.departmentGoal, Self.line(.total, initial: "18055877.70"))) == [])
        #expect(gaps(department, Self.form(.departmentGoal, Self.line(.total, initial: "16690157.00"))) == ["initial 16690157.00 18055877.70"])
        // A form whose only row of the year is not called a total; rows of other years are none.
        var other = Self.line(.basic, initial: "5.00")
        other.period = .project
        #expect(gaps(department, Self.form(.departmentGoal, other, Self.line(.basic, initial: "999.00"))) == ["initial 999.00 18055877.70"])
        #expect(gaps(department, Self.form(.departmentGoal, other)) == [])
    }

    @Test func `monitoring may state the initial budget or the present one, and its spending is of some months`() {
        #expect(gaps(department, Self.form(.monitoring, Self.line(.total, initial: "16690157.00", executed: "1.00"))) == [])
        #expect(gaps(department, Self.form(.monitoring, Self.line(.total, initial: "18055877.70", executed: "1.00"))) == [])
        #expect(gaps(department, Self.form(.monitoring, Self.line(.total, initial: "1.00"))) == ["initial 1.00 16690157.00"])
        #expect(gaps(department, Self.form(.monitoring, Self.line(.total, initial: "18055877.70", adjusted: "16690157.00"))) == ["adjusted 16690157.00 18055877.70", "initial 18055877.70 16690157.00"])
    }

    @Test func `money that is not registered stands beside rows that agree`() {
        let fiscal = RegisteredBudget(lines: [.init(source: "appropriation", initial: yuan("100000.00"), adjusted: yuan("100000.00"), executed: nil), .init(source: "carryover", initial: yuan("20000.00"), adjusted: yuan("20000.00"), executed: nil)])
        func goal(_ own: String, carryover: String) -> Evaluation {
            Self.form(.projectGoal, Self.line(.total, initial: "150000.00"), Self.line(.appropriation, initial: "100000.00"), Self.line(.carryover, initial: carryover), Self.line(.unit, initial: own))
        }
        #expect(gaps(fiscal, goal("30000.00", carryover: "20000.00")) == [])
        #expect(gaps(fiscal, goal("20000.00", carryover: "30000.00")) == ["initial 150000.00 120000.00"])
        // A row too few says nothing of its source.
        #expect(gaps(fiscal, Self.form(.projectGoal, Self.line(.total, initial: "150000.00"), Self.line(.appropriation, initial: "100000.00"))) == ["initial 150000.00 120000.00"])
    }

    @Test func `rounding is that of the printed digits, and levels are fiscal money`() throws {
        func goal(_ printed: String, _ rows: FundLine...) throws -> Evaluation {
            var total = Self.line(.total)
            total.initial = FundAmount(money: try Money(dec(printed), .wanYuan), printed: dec(printed), cell: nil)
            var form = Self.form(.projectGoal, total)
            form.funds += rows
            form.amountUnit = .wanYuan
            return form
        }
        let budget = RegisteredBudget(lines: [.init(source: "central", initial: yuan("800000.00"), adjusted: yuan("800000.00"), executed: nil), .init(source: "county", initial: yuan("434600.00"), adjusted: yuan("434600.00"), executed: nil)])
        #expect(gaps(budget, try goal("123")) == [])
        #expect(gaps(budget, try goal("123.4")) == ["initial 1234000.00 1234600.00"])
        #expect(gaps(budget, try goal("123.46")) == [])
        // A form prints the levels as 财政拨款, beside money of the unit's own.
        #expect(gaps(budget, try goal("150", Self.line(.appropriation, initial: "1234600.00"), Self.line(.unit, initial: "265400.00"))) == [])
        #expect(gaps(budget, try goal("150", Self.line(.appropriation, initial: "1234600.00"), Self.line(.central, initial: "800000.00"), Self.line(.county, initial: "434600.00"), Self.line(.unit, initial: "265400.00"))) == [])
        #expect(gaps(budget, try goal("150", Self.line(.appropriation, initial: "1200000.00"), Self.line(.unit, initial: "300000.00"))) == ["initial 1500000.00 1234600.00"])
    }

    @Test func `absurd sums are not compared, and JSON comes back`() throws {
        let most = Money(fen: .max)
        let absurd = RegisteredBudget(lines: [.init(source: "basic", initial: most, adjusted: most, executed: most), .init(source: "project", initial: most, adjusted: most, executed: most)])
        #expect(gaps(absurd, Self.form(.departmentGoal, Self.line(.total, initial: "1.00"))) == [])
        try expectRoundTrip(department)
        try expectRoundTrip(RegisteredBudget(lines: [.init(source: "unit", initial: .zero, adjusted: yuan("-1.00"), executed: nil)]))
    }

    @Test func `a goal is not approved beside another budget`() throws {
        var facts = StageFacts(object: .project, stage: .goal, state: .bureauReview, unitPath: "u/")
        (facts.hasDocument, facts.goalReviewPasses, facts.hasBudget) = (true, true, true)
        let bureau = Actor(id: "b", grants: [Grant(role: .bureauPerformance, path: "")])
        _ = try WorkflowFile.shipped.decide(.approve, on: facts, by: bureau, opinion: nil)
        facts.budgetGaps = [BudgetGap(field: .initial, row: 0, stated: yuan("999.00"), registeredField: .adjusted, registered: yuan("1105000.00"))]
        let refusal = #expect(throws: Refusal.self) { try WorkflowFile.shipped.decide(.approve, on: facts, by: bureau, opinion: nil) }
        #expect(refusal?.code == "budget-differs")
        #expect(refusal?.why.zh == "金额与登记的预算不一致：表上的年初预算数是999.00元，登记的全年预算数是1105000.00元。")
    }
}
