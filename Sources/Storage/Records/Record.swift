import Crypto
package import Foundation
import JSONText

/// How the rows of a table are kept.
package struct Table: Hashable, Sendable {
    package let name: String
    /// The first of `columns`; the region comes first.
    package let keyCount: Int
    package let columns: [String]
    // Every save asks for them.
    package let list: String
    package let insert: String
    package let select: String
    let keyCondition: String
    let update: String

    package init(_ name: String, key: [String], _ columns: [String]) {
        self.name = name
        keyCount = key.count
        self.columns = key + columns
        list = self.columns.joined(separator: ", ")
        insert = "INSERT INTO \(name) (\(list)) VALUES (\(self.columns.map { _ in "?" }.joined(separator: ", ")))"
        select = "SELECT \(list) FROM \(name)"
        keyCondition = key.map { "\($0) = ?" }.joined(separator: " AND ")
        update = "UPDATE \(name) SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE \(keyCondition)"
    }
}

/// A thing as one row holds it. What is written through `Writing` stands in the audit chain with its digest.
package protocol Record: Hashable, Sendable {
    static var table: Table { get }
    init(from row: inout RowReader) throws(StorageError)
    /// In the order of the table's columns.
    var values: [SQLValue] { get }
}

extension Record {
    package static var select: String { table.select }
    /// For several rows at once.
    package static func insertStatement(of rows: Int) -> String {
        let row = "(\(table.columns.map { _ in "?" }.joined(separator: ", ")))"
        return "INSERT INTO \(table.name) (\(table.list)) VALUES " + Array(repeating: row, count: rows).joined(separator: ", ")
    }

    var key: [SQLValue] { Array(values.prefix(Self.table.keyCount)) }

    /// `unit/0192…`: how the chain names it. The region is the chain's own.
    package var subject: String { Self.subject(of: values) }

    static func subject(of values: [SQLValue]) -> String {
        let parts = values[1..<table.keyCount].map { value -> String in
            switch value {
            case .text(let text): text
            case .integer(let number): String(number)
            case .null: ""
            }
        }
        return ([table.name] + parts).joined(separator: "/")
    }

    /// SHA-256 over the canonical JSON of all columns.
    ///
    /// Columns that are NULL are left out, so that a column added later, which may be NULL, changes no digest made before.
    package var recordDigest: String { Self.digest(of: values) }

    static func digest(of values: [SQLValue]) -> String {
        var members: [JSONValue.Member] = [JSONValue.Member("table", .string(table.name))]
        for (column, value) in zip(table.columns, values) {
            switch value {
            case .text(let text): members.append(JSONValue.Member(column, .string(text)))
            case .integer(let number): members.append(JSONValue.Member(column, .integer(number)))
            case .null: continue
            }
        }
        return Digest.sha256(JSONValue.object(members).canonicalBytes)
    }
}

/// A thing that changes; each change counts its version up, and only the latest version can be changed.
package protocol VersionedRecord: Record {
    var version: Int { get set }
}

/// Digests name the algorithm they were made with.
package enum Digest {
    /// Whether a text is written like one: `sha256:` and 64 hexadecimal digits.
    package static func isWritten(_ text: String) -> Bool { text.wholeMatch(of: #/sha256:[0-9a-f]{64}/#) != nil }

    package static func sha256(_ bytes: some DataProtocol) -> String { "sha256:" + SHA256.hash(data: bytes).hexadecimal }

    package static func sha256(_ text: String) -> String { sha256(Array(text.utf8)) }
}

/// Somebody else has changed it since it was read.
package struct StaleRecord: Error, Sendable {
    package var subject: String
    package var version: Int
    /// As it is now; nil when it is gone.
    package var present: (any VersionedRecord)?

    package init(subject: String, version: Int, present: (any VersionedRecord)?) {
        self.subject = subject
        self.version = version
        self.present = present
    }
}
