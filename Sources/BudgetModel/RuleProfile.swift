/// What an office decided about rules of the catalogue: which do not run, and how grave others are.
package struct RuleProfile: Hashable, Sendable {
    /// Raw values are those of the file.
    package enum Setting: String, Hashable, Sendable, CaseIterable {
        case off, hint, warning, error

        /// Nil for rules that do not run.
        package var severity: Severity? {
            switch self {
            case .off: nil
            case .hint: .hint
            case .warning: .warning
            case .error: .error
            }
        }
    }

    /// One decision.
    package struct Decision: Hashable, Sendable {
        package var code: String
        package var setting: Setting
        package var reason: String
        /// The office that decided, never a person.
        package var decidedBy: String
        package var line: Int?

        package init(code: String, setting: Setting, reason: String, decidedBy: String, line: Int? = nil) {
            self.code = code
            self.setting = setting
            self.reason = reason
            self.decidedBy = decidedBy
            self.line = line
        }
    }

    package var id: String
    package var title: Wording
    /// The file as the user named it.
    package var file: String
    /// Of the file's bytes, so that a result says by which state of the profile it was made.
    package var digest: String
    /// By code.
    package let decisions: [Decision]
    private let places: [String: Int]

    package init(id: String, title: Wording, file: String, digest: String, decisions: [Decision]) {
        self.id = id
        self.title = title
        self.file = file
        self.digest = digest
        let sorted = decisions.sorted { $0.code < $1.code }
        self.decisions = sorted
        places = Dictionary(sorted.indices.map { (sorted[$0].code, $0) }) { first, _ in first }
    }

    package func decision(_ code: String) -> Decision? { places[code].map { decisions[$0] } }
}

extension RuleProfile.Decision {
    /// Why the rule did not run, as lists of what was not checked print it.
    package func switchedOff(by profile: RuleProfile) -> Wording {
        Wording(
            zh: "已由方案 \(profile.id) 关闭（\(decidedBy)）：\(reason)", en: "switched off by the profile \(profile.id) (\(decidedBy)): \(reason)")
    }
}
