import BudgetModel

/// The columns of an indicator table, found from its header rows.
struct IndicatorTable {
    struct Column {
        var meaning: Meaning
        var left: Int
        var right: Int
        /// Which of two tables side by side: 0 or 1.
        var half = 0
        var label: String
        var ref: CellRef?
    }

    var columns: [Column]
    /// The row after the last header row.
    var firstRow: Int
    /// The last row, where the heading beside the table tells it.
    var lastRow: Int?
    /// Cells of the header.
    var headerCells: [Int]
    /// The period of each half.
    var periods: [FundPeriod] = [.year]

    /// The columns that a column covers.
    struct Extent {
        var left: Int
        var right: Int

        func touches(_ cell: Lattice.Cell) -> Bool { cell.left <= right && cell.right >= left }
    }

    /// The first column of each meaning, by half and the meaning's number.
    private var extents: [[Extent?]] = []
    /// For each half its columns that are no levels, left to right.
    private(set) var valueColumns: [[(meaning: Meaning, extent: Extent)]] = []

    func has(_ meaning: Meaning) -> Bool { extents.contains { $0[Int(meaning.rawValue)] != nil } }

    /// The label over a column.
    func label(at extent: Extent) -> String? { columns.first { $0.left == extent.left && $0.right == extent.right }?.label }

    func column(_ meaning: Meaning, half: Int = 0) -> Extent? { extents[half][Int(meaning.rawValue)] }

    /// Level columns stand left of halves that do not repeat them.
    func levelColumn(_ meaning: Meaning, half: Int) -> Extent? {
        column(meaning, half: half) ?? (half > 0 ? column(meaning, half: 0) : nil)
    }

    /// Where each column stands, once all are settled.
    private mutating func settleExtents() {
        extents = Array(repeating: Array(repeating: nil, count: Meaning.allCases.count), count: periods.count)
        valueColumns = Array(repeating: [], count: periods.count)
        for column in columns where column.half < periods.count {
            let extent = Extent(left: column.left, right: column.right)
            if extents[column.half][Int(column.meaning.rawValue)] == nil { extents[column.half][Int(column.meaning.rawValue)] = extent }
            if !column.meaning.isLevel { valueColumns[column.half].append((column.meaning, extent)) }
        }
    }

    /// `指标1：`, `……`, `目标2` with nothing behind.
    static func isPlaceholder(_ text: String) -> Bool {
        if text.isBlankMark { return true }
        if text.utf8.count > 40 { return false }
        // 指标…, 目标…, 三级指标…, or no letter at all.
        switch text.unicodeScalars.first {
        case "指"?, "目"?, "三"?, "…"?, "⋯"?, "\u{A0}"?, "\u{3000}"?, "（"?: break
        case let first?: if first.value > 0x7F { return false }
        case nil: return true
        }
        var rest = text.foldedText().string[...]
        for prefix in ["指标", "目标", "三级指标"] where rest.hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        return rest.unicodeScalars.allSatisfy { scalar in
            IndicatorValueParser.isDigit(scalar) || scalar == "." || scalar == "…" || scalar == "x"
        }
    }

    /// `指标1：培训人数` → `培训人数`.
    static func withoutPlaceholder(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, first == "指" || first == "目", text.hasPrefix("指标") || text.hasPrefix("目标") else { return text }
        var rest = text.dropFirst(2)
        let digits = rest.prefix { $0.isNumber }
        guard !digits.isEmpty else { return text }
        rest = rest.dropFirst(digits.count)
        guard let mark = rest.first, "：:.、．".contains(mark) else { return text }
        let name = String(rest.dropFirst()).trimmedText
        return name.isEmpty ? text : name
    }

    /// Some columns of a wider table, which has its header elsewhere.
    init(columns: [Column], firstRow: Int) {
        self.columns = columns
        self.firstRow = firstRow
        headerCells = []
        settleWeights()
        settleDuplicates()
        settleExtents()
    }

    init?(header: Int, lattice: Lattice, end: Int) {
        var columns: [Column] = []
        var cells: [Int] = []
        // A section label merged down beside the table heads no column.
        func isSection(_ cell: Lattice.Cell, deepest: Int) -> Bool { cell.bottom > deepest }
        var last = header
        while last + 1 < end, Self.isSubHeader(last + 1, lattice) { last += 1 }
        // Level labels merged down tell how deep the header is.
        for index in lattice.own(header) {
            let cell = lattice[index]
            guard let meaning = cell.label.meaning(.indicatorHeader), meaning.isLevel, !Self.weakNames.contains(cell.label.key) else { continue }
            if cell.bottom > last, cell.bottom <= header + 2, cell.bottom < end { last = cell.bottom }
        }
        func narrow(_ parent: Int, to child: Int?, row: Int) {
            // One value for each place or year (甲县, 乙县, 合计): the sum, or the year's, is the form's.
            for index in lattice.own(row) where !lattice[index].isBlank { cells.append(index) }
            if let child {
                columns[parent].left = lattice[child].left
                columns[parent].right = lattice[child].right
            }
        }
        for row in header...last {
            if row > header, let (parent, child) = Self.places(row, lattice, columns, end: end) {
                narrow(parent, to: child, row: row)
                continue
            }
            for index in lattice.own(row) {
                let cell = lattice[index]
                guard !cell.isBlank, !isSection(cell, deepest: last) else { continue }
                guard var meaning = cell.label.meaning(.indicatorHeader) else {
                    if row > header { columns.removeAll { $0.left == cell.left && $0.right == cell.right } }
                    continue
                }
                if row > header, let parent = columns.first(where: { $0.left <= cell.left && $0.right >= cell.right && $0.right > $0.left && $0.meaning.isLevel }) {
                    // 一级指标 over 名称 and 权重.
                    switch (meaning, parent.meaning) {
                    case (.level3, _): meaning = parent.meaning
                    case (.weight, .level1): meaning = .level1Weight
                    case (.weight, .level2): meaning = .level2Weight
                    default: break
                    }
                }
                if row > header {
                    // Children take the place of the label above them.
                    columns = columns.flatMap { column -> [Column] in
                        guard column.left <= cell.left, column.right >= cell.right, !(column.left == cell.left && column.right == cell.right && column.meaning == meaning) else {
                            return column.left == cell.left && column.right == cell.right ? [] : [column]
                        }
                        var parts: [Column] = []
                        if column.left < cell.left {
                            var part = column
                            part.right = cell.left - 1
                            parts.append(part)
                        }
                        if column.right > cell.right {
                            var part = column
                            part.left = cell.right + 1
                            parts.append(part)
                        }
                        return parts
                    }
                }
                columns.append(Column(meaning: meaning, left: cell.left, right: cell.right, label: cell.shown.singleLine, ref: cell.ref))
                cells.append(index)
            }
        }
        columns.sort { $0.left < $1.left }
        if let (parent, child) = Self.places(last + 1, lattice, columns, end: end) {
            last += 1
            narrow(parent, to: child, row: last)
        }
        self.columns = columns
        firstRow = last + 1
        headerCells = cells
        dropWeakNames()
        splitHalves(header, lattice)
        settleWeights()
        settleDuplicates()
        nameManagement(header, lattice)
        settleExtents()
        guard has(.level3) || has(.level2) || has(.level1) else { return nil }
    }

    /// Gives a table of points without a column of names its names: what stands between the heading and the first column.
    private mutating func nameManagement(_ header: Int, _ lattice: Lattice) {
        guard !columns.contains(where: { $0.meaning.isLevel }), let first = columns.first, let index = lattice.own(header).first(where: { !lattice[$0].isBlank }) else { return }
        let section = lattice[index]
        guard section.bottom >= firstRow, section.right + 1 < first.left else { return }
        let title = section.shown.singleLine
        lastRow = section.bottom
        columns.insert(Column(meaning: .level3, left: section.right + 1, right: first.left - 1, label: title, ref: section.ref), at: 0)
        columns.insert(Column(meaning: .level1, left: section.left, right: section.right, label: title, ref: section.ref), at: 0)
    }

    /// A row of labels under a header: 指标性质, 指标值, 度量单位 or 确定能, 有可能, 完全不可能.
    private static func isSubHeader(_ row: Int, _ lattice: Lattice) -> Bool {
        guard !lattice.isParagraph(row) else { return false }
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count >= 2 else { return false }
        var known = 0
        for index in own {
            let cell = lattice[index]
            guard case .text = cell.value else { return false }
            if cell.label.meaning(.indicatorHeader) != nil { known += 1 } else if cell.label.length > 10 { return false }
        }
        return known >= 2 && known * 3 >= own.count * 2
    }

    /// A row that splits one wide column by place: the column and, when there is one, the cell of its sum.
    private static func places(_ row: Int, _ lattice: Lattice, _ columns: [Column], end: Int) -> (parent: Int, child: Int?)? {
        guard row < end, !lattice.isParagraph(row) else { return nil }
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count >= 2, own.allSatisfy({ if case .text = lattice[$0].value { lattice[$0].label.length <= 12 } else { false } }) else { return nil }
        guard let parent = columns.firstIndex(where: { column in own.allSatisfy { lattice[$0].left >= column.left && lattice[$0].right <= column.right } }), columns[parent].right > columns[parent].left else { return nil }
        guard own.allSatisfy({ lattice[$0].label.meaning(.indicatorHeader) == nil || lattice[$0].label.key.contains("年") }) else { return nil }
        let words: [StaticString] = ["合计", "平均", "小计", "总体", "全市", "全省", "全区", "全县", "当年", "本年", "今年", "本级"]
        let child = own.first { index in words.contains { lattice[index].label.full.contains($0) } }
        return (parent, child)
    }

    /// Names of the section that only stand for names of measures where nothing better does.
    private static let weakNames = Set(["绩效指标", "指标", "年度绩效指标", "评价指标", "主要绩效指标", "考核指标"].map { FoldedText($0, dropBrackets: false) })

    /// `绩效指标` beside `三级指标` is a heading of the section, not of names.
    private mutating func dropWeakNames() {
        let weak = Self.weakNames
        let names = columns.filter { $0.meaning == .level3 }
        guard names.count > 1 else { return }
        if names.contains(where: { !weak.contains($0.label.foldedLabel()) }) {
            columns.removeAll { $0.meaning == .level3 && weak.contains($0.label.foldedLabel()) }
        }
        // `一级指标 … 四级指标`: the last name is the measure.
        if let fourth = columns.first(where: { $0.label.foldedLabel() == "四级指标" }) {
            columns.removeAll { $0.meaning == .level3 && $0.left != fourth.left }
        }
    }

    /// Two tables side by side repeat level 2, the name or the target.
    private mutating func splitHalves(_ header: Int, _ lattice: Lattice) {
        for meaning in [Meaning.level3, .level2] {
            let places = columns.indices.filter { columns[$0].meaning == meaning }
            guard places.count == 2 else { continue }
            // The second half begins at the first level column that repeats.
            var start = places[1]
            while start > places[0] + 1, [.level1, .level2].contains(columns[start - 1].meaning), columns[..<start].dropLast().contains(where: { [columns[start - 1].meaning] == [$0.meaning] }) { start -= 1 }
            for index in columns.indices where index >= start { columns[index].half = 1 }
            periods = [period(of: columns[places[0]], header, lattice) ?? .mediumTerm, period(of: columns[places[1]], header, lattice) ?? .year]
            return
        }
    }

    private func period(of column: Column, _ header: Int, _ lattice: Lattice) -> FundPeriod? {
        for row in stride(from: header, through: max(0, header - 6), by: -1) {
            guard let index = lattice.cell(row: row, column: column.left) else { continue }
            let key = lattice[index].label.key
            guard lattice[index].left >= column.left - 2 else { continue }
            if key.contains("中期") || key.contains("中长期") || key.contains("实施期") || key.contains("长期") { return .mediumTerm }
            if key.contains("年度") || key.contains("当年") { return .year }
        }
        return nil
    }

    /// A weight right of level 1 or 2 is that level's, when the measure has one of its own.
    private mutating func settleWeights() {
        let weights = columns.indices.filter { columns[$0].meaning == .weight && columns[$0].half == 0 }
        guard weights.count > 1 else { return }
        for index in weights {
            let before = columns[..<index].last { $0.meaning.isLevel }
            switch before?.meaning {
            case .level1: columns[index].meaning = .level1Weight
            case .level2: columns[index].meaning = .level2Weight
            default: break
            }
        }
        if !columns.contains(where: { $0.meaning == .weight }), let last = columns.lastIndex(where: { $0.meaning == .level2Weight || $0.meaning == .level1Weight }) {
            columns[last].meaning = .weight
        }
    }

    private mutating func settleDuplicates() {
        let halves = Set(columns.map(\.half))
        for half in halves {
            var places = columns.indices.filter { columns[$0].meaning == .score && columns[$0].half == half }
            for index in places.dropFirst() { columns[index].meaning = .reviewScore }
            places = columns.indices.filter { columns[$0].meaning == .actual && columns[$0].half == half }
            if places.count > 1 {
                let keep = places.first { columns[$0].label.foldedLabel().hasSuffix("值") } ?? places[0]
                for index in places where index != keep { columns[index].meaning = .other }
            }
            places = columns.indices.filter { columns[$0].meaning == .target && columns[$0].half == half }
            if places.count > 1 {
                // 年度指标值 beside 实施周期指标值: the form speaks of the year.
                let keep = places.first { columns[$0].label.contains("年度") || columns[$0].label.contains("当年") || columns[$0].label.contains("本年") }
                    ?? places.first { columns[$0].label.foldedLabel().hasSuffix("值") } ?? places[0]
                for index in places where index != keep { columns[index].meaning = .otherTarget }
            }
            for meaning in [Meaning.weight, .unit, .comparator] {
                for index in columns.indices.filter({ columns[$0].meaning == meaning && columns[$0].half == half }).dropFirst() { columns[index].meaning = .other }
            }
        }
        // 其他 is a cause only beside the other causes.
        func heads(_ meaning: Meaning) -> Bool { columns.contains { $0.meaning == meaning } }
        if !heads(.causeFunding), !heads(.causeRegulation) { columns.removeAll { $0.meaning == .causeOther } }
        if heads(.likelihoodCertain) { columns.removeAll { $0.meaning == .likelihood } }
    }
}
