import BudgetModel
import Frameworks
import Quantities
import Rules

/// Turns the rows of a ledger into values and collects every problem with its place.
struct LedgerReading {
    let file: LedgerFile
    private(set) var problems: [FrameworkProblem] = []

    init(_ file: LedgerFile) { self.file = file }

    /// - Throws: `FrameworkRefused` when something was wrong.
    func finish() throws(FrameworkRefused) { if !problems.isEmpty { throw FrameworkRefused(problems: problems) } }

    // MARK: - Values

    /// A code; number cells with more digits than a workbook keeps are refused.
    mutating func code(_ row: LedgerRow, _ column: LedgerColumn) -> String? {
        guard let value = row[column] else { return nil }
        if value.isNumber, value.text.utf8.count(where: { (0x30...0x39).contains($0) }) > 15 {
            refuse(
                value, zh: "“\(value.column)”是数字格式，15 位以后的数字已丢失：请把这一列设为文本格式后重新填写或导出",
                en: "“\(value.column)” is a number, of which a workbook keeps 15 digits only: make the column text and enter or export it again")
            return nil
        }
        return value.text
    }

    func text(_ row: LedgerRow, _ column: LedgerColumn) -> String? { row[column]?.text }

    mutating func year(_ row: LedgerRow) -> Int? {
        guard let value = row[.year] else { return nil }
        let digits = value.text.hasSuffix("年度") ? String(value.text.dropLast(2)) : value.text.hasSuffix("年") ? String(value.text.dropLast()) : value.text
        guard let year = Int(digits), (1990...2100).contains(year) else {
            refuse(value, zh: "“\(value.column)”应为年度，写作 2024，现为“\(value.text)”", en: "“\(value.column)” must be a year such as 2024, not “\(value.text)”")
            return nil
        }
        return year
    }

    mutating func day(_ row: LedgerRow, _ key: String) -> CalendarDay? {
        guard let value = row.values[key] else { return nil }
        if let day = value.day ?? CalendarDay(parsing: value.text) { return day }
        refuse(value, zh: "“\(value.column)”应为日期，写作 2024-03-31，现为“\(value.text)”", en: "“\(value.column)” must be a day such as 2024-03-31, not “\(value.text)”")
        return nil
    }

    mutating func count(_ row: LedgerRow, _ key: String) -> Int? {
        guard let value = row.values[key] else { return nil }
        guard let count = Int(value.text), (0...1_000_000).contains(count) else {
            refuse(value, zh: "“\(value.column)”应为 0 以上的整数，现为“\(value.text)”", en: "“\(value.column)” must be a whole number from 0 up, not “\(value.text)”")
            return nil
        }
        return count
    }

    mutating func flag(_ row: LedgerRow, _ key: String) -> Bool? {
        guard let value = row.values[key] else { return nil }
        switch value.text.lowercased() {
        case "是", "true": return true
        case "否", "false": return false
        default:
            refuse(value, zh: "“\(value.column)”应为 是 或 否，现为“\(value.text)”", en: "“\(value.column)” must be 是 (true) or 否 (false), not “\(value.text)”")
            return nil
        }
    }

    /// An amount in the unit of its head, its row or its table; without one it could be anything.
    mutating func amount(_ row: LedgerRow, _ key: String) -> Money? {
        guard let value = row.values[key] else { return nil }
        let named = row[.amountUnit]
        guard let unit = value.headUnit ?? AmountUnit.allCases.first(where: { $0.name == named?.text }) ?? (named == nil ? row.amountUnit : nil) else {
            refuse(
                named ?? value, zh: "“\(value.column)”没有写明金额单位：请在表格上方写“单位：万元”，或设一列“金额单位”（JSON 为 amountUnit），填 元、千元、万元、百万元 或 亿元",
                en: "“\(value.column)” has no unit of money: write 单位：万元 above the table, or add a column 金额单位 (amountUnit in JSON) with 元, 千元, 万元, 百万元 or 亿元")
            return nil
        }
        guard let number = try? ExactDecimal(parsing: value.text.filter { $0 != "," && $0 != "，" }), let money = try? Money(rounding: number, unit, .halfUp) else {
            refuse(value, zh: "“\(value.column)”应为金额，现为“\(value.text)”", en: "“\(value.column)” must be an amount, not “\(value.text)”")
            return nil
        }
        return money
    }

    /// What was done of the monitoring: the lights, or that nothing was handed in.
    mutating func monitoring(_ row: LedgerRow) -> MonitoringResult? {
        let green = count(row, "greenLights"), yellow = count(row, "yellowLights"), red = count(row, "redLights")
        if let value = row.values["monitoring"] {
            switch value.text {
            case "未填报": return .notFilled
            case "已填报": break
            default:
                refuse(value, zh: "“\(value.column)”应为 已填报 或 未填报，现为“\(value.text)”", en: "“\(value.column)” must be 已填报 (filled) or 未填报 (not filled), not “\(value.text)”")
                return nil
            }
        }
        guard green != nil || yellow != nil || red != nil else { return nil }
        return .lights(green: green ?? 0, yellow: yellow ?? 0, red: red ?? 0)
    }

    // MARK: - Problems

    private mutating func refuse(_ value: LedgerRow.Value, zh: String, en: String) { refuse(value.cell, value.line, zh: zh, en: en) }

    mutating func refuse(_ row: LedgerRow, zh: String, en: String) { refuse(row.cell, row.line, zh: zh, en: en) }

    private mutating func refuse(_ cell: String?, _ line: Int?, zh: String, en: String) {
        let place = cell.map { $0 + " " } ?? ""
        problems.append(FrameworkProblem(file: file.path, line: line, message: Wording(zh: place + zh, en: place + en)))
    }
}
