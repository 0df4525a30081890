/// A value as both databases hold it: whole numbers and text. Money is whole fen, other numbers are decimal text, truth is 0 or 1.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)

    package static func truth(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }

    package static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }

    package static func integer(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
}

extension SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
}

/// Reads the columns of a row from left to right.
package struct RowReader {
    private let values: [SQLValue]
    private var at = 0

    package init(_ values: [SQLValue]) { self.values = values }

    private mutating func next() throws(StorageError) -> SQLValue {
        guard at < values.count else { throw .damaged("a row has \(values.count) columns, one more was expected") }
        defer { at += 1 }
        return values[at]
    }

    /// The values that are left, as they are.
    package mutating func rest() -> [SQLValue] {
        defer { at = values.count }
        return Array(values[at...])
    }

    package mutating func text() throws(StorageError) -> String {
        guard let text = try optionalText() else { throw .damaged("column \(at) is NULL, text was expected") }
        return text
    }

    package mutating func optionalText() throws(StorageError) -> String? {
        switch try next() {
        case .null: return nil
        case .text(let text): return text
        case .integer(let number): throw .damaged("column \(at) holds the number \(number), text was expected")
        }
    }

    package mutating func integer() throws(StorageError) -> Int64 {
        guard let number = try optionalInteger() else { throw .damaged("column \(at) is NULL, a number was expected") }
        return number
    }

    package mutating func optionalInteger() throws(StorageError) -> Int64? {
        switch try next() {
        case .null: return nil
        case .integer(let number): return number
        // Sums of PostgreSQL come as NUMERIC.
        case .text(let text):
            guard let number = Int64(text) else { throw .damaged("column \(at) holds “\(text.prefix(40))”, a number was expected") }
            return number
        }
    }

    /// Whether the next column is NULL; takes it if so.
    package mutating func isNull() throws(StorageError) -> Bool {
        guard try next() != .null else { return true }
        at -= 1
        return false
    }

    package mutating func truth() throws(StorageError) -> Bool { try integer() != 0 }
}

extension String {
    /// Refuses what only one of the engines would keep. The text itself stays out of the message.
    package func checkStorable() throws(StorageError) {
        if utf8.withContiguousStorageIfAvailable({ $0.contains(0) }) ?? utf8.contains(0) { throw .unstorable("a text of \(count) characters holds the character U+0000") }
    }
}
