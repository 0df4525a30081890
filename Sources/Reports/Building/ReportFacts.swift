import BudgetModel
import Quantities

/// One form with what is said of it, read by the sections and tables of a report.
///
/// Nothing is scored here: values are taken as stated or as computed, and every value that stands in
/// a cell with error findings carries their codes.
struct ReportFacts {
    let evaluation: Evaluation
    let sheet: ScoreSheet
    let framework: Framework
    let findings: [Finding]
    /// Rules that the user's profile switched off.
    let switchedOff: [NotChecked]
    let options: ReportOptions
    let outline: ReportOutline
    /// Codes of the errors that stand, by cell.
    let errors: [CellRef: [String]]
    /// Errors that stand in the report; those about points are mended where computed points replace them.
    let standingErrors: [Finding]

    init(_ evaluation: Evaluation, _ sheet: ScoreSheet, _ framework: Framework, _ findings: [Finding], switchedOff: [NotChecked], _ options: ReportOptions) {
        self.evaluation = evaluation
        self.sheet = sheet
        self.framework = framework
        self.findings = findings
        self.switchedOff = switchedOff
        self.options = options
        outline = ReportOutline(evaluation.kind)
        let replaced = options.scores == .computed ? Self.replacedCells(evaluation, sheet) : []
        standingErrors = findings.filter { finding in
            guard finding.severity == .error else { return false }
            guard let cell = finding.at else { return true }
            return !replaced.contains(cell)
        }
        var errors: [CellRef: [String]] = [:]
        for finding in standingErrors {
            guard let cell = finding.at, errors[cell]?.contains(finding.code) != true else { continue }
            errors[cell, default: []].append(finding.code)
        }
        self.errors = errors
    }

    /// The cells of points, total and grade whose stated value a computed one replaces.
    private static func replacedCells(_ evaluation: Evaluation, _ sheet: ScoreSheet) -> Set<CellRef> {
        var cells: Set<CellRef> = []
        func add(_ cell: CellRef?) { if let cell { cells.insert(cell) } }
        for (index, indicator) in evaluation.indicators.enumerated() where index < sheet.lines.count && sheet.lines[index].score != nil {
            add(indicator.statedScore?.cell)
            add(indicator.emptyCells[.score])
        }
        if sheet.execution?.score != nil {
            add(evaluation.execution?.statedScore?.cell)
            add(evaluation.execution?.scoreCell)
        }
        if sheet.ratePercent != nil {
            add(evaluation.execution?.statedRate?.cell)
            add(evaluation.execution?.rateCell)
        }
        if sheet.total != nil { add(evaluation.statedTotal?.cell) }
        if sheet.grade != nil { add(evaluation.statedGrade?.cell) }
        return cells
    }

    // MARK: Marked values

    func span(_ text: String, _ cell: CellRef?) -> Span {
        guard let cell, let codes = errors[cell] else { return Span(text) }
        return Span(text, .error(codes))
    }

    func span(_ value: Sourced<String>?) -> Span? {
        guard let value else { return nil }
        let text = Self.tidy(value.value)
        return text.isEmpty ? nil : span(text, value.cell)
    }

    func span(_ value: Sourced<ExactDecimal>?) -> Span? {
        value.map { span($0.value.plain, $0.cell) }
    }

    /// In 万元 without zeros at the end.
    func span(_ amount: FundAmount?) -> Span? {
        amount.map { span($0.money.amount(in: .wanYuan).plain, $0.cell) }
    }

    /// Without control characters and spaces at the ends; line breaks stay.
    static func tidy(_ text: String) -> String {
        var text = text
        if text.withUTF8(isTidy) { return text }
        var scalars = String.UnicodeScalarView()
        var pending = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A, 0x0D, 0x0B, 0x0C, 0x2028, 0x2029, 0x85:
                if !scalars.isEmpty { pending.append("\n") }
            case 0x09, 0x20, 0xA0, 0x3000:
                if !scalars.isEmpty { pending.append(scalar.value == 0x09 ? " " : scalar) }
            case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF, 0xFEFF: continue
            default:
                if !pending.isEmpty {
                    scalars.append(contentsOf: pending.contains("\n") ? "\n".unicodeScalars : pending)
                    pending = String.UnicodeScalarView()
                }
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    /// Whether nothing in the bytes can call for a change; most cells pass.
    private static func isTidy(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return true }
        if first == 0x20 || last == 0x20 { return false }
        if bytes.count >= 3, (bytes[0], bytes[1], bytes[2]) == (0xE3, 0x80, 0x80) || bytes.suffix(3).elementsEqual([0xE3, 0x80, 0x80]) { return false }
        for index in bytes.indices {
            switch bytes[index] {
            case 0..<0x20, 0x7F, 0xC2: return false
            // U+2028 and U+2029; U+FEFF, U+FFFE and U+FFFF.
            case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] >= 0xA8 && bytes[index + 2] <= 0xA9: return false
            case 0xEF where index + 2 < bytes.count && (bytes[index + 1] == 0xBB || bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE): return false
            default: continue
            }
        }
        return true
    }

    // MARK: Names

    var department: Span? { span(evaluation.department) }
    var programme: Span? { span(evaluation.programme) }
    var implementingUnit: Span? { span(evaluation.implementingUnit) }

    /// The department by its name alone, for sentences and signatures.
    var departmentName: Span? { department.map(Self.withoutCode) }
    var unitName: Span? { implementingUnit.map(Self.withoutCode) }

    /// `219001-某镇人民政府` and `[105]某局` without the budget code before the name.
    static func withoutCode(_ span: Span) -> Span {
        var rest = span.text[...]
        if let first = rest.first, "[［（(【".contains(first) { rest = rest.dropFirst() }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.count >= 3 else { return span }
        rest = rest.dropFirst(digits.count)
        let separators = rest.prefix { "]］）)】-－—–_ ".contains($0) }
        // A digit that goes on into the name, as in 119指挥中心, is part of it.
        guard !separators.isEmpty, rest.count > separators.count else { return span }
        return Span(String(rest.dropFirst(separators.count)), span.mark)
    }

    /// The department, project or transfer payment under evaluation.
    var subject: Span {
        switch outline {
        case .department: departmentName ?? unitName ?? .gap("部门名称")
        case .project: programme ?? .gap("项目名称")
        case .transferPayment: programme ?? .gap("转移支付项目名称")
        }
    }

    /// Who signs the report.
    var signatory: Span {
        switch outline {
        case .department: departmentName ?? unitName ?? .gap("单位名称")
        case .project, .transferPayment: unitName ?? departmentName ?? .gap("单位名称")
        }
    }

    var yearText: String? { evaluation.year.map { String($0.value) + "年度" } }

    // MARK: Money

    /// The rows for the year, or all rows where none is marked so.
    var fundLines: [FundLine] {
        let year = evaluation.funds.filter { $0.period == .year }
        return year.isEmpty ? evaluation.funds : year
    }

    /// The row of the total, or the only row there is.
    var totalFund: FundLine? {
        if let total = evaluation.fund(.total) { return total }
        let lines = fundLines
        return lines.count == 1 ? lines[0] : lines.first { $0.source == .total }
    }

    /// The amount that spending is measured by.
    func denominator(_ line: FundLine) -> FundAmount? {
        switch framework.execution.denominator.value {
        case .adjusted: line.adjusted
        case .initial: line.initial
        case .received: line.received
        }
    }

    var denominatorName: String {
        switch framework.execution.denominator.value {
        case .adjusted: "全年预算数"
        case .initial: "年初预算数"
        case .received: "到位数"
        }
    }

    /// Spent over budget in percent, two decimals.
    func ratePercent(_ line: FundLine) -> ExactDecimal? {
        guard let budget = denominator(line)?.money, let executed = line.executed?.money, !budget.isZero,
            let share = try? executed.share(of: budget), let percent = try? share * .hundred
        else { return nil }
        return try? percent.rounded(to: 2, .halfUp)
    }

    /// The rate of the whole: computed, else as printed.
    var rate: Span? {
        let cell = evaluation.execution?.statedRate?.cell ?? evaluation.execution?.rateCell
        if let percent = sheet.ratePercent ?? totalFund.flatMap(ratePercent) { return span(percent.plain + "%", cell) }
        return statedRate
    }

    /// As printed, with the sign that a bare number lacks.
    var statedRate: Span? {
        guard let stated = evaluation.execution?.statedRate else { return nil }
        let text = Self.tidy(stated.value)
        guard !text.isEmpty else { return nil }
        if let percent = evaluation.execution?.statedRatePercent, !text.contains("%"), !text.contains("％") {
            return span(percent.plain + "%", stated.cell)
        }
        return span(text, stated.cell)
    }

    // MARK: Points

    func line(_ index: Int) -> ScoreLine? { index < sheet.lines.count ? sheet.lines[index] : nil }

    /// The points the report carries for an indicator.
    func score(_ index: Int) -> Span? {
        let indicator = evaluation.indicators[index]
        switch options.scores {
        case .stated: return span(indicator.statedScore)
        case .computed: return line(index)?.score.map { Span($0.plain) }
        }
    }

    func scoreValue(_ index: Int) -> ExactDecimal? {
        switch options.scores {
        case .stated: evaluation.indicators[index].statedScore?.value
        case .computed: line(index)?.score
        }
    }

    var executionScore: Span? {
        switch options.scores {
        case .stated: span(evaluation.execution?.statedScore)
        case .computed: sheet.execution?.score.map { Span($0.plain) }
        }
    }

    var total: Span? {
        switch options.scores {
        case .stated: span(evaluation.statedTotal)
        case .computed: sheet.total.map { Span($0.plain) }
        }
    }

    /// As stated; where only the total is stated, the grade of its band.
    var grade: Span? {
        switch options.scores {
        case .stated: span(evaluation.statedGrade) ?? evaluation.statedTotal.flatMap { band(of: $0.value) }.map { Span($0.name) }
        case .computed: sheet.grade.map { Span($0.name) }
        }
    }

    private func band(of total: ExactDecimal) -> Grade? {
        guard total <= .hundred else { return nil }
        return framework.grades.value.sorted { $0.from > $1.from }.first { total >= $0.from }?.grade
    }

    // MARK: Indicators

    static func sign(_ comparator: Comparator?) -> String {
        switch comparator {
        case .atLeast: "≥"
        case .above: "＞"
        case .equal: "="
        case .atMost: "≤"
        case .below: "＜"
        case .range, .date, .qualitative, nil: ""
        }
    }

    /// Days as workbooks hold them, `2023-12-20`, in the words of a document: `2023年12月20日`.
    static func chineseDays(_ text: String) -> String {
        // Most dates are printed in words, and an expression is slow to try.
        guard text.utf8.contains(UInt8(ascii: "-")) else { return text }
        let bytes = Array(text.utf8)
        if bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = Int(String(decoding: bytes[..<4], as: UTF8.self)),
            let month = Int(String(decoding: bytes[5..<7], as: UTF8.self)), let day = Int(String(decoding: bytes[8...], as: UTF8.self)),
            (1...12).contains(month), (1...31).contains(day)
        {
            return "\(year)年\(month)月\(day)日"
        }
        return text.replacing(/\b([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\b/) { match in
            guard let month = Int(match.2), let day = Int(match.3), (1...12).contains(month), (1...31).contains(day) else { return String(match.0) }
            return "\(match.1)年\(month)月\(day)日"
        }
    }

    /// A value with the sign and the unit that stand in columns of their own.
    func shown(_ value: IndicatorValue?, sign: Comparator?) -> Span? {
        guard let value else { return nil }
        var text = Self.tidy(value.raw)
        guard !text.isEmpty else { return nil }
        if value.comparator == nil { text = Self.sign(sign) + text }
        if case .text = value.content { return span(text, value.cell) }
        if case .date = value.content { return span(Self.chineseDays(text), value.cell) }
        let unit = Self.tidy(value.printedUnit ?? value.unit ?? "")
        if unit == "%" || value.unit == "%" {
            if !text.holds("%"), !text.holds("％"), !text.holds("百分") { text += "%" }
        } else if !unit.isEmpty, !text.holds(unit) {
            text += unit
        }
        return span(text, value.cell)
    }

    func target(_ indicator: Indicator) -> Span? { shown(indicator.effectiveTarget, sign: indicator.comparator) }

    func actual(_ indicator: Indicator) -> Span? { shown(indicator.actual, sign: nil) }

    /// Indicators of one level 1 (inside one goal's block, where there are blocks).
    struct LevelGroup {
        var name: String
        var goalIndex: Int?
        var members: [Int]
        var weight: ExactDecimal?
        var stated: ExactDecimal?
        var computed: ExactDecimal?
    }

    var levelGroups: [LevelGroup] {
        var groups: [LevelGroup] = []
        for (index, indicator) in evaluation.indicators.enumerated() {
            let name = Self.tidy(indicator.level1)
            if let at = groups.firstIndex(where: { $0.name == name && $0.goalIndex == indicator.goalIndex }) {
                groups[at].members.append(index)
            } else {
                groups.append(LevelGroup(name: name, goalIndex: indicator.goalIndex, members: [index]))
            }
        }
        for at in groups.indices {
            let group = groups[at]
            groups[at].weight =
                sum(group.members.map { evaluation.indicators[$0].weight?.value })
                ?? evaluation.blocks.first { $0.level2 == nil && $0.goalIndex == group.goalIndex && Self.tidy($0.level1) == group.name }?.weight.value
            groups[at].stated = sum(group.members.map { evaluation.indicators[$0].statedScore?.value })
            groups[at].computed = sum(group.members.map { line($0)?.isLeftOut == true ? .zero : line($0)?.score })
        }
        return groups
    }

    /// Nil when a term is missing.
    private func sum(_ terms: [ExactDecimal?]) -> ExactDecimal? {
        var total = ExactDecimal.zero
        for term in terms {
            guard let term, let next = try? total + term else { return nil }
            total = next
        }
        return total
    }

    /// Whether execution has points of its own, outside the indicator rows.
    var hasExecutionRow: Bool { evaluation.execution.map { $0.indicatorIndex == nil } ?? false }

    var executionWeight: ExactDecimal? { evaluation.execution?.weight?.value ?? sheet.execution?.weight }

    // MARK: Texts of the form

    /// The form's own text whose label holds one of the words.
    func text(_ words: String...) -> Sourced<String>? {
        guard !evaluation.texts.isEmpty else { return nil }
        for word in words {
            for text in evaluation.texts where Self.label(text.label).holds(word) && !isPersonal(text.label) && !Self.tidy(text.text.value).isEmpty {
                return text.text
            }
        }
        return nil
    }

    /// A label without the spaces and breaks that narrow cells put into it.
    static func label(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !scalar.properties.isWhitespace && scalar.value >= 0x20 { scalars.append(scalar) }
        return tidy(String(scalars))
    }

    /// Labels of cells that name or reach a person; these never enter a report.
    func isPersonal(_ label: String) -> Bool {
        let label = Self.label(label)
        return ["负责人", "联系", "填报人", "填表人", "经办", "审核人", "制表", "电话", "手机", "邮箱", "姓名", "签字", "签章", "身份证"].contains { label.holds($0) }
    }
}

extension String {
    /// Whether the bytes of `word` stand in the text; Chinese labels need no more than that.
    fileprivate func holds(_ word: String) -> Bool {
        var text = self
        var word = word
        return text.withUTF8 { text in
            word.withUTF8 { word in
                guard let first = word.first, text.count >= word.count else { return word.isEmpty }
                return (0...text.count - word.count).contains { text[$0] == first && text[$0..<$0 + word.count].elementsEqual(word) }
            }
        }
    }
}
