import Dispatch
package import Storage

/// How a `PostgresDatabase` works with its server.
package struct PostgresOptions: Hashable, Sendable {
    /// Connections for reading.
    package var readers = 8
    /// Connections for writing; the data of one region is always written by the same.
    package var writers = 4
    /// How long a statement of a transaction that writes may take.
    package var writeMilliseconds = 60_000
    /// How long a query may take, with all its rows: a long export takes as long as whoever takes it in.
    package var readMilliseconds = 600_000
    /// For each host of the address; `connect_timeout` in the address goes first.
    package var connectMilliseconds = 10_000

    package init() {}
}

/// A PostgreSQL database, or one that speaks its language. Connects when it is first asked.
package final class PostgresDatabase: Database, CustomStringConvertible {
    package var engine: Engine { .postgres }
    package var writeLoad: WriteLoad { writers.reduce(WriteLoad()) { $0 + $1.queue.load } }

    private let address: PostgresAddress
    private let readers: PostgresReaders
    private let writers: [(slot: PostgresSlot, queue: WriteQueue)]
    /// For the schema, and without a limit of time: a large table takes long to change.
    private let side: PostgresSlot

    /// Server, database and user; never the password.
    package var description: String { address.description }

    /// The key of the lock that one who works on the schema holds, “jixiao” in letters.
    private static let schemaLock: Int64 = 0x6A69_7869_616F

    /// - Parameter url: `postgres://user:password@host:port/database?sslmode=verify-full`; everything libpq knows may stand behind the `?`.
    /// - Throws: `StorageError.refused` when it is no such address.
    package init(url: String, options: PostgresOptions = PostgresOptions()) throws {
        let address = try PostgresAddress(url: url, connectMilliseconds: options.connectMilliseconds)
        func slot(_ name: String, _ milliseconds: Int) -> PostgresSlot { PostgresSlot("jixiao.postgres.\(name)", address, statementMilliseconds: milliseconds) }
        self.address = address
        readers = PostgresReaders((0..<max(options.readers, 1)).map { slot("reader.\($0)", options.readMilliseconds) })
        writers = (0..<max(options.writers, 1)).map { number in
            let slot = slot("writer.\(number)", options.writeMilliseconds)
            let queue = WriteQueue(label: "jixiao.postgres.writes.\(number)", begin: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE") { body in
                try slot.lend { try body($0) }
            }
            return (slot, queue)
        }
        side = slot("side", 0)
    }

    package func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        for _ in 1...2 {
            do { return try await readOnce(body) } catch let error as StorageError where error.isConflict {}
        }
        return try await readOnce(body)
    }

    private func readOnce<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        let slot = try await readers.take()
        defer { readers.give(slot) }
        let watch = ReadWatch()
        return try await withTaskCancellationHandler {
            try await slot.queue.perform { try slot.lend { connection in try connection.read(watch, body) } }
        } onCancel: {
            watch.cancel()
        }
    }

    /// Transactions of one region run one after another in this process; against other processes callers lock a row of their region.
    package func write<Value: Sendable>(in region: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        // FNV-1a: a region keeps its writer, whatever runs where.
        let hash = region.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        return try await writers[Int(hash % UInt32(writers.count))].queue.run(body)
    }

    package func migrate<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await side.queue.perform { [side] in
            try side.lend { connection in
                try connection.alone { connection in
                    // Held until the session is closed, or breaks.
                    try connection.each("SELECT pg_advisory_lock(?)", [.integer(Self.schemaLock)]) { (_) throws(StorageError) in }
                    return try body(connection)
                }
            }
        }
    }

    /// Whether the server spreads tables over several machines.
    package func hasCitus() async throws -> Bool {
        try await read { connection in
            try connection.row("SELECT count(*) FROM pg_extension WHERE extname = ?", ["citus"]) { (row) throws(StorageError) in try row.truth() } ?? false
        }
    }

    package func close() async {
        await readers.close()
        for writer in writers {
            await writer.queue.settled()
            await writer.slot.close()
        }
        await side.close()
    }
}
