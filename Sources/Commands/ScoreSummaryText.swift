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
        let more = summary.badRows - summary.flaws.count
        if more > 0 {
            lines.append(Wording(zh: "另有 \(more) 行不能计分。", en: more == 1 ? "1 more row cannot be scored." : "\(more) more rows cannot be scored.")(language))
        }
        lines.append(
            Wording(
                zh: "共 \(summary.rows) 行、\(summary.projects) 个项目；\(summary.badRows) 行不能计分，\(summary.open) 个项目没有总分。",
                en: "\(summary.rows) rows, \(summary.projects) projects; \(summary.badRows) rows cannot be scored, \(summary.open) projects have no total.")(language))
        if !summary.counts.isEmpty {
            let counts = summary.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: language == .zh ? "、" : ", ")
            lines.append(
                Wording(
                    zh: "问题：\(counts)。\(hasFindings ? "" : "用 --findings FILE 写出清单。")", en: "Findings: \(counts).\(hasFindings ? "" : " --findings FILE writes them down.")")(language))
        }
        return lines
    }
}
