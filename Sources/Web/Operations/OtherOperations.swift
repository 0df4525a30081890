import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

extension OfficeOperations {
    private static func evidenceDraft(_ request: Request) -> EvidenceDraft {
        EvidenceDraft(
            fileName: request.text("name") ?? "", bytes: request.bytes, kind: request.text("kind").flatMap(EvidenceKind.init) ?? .other, stage: Request.id(request.text("stage")),
            indicator: request.text("indicator"), source: request.text("source") ?? "", day: request.text("day").flatMap { CalendarDay(iso: $0) })
    }

    static func evidence(_ desk: Desk) -> [Operation] {
        let paper: [Parameter] = [
            .text("name", .line(1...200), Wording(zh: "文件名", en: "File name")).required, .choice("kind", EvidenceKind.allCases.map(\.rawValue), Wording(zh: "种类", en: "What it is")).required,
            .text("source", .line(1...200), Wording(zh: "出具单位", en: "Who issued it")), .day("day", Wording(zh: "材料日期", en: "Day of the paper")),
        ]
        let kept = ReplyRule.created(
            .object(
                .required("evidence", Shapes.evidence), .required("usedBefore", .list(Shapes.evidence), Wording(zh: "同一文件以前用在哪里", en: "Where the same file was used before")),
                .required("usedElsewhere", .integer(0...), Wording(zh: "在您无权查看的地方用过几次", en: "How often where you may not look"))))
        return [
            Operation(
                .get, "/api/v1/cases/{case}/evidence", id: "listEvidence", tag: "evidence", Wording(zh: "个案的佐证材料", en: "Evidence of a case"), caller: read, path: [.uuid("case")],
                query: Page.parameters, replies: [.page(of: Shapes.evidence), .notFound]
            ) { request in
                request.page(of: try await desk.evidence(of: request.id("case"), after: request.cursor() ?? "", limit: request.pageLimit + 1, by: request.by), place: \.id.text, \.shown)
            },
            Operation(
                .post, "/api/v1/cases/{case}/evidence", id: "attachEvidence", tag: "evidence", Wording(zh: "上传佐证材料", en: "Attach evidence"), caller: write, path: [.uuid("case")],
                query: paper + [.uuid("stage", Wording(zh: "环节", en: "Stage")), .text("indicator", .line(1...500), Wording(zh: "证明哪个指标", en: "The indicator it proves"))],
                body: .upload(["application/octet-stream"], limitBytes: Desk.evidenceLimit), replies: [kept, .notFound, .conflict, .problem(422, Wording(zh: "不收这种文件", en: "Files of this type are not taken"))]
            ) { request in
                let evidence = try await desk.attach(evidenceDraft(request), to: request.id("case"), by: request.by)
                return .created(evidence.shown, at: "/api/v1/evidence/" + evidence.record.id.text)
            },
            Operation(
                .post, "/api/v1/tickets/{ticket}/evidence", id: "attachTicketEvidence", tag: "evidence", Wording(zh: "上传整改的佐证材料", en: "Attach evidence to a rectification"), caller: write, path: [.uuid("ticket")],
                query: paper, body: .upload(["application/octet-stream"], limitBytes: Desk.evidenceLimit),
                replies: [kept, .notFound, .conflict, .problem(422, Wording(zh: "不收这种文件", en: "Files of this type are not taken"))]
            ) { request in
                let evidence = try await desk.attach(evidenceDraft(request), toTicket: request.id("ticket"), by: request.by)
                return .created(evidence.shown, at: "/api/v1/evidence/" + evidence.record.id.text)
            },
            Operation(
                .get, "/api/v1/evidence/{evidence}", id: "getEvidence", tag: "evidence", Wording(zh: "下载佐证材料", en: "Fetch evidence"), caller: read, path: [.uuid("evidence")],
                replies: [.file("application/octet-stream", etag: true), .notFound]
            ) { request in
                let (record, bytes) = try await desk.evidence(request.id("evidence"), by: request.by)
                return .file(bytes, "application/octet-stream", named: record.fileName, version: String(record.digest.suffix(64)))
            },
        ]
    }

    static func windows(_ desk: Desk) -> [Operation] {
        let span = { (more: [Schema.Property]) in Schema.object(more + [.required("from", .day), .required("through", .day), .optional("note", .line(0...500))]) }
        return [
            Operation(
                .get, "/api/v1/windows", id: "listWindows", tag: "windows", Wording(zh: "填报期限和单独延期", en: "Windows and exceptions"), caller: read,
                query: [.integer("year", 1990...2100, Wording(zh: "年度", en: "Year"))], replies: [.ok(.object(.required("windows", .list(Shapes.window)), .required("exceptions", .list(Shapes.exception))))]
            ) { request in
                let found = try await desk.windows(year: request.integer("year").map { Int($0) }, by: request.by)
                return .ok(.object(["windows": .array(found.windows.map(\.shown)), "exceptions": .array(found.exceptions.map(\.shown))]))
            },
            Operation(
                .post, "/api/v1/windows", id: "setWindow", tag: "windows", Wording(zh: "设定填报期限（北京时间）", en: "Set a window, in Beijing days"), caller: manage,
                body: .json(span([.required("stage", .choice(of: StageKind.self)), .required("year", Shapes.year)])), idempotencyKey: .optional, replies: [.created(Shapes.window, etag: true), .conflict]
            ) { request in
                guard let stage = request.json["stage"]?.string.flatMap(StageKind.init) else { throw Problem.noSuchThing }
                let window = try await desk.setWindow(
                    stage, year: Int(request.json["year"]?.integer ?? 0), from: day(request.json["from"]), through: day(request.json["through"]), note: request.json["note"]?.string ?? "", by: request.by)
                return .created(window.shown, at: "/api/v1/windows/" + window.id.text, version: String(window.version))
            },
            Operation(
                .put, "/api/v1/windows/{window}", id: "changeWindow", tag: "windows", Wording(zh: "修改填报期限", en: "Change a window"), caller: manage, path: [.uuid("window")], body: .json(span([])),
                ifMatch: .required, replies: [.ok(Shapes.window, etag: true), .notFound, .conflict]
            ) { request in
                let window = try await desk.changeWindow(
                    request.id("window"), version: request.version(), from: day(request.json["from"]), through: day(request.json["through"]), note: request.json["note"]?.string ?? "", by: request.by)
                return .ok(window.shown, version: String(window.version))
            },
            Operation(
                .post, "/api/v1/windows/{window}/exceptions", id: "makeException", tag: "windows", Wording(zh: "给一个单位单独延期", en: "Give one unit more time"), caller: manage, path: [.uuid("window")],
                body: .json(.object(.required("unit", .uuid), .required("through", .day), .required("reason", .line(1...500)))), idempotencyKey: .optional, replies: [.created(Shapes.exception), .notFound, .conflict]
            ) { request in
                let exception = try await desk.makeException(
                    of: request.id("window"), for: id(request.json["unit"]), through: day(request.json["through"]), reason: request.json["reason"]?.string ?? "", by: request.by)
                return .created(exception.shown, at: "/api/v1/windows")
            },
        ]
    }

    static func people(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .get, "/api/v1/people", id: "listPeople", tag: "people", Wording(zh: "账号", en: "Accounts"), caller: manage, query: Page.parameters, replies: [.page(of: Shapes.person)]
            ) { request in request.page(of: try await desk.people(after: request.cursor() ?? "", limit: request.pageLimit + 1, by: request.by), place: \.login, \.shown) },
            Operation(
                .post, "/api/v1/people", id: "addPerson", tag: "people", Wording(zh: "新建账号", en: "Add an account"), caller: manage,
                body: .json(.object(.required("login", .string(2...64, pattern: Pattern("^[A-Za-z0-9][A-Za-z0-9._@-]{1,63}$", Wording(zh: "2 到 64 位字母、数字和 . _ @ -，以字母或数字开头", en: "2 to 64 letters, digits and . _ @ -, beginning with a letter or digit")))), .required("name", .line(1...60)), .required("password", .string(10...500)))),
                replies: [.created(Shapes.person, etag: true), .conflict]
            ) { request in
                let person = try await desk.addPerson(login: request.json["login"]?.string ?? "", name: request.json["name"]?.string ?? "", password: request.json["password"]?.string ?? "", by: request.by)
                return .created(person.shown, at: "/api/v1/people/" + person.id.text, version: String(person.version))
            },
            Operation(
                .put, "/api/v1/people/{person}/password", id: "setPassword", tag: "people", Wording(zh: "改自己的密码，或给别人重设", en: "Change one's own password, or set somebody else's"),
                details: Wording(
                    zh: "改自己的要写现在的密码；别人的由管理员重设，本人下次登录须先改密码。其他登录一律失效，令牌作废（keepTokens 为 true 时保留）。",
                    en: "One's own takes the present one; somebody else's is set by an administrator, and that person has to choose another at the next login. All other sessions end, and tokens are revoked unless keepTokens is true."),
                caller: .session, path: [.uuid("person")],
                body: .json(
                    .object(
                        .required("password", .string(10...500)), .optional("oldPassword", .string(1...1_000), Wording(zh: "现在的密码；改自己的密码时必填", en: "The present one; required for one's own")),
                        .optional("keepTokens", .truth, Wording(zh: "不作废令牌", en: "Tokens go on")))),
                replies: [.noContent, .notFound, .conflict]
            ) { request in
                try await desk.setPassword(
                    of: request.id("person"), to: request.json["password"]?.string ?? "", old: request.json["oldPassword"]?.string, keepsTokens: request.json["keepTokens"]?.boolean ?? false, by: request.by)
                return .noContent
            },
            Operation(
                .put, "/api/v1/people/{person}/open", id: "setPersonOpen", tag: "people", Wording(zh: "启用或停用账号", en: "Open or close an account"), caller: manage, path: [.uuid("person")],
                body: .json(.object(.required("isOpen", .truth))), replies: [.ok(Shapes.person, etag: true), .notFound]
            ) { request in
                let person = try await desk.setOpen(request.json["isOpen"]?.boolean ?? false, request.id("person"), by: request.by)
                return .ok(person.shown, version: String(person.version))
            },
            Operation(
                .get, "/api/v1/grants", id: "listGrants", tag: "people", Wording(zh: "授权", en: "Grants of roles"), caller: manage, query: Page.parameters, replies: [.page(of: Shapes.grant)]
            ) { request in request.page(of: try await desk.grants(after: request.cursor() ?? "", limit: request.pageLimit + 1, by: request.by), place: \.id.text, \.shown) },
            Operation(
                .post, "/api/v1/grants", id: "grantRole", tag: "people", Wording(zh: "授予角色", en: "Grant a role"), caller: manage,
                body: .json(
                    .object(
                        .required("person", .uuid), .required("role", .choice(of: Role.self)), .optional("unit", Schema.uuid.nullable), .optional("from", Schema.day.nullable), .optional("until", Schema.day.nullable))),
                idempotencyKey: .optional, replies: [.created(Shapes.grant), .notFound]
            ) { request in
                guard let role = request.json["role"]?.string.flatMap(Role.init) else { throw Problem.noSuchThing }
                let grant = try await desk.grant(
                    role, on: Request.id(request.json["unit"]?.string), to: id(request.json["person"]), from: optionalDay(request.json["from"]), until: optionalDay(request.json["until"]), by: request.by)
                return .created(grant.shown, at: "/api/v1/grants")
            },
            Operation(
                .delete, "/api/v1/grants/{grant}", id: "revokeRole", tag: "people", Wording(zh: "收回角色", en: "Take a role back"), caller: manage, path: [.uuid("grant")], replies: [.noContent, .notFound]
            ) { request in
                _ = try await desk.revoke(request.id("grant"), by: request.by)
                return .noContent
            },
            Operation(
                .get, "/api/v1/delegations", id: "listDelegations", tag: "people", Wording(zh: "我委托别人、别人委托我的；管理员看到全部", en: "What one delegated and was delegated; administrators see all"), caller: read,
                query: Page.parameters, replies: [.page(of: Shapes.delegation)]
            ) { request in request.page(of: try await desk.delegations(after: request.cursor() ?? "", limit: request.pageLimit + 1, by: request.by), place: \.id.text, \.shown) },
            Operation(
                .post, "/api/v1/delegations", id: "delegate", tag: "people", Wording(zh: "委托别人代办几天", en: "Let somebody act in one's place"),
                details: Wording(zh: "只能本人登录后办理；系统管理员的角色不能委托。", en: "Only people at a page do it; the role of the administrator is never delegated."), caller: .session,
                body: .json(
                    .object(
                        .required("to", .uuid), .required("from", .day), .required("until", .day), .required("reason", .line(1...500)),
                        .optional("roles", .list(.choice(Role.allCases.filter { $0 != .admin }.map(\.rawValue)), 1...Role.allCases.count), Wording(zh: "只委托这些角色，不填为全部", en: "Only these roles; all if not given")))),
                idempotencyKey: .optional, replies: [.created(Shapes.delegation), .notFound]
            ) { request in
                let roles = request.json["roles"]?.elements.map { Set($0.compactMap { $0.string.flatMap(Role.init) }) }
                let made = try await desk.delegate(
                    to: id(request.json["to"]), from: day(request.json["from"]), until: day(request.json["until"]), roles: roles, reason: request.json["reason"]?.string ?? "", by: request.by)
                return .created(made.shown, at: "/api/v1/delegations")
            },
            Operation(
                .delete, "/api/v1/delegations/{delegation}", id: "endDelegation", tag: "people", Wording(zh: "收回委托", en: "End a delegation"), caller: write, path: [.uuid("delegation")],
                replies: [.noContent, .notFound]
            ) { request in
                _ = try await desk.endDelegation(request.id("delegation"), by: request.by)
                return .noContent
            },
            Operation(
                .get, "/api/v1/tokens", id: "listTokens", tag: "people", Wording(zh: "令牌", en: "Tokens"), caller: .session, query: Page.parameters, replies: [.page(of: Shapes.token)]
            ) { request in request.page(of: try await desk.tokens(after: request.cursor() ?? "", limit: request.pageLimit + 1, by: request.by), place: \.id.text, \.shown) },
            Operation(
                .post, "/api/v1/tokens", id: "makeToken", tag: "people", Wording(zh: "给自己签发令牌，密文只给这一次", en: "Make a token for oneself; its secret is given only now"), caller: .session,
                body: .json(.object(.required("name", .line(1...100)), .required("scopes", .list(.choice(of: Scope.self), 1...3)), .required("days", .integer(1...730)))),
                replies: [.created(.object(.required("token", Shapes.token), .required("secret", .string()))), .notFound]
            ) { request in
                let caller = try request.by
                let scopes = Set((request.json["scopes"]?.elements ?? []).compactMap { $0.string.flatMap(Scope.init) })
                let made = try await desk.makeToken(
                    for: id(.string(caller.id)), name: request.json["name"]?.string ?? "", scopes: scopes, days: Int(request.json["days"]?.integer ?? 0), by: caller)
                return .created(.object(["token": made.token.shown, "secret": .string(made.secret.text)]), at: "/api/v1/tokens/" + made.token.id.text)
            },
            Operation(
                .delete, "/api/v1/tokens/{token}", id: "revokeToken", tag: "people", Wording(zh: "作废令牌", en: "Revoke a token"), caller: .session, path: [.uuid("token")], replies: [.noContent, .notFound]
            ) { request in
                _ = try await desk.revokeToken(request.id("token"), by: request.by)
                return .noContent
            },
        ]
    }

    static func events(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .get, "/api/v1/events", id: "listEvents", tag: "events", Wording(zh: "操作记录链", en: "The audit chain"), caller: read,
                query: Page.parameters + [.uuid("case", Wording(zh: "只看一个个案", en: "Of one case only"))], replies: [.page(of: Shapes.event)]
            ) { request in
                let after = try request.cursor().map { text in
                    guard let seq = Int64(text) else { throw Problem.badCursor }
                    return seq
                }
                let found = try await desk.events(of: Request.id(request.text("case")), after: after ?? 0, limit: request.pageLimit + 1, by: request.by)
                return request.page(of: found, place: { String($0.seq) }, \.shown)
            },
            Operation(
                .get, "/api/v1/heads", id: "listHeads", tag: "events", Wording(zh: "已公布的链头，最近的在前", en: "Heads of the chain that were published, the latest first"), caller: read, query: Page.parameters,
                replies: [.page(of: Shapes.head)]
            ) { request in
                let before = try request.cursor().map { text in
                    guard let seq = Int64(text) else { throw Problem.badCursor }
                    return seq
                }
                return request.page(of: try await desk.publishedHeads(before: before, limit: request.pageLimit + 1, by: request.by), place: { String($0.seq) }, \.shown)
            },
            Operation(
                .post, "/api/v1/heads", id: "publishHead", tag: "events",
                Wording(zh: "登记链头公布在哪里；以后核对时，公布以前的记录换过就会指出", en: "Register where the head of the chain is published; verify then tells whether the chain before it was replaced"), caller: manage,
                body: .json(.object(.required("place", .line(1...500), Wording(zh: "网址、报纸或文号", en: "An address, a newspaper, the number of a letter")))), idempotencyKey: .optional, replies: [.created(Shapes.head), .notFound, .conflict]
            ) { request in .created(try await desk.publishHead(place: request.json["place"]?.string ?? "", by: request.by).shown, at: "/api/v1/heads") },
        ]
    }
}

extension Shapes {
    static let head = Schema.component(
        "PublishedHead",
        .object(.required("id", .uuid), .required("seq", .integer(1...)), .required("digest", .string()), .required("place", .string()), .required("madeAt", .moment)))
}

extension PublishedHeadRecord: Shown {
    var shown: JSONValue {
        .object(["id": .string(id.text), "seq": .integer(seq), "digest": .string(digest), "place": .string(place), "madeAt": madeAt.shown])
    }
}

extension KeptEvidence {
    fileprivate var shown: JSONValue { .object(["evidence": record.shown, "usedBefore": .array(usedBefore.map(\.shown)), "usedElsewhere": .integer(usedElsewhere)]) }
}
