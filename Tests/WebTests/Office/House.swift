import Casework
import Foundation
import JSONText
import Logging
import Office
import Quantities
import ServiceLifecycle
import Storage
import StoragePostgres
import StorageSQLite
import Testing

@testable import Web

/// An office in an empty SQLite database behind its server, with a department, a unit, a programme and its case, and somebody for each role.
struct House: Sendable {
    static let region = RegionCode("370199")!
    static let password = "correct horse 9"

    let desk: Casework.Desk
    let server: WebServer
    let log: LogCatcher
    let department: UnitRecord
    let unit: UnitRecord
    let opened: CaseView
    private let tokens: [Role: String]

    static func with(costPower: Int = 4, on engine: Engine = .sqlite, _ change: (inout WebConfiguration) -> Void = { _ in }, _ body: (House) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "jixiao-house-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func use(_ database: any Storage.Database) async throws {
            let outcome: Result<Void, any Error>
            do {
                _ = try await database.migrateSchema(now: now)
                outcome = .success(try await body(House(database, folder.appending(path: "files").path, costPower, change)))
            } catch { outcome = .failure(error) }
            await database.close()
            try outcome.get()
        }
        switch engine {
        case .sqlite: try await use(SQLiteDatabase(path: folder.appending(path: "office.sqlite").path, creates: true))
        case .postgres: try await withPostgres { try await use(PostgresDatabase(url: $0)) }
        }
    }

    /// An empty database of its own on the server that scripts/test starts, dropped behind it.
    private static func withPostgres(_ body: (String) async throws -> Void) async throws {
        let url = try #require(ProcessInfo.processInfo.environment["JIXIAO_TEST_POSTGRES"], "start a server with scripts/postgres")
        let name = "jixiao_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let server = try PostgresDatabase(url: url)
        try await server.migrate { try $0.run("CREATE DATABASE \(name) TEMPLATE template0") }
        var components = try #require(URLComponents(string: url))
        components.path = "/" + name
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(try #require(components.string))) } catch { outcome = .failure(error) }
        try await server.migrate { try $0.run("DROP DATABASE \(name) WITH (FORCE)") }
        await server.close()
        try outcome.get()
    }

    private static var now: Instant { Instant(milliseconds: SystemClock.milliseconds) }

    private init(_ database: any Storage.Database, _ files: String, _ costPower: Int, _ change: (inout WebConfiguration) -> Void) async throws {
        let machine = Casework.Caller.machine(Self.region), desk = Casework.Desk(
            database: database, files: ContentFolder(path: files), engine: "test", passwords: Passwords(costPower: costPower), clock: { Self.now })
        _ = try await desk.openRegion(Self.region, name: "示例区", level: .county, by: machine)
        let day = CalendarDay(iso: "2020-01-01")!
        department = try await desk.openUnit(UnitDraft(kind: .department, code: "219", name: "示例区水务局"), on: day, by: machine)
        unit = try await desk.openUnit(UnitDraft(kind: .unit, code: "219001", name: "示例区供水站", parent: department.id), on: day, by: machine)
        let programme = try await desk.addProgramme(ProgrammeDraft(name: "农村饮水管网改造", unit: unit.id, startsIn: 2024, needsExAnte: true), by: machine)
        opened = try await desk.openCase(.programme(programme.id), year: 2024, by: machine)
        var tokens: [Role: String] = [:]
        for role in Role.allCases {
            let person = try await desk.addPerson(login: role.rawValue, name: role.rawValue, password: Self.password, by: machine)
            _ = try await desk.grant(role, on: role == .admin ? nil : department.id, to: person.id, by: machine)
            tokens[role] = try await desk.makeToken(for: person.id, name: "test", scopes: [.read, .write, .manage], days: 1, by: machine).secret.text
        }
        self.tokens = tokens
        self.desk = desk
        let log = LogCatcher()
        self.log = log
        var logger = Logger(label: "web") { LogLines(label: $0, sink: log.sink) }
        logger.logLevel = .trace
        var configuration = WebConfiguration()
        configuration.checksReplies = true
        configuration.rate = nil
        configuration.port = 0
        change(&configuration)
        server = try OfficeServer.make(desk, configuration, logger: logger)
    }

    func stage(_ kind: StageKind) -> StageRecord { opened.stages.first { $0.kind == kind }! }

    func token(_ role: Role) -> String { tokens[role]! }

    func ask(_ method: String, _ target: String, _ role: Role, _ headers: [String: String] = [:], body: String? = nil) async -> Answer {
        await server.dispatcher.ask(method, target, token: token(role), headers, body: body)
    }

    /// With the cookie of a session, as a page of ours would.
    func ask(_ method: String, _ target: String, session: String?, _ headers: [String: String] = [:], body: String? = nil) async -> Answer {
        let cookie = session.map { ["Cookie": "jixiao=" + $0, "Sec-Fetch-Site": "same-origin"] } ?? [:]
        return await server.dispatcher.ask(method, target, token: nil, headers.merging(cookie) { $1 }, body: body)
    }

    func signIn(_ login: String, _ password: String = House.password) async -> (answer: Answer, session: String?) {
        let answer = await ask("POST", "/api/v1/session", session: nil, body: #"{"login":"\#(login)","password":"\#(password)"}"#)
        return (answer, answer["Set-Cookie"].flatMap { $0.split(separator: ";").first?.split(separator: "=", maxSplits: 1).last.map(String.init) })
    }

    /// Puts a stage into a state without the way there.
    func put(_ stage: StageRecord, into state: StageState) async throws {
        _ = try await desk.database.write(in: Self.region.text) { try $0.run("UPDATE stage SET state = ? WHERE id = ?", [.text(state.rawValue), .text(stage.id.text)]) }
    }

    /// Serves on a socket while the body runs.
    func serving(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, source) = AsyncStream.makeStream(of: Int.self)
        let group = try server.serviceGroup(signals: []) { port in source.yield(port) }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try #require(await ports.first { _ in true })
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(port)) } catch { outcome = .failure(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try outcome.get()
        }
    }
}
