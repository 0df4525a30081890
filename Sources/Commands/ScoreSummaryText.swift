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

    func lines() -> [String] {
        guard summary.badRows > 0 || summary.open > 0 || !summary.counts.isEmpty else { return [] }
        var lines = summary.flaws.map { flaw in Wording(zh: "第 \(flaw.line) 行：\(flaw.message.zh)。", en: "Line \(flaw.line): \(flaw.message.en).")(language) }
        if summary.isStopped {
            lines.append(Wording(zh: "按 --strict 停止，没有写结果。请改正后再试。", en: "Stopped as --strict asks, and nothing was written. Correct the row and try again.")(language))
            return lines
        }
        let more = summary.badRows - summary.flaws.count
        if more > 0 {
            lines.append(Wording(zh: "另有 \(more) 行不能计分。", en: more == 1 ? "1 more row cannot be scored." : "\(more) more rows cannot be scored.")(language))
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
}
