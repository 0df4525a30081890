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

/// What a hit of a rule counts for; raw values are those of the JSON.
package enum Standing: String, Hashable, Sendable, CaseIterable {
    /// A finding like any other.
    case counted
    /// Of a rule on trial: shown, never counted.
    case preview
    /// Asked of the reviewer; no program can decide it.
    case question
}

/// One hit of one rule.
package struct Finding: Hashable, Sendable {
    package var code: String
    package var standing: Standing
    package var severity: Severity
    package var at: CellRef?
    package var message: Wording
    package var expected: String?
    package var found: String?
    /// |found − expected| where both are numbers.
    package var difference: String?
    /// The law the rule rests on.
    package var basis: Wording
    /// The passage of a report it speaks of; nil for findings about cells.
    package var passage: Passage?
    /// What the unit says of it; travels with the finding and is shown wherever it is.
    package var comment: String?
    /// The severity the rule gave, where a profile set another one.
    package var usualSeverity: Severity?

    /// Whether the unit's comment explains it; errors cannot be explained away.
    package var isExplained: Bool { comment != nil && severity != .error }

    package init(
        code: String, severity: Severity, at: CellRef?, message: Wording, expected: String? = nil, found: String? = nil,
        difference: String? = nil, basis: Wording, standing: Standing = .counted, passage: Passage? = nil
    ) {
        self.passage = passage
        self.code = code
        self.standing = standing
        self.severity = severity
        self.at = at
        self.message = message
        self.expected = expected
        self.found = found
        self.difference = difference
        self.basis = basis
    }
}

/// A rule that did not run, and why.
package struct NotChecked: Hashable, Sendable {
    /// Raw values are those of the JSON.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        /// Something is not there.
        case lacking
        /// The user's profile switches it off.
        case switchedOff = "switched-off"
    }

    package var code: String
    /// What it lacks, or who switched it off and why.
    package var needs: Wording
    package var cause: Cause

    package init(code: String, needs: Wording, cause: Cause = .lacking) {
        self.code = code
        self.needs = needs
        self.cause = cause
    }
}

/// A place of a running text and the contradiction it holds.
package struct Passage: Hashable, Sendable {
    /// The kind of statement, as in the JSON: `sum`, `rate`, `claim`.
    package var kind: String
    /// Characters of the text.
    package var range: Range<Int>
    package var quote: String
    /// The numbers as written, without separators, sign or unit; the stated one first.
    package var figures: [String]
    package var stated: String?
    package var computed: String?
    /// The computation in one line: `51 + 26 = 77`.
    package var computation: String?

    package init(
        kind: String, range: Range<Int>, quote: String, figures: [String] = [], stated: String? = nil, computed: String? = nil, computation: String? = nil
    ) {
        self.kind = kind
        self.range = range
        self.quote = quote
        self.figures = figures
        self.stated = stated
        self.computed = computed
        self.computation = computation
    }
}

/// What the rules say of one form.
package struct CheckResult: Hashable, Sendable {
    /// What counts, by place.
    package var findings: [Finding]
    /// Hits of rules on trial, by place.
    package var previews: [Finding]
    /// What the reviewer is asked, by place.
    package var questions: [Finding]
    /// Rules that did not run, by code.
    package var notChecked: [NotChecked]
    /// Comments of the unit whose finding is gone.
    package var lapsedComments: [UnitComment]
    /// How fit the goal and its indicators are; nil for forms whose goal is not looked at.
    package var light: ObjectLight?

    package init(
        findings: [Finding] = [], previews: [Finding] = [], questions: [Finding] = [], notChecked: [NotChecked] = [], lapsedComments: [UnitComment] = []
    ) {
        self.findings = findings
        self.previews = previews
        self.questions = questions
        self.notChecked = notChecked
        self.lapsedComments = lapsedComments
    }
}

extension CheckResult {
    /// The rule of personal data and marks of secrecy.
    private static let gateCode = "G08"

    /// What must not be published: while there is any, no document for publication is written.
    package var gate: [Finding] { findings.filter { $0.code == Self.gateCode && $0.severity == .error } }

    /// Whether anything was found that outputs must cover.
    package var holdsPersonalData: Bool { [findings, previews, questions].contains { $0.contains { $0.code == Self.gateCode } } }
}
