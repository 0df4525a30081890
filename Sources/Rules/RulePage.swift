package import BudgetModel

/// The page of a rule, made from the rule itself.
package enum RulePage {
    /// Markdown, Chinese first.
    package static func render(_ rule: Rule) -> String {
        let precision =
            rule.precision.map { "| 样本判断 Judged on samples | \($0.wording.zh) \($0.wording.en) |\n" } ?? ""
        var page = """
            # \(rule.code) \(rule.title.zh)

            \(rule.title.en)

            | | |
            |---|---|
            | 严重程度 Severity | \(rule.severity.wording.zh) \(rule.severity.rawValue) |
            | 环节 Stage | \(rule.stages.map { "\($0.wording.zh) \($0.rawValue)" }.joined(separator: "，")) |
            | 性质 Nature | \(rule.nature.wording.zh) \(rule.nature.rawValue) |
            \(precision)| 状态 Status | \(rule.status.wording.zh) \(rule.status.rawValue) |
            | 始于 Since | \(rule.since) |

            ## 理由 Why

            \(rule.because.zh)

            \(rule.because.en)

            ## 依据 Basis


            """
        for citation in rule.citing {
            page += "- \(citation.wording.zh)（\(citation.reference.confidence.name(.zh))）\n"
            page += "  \(citation.wording.en) (\(citation.reference.confidence.rawValue))\n"
        }
        if !rule.needs.isEmpty {
            page += "\n## 需要 Needs\n\n缺少时列为未检查。 Without them the rule is listed as not checked.\n\n"
            for need in rule.needs { page += "- \(need.wording.zh)\n  \(need.wording.en)\n" }
        }
        page += "\n## 会提出 Triggers\n"
        for example in rule.triggering() {
            page += "\n### \(example.name.zh)\n\n\(example.name.en)\n\n"
            if let text = example.text { page += text.split(separator: "\n").map { "> \($0)\n" }.joined(separator: ">\n") + "\n" }
            guard case .findings(let findings) = example.run(rule) else { continue }
            for finding in findings {
                page += "- \(Example.place(finding)) \(finding.severity.wording.zh) \(finding.severity.rawValue)：\(finding.message.zh)\n"
                page += "  \(finding.message.en)\n"
            }
        }
        page += "\n## 不提出 Stays silent\n\n"
        for example in rule.nonTriggering() { page += "- \(example.name.zh)\n  \(example.name.en)\n" }
        return page
    }

    /// The table of all rules.
    package static func renderIndex(_ rules: [Rule]) -> String {
        var page = """
            # 规则目录 Rules

            每条规则的页面由规则本身生成，请勿手改。 The pages are made from the rules themselves; do not edit them.

            | 编号 Code | 规则 Rule | 严重程度 Severity | 环节 Stage |
            |---|---|---|---|

            """
        for rule in rules {
            page += "| [\(rule.code)](\(rule.code).md) | \(rule.title.zh)<br>\(rule.title.en) | \(rule.severity.wording.zh) \(rule.severity.rawValue)"
            page += " | \(rule.stages.map { "\($0.wording.zh) \($0.rawValue)" }.joined(separator: "，")) |\n"
        }
        return page
    }
}

extension Severity {
    package var wording: Wording {
        switch self {
        case .error: Wording(zh: "错误", en: "error")
        case .warning: Wording(zh: "提醒", en: "warning")
        case .hint: Wording(zh: "提示", en: "hint")
        }
    }
}

extension Rule.Stage {
    package var wording: Wording {
        switch self {
        case .goal: Wording(zh: "绩效目标", en: "goal")
        case .monitoring: Wording(zh: "运行监控", en: "monitoring")
        case .selfEvaluation: Wording(zh: "绩效自评", en: "self-evaluation")
        case .report: Wording(zh: "自评报告", en: "report")
        case .disclosure: Wording(zh: "信息公开", en: "disclosure")
        }
    }
}

extension Rule.Nature {
    package var wording: Wording {
        switch self {
        case .exact: Wording(zh: "由表内数字直接得出", en: "follows from the numbers")
        case .heuristic: Wording(zh: "按常见情形判断", en: "rests on a reading")
        case .question: Wording(zh: "需要人来判断", en: "a person has to judge")
        }
    }
}

extension Rule.Status {
    package var wording: Wording {
        switch self {
        case .preview: Wording(zh: "试行", en: "preview")
        case .stable: Wording(zh: "正式", en: "stable")
        case .retired: Wording(zh: "停用", en: "retired")
        }
    }
}
