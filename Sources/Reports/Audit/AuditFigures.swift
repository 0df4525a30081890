package import Narrative
import Quantities

/// Every figure of a report as the grammar took it, a line each.
package enum AuditFigures {
    package static func lines(_ reading: ReportReading) -> [String] {
        reading.figures.map { figure in
            let label = reading.text.quote(figure.label)
            let marks = figure.marks.names
            return "\(figure.line + 1)\t\(label)\t\(figure.number)\(figure.measure.printed)\t\(figure.role)\t\(figure.scope.rawValue)\t\(figure.year.map(String.init) ?? "")\t\(marks)"
        }
    }
}
