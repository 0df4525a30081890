package import BudgetModel
package import JSONText
import Narrative

/// One audited report as the JSON object of docs/formats/audit.schema.json.
package struct AuditJSON {
    private let report: AuditReport
    private let engine: String
    private let language: Language

    package init(_ report: AuditReport, engine: String, language: Language) {
        self.report = report
        self.engine = engine
        self.language = language
    }

    /// The object of a file that could not be read: why, and nothing else.
    package static func write(unread file: String, because sentence: Wording, engine: String, language: Language, to json: inout JSONWriter) {
        json.object { json in
            json.field("schemaVersion", 1)
            json.field("engine", engine)
            json.key("source")
            json.object { json in json.field("file", file) }
            json.field("error", sentence(language))
        }
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("schemaVersion", 1)
            json.field("engine", engine)
            json.key("source")
            json.object { json in json.field("file", report.file) }
            json.key("forms")
            json.array(report.forms) { json, form in
                json.object { json in
                    json.field("file", form.file)
                    json.field("sheet", form.sheet)
                    json.field("form", form.kind.rawValue)
                }
            }
            json.key("facts")
            json.object { json in
                for fact in report.facts {
                    json.key(fact.key)
                    write(fact, &json)
                }
                json.key("weights")
                json.object { json in
                    for weight in report.weights {
                        json.key(weight.name)
                        write(weight.fact, &json)
                    }
                }
            }
            let tally = report.tally
            json.key("relations")
            json.object { json in
                json.field("checked", tally.all)
                json.field("hold", tally.hold)
                json.field("rounded", tally.rounded)
                json.field("fail", tally.fail)
            }
            findings(&json, "findings", report.check.findings)
            findings(&json, "previews", report.check.previews)
            findings(&json, "questions", report.check.questions)
            json.key("notChecked")
            json.array(report.check.notChecked) { json, entry in
                json.object { json in
                    json.field("code", entry.code)
                    json.field("needs", entry.needs(language))
                }
            }
            json.key("notes")
            json.array(report.notes) { json, note in json.string(note(language)) }
        }
    }

    private func write(_ fact: AuditReport.Fact, _ json: inout JSONWriter) {
        json.object { json in
            json.field("value", fact.value)
            json.field("unit", fact.unit)
            json.field("quote", fact.quote)
        }
    }

    private func findings(_ json: inout JSONWriter, _ key: String, _ findings: [Finding]) {
        json.key(key)
        json.array(findings) { json, finding in
            let passage = finding.passage
            json.object { json in
                json.field("code", finding.code)
                json.field("kind", passage?.kind ?? RelationKind.other.rawValue)
                json.field("severity", finding.severity.rawValue)
                json.field("quote", passage?.quote)
                json.key("figures")
                json.array(passage?.figures ?? []) { json, figure in json.string(figure.hasPrefix("-") ? String(figure.dropFirst()) : figure) }
                json.field("stated", passage?.stated ?? finding.found)
                json.field("computed", passage?.computed ?? finding.expected)
                json.field("difference", finding.difference)
                json.field("computation", passage?.computation)
                json.field("message", finding.message(language))
                json.field("basis", finding.basis(language))
                json.key("at")
                if let passage {
                    let place = report.line(passage.range)
                    json.object { json in
                        json.field("line", place.number)
                        json.field("start", place.start)
                        json.field("end", place.end)
                    }
                } else {
                    json.null()
                }
                if let cell = finding.at {
                    json.key("cell")
                    json.object { json in
                        json.field("sheet", cell.sheet)
                        json.field("ref", cell.a1)
                    }
                }
            }
        }
    }
}
