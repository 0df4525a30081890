package import BudgetModel
import Documents
import Forms
package import Quantities
package import Scoring
package import Tables

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What one block of a table gives: projects in the order of their rows, and what was found.
package struct BlockResult: Sendable {
    /// Rows of one project that stand together make one run.
    package struct Run: Sendable {
        package var state: ProjectState
        /// Where its key stands in `keys`.
        package var key: Range<Int>
        package var hash: UInt64
    }
    package var index: Int
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

/// Scores the rows of one block after the other.
package struct BlockScorer: Sendable {
    /// What the caller wants beside the scores of projects.
    package struct Wishes: Hashable, Sendable {
        package var rows: Bool
        package var findings: Bool
        package var details: Bool
        /// Places of columns that are passed on.
        package var echo: [Int]

        package init(rows: Bool = false, findings: Bool = false, details: Bool = false, echo: [Int] = []) {
            self.rows = rows
            self.findings = findings
            self.details = details
            self.echo = echo
        }

        fileprivate var isAny: Bool { rows || findings || details }
    }

    private let columns: ColumnMap
    private let separator: UInt8
    private let encoding: TextEncoding?
    private let frameworks: FrameworkList
    private let wishes: Wishes
    private let region: Int, unit: Int, project: Int, level1: Int, name: Int, target: Int, actual: Int, weight: Int
    private let level2: Int?, comparator: Int?, tier: Int?, stated: Int?, framework: Int?
    private let isKeyTogether: Bool
    private let budgets: BudgetTable?

    /// - Parameter budgets: fills in and checks what rows of execution say.
    package init(_ columns: ColumnMap, head: TableHead, frameworks: FrameworkList, wishes: Wishes, budgets: BudgetTable? = nil) {
        self.budgets = budgets
        self.columns = columns
        separator = head.separator
        encoding = head.encoding
        self.frameworks = frameworks
        self.wishes = wishes
        func need(_ column: TableColumn) -> Int { columns.place(column)! }
        (region, unit, project) = (need(.region), need(.unit), need(.project))
        (level1, name, target, actual, weight) = (need(.level1), need(.name), need(.target), need(.actual), need(.weight))
        level2 = columns.place(.level2)
        comparator = columns.place(.comparator)
        tier = columns.place(.tier)
        stated = columns.place(.stated)
        framework = columns.place(.framework)
        isKeyTogether = unit == region + 1 && project == unit + 1
    }

    // MARK: A block

    package func score(_ block: borrowing RecordBlock) -> BlockResult {
        var result = BlockResult(index: block.index)
        let bytes = UnsafeRawBufferPointer(start: block.bytes.baseAddress, count: block.count)
        let firstLine = block.firstLine
        var reader = RecordReader(bytes, separator: separator, columns: columns.count, hasQuotes: block.hasQuotes)
        var state = ProjectState(firstLine: firstLine)
        var before: RunKey?
        var current = Scorers(list: frameworks, named: nil)
        let last = max(region, unit, project)
        while reader.next() {
            result.rowCount &+= 1
            let line = firstLine &+ reader.linesBefore
            let cells = reader.cells
            guard last < cells.count, reader.flaw != .openQuote else {
                result.badRows += 1
                close(&state, &result)
                before = nil
                tell(flaw(reader.flaw), -1, line, &result)
                continue
            }
            let key = RunKey(cells.field(region), cells.field(unit), cells.field(project))
            if let old = before, key.isSame(as: old, cells, isTogether: isKeyTogether) {
            } else {
                close(&state, &result)
                state = ProjectState(firstLine: line)
                open(cells, key, &result)
                before = key
            }
            state.rows &+= 1
            if let problem = row(cells, reader.flaw, line, &state, &current, &result) {
                state.bad &+= 1
                result.badRows += 1
                tell(problem, result.runs.count - 1, line, &result)
            }
        }
        close(&state, &result)
        return result
    }

    /// The fields of a key.
    private struct RunKey {
        let region: RecordReader.Field, unit: RecordReader.Field, project: RecordReader.Field

        init(_ region: RecordReader.Field, _ unit: RecordReader.Field, _ project: RecordReader.Field) { (self.region, self.unit, self.project) = (region, unit, project) }

        var isQuoted: Bool { region.isQuoted || unit.isQuoted || project.isQuoted }

        /// - Parameter isTogether: whether the three fields stand side by side, so that one look tells.
        @inline(__always)
        func isSame(as old: RunKey, _ cells: RecordReader.Cells, isTogether: Bool) -> Bool {
            if isTogether, !isQuoted, !old.isQuoted {
                let length = project.end &- region.start
                guard length == old.project.end &- old.region.start else { return false }
                let (a, b) = (UnsafeRawPointer(cells.at(region)), UnsafeRawPointer(cells.at(old.region)))
                // Keys are longer than a word, and most differ at their end.
                guard length >= 8 else { return memcmp(a, b, length) == 0 }
                var place = length &- 8
                while place > 0 {
                    if a.loadUnaligned(fromByteOffset: place, as: UInt64.self) != b.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
                    place &-= 8
                }
                return a.loadUnaligned(as: UInt64.self) == b.loadUnaligned(as: UInt64.self)
            }
            return cells.value(region) == cells.value(old.region) && cells.value(unit) == cells.value(old.unit) && cells.value(project) == cells.value(old.project)
        }
    }

    /// Begins a run with the key of a record.
    private func open(_ cells: RecordReader.Cells, _ run: RunKey, _ result: inout BlockResult) {
        let start = result.keys.count
        func append(_ field: RecordReader.Field) {
            if field.isQuoted { result.keys += cells.value(field) } else { result.keys.append(contentsOf: UnsafeBufferPointer(start: cells.at(field), count: field.length)) }
        }
        append(run.region)
        result.keys.append(BlockResult.keySeparator)
        append(run.unit)
        result.keys.append(BlockResult.keySeparator)
        append(run.project)
        let key = start..<result.keys.count
        if !wishes.echo.isEmpty { result.echoes.append(echo(cells)) }
        result.runs.append(BlockResult.Run(state: ProjectState(firstLine: 0), key: key, hash: ProjectTable.hash(result.keys, key)))
    }

    /// The columns that are passed on, as CSV writes them, with a comma before each.
    func echo(_ cells: RecordReader.Cells) -> [UInt8] {
        var bytes: [UInt8] = []
        for place in wishes.echo {
            bytes.append(0x2C)
            CSVText.append(place < cells.count ? text(cells, cells.field(place)) : "", to: &bytes)
        }
        return bytes
    }

    /// Ends the run that is open.
    private func close(_ state: inout ProjectState, _ result: inout BlockResult) {
        guard state.rows > 0 else { return }
        result.runs[result.runs.count - 1].state = state
        state = ProjectState(firstLine: 0)
    }

    private func flaw(_ flaw: RecordReader.Flaw?) -> RowProblem { RowProblem(flaw ?? .openQuote, expected: columns.count) }

    private func tell(_ problem: RowProblem, _ run: Int, _ line: Int, _ result: inout BlockResult) {
        // Enough to be told one by one; the count goes on.
        guard wishes.findings || result.findings.count < 200 else { return }
        result.findings.append(BatchFinding(run: run, line: line, code: problem.code, severity: .error, found: problem.found, message: problem.wording))
    }

    // MARK: A row

    /// The scorer of the rows at hand, and the name it was asked for by.
    private struct Scorers {
        var name: [UInt8]
        var place: Int32
        var scorer: ColumnScorer?
        var rules: ColumnRules?
        /// Whether the total is more than a sum, so that rows are kept for it.
        var isKept = false
        /// Whether some rows, or all, must take the long way.
        var isLong = false

        init(list: FrameworkList, named: [UInt8]?) {
            name = named ?? []
            let found = list.scorer(named: named)
            place = found?.place ?? -1
            scorer = found?.scorer
            rules = scorer?.rules
            isKept = scorer.map { !$0.addsUp } ?? false
            isLong = scorer.map { $0.hasResidue || $0.hasScales } ?? false
        }
    }

    private func row(_ cells: RecordReader.Cells, _ broken: RecordReader.Flaw?, _ line: Int, _ state: inout ProjectState, _ current: inout Scorers, _ result: inout BlockResult) -> RowProblem? {
        if broken != nil { return flaw(broken) }
        if state.rows == 1 {
            if cells.field(region).length == 0 { return .emptyKey(.region) }
            if cells.field(project).length == 0 { return .emptyKey(.project) }
            if cells.field(unit).length == 0 { return .emptyKey(.unit) }
        }
        if let framework {
            let field = cells.field(framework)
            let isSame = field.length == current.name.count && current.name.withUnsafeBufferPointer { memcmp(cells.at(field), $0.baseAddress ?? cells.at(field), field.length) == 0 }
            if !isSame { current = Scorers(list: frameworks, named: cells.value(field)) }
        }
        guard let rules = current.rules else { return .unknownFramework(text(cells, framework.map { cells.field($0) })) }
        if state.framework < 0 { state.framework = current.place } else if state.framework != current.place { return .otherFramework(text(cells, framework.map { cells.field($0) })) }
        // The weight first: it counts for the sum of weights whatever the row earns.
        let weightField = cells.field(weight)
        guard weightField.length > 0 else { return .empty(.weight) }
        guard let w = short(cells, weightField) else {
            // Thousands separators, full-width digits, more than eighteen digits.
            guard let exact = exactNumber(cells, weightField) else { return .notNumeric(.weight, text(cells, weightField)) }
            return long(cells, line, exact, current.scorer!, &state, &result)
        }
        guard w.significand >= 0 else { return .negativeWeight(text(cells, weightField)) }
        if isExecution(cells) { return execution(cells, line, w, current.scorer!, &state, &result) }
        if current.isLong, let scorer = current.scorer, scorer.hasResidue || scorer.hasScale(for: nameText(cells)) { return long(cells, line, w.exact, scorer, &state, &result) }
        let sign = comparator.flatMap { comparatorValue(cells, cells.field($0)) }
        switch sign {
        case .atLeast, .above, .equal, .atMost, .below:
            guard let t = short(cells, cells.field(target)), let a = short(cells, cells.field(actual)), let points = rules.points(w, target: t, actual: a, by: sign!) else { break }
            add(points.units, w, &state)
            if current.isKept { keep(cells, line, w.exact, points.units, nil, isTier: false, current.scorer!, &result) }
            if wishes.isAny { told(cells, line, w, t, a, sign!, points, rules, &result) }
            return nil
        case .qualitative:
            guard let tier, let stated, cells.field(tier).length > 0 else { return .empty(.tier) }
            guard cells.field(stated).length > 0 else { return .empty(.stated) }
            guard let level = tierValue(cells, cells.field(tier)), let own = short(cells, cells.field(stated)), let points = rules.points(w, tier: level, stated: own) else { break }
            add(points.units, w, &state)
            if points.isOutside { result.outside += 1 }
            if current.isKept { keep(cells, line, w.exact, points.units, nil, isTier: true, current.scorer!, &result) }
            if wishes.isAny { told(cells, line, w, level, own, points, rules, &result) }
            return nil
        case .range, .date, nil: break
        }
        return long(cells, line, w.exact, current.scorer!, &state, &result)
    }

    /// Keeps what the total of a project needs of a row.
    private func keep(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ units: Int64, _ exact: Ratio?, isTier: Bool, _ scorer: ColumnScorer, _ result: inout BlockResult) {
        let level = scorer.levels.isEmpty ? nil : scorer.levels.firstIndex(of: level1Text(cells))
        result.lines.append((Int32(result.runs.count - 1), ProjectLine(line: line, level: level.map(Int32.init) ?? -1, weight: w, units: units, exact: exact, isTier: isTier)))
    }

    /// What the caller wants of a row of two numbers beside its points.
    @inline(never)
    private func told(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ sign: Comparator, _ points: ColumnRules.Points, _ rules: ColumnRules, _ result: inout BlockResult) {
        if wishes.rows || wishes.findings { report(cells, line, w, t, a, sign, points, rules.places, &result) }
        if wishes.details { detail(cells, line, w.exact, t.exact, a.exact, sign, nil, points.units, points.isMet, &result) }
    }

    @inline(never)
    private func told(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ level: Tier, _ own: ShortDecimal, _ points: ColumnRules.TierPoints, _ rules: ColumnRules, _ result: inout BlockResult) {
        if points.isOutside, wishes.findings { outside(cells, line, own, points, rules.places, &result) }
        if wishes.rows { report(cells, line, w, level, own, points, rules.places, &result) }
        if wishes.details { detail(cells, line, w.exact, nil, nil, nil, level, points.units, points.isMet, isOutside: points.isOutside, &result) }
    }

    @inline(__always)
    private func add(_ units: Int64, _ w: ShortDecimal, _ state: inout ProjectState) {
        state.add(units: units)
        state.add(weight: w)
    }

    // MARK: Fields

    @inline(__always)
    private func short(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> ShortDecimal? { ShortDecimal(parsing: cells.at(field), count: field.length) }

    private func exactNumber(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> ExactDecimal? { try? ExactDecimal(parsing: text(cells, field)) }

    private func text(_ cells: RecordReader.Cells, _ field: RecordReader.Field?) -> String { field.map { TableText.string(cells.value($0), encoding) } ?? "" }

    /// Whether level 1 is 预算执行率, in UTF-8 or GB18030: compared as two machine words that overlap.
    @inline(__always)
    private func isExecution(_ cells: RecordReader.Cells) -> Bool {
        let field = cells.field(level1)
        let raw = UnsafeRawPointer(cells.at(field))
        func word(_ offset: Int) -> UInt64 { UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
        switch field.length {
        // E9A284 E7AE97 E689A7 E8A18C E78E87
        case 15: return word(0) == 0xE9A2_84E7_AE97_E689 && word(7) == 0x89A7_E8A1_8CE7_8E87
        // D4A4 CBE3 D6B4 D0D0 C2CA
        case 10: return word(0) == 0xD4A4_CBE3_D6B4_D0D0 && word(2) == 0xCBE3_D6B4_D0D0_C2CA
        default: return false
        }
    }

    /// `>=`, `≥`, `qualitative`, 定性 …; nil for an empty cell and for words nobody knows.
    @inline(__always)
    private func comparatorValue(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> Comparator? {
        let bytes = cells.at(field)
        switch field.length {
        case 1: return bytes[0] == 0x3E ? .above : bytes[0] == 0x3D ? .equal : bytes[0] == 0x3C ? .below : nil
        case 2 where bytes[1] == 0x3D: return bytes[0] == 0x3E ? .atLeast : bytes[0] == 0x3C ? .atMost : nil
        case 11 where Self.isQualitative(bytes): return .qualitative
        default: return field.length == 0 ? nil : Self.signs[text(cells, field).filter { !$0.isWhitespace }]
        }
    }

    /// `qualitative` as two words that overlap.
    @inline(__always)
    private static func isQualitative(_ bytes: UnsafePointer<UInt8>) -> Bool {
        let raw = UnsafeRawPointer(bytes)
        return UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)) == 0x7175_616C_6974_6174 && UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 3, as: UInt64.self)) == 0x6C69_7461_7469_7665
    }

    private static let signs: [String: Comparator] = [
        "≥": .atLeast, "≧": .atLeast, "＞＝": .atLeast, "＞=": .atLeast, "=>": .atLeast, ">=": .atLeast, "大于等于": .atLeast, "不低于": .atLeast, "不少于": .atLeast, ">": .above, "＞": .above, "大于": .above, "=": .equal, "＝": .equal, "等于": .equal, "==": .equal,
        "≤": .atMost, "≦": .atMost, "＜＝": .atMost, "＜=": .atMost, "=<": .atMost, "<=": .atMost, "小于等于": .atMost, "不高于": .atMost, "不超过": .atMost, "<": .below, "＜": .below, "小于": .below, "定性": .qualitative, "qualitative": .qualitative, "Qualitative": .qualitative,
    ]

    private func tierValue(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> Tier? {
        if field.length == 1 { return Tier(rawValue: Int(cells.at(field)[0]) - 0x30) }
        let words = text(cells, field)
        if words.hasPrefix("部分达成") { return .partlyAchieved }
        if words.hasPrefix("未达成") || words.hasPrefix("未完成") { return .notAchieved }
        return words.hasPrefix("达成") ? .achieved : nil
    }

    var wantsRows: Bool { wishes.rows }
    var wantsFindings: Bool { wishes.findings }
    func level1Text(_ cells: RecordReader.Cells) -> String { text(cells, cells.field(level1)) }
    func nameText(_ cells: RecordReader.Cells) -> String { text(cells, cells.field(name)) }

    /// The score that the row states, where it is a number.
    func statedScore(_ cells: RecordReader.Cells) -> ExactDecimal? {
        guard let stated, cells.field(stated).length > 0 else { return nil }
        return short(cells, cells.field(stated))?.exact ?? exactNumber(cells, cells.field(stated))
    }

    // MARK: Execution

    private func execution(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        let (budgetField, executedField) = (cells.field(target), cells.field(actual))
        if let budgets, let key = result.runs.last?.key, let sums = budgets.sums(result.keys[key], encoding) {
            state.executions &+= 1
            return execution(cells, line, w, sums, scorer, &state, &result)
        }
        guard budgetField.length > 0 else { return .empty(.target) }
        guard executedField.length > 0 else { return .empty(.actual) }
        state.executions &+= 1
        if scorer.addsUp, let budget = short(cells, budgetField), let executed = short(cells, executedField), let outcome = scorer.rules.execution(w, executed: executed, budget: budget) {
            switch outcome {
            case .points(let points):
                add(points.units, w, &state)
                if wishes.rows || wishes.findings { reportExecution(cells, line, w.exact, executed.exact, budget.exact, ExactDecimal(significand: Int128(points.units), scale: scorer.places), &result) }
                if wishes.details { detail(cells, line, w.exact, budget.exact, executed.exact, .atLeast, nil, points.units, points.isMet, isExecution: true, &result) }
            case .leftOut:
                state.leaveOut(w)
                reportLeftOut(cells, line, w.exact, &result)
            }
            return nil
        }
        guard let budget = exactNumber(cells, budgetField) else { return .notNumeric(.target, text(cells, budgetField)) }
        guard let executed = exactNumber(cells, executedField) else { return .notNumeric(.actual, text(cells, executedField)) }
        return execution(cells, line, w, executed: executed, budget: budget, scorer, &state, &result)
    }

    /// A row of execution beside the budget table: what the row leaves empty is filled in, and where both speak the row stands.
    private func execution(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ sums: BudgetSums, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        var stated: [TableColumn: ExactDecimal] = [:]
        for (column, place) in [(TableColumn.target, target), (.actual, actual)] where cells.field(place).length > 0 {
            guard let number = exactNumber(cells, cells.field(place)) else { return .notNumeric(column, text(cells, cells.field(place))) }
            stated[column] = number
        }
        if sums.isBad { return .badBudget(sums.line) }
        let joined = sums.budget(scorer.framework.execution.denominator.value)?.amount
        for (column, other) in [(TableColumn.target, joined), (.actual, sums.executed)] {
            guard let mine = stated[column], let other, mine != other else { continue }
            result.findings.append(.otherBudget(result.runs.count - 1, line, column, mine, other))
        }
        guard let budget = stated[.target] ?? joined else { return .empty(.target) }
        guard let executed = stated[.actual] ?? sums.executed else { return .empty(.actual) }
        return execution(cells, line, w, executed: executed, budget: budget, scorer, &state, &result)
    }

    private func execution(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, executed: ExactDecimal, budget: ExactDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        guard !budget.isNegative else { return .unscored(.negativeBudget) }
        guard let outcome = ExecutionOutcome(w, executed: executed, budget: budget, line: line, scorer) else { return .unscored(.overflow) }
        state.add(outcome)
        if !scorer.addsUp { result.lines.append((Int32(result.runs.count - 1), outcome.line)) }
        guard let points = outcome.points else {
            reportLeftOut(cells, line, w.exact, &result)
            return nil
        }
        if wishes.rows || wishes.findings { reportExecution(cells, line, w.exact, executed, budget, points, &result) }
        if wishes.details { detail(cells, line, w.exact, budget, executed, .atLeast, nil, outcome.line.units, executed >= budget, isExecution: true, &result) }
        return nil
    }

    // MARK: The long way

    /// A row by the scorer of forms: values with units, dates, ranges, words, numbers of more than eighteen digits.
    private func long(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        guard !w.isNegative else { return .negativeWeight(text(cells, cells.field(weight))) }
        guard let weighed = w.digits18 else { return .unscored(.overflow) }
        if isExecution(cells) {
            guard let short = ShortDecimal(w.trimmed) else { return .unscored(.overflow) }
            return execution(cells, line, short, scorer, &state, &result)
        }
        var sign: Comparator?
        if let comparator, cells.field(comparator).length > 0 {
            sign = comparatorValue(cells, cells.field(comparator))
            if sign == nil { return .unknown(.comparator, text(cells, cells.field(comparator))) }
        }
        // An indicator with a scale of its own is scored from what was reached alone.
        let hasScale = scorer.hasScales && scorer.hasScale(for: nameText(cells))
        if cells.field(target).length == 0, sign != .qualitative, !hasScale { return .empty(.target) }
        if cells.field(actual).length == 0, sign != .qualitative || hasScale { return .empty(.actual) }
        var row = ColumnRow(level1: text(cells, cells.field(level1)), name: text(cells, cells.field(name)), comparator: sign, target: TableValues.value(text(cells, cells.field(target))), actual: TableValues.value(text(cells, cells.field(actual))), tier: nil, weight: w, stated: nil)
        row.level1Kind = TableValues.level1(row.level1)
        row.level2Kind = level2.flatMap { TableValues.level2(text(cells, cells.field($0)), under: row.level1Kind) }
        if let tier, cells.field(tier).length > 0 {
            row.tier = tierValue(cells, cells.field(tier))
            if row.tier == nil { return .unknown(.tier, text(cells, cells.field(tier))) }
        }
        if let stated, cells.field(stated).length > 0 {
            row.stated = exactNumber(cells, cells.field(stated))
            if row.stated == nil, sign == .qualitative { return .notNumeric(.stated, text(cells, cells.field(stated))) }
        }
        if sign == .qualitative, !hasScale {
            if row.tier == nil { return .empty(.tier) }
            if row.stated == nil { return .empty(.stated) }
        } else if !hasScale, let flaw = numberFlaw(row, cells) {
            return flaw
        }
        let scored = scorer.line(of: row)
        guard let score = scored.score else { return .unscored(scored.unscored ?? .overflow) }
        guard let units = score.units(at: scorer.places) else { return .unscored(.overflow) }
        state.add(units: units)
        state.add(weight: weighed)
        if !scorer.addsUp { keep(cells, line, w, units, scored.exact, isTier: scored.tierBounds != nil, scorer, &result) }
        var isOutside = false
        if let bounds = scored.tierBounds, let own = row.stated, own < bounds.lowerBound || own > bounds.upperBound {
            isOutside = true
            result.outside += 1
            if wishes.findings { outside(line, own, bounds, score, &result) }
        }
        if wishes.rows { reportLong(cells, row, line, scored, score, &result) }
        if wishes.details { detail(cells, line, w, row.target?.number, row.actual?.number, scored.comparatorUsed == .qualitative ? nil : scored.comparatorUsed, scored.tier, units, scored.isMet ?? false, isOutside: isOutside, &result) }
        return nil
    }

    private func detail(
        _ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ t: ExactDecimal?, _ a: ExactDecimal?, _ comparator: Comparator?, _ tier: Tier?, _ units: Int64, _ isMet: Bool, isExecution: Bool = false, isOutside: Bool = false, _ result: inout BlockResult
    ) {
        func store(_ place: Int) -> Range<Int32> {
            let start = Int32(result.texts.count)
            result.texts += cells.value(cells.field(place))
            return start..<Int32(result.texts.count)
        }
        result.details.append(
            RowDetail(
                run: Int32(result.runs.count - 1), line: line, level1: store(level1), name: store(name), isExecution: isExecution, comparator: comparator, tier: tier, weight: w, target: t, actual: a, stated: statedScore(cells), units: units, isMet: isMet, isOutside: isOutside))
    }

    /// A number was asked for by a printed sign, and words stand there.
    private func numberFlaw(_ row: ColumnRow, _ cells: RecordReader.Cells) -> RowProblem? {
        guard row.comparator != nil else { return nil }
        if row.target == nil { return .empty(.target) }
        if row.actual == nil { return .empty(.actual) }
        if case .text = row.target!.content { return .notNumeric(.target, text(cells, cells.field(target))) }
        if case .text = row.actual!.content { return .notNumeric(.actual, text(cells, cells.field(actual))) }
        return nil
    }
}

extension ExactDecimal {
    /// In units of the last of so many digits, where it has no more.
    func units(at places: Int) -> Int64? {
        guard let rounded = try? rounded(to: places, .halfUp) else { return nil }
        return Int64(exactly: rounded.significand)
    }
}
