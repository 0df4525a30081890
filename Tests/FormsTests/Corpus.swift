import BudgetModel
import Documents
import Foundation

@testable import Forms

/// Every form that the fixtures and examples hold.
enum Corpus {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Folders whose files may hold forms, under the root; `FORM_SAMPLES` adds one more for a check by hand.
    private static let folders = ["Tests/Fixtures/forms", "Tests/Fixtures/forms-north", "Tests/Fixtures/forms-south", "Tests/Fixtures/forms-hard", "Tests/Fixtures/forms-messy", "Tests/Fixtures/samples", "Tests/Fixtures/workbooks", "Tests/Fixtures/documents", "Examples"]
    private static let suffixes = [".xlsx", ".xls", ".docx", ".html", ".htm", ".csv", ".xml"]

    /// The forms by the names of their files.
    static let forms: [(name: String, form: Evaluation)] = {
        let reader = FormReader()
        var list: [(String, Evaluation)] = []
        for folder in folders.map({ root.appending(path: $0) }) + [ProcessInfo.processInfo.environment["FORM_SAMPLES"]].compactMap({ $0.map { URL(fileURLWithPath: $0) } }) {
            let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []).sorted()
            for name in names where suffixes.contains(where: name.hasSuffix) {
                guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path), let document = try? DocumentReader.read(Array(data), name: name, limits: ReadLimits()) else { continue }
                for form in reader.read(document, file: name).evaluations { list.append((name, form)) }
            }
        }
        return list
    }()
}
