import GRDB
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
        return try asking(sql, values) { statement, arguments in
            let before = database.totalChangesCount
            try statement.execute(arguments: arguments)
            // The count of the last change stays when a statement changes nothing at all.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func each(_ sql: String, _ values: [SQLValue], _ body: (inout RowReader) throws(StorageError) -> Void) throws(StorageError) {
        if let failure { throw failure }
        var refused: StorageError?
        try asking(sql, values) { statement, arguments in
            let rows = try Row.fetchCursor(statement, arguments: arguments)
            while let row = try rows.next() {
                do throws(StorageError) {
                    var reader = RowReader(try SQLiteValue.values(of: row))
                    try body(&reader)
                } catch {
                    refused = error
                    return
                }
            }
        }
        // Not an error of the engine: the transaction goes on.
        if let refused { throw refused }
    }

    private func asking<Answer>(_ sql: String, _ values: [SQLValue], _ work: (Statement, StatementArguments) throws -> Answer) throws(StorageError) -> Answer {
        let arguments = try SQLiteValue.arguments(values)
        let isNew = streaming.insert(sql).inserted
        defer { if isNew { streaming.remove(sql) } }
        let wasInside = database.isInsideTransaction
        do {
            let statement = isNew && sql.utf8.count < Self.cachedLength ? try database.cachedStatement(sql: sql) : try database.makeStatement(sql: sql)
            return try work(statement, arguments)
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
