import CLibPQ
import Storage

/// A connection to the server as it is: once broken, it stays broken.
final class PostgresSession {
    let address: PostgresAddress
    private let handle: OpaquePointer
    /// Statements the server has prepared, by their portable text.
    private var prepared: [String: (name: String, count: Int)] = [:]
    private var preparedNames = 0
    private var forgetsStatements = false
    /// Whether it was used before, so that it may have been idle and broken since.
    private(set) var wasUsed = false
    private static let preparedLimit = 256

    /// - Throws: `StorageError`: `refused`, `unreachable`.
    init(_ address: PostgresAddress, statementMilliseconds: Int) throws(StorageError) {
        self.address = address
        handle = try Self.connect(address)
        // A commit is on the disk when it returns, whatever the server's own setting; stricter ones stay.
        try simple(
            """
            SET TimeZone = 'UTC'; SET standard_conforming_strings = on; SET statement_timeout = \(statementMilliseconds);
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """)
        wasUsed = false
    }

    deinit { PQfinish(handle) }

    var isBroken: Bool { PQstatus(handle) == CONNECTION_BAD }

    var isInTransaction: Bool {
        switch PQtransactionStatus(handle) {
        case PQTRANS_INTRANS, PQTRANS_INERROR, PQTRANS_ACTIVE: true
        default: false
        }
    }

    /// A way to stop what runs, from another thread.
    var stop: PostgresStop? { PQgetCancel(handle).map(PostgresStop.init) }

    /// A statement without values, not prepared. Returns the server's word for what was done.
    @discardableResult
    func simple(_ sql: String) throws(StorageError) -> String {
        wasUsed = true
        let result = PostgresResult(PQexec(handle, sql))
        if result.isFailure { throw failure(result, sql) }
        return result.command
    }

    /// A statement whose rows, if it gives any, nobody wants. Returns how many it changed.
    func run(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        let parameters = try PostgresParameters(values)
        let name = try prepare(sql, values.count)
        let result = PostgresResult(parameters.withPointers { PQexecPrepared(handle, name, parameters.count, $0, nil, nil, 0) })
        if result.isFailure { throw failure(result, sql) }
        return result.changed
    }

    /// Asks for rows, to be taken one by one with `next` until it gives nil.
    func ask(_ sql: String, _ values: [SQLValue]) throws(StorageError) {
        let parameters = try PostgresParameters(values)
        let name = try prepare(sql, values.count)
        guard parameters.withPointers({ PQsendQueryPrepared(handle, name, parameters.count, $0, nil, nil, 0) }) == 1, PQsetSingleRowMode(handle) == 1 else {
            throw failure(PostgresResult(nil), sql)
        }
    }

    /// The next row of what was asked, nil behind the last. An error ends it.
    func next(of sql: String) throws(StorageError) -> PostgresResult? {
        while let pointer = PQgetResult(handle) {
            let result = PostgresResult(pointer)
            if result.isFailure {
                let error = failure(result, sql)
                skipRest()
                throw error
            }
            if result.status == PGRES_SINGLE_TUPLE { return result }
        }
        return nil
    }

    /// Lets go of rows nobody wants any more.
    func skipRest() {
        while let pointer = PQgetResult(handle) { PQclear(pointer) }
    }

    private func prepare(_ sql: String, _ count: Int) throws(StorageError) -> String {
        wasUsed = true
        if let known = prepared[sql] {
            guard known.count == count else { throw .engine("\(known.count) values are needed, \(count) were given in: \(sql)") }
            return known.name
        }
        if prepared.count >= Self.preparedLimit { forgetsStatements = true }
        if forgetsStatements {
            try simple("DEALLOCATE ALL")
            prepared = [:]
            forgetsStatements = false
        }
        let statement = Placeholders(sql)
        guard statement.count == count else { throw .engine("\(statement.count) values are needed, \(count) were given in: \(sql)") }
        preparedNames += 1
        let name = "jixiao\(preparedNames)"
        let result = PostgresResult(PQprepare(handle, name, statement.sql, 0, nil))
        if result.isFailure { throw failure(result, sql) }
        prepared[sql] = (name, count)
        return name
    }

    private func failure(_ result: borrowing PostgresResult, _ sql: String) -> StorageError {
        let failure = PostgresFailure(result.pointer, handle, address)
        // A migration has changed the table since: the statement is prepared anew when the work is tried again.
        if failure.isStalePlan { prepared[sql] = nil }
        return failure.error(of: sql)
    }
}
