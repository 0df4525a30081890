package import BudgetModel
package import Documents
package import Narrative

/// What became of one report.
package struct AuditOutcome: Sendable {
    package var path: String
    package var reading: ReportReading?
    /// What the readers noticed.
    package var notes: [Wording]
    /// Why the file could not be read; then `reading` is nil.
    package var problem: Wording?

    init(path: String, reading: ReportReading? = nil, notes: [Wording] = [], problem: Wording? = nil) {
        self.path = path
        self.reading = reading
        self.notes = notes
        self.problem = problem
    }
}

/// A report in, its contradictions out.
package struct AuditFile: Sendable {
    package var limits: ReadLimits

    package init(limits: ReadLimits = ReadLimits()) { self.limits = limits }

    package func callAsFunction(_ path: String) -> AuditOutcome {
        let document: Document
        do throws(InputProblem) {
            let bytes = try InputFiles.bytes(of: path, limit: limits.fileBytes)
            do throws(DocumentError) {
                document = try DocumentReader.read(bytes, name: path, limits: limits, prefersText: true)
            } catch {
                return AuditOutcome(path: path, problem: error.sentence)
            }
        } catch {
            return AuditOutcome(path: path, problem: error.sentence)
        }
        return AuditOutcome(path: path, reading: ReportReading(ReportText(document)), notes: document.notes)
    }
}
