package import BudgetModel
package import JSONText

/// Something a document of the cycle lacks or says against itself, with what helps.
///
/// `Finding` speaks of cells of a form; this speaks of values of a document that has no cells.
package struct Shortfall: Hashable, Sendable {
    package var code: ShortfallCode
    package var severity: Severity
    /// RFC 6901, into the document's JSON; empty for the whole.
    package var pointer: String
    package var indicator: IndicatorKey?
    package var message: Wording
    /// The law or rule it rests on.
    package var basis: Wording
    package var help: Wording

    package init(_ code: ShortfallCode, _ severity: Severity, at pointer: String = "", indicator: IndicatorKey? = nil, _ message: Wording, basis: Wording, help: Wording) {
        self.code = code
        self.severity = severity
        self.pointer = pointer
        self.indicator = indicator
        self.message = message
        self.basis = basis
        self.help = help
    }

    package var json: JSONValue {
        .object([
            "code": .string(code.rawValue), "severity": .string(severity.rawValue), "pointer": .string(pointer), "indicator": indicator?.json ?? .null,
            "message": message.json, "basis": basis.json, "help": help.json,
        ])
    }
}

extension [Shortfall] {
    /// Whether any of them keeps the document from going on.
    package var blocks: Bool { contains { $0.severity == .error } }
}

extension Reference {
    package var wording: Wording { Wording(zh: line(.zh), en: line(.en)) }
}

extension TraceStep {
    package var wording: Wording { Wording(zh: line(.zh), en: line(.en)) }
}

extension Wording {
    package var json: JSONValue { .object(["zh": .string(zh), "en": .string(en)]) }
}

extension [TraceStep] {
    package var json: JSONValue { .array(map(\.wording.json)) }
}
