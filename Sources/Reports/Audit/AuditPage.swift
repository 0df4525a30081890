package import BudgetModel
import Narrative

/// The page of an audited report: its text with the places marked, the computation beside each, facts and findings.
///
/// One file for screen and print that loads nothing and runs nothing. Places are told by colour, sign and number.
package struct AuditPage {
    let report: AuditReport
    let language: Language
    private let engine: String
    /// Whether statements that hold are underlined too.
    let showsHolding: Bool
    var output = Markup(reserving: 1 << 16)

    private init(_ report: AuditReport, language: Language, engine: String, showsHolding: Bool) {
        self.report = report
        self.language = language
        self.engine = engine
        self.showsHolding = showsHolding
    }

    package static func render(_ report: AuditReport, language: Language, engine: String, showsHolding: Bool = false) -> String {
        var page = AuditPage(report, language: language, engine: engine, showsHolding: showsHolding)
        page.write()
        return page.output.string
    }

    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// All that is told, numbered in this order: findings, then hits on trial, then questions.
    var told: [Finding] { report.check.findings + report.check.previews + report.check.questions }

    // MARK: Page

    private mutating func write() {
        let name = report.file == "-" ? say("标准输入", "standard input") : report.file.split(separator: "/").last.map(String.init) ?? report.file
        output.raw("<!DOCTYPE html>\n<html lang=\"\(language == .zh ? "zh-CN" : "en")\">\n<head>\n<meta charset=\"utf-8\">\n")
        output.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Jixiao\">\n<meta name=\"jixiao.document\" content=\"audit-page\">\n")
        // Nothing is loaded and nothing runs, whatever the text holds.
        output.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
        output.text(say("核对结果：", "Audit of ") + name)
        output.raw("</title>\n<style>\n" + AuditStyle.css + "</style>\n</head>\n<body>\n<main>\n<h1>")
        output.text(say("核对结果：", "Audit of ") + name)
        output.raw("</h1>\n")
        summary()
        facts()
        findings()
        output.raw("<section class=\"text\" aria-labelledby=\"text-title\">\n<h2 id=\"text-title\">\(say("报告原文", "Text of the report"))</h2>\n")
        legend()
        output.raw("<div lang=\"zh-CN\">\n")
        AuditPageText(self).write(to: &output)
        output.raw("</div>\n</section>\n")
        remainder()
        output.raw("</main>\n</body>\n</html>\n")
    }

    private mutating func summary() {
        let counts = report.counts, tally = report.tally
        output.raw("<p class=\"sum\">")
        output.text(
            counts.errors + counts.warnings + counts.hints == 0
                ? say("未发现问题。", "Nothing found. ")
                : say("错误 \(counts.errors) 处，警告 \(counts.warnings) 处，提示 \(counts.hints) 处。", "Errors \(counts.errors), warnings \(counts.warnings), hints \(counts.hints). "))
        output.text(
            say(
                "读到 \(report.reading.figures.count) 个数字，核对了 \(tally.all) 处数字关系：\(tally.hold) 处相符，\(tally.rounded) 处只差末位，\(tally.fail) 处不符。",
                "\(report.reading.figures.count) figures read, \(tally.all) relations checked: \(tally.hold) hold, \(tally.rounded) but for the last digit, \(tally.fail) do not."))
        output.raw("</p>\n")
        if report.check.holdsPersonalData {
            output.raw("<p class=\"sum\">")
            for line in FindingLines.disclosure(report.check, language) { output.text(line.dropFirst(2) + (language == .zh ? "" : " ")) }
            output.text(say("找到的个人信息以 ● 遮盖。", "The personal data that was found is covered by ●."))
            output.raw("</p>\n")
        }
        for form in report.forms {
            output.raw("<p class=\"sum\">")
            output.text(say("对照的表格：", "Held against: ") + form.file + " · " + form.sheet)
            output.raw("</p>\n")
        }
    }

    private mutating func facts() {
        let rows = report.facts + report.weights.map { weight in
            var fact = weight.fact
            fact.name = Wording(zh: "分值：" + fact.name.zh, en: "points: " + fact.name.en)
            return fact
        }
        guard !rows.isEmpty else { return }
        output.raw("<section aria-labelledby=\"facts-title\">\n<h2 id=\"facts-title\">\(say("基本数字", "Facts"))</h2>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"facts-caption\">\n<table>\n<caption id=\"facts-caption\">")
        output.text(say("报告对整个项目（部门）写的数字", "What the report says of the whole object"))
        output.raw("</caption>\n<thead><tr>")
        for title in [say("项目", "Fact"), say("数值", "Value"), say("单位", "Unit"), say("原文", "Passage"), say("段", "Paragraph")] {
            output.raw("<th scope=\"col\">")
            output.text(title)
            output.raw("</th>")
        }
        output.raw("</tr></thead>\n<tbody>\n")
        for fact in rows {
            output.raw("<tr><th scope=\"row\">")
            output.text(fact.name(language))
            output.raw("</th><td class=\"e\">")
            output.text(fact.value)
            output.raw("</td><td>")
            output.text(fact.unit)
            output.raw("</td><td lang=\"zh-CN\">")
            output.text(fact.quote)
            output.raw("</td><td class=\"e\">")
            if let place = fact.place {
                let line = report.line(place).number
                output.raw("<a href=\"#l\(line)\">\(line)</a>")
            }
            output.raw("</td></tr>\n")
        }
        output.raw("</tbody></table>\n</div>\n</section>\n")
    }

    private mutating func findings() {
        guard !told.isEmpty else { return }
        output.raw("<section aria-labelledby=\"found-title\">\n<h2 id=\"found-title\">\(say("发现", "Findings"))</h2>\n<ul class=\"found\">\n")
        for (index, finding) in told.enumerated() {
            output.raw("<li id=\"f\(index + 1)\" class=\"\(AuditPage.kind(finding))\">")
            badge(finding, index + 1)
            if let passage = finding.passage {
                output.raw(" <a href=\"#p\(index + 1)\">")
                output.text(say("第 \(report.line(passage.range).number) 段", "paragraph \(report.line(passage.range).number)"))
                output.raw("</a>")
            }
            if let cell = finding.at {
                output.raw(" ")
                output.text(say("表格 ", "cell ") + cell.sheet + "!" + cell.a1)
            }
            output.raw(" ")
            output.text(finding.message(language))
            output.raw(" <span class=\"basis\">")
            output.text(say("依据：", "Basis: ") + finding.basis(language))
            output.raw("</span></li>\n")
        }
        output.raw("</ul>\n</section>\n")
    }

    private mutating func badge(_ finding: Finding, _ number: Int) {
        output.raw("<strong class=\"badge\">\(AuditPage.sign(finding))\(number) ")
        output.text(AuditPage.name(finding)(language) + " " + finding.code)
        output.raw("</strong>")
    }

    private mutating func legend() {
        output.raw("<p class=\"legend\">")
        for (kind, sign, name) in [("error", "✗", Severity.error.name), ("warning", "！", Severity.warning.name), ("hint", "○", Severity.hint.name)] {
            output.raw("<mark class=\"\(kind)\">\(sign) ")
            output.text(name(language))
            output.raw("</mark> ")
        }
        if showsHolding {
            output.raw("<span class=\"ok\">")
            output.text(say("核对相符", "holds"))
            output.raw("</span>")
        }
        output.raw("</p>\n")
    }

    private mutating func remainder() {
        guard !report.check.notChecked.isEmpty || !report.notes.isEmpty else { return }
        output.raw("<section aria-labelledby=\"rest-title\">\n<h2 id=\"rest-title\">\(say("未检查和说明", "Not checked, and notes"))</h2>\n<ul>\n")
        for line in report.check.notChecked.map({ say("未检查 ", "Not checked: ") + $0.code + say("：", ": ") + $0.needs(language) }) + report.notes.map({ $0(language) }) {
            output.raw("<li>")
            output.text(line)
            output.raw("</li>\n")
        }
        output.raw("</ul>\n</section>\n")
    }

    // MARK: Signs

    static func kind(_ finding: Finding) -> String { finding.standing == .counted ? finding.severity.rawValue : "hint" }

    static func sign(_ finding: Finding) -> String {
        guard finding.standing == .counted else { return "？" }
        return switch finding.severity {
        case .error: "✗"
        case .warning: "！"
        case .hint: "○"
        }
    }

    static func name(_ finding: Finding) -> Wording {
        switch finding.standing {
        case .counted: finding.severity.name
        case .preview: Wording(zh: "试行", en: "preview")
        case .question: Wording(zh: "请核实", en: "question")
        }
    }
}
