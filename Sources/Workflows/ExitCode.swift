import BudgetModel
import Workbooks

/// What a run ends with; design: a run over many inputs returns the most severe.
package enum ExitCode: Int32, Hashable, Sendable, CaseIterable {
    case clean = 0
    /// Findings of severity error.
    case findings = 1
    case usage = 64
    /// Unreadable or hostile data.
    case data = 65
    case ourFault = 70
    case cannotCreate = 73
    case cannotWrite = 74
    case notAllowed = 77

    private var rank: Int {
        switch self {
        case .clean: 0
        case .findings: 1
        case .data: 2
        case .notAllowed: 3
        case .cannotWrite, .cannotCreate: 4
        case .ourFault: 5
        case .usage: 6
        }
    }

    /// The more severe of two.
    package func worse(_ other: ExitCode) -> ExitCode { other.rank > rank ? other : self }
}

extension FileOutcome {
    package var exitCode: ExitCode {
        if problem != nil { return .data }
        if let resumed { return resumed.hasErrors ? .findings : .clean }
        return forms.contains { $0.check.findings.contains { $0.severity == .error } } ? .findings : .clean
    }
}
