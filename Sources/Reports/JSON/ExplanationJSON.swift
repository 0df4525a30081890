import BudgetModel
package import JSONText
import Quantities

extension EvaluationJSON {
    /// How the scores of a form came about, as the object of docs/formats/explanation.schema.json.
    ///
    /// - Parameter indicator: part of a name or a cell such as `D13`; nil for all rows, with the total.
    package func writeExplanation(to json: inout JSONWriter, indicator: String?) {
        json.object { json in
            head(&json)
            json.key("execution")
            if let row = evaluation.execution, let line = scoreSheet.execution, indicator.map(ExplanationText.isExecution) ?? true {
                json.object { json in
                    json.field("statedScore", row.statedScore?.value.description)
                    json.field("score", line.score?.description)
                    trace(&json, line.trace)
                }
            } else {
                json.null()
            }
            json.key("indicators")
            let rows = zip(evaluation.indicators, scoreSheet.lines).filter { row in indicator.map { ExplanationText.matches($0, row.0) } ?? true }
            json.array(rows) { json, row in
                json.object { json in
                    json.field("level1", row.0.level1)
                    json.field("level2", row.0.level2)
                    json.field("name", row.0.name.value)
                    json.key("cell")
                    place(&json, row.0.name.cell)
                    json.field("statedScore", row.0.statedScore?.value.description)
                    json.field("score", row.1.score?.description)
                    trace(&json, row.1.trace)
                }
            }
            guard indicator == nil else { return }
            totals(&json)
        }
    }
}
