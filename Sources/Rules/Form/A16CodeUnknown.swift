import BudgetModel
import Quantities

extension Rule {
    /// Flags codes and years that the budget base does not have.
    package static let codeUnknown = Rule(
        "A16", Wording(zh: "项目编码、单位编码或年度不在预算库中", en: "Project code, unit code or year is not in the budget base"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .error,
        citing: [.practice],
        because: Wording(
            zh: "绩效目标随项目入库、随预算批复，编码和年度要与预算项目库一致，否则目标与资金对不上。表上没有印编码的不提。",
            en: "A goal goes into the budget base with its project and is approved with the budget; codes and year must be those of the base, or goal and money do not meet. Forms without codes hear nothing."),
        needs: [.budgetBase],
        triggering: [
            Example(
                Wording(zh: "项目编码不在库中", en: "a project code the base does not have"), at: ["B3"],
                ExampleForm(.projectGoal).coded("510000230000000000012").beside { $0.budgetBase = BudgetBase(year: 2023, projectCodes: ["510000230000000000011"]) }),
            Example(
                Wording(zh: "年度不是预算年度", en: "another year than the budget's"), at: ["A2"],
                ExampleForm(.projectGoal).beside { $0.budgetBase = BudgetBase(year: 2024) }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "编码在库中", en: "the base has the code"),
                ExampleForm(.projectGoal).coded("510000230000000000011").beside { $0.budgetBase = BudgetBase(year: 2023, projectCodes: ["510000230000000000011"]) }),
            Example(
                Wording(zh: "表上没有编码", en: "no code on the form"),
                ExampleForm(.projectGoal).beside { $0.budgetBase = BudgetBase(year: 2023, projectCodes: ["510000230000000000011"], unitCodes: ["219001"]) }),
        ]
    ) { facts in
        guard let base = facts.context.budgetBase else { return [] }
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        if let code = evaluation.programmeCode, code.value.saysSomething, !base.projectCodes.isEmpty, !base.projectCodes.contains(code.value) {
            hits.append(
                Hit(
                    at: code.cell,
                    Wording(
                        zh: "项目编码“\(code.value)”不在预算项目库中。请核对编码，或先将项目入库。",
                        en: "The project code “\(code.value)” is not in the budget base. Check it, or enter the project first."), found: code.value))
        }
        for unit in [evaluation.department, evaluation.implementingUnit] {
            guard let unit, !base.unitCodes.isEmpty else { continue }
            let code = String(unit.value.prefix { $0.isASCII && $0.isNumber })
            // A department's code is the beginning of its units' codes.
            guard code.count >= 3, !base.unitCodes.contains(where: { $0.hasPrefix(code) }) else { continue }
            hits.append(
                Hit(
                    at: unit.cell,
                    Wording(
                        zh: "单位编码“\(code)”（\(unit.value)）不在预算单位中。请核对。", en: "The unit code “\(code)” (\(unit.value)) is not among the budget units. Check it."), found: code))
        }
        if let year = evaluation.year, let budgetYear = base.year, year.value != budgetYear {
            hits.append(
                Hit(
                    at: year.cell,
                    Wording(
                        zh: "表上年度是\(year.value)年，预算年度是\(budgetYear)年。请改正年度，或换用当年的表。",
                        en: "The form is for \(year.value), the budget for \(budgetYear). Correct the year, or use this year's form."),
                    expected: String(budgetYear), found: String(year.value)))
        }
        return hits
    }
}

extension ExampleForm {
    fileprivate func coded(_ code: String) -> Self {
        with { evaluation, _ in evaluation.programmeCode = Sourced(code, CellRef(sheet: evaluation.sheet, position: CellPosition(row: 2, column: 1))) }
    }
}
