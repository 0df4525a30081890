package import BudgetModel
package import Narrative
import Quantities

/// One audited report as the JSON object of docs/formats/audit.schema.json.
package struct AuditJSON {
    private let file: String
    private let reading: ReportReading
    private let engine: String
    private let language: Language

    package init(_ reading: ReportReading, file: String, engine: String, language: Language) {
        self.reading = reading
        self.file = file
        self.engine = engine
        self.language = language
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.key("facts")
            json.object { json in
                func quantity(_ key: String, _ fact: StatedFacts.Quantity?) {
                    guard let fact else { return }
                    json.key(key)
                    json.object { json in
                        json.field("value", fact.number.description)
                        json.field("unit", fact.unit)
                        json.field("quote", reading.text.quote(fact.place))
                    }
                }
                let facts = reading.facts
                quantity("initialBudget", facts.initialBudget)
                quantity("adjustedBudget", facts.adjustedBudget)
                quantity("received", facts.received)
                quantity("executed", facts.executed)
                quantity("executionRate", facts.executionRate)
                quantity("score", facts.score)
                if let grade = facts.grade {
                    json.key("grade")
                    json.object { json in
                        json.field("value", grade.name)
                        json.field("quote", reading.text.quote(grade.place))
                    }
                }
            }
            json.key("findings")
            json.array(reading.contradictions) { json, relation in
                json.object { json in
                    json.field("code", relation.kind.rawValue)
                    json.field("kind", relation.kind.rawValue)
                    json.field("severity", relation.severity?.rawValue)
                    json.field("quote", reading.text.quote(relation.place))
                    json.key("figures")
                    json.array(relation.figures) { json, figure in json.string(reading.figures[figure].number.description) }
                    json.field("stated", relation.stated)
                    json.field("computed", relation.computed)
                    json.field("message", relation.message(language))
                }
            }
        }
    }
}
