import BudgetModel
import Foundation
import Quantities

/// One row as its fields are read, each by itself, so that all its flaws are told at once.
struct ImportFields {
    let sheet: ImportSheet
    let row: ImportSheet.Row
    private var found: [(field: String, flaw: Flaw)] = []

    init(_ row: ImportSheet.Row, of sheet: ImportSheet) {
        self.row = row
        self.sheet = sheet
        for column in sheet.kind.columns where column.isRequired && !has(column.field) {
            refuse(column.field, "“\(column.heading)”没有填", "“\(column.heading)” is empty")
        }
        for column in sheet.kind.columns where column.entry == .code { requireWholeCode(column) }
    }

    func has(_ field: String) -> Bool { row.values[field] != nil }

    /// Whether something is there and nothing is wrong with it so far.
    func reads(_ field: String) -> Bool { has(field) && !isFlawed(field) }

    private func isFlawed(_ field: String) -> Bool { found.contains { $0.field == field } }

    var hasFlaws: Bool { !found.isEmpty }

    func text(_ field: String) -> String { row.values[field]?.text ?? "" }

    /// What the row will be called in the report.
    var key: String { ["code", "programme", "unit"].lazy.map(text).first { !$0.isEmpty } ?? "" }

    func result(_ outcome: ImportRow.Outcome, _ changes: [ImportRow.Change] = []) -> ImportRow {
        let flaws = found.enumerated().sorted { (sheet.column($0.element.field), $0.offset) < (sheet.column($1.element.field), $1.offset) }.map(\.element.flaw)
        return ImportRow(row: row.number, key: key, outcome: hasFlaws ? .refused : outcome, changes: changes, flaws: flaws)
    }

    // MARK: - Flaws

    mutating func refuse(_ field: String, _ zh: String, _ en: String) {
        found.append((field, Flaw(sheet.place(field, row), zh: zh, en: en)))
    }

    /// Takes the flaws of a draft, but none of a field that could not be read: something harmless stands for it in the draft.
    mutating func take(_ flaws: [Flaw]) {
        let readable = flaws.map { (String($0.pointer.drop { $0 == "/" }), $0.sentence) }.filter { !isFlawed($0.0) }
        for (field, sentence) in readable { refuse(field, sentence.zh, sentence.en) }
    }

    /// Takes what the office says to a row that reads well.
    mutating func take(_ declined: Declined) {
        take(declined.flaws.isEmpty ? [Flaw("", zh: declined.why.zh, en: declined.why.en)] : declined.flaws)
    }

    // MARK: - Fields; nil where nothing is there, or what is there is refused

    private mutating func requireWholeCode(_ column: ImportColumn) {
        guard let value = row.values[column.field], value.isNumber, value.text.count > 15 else { return }
        refuse(
            column.field, "“\(column.heading)”是数字格式，15 位以后的数字已丢失：请把这一列设为文本格式后重新填写",
            "“\(column.heading)” is a number, of which a workbook keeps 15 digits only: make the column text and enter it again")
    }

    mutating func word<Word: RawRepresentable>(_ field: String, _: Word.Type = Word.self) -> Word? where Word.RawValue == String { word(field).flatMap { Word(rawValue: $0) } }

    /// The stored word.
    mutating func word(_ field: String) -> String? {
        guard let column = sheet.kind.column(field), has(field) else { return nil }
        let text = text(field).lowercased()
        if let word = column.words.first(where: { $0.value == text || $0.words.contains(text) }) { return word.value }
        refuse(
            field, "“\(column.heading)”不能填“\(self.text(field))”，可用：\(column.words.map { $0.words[0] }.joined(separator: "、"))",
            "“\(column.heading)” cannot be “\(self.text(field))”; use \(column.words.map { "\($0.words[0]) (\($0.value))" }.joined(separator: ", "))")
        return nil
    }

    mutating func year(_ field: String) -> Int? {
        guard has(field) else { return nil }
        let text = text(field)
        if let year = Int(text.hasSuffix("年度") ? text.dropLast(2) : text.hasSuffix("年") ? text.dropLast() : text[...]), (1990...2100).contains(year) { return year }
        refuse(field, "“\(text)”不是年度，应在 1990 到 2100 之间，写作 2024", "“\(text)” is no year from 1990 to 2100 such as 2024")
        return nil
    }

    mutating func day(_ field: String) -> CalendarDay? {
        guard has(field) else { return nil }
        if let day = CalendarDay(parsing: text(field)) { return day }
        refuse(field, "“\(text(field))”不是日期，可以写作 2024-01-05、2024/1/5、2024年1月5日或 20240105", "“\(text(field))” is no day; write it as 2024-01-05, 2024/1/5, 2024年1月5日 or 20240105")
        return nil
    }

    mutating func amount(_ field: String) -> Money? {
        guard has(field) else { return nil }
        let unit = sheet.amountUnit
        if let number = try? ExactDecimal(parsing: text(field)), let amount = try? Money(number, unit) { return amount }
        refuse(field, "“\(text(field))”不是金额（\(unit.name)，不细于分）", "“\(text(field))” is no amount in \(unit.name) down to fen")
        return nil
    }
}

extension ImportSheet {
    /// For each row with a text that an earlier one has in the same field: the number of that one.
    func repeated(_ field: String) -> [Int: Int] {
        var first: [String: Int] = [:], repeated: [Int: Int] = [:]
        for row in rows {
            guard let text = row.values[field]?.text else { continue }
            if let number = first[text] { repeated[row.number] = number } else { first[text] = row.number }
        }
        return repeated
    }
}
