import BudgetModel
import FoundationEssentials
import Quantities
import Workbooks
import Workflows

/// The run of `evaluate` and `check` over their files: what is complained, written and kept of each one.
final class FormRun {
    private let language: Language
    private let single: EvaluateFile
    private var inputs: InputProgress
    private let writer: ReportWriter?
    private var documents: ReportOutput?
    private let journal: RunJournal?
    private let summary: SummaryWriter?
    private let today = CommonOptions.today
    private var code = Workflows.ExitCode.clean
    private var resumed = CheckTally.Counts()
    private var resumedFiles = 0

    /// What the forms are checked with, for faces that show it.
    var profile: RuleProfile? { single.settings?.profile }

    /// - Parameter writer: writes the documents of each file; nil for none.
    init(
        _ paths: [String], _ scoring: ScoringOptions, _ checking: CheckOptions, _ folder: FolderOptions, writer makeWriter: @autoclosure () throws -> ReportWriter?, reports: ReportDigest?,
        _ language: Language
    ) async throws {
        self.language = language
        let list = InputFiles.expand(paths)
        var single = try await checking.prepared(scoring.evaluate(keepsDocument: reports != nil), for: paths, language)
        writer = try makeWriter()
        documents = writer.map { ReportOutput($0, language) }
        if let path = folder.resume {
            var digest = RunDigest(engine: Engine.version)
            try scoring.add(to: &digest)
            try checking.add(to: &digest)
            if checking.evidence != nil { digest.add("forms", list.files.count == 1 ? "one" : "many") }
            try reports?.add(to: &digest)
            let journal = try RunJournal(path, run: digest.finish())
            single = single.with(journal)
            self.journal = journal
        } else {
            journal = nil
        }
        self.single = single
        summary = try folder.summary.map { try SummaryWriter(folder: $0, language: language, today: CommonOptions.today) }
        inputs = InputProgress(list, language)
    }

    /// Evaluates all files in their order.
    ///
    /// - Parameter show: prints what was evaluated now; files that the journal has are not shown again.
    func callAsFunction(_ show: (FileOutcome) throws -> Void) async throws {
        Console.beginProgress(total: inputs.files.count, language)
        defer { Console.endProgress() }
        try await EvaluateMany(single, width: ProcessInfo.processInfo.activeProcessorCount)(inputs.files) { outcome in
            try take(outcome, show)
            Console.advanceProgress()
        }
    }

    private func take(_ outcome: FileOutcome, _ show: (FileOutcome) throws -> Void) throws {
        inputs.note(outcome)
        code = code.worse(outcome.exitCode)
        if let problem = outcome.problem { Console.complain(ExitReport.name(outcome.path, language) + problem(language)) }
        for note in outcome.notes { Console.complain(ExitReport.name(outcome.path, language) + note(language)) }
        guard outcome.passedOver == nil else { return }
        if let done = outcome.resumed {
            count(done)
            writer?.passOver(done)
        } else {
            try show(outcome)
        }
        var isWritten = true
        if outcome.problem == nil, outcome.resumed == nil, let written = documents?.write(outcome) {
            code = code.worse(written)
            isWritten = written == .clean
        }
        guard summary != nil || journal != nil else { return }
        let line = FileSummary(outcome)
        try summary?.add(line)
        // A file whose documents are lacking is not finished.
        if isWritten { try journal?.append(outcome, line, today: today) }
    }

    private func count(_ file: FileSummary) {
        resumedFiles += 1
        for form in file.forms {
            resumed.errors += form.errors
            resumed.warnings += form.warnings
            resumed.hints += form.hints
        }
    }

    /// Writes the summary and says what is left to say.
    func end() throws -> Workflows.ExitCode {
        if let summary {
            for note in try summary.finish(engine: Engine.version) { Console.complain(note(language)) }
        }
        if resumedFiles > 0 {
            Console.complain(
                Wording(
                    zh: "有 \(resumedFiles) 个文件已经评价过，内容和选项都没有变化，结果取自进度记录，没有再次显示：错误 \(resumed.errors)，警告 \(resumed.warnings)，提示 \(resumed.hints)。",
                    en: "\(resumedFiles == 1 ? "1 file was" : "\(resumedFiles) files were") evaluated before, and nothing has changed since; the results come from the journal and were not shown again: errors \(resumed.errors), warnings \(resumed.warnings), hints \(resumed.hints).")(language))
        }
        return code.worse(inputs.end())
    }
}
