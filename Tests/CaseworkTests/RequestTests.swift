import Casework
import Foundation
import JSONText
import Office
import Quantities
import Storage
import Testing

/// Requests with a key: done once, whatever breaks on the way.
@Suite struct RequestTests {
    private static let owner = "370199/person:1"

    private static func begin(_ desk: Desk, _ digest: String = "d") async throws -> RequestState { try await desk.beginRequest("k", owner: owner, digest: digest) }

    private static func taken(_ desk: Desk) async throws -> KeptRequest? {
        if case .fresh(let request) = try await begin(desk) { request } else { nil }
    }

    private static func openUnit(_ office: OfficeFixture, _ desk: Desk? = nil) async throws -> UnitRecord {
        try await (desk ?? office.desk).openUnit(UnitDraft(kind: .department, code: "219", name: "示例区水务局"), on: CalendarDay(iso: "2020-01-01")!, by: office.machine)
    }

    @Test(arguments: Engine.allCases) func `an act that was kept is not done again where its reply was lost`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let request = try #require(try await Self.taken(office.desk))
            let unit = try await KeptRequest.$current.withValue(request) { try await Self.openUnit(office) }
            // The server dies here: nothing is finished and nothing abandoned. Another one is asked, later too.
            let database = try office.openAgain(), clock = office.clock
            let other = Desk(database: database, files: office.desk.files, engine: "test", clock: { clock.now })
            guard case .inProgress = try await Self.begin(other) else {
                Issue.record("the reply may still be on its way")
                return
            }
            for _ in 0..<2 {
                office.clock.advance(seconds: 300)
                guard case .acted(let known) = try await Self.begin(other) else {
                    Issue.record("the key would do it again")
                    continue
                }
                #expect(known["event"]?.integer ?? 0 > 0)
                #expect(known["changed"]?.elements?.first?.string == "unit/" + unit.id.text)
            }
            // A failure after the act lets nothing go.
            try await office.desk.abandonRequest(request)
            guard case .acted = try await Self.begin(other) else {
                Issue.record("the key was let go of")
                return
            }
            try await office.desk.finishRequest(request, status: 201, headers: "{}", body: "{}")
            guard case .done(201, _, "{}") = try await Self.begin(other) else {
                Issue.record("the reply was not kept")
                return
            }
            guard case .conflict = try await Self.begin(other, "another") else {
                Issue.record("another request took the key")
                return
            }
            await database.close()
        }
    }

    @Test(arguments: Engine.allCases) func `of many that come together one is fresh, on two servers too`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let database = try office.openAgain(), clock = office.clock
            let other = Desk(database: database, files: office.desk.files, engine: "test", clock: { clock.now })
            let fresh = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        switch try await Self.begin(number.isMultiple(of: 2) ? office.desk : other) {
                        case .fresh: return 1
                        case .inProgress: return 0
                        case .acted, .conflict, .done: return 100
                        }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(fresh == 1)
            await database.close()
        }
    }

    @Test(arguments: Engine.allCases) func `whoever lost the key keeps nothing any more`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let slow = try #require(try await Self.taken(office.desk))
            #expect(try await Self.taken(office.desk) == nil)
            office.clock.advance(seconds: 121)
            let second = try #require(try await Self.taken(office.desk))
            await refused("request-taken-over") { try await KeptRequest.$current.withValue(slow) { try await Self.openUnit(office) } }
            #expect(try await office.desk.units(by: office.machine) == [])
            _ = try await KeptRequest.$current.withValue(second) { try await Self.openUnit(office) }
            #expect(try await office.desk.units(by: office.machine).count == 1)
            #expect(try await VerifyDatabase.run(office.desk.database, files: office.desk.files).breaks == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a request that kept nothing may be sent again`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let request = try #require(try await Self.taken(office.desk))
            await refused("invalid") {
                try await KeptRequest.$current.withValue(request) { try await office.desk.openUnit(UnitDraft(kind: .unit, code: "", name: ""), on: CalendarDay(iso: "2020-01-01")!, by: office.machine) }
            }
            try await office.desk.abandonRequest(request)
            #expect(try await Self.taken(office.desk) != nil)
        }
    }
}
