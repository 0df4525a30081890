import Casework
import Office
import Quantities
import Storage
import Testing

/// What each role sees of its own and of a foreign part of the tree.
@Suite struct ReachTests {
    private static func sees(_ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return true
        } catch { return false }
    }

    @Test(arguments: Engine.allCases) func `roles see cases and documents by reading, programmes and budgets also by managing, and nothing foreign`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let (department, unit, own) = try await office.opened(), (_, foreignUnit, foreign) = try await office.opened("森林防火道路", code: "220")
            var papers: [EvidenceRecord] = []
            for (unit, view) in [(unit, own), (foreignUnit, foreign)] {
                let editor = try await office.person("editor." + unit.code, .unitEditor, on: unit.id)
                papers.append(try await desk.attach(EvidenceDraft(fileName: "a.txt", bytes: Array("验收合格 \(unit.code)".utf8), kind: .other), to: view.record.id, by: editor).record)
            }
            for role in Role.allCases {
                let caller = try await office.person("p-" + role.rawValue, role, on: department.id)
                for (view, paper) in zip([own, foreign], papers) {
                    let isOwn = view.record.id == own.record.id
                    let reads = isOwn && role != .admin, programme = try #require(view.programme?.id), stage = view.stages[0].id
                    #expect(await Self.sees { _ = try await desk.caseView(view.record.id, by: caller) } == reads, "\(role) case")
                    #expect(await Self.sees { _ = try await desk.stageView(stage, by: caller) } == reads, "\(role) stage")
                    #expect(await Self.sees { _ = try await desk.revisions(of: stage, by: caller) } == reads, "\(role) revisions")
                    #expect(await Self.sees { _ = try await desk.evidence(of: view.record.id, by: caller) } == reads, "\(role) list of evidence")
                    #expect(await Self.sees { _ = try await desk.evidence(paper.id, by: caller) } == reads, "\(role) evidence")
                    #expect(await Self.sees { _ = try await desk.events(of: view.record.id, after: 0, limit: 10, by: caller) } == reads, "\(role) events")
                    #expect(await Self.sees { _ = try await desk.programme(programme, by: caller) } == isOwn, "\(role) programme")
                    #expect(await Self.sees { _ = try await desk.budget(of: .programme(programme), year: 2024, by: caller) } == isOwn, "\(role) budget")
                }
                #expect(try await desk.cases(CaseFilter(), limit: 10, by: caller).map(\.record.id) == (role == .admin ? [] : [own.record.id]), "\(role)")
                #expect(try await desk.programmes(limit: 10, by: caller).map(\.id) == [own.programme?.id], "\(role)")
                #expect(await Self.sees { _ = try await desk.rollup(year: 2024, stage: .goal, by: caller) } == (role != .admin), "\(role) roll-up")
            }
        }
    }
}
