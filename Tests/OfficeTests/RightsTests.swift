import BudgetModel
import Foundation
import Office
import Testing

/// Who may do what, as a table: role × act × own or foreign part of the tree.
@Suite struct RightsTests {
    private static let workflow = WorkflowFile.shipped
    private static let own = "a/b/", foreign = "a/c/"

    private static func actor(_ role: Role) -> Actor { Actor(id: "p", grants: [Grant(role: role, path: "a/b/")]) }

    /// Facts that stand in nobody's way.
    private static func facts(_ stage: StageKind, _ state: StageState, _ path: String) -> StageFacts {
        var facts = StageFacts(object: .project, stage: stage, state: state, unitPath: path)
        facts.hasDocument = true
        facts.hasConclusion = true
        facts.isGoalApproved = true
        facts.goalReviewPasses = true
        facts.hasBudget = true
        return facts
    }

    @Test func `each role may do what the table says and nothing else`() throws {
        var lines: [String] = []
        for role in Role.allCases {
            let actor = Self.actor(role)
            let free = Act.allCases.filter { (try? Self.workflow.allow($0, for: Self.own, by: actor)) != nil }
            lines.append("\(role.rawValue): " + free.map(\.rawValue).joined(separator: " "))
            for stage in StageKind.allCases {
                for state in StageState.allCases {
                    let acts = Self.workflow.open(on: Self.facts(stage, state, Self.own), for: actor)
                    if !acts.isEmpty { lines.append("  \(stage.rawValue) \(state.rawValue): " + acts.map(\.rawValue).joined(separator: " ")) }
                }
            }
        }
        let table = lines.joined(separator: "\n") + "\n"
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "rights.txt")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try table.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == table)
    }

    @Test(arguments: Role.allCases) func `no role reaches a foreign part of the tree`(_ role: Role) {
        let actor = Self.actor(role)
        for act in Act.allCases { #expect((try? Self.workflow.allow(act, for: Self.foreign, by: actor)) == nil, "\(role) \(act)") }
        for stage in StageKind.allCases {
            for state in StageState.allCases { #expect(Self.workflow.open(on: Self.facts(stage, state, Self.foreign), for: actor).isEmpty, "\(role) \(stage) \(state)") }
        }
    }

    @Test func `nobody decides on his own work, nor for somebody whose work it is`() {
        var facts = Self.facts(.goal, .bureauReview, Self.own)
        facts.authors = ["p", "q"]
        let own = Actor(id: "p", grants: [Grant(role: .bureauPerformance, path: "")])
        #expect(throws: Refusal.ownWork) { try Self.workflow.decide(.approve, on: facts, by: own, opinion: nil) }
        let delegate = Actor(id: "r", grants: [Grant(role: .bureauPerformance, path: "", onBehalfOf: "q")])
        #expect(throws: Refusal.ownWork) { try Self.workflow.decide(.approve, on: facts, by: delegate, opinion: nil) }
        let another = Actor(id: "s", grants: [Grant(role: .bureauPerformance, path: "")])
        #expect((try? Self.workflow.decide(.approve, on: facts, by: another, opinion: nil)) != nil)
    }

    @Test func `a workflow with an unknown word is refused with its line`() {
        let text = "name: x\ntitle: {zh: 甲, en: a}\nrights:\n  read: [nobody]\ntransitions:\n  - {act: save, stages: [goal], from: [draft], roles: [unit-editor], colour: red}\n"
        let refused = #expect(throws: WorkflowRefused.self) { try WorkflowFile.read(text, name: "w.yaml") }
        #expect(refused?.problems.map(\.en) == [
            "w.yaml:4: unknown word “nobody”; known are \(Role.allCases.map(\.rawValue).joined(separator: ", ")).",
            "w.yaml:6: unknown key “colour”; known are act, stages, from, to, roles, conditions.",
        ])
    }

    /// Every refusal says why and what would help, in both languages.
    @Test func `each refusal has words`() {
        for refusal in [Refusal.noRole(.save, [.unitEditor]), .noRole(.save, []), .wrongState(.save, .approved, [.draft]), .noDocument, .ownWork, .errors(["E03"]), .goalNotReviewed, .budgetUnchanged] {
            for text in [refusal.why.zh, refusal.why.en, refusal.help.zh, refusal.help.en] { #expect(text.count > 5) }
        }
    }
}
