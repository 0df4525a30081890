import BudgetModel
import Documents
import Forms
import Foundation
import Reports

let path = CommandLine.arguments[2]
let bytes = [UInt8](try! Data(contentsOf: URL(fileURLWithPath: path)))
do {
    let document: Document
    if bytes.starts(with: [0x50, 0x4B]) { do { document = try XLSXReader.read(bytes: bytes) } catch { document = try DOCXReader.read(bytes: bytes) } }
    else if bytes.starts(with: [0xD0, 0xCF]) { document = try XLSReader.read(bytes) }
    else { document = try HTMLReader.read(bytes) }
    let reading = FormReader.read(document, file: path)
    var json = JSONWriter()
    json.array(reading.evaluations) { json, evaluation in
        EvaluationJSON(evaluation: evaluation, scoreSheet: ScoreSheet(frameworkID: "", frameworkDigest: "", chosenBecause: Wording(zh: "", en: "")), findings: [], notChecked: [], engine: "0", language: .zh).write(to: &json)
    }
    FileHandle.standardOutput.write(Data(json.bytes))
} catch { FileHandle.standardError.write(Data("\(error)".utf8)); exit(65) }
