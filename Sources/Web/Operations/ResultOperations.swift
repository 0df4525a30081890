import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

extension OfficeOperations {
    /// What results lead to: use, rectification, publication, hindsight.
    static func results(_ desk: Desk) -> [Operation] { uses(desk) + tickets(desk) + publications(desk) }

    private static func uses(_ desk: Desk) -> [Operation] {
        let profile = Parameter.choice("profile", UseOfResultsProfile.ids, Wording(zh: "结果应用方案", en: "Profile"))
        return [
            Operation(
                .get, "/api/v1/use-profile", id: "getUseProfile", tag: "results", Wording(zh: "各等级如何应用", en: "What each grade leads to"), caller: read, query: [profile], replies: [.ok(.any), .conflict]
            ) { request in .ok(try desk.useProfile(request.text("profile"), in: request.by.region).shown) },
            Operation(
                .get, "/api/v1/cases/{case}/use-proposal", id: "proposeUse", tag: "results", Wording(zh: "按方案提出结果应用建议", en: "Propose what the result leads to"), caller: read, path: [.uuid("case")],
                query: [
                    profile, .integer("budgetYear", 1990...2100, Wording(zh: "影响哪一年的预算，不填为后年", en: "Whose budget it concerns; two years on if not given")),
                    .text("request", Shapes.money, Wording(zh: "该年申请数，元", en: "Asked for that year, yuan")), .day("told", Wording(zh: "单位收到通知的日期", en: "The day the unit was told")),
                ], replies: [.ok(.any), .notFound, .conflict]
            ) { request in
                let proposed = try await desk.proposeUse(
                    request.id("case"), profile: request.text("profile"), budgetYear: request.integer("budgetYear").map { Int($0) }, nextRequest: amount(request.text("request"), "/request"),
                    told: request.text("told").flatMap { CalendarDay(iso: $0) }, by: request.by)
                return .ok(.object(["layer": .string(proposed.layer.rawValue), "grade": .string(proposed.grade.rawValue), "proposal": proposed.proposal.json]))
            },
            Operation(
                .get, "/api/v1/uses", id: "listUses", tag: "results", Wording(zh: "一年的结果应用台账", en: "Uses of results that concern a year's budget"), caller: read,
                query: Page.parameters + [.integer("year", 1990...2100, Wording(zh: "预算年度", en: "Budget year")).required, .uuid("case", Wording(zh: "个案", en: "Case"))], replies: [.page(of: Shapes.use)]
            ) { request in
                let found = try await desk.uses(
                    year: Int(request.integer("year") ?? 0), of: Request.id(request.text("case")), after: try request.cursor(), limit: request.pageLimit + 1, by: request.by)
                return request.page(of: found, place: \.id.text, \.shown)
            },
            Operation(
                .post, "/api/v1/cases/{case}/uses", id: "recordUses", tag: "results", Wording(zh: "登记结果应用", en: "Register what the result leads to"), caller: write, path: [.uuid("case")],
                body: .json(.object(.required("year", Shapes.year), .required("entries", .list(Shapes.useEntry, 1...100)))), idempotencyKey: .optional,
                replies: [.created(.object(.required("items", .list(Shapes.use)))), .notFound, .conflict]
            ) { request in
                let year = Int(request.json["year"]?.integer ?? 0)
                let entries = try JSONObject(request.json, keys: ["year", "entries"]).list("entries", of: UseEntry.self)
                let kept = try await desk.recordUse(entries, of: request.id("case"), year: year, by: request.by)
                return .created(.object(["items": .array(kept.map(\.shown))]), at: "/api/v1/uses?year=\(year)")
            },
            Operation(
                .put, "/api/v1/uses/{use}", id: "changeUse", tag: "results", Wording(zh: "修改结果应用：决定、落实、取消", en: "Change an entry: decided, applied, dropped"), caller: write, path: [.uuid("use")],
                body: .json(Shapes.useEntry), ifMatch: .required, replies: [.ok(Shapes.use, etag: true), .notFound, .conflict]
            ) { request in
                let kept = try await desk.changeUse(request.id("use"), version: request.version(), to: UseEntry(json: request.json, at: ""), by: request.by)
                return .ok(kept.shown, version: String(kept.version))
            },
            Operation(
                .get, "/api/v1/cases/{case}/hindsight", id: "getHindsight", tag: "results", Wording(zh: "倒查：从结果看目标的问题", en: "What the result says of the goal"), caller: read, path: [.uuid("case")],
                replies: [.ok(.any), .notFound, .conflict]
            ) { request in .ok(try await desk.hindsight(request.id("case"), by: request.by).json) },
        ]
    }

    private static func tickets(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .get, "/api/v1/tickets", id: "listTickets", tag: "results", Wording(zh: "整改事项，先到期的在前", en: "Rectifications, those due first"), caller: read,
                query: Page.parameters + [
                    .choice("state", RectificationTicket.State.allCases.map(\.rawValue), Wording(zh: "状态", en: "State")),
                    .day("dueUntil", Wording(zh: "这天以前到期", en: "Due by this day")), .flag("overdue", Wording(zh: "只看逾期未反馈的", en: "Only overdue ones")),
                    .day("day", Wording(zh: "按哪天看，不填为今天", en: "As of which day; today if not given")), .uuid("case", Wording(zh: "个案", en: "Case")),
                ], replies: [.page(of: Shapes.ticket)]
            ) { request in
                let day = request.text("day").flatMap { CalendarDay(iso: $0) } ?? desk.now.beijingDay
                var filter = TicketFilter()
                filter.state = request.text("state").flatMap(RectificationTicket.State.init)
                filter.dueUntil = request.text("dueUntil").flatMap { CalendarDay(iso: $0) }
                filter.caseID = Request.id(request.text("case"))
                filter.overdueOn = request.flag("overdue") ? day : nil
                let found = try await desk.tickets(filter, after: request.listPlace(), limit: request.pageLimit + 1, by: request.by)
                return try request.page(of: found, place: { ListPlace($0.dueOn.iso, $0.id.text).text }) { try $0.shown(on: day) }
            },
            Operation(
                .post, "/api/v1/cases/{case}/tickets", id: "openTicket", tag: "results", Wording(zh: "下达整改", en: "Open a rectification"), caller: write, path: [.uuid("case")],
                body: .json(
                    .object(
                        .required("source", .choice(of: RectificationTicket.Source.self)), .required("finding", .prose(1...2_000)), .optional("rule", Schema.line(0...40).nullable),
                        .optional("unit", Schema.uuid.nullable), .optional("deadline", Schema.day.nullable), .optional("budgetEffect", Shapes.budgetEffect.nullable))),
                idempotencyKey: .optional, replies: [.created(Shapes.ticket, etag: true), .notFound, .conflict]
            ) { request in
                let object = try JSONObject(request.json, keys: ["source", "finding", "rule", "unit", "deadline", "budgetEffect"])
                let draft = TicketDraft(
                    source: try object.one("source"), finding: try object.text("finding"), rule: try object.optionalText("rule"), unit: Request.id(request.json["unit"]?.string),
                    deadline: try object.optionalDay("deadline"), budgetEffect: try object.optionalNested("budgetEffect"))
                let record = try await desk.openTicket(draft, of: request.id("case"), by: request.by)
                return .created(try record.shown(on: desk.now.beijingDay), at: "/api/v1/tickets/" + record.id.text, version: String(record.version))
            },
            Operation(
                .get, "/api/v1/tickets/{ticket}", id: "getTicket", tag: "results", Wording(zh: "读取整改事项", en: "Read a rectification"), caller: read, path: [.uuid("ticket")],
                replies: [.ok(Shapes.ticket, etag: true), .notFound]
            ) { request in
                let record = try await desk.ticket(request.id("ticket"), by: request.by)
                return .ok(try record.shown(on: desk.now.beijingDay), version: String(record.version))
            },
            Operation(
                .post, "/api/v1/tickets/{ticket}/moves", id: "moveTicket", tag: "results", Wording(zh: "反馈、确认、退回重改、销号", en: "Answer, confirm, reopen or close a rectification"), caller: write, path: [.uuid("ticket")],
                body: .json(
                    .object(
                        .required("action", .choice(of: RectificationTicket.Action.self)), .optional("text", Schema.prose(max: 4_000).nullable), .optional("evidence", .list(.line(1...300), 0...50)),
                        .optional("deadline", Schema.day.nullable, Wording(zh: "退回重改时的新期限", en: "The new deadline of a reopening")))),
                ifMatch: .required, idempotencyKey: .optional, replies: [.ok(Shapes.ticket, etag: true), .notFound, .conflict]
            ) { request in
                let object = try JSONObject(request.json, keys: ["action", "text", "evidence", "deadline"])
                let record = try await desk.moveTicket(
                    request.id("ticket"), version: request.version(), object.one("action"), text: object.optionalText("text"), evidence: object.texts("evidence"),
                    deadline: object.optionalDay("deadline"), by: request.by)
                return .ok(try record.shown(on: desk.now.beijingDay), version: String(record.version))
            },
        ]
    }

    private static func publications(_ desk: Desk) -> [Operation] {
        let digest = Schema.string(71...71, pattern: Pattern("^sha256:[0-9a-f]{64}$", Wording(zh: "sha256: 加 64 位小写十六进制数字", en: "sha256: and 64 lower-case hexadecimal digits")))
        return [
            Operation(
                .get, "/api/v1/publications", id: "listPublications", tag: "results", Wording(zh: "公开台账，先到期的在前", en: "The register of publications, those due first"), caller: read,
                query: Page.parameters + [
                    .day("dueUntil", Wording(zh: "这天以前到期、还没有公开的", en: "Due by this day and not published")),
                    .day("day", Wording(zh: "按哪天看，不填为今天", en: "As of which day; today if not given")), .uuid("case", Wording(zh: "个案", en: "Case")),
                ], replies: [.page(of: Shapes.publication), .conflict]
            ) { request in
                let day = request.text("day").flatMap { CalendarDay(iso: $0) } ?? desk.now.beijingDay
                let found = try await desk.publications(
                    dueUntil: request.text("dueUntil").flatMap { CalendarDay(iso: $0) }, of: Request.id(request.text("case")), after: request.listPlace(), limit: request.pageLimit + 1, by: request.by)
                return try request.page(of: found, place: { ListPlace($0.dueOn.iso, $0.id.text).text }) { try $0.shown(desk, on: day, request.language) }
            },
            Operation(
                .get, "/api/v1/publication-duties", id: "listPublicationDuties", tag: "results", Wording(zh: "已批复、还没有登记公开的目标和自评", en: "Approved goals and self-evaluations that nobody has registered yet"), caller: read,
                query: Page.parameters + [.integer("year", 1990...2100, Wording(zh: "年度", en: "Year")).required],
                replies: [
                    .page(
                        of: .object(
                            .required("case", .uuid), .required("unit", .uuid), .required("name", .string()), .required("year", Shapes.year), .required("kind", .choice(of: PublishedKind.self)), .required("approvedOn", .day),
                            .required("dueOn", .day), .required("isSecret", .truth),
                            .required("outdated", Schema.uuid.nullable, Wording(zh: "公开后又批复了新的内容，要更正的公开事项", en: "The entry that a later approval overtook and that is to be corrected")))), .conflict,
                ]
            ) { request in
                let found = try await desk.publicationDuties(year: Int(request.integer("year") ?? 0), after: request.cursor(), limit: request.pageLimit + 1, by: request.by)
                return request.page(of: found, place: \.place) { duty in
                    .object([
                        "case": .string(duty.caseID.text), "unit": .string(duty.unitID.text), "name": .string(duty.name), "year": .integer(duty.year), "kind": .string(duty.kind.rawValue),
                        "approvedOn": .string(duty.approvedOn.iso), "dueOn": .string(duty.dueOn.iso), "isSecret": .bool(duty.isSecret), "outdated": .text(duty.outdated?.text),
                    ])
                }
            },
            Operation(
                .post, "/api/v1/publications", id: "registerPublication", tag: "results", Wording(zh: "登记公开职责，期限随批复日期而定", en: "Register a duty to publish; the deadline follows from the approval"), caller: write,
                body: .json(
                    .object(
                        .optional("case", .uuid), .optional("unit", .uuid), .optional("year", Shapes.year), .required("kind", .choice(of: PublishedKind.self)),
                        .optional("approvedOn", Schema.day.nullable, Wording(zh: "预算或决算的批复日期；不填为本环节的批复日期", en: "The day budget or account was approved; the stage's own if not given")),
                        .optional("approvalDocument", Schema.line(0...200).nullable, Wording(zh: "批复文号；日期与本环节的不同时必填", en: "Its number; needed where the day is not the stage's")),
                        .optional("approvedDigest", digest.nullable, Wording(zh: "批准公开的文件的摘要值；文件先上传到个案", en: "Digest of the file approved for publication, uploaded to the case before")))), idempotencyKey: .optional, replies: [.created(Shapes.publication, etag: true), .notFound, .conflict]
            ) { request in
                let json = request.json
                let subject: PublicationDraft.Subject
                switch (json["case"], json["unit"], json["year"]?.integer) {
                case (let key?, nil, _): subject = .ofCase(try id(key))
                case (nil, let key?, let year?): subject = .unit(try id(key), year: Int(year))
                default: throw Problem(422, "invalid", Wording(zh: "请注明个案，或单位和年度", en: "Please name a case, or else a unit and the year"))
                }
                guard let kind = json["kind"]?.string.flatMap(PublishedKind.init) else { throw Problem.noSuchThing }
                let record = try await desk.registerPublication(
                    PublicationDraft(
                        subject: subject, kind: kind, approvedOn: json["approvedOn"]?.string.flatMap { CalendarDay(iso: $0) }, approvalDocument: json["approvalDocument"]?.string,
                        approvedDigest: json["approvedDigest"]?.string), by: request.by)
                return .created(try record.shown(desk, on: desk.now.beijingDay, request.language), at: "/api/v1/publications/" + record.id.text, version: String(record.version))
            },
            Operation(
                .get, "/api/v1/publications/{publication}", id: "getPublication", tag: "results", Wording(zh: "读取公开事项", en: "Read an entry"), caller: read, path: [.uuid("publication")],
                replies: [.ok(Shapes.publication, etag: true), .notFound, .conflict]
            ) { request in
                let record = try await desk.publication(request.id("publication"), by: request.by)
                return .ok(try record.shown(desk, on: desk.now.beijingDay, request.language), version: String(record.version))
            },
            Operation(
                .post, "/api/v1/publications/{publication}/moves", id: "movePublication", tag: "results", Wording(zh: "登记公开、不公开、内容更正，或更正登记本身", en: "Register that it was published, withheld or corrected, or set the entry itself right"), caller: write,
                path: [.uuid("publication")],
                body: .json(
                    .oneOf(
                        .object(.required("act", .constant(.string("publish"))), .required("address", .line(1...500)), .required("day", .day), .required("digest", digest)),
                        .object(
                            .required("act", .constant(.string("withhold"))), .required("ground", .choice(of: Publication.Ground.self)), .required("decidedBy", .line(1...200)),
                            .required("decision", .prose(1...2_000))),
                        .object(.required("act", .constant(.string("correct"))), .required("day", .day), .required("digest", digest), .required("reason", .prose(1...2_000)),
                            .optional("approvedDigest", digest, Wording(zh: "重新批准公开的文件", en: "Of the file that was approved anew"))),
                        .object(
                            .required("act", .constant(.string("amend"))), .required("reason", .prose(1...2_000)), .optional("approvedOn", .day), .optional("approvalDocument", .line(0...200)),
                            .optional("approvedDigest", digest), .optional("address", .line(1...500)), .optional("day", .day), .optional("digest", digest),
                            .optional("notWithheld", .truth, Wording(zh: "撤回“不公开”", en: "Takes back that it is withheld"))))),
                ifMatch: .required, idempotencyKey: .optional, replies: [.ok(Shapes.publication, etag: true), .notFound, .conflict]
            ) { request in
                let record = try await movePublication(request, desk)
                return .ok(try record.shown(desk, on: desk.now.beijingDay, request.language), version: String(record.version))
            },
        ]
    }

    private static func movePublication(_ request: Request, _ desk: Desk) async throws -> PublicationRecord {
        let json = request.json, text = { (key: String) in json[key]?.string ?? "" }
        let (id, version, caller) = (try request.id("publication", PublicationRecord.self), try request.version(), try request.by)
        switch text("act") {
        case "publish": return try await desk.markPublished(id, version: version, address: text("address"), on: day(json["day"]), digest: text("digest"), by: caller)
        case "withhold":
            let ground = Publication.Ground(rawValue: text("ground")) ?? .otherLaw
            return try await desk.withhold(id, version: version, Publication.Withheld(ground: ground, decidedBy: text("decidedBy"), decision: text("decision")), by: caller)
        case "amend":
            var amendment = PublicationAmendment()
            func optionalDay(_ key: String) -> CalendarDay? { json[key]?.string.flatMap { CalendarDay(iso: $0) } }
            (amendment.approvedOn, amendment.day) = (optionalDay("approvedOn"), optionalDay("day"))
            (amendment.approvalDocument, amendment.approvedDigest) = (json["approvalDocument"]?.string, json["approvedDigest"]?.string)
            (amendment.address, amendment.digest, amendment.isNotWithheld) = (json["address"]?.string, json["digest"]?.string, json["notWithheld"]?.boolean ?? false)
            return try await desk.amendPublication(id, version: version, amendment, reason: text("reason"), by: caller)
        default:
            return try await desk.correctPublication(id, version: version, Publication.Correction(on: day(json["day"]), digest: text("digest"), reason: text("reason")), approvedDigest: json["approvedDigest"]?.string, by: caller)
        }
    }

    /// Yuan of a query.
    private static func amount(_ text: String?, _ pointer: String) throws -> Money? {
        guard let text else { return nil }
        guard let money = try? Money(ExactDecimal(parsing: text), .yuan) else {
            throw Problem(422, "invalid", Wording(zh: "金额超出范围", en: "The amount is out of range"), violations: [Violation(pointer, Wording(zh: "金额超出范围", en: "out of range"))])
        }
        return money
    }
}

extension UseOfResultsProfile {
    var shown: JSONValue {
        .object([
            "profile": mark.json, "title": title.json,
            "outcomes": .array(outcomes.value.map { outcome in
                .object([
                    "grade": .string(outcome.grade.name), "actions": .array(outcome.actions.map { .string($0.rawValue) }), "text": outcome.text.json, "cutPercent": .decimal(outcome.cutPercent),
                ])
            }),
            "advice": .array(advice.value.map { advice in
                .object([
                    "codes": .array(advice.codes.map { .string($0) }), "actions": .array(advice.actions.map { .string($0.rawValue) }), "text": advice.text.json, "cutPercent": .decimal(advice.cutPercent),
                ])
            }),
            "noticeDays": .integer(noticeDays.value), "reportDays": .integer(reportDays.value), "notRectified": notRectified.value.json, "basis": outcomes.reference.wording.json,
        ])
    }
}
