import BudgetModel
import Crypto
import FoundationEssentials
import Rules

/// The files that prove the values: a folder of its own for each form, or one for the only form of a run.
package struct EvidenceFiles: Sendable {
    private let folders: [String: EvidenceFolder]
    /// All files; what a form without a folder of its own is held against when it is the only one.
    private let whole: EvidenceFolder
    private let isForOneForm: Bool

    /// Larger files are known by no digest and left out.
    private static let fileLimit = 256 << 20

    /// - Parameter isForOneForm: whether the run has a single file, so that the folder may be that file's own.
    /// - Returns: the evidence, and what could not be read of it.
    static func read(_ path: String, isForOneForm: Bool) throws(InputProblem) -> (files: EvidenceFiles, problems: [InputProblem]) {
        var names: [String] = []
        var problems: [InputProblem] = []
        try list(path, "", into: &names)
        let reading = EvidenceReading { bytes in SHA256.hash(data: bytes).map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined() }
        var all: [EvidenceFile] = []
        for name in names.sorted() {
            do throws(InputProblem) {
                // One by one, so that only the largest file is ever in memory.
                all += reading.folder([(name, try InputFiles.bytes(of: path + "/" + name, limit: fileLimit))]).files
            } catch {
                problems.append(error)
            }
        }
        return (EvidenceFiles(all, isForOneForm: isForOneForm), problems)
    }

    private init(_ files: [EvidenceFile], isForOneForm: Bool) {
        whole = EvidenceFolder(files: files)
        self.isForOneForm = isForOneForm
        var folders: [String: EvidenceFolder] = [:]
        for var file in files {
            guard let slash = file.path.firstIndex(of: "/") else { continue }
            let folder = String(file.path[..<slash])
            file.path = String(file.path[file.path.index(after: slash)...])
            folders[folder, default: EvidenceFolder(files: [])].files.append(file)
        }
        self.folders = folders
    }

    /// The folder named like the form's file or its programme; nil when there is none for it.
    func folder(for evaluation: Evaluation) -> EvidenceFolder? {
        let file = evaluation.file.split(separator: "/").last.map(String.init) ?? evaluation.file
        let base = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        for name in [base, evaluation.programme?.value ?? ""] { if let own = folders[name] { return own } }
        return isForOneForm ? whole : nil
    }

    private static func list(_ root: String, _ folder: String, into names: inout [String]) throws(InputProblem) {
        let path = folder.isEmpty ? root : root + "/" + folder
        guard let found = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw InputProblem(
                path: path,
                sentence: Wording(zh: "佐证材料应是一个能打开的文件夹：请检查路径和权限。", en: "Evidence must be a folder that can be opened: check the path and its permissions."))
        }
        for name in found where !name.hasPrefix(".") {
            let relative = folder.isEmpty ? name : folder + "/" + name
            switch InputFiles.kind(of: root + "/" + relative) {
            case .folder: try list(root, relative, into: &names)
            case .file: names.append(relative)
            case .other: continue
            }
        }
    }
}
