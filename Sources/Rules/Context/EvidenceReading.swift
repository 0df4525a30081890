import Quantities

/// Builds a folder of evidence from paths and bytes; whoever opens the files calls it.
package struct EvidenceReading: Sendable {
    private let digest: @Sendable ([UInt8]) -> String

    /// - Parameter digest: SHA-256 in hexadecimal, handed in so that this room needs no cryptography.
    package init(digest: @escaping @Sendable ([UInt8]) -> String) { self.digest = digest }

    /// Hidden files and those of the system (`.DS_Store`, `Thumbs.db`, `~$…`) are no evidence.
    package func folder(_ files: [(path: String, bytes: [UInt8])]) -> EvidenceFolder {
        EvidenceFolder(
            files: files.sorted { $0.path < $1.path }.compactMap { file in
                let path = file.path
                let name = path.split(separator: "/").last.map(String.init) ?? path
                guard !name.hasPrefix("."), !name.hasPrefix("~$"), name.lowercased() != "thumbs.db", !name.isEmpty else { return nil }
                let text = Self.text(name, file.bytes)
                let day = Self.day(in: name) ?? text.flatMap(Self.day)
                return EvidenceFile(
                    path: path, digest: digest(file.bytes), day: day, year: day?.year ?? Self.year(in: path), text: text, list: text.flatMap { Self.list(name, $0) })
            })
    }

    /// Plain text is read up to a megabyte; everything else is known by name, day and digest.
    private static func text(_ name: String, _ bytes: [UInt8]) -> String? {
        guard [".txt", ".csv", ".md", ".tsv"].contains(where: name.lowercased().hasSuffix), bytes.count <= 1_048_576 else { return nil }
        return String(validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
    }

    /// The first day a text names: 2023年6月18日, 2023-06-18, 2023.6.18, 20230618.
    static func day(in text: String) -> CalendarDay? {
        let figures = Figure.all(in: text)
        for (index, figure) in figures.enumerated() where figure.value.isWhole {
            guard let number = Int(figure.value.plain) else { continue }
            if number >= 20_000_101, number <= 20_991_231 {
                if let day = try? CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100) { return day }
            }
            guard (2000...2099).contains(number), index + 2 < figures.count, figures[index + 1].start - figure.end <= 3, figures[index + 2].start - figures[index + 1].end <= 3,
                let month = Int(figures[index + 1].value.plain), let day = Int(figures[index + 2].value.plain)
            else { continue }
            if let day = try? CalendarDay(year: number, month: month, day: day) { return day }
        }
        return dotted(text)
    }

    /// 2023.6.18, whose first point the scanner of figures takes for that of a decimal.
    private static func dotted(_ text: String) -> CalendarDay? {
        for part in text.split(whereSeparator: { !($0.isASCII && ($0.isNumber || $0 == ".")) }) {
            let numbers = part.split(separator: ".").compactMap { Int($0) }
            if numbers.count == 3, (2000...2099).contains(numbers[0]), let day = try? CalendarDay(year: numbers[0], month: numbers[1], day: numbers[2]) { return day }
        }
        return nil
    }

    /// 2023年 or 2023年度 in a name.
    static func year(in text: String) -> Int? {
        for figure in Figure.all(in: text) where figure.counts("年") {
            if let year = Int(figure.value.plain), (2000...2099).contains(year) { return year }
        }
        return nil
    }

    /// Counts the lines of a list; what they say is forgotten at once.
    private static func list(_ name: String, _ text: String) -> BeneficiaryList? {
        guard name.holds(anyOf: ["名单", "花名册", "发放表", "发放册", "受益人", "补助对象"]) else { return nil }
        var seen: Set<Substring> = []
        var lines = 0
        var repeated = 0
        for line in text.split(whereSeparator: \.isNewline).dropFirst() {
            // The running number in front differs on every line.
            let content = line.drop { $0.isNumber || $0 == "," || $0 == "\t" || $0 == "." || $0 == "、" || $0 == " " }
            guard !content.isEmpty else { continue }
            lines += 1
            if !seen.insert(content).inserted { repeated += 1 }
        }
        return lines > 0 ? BeneficiaryList(lines: lines, repeated: repeated) : nil
    }
}
