import GRDB
import Storage

extension StorageError {
    /// What SQLite said, sorted by what can be done about it. Values of the statement are not in the text.
    init(_ error: any Error, opening path: String? = nil) {
        guard let failure = error as? DatabaseError else {
            self = error as? StorageError ?? (error is CancellationError ? .cancelled : .engine(String(describing: error)))
            return
        }
        let place = path.map { $0 + ": " } ?? ""
        let reason = "\(place)\(failure.message ?? "SQLite") (\(failure.extendedResultCode.rawValue))"
        self = switch failure.resultCode {
        case .SQLITE_CONSTRAINT: .constraint(reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: .conflict(reason)
        case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN: .cannotWrite(reason)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(reason)
        case .SQLITE_PERM, .SQLITE_AUTH: .refused(reason)
        case .SQLITE_INTERRUPT: .cancelled
        case .SQLITE_MISUSE where failure.message == "Connection is closed": .unreachable("the database is closed")
        default: .engine(failure.sql.map { "\(reason) in: \($0)" } ?? reason)
        }
    }
}
