import BudgetModel
import JSONText
import Quantities
import Workflows

extension EvaluatedForm {
    /// The computed layer as it is kept; how each score came about is computed again from form and framework.
    var storedJSON: JSONValue {
        .object([
            "framework": .string(framework.id), "digest": .string(framework.digest), "total": .text(scoreSheet.total?.description), "grade": .text(scoreSheet.grade?.rawValue),
            "lines": .array(scoreSheet.lines.map { .text($0.score?.description) }),
        ])
    }
}
