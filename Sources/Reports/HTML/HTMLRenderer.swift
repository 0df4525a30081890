/// Writes a report as one self-contained HTML file for screen and print, with charts.
package enum HTMLRenderer {
    package static func render(_ report: SelfEvaluationReport) -> String {
        var page = HTMLPage()
        page.write(report)
        return page.output.string
    }
}

/// The page under construction.
private struct HTMLPage {
    var output = Markup(reserving: 1 << 16)
    private var tableCount = 0
    private var chartCount = 0

    mutating func write(_ report: SelfEvaluationReport) {
        output.raw("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
        output.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Jixiao\">\n")
        // Nothing is loaded and nothing runs, whatever a form's text holds.
        output.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>")
        if report.isDraft { output.raw("【草稿】") }
        output.text(report.title)
        output.raw("</title>\n<style>\n" + HTMLStyle.css + "</style>\n</head>\n<body>\n")
        if report.isDraft { output.raw("<p class=\"running\">草稿</p>\n") }
        output.raw("<main>\n<header>\n")
        if report.isDraft { output.raw("<p class=\"draft\">草稿</p>\n") }
        output.raw("<h1>")
        for line in report.titleLines {
            output.raw("<span>")
            spans([line])
            output.raw("</span>")
        }
        output.raw("</h1>\n")
        if let note = report.draftNote { paragraph(note, "note") }
        output.raw("</header>\n")
        for section in report.sections {
            blocks(section.headings, shift: 1)
            blocks(section.content, shift: 1)
        }
        closing(report)
        for (index, annex) in report.annexes.enumerated() {
            output.raw("<section class=\"annex\" id=\"annex-\(index + 1)\" aria-labelledby=\"annex-title-\(index + 1)\">\n<p class=\"annex-label\">附件")
            if report.annexes.count > 1 { output.number(index + 1) }
            output.raw("</p>\n<h2 id=\"annex-title-\(index + 1)\">")
            output.text(annex.title)
            output.raw("</h2>\n")
            blocks(annex.blocks, shift: 2)
            output.raw("</section>\n")
        }
        output.raw("</main>\n</body>\n</html>\n")
    }

    private mutating func closing(_ report: SelfEvaluationReport) {
        if !report.annexes.isEmpty {
            output.raw("<div class=\"annexes\"><p>附件：</p>\n<ol>\n")
            for (index, annex) in report.annexes.enumerated() {
                output.raw("<li><a href=\"#annex-\(index + 1)\">")
                output.text(annex.title)
                output.raw("</a></li>\n")
            }
            output.raw("</ol></div>\n")
        }
        output.raw("<footer class=\"signature\">\n<p>")
        spans([report.signature.unit])
        output.raw("</p>\n<p>")
        spans([report.signature.date])
        output.raw("</p>\n</footer>\n")
    }

    private mutating func blocks(_ blocks: [ReportBlock], shift: Int) {
        for block in blocks {
            switch block {
            case .heading(let level, let text):
                output.raw("<h\(level.rawValue + shift)>")
                output.text(text)
                output.raw("</h\(level.rawValue + shift)>\n")
            case .paragraph(let paragraph): self.paragraph(paragraph, nil)
            case .table(let table): self.table(table)
            case .figure(let chart, let table):
                chartCount += 1
                output.raw("<figure>\n")
                ChartWriter.write(chart, id: "chart-\(chartCount)", &output)
                output.raw("</figure>\n")
                self.table(table)
            }
        }
    }

    private mutating func paragraph(_ paragraph: ReportParagraph, _ kind: String?) {
        output.raw(kind.map { "<p class=\"\($0)\">" } ?? "<p>")
        spans(paragraph.spans)
        output.raw("</p>\n")
    }

    private mutating func spans(_ spans: [Span]) {
        for span in spans {
            switch span.mark {
            case .plain: lines(span.text)
            case .gap:
                output.raw("<mark class=\"gap\">")
                lines(span.text)
                output.raw("</mark>")
            case .error(let codes):
                let list = codes.joined(separator: "、")
                output.raw("<mark class=\"error\" title=\"核查编号 ")
                output.text(list)
                output.raw("\">")
                lines(span.text)
                output.raw("<sup>")
                output.text(list)
                output.raw("</sup></mark>")
            }
        }
    }

    private mutating func lines(_ text: String) {
        guard Markup.hasLineBreak(text) else { return output.text(text) }
        var isFirst = true
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !isFirst { output.raw("<br>") }
            output.text(String(line))
            isFirst = false
        }
    }

    private mutating func table(_ table: ReportTable) {
        guard !table.columns.isEmpty, !table.rows.isEmpty else { return }
        tableCount += 1
        let id = "table-\(tableCount)"
        output.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)\">\n<table")
        if table.isDense { output.raw(" class=\"dense\"") }
        output.raw("><caption id=\"\(id)\">")
        output.text(table.caption)
        output.raw("</caption>\n<colgroup>")
        for width in table.widths(total: 1000) { output.raw("<col style=\"width:\(width / 10).\(width % 10)%\">") }
        output.raw("</colgroup>\n")
        if table.hasHeader {
            output.raw("<thead><tr>")
            for column in table.columns {
                output.raw("<th scope=\"col\">")
                output.text(column.title)
                output.raw("</th>")
            }
            output.raw("</tr></thead>\n")
        }
        output.raw("<tbody>\n")
        for row in table.rows {
            output.raw("<tr>")
            for cell in row { self.cell(cell) }
            output.raw("</tr>\n")
        }
        output.raw("</tbody></table>\n</div>\n")
    }

    private mutating func cell(_ cell: ReportCell) {
        output.raw(cell.isHeader ? "<th scope=\"\(cell.rowSpan > 1 ? "rowgroup" : "row")\"" : "<td")
        if cell.rowSpan > 1 { output.raw(" rowspan=\"\(cell.rowSpan)\"") }
        if cell.columnSpan > 1 { output.raw(" colspan=\"\(cell.columnSpan)\"") }
        switch cell.alignment {
        case .start: output.raw(">")
        case .centre: output.raw(" class=\"c\">")
        case .end: output.raw(" class=\"e\">")
        }
        var isFirst = true
        for line in cell.lines {
            if !isFirst { output.raw("<br>") }
            spans(line.spans)
            isFirst = false
        }
        output.raw(cell.isHeader ? "</th>" : "</td>")
    }
}
