import Foundation

/// The sentences about failures that stand in the source, so that none is forgotten in Tests/Errors.
enum SourceSentences {
    struct Sentence: Hashable, CustomStringConvertible {
        /// What stands between the values that are put in.
        var parts: [String]
        var place: String

        var description: String { "\(place): \(parts.joined(separator: "…"))" }

        /// Not a key or a name.
        var isSentence: Bool { parts.contains { part in part.contains(" ") || part.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } } }

        /// Whether a line says this, with whatever values.
        func isSaid(in line: String) -> Bool {
            var rest = line[...]
            for part in parts {
                guard let found = rest.firstRange(of: part) else { return false }
                rest = rest[found.upperBound...]
            }
            return true
        }
    }

    static let sources = Program.tests.deletingLastPathComponent().appending(path: "Sources")

    /// Folders and files whose sentences are all about what went wrong, and the labels that sentences bear there.
    private static let places: [(path: String, labels: Set<String>)] = [
        ("Documents/DocumentError+OfficeFiles.swift", ["zh", "en"]), ("Documents/DocumentError+OtherFormats.swift", ["of"]),
        ("Documents/DocumentError+PDF.swift", ["zh", "en"]), ("Documents/DocumentError+Reports.swift", ["zh", "en"]),
        ("Frameworks", ["zh", "en"]), ("Reports/ReportError.swift", ["zh", "en"]), ("Reports/PDF", ["zh", "en"]),
        ("Workbooks/Markup", ["zh", "en"]), ("Workbooks/Blank/XLSXFile.swift", ["zh", "en"]), ("Workbooks/Blank/BlankForm.swift", ["zh", "en"]),
        ("Tables", ["zh", "en"]), ("Batch/TableColumn.swift", ["zh", "en"]), ("Workflows", ["zh", "en"]), ("Commands", ["zh", "en", "ValidationError"]),
        ("Commands/Office", ["zh", "en", "ValidationError"]),
    ]
    /// Words that go with results, not with failures.
    private static let others: Set<String> = ["FrameworkLabels.swift", "FrameworkWords.swift", "FrameworkText.swift", "FrameworkChoice.swift"]

    static func all() throws -> [Sentence] {
        try places.flatMap { place in
            try files(place.path).filter { !others.contains($0.lastPathComponent) }.flatMap { file in
                var scanner = LiteralScanner(text: Array(try String(contentsOf: file, encoding: .utf8)), file: file.lastPathComponent)
                return scanner.literals().filter { place.labels.contains($0.label) && $0.sentence.isSentence }.map(\.sentence)
            }
        }
    }

    private static func files(_ path: String) throws -> [URL] {
        let url = sources.appending(path: path)
        guard !path.hasSuffix(".swift") else { return [url] }
        return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil).filter { $0.pathExtension == "swift" }
            .sorted { $0.path < $1.path }
    }

    /// The names under which `DocumentError` keeps its sentences.
    static func documentErrors() throws -> Set<String> {
        var names: Set<String> = []
        for folder in ["Documents", "Workbooks"] {
            guard let files = FileManager.default.enumerator(at: sources.appending(path: folder), includingPropertiesForKeys: nil) else { continue }
            for case let file as URL in files where file.pathExtension == "swift" {
                let text = try String(contentsOf: file, encoding: .utf8)
                for extended in text.split(separator: "extension DocumentError {").dropFirst() {
                    let body = extended.prefix(upTo: extended.firstRange(of: "\n}")?.lowerBound ?? extended.endIndex)
                    for line in body.split(separator: "\n") where line.hasPrefix("    static ") && !line.contains("-> String") {
                        names.insert(String(line.split(separator: " ")[2].prefix { $0.isLetter || $0.isNumber }))
                    }
                }
            }
        }
        return names
    }
}

/// Finds the string literals of Swift source with the label each stands under.
private struct LiteralScanner {
    let text: [Character]
    let file: String
    private var index = 0
    private var line = 1
    private var found: [(label: String, sentence: SourceSentences.Sentence)] = []

    init(text: [Character], file: String) {
        self.text = text
        self.file = file
    }

    mutating func literals() -> [(label: String, sentence: SourceSentences.Sentence)] {
        while index < text.count { code(until: nil) }
        return found
    }

    /// Reads code up to the parenthesis that closes an interpolation, or to the end.
    private mutating func code(until end: Character?) {
        var label = "", word = ""
        var depth = 0
        while index < text.count {
            let character = text[index]
            index += 1
            switch character {
            case "\n": line += 1
            case "/" where index < text.count && text[index] == "/":
                while index < text.count, text[index] != "\n" { index += 1 }
            case "\"":
                let start = line
                let parts = literal()
                if end == nil { found.append((label, SourceSentences.Sentence(parts: parts, place: "\(file):\(start)"))) }
            case ":" where !word.isEmpty, "(" where !word.isEmpty: label = word
            default: break
            }
            if character == "(" { depth += 1 }
            if character == ")" {
                if depth == 0, end == character { return }
                depth -= 1
            }
            if character.isLetter || character.isNumber {
                word.append(character)
            } else {
                // What is returned stands under no label of the call before.
                if word == "return" { label = "" }
                word = ""
            }
        }
    }

    /// The text of a literal between its interpolations.
    private mutating func literal() -> [String] {
        var parts = [""]
        while index < text.count {
            let character = text[index]
            index += 1
            if character == "\"" { break }
            guard character == "\\", index < text.count else {
                parts[parts.count - 1].append(character)
                continue
            }
            index += 1
            switch text[index - 1] {
            case "(":
                code(until: ")")
                parts.append("")
            case "n": parts[parts.count - 1].append("\n")
            case let other: parts[parts.count - 1].append(other)
            }
        }
        return parts.filter { !$0.isEmpty }
    }
}
