import BudgetModel
import Casework
import Forms
import JSONText
import Office
import Quantities
import Storage
import Workflows

extension OfficeOperations {
    private static let saved = Schema.object(
        .required("stage", Shapes.stage), .required("revision", .uuid), .required("score", .uuid), .required("total", Schema.string().nullable), .required("grade", Schema.string().nullable),
        .required("findings", .list(Shapes.finding)), .required("notes", .list(.string())))

    private static let form = Schema.component("Form", .foreign(FormJSON.schema))

    static func stages(_ desk: Desk) -> [Operation] {
        forms(desk) + documents(desk) + [
            Operation(
                .get, "/api/v1/stages/{stage}", id: "getStage", tag: "stages", Wording(zh: "读取环节：状态、问题、可以做什么", en: "Read a stage: state, findings, what may be done"), caller: read, path: [.uuid("stage")],
                replies: [.ok(Shapes.stageView, etag: true), .notFound]
            ) { request in
                let view = try await desk.stageView(request.id("stage"), by: request.by)
                return .ok(view.shown(request.language), version: String(view.stage.version))
            },
            Operation(
                .post, "/api/v1/stages/{stage}/moves", id: "moveStage", tag: "stages", Wording(zh: "送审、审核、批复、退回……", en: "Hand in, endorse, pass, approve, return …"), caller: write, path: [.uuid("stage")],
                body: .json(
                    .object(
                        .required("act", .choice(["submit", "withdraw", "endorse", "pass", "approve", "return", "request-adjustment", "cancel-adjustment", "reopen", "archive"])), .optional("opinion", .prose(max: 2_000)))),
                ifMatch: .required, idempotencyKey: .optional, replies: [.ok(Shapes.stage, etag: true), .notFound, .conflict]
            ) { request in
                guard let act = request.json["act"]?.string.flatMap(Act.init) else { throw Problem.noSuchThing }
                let stage = try await desk.move(request.id("stage"), act, version: request.version(), opinion: request.json["opinion"]?.string ?? "", by: request.by)
                return .ok(stage.shown, version: String(stage.version))
            },
            Operation(
                .put, "/api/v1/stages/{stage}/comments", id: "commentFinding", tag: "stages", Wording(zh: "对一个问题作说明；空文字为收回", en: "Comment on a finding; an empty text takes it back"), caller: write, path: [.uuid("stage")],
                body: .json(.object(.required("code", .line(1...64)), .optional("place", .line(0...200)), .required("text", .prose(max: 2_000)),
                    .optional("version", .integer(1...), Wording(zh: "所见说明的版本；不写则不核对", en: "The version of the comment one has seen; not asked for if left out")))), replies: [.noContent, .notFound, .conflict]
            ) { request in
                _ = try await desk.comment(
                    on: request.id("stage"), code: request.json["code"]?.string ?? "", place: request.json["place"]?.string ?? "", text: request.json["text"]?.string ?? "",
                    version: request.json["version"]?.integer.map { Int($0) }, by: request.by)
                return .noContent
            },
            Operation(
                .put, "/api/v1/stages/{stage}/draft", id: "keepDraft", tag: "stages", Wording(zh: "暂存自己的草稿", en: "Keep one's own draft"), caller: write, path: [.uuid("stage")],
                body: .json(.object(.optional("base", .uuid), .required("body", .any))), replies: [.noContent, .notFound]
            ) { request in
                _ = try await desk.keepDraft(request.json["body"] ?? .null, of: request.id("stage"), base: Request.id(request.json["base"]?.string), by: request.by)
                return .noContent
            },
            Operation(
                .get, "/api/v1/stages/{stage}/draft", id: "getDraft", tag: "stages", Wording(zh: "读取自己的草稿", en: "Read one's own draft"), caller: read, path: [.uuid("stage")],
                replies: [.ok(.object(.required("base", Schema.uuid.nullable), .required("savedAt", .moment), .required("usedBy", Schema.uuid.nullable), .required("body", .any))), .notFound]
            ) { request in
                guard let draft = try await desk.draft(of: request.id("stage"), by: request.by) else { throw Problem.noSuchThing }
                return .ok(.object(["base": .text(draft.baseID?.text), "savedAt": draft.savedAt.shown, "usedBy": .text(draft.usedBy?.text), "body": (try? JSONParser.parse(draft.body)) ?? .null]))
            },
            Operation(
                .get, "/api/v1/revisions/{revision}", id: "getRevision", tag: "stages", Wording(zh: "读取一个版本", en: "Read a revision"), caller: read, path: [.uuid("revision")],
                replies: [.ok(Shapes.revision), .notFound]
            ) { request in .ok(try await desk.revision(request.id("revision"), by: request.by).shown) },
            Operation(
                .get, "/api/v1/stages/{stage}/revisions", id: "listRevisions", tag: "stages", Wording(zh: "一个环节的版本，不含内容", en: "Revisions of a stage, without their bodies"), caller: read, path: [.uuid("stage")],
                query: Page.parameters, replies: [.page(of: Shapes.revisionLine), .notFound]
            ) { request in
                let after = try request.cursor().map { text in
                    guard let number = Int(text) else { throw Problem.badCursor }
                    return number
                }
                return request.page(of: try await desk.revisions(of: request.id("stage"), after: after ?? 0, limit: request.pageLimit + 1, by: request.by), place: { String($0.number) }, \.shown)
            },
        ]
    }

    /// What stands in a stage beside its form, or in its place.
    private static func documents(_ desk: Desk) -> [Operation] {
        func replies(_ name: String, _ document: Schema, _ result: Schema) -> [ReplyRule] {
            [.ok(.object(.required("stage", Shapes.stage), .required("revision", .uuid), .required(name, document), .required("result", result)), etag: true), .notFound]
        }
        let review = replies("review", Shapes.goalReview, Shapes.goalReviewResult), assessment = replies("assessment", Shapes.exAnte, Shapes.exAnteResult)
        return [
            Operation(
                .get, "/api/v1/stages/{stage}/goal-review", id: "getGoalReview", tag: "stages", Wording(zh: "读取绩效目标审核表", en: "Read the review of a goal"), caller: read, path: [.uuid("stage")], replies: review + [.conflict]
            ) { request in
                let (saved, review) = try await desk.goalReview(of: request.id("stage"), by: request.by)
                return reply(saved, "review", review.json, saved.result.json)
            },
            Operation(
                .put, "/api/v1/stages/{stage}/goal-review", id: "reviewGoal", tag: "stages", Wording(zh: "按四项标准审核绩效目标", en: "Review a goal by the four criteria"), caller: write, path: [.uuid("stage")],
                body: .json(Shapes.goalReview), ifMatch: .required, idempotencyKey: .optional, replies: review + [.conflict]
            ) { request in
                let review = try GoalReview(json: request.json, at: "")
                let saved = try await desk.reviewGoal(request.id("stage"), version: request.version(), review, by: request.by)
                return reply(saved, "review", review.json, saved.result.json)
            },
            Operation(
                .get, "/api/v1/stages/{stage}/ex-ante", id: "getExAnte", tag: "stages", Wording(zh: "读取事前绩效评估表", en: "Read an ex-ante assessment"), caller: read, path: [.uuid("stage")], replies: assessment + [.conflict]
            ) { request in
                let (saved, assessment) = try await desk.exAnte(of: request.id("stage"), by: request.by)
                return reply(saved, "assessment", assessment.json, saved.result.json)
            },
            Operation(
                .put, "/api/v1/stages/{stage}/ex-ante", id: "saveExAnte", tag: "stages", Wording(zh: "保存事前绩效评估表", en: "Save an ex-ante assessment"), caller: write, path: [.uuid("stage")],
                body: .json(Shapes.exAnte), ifMatch: .required, idempotencyKey: .optional, replies: assessment + [.conflict]
            ) { request in
                let assessment = try ExAnteAssessment(json: request.json, at: "")
                let saved = try await desk.saveExAnte(request.id("stage"), version: request.version(), assessment, by: request.by)
                return reply(saved, "assessment", assessment.json, saved.result.json)
            },
        ]
    }

    private static func reply<Result>(_ saved: SavedDocument<Result>, _ name: String, _ document: JSONValue, _ result: JSONValue) -> Reply {
        .ok(
            .object([
                JSONValue.Member("stage", saved.stage.shown), JSONValue.Member("revision", .string(saved.revision.id.text)), JSONValue.Member(name, document), JSONValue.Member("result", result),
            ]), version: String(saved.stage.version))
    }

    static let monthsParameter = Parameter.integer("months", 1...12, Wording(zh: "监控表的数字截至几月，不填为 7", en: "Through which month a monitoring form speaks; 7 if not given"))
    private static let confirmNameParameter = Parameter.flag("confirmName", Wording(zh: "确认表上的名称与个案的是同一对象", en: "The form's name means the object of the case"))

    static func months(_ request: Request) -> MonitoredMonths { request.integer("months").flatMap { MonitoredMonths(through: Int($0)) } ?? Desk.usualMonths }

    private static func forms(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .put, "/api/v1/stages/{stage}/form", id: "saveForm", tag: "stages", Wording(zh: "保存表格，同时核分、校验", en: "Save a form; it is scored and checked"), caller: write, path: [.uuid("stage")],
                query: [confirmNameParameter, monthsParameter], body: .json(form, limitBytes: 4 << 20), ifMatch: .required,
                idempotencyKey: .optional, replies: [.ok(saved, etag: true), .notFound, .conflict]
            ) { request in
                let saved = try await desk.saveForm(.json(request.json), in: request.id("stage"), version: request.version(), months: months(request), confirmsName: request.flag("confirmName"), by: request.by)
                return .ok(saved.shown(request.language), version: String(saved.stage.version))
            },
            Operation(
                .put, "/api/v1/stages/{stage}/file", id: "saveFile", tag: "stages", Wording(zh: "交一份表格文件（xlsx、xls、docx、html、csv）", en: "Hand in the file of a form"), caller: write, path: [.uuid("stage")],
                query: [.text("name", .line(1...200), Wording(zh: "文件名", en: "File name")).required, confirmNameParameter, monthsParameter],
                body: .upload(["application/octet-stream"], limitBytes: 20 << 20), ifMatch: .required, replies: [.ok(saved, etag: true), .notFound, .conflict, .problem(422, Wording(zh: "文件里没有可用的表", en: "The file holds no usable form"))]
            ) { request in
                let saved = try await desk.saveForm(
                    .file(name: request.text("name") ?? "", bytes: request.bytes), in: request.id("stage"), version: request.version(), months: months(request), confirmsName: request.flag("confirmName"), by: request.by)
                return .ok(saved.shown(request.language), version: String(saved.stage.version))
            },
            Operation(
                .post, "/api/v1/stages/{stage}/check", id: "recheckForm", tag: "stages", Wording(zh: "按现在的目标、佐证和上年的表重新校验，表格不变", en: "Check the form again beside the goal, evidence and last year's form of today"), caller: write,
                path: [.uuid("stage")], ifMatch: .required, replies: [.ok(saved, etag: true), .notFound, .conflict]
            ) { request in
                let saved = try await desk.recheck(request.id("stage"), version: request.version(), by: request.by)
                return .ok(saved.shown(request.language), version: String(saved.stage.version))
            },
            Operation(
                .get, "/api/v1/stages/{stage}/form", id: "getForm", tag: "stages", Wording(zh: "读取现在的表格", en: "Read the form as it is now"), caller: read, path: [.uuid("stage")],
                replies: [.ok(Shapes.revision, etag: true), .notFound]
            ) { request in
                let (stage, revision) = try await desk.currentForm(of: request.id("stage"), by: request.by)
                return .ok(revision.shown, version: String(stage.version))
            },
            Operation(
                .post, "/api/v1/score", id: "scoreForm", tag: "stages", Wording(zh: "试算：核分、校验，不保存", en: "Score and check a form without saving it"), caller: read,
                query: [.uuid("stage", Wording(zh: "对照哪个环节的目标、上年和佐证", en: "The stage whose goal, last year and evidence it is held against"))], body: .json(form, limitBytes: 4 << 20),
                replies: [.ok(.any), .notFound, .conflict]
            ) { request in .ok(try await desk.score(request.json, in: Request.id(request.text("stage")), language: request.language, by: request.by)) },
        ]
    }
}

extension SavedForm {
    func shown(_ language: Language) -> JSONValue {
        let places = FormPlaces(form.evaluation)
        return .object([
            "stage": stage.shown, "revision": .string(stated.id.text), "score": .string(computed.id.text), "total": .text(stage.total), "grade": .text(stage.grade),
            "findings": .array(form.check.findings.map { $0.shown(places, language) } + shortfalls.map { $0.shown(language) }), "notes": .array(notes.map { .string($0(language)) }),
        ])
    }
}

extension Finding {
    func shown(_ places: FormPlaces, _ language: Language) -> JSONValue {
        .object([
            "code": .string(code), "severity": .string(severity.rawValue), "place": .string(at.map(places.place) ?? ""), "message": .string(message(language)),
            "expected": .text(expected), "found": .text(found), "difference": .text(difference), "comment": .text(comment),
        ])
    }
}

extension Shortfall {
    /// Like a finding of the form, by its place in the document.
    func shown(_ language: Language) -> JSONValue {
        .object([
            "code": .string(code.rawValue), "severity": .string(severity.rawValue), "place": .string(pointer), "message": .string(message(language)), "expected": .string(help(language)), "found": .null,
            "difference": .null, "comment": .null,
        ])
    }
}

extension StageView {
    func shown(_ language: Language) -> JSONValue {
        let time: (String, Instant?) = switch window {
        case .unset: ("unset", nil)
        case .open(let until): ("open", until)
        case .notYet(let from): ("not-yet", from)
        case .closed(let since): ("closed", since)
        }
        return .object([
            "stage": stage.shown, "open": .array(open.map { .string($0.rawValue) }),
            "refused": .array(refusals.sorted { $0.key.rawValue < $1.key.rawValue }.map { act, refusal in
                .object(["act": .string(act.rawValue), "code": .string(refusal.code), "why": .string(refusal.why(language)), "help": .string(refusal.help(language))])
            }),
            "findings": .array(findings.map { finding in
                .object([
                    "code": .string(finding.code), "severity": .string(finding.severity), "place": .string(finding.place ?? ""),
                    "message": .string(language == .zh ? finding.messageZh : finding.messageEn), "expected": .text(finding.expected), "found": .text(finding.found), "difference": .text(finding.difference),
                    "comment": .text(remarks.first { $0.code == finding.code && $0.place == finding.place ?? "" && !$0.body.isEmpty }?.body),
                ])
            }),
            "window": .object(["state": .string(time.0), "at": time.1.shown]),
        ])
    }
}
