import BudgetModel

/// A line of the sheet 填报检查: what a cell of the form must agree with, computed while the form is filled.
struct FormCheck {
    let name: String
    /// What must be there: a text, or a formula with `=`.
    let expected: String
    /// A formula without `=`, on cells of the form in A1 style marked with `@`: `SUM(@G13:@G20)`.
    let found: String
    /// A formula without `=` that is true while the check cannot be made yet.
    let isOpen: String
    /// A formula without `=` that is true when all is well.
    let holds: String
    let advice: String

    static let heads = ["检查内容", "应为", "表中为", "结果", "怎么改"]

    /// Writes the sheet.
    static func write(_ checks: [FormCheck], of form: FormSheet, in book: FormBook) throws {
        guard !checks.isEmpty else { return }
        let sheet = try book.addSheet("填报检查")
        let prefix = SheetWriter.quotedSheet(form.name) + "!"
        func placed(_ formula: String) -> String { formula.split(separator: "@", omittingEmptySubsequences: false).joined(separator: prefix) }
        sheet.setWidths([46, 16, 16, 12, 52])
        sheet.put("填报检查", 0, 0, to: (0, 4), .title)
        sheet.setHeight(0, 32)
        sheet.put("填表时自动核对；“结果”全部为“通过”后再上报。", 1, 0, to: (1, 4), .plain)
        for (column, head) in heads.enumerated() { sheet.put(head, 2, column, .head) }
        sheet.setHeight(2, 22)
        for (index, check) in checks.enumerated() {
            let row = 3 + index
            sheet.put(check.name, row, 0, .check)
            if check.expected.hasPrefix("=") {
                sheet.formula(placed(String(check.expected.dropFirst())), row, 1, .computed)
            } else {
                sheet.put(check.expected, row, 1, .fixed)
            }
            sheet.formula(placed(check.found), row, 2, .computed)
            sheet.formula("IF(\(placed(check.isOpen)),\"未填\",IF(\(placed(check.holds)),\"通过\",\"请核对\"))", row, 3, .computed, shows: "未填")
            sheet.put(check.advice, row, 4, .check)
            sheet.setHeight(row, max(TextMeasure.lines(check.advice, room: 48), TextMeasure.lines(check.name, room: 42)) > 1 ? 34 : 22)
        }
        sheet.warn("$D4=\"请核对\"", 3, 0, to: (2 + checks.count, 4))
        sheet.setPrint(landscape: true, columns: 5, lastRow: 2 + checks.count, head: 2...2)
    }
}
