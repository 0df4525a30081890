package import BudgetModel
import CLibXLSXWriter

/// The workbook that sums up a run over many files: overview, index, scores, findings by rule and by unit, unreadable files.
///
/// Rows go to temporary files as they come; what stays in memory grows with rules, units and unreadable files only.
package final class SummaryWorkbook {
    private let file: XLSXFile
    private let language: Language
    private let titles: (String) -> Wording?
    private let overview: SummarySheet
    private let index: SummarySheet
    private let scores: SummarySheet
    private let rules: SummarySheet
    private let units: SummarySheet
    private let unreadable: SummarySheet
    private var tally = SummaryTally()
    private var number = 0

    /// - Parameters:
    ///   - titles: what a rule is called, by its code.
    ///   - created: seconds since 1970, as the workbook's properties give it.
    package init(_ language: Language, titles: @escaping (String) -> Wording?, created: Int) throws {
        self.language = language
        self.titles = titles
        let book = try XLSXFile(rowByRow: true)
        file = book
        let zh = language == .zh
        book.setTitle(zh ? "绩效表汇总" : "Summary of performance forms", created: created)
        let formats = try SummarySheet.formats(book)
        let page = zh ? "&C&\"宋体\"&9第 &P 页，共 &N 页" : "&C&9Page &P of &N"
        func sheet(_ name: String, _ title: String, _ note: String, _ columns: [SummarySheet.Column], isWide: Bool = false) throws -> SummarySheet {
            SummarySheet(try book.addSheet(name), formats, title: title, note: note, columns: columns, isWide: isWide, page: page)
        }
        typealias Column = SummarySheet.Column
        overview = try sheet(
            zh ? "概况" : "Overview", zh ? "绩效表汇总" : "Summary of performance forms",
            zh ? "由 Jixiao 生成；得分由程序按评分规则重新核算，问题以各表的检查结果为准。" : "Made by Jixiao; points are computed again by the framework, findings are those of the check of each form.",
            [Column(zh ? "项目" : "What", 34), Column(zh ? "数量" : "Number", 14), Column(zh ? "说明" : "Remark", 60, wraps: true)])
        index = try sheet(
            zh ? "索引" : "Index", zh ? "文件和表索引" : "Index of files and forms",
            zh ? "每张表一行；点文件名可打开原文件。差额 = 自评总分 − 核算总分。" : "A row for each form; click a name to open the file. Difference = stated total less computed total.",
            SummaryIndex.columns(language), isWide: true)
        scores = try sheet(
            zh ? "得分" : "Scores", zh ? "得分对照" : "Scores compared", zh ? "每张评分的表按一级指标列出；序号与“索引”相同。差额 = 自评 − 核算。" : "Scored forms by level 1; numbers are those of the index. Difference = stated less computed.",
            [
                Column(zh ? "序号" : "No.", 7), Column(zh ? "文件" : "File", 40, wraps: true), Column(zh ? "项目名称" : "Programme", 34, wraps: true),
                Column(zh ? "一级指标" : "Level 1", 18, wraps: true), Column(zh ? "分值" : "Weight", 9), Column(zh ? "自评得分" : "Stated", 10),
                Column(zh ? "核算得分" : "Computed", 10), Column(zh ? "差额" : "Difference", 10),
            ])
        rules = try sheet(
            zh ? "问题按规则" : "Findings by rule", zh ? "问题按规则汇总" : "Findings by rule",
            zh ? "次数多的在前；规则的依据和说明：jixiao rules show 编号。" : "Most hits first; jixiao rules show CODE tells the law and the reason.",
            [
                Column(zh ? "编号" : "Code", 7), Column(zh ? "查的是" : "Says", 62, wraps: true), Column(zh ? "错误" : "Errors", 9), Column(zh ? "警告" : "Warnings", 9),
                Column(zh ? "提示" : "Hints", 9), Column(zh ? "已说明" : "Explained", 9), Column(zh ? "涉及的表" : "Forms", 10), Column(zh ? "占全部表" : "Of all forms", 11),
            ])
        units = try sheet(
            zh ? "问题按单位" : "Findings by unit", zh ? "问题按单位汇总" : "Findings by unit",
            zh ? "错误多的在前；单位按表上所写，写法不同的分开计。" : "Most errors first; units as written on the forms, other spellings counted apart.",
            [
                Column(zh ? "主管部门" : "Department", 28, wraps: true), Column(zh ? "实施单位" : "Unit", 28, wraps: true), Column(zh ? "表" : "Forms", 8),
                Column(zh ? "有错误的表" : "With errors", 10), Column(zh ? "无问题的表" : "Clean", 10), Column(zh ? "错误" : "Errors", 8), Column(zh ? "警告" : "Warnings", 9),
                Column(zh ? "提示" : "Hints", 8), Column(zh ? "已说明" : "Explained", 9), Column(zh ? "最多的问题" : "Most frequent", 30, wraps: true),
            ])
        unreadable = try sheet(
            zh ? "读不了的文件" : "Unreadable files", zh ? "读不了的文件" : "Unreadable files",
            zh ? "这些文件没有评价；请按原因处理后再运行。" : "These files were not evaluated; see to the reason and run again.",
            [Column(zh ? "序号" : "No.", 7), Column(zh ? "文件" : "File", 50, wraps: true), Column(zh ? "原因和办法" : "Reason and what to do", 80, wraps: true)])
    }

    /// - Parameter link: the file as seen from the folder of the workbook; nil for none.
    package func add(_ summary: FileSummary, link: String?) {
        tally.add(summary)
        for row in SummaryIndex.rows(summary, after: number) {
            number = row.number
            index.add(SummaryIndex.cells(row, link: link, language))
            if let form = row.form, FormKind(rawValue: form.kind)?.isScored == true { addScores(form, summary.path) }
        }
    }

    private func addScores(_ form: FormSummary, _ path: String) {
        let zh = language == .zh
        for part in form.parts {
            scores.add([
                .count(number), .text(path), .optional(form.programme), .text(level(part)), .score(part.weight), .score(part.stated),
                .score(part.computed), .score(part.difference),
            ])
        }
        scores.add([
            .count(number), .text(path, .bold), .optional(form.programme, .bold), .text(zh ? "总分" : "Total", .bold), .score(nil), .score(form.statedTotal),
            .score(form.computedTotal), .score(form.difference),
        ])
    }

    private func level(_ part: FormSummary.Part) -> String {
        let zh = language == .zh
        guard let level1 = part.level1 else { return zh ? "预算执行" : "Execution" }
        return level1.isEmpty ? (zh ? "（表上未写）" : "(not on the form)") : level1
    }

    /// The finished workbook.
    ///
    /// - Parameter engine: the engine's version, for the overview.
    package func bytes(engine: String) throws -> [UInt8] {
        let zh = language == .zh
        addOverview(engine)
        for (code, counts) in tally.byRule.sorted(by: { $0.value.total != $1.value.total ? $0.value.total > $1.value.total : $0.key < $1.key }) {
            rules.add([
                .text(code, .centred), .text(titles(code)?(language) ?? ""), .count(counts.errors), .count(counts.warnings), .count(counts.hints), .count(counts.explained),
                .count(counts.forms), .share(of: counts.forms, in: tally.all.forms),
            ])
        }
        let order = tally.byUnit.sorted { left, right in
            if left.value.errors != right.value.errors { return left.value.errors > right.value.errors }
            if left.value.total != right.value.total { return left.value.total > right.value.total }
            return (left.key.department, left.key.unit) < (right.key.department, right.key.unit)
        }
        for (unit, counts) in order {
            let most = counts.rules.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.prefix(3)
            units.add([
                .text(unit.department.isEmpty && unit.unit.isEmpty ? (zh ? "（表上未写）" : "(not on the form)") : unit.department), .text(unit.unit), .count(counts.forms), .count(counts.formsWithErrors), .count(counts.cleanForms), .count(counts.errors),
                .count(counts.warnings), .count(counts.hints), .count(counts.explained), .text(most.map { "\($0.key) × \($0.value)" }.joined(separator: zh ? "，" : ", ")),
            ])
        }
        for (place, entry) in tally.unreadable.enumerated() { unreadable.add([.count(place + 1), .text(entry.path), .text(entry.sentence(language))]) }
        for sheet in [index, scores, rules, units, unreadable] {
            sheet.end { zh ? "工作表已满，还有 \($0) 行没有列出；全部见同名的 CSV 文件。" : "The sheet is full and \($0) rows are missing; the CSV file of the same name has all." }
        }
        return try file.bytes()
    }

    private func addOverview(_ engine: String) {
        let zh = language == .zh
        func line(_ name: String, _ count: Int, _ remark: String = "") { overview.add([.text(name), .number(count), .text(remark)]) }
        line(zh ? "文件" : "Files", tally.files)
        line(zh ? "读不了的文件" : "Unreadable files", tally.unreadable.count, tally.unreadable.isEmpty ? "" : zh ? "见“读不了的文件”" : "see “Unreadable files”")
        line(zh ? "表" : "Forms", tally.all.forms)
        line(zh ? "有错误的表" : "Forms with errors", tally.all.formsWithErrors)
        line(zh ? "未发现问题的表" : "Forms with nothing found", tally.all.cleanForms)
        line(zh ? "错误" : "Errors", tally.all.errors)
        line(zh ? "警告" : "Warnings", tally.all.warnings)
        line(zh ? "提示" : "Hints", tally.all.hints)
        line(zh ? "单位已说明的问题" : "Findings explained by units", tally.all.explained)
        line(zh ? "请审核人判断" : "Questions for the reviewer", tally.questions)
        line(zh ? "试行规则命中" : "Hits of rules on trial", tally.previews, zh ? "只供参考，不计入问题" : "shown only, never counted")
        line(zh ? "自评总分与核算总分不同的表" : "Forms whose stated total differs", tally.differing)
        for grade in Grade.allCases {
            line(zh ? "核算等级：\(grade.name)" : "Computed grade: \(grade.rawValue)", tally.grades[grade] ?? 0)
        }
        line(zh ? "没有核算总分的表" : "Scored forms without a computed total", tally.grades[nil] ?? 0, zh ? "有的行不能计分，原因见各表的检查结果" : "some rows have no score; the check of the form says why")
        overview.add([.text(zh ? "程序版本" : "Version"), .text(""), .text("Jixiao " + engine)])
    }
}
