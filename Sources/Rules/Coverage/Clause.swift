package import BudgetModel

/// One check that the regulations or reviews in use ask for.
package struct Clause: Hashable, Sendable {
    /// What lists it.
    package enum Source: String, Hashable, Sendable, CaseIterable {
        /// The rule catalogue, A01 to G11.
        case catalogue
        /// The deduction rules agreed for reviews of self-evaluations.
        case reviews
    }

    package let code: String
    package let source: Source
    package let title: Wording
    /// Nil for deduction rules, which have none.
    package let severity: Severity?
    package let stages: [Rule.Stage]

    /// `A01|E|G,S|…|…`
    init(catalogue line: Substring) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        code = String(parts[0])
        source = .catalogue
        severity =
            switch parts[1] {
            case "E": .error
            case "W": .warning
            default: .hint
            }
        stages = parts[2] == "A" ? Rule.Stage.allCases : parts[2].split(separator: ",").map(Self.stage)
        title = Wording(zh: String(parts[3]), en: String(parts[4]))
    }

    /// `1|…|…`: the code is R01.
    init(review line: Substring) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        code = parts[0].count == 1 ? "R0\(parts[0])" : "R\(parts[0])"
        source = .reviews
        severity = nil
        stages = [.selfEvaluation]
        title = Wording(zh: String(parts[1]), en: String(parts[2]))
    }

    private static func stage(_ letter: Substring) -> Rule.Stage {
        switch letter {
        case "G": .goal
        case "M": .monitoring
        case "S": .selfEvaluation
        case "R": .report
        default: .disclosure
        }
    }
}
