import BudgetModel
import Documents
import Quantities
import Scoring
package import Tables

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

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

    let columns: ColumnMap
    let separator: UInt8
    let encoding: TextEncoding?
    let frameworks: FrameworkList
    let wishes: Wishes
    let region: Int, unit: Int, project: Int, level1: Int, name: Int, target: Int, actual: Int, weight: Int
    let level2: Int?, comparator: Int?, tier: Int?, stated: Int?, framework: Int?
    private let isKeyTogether: Bool
    /// Whether the table has bytes that are no text, so that every row is asked.
    private let hasBadBytes: Bool
    let budgets: BudgetTable?

    /// - Parameter budgets: fills in and checks what rows of execution say.
    package init(_ columns: ColumnMap, head: TableHead, frameworks: FrameworkList, wishes: Wishes, budgets: BudgetTable? = nil) {
        self.budgets = budgets
        self.columns = columns
        separator = head.separator
        encoding = head.encoding
        hasBadBytes = head.hasBadBytes
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
        var result = BlockResult()
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
            if !(before.map { key.isSame(as: $0, cells, isTogether: isKeyTogether) } ?? false) {
                close(&state, &result)
                if let column = key.emptyColumn {
                    // Whose row it is nobody knows.
                    result.badRows += 1
                    before = nil
                    tell(.emptyKey(column), -1, line, &result)
                    continue
                }
                state = ProjectState(firstLine: line)
                open(cells, key, &result)
                before = key
            }
            state.rows &+= 1
            if let problem = row(cells, reader.flaw, line, &state, &current, &result) {
                state.bad &+= 1
                result.badRows += 1
                if wishes.rows { result.rows.append(row(cells, line, problem, result.runs.count - 1)) }
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

        /// The first of its fields that is empty.
        var emptyColumn: TableColumn? { region.length == 0 ? .region : project.length == 0 ? .project : unit.length == 0 ? .unit : nil }

        /// - Parameter isTogether: whether the three fields stand side by side, so that one look tells.
        @inline(__always)
        func isSame(as old: RunKey, _ cells: RecordReader.Cells, isTogether: Bool) -> Bool {
            // With the same marks around them the same bytes say the same.
            if isTogether, region.isQuoted == old.region.isQuoted, unit.isQuoted == old.unit.isQuoted, project.isQuoted == old.project.isQuoted {
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
        if hasBadBytes, !(0..<cells.count).allSatisfy({ TableText.isText(cells.value(cells.field($0)), encoding) }) { return .notText }
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
            if wishes.isAny { told(cells, line, w, t, a, sign!, points, current.scorer!, &result) }
            return nil
        case .qualitative:
            // Without a column of tiers the words of what was reached may say one.
            guard let tier else { break }
            guard cells.field(tier).length > 0 else { return .empty(.tier) }
            guard let stated, cells.field(stated).length > 0 else { return .empty(.stated) }
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
    func keep(_ cells: RecordReader.Cells, _ line: Int, _ w: ExactDecimal, _ units: Int64, _ exact: Ratio?, isTier: Bool, _ scorer: ColumnScorer, _ result: inout BlockResult) {
        let level = scorer.levels.isEmpty ? nil : scorer.levels.firstIndex(of: level1Text(cells))
        result.lines.append((Int32(result.runs.count - 1), ProjectLine(line: line, level: level.map(Int32.init) ?? -1, weight: w, units: units, exact: exact, isTier: isTier)))
    }

    /// What the caller wants of a row of two numbers beside its points.
    @inline(never)
    private func told(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ t: ShortDecimal, _ a: ShortDecimal, _ sign: Comparator, _ points: ColumnRules.Points, _ scorer: ColumnScorer, _ result: inout BlockResult) {
        if wishes.rows || wishes.findings { report(cells, line, w, t, a, sign, points, scorer, &result) }
        if wishes.details { detail(cells, line, w.exact, t.exact, a.exact, sign, nil, points.units, points.isMet, &result) }
    }

    @inline(never)
    private func told(_ cells: RecordReader.Cells, _ line: Int, _ w: ShortDecimal, _ level: Tier, _ own: ShortDecimal, _ points: ColumnRules.TierPoints, _ rules: ColumnRules, _ result: inout BlockResult) {
        if points.isOutside, wishes.findings { outside(cells, line, own, points, rules.places, &result) }
        if wishes.rows { report(cells, line, w, level, own, points, rules.places, &result) }
        if wishes.details { detail(cells, line, w.exact, nil, nil, nil, level, points.units, points.isMet, isOutside: points.isOutside, &result) }
    }

    @inline(__always)
    func add(_ units: Int64, _ w: ShortDecimal, _ state: inout ProjectState) {
        state.add(units: units)
        state.add(weight: w)
    }
}
