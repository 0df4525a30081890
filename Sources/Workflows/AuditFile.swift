package import BudgetModel
package import Documents
import Forms
package import Narrative
package import Reports
import Rules

/// What became of one report.
package struct AuditOutcome: Sendable {
    package var path: String
    package var reading: ReportReading?
    package var check: CheckResult
    /// The forms its numbers were held against.
    package var forms: [Evaluation]
    /// What the readers noticed.
    package var notes: [Wording]
    /// Why the file could not be read; then `reading` is nil.
    package var problem: Wording?
    fileprivate(set) var problemCode = ExitCode.data
    /// Set for a page of our own findings that was found in a folder and passed over.
    package var isPassedOver = false

    init(path: String, problem: Wording? = nil) {
        self.path = path
        self.problem = problem
        check = CheckResult()
        forms = []
        notes = []
    }

    /// What all faces show; nil for a file that was not read.
    package var report: AuditReport? { reading.map { AuditReport($0, check: check, forms: forms, notes: notes, file: path) } }

    /// What to say of pages that were passed over because we wrote them; nil for none.
    package static func sentence(passedOver paths: [String]) -> Wording? {
        guard !paths.isEmpty else { return nil }
        let (zh, en) = InputFiles.listed(paths)
        return Wording(
            zh: "有 \(paths.count) 个文件是 Jixiao 写出的核对结果，没有当作报告核对：\(zh)。",
            en: "\(paths.count) files are pages of findings that Jixiao wrote; they were not audited: \(en).")
    }

    package var exitCode: ExitCode {
        if problem != nil { return problemCode }
        return check.findings.contains { $0.severity == .error } ? .findings : .clean
    }
}

/// A report in, its contradictions out: with itself, and with the form that belongs to it.
///
/// Like `EvaluateFile`, of which it has one for forms, it belongs to one task at a time.
package final class AuditFile: @unchecked Sendable {
    private let evaluate: EvaluateFile
    private let reader = FormReader()
    private let pdf: PDFTextReader
    package let limits: ReadLimits
    /// The forms that belong to the reports (`--form`).
    private let forms: [Facts]

    package init(store: FrameworkStore, forms: [EvaluatedForm] = [], limits: ReadLimits = ReadLimits()) {
        self.limits = limits
        evaluate = EvaluateFile(store: store, limits: limits)
        pdf = PDFTextReader(limits: limits)
        self.forms = forms.map(Self.facts)
    }

    private init(twinOf other: AuditFile) {
        limits = other.limits
        evaluate = other.evaluate.twin()
        pdf = other.pdf
        forms = other.forms
    }

    /// Another one with the same settings and caches of its own.
    package func twin() -> AuditFile { AuditFile(twinOf: self) }

    /// Reads and audits one report; a flaw of the file is in the outcome, never thrown.
    package func callAsFunction(_ file: InputFile) -> AuditOutcome {
        var outcome = AuditOutcome(path: file.path)
        let document: Document
        do throws(InputProblem) {
            let bytes = try InputFiles.bytes(of: file.path, limit: limits.fileBytes)
            if let own = OwnDocument(bytes), own.kind == .auditPage {
                guard !file.isFound else {
                    outcome.isPassedOver = true
                    return outcome
                }
                outcome.problem = Wording(
                    zh: "这是 Jixiao 写出的核对结果，不是报告：请指定原来的报告。", en: "This is a page of findings that Jixiao wrote, not a report: name the report itself.")
                return outcome
            }
            do throws(DocumentError) {
                document = try PDFTextReader.matches(bytes) ? pdf.read(bytes) : DocumentReader.read(bytes, name: file.path, limits: limits, prefersText: true)
            } catch {
                outcome.problem = error.sentence
                if error.kind == .unwritable { outcome.problemCode = .cannotWrite }
                return outcome
            }
        } catch {
            outcome.problem = error.sentence
            return outcome
        }
        outcome.notes = document.notes
        let text = ReportText(document)
        guard text.count > 0 else {
            outcome.problem = Wording(zh: "文件里没有文字，无可核对：请确认文件是否正确。", en: "The file holds no text to audit: check that it is the right one.")
            return outcome
        }
        var forms = forms
        let looksInside = forms.isEmpty && (document.format == .docx || document.format == .html)
        if looksInside { forms = ownForms(document, file.path) }
        let reading = ReportReading(text)
        let facts = AuditFacts(reading: reading, forms: forms, formsAreOwn: looksInside)
        outcome.check = Catalogue.audit(facts)
        if let note = reading.leftOut { outcome.notes.append(note) }
        outcome.reading = reading
        outcome.forms = forms.map(\.evaluation)
        return outcome
    }

    /// Forms that stand in the report itself, as its annex: with money and indicators, not each table of the text.
    private func ownForms(_ document: Document, _ path: String) -> [Facts] {
        guard !document.grids.isEmpty else { return [] }
        var found = reader.read(document, file: path).evaluations.filter { $0.kind.isScored && !$0.funds.isEmpty && $0.indicators.count > 2 }
        // Tables of one programme repeat each other: the largest is the form.
        if Set(found.compactMap { $0.programme?.value }).count < 2, let largest = found.max(by: { $0.indicators.count < $1.indicators.count }) { found = [largest] }
        return found.compactMap { evaluation in (try? evaluate.evaluate(evaluation)).map(Self.facts) }
    }

    private static func facts(_ form: EvaluatedForm) -> Facts { Facts(evaluation: form.evaluation, scoreSheet: form.scoreSheet, framework: form.framework) }
}
