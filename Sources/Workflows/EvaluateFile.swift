package import BudgetModel
package import Documents
package import Frameworks
import Forms
package import Quantities
import Rules
import Scoring
import Workbooks

/// One form of a file with all that the engine says of it.
package struct EvaluatedForm: Sendable {
    package var evaluation: Evaluation
    package var framework: Framework
    package var scoreSheet: ScoreSheet
    package var findings: [Finding]
    package var notChecked: [NotChecked]
}

/// What became of one input file.
package struct FileOutcome: Sendable {
    package var path: String
    package var forms: [EvaluatedForm]
    /// What the readers noticed: a wrong extension, a hidden sheet, a sheet without a form.
    package var notes: [Wording]
    /// Why the file gave no form; then `forms` is empty.
    package var problem: Wording?
    /// The document as read, for workbooks that are handed back.
    package var document: Document?
    package var bytes: [UInt8]
}

/// The main job: a file in, its forms scored and checked out.
///
/// Keeps what it learns of labels and frameworks for the next file. `@unchecked Sendable` because the two
/// caches are its own and unguarded: it may be handed from task to task, and `EvaluateMany` sees to it that
/// only one task has it at a time.
package final class EvaluateFile: @unchecked Sendable {
    private let reader = FormReader()
    package let limits: ReadLimits
    /// The framework the user named, or nil to choose one for each form.
    package let frameworkName: String?
    /// The unit of money the user insists on.
    package let amountUnit: AmountUnit?
    package let store: FrameworkStore
    /// Whether outcomes keep the document and its bytes.
    package let keepsDocument: Bool

    package init(store: FrameworkStore, frameworkName: String? = nil, amountUnit: AmountUnit? = nil, keepsDocument: Bool = false, limits: ReadLimits = ReadLimits()) {
        self.store = store
        self.frameworkName = frameworkName
        self.amountUnit = amountUnit
        self.keepsDocument = keepsDocument
        self.limits = limits
    }

    /// Another one with the same settings and caches of its own.
    package func twin() -> EvaluateFile {
        EvaluateFile(store: store.twin(), frameworkName: frameworkName, amountUnit: amountUnit, keepsDocument: keepsDocument, limits: limits)
    }

    /// Reads, recognises, scores and checks one file; a flaw of the file is in the outcome, never thrown.
    ///
    /// - Throws: `FrameworkRefused` when the framework asked for does not exist or is wrong.
    package func callAsFunction(_ path: String) throws(FrameworkRefused) -> FileOutcome {
        var outcome = FileOutcome(path: path, forms: [], notes: [], problem: nil, document: nil, bytes: [])
        let bytes: [UInt8]
        do throws(InputProblem) {
            bytes = try InputFiles.bytes(of: path, limit: limits.fileBytes)
        } catch {
            outcome.problem = error.sentence
            return outcome
        }
        let document: Document
        do throws(DocumentError) {
            document = ReturnedWorkbook.withoutMarks(try DocumentReader.read(bytes, name: path, limits: limits))
        } catch {
            outcome.problem = error.sentence
            return outcome
        }
        outcome.notes = document.notes
        let reading = reader.read(document, file: path, amountUnit: amountUnit)
        guard !reading.evaluations.isEmpty else {
            outcome.problem = Wording(
                zh: "文件里没有找到绩效表格（如项目支出绩效自评表、绩效目标申报表）：请确认文件是否正确，表格应有“一级指标、二级指标、三级指标”等表头。",
                en: "No performance form was found in the file (such as a self-evaluation form or a goal declaration): check that it is the right file; a form has headings such as 一级指标, 二级指标, 三级指标.")
            return outcome
        }
        outcome.notes += reading.notes
        for evaluation in reading.evaluations { outcome.forms.append(try evaluate(evaluation)) }
        if keepsDocument {
            outcome.document = document
            outcome.bytes = bytes
        }
        return outcome
    }

    /// Scores and checks a form that has been read.
    package func evaluate(_ evaluation: Evaluation) throws(FrameworkRefused) -> EvaluatedForm {
        let (framework, because) = try store.framework(for: evaluation, named: frameworkName)
        let sheet = Scorer.score(evaluation, by: framework, because: because)
        let (findings, notChecked) = Catalogue.run(Facts(evaluation: evaluation, scoreSheet: sheet, framework: framework))
        return EvaluatedForm(evaluation: evaluation, framework: framework, scoreSheet: sheet, findings: findings, notChecked: notChecked)
    }
}
