import BudgetModel
import Frameworks
package import Quantities
import Rules

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads what a check is given beside its forms: a profile, comments, forms of other years and units.
package struct CheckPreparation {
    package private(set) var settings = CheckSettings()
    /// What the user should know of the files that were read.
    package private(set) var notes: [InputProblem] = []
    private let single: EvaluateFile
    private let width: Int

    /// - Parameter single: reads the forms; its own settings do not matter.
    package init(_ single: EvaluateFile, width: Int) {
        self.single = single.reading()
        self.width = width
    }

    /// - Throws: `FrameworkRefused` with every problem of the file.
    package mutating func useProfile(_ path: String) throws {
        settings.profile = try ProfileFile.read(Self.text(of: path), name: path, codes: Self.codes)
    }

    /// - Throws: `FrameworkRefused` with every problem of the file.
    package mutating func useComments(_ path: String) throws {
        settings.comments = try CommentsFile.read(Self.text(of: path), name: path, codes: Self.codes)
    }

    /// Forms of an earlier year, a file or a folder.
    package mutating func usePrevious(_ path: String) async throws {
        settings.previous = FormShelf(try await read(path).map(\.evaluation), as: .previous)
    }

    /// Goals as approved, a file or a folder.
    package mutating func useApproved(_ path: String) async throws {
        settings.approved = FormShelf(try await read(path).map(\.evaluation), as: .approved)
    }

    /// Forms of other units, a folder.
    package mutating func usePeers(_ path: String) async throws {
        settings.peers = PeerGroup(try await read(path))
    }

    /// The files that prove the values; a folder in it named like a form's file or programme is that form's.
    package mutating func useEvidence(_ path: String, isForOneForm: Bool) throws {
        let (files, problems) = try EvidenceFiles.read(path, isForOneForm: isForOneForm)
        settings.evidence = files
        notes += problems
    }

    /// Names of standard indicators, one a line; blank lines and those that begin with # are passed over.
    package mutating func useLibrary(_ path: String) throws {
        settings.library = try Self.text(of: path).split(whereSeparator: \.isNewline).map { line in String(line.trimmingPrefix { $0.isWhitespace }) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    /// The record of the process.
    ///
    /// - Parameter today: the day of the record where it gives none.
    /// - Throws: `InputProblem`, `FrameworkRefused` with every problem of the file; so do the two below.
    package mutating func useProcess(_ path: String, today: CalendarDay) throws {
        settings.process = try Ledgers.process(try ledger(path, .process), today: today)
    }

    /// Codes of projects and units in the budget.
    package mutating func useBudgetBase(_ path: String) throws { settings.budgetBase = try Ledgers.budgetBase(try ledger(path, .budgetBase)) }

    /// Amounts of the final account.
    package mutating func useAccount(_ path: String) throws { settings.account = try Ledgers.account(try ledger(path, .account)) }

    private mutating func ledger(_ path: String, _ kind: LedgerKind) throws -> LedgerFile {
        let file = try LedgerFile(path, kind, limits: single.limits)
        if !file.unused.isEmpty {
            let names = file.unused.joined(separator: "、")
            notes.append(InputProblem(path: path, sentence: Wording(zh: "这些列不用于检查，没有读取：\(names)。", en: "These columns are not used for checking and were not read: \(names).")))
        }
        return file
    }

    private static var codes: Set<String> { Set(Catalogue.all.filter { $0.status != .retired }.map(\.code)) }

    /// Every form of the path; files that give none are noted, and a path that gives none at all is refused.
    private mutating func read(_ path: String) async throws -> [(evaluation: Evaluation, origin: String)] {
        let list = InputFiles.expand([path])
        var forms: [(evaluation: Evaluation, origin: String)] = []
        var problems = list.passedOver
        try await EvaluateMany(single, width: width)(list.files) { outcome in
            if let problem = outcome.problem { problems.append(InputProblem(path: outcome.path, sentence: problem)) }
            let origin = InputFiles.origin(of: outcome.path)
            forms += outcome.forms.map { ($0.evaluation, origin) }
        }
        guard !forms.isEmpty else {
            throw problems.last ?? InputProblem(path: path, sentence: Wording(zh: "这里没有可以对照的绩效表：请检查路径。", en: "There is no form here to compare with: check the path."))
        }
        notes += problems
        return forms
    }

    private static func text(of path: String) throws -> String {
        let bytes = try InputFiles.bytes(of: path, limit: 1 << 20)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InputProblem(path: path, sentence: notUTF8)
        }
        return text
    }

    static let notUTF8 = Wording(zh: "这份文件不是 UTF-8 文本：请用文本编辑器另存为 UTF-8 后再试。", en: "The file is not UTF-8 text: save it as UTF-8 in a text editor and try again.")
}

extension InputFiles {
    enum Kind { case file, folder, other }

    /// What lies there; links are not followed.
    static func kind(of path: String) -> Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .other }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : status.st_mode & S_IFMT == S_IFREG ? .file : .other
    }

    /// Where a file truly lies, so that two spellings of a path are one file.
    static func origin(of path: String) -> String {
        guard path != "-", let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
