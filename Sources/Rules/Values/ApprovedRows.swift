import BudgetModel
import Quantities

/// The rows of a form beside those of the approved goal.
struct ApprovedRows {
    /// Rows of both: the approved one, the one of the form.
    var pairs: [(approved: Int, row: Int)] = []
    /// Approved rows the form does not have, and rows of the form nobody approved.
    var missing: [Int] = []
    var new: [Int] = []

    /// Rows meet by name; what is left meets by level 2 and target, which is a new name for an old row.
    init(_ evaluation: Evaluation, _ approved: Evaluation) {
        func rows(_ form: Evaluation) -> [Int] { form.indicators.indices.filter { form.indicators[$0].period == .year && !form.indicators[$0].isExecutionRate } }
        var free: [String: [Int]] = [:]
        let own = rows(evaluation)
        for row in own { free[evaluation.indicators[row].name.value.foldedName, default: []].append(row) }
        var taken: Set<Int> = []
        for index in rows(approved) {
            let name = approved.indicators[index].name.value.foldedName
            let named = free[name] ?? []
            // The same name twice: the one under the same level 2.
            if let place = named.firstIndex(where: { evaluation.indicators[$0].level2 == approved.indicators[index].level2 }) ?? named.indices.first {
                pairs.append((index, named[place]))
                taken.insert(named[place])
                free[name]?.remove(at: place)
            } else {
                missing.append(index)
            }
        }
        new = own.filter { !taken.contains($0) }
    }

    /// A missing row and a new one that are the same but for the name.
    func renamed(_ evaluation: Evaluation, _ approved: Evaluation) -> [(approved: Int, row: Int)] {
        missing.compactMap { index in
            let old = approved.indicators[index]
            guard let target = old.target else { return nil }
            let same = new.filter { evaluation.indicators[$0].level2 == old.level2 && evaluation.indicators[$0].target.map { $0.says(target) } ?? false }
            return same.count == 1 ? (index, same[0]) : nil
        }
    }
}

extension ApprovedRows {
    /// Rows whose weight is not the approved one.
    ///
    /// Nothing is said where rows were added or left out, because others then take over their points, and where a row has no weight. Sums that
    /// differ are made equal first; half a point more or less is rounding then.
    func weightChanges(_ evaluation: Evaluation, _ approved: Evaluation) -> [(row: Int, now: ExactDecimal, expected: String)] {
        guard missing.isEmpty, new.isEmpty else { return [] }
        var weights: [(row: Int, now: ExactDecimal, before: ExactDecimal)] = []
        var (sum, sumBefore) = (ExactDecimal.zero, ExactDecimal.zero)
        for (old, row) in pairs {
            guard let now = evaluation.indicators[row].weight?.value, let before = approved.indicators[old].weight?.value, let next = try? sum + now, let nextBefore = try? sumBefore + before else { return [] }
            weights.append((row, now, before))
            (sum, sumBefore) = (next, nextBefore)
        }
        guard sum.isPositive, sumBefore.isPositive else { return [] }
        if sum == sumBefore { return weights.filter { $0.now != $0.before }.map { ($0.row, $0.now, $0.before.plain) } }
        return weights.compactMap { row, now, before in
            guard let due = try? Ratio(before) * Ratio(sum) / Ratio(sumBefore), let shown = try? due.rounded(to: 2, .halfUp), let gap = try? (now - shown).magnitude, gap > ExactDecimal(significand: 5, scale: 1) else { return nil }
            return (row, now, shown.trimmed.plain)
        }
    }
}

extension IndicatorValue {
    /// Whether both say the same: number, unit and bounds, or the same words.
    func says(_ other: IndicatorValue) -> Bool {
        switch (content, other.content) {
        case (.number(let a), .number(let b)): a == b && (unit == nil || other.unit == nil || unit == other.unit)
        case (.range(let a, let b), .range(let c, let d)): a == c && b == d
        case (.date(let a), .date(let b)): a.month == b.month && (a.day == nil || b.day == nil || a.day == b.day) && (a.year == nil || b.year == nil || a.year == b.year)
        case (.text, .text): raw.foldedName == other.raw.foldedName
        default: false
        }
    }
}
