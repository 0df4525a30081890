import BudgetModel
import Documents
import Foundation
import Frameworks
import Quantities
import Testing
import Workbooks
import Workflows

/// The promise of blank forms: what is written into one is read again, every cell of it, whatever the framework.
@Suite struct `A blank form that was filled` {
    private static let combinations = BlankForm.kinds.flatMap { kind in FrameworkCatalogue.ids.map { (kind, $0) } }

    @Test(arguments: combinations) func `reads back without loss`(_ kind: FormKind, _ framework: String) throws {
        for seed in [1, 4] as [UInt64] {
            var filling = try BlankFilling(kind, framework, seed: seed)
            let outcome = try evaluated(try filling.fill())
            #expect(outcome.problem == nil && outcome.notes == [], "seed \(seed)")
            try #require(outcome.forms.count == 1, "seed \(seed)")
            let form = outcome.forms[0]
            #expect(form.framework.id == framework, "seed \(seed)")
            // The tree of 2013 makes a scoring table of any department's form.
            #expect(form.evaluation.kind == kind || framework == "mof-2013-dept" && form.evaluation.kind == .departmentScoringTable, "seed \(seed)")
            let lost = filling.lost(from: form.evaluation)
            #expect(lost == [], "seed \(seed): \(lost.count) of \(filling.entries.count) cells")
            #expect(filling.entries.count > 40)
        }
    }

    // MARK: - Which framework

    private func blank(_ framework: String, day: CalendarDay) throws -> [UInt8] {
        try BlankForm.write(kind: .projectSelfEvaluation, framework: try FrameworkCatalogue.framework(framework, on: day))
    }

    @Test func `the framework is known without the line below the form, by the instructions`() throws {
        let bytes = try blank("sichuan", day: try CalendarDay(year: 2024, month: 12, day: 31))
        let part = try #require(try ZipArchive(bytes).read("xl/sharedStrings.xml"))
        let changed = String(decoding: part, as: UTF8.self).replacing("注：本表按评分规则", with: "注：")
        let outcome = try evaluated(try ZipArchive(bytes).replacing(["xl/sharedStrings.xml": Array(changed.utf8)]))
        #expect(outcome.forms.map(\.framework.id) == ["sichuan"])
    }

    @Test func `another state of the framework, and another framework than asked for, are said`() throws {
        let bytes = try blank("hubei", day: try CalendarDay(year: 2024, month: 12, day: 31))
        let digest = try FrameworkCatalogue.source("hubei").digest
        let part = String(decoding: try #require(try ZipArchive(bytes).read("xl/sharedStrings.xml")), as: UTF8.self)
        func with(_ text: String, named: String? = nil) throws -> FileOutcome {
            try evaluated(try ZipArchive(bytes).replacing(["xl/sharedStrings.xml": Array(text.utf8)]), named: named)
        }
        let older = try with(part.replacing(digest, with: "sha256:00ff"))
        #expect(older.forms.map(\.framework.id) == ["hubei"])
        #expect(older.notes.map(\.zh) == ["表格编制以后，评分规则 hubei 已有改动（校验码不同），按现在的规则核算。"])
        let asked = try with(part, named: "cn-2020")
        #expect(asked.forms.map(\.framework.id) == ["cn-2020"])
        #expect(asked.notes.first?.zh.contains("按评分规则 hubei 编制") == true)
        let unknown = try with(part.replacing("评分规则 hubei", with: "评分规则 my-city"))
        #expect(unknown.notes.first?.zh.contains("--framework 指定 my-city 的文件") == true)
    }

    private func evaluated(_ bytes: [UInt8], named: String? = nil) throws -> FileOutcome {
        let file = FileManager.default.temporaryDirectory.appending(path: "jixiao-blank-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        return try EvaluateFile(store: FrameworkStore(today: try CalendarDay(year: 2024, month: 6, day: 30)), frameworkName: named)(file.path)
    }
}

/// Fills every cell of a blank form that is meant to be filled, and looks for what it wrote.
struct BlankFilling {
    enum Role: Hashable {
        case name, target, sign, unit, actual, forecast, weight, score, money, text
        case likelihood(Likelihood)
        case cause(DeviationCause)
        /// Amounts of single tasks, which stand with their tasks in one text.
        case taskMoney
    }

    struct Entry {
        var role: Role
        /// As written: a number, or a text.
        var text: String
        var isNumber = false
        var number: ExactDecimal?
        var unit: String?
        var comparator: BudgetModel.Comparator?
    }

    private let bytes: [UInt8]
    private let grid: Grid
    private let hasSign: Bool
    private var random: Random
    private(set) var entries: [CellPosition: Entry] = [:]

    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    init(_ kind: FormKind, _ framework: String, seed: UInt64) throws {
        var details = BlankForm.Details()
        details.year = 2024
        random = Random(state: seed)
        details.rowsPerLevel2 = Int.random(in: 1...3, using: &random)
        bytes = try BlankForm.write(kind: kind, framework: try FrameworkCatalogue.framework(framework, on: try CalendarDay(year: 2024, month: 12, day: 31)), details: details)
        grid = try #require(try XLSXReader.read(bytes: bytes).grids.first)
        hasSign = grid.cells.contains { $0.shown == "指标性质" }
    }

    /// The workbook with all its cells filled.
    mutating func fill() throws -> [UInt8] {
        let part = "xl/worksheets/sheet1.xml"
        let archive = try ZipArchive(bytes)
        let sheet = String(decoding: try #require(try archive.read(part)), as: UTF8.self)
        let open = try unlockedFormats(String(decoding: try #require(try archive.read("xl/styles.xml")), as: UTF8.self))
        let places = sheet.matches(of: /<c r="([A-Z]+[0-9]+)" s="([0-9]+)"\/>/).compactMap { match -> (Range<String.Index>, CellPosition, Substring)? in
            guard let position = CellPosition(a1: match.1), let format = Int(match.2), open.contains(format) else { return nil }
            if let merge = grid.merges.first(where: { $0.contains(position) }), merge.topLeft != position { return nil }
            return (match.range, position, match.2)
        }
        let printed = printed(without: Set(places.map(\.1)))
        var result = "", rest = sheet.startIndex
        var ticked: [Int: Int] = [:], signs: [Int: Entry] = [:]
        for (range, position, format) in places {
            let head = head(of: position, printed)
            guard let entry = entry(head, position, &ticked, &signs) else { continue }
            entries[position] = entry
            result += sheet[rest..<range.lowerBound] + "<c r=\"\(position.a1)\" s=\"\(format)\""
            result += entry.isNumber ? "><v>\(entry.text)</v></c>" : " t=\"inlineStr\"><is><t>\(entry.text.replacing("<", with: "&lt;"))</t></is></c>"
            rest = range.upperBound
        }
        return try archive.replacing([part: Array((result + sheet[rest...]).utf8)])
    }

    private func unlockedFormats(_ styles: String) throws -> Set<Int> {
        let start = try #require(styles.firstRange(of: "<cellXfs")).upperBound, end = try #require(styles.firstRange(of: "</cellXfs>")).lowerBound
        let formats = styles[start..<end].split(separator: "<xf ").dropFirst()
        return Set(formats.enumerated().filter { $0.element.contains("locked=\"0\"") }.map(\.offset))
    }

    /// The texts that are part of the blank, on every cell that they cover.
    private func printed(without inputs: Set<CellPosition>) -> [CellPosition: String] {
        var texts: [CellPosition: String] = [:]
        let merges = Dictionary(grid.merges.map { ($0.topLeft, $0) }) { first, _ in first }
        for cell in grid.cells where !inputs.contains(cell.position) && !cell.shown.isEmpty {
            let range = merges[cell.position] ?? CellRange(top: cell.position.row, left: cell.position.column, bottom: cell.position.row, right: cell.position.column)
            for row in range.top...range.bottom { for column in range.left...range.right { texts[CellPosition(row: row, column: column)] = cell.shown } }
        }
        return texts
    }

    /// What stands above a cell: the nearest text that is part of the blank.
    private func head(of position: CellPosition, _ printed: [CellPosition: String]) -> String {
        stride(from: position.row - 1, through: 0, by: -1).lazy.compactMap { printed[CellPosition(row: $0, column: position.column)] }.first ?? ""
    }

    private mutating func entry(_ head: String, _ position: CellPosition, _ ticked: inout [Int: Int], _ signs: inout [Int: Entry]) -> Entry? {
        let isMoney = ["年初预算数", "全年预算数", "全年执行数", "1-7月执行数", "全年预计执行数", "总额", "财政拨款", "其他资金"].contains(head) || isBesideMoney(position)
        if isMoney { return number(["总额", "财政拨款", "其他资金"].contains(head) ? .taskMoney : .money, upTo: 5_000_000_000, scale: Int.random(in: 0...6, using: &random)) }
        switch head {
        case "三级指标": return word(.name, "指标")
        case "年度指标值", "指标值":
            guard hasSign else { return value(.target, signed: true) }
            guard let sign = signs[position.row], sign.comparator != .qualitative else { return word(.target, "明显改善") }
            return number(.target, upTo: 9_999, scale: 2)
        case "指标性质":
            let sign: (String, BudgetModel.Comparator) = [("≥", .atLeast), (">", .above), ("=", .equal), ("≤", .atMost), ("<", .below), ("定性", .qualitative)].randomElement(using: &random)!
            let entry = Entry(role: .sign, text: sign.0, comparator: sign.1)
            signs[position.row] = entry
            return entry
        case "度量单位":
            guard signs[position.row]?.comparator != .qualitative else { return nil }
            let unit = Self.units.randomElement(using: &random)!
            return Entry(role: .unit, text: unit, unit: unit)
        case "实际完成值", "全年实际完成值", "1-7月执行情况": return value(.actual, signed: false)
        case "全年预计完成情况": return value(.forecast, signed: false)
        case "分值": return number(.weight, upTo: 99, scale: 1)
        case "得分": return number(.score, upTo: 99, scale: 2)
        case "确定能", "有可能", "完全不可能":
            let kinds: [(String, Likelihood)] = [("确定能", .certain), ("有可能", .possible), ("完全不可能", .impossible)]
            let chosen = ticked[position.row] ?? Int.random(in: 0..<3, using: &random)
            ticked[position.row] = chosen
            return head == kinds[chosen].0 ? Entry(role: .likelihood(kinds[chosen].1), text: "√") : nil
        case "经费保障", "制度保障", "人员保障", "硬件条件保障", "其他":
            let causes: [String: DeviationCause] = ["经费保障": .funding, "制度保障": .regulation, "人员保障": .staff, "硬件条件保障": .equipment, "其他": .other]
            return Bool.random(using: &random) ? Entry(role: .cause(causes[head]!), text: "√") : nil
        default: return word(.text, "说明")
        }
    }

    /// Declarations have the label of an amount on its left.
    private func isBesideMoney(_ position: CellPosition) -> Bool {
        let left = grid.cells.last { $0.position.row == position.row && $0.position.column < position.column }
        return ["中期资金总额", "年度资金总额", "其中：财政拨款", "其他资金"].contains(left?.shown.replacing("\u{3000}", with: "")) && !grid.cells.contains { $0.shown == "全年执行数" }
    }

    private static let units = ["%", "人", "件", "天", "次", "万元", "平方米"]

    private mutating func word(_ role: Role, _ stem: String) -> Entry {
        let words = ["改造", "培训", "巡查", "采购", "宣传", "维护"]
        return Entry(role: role, text: stem + words.randomElement(using: &random)! + String(Int.random(in: 1000...9999, using: &random)))
    }

    private mutating func number(_ role: Role, upTo limit: Int, scale: Int) -> Entry {
        let digits = String(Int.random(in: 1...limit, using: &random))
        let text = scale == 0 ? digits : String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let written = scale == 0 ? text : text.dropLast(scale) + "." + text.suffix(scale)
        return Entry(role: role, text: String(written), isNumber: true, number: try? ExactDecimal(parsing: String(written)).trimmed)
    }

    /// `≥95.5%`, `12件`, or words.
    private mutating func value(_ role: Role, signed: Bool) -> Entry {
        guard Int.random(in: 0..<5, using: &random) > 0 else { return word(role, role == .target ? "明显提高" : "基本达到") }
        var entry = number(role, upTo: 99_999, scale: Int.random(in: 0...2, using: &random))
        entry.isNumber = false
        entry.unit = Self.units.randomElement(using: &random)!
        if signed {
            let (sign, comparator): (String, BudgetModel.Comparator) = [("≥", .atLeast), (">", .above), ("=", .equal), ("≤", .atMost), ("<", .below)].randomElement(using: &random)!
            entry.comparator = comparator
            entry.text = sign + entry.text
        }
        entry.text += entry.unit!
        return entry
    }

    // MARK: - Looking for it

    /// Cells whose value is not in the evaluation as it was written.
    func lost(from form: Evaluation) -> [String] {
        let all = String(describing: form)
        func indicators(in row: Int) -> [Indicator] { form.indicators.filter { $0.name.cell?.position.row == row } }
        return entries.sorted { $0.key < $1.key }.compactMap { position, entry in
            func at(_ cell: CellRef?) -> Bool { cell?.position == position }
            func isValue(_ value: IndicatorValue?) -> Bool {
                guard let value, at(value.cell) else { return false }
                guard let number = entry.number else { return value.raw.contains(entry.text) }
                return value.number?.trimmed == number && (entry.unit == nil || value.unit == entry.unit)
            }
            let isFound =
                switch entry.role {
                case .name: form.indicators.contains { at($0.name.cell) && $0.name.value == entry.text }
                case .target: form.indicators.contains { isValue($0.target) && (entry.comparator == nil || $0.comparator == entry.comparator) }
                case .actual: form.indicators.contains { isValue($0.actual) }
                case .forecast: form.indicators.contains { isValue($0.forecast) }
                case .sign: indicators(in: position.row).contains { $0.comparator == entry.comparator }
                case .unit: indicators(in: position.row).contains { $0.target?.unit == entry.unit }
                case .weight: form.indicators.contains { at($0.weight?.cell) && $0.weight?.value.trimmed == entry.number }
                case .score: form.indicators.contains { at($0.statedScore?.cell) && $0.statedScore?.value.trimmed == entry.number }
                case .money:
                    form.funds.contains { line in
                        let amounts = [line.initial, line.adjusted, line.received, line.executed, line.forecast].compactMap(\.self)
                        return amounts.contains { at($0.cell) && $0.printed.trimmed == entry.number }
                    }
                case .likelihood(let likelihood): indicators(in: position.row).contains { $0.likelihood?.value == likelihood }
                case .cause(let cause): indicators(in: position.row).contains { $0.causes.contains(cause) }
                case .taskMoney: form.texts.contains { $0.text.value.contains(entry.number?.plain ?? "") }
                case .text: all.contains(entry.text)
                }
            return isFound ? nil : "\(position.a1) \(entry.role) “\(entry.text)”"
        } + form.unread.filter { entries[$0.cell.position] != nil }.map { "\($0.cell.a1) unread “\($0.text)”" }
    }
}
