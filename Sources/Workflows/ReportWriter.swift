package import BudgetModel
import Documents
package import Reports
import Synchronization
package import Workbooks

/// What the user should know of the documents that were written.
package struct ReportNotes: Sendable {
    package var ofFile: [Wording] = []
    /// The same for every file of the run: what is missing on this machine.
    package var ofMachine: Wording?
}

/// Writes the documents of evaluated files into a folder.
package struct ReportWriter: Sendable {
    private let folder: String
    private let source: ScoreSource
    private let language: Language
    private let engine: String
    private let template: [UInt8]?
    private let names = UsedNames()

    /// - Parameter template: the path of a Word template, or nil for the built-in layout.
    /// - Throws: `WriteProblem` when the folder cannot be made, `InputProblem` for a template that cannot be used.
    package init(folder: String, use source: ScoreSource, template: String?, language: Language, engine: String) throws {
        self.folder = folder
        self.source = source
        self.language = language
        self.engine = engine
        if let template {
            let bytes = try InputFiles.bytes(of: template, limit: 32 << 20)
            do {
                _ = try DOCXTemplate(bytes)
            } catch {
                throw InputProblem(path: template, sentence: error.sentence)
            }
            self.template = bytes
        } else {
            self.template = nil
        }
        try OutputFiles.makeFolder(folder)
    }

    /// Writes all documents of one file.
    ///
    /// - Returns: what the user should know, such as a PDF that could not be made.
    package func write(_ outcome: FileOutcome) throws -> ReportNotes {
        var notes = ReportNotes()
        guard !outcome.forms.isEmpty else { return notes }
        let base = names.unique(Self.baseName(outcome.path, wasReturned: outcome.wasReturned))
        let scored = outcome.forms.filter { $0.evaluation.kind.isScored }
        for (index, form) in scored.enumerated() {
            if let sentence = Self.kept(form) {
                notes.ofFile.append(sentence)
                continue
            }
            let name = folder + "/" + base + (scored.count > 1 ? "-\(index + 1)" : "") + "-自评报告"
            let report = ReportBuilder.build(
                form.evaluation, scoreSheet: form.scoreSheet, framework: form.framework, findings: form.check.findings, notChecked: form.check.notChecked,
                options: ReportOptions(scores: source))
            do {
                let document = try DOCXRenderer.render(report, template: try template.map { bytes throws(ReportError) in try DOCXTemplate(bytes) })
                notes.ofFile += try write(OwnDocument.stamped(document, as: .report), name, ".docx")
            } catch let error as ReportError {
                throw InputProblem(path: outcome.path, sentence: error.sentence)
            }
            let html = HTMLRenderer.render(report)
            notes.ofFile += try write(OwnDocument.stamped(Array(html.utf8), as: .report), name, ".html")
            let (path, note) = try OwnDocument.place(for: name, ".pdf")
            switch PDFPrinter().print(html: html, to: path, finish: { OwnDocument.stamped($0, as: .report) }) {
            case .success: notes.ofFile += note.map { [$0] } ?? []
            case .failure(let problem) where problem.isOfMachine: notes.ofMachine = problem.sentence
            case .failure(let problem): notes.ofFile.append(problem.sentence)
            }
        }
        notes.ofFile += try writeWorkbook(outcome, base: base)
        return notes
    }

    /// Why a form has no report: the report is published, and what it would repeat must not be. Nil where nothing stands against it.
    private static func kept(_ form: EvaluatedForm) -> Wording? {
        let gate = form.check.gate
        guard !gate.isEmpty else { return nil }
        var cells: [String] = []
        for cell in gate.compactMap(\.at) {
            let name = cell.sheet == form.evaluation.sheet ? cell.a1 : "\(cell.sheet)!\(cell.a1)"
            if !cells.contains(name) { cells.append(name) }
        }
        let sheet = form.evaluation.sheet
        let (zh, en) = cells.isEmpty ? ("表“\(sheet)”", "the form “\(sheet)”") : ("表“\(sheet)”的 " + cells.joined(separator: "、"), "the form “\(sheet)” (" + cells.joined(separator: ", ") + ")")
        return Wording(
            zh: "自评报告（DOCX、HTML、PDF）没有写出：\(zh) 有不得公开的个人信息或密级标志（G08）。请删去或遮盖个人信息，密级标志先经保密审查，再重新运行。",
            en: "The report (DOCX, HTML, PDF) was not written: \(en) holds personal data or marks of secrecy that must not be published (G08). Remove or cover the personal data, have marks of secrecy reviewed, then run again.")
    }

    /// The user's own workbook with the findings in it; a new one of the same grid for other formats.
    private func writeWorkbook(_ outcome: FileOutcome, base: String) throws -> [Wording] {
        guard let document = outcome.document else { return [] }
        let forms = outcome.forms.map {
            ReviewedForm(
                evaluation: $0.evaluation, scores: $0.scoreSheet, framework: $0.framework, findings: $0.check.findings, lapsedComments: $0.check.lapsedComments,
                notChecked: $0.check.notChecked, light: $0.check.light)
        }
        do {
            let returned = document.format == .xlsx
                ? try ReturnedWorkbook.patch(original: outcome.bytes, forms: forms, language: language)
                : try ReturnedWorkbook.rebuild(grids: document.grids, forms: forms, language: language)
            return returned.notes + (try write(OwnDocument.stamped(returned.bytes, as: .returnedWorkbook), folder + "/" + base + "-校验", ".xlsx"))
        } catch let error as DocumentError {
            guard error.kind != .unwritable else { throw WriteProblem(path: folder + "/" + base + "-校验.xlsx", sentence: error.sentence, exitCode: .cannotWrite) }
            throw InputProblem(path: outcome.path, sentence: error.sentence)
        }
    }

    /// Writes a document and returns what the user should know.
    private func write(_ bytes: [UInt8], _ name: String, _ ending: String) throws -> [Wording] {
        let (path, note) = try OwnDocument.place(for: name, ending)
        try OutputFiles.write(bytes, to: path)
        return note.map { [$0] } ?? []
    }

    /// Keeps the names of documents that an earlier run wrote of a file, so that no other file of this run gets them.
    package func passOver(_ file: FileSummary) {
        guard !file.forms.isEmpty else { return }
        _ = names.unique(Self.baseName(file.path, wasReturned: file.wasReturned))
    }

    /// `folder/a.b.docx` → `a.b`.
    static func baseName(_ path: String, _ otherwise: String) -> String {
        guard path != "-" else { return "stdin" }
        let name = path.split(separator: "/").last.map(String.init) ?? otherwise
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// `folder/a.b.xlsx` → `a.b`; standard input is `stdin`; a workbook that was handed back has the name it came with.
    private static func baseName(_ path: String, wasReturned: Bool) -> String {
        var base = baseName(path, "form")
        // `a-校验`, and `a-校验(2)` where the first had been worked on.
        if wasReturned, let mark = base.ranges(of: "-校验").last, mark.lowerBound > base.startIndex {
            let rest = base[mark.upperBound...]
            if rest.isEmpty || rest.hasPrefix("(") && rest.hasSuffix(")") && rest.dropFirst().dropLast().allSatisfy(\.isNumber) { base = String(base[..<mark.lowerBound]) }
        }
        return base
    }
}

/// File names given out in one run, so that two inputs of the same name do not overwrite each other.
final class UsedNames: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func unique(_ name: String) -> String {
        counts.withLock { counts in
            let number = (counts[name] ?? 0) + 1
            counts[name] = number
            return number == 1 ? name : "\(name)(\(number))"
        }
    }
}
