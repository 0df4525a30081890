import Foundation

/// Paragraphs of real shape to draw reports from.
struct Corpus {
    private let reports: [[String]]

    init(_ folder: String) {
        reports = Self.named(folder).map { $0.text.split(separator: "\n").map(String.init) }
        precondition(!reports.isEmpty, "no reports in \(folder)")
    }

    /// Every text of a folder with its name, in the order of names.
    static func named(_ folder: String) -> [(name: String, text: String)] {
        let root = URL(filePath: folder)
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".txt") }.sorted()
        return names.compactMap { name in (try? String(contentsOf: root.appending(path: name), encoding: .utf8)).map { (name, $0) } }
    }

    /// Texts of whole reports, one after the other, cut at the asked length; the same for every run.
    func texts(_ count: Int, bytes: Int) -> [String] {
        var state: UInt64 = 20_231_125
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        return (0..<count).map { _ in
            var text = ""
            while text.utf8.count < bytes {
                for line in reports[next(reports.count)] where text.utf8.count < bytes { text += line + "\n" }
            }
            return text
        }
    }
}
