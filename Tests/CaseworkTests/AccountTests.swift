import Casework
import Office
import Quantities
import Storage
import Testing

@Suite struct AccountTests {
    private static let password = "correct horse 9"

    private static func logIn(_ office: OfficeFixture, _ login: String, _ password: String = password, in region: RegionCode = OfficeFixture.region) async throws -> Login {
        try await office.desk.logIn(login, password: password, in: region, channel: .page)
    }

    /// The codes of refusals, and how often each came.
    private static func codes(_ count: Int, _ attempt: @escaping @Sendable (Int) async throws -> Void) async -> [String: Int] {
        await withTaskGroup(of: String.self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        try await attempt(number)
                        return "done"
                    } catch { return (error as? Declined)?.code ?? "\(error)" }
                }
            }
            var codes: [String: Int] = [:]
            for await code in group { codes[code, default: 0] += 1 }
            return codes
        }
    }

    private static func attempts(_ office: OfficeFixture) async throws -> Int {
        try await office.desk.database.read { try $0.row("SELECT COUNT(*) FROM login_attempt") { (row) throws(StorageError) in Int(try row.integer()) } ?? 0 }
    }

    @Test(arguments: Engine.allCases) func `forty wrong passwords at once lock a login, and none goes uncounted`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            _ = try await office.person("li", .observer, on: nil)
            let codes = await Self.codes(40) { _ in _ = try await Self.logIn(office, "li", "wrong horse 9") }
            #expect(codes["login-failed"] ?? 0 <= 5 && codes["login-locked"] ?? 0 > 0 && codes.keys.allSatisfy { ["login-failed", "login-locked", "sign-in-busy"].contains($0) }, "\(codes)")
            await refused("login-locked") { try await Self.logIn(office, "li") }
            office.clock.set("2024-01-11")
            _ = try await Self.logIn(office, "li")
            // Whoever gets in begins to count anew.
            for _ in 0..<4 { await refused("login-failed") { try await Self.logIn(office, "li", "wrong horse 9") } }
            _ = try await Self.logIn(office, "li")
            for _ in 0..<4 { await refused("login-failed") { try await Self.logIn(office, "li", "wrong horse 9") } }
            _ = try await Self.logIn(office, "li")
        }
    }

    @Test(arguments: Engine.allCases) func `two servers on one database count together`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            _ = try await office.person("li", .observer, on: nil)
            let database = try office.openAgain(), clock = office.clock
            let other = Desk(database: database, files: office.desk.files, engine: "test", passwords: Passwords(costPower: 4), clock: { clock.now })
            let codes = await Self.codes(20) { number in
                _ = try await (number.isMultiple(of: 2) ? office.desk : other).logIn("li", password: "wrong horse 9", in: OfficeFixture.region, channel: .page)
            }
            #expect(codes["login-failed"] ?? 0 <= 5, "\(codes)")
            await refused("login-locked") { try await Self.logIn(office, "li") }
            await database.close()
        }
    }

    @Test(arguments: Engine.allCases) func `few wait for their turn, the others are told at once`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let clock = office.clock
            let slow = Desk(database: office.desk.database, files: office.desk.files, engine: "test", passwords: Passwords(costPower: 12), clock: { clock.now })
            let codes = await Self.codes(40) { number in _ = try await slow.logIn("nobody\(number)", password: "wrong horse 9", in: OfficeFixture.region, channel: .page) }
            #expect(codes["sign-in-busy"] ?? 0 > 0 && codes["login-failed"] ?? 0 > 0 && codes.count == 2, "\(codes)")
            let kept = try await Self.attempts(office)
            #expect(kept == codes["login-failed"])
        }
    }

    @Test(arguments: Engine.allCases) func `unknown regions leave no trace, and failures are forgotten after a day`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            await refused("login-failed") { try await Self.logIn(office, "li", in: RegionCode("999999")!) }
            let none = try await Self.attempts(office)
            #expect(none == 0)
            for number in 0..<10 { await refused("login-failed") { try await Self.logIn(office, "nobody\(number)") } }
            #expect(try await Self.attempts(office) == 10)
            office.clock.set("2024-01-12")
            await refused("login-failed") { try await Self.logIn(office, "nobody") }
            #expect(try await Self.attempts(office) == 1)
            // Unknown logins are locked like known ones.
            for _ in 0..<4 { await refused("login-failed") { try await Self.logIn(office, "nobody") } }
            await refused("login-locked") { try await Self.logIn(office, "nobody") }
        }
    }

    @Test(arguments: Engine.allCases) func `a password that somebody else chose opens nothing but its change`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let admin = try await office.person("admin", .admin, on: nil)
            let person = try await desk.addPerson(login: "li", name: "李", password: Self.password, by: admin)
            _ = try await desk.grant(.observer, on: nil, to: person.id, by: admin)
            let first = try await Self.logIn(office, "li").caller
            #expect(first.mustChangePassword && first.actor.grants.isEmpty)
            await refused("invalid") { try await desk.setPassword(of: person.id, to: "another horse 10", by: first) }
            await refused("invalid") { try await desk.setPassword(of: person.id, to: "another horse 10", old: "wrong horse 9", by: first) }
            await refused("invalid") { try await desk.setPassword(of: person.id, to: Self.password, old: Self.password, by: first) }
            try await desk.setPassword(of: person.id, to: "another horse 10", old: Self.password, by: first)
            let own = try await Self.logIn(office, "li", "another horse 10")
            #expect(!own.caller.mustChangePassword && own.caller.actor.grants.map(\.role) == [.observer])
            // An administrator's reset ends the session, and asks for a change again.
            try await desk.setPassword(of: person.id, to: "third horse 11", by: admin)
            #expect(try await desk.caller(session: own.secret, channel: .page) == nil)
            let reset = try await Self.logIn(office, "li", "third horse 11").caller
            #expect(reset.mustChangePassword)
            // At the machine people type their own.
            _ = try await desk.addPerson(login: "wang", name: "王", password: Self.password, by: office.machine)
            #expect(try await !Self.logIn(office, "wang").caller.mustChangePassword)
        }
    }

    @Test(arguments: Engine.allCases) func `a change of password ends other sessions and tokens`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let id = try #require(Identifier<PersonRecord>(try await office.person("li", .observer, on: nil).id))
            let here = try await Self.logIn(office, "li"), elsewhere = try await Self.logIn(office, "li")
            let token = try await desk.makeToken(for: id, name: "test", scopes: [.read], days: 1, by: here.caller)
            try await desk.setPassword(of: id, to: "another horse 10", old: Self.password, keepsTokens: true, by: here.caller)
            #expect(try await desk.caller(session: here.secret, channel: .page) != nil)
            #expect(try await desk.caller(session: elsewhere.secret, channel: .page) == nil)
            #expect(try await desk.caller(token: token.secret) != nil)
            try await desk.setPassword(of: id, to: "third horse 11", old: "another horse 10", by: here.caller)
            #expect(try await desk.caller(token: token.secret) == nil)
            // Guessing the present password with somebody's session counts like guessing at the door.
            for _ in 0..<5 { await refused("invalid") { try await desk.setPassword(of: id, to: "fourth horse 12", old: "wrong horse 9", by: here.caller) } }
            await refused("login-locked") { try await desk.setPassword(of: id, to: "fourth horse 12", old: "third horse 11", by: here.caller) }
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
        }
    }

    @Test(arguments: Engine.allCases) func `nobody makes a token for another but the machine`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let admin = try await office.person("admin", .admin, on: nil)
            let id = try #require(Identifier<PersonRecord>(try await office.person("li", .bureauBudget, on: nil).id))
            await refused("token-for-another") { try await desk.makeToken(for: id, name: "test", scopes: [.write], days: 1, by: admin) }
            _ = try await desk.makeToken(for: id, name: "test", scopes: [.write], days: 1, by: office.machine)
            let last = try await desk.events(of: nil, after: 0, limit: 1_000, by: office.machine).last
            #expect(last?.act == "make-token" && last?.channel == .commandLine && last?.actorID == "system")
        }
    }

    // MARK: - Delegation

    private static func caller(_ office: OfficeFixture, _ id: Identifier<PersonRecord>) async throws -> Caller {
        try await office.desk.caller(id, in: OfficeFixture.region, channel: .page, rateKey: "")
    }

    @Test(arguments: Engine.allCases) func `what is delegated is bounded, and ends with the account of whoever delegated`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk, from = CalendarDay(iso: "2024-01-01")!, until = CalendarDay(iso: "2024-02-01")!
            let boss = try #require(Identifier<PersonRecord>(try await office.person("boss", .admin, on: nil).id))
            for role in [Role.bureauPerformance, .bureauBudget] { _ = try await desk.grant(role, on: nil, to: boss, by: office.machine) }
            let taker = try #require(Identifier<PersonRecord>(try await office.person("taker", .observer, on: nil).id))
            let other = try await office.person("other", .admin, on: nil)
            let own = try await Self.caller(office, boss)
            func roles() async throws -> Set<Role> { Set(try await Self.caller(office, taker).actor.grants.map(\.role)) }

            var token = own
            token.scopes = ["write"]
            await refused("delegation-by-program") { [token] in try await desk.delegate(to: taker, from: from, until: until, reason: "出差", by: token) }
            await refused("invalid") { try await desk.delegate(to: taker, from: from, until: until, roles: [.admin], reason: "出差", by: own) }
            let some = try await desk.delegate(to: taker, from: from, until: until, roles: [.bureauBudget], reason: "出差", by: own)
            #expect(try await roles() == [.observer, .bureauBudget])
            _ = try await desk.endDelegation(some.id, by: own)
            #expect(try await roles() == [.observer])
            let all = try await desk.delegate(to: taker, from: from, until: until, reason: "出差", by: own)
            #expect(try await roles() == [.observer, .bureauPerformance, .bureauBudget])

            let stranger = try await office.person("stranger", .observer, on: nil)
            #expect(try await desk.delegations(by: stranger) == [])
            #expect(try await desk.delegations(by: Self.caller(office, taker)).map(\.id) == [some.id, all.id])
            #expect(try await desk.delegations(after: some.id.text, limit: 1, by: other).map(\.id) == [all.id])

            _ = try await desk.setOpen(false, boss, by: other)
            #expect(try await roles() == [.observer])
            #expect(try await desk.delegations(by: other).allSatisfy { $0.revokedAt != nil })
            // Opened again, the account has its own rights and nothing that it gave away.
            _ = try await desk.setOpen(true, boss, by: other)
            #expect(try await roles() == [.observer])
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
        }
    }
}
