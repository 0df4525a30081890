package import BudgetModel
package import Quantities

extension ProjectScore.Open {
    /// The rule of the catalogue that says the same of a form; T03 is of tables alone.
    package var code: String {
        switch self {
        case .badRows, .overflow: "T03"
        case .noExecution, .severalExecutions: "A12"
        case .weights, .everythingLeftOut: "A01"
        }
    }

    package var expected: String {
        switch self {
        case .weights: "100"
        case .noExecution, .severalExecutions: "1"
        case .badRows, .overflow, .everythingLeftOut: ""
        }
    }

    package var found: String {
        switch self {
        case .weights(let sum): sum.plain
        case .noExecution: "0"
        case .severalExecutions(let count), .badRows(let count): String(count)
        case .overflow, .everythingLeftOut: ""
        }
    }

    /// What is said where a budget table was given.
    ///
    /// - Parameter points: of execution by the framework of the project.
    package func wording(beside points: ExactDecimal) -> Wording {
        switch self {
        case .noExecution: Self.notInBudget
        case .weights:
            Wording(
                zh: wording.zh + "；按规则预算执行占 \(points.plain) 分，其余各行要合计 \(Self.rest(points)) 分",
                en: wording.en + "; by the framework execution has \(points.plain) points, so the other rows must make \(Self.rest(points))")
        case .badRows, .severalExecutions, .everythingLeftOut, .overflow: wording
        }
    }

    private static func rest(_ points: ExactDecimal) -> String { (try? ExactDecimal.hundred - points)?.plain ?? "" }

    private static let notInBudget = Wording(zh: "没有预算执行行，预算表里也没有这个项目", en: "no row of execution, and the budget table does not have the project")

    package var wording: Wording {
        switch self {
        case .badRows(let count): Wording(zh: "有 \(count) 行不能计分，项目没有总分", en: count == 1 ? "1 row has no score, so the project has no total" : "\(count) rows have no score, so the project has no total")
        case .noExecution: Wording(zh: "没有一级指标为“预算执行率”的行，项目没有总分", en: "no row has level 1 预算执行率, so the project has no total")
        case .severalExecutions(let count): Wording(zh: "有 \(count) 行预算执行率，只能有一行，项目没有总分", en: "\(count) rows are of budget execution where one belongs, so the project has no total")
        case .weights(let sum): Wording(zh: "分值合计 \(sum.plain)，不是 100，项目没有总分", en: "the weights make \(sum.plain) and not 100, so the project has no total")
        case .everythingLeftOut: Wording(zh: "全部分值都不适用，没有总分", en: "every point is left out, so there is no total")
        case .overflow: Wording(zh: "数字过大，无法精确计算", en: "the numbers are too large to compute exactly")
        }
    }
}
