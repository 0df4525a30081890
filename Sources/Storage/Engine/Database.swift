package enum Engine: String, Hashable, Sendable, CaseIterable { case sqlite, postgres }

/// An open connection, used by one thread at a time. Placeholders are `?`.
///
/// The engines are made to agree: after a statement fails in a transaction everything is refused with the same error until `ROLLBACK` or
/// `ROLLBACK TO SAVEPOINT`; comparisons give 1 or 0; binary fractions and bytes are `damaged`; a text with U+0000 is `unstorable`. What they do not
/// agree on is left to the statement: a placeholder that stands alone needs `CAST(? AS TEXT)`, and a column of text is made by
/// `Migration.statement`, which orders it by its bytes.
package protocol SQLConnection: AnyObject {
    var engine: Engine { get }

    /// Runs a statement that gives no rows. Returns how many rows it changed.
    @discardableResult
    func run(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int

    /// Gives each row of a query to `body` as it comes, however many there are; a body that throws ends it, and the transaction goes on.
    ///
    /// The body may ask further queries; on PostgreSQL the rest of the rows is then kept in memory. It changes nothing that the query reads.
    func each(_ sql: String, _ values: [SQLValue], _ body: (inout RowReader) throws(StorageError) -> Void) throws(StorageError)
}

extension SQLConnection {
    package func run(_ sql: String) throws(StorageError) { try run(sql, []) }

    /// All rows of a query.
    package func rows<Row>(_ sql: String, _ values: [SQLValue] = [], _ read: (inout RowReader) throws(StorageError) -> Row) throws(StorageError) -> [Row] {
        var rows: [Row] = []
        try each(sql, values) { (row) throws(StorageError) in rows.append(try read(&row)) }
        return rows
    }

    /// The first row of a query that gives one at most.
    package func row<Row>(_ sql: String, _ values: [SQLValue] = [], _ read: (inout RowReader) throws(StorageError) -> Row) throws(StorageError) -> Row? {
        var found: Row?
        try each(sql, values) { (row) throws(StorageError) in if found == nil { found = try read(&row) } }
        return found
    }
}

/// What the connections that write have to do.
package struct WriteLoad: Hashable, Sendable {
    /// Transactions that have not begun.
    package var waiting = 0
    /// Transactions answered since the start, and how long the connections worked on them.
    package var done: Int64 = 0
    package var busyMicroseconds: Int64 = 0

    package init() {}

    package static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.waiting += right.waiting
        sum.done += right.done
        sum.busyMicroseconds += right.busyMicroseconds
        return sum
    }
}

/// One of the engines, open. Bodies run on the engine's own threads (but for `glance`), may run again after a conflict, and so touch nothing but the connection.
package protocol Database: Sendable {
    var engine: Engine { get }

    /// How much waits to be written, and what was written so far.
    var writeLoad: WriteLoad { get }

    /// Reads of one moment: nothing that is written meanwhile is seen by half. When the task is cancelled, so is the query that runs.
    func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// The same for short work, some rows under their keys: where the engine is in this process, on the thread that asks, which costs less than to hand it over
    /// and to wait. Long work would keep others from that thread.
    func glance<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// A transaction: all of it is kept on disk when this returns, or nothing. A task that is cancelled before its turn gives it up; what has
    /// begun is finished.
    ///
    /// - Parameter region: whose data it writes; transactions of one region run one after another.
    func write<Value: Sendable>(in region: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Work on the schema, one at a time over all processes; `body` begins and ends its own transactions.
    func migrate<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Lets what was asked for finish, and closes; what is asked afterwards is `unreachable`.
    func close() async
}

extension Database {
    package func glance<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value { try await read(body) }
}
