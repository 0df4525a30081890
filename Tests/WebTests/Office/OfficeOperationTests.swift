import Casework
import Foundation
import JSONText
import Office
import Storage
import Testing

@testable import Web

/// What the office can do and what its interface offers.
struct OfficeOperationTests {
    private static let moves: [Act] = [.submit, .withdraw, .endorse, .pass, .approve, .return, .requestAdjustment, .cancelAdjustment, .reopen, .archive]
    private static let operations: [Act: String] = [
        .read: "getCase", .save: "saveForm", .comment: "commentFinding", .attach: "attachEvidence", .reviewGoal: "reviewGoal", .determine: "saveReEvaluation", .drawSample: "drawSample",
        .applyResult: "recordUses", .openTicket: "openTicket", .answerTicket: "moveTicket", .confirmTicket: "moveTicket", .publish: "registerPublication", .openCase: "openCase",
        .manageUnits: "openUnit", .manageProgrammes: "addProgramme", .manageBudget: "addBudgetEntry", .manageWindows: "setWindow", .managePeople: "addPerson", .export: "exportTable",
        .readEvents: "listEvents", .manageFrameworks: "chooseRules",
    ].merging(moves.map { ($0, "moveStage") }) { $1 }

    /// By what people write it; what the engine writes is told apart.
    private static let contents: [RevisionContent: String] = [
        .form: "saveForm", .exAnte: "saveExAnte", .goalReview: "reviewGoal", .reEvaluation: "saveReEvaluation", .provenance: "saveSurveys",
    ]
    private static let computed: Set<RevisionContent> = [.score, .lights]

    @Test func `everything people do and write has an operation`() async throws {
        try await House.with { house in
            let operations = OfficeOperations.all(house.desk), ids = Set(operations.map(\.id))
            let workflow = WorkflowFile.shipped
            for act in Act.allCases where !workflow.roles(for: act).isEmpty {
                #expect(Self.operations[act].map(ids.contains) == true, "\(act) has no operation")
            }
            for content in RevisionContent.allCases where !Self.computed.contains(content) {
                #expect(Self.contents[content].map(ids.contains) == true, "\(content) has no operation")
            }
            let move = try #require(operations.first { $0.id == "moveStage" })
            guard case .json(let schema, _) = move.body else {
                Issue.record("moveStage takes no JSON")
                return
            }
            let direct: Set<Act> = [.save, .determine]
            for act in Set(workflow.transitions.map(\.act)).subtracting(direct) {
                #expect(SchemaValidator(components: [:]).violations(of: .object(["act": .string(act.rawValue)]), against: schema).isEmpty, "moveStage does not know \(act)")
            }
        }
    }

    private static let form = #"{"source":{"form":"project-goal"},"programme":"农村饮水管网改造","department":"示例区水务局","implementingUnit":"示例区供水站","year":2024,"indicators":[{"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","weight":"20"}]}"#
    private static let review = #"{"form":"general","items":[],"statedGrade":"excellent","opinion":"目标清楚。"}"#

    @Test func `a goal is reviewed by whoever has the turn`() async throws {
        try await House.with { house in
            let goal = house.stage(.goal), path = "/api/v1/stages/\(goal.id)/goal-review"
            #expect(await house.ask("PUT", "/api/v1/stages/\(goal.id)/form", .unitEditor, ["If-Match": "\"1\""], body: Self.form).status == 200)
            #expect(await house.ask("GET", path, .observer).status == 404)
            #expect(await house.ask("PUT", path, .deptFinance, body: Self.review).status == 428)
            #expect(await house.ask("PUT", path, .deptFinance, ["If-Match": "\"2\""], body: Self.review).code == "state-wrong")
            try await house.put(goal, into: .deptReview)
            for role in [Role.bureauPerformance, .expert, .unitHead] {
                #expect(await house.ask("PUT", path, role, ["If-Match": "\"2\""], body: Self.review).code == "role-missing", "\(role)")
            }
            let first = await house.ask("PUT", path, .deptFinance, ["If-Match": "\"2\""], body: Self.review)
            #expect(first.status == 200 && first["ETag"] == "\"3\"" && first.json["result"]?["grade"]?.string == "excellent")
            #expect(await house.ask("PUT", path, .deptBusiness, ["If-Match": "\"2\""], body: Self.review).status == 412)
            try await house.put(goal, into: .bureauReview)
            for role in [Role.deptFinance, .deptBusiness, .expert, .bureauBudget] {
                #expect(await house.ask("PUT", path, role, ["If-Match": "\"3\""], body: Self.review).code == "role-missing", "\(role)")
            }
            #expect(await house.ask("PUT", path, .bureauPerformance, ["If-Match": "\"3\""], body: #"{"form":"key","items":[{"id":"nothing","points":"1"}]}"#).status == 422)
            #expect(await house.ask("PUT", path, .bureauPerformance, ["If-Match": "\"3\""], body: #"{"form":"key","items":[]}"#).status == 200)
            #expect(await house.ask("PUT", path, .bureauPerformance, ["If-Match": "\"4\""], body: Self.review).status == 200)
            let read = await house.ask("GET", path, .observer)
            #expect(read.status == 200 && read["ETag"] == "\"5\"" && read.json["review"]?["opinion"]?.string == "目标清楚。")
            #expect(await house.ask("GET", path, .observer, ["If-None-Match": "\"5\""]).status == 304)
            #expect(await house.ask("GET", path, .admin).status == 404)
        }
    }

    @Test func `an ex-ante assessment is saved and read`() async throws {
        try await House.with { house in
            let stage = house.stage(.exAnte), path = "/api/v1/stages/\(stage.id)/ex-ante"
            #expect(await house.ask("GET", path, .unitEditor).status == 404)
            let body = #"{"kind":"project","items":[],"vetoes":[],"opinion":"论证充分。"}"#
            let saved = await house.ask("PUT", path, .unitEditor, ["If-Match": "\"1\""], body: body)
            #expect(saved.status == 200 && saved["ETag"] == "\"2\"" && saved.json["stage"]?["errors"]?.integer ?? 0 > 0)
            #expect(await house.ask("PUT", path, .unitEditor, ["If-Match": "\"1\""], body: body).status == 412)
            #expect(await house.ask("PUT", path, .bureauPerformance, ["If-Match": "\"2\""], body: body).status == 403)
            // A draft is the unit's own until it is handed in.
            #expect(await house.ask("GET", path, .unitEditor).status == 200)
            #expect(await house.ask("GET", path, .deptFinance).status == 404)
            try await house.put(stage, into: .submitted)
            let read = await house.ask("GET", path, .deptFinance)
            #expect(read.status == 200 && read.json["assessment"]?["opinion"]?.string == "论证充分。" && read.json["result"]?["shortfalls"]?.elements?.isEmpty == false)
            #expect(await house.ask("PUT", "/api/v1/stages/\(house.stage(.goal).id)/ex-ante", .unitEditor, ["If-Match": "\"1\""], body: body).code == "wrong-document")
        }
    }

    @Test func `lists come page by page, with a link to the next one`() async throws {
        try await House.with { house in
            for path in ["/api/v1/units", "/api/v1/people", "/api/v1/grants"] {
                var target = path + "?limit=1", ids: [String] = []
                for _ in 0..<50 {
                    let page = await house.ask("GET", target, .admin)
                    #expect(page.status == 200 && page.json["items"]?.elements?.count ?? 9 <= 1)
                    ids += page.json["items"]?.elements?.compactMap { $0["id"]?.string } ?? []
                    guard let link = page["Link"] else { break }
                    target = String(link.dropFirst().prefix { $0 != ">" })
                }
                #expect(ids.count == Set(ids).count && ids.count == (path.hasSuffix("units") ? 2 : Role.allCases.count), "\(path)")
            }
            let revisions = await house.ask("GET", "/api/v1/stages/\(house.stage(.goal).id)/revisions", .unitEditor)
            #expect(revisions.status == 200 && revisions.json["next"]?.isNull == true)
            #expect(await house.ask("PUT", "/api/v1/stages/\(house.stage(.goal).id)/form", .unitEditor, ["If-Match": "\"1\""], body: Self.form).status == 200)
            let line = await house.ask("GET", "/api/v1/stages/\(house.stage(.goal).id)/revisions?limit=1", .unitEditor).json["items"]?.elements?.first
            #expect(line?["number"]?.integer == 1 && line?["body"] == nil)
            #expect(await house.ask("GET", "/api/v1/tickets?cursor=AAAA", .deptFinance).code == "unknown-cursor")
        }
    }

    @Test func `a list is tried and imported, and its template is read`() async throws {
        try await House.with { house in
            for kind in ImportKind.allCases {
                let template = await house.ask("GET", "/api/v1/imports/\(kind.rawValue)/template", .observer)
                #expect(template.status == 200 && template["Content-Type"]?.contains("spreadsheetml") == true && template.bytes.starts(with: Array("PK".utf8)))
                #expect(template["Content-Disposition"]?.contains(".xlsx") == true)
            }
            #expect(await house.ask("GET", "/api/v1/imports/people/template", .admin).status == 404)
            #expect(await house.ask("GET", "/api/v1/imports/units/template", session: nil).status == 401)
            func sent(_ list: String, dryRun: Bool, _ role: Role) async -> Answer {
                await house.server.dispatcher.ask(
                    "POST", "/api/v1/imports/units?name=a.csv&dryRun=\(dryRun)", token: house.token(role), ["Content-Type": "application/octet-stream"], bytes: Array(list.utf8))
            }
            let bad = await sent("单位编码,单位名称,备注\n3-1,,城区\n", dryRun: false, .admin)
            #expect(bad.status == 200 && bad.json["isApplied"]?.boolean == false && bad.json["unread"]?.elements?.count == 1 && bad.json["notes"]?.elements?.isEmpty == true)
            #expect(bad.json["rows"]?.elements?.first?["flaws"]?.elements?.compactMap { $0["cell"]?.string } == ["CSV!A2", "CSV!B2"])
            let good = "单位编码,单位名称\n301,示例区教育局\n"
            #expect(await sent(good, dryRun: true, .admin).json["isApplied"]?.boolean == false)
            #expect(await sent(good, dryRun: false, .observer).json["isApplied"]?.boolean != true)
            #expect(await sent(good, dryRun: false, .admin).json["isApplied"]?.boolean == true)
            let ahead = await house.ask("POST", "/api/v1/units", .admin, body: #"{"unit":{"kind":"department","code":"220","name":"示例区林业局"},"day":"9999-12-31"}"#)
            #expect(ahead.status == 422 && ahead.pointers == ["/day"])
        }
    }

    @Test func `a key makes one unit, and the answer comes again`() async throws {
        try await House.with { house in
            let body = #"{"unit":{"kind":"department","code":"220","name":"示例区林业局"},"day":"2020-01-01"}"#
            let answers = await withTaskGroup(of: Answer.self) { group in
                for _ in 0..<8 { group.addTask { await house.ask("POST", "/api/v1/units", .admin, ["Idempotency-Key": "k-1"], body: body) } }
                var answers: [Answer] = []
                for await answer in group { answers.append(answer) }
                return answers
            }
            #expect(answers.allSatisfy { $0.status == 201 || $0.code == "request-in-progress" } && answers.contains { $0.status == 201 })
            let again = await house.ask("POST", "/api/v1/units", .admin, ["Idempotency-Key": "k-1"], body: body)
            #expect(again.status == 201 && again["Idempotency-Replayed"] == "true")
            #expect(try await house.desk.units(by: .machine(House.region)).count == 3)
            // The reply is lost after the act was kept.
            _ = try await house.desk.database.write(in: House.region.text) { try $0.run("UPDATE idempotency SET status = 0, made_at = made_at - 60000, body = NULL, headers = '{\"event\":9,\"changed\":[]}'") }
            let done = await house.ask("POST", "/api/v1/units", .admin, ["Idempotency-Key": "k-1"], body: body)
            #expect(done.status == 409 && done.code == "done-before" && done.json["done"]?["event"]?.integer == 9)
        }
    }

    @Test func `numbers of the office are counts without names`() async throws {
        try await House.with { house in
            let text = await house.server.dispatcher.ask("GET", "/metrics", token: nil, peer: "127.0.0.1").text
            for line in [
                "jixiao_cases 1", "jixiao_stages{kind=\"goal\",state=\"draft\"} 1", "jixiao_regions 1", "jixiao_sessions 0", "# TYPE jixiao_writes_total counter", "jixiao_writes_waiting 0",
            ] { #expect(text.contains(line + "\n"), "\(line)") }
            #expect(text.components(separatedBy: "# TYPE jixiao_stages gauge").count == 2)
            for name in ["示例", "饮水", "admin", "unit-editor"] { #expect(!text.contains(name), "\(name)") }
            // Counted once for a while.
            _ = await house.signIn("admin")
            #expect(await house.server.dispatcher.ask("GET", "/metrics", token: nil, peer: "127.0.0.1").text.contains("jixiao_sessions 0\n"))
        }
    }
}
