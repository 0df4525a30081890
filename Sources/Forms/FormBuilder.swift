import BudgetModel
import Quantities

/// Reads one form out of its stretch of rows: each row goes to the reader of its section, and what
/// no reader took is listed.
struct FormBuilder {
    let lattice: Lattice
    let rows: Range<Int>
    var form: Evaluation
    /// Cells that a field took, by index.
    var taken: CellMarks
    /// Cells in the place of a number that hold none.
    var unreadable: Set<Int> = []
    /// Labels of pairs already read, so that the first one counts.
    var pairs: [Meaning: Sourced<String>] = [:]
    /// The table read last: its columns tell what a total's numbers mean.
    var table: IndicatorTable?
    /// The columns of all tables.
    var sawColumns = MeaningSet()
    var sawFundTable = false
    var sawIndicatorTable = false
    var sawGoalSection = false
    /// What paragraphs and long cells say, for totals and rates that stand only in text.
    var runningText: [(text: String, cell: CellRef?)] = []

    /// The unit the user insists on, whatever the form prints.
    let givenUnit: AmountUnit?

    init(lattice: Lattice, rows: Range<Int>, file: String, amountUnit: AmountUnit? = nil) {
        self.lattice = lattice
        self.rows = rows
        givenUnit = amountUnit
        taken = CellMarks(count: lattice.cells.count)
        form = Evaluation(file: file, sheet: "", kind: .projectSelfEvaluation)
        if let amountUnit {
            form.amountUnit = amountUnit
            unitIsPrinted = true
        }
    }

    /// The form, or nil when the rows hold none.
    mutating func build() -> Evaluation? {
        var row = rows.lowerBound
        while row < rows.upperBound {
            let next = readRow(row)
            row = max(next, row + 1)
        }
        guard isForm else { return nil }
        return finished()
    }

    /// The form with all that can be said once its rows are read.
    mutating func finished() -> Evaluation {
        form.sheet = sheetName
        if form.indicators.isEmpty, let table, let column = table.column(.level3, half: 0), table.firstRow < rows.upperBound, let place = lattice.ref(row: table.firstRow, column: column.left) {
            form.emptyLabels.append(Sourced("三级指标", place))
        }
        finish()
        return form
    }

    private var sheetName: String {
        for row in rows where lattice.origins[row] != nil && (sawBody(row) || !sawIndicatorTable) { return lattice.origins[row]!.sheet }
        return rows.lazy.compactMap { lattice.origins[$0]?.sheet }.first ?? ""
    }

    private func sawBody(_ row: Int) -> Bool { lattice.own(row).contains { taken.contains($0) } }

    private var isForm: Bool {
        if !form.indicators.isEmpty { return true }
        let hasTitle = form.title != nil
        if sawIndicatorTable { return hasTitle || form.programme != nil || !form.funds.isEmpty }
        return sawFundTable && hasTitle && (form.programme != nil || pairs[.departmentName] != nil)
    }

    // MARK: Rows

    private mutating func readRow(_ row: Int) -> Int {
        if lattice.isEmptyRow(row) { return row + 1 }
        if lattice.isParagraph(row) {
            readParagraph(row)
            return row + 1
        }
        if lattice.kinds[row].isIndicatorHeader { return readIndicatorTable(row) }
        if isSourceHeader(row) { return readTransposedFunds(row) }
        if lattice.kinds[row].isFundHeader { return readFundTable(row) }
        if let next = readGoalHeader(row) { return next }
        if readFundPairs(row) {
            readPairs(row)
            return row + 1
        }
        if table != nil, readTotalRow(row) { return row + 1 }
        readTitle(row)
        if readNamesAbove(row) { return row + 2 }
        readPairs(row)
        return row + 1
    }

    /// A row of labels with their values on the row below: `项目名称 | 主管部门 | 实施单位`.
    private mutating func readNamesAbove(_ row: Int) -> Bool {
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count >= 2, row + 1 < rows.upperBound, own.allSatisfy({ pairMeaning(lattice[$0].label)?.namesIdentity ?? false }) else { return false }
        let below = own.map { ownCell(row + 1, lattice[$0].left, lattice[$0].right) }
        guard below.count(where: { $0.map { !lattice[$0].isBlank } ?? false }) >= 2, below.allSatisfy({ $0.map { !lattice[$0].label.isKnown } ?? true }) else { return false }
        for (label, value) in zip(own, below) {
            taken.insert(label)
            if let value { taken.insert(value) }
            if let meaning = pairMeaning(lattice[label].label) { store(meaning, label: lattice[label], value: value.map { lattice[$0] }, row: nil) }
        }
        return true
    }

    private mutating func readParagraph(_ row: Int) {
        let cell = lattice[lattice.own(row)[0]]
        readTitle(row)
        readUnit(of: cell)
        runningText.append((cell.shown, nil))
        guard cell.shown.count <= 80 else { return }
        for part in cell.shown.split(whereSeparator: { "；;。\t".contains($0) || $0 == "\u{3000}" }) { readInlinePair(String(part), cell: nil) }
    }

    private mutating func readTitle(_ row: Int) {
        if let index = lattice.kinds[row].titleCell {
            if form.title == nil || form.indicators.isEmpty && form.funds.isEmpty && row - (titleRow ?? row) <= 8 {
                form.title = Sourced(lattice[index].shown.singleLine, lattice[index].ref)
                titleRow = row
            }
            taken.insert(index)
        }
        guard form.indicators.isEmpty else { return }
        for index in lattice.own(row) {
            readUnit(of: lattice[index])
            if form.formNumber == nil, lattice[index].shown.utf8.contains(UInt8(ascii: "_")) { findFormNumber(index) }
        }
        for index in lattice.own(row) where !taken.contains(index) || form.year == nil {
            let cell = lattice[index]
            if cell.shown.utf8.count <= 90, form.year == nil || cell.label.full.hasSuffix("年度"), let year = Self.year(in: cell.shown), titleLike(cell) {
                form.year = Sourced(year, cell.ref)
                taken.insert(index)
            }
        }
    }

    private var titleRow: Int?

    /// A short text that can carry the year of the form: the title itself or a bare `（2023年度）`.
    private func titleLike(_ cell: Lattice.Cell) -> Bool {
        let full = cell.label.full
        return full.contains("年度") && full.length <= 14 || full.contains("自评") || full.contains("绩效") && full.contains("表") || full.length == 5 && full.hasSuffix("年")
    }

    /// A year 1990 … 2099 followed by 年.
    static func year(in text: String) -> Int? {
        // 评价年度：2021年 speaks before the year the paper was written.
        if text.mentions("评价年度"), let mark = text.firstRange(of: "评价年度"), mark.lowerBound > text.startIndex, let year = year(in: String(text[mark.upperBound...])) { return year }
        var digits: [Int] = []
        for scalar in text.unicodeScalars {
            let plain = String.plainScalar(scalar)
            if IndicatorValueParser.isDigit(plain) {
                digits.append(Int(plain.value - 0x30))
            } else if plain == " " || plain.value == 0x3000 || plain.value == 0xA0 || plain == "_" {
                continue
            } else {
                if plain == "年", digits.count == 4 {
                    let year = digits.reduce(0) { $0 * 10 + $1 }
                    if (1990...2099).contains(year) { return year }
                }
                digits = []
            }
        }
        return nil
    }

    // MARK: Labels and values side by side

    /// The label of a cell, or of its part before a colon: `单位名称：某县水利局`.
    static func labelPart(_ cell: Lattice.Cell) -> Label { cell.label.beforeColon ?? cell.label }

    mutating func readPairs(_ row: Int) {
        let own = lattice.own(row)
        var position = 0
        while position < own.count {
            let index = own[position]
            let cell = lattice[index]
            position += 1
            if cell.isBlank || taken.contains(index) { continue }
            readUnit(of: cell)
            if position < own.count, readMoneySentence(label: index, text: own[position]) {
                position += 1
                continue
            }
            if readFormNumber(cell) {
                taken.insert(index)
                continue
            }
            if let meaning = pairMeaning(cell.label) {
                taken.insert(index)
                // The value is the next cell, when that is no label itself.
                var value: Lattice.Cell?
                if position < own.count {
                    let next = lattice[own[position]]
                    let other = pairMeaning(next.label)
                    let headsMoney = other == nil && !meaning.namesIdentity && next.label.meaning(.fundHeader) != nil && position + 1 < own.count
                    if next.isBlank || other == nil && !headsMoney || !(other?.namesIdentity ?? false) && position + 1 >= own.count && next.left > cell.right + 1 || meaning == .programme && !(other?.namesIdentity ?? false) && !endsLikeLabel(next) {
                        value = next
                        if !next.isBlank { taken.insert(own[position]) }
                        position += 1
                    }
                }
                // A vertical label beside several text cells (wide notes) keeps them all.
                store(meaning, label: cell, value: value, row: row)
            } else if readInlinePair(cell.shown, cell: cell.ref) {
                taken.insert(index)
                if cell.shown.last == "：" || cell.shown.last == ":", position < own.count, !lattice[own[position]].isBlank, pairMeaning(lattice[own[position]].label) == nil {
                    let label = cell.label
                    if let meaning = label.meaning(.pair) { store(meaning, label: cell, value: lattice[own[position]], row: row) }
                    taken.insert(own[position])
                    position += 1
                }
            } else if cell.shown.count >= 40 {
                runningText.append((cell.shown, cell.ref))
            }
        }
    }

    private func endsLikeLabel(_ cell: Lattice.Cell) -> Bool { cell.shown.hasSuffix("：") || cell.shown.hasSuffix(":") }

    private func pairMeaning(_ label: Label) -> Meaning? { label.meaning(.pair) }

    private mutating func readFormNumber(_ cell: Lattice.Cell) -> Bool {
        let full = cell.label.full
        if full.hasPrefix("公开"), full.hasSuffix("表"), full.length <= 7, full.hasDigit {
            if form.formNumber == nil { form.formNumber = Sourced(cell.shown.trimmedText, cell.ref) }
            return true
        }
        guard full.hasPrefix("报表编号") || full.hasPrefix("表号") || full.hasPrefix("表格编号") else { return false }
        let value = cell.shown.split(whereSeparator: { $0 == "：" || $0 == ":" }).dropFirst().joined(separator: ":")
        form.formNumber = Sourced(value.trimmedText, cell.ref)
        return true
    }

    /// `510000_0013zp` in a title or alone.
    private mutating func findFormNumber(_ index: Int) {
        let cell = lattice[index]
        guard cell.shown.utf8.count <= 120,
            let number = cell.shown.split(whereSeparator: { !($0.isASCII && ($0.isNumber || $0.isLetter || $0 == "_")) }).first(where: Self.isFormNumber)
        else { return }
        form.formNumber = Sourced(String(number), cell.ref)
        if number.utf8.count == cell.shown.trimmedText.utf8.count { taken.insert(index) }
    }

    private static func isFormNumber(_ text: Substring) -> Bool {
        let parts = text.split(separator: "_")
        return parts.count == 2 && parts[0].utf8.count == 6 && parts[0].allSatisfy(\.isNumber) && (5...8).contains(parts[1].utf8.count) && parts[1].prefix(4).allSatisfy(\.isNumber)
    }

    /// A pair inside one text: `部门：某县明朗中学`.
    @discardableResult
    private mutating func readInlinePair(_ text: String, cell: CellRef?) -> Bool {
        guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return false }
        let head = String(text[..<colon])
        guard head.count <= 16, let meaning = Label(text: head, table: .shared).meaning(.pair) else { return false }
        let value = String(text[text.index(after: colon)...]).trimmedText
        guard !value.isBlankMark else { return true }
        let source = Lattice.Cell(row: 0, left: 0, right: 0, bottom: 0, value: .text(value), shown: value, label: .none, ref: cell, isBlank: false)
        let label = Lattice.Cell(row: 0, left: 0, right: 0, bottom: 0, value: .text(head), shown: head, label: Label(text: head, table: .shared), ref: cell, isBlank: false)
        store(meaning, label: label, value: source, row: nil)
        return true
    }

    mutating func store(_ meaning: Meaning, label: Lattice.Cell, value: Lattice.Cell?, row: Int?) {
        let shown = value.map { $0.shown.trimmedText } ?? ""
        let emptyRef = value?.ref ?? row.flatMap { lattice.ref(row: $0, column: label.right + 1) }
        if shown.isEmpty || shown.isBlankMark && meaning != .problems && meaning != .measures && meaning != .notes {
            switch meaning {
            case .programme, .departmentName, .department, .implementingUnit:
                if pairs[meaning] == nil { form.emptyLabels.append(Sourced(label.shown.singleLine, emptyRef)) }
            default: break
            }
            return
        }
        let sourced = Sourced(shown, value?.ref)
        // 单位：万元 names no unit of people.
        if meaning == .departmentName, Self.amountUnit(in: shown, label: Label(text: shown, table: nil)) != nil { return }
        if label.label.key.contains("转移支付") || label.label.key.hasPrefix("中央主管") { isTransfer = true }
        switch meaning {
        case .departmentName where pairs[.departmentName] != nil && pairs[.reportingUnit] == nil: pairs[.reportingUnit] = sourced
        case .department where centralDepartment != nil && pairs[.department] == centralDepartment:
            // The local department answers for a transfer, not the ministry that gave it.
            pairs[.department] = sourced
        case .programme, .departmentName, .reportingUnit, .department, .implementingUnit, .programmeCode, .localDepartment:
            if pairs[meaning] == nil {
                pairs[meaning] = sourced
                if meaning == .department, label.label.key.hasPrefix("中央") { centralDepartment = sourced }
            }
        case .year:
            if form.year == nil, let year = Self.year(in: shown + "年") ?? Self.year(in: shown) { form.year = Sourced(year, value?.ref) }
        case .formNumber: form.formNumber = sourced
        case .amountUnit: if let value { readUnit(of: value) }
        case .total:
            if form.statedTotal == nil, let value, let number = Self.decimal(value) { form.statedTotal = Sourced(number, value.ref) }
            if form.statedGrade == nil, let grade = Self.grade(in: shown) { form.statedGrade = Sourced(grade, value?.ref) }
        case .grade:
            if form.statedGrade == nil, let grade = Self.grade(in: shown) { form.statedGrade = Sourced(grade, value?.ref) }
        case .person: break
        default:
            form.texts.append(FormText(label: label.shown.singleLine, text: sourced))
            runningText.append((shown, value?.ref))
        }
        if meaning == .deviation, let value { commonReason = Sourced(shown, value.ref) }
    }

    /// The column of the rate over rows of labels and amounts.
    var fundRate: (left: Int, right: Int)?
    /// Columns of labels and amounts and what they hold, by the labels of the first row.
    var fundGroups: [(left: Int, meaning: Meaning)] = []
    /// The ministry of a transfer payment, when it stands where the department is asked for.
    var centralDepartment: Sourced<String>?
    /// Whether labels speak of a transfer payment.
    var isTransfer = false
    /// Whether amounts were read from labels beside them, as declarations print them.
    var declaredAmounts = false
    /// The goal whose own block of indicators is being read.
    var currentGoal: Int?
    /// Levels in force at the end of the last stretch of indicator rows.
    var carried = RowState()
    /// Goal texts waiting for their blocks.
    var goalTexts: [Sourced<String>] = []
    var sawTotalRow = false
    /// A reason that stands once for all rows (Hubei).
    var commonReason: Sourced<String>?

    // MARK: Numbers in cells

    /// The number of a cell that should hold one: `10`, `10分`, `10%` as 10; nil for dashes and words.
    static func decimal(_ cell: Lattice.Cell) -> ExactDecimal? {
        switch cell.value {
        case .number(let number, let isPercent): return isPercent ? (try? number.shifted(by: 2))?.trimmed : number
        case .text(let text): return decimal(text)
        case .empty, .day, .boolean, .error: return nil
        }
    }

    static func decimal(_ text: String) -> ExactDecimal? {
        var body = text.trimmedText
        if let last = body.utf8.last, last >= 0x80 || last == UInt8(ascii: "%") {
            for suffix in ["分", "%", "％", "分。"] where body.hasSuffix(suffix) { body.removeLast(suffix.count) }
        }
        return try? ExactDecimal(parsing: body)
    }

    /// Points in brackets: `产出指标（50分）`, `年度绩效目标1\n（80分）`; also `产出指标50分`.
    static func points(in text: String) -> ExactDecimal? {
        var digits = ""
        for scalar in text.unicodeScalars {
            let plain = String.plainScalar(scalar)
            if IndicatorValueParser.isDigit(plain) || plain == "." && !digits.isEmpty {
                digits.unicodeScalars.append(plain)
            } else if plain == "分" || plain == "%" {
                if let number = try? ExactDecimal(parsing: digits) { return number }
                digits = ""
            } else if plain == " " || plain.value == 0x3000 || plain.value == 0x0A {
                continue
            } else {
                digits = ""
            }
        }
        return nil
    }

    /// A grade as printed, or nil: 优, 良, 中, 差 and their longer spellings.
    static func grade(in text: String) -> String? {
        guard text.utf8.count <= 60 else { return nil }
        let folded = text.foldedText().string
        let known = ["优秀", "优良", "良好", "中等", "较差", "一般", "合格", "不合格", "优", "良", "中", "差"]
        if known.contains(folded) { return folded }
        for prefix in ["评价等级为", "评价等级", "自评等级为", "自评等级", "绩效等级为", "绩效等级", "等级为", "等级", "等次为", "等次", "评级为"] where folded.hasPrefix(prefix) {
            let rest = String(folded.dropFirst(prefix.count))
            if known.contains(rest) { return rest }
        }
        return nil
    }

    mutating func readUnit(of cell: Lattice.Cell) {
        guard givenUnit == nil, form.amountUnitCell == nil, cell.shown.utf8.count <= 120 else { return }
        guard let unit = Self.amountUnit(in: cell.shown, label: cell.label) else { return }
        form.amountUnit = unit
        form.amountUnitCell = cell.ref
        unitIsPrinted = true
    }

    var unitIsPrinted = false

    /// The unit of money that a heading prints: `项目资金（万元）`, `金额单位：元`.
    static func amountUnit(in text: String, label: Label) -> AmountUnit? {
        guard label.full.contains("元"), text.utf8.count <= 120 else { return nil }
        var plain: [UnicodeScalar] = []
        for scalar in text.unicodeScalars where scalar.value > 0x3000 || !scalar.properties.isWhitespace { plain.append(String.plainScalar(scalar)) }
        var place = plain.startIndex
        while let end = plain[place...].firstIndex(of: "元") {
            place = end + 1
            var start = end
            var unit = AmountUnit.yuan
            switch start > 0 ? plain[start - 1] : " " {
            case "万": (unit, start) = start > 1 && plain[start - 2] == "百" ? (.millionYuan, start - 2) : (.wanYuan, start - 1)
            case "亿": (unit, start) = (.yiYuan, start - 1)
            case "千": (unit, start) = (.thousandYuan, start - 1)
            default: break
            }
            // （万元）, 单位：万元, （A，万元）: the unit stands by itself.
            let opens = start == 0 || "(:,、[【位".unicodeScalars.contains(plain[start - 1])
            let closes = end + 1 == plain.count || "),、]】;".unicodeScalars.contains(plain[end + 1]) || start > 0 && (plain[start - 1] == ":" || plain[start - 1] == "位")
            if opens, closes { return unit }
        }
        return nil
    }

    // MARK: End

    private mutating func finish() {
        settleNames()
        settleKind()
        settleYear()
        settleFunds()
        settleWeights()
        settleExecution()
        settleText()
        listUnread()
        if let first = rows.first(where: { lattice.origins[$0] != nil }), let last = rows.last(where: { lattice.origins[$0] != nil && !lattice.isEmptyRow($0) }),
            let top = lattice.origins[first], let bottom = lattice.origins[last], top.sheet == bottom.sheet
        {
            var right = 0
            for row in rows { for span in lattice.rows[row] where span.isOwn { right = max(right, span.right) } }
            form.area = CellRange(top: top.row, left: 0, bottom: bottom.row, right: right)
        }
    }

    mutating func settleNames() {
        if let programme = pairs[.programme] {
            let (code, name) = Self.splitCode(programme.value)
            form.programme = Sourced(name, programme.cell)
            if let code { form.programmeCode = Sourced(code, programme.cell) }
        }
        if let code = pairs[.programmeCode] { form.programmeCode = code }
        for (meaning, label) in [(Meaning.localDepartment, "财政部门")] { if let text = pairs[meaning] { form.texts.append(FormText(label: label, text: text)) } }
        if let centralDepartment, pairs[.department] != centralDepartment { form.texts.append(FormText(label: "中央主管部门", text: centralDepartment)) }
        form.department = pairs[.department].map(Self.withoutUnitCode)
        form.implementingUnit = pairs[.implementingUnit] ?? pairs[.reportingUnit]
        if let name = pairs[.departmentName] {
            if form.department == nil {
                form.department = name
            } else if form.implementingUnit == nil {
                form.implementingUnit = name
            } else if form.programme == nil {
                form.programme = name
            }
        }
        if form.department == nil, let unit = pairs[.reportingUnit], pairs[.implementingUnit] != nil || pairs[.programme] == nil { form.department = unit }
    }

    /// `[318]某县交通运输局`, `028-某县教育局`: the name alone.
    private static func withoutUnitCode(_ name: Sourced<String>) -> Sourced<String> {
        let scalars = Array(name.value.unicodeScalars)
        var place = 0
        let isBracketed = scalars.first.map { "[【（(〔".unicodeScalars.contains($0) } ?? false
        if isBracketed { place = 1 }
        let start = place
        while place < scalars.count, IndicatorValueParser.isDigit(scalars[place]) { place += 1 }
        guard place - start >= 3, place - start <= 12, place < scalars.count else { return name }
        guard isBracketed ? "]】）)〕".unicodeScalars.contains(scalars[place]) : "-－—_ ".unicodeScalars.contains(scalars[place]) else { return name }
        let rest = IndicatorValueParser.string(scalars[(place + 1)...]).trimmedText
        return rest.isEmpty ? name : Sourced(rest, name.cell)
    }

    /// `51000021R000000019951-工资性支出` → code and name.
    static func splitCode(_ text: String) -> (code: String?, name: String) {
        guard text.utf8.count > 16, text.utf8.prefix(15).allSatisfy({ $0 < 0x80 }) else { return (nil, text) }
        for separator in ["-", "－", "—", " ", "_"] {
            guard let range = text.firstRange(of: separator), range.lowerBound > text.startIndex else { continue }
            let head = text[..<range.lowerBound]
            let rest = String(text[range.upperBound...]).trimmedText
            guard head.utf8.count >= 15, head.utf8.count <= 30, !rest.isEmpty, head.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x61 && $0 <= 0x7A) }) else { continue }
            return (String(head), rest)
        }
        return (nil, text)
    }

    mutating func settleYear() {
        guard form.year == nil else { return }
        let candidates = [form.title, form.programme].compactMap(\.self) + runningText.prefix(6).map { Sourced($0.text, $0.cell) }
        for text in candidates {
            if let year = Self.year(in: text.value) {
                form.year = Sourced(year, text.cell)
                return
            }
        }
    }

    private mutating func settleKind() {
        let title = form.title?.value.foldedText() ?? .empty
        let hasActual = form.indicators.contains { $0.actual != nil } || sawColumns.contains(.actual)
        let hasScore = sawColumns.contains(.score) || form.execution?.statedScore != nil
        let departmentWords: [StaticString] = ["整体支出", "部门整体", "单位整体", "整体绩效"]
        let isDepartment = departmentWords.contains { title.contains($0) }
            || title.contains("部门") && !title.contains("项目") && pairs[.programme] == nil
            || title.isEmpty && pairs[.programme] == nil && pairs[.departmentName] != nil
        let level1 = Set(form.indicators.map { $0.level1 })
        let isTree = level1.contains("投入") && level1.contains("过程") || level1.contains("过程") && (level1.contains("产出") || level1.contains("效果") || level1.contains("效益"))
            || level1.contains("决策") && level1.contains("过程")
        // The same tree scores projects too; a form with a programme is a project's.
        let isScoringTable = isTree && (isDepartment || pairs[.programme] == nil && !title.contains("项目"))
        if title.contains("监控") || sawColumns.contains(.likelihoodCertain) || sawColumns.contains(.likelihood) {
            form.kind = .monitoring
        } else if title.contains("复核") && !title.contains("自评表") {
            form.kind = .selfEvaluationReview
        } else if isScoringTable, hasScore || sawColumns.contains(.weight) {
            form.kind = .departmentScoringTable
        } else if !hasActual, !hasScore, !title.contains("自评") || title.contains("目标申报") {
            let isGoal = title.contains("目标") || title.contains("申报") || title.contains("批复") || !form.goals.isEmpty || !form.funds.isEmpty || form.programme != nil
            form.kind = isGoal || !form.texts.isEmpty ? (isDepartment ? .departmentGoal : .projectGoal) : .indicatorList
        } else if title.contains("转移支付") || title.contains("区域绩效") || isTransfer && !isDepartment || pairs[.localDepartment] != nil && !isDepartment {
            form.kind = .transferSelfEvaluation
        } else if title.isEmpty, !hasScore, !sawColumns.contains(.weight), form.funds.isEmpty, form.programme == nil, form.department == nil, form.goals.isEmpty {
            form.kind = .indicatorList
        } else {
            form.kind = isDepartment ? .departmentSelfEvaluation : .projectSelfEvaluation
        }
    }

    private mutating func listUnread() {
        // In a document other tables stand between: the frame of a web page, a table of another matter.
        var own: Set<String> = []
        for row in rows where sawBody(row) { if let sheet = lattice.origins[row]?.sheet { own.insert(sheet) } }
        for row in rows where lattice.origins[row].map({ own.contains($0.sheet) }) ?? false {
            for index in lattice.own(row) where !taken.contains(index) || unreadable.contains(index) {
                let cell = lattice[index]
                // 满分 in the place of a score is a loss, whatever else it may head.
                guard let ref = cell.ref, !cell.isBlank, unreadable.contains(index) || !isKnownLabel(cell) else { continue }
                form.unread.append(UnreadCell(cell: ref, text: cell.shown.singleLine))
            }
        }
        guard !lattice.hidden.isEmpty else { return }
        let rowsOfForm = Set(rows.compactMap { row in lattice.origins[row].map { "\($0.sheet)!\($0.row)" } })
        let hiddenHere = lattice.hidden.filter { rowsOfForm.contains("\($0.cell.sheet)!\($0.cell.position.row)") || lattice.rowCount > 0 && $0.cell.sheet == form.sheet }
        if !hiddenHere.isEmpty {
            form.unread += hiddenHere
            form.notes.append(
                Wording(
                    zh: "隐藏的行或列中有 \(hiddenHere.count) 个单元格，未读取（见“未读取”清单）。",
                    en: "\(hiddenHere.count) cells stand in hidden rows or columns and were not read (see the list of unread cells)."))
        }
    }

    /// Labels without a value of their own are no loss.
    private func isKnownLabel(_ cell: Lattice.Cell) -> Bool {
        if cell.label.isKnown { return true }
        // 项目支出绩效自评表（续表）
        if cell.label.key.hasSuffix("表"), cell.label.full.hasSuffix("续表") || cell.label.full.hasPrefix("续") { return true }
        if case .text = cell.value { return IndicatorTable.isPlaceholder(cell.shown) && !cell.shown.isNumberLike || cell.label.key.hasPrefix("附件") }
        return false
    }
}

/// Which cells of a lattice a field took.
struct CellMarks {
    private var isMarked: [Bool]

    init(count: Int) { isMarked = Array(repeating: false, count: count) }

    func contains(_ cell: Int) -> Bool { isMarked[cell] }
    mutating func insert(_ cell: Int) { isMarked[cell] = true }
    mutating func remove(_ cell: Int) { isMarked[cell] = false }
    mutating func formUnion(_ cells: [Int]) { for cell in cells { isMarked[cell] = true } }
}
