import CLibPQ
import Storage

/// One answer of the server: the outcome of a statement, or a row.
struct PostgresResult: ~Copyable {
    let pointer: OpaquePointer?

    init(_ pointer: OpaquePointer?) { self.pointer = pointer }
    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }

    var isFailure: Bool {
        switch status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: false
        default: true
        }
    }

    /// What the server says was done: `INSERT 0 1`, `COMMIT`, and `ROLLBACK` for the commit of a transaction that had failed.
    var command: String { String(cString: PQcmdStatus(pointer)) }

    /// How many rows the statement changed; a query changes none, however many it gives.
    var changed: Int {
        guard ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(where: command.hasPrefix) else { return 0 }
        return Int(String(cString: PQcmdTuples(pointer))) ?? 0
    }
}

/// How the text of a column is taken.
enum ColumnKind {
    case integer, truth, text
    /// Not one of ours: a binary fraction, bytes.
    case refused(String)

    static func all(of row: borrowing PostgresResult) -> [ColumnKind] {
        (0..<PQnfields(row.pointer)).map { column in
            switch PQftype(row.pointer, column) {
            case 20, 21, 23: .integer
            // SQLite answers a comparison with 1 or 0.
            case 16: .truth
            case 700, 701: .refused("a binary fraction, which is never exact")
            case 17: .refused("bytes, text or a number was expected")
            default: .text
            }
        }
    }

    static func values(of row: borrowing PostgresResult, _ kinds: [ColumnKind]) throws(StorageError) -> [SQLValue] {
        var values: [SQLValue] = []
        values.reserveCapacity(kinds.count)
        for (kind, column) in zip(kinds, Int32(0)...) {
            guard PQgetisnull(row.pointer, 0, column) == 0, let start = PQgetvalue(row.pointer, 0, column) else {
                values.append(.null)
                continue
            }
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(row.pointer, 0, column)))
            let text = String(decoding: bytes, as: UTF8.self)
            switch kind {
            case .text: values.append(.text(text))
            case .truth: values.append(.truth(text == "t"))
            case .integer:
                guard let number = Int64(text) else { throw .damaged("column \(column + 1) holds “\(text)”, a number was expected") }
                values.append(.integer(number))
            case .refused(let why): throw .damaged("column \(column + 1) holds \(why)")
            }
        }
        return values
    }
}
