package import BudgetModel
package import Quantities

/// Adds the rows up, with what is left out, capped or still open, and grades the sum.
struct TotalScorer {
    let framework: Framework

    /// What a row adds at the least and at the most.
    private struct Span {
        var low: ExactDecimal
        var high: ExactDecimal
    }

    func fill(_ sheet: inout ScoreSheet, for evaluation: Evaluation, rate: Ratio?, executionIsRow: Bool) {
        do {
            try total(&sheet, evaluation, rate, executionIsRow)
        } catch {
            sheet.total = nil
            sheet.totalRange = nil
            sheet.grade = nil
            sheet.totalTrace.append(.unscored(.overflow))
        }
    }

    private func total(_ sheet: inout ScoreSheet, _ evaluation: Evaluation, _ rate: Ratio?, _ executionIsRow: Bool) throws(QuantityError) {
        guard !evaluation.indicators.isEmpty else {
            sheet.totalTrace.append(.note(.noIndicators))
            return
        }
        try assignResidueToRow(&sheet, evaluation, executionIsRow)

        var openRows = 0
        var isBounded = true
        var leftOut = ExactDecimal.zero
        var rows = Span(low: .zero, high: .zero)
        var levels: [String: (weight: ExactDecimal, span: Span)] = [:]
        let needsLevels = framework.adjustments.contains { if case .levelBelow = $0.value.condition { true } else { false } }
        let shares = try goalShares(evaluation)
        var goals: [Int: Span] = [:]
        var unweighted: [Int] = []

        for (index, line) in sheet.lines.enumerated() {
            if line.isLeftOut {
                leftOut = try leftOut + (line.weight ?? .zero)
                continue
            }
            if line.score == nil { openRows += 1 }
            guard let span = span(of: line) else {
                unweighted.append(index)
                continue
            }
            if shares != nil, let goal = evaluation.indicators[index].goalIndex {
                let sum = goals[goal] ?? Span(low: .zero, high: .zero)
                goals[goal] = Span(low: try sum.low + span.low, high: try sum.high + span.high)
            } else {
                rows = Span(low: try rows.low + span.low, high: try rows.high + span.high)
            }
            if needsLevels {
                let level = levels[evaluation.indicators[index].level1] ?? (.zero, Span(low: .zero, high: .zero))
                levels[evaluation.indicators[index].level1] = (
                    try level.weight + (line.weight ?? .zero),
                    Span(low: try level.span.low + span.low, high: try level.span.high + span.high)
                )
            }
        }
        if let shares {
            for (goal, share) in shares.sorted(by: { $0.key < $1.key }) {
                let span = goals[goal] ?? Span(low: .zero, high: .zero)
                rows = Span(low: try rows.low + weighted(span.low, share), high: try rows.high + weighted(span.high, share))
            }
            sheet.totalTrace.append(.note(.goalShares))
        }
        var blockRest = ExactDecimal.zero
        if !unweighted.isEmpty {
            if let most = try blockPoints(for: unweighted, evaluation) {
                rows.high = try rows.high + most
                blockRest = most
            } else {
                isBounded = false
            }
        }

        let execution = try executionPart(&sheet, evaluation, executionIsRow, &openRows, &leftOut, &isBounded)
        let unread = evaluation.unreadRows
        var unreadPoints = ExactDecimal.zero
        if unread > 0 {
            sheet.totalTrace.append(.note(.unreadRows(unread)))
            if shares != nil { isBounded = false }
            unreadPoints = try restOfHundred(sheet, executionIsRow, execution.high, blockRest)
        }
        guard isBounded else {
            sheet.totalTrace.append(.note(.noBounds))
            return
        }
        var low = try rows.low + execution.low
        var high = try rows.high + execution.high
        if framework.openCases.openRows.value == .zero, openRows > 0 {
            sheet.totalTrace.append(.assumption(.openRowsAsZero))
            high = low
            openRows = 0
        }
        // A row that was not read is not an empty one: its points stay open whatever the framework says of blanks.
        openRows += unread
        high = try high + unreadPoints
        if openRows == 0 {
            sheet.totalTrace.append(.sum(rows: rows.low, execution: executionIsRow ? nil : sheet.execution?.score, total: low))
        }
        let residue = try residueLine(&sheet, evaluation, executionIsRow, openRows: openRows, hasShares: shares != nil)
        if let residue {
            low = try low + residue
            high = try high + residue
        }
        if !leftOut.isZero {
            let rest = try ExactDecimal.hundred - leftOut
            guard rest.isPositive else {
                sheet.totalTrace.append(.note(.everythingLeftOut))
                return
            }
            if openRows == 0 { sheet.totalBeforeScaling = low }
            let before = low
            low = try scaled(low, rest)
            high = try scaled(high, rest)
            sheet.totalTrace.append(.clause(framework.notApplicable.reference))
            if openRows == 0 { sheet.totalTrace.append(.scaled(from: before, leftOut: leftOut, to: low)) }
        }
        let rateIsOpen = rate == nil && sheet.execution?.score == nil && sheet.execution?.isLeftOut != true
        let atLow = try adjusted(low, rate, rateIsOpen: rateIsOpen, levels.mapValues { ($0.weight, $0.span.low) }, isLow: true)
        let atHigh = try adjusted(high, rate, rateIsOpen: rateIsOpen, levels.mapValues { ($0.weight, $0.span.high) }, isLow: false)
        // What holds at both ends holds for certain.
        sheet.adjustments += openRows == 0 ? atLow.applied : atLow.applied.filter { line in atHigh.applied.contains { $0.id == line.id && $0.points == line.points } }
        let least = try atLow.total.rounded(to: framework.scorePlaces.value, framework.rounding.value)
        let most = try max(atLow.total, atHigh.total).rounded(to: framework.scorePlaces.value, framework.rounding.value)
        sheet.totalRange = least...most
        if openRows == 0 {
            sheet.total = least
        } else {
            sheet.totalTrace.append(.open(rows: openRows, least...most))
        }
        if let grade = framework.grade(of: least), openRows == 0 || grade == framework.grade(of: most) {
            sheet.grade = grade
            sheet.totalTrace.append(.clause(framework.grades.reference))
            sheet.totalTrace.append(.grade(grade))
        }
    }

    // MARK: - Parts

    private func span(of line: ScoreLine) -> Span? {
        if let score = line.score { return Span(low: score, high: score) }
        guard let weight = line.weight, !weight.isNegative else { return nil }
        if let bounds = line.tierBounds { return Span(low: bounds.lowerBound, high: bounds.upperBound) }
        return Span(low: .zero, high: weight)
    }

    private func executionPart(
        _ sheet: inout ScoreSheet, _ evaluation: Evaluation, _ executionIsRow: Bool, _ openRows: inout Int, _ leftOut: inout ExactDecimal,
        _ isBounded: inout Bool
    ) throws(QuantityError) -> Span {
        let nothing = Span(low: .zero, high: .zero)
        if executionIsRow { return nothing }
        if let line = sheet.execution {
            if line.isLeftOut {
                leftOut = try leftOut + (line.weight ?? .zero)
                return nothing
            }
            if let span = span(of: line) {
                if line.score == nil { openRows += 1 }
                return span
            }
        }
        // Without points of its own the part is missing only where the indicators leave room for it.
        let usual = framework.execution.weight.value
        guard usual.isPositive, let sum = try weightSum(sheet.lines), try sum + usual == .hundred else {
            if sheet.execution == nil { return nothing }
            if let sum = try weightSum(sheet.lines), sum >= .hundred { return nothing }
            openRows += 1
            isBounded = false
            return nothing
        }
        sheet.totalTrace.append(.clause(framework.openCases.noExecutionRow.reference))
        if framework.openCases.noExecutionRow.value == .zero {
            sheet.totalTrace.append(.assumption(.noExecutionZero))
            return nothing
        }
        sheet.totalTrace.append(.assumption(.noExecutionOpen))
        openRows += 1
        return Span(low: .zero, high: usual)
    }

    /// What rows that were not read can add: the points that those read leave of 100.
    private func restOfHundred(
        _ sheet: ScoreSheet, _ executionIsRow: Bool, _ executionMost: ExactDecimal, _ blockRest: ExactDecimal
    ) throws(QuantityError) -> ExactDecimal {
        var known = try blockRest + (executionIsRow ? .zero : sheet.execution?.weight ?? executionMost)
        for line in sheet.lines { if let weight = line.weight, !weight.isNegative { known = try known + weight } }
        return max(.zero, try ExactDecimal.hundred - known)
    }

    private func weightSum(_ lines: [ScoreLine]) throws(QuantityError) -> ExactDecimal? {
        var sum = ExactDecimal.zero
        for line in lines {
            guard let weight = line.weight else { return nil }
            sum = try sum + weight
        }
        return sum
    }

    /// The most that rows without a weight can add, where printed blocks hold them all.
    private func blockPoints(for rows: [Int], _ evaluation: Evaluation) throws(QuantityError) -> ExactDecimal? {
        var used = Set<Int>()
        for row in rows {
            let around = evaluation.blocks.indices.filter { evaluation.blocks[$0].members.contains(row) }
            guard let block = around.first(where: { evaluation.blocks[$0].level2 != nil }) ?? around.first else { return nil }
            used.insert(block)
        }
        var sum = ExactDecimal.zero
        for index in used {
            let block = evaluation.blocks[index]
            var rest = block.weight.value
            for member in block.members where evaluation.indicators.indices.contains(member) {
                if let weight = evaluation.indicators[member].weight?.value { rest = try rest - weight }
            }
            guard !rest.isNegative else { return nil }
            sum = try sum + rest
        }
        return sum
    }

    /// The shares of goals that each have a full block of their own, in percent by goal; nil where the rows simply add up.
    private func goalShares(_ evaluation: Evaluation) throws(QuantityError) -> [Int: ExactDecimal]? {
        guard evaluation.goals.count > 1, evaluation.indicators.allSatisfy({ $0.goalIndex != nil && $0.weight != nil }) else { return nil }
        var blocks: [Int: ExactDecimal] = [:]
        for indicator in evaluation.indicators {
            guard let goal = indicator.goalIndex, let weight = indicator.weight?.value else { return nil }
            blocks[goal] = try (blocks[goal] ?? .zero) + weight
        }
        let full = try ExactDecimal.hundred - (evaluation.execution?.weight?.value ?? .zero)
        guard blocks.count > 1, blocks.values.allSatisfy({ $0 == full }) else { return nil }
        var shares: [Int: ExactDecimal] = [:]
        for goal in blocks.keys {
            guard evaluation.goals.indices.contains(goal), let share = evaluation.goals[goal].weight?.value else { return nil }
            shares[goal] = share
        }
        return try ExactDecimal.sum(shares.values) == .hundred ? shares : nil
    }

    private func weighted(_ points: ExactDecimal, _ share: ExactDecimal) throws(QuantityError) -> ExactDecimal {
        try (points * share).divided(by: .hundred).rounded(to: framework.scorePlaces.value, framework.rounding.value)
    }

    private func scaled(_ points: ExactDecimal, _ rest: ExactDecimal) throws(QuantityError) -> ExactDecimal {
        try (points * ExactDecimal.hundred).divided(by: rest).rounded(to: framework.scorePlaces.value, framework.rounding.value)
    }

    // MARK: - Residue

    /// The rounded sum of the exact points less the sum of the rounded ones; nil while a row is open.
    private func residue(_ sheet: ScoreSheet, _ executionIsRow: Bool) throws(QuantityError) -> ExactDecimal? {
        var exact = Ratio.zero
        var rounded = ExactDecimal.zero
        var lines = sheet.lines
        if !executionIsRow, let execution = sheet.execution { lines.append(execution) }
        for line in lines where !line.isLeftOut {
            guard let score = line.score, let value = line.exact else { return nil }
            exact = try exact + value
            rounded = try rounded + score
        }
        return try exact.rounded(to: framework.scorePlaces.value, framework.rounding.value) - rounded
    }

    private func residueLine(
        _ sheet: inout ScoreSheet, _ evaluation: Evaluation, _ executionIsRow: Bool, openRows: Int, hasShares: Bool
    ) throws(QuantityError) -> ExactDecimal? {
        guard framework.residue.value == .ownLine, openRows == 0, !hasShares,
            let residue = try residue(sheet, executionIsRow), !residue.isZero
        else { return nil }
        sheet.adjustments.append(
            AppliedAdjustment(
                id: AppliedAdjustment.residue, points: residue,
                trace: [.clause(framework.residue.reference), .note(.residueOwnLine)]))
        return residue
    }

    /// Gives the difference to the row with the greatest weight that can take it.
    private func assignResidueToRow(_ sheet: inout ScoreSheet, _ evaluation: Evaluation, _ executionIsRow: Bool) throws(QuantityError) {
        guard framework.residue.value == .largestRow, let residue = try residue(sheet, executionIsRow), !residue.isZero else { return }
        var best: (row: Int, weight: ExactDecimal, score: ExactDecimal)?
        for (row, line) in sheet.lines.enumerated() {
            guard !line.isLeftOut, line.tierBounds == nil, let weight = line.weight, let score = line.score else { continue }
            let moved = try score + residue
            guard !moved.isNegative, moved <= weight, best.map({ weight > $0.weight }) ?? true else { continue }
            best = (row, weight, moved)
        }
        guard let best else { return }
        sheet.lines[best.row].score = best.score
        sheet.lines[best.row].trace.append(.clause(framework.residue.reference))
        sheet.lines[best.row].trace.append(.note(.residueInRow))
        sheet.lines[best.row].trace.append(.points(best.score))
    }

    // MARK: - Caps and deductions

    private func adjusted(
        _ start: ExactDecimal, _ rate: Ratio?, rateIsOpen: Bool, _ levels: [String: (ExactDecimal, ExactDecimal)], isLow: Bool
    ) throws(QuantityError) -> (total: ExactDecimal, applied: [AppliedAdjustment]) {
        var total = start
        var applied: [AppliedAdjustment] = []
        let percent = try rate.map { rate throws(QuantityError) in try rate * ExactDecimal.hundred }
        for adjustment in framework.adjustments {
            let rule = adjustment.value
            let holds: Bool
            switch rule.condition {
            case .executionBelow(let bound): holds = try percent.map { p throws(QuantityError) in p < (try Ratio(bound)) } ?? (rateIsOpen && isLow)
            case .executionAbove(let bound): holds = try percent.map { p throws(QuantityError) in p > (try Ratio(bound)) } ?? (rateIsOpen && isLow)
            case .executionWithin(let from, let below):
                holds =
                    try percent.map { p throws(QuantityError) in
                        let (from, below) = (try Ratio(from), try Ratio(below))
                        return p >= from && p < below
                    } ?? (rateIsOpen && isLow)
            case .levelBelow(let level1, let bound):
                guard let (weight, points) = levels[level1], weight.isPositive else { continue }
                holds = try points * ExactDecimal.hundred < weight * bound
            }
            guard holds else { continue }
            let next: ExactDecimal
            switch rule.effect {
            case .cap(let most): next = min(total, most)
            case .deduct(let points): next = max(.zero, try total - points)
            }
            guard next != total else { continue }
            applied.append(
                AppliedAdjustment(
                    id: rule.id, points: try next - total,
                    trace: [.clause(adjustment.reference), .note(.adjustment(rule, from: total, to: next))]))
            total = next
        }
        return (total, applied)
    }

}

extension Framework {
    /// The grade of a total; nil below all bands.
    package func grade(of total: ExactDecimal) -> Grade? {
        var best: GradeBand?
        for band in grades.value where total >= band.from && (best.map { band.from > $0.from } ?? true) { best = band }
        return best?.grade
    }
}

extension Wording {
    static let noIndicators = Wording(zh: "表中没有指标，无法计算总分", en: "the form has no indicators, so there is no total")
    static let noBounds = Wording(zh: "有的行没有分值，总分无法确定；请补填分值", en: "some rows have no weight, so the total is unknown; please add the weights")
    static func unreadRows(_ count: Int) -> Wording {
        Wording(
            zh: "指标表中有 \(count) 行未能读取（如隐藏的行），总分不能确定；请取消隐藏或补全后重算",
            en: "\(count) rows of the indicator table were not read (hidden ones, for example), so the total is open; unhide or complete them")
    }
    static let goalShares = Wording(zh: "各目标得分按其权重比例合计", en: "the scores of the goals are added by their shares")
    static let openRowsAsZero = Wording(zh: "未能计分的行按 0 计入总分", en: "rows without a score count as 0 in the total")
    static let everythingLeftOut = Wording(zh: "全部分值都不适用，没有总分", en: "every point is left out, so there is no total")
    static let noExecutionOpen = Wording(zh: "表中没有预算执行行，这一部分不计分", en: "the form has no execution row: that part has no score")
    static let noExecutionZero = Wording(zh: "表中没有预算执行行，这一部分计 0 分", en: "the form has no execution row: that part is 0")
    static let residueOwnLine = Wording(zh: "四舍五入的尾差，单列一行", en: "the rounding residue, on a line of its own")
    static let residueInRow = Wording(zh: "四舍五入的尾差计入分值最大的指标", en: "the rounding residue goes to the indicator with the most points")

    static func adjustment(_ rule: TotalAdjustment, from: ExactDecimal, to: ExactDecimal) -> Wording {
        let condition: Wording =
            switch rule.condition {
            case .executionBelow(let bound): Wording(zh: "执行率低于 \(bound)%", en: "execution below \(bound)%")
            case .executionAbove(let bound): Wording(zh: "执行率高于 \(bound)%", en: "execution above \(bound)%")
            case .executionWithin(let low, let high): Wording(zh: "执行率在 \(low)%（含）至 \(high)% 之间", en: "execution from \(low)% to below \(high)%")
            case .levelBelow(let level1, let percent): Wording(zh: "\(level1)得分低于其分值的 \(percent)%", en: "\(level1) below \(percent)% of its points")
            }
        return switch rule.effect {
        case .cap(let most):
            Wording(zh: "\(condition.zh)，总分不超过 \(most)：\(from) → \(to)", en: "\(condition.en): the total is capped at \(most), \(from) → \(to)")
        case .deduct(let points):
            Wording(zh: "\(condition.zh)，总分扣 \(points)：\(from) → \(to)", en: "\(condition.en): \(points) off the total, \(from) → \(to)")
        }
    }
}
