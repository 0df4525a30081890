package import BudgetModel
import Documents
import Forms
package import Quantities
import Scoring
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
    /// Level 1 and names of `details`, as bytes of the table.
    package var texts: [UInt8] = []
    package var rowCount = 0
    package var badRows = 0

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
}

/// Scores the rows of one block after the other.
package struct BlockScorer: Sendable {
    /// What the caller wants beside the scores of projects.
    package struct Wishes: Hashable, Sendable {
        package var rows: Bool
        package var findings: Bool
        package var details: Bool

        package init(rows: Bool = false, findings: Bool = false, details: Bool = false) {
            self.rows = rows
            self.findings = findings
            self.details = details
        }
    }

    private let columns: ColumnMap
    private let separator: UInt8
    private let encoding: TextEncoding?
    private let frameworks: FrameworkList
    private let wishes: Wishes
    private let region: Int, unit: Int, project: Int, level1: Int, name: Int, target: Int, actual: Int, weight: Int
    private let level2: Int?, comparator: Int?, tier: Int?, stated: Int?, framework: Int?

    package init(_ columns: ColumnMap, head: TableHead, frameworks: FrameworkList, wishes: Wishes) {
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
    }

    // MARK: A block

    package func score(_ block: borrowing RecordBlock) -> BlockResult {
        var result = BlockResult(index: block.index)
        let bytes = UnsafeRawBufferPointer(start: block.bytes.baseAddress, count: block.count)
        let hasQuotes = block.hasQuotes
        let firstLine = block.firstLine
        var reader = RecordReader(bytes, separator: separator, columns: columns.count)
        var state = ProjectState(firstLine: firstLine)
        var before: (region: RecordReader.Field, unit: RecordReader.Field, project: RecordReader.Field)?
        let isKeyTogether = unit == region + 1 && project == unit + 1
        var current = Scorers(list: frameworks, named: nil)
        while reader.next(hasQuotes: hasQuotes) {
            result.rowCount += 1
            let line = firstLine + reader.linesBefore
            guard max(region, unit, project) < reader.fieldCount, reader.flaw != .openQuote else {
                result.badRows += 1
                close(&state, &result)
                before = nil
                tell(flaw(reader), -1, line, &result)
                continue
            }
            let (r, u, p) = (reader[region], reader[unit], reader[project])
            let isSame: Bool
            if let old = before {
                if isKeyTogether, !r.isQuoted, !u.isQuoted, !p.isQuoted, !old.region.isQuoted, !old.unit.isQuoted, !old.project.isQuoted {
                    let length = Int(p.end - r.start)
                    isSame = length == Int(old.project.end - old.region.start) && memcmp(reader.pointer(r), reader.pointer(old.region), length) == 0
                } else {
                    isSame = reader.value(r) == reader.value(old.region) && reader.value(u) == reader.value(old.unit) && reader.value(p) == reader.value(old.project)
                }
            } else {
                isSame = false
            }
            if !isSame {
                close(&state, &result)
                state = ProjectState(firstLine: line)
                open(reader, r, u, p, &result)
                before = (r, u, p)
            }
            state.rows &+= 1
            if let problem = row(reader, line, &state, &current, &result) {
                state.bad &+= 1
                result.badRows += 1
                tell(problem, result.runs.count - 1, line, &result)
            }
        }
        close(&state, &result)
        return result
    }

    /// Begins a run with the key of a record.
    private func open(_ reader: borrowing RecordReader, _ r: RecordReader.Field, _ u: RecordReader.Field, _ p: RecordReader.Field, _ result: inout BlockResult) {
        let start = result.keys.count
        for (place, field) in [r, u, p].enumerated() {
            if place > 0 { result.keys.append(BlockResult.keySeparator) }
            if field.isQuoted { result.keys += reader.value(field) } else { result.keys.append(contentsOf: UnsafeBufferPointer(start: reader.pointer(field), count: field.count)) }
        }
        let key = start..<result.keys.count
        result.runs.append(BlockResult.Run(state: ProjectState(firstLine: 0), key: key, hash: ProjectTable.hash(result.keys, key)))
    }

    /// Ends the run that is open.
    private func close(_ state: inout ProjectState, _ result: inout BlockResult) {
        guard state.rows > 0 else { return }
        result.runs[result.runs.count - 1].state = state
        state = ProjectState(firstLine: 0)
    }

    private func flaw(_ reader: borrowing RecordReader) -> RowProblem {
        switch reader.flaw {
        case .columns(let found): .columns(found: found, expected: columns.count)
        case .afterQuote: .afterQuote
        case .openQuote, nil: .openQuote
        }
    }

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

        init(list: FrameworkList, named: [UInt8]?) {
            name = named ?? []
            let found = list.scorer(named: named)
            place = found?.place ?? -1
            scorer = found?.scorer
        }
    }

    private func row(_ reader: borrowing RecordReader, _ line: Int, _ state: inout ProjectState, _ current: inout Scorers, _ result: inout BlockResult) -> RowProblem? {
        if reader.flaw != nil { return flaw(reader) }
        if state.rows == 1 {
            for (place, column) in [(region, TableColumn.region), (unit, .unit), (project, .project)] where reader[place].count == 0 && column != .unit { return .emptyKey(column) }
            if reader[unit].count == 0 { return .emptyKey(.unit) }
        }
        if let framework {
            let field = reader[framework]
            let isSame = field.count == current.name.count && current.name.withUnsafeBufferPointer { memcmp(reader.pointer(field), $0.baseAddress ?? reader.pointer(field), field.count) == 0 }
            if !isSame { current = Scorers(list: frameworks, named: reader.value(field)) }
        }
        guard let scorer = current.scorer else { return .unknownFramework(text(reader, framework.map { reader[$0] })) }
        if state.framework < 0 { state.framework = current.place } else if state.framework != current.place { return .otherFramework(text(reader, framework.map { reader[$0] })) }
        // The weight first: it counts for the sum of weights whatever the row earns.
        let weightField = reader[weight]
        guard weightField.count > 0 else { return .empty(.weight) }
        guard let w = short(reader, weightField) else {
            // Thousands separators, full-width digits, more than eighteen digits.
            guard let exact = exactNumber(reader, weightField) else { return .notNumeric(.weight, text(reader, weightField)) }
            return long(reader, line, exact, scorer, &state, &result)
        }
        guard w.significand >= 0 else { return .negativeWeight(text(reader, weightField)) }
        if isExecution(reader) { return execution(reader, line, w, scorer, &state, &result) }
        let sign = comparator.flatMap { comparatorValue(reader, reader[$0]) }
        switch sign {
        case .atLeast, .above, .equal, .atMost, .below:
            guard let t = short(reader, reader[target]), let a = short(reader, reader[actual]), let points = scorer.points(w, target: t, actual: a, by: sign!) else { break }
            add(points.units, w, &state)
            if wishes.rows || wishes.findings { report(reader, line, w, t, a, sign!, points, scorer, &result) }
            if wishes.details { detail(reader, line, w.exact, t.exact, a.exact, sign, nil, points.units, points.isMet, &result) }
            return nil
        case .qualitative:
            guard let tier, let stated, reader[tier].count > 0 else { return .empty(.tier) }
            guard reader[stated].count > 0 else { return .empty(.stated) }
            guard let level = tierValue(reader, reader[tier]), let own = short(reader, reader[stated]), let points = scorer.points(w, tier: level, stated: own) else { break }
            add(points.units, w, &state)
            if points.isOutside { outside(reader, line, own, points, scorer, &result) }
            if wishes.rows { report(reader, line, w, level, own, points, scorer, &result) }
            if wishes.details { detail(reader, line, w.exact, nil, nil, nil, level, points.units, points.isMet, &result) }
            return nil
        case .range, .date, nil: break
        }
        return long(reader, line, w.exact, scorer, &state, &result)
    }

    @inline(__always)
    private func add(_ units: Int64, _ w: ShortDecimal, _ state: inout ProjectState) {
        let (sum, overflow) = state.units.addingReportingOverflow(units)
        state.units = sum
        if overflow { state.bad &+= 1 }
        state.add(weight: w)
    }

    // MARK: Fields

    @inline(__always)
    private func short(_ reader: borrowing RecordReader, _ field: RecordReader.Field) -> ShortDecimal? { ShortDecimal(parsing: reader.pointer(field), count: field.count) }

    private func exactNumber(_ reader: borrowing RecordReader, _ field: RecordReader.Field) -> ExactDecimal? { try? ExactDecimal(parsing: text(reader, field)) }

    private func text(_ reader: borrowing RecordReader, _ field: RecordReader.Field?) -> String { field.map { TableText.string(reader.value($0), encoding) } ?? "" }

    /// Whether level 1 is 预算执行率, in UTF-8 or GB18030: compared as two machine words that overlap.
    @inline(__always)
    private func isExecution(_ reader: borrowing RecordReader) -> Bool {
        let field = reader[level1]
        let raw = UnsafeRawPointer(reader.pointer(field))
        func word(_ offset: Int) -> UInt64 { UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
        switch field.count {
        // E9A284 E7AE97 E689A7 E8A18C E78E87
        case 15: return word(0) == 0xE9A2_84E7_AE97_E689 && word(7) == 0x89A7_E8A1_8CE7_8E87
        // D4A4 CBE3 D6B4 D0D0 C2CA
        case 10: return word(0) == 0xD4A4_CBE3_D6B4_D0D0 && word(2) == 0xCBE3_D6B4_D0D0_C2CA
        default: return false
        }
    }

    /// `>=`, `≥`, `qualitative`, 定性 …; nil for an empty cell and for words nobody knows.
    @inline(__always)
    private func comparatorValue(_ reader: borrowing RecordReader, _ field: RecordReader.Field) -> Comparator? {
        let bytes = reader.pointer(field)
        switch field.count {
        case 1: return bytes[0] == 0x3E ? .above : bytes[0] == 0x3D ? .equal : bytes[0] == 0x3C ? .below : nil
        case 2 where bytes[1] == 0x3D: return bytes[0] == 0x3E ? .atLeast : bytes[0] == 0x3C ? .atMost : nil
        case 11 where bytes[0] == 0x71: return text(reader, field) == "qualitative" ? .qualitative : nil
        default: return field.count == 0 ? nil : Self.signs[text(reader, field).filter { !$0.isWhitespace }]
        }
    }

    private static let signs: [String: Comparator] = [
        "≥": .atLeast, "≧": .atLeast, "＞＝": .atLeast, "＞=": .atLeast, "=>": .atLeast, ">=": .atLeast, "大于等于": .atLeast, "不低于": .atLeast, "不少于": .atLeast, ">": .above, "＞": .above, "大于": .above, "=": .equal, "＝": .equal, "等于": .equal, "==": .equal,
        "≤": .atMost, "≦": .atMost, "＜＝": .atMost, "＜=": .atMost, "=<": .atMost, "<=": .atMost, "小于等于": .atMost, "不高于": .atMost, "不超过": .atMost, "<": .below, "＜": .below, "小于": .below, "定性": .qualitative, "qualitative": .qualitative, "Qualitative": .qualitative,
    ]

    private func tierValue(_ reader: borrowing RecordReader, _ field: RecordReader.Field) -> Tier? {
        if field.count == 1 { return Tier(rawValue: Int(reader.pointer(field)[0]) - 0x30) }
        let words = text(reader, field)
        if words.hasPrefix("部分达成") { return .partlyAchieved }
        if words.hasPrefix("未达成") || words.hasPrefix("未完成") { return .notAchieved }
        return words.hasPrefix("达成") ? .achieved : nil
    }

    var wantsRows: Bool { wishes.rows }
    var wantsFindings: Bool { wishes.findings }
    func level1Text(_ reader: borrowing RecordReader) -> String { text(reader, reader[level1]) }
    func nameText(_ reader: borrowing RecordReader) -> String { text(reader, reader[name]) }

    /// The score that the row states, where it is a number.
    func statedScore(_ reader: borrowing RecordReader) -> ExactDecimal? {
        guard let stated, reader[stated].count > 0 else { return nil }
        return short(reader, reader[stated])?.exact ?? exactNumber(reader, reader[stated])
    }

    // MARK: Execution

    private func execution(_ reader: borrowing RecordReader, _ line: Int, _ w: ShortDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        let (budgetField, executedField) = (reader[target], reader[actual])
        guard budgetField.count > 0 else { return .empty(.target) }
        guard executedField.count > 0 else { return .empty(.actual) }
        state.executions &+= 1
        if let budget = short(reader, budgetField), let executed = short(reader, executedField), let outcome = scorer.execution(w, executed: executed, budget: budget) {
            switch outcome {
            case .points(let points):
                add(points.units, w, &state)
                if wishes.rows || wishes.findings { reportExecution(reader, line, w.exact, executed.exact, budget.exact, ExactDecimal(significand: Int128(points.units), scale: scorer.places), &result) }
                if wishes.details { detail(reader, line, w.exact, budget.exact, executed.exact, .atLeast, nil, points.units, points.isMet, isExecution: true, &result) }
            case .leftOut: leaveOut(w, &state)
            }
            return nil
        }
        guard let budget = exactNumber(reader, budgetField) else { return .notNumeric(.target, text(reader, budgetField)) }
        guard let executed = exactNumber(reader, executedField) else { return .notNumeric(.actual, text(reader, executedField)) }
        guard !budget.isNegative else { return .unscored(.negativeBudget) }
        let outcome: ExactDecimal?
        do { outcome = try scorer.executionLong(w.exact, executed: executed, budget: budget) } catch { return .unscored(.overflow) }
        guard let points = outcome else {
            leaveOut(w, &state)
            return nil
        }
        guard let units = points.units(at: scorer.places) else { return .unscored(.overflow) }
        add(units, w, &state)
        if wishes.rows || wishes.findings { reportExecution(reader, line, w.exact, executed, budget, points, &result) }
        if wishes.details { detail(reader, line, w.exact, budget, executed, .atLeast, nil, units, executed >= budget, isExecution: true, &result) }
        return nil
    }

    private func leaveOut(_ w: ShortDecimal, _ state: inout ProjectState) {
        state.add(weight: w)
        state.leftOut &+= Int128(w.significand) &* ExactDecimal.power(ProjectState.weightScale - w.scale)
    }

    // MARK: The long way

    /// A row by the scorer of forms: values with units, dates, ranges, words, numbers of more than eighteen digits.
    private func long(_ reader: borrowing RecordReader, _ line: Int, _ w: ExactDecimal, _ scorer: ColumnScorer, _ state: inout ProjectState, _ result: inout BlockResult) -> RowProblem? {
        guard !w.isNegative else { return .negativeWeight(text(reader, reader[weight])) }
        let plain = w.trimmed
        guard plain.scale <= ProjectState.weightScale else { return .unscored(.overflow) }
        let (weighed, overflow) = plain.significand.multipliedReportingOverflow(by: ExactDecimal.power(ProjectState.weightScale - plain.scale))
        guard !overflow else { return .unscored(.overflow) }
        if isExecution(reader) {
            guard let short = ShortDecimal(plain) else { return .unscored(.overflow) }
            return execution(reader, line, short, scorer, &state, &result)
        }
        var sign: Comparator?
        if let comparator, reader[comparator].count > 0 {
            sign = comparatorValue(reader, reader[comparator])
            if sign == nil { return .unknown(.comparator, text(reader, reader[comparator])) }
        }
        if reader[target].count == 0, sign != .qualitative { return .empty(.target) }
        if reader[actual].count == 0, sign != .qualitative { return .empty(.actual) }
        var row = ColumnRow(level1: text(reader, reader[level1]), name: text(reader, reader[name]), comparator: sign, target: TableValues.value(text(reader, reader[target])), actual: TableValues.value(text(reader, reader[actual])), tier: nil, weight: w, stated: nil)
        row.level1Kind = TableValues.level1(row.level1)
        row.level2Kind = level2.flatMap { TableValues.level2(text(reader, reader[$0]), under: row.level1Kind) }
        if let tier, reader[tier].count > 0 {
            row.tier = tierValue(reader, reader[tier])
            if row.tier == nil { return .unknown(.tier, text(reader, reader[tier])) }
        }
        if let stated, reader[stated].count > 0 {
            row.stated = exactNumber(reader, reader[stated])
            if row.stated == nil, sign == .qualitative { return .notNumeric(.stated, text(reader, reader[stated])) }
        }
        if sign == .qualitative {
            if row.tier == nil { return .empty(.tier) }
            if row.stated == nil { return .empty(.stated) }
        } else if let flaw = numberFlaw(row, reader) {
            return flaw
        }
        let scored = scorer.line(of: row)
        guard let score = scored.score else { return .unscored(scored.unscored ?? .overflow) }
        guard let units = score.units(at: scorer.places) else { return .unscored(.overflow) }
        let (sum, more) = state.units.addingReportingOverflow(units)
        state.units = sum
        if more { state.bad &+= 1 }
        state.add(weight: weighed)
        if let bounds = scored.tierBounds, let own = row.stated, own < bounds.lowerBound || own > bounds.upperBound { outside(line, own, bounds, score, &result) }
        if wishes.rows { reportLong(row, line, scored, score, &result) }
        if wishes.details { detail(reader, line, w, row.target?.number, row.actual?.number, scored.comparatorUsed == .qualitative ? nil : scored.comparatorUsed, scored.tier, units, scored.isMet ?? false, &result) }
        return nil
    }

    private func detail(
        _ reader: borrowing RecordReader, _ line: Int, _ w: ExactDecimal, _ t: ExactDecimal?, _ a: ExactDecimal?, _ comparator: Comparator?, _ tier: Tier?, _ units: Int64, _ isMet: Bool, isExecution: Bool = false, _ result: inout BlockResult
    ) {
        func store(_ place: Int) -> Range<Int32> {
            let start = Int32(result.texts.count)
            result.texts += reader.value(reader[place])
            return start..<Int32(result.texts.count)
        }
        result.details.append(
            RowDetail(
                run: Int32(result.runs.count - 1), line: line, level1: store(level1), name: store(name), isExecution: isExecution, comparator: comparator, tier: tier, weight: w, target: t, actual: a, stated: statedScore(reader), units: units, isMet: isMet))
    }

    /// A number was asked for by a printed sign, and words stand there.
    private func numberFlaw(_ row: ColumnRow, _ reader: borrowing RecordReader) -> RowProblem? {
        guard row.comparator != nil else { return nil }
        if row.target == nil { return .empty(.target) }
        if row.actual == nil { return .empty(.actual) }
        if case .text = row.target!.content { return .notNumeric(.target, text(reader, reader[target])) }
        if case .text = row.actual!.content { return .notNumeric(.actual, text(reader, reader[actual])) }
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
