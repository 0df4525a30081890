import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage
import Testing

/// What the demo promises to show, and that it is the same on both databases.
@Suite struct DemoTests {
    private static let machine = Caller.machine(DemoCounty.region)

    private static func filled<Value>(_ engine: Engine, _ body: (Desk, any Database, ContentFolder) async throws -> Value) async throws -> Value {
        try await OfficeFixture.withEmpty(engine) { database, files in
            let now = Instant(iso: "2026-03-20T02:00:00Z")!
            _ = try await database.migrateSchema(now: now)
            try await DemoCounty(database: database, files: files, engine: "test", passwords: Passwords(costPower: 4)).fill(password: "correct horse 9")
            return try await body(Desk(database: database, files: files, engine: "test", passwords: Passwords(costPower: 4), clock: { now }), database, files)
        }
    }

    /// How often each word of a column occurs.
    private static func counts(_ database: any Database, _ sql: String) async throws -> [String: Int] {
        let rows = try await database.read { try $0.rows(sql) { (row) throws(StorageError) in (try row.optionalText() ?? "", Int(try row.integer())) } }
        return Dictionary(rows) { $0 + $1 }
    }

    private static func texts(_ database: any Database, _ sql: String) async throws -> [String] { try await database.read { try $0.rows(sql) { (row) throws(StorageError) in try row.text() } } }

    @Test func `the county has everything an office meets, alike on both databases`() async throws {
        async let there = Self.filled(.postgres) { _, database, _ in try await Self.summary(database) }
        let here = try await Self.filled(.sqlite) { desk, database, files in
            #expect(try await Self.counts(database, "SELECT kind, COUNT(*) FROM unit GROUP BY kind") == ["department": 5, "unit": 7])
            #expect(try await Self.counts(database, "SELECT 'all', COUNT(*) FROM programme") == ["all": 60])
            #expect(try await Self.counts(database, "SELECT CAST(year AS TEXT), COUNT(*) FROM casefile GROUP BY year") == ["2023": 64, "2024": 64, "2025": 65])
            try await Self.expectResults(desk, database)
            try await Self.expectActs(database)
            try await Self.expectRegisters(desk, database)
            try await Self.expectMoney(desk)
            #expect(try await VerifyDatabase.run(database, files: files).breaks == [])
            return try await Self.summary(database)
        }
        let other = try await there
        #expect(here.count == other.count && here.count > 5_000)
        #expect(zip(here, other).first { $0 != $1 } == nil)
    }

    /// Everything with its key but passwords and what follows from their bytes.
    private static func summary(_ database: any Database) async throws -> [String] {
        var lines: [String] = []
        for sql in [
            "SELECT id || ' ' || kind || ' ' || state || ' ' || COALESCE(total, '-') || ' ' || COALESCE(grade, '-') FROM stage", "SELECT id || ' ' || body FROM revision", "SELECT id || ' ' || body FROM sample",
            "SELECT id || ' ' || body FROM ticket", "SELECT id || ' ' || body FROM use_entry", "SELECT id || ' ' || body FROM publication", "SELECT id || ' ' || path FROM unit",
            "SELECT seq || ' ' || at || ' ' || actor_id || ' ' || act || ' ' || reason FROM event",
        ] { lines += try await texts(database, sql).sorted() }
        return lines
    }

    private static func expectResults(_ desk: Desk, _ database: any Database) async throws {
        let grades = try await counts(database, "SELECT grade, COUNT(*) FROM stage WHERE kind = 'self-evaluation' AND state IN ('approved', 'archived') GROUP BY grade")
        #expect(grades["优"] ?? 0 > 60 && grades["良"] ?? 0 > 15 && grades["中"] ?? 0 >= 4 && grades["差"] ?? 0 >= 1, "\(grades)")
        #expect(grades["优"] ?? 0 > grades["良"] ?? 0 && grades["良"] ?? 0 > grades["中"] ?? 0 && grades["中"] ?? 0 > grades["差"] ?? 0, "\(grades)")
        let states = try await counts(database, "SELECT state, COUNT(*) FROM stage GROUP BY state")
        #expect(Set(states.keys) == Set(StageState.allCases.map(\.rawValue)), "\(states)")
        var (indicators, objects): (Set<String>, Set<String>) = ([], [])
        for body in try await texts(database, "SELECT body FROM revision WHERE content = 'lights'") {
            let lights = try JSONParser.parse(body)
            if let light = lights["object"]?["light"]?.string { objects.insert(light) }
            for line in lights["indicators"]?.elements ?? [] { if let light = line["line"]?["light"]?.string { indicators.insert(light) } }
        }
        #expect(indicators == ["red", "yellow", "green", "blue"] && objects.isSuperset(of: ["red", "yellow", "green"]), "\(indicators) \(objects)")
        let codes = try await counts(database, "SELECT code, COUNT(*) FROM finding GROUP BY code")
        for code in ["E03", "E05", "E07", "D02"] { #expect(codes[code] ?? 0 > 0, "no finding \(code): \(codes)") }
        for year in DemoCounty.years { #expect(try await desk.rollup(year: year, stage: .selfEvaluation, by: machine).totals.count > 0) }
    }

    private static func expectActs(_ database: any Database) async throws {
        let acts = try await counts(database, "SELECT act, COUNT(*) FROM event GROUP BY act")
        for act in [
            Act.submit, .endorse, .pass, .approve, .return, .requestAdjustment, .cancelAdjustment, .reopen, .archive, .comment, .attach, .reviewGoal, .determine, .drawSample, .applyResult,
            .openTicket, .answerTicket, .confirmTicket, .publish, .manageWindows, .manageUnits, .manageFrameworks,
        ] {
            #expect(acts[act.rawValue] ?? 0 > 0, "nobody did \(act.rawValue)")
        }
        #expect(acts["delegate"] == 1)
        let rows = try await texts(database, "SELECT login FROM person WHERE id IN (SELECT person.id FROM person JOIN event ON event.behalf_of IS NOT NULL AND event.actor_id = person.id)")
        #expect(rows == ["deputy"])
        #expect(try await counts(database, "SELECT kind, COUNT(*) FROM unit_change GROUP BY kind") == ["open": 12, "merge": 1, "rename": 1])
        #expect(try await counts(database, "SELECT 'all', COUNT(*) FROM window_exception")["all"] == 3)
        // Nothing is done before what was done before it.
        let moments = try await database.read { try $0.rows("SELECT at FROM event ORDER BY seq") { (row) throws(StorageError) in try row.integer() } }
        #expect(moments == moments.sorted())
    }

    private static func expectRegisters(_ desk: Desk, _ database: any Database) async throws {
        let tickets = try await desk.tickets(TicketFilter(), limit: 1_000, by: machine)
        #expect(Set(tickets.map(\.state)) == Set(RectificationTicket.State.allCases.map(\.rawValue)))
        var overdue = TicketFilter()
        overdue.overdueOn = desk.now.beijingDay
        #expect(try await !desk.tickets(overdue, limit: 10, by: machine).isEmpty)
        var uses: [KeptUse] = []
        for year in 2025...2027 { uses += try await desk.uses(year: year, limit: 1_000, by: machine).map { try Desk.use($0) } }
        #expect(Set(uses.map(\.entry.state)) == Set(UseEntry.State.allCases) && Set(uses.map(\.body)) == [.department, .bureau])
        #expect(uses.contains { $0.entry.effect != nil })
        var publications: Set<String> = [], isAmended = false
        for record in try await desk.publications(limit: 1_000, by: machine) {
            let (publication, status, _) = try desk.standing(record, on: desk.now.beijingDay)
            publications.insert(status.code)
            isAmended = isAmended || !publication.amendments.isEmpty
        }
        #expect(publications.isSuperset(of: ["published", "published-late", "overdue", "withheld", "corrected"]) && isAmended, "\(publications)")
        var (rules, isDetermined): (Set<Int64>, Bool) = ([], false)
        for body in try await texts(database, "SELECT body FROM revision WHERE content = 're-evaluation'") {
            for row in try JSONParser.parse(body)["sheet"]?["rows"]?.elements ?? [] {
                isDetermined = isDetermined || row["determinedActual"]?.string != nil
                for deduction in row["deductions"]?.elements ?? [] { deduction["rule"]?.integer.map { _ = rules.insert($0) } }
            }
        }
        #expect(rules.count >= 5 && isDetermined, "\(rules)")
        let conclusions = Set(try await texts(database, "SELECT body FROM revision WHERE content = 'ex-ante'").compactMap { try JSONParser.parse($0)["statedConclusion"]?.string })
        #expect(conclusions == ["supported", "partly-supported", "not-supported"])
    }

    private static func expectMoney(_ desk: Desk) async throws {
        for year in DemoCounty.years {
            let money = try await desk.rollup(year: year, stage: .selfEvaluation, by: machine).money
            for source in ["appropriation", "basic", "project"] {
                let lines = money.filter { $0.source == source }
                #expect(lines.count == 5 && lines.allSatisfy { $0.adjusted > .zero && $0.executed > .zero && $0.executed <= $0.adjusted }, "\(year) \(source)")
            }
        }
        #expect(try await desk.rollup(year: 2024, stage: .goal, by: machine).money.contains { $0.source == "project" && $0.adjustment != .zero })
    }
}
