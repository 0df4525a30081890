package import BudgetModel

extension ExampleForm {
    /// A goal as declared, without an outcome.
    package func expects(_ goal: String, period: FundPeriod = .year) -> Self {
        with { evaluation, _ in
            let row = 10 + evaluation.goals.count
            evaluation.goals.append(
                Goal(expected: Sourced(goal, CellRef(sheet: evaluation.sheet, position: CellPosition(row: row, column: 1))), period: period))
        }
    }

    /// Puts the last row under a level 2 that the rules know, and its level 1.
    package func under(_ level2: Level2) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].level2Kind = level2
            evaluation.indicators[last].level2 = level2.label
            evaluation.indicators[last].level1Kind = level2.level1
            evaluation.indicators[last].level1 = level2.level1.label
        }
    }

    /// The name of the programme.
    package func programme(_ name: String) -> Self { with { evaluation, _ in evaluation.programme?.value = name } }

    /// An explanation beside the last row.
    package func explained(_ text: String) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].explanation = Sourced(text, CellRef(sheet: evaluation.sheet, position: CellPosition(row: 12 + last, column: 10)))
        }
    }

    /// What stands in a further column of the last row.
    package func beside(_ label: String, _ text: String) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            let cell = CellRef(sheet: evaluation.sheet, position: CellPosition(row: 12 + last, column: 11))
            evaluation.indicators[last].others.append(FormText(label: label, text: Sourced(text, cell)))
        }
    }
}

extension Level1 {
    package var label: String {
        switch self {
        case .cost: "成本指标"
        case .output: "产出指标"
        case .benefit: "效益指标"
        case .satisfaction: "满意度指标"
        }
    }
}

extension Level2 {
    package var label: String {
        switch self {
        case .quantity: "数量指标"
        case .quality: "质量指标"
        case .timeliness: "时效指标"
        case .cost: "成本指标"
        case .economicCost: "经济成本指标"
        case .socialCost: "社会成本指标"
        case .ecologicalCost: "生态环境成本指标"
        case .economicBenefit: "经济效益指标"
        case .socialBenefit: "社会效益指标"
        case .ecologicalBenefit: "生态效益指标"
        case .sustainability: "可持续影响指标"
        case .serviceSatisfaction: "服务对象满意度指标"
        }
    }

    package var level1: Level1 {
        switch self {
        case .quantity, .quality, .timeliness, .cost: .output
        case .economicCost, .socialCost, .ecologicalCost: .cost
        case .economicBenefit, .socialBenefit, .ecologicalBenefit, .sustainability: .benefit
        case .serviceSatisfaction: .satisfaction
        }
    }
}
