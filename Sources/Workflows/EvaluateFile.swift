package import BudgetModel
package import Documents
package import Frameworks
import Forms
import Narrative
package import Quantities
import Rules
import Scoring
package import Workbooks

/// One form of a file with all that the engine says of it.
package struct EvaluatedForm: Sendable {
    package var evaluation: Evaluation
    package var framework: Framework
    package var scoreSheet: ScoreSheet
    package var check: CheckResult
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
    /// Set for a document of ours that was found in a folder and is no form: it was passed over.
    package var passedOver: OwnDocument.Kind?
    /// Whether the file is a workbook that we handed back.
    package var wasReturned = false
    /// By what a journal knows this file in this run; nil where there is no journal, no bytes, or the outcome may be another next time.
    package var key: FileKey?
    /// What the journal says of the file; set when it was not evaluated again, and then `forms` is empty.
    package var resumed: FileSummary?

    init(path: String, problem: Wording? = nil) {
        self.path = path
        self.problem = problem
        forms = []
        notes = []
        bytes = []
    }

    /// What to say of the files that were passed over because we wrote them; nil for none.
    package static func sentence(passedOver paths: [String]) -> Wording? {
        guard !paths.isEmpty else { return nil }
        let (zh, en) = InputFiles.listed(paths)
        return Wording(
            zh: "有 \(paths.count) 个文件是 Jixiao 写出的报告、汇总或未改动的校验结果，没有当作表格评价：\(zh)。",
            en: "\(paths.count) files are reports or summaries of Jixiao or returned workbooks that nobody has changed; they were not evaluated as forms: \(en).")
    }
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
    /// What the forms are checked with; nil to read and score only.
    package let settings: CheckSettings?
    /// What earlier runs have done; nil to evaluate every file.
    private let journal: RunJournal?

    package init(
        store: FrameworkStore, frameworkName: String? = nil, amountUnit: AmountUnit? = nil, keepsDocument: Bool = false,
        settings: CheckSettings? = CheckSettings(), limits: ReadLimits = ReadLimits(), journal: RunJournal? = nil
    ) {
        self.journal = journal
        self.store = store
        self.frameworkName = frameworkName
        self.amountUnit = amountUnit
        self.keepsDocument = keepsDocument
        self.settings = settings
        self.limits = limits
    }

    /// Another one with the same settings and caches of its own.
    package func twin() -> EvaluateFile {
        EvaluateFile(
            store: store.twin(), frameworkName: frameworkName, amountUnit: amountUnit, keepsDocument: keepsDocument, settings: settings, limits: limits,
            journal: journal)
    }

    /// The same, passing over what the journal has.
    package func with(_ journal: RunJournal) -> EvaluateFile {
        EvaluateFile(
            store: store, frameworkName: frameworkName, amountUnit: amountUnit, keepsDocument: keepsDocument, settings: settings, limits: limits, journal: journal)
    }

    /// The same with other things to check with.
    package func with(_ settings: CheckSettings) -> EvaluateFile {
        EvaluateFile(
            store: store, frameworkName: frameworkName, amountUnit: amountUnit, keepsDocument: keepsDocument, settings: settings, limits: limits, journal: journal)
    }

    /// One that reads forms and runs no rule, for forms to compare with.
    func reading() -> EvaluateFile { EvaluateFile(store: store.twin(), frameworkName: frameworkName, amountUnit: amountUnit, settings: nil, limits: limits) }

    /// Reads, recognises, scores and checks one file; a flaw of the file is in the outcome, never thrown.
    ///
    /// - Throws: `FrameworkRefused` when the framework asked for does not exist or is wrong.
    package func callAsFunction(_ path: String) throws(FrameworkRefused) -> FileOutcome { try self(InputFile(path: path)) }

    /// The same; a document of ours that was found in a folder is passed over, a report of ours that was named is refused.
    package func callAsFunction(_ file: InputFile) throws(FrameworkRefused) -> FileOutcome {
        let path = file.path
        var outcome = FileOutcome(path: path)
        let bytes: [UInt8]
        do throws(InputProblem) {
            bytes = try InputFiles.bytes(of: path, limit: limits.fileBytes)
        } catch {
            outcome.problem = error.sentence
            return outcome
        }
        if let own = OwnDocument(bytes) {
            outcome.wasReturned = own.kind == .returnedWorkbook
            if file.isFound, own.kind != .returnedWorkbook || own.isUntouched {
                outcome.passedOver = own.kind
                return outcome
            }
            if own.kind == .summary {
                outcome.problem = Wording(
                    zh: "这是 Jixiao 写出的汇总，不是填报的表格：请指定原来的绩效表。", en: "This is a summary that Jixiao wrote, not a filled form: name the original forms.")
                return outcome
            }
            if own.kind != .returnedWorkbook {
                outcome.problem = Wording(
                    zh: "这是 Jixiao 写出的自评报告，不是填报的表格：请指定原来的绩效表，或填好后的“-校验.xlsx”。",
                    en: "This is a report that Jixiao wrote, not a filled form: name the original form, or the returned workbook (“-校验.xlsx”) once it is corrected.")
                return outcome
            }
        }
        if let journal {
            let key = journal.key(of: bytes, path: path, byPlace: settings?.peers != nil || keepsDocument)
            if let done = journal.summary(of: key, path: path, today: store.today) {
                outcome.resumed = done
                outcome.problem = done.problem?.wording
                outcome.wasReturned = done.wasReturned
                return outcome
            }
            outcome.key = key
        }
        let document: Document
        let origin: FormOrigin
        let comments: [UnitComment]
        do throws(DocumentError) {
            let whole = try DocumentReader.read(bytes, name: path, limits: limits)
            origin = FormOrigin(whole)
            let clean = ReturnedWorkbook.withoutMarks(whole)
            document = clean.document
            comments = clean.comments
            outcome.wasReturned = outcome.wasReturned || clean.wasReturned
        } catch {
            outcome.problem = error.sentence
            // Time, memory and disk may be enough next time.
            if error.kind == .tooLarge || error.kind == .unwritable { outcome.key = nil }
            return outcome
        }
        outcome.notes = document.notes
        let reading = reader.read(document, file: path, amountUnit: amountUnit)
        guard !reading.evaluations.isEmpty else {
            outcome.problem = reading.tooLarge ?? Wording(
                zh: "文件里没有找到绩效表格（如项目支出绩效自评表、绩效目标申报表）：请确认文件是否正确，表格应有“一级指标、二级指标、三级指标”等表头。",
                en: "No performance form was found in the file (such as a self-evaluation form or a goal declaration): check that it is the right file; a form has headings such as 一级指标, 二级指标, 三级指标.")
            return outcome
        }
        outcome.notes += reading.notes
        let place = settings?.peers == nil ? path : InputFiles.origin(of: path)
        for evaluation in reading.evaluations {
            let (form, note) = try form(evaluation, mark: origin.mark(for: evaluation), origin: place)
            outcome.forms.append(form)
            if let note, !outcome.notes.contains(note) { outcome.notes.append(note) }
        }
        attach(comments, to: &outcome.forms)
        if keepsDocument {
            outcome.document = document
            outcome.bytes = bytes
        }
        return outcome
    }

    /// Scores and checks a form that has been read.
    package func evaluate(_ evaluation: Evaluation) throws(FrameworkRefused) -> EvaluatedForm { try form(evaluation).form }

    private var form: EvaluateForm { EvaluateForm(store: store, frameworkName: frameworkName, settings: settings) }

    /// Puts what units say beside the findings. A comment of the workbook belongs to the form that has its sheet.
    private func attach(_ comments: [UnitComment], to forms: inout [EvaluatedForm]) {
        guard let settings, !comments.isEmpty || !settings.comments.isEmpty else { return }
        for index in forms.indices {
            let evaluation = forms[index].evaluation
            let own = comments.filter { comment in
                guard let cell = comment.at else { return index == 0 }
                let sameSheet = forms.indices.filter { forms[$0].evaluation.sheet == cell.sheet }
                // Of several forms on a sheet the one whose cells they are; a sheet no form has goes to the first.
                return (sameSheet.first { forms[$0].evaluation.area?.contains(cell.position) ?? false } ?? sameSheet.first ?? 0) == index
            }
            var said = settings.comments(for: evaluation, own: own)
            // No rule reads what a unit says of a finding, and it is shown wherever the finding is.
            for place in said.indices { said[place].text = PrivacyCover.covered(said[place].text) }
            forms[index].check.attach(said, to: evaluation)
        }
    }
}
