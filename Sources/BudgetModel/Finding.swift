/// How grave a finding is; raw values are those of the JSON.
package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    case hint, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .hint: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One hit of one rule.
package struct Finding: Hashable, Sendable {
    package var code: String
    package var severity: Severity
    package var at: CellRef?
    package var message: Wording
    package var expected: String?
    package var found: String?
    /// |found − expected| where both are numbers.
    package var difference: String?
    /// The law the rule rests on.
    package var basis: Wording

    package init(
        code: String, severity: Severity, at: CellRef?, message: Wording, expected: String? = nil, found: String? = nil,
        difference: String? = nil, basis: Wording
    ) {
        self.code = code
        self.severity = severity
        self.at = at
        self.message = message
        self.expected = expected
        self.found = found
        self.difference = difference
        self.basis = basis
    }
}

/// A rule that could not run, and what it lacks.
package struct NotChecked: Hashable, Sendable {
    package var code: String
    package var needs: Wording

    package init(code: String, needs: Wording) {
        self.code = code
        self.needs = needs
    }
}
