import BudgetModel
import Casework
import Foundation
import JSONText
import Office
import Quantities
import Storage
import StoragePostgres
import StorageSQLite
import Synchronization
import Testing

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
    private let moment: Mutex<Instant>

    init(_ day: String) { moment = Mutex(Instant(iso: day + "T02:00:00Z")!) }

    var now: Instant {
        moment.withLock { moment in
            moment = Instant(milliseconds: moment.milliseconds + 1)
            return moment
        }
    }

    func advance(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }

    func set(_ day: String) { moment.withLock { $0 = Instant(iso: day + "T02:00:00Z")! } }
}

/// An office of one region in an empty database, gone when the body ends.
struct OfficeFixture {
    static let region = RegionCode("370199")!

    let desk: Desk
    let clock: TestClock
    let folder: URL
    /// The same database once more, as another server would open it; the caller closes it.
    let openAgain: @Sendable () throws -> any Database
    var machine: Caller { .machine(Self.region) }

    static func with<Value>(_ engine: Engine, day: String = "2024-01-10", _ body: (OfficeFixture) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jixiao-office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = TestClock(day)
        func use(_ open: @escaping @Sendable (_ creates: Bool) throws -> any Database) async throws -> Value {
            let database = try open(true)
            let outcome: Result<Value, any Error>
            do {
                _ = try await database.migrateSchema(now: clock.now)
                let desk = Desk(
                    database: database, files: ContentFolder(path: folder.appending(path: "files").path), engine: "test", passwords: Passwords(costPower: 4), clock: { clock.now })
                _ = try await desk.openRegion(region, name: "示例区", level: .county, by: .machine(region))
                outcome = .success(try await body(OfficeFixture(desk: desk, clock: clock, folder: folder, openAgain: { try open(false) })))
            } catch {
                outcome = .failure(error)
            }
            await database.close()
            return try outcome.get()
        }
        switch engine {
        case .sqlite:
            let path = folder.appending(path: "office.sqlite").path
            return try await use { try SQLiteDatabase(path: path, creates: $0) }
        case .postgres: return try await TestServer.shared().withDatabase { url in
                try await use { isFirst in
                    // The server has so many connections for all tests together.
                    var options = PostgresOptions()
                    if !isFirst { (options.readers, options.writers) = (2, 1) }
                    return try PostgresDatabase(url: url, options: options)
                }
            }
        }
    }

    /// An empty database of an engine and an empty folder for files.
    static func withEmpty<Value>(_ engine: Engine, _ body: (any Database, ContentFolder) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jixiao-office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func use(_ database: any Database) async throws -> Value {
            let outcome: Result<Value, any Error>
            do { outcome = .success(try await body(database, ContentFolder(path: folder.appending(path: "files").path))) } catch { outcome = .failure(error) }
            await database.close()
            return try outcome.get()
        }
        switch engine {
        case .sqlite: return try await use(SQLiteDatabase(path: folder.appending(path: "other.sqlite").path, creates: true))
        case .postgres: return try await TestServer.shared().withDatabase { try await use(PostgresDatabase(url: $0)) }
        }
    }

    /// A department with a unit, a programme with its budget, and an open case.
    func opened(_ name: String = "农村饮水管网改造", code: String = "219") async throws -> (department: UnitRecord, unit: UnitRecord, view: CaseView) {
        let day = CalendarDay(iso: "2020-01-01")!
        let department = try await desk.openUnit(UnitDraft(kind: .department, code: code, name: "示例区水务局" + code), on: day, by: machine)
        let unit = try await desk.openUnit(UnitDraft(kind: .unit, code: code + "001", name: "示例区供水站" + code, parent: department.id), on: day, by: machine)
        let programme = try await desk.addProgramme(ProgrammeDraft(name: name, unit: unit.id, startsIn: 2024, endsIn: 2025), by: machine)
        _ = try await desk.addBudget(
            BudgetDraft(object: .programme(programme.id), year: 2024, source: .appropriation, kind: .initial, amount: Money(fen: 100_000_000), day: CalendarDay(iso: "2024-01-05")!, document: "示财预〔2024〕3号"),
            by: machine)
        return (department, unit, try await desk.openCase(.programme(programme.id), year: 2024, by: machine))
    }

    func person(_ login: String, _ role: Role, on unit: Identifier<UnitRecord>?) async throws -> Caller {
        let person = try await desk.addPerson(login: login, name: login, password: "correct horse 9", by: machine)
        _ = try await desk.grant(role, on: unit, to: person.id, by: machine)
        return try await desk.caller(person.id, in: Self.region, channel: .api, rateKey: login)
    }
}

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

    /// An empty database of its own for `body`, dropped behind it.
    func withDatabase<Value>(_ body: (_ url: String) async throws -> Value) async throws -> Value {
        let name = "jixiao_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let server = try PostgresDatabase(url: url)
        try await server.migrate { try $0.run("CREATE DATABASE \(name) TEMPLATE template0") }
        var components = try #require(URLComponents(string: url))
        components.path = "/" + name
        let address = try #require(components.string)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await body(address)) } catch { outcome = .failure(error) }
        try await server.migrate { try $0.run("DROP DATABASE \(name) WITH (FORCE)") }
        await server.close()
        return try outcome.get()
    }
}
