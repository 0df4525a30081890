import Foundation
import Reports
import Testing

/// Compares text with a file in `Snapshots/`; `RECORD_SNAPSHOTS=1` writes it and fails.
func expectSnapshot(_ text: String, _ name: String, source: String = #filePath, location: SourceLocation = #_sourceLocation) throws {
    let file = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent("Snapshots/\(name).txt")
    let text = text.hasSuffix("\n") ? text : text + "\n"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name); review it and run again without RECORD_SNAPSHOTS", sourceLocation: location)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    guard expected != text else { return }
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    Issue.record(
        "\(name), line \(line + 1):\n- \(line < old.count ? old[line] : "(end)")\n+ \(line < new.count ? new[line] : "(end)")", sourceLocation: location)
}

/// A report as readable text: gaps in 【】 as they stand, errors as `<E03 12>`.
func readable(_ report: SelfEvaluationReport) -> String {
    func line(_ spans: [Span]) -> String {
        spans.map { span in
            switch span.mark {
            case .plain, .gap: span.text
            case .error(let codes): "<\(codes.joined(separator: ",")) \(span.text)>"
            }
        }.joined()
    }
    var lines = [report.titleLines.map { line([$0]) }.joined(separator: " / ")]
    if report.isDraft { lines.append("[draft]") }
    if let note = report.draftNote { lines.append("note: " + line(note.spans)) }
    func add(_ blocks: [ReportBlock]) {
        for block in blocks {
            switch block {
            case .heading(let level, let text): lines.append(String(repeating: "#", count: level.rawValue) + " " + text)
            case .paragraph(let paragraph): lines.append(line(paragraph.spans))
            case .table(let table): add(table)
            case .figure(let chart, let table):
                lines.append("(chart: \(chart.title))")
                add(table)
            }
        }
    }
    func add(_ table: ReportTable) {
        lines.append("[\(table.caption)]")
        if table.hasHeader { lines.append("| " + table.columns.map(\.title).joined(separator: " | ") + " |") }
        for row in table.rows {
            lines.append(
                "| "
                    + row.map { cell in
                        let spans = (cell.rowSpan > 1 ? "↓\(cell.rowSpan) " : "") + (cell.columnSpan > 1 ? "→\(cell.columnSpan) " : "")
                        return spans + cell.lines.map { line($0.spans) }.joined(separator: " ⏎ ")
                    }.joined(separator: " | ") + " |")
        }
    }
    for section in report.sections {
        add(section.headings)
        lines.append("(\(section.topic.rawValue))")
        add(section.content)
    }
    lines.append("signed: " + line([report.signature.unit]) + " / " + line([report.signature.date]))
    for (index, annex) in report.annexes.enumerated() {
        lines.append("== 附件\(index + 1) \(annex.title)")
        add(annex.blocks)
    }
    return lines.joined(separator: "\n")
}
