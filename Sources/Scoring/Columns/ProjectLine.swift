package import BudgetModel
package import Quantities

/// What a total needs of a row where it is more than the rows added up: caps, deductions, a residue.
package struct ProjectLine: Hashable, Sendable {
    /// The line of the table, from 1.
    package var line: Int
    /// Its level 1 by its place in `ColumnScorer.levels`; −1 for one that no adjustment asks about.
    package var level: Int32
    package var isLeftOut: Bool
    /// A judged row takes no residue.
    package var isTier: Bool
    package var weight: ExactDecimal
    /// In units of the last digit of a score.
    package var units: Int64
    /// Before rounding; nil where the framework has no residue.
    package var exact: Ratio?
    /// Execution only: spent over budget, not capped; nil where the budget is 0.
    package var rate: Ratio?
    package var isExecution: Bool

    package init(line: Int, level: Int32, weight: ExactDecimal, units: Int64, exact: Ratio?, isTier: Bool = false, isLeftOut: Bool = false, isExecution: Bool = false, rate: Ratio? = nil) {
        self.line = line
        self.level = level
        self.weight = weight
        self.units = units
        self.exact = exact
        self.isTier = isTier
        self.isLeftOut = isLeftOut
        self.isExecution = isExecution
        self.rate = rate
    }
}

extension ColumnScorer {
    /// A total and what was added to the rows or taken off.
    package struct Total: Hashable, Sendable {
        package var score: ExactDecimal?
        package var grade: Grade?
        package var adjustments: [AppliedAdjustment]
        /// The row that took the residue, by its line, and what it took.
        package var moved: Moved?
        /// What scaling to 100 added, where points do not apply.
        package var scaling: ExactDecimal?
    }

    /// Points that a row took beyond its own, by its line.
    package struct Moved: Hashable, Sendable {
        package var line: Int
        package var points: ExactDecimal
    }

    /// The total of a project by the scorer of forms itself.
    package func total(of rows: some Sequence<ProjectLine>) -> Total {
        var sheet = ScoreSheet(frameworkID: framework.id, frameworkDigest: framework.digest, chosenBecause: Wording(zh: "", en: ""))
        var evaluation = Evaluation(file: "", sheet: "", kind: .projectSelfEvaluation)
        var lines: [Int] = []
        var rate: Ratio?
        for row in rows {
            var line = ScoreLine(weight: row.weight)
            line.isLeftOut = row.isLeftOut
            if !row.isLeftOut {
                line.score = ExactDecimal(significand: Int128(row.units), scale: places)
                line.exact = row.exact
                if row.isTier { line.tierBounds = .zero ... row.weight }
            }
            if row.isExecution {
                // As on forms: it stands beside the indicators.
                sheet.execution = line
                rate = row.rate
                continue
            }
            sheet.lines.append(line)
            evaluation.indicators.append(Indicator(level1: row.level < 0 ? "" : levels[Int(row.level)], level2: "", name: Sourced("", nil)))
            lines.append(row.line)
        }
        let isOnlyExecution = sheet.lines.isEmpty && sheet.execution != nil
        if isOnlyExecution, let line = sheet.execution {
            sheet.lines = [line]
            evaluation.indicators = [Indicator(level1: "", level2: "", name: Sourced("", nil))]
        }
        let before = sheet.lines.map(\.score)
        TotalScorer(framework: framework).fill(&sheet, for: evaluation, rate: rate, executionIsRow: isOnlyExecution)
        var total = Total(score: sheet.total, grade: sheet.grade, adjustments: sheet.adjustments)
        if let place = before.indices.first(where: { before[$0] != sheet.lines[$0].score }), let old = before[place], let new = sheet.lines[place].score, let points = try? new - old { total.moved = Moved(line: lines[place], points: points) }
        for case .scaled(let from, _, let to) in sheet.totalTrace { total.scaling = try? to - from }
        return total
    }
}
