import Foundation
import Storage
import StoragePostgres
import StorageSQLite
import Testing

/// The server the tests may use; without one, tests of PostgreSQL fail and say how to start it.
struct TestServer {
    let url: String

    struct Missing: Error, CustomStringConvertible {
        let description = "JIXIAO_TEST_POSTGRES is not set; start a server with: export JIXIAO_TEST_POSTGRES=$(scripts/postgres start /tmp/jixiao-postgres)"
    }

    static func shared() throws -> TestServer {
        guard let url = ProcessInfo.processInfo.environment["JIXIAO_TEST_POSTGRES"], !url.isEmpty else { throw Missing() }
        return TestServer(url: url)
    }

    /// The address, changed a little.
    func address(_ change: (inout URLComponents) -> Void) throws -> String {
        var components = try #require(URLComponents(string: url))
        change(&components)
        return try #require(components.string)
    }

    /// An empty schema of its own for `body`, in the database of this run, dropped behind it; its connections bear its name.
    func withDatabase<Value>(_ body: (_ url: String) async throws -> Value) async throws -> Value {
        let database = try await TestDatabase.shared.lend(on: self)
        let name = "t_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let address = try TestServer(url: database).address {
            $0.queryItems = ($0.queryItems ?? []) + [URLQueryItem(name: "options", value: "-csearch_path=\(name)"), URLQueryItem(name: "application_name", value: name)]
        }
        return try await finishing {
            try await Self.run("CREATE SCHEMA \(name)", on: database)
            return try await body(address)
        } with: {
            try await Self.run("DROP SCHEMA IF EXISTS \(name) CASCADE", on: database)
            try await TestDatabase.shared.giveBack()
        }
    }

    /// Outside of transactions, where a database can be made.
    static func run(_ statement: String, on url: String) async throws {
        let database = try PostgresDatabase(url: url)
        try await finishing { try await database.migrate { try $0.run(statement) } } with: { await database.close() }
    }
}

/// The database of this run: made for the first test that needs it, dropped behind the last.
private actor TestDatabase {
    static let shared = TestDatabase()

    private var making: (name: String, url: Task<String, any Error>)?
    private var users = 0

    func lend(on server: TestServer) async throws -> String {
        users += 1
        if let making { return try await making.url.value }
        let name = "jixiao_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let url = Task {
            try await TestServer.run("CREATE DATABASE \(name) TEMPLATE template0", on: server.url)
            return try server.address { $0.path = "/" + name }
        }
        making = (name, url)
        return try await url.value
    }

    func giveBack() async throws {
        users -= 1
        guard users == 0, let made = making else { return }
        making = nil
        try await TestServer.run("DROP DATABASE \(made.name) WITH (FORCE)", on: TestServer.shared().url)
    }
}

/// Work, and what is done behind it whether it fails or not.
func finishing<Value>(_ work: () async throws -> Value, with end: () async throws -> Void) async throws -> Value {
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
    try await end()
    return try outcome.get()
}

/// A folder for `body`, removed behind it.
func withFolder<Value>(_ body: (_ folder: URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jixiao-storage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// An empty database of an engine with the tables of `statements`, gone when `body` ends.
func withDatabase<Value>(_ engine: Engine, _ statements: [String] = [], readers: Int = 4, _ body: (any Database) async throws -> Value) async throws -> Value {
    func use(_ database: any Database) async throws -> Value {
        try await finishing {
            try await database.migrate { for statement in statements { try $0.run(Migration.statement(statement, for: $0.engine)) } }
            return try await body(database)
        } with: {
            await database.close()
        }
    }
    switch engine {
    case .sqlite: return try await withFolder { try await use(SQLiteDatabase(path: $0.appending(path: "office.sqlite").path, creates: true, readers: readers)) }
    case .postgres:
        var options = PostgresOptions()
        options.readers = readers
        return try await TestServer.shared().withDatabase { try await use(PostgresDatabase(url: $0, options: options)) }
    }
}

/// A table with one number and one text.
let things = "CREATE TABLE thing (number BIGINT NOT NULL PRIMARY KEY, name TEXT)"

/// An empty database of the server with the table of things, opened by `body` as often as it likes.
func withServer<Value>(_ body: (_ url: String) async throws -> Value) async throws -> Value {
    try await TestServer.shared().withDatabase { url in
        let database = try PostgresDatabase(url: url)
        try await database.migrate { try $0.run(Migration.statement(things, for: .postgres)) }
        await database.close()
        return try await body(url)
    }
}

extension Database {
    func count(_ sql: String = "SELECT count(*) FROM thing", _ values: [SQLValue] = []) async throws -> Int64 {
        try await read { try $0.row(sql, values) { (row) throws(StorageError) in try row.integer() } } ?? -1
    }

    func expectCount(_ expected: Int64, _ sql: String = "SELECT count(*) FROM thing", sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let found = try await count(sql)
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    func add(_ number: Int64, _ name: String? = nil, in region: String = "370000") async throws {
        _ = try await write(in: region) { try $0.run("INSERT INTO thing VALUES (?, ?)", [.integer(number), .text(name)]) }
    }
}

/// The error of what must fail with one of ours.
func failure(sourceLocation: SourceLocation = #_sourceLocation, _ work: () async throws -> Void) async -> StorageError? {
    await #expect(throws: StorageError.self, sourceLocation: sourceLocation) { try await work() }
}

func expectFailure(_ kind: String, sourceLocation: SourceLocation = #_sourceLocation, _ work: () async throws -> Void) async {
    let error = await failure(sourceLocation: sourceLocation, work)
    #expect(error?.kind == kind, "\(String(describing: error))", sourceLocation: sourceLocation)
}

extension StorageError {
    /// The case without its text.
    var kind: String { String(describing: self).split(separator: "(").first.map(String.init) ?? "" }
}
