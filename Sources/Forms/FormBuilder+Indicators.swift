import BudgetModel
import Quantities

/// The indicator rows of a form.
extension FormBuilder {
    mutating func readIndicatorTable(_ header: Int) -> Int {
        guard let table = IndicatorTable(header: header, lattice: lattice, end: rows.upperBound) else { return header + 1 }
        sawIndicatorTable = true
        taken.formUnion(table.headerCells)
        self.table = table
        for column in table.columns { sawColumns.insert(column.meaning) }
        readGoalBlock(header, table)
        return readIndicators(table, from: table.firstRow)
    }

    /// Reads the rows under a table's header from `first` on; returns the row after them.
    mutating func readIndicators(_ table: IndicatorTable, from first: Int) -> Int {
        if table.has(.weight) { form.hasWeights = true }
        // A header repeated on the next page goes on with the levels above it.
        var state = currentGoal == nil ? carried : RowState()
        state.goalIndex = currentGoal
        let halves = table.periods.count
        var collected: [[Indicator]] = Array(repeating: [], count: halves)
        let base = form.indicators.count
        var row = first
        var emptyRows = 0
        var end = rows.upperBound
        while row < rows.upperBound {
            if lattice.isEmptyRow(row) {
                emptyRows += 1
                row += 1
                if emptyRows > 3 { end = row; break }
                continue
            }
            if lattice.isParagraph(row) || lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].isTitle || row > table.lastRow ?? row { end = row; break }
            emptyRows = 0
            if let next = endOfTable(row, table) { end = next; break }
            if isSubtotal(row, table) {
                row += 1
                continue
            }
            if readLevelRow(row, table, &state) {
                row += 1
                end = row
                continue
            }
            for half in 0..<halves {
                readIndicator(row, table, half: half, &state, &collected[half], base: half == 0 ? base : nil)
            }
            row += 1
            end = row
        }
        carried = state
        let yearly = table.periods.firstIndex(of: .year) ?? 0
        for half in [yearly] + (0..<halves).filter({ $0 != yearly }) {
            let start = form.indicators.count
            form.indicators += collected[half]
            guard table.periods[half] != .year else { continue }
            for index in start..<form.indicators.count { form.indicators[index].period = table.periods[half] }
        }
        return end
    }

    /// A goal that heads its own block: `年度绩效目标1（80分）` merged down beside the table.
    private mutating func readGoalBlock(_ header: Int, _ table: IndicatorTable) {
        currentGoal = nil
        guard let first = table.columns.first else { return }
        for index in lattice.all(header) where lattice[index].right < first.left {
            let cell = lattice[index]
            let key = cell.label.key
            guard key.contains("目标"), !key.hasSuffix("指标") else { continue }
            guard key.hasDigit || cell.label.hasBrackets, Self.points(in: cell.shown) != nil || key.endsWithDigit else { continue }
            var goal = Goal()
            if let points = Self.points(in: cell.shown) { goal.weight = Sourced(points, cell.ref) }
            goal.expected = goalTexts.removeFirstIfAny()
            form.goals.append(goal)
            currentGoal = form.goals.count - 1
            taken.insert(index)
        }
    }

    struct RowState {
        var level1 = "" { didSet { if level1 != oldValue { settleKinds() } } }
        var level2 = "" { didSet { if level2 != oldValue { settleKinds() } } }
        private(set) var level1Kind: Level1?
        private(set) var level2Kind: Level2?
        var level1Cell: CellRef?
        var level2Cell: CellRef?
        var name = ""
        var nameCell: CellRef?
        var goalIndex: Int?
        var blockWeights: Set<CellRef> = []

        private mutating func settleKinds() {
            level1Kind = FormBuilder.level1Kind(level1)
            level2Kind = FormBuilder.level2Kind(level2, level1: level1Kind)
        }
    }

    /// The row after the table when this row is no indicator any more.
    private mutating func endOfTable(_ row: Int, _ table: IndicatorTable) -> Int? {
        if readTotalRow(row) { return row + 1 }
        if lattice.kinds[row].isFundHeader { return row }
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard let first = own.first else { return nil }
        let cell = lattice[first]
        let levelLeft = table.columns.first { $0.meaning.isLevel }?.left ?? 0
        guard cell.left <= levelLeft else { return nil }
        // A text row under the table: its label, or a note that runs across.
        if let meaning = Self.labelPart(cell).meaning(.pair), meaning != .projectNature, meaning != .departmentName || own.count <= 2 {
            if !(cell.label.meaning(.indicatorHeader)?.isLevel ?? false) { return row }
        }
        if cell.label.goal != nil, isGoalRow(row), cell.left < levelLeft || own.count <= 2 { return row }
        let key = cell.label.key
        if own.count == 1, key.hasPrefix("注") || key.hasPrefix("备注") || key.hasPrefix("说明") || key.hasPrefix("填表") || key.hasPrefix("填报") || cell.right - cell.left >= 4 && cell.shown.count > 30 || cell.shown.count > 60 { return row }
        return nil
    }

    private mutating func isSubtotal(_ row: Int, _ table: IndicatorTable) -> Bool {
        for index in lattice.own(row) where !lattice[index].isBlank {
            guard lattice[index].label.meaning(.totalRow) == .subtotal else { continue }
            for index in lattice.own(row) { taken.insert(index) }
            return true
        }
        return false
    }

    /// `产出指标（40分）` alone on its row heads the rows below, where level 1 has no column.
    private mutating func readLevelRow(_ row: Int, _ table: IndicatorTable, _ state: inout RowState) -> Bool {
        guard table.column(.level1) == nil else { return false }
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count == 1, let index = own.first else { return false }
        let cell = lattice[index]
        guard cell.label.length <= 12, Self.level1Kind(cell.shown) != nil, cell.label.key.hasSuffix("指标") || cell.label.hasBrackets else { return false }
        taken.insert(index)
        state.level1 = cell.levelName
        state.level1Cell = cell.ref
        (state.level2, state.level2Cell) = ("", nil)
        addBlock(cell, level1: state.level1, level2: nil, &state, goal: state.goalIndex)
        return true
    }

    // MARK: One row

    /// The cell that a column has on the row: an own one first, else a merged one from above.
    private func find(_ row: Int, _ column: IndicatorTable.Extent?) -> (index: Int, isOwn: Bool)? {
        guard let column else { return nil }
        var covering: Int?
        var blank: Int?
        for span in lattice.rows[row] {
            if span.left > column.right { break }
            guard span.right >= column.left else { continue }
            if span.isOwn {
                if !span.isBlank, span.left >= column.left { return (span.cell, true) }
                if span.isBlank { blank = blank ?? span.cell }
            } else {
                covering = covering ?? span.cell
            }
        }
        if let covering { return (covering, false) }
        return blank.map { ($0, true) }
    }

    mutating func readIndicator(_ row: Int, _ table: IndicatorTable, half: Int, _ state: inout RowState, _ list: inout [Indicator], base: Int?) {
        readLevels(row, table, half, &state, count: list.count, base: base)
        let nameColumn = table.column(.level3, half: half)
        var name = ""
        var nameCell: CellRef?
        var nameIndex: Int?
        var emptyName: CellRef?
        if let (index, isOwn) = find(row, nameColumn), !lattice[index].isBlank {
            name = lattice[index].shown.trimmedText.withoutLineBreaks
            nameCell = lattice[index].ref
            if isOwn { nameIndex = index }
            taken.insert(index)
        }
        name = IndicatorTable.withoutPlaceholder(name)
        var own = OwnCells()
        var moreReasons: [Int] = []
        for (meaning, extent) in table.valueColumns[half] {
            guard let (index, isOwn) = find(row, extent), isOwn, !lattice[index].isBlank else { continue }
            // 偏差原因 and 改进措施 in columns of their own are one reason.
            if meaning == .reason, own[.reason] != nil { moreReasons.append(index) } else { own.add(meaning, index) }
        }
        let hasValues = own[.target] != nil || own[.actual] != nil || own[.weight] != nil || own[.score] != nil || own[.adjustedTarget] != nil
        if IndicatorTable.isPlaceholder(name) { name = "" }
        if name.isEmpty {
            guard hasValues else {
                // 指标2：, …… and dashes hold nothing.
                for index in own.values where IndicatorTable.isPlaceholder(lattice[index].shown) { taken.insert(index) }
                giveBack(row, table, half)
                return
            }
            let place = nameColumn.flatMap { lattice.ref(row: row, column: $0.left) }
            guard let fallback = fallbackName(row, table, half, state) else {
                // Values that belong to no indicator: its name was not filled in.
                if half == 0, let place { form.emptyLabels.append(Sourced("三级指标", place)) }
                return
            }
            (name, nameCell) = (IndicatorTable.withoutPlaceholder(fallback.0), fallback.1)
            emptyName = place
        } else if nameIndex == nil, !hasValues {
            giveBack(row, table, half)
            return
        }
        var indicator = Indicator(level1: state.level1, level2: state.level2, name: Sourced(name, nameCell))
        indicator.level1Kind = state.level1Kind
        indicator.level2Kind = state.level2Kind
        indicator.level1Cell = state.level1Cell
        indicator.level2Cell = state.level2Cell
        indicator.goalIndex = state.goalIndex
        if let emptyName { indicator.emptyCells[.name] = emptyName }
        readValues(row, table, half, own, &indicator, base.map { $0 + list.count }, &state)
        for index in moreReasons {
            indicator.reason?.value += "；" + lattice[index].shown.trimmedText
            taken.insert(index)
        }
        list.append(indicator)
    }

    /// A row that made no indicator keeps nothing but level names and placeholders; its words are listed.
    private mutating func giveBack(_ row: Int, _ table: IndicatorTable, _ half: Int) {
        // The other half of a table side by side may have read its own.
        let secondHalf = table.columns.first { $0.half == 1 }?.left ?? .max
        for index in lattice.own(row) where !lattice[index].isBlank {
            let cell = lattice[index]
            guard (cell.left >= secondHalf) == (half == 1) else { continue }
            guard !IndicatorTable.isPlaceholder(cell.shown), Self.level1Kind(cell.shown) == nil, Self.level2Kind(cell.shown, level1: nil) == nil, cell.shown.count > 8 else { continue }
            taken.remove(index)
        }
    }

    /// The filled cells of a row by the meaning of their columns.
    struct OwnCells {
        private var list: [(meaning: Meaning, index: Int)] = []

        subscript(meaning: Meaning) -> Int? {
            for entry in list where entry.meaning == meaning { return entry.index }
            return nil
        }
        var values: [Int] { list.map(\.index) }
        mutating func add(_ meaning: Meaning, _ index: Int) { if self[meaning] == nil { list.append((meaning, index)) } }
    }

    /// A row with values and no name of its own is named by its level 2, when that stands on the row.
    private func fallbackName(_ row: Int, _ table: IndicatorTable, _ half: Int, _ state: RowState) -> (String, CellRef?)? {
        for meaning in [Meaning.level2, .level1] {
            guard let (index, isOwn) = find(row, table.levelColumn(meaning, half: half)), isOwn, !lattice[index].isBlank else { continue }
            return (lattice[index].shown.singleLine, lattice[index].ref)
        }
        if table.column(.level3, half: half) == nil, !state.level2.isEmpty { return (state.level2, state.level2Cell) }
        return nil
    }

    private mutating func readLevels(_ row: Int, _ table: IndicatorTable, _ half: Int, _ state: inout RowState, count: Int, base: Int?) {
        if let (index, _) = find(row, table.levelColumn(.level1, half: half)), !lattice[index].isBlank {
            let cell = lattice[index]
            taken.insert(index)
            if cell.ref != state.level1Cell {
                let level = cell.levelName
                if level != state.level1 { (state.level2, state.level2Cell) = ("", nil) }
                state.level1 = level
                state.level1Cell = cell.ref
                if half == 0 { addBlock(cell, level1: level, level2: nil, &state, goal: state.goalIndex) }
            }
        }
        guard table.levelColumn(.level3, half: half) != nil || table.has(.level2) else { return }
        if let (index, _) = find(row, table.levelColumn(.level2, half: half)), !lattice[index].isBlank {
            let cell = lattice[index]
            taken.insert(index)
            if cell.ref != state.level2Cell {
                state.level2 = cell.levelName
                state.level2Cell = cell.ref
                if half == 0 { addBlock(cell, level1: state.level1, level2: state.level2, &state, goal: state.goalIndex) }
            }
        }
        for (meaning, level2) in [(Meaning.level1Weight, nil as String?), (.level2Weight, state.level2)] {
            guard half == 0, let (index, _) = find(row, table.column(meaning)), let ref = lattice[index].ref, let points = Self.decimal(lattice[index]) else { continue }
            taken.insert(index)
            guard state.blockWeights.insert(ref).inserted else { continue }
            form.blocks.append(LevelBlock(level1: state.level1, level2: level2, goalIndex: state.goalIndex, weight: Sourced(points, ref)))
        }
    }

    private mutating func addBlock(_ cell: Lattice.Cell, level1: String, level2: String?, _ state: inout RowState, goal: Int?) {
        guard let ref = cell.ref, let points = Self.points(in: cell.shown), points.isPositive, state.blockWeights.insert(ref).inserted else { return }
        // A level repeated on every row of its block, as exports print it, is one block.
        if form.blocks.contains(where: { $0.level1 == level1 && $0.level2 == level2 && $0.goalIndex == goal && $0.weight.value == points }) { return }
        form.blocks.append(LevelBlock(level1: level1, level2: level2, goalIndex: goal, weight: Sourced(points, ref)))
    }

    static func level1Kind(_ text: String) -> Level1? {
        let key = text.foldedLabel()
        if key.contains("满意") { return .satisfaction }
        if key.contains("成本") { return .cost }
        if key.contains("效益") || key.contains("效果") || key.contains("影响") { return .benefit }
        if key.contains("产出") { return .output }
        return nil
    }

    static func level2Kind(_ text: String, level1: Level1?) -> Level2? {
        let key = text.foldedLabel()
        if key.contains("满意") { return .serviceSatisfaction }
        if key.contains("成本") {
            if key.contains("社会") { return .socialCost }
            if key.contains("生态") || key.contains("环境") { return .ecologicalCost }
            if key.contains("经济") { return .economicCost }
            return .cost
        }
        if key.contains("可持续") || key.contains("持续影响") { return .sustainability }
        if key.contains("经济效益") { return .economicBenefit }
        if key.contains("社会效益") { return .socialBenefit }
        if key.contains("生态") || key.contains("环境效益") { return .ecologicalBenefit }
        if key.contains("数量") { return .quantity }
        if key.contains("质量") { return .quality }
        if key.contains("时效") || key.contains("进度") { return .timeliness }
        if level1 == .cost { return .cost }
        if level1 == .satisfaction { return .serviceSatisfaction }
        return nil
    }

    private mutating func readValues(_ row: Int, _ table: IndicatorTable, _ half: Int, _ own: OwnCells, _ indicator: inout Indicator, _ index: Int?, _ state: inout RowState) {
        for cell in own.values { taken.insert(cell) }
        if let cell = own[.comparator] {
            let text = lattice[cell].shown
            indicator.comparator = IndicatorValueParser.comparator(text)
            if indicator.comparator == nil, own[.unit] == nil, own[.target] == nil { indicator.target = IndicatorValueParser.parse(lattice[cell]) }
        }
        let unit = own[.unit].flatMap { IndicatorValueParser.canonicalUnit(lattice[$0].shown) }
        if let cell = own[.target] { indicator.target = IndicatorValueParser.parse(lattice[cell]) }
        if let cell = own[.adjustedTarget] { indicator.adjustedTarget = IndicatorValueParser.parse(lattice[cell]) }
        if let cell = own[.actual] { indicator.actual = IndicatorValueParser.parse(lattice[cell]) }
        if let cell = own[.forecast] { indicator.forecast = IndicatorValueParser.parse(lattice[cell]) }
        RowSettling.apply(unit, printed: own[.unit].map { lattice[$0].shown.trimmedText }, to: &indicator)
        RowSettling.settleActual(of: &indicator)
        if indicator.comparator == nil { indicator.comparator = indicator.target?.comparator }
        readPoints(own, &indicator, &state)
        indicator.reason = text(own[.reason]) ?? mergedReason(row, table, half)
        indicator.remark = text(own[.remark])
        indicator.explanation = text(own[.explanation])
        indicator.targetBasis = text(own[.targetBasis])
        indicator.scoringRule = text(own[.scoringRule])
        indicator.isCore = own[.core].map { ["是", "√", "核心"].contains(lattice[$0].shown.trimmedText) } ?? false
        for (meaning, field) in [(Meaning.target, IndicatorField.target), (.actual, .actual), (.weight, .weight), (.score, .score), (.reason, .reason), (.unit, .unit), (.comparator, .comparator)] where own[meaning] == nil {
            guard let column = table.column(meaning, half: half), let ref = lattice.ref(row: row, column: column.left) else { continue }
            // Points merged down over several measures are not missing on the later ones.
            if let (index, isOwn) = find(row, column), !isOwn, !lattice[index].isBlank { continue }
            indicator.emptyCells[field] = ref
        }
        if !table.has(.weight), indicator.weight == nil, table.has(.score) || table.has(.actual), let points = Self.points(in: indicator.name.value), points.isPositive {
            // Points stand in the name: 相关性（5分）.
            indicator.weight = Sourced(points, indicator.name.cell)
            form.hasWeights = true
        }
        for (meaning, extent) in table.valueColumns[half] where meaning.isKeptAsText {
            guard let (index, isOwn) = find(row, extent), isOwn, !lattice[index].isBlank, let heading = table.label(at: extent) else { continue }
            indicator.others.append(FormText(label: heading, text: Sourced(lattice[index].shown.trimmedText, lattice[index].ref)))
        }
        readTier(own, &indicator)
        readMonitoring(own, &indicator)
        indicator.notApplicable = RowSettling.notApplicable(indicator)
    }

    private func text(_ index: Int?) -> Sourced<String>? {
        guard let index, !lattice[index].isBlank else { return nil }
        return Sourced(lattice[index].shown.trimmedText, lattice[index].ref)
    }

    /// A reason merged down over several rows counts for each.
    private func mergedReason(_ row: Int, _ table: IndicatorTable, _ half: Int) -> Sourced<String>? {
        guard let (index, isOwn) = find(row, table.column(.reason, half: half)), !isOwn, !lattice[index].isBlank, lattice[index].row >= table.firstRow else { return nil }
        return Sourced(lattice[index].shown.trimmedText, lattice[index].ref)
    }

    private mutating func readPoints(_ own: OwnCells, _ indicator: inout Indicator, _ state: inout RowState) {
        if let cell = own[.weight] {
            if let number = Self.decimal(lattice[cell]) {
                if lattice[cell].bottom > lattice[cell].row, let ref = lattice[cell].ref, spansIndicators(cell) {
                    // Points merged over several measures are the block's.
                    if state.blockWeights.insert(ref).inserted {
                        form.blocks.append(LevelBlock(level1: indicator.level1, level2: indicator.level2, goalIndex: indicator.goalIndex, weight: Sourced(number, ref)))
                    }
                } else {
                    indicator.weight = Sourced(number, lattice[cell].ref)
                }
            } else {
                indicator.emptyCells[.weight] = lattice[cell].ref
                unreadable.insert(cell)
            }
        }
        if own[.score] == nil, !(table?.has(.score) ?? false), let cell = own[.deduction], let weight = indicator.weight, let taken = Self.decimal(lattice[cell]), let rest = try? weight.value - taken.magnitude {
            // 分值 and 扣分, no 得分.
            indicator.statedScore = Sourced(rest, lattice[cell].ref)
        }
        if let cell = own[.score] {
            if let number = Self.score(lattice[cell]) {
                indicator.statedScore = Sourced(number, lattice[cell].ref)
            } else {
                indicator.emptyCells[.score] = lattice[cell].ref
                unreadable.insert(cell)
            }
        }
    }

    /// Points, also behind their own working: `20×47/50=18.8`.
    static func score(_ cell: Lattice.Cell) -> ExactDecimal? {
        if let number = decimal(cell) { return number }
        guard case .text(let text) = cell.value, text.utf8.count <= 120, let sign = text.lastIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
        return decimal(String(text[text.index(after: sign)...]))
    }

    private func spansIndicators(_ index: Int) -> Bool {
        guard let table, let column = table.column(.level3) ?? table.column(.level2) else { return false }
        var names = 0
        for row in lattice[index].row...lattice[index].bottom where row < rows.upperBound {
            if let cell = ownCell(row, column.left, column.right), !lattice[cell].isBlank { names += 1 }
        }
        return names > 1
    }

    private func readMonitoring(_ own: OwnCells, _ indicator: inout Indicator) {
        let marks: [(Meaning, Likelihood)] = [(.likelihoodCertain, .certain), (.likelihoodPossible, .possible), (.likelihoodImpossible, .impossible)]
        for (meaning, likelihood) in marks {
            guard let cell = own[meaning], !lattice[cell].isBlank, lattice[cell].shown != "0", lattice[cell].shown != "否" else { continue }
            indicator.likelihood = Sourced(likelihood, lattice[cell].ref)
        }
        if let cell = own[.likelihood] {
            let key = lattice[cell].label.key
            let words: [(StaticString, Likelihood)] = [("完全不可能", .impossible), ("不可能", .impossible), ("有可能", .possible), ("确定能", .certain)]
            for (word, likelihood) in words where key.contains(word) {
                indicator.likelihood = Sourced(likelihood, lattice[cell].ref)
                break
            }
        }
        for (meaning, cause) in [(Meaning.causeFunding, DeviationCause.funding), (.causeRegulation, .regulation), (.causeStaff, .staff), (.causeEquipment, .equipment), (.causeOther, .other)] where own[meaning] != nil {
            indicator.causes.append(cause)
        }
    }

    // MARK: Tiers

    private func readTier(_ own: OwnCells, _ indicator: inout Indicator) {
        if let cell = own[.tier], let tier = RowSettling.statedTier(lattice[cell].label.key) {
            (indicator.tier, indicator.tierBasis) = (tier, .stated)
        } else if let actual = indicator.actual, let (tier, basis) = RowSettling.tier(of: actual, target: indicator.effectiveTarget) {
            (indicator.tier, indicator.tierBasis) = (tier, basis)
        }
    }

    // MARK: Totals

    /// A row of totals: weights, points, grade.
    mutating func readTotalRow(_ row: Int) -> Bool {
        let own = lattice.own(row)
        guard let first = own.first(where: { !lattice[$0].isBlank }) else { return false }
        let cell = lattice[first]
        guard Self.labelPart(cell).meaning(.totalRow) == .total, let table else { return false }
        // Numbers: under the weights, under the points, or alone.
        taken.insert(first)
        let totalBefore = form.statedTotal?.value
        var numbers: [(index: Int, number: ExactDecimal)] = []
        if let colon = cell.shown.firstIndex(where: { $0 == "：" || $0 == ":" }) {
            let tail = String(cell.shown[cell.shown.index(after: colon)...])
            if let number = Self.decimal(tail) ?? Self.totalNumber(in: tail) { setTotal(number, cell.ref) }
        }
        for index in own where index != first && !lattice[index].isBlank {
            if let number = Self.decimal(lattice[index]) {
                numbers.append((index, number))
                taken.insert(index)
            } else if let grade = Self.grade(in: lattice[index].shown) {
                if form.statedGrade == nil { form.statedGrade = Sourced(grade, lattice[index].ref) }
                if form.statedGrade?.value == grade { taken.insert(index) }
            } else if let pair = Self.labelPart(lattice[index]).meaning(.pair), pair == .grade || pair == .total {
                taken.insert(index)
                readInlineGrade(lattice[index])
            } else if let number = Self.totalNumber(in: lattice[index].shown) {
                numbers.append((index, number))
                taken.insert(index)
                if form.statedGrade == nil, let grade = TextFigures.gradeInside(lattice[index].shown) { form.statedGrade = Sourced(grade, lattice[index].ref) }
            }
        }
        // A second total that says something else is listed, not swallowed.
        if let totalBefore { for (index, number) in numbers where number != totalBefore && number != .hundred { taken.remove(index) } }
        let weight = table.column(.weight)
        let score = table.column(.score)
        var hasScore = form.statedTotal != nil
        if numbers.count == 2, let weight, let score {
            // Two numbers are the weights' sum and the points, even where the row is merged another way.
            let (first, second) = weight.left < score.left ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
            if form.statedWeightTotal == nil { form.statedWeightTotal = Sourced(first.number, lattice[first.index].ref) }
            setTotal(second.number, lattice[second.index].ref)
            sawTotalRow = true
            return true
        }
        for (index, number) in numbers {
            let cell = lattice[index]
            if let score, cell.left <= score.right, cell.right >= score.left, !(weight.map { cell.left <= $0.right && cell.right >= $0.left } ?? false) {
                setTotal(number, cell.ref)
                hasScore = true
            } else if let weight, cell.left <= weight.right, cell.right >= weight.left {
                if numbers.count == 1, score.map({ cell.right >= $0.left }) ?? false {
                    setTotal(number, cell.ref)
                    hasScore = true
                } else if form.statedWeightTotal == nil {
                    form.statedWeightTotal = Sourced(number, cell.ref)
                }
            }
        }
        if !hasScore {
            // A number outside both columns: the points, unless it is the weights' hundred.
            let loose = numbers.filter { entry in
                let cell = lattice[entry.index]
                return !(weight.map { cell.left <= $0.right && cell.right >= $0.left } ?? false)
            }
            if let entry = loose.last {
                if loose.count > 1, form.statedWeightTotal == nil, loose[0].number == .hundred { form.statedWeightTotal = Sourced(loose[0].number, lattice[loose[0].index].ref) }
                setTotal(entry.number, lattice[entry.index].ref)
            }
        }
        if form.statedTotal == nil, let score { form.totalCell = lattice.ref(row: row, column: score.left) }
        sawTotalRow = true
        return true
    }

    private mutating func setTotal(_ number: ExactDecimal, _ cell: CellRef?) {
        if form.statedTotal == nil { form.statedTotal = Sourced(number, cell) }
    }

    private mutating func readInlineGrade(_ cell: Lattice.Cell) {
        if form.statedGrade == nil, let grade = TextFigures.gradeInside(cell.shown) { form.statedGrade = Sourced(grade, cell.ref) }
    }

    /// The points of a total with words that may stand beside them: `98.5（优）`, `总分97.54分`, `得分：98分，优`.
    static func totalNumber(in text: String) -> ExactDecimal? {
        guard text.utf8.count <= 48 else { return nil }
        var digits = ""
        var rest = ""
        var isBehind = false
        for scalar in text.unicodeScalars {
            let plain = String.plainScalar(scalar)
            if !isBehind, IndicatorValueParser.isDigit(plain) || plain == "." && !digits.isEmpty {
                digits.unicodeScalars.append(plain)
            } else {
                if !digits.isEmpty { isBehind = true }
                rest.unicodeScalars.append(plain)
            }
        }
        // Nothing but words of totals and grades beside the number; `1OO`, `约100` and `H15` are no totals.
        let allowed = "分总得自评合计综为最终项目绩效价结果等级次优秀良好中差较:,;()[]\"“”'. 、。/-—"
        guard !digits.isEmpty, rest.unicodeScalars.allSatisfy({ allowed.unicodeScalars.contains($0) || $0.properties.isWhitespace }) else { return nil }
        return try? ExactDecimal(parsing: digits)
    }
}

extension Array {
    /// Takes the first element off, when there is one.
    fileprivate mutating func removeFirstIfAny() -> Element? { isEmpty ? nil : removeFirst() }
}
