import BudgetModel
import Casework
import JSONText
import Office

extension OfficeOperations {
    /// The frameworks and profiles a region works by.
    static func rules(_ desk: Desk) -> [Operation] {
        let kind = Parameter.choice("kind", RuleKind.allCases.map(\.rawValue), Wording(zh: "哪一类规则", en: "Kind of rules"))
        return [
            Operation(.get, "/api/v1/rules", id: "listRules", tag: "rules", Wording(zh: "本地区现行的评分规则和各环节方案", en: "The frameworks and profiles the region works by"), caller: read, replies: [.ok(.list(Shapes.rules))]) { request in
                .ok(.array(try await desk.rulesInForce(by: request.by).map { $0.shown() }))
            },
            Operation(
                .get, "/api/v1/rules/{kind}", id: "getRules", tag: "rules", Wording(zh: "一类规则的文本", en: "Rules of a kind with their text"), caller: read, path: [kind],
                replies: [.ok(Shapes.rules, etag: true), .notFound]
            ) { request in
                let (inForce, text) = try await desk.rules(ruleKind(request), by: request.by)
                return .ok(inForce.shown(text), version: String(inForce.version))
            },
            Operation(
                .put, "/api/v1/rules/{kind}", id: "chooseRules", tag: "rules",
                Wording(zh: "选用内置的规则，或上传本地区自己的（YAML）；已经核算、审核的不变", en: "Choose shipped rules or upload own ones in YAML; what was scored and reviewed stays"), caller: manage, path: [kind],
                body: .json(
                    .object(
                        .required("reason", .prose(1...2_000)), .optional("shipped", Schema.line(1...100), Wording(zh: "内置规则的编号", en: "Id of shipped rules")),
                        .optional("text", .prose(max: Desk.ruleTextLimit), Wording(zh: "自己的规则全文；与 shipped 都不填则恢复默认", en: "Own rules in full; with neither, the usual ones again"))), limitBytes: 2 << 20),
                ifMatch: .required, idempotencyKey: .optional, replies: [.ok(Shapes.rules, etag: true), .notFound, .conflict]
            ) { request in
                let wish: RuleWish
                switch (request.json["shipped"]?.string, request.json["text"]?.string) {
                case (nil, nil): wish = .usual
                case (let id?, nil): wish = .shipped(id)
                case (nil, let text?): wish = .own(text)
                default: throw Problem(422, "invalid", Wording(zh: "shipped 和 text 只能填一个", en: "Please give either shipped or text"))
                }
                let inForce = try await desk.chooseRules(ruleKind(request), version: request.version(), wish, reason: request.json["reason"]?.string ?? "", by: request.by)
                return .ok(inForce.shown(), version: String(inForce.version))
            },
        ]
    }

    private static func ruleKind(_ request: Request) throws -> RuleKind {
        guard let kind = RuleKind(rawValue: try request.path("kind")) else { throw Problem.noSuchThing }
        return kind
    }
}

extension Shapes {
    static let rules = Schema.component(
        "Rules",
        .object(
            .required("kind", .choice(of: RuleKind.self)), .required("title", .string()), .required("name", Schema.string().nullable, Wording(zh: "规则编号；空为按各表自动选择或内置的第一个", en: "Its id; null where the program chooses")),
            .required("isOwn", .truth), .required("version", .integer(0...)), .required("changedAt", Schema.moment.nullable), .required("shipped", .list(.string())), .optional("text", Schema.string().nullable)))
}

extension RulesInForce {
    /// - Parameter text: shown where it is asked for.
    fileprivate func shown(_ text: String?? = nil) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("kind", .string(kind.rawValue)), .init("title", .string(kind.wording.zh)), .init("name", .text(name)), .init("isOwn", .bool(isOwn)), .init("version", .integer(version)),
            .init("changedAt", changedAt.shown), .init("shipped", .array(shipped.map(JSONValue.string))),
        ]
        if let text { members.append(.init("text", .text(text))) }
        return .object(members)
    }
}
