import BudgetModel

/// Cuts a lattice into the stretches of rows that can hold one form each.
enum FormSegments {
    static func split(_ lattice: Lattice, rows: Range<Int>) -> [Range<Int>] {
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
        for row in rows where !lattice.isEmptyRow(row) {
            if lattice.kinds[row].isTitle {
                if starts.isEmpty || (hasName || hasBody) && (hasIndicators || opensForm(row, lattice)) { begin(row) }
                pendingTitle = row
                continue
            }
            if lattice.kinds[row].namesForm {
                if hasBody {
                    // The title of this form is still among the rows above when nothing else stood between.
                    begin(pendingTitle.map { $0 > (starts.last ?? -1) ? $0 : row } ?? row)
                } else if starts.isEmpty {
                    begin(row)
                }
                hasName = true
            }
            if lattice.kinds[row].isIndicatorHeader || lattice.kinds[row].isFundHeader {
                if starts.isEmpty { begin(row) }
                hasBody = true
                if lattice.kinds[row].isIndicatorHeader { hasIndicators = true }
            }
        }
        guard !starts.isEmpty else { return [] }
        // What stands above the first form (an attachment number, a unit of money) belongs to it.
        starts[0] = rows.lowerBound
        return starts.indices.map { starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : rows.upperBound) }
    }

    /// Whether a name or a money table follows the title before any indicators do; else it heads a part of the same form.
    private static func opensForm(_ title: Int, _ lattice: Lattice) -> Bool {
        for row in title + 1..<min(lattice.rowCount, title + 14) where !lattice.isEmptyRow(row) {
            if lattice.kinds[row].namesForm || lattice.kinds[row].isFundHeader { return true }
            if lattice.kinds[row].isIndicatorHeader { return false }
        }
        return false
    }
}

/// What a row is, by its labels alone.
struct RowKind {
    /// Nothing begins on it.
    let isEmpty: Bool
    /// The cell of a heading such as 项目支出绩效自评表: one short text with the words of a form's title.
    let titleCell: Int?
    /// It carries the label of the form's own name.
    let namesForm: Bool
    let isIndicatorHeader: Bool
    /// How many kinds of money column its labels name.
    let fundColumnCount: Int
    /// It heads money columns: two of budget, received, executed, rate, and no amounts beside them.
    let isFundHeader: Bool

    init(_ row: Int, _ lattice: Lattice) {
        let own = lattice.own(row)
        isEmpty = own.allSatisfy { lattice[$0].value == .empty || lattice[$0].shown.isEmpty }
        guard !isEmpty else {
            titleCell = nil
            namesForm = false
            isIndicatorHeader = false
            fundColumnCount = 0
            isFundHeader = false
            return
        }
        titleCell = Self.title(row, own, lattice)
        guard !lattice.isParagraph(row) else {
            namesForm = false
            isIndicatorHeader = false
            fundColumnCount = 0
            isFundHeader = false
            return
        }
        let first = own.first { !lattice[$0].isBlank }
        switch first.flatMap({ FormBuilder.labelPart(lattice[$0]).meaning(.pair) }) {
        case .programme?, .departmentName?: namesForm = true
        default: namesForm = false
        }
        let hasNumber = own.contains { lattice[$0].isNumber }
        let columns = Self.fundColumns(own, lattice)
        fundColumnCount = columns.count
        isIndicatorHeader = !hasNumber && own.count >= 2 && (Self.headsIndicators(own, lattice) || columns.count == 0 && Self.headsManagement(row, own, lattice))
        isFundHeader = !hasNumber && columns.count >= 2 && !own.contains { Self.isAmount(lattice[$0]) }
    }

    var isTitle: Bool { titleCell != nil }

    private static let titleWords: [StaticString] = ["绩效", "自评", "监控", "整体支出评价", "目标申报"]
    private static let textWords: [StaticString] = ["填表说明", "见附表", "如下表", "见表", "表格", "详见", "评价表明", "附表如下"]

    private static func title(_ row: Int, _ own: [Int], _ lattice: Lattice) -> Int? {
        var filled = 0
        for index in own where !lattice[index].isBlank { filled += 1 }
        guard filled <= 3 else { return nil }
        for index in own where !lattice[index].isBlank {
            let label = lattice[index].label
            guard label.length >= 4, label.length <= 60 else { continue }
            let key = label.key
            guard key.contains("表") || key.hasSuffix("自评报告") || key.hasSuffix("自评") || key.hasSuffix("绩效目标") && filled == 1 && label.length >= 9 else { continue }
            guard titleWords.contains(where: { key.contains($0) }), !textWords.contains(where: { key.contains($0) }) else { continue }
            guard !label.full.contains("续表"), !key.contains("汇总表"), !key.hasPrefix("续"), !label.full.hasPrefix("续"), !label.full.hasPrefix("接上"), !lattice[index].shown.contains("。") else { continue }
            if lattice.isParagraph(row), key.hasPrefix("附"), !key.hasSuffix("表") { continue }
            if label.meaning(.pair) != nil { continue }
            return index
        }
        return nil
    }

    private static func headsIndicators(_ own: [Int], _ lattice: Lattice) -> Bool {
        var levels = MeaningSet()
        var values = MeaningSet()
        for index in own {
            guard let meaning = lattice[index].label.meaning(.indicatorHeader) else { continue }
            switch meaning {
            case .level1, .level2, .level3: levels.insert(meaning)
            case .target, .actual, .weight, .score, .comparator, .adjustedTarget: values.insert(meaning)
            default: break
            }
        }
        if levels.count >= 2 { return levels.count + values.count >= 3 || (levels.contains(.level1) && levels.contains(.level2)) }
        return levels.count == 1 && values.count >= 2
    }

    /// Points for how the money was managed, without a column of names: `资金管理情况 | 情况说明 | 分值 | 得分`,
    /// the heading merged down beside its rows.
    private static func headsManagement(_ row: Int, _ own: [Int], _ lattice: Lattice) -> Bool {
        guard let section = own.first(where: { !lattice[$0].isBlank }), lattice[section].bottom > row, lattice[section].label.meaning(.indicatorHeader) == nil else { return false }
        var found = MeaningSet()
        for index in own { if let meaning = lattice[index].label.meaning(.indicatorHeader) { found.insert(meaning) } }
        return found.contains(.weight) && found.contains(.score)
    }

    /// A text that is a number and nothing else, as tables of web pages hold them.
    private static func isAmount(_ cell: Lattice.Cell) -> Bool {
        guard case .text(let text) = cell.value, text.utf8.count <= 24, text.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return false }
        return FormBuilder.decimal(text) != nil
    }

    private static func fundColumns(_ own: [Int], _ lattice: Lattice) -> MeaningSet {
        var found = MeaningSet()
        for index in own {
            guard let meaning = lattice[index].label.meaning(.fundHeader) else { continue }
            switch meaning {
            case .initial, .adjusted, .executed, .received, .forecast, .rate: found.insert(meaning)
            default: break
            }
        }
        return found
    }
}
