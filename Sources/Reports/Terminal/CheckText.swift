package import BudgetModel

/// What a check found in one form, as text for the terminal.
package struct CheckText {
    private let evaluation: Evaluation
    private let check: CheckResult
    private let language: Language
    private let style: TerminalStyle
    /// Whether each finding is followed by its law.
    private let showsBasis: Bool

    package init(_ evaluation: Evaluation, check: CheckResult, basis: Bool, language: Language, style: TerminalStyle) {
        self.evaluation = evaluation
        self.check = check
        showsBasis = basis
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    package func lines() -> [String] {
        var lines = [EvaluationText.heading(evaluation, evaluation.title?.value, language, style)] + EvaluationText.names(evaluation, language)
        let findings = FindingLines(evaluation, language, style)
        if check.findings.isEmpty {
            lines.append("  " + say("未发现问题。", "Nothing found."))
        } else {
            lines.append("  " + FindingLines.counts(CheckTally.Counts(check.findings), language))
            lines += check.findings.flatMap { findings.lines($0, details: true, basis: showsBasis) }
            lines += FindingLines.disclosure(check, language)
        }
        if !check.previews.isEmpty {
            lines.append("  " + say("试行规则，只供参考，不计入（\(check.previews.count)）：", "Rules on trial, shown and not counted (\(check.previews.count)):"))
            lines += check.previews.flatMap { findings.lines($0, details: true, basis: showsBasis) }
        }
        if !check.questions.isEmpty {
            lines.append("  " + say("请审核人判断（\(check.questions.count)）：", "Questions for the reviewer (\(check.questions.count)):"))
            lines += check.questions.flatMap { findings.lines($0, details: false, basis: showsBasis) }
        }
        if let light = check.light {
            let text = LightText(evaluation, light, told: check.findings, language, style)
            // Who evaluates can no longer change the goal: what is well is counted, and nothing is said where all is.
            lines += !evaluation.kind.isScored ? text.lines() : light.light == .green ? [] : text.linesForNextYear()
        }
        for comment in check.lapsedComments {
            let place = comment.code + (comment.at.map { " " + $0.a1 } ?? "")
            let why = comment.wasChecked
                ? say("单位说明所指的问题已不存在", "The unit's comment is on what is gone") : say("单位说明所指的规则这次没有检查", "The unit's comment is on a rule that did not run")
            lines.append("  " + why + say("（\(place)，\(comment.source)）：", " (\(place), \(comment.source)): ") + comment.text.replacingNewlines)
        }
        for note in evaluation.notes { lines.append("  " + say("说明：", "Note: ") + note(language)) }
        if !evaluation.unread.isEmpty {
            lines.append(
                "  " + say("未读取 \(evaluation.unread.count) 个单元格：用 jixiao evaluate 查看。", "\(evaluation.unread.count) cells not read: see jixiao evaluate."))
        }
        return lines
    }
}

/// What a run of checks came to, as the last lines of the terminal.
package struct CheckSummaryText {
    private let tally: CheckTally
    private let profile: RuleProfile?
    private let titles: (String) -> Wording?
    private let language: Language
    private let style: TerminalStyle

    /// - Parameter titles: what a rule is called, by its code.
    package init(_ tally: CheckTally, profile: RuleProfile?, titles: @escaping (String) -> Wording?, language: Language, style: TerminalStyle) {
        self.tally = tally
        self.profile = profile
        self.titles = titles
        self.language = language
        self.style = style
    }

    private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    package func lines() -> [String] { byRule() + profileLines() + notChecked() + [total()] }

    /// A line a rule, most hits first; left out where one form says it all.
    private func byRule() -> [String] {
        guard tally.forms > 1, !tally.byRule.isEmpty else { return [] }
        var table = TerminalTable([
            .init(title: say("规则", "Rule"), limit: 5), .init(title: say("错误", "Errors"), limit: 8, alignsRight: true),
            .init(title: say("警告", "Warnings"), limit: 8, alignsRight: true), .init(title: say("提示", "Hints"), limit: 8, alignsRight: true),
            .init(title: say("查的是", "Says"), limit: 70),
        ])
        for (code, counts) in tally.byRule.sorted(by: { $0.value.total != $1.value.total ? $0.value.total > $1.value.total : $0.key < $1.key }) {
            func shown(_ number: Int) -> String { number == 0 ? "" : String(number) }
            table.rows.append([code, shown(counts.errors), shown(counts.warnings), shown(counts.hints), titles(code)?(language) ?? ""])
        }
        return table.lines(style).map { "  " + $0 } + [""]
    }

    private func profileLines() -> [String] {
        guard let profile else { return [] }
        let changed = profile.decisions.filter { $0.setting != .off }
        var lines = [say("方案 \(profile.id)（\(profile.file)）：", "Profile \(profile.id) (\(profile.file)): ") + profile.title(language)]
        for decision in changed {
            lines.append("  \(decision.code) → \(decision.setting.rawValue)" + say("（\(decision.decidedBy)）：", " (\(decision.decidedBy)): ") + decision.reason)
        }
        return lines
    }

    /// Grouped by what is lacking, with the files where it lacks in a few of many.
    private func notChecked() -> [String] {
        guard !tally.lacks.isEmpty else { return [] }
        var lines = [say("未检查：", "Not checked:")]
        for lack in tally.lacks.sorted(by: { $0.cause == $1.cause ? false : $0.cause == .lacking }) {
            let codes = lack.codes.sorted().joined(separator: say("、", ", "))
            var line = "  \(codes)" + say("：", ": ") + (lack.cause == .lacking ? say("缺少", "lacking ") : "") + lack.needs(language)
            if lack.forms < tally.forms {
                let named = lack.files.count <= CheckTally.namedFiles ? lack.files.joined(separator: say("、", ", ")) : ""
                line += say("（\(lack.forms) 张表", " (\(count(lack.forms, "form"))") + (named.isEmpty ? "" : say("：", ": ") + named) + say("）", ")")
            }
            lines.append(line)
        }
        return lines
    }

    private func count(_ number: Int, _ thing: String) -> String { number == 1 ? "1 \(thing)" : "\(number) \(thing)s" }

    private func total() -> String {
        let counts = tally.counts
        let explained = counts.explained == 0 ? ("", "") : ("（已说明 \(counts.explained)）", " (\(counts.explained) explained)")
        var line = say(
            "共 \(tally.files) 个文件，\(tally.forms) 张表，\(tally.cleanForms) 张未发现问题：错误 \(counts.errors)，警告 \(counts.warnings)，提示 \(counts.hints)\(explained.0)",
            "\(count(tally.files, "file")), \(count(tally.forms, "form")), \(tally.cleanForms) with nothing found: errors \(counts.errors), warnings \(counts.warnings), hints \(counts.hints)\(explained.1)")
        if tally.questions > 0 { line += say("；请审核人判断 \(tally.questions)", "; questions \(tally.questions)") }
        if tally.previews > 0 { line += say("；试行 \(tally.previews)", "; on trial \(tally.previews)") }
        if tally.unreadableFiles > 0 { line += say("；\(tally.unreadableFiles) 个文件没有读出", "; \(tally.unreadableFiles) files could not be read") }
        return style.bold(line + say("。", "."))
    }
}
