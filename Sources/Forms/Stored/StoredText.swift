import BudgetModel
import Quantities

/// Values as short texts of JSON, and back; each has one way to be written, and no other is read.
enum StoredText {
    /// Whole fen as yuan: `120000.00`, `120000.5`, `120000`.
    static func yuan(_ text: String) -> Money? { ExactDecimal(written: text).flatMap { try? Money($0, .yuan) } }

    // MARK: Areas

    private static func position(_ text: Substring) -> CellPosition? { CellPosition(a1: text).flatMap { $0.a1 == text ? $0 : nil } }

    /// `A1:H30`
    static func area(_ area: CellRange) -> String { area.topLeft.a1 + ":" + CellPosition(row: area.bottom, column: area.right).a1 }

    static func area(_ text: String) -> CellRange? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = position(parts[0]), let last = position(parts[1]), last.row >= first.row, last.column >= first.column else { return nil }
        return CellRange(top: first.row, left: first.column, bottom: last.row, right: last.column)
    }

    // MARK: Days

    /// ISO 8601 with what is left out: `2023-12-31`, `2023-12`, `--12`, `--12-31`.
    static func day(_ date: DueDate) -> String {
        (date.year.map { padded($0, 4) } ?? "-") + "-" + padded(date.month, 2) + (date.day.map { "-" + padded($0, 2) } ?? "")
    }

    static func day(_ text: String) -> DueDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        // `--12` has two empty parts before the month.
        let hasYear = parts.first?.isEmpty == false
        let numbers = parts.dropFirst(hasYear ? 0 : 2).map { Int($0) }
        guard hasYear || text.hasPrefix("--"), !numbers.contains(nil) else { return nil }
        let list = numbers.compactMap(\.self)
        guard let month = hasYear ? list.dropFirst().first : list.first, list.count <= (hasYear ? 3 : 2) else { return nil }
        let date = DueDate(year: hasYear ? list[0] : nil, month: month, day: list.count == (hasYear ? 3 : 2) ? list[list.count - 1] : nil)
        guard (1...12).contains(month), date.day.map({ (1...31).contains($0) }) ?? true, day(date) == text else { return nil }
        return date
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return digits.utf8.count < width ? String(repeating: "0", count: width - digits.utf8.count) + digits : digits
    }
}

extension AmountUnit {
    /// The unit by its printed name: 万元.
    init?(name: String) {
        guard let unit = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = unit
    }
}

extension ExactDecimal {
    /// Whether both are the same number in the same digits: `1.50` is not `1.5`.
    func isWritten(like other: ExactDecimal) -> Bool { significand == other.significand && scale == other.scale }
}

extension IndicatorContent {
    func isWritten(like other: IndicatorContent) -> Bool {
        switch (self, other) {
        case (.number(let number), .number(let other)): number.isWritten(like: other)
        case (.range(let low, let high), .range(let otherLow, let otherHigh)): low.isWritten(like: otherLow) && high.isWritten(like: otherHigh)
        case (.date(let date), .date(let other)): date == other
        case (.text, .text): true
        default: false
        }
    }
}
