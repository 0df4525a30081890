import Crypto
import Foundation

/// One step of the schema, a file of `Resources/migrations`; never edited after a release.
package struct Migration: Hashable, Sendable {
    package var number: Int
    package var name: String
    package var statements: [String]
    /// SHA-256 of the file.
    package var digest: String

    /// `0001-office.sql` and its text. Statements end with `;` at the end of a line; `--` begins a remark.
    init(fileName: String, text: String) {
        let stem = fileName.split(separator: ".").first.map(String.init) ?? fileName
        let parts = stem.split(separator: "-", maxSplits: 1)
        number = Int(parts[0]) ?? 0
        name = String(parts.last ?? "")
        digest = SHA256.hash(data: Data(text.utf8)).hexadecimal
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.prefix(upTo: $0.range(of: "--")?.lowerBound ?? $0.endIndex) }
        var statement = ""
        statements = []
        for line in lines {
            statement += line + "\n"
            guard line.hasSuffix(";") else { continue }
            statements.append(statement.trimmingCharacters(in: .whitespacesAndNewlines).trimmingCharacters(in: [";"]))
            statement = ""
        }
    }

    /// The statement as one engine wants it: text compares by its bytes in both.
    package static func statement(_ sql: String, for engine: Engine) -> String {
        switch engine {
        case .sqlite: sql
        case .postgres: sql.replacing(/\bTEXT\b/, with: "TEXT COLLATE \"C\"")
        }
    }
}

extension Sequence<UInt8> {
    package var hexadecimal: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * underestimatedCount)
        for byte in self {
            for nibble in [byte >> 4, byte & 15] { digits.append(nibble < 10 ? nibble + 48 : nibble + 87) }
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
