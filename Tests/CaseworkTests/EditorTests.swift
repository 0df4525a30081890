import BudgetModel
import Casework
import Forms
import Foundation
import JSONText
import Office
import Quantities
import Storage
import Synchronization
import Testing

/// Counts from several tasks.
private final class Count: Sendable {
    private let state = Mutex(0)
    func add() { state.withLock { $0 += 1 } }
    var number: Int { state.withLock { $0 } }
}

@Suite struct EditorTests {
    @Test(arguments: Engine.allCases) func `two hundred editors of the same cases lose no update`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let (_, unit, first) = try await office.opened()
            var stages = [first.stages[0].id]
            for number in 2...10 {
                let programme = try await desk.addProgramme(ProgrammeDraft(name: "农村饮水管网改造", unit: unit.id, startsIn: 2024), by: office.machine)
                _ = number
                stages.append(try await desk.openCase(.programme(programme.id), year: 2024, by: office.machine).stages[0].id)
            }
            let editor = try await office.person("editor", .unitEditor, on: unit.id)
            let form = try CycleTests.goalForm()
            let stale = Count()
            let ids = stages
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    let id = ids[number % ids.count]
                    group.addTask {
                        // All begin from what lay there before anybody saved, so that only one of twenty can be first.
                        var version = 1
                        while true {
                            do {
                                _ = try await desk.saveForm(.json(form), in: id, version: version, by: editor)
                                return
                            } catch let declined as Declined where declined.kind == .stale {
                                stale.add()
                                version = try await desk.stageView(id, by: editor).stage.version
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            for id in stages {
                let numbers = try await desk.revisions(of: id, by: editor).map(\.number)
                // Each save is a stated and a computed revision; none is overwritten, none is missing.
                #expect(numbers == Array(1...40))
                let stage = try await desk.stageView(id, by: editor).stage
                #expect(stage.version == 21)
            }
            #expect(stale.number >= 190, "each of ten documents has twenty editors who have seen its first version")
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
        }
    }

    @Test(arguments: Engine.allCases) func `a stale save is refused with what is there now, and the draft stays`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let (_, unit, view) = try await office.opened()
            let one = try await office.person("one", .unitEditor, on: unit.id), other = try await office.person("other", .unitEditor, on: unit.id)
            let id = view.stages[0].id
            let body = try JSONParser.parse(#"{"note":"还没写完"}"#)
            _ = try await office.desk.keepDraft(body, of: id, base: nil, by: one)
            _ = try await office.desk.saveForm(.json(CycleTests.goalForm("96")), in: id, version: 1, by: other)
            let declined = await #expect(throws: Declined.self) { try await office.desk.saveForm(.json(CycleTests.goalForm()), in: id, version: 1, by: one) }
            #expect(declined?.kind == .stale)
            #expect((declined?.stale?.present as? StageRecord)?.version == 2)
            // Both versions and in what they differ.
            let present = try #require(declined?.staleDocument)
            #expect(present.revision == (declined?.stale?.present as? StageRecord)?.revisionID)
            #expect(present.differences.map(\.place.zh) == ["年度总体目标", "「水质合格率」指标值"])
            #expect(present.differences.last.map { [$0.current, $0.yours] } == ["≥96%", "≥95%"])
            #expect(present.current == FormJSON.write(try FormJSON.read(present.current)))
            // What a workbook does not show is told too: a row of money that the other one added.
            let more = try JSONParser.parse(try CycleTests.goalForm("96").text.replacing(#""goals":"#, with: #""year":2024,"statedGrade":"优","goals":"#).replacing(#","year":2024,"funds""#, with: #","funds""#).replacing(
                #"}],"year""#, with: #"},{"source":"other","initial":"0.00"}],"year""#))
            _ = try await office.desk.saveForm(.json(more), in: id, version: 2, by: other)
            let again = await #expect(throws: Declined.self) { try await office.desk.saveForm(.json(CycleTests.goalForm("96")), in: id, version: 2, by: one) }
            let places = try #require(again?.staleDocument).differences.map(\.place.en)
            #expect(places.contains { $0.hasPrefix("/funds/") } && places.contains("/statedGrade"), "\(places)")
            // Who does not see drafts sees neither the document nor its points.
            let outside = try await office.person("business", .deptBusiness, on: unit.id)
            let masked = await refused("stale-version") { try await office.desk.move(id, .endorse, version: 1, by: outside) }
            #expect(masked?.staleDocument == nil && masked?.stale?.present is StageRecord && (masked?.stale?.present as? StageRecord)?.revisionID == nil)
            let draft = try #require(try await office.desk.draft(of: id, by: one))
            #expect(draft.body == body.text)
            #expect(draft.usedBy == nil)
            #expect(try await office.desk.draft(of: id, by: other) == nil)
        }
    }
}
