import BudgetModel
import Foundation
import Reports
import Workflows

let evaluate = EvaluateFile(store: FrameworkStore())
let outcome = try evaluate(CommandLine.arguments[2])
if let p = outcome.problem { FileHandle.standardError.write(Data(p.zh.utf8)); exit(65) }
var json = JSONWriter()
json.array(outcome.forms) { json, form in
    EvaluationJSON(evaluation: form.evaluation, scoreSheet: form.scoreSheet, findings: form.findings, notChecked: form.notChecked, engine: "0", language: .zh).write(to: &json)
}
if CommandLine.arguments.contains("--json") {
FileHandle.standardOutput.write(Data(json.bytes))
} else { for f in outcome.forms { for l in EvaluationText(f.evaluation, f.scoreSheet, findings: f.findings, notChecked: f.notChecked, language: .zh, style: TerminalStyle(hasColour: true)).lines() { print(l) } } }
