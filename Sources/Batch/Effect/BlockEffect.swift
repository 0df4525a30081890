package import BudgetModel
import Documents
package import Quantities
import Scoring
package import Tables

/// Scores each block under two frameworks and keeps what differs.
package struct EffectScorer: Sendable {
    private let before: BlockScorer
    private let after: BlockScorer
    private let cause: RowCause
    private let places: (before: Int, after: Int)
    private let encoding: TextEncoding?

    package init(_ columns: ColumnMap, head: TableHead, from: Framework, to: Framework) {
        let (first, second) = (ColumnScorer(from), ColumnScorer(to))
        // What the table says of frameworks does not count: both are asked about all rows.
        before = BlockScorer(columns, head: head, frameworks: FrameworkList(first) { _ in first }, wishes: .init(details: true))
        after = BlockScorer(columns, head: head, frameworks: FrameworkList(second) { _ in second }, wishes: .init(details: true))
        cause = RowCause(from: from, to: to)
        places = (first.places, second.places)
        encoding = head.encoding
    }

    package func callAsFunction(_ block: borrowing RecordBlock) -> BlockEffect {
        let old = before.score(block)
        let new = after.score(block)
        var effect = BlockEffect(block: old, after: new.runs.map(\.state), linesAfter: new.lines, causes: Array(repeating: [], count: old.runs.count), rows: [])
        effect.block.details = []
        effect.block.texts = []
        var other = 0
        for row in old.details {
            while other < new.details.count, new.details[other].line < row.line {
                note(nil, new.details[other], old, new, &effect)
                other += 1
            }
            if other < new.details.count, new.details[other].line == row.line {
                let same = new.details[other]
                other += 1
                if ExactDecimal(significand: Int128(row.units), scale: places.before) != ExactDecimal(significand: Int128(same.units), scale: places.after) { note(row, same, old, new, &effect) }
            } else {
                note(row, nil, old, new, &effect)
            }
        }
        while other < new.details.count {
            note(nil, new.details[other], old, new, &effect)
            other += 1
        }
        return effect
    }

    private func note(_ old: RowDetail?, _ new: RowDetail?, _ before: BlockResult, _ after: BlockResult, _ effect: inout BlockEffect) {
        guard let row = old ?? new else { return }
        let causes = cause(row)
        effect.causes[Int(row.run)].formUnion(causes)
        let texts = old == nil ? after.texts : before.texts
        func text(_ range: Range<Int32>) -> String { TableText.string(Array(texts[Int(range.lowerBound)..<Int(range.upperBound)]), encoding) }
        effect.rows.append(
            BlockEffect.Row(
                run: row.run, line: row.line, level1: text(row.level1), name: text(row.name), weight: row.weight,
                before: old.map { ExactDecimal(significand: Int128($0.units), scale: places.before) }, after: new.map { ExactDecimal(significand: Int128($0.units), scale: places.after) }, causes: causes))
    }
}

/// What two frameworks make of a block.
package struct BlockEffect: Sendable {
    /// A row with two scores, or one that has none under one of the two.
    package struct Row: Hashable, Sendable {
        package var run: Int32
        package var line: Int
        package var level1: String
        package var name: String
        package var weight: ExactDecimal
        package var before: ExactDecimal?
        package var after: ExactDecimal?
        package var causes: RuleKeys
    }
    /// The block under the first framework, without its rows.
    package var block: BlockResult
    /// States of its runs under the second.
    var after: [ProjectState]
    /// What totals need of rows under the second, by run.
    var linesAfter: [(run: Int32, line: ProjectLine)]
    /// Why rows of each run score differently.
    var causes: [RuleKeys]
    package var rows: [Row]
}
