import Foundation
import Storage
import Synchronization
import Testing

@Suite struct `The write queue` {
    @Test func `callers who wait for a commit share the next one`() async throws {
        let script = ScriptedEngine()
        let outcomes = await script.behindOneAnother([.keeps, .keeps, .keeps])
        #expect(outcomes == ["0", "1", "2"])
        #expect(script.statements == [
            "BEGIN", "first", "COMMIT",
            "BEGIN", "SAVEPOINT job", "0", "RELEASE SAVEPOINT job", "SAVEPOINT job", "1", "RELEASE SAVEPOINT job", "SAVEPOINT job", "2", "RELEASE SAVEPOINT job", "COMMIT",
        ])
    }

    @Test func `one that fails goes back to its savepoint alone`() async throws {
        let script = ScriptedEngine()
        #expect(await script.behindOneAnother([.keeps, .fails(.constraint("double")), .keeps]) == ["0", "constraint", "2"])
        #expect(script.statements.suffix(7) == ["1", "ROLLBACK TO SAVEPOINT job", "RELEASE SAVEPOINT job", "SAVEPOINT job", "2", "RELEASE SAVEPOINT job", "COMMIT"])
    }

    @Test func `a commit whose answer is lost is told to all whose work was in it, and nothing is done again`() async throws {
        let script = ScriptedEngine(failures: ["COMMIT": [nil, .outcomeUnknown("cut")]])
        #expect(await script.behindOneAnother([.keeps, .fails(.constraint("double")), .keeps]) == ["outcomeUnknown", "constraint", "outcomeUnknown"])
        #expect(script.count("0") == 1)
        #expect(script.count("BEGIN") == 2)
    }

    @Test func `where the commit of a group fails, each has its own`() async throws {
        let script = ScriptedEngine(failures: ["COMMIT": [nil, .constraint("checked at the end"), nil, .constraint("checked at the end"), nil]])
        #expect(await script.behindOneAnother([.keeps, .keeps, .keeps]) == ["0", "constraint", "2"])
        #expect(script.count("0") == 2)
    }

    @Test func `one that meets a conflict in a group has all begin again`() async throws {
        let script = ScriptedEngine(failures: ["1": [.conflict("in the way"), .conflict("still"), nil]])
        #expect(await script.behindOneAnother([.keeps, .keeps, .keeps]) == ["0", "1", "2"])
        #expect(script.count("1") == 3)
    }

    @Test func `where no transaction can be begun, nobody behind it waits for another try`() async throws {
        let script = ScriptedEngine(failures: ["BEGIN": [nil, .unreachable("gone")]])
        #expect(await script.behindOneAnother([.keeps, .keeps, .keeps]) == ["unreachable", "unreachable", "unreachable"])
        #expect(script.count("BEGIN") == 2)
    }

    @Test func `a connection that breaks in a group is told to those who cannot begin again`() async throws {
        let script = ScriptedEngine(failures: ["BEGIN": [nil, nil, .unreachable("gone")], "1": [.unreachable("gone")]])
        #expect(await script.behindOneAnother([.keeps, .keeps, .keeps]) == ["unreachable", "unreachable", "unreachable"])
        #expect(script.count("BEGIN") == 3)
    }

    @Test func `what goes wrong behind a commit does not make it undone`() async throws {
        let script = ScriptedEngine(failures: ["given back": [nil, .engine("late")]])
        #expect(await script.behindOneAnother([.keeps, .keeps]) == ["0", "1"])
        #expect(script.count("0") == 1)
    }

    @Test func `a body that keeps an error to itself fails by itself`() async throws {
        let script = ScriptedEngine(failures: ["RELEASE SAVEPOINT job": [.constraint("kept quiet"), nil, nil]])
        #expect(await script.behindOneAnother([.keeps, .keeps]) == ["constraint", "1"])
    }
}

/// Says what the test says an engine says, and notes what it was asked.
private final class ScriptedEngine: Sendable {
    enum Work { case keeps, fails(StorageError) }

    private let asked = Mutex<[String]>([])
    /// For a statement, what becomes of each time it is asked; statements not named here succeed.
    private let failures: Mutex<[String: [StorageError?]]>

    init(failures: [String: [StorageError?]] = [:]) { self.failures = Mutex(failures) }

    var statements: [String] { asked.withLock { $0 } }

    func count(_ statement: String) -> Int { statements.count { $0 == statement } }

    func ask(_ statement: String) throws(StorageError) {
        asked.withLock { $0.append(statement) }
        let failure = failures.withLock { failures -> StorageError? in
            guard var outcomes = failures[statement] else { return nil }
            guard !outcomes.isEmpty else { return .engine("the test has no answer to one more \(statement)") }
            defer { failures[statement] = outcomes }
            return outcomes.removeFirst()
        }
        if let failure { throw failure }
    }

    /// Callers who all come while a first one is at work; what each was told.
    func behindOneAnother(_ works: [Work]) async -> [String] {
        let queue = WriteQueue(label: "test", begin: "BEGIN") { body in
            try body(ScriptedConnection(engine: self))
            if self.failures.withLock({ $0["given back"] != nil }) { try self.ask("given back") }
        }
        let begun = Moment(), end = Moment()
        let first = Task { try await queue.run { connection in
            begun.come()
            try end.block()
            try connection.run("first")
        } }
        try? await begun.wait()
        var tasks: [Task<String, Never>] = []
        for (number, work) in works.enumerated() {
            tasks.append(Task {
                do {
                    return try await queue.run { connection in
                        try connection.run(String(number))
                        if case .fails(let error) = work { throw error }
                        return String(number)
                    }
                } catch {
                    return (error as? StorageError)?.kind ?? "another error"
                }
            })
            // In this order.
            try? await Task.sleep(for: .milliseconds(10))
        }
        end.come()
        _ = try? await first.value
        var outcomes: [String] = []
        for task in tasks { outcomes.append(await task.value) }
        return outcomes
    }
}

private final class ScriptedConnection: SQLConnection {
    let script: ScriptedEngine
    var engine: Engine { .sqlite }

    init(engine: ScriptedEngine) { script = engine }

    func run(_ sql: String, _ values: [SQLValue]) throws(StorageError) -> Int {
        try script.ask(sql)
        return 0
    }

    func each(_ sql: String, _ values: [SQLValue], _ body: (inout RowReader) throws(StorageError) -> Void) throws(StorageError) {
        throw .engine("the test has no rows for \(sql)")
    }
}
