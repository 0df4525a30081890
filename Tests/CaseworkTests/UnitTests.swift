import BudgetModel
import Casework
import Office
import Quantities
import Storage
import Testing

@Suite struct UnitTests {
    @Test(arguments: Engine.allCases) func `a merger keeps history and hands rights over`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let (department, unit, view) = try await office.opened()
            let day = CalendarDay(iso: "2020-01-01")!
            let successor = try await desk.openUnit(UnitDraft(kind: .unit, code: "219002", name: "示例区水务服务中心", parent: department.id), on: day, by: office.machine)
            let editor = try await office.person("editor", .unitEditor, on: successor.id)
            await #expect(throws: Declined.self) { try await desk.caseView(view.record.id, by: editor) }
            office.clock.set("2024-08-01")
            _ = try await desk.change(.merge([unit.id], into: successor.id), on: CalendarDay(iso: "2024-07-01")!, reason: "示编〔2024〕8号", by: office.machine)
            let again = try await desk.caller(Identifier<PersonRecord>(editor.id)!, in: OfficeFixture.region, channel: .api, rateKey: "editor")
            #expect(try await desk.caseView(view.record.id, by: again).record.name == "农村饮水管网改造")
            let history = try await desk.history(of: unit.id, by: office.machine)
            #expect(history.changes.map(\.kind) == [.open, .merge])
            #expect(history.periods.map(\.name) == ["示例区供水站219"])
            let closed = try await desk.unit(unit.id, by: office.machine)
            #expect(closed.closedOn?.iso == "2024-07-01")
            #expect(closed.successorID == successor.id)
            // Its code is free again, and nothing new begins in it.
            _ = try await desk.openUnit(UnitDraft(kind: .unit, code: "219001", name: "示例区节水办", parent: department.id), on: CalendarDay(iso: "2024-08-01")!, by: office.machine)
            await #expect(throws: Declined.self) { try await desk.openCase(.unit(unit.id), year: 2025, by: office.machine) }
        }
    }

    @Test(arguments: Engine.allCases) func `a split, a new name and a move leave their traces`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk
            let (department, unit, _) = try await office.opened()
            office.clock.set("2024-05-01")
            let day = CalendarDay(iso: "2024-03-01")!
            _ = try await desk.change(.rename(department.id, code: nil, name: "示例区水利局"), on: day, reason: "示编〔2024〕2号", by: office.machine)
            let units = try await desk.change(
                .split(unit.id, into: [UnitDraft(kind: .unit, code: "219001", name: "示例区供水一站"), UnitDraft(kind: .unit, code: "219003", name: "示例区供水二站")], keeper: 0), on: day, reason: "示编〔2024〕3号",
                by: office.machine)
            #expect(units.map(\.parentID) == [department.id, department.id])
            #expect(try await desk.unit(unit.id, by: office.machine).path.hasPrefix(units[0].path))
            let other = try await desk.openUnit(UnitDraft(kind: .department, code: "220", name: "示例区农业农村局"), on: day, by: office.machine)
            _ = try await desk.change(.move(units[0].id, below: other.id), on: CalendarDay(iso: "2024-05-01")!, reason: "示编〔2024〕5号", by: office.machine)
            // What hangs below it moved along.
            #expect(try await desk.unit(unit.id, by: office.machine).path.hasPrefix(other.path + units[0].id.text))
            await #expect(throws: Declined.self) { try await desk.change(.move(other.id, below: units[0].id), on: day, reason: "示编〔2024〕6号", by: office.machine) }
            #expect(try await desk.history(of: department.id, by: office.machine).periods.map(\.name) == ["示例区水务局219", "示例区水利局"])
            #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
        }
    }

    @Test(arguments: Engine.allCases) func `nothing is done to units ahead of its day`(_ engine: Engine) async throws {
        try await OfficeFixture.with(engine) { office in
            let desk = office.desk, (department, unit, _) = try await office.opened()
            let other = try await desk.openUnit(UnitDraft(kind: .unit, code: "219002", name: "示例区节水站", parent: department.id), on: CalendarDay(iso: "2024-01-10")!, by: office.machine)
            let tomorrow = CalendarDay(iso: "2024-01-11")!, sentence = "日期不能晚于今天（2024-01-10）；请在生效那天办理"
            let drafts = [UnitDraft(kind: .unit, code: "219003", name: "示例区供水一站"), UnitDraft(kind: .unit, code: "219004", name: "示例区供水二站")]
            let changes: [UnitChange] = [
                .rename(unit.id, code: nil, name: "示例区水厂"), .move(unit.id, below: nil), .merge([unit.id], into: other.id), .split(unit.id, into: drafts, keeper: 0), .close(other.id, successor: nil),
            ]
            var told: [Declined?] = []
            for change in changes { told.append(await refused("invalid") { try await desk.change(change, on: tomorrow, reason: "示编〔2024〕1号", by: office.machine) }) }
            told.append(await refused("invalid") { try await desk.openUnit(UnitDraft(kind: .department, code: "220", name: "示例区交通局"), on: tomorrow, by: office.machine) })
            for declined in told { #expect(declined?.flaws.map { [$0.pointer, $0.sentence.zh] } == [["/day", sentence]]) }
            #expect(try await desk.units(by: office.machine).map(\.name) == ["示例区水务局219", "示例区供水站219", "示例区节水站"])
            // On the day itself it is done.
            office.clock.set("2024-01-11")
            _ = try await desk.change(changes[0], on: tomorrow, reason: "示编〔2024〕1号", by: office.machine)
            #expect(try await desk.unit(unit.id, by: office.machine).name == "示例区水厂")
        }
    }
}
