import BudgetModel
import Quantities
import Scoring
import Tables

extension BlockScorer {
    /// A stated score outside its tier (A08).
    func outside(_ cells: RecordReader.Cells, _ line: Int, _ own: ShortDecimal, _ points: ColumnRules.TierPoints, _ places: Int, _ result: inout BlockResult) {
        func shown(_ units: Int64) -> ExactDecimal { ExactDecimal(significand: Int128(units), scale: places) }
        outside(line, own.exact, shown(points.low)...shown(points.high), shown(points.units), &result)
    }

    func outside(_ line: Int, _ own: ExactDecimal, _ bounds: ClosedRange<ExactDecimal>, _ score: ExactDecimal, _ result: inout BlockResult) {
        let expected = "\(bounds.lowerBound)–\(bounds.upperBound)"
        result.findings.append(
            BatchFinding(
                run: result.runs.count - 1, line: line, code: "A08", severity: .error, expected: expected, found: own.description, difference: (try? (own - score).magnitude.plain) ?? "",
                message: Wording(zh: "定性指标填报得分 \(own) 不在该档的 \(expected) 之内，按 \(score) 计", en: "the stated score \(own) lies outside its tier, \(expected); \(score) counts")))
    }

    /// A row of two numbers: what it earned and how, and what its stated score says.
    func report(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ sign: Comparator, _ points: ColumnRules.Points, _ scorer: ColumnScorer, _ result: inout BlockResult) {
        let score = ExactDecimal(significand: Int128(points.units), scale: scorer.places)
        if wishes.findings { compare(cells, line, w.exact, score, points.isMet, &result) }
        guard wishes.rows else { return }
        result.rows.append(
            row(cells, line, w.exact, score, formula: Self.formula(points.formula, w.exact, t.exact, a.significand < 0 && t.significand > 0 ? .zero : a.exact), note: notes(w, t, a, sign, scorer), &result))
    }

    /// What the scorer of forms notes of two numbers; it is asked where there can be something.
    private func notes(_ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ sign: Comparator, _ scorer: ColumnScorer) -> Wording? {
        let order = a.order(beside: t)
        let isPlain = t.significand > 0 && a.significand >= 0 && (order < 0 || order == 0 && sign != .above && sign != .below || order > 0 && sign.isUpperBound)
        guard !isPlain else { return nil }
        func value(_ number: ShortDecimal) -> IndicatorValue { IndicatorValue(raw: number.exact.description, content: .number(number.exact)) }
        let line = scorer.line(of: ColumnRow(level1: "", name: "", comparator: sign, target: value(t), actual: value(a), tier: nil, weight: w.exact, stated: nil))
        return Self.notes(of: line)
    }

    private static func notes(of line: ScoreLine) -> Wording? {
        .all(
            line.trace.map { step -> Wording? in
                switch step {
                case .assumption(let wording), .note(let wording): wording
                default: nil
                }
            })
    }

    func report(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ tier: Tier, _ own: ShortDecimal, _ points: ColumnRules.TierPoints, _ places: Int, _ result: inout BlockResult) {
        let score = ExactDecimal(significand: Int128(points.units), scale: places)
        let bounds = "\(ExactDecimal(significand: Int128(points.low), scale: places))–\(ExactDecimal(significand: Int128(points.high), scale: places))"
        result.rows.append(row(cells, line, w.exact, score, formula: "[\(bounds)] ∋ \(own.exact)", note: Wording(zh: "第\(tier.rawValue)档", en: "tier \(tier.rawValue)"), &result))
    }

    func reportExecution(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ executed: ExactDecimal, _ budget: ExactDecimal, _ score: ExactDecimal, from source: Wording? = nil, _ result: inout BlockResult) {
        if wishes.findings {
            compare(cells, line, w, score, true, &result)
            if let finding = BatchFinding.negative(result.runs.count - 1, line, executed: executed) { result.findings.append(finding) }
            if let finding = BatchFinding.overspent(result.runs.count - 1, line, executed: executed, budget: budget) { result.findings.append(finding) }
        }
        guard wishes.rows else { return }
        let told = ScoredRow.execution(w, executed: executed, budget: budget, score: score)
        result.rows.append(row(cells, line, w, score, formula: told.formula, note: .all([source, told.note]), &result))
    }

    /// A row without a score, and why.
    func row(_ cells: RecordReader.Cells, _ line: Int, _ problem: RowProblem, _ run: Int) -> ScoredRow {
        func words(_ place: Int) -> String { place < cells.count ? text(cells, cells.field(place)) : "" }
        return ScoredRow(run: run, line: line, level1: words(level1), name: words(name), weight: words(weight), score: nil, formula: "", note: problem.wording, echo: echo(cells))
    }

    /// Execution that is not applicable: no points, and why.
    func reportLeftOut(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ result: inout BlockResult) {
        guard wishes.rows else { return }
        result.rows.append(row(cells, line, w, nil, formula: "", note: .leftOutOfTotal, &result))
    }

    func reportLong(_ cells: RecordReader.Cells, _ values: ColumnRow, _ line: Int, _ scored: ScoreLine, _ score: ExactDecimal, _ result: inout BlockResult) {
        let computed = scored.trace.compactMap { step -> String? in
            if case .computed(let formula, let weight, let a, let b, _) = step { Self.formula(formula, weight, b, a) } else { nil }
        }.last ?? ""
        result.rows.append(
            ScoredRow(
                run: result.runs.count - 1, line: line, level1: values.level1, name: values.name, weight: values.weight.description, score: score, formula: computed,
                note: Self.notes(of: scored), echo: echo(cells)))
    }

    /// The stated score against the computed one: above it A06, or E03 where a missed target has full points; below it a warning.
    func compare(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ score: ExactDecimal, _ isMet: Bool, _ result: inout BlockResult) {
        guard let own = statedScore(cells) else {
            if let stated, cells.field(stated).length > 0 {
                let problem = RowProblem.notNumeric(.stated, text(cells, cells.field(stated)))
                result.findings.append(BatchFinding(run: result.runs.count - 1, line: line, code: problem.code, severity: .warning, expected: score.description, found: problem.found, message: problem.wording))
            }
            return
        }
        guard own != score else { return }
        let isFull = !isMet && own == w
        let difference = (try? (own - score).magnitude.plain) ?? ""
        result.findings.append(
            BatchFinding(
                run: result.runs.count - 1, line: line, code: isFull ? "E03" : "A06", severity: own > score ? .error : .warning, expected: score.description, found: own.description, difference: difference,
                message: isFull ? Wording(zh: "目标没有达到却填满分", en: "full points though the target was missed") : Wording(zh: "填报得分与按规则计算的不同", en: "the stated score differs from the computed one")))
    }

    private func row(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ score: ExactDecimal?, formula: String, note: Wording?, _ result: inout BlockResult) -> ScoredRow {
        ScoredRow(run: result.runs.count - 1, line: line, level1: level1Text(cells), name: nameText(cells), weight: w.description, score: score, formula: formula, note: note, echo: echo(cells))
    }

    private static func formula(_ formula: AppliedFormula, _ w: ExactDecimal, _ t: ExactDecimal, _ a: ExactDecimal) -> String {
        switch formula {
        case .full: w.description
        case .proportional: "\(w) × \(a) ÷ \(t)"
        case .linear: "\(w) × (2 × \(t) − \(a)) ÷ \(t)"
        case .ratio: "\(w) × \(t) ÷ \(a)"
        case .none: "0"
        case .execution, .rate, .perPoint, .step, .scale: ""
        }
    }
}

extension BatchFinding {
    /// Spending above the budget (D01), or without one (D11).
    static func overspent(_ run: Int, _ line: Int, executed: ExactDecimal, budget: ExactDecimal) -> BatchFinding? {
        guard executed > budget else { return nil }
        return BatchFinding(
            run: run, line: line, code: budget.isZero ? "D11" : "D01", severity: .warning, expected: budget.description, found: executed.description, difference: (try? (executed - budget).plain) ?? "",
            message: budget.isZero ? Wording(zh: "预算为 0 却有支出", en: "money was spent without a budget") : Wording(zh: "执行数超过全年预算数", en: "spending exceeds the annual budget"))
    }

    /// A tier of its own column, and words of another (A13).
    static func otherTier(_ run: Int, _ line: Int, _ tier: Tier, _ words: String) -> BatchFinding {
        BatchFinding(
            run: run, line: line, code: "A13", severity: .warning, expected: String(tier.rawValue), found: words,
            message: Wording(zh: "档次是第 \(tier.rawValue) 档，完成情况写的是“\(words)”，按档次计", en: "tier \(tier.rawValue), but the words say “\(words)”; the tier counts"))
    }

    /// Spending below zero, which earns nothing (T05).
    static func negative(_ run: Int, _ line: Int, executed: ExactDecimal) -> BatchFinding? {
        guard executed.isNegative else { return nil }
        return BatchFinding(run: run, line: line, code: "T05", severity: .warning, expected: "", found: executed.description, message: Wording(zh: "执行数为负，按 0 计", en: "the amount spent is below zero and counts as 0"))
    }

    /// A total of the budget table that its parts do not make (T04).
    static func otherTotal(_ run: Int, _ line: Int, _ sums: BudgetSums) -> BatchFinding? {
        guard let (column, total, parts) = sums.contradiction else { return nil }
        return BatchFinding(
            run: run, line: line, code: "T04", severity: .warning, expected: parts.description, found: total.description, difference: (try? (total - parts).magnitude.plain) ?? "",
            message: Wording(zh: "预算表中合计的\(column.title.zh)与各来源之和不同，按合计计（从第 \(sums.line) 行起）", en: "\(column.rawValue) of the total in the budget table is not the sum of its sources; the total counts (from line \(sums.line) on)"))
    }

    /// An amount that the budget table has otherwise (T04).
    static func otherBudget(_ run: Int, _ line: Int, _ column: TableColumn, _ mine: ExactDecimal, _ other: ExactDecimal) -> BatchFinding {
        let isBudget = column == .target
        return BatchFinding(
            run: run, line: line, code: "T04", severity: .warning, expected: other.description, found: mine.description, difference: (try? (mine - other).magnitude.plain) ?? "",
            message: Wording(
                zh: isBudget ? "预算数与预算表不同，按本行计" : "执行数与预算表不同，按本行计",
                en: isBudget ? "the budget differs from the budget table; this row counts" : "the amount spent differs from the budget table; this row counts"))
    }
}

extension ScoredRow {
    /// How execution comes to its points.
    static func execution(_ w: ExactDecimal, executed: ExactDecimal, budget: ExactDecimal, score: ExactDecimal?) -> (formula: String, note: Wording?) {
        if budget.isZero, score != nil { return ("0", executed.isZero ? Wording(zh: "预算与执行均为零，得 0 分", en: "budget and spending are both 0: 0 points") : Wording(zh: "预算为 0 却有支出，得 0 分", en: "money was spent without a budget: 0 points")) }
        return (budget.isZero ? "" : "\(w) × \(executed) ÷ \(budget)", executed > budget && !budget.isZero && score == w ? Wording(zh: "执行率超过 100%，以分值为限", en: "above 100 %, held at the weight") : nil)
    }

    /// What was added to the rows of a project and taken off, so that its rows make its total.
    package static func adjustments(_ score: ProjectScore, echo: some Sequence<UInt8>) -> [ScoredRow] {
        let level1 = "总分调整", residue = "四舍五入尾差", echo = Array(echo)
        var rows = score.scaling.map { points in
            [ScoredRow(run: -1, line: 0, level1: level1, name: "不适用分值折算", weight: "", score: points, formula: "", note: Wording(zh: "有分值不适用，其余折算为 100 分", en: "some points do not apply; the others are scaled to 100"), echo: echo)]
        } ?? []
        rows += score.adjustments.map { adjustment in
            let notes = adjustment.trace.compactMap { step in if case .note(let wording) = step { wording } else { nil } }
            return ScoredRow(run: -1, line: 0, level1: level1, name: adjustment.id == AppliedAdjustment.residue ? residue : adjustment.id, weight: "", score: adjustment.points, formula: "", note: notes.first, echo: echo)
        }
        if let moved = score.moved {
            rows.append(ScoredRow(run: -1, line: moved.line, level1: level1, name: residue, weight: "", score: moved.points, formula: "", note: Wording(zh: "尾差计入这一行", en: "the rounding residue goes to this row"), echo: echo))
        }
        return rows
    }
}

extension Wording {
    /// Several notes as one; nil where there are none.
    static func all(_ notes: [Wording?]) -> Wording? {
        let notes = notes.compactMap(\.self)
        return notes.isEmpty ? nil : Wording(zh: notes.map(\.zh).joined(separator: "；"), en: notes.map(\.en).joined(separator: "; "))
    }

    static func fromBudget(_ line: Int) -> Wording { Wording(zh: "金额取自预算表第 \(line) 行起", en: "amounts from the budget table, line \(line) on") }
    static let leftOutOfTotal = Wording(zh: "预算与执行均为零，不适用，不计入总分", en: "budget and spending are both 0: not applicable, left out")
}
