import GRDB
import GRDBSQLite
import Storage

/// Values on their way into SQLite and out of it, straight from and to its own calls: a save has some hundred of them, and those of the library
/// turn each about several times.
enum SQLiteValue {
    /// SQLite makes a copy.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    static func bind(_ values: [SQLValue], to statement: Statement) throws {
        let raw = statement.sqliteStatement
        guard sqlite3_bind_parameter_count(raw) == values.count else {
            throw StorageError.engine("a statement with \(sqlite3_bind_parameter_count(raw)) places got \(values.count) values: \(statement.sql)")
        }
        for (place, value) in values.enumerated() {
            let at = Int32(place + 1)
            let code: Int32
            switch value {
            case .null: code = sqlite3_bind_null(raw, at)
            case .integer(let number): code = sqlite3_bind_int64(raw, at, number)
            case .text(var text):
                code = text.withUTF8 { bytes in
                    // An empty buffer has no address, and none would be NULL.
                    guard let start = bytes.baseAddress else { return sqlite3_bind_text(raw, at, "", 0, transient) }
                    return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { sqlite3_bind_text64(raw, at, $0, UInt64(bytes.count), transient, UInt8(SQLITE_UTF8)) }
                }
            }
            guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code), sql: statement.sql) }
        }
    }

    /// The row a statement stands at.
    static func values(of statement: OpaquePointer) throws(StorageError) -> [SQLValue] {
        let count = sqlite3_column_count(statement)
        var values: [SQLValue] = []
        values.reserveCapacity(Int(count))
        for column in 0..<count {
            switch sqlite3_column_type(statement, column) {
            case SQLITE_NULL: values.append(.null)
            case SQLITE_INTEGER: values.append(.integer(sqlite3_column_int64(statement, column)))
            case SQLITE_TEXT:
                // The text first: asking for it may change its length.
                let text = sqlite3_column_text(statement, column)
                values.append(.text(String(decoding: UnsafeBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))), as: UTF8.self)))
            case SQLITE_FLOAT: throw .damaged("column \(column + 1) holds a binary fraction, which is never exact")
            default: throw .damaged("column \(column + 1) holds bytes, text or a number was expected")
            }
        }
        return values
    }
}
