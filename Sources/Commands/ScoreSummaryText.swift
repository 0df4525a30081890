import Batch
import BudgetModel
import Workflows

/// What a batch run has to say beside its tables; nothing where all is well.
struct ScoreSummaryText {
    private let summary: ScoreTable.Summary
    private let language: Language
    private let hasFindings: Bool

    init(_ summary: ScoreTable.Summary, language: Language, hasFindings: Bool) {
        self.summary = summary
        self.language = language
        self.hasFindings = hasFindings
    }

    func lines() -> [String] { summary.notes.map { $0(language) } + figures() }

    private func figures() -> [String] {
        if summary.rows == 0 { return [Wording(zh: "表里只有表头，没有一行指标。", en: "The table has a head and no row.")(language)] + budgetLines() }
        let budget = budgetLines()
        guard !budget.isEmpty || summary.badRows > 0 || summary.open > 0 || !summary.counts.isEmpty else { return [] }
        var lines = summary.flaws.map { flaw in Wording(zh: "第 \(flaw.line) 行：\(flaw.message.zh)。", en: "Line \(flaw.line): \(flaw.message.en).")(language) }
        if summary.isStopped {
            lines.append(Wording(zh: "按 --strict 停止，没有写结果。请改正后再试。", en: "Stopped as --strict asks, and nothing was written. Correct the row and try again.")(language))
            return lines
        }
        lines += budget
        let more = summary.badRows - summary.flaws.count
        if more > 0 {
            lines.append(Wording(zh: "以上只列出前 \(summary.flaws.count) 行，还有 \(more) 行不能计分。", en: more == 1 ? "1 more row cannot be scored." : "\(more) more rows cannot be scored.")(language))
        }
        lines.append(
            Wording(
                zh: "共 \(summary.rows) 行、\(summary.projects) 个项目；\(summary.badRows) 行不能计分，\(summary.open) 个项目没有总分。",
                en: "Rows: \(summary.rows), projects: \(summary.projects); rows that cannot be scored: \(summary.badRows), projects without a total: \(summary.open).")(language))
        if !summary.counts.isEmpty {
            let counts = summary.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: language == .zh ? "、" : ", ")
            lines.append(
                Wording(
                    zh: "问题：\(counts)。\(hasFindings ? "" : "用 --findings FILE 写出清单。")", en: "Findings: \(counts).\(hasFindings ? "" : " --findings FILE writes them down.")")(language))
        }
        return lines
    }

    /// What became of the budget table; nothing where there is none.
    private func budgetLines() -> [String] {
        guard let budget = summary.budget else { return [] }
        var lines = budget.flaws.map { flaw in Wording(zh: "\(budget.path) 第 \(flaw.line) 行：\(flaw.message.zh)。", en: "\(budget.path), line \(flaw.line): \(flaw.message.en).")(language) }
        if budget.badRows > budget.flaws.count { lines.append(Wording(zh: "\(budget.path) 另有 \(budget.badRows - budget.flaws.count) 行不能用。", en: "\(budget.path): \(budget.badRows - budget.flaws.count) more rows are of no use.")(language)) }
        lines.append(Wording(zh: "\(budget.joined) 个项目的预算执行取自预算表。", en: "Projects with execution from the budget table: \(budget.joined).")(language))
        if budget.unused > 0 {
            lines.append(Wording(zh: "预算表中有 \(budget.unused) 个项目不在指标表里，没有核算。", en: "Projects of the budget table that are in no row of the table, and were not scored: \(budget.unused).")(language))
        }
        return lines
    }
}
