import Casework
import Office
import Quantities
import Storage
import Testing

/// Lists come page by page: everything once, in one order.
@Suite struct PageTests {
    /// All pages of two, the place of the last one giving the next.
    private static func walk<Thing, Place>(_ page: (Place?, Int) async throws -> [Thing], _ place: (Thing) -> Place) async throws -> [Thing] {
        var all: [Thing] = [], last: Place?
        while true {
            let things = try await page(last, 2)
            guard let end = things.last, all.count < 100 else { return all }
            all += things
            last = place(end)
        }
    }

    @Test(arguments: Engine.allCases) func `lists go on where the page before ended`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk, machine = office.machine
            let walk = try await OfficeWalk(office)
            let day = CalendarDay(iso: "2020-01-01")!
            for number in 1...3 { _ = try await desk.openUnit(UnitDraft(kind: .unit, code: "21900\(number + 1)", name: "单位\(number)", parent: walk.department.id), on: day, by: machine) }
            let units = try await Self.walk({ try await desk.units(after: $0, limit: $1, by: machine) }) { ListPlace($0.code, $0.id.text) }
            #expect(units == (try await desk.units(by: machine)) && units.count == 5)
            let people = try await Self.walk({ try await desk.people(after: $0 ?? "", limit: $1, by: machine) }, \.login)
            #expect(people.map(\.login) == ["bureau", "business", "editor", "expert", "reviewer"])
            let grants = try await Self.walk({ try await desk.grants(after: $0 ?? "", limit: $1, by: machine) }, \.id.text)
            #expect(grants.count == 5 && Set(grants.map(\.id)).count == 5)
            for number in 1...3 { _ = try await desk.attach(EvidenceDraft(fileName: "\(number).txt", bytes: [65, UInt8(number) + 65], kind: .other), to: walk.caseID, by: walk.editor) }
            #expect(try await Self.walk({ try await desk.evidence(of: walk.caseID, after: $0 ?? "", limit: $1, by: walk.editor) }, \.id.text).map(\.fileName) == ["1.txt", "2.txt", "3.txt"])

            // Several fall due on one day; the key tells them apart.
            for (number, due) in ["2024-03-01", "2024-02-01", "2024-02-01", "2024-02-01", "2024-04-01"].enumerated() {
                _ = try await desk.openTicket(TicketDraft(source: .financeEvaluation, finding: "问题\(number)", deadline: CalendarDay(iso: due)), of: walk.caseID, by: walk.bureau)
            }
            let tickets = try await Self.walk({ try await desk.tickets(TicketFilter(), after: $0, limit: $1, by: walk.bureau) }) { ListPlace($0.dueOn.iso, $0.id.text) }
            #expect(tickets.map(\.dueOn.iso) == ["2024-02-01", "2024-02-01", "2024-02-01", "2024-03-01", "2024-04-01"] && Set(tickets.map(\.id)).count == 5)
            for kind in [PublishedKind.projectGoals, .selfEvaluationResults, .evaluationReport] {
                _ = try await desk.registerPublication(PublicationDraft(subject: .ofCase(walk.caseID), kind: kind, approvedOn: CalendarDay(iso: "2024-01-10")!, approvalDocument: "示人常〔2024〕1号"), by: walk.business)
            }
            let publications = try await Self.walk({ try await desk.publications(after: $0, limit: $1, by: walk.business) }) { ListPlace($0.dueOn.iso, $0.id.text) }
            #expect(Set(publications.map(\.id)).count == 3)
        }
    }

    @Test func `a place is read as it was written, and nothing else is one`() {
        let place = ListPlace("2024-02-01", "0190")
        #expect(ListPlace(place.text) == place)
        #expect(ListPlace("0190") == nil)
    }
}
