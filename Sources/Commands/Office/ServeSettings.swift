import BudgetModel
import Foundation
import Workflows

/// What `serve` is told: by a flag, else by the environment (`JIXIAO_PUBLIC_ORIGIN`), else by a file with a line `public-origin: https://…` each.
///
/// No value stands in any message, as one of them may hold the password of a database.
struct ServeSettings {
    private struct Line {
        var number: Int
        var value: String
    }

    /// The long names of the options, which are the keys of the file.
    private static let keys = [
        "database", "files", "host", "port", "tls-certificate", "tls-key", "public-origin", "trusted-proxy", "metrics-from", "framework", "workflow", "rate-limit", "quiet",
    ]
    private static let repeatable: Set = ["trusted-proxy", "metrics-from"]

    private let environment: [String: String]
    private var path = ""
    private var lines: [String: [Line]] = [:]

    /// - Throws: `InputProblem` for a file that cannot be read, or a line in it that says nothing known.
    init(file: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        self.environment = environment
        guard let file else { return }
        path = file
        let text = String(decoding: try InputFiles.bytes(of: file, limit: 1 << 20), as: UTF8.self)
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() { try read(String(line), index + 1) }
    }

    private mutating func read(_ line: String, _ number: Int) throws {
        let line = line.trimmingCharacters(in: .whitespaces)
        if line.isEmpty || line.hasPrefix("#") { return }
        guard let colon = line.firstIndex(of: ":") else { throw problem(number, "应写作“键: 值”", "it should read “key: value”") }
        let key = line[..<colon].trimmingCharacters(in: .whitespaces)
        guard Self.keys.contains(key) else {
            throw problem(number, "没有“\(key.prefix(40))”这一项，可用：\(Self.keys.joined(separator: "、"))", "there is no “\(key.prefix(40))”; known are \(Self.keys.joined(separator: ", "))")
        }
        var value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        if value.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote { value = String(value.dropFirst().dropLast()) }
        guard !value.isEmpty else { throw problem(number, "“\(key)”没有内容", "“\(key)” has no value") }
        guard lines[key] == nil || Self.repeatable.contains(key) else { throw problem(number, "“\(key)”写了两次", "“\(key)” stands there twice") }
        lines[key, default: []].append(Line(number: number, value: value))
    }

    private func problem(_ line: Int, _ zh: String, _ en: String) -> InputProblem {
        InputProblem(path: path, sentence: Wording(zh: "第 \(line) 行：\(zh)。", en: "line \(line): \(en)."))
    }

    private static func variable(_ key: String) -> String { "JIXIAO_" + key.uppercased().replacing("-", with: "_") }

    private func variable(_ key: String) -> String? { environment[Self.variable(key)].flatMap { $0.isEmpty ? nil : $0 } }

    func text(_ key: String, _ flag: String?) -> String? { flag ?? variable(key) ?? lines[key]?.first?.value }

    /// In the environment they stand with spaces or commas between.
    func texts(_ key: String, _ flags: [String]) -> [String] {
        if !flags.isEmpty { return flags }
        if let text = variable(key) { return text.split { $0 == " " || $0 == "," }.map(String.init) }
        return lines[key]?.map(\.value) ?? []
    }

    func number(_ key: String, _ flag: Int?, _ range: ClosedRange<Int>) throws -> Int? {
        try flag ?? value(key, "应为 \(range.lowerBound) 到 \(range.upperBound) 的整数", "a whole number from \(range.lowerBound) to \(range.upperBound) is expected") { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
    }

    func truth(_ key: String, _ flag: Bool) throws -> Bool {
        if flag { return true }
        return try value(key, "应为 true 或 false", "true or false is expected") { ["true": true, "false": false][$0] } ?? false
    }

    private func value<Value>(_ key: String, _ zh: String, _ en: String, _ read: (String) -> Value?) throws -> Value? {
        if let text = variable(key) {
            guard let value = read(text) else { throw InputProblem(path: Self.variable(key), sentence: Wording(zh: "\(zh)。", en: "\(en).")) }
            return value
        }
        guard let line = lines[key]?.first else { return nil }
        guard let value = read(line.value) else { throw problem(line.number, "“\(key)”\(zh)", "“\(key)”: \(en)") }
        return value
    }
}
