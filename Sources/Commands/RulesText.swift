import BudgetModel
import Reports
import Rules

/// The catalogue of rules as text for the terminal.
struct RulesText {
    private let language: Language
    private let style: TerminalStyle

    init(_ language: Language, _ style: TerminalStyle) {
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    private func stages(_ stages: [Rule.Stage]) -> String {
        stages.count == Rule.Stage.allCases.count ? say("全部环节", "all stages") : stages.map { $0.wording(language) }.joined(separator: say("、", ", "))
    }

    func list(_ rules: [Rule]) -> [String] {
        rules.map { rule in
            let traits = [
                DisplayWidth.padded(name(rule.severity), to: language == .zh ? 5 : 8), DisplayWidth.padded(rule.status.wording(language), to: language == .zh ? 5 : 8),
                DisplayWidth.padded(nature(rule.nature), to: language == .zh ? 5 : 10),
            ]
            return "\(rule.code)  " + traits.joined(separator: " ") + " " + rule.title(language) + say("（", " (") + stages(rule.stages) + say("）", ")")
        } + [say("共 \(rules.count) 条。", "\(rules.count) rules.")]
    }

    /// The words that findings bear on the terminal.
    private func name(_ severity: Severity) -> String {
        switch severity {
        case .error: say("错误", "error")
        case .warning: say("警告", "warning")
        case .hint: say("提示", "hint")
        }
    }

    private func nature(_ nature: Rule.Nature) -> String {
        switch nature {
        case .exact: say("核算", "exact")
        case .heuristic: say("判断", "heuristic")
        case .question: say("提问", "question")
        }
    }

    /// The rule's page.
    func page(_ rule: Rule) -> [String] {
        var lines = [style.bold("\(rule.code)  \(rule.title(language))")]
        lines.append(
            "  " + [name(rule.severity), stages(rule.stages), rule.nature.wording(language), rule.status.wording(language), say("始于 ", "since ") + rule.since]
                .joined(separator: say("，", ", ")))
        if let precision = rule.precision {
            lines.append("  " + say("在样本上逐处人工判断：", "judged by hand on the samples: ") + precision.wording(language))
        }
        lines += ["", "  " + say("理由：", "Why: ") + rule.because(language), "", "  " + say("依据：", "Basis:")]
        lines += rule.citing.map { "    " + $0.wording(language) + say("（", " (") + $0.reference.confidence.name(language) + say("）", ")") }
        if !rule.needs.isEmpty {
            lines += ["", "  " + say("需要（缺少时列为未检查）：", "Needs (not checked without them):")] + rule.needs.map { "    " + $0.wording(language) }
        }
        lines += ["", "  " + say("会提出：", "Triggers:")]
        for example in rule.triggering() {
            lines.append("    " + example.name(language))
            guard case .findings(let findings) = example.run(rule) else { continue }
            lines += findings.map { "      \(Example.place($0))  \(name($0.severity))  \($0.message(language))" }
        }
        lines += ["", "  " + say("不提出：", "Stays silent:")] + rule.nonTriggering().map { "    " + $0.name(language) }
        return lines
    }

    func basis(_ coverage: RuleCoverage) -> [String] {
        var lines: [String] = []
        for instrument in coverage.instruments where instrument.isLegal {
            let confidence = instrument.citation.reference.confidence.name(language)
            lines.append(style.bold(instrument.citation.wording(language)) + say("（\(confidence)，\(instrument.rules.count) 条）", " (\(confidence), \(instrument.rules.count) rules)"))
            lines += instrument.rules.map { "  \($0.code)  \($0.title(language))" }
            lines.append("")
        }
        let without = coverage.withoutLegalBasis
        lines.append(style.bold(say("没有法规依据，只依据表内核对或通行做法（\(without.count) 条）", "Without a legal basis: arithmetic of the form or common practice (\(without.count) rules)")))
        return lines + without.map { "  \($0.code)  \($0.title(language))" }
    }

    func coverage(_ coverage: RuleCoverage) -> [String] {
        var lines: [String] = []
        for source in Clause.Source.allCases {
            let all = Clause.all.filter { $0.source == source }, missing = coverage.uncovered.filter { $0.source == source }
            let name = source == .catalogue ? say("规则目录（A–G）", "Rule catalogue (A–G)") : say("自评复核扣分规则", "Deduction rules of reviews")
            lines.append(style.bold(say("\(name)：\(all.count) 条，已有规则 \(all.count - missing.count) 条，没有规则 \(missing.count) 条", "\(name): \(all.count) clauses, \(all.count - missing.count) with a rule, \(missing.count) without")))
            lines += missing.map { "  \($0.code)  \($0.title(language))" + say("（", " (") + stages($0.stages) + say("）", ")") }
            lines.append("")
        }
        lines.append(style.bold(say("目录以外自行增加的规则：\(coverage.beyond.count) 条", "Rules of our own beyond the catalogue: \(coverage.beyond.count)")))
        lines += coverage.beyond.map { "  \($0.code)  \($0.title(language))" }
        lines += ["", style.bold(say("引用的文件：", "Instruments cited:"))]
        lines += coverage.instruments.map { "  \($0.citation.wording(language))" + say("（\($0.rules.count) 条）", " (\($0.rules.count) rules)") }
        return lines
    }
}
