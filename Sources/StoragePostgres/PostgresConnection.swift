import Storage

/// A connection that opens itself when it is asked, and again when the server was away while nothing was begun.
final class PostgresConnection: SQLConnection {
    var engine: Engine { .postgres }

    private let address: PostgresAddress
    private let statementMilliseconds: Int
    private var session: PostgresSession?
    /// Rows that are still on their way.
    private var rows: PostgresRows?
    /// What ended the transaction: the server refuses everything behind an error until a rollback, and we say why.
    private var failure: StorageError?
    /// A savepoint that was let go, which the server need not know yet.
    private var pendingRelease: String?
    private var watch: ReadWatch?
    /// Whether the work may go on in this session only, and why there is none any more.
    private var isAlone = false
    private var lost: StorageError?
    private var isClosed = false

    init(_ address: PostgresAddress, statementMilliseconds: Int) {
        self.address = address
        self.statementMilliseconds = statementMilliseconds
    }

    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        if values.isEmpty, let step = TransactionStep(sql) {
            try take(step, sql)
            return 0
        }
        return try asking { session throws(StorageError) in try session.run(sql, values) }
    }

    func each(_ sql: String, _ values: [SQLValue], _ body: (inout RowReader) throws(StorageError) -> Void) throws(StorageError) {
        let rows = try asking { session throws(StorageError) in
            try session.ask(sql, values)
            return PostgresRows(session, sql)
        }
        self.rows = rows
        defer {
            rows.skipRest()
            if self.rows === rows { self.rows = nil }
        }
        while let row = try rows.next() {
            try watch?.check()
            var reader = RowReader(row)
            try body(&reader)
        }
        if let error = rows.failure { throw ended(error) }
    }

    private func asking<Answer>(_ work: (PostgresSession) throws(StorageError) -> Answer) throws(StorageError) -> Answer {
        if let failure { throw failure }
        let session = try ready()
        do throws(StorageError) { return try work(session) } catch { throw ended(error) }
    }

    /// An open session on which nothing is on its way.
    private func ready() throws(StorageError) -> PostgresSession {
        try watch?.check()
        if let rows {
            rows.keepRest()
            self.rows = nil
            if let error = rows.failure { throw ended(error) }
        }
        guard !isClosed else { throw .unreachable("the database is closed") }
        if let lost { throw lost }
        if let session { return session }
        let session = try PostgresSession(address, statementMilliseconds: statementMilliseconds)
        self.session = session
        return session
    }

    /// Notes what an error means for the transaction.
    private func ended(_ error: StorageError) -> StorageError {
        guard let session else { return error }
        if session.isInTransaction || session.isBroken { failure = failure ?? error }
        if session.isBroken { drop(because: error) }
        return error
    }

    private func drop(because error: StorageError) {
        session = nil
        if isAlone { lost = lost ?? error }
    }

    // MARK: Transactions

    private func take(_ step: TransactionStep, _ sql: String) throws(StorageError) {
        switch step {
        case .begin: try begin(sql)
        case .commit:
            pendingRelease = nil
            let word = try asking { session throws(StorageError) in
                do throws(StorageError) { return try session.simple(sql) } catch {
                    // Sent, and no answer: it may be on the disk.
                    if case .unreachable(let reason) = error { throw .outcomeUnknown(reason) }
                    throw error
                }
            }
            if word == "ROLLBACK" { throw .engine("the transaction had failed, and was rolled back instead of committed") }
        case .rollback:
            pendingRelease = nil
            rows?.skipRest()
            rows = nil
            failure = nil
            guard let session, session.isInTransaction else { return }
            do throws(StorageError) { try session.simple(sql) } catch { drop(because: error) }
        case .rollbackTo:
            rows?.skipRest()
            rows = nil
            // What was let go lies within what is undone.
            pendingRelease = nil
            // A new session knows nothing of the savepoint.
            guard let session else { throw failure ?? .unreachable("the connection is broken") }
            do throws(StorageError) { try session.simple(sql) } catch { throw ended(error) }
            failure = nil
        case .savepoint:
            let release = pendingRelease.map { $0 + "; " } ?? ""
            pendingRelease = nil
            _ = try asking { session throws(StorageError) in try session.simple(release + sql) }
        case .release:
            if let failure { throw failure }
            // Goes along with the next savepoint, one way less; a commit needs none.
            if let pendingRelease { _ = try asking { session throws(StorageError) in try session.simple(pendingRelease) } }
            pendingRelease = sql
        }
    }

    private func begin(_ sql: String) throws(StorageError) {
        (failure, pendingRelease) = (nil, nil)
        let session = try ready(), wasIdle = session.wasUsed
        watch?.begin(session.stop)
        do throws(StorageError) { try session.simple(sql) } catch {
            // The server went away while it was idle. Nothing was begun, so a new one will do.
            guard session.isBroken, wasIdle, !isAlone else { throw ended(error) }
            self.session = nil
            let session = try ready()
            watch?.begin(session.stop)
            do throws(StorageError) { try session.simple(sql) } catch { throw ended(error) }
        }
    }

    /// Reads of one moment, ended early when nobody waits any more.
    func read<Value>(_ watch: ReadWatch, _ body: (any SQLConnection) throws -> Value) throws -> Value {
        self.watch = watch
        defer {
            // There is nothing to commit, and so nothing that could be unknown.
            try? run("ROLLBACK")
            self.watch = nil
            // A stop that is still on its way must not meet the next read.
            if watch.end() { session = nil }
        }
        try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return try body(self)
    }

    /// One session for work that must not go on in another, closed behind it.
    func alone<Value>(_ work: (any SQLConnection) throws -> Value) throws -> Value {
        isAlone = true
        session = nil
        defer {
            (isAlone, lost, failure, session) = (false, nil, nil, nil)
        }
        return try work(self)
    }

    func close() {
        isClosed = true
        session = nil
    }
}

/// Statements about the transaction itself.
enum TransactionStep {
    case begin, commit, rollback, rollbackTo, savepoint, release

    init?(_ sql: String) {
        if sql.hasPrefix("BEGIN") { self = .begin }
        else if sql == "COMMIT" { self = .commit }
        else if sql == "ROLLBACK" { self = .rollback }
        else if sql.hasPrefix("ROLLBACK TO ") { self = .rollbackTo }
        else if sql.hasPrefix("SAVEPOINT ") { self = .savepoint }
        else if sql.hasPrefix("RELEASE SAVEPOINT ") { self = .release }
        else { return nil }
    }
}
