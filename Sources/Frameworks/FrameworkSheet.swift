package import BudgetModel
import Quantities

/// Turns a framework authored in a spreadsheet into its YAML.
///
/// The sheets and their columns are described in docs/frameworks.md.
package enum FrameworkSheet {
    /// What is wrong, and in which cell.
    package struct Problem: Hashable, Sendable {
        package var cell: CellRef?
        package var message: Wording
    }

    package struct Conversion: Sendable {
        /// The YAML as far as it could be written; usable when there are no problems.
        package var yaml: String
        package var problems: [Problem]
    }

    /// Converts the sheets of a workbook; sheets with other names are left alone.
    package static func convert(grids: [Grid]) -> Conversion {
        var writer = Writer()
        let tables = Tables(grids: grids, &writer)
        writer.write(tables)
        var problems = writer.problems
        if problems.isEmpty {
            for problem in FrameworkCatalogue.check(writer.yaml, name: "framework.yaml").problems {
                let message = Wording(zh: FrameworkWords.inWorkbook(problem.message.zh), en: problem.message.en)
                problems.append(Problem(cell: problem.line.flatMap { writer.cell(ofLine: $0) }, message: message))
            }
        }
        return Conversion(yaml: writer.yaml, problems: problems)
    }
}

/// One row of a sheet by the names of its columns.
private struct SheetRow {
    var sheet: String
    var row: Int
    var values: [String: GridCell]
    /// The columns of the header by name.
    var columns: [String: Int]

    /// The cell of a column, also where it is empty.
    func cell(_ column: String) -> CellRef {
        CellRef(sheet: sheet, position: values[column]?.position ?? CellPosition(row: row, column: columns[column] ?? 0))
    }

    /// The text of a cell; numbers and days in plain form, percentages as the share they stand for.
    func text(_ column: String) -> String? {
        guard let cell = values[column] else { return nil }
        switch cell.value {
        case .empty, .error: return nil
        case .text(let text):
            let trimmed = text.trimmed
            return trimmed.isEmpty ? nil : trimmed
        case .number(let number, _): return number.plain
        case .day(let day): return day.iso
        case .boolean(let flag): return flag ? "true" : "false"
        }
    }

    /// A share such as 0.8, also written 80 % or 80.
    func share(_ column: String) -> String? {
        guard var text = text(column) else { return nil }
        var isPercent = false
        if text.hasSuffix("%") || text.hasSuffix("％") {
            text.removeLast()
            isPercent = true
        }
        guard let number = try? ExactDecimal(parsing: text) else { return text }
        return isPercent || number > .one ? ((try? number.shifted(by: -2).plain) ?? text) : number.plain
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

/// The sheets of a framework workbook, by their known names.
private struct Tables {
    static let sheets: [(key: String, names: [String], columns: [[String]])] = [
        ("basics", ["基本信息", "basics"], [["项目", "item"], ["内容", "content"]]),
        ("instruments", ["文件", "依据文件", "instruments"], [["键", "key"], ["名称", "title"], ["文号", "number"], ["日期", "published"], ["网址", "address"]]),
        ("weights", ["权重", "指标权重", "weights"], [["一级指标", "level1"], ["二级指标", "level2"], ["三级指标", "level3"], ["分值", "points"]] + source),
        ("rules", ["规则", "rules"], [["规则", "rule"], ["值", "value"]] + source),
        ("tiers", ["档次", "tiers"], [["档次", "tier"], ["下限", "from"], ["上限", "to"], ["含上限", "includesUpper"]] + source),
        ("grades", ["等级", "grades"], [["等级", "grade"], ["下限", "from"], ["上限", "to"]] + source),
        ("overAchievement", ["超额", "超额完成", "overAchievement"], [["起点", "from"], ["做法", "action"], ["扣减", "deduction"]] + source),
        (
            "adjustments", ["总分调整", "调整", "adjustments"],
            [["编号", "id"], ["条件", "condition"], ["数值", "bound"], ["上界", "below"], ["一级指标", "level1"], ["做法", "effect"], ["分值", "points"]] + source
        ),
    ]
    private static let source: [[String]] = [["施行日期", "from day"], ["文件", "instrument"], ["条款", "article"], ["把握", "confidence"]]

    /// Rows by sheet key; columns by their Chinese name.
    var rows: [String: [SheetRow]] = [:]
    var sheetNames: [String: String] = [:]

    init(grids: [Grid], _ writer: inout Writer) {
        for (key, names, columns) in Self.sheets {
            guard let grid = grids.first(where: { names.contains($0.name.trimmed) }) else { continue }
            sheetNames[key] = grid.name
            rows[key] = Self.read(grid, columns, &writer)
        }
        if rows["basics"] == nil {
            writer.problems.append(
                FrameworkSheet.Problem(cell: nil, message: Wording(zh: "没有名为“基本信息”的工作表，请补上，写法见 docs/frameworks.md", en: "there is no sheet “基本信息” (basics); please add it as docs/frameworks.md says")))
        }
    }

    private static func read(_ grid: Grid, _ columns: [[String]], _ writer: inout Writer) -> [SheetRow] {
        var byRow: [Int: [GridCell]] = [:]
        for cell in grid.cells where cell.value != .empty { byRow[cell.position.row, default: []].append(cell) }
        func name(of cell: GridCell) -> String? {
            guard case .text(let text) = cell.value else { return nil }
            return columns.first { $0.contains(text.trimmed) }?[0]
        }
        guard let header = byRow.keys.sorted().first(where: { row in byRow[row]!.count { name(of: $0) != nil } >= 2 }) else {
            writer.problems.append(
                FrameworkSheet.Problem(
                    cell: CellRef(sheet: grid.name, position: CellPosition(row: 0, column: 0)),
                    message: Wording(
                        zh: "工作表“\(grid.name)”没有表头；应有：\(columns.map { $0[0] }.joined(separator: "、"))",
                        en: "the sheet “\(grid.name)” has no header; expected: \(columns.map { $0[1] }.joined(separator: ", "))")))
            return []
        }
        var names: [Int: String] = [:]
        for cell in byRow[header]! {
            if let known = name(of: cell) {
                names[cell.position.column] = known
            } else if case .text(let text) = cell.value {
                writer.problems.append(
                    FrameworkSheet.Problem(
                        cell: CellRef(sheet: grid.name, position: cell.position),
                        message: Wording(
                            zh: "不认识的列“\(text.trimmed)”；可用的列：\(columns.map { $0[0] }.joined(separator: "、"))",
                            en: "unknown column “\(text.trimmed)”; known: \(columns.map { $0[1] }.joined(separator: ", "))")))
            }
        }
        let columnsByName = Dictionary(names.map { ($0.value, $0.key) }) { min($0, $1) }
        return byRow.keys.filter { $0 > header }.sorted().compactMap { row in
            var values: [String: GridCell] = [:]
            for cell in byRow[row]! {
                if let name = names[cell.position.column] { values[name] = cell }
            }
            return values.isEmpty ? nil : SheetRow(sheet: grid.name, row: row, values: values, columns: columnsByName)
        }
    }
}

/// Writes YAML and remembers which cell each line came from.
private struct Writer {
    private(set) var lines: [String] = []
    private var cells: [CellRef?] = []
    var problems: [FrameworkSheet.Problem] = []
    /// Keys of the documents that references may name.
    private var instruments: Set<String> = []

    var yaml: String { lines.joined(separator: "\n") + "\n" }

    func cell(ofLine line: Int) -> CellRef? {
        var index = min(line, cells.count) - 1
        while index >= 0 {
            if let cell = cells[index] { return cell }
            index -= 1
        }
        return nil
    }

    private mutating func line(_ text: String, _ cell: CellRef? = nil) {
        lines.append(text)
        cells.append(cell)
    }

    private mutating func refuse(_ cell: CellRef?, zh: String, en: String) {
        problems.append(FrameworkSheet.Problem(cell: cell, message: Wording(zh: zh, en: en)))
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    mutating func write(_ tables: Tables) {
        writeBasics(tables.rows["basics"] ?? [])
        writeInstruments(tables.rows["instruments"] ?? [])
        let weights = tables.rows["weights"] ?? []
        let execution = weights.filter { ["预算执行", "预算执行率", "execution"].contains($0.text("一级指标") ?? "") }
        writeTree(weights.filter { row in !execution.contains { $0.row == row.row } })
        writeRules(tables.rows["rules"] ?? [], execution)
        writeBands("tiers", tables.rows["tiers"] ?? []) { row, writer in
            let tier = writer.value(row, "档次", Self.tiers) ?? ""
            let upper = row.text("含上限").map { ["是", "true", "1", "含"].contains($0) ? "true" : "false" }
            return "{tier: \(Self.quoted(tier)), from: \(Self.quoted(row.share("下限") ?? "")), to: \(Self.quoted(row.share("上限") ?? ""))" + (upper.map { ", includesUpper: \($0)" } ?? "") + "}"
        }
        writeBands("grades", tables.rows["grades"] ?? []) { row, writer in
            let grade = writer.value(row, "等级", Self.grades) ?? ""
            return "{grade: \(Self.quoted(grade)), from: \(Self.quoted(row.text("下限") ?? "")), to: \(Self.quoted(row.text("上限") ?? ""))}"
        }
        writeBands("overAchievement", tables.rows["overAchievement"] ?? []) { row, writer in
            let action = writer.value(row, "做法", Self.actions) ?? ""
            let from = row.text("起点").map { text in text.hasSuffix("%") || text.hasSuffix("％") ? (Self.shareOfPercent(text) ?? text) : text } ?? ""
            return "{from: \(Self.quoted(from)), action: \(Self.quoted(action))" + (row.share("扣减").map { ", deduction: \(Self.quoted($0))" } ?? "") + "}"
        }
        writeAdjustments(tables.rows["adjustments"] ?? [])
    }

    private static func shareOfPercent(_ text: String) -> String? {
        (try? ExactDecimal(parsing: String(text.dropLast())).shifted(by: -2).plain)
    }

    // MARK: - Sheets

    private mutating func writeBasics(_ rows: [SheetRow]) {
        let keys: [String: String] = [
            "编号": "id", "id": "id", "名称": "zh", "title.zh": "zh", "英文名称": "en", "title.en": "en", "沿用": "extends", "extends": "extends",
            "适用表格": "appliesTo", "appliesTo": "appliesTo", "核对日期": "checked", "checked": "checked", "权重约束": "bindingWeights",
            "bindingWeights": "bindingWeights",
        ]
        var found: [String: SheetRow] = [:]
        for row in rows {
            guard let item = row.text("项目") else { continue }
            guard let key = keys[item] else {
                refuse(row.cell("项目"), zh: "不认识的项目“\(item)”；可用：编号、名称、英文名称、沿用、适用表格、核对日期、权重约束", en: "unknown item “\(item)”; known: id, title.zh, title.en, extends, appliesTo, checked, bindingWeights")
                continue
            }
            found[key] = row
        }
        func text(_ key: String) -> String? { found[key]?.text("内容") }
        func cell(_ key: String) -> CellRef? { found[key]?.cell("内容") }
        if let base = text("extends"), let source = try? FrameworkCatalogue.source(base) { instruments.formUnion(source.instruments.map(\.key)) }
        line("id: \(Self.quoted(text("id") ?? ""))", cell("id"))
        if let base = text("extends") { line("extends: \(Self.quoted(base))", cell("extends")) }
        let title = text("zh") ?? ""
        line("title: {zh: \(Self.quoted(title)), en: \(Self.quoted(text("en") ?? title))}", cell("zh") ?? cell("en"))
        if let kinds = text("appliesTo") {
            let list = Self.items(kinds).map { Self.quoted(Self.kinds[$0] ?? $0) }
            line("appliesTo: [\(list.joined(separator: ", "))]", cell("appliesTo"))
        }
        if let checked = text("checked") { line("checked: \(Self.quoted(Self.day(checked)))", cell("checked")) }
        if let binding = text("bindingWeights") { line("bindingWeights: \(["是", "true"].contains(binding))", cell("bindingWeights")) }
    }

    private mutating func writeInstruments(_ rows: [SheetRow]) {
        guard !rows.isEmpty else { return }
        line("instruments:")
        for row in rows {
            if let key = row.text("键") { instruments.insert(key) }
            line("  \(Self.quoted(row.text("键") ?? "")):", row.cell("键"))
            line("    title: \(Self.quoted(row.text("名称") ?? ""))", row.cell("名称"))
            line("    number: \(Self.quoted(row.text("文号") ?? ""))", row.cell("文号"))
            if let day = row.text("日期") { line("    published: \(Self.quoted(Self.day(day)))", row.cell("日期")) }
            if let address = row.text("网址") { line("    address: \(Self.quoted(address))", row.cell("网址")) }
        }
    }

    /// A node of the tree with its rows, one a day.
    private final class Node {
        let name: String
        var rows: [SheetRow] = []
        var children: [Node] = []

        init(_ name: String) { self.name = name }

        func child(_ name: String) -> Node {
            if let found = children.first(where: { $0.name == name }) { return found }
            let child = Node(name)
            children.append(child)
            return child
        }
    }

    private mutating func writeTree(_ rows: [SheetRow]) {
        guard !rows.isEmpty else { return }
        let root = Node("")
        var level1 = "", level2 = ""
        for row in rows {
            // A level left blank is the one above it.
            if let name = row.text("一级指标") { (level1, level2) = (name, "") }
            if let name = row.text("二级指标") { level2 = name }
            guard !level1.isEmpty else {
                refuse(row.cell("分值"), zh: "这一行之上没有一级指标，请填写", en: "no level 1 stands in this row or above; please add it")
                continue
            }
            var node = root.child(level1)
            if row.text("二级指标") != nil || row.text("三级指标") != nil, !level2.isEmpty { node = node.child(level2) }
            if let name = row.text("三级指标") { node = node.child(name) }
            node.rows.append(row)
        }
        line("tree:")
        for node in root.children { write(node, indent: "  ") }
    }

    private mutating func write(_ node: Node, indent: String) {
        let cell = node.rows.first?.cell("分值")
        line("\(indent)- name: \(Self.quoted(node.name))", cell)
        let points = node.rows.compactMap { $0.text("分值") }
        let words: [String: String] = ["自定": "free", "free": "free", "地方规定": "local", "由地方规定": "local", "local": "local"]
        if let word = points.first.flatMap({ words[$0] }) {
            line("\(indent)  weight: \(word)", cell)
        } else if points.isEmpty {
            line("\(indent)  weight: free", cell)
        } else {
            line("\(indent)  values:", cell)
            for row in node.rows {
                line("\(indent)    \(day(of: row)): {weight: \(Self.quoted(row.text("分值") ?? "")), reference: \(reference(of: row))}", row.cell("分值"))
            }
        }
        guard !node.children.isEmpty else { return }
        line("\(indent)  children:")
        for child in node.children { write(child, indent: indent + "    ") }
    }

    private mutating func writeRules(_ rows: [SheetRow], _ execution: [SheetRow]) {
        var order: [String] = []
        var byKey: [String: [SheetRow]] = [:]
        for row in rows {
            guard let name = row.text("规则") else { continue }
            let plain = name.filter { !"“”\"".contains($0) }
            guard let key = FrameworkLabels.settings.first(where: { $0.key == name || $0.label.zh.filter { !"“”\"".contains($0) } == plain })?.key,
                !["tiers", "grades", "overAchievement"].contains(key)
            else {
                refuse(row.cell("规则"), zh: "不认识的规则“\(name)”，规则名见 docs/frameworks.md", en: "unknown rule “\(name)”; the names stand in docs/frameworks.md")
                continue
            }
            if byKey[key] == nil { order.append(key) }
            byKey[key, default: []].append(row)
        }
        let groups = ["execution", "openCases"]
        for key in order where !key.contains(".") { writeSetting(key, byKey[key]!, indent: "") }
        for group in groups {
            let members = order.filter { $0.hasPrefix(group + ".") }
            let points = group == "execution" ? execution : []
            guard !members.isEmpty || !points.isEmpty else { continue }
            line("\(group):")
            if !points.isEmpty {
                line("  weight:", points[0].cell("分值"))
                line("    values:")
                for row in points {
                    line("      \(day(of: row)): {value: \(Self.quoted(row.text("分值") ?? "")), reference: \(reference(of: row))}", row.cell("分值"))
                }
            }
            for key in members { writeSetting(String(key.dropFirst(group.count + 1)), byKey[key]!, full: key, indent: "  ") }
        }
    }

    private static let listSettings: Set<String> = ["alsoAccepted", "openCases.notApplicableGrounds", "openCases.unsignedAtMost"]

    private mutating func writeSetting(_ key: String, _ rows: [SheetRow], full: String? = nil, indent: String) {
        line("\(indent)\(key):", rows[0].cell("规则"))
        line("\(indent)  values:")
        for row in rows {
            let text = row.text("值") ?? ""
            let isList = Self.listSettings.contains(full ?? key)
            let value =
                isList
                ? "[" + Self.items(text).map { Self.quoted(Self.words[$0] ?? $0) }.joined(separator: ", ") + "]"
                : Self.quoted(Self.words[text] ?? text)
            line("\(indent)    \(day(of: row)): {value: \(value), reference: \(reference(of: row))}", row.cell("值"))
        }
    }

    private mutating func writeBands(_ key: String, _ rows: [SheetRow], _ item: (SheetRow, inout Writer) -> String) {
        guard !rows.isEmpty else { return }
        line("\(key):", rows[0].cell("施行日期"))
        line("  values:")
        var days: [String] = []
        var byDay: [String: [SheetRow]] = [:]
        var day = "", source = ""
        var sources: [String: String] = [:]
        for row in rows {
            // The day and source of the first row hold for those below that leave them blank.
            if row.text("施行日期") != nil || day.isEmpty { day = self.day(of: row) }
            if row.text("文件") != nil || source.isEmpty { source = reference(of: row) }
            if byDay[day] == nil {
                days.append(day)
                sources[day] = source
            }
            byDay[day, default: []].append(row)
        }
        for day in days {
            line("    \(day):", byDay[day]![0].cell("施行日期"))
            line("      value:")
            for row in byDay[day]! { line("        - " + item(row, &self), row.cell("下限")) }
            line("      reference: \(sources[day]!)", byDay[day]![0].cell("文件"))
        }
    }

    private mutating func writeAdjustments(_ rows: [SheetRow]) {
        guard !rows.isEmpty else { return }
        line("adjustments:")
        var ids: [String] = []
        var byID: [String: [SheetRow]] = [:]
        for row in rows {
            let id = row.text("编号") ?? ""
            if byID[id] == nil { ids.append(id) }
            byID[id, default: []].append(row)
        }
        for id in ids {
            line("  - id: \(Self.quoted(id))", byID[id]![0].cell("编号"))
            line("    values:")
            for row in byID[id]! {
                let bound = Self.quoted(Self.withoutPercent(row.text("数值") ?? ""))
                let condition: String
                switch row.text("条件") ?? "" {
                case "执行率低于", "executionBelow": condition = "executionBelow: \(bound)"
                case "执行率高于", "executionAbove": condition = "executionAbove: \(bound)"
                case "执行率介于", "executionWithin": condition = "executionWithin: {from: \(bound), below: \(Self.quoted(Self.withoutPercent(row.text("上界") ?? "")))}"
                case "一级指标得分低于", "levelBelow": condition = "levelBelow: {level1: \(Self.quoted(row.text("一级指标") ?? "")), percent: \(bound)}"
                case let other:
                    refuse(row.cell("条件"), zh: "条件应为 执行率低于、执行率高于、执行率介于、一级指标得分低于 之一，现为“\(other)”", en: "the condition must be one of executionBelow, executionAbove, executionWithin, levelBelow, not “\(other)”")
                    continue
                }
                let effect: String
                switch row.text("做法") ?? "" {
                case "总分不超过", "封顶", "cap": effect = "cap"
                case "扣分", "deduct": effect = "deduct"
                case let other:
                    refuse(row.cell("做法"), zh: "做法应为 总分不超过 或 扣分，现为“\(other)”", en: "the effect must be cap or deduct, not “\(other)”")
                    continue
                }
                line(
                    "      \(day(of: row)): {value: {\(condition), \(effect): \(Self.quoted(row.text("分值") ?? ""))}, reference: \(reference(of: row))}",
                    row.cell("数值"))
            }
        }
    }

    private static func withoutPercent(_ text: String) -> String { text.hasSuffix("%") || text.hasSuffix("％") ? String(text.dropLast()) : text }

    // MARK: - Parts of a row

    private mutating func value(_ row: SheetRow, _ column: String, _ known: [String: String]) -> String? {
        guard let text = row.text(column) else {
            refuse(row.cell(column), zh: "“\(column)”是空的，请填写", en: "“\(column)” is empty; please fill it")
            return nil
        }
        return known[text] ?? text
    }

    private mutating func day(of row: SheetRow) -> String {
        guard let text = row.text("施行日期") else {
            refuse(row.cell("施行日期"), zh: "“施行日期”是空的，请填写自哪一天起施行", en: "the day from which this row holds is empty; please fill it")
            return "2000-01-01"
        }
        let day = Self.day(text)
        if FrameworkReader.day(day) == nil {
            refuse(row.cell("施行日期"), zh: "日期应写作 2021-01-01，现为“\(text)”", en: "write the day as 2021-01-01, not “\(text)”")
            return "2000-01-01"
        }
        return day
    }

    private mutating func reference(of row: SheetRow) -> String {
        guard let key = row.text("文件") else {
            refuse(row.cell("文件"), zh: "“文件”是空的，请填写依据文件的键（见“文件”工作表）", en: "the document is empty; please fill in its key from the sheet of documents")
            return "{}"
        }
        guard let word = row.text("把握") else {
            refuse(row.cell("把握"), zh: "“把握”是空的，请填写 已核对、引述 或 默认", en: "the confidence is empty; please fill in verified, attributed or assumed")
            return "{}"
        }
        let confidence = ["已核对": "verified", "引述": "attributed", "默认": "assumed"][word] ?? word
        if !instruments.contains(key) {
            refuse(row.cell("文件"), zh: "“文件”工作表里没有键“\(key)”；请补上这份文件，或改成已有的键", en: "the sheet of documents has no key “\(key)”; please add the document, or use a key that is there")
        }
        if Confidence(rawValue: confidence) == nil {
            refuse(row.cell("把握"), zh: "“把握”只能是 已核对、引述、默认 之一，现为“\(word)”", en: "the confidence must be one of verified, attributed, assumed, not “\(word)”")
        }
        return "{instrument: \(Self.quoted(key))" + (row.text("条款").map { ", article: \(Self.quoted($0))" } ?? "") + ", confidence: \(Self.quoted(confidence))}"
    }

    /// `2021-01-01` from `2021年1月1日`, `2021/1/1`, `2021.1.1`.
    private static func day(_ text: String) -> String {
        let parts = text.split { !$0.isASCII || !$0.isNumber }
        guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let value = try? CalendarDay(year: year, month: month, day: day)
        else { return text }
        return value.iso
    }

    private static func items(_ text: String) -> [String] {
        text.split { "、,，;；".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty && $0 != "无" }
    }

    // MARK: - Words

    private static let kinds = FrameworkWords.keys(FrameworkWords.kinds)
    private static let tiers = FrameworkWords.keys(FrameworkWords.tiers)
    private static let grades = FrameworkWords.keys(FrameworkWords.grades)
    private static let actions = FrameworkWords.keys(FrameworkWords.actions)
    private static let words = FrameworkWords.keys(FrameworkWords.terms)
}
