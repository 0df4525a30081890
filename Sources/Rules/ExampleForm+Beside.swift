package import BudgetModel
package import Quantities

/// What stands beside an example, and kinds of its last row.
extension ExampleForm {
    /// Puts the last row under a level 1 that the rules know.
    package func under(_ kind: Level1, _ level2: Level2? = nil) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            evaluation.indicators[last].level1Kind = kind
            evaluation.indicators[last].level2Kind = level2
            evaluation.indicators[last].level1 = kind.exampleName
            if let level2 { evaluation.indicators[last].level2 = level2.exampleName }
        }
    }

    package func process(_ change: (inout ProcessRecord) -> Void) -> Self {
        beside { context in
            var record = context.process ?? ProcessRecord()
            change(&record)
            context.process = record
        }
    }

    /// A folder with files as `path` or `path#digest`.
    package func evidence(_ files: [EvidenceFile]) -> Self { beside { $0.evidence = EvidenceFolder(files: files) } }

    package func evidence(_ paths: String...) -> Self { evidence(paths.map { EvidenceFile(path: $0, digest: $0) }) }

    /// The columns of a review for the last row: points and the reviewer's remark.
    package func reviewed(_ points: String, actual: String? = nil, remark: String? = nil) -> Self {
        with { evaluation, _ in
            let last = evaluation.indicators.count - 1
            let row = 12 + last
            func at(_ column: Int) -> CellRef { CellRef(sheet: evaluation.sheet, position: CellPosition(row: row, column: column)) }
            if let actual { evaluation.indicators[last].others.append(FormText(label: "复核完成值", text: Sourced(actual, at(9)))) }
            evaluation.indicators[last].others.append(FormText(label: "复核得分", text: Sourced(points, at(10))))
            evaluation.indicators[last].remark = remark.map { Sourced($0, at(11)) }
        }
    }

    /// A day as examples write it.
    package static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay { try! CalendarDay(year: year, month: month, day: day) }
}

extension Level1 {
    fileprivate var exampleName: String {
        switch self {
        case .cost: "成本指标"
        case .output: "产出指标"
        case .benefit: "效益指标"
        case .satisfaction: "满意度指标"
        }
    }
}

extension Level2 {
    fileprivate var exampleName: String {
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
}
