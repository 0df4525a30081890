package import BudgetModel
import Quantities

/// Computes every point of a form again by a framework; pure and exact.
///
/// Odd data never fails: a row that cannot be computed has no score, and its trace says why.
package enum Scorer {
    /// The score sheet of a form.
    ///
    /// - Shape: one line for each indicator, in their order.
    /// - Parameter because: why this framework was chosen; it is carried into the sheet.
    package static func score(_ evaluation: Evaluation, by framework: Framework, because: Wording) -> ScoreSheet {
        var sheet = ScoreSheet(frameworkID: framework.id, frameworkDigest: framework.digest, chosenBecause: because)
        let scorer = RowScorer(framework: framework, year: evaluation.year?.value, isScored: evaluation.kind.isScored)
        sheet.lines.reserveCapacity(evaluation.indicators.count)
        // By index: an indicator is a large value, and copying it costs as much as scoring it.
        for index in evaluation.indicators.indices { sheet.lines.append(scorer.line(for: evaluation.indicators[index])) }
        if !evaluation.unread.isEmpty { nameUnreadCells(&sheet, evaluation) }

        let row = evaluation.execution?.indicatorIndex.flatMap { evaluation.indicators.indices.contains($0) ? $0 : nil }
        let execution = ExecutionScorer(framework: framework).score(evaluation, row: row)
        sheet.ratePercent = execution.ratePercent
        sheet.execution = execution.line
        if let row, execution.line != nil {
            if execution.takesRow, var line = execution.line, line.score != nil || line.isLeftOut {
                line.comparatorUsed = sheet.lines[row].comparatorUsed
                line.signAssumed = sheet.lines[row].signAssumed
                line.completionPercent = sheet.lines[row].completionPercent
                sheet.lines[row] = line
            }
            sheet.execution = sheet.lines[row]
        }
        guard evaluation.kind.isScored else {
            sheet.execution = nil
            return sheet
        }
        TotalScorer(framework: framework).fill(&sheet, for: evaluation, rate: execution.rate, executionIsRow: row != nil)
        return sheet
    }

    /// A weight or a stated score that is there but no number has another reason than one that is not there.
    private static func nameUnreadCells(_ sheet: inout ScoreSheet, _ evaluation: Evaluation) {
        for index in sheet.lines.indices {
            let reason: Unscored
            switch sheet.lines[index].unscored {
            case .noWeight:
                guard let cell = evaluation.unread(at: evaluation.indicators[index].emptyCells[.weight]) else { continue }
                reason = .weightNotRead(cell.said)
            case .nothingStated:
                guard let cell = evaluation.unread(at: evaluation.indicators[index].emptyCells[.score]) else { continue }
                reason = .statedNotRead(cell.said)
            default: continue
            }
            sheet.lines[index].trace.removeLast()
            sheet.lines[index].leave(reason)
        }
    }

    /// The sign an indicator is scored by, and whether it was assumed; nil when there is nothing to read it from.
    package static func sign(of indicator: Indicator, by framework: Framework) -> (comparator: Comparator, isAssumed: Bool)? {
        RowScorer(framework: framework, year: nil, isScored: true).sign(of: indicator)
    }
}
