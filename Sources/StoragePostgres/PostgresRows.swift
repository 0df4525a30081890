import Storage

/// The rows of a query as they come from the server.
///
/// A session answers one question at a time: before another is asked, the rest of these is kept in memory.
final class PostgresRows {
    private let session: PostgresSession
    private let sql: String
    private var kinds: [ColumnKind]?
    private var kept: [Result<[SQLValue], StorageError>] = []
    private var keptTaken = 0
    private(set) var isOver = false
    /// What the engine said instead of further rows.
    private(set) var failure: StorageError?

    init(_ session: PostgresSession, _ sql: String) {
        self.session = session
        self.sql = sql
    }

    /// The next row; nil behind the last, and behind what `failure` tells.
    func next() throws(StorageError) -> [SQLValue]? {
        if keptTaken < kept.count {
            defer { keptTaken += 1 }
            return try kept[keptTaken].get()
        }
        return try take()
    }

    private func take() throws(StorageError) -> [SQLValue]? {
        guard !isOver else { return nil }
        let row: PostgresResult?
        do throws(StorageError) { row = try session.next(of: sql) } catch {
            failure = error
            isOver = true
            return nil
        }
        guard let row else {
            isOver = true
            return nil
        }
        let kinds = kinds ?? ColumnKind.all(of: row)
        self.kinds = kinds
        return try ColumnKind.values(of: row, kinds)
    }

    func keepRest() {
        while !isOver {
            do throws(StorageError) {
                if let row = try take() { kept.append(.success(row)) }
            } catch {
                kept.append(.failure(error))
            }
        }
    }

    func skipRest() {
        if !isOver { session.skipRest() }
        isOver = true
    }
}
