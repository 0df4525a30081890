package import BudgetModel
package import Quantities

/// The evidence handed in with a form. Reading files is the caller's; here they are values.
package struct EvidenceFolder: Hashable, Sendable {
    package var files: [EvidenceFile]
    /// Names of indicators whose survey is registered with its instrument, sample and answers.
    package var surveyed: Set<String>

    package init(files: [EvidenceFile], surveyed: Set<String> = []) {
        self.files = files
        self.surveyed = surveyed
    }

    /// The files that belong to each indicator, by its index.
    ///
    /// A file belongs to the indicators whose name stands in its own name or in a folder above it. Where no
    /// name fits, the number at the beginning of the folder's or the file's name counts: `03 验收单.pdf` is
    /// evidence of the third row. Files that name no row belong to the whole form and prove no row.
    package func belonging(to evaluation: Evaluation) -> [[Int]] {
        var rows = [[Int]](repeating: [], count: evaluation.indicators.count)
        let names = evaluation.indicators.map { Array($0.name.value.foldedName.utf8) }
        for (index, file) in files.enumerated() {
            let path = Array(file.path.foldedPath.utf8)
            // Among names that hold each other the longest one is meant.
            let named = names.indices.filter { !names[$0].isEmpty && Self.holds(path, names[$0]) }
            if let longest = named.map({ names[$0].count }).max() {
                for row in named where names[row].count == longest { rows[row].append(index) }
            } else if let number = file.leadingNumber, number >= 1, number <= rows.count {
                rows[number - 1].append(index)
            }
        }
        return rows
    }

    /// Byte by byte: folded texts are compared as they are written.
    private static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard part.count <= text.count, let first = part.first else { return false }
        return text.withUnsafeBufferPointer { text in
            part.withUnsafeBufferPointer { part in
                for start in 0...(text.count - part.count) where text[start] == first {
                    var at = 1
                    while at < part.count, text[start + at] == part[at] { at += 1 }
                    if at == part.count { return true }
                }
                return false
            }
        }
    }
}

/// One file of evidence.
package struct EvidenceFile: Hashable, Sendable {
    /// As it lies below the folder, with `/`: `02 培训/签到表.pdf`.
    package var path: String
    /// SHA-256 of the bytes in hexadecimal.
    package var digest: String
    /// The day of the paper where it is known: from its name or its text, never from the file system.
    package var day: CalendarDay?
    /// The year its name or text speaks of, where no day is known.
    package var year: Int?
    /// What can be read of it.
    package var text: String?
    /// A list of beneficiaries with what a check of it found.
    package var list: BeneficiaryList?

    package init(path: String, digest: String, day: CalendarDay? = nil, year: Int? = nil, text: String? = nil, list: BeneficiaryList? = nil) {
        self.path = path
        self.digest = digest
        self.day = day
        self.year = year
        self.text = text
        self.list = list
    }

    /// The last part of the path.
    package var name: String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }

    /// Whether its path or its text holds one of the words.
    func speaks(of words: [StaticString]) -> Bool { path.holds(anyOf: words) || (text?.holds(anyOf: words) ?? false) }

    /// The number its folder begins with, else the one its name begins with; a year is none.
    var leadingNumber: Int? {
        for part in [path.firstIndex(of: "/").map { String(path[..<$0]) }, name] {
            guard let part else { continue }
            let digits = part.drop { $0 == "指" || $0 == "标" || $0 == " " }.prefix { $0.isASCII && $0.isNumber }
            if digits.count <= 2, let number = Int(digits) { return number }
        }
        return nil
    }
}

/// Counts over a list of beneficiaries; no line of it is kept.
package struct BeneficiaryList: Hashable, Sendable {
    package var lines: Int
    /// Lines that repeat an earlier one.
    package var repeated: Int
    /// How many were called in a check, how many of them could not be reached, and for how many the amount was another.
    package var asked: Int
    package var unreachable: Int
    package var wrongAmount: Int

    package init(lines: Int, repeated: Int, asked: Int = 0, unreachable: Int = 0, wrongAmount: Int = 0) {
        self.lines = lines
        self.repeated = repeated
        self.asked = asked
        self.unreachable = unreachable
        self.wrongAmount = wrongAmount
    }
}

extension Need {
    /// The folder of evidence.
    package static let evidence = Need(Wording(zh: "佐证材料（用 --evidence 指定文件夹）", en: "the evidence (name its folder with --evidence)"), isBesideForm: true) { facts in
        facts.context.evidence == nil ? .lacking : .met
    }
}

extension String {
    /// A path folded like a name, brackets kept open because file names repeat what stands in them.
    fileprivate var foldedPath: String {
        var folded = ""
        for scalar in unicodeScalars {
            switch scalar {
            case " ", "\t", "\u{3000}", "\u{A0}", "*", "：", ":", "，", ",", "、", "。", ".", "·", "“", "”", "\"", "-", "—", "_", "；", ";": continue
            default: folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }
}
