import BudgetModel
import Narrative

/// The text of an audited report in its paragraphs and table rows, with marks and the notes beside them.
struct AuditPageText {
    private struct Place {
        var number: Int
        var finding: Finding
        var range: Range<Int>
        var stated: Range<Int>?
        /// The lines it covers.
        var lines: ClosedRange<Int>
    }

    private let page: AuditPage
    private let text: ReportText
    private var places: [Int: [Place]] = [:]
    private var holding: [Int: [Range<Int>]] = [:]

    init(_ page: AuditPage) {
        self.page = page
        text = page.report.text
        for (index, finding) in page.told.enumerated() {
            guard let passage = finding.passage, !passage.range.isEmpty, !text.lines.isEmpty else { continue }
            let first = text.line(at: passage.range.lowerBound), last = min(text.line(at: passage.range.upperBound - 1), text.lines.count - 1)
            guard first <= last else { continue }
            let place = Place(number: index + 1, finding: finding, range: passage.range, stated: page.report.stated(in: passage), lines: first...last)
            for line in place.lines { places[line, default: []].append(place) }
        }
        guard page.showsHolding else { return }
        for relation in page.report.reading.relations where relation.severity == nil && !relation.place.isEmpty {
            let first = text.line(at: relation.place.lowerBound), last = min(text.line(at: relation.place.upperBound - 1), text.lines.count - 1)
            for line in first..<max(first, last) + 1 { holding[line, default: []].append(relation.place) }
        }
    }

    func write(to output: inout Markup) {
        var index = 0
        // The page has h1 and h2 above the text.
        var level = 2
        var tables = 0
        while index < text.lines.count {
            switch text.lines[index].kind {
            case .heading(let depth):
                level = min(depth + 2, level + 1, 6)
                block([index], &output) { element("h\(level)", index, &$0) }
                index += 1
            case .body:
                block([index], &output) { element("p", index, &$0) }
                index += 1
            case .tableRow:
                var end = index
                while end < text.lines.count, text.lines[end].kind == .tableRow { end += 1 }
                tables += 1
                let number = tables
                block(Array(index..<end), &output) { table(index..<end, number, &$0) }
                index = end
            }
        }
    }

    // MARK: Blocks

    /// A paragraph or table with its notes, which stand before it so that they can lie beside it.
    private func block(_ lines: [Int], _ output: inout Markup, _ content: (inout Markup) -> Void) {
        let hasNotes = lines.contains { line in places[line]?.contains { $0.lines.upperBound == line } ?? false }
        if hasNotes {
            output.raw("<div class=\"b\">\n")
            output.raw("<div class=\"notes\">\n")
            notes(lines, &output)
            output.raw("</div>\n")
        }
        content(&output)
        if hasNotes { output.raw("</div>\n") }
    }

    private func element(_ name: String, _ line: Int, _ output: inout Markup) {
        output.raw("<\(name) id=\"l\(line + 1)\">")
        segments(text.lines[line].range, line, &output)
        output.raw("</\(name)>\n")
    }

    private func table(_ lines: Range<Int>, _ number: Int, _ output: inout Markup) {
        output.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t\(number)\">\n<table><caption id=\"t\(number)\">")
        output.text(page.say("报告中的表 \(number)", "Table \(number) of the report"))
        output.raw("</caption>\n<tbody>\n")
        for line in lines {
            let range = text.lines[line].range
            let isHead = line == lines.lowerBound && !page.report.reading.figures.contains { $0.line == line }
            let tag = isHead ? "th scope=\"col\"" : "td"
            output.raw("<tr id=\"l\(line + 1)\">")
            var begin = range.lowerBound
            for (offset, scalar) in text.quote(range).unicodeScalars.enumerated() where scalar == "\t" {
                cell(begin..<range.lowerBound + offset, line, tag, isHead, &output)
                begin = range.lowerBound + offset + 1
            }
            cell(begin..<range.upperBound, line, tag, isHead, &output)
            output.raw("</tr>\n")
        }
        output.raw("</tbody></table>\n</div>\n")
    }

    private func cell(_ range: Range<Int>, _ line: Int, _ tag: String, _ isHead: Bool, _ output: inout Markup) {
        output.raw("<\(tag)>")
        segments(range, line, &output)
        output.raw(isHead ? "</th>" : "</td>")
    }

    // MARK: Marks

    /// A stretch of a line, cut where marks begin and end.
    private func segments(_ range: Range<Int>, _ line: Int, _ output: inout Markup) {
        let places = (places[line] ?? []).filter { $0.range.overlaps(range) }
        let holding = (holding[line] ?? []).filter { $0.overlaps(range) }
        guard !places.isEmpty || !holding.isEmpty else { return output.text(text.quote(range)) }
        var cuts: Set<Int> = [range.lowerBound, range.upperBound]
        for part in places.map(\.range) + places.compactMap(\.stated) + holding { cuts.formUnion([part.lowerBound, part.upperBound].filter { range.contains($0) }) }
        let sorted = cuts.sorted()
        for (begin, end) in zip(sorted, sorted.dropFirst()) {
            let over = places.filter { $0.range.lowerBound <= begin && end <= $0.range.upperBound }
            let worst = over.max { rank($0.finding) < rank($1.finding) }
            let isStated = over.contains { $0.stated.map { $0.lowerBound <= begin && end <= $0.upperBound } ?? false }
            let holds = worst == nil && holding.contains { $0.lowerBound <= begin && end <= $0.upperBound }
            if let worst { output.raw("<mark class=\"\(AuditPage.kind(worst.finding))\">") } else if holds { output.raw("<span class=\"ok\">") }
            if isStated { output.raw("<b>") }
            output.text(text.quote(begin..<end))
            if isStated { output.raw("</b>") }
            if worst != nil { output.raw("</mark>") } else if holds { output.raw("</span>") }
            for place in places where place.range.upperBound == end || place.range.upperBound > end && end == range.upperBound && place.lines.upperBound == line { reference(place, &output) }
        }
    }

    private func reference(_ place: Place, _ output: inout Markup) {
        output.raw("<sup><a id=\"p\(place.number)\" href=\"#n\(place.number)\" aria-label=\"")
        output.text(AuditPage.name(place.finding)(page.language) + " \(place.number)")
        output.raw("\">\(AuditPage.sign(place.finding))\(place.number)</a></sup>")
    }

    private func rank(_ finding: Finding) -> Int {
        guard finding.standing == .counted else { return 0 }
        return switch finding.severity {
        case .hint: 1
        case .warning: 2
        case .error: 3
        }
    }

    // MARK: Notes

    /// The notes of findings that end in these lines.
    private func notes(_ lines: [Int], _ output: inout Markup) {
        for place in lines.flatMap({ line in (places[line] ?? []).filter { $0.lines.upperBound == line } }) {
            output.raw("<div class=\"note \(AuditPage.kind(place.finding))\" id=\"n\(place.number)\" role=\"note\" lang=\"\(page.language == .zh ? "zh-CN" : "en")\"><p><a href=\"#p\(place.number)\">\(AuditPage.sign(place.finding))\(place.number)</a> <strong>")
            output.text(AuditPage.name(place.finding)(page.language) + " " + place.finding.code)
            output.raw("</strong></p>")
            if let computation = place.finding.passage?.computation {
                output.raw("<p class=\"sums\">")
                output.text(computation)
                output.raw("</p>")
            }
            output.raw("<p>")
            output.text(place.finding.message(page.language))
            output.raw("</p></div>\n")
        }
    }
}
