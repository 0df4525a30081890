import BudgetModel

/// The sheet 问题清单: every finding in one list that can be filtered and printed.
enum ProblemList {
    static func sheet(_ forms: [ReviewedForm], _ language: Language, place: (CellRef) -> CellRef) -> SheetWriter? {
        let findings = forms.flatMap(\.findings)
        guard !findings.isEmpty else { return nil }
        let zh = language == .zh
        var sheet = SheetWriter(widths: [6, 8, 8, 16, 8, 52, 20, 20, 12, 40])
        sheet.add(across: zh ? "问题清单" : "Findings", .title, leastHeight: 28)
        let count = { (severity: Severity) in findings.count { $0.severity == severity } }
        sheet.add(
            across: zh
                ? "共 \(findings.count) 条：错误 \(count(.error))，警告 \(count(.warning))，提示 \(count(.hint))。点“单元格”可跳到原表。"
                : "\(findings.count) findings: \(count(.error)) errors, \(count(.warning)) warnings, \(count(.hint)) hints. Click a cell to go there.",
            .meta)
        let titles =
            zh
            ? ["序号", "级别", "代码", "工作表", "单元格", "问题", "应为", "表中为", "差额", "依据"]
            : ["No.", "Severity", "Code", "Sheet", "Cell", "Finding", "Expected", "Found", "Difference", "Basis"]
        sheet.add(titles.map { .init(.text($0), .head) }, leastHeight: 22)
        sheet.frozenRows = sheet.nextRow
        let head = sheet.nextRow - 1
        for (index, finding) in findings.enumerated() {
            sheet.add([
                .init(.text(String(index + 1)), .textCentred), .init(.text(finding.severity.name(language)), style(finding.severity)),
                .init(.text(finding.code), .textCentred), .init(.text(finding.at?.sheet ?? ""), .text),
                .init(finding.at.map { .link($0.a1, place($0)) } ?? .blank, .link), .init(.text(finding.message(language)), .text),
                .init(.text(finding.expected ?? ""), .text), .init(.text(finding.found ?? ""), .text), .init(.text(finding.difference ?? ""), .text),
                .init(.text(finding.basis(language)), .text),
            ])
        }
        sheet.filter = CellRange(top: head, left: 0, bottom: sheet.nextRow - 1, right: titles.count - 1)
        return sheet
    }

    private static func style(_ severity: Severity) -> StyleBook.Own {
        switch severity {
        case .error: .columnError
        case .warning: .columnWarning
        case .hint: .columnHint
        }
    }
}

extension Severity {
    func name(_ language: Language) -> String {
        switch (self, language) {
        case (.error, .zh): "错误"
        case (.warning, .zh): "警告"
        case (.hint, .zh): "提示"
        case (_, .en): rawValue
        }
    }
}
