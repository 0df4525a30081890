package import BudgetModel

/// The index of a run: a row for each form, and for each file that gave none. The workbook and the CSV have the same columns.
package enum SummaryIndex {
    package struct Row {
        package var number: Int
        package var file: FileSummary
        package var form: FormSummary?
    }

    package static func rows(_ file: FileSummary, after number: Int) -> [Row] {
        guard !file.forms.isEmpty else { return [Row(number: number + 1, file: file, form: nil)] }
        return file.forms.enumerated().map { Row(number: number + 1 + $0.offset, file: file, form: $0.element) }
    }

    static func columns(_ language: Language) -> [SummarySheet.Column] {
        zip(headings(language), [7, 42, 14, language == .zh ? 20 : 28, 34, 24, 26, 7, 16, 11, 11, 11, 9, 10, 10, 8, 8, 8, 8, 8, 13]).enumerated().map { index, column in
            SummarySheet.Column(column.0, column.1, wraps: (1...6).contains(index))
        }
    }

    package static func headings(_ language: Language) -> [String] {
        switch language {
        case .zh:
            ["序号", "文件", "工作表", "表种", "项目名称", "主管部门", "实施单位", "年度", "评分规则", "执行率%", "自评总分", "核算总分", "差额", "自评等级", "核算等级", "错误", "警告", "提示", "已说明", "待判断", "结果"]
        case .en:
            [
                "No.", "File", "Sheet", "Kind", "Programme", "Department", "Unit", "Year", "Framework", "Spent %", "Stated total", "Computed total", "Difference", "Stated grade",
                "Computed grade", "Errors", "Warnings", "Hints", "Explained", "Questions", "Result",
            ]
        }
    }

    static func cells(_ row: Row, link: String?, _ language: Language) -> [SummarySheet.Cell] {
        let path = row.file.path
        let file: SummarySheet.Cell = link.map { .link(path, target: $0) } ?? .text(path)
        let (result, style) = result(row)
        guard let form = row.form else {
            return [.count(row.number), file] + Array(repeating: .text(""), count: 18) + [.text(result(language), style)]
        }
        return [
            .count(row.number), file, .text(form.sheet), .text(kind(form.kind)(language)), .optional(form.programme), .optional(form.department), .optional(form.unit),
            .text(form.year.map(String.init) ?? "", .centred), .text(form.framework), .score(form.ratePercent), .score(form.statedTotal), .score(form.computedTotal),
            .score(form.difference), .optional(form.statedGrade, .centred), .text(grade(form, language), .centred), .count(form.errors), .count(form.warnings), .count(form.hints),
            .count(form.explained), .count(form.questions), .text(result(language), style),
        ]
    }

    /// A row of the CSV. Text that a spreadsheet would take for a formula gets an apostrophe.
    package static func fields(_ row: Row, _ language: Language) -> [String] {
        let result = row.file.problem.map { "\(self.result(row).0(language))\(language == .zh ? "：" : ": ")\($0.wording(language))" } ?? self.result(row).0(language)
        guard let form = row.form else { return [String(row.number), plain(row.file.path)] + Array(repeating: "", count: 18) + [result] }
        return [
            String(row.number), plain(row.file.path), plain(form.sheet), kind(form.kind)(language), plain(form.programme), plain(form.department), plain(form.unit),
            form.year.map(String.init) ?? "", plain(form.framework), form.ratePercent ?? "", form.statedTotal ?? "", form.computedTotal ?? "", form.difference ?? "",
            plain(form.statedGrade), grade(form, language), String(form.errors), String(form.warnings), String(form.hints), String(form.explained), String(form.questions), result,
        ]
    }

    private static func plain(_ text: String?) -> String {
        guard let text, let first = text.unicodeScalars.first else { return "" }
        return "=+-@\t\r".unicodeScalars.contains(first) ? "'" + text : text
    }

    private static func grade(_ form: FormSummary, _ language: Language) -> String {
        form.grade.flatMap(Grade.init).map { language == .zh ? $0.name : $0.rawValue } ?? ""
    }

    private static func result(_ row: Row) -> (Wording, SummarySheet.Style) {
        guard let form = row.form else { return (Wording(zh: "读不了", en: "unreadable"), .unreadable) }
        if form.errors > 0 { return (Wording(zh: "有错误", en: "errors"), .error) }
        if form.warnings > 0 { return (Wording(zh: "有警告", en: "warnings"), .warning) }
        if form.hints > 0 { return (Wording(zh: "有提示", en: "hints"), .hint) }
        return (Wording(zh: "未发现问题", en: "nothing found"), .clean)
    }

    private static func kind(_ raw: String) -> Wording {
        guard let kind = FormKind(rawValue: raw) else { return Wording(zh: raw, en: raw) }
        let zh =
            switch kind {
            case .projectSelfEvaluation: "项目自评表"
            case .departmentSelfEvaluation: "部门自评表"
            case .transferSelfEvaluation: "转移支付自评表"
            case .departmentScoringTable: "部门评分表"
            case .indicatorList: "指标清单"
            case .projectGoal: "项目目标申报表"
            case .departmentGoal: "部门目标申报表"
            case .monitoring: "运行监控表"
            case .selfEvaluationReview: "自评复核表"
            }
        return Wording(zh: zh, en: raw)
    }
}
