package import BudgetModel
package import Quantities
package import Scoring

/// What one block of a table gives: projects in the order of their rows, and what was found.
package struct BlockResult: Sendable {
    /// Rows of one project that stand together make one run.
    package struct Run: Sendable {
        package var state: ProjectState
        /// Where its key stands in `keys`.
        package var key: Range<Int>
        package var hash: UInt64
    }
    package var runs: [Run] = []
    /// The keys of the runs: three fields each, held apart by `keySeparator`.
    package var keys: [UInt8] = []
    package var findings: [BatchFinding] = []
    package var rows: [ScoredRow] = []
    package var details: [RowDetail] = []
    /// Rows of projects whose totals are more than sums, by run.
    package var lines: [(run: Int32, line: ProjectLine)] = []
    /// Columns that are passed on, of the first row of each run: with a comma before each, as CSV writes them; empty where none is asked for.
    package var echoes: [[UInt8]] = []
    /// Level 1 and names of `details`, as bytes of the table.
    package var texts: [UInt8] = []
    package var rowCount = 0
    package var badRows = 0
    /// Rows of execution that the budget table filled in.
    package var filled = 0
    /// Rows whose stated score lies outside its tier (A08), told in `findings` or not.
    package var outside = 0

    package static let keySeparator: UInt8 = 0x1F
}

/// Something found in a row.
package struct BatchFinding: Hashable, Sendable {
    /// The run of its block.
    package var run: Int
    /// The line of the table, from 1.
    package var line: Int
    package var code: String
    package var severity: Severity
    package var expected: String
    package var found: String
    package var difference: String
    package var message: Wording

    package init(run: Int, line: Int, code: String, severity: Severity, expected: String = "", found: String = "", difference: String = "", message: Wording) {
        self.run = run
        self.line = line
        self.code = code
        self.severity = severity
        self.expected = expected
        self.found = found
        self.difference = difference
        self.message = message
    }
}

/// A row with its points, for those who want every one.
package struct ScoredRow: Hashable, Sendable {
    package var run: Int
    package var line: Int
    package var level1: String
    package var name: String
    package var weight: String
    /// Nil for a row without a score.
    package var score: ExactDecimal?
    package var formula: String
    package var note: Wording?
    /// Columns that are passed on: with a comma before each, as CSV writes them.
    package var echo: [UInt8] = []
}
