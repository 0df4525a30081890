import Crypto
package import BudgetModel
package import Quantities
import Yams

/// One value of a framework with its place, its day and its source.
package struct FrameworkValue: Hashable, Sendable {
    /// `execution.weight`, `tree/产出指标`, `openCases.lateness` …
    package var path: String
    package var label: Wording
    /// As the file has it.
    package var value: String
    /// As people say it.
    package var shown: Wording
    /// The day from which it holds.
    package var from: CalendarDay
    package var reference: Reference
    package var file: String
    package var line: Int?
}

/// A framework as read from its text, for all days.
package struct FrameworkSource: Sendable {
    let file: FrameworkFile
    /// `sha256:` over the text; where it extends another, over the text followed by the other's digest.
    package let digest: String

    package var id: String { file.id }
    package var title: Wording { file.title }
    package var extends: String? { file.extends }
    package var kinds: [FormKind] { file.kinds }
    /// The last day somebody compared it with the law.
    package var checked: CalendarDay? { file.checked }
    package var instruments: [Instrument] { file.instruments }
    package var inForceFrom: CalendarDay? { file.inForceFrom }

    /// The framework in force on a day; before its first day the first values, and `day` is then that first day.
    package func framework(on day: CalendarDay) -> Framework { file.framework(on: day, digest: digest) }

    /// The days on which a value changes, in order.
    package var changeDays: [CalendarDay] { Array(Set(allValues.map(\.from))).sorted() }

    /// Every value that holds on a day, in the order of the file's layout.
    package func values(on day: CalendarDay) -> [FrameworkValue] {
        var values: [FrameworkValue] = []
        file.visit { path, label, entries in
            let entry = entries.last { $0.day <= day } ?? entries[0]
            values.append(
                FrameworkValue(
                    path: path, label: label, value: entry.raw, shown: entry.shown, from: entry.day, reference: entry.reference, file: entry.file, line: entry.line))
        }
        return values
    }

    /// Every value of every day.
    package var allValues: [FrameworkValue] {
        var values: [FrameworkValue] = []
        file.visit { path, label, entries in
            for entry in entries {
                values.append(
                    FrameworkValue(
                        path: path, label: label, value: entry.raw, shown: entry.shown, from: entry.day, reference: entry.reference, file: entry.file,
                        line: entry.line))
            }
        }
        return values
    }

    /// The values of a day that no text we read gives.
    package func basis(on day: CalendarDay) -> [FrameworkValue] { values(on: day).filter { $0.reference.confidence != .verified } }

    // MARK: - Reading

    /// Reads a text; frameworks it extends come from `base`.
    static func read(
        _ text: String, name: String, base find: (String) -> Result<FrameworkSource, FrameworkRefused>?
    ) throws(FrameworkRefused) -> FrameworkSource {
        let reader = FrameworkReader(file: name)
        guard text.utf8.count <= 1_000_000 else {
            reader.refuse(line: nil, zh: "文件超过 1 MB，不像是评分规则文件，请检查是否选对了文件", en: "the file is above 1 MB and cannot be a framework; check that it is the right file")
            throw FrameworkRefused(problems: reader.problems)
        }
        let root = try compose(text, reader)
        var base: FrameworkSource?
        if case .mapping(let mapping) = root, let entry = mapping.first(where: { $0.key.scalar?.string == "extends" }),
            let id = entry.value.scalar?.string
        {
            switch find(id) {
            case .success(let found)?: base = found
            case .failure(let refused)?: reader.problems += refused.problems
            case nil:
                reader.refuse(
                    entry.value, zh: "extends 所沿用的评分规则“\(id)”不存在；可沿用的有：\(FrameworkCatalogue.ids.joined(separator: "、"))",
                    en: "the extended framework “\(id)” does not exist; known: \(FrameworkCatalogue.ids.joined(separator: ", "))")
            }
        }
        let file = FrameworkFile(root, base: base?.file, reader)
        // What is missing says little while what is there cannot be read.
        if reader.problems.isEmpty { file?.check(reader) }
        guard let file, reader.problems.isEmpty else {
            throw FrameworkRefused(problems: reader.sortedProblems)
        }
        var hash = SHA256()
        hash.update(data: Array(text.utf8))
        if let base { hash.update(data: Array(base.digest.utf8)) }
        return FrameworkSource(file: file, digest: "sha256:" + hex(hash.finalize()))
    }

    static func hex(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    static func compose(_ text: String, _ reader: FrameworkReader) throws(FrameworkRefused) -> Node {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // A key that stands twice ends the parser's work; it is told, set aside, and the rest is read for what else is wrong.
        for _ in 0..<50 {
            var text = lines.joined(separator: "\n")
            text.makeContiguousUTF8()
            do {
                let parser = try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8)
                if let root = try parser.singleRoot() { return root }
                reader.refuse(line: nil, zh: "文件是空的：请检查是否选对了文件，写法见 \(reader.page)", en: "the file is empty: check that it is the right one; \(reader.page) says how to write it")
            } catch let error as YamlError {
                reader.problems.append(problem(error, reader))
                if case .duplicatedKeysInMapping(let keys, let context) = error, let key = keys.first, setAside(key, from: context.mark.line, &lines, reader) { continue }
            } catch {
                reader.refuse(line: nil, zh: "无法读取这份 \(reader.format)", en: "this \(reader.format) cannot be read")
            }
            break
        }
        throw FrameworkRefused(problems: reader.problems)
    }

    /// Takes the second entry of a key out of its mapping: a day becomes another one, other entries become blank lines.
    private static func setAside(_ key: String, from line: Int, _ lines: inout [String], _ reader: FrameworkReader) -> Bool {
        func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }
        func isKey(_ line: String) -> Bool {
            let text = line.drop { $0 == " " || $0 == "-" }
            return [key + ":", "\"\(key)\":", "'\(key)':"].contains { text.hasPrefix($0) }
        }
        guard lines.indices.contains(line - 1), isKey(lines[line - 1]) else { return false }
        let depth = lines[line - 1].prefix { $0 == " " || $0 == "-" }.count
        var index = line
        while lines.indices.contains(index) {
            let text = lines[index]
            if text.contains(where: { $0 != " " }) {
                if indent(text) < depth { return false }
                if indent(text) == depth, isKey(text) { break }
            }
            index += 1
        }
        guard lines.indices.contains(index) else { return false }
        if FrameworkReader.day(key) != nil, let place = lines[index].firstRange(of: key) {
            var number = 0
            while lines.contains(where: { $0.contains(stand(number)) }) { number += 1 }
            guard number < 28 else { return false }
            reader.renamedDays[stand(number)] = key
            lines[index].replaceSubrange(place, with: stand(number))
            return true
        }
        repeat {
            lines[index] = ""
            index += 1
        } while lines.indices.contains(index) && (indent(lines[index]) > depth || lines[index].allSatisfy { $0 == " " })
        return true
    }

    /// A day that no law names.
    private static func stand(_ number: Int) -> String { "9998-02-" + (number < 9 ? "0" : "") + String(number + 1) }

    private static func problem(_ error: YamlError, _ reader: FrameworkReader) -> FrameworkProblem {
        let file = reader.file
        func plain(_ line: Int?, _ problem: String) -> FrameworkProblem {
            FrameworkProblem(
                file: file, line: line, message: Wording(zh: "\(reader.format) 写法有误（\(problem)），请检查缩进、引号和冒号", en: "not valid \(reader.format) (\(problem)); please check indents, quotes and colons"))
        }
        switch error {
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            let isDay = FrameworkReader.day(key) != nil
            return FrameworkProblem(
                file: file, line: context.mark.line,
                message: isDay
                    ? Wording(zh: "\(key) 这一天有两个值，请只留一个", en: "there are two values for \(key); please keep one")
                    : Wording(zh: "“\(key)”出现两次，请只留一个", en: "“\(key)” stands twice; please keep one"))
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            return plain(mark.line, problem)
        case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem): return plain(nil, problem)
        case .no, .memory, .dataCouldNotBeDecoded: return plain(nil, "unreadable")
        @unknown default: return plain(nil, "unreadable")
        }
    }
}
