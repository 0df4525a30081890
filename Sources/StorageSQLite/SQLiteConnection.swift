import GRDB
import GRDBSQLite
import Storage

/// One connection, lent for a while by the thread that may use it.
final class SQLiteConnection: SQLConnection {
    var engine: Engine { .sqlite }

    private let database: GRDB.Database
    /// Queries whose rows are being read; the same text asked again needs a statement of its own.
    private var streaming: Set<String> = []
    /// What ended the transaction. PostgreSQL refuses everything after an error until a rollback, and so do we, so that work tested on one
    /// engine does the same on the other; and SQLite itself rolls back when the disk is full, after which each statement would commit alone.
    private var failure: StorageError?
    /// A longer text has a list in it, which is another next time; it would only fill the memory.
    private static let cachedLength = 2_000

    init(_ database: GRDB.Database) { self.database = database }

    /// Lends a connection that may write; a transaction left open is rolled back.
    static func lend(_ database: GRDB.Database, _ body: (any SQLConnection) throws -> Void) throws {
        defer { if database.isInsideTransaction { try? database.rollback() } }
        try body(SQLiteConnection(database))
    }

    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        if failure != nil, try rollBack(sql) { return 0 }
        return try asking(sql, values) { statement in
            let before = database.totalChangesCount
            if values.isEmpty {
                // The library follows where transactions begin and end.
                try statement.execute()
            } else {
                try step(statement, values) { true }
            }
            // The count of the last change stays when a statement changes nothing at all.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func each(_ sql: String, _ values: [SQLValue], _ body: (inout RowReader) throws(StorageError) -> Void) throws(StorageError) {
        if let failure { throw failure }
        var refused: StorageError?
        try asking(sql, values) { statement in
            try step(statement, values) {
                do throws(StorageError) {
                    var reader = RowReader(try SQLiteValue.values(of: statement.sqliteStatement))
                    try body(&reader)
                    return true
                } catch {
                    refused = error
                    return false
                }
            }
        }
        // Not an error of the engine: the transaction goes on.
        if let refused { throw refused }
    }

    /// Runs a statement to its end, or until `row` wants no more.
    private func step(_ statement: Statement, _ values: [SQLValue], _ row: () -> Bool) throws {
        let raw = statement.sqliteStatement
        defer {
            sqlite3_reset(raw)
            // Texts are not kept until the statement is used again.
            sqlite3_clear_bindings(raw)
        }
        try SQLiteValue.bind(values, to: statement)
        while true {
            switch sqlite3_step(raw) {
            case SQLITE_ROW: guard row() else { return }
            case SQLITE_DONE: return
            default:
                let connection = database.sqliteConnection
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: connection.map { String(cString: sqlite3_errmsg($0)) }, sql: statement.sql)
            }
        }
    }

    private func asking<Answer>(_ sql: String, _ values: [SQLValue], _ work: (Statement) throws -> Answer) throws(StorageError) -> Answer {
        // A read is done in the task that wants it; a write has none, and what has begun of it is finished.
        if Task.isCancelled { throw .cancelled }
        // Refused before the engine sees it: no error of the transaction.
        for case .text(let text) in values { try text.checkStorable() }
        let isNew = streaming.insert(sql).inserted
        defer { if isNew { streaming.remove(sql) } }
        let wasInside = database.isInsideTransaction
        do {
            let statement = isNew && sql.utf8.count < Self.cachedLength ? try database.cachedStatement(sql: sql) : try database.makeStatement(sql: sql)
            return try work(statement)
        } catch {
            let error = StorageError(error)
            if wasInside { failure = error }
            throw error
        }
    }

    /// After an error: whether the statement was one that goes back, and did.
    private func rollBack(_ sql: String) throws(StorageError) -> Bool {
        guard let failed = failure else { return false }
        guard sql.hasPrefix("ROLLBACK") else { throw failed }
        let isWhole = !sql.hasPrefix("ROLLBACK TO")
        failure = nil
        if !database.isInsideTransaction {
            // SQLite has rolled back by itself, and there is no savepoint any more.
            if isWhole { return true }
            failure = failed
            throw failed
        }
        return false
    }
}
