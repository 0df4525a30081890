import BudgetModel

/// Cuts a lattice into the stretches of rows that can hold one form each.
enum FormSegments {
    static func split(_ lattice: Lattice) -> [Range<Int>] {
        var starts: [Int] = []
        var hasName = false
        var hasBody = false
        var hasIndicators = false
        var pendingTitle: Int?
        func begin(_ row: Int) {
            starts.append(row)
            hasName = false
            hasBody = false
            hasIndicators = false
        }
        for row in 0..<lattice.rowCount where !lattice.isEmptyRow(row) {
            if RowKind.isTitle(row, lattice) {
                if starts.isEmpty || (hasName || hasBody) && (hasIndicators || opensForm(row, lattice)) { begin(row) }
                pendingTitle = row
                continue
            }
            if RowKind.namesForm(row, lattice) {
                if hasBody {
                    // The title of this form is still among the rows above when nothing else stood between.
                    begin(pendingTitle.map { $0 > (starts.last ?? -1) ? $0 : row } ?? row)
                } else if starts.isEmpty {
                    begin(row)
                }
                hasName = true
            }
            if RowKind.isIndicatorHeader(row, lattice) || RowKind.isFundHeader(row, lattice) {
                if starts.isEmpty { begin(row) }
                hasBody = true
                if RowKind.isIndicatorHeader(row, lattice) { hasIndicators = true }
            }
        }
        guard !starts.isEmpty else { return [] }
        // What stands above the first form (an attachment number, a unit of money) belongs to it.
        starts[0] = 0
        return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : lattice.rowCount) }
    }

    /// Whether a name or a money table follows the title before any indicators do; else it heads a part of the same form.
    private static func opensForm(_ title: Int, _ lattice: Lattice) -> Bool {
        for row in title + 1..<min(lattice.rowCount, title + 14) where !lattice.isEmptyRow(row) {
            if RowKind.namesForm(row, lattice) || RowKind.isFundHeader(row, lattice) { return true }
            if RowKind.isIndicatorHeader(row, lattice) { return false }
        }
        return false
    }
}

/// What a row is, by its labels alone.
enum RowKind {
    /// A heading such as 项目支出绩效自评表: one short text with the words of a form's title.
    static func isTitle(_ row: Int, _ lattice: Lattice) -> Bool { titleCell(row, lattice) != nil }

    static func titleCell(_ row: Int, _ lattice: Lattice) -> Int? {
        let own = lattice.own(row).filter { !lattice[$0].isBlank }
        guard own.count <= 3 else { return nil }
        for index in own {
            let label = lattice[index].label
            guard label.length >= 4, label.length <= 60, !lattice[index].shown.contains("。") else { continue }
            let key = label.key
            guard !label.full.contains("续表"), !key.contains("汇总表"), !key.hasPrefix("续") else { continue }
            guard key.contains("表") || key.hasSuffix("自评报告") || key.hasSuffix("自评") || key.hasSuffix("绩效目标") && own.count == 1 && label.length >= 9 else { continue }
            guard ["绩效", "自评", "监控", "整体支出评价", "目标申报"].contains(where: key.contains) else { continue }
            guard !["填表说明", "见附表", "如下表", "见表", "表格", "详见", "评价表明", "附表如下"].contains(where: key.contains) else { continue }
            if lattice.isParagraph(row), key.hasPrefix("附件") || key.hasPrefix("附"), !key.hasSuffix("表") { continue }
            if LabelTable.shared.meaning(of: label, at: .pair) != nil { continue }
            return index
        }
        return nil
    }

    /// A row that carries the label of the form's own name with a value or an empty cell beside it.
    static func namesForm(_ row: Int, _ lattice: Lattice) -> Bool {
        guard !lattice.isParagraph(row) else { return false }
        let own = lattice.own(row)
        guard let first = own.first(where: { !lattice[$0].isBlank }) else { return false }
        switch LabelTable.shared.meaning(of: FormBuilder.labelPart(lattice[first]), at: .pair) {
        case "programme", "departmentName": return true
        default: return false
        }
    }

    static func indicatorMeanings(_ row: Int, _ lattice: Lattice) -> [String] {
        lattice.own(row).compactMap { LabelTable.shared.meaning(of: lattice[$0].label, at: .indicatorHeader) }
    }

    static func isIndicatorHeader(_ row: Int, _ lattice: Lattice) -> Bool {
        guard !lattice.isParagraph(row) else { return false }
        let own = lattice.own(row)
        guard own.count >= 2 else { return false }
        var levels: Set<String> = []
        var values: Set<String> = []
        var others = 0
        for index in own {
            let cell = lattice[index]
            if cell.isNumber { return false }
            switch LabelTable.shared.meaning(of: cell.label, at: .indicatorHeader) {
            case "level1"?, "level2"?, "level3"?: levels.insert(LabelTable.shared.meaning(of: cell.label, at: .indicatorHeader)!)
            case "target"?, "actual"?, "weight"?, "score"?, "comparator"?, "adjustedTarget"?: values.insert(LabelTable.shared.meaning(of: cell.label, at: .indicatorHeader)!)
            case .some: others += 1
            case nil: break
            }
        }
        if levels.count >= 2 { return levels.count + values.count >= 3 || (levels.contains("level1") && levels.contains("level2")) }
        return levels.count == 1 && values.count >= 2
    }

    static func fundColumns(_ row: Int, _ lattice: Lattice) -> Set<String> {
        var found: Set<String> = []
        for index in lattice.own(row) {
            guard let meaning = LabelTable.shared.meaning(of: lattice[index].label, at: .fundHeader) else { continue }
            switch meaning {
            case "initial", "adjusted", "executed", "received", "forecast", "rate": found.insert(meaning)
            default: break
            }
        }
        return found
    }

    /// A row that heads money columns: two of budget, received, executed, rate, and no amounts beside them.
    static func isFundHeader(_ row: Int, _ lattice: Lattice) -> Bool {
        guard !lattice.isParagraph(row) else { return false }
        let columns = fundColumns(row, lattice)
        guard columns.count >= 2, columns != ["rate"] else { return false }
        return !lattice.own(row).contains { lattice[$0].isNumber }
    }
}
