import BudgetModel
import Casework
import Documents
import Forms
import Foundation
import JSONText
import Office
import Quantities
import Storage
import Testing
import Workflows

@testable import Web

/// The whole cycle of a project and of a department, by the interface alone, over a socket.
@Suite struct WholeCycleTests {
    /// One request after another, each by somebody.
    private struct Line: Sendable {
        let house: House
        let port: Int

        struct Reply: Sendable {
            var status: Int
            var json: JSONValue
            var version: String
        }

        @discardableResult
        func ask(_ method: String, _ path: String, _ role: Role, version: String? = nil, _ body: String? = nil, type: String = "application/json", is status: Int = 200, _ place: SourceLocation = #_sourceLocation) async throws -> Reply {
            var head = "\(method) /api/v1\(path) HTTP/1.1\r\nAuthorization: Bearer \(house.token(role))\r\n"
            if let version { head += "If-Match: \"\(version)\"\r\n" }
            if let body { head += "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n" }
            let text = try await Wire.ask(port, head, body: body ?? "")
            let parts = text.split(separator: "\r\n\r\n", maxSplits: 1)
            let lines = parts[0].split(separator: "\r\n")
            let etag = lines.first { $0.lowercased().hasPrefix("etag:") }.map { $0.dropFirst(5).filter { $0 != "\"" && $0 != " " } } ?? ""
            let reply = Reply(status: Int(lines[0].split(separator: " ")[1]) ?? 0, json: parts.count > 1 ? (try? JSONParser.parse(Array(parts[1].utf8))) ?? .null : .null, version: etag)
            #expect(reply.status == status, "\(method) \(path): \(text.suffix(600))", sourceLocation: place)
            return reply
        }

        func stages(of caseID: String) async throws -> [String: String] {
            let list = try await ask("GET", "/cases/\(caseID)", .observer).json["stages"]?.elements ?? []
            return Dictionary(uniqueKeysWithValues: list.compactMap { stage in stage["kind"]?.string.flatMap { kind in stage["id"]?.string.map { (kind, $0) } } })
        }

        /// Uploads a paper under a name, so that documents may name it.
        func attach(_ name: String, _ kind: String = "other", to caseID: String) async throws {
            let escaped = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            try await ask("POST", "/cases/\(caseID)/evidence?name=\(escaped)&kind=\(kind)", .unitEditor, name, type: "application/octet-stream", is: 201)
        }

        /// Explains each warning and takes the stage through all hands.
        func approve(_ stage: String, review: Bool = false) async throws {
            var now = try await ask("GET", "/stages/\(stage)", .unitEditor)
            for finding in now.json["findings"]?.elements ?? [] where finding["severity"]?.string == "warning" {
                let comment = JSONValue.object(["code": finding["code"] ?? .null, "place": finding["place"] ?? .null, "text": .string("已与台账核对")])
                try await ask("PUT", "/stages/\(stage)/comments", .unitEditor, comment.text, is: 204)
            }
            func move(_ act: String, _ role: Role) async throws { now = try await ask("POST", "/stages/\(stage)/moves", role, version: now.version, #"{"act":"\#(act)"}"#) }
            try await move("submit", .unitEditor)
            try await move("endorse", .unitReviewer)
            try await move("pass", .deptFinance)
            if review {
                now = try await ask("PUT", "/stages/\(stage)/goal-review", .bureauPerformance, version: now.version, #"{"form":"general","statedGrade":"excellent","opinion":"目标清楚，指标可测，与预算相称。"}"#)
            }
            try await move("approve", .bureauPerformance)
            #expect(now.json["state"]?.string == "approved")
        }
    }

    private static func goal(_ target: String = "95") -> String {
        #"""
        {"source":{"form":"project-goal"},"funds":[{"source":"total","initial":"1000000.00"},{"source":"appropriation","initial":"1000000.00"}],
        "goals":[{"expected":"2025年12月底前改造饮水管网不少于12公里，水质合格率不低于\#(target)%，受益群众满意度不低于90%。"}],
        "indicators":[{"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","weight":"20"},
        {"level1":"产出指标","level2":"质量指标","name":"水质合格率","comparator":">=","target":"\#(target)","unit":"%","weight":"20"},
        {"level1":"效益指标","level2":"社会效益指标","name":"受益农户","comparator":">=","target":"800","unit":"户","weight":"40"},
        {"level1":"满意度指标","level2":"服务对象满意度指标","name":"受益群众满意度","comparator":">=","target":"90","unit":"%","weight":"10"}]}
        """#
    }

    private static let monitoring = #"""
        {"source":{"form":"monitoring"},"funds":[{"source":"total","initial":"1000000.00","executed":"600000.00","forecast":"980000.00"}],
        "goals":[{"expected":"2025年12月底前改造饮水管网不少于12公里，水质合格率不低于95%，受益群众满意度不低于90%。"}],
        "indicators":[{"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","actual":"7.1","forecast":"12","likelihood":"certain"},
        {"level1":"产出指标","level2":"质量指标","name":"水质合格率","comparator":">=","target":"95","unit":"%","actual":"60","forecast":"95","likelihood":"certain"},
        {"level1":"效益指标","level2":"社会效益指标","name":"受益农户","comparator":">=","target":"800","unit":"户","actual":"470","forecast":"800","likelihood":"certain"},
        {"level1":"满意度指标","level2":"服务对象满意度指标","name":"受益群众满意度","comparator":">=","target":"90","unit":"%","actual":"55","forecast":"90","likelihood":"certain"}]}
        """#

    private static let selfEvaluation = #"""
        {"source":{"form":"project-self-evaluation"},"funds":[{"source":"total","initial":"1000000.00","adjusted":"950000.00","executed":"902500.00"},{"source":"appropriation","initial":"1000000.00","adjusted":"950000.00","executed":"902500.00"}],
        "execution":{"weight":"10","statedScore":"9.5"},
        "goals":[{"expected":"2025年12月底前改造饮水管网不少于12公里，水质合格率不低于94%，受益群众满意度不低于90%。","achieved":"全年改造饮水管网12.6公里，水质合格率93%，受益农户812户，受益群众满意度94%。"}],
        "indicators":[{"level1":"产出指标","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","actual":"12.6","weight":"20","statedScore":"20"},
        {"level1":"产出指标","level2":"质量指标","name":"水质合格率","comparator":">=","target":"94","unit":"%","actual":"93","weight":"20","statedScore":"19.79","reason":"两处旧管接口在汛期渗漏，8月更换接口后复测，全年平均未达标；2026年3月前完成全部接口更换。"},
        {"level1":"效益指标","level2":"社会效益指标","name":"受益农户","comparator":">=","target":"800","unit":"户","actual":"812","weight":"40","statedScore":"40"},
        {"level1":"满意度指标","level2":"服务对象满意度指标","name":"受益群众满意度","comparator":">=","target":"90","unit":"%","actual":"94","weight":"10","statedScore":"10"}],
        "statedWeightTotal":"100","statedTotal":"99.29"}
        """#

    @Test(arguments: Engine.allCases) func `a project goes from its assessment to the use of its result`(_ engine: Engine) async throws {
        try await House.with(on: engine) { house in
            try await house.serving { port in
                let line = Line(house: house, port: port), unit = house.unit.id.text
                // A new major programme with its money.
                let programme = try await line.ask(
                    "POST", "/programmes", .bureauBudget, #"{"name":"农村饮水提质","code":"370199T000000000001","unit":"\#(unit)","startsIn":2025,"endsIn":2026,"needsExAnte":true}"#, is: 201
                ).json["id"]?.string ?? ""
                func money(_ kind: String, _ amount: String, _ day: String, _ reason: String = "") async throws {
                    try await line.ask(
                        "POST", "/budget", .bureauBudget,
                        #"{"programme":"\#(programme)","year":2025,"source":"appropriation","kind":"\#(kind)","amount":"\#(amount)","day":"\#(day)","document":"示财预〔2025〕3号","reason":"\#(reason)"}"#, is: 201)
                }
                try await money("initial", "1000000.00", "2025-01-05")
                let opened = try await line.ask("POST", "/cases", .unitEditor, #"{"programme":"\#(programme)","year":2025}"#, is: 201).json
                let caseID = opened["id"]?.string ?? ""
                var stages = try await line.stages(of: caseID)
                let exAnte = stages["ex-ante"] ?? "", goal = stages["goal"] ?? "", monitoring = stages["monitoring"] ?? "", own = stages["self-evaluation"] ?? ""

                // Ex-ante: five dimensions, papers, a conclusion.
                let sheet = try #require(try ExAnteProfile.shipped(on: CalendarDay(iso: "2025-01-01")!).sheets[.project])
                let assessment = ExAnteAssessment(
                    kind: .project, items: sheet.scheme.groups.flatMap(\.items).map { ExAnteAssessment.Item($0.id, .excellent) }, materials: sheet.materials.value.map { ExAnteAssessment.Material($0.id, evidence: "材料.pdf") },
                    statedConclusion: .supported, opinion: "必要、可行。")
                // A paper that nobody uploaded is none.
                let unknown = try await line.ask("PUT", "/stages/\(exAnte)/ex-ante", .unitEditor, version: "1", assessment.json.text, is: 422).json
                #expect(unknown["errors"]?.elements?.first?["pointer"]?.string == "/materials/0/evidence")
                try await line.attach("材料.pdf", to: caseID)
                // What is not marked is told as that, not as a missing paper.
                var unmarked = assessment
                unmarked.items.removeLast()
                let begun = try await line.ask("PUT", "/stages/\(exAnte)/ex-ante", .unitEditor, version: "1", unmarked.json.text)
                #expect(try await line.ask("POST", "/stages/\(exAnte)/moves", .unitEditor, version: begun.version, #"{"act":"submit"}"#, is: 409).json["code"]?.string == "errors-left")
                unmarked = assessment
                unmarked.materials[0] = ExAnteAssessment.Material(assessment.materials[0].id, absentBecause: "正在盖章")
                let lacking = try await line.ask("PUT", "/stages/\(exAnte)/ex-ante", .unitEditor, version: begun.version, unmarked.json.text)
                #expect(try await line.ask("POST", "/stages/\(exAnte)/moves", .unitEditor, version: lacking.version, #"{"act":"submit"}"#, is: 409).json["code"]?.string == "materials-missing")
                try await line.ask("PUT", "/stages/\(exAnte)/ex-ante", .unitEditor, version: lacking.version, assessment.json.text)
                try await line.approve(exAnte)

                // Goal, with a review and the budget; then adjusted with a change of the budget.
                try await line.ask("PUT", "/stages/\(goal)/form", .unitEditor, version: "1", Self.goal())
                try await line.approve(goal, review: true)
                try await money("adjustment", "-50000.00", "2025-06-10", "年中压减")
                var now = try await line.ask("GET", "/stages/\(goal)", .unitEditor)
                now = try await line.ask("POST", "/stages/\(goal)/moves", .unitEditor, version: now.version, #"{"act":"request-adjustment","opinion":"预算压减"}"#)
                try await line.ask("PUT", "/stages/\(goal)/form", .unitEditor, version: now.version, Self.goal("94").replacing("1000000.00", with: "950000.00"))
                try await line.approve(goal, review: true)

                // Monitoring with lights.
                try await line.ask("PUT", "/stages/\(monitoring)/form?months=7", .unitEditor, version: "1", Self.monitoring)
                let lights = try await line.ask("GET", "/stages/\(monitoring)/lights", .deptFinance, is: 404).json
                #expect(lights["light"] == nil && lights["code"]?.string == "not-found")
                #expect(try await line.ask("GET", "/stages/\(own)/form", .unitEditor, is: 404).json["code"]?.string == "nothing-saved")
                try await line.approve(monitoring)
                #expect(try await line.ask("GET", "/stages/\(monitoring)/lights", .deptFinance).json.text.contains("green"))

                // Self-evaluation: the live score, the survey, the same points as `evaluate`.
                try await money("executed", "902500.00", "2025-12-31")
                let evaluated = try EvaluateForm(store: FrameworkStore(today: CalendarDay(iso: "2026-02-10")!))(try FormJSON.read(JSONParser.parse(Self.selfEvaluation))).form.scoreSheet
                let live = try await line.ask("POST", "/score?stage=\(own)", .unitEditor, Self.selfEvaluation).json
                #expect(live["total"]?.string == evaluated.total?.description || live["recomputed"]?["total"]?.string == evaluated.total?.description)
                now = try await line.ask("PUT", "/stages/\(own)/form", .unitEditor, version: "1", Self.selfEvaluation)
                #expect(now.json["total"]?.string == evaluated.total?.description)
                let score = now.json["score"]?.string ?? ""
                let kept = try await line.ask("GET", "/revisions/\(score)", .unitEditor).json["body"]?["score"]?["lines"]?.elements ?? []
                #expect(kept.map { $0["score"]?.string } == evaluated.lines.map { $0.score?.description })
                try await line.attach("问卷汇总.xlsx", "survey", to: caseID)
                try await line.ask(
                    "PUT", "/stages/\(own)/surveys", .unitEditor, version: now.version,
                    #"{"surveys":[{"indicator":{"level1":"满意度指标","level2":"服务对象满意度指标","name":"受益群众满意度"},"instrument":"questionnaire","population":812,"sample":220,"answers":200,"satisfied":188,"from":"2025-11-01","to":"2025-11-20","conductedBy":"示例区水务局","evidence":"问卷汇总.xlsx"}]}"#)
                try await line.approve(own)

                // Review on a drawn sample, three layers, gaps.
                let drawn = try await line.ask("POST", "/samples", .bureauPerformance, #"{"year":2025,"size":1,"seed":"2025-抽查"}"#, is: 201).json
                let review = drawn["reviews"]?.elements?.first?["id"]?.string ?? ""
                let draft = try await line.ask("GET", "/stages/\(review)/re-evaluation/draft", .expert).json
                var rows = draft["rows"]?.elements ?? []
                #expect(rows.count == 4)
                rows[2] = try JSONParser.parse(rows[2].text.replacing(#""deductions":[]"#, with: #""deductions":[{"rule":3,"level":"light","reason":"名单缺少取数来源"}]"#))
                let changed = JSONValue.object(["base": .string("computed"), "rows": .array(rows)])
                now = try await line.ask("PUT", "/stages/\(review)/re-evaluation", .expert, version: "1", changed.text)
                now = try await line.ask("POST", "/stages/\(review)/moves", .expert, version: now.version, #"{"act":"submit"}"#)
                now = try await line.ask("POST", "/stages/\(review)/moves", .bureauPerformance, version: now.version, #"{"act":"approve"}"#)
                let layers = try await line.ask("GET", "/cases/\(caseID)/layers", .unitEditor).json["total"]
                #expect(layers?["stated"]?.string == "99.29" && layers?["computed"]?.string == evaluated.total?.description && layers?["determined"]?.string == "87.29")
                #expect(try await line.ask("GET", "/gaps?year=2025&by=unit", .bureauPerformance).json["groups"]?.elements?.count == 1)

                // Use, rectification, disclosure, hindsight.
                let proposal = try await line.ask("GET", "/cases/\(caseID)/use-proposal", .bureauPerformance).json["proposal"]?["entries"]?.elements ?? []
                #expect(!proposal.isEmpty)
                try await line.ask("POST", "/cases/\(caseID)/uses", .bureauPerformance, JSONValue.object(["year": .integer(2027), "entries": .array(proposal)]).text, is: 201)
                var ticket = try await line.ask("POST", "/cases/\(caseID)/tickets", .bureauPerformance, #"{"source":"review","finding":"名单缺少取数来源"}"#, is: 201)
                let ticketID = ticket.json["id"]?.string ?? ""
                try await line.attach("名单.xlsx", to: caseID)
                for (action, role, more) in [
                    ("answer", Role.unitEditor, #","text":"已补充","evidence":["名单.xlsx"]"#), ("reopen", .bureauPerformance, #","text":"缺少日期""#), ("answer", .unitEditor, #","text":"已补日期","evidence":["名单.xlsx"]"#),
                    ("confirm", .bureauPerformance, ""), ("close", .bureauPerformance, ""),
                ] { ticket = try await line.ask("POST", "/tickets/\(ticketID)/moves", role, version: ticket.version, #"{"action":"\#(action)"\#(more)}"#) }
                #expect(ticket.json["state"]?.string == "closed")
                let publication = try await line.ask("POST", "/publications", .deptFinance, #"{"case":"\#(caseID)","kind":"self-evaluation-results","approvedOn":"2026-08-20","approvalDocument":"示人常〔2026〕9号"}"#, is: 201)
                let published = try await line.ask(
                    "POST", "/publications/\(publication.json["id"]?.string ?? "")/moves", .deptFinance, version: publication.version,
                    #"{"act":"publish","address":"https://www.example.gov.cn/1.html","day":"2026-09-01","digest":"sha256:\#(String(repeating: "a", count: 64))"}"#)
                #expect(published.json["status"]?.string == "published")
                #expect(published.json["shortfalls"]?.elements?.map { $0["code"]?.string } == ["publication.approved-file.missing"])
                let amended = try await line.ask(
                    "POST", "/publications/\(publication.json["id"]?.string ?? "")/moves", .deptFinance, version: published.version,
                    #"{"act":"amend","reason":"网址抄错","address":"https://www.example.gov.cn/2.html"}"#)
                #expect(amended.json["publication"]?["amendments"]?.elements?.first?["before"]?["address"]?.string == "https://www.example.gov.cn/1.html")
                try await line.ask("GET", "/cases/\(caseID)/hindsight", .bureauPerformance)

                // The chain holds, and all of it comes out again from the bundle.
                let desk = house.desk
                #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
                let path = FileManager.default.temporaryDirectory.appending(path: "jixiao-cycle-\(UUID().uuidString)").path
                defer { try? FileManager.default.removeItem(atPath: path) }
                stages = [:]
                try await CaseBundle.read(#require(Identifier(caseID)), in: House.region, engine: "test", at: desk.now, desk.database).write(to: path, from: desk.files)
                let report = try await VerifyBundle.run(path, engine: "test")
                #expect(report.flaws == [])
                #expect(report.computed >= 8)
            }
        }
    }

    private static let departmentRows: [(level1: String, level2: String, name: String, target: String, unit: String, actual: String, weight: Int)] = [
        ("产出指标", "数量指标", "维修校舍面积", "12000", "平方米", "12600", 20), ("产出指标", "质量指标", "验收合格率", "95", "%", "97", 20), ("效益指标", "社会效益指标", "受益学生人数", "8600", "人", "8720", 40),
        ("满意度指标", "服务对象满意度指标", "师生满意度", "90", "%", "94", 10),
    ]

    private static func rows(_ more: (_ row: (level1: String, level2: String, name: String, target: String, unit: String, actual: String, weight: Int)) -> String) -> String {
        departmentRows.map {
            #"{"level1":"\#($0.level1)","level2":"\#($0.level2)","name":"\#($0.name)","comparator":">=","target":"\#($0.target)","unit":"\#($0.unit)","weight":"\#($0.weight)"\#(more($0))}"#
        }.joined(separator: ",")
    }

    private static let departmentGoal = #"""
        {"source":{"form":"department-goal"},"funds":[{"source":"total","initial":"16690157.00"},{"source":"basic","initial":"16690157.00"}],
        "goals":[{"expected":"2023年12月底前维修校舍不少于12000平方米，验收合格率不低于95%，师生满意度不低于90%。"}],"indicators":[\#(rows { _ in "" })]}
        """#

    private static let departmentSelfEvaluation = #"""
        {"source":{"form":"department-self-evaluation"},"funds":[{"source":"total","initial":"16690157.00","adjusted":"18055877.70","executed":"18055877.70"},{"source":"basic","initial":"16690157.00","adjusted":"18055877.70","executed":"18055877.70"}],
        "execution":{"weight":"10","statedScore":"10"},
        "goals":[{"expected":"2023年12月底前维修校舍不少于12000平方米，验收合格率不低于95%，师生满意度不低于90%。","achieved":"全年维修校舍12600平方米，验收合格率97%，受益学生8720人，师生满意度94%。"}],
        "indicators":[\#(rows { #","actual":"\#($0.actual)","statedScore":"\#($0.weight)""# })],"statedWeightTotal":"100","statedTotal":"100"}
        """#

    /// The form of the first user, as a file.
    private static let form = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/samples/45-department-2023.xlsx")

    @Test(arguments: Engine.allCases) func `a department hands in its file and gets the points of evaluate`(_ engine: Engine) async throws {
        let bytes = Array(try Data(contentsOf: Self.form))
        let document = try DocumentReader.read(bytes, name: "自评表.xlsx", limits: ReadLimits())
        let read = try #require(FormReader().read(document, file: "自评表.xlsx").evaluations.first)
        let evaluated = try EvaluateForm(store: FrameworkStore(today: CalendarDay(iso: "2024-02-10")!))(read).form.scoreSheet
        try await House.with(on: engine) { house in
            let desk = house.desk, machine = Casework.Caller.machine(House.region)
            let department = try await desk.openUnit(UnitDraft(kind: .department, code: "105", name: read.department?.value ?? "某县教育体育局"), on: CalendarDay(iso: "2020-01-01")!, by: machine)
            for role in [Role.unitEditor, .unitReviewer, .deptFinance, .bureauPerformance, .bureauDivision, .observer] {
                let person = try #require(try await desk.people(by: machine).first { $0.login == role.rawValue })
                _ = try await desk.grant(role, on: department.id, to: person.id, by: machine)
            }
            _ = try await desk.addBudget(
                BudgetDraft(object: .unit(department.id), year: 2023, source: .appropriation, kind: .initial, amount: Money(fen: 1_669_015_700), day: CalendarDay(iso: "2023-01-10")!), by: machine)
            try await house.serving { port in
                let line = Line(house: house, port: port)
                let caseID = try await line.ask("POST", "/cases", .unitEditor, #"{"unit":"\#(department.id.text)","year":2023}"#, is: 201).json["id"]?.string ?? ""
                let stages = try await line.stages(of: caseID)
                let goal = stages["goal"] ?? "", own = stages["self-evaluation"] ?? ""
                try await line.ask("PUT", "/stages/\(goal)/form", .unitEditor, version: "1", Self.departmentGoal)
                try await line.approve(goal, review: true)
                // 1669.0157 becomes 1805.58777 万元 in the year, and is spent.
                for (kind, fen, reason) in [(BudgetEntryKind.adjustment, Int64(136_572_070), "年中追加"), (.executed, 1_805_587_770, "")] {
                    _ = try await desk.addBudget(
                        BudgetDraft(object: .unit(department.id), year: 2023, source: .appropriation, kind: kind, amount: Money(fen: fen), day: CalendarDay(iso: "2023-12-20")!, reason: reason), by: machine)
                }
                let saved = await house.server.dispatcher.ask(
                    "PUT", "/api/v1/stages/\(own)/file?name=%E8%87%AA%E8%AF%84%E8%A1%A8.xlsx", token: house.token(.unitEditor), ["If-Match": "\"1\"", "Content-Type": "application/octet-stream"], bytes: bytes)
                #expect(saved.status == 200, "\(saved.text.prefix(600))")
                // The same points, row by row, and the same total.
                #expect(saved.json["total"]?.string == evaluated.total?.description)
                let kept = try await line.ask("GET", "/revisions/\(saved.json["score"]?.string ?? "")", .unitEditor).json["body"]?["score"]
                #expect((kept?["lines"]?.elements ?? []).map { $0["score"]?.string } == evaluated.lines.map { $0.score?.description })
                #expect(kept?["total"]?.string == evaluated.total?.description)
                // It states 1863.95787 万元 of spending; that is not what is registered.
                let told = try await line.ask("GET", "/stages/\(own)", .unitEditor).json["findings"]?.elements?.filter { $0["code"]?.string == "budget.amount.differs" } ?? []
                #expect(told.map { $0["place"]?.string } == ["/funds/0/executed"])
                // The file contradicts itself and the goal, so it is not handed in as it is.
                let version = saved["ETag"]?.filter { $0 != "\"" } ?? ""
                #expect(try await line.ask("POST", "/stages/\(own)/moves", .unitEditor, version: version, #"{"act":"submit"}"#, is: 409).json["code"]?.string == "errors-left")
                // Put right, it goes the whole way.
                let right = try EvaluateForm(store: FrameworkStore(today: CalendarDay(iso: "2024-02-10")!))(try FormJSON.read(JSONParser.parse(Self.departmentSelfEvaluation))).form.scoreSheet
                var now = try await line.ask("PUT", "/stages/\(own)/form", .unitEditor, version: version, Self.departmentSelfEvaluation)
                #expect(now.json["total"]?.string == right.total?.description)
                try await line.attach("问卷汇总.xlsx", "survey", to: caseID)
                now = try await line.ask(
                    "PUT", "/stages/\(own)/surveys", .unitEditor, version: now.version,
                    #"{"surveys":[{"indicator":{"level1":"满意度指标","level2":"服务对象满意度指标","name":"师生满意度"},"instrument":"questionnaire","population":9000,"sample":420,"answers":400,"satisfied":376,"from":"2023-11-01","to":"2023-11-20","conductedBy":"某县教育体育局","evidence":"问卷汇总.xlsx"}]}"#)
                try await line.approve(own)
                let review = try await line.ask("POST", "/samples", .bureauPerformance, #"{"year":2023,"size":1,"seed":"2023-抽查"}"#, is: 201).json["reviews"]?.elements?.first?["id"]?.string ?? ""
                let draft = try await line.ask("GET", "/stages/\(review)/re-evaluation/draft", .bureauDivision).json
                now = try await line.ask("PUT", "/stages/\(review)/re-evaluation", .bureauDivision, version: "1", draft.text)
                now = try await line.ask("POST", "/stages/\(review)/moves", .bureauDivision, version: now.version, #"{"act":"submit"}"#)
                try await line.ask("POST", "/stages/\(review)/moves", .bureauPerformance, version: now.version, #"{"act":"approve"}"#)
                #expect(try await line.ask("GET", "/cases/\(caseID)/layers", .unitEditor).json["total"]?["determined"]?.string == right.total?.description)
                #expect(try await VerifyDatabase.run(desk.database, files: desk.files).breaks == [])
            }
        }
    }
}
