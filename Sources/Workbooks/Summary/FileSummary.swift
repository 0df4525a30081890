package import BudgetModel

/// What the summary of a folder keeps of one file: figures and names, no findings and no cells.
package struct FileSummary: Hashable, Sendable, Codable {
    /// A sentence in both languages.
    package struct Sentence: Hashable, Sendable, Codable {
        var zh: String
        var en: String

        package init(_ wording: Wording) { (zh, en) = (wording.zh, wording.en) }

        package var wording: Wording { Wording(zh: zh, en: en) }
    }

    /// As the user named it, or as it was found in a folder.
    package var path: String
    /// Why it gave no form; then there are no forms.
    package var problem: Sentence?
    package var forms: [FormSummary]
    /// Whether it is a workbook that we handed back.
    package var wasReturned: Bool

    package init(path: String, problem: Wording?, forms: [FormSummary], wasReturned: Bool) {
        self.path = path
        self.problem = problem.map(Sentence.init)
        self.forms = forms
        self.wasReturned = wasReturned
    }

    package var hasErrors: Bool { forms.contains { $0.errors > 0 } }
}

/// What the summary keeps of one form. Scores are text of exact decimals, nil where there is none.
package struct FormSummary: Hashable, Sendable, Codable {
    /// The hits of one rule.
    package struct RuleCount: Hashable, Sendable, Codable {
        package var code: String
        package var errors: Int
        package var warnings: Int
        package var hints: Int
        /// Warnings and hints that the unit has explained.
        package var explained: Int
    }

    /// The points of budget execution (`level1` is nil) or of one level 1.
    package struct Part: Hashable, Sendable, Codable {
        package var level1: String?
        package var weight: String?
        package var stated: String?
        package var computed: String?
        package var difference: String?

        package init(level1: String?, weight: String?, stated: String?, computed: String?, difference: String?) {
            self.level1 = level1
            self.weight = weight
            self.stated = stated
            self.computed = computed
            self.difference = difference
        }
    }

    package var sheet: String
    package var kind: String
    package var programme: String?
    package var department: String?
    package var unit: String?
    package var year: Int?
    package var framework: String
    /// Executed over annual budget in percent.
    package var ratePercent: String?
    package var statedTotal: String?
    package var computedTotal: String?
    /// Stated less computed.
    package var difference: String?
    package var statedGrade: String?
    /// Raw value of `Grade`.
    package var grade: String?
    package var parts: [Part] = []
    /// By code.
    package var rules: [RuleCount] = []
    package var questions = 0
    package var previews = 0

    package init(_ kind: FormKind, sheet: String, framework: String) {
        self.kind = kind.rawValue
        self.sheet = sheet
        self.framework = framework
    }

    package mutating func count(_ findings: [Finding]) {
        var counts: [String: RuleCount] = [:]
        for finding in findings {
            var count = counts[finding.code] ?? RuleCount(code: finding.code, errors: 0, warnings: 0, hints: 0, explained: 0)
            switch finding.severity {
            case .error: count.errors += 1
            case .warning: count.warnings += 1
            case .hint: count.hints += 1
            }
            if finding.isExplained { count.explained += 1 }
            counts[finding.code] = count
        }
        rules = counts.values.sorted { $0.code < $1.code }
    }

    package var errors: Int { rules.reduce(0) { $0 + $1.errors } }
    package var warnings: Int { rules.reduce(0) { $0 + $1.warnings } }
    package var hints: Int { rules.reduce(0) { $0 + $1.hints } }
    package var explained: Int { rules.reduce(0) { $0 + $1.explained } }
}
