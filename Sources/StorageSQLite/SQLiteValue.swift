import GRDB
import Storage

/// Values on their way into SQLite and out of it.
enum SQLiteValue {
    static func arguments(_ values: [SQLValue]) throws(StorageError) -> StatementArguments {
        var converted: [DatabaseValue] = []
        converted.reserveCapacity(values.count)
        for value in values {
            switch value {
            case .null: converted.append(.null)
            case .integer(let number): converted.append(number.databaseValue)
            case .text(let text):
                try text.checkStorable()
                converted.append(text.databaseValue)
            }
        }
        return StatementArguments(converted)
    }

    static func values(of row: Row) throws(StorageError) -> [SQLValue] {
        var values: [SQLValue] = []
        values.reserveCapacity(row.count)
        for value in row.databaseValues {
            switch value.storage {
            case .null: values.append(.null)
            case .int64(let number): values.append(.integer(number))
            case .string(let text): values.append(.text(text))
            case .double: throw .damaged("column \(values.count + 1) holds a binary fraction, which is never exact")
            case .blob: throw .damaged("column \(values.count + 1) holds bytes, text or a number was expected")
            }
        }
        return values
    }
}
