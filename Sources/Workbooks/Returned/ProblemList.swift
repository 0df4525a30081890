import BudgetModel

/// The sheet 问题清单: every finding in one list that can be filtered and printed.
enum ProblemList {
    static let titles = ["问题清单", "Findings"]
    /// What stands above the cells of findings.
    static let heads = ["单元格", "Cell"]
    /// What stands above the unit's own words, which are read back when the workbook is checked again.
    static let commentHeads = ["单位说明", "Unit's comment"]
    /// The hidden column whose empty cells have the fills that coloured cells had before; lists without comments had it one earlier.
    static let fillColumn = 11

    /// - Parameters:
    ///   - fill: what the fill of a cell was before it was coloured.
    ///   - replaces: whether an earlier list stands in the workbook, so that an empty one is needed too.
    static func sheet(
        _ forms: [ReviewedForm], _ language: Language, replaces: Bool, place: (CellRef) -> CellRef, fill: (CellRef) -> String
    ) -> SheetWriter? {
        let findings = forms.flatMap(\.findings)
        let switchedOff = Set(forms.flatMap(\.notChecked).filter { $0.cause == .switchedOff }).sorted { $0.code < $1.code }
        guard !findings.isEmpty || !switchedOff.isEmpty || replaces else { return nil }
        let zh = language == .zh
        var sheet = SheetWriter(widths: [6, 8, 8, 16, 8, 52, 20, 20, 12, 40, 40])
        sheet.add(across: zh ? titles[0] : titles[1], .title, leastHeight: 28)
        let count = { (severity: Severity) in findings.count { $0.severity == severity } }
        sheet.add(
            across: zh
                ? "共 \(findings.count) 条：错误 \(count(.error))，警告 \(count(.warning))，提示 \(count(.hint))。点“单元格”可跳到原表；需要解释的写在“\(commentHeads[0])”列，再次校验时随问题保留。"
                : "\(findings.count) findings: \(count(.error)) errors, \(count(.warning)) warnings, \(count(.hint)) hints. Click a cell to go there; explain what needs explaining in “\(commentHeads[1])”, which stays with its finding when the workbook is checked again.",
            .meta)
        // Declarations only: who evaluates can no longer change the goal.
        let lights = forms.filter { !$0.evaluation.kind.isScored }.compactMap(\.light)
        if !lights.isEmpty {
            func counts(_ all: [Light]) -> String {
                Light.allCases.reversed().map { colour in name(colour, zh) + " \(all.count { $0 == colour })" }.joined(separator: zh ? "，" : ", ")
            }
            let goals = counts(lights.map(\.light)), indicators = counts(lights.flatMap { $0.indicators.map(\.light) })
            sheet.add(across: zh ? "目标质量：目标 \(goals)；指标 \(indicators)。" : "Quality: goals \(goals); indicators \(indicators).", .meta)
        }
        let columns =
            zh
            ? ["序号", "级别", "代码", "工作表", heads[0], "问题", "应为", "表中为", "差额", "依据", commentHeads[0]]
            : ["No.", "Severity", "Code", "Sheet", heads[1], "Finding", "Expected", "Found", "Difference", "Basis", commentHeads[1]]
        sheet.add(columns.map { .init(.text($0), .head) }, leastHeight: 22)
        sheet.frozenRows = sheet.nextRow
        sheet.hasHiddenColumn = true
        let head = sheet.nextRow - 1
        for (index, finding) in findings.enumerated() {
            sheet.add([
                .init(.text(String(index + 1)), .textCentred), .init(.text(finding.severity.name(language)), style(finding.severity)),
                .init(.text(finding.code), .textCentred), .init(.text(finding.at.map { place($0).sheet } ?? ""), .text),
                .init(finding.at.map { .link($0.a1, place($0)) } ?? .blank, .link), .init(.text(message(finding, language)), .text),
                .init(.text(finding.expected ?? ""), .text), .init(.text(finding.found ?? ""), .text), .init(.text(finding.difference ?? ""), .text),
                .init(.text(finding.basis(language)), .text), .init(finding.comment.map { .text($0) } ?? .blank, .text), finding.at.map { .init(fill: fill($0)) },
            ])
        }
        // The filter takes in a row at least.
        if findings.isEmpty { sheet.add([]) }
        for entry in switchedOff { sheet.add(across: (zh ? "没有检查的规则 \(entry.code)：" : "Rule that did not run, \(entry.code): ") + entry.needs(language), .meta) }
        addLapsed(forms.flatMap(\.lapsedComments), to: &sheet, zh, columns: columns.count)
        sheet.filter = CellRange(top: head, left: 0, bottom: head + max(findings.count, 1), right: columns.count - 1)
        return sheet
    }

    /// What is wrong, and that a profile holds it for more or less grave.
    private static func message(_ finding: Finding, _ language: Language) -> String {
        guard let usual = finding.usualSeverity else { return finding.message(language) }
        return finding.message(language) + (language == .zh ? "（规则方案调整了级别，原为：\(usual.name(.zh))）" : " (The profile changed its severity, which was: \(usual.name(.en)))")
    }

    private static func name(_ light: Light, _ zh: Bool) -> String {
        switch light {
        case .green: zh ? "绿灯" : "green"
        case .yellow: zh ? "黄灯" : "yellow"
        case .red: zh ? "红灯" : "red"
        }
    }

    /// What the unit wrote about findings that are gone, below the list and without its codes, so that it is not read again.
    private static func addLapsed(_ comments: [UnitComment], to sheet: inout SheetWriter, _ zh: Bool, columns: Int) {
        for comment in comments {
            let place = comment.code + (comment.at.map { " " + $0.a1 } ?? "")
            sheet.add(
                across: (comment.wasChecked ? zh ? "问题已不存在" : "The finding is gone" : zh ? "规则这次没有检查" : "The rule did not run")
                    + (zh ? "，单位原来的说明（\(place)）：\(comment.text)" : "; the unit's comment (\(place)): \(comment.text)"), .meta)
        }
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
