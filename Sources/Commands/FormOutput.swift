import BudgetModel
import JSONText
import Reports
import Workflows

/// Prints the forms of a run one after another: a JSON array, a JSON object a line, or text.
struct FormOutput {
    enum Format { case json, jsonl, text }

    let format: Format
    private let language: Language
    private var isFirst = true

    init(_ format: Format, _ language: Language) throws {
        self.format = format
        self.language = language
        if format == .json { try Console.write(Array("[".utf8)) }
    }

    /// - Parameter text: the lines of the form; none to leave it out.
    mutating func print(_ form: EvaluatedForm, profile: RuleProfile?, text: () -> [String]) throws {
        switch format {
        case .json, .jsonl:
            var json = JSONWriter()
            EvaluationJSON(
                evaluation: form.evaluation, scoreSheet: form.scoreSheet, check: form.check, profile: profile, engine: Engine.version, language: language
            ).write(to: &json)
            if !isFirst, format == .json { try Console.write(Array(",\n".utf8)) }
            try Console.write(json.bytes + (format == .jsonl ? [0x0A] : []))
        case .text:
            let lines = text()
            guard !lines.isEmpty else { return }
            try Console.print((isFirst ? [] : [""]) + lines)
        }
        isFirst = false
    }

    /// Whether nothing was printed.
    var isEmpty: Bool { isFirst }

    func end() throws {
        if format == .json { try Console.write(Array("]\n".utf8)) }
    }
}
