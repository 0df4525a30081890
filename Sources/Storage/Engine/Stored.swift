package import Quantities

/// What can stand in a column.
package protocol Stored: Hashable, Sendable {
    init(from row: inout RowReader) throws(StorageError)
    var sql: SQLValue { get }
}

extension RowReader {
    package mutating func value<Value: Stored>() throws(StorageError) -> Value { try Value(from: &self) }
}

extension String: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self = try row.text() }
    package var sql: SQLValue { .text(self) }
}

extension Int64: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self = try row.integer() }
    package var sql: SQLValue { .integer(self) }
}

extension Int: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self = Int(try row.integer()) }
    package var sql: SQLValue { .integer(Int64(self)) }
}

extension Bool: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self = try row.truth() }
    package var sql: SQLValue { .truth(self) }
}

/// Whole fen.
extension Money: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self.init(fen: try row.integer()) }
    package var sql: SQLValue { .integer(fen) }
}

/// Milliseconds since 1970.
extension Instant: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self.init(milliseconds: try row.integer()) }
    package var sql: SQLValue { .integer(milliseconds) }
}

/// ISO text.
extension CalendarDay: Stored {
    package init(from row: inout RowReader) throws(StorageError) {
        let text = try row.text()
        guard let day = CalendarDay(iso: text) else { throw .damaged("“\(text.prefix(40))” is no day") }
        self = day
    }
    package var sql: SQLValue { .text(iso) }
}

/// NULL for nil.
extension Optional: Stored where Wrapped: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self = try row.isNull() ? nil : Wrapped(from: &row) }
    package var sql: SQLValue { self?.sql ?? .null }
}

/// Words of an enumeration, kept as they are.
package protocol StoredWord: Stored, RawRepresentable<String> {}

extension StoredWord {
    package init(from row: inout RowReader) throws(StorageError) {
        let text = try row.text()
        guard let word = Self(rawValue: text) else { throw .damaged("“\(text.prefix(40))” is no \(Self.self) that this version knows") }
        self = word
    }
    package var sql: SQLValue { .text(rawValue) }
}
