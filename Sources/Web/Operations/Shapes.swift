import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

/// What the things of the office look like outside: each record once as JSON and once as its schema, so that neither is forgotten.
enum Shapes {
    static let region = Schema.component("Region", .object(.required("code", code), .required("name", .line(1...180)), .required("level", .choice(of: RegionLevel.self))))

    static let code = Schema.string(6...9, pattern: Pattern("^[0-9]{6,9}$", Wording(zh: "6 到 9 位数字", en: "six to nine digits")))

    static let unit = Schema.component(
        "Unit",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("kind", .choice(of: UnitKind.self)), .required("code", .string(), Wording(zh: "预算单位编码", en: "Budget unit code")),
            .required("name", .string()), .required("parent", .uuid.nullable), .required("openedOn", .day), .required("closedOn", .day.nullable),
            .required("successor", Schema.uuid.nullable, Wording(zh: "撤并以后由谁承接", en: "Who answers for it since it was closed"))))

    static let unitDraft = Schema.component(
        "UnitDraft",
        .object(
            .required("kind", .choice(of: UnitKind.self)), .required("code", .string(1...21, pattern: Pattern("^[0-9A-Za-z]{1,21}$", Wording(zh: "1 到 21 位数字和字母", en: "1 to 21 digits and letters")))), .required("name", .line(1...180)),
            .optional("parent", Schema.uuid.nullable)))

    static let unitPeriod = Schema.component(
        "UnitPeriod", .object(.required("from", .day), .required("code", .string()), .required("name", .string()), .required("parent", Schema.uuid.nullable)))

    static let unitChange = Schema.component(
        "UnitChange",
        .object(
            .required("kind", .choice(of: UnitChangeKind.self)), .required("day", .day), .required("reason", .string()), .required("before", .list(.uuid)), .required("after", .list(.uuid))))

    static let programme = Schema.component(
        "Programme",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("code", .string()), .required("name", .string()), .required("unit", .uuid), .required("projectClass", .string()),
            .required("nature", .string()), .required("startsIn", .integer()), .required("endsIn", Schema.integer().nullable), .required("needsExAnte", .truth), .required("isSecret", .truth),
            .required("closedOn", Schema.day.nullable)))

    static let year = Schema.integer(1990...2100)

    static let programmeDraft = Schema.component(
        "ProgrammeDraft",
        .object(
            .optional("code", .string(0...40, pattern: Pattern("^[0-9A-Za-z_-]{0,40}$", Wording(zh: "40 位以内的数字、字母、- 和 _", en: "at most 40 digits, letters, - and _")))), .required("name", .line(1...1_000)), .required("unit", .uuid), .optional("projectClass", .line(0...40)),
            .optional("nature", .line(0...40)), .required("startsIn", year), .optional("endsIn", year.nullable), .optional("needsExAnte", .truth), .optional("isSecret", .truth)))

    static let money = Schema.decimal(scale: 2).saying(Wording(zh: "元，两位小数", en: "Yuan with two decimals"))

    static let budgetEntry = Schema.component(
        "BudgetEntry",
        .object(
            .required("id", .uuid), .required("unit", .uuid), .required("programme", Schema.uuid.nullable), .required("year", .integer()), .required("source", .string()),
            .required("kind", .choice(of: BudgetEntryKind.self)), .required("amount", money), .required("day", .day), .required("document", .string()), .required("reason", .string())))

    static let budgetDraft = Schema.component(
        "BudgetEntryDraft",
        .object(
            .optional("unit", .uuid), .optional("programme", .uuid), .required("year", year), .required("source", .choice(FundSource.allCases.filter { $0 != .total }.map(\.rawValue))),
            .required("kind", .choice(of: BudgetEntryKind.self)), .required("amount", money), .required("day", .day), .optional("document", .line(0...200)), .optional("reason", .prose(max: 2_000))))

    static let budgetLine = Schema.component(
        "BudgetLine",
        .object(.required("source", .string()), .required("initial", money), .required("adjustment", money), .required("adjusted", money), .required("received", money), .required("executed", money)))

    static let stage = Schema.component(
        "Stage",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("case", .uuid), .required("kind", .choice(of: StageKind.self)), .required("round", .integer(1...)),
            .required("state", .choice(of: StageState.self)), .required("revision", Schema.uuid.nullable), .required("score", Schema.uuid.nullable), .required("approved", Schema.uuid.nullable),
            .required("total", Schema.string().nullable), .required("grade", Schema.string().nullable), .required("errors", .integer(0...)), .required("warnings", .integer(0...)),
            .required("handedInAt", Schema.moment.nullable), .required("approvedAt", Schema.moment.nullable), .required("changedAt", .moment)))

    static let caseShape = Schema.component(
        "Case",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("object", .choice(of: ObjectKind.self)), .required("unit", .uuid), .required("unitName", .string()),
            .required("programme", Schema.uuid.nullable), .required("year", .integer()), .required("name", .string()), .required("openedAt", .moment), .required("stages", .list(stage))))

    static let caseLine = Schema.component(
        "CaseLine",
        .object(
            .required("id", .uuid), .required("object", .choice(of: ObjectKind.self)), .required("unit", .uuid), .required("unitName", .string()), .required("year", .integer()), .required("name", .string()),
            .required("stage", stage.nullable)))

    static let finding = Schema.component(
        "StoredFinding",
        .object(
            .required("code", .string()), .required("severity", .choice(of: Severity.self)), .required("place", .string()), .required("message", .string()), .required("expected", Schema.string().nullable),
            .required("found", Schema.string().nullable), .required("difference", Schema.string().nullable), .required("comment", Schema.string().nullable)))

    static let refusal = Schema.component(
        "Refusal", .object(.required("act", .choice(of: Act.self)), .required("code", .string()), .required("why", .string()), .required("help", .string())))

    static let stageView = Schema.component(
        "StageView",
        .object(
            .required("stage", stage), .required("open", .list(.choice(of: Act.self)), Wording(zh: "现在可以做的", en: "What may be done now")),
            .required("refused", .list(refusal), Wording(zh: "现在不能做的和原因", en: "What may not, and why")), .required("findings", .list(finding)),
            .required("window", .object(.required("state", .choice(["unset", "open", "not-yet", "closed"])), .required("at", Schema.moment.nullable)))))

    static let revision = Schema.component(
        "Revision",
        .object(
            .required("id", .uuid), .required("stage", .uuid), .required("number", .integer(1...)), .required("layer", .choice(of: Layer.self)), .required("content", .choice(of: RevisionContent.self)),
            .required("framework", Schema.string().nullable), .required("engine", .string()), .required("basedOn", Schema.uuid.nullable), .required("source", Schema.string().nullable),
            .required("madeAt", .moment), .required("digest", .string()), .required("body", .any)))

    static let evidence = Schema.component(
        "Evidence",
        .object(
            .required("id", .uuid), .required("case", .uuid), .required("stage", Schema.uuid.nullable), .required("indicator", Schema.string().nullable), .required("digest", .string()),
            .required("size", .integer(0...)), .required("fileName", .string()), .required("mediaType", .string()), .required("kind", .string()), .required("source", .string()),
            .required("day", Schema.day.nullable), .required("madeAt", .moment)))

    static let window = Schema.component(
        "Window",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("stage", .choice(of: StageKind.self)), .required("year", .integer()), .required("opensAt", .moment),
            .required("closesAt", .moment), .required("note", .string())))

    static let exception = Schema.component(
        "WindowException", .object(.required("id", .uuid), .required("window", .uuid), .required("unit", .uuid), .required("untilAt", .moment), .required("reason", .string())))

    static let person = Schema.component(
        "Person", .object(.required("id", .uuid), .required("version", .integer(1...)), .required("login", .string()), .required("name", .string()), .required("isOpen", .truth),
            .required("mustChangePassword", .truth, Wording(zh: "密码是别人设的，本人还没有改", en: "Somebody else chose the password, and it was not changed yet"))))

    static let grant = Schema.component(
        "RoleGrant",
        .object(
            .required("id", .uuid), .required("person", .uuid), .required("role", .choice(of: Role.self)), .required("unit", Schema.uuid.nullable), .required("from", .day), .required("until", Schema.day.nullable),
            .required("revokedAt", Schema.moment.nullable)))

    static let delegation = Schema.component(
        "Delegation",
        .object(
            .required("id", .uuid), .required("from", .uuid), .required("to", .uuid), .required("fromDay", .day), .required("toDay", .day), .required("reason", .string()),
            .required("roles", Schema.list(.choice(of: Role.self)).nullable, Wording(zh: "只委托这些角色；null 为全部", en: "Limited to these roles; null for all")), .required("revokedAt", Schema.moment.nullable)))

    static let token = Schema.component(
        "Token",
        .object(
            .required("id", .uuid), .required("name", .string()), .required("person", .uuid), .required("scopes", .list(.choice(of: Scope.self))), .required("expiresAt", .moment),
            .required("revokedAt", Schema.moment.nullable)))

    static let event = Schema.component(
        "Event",
        .object(
            .required("seq", .integer(1...)), .required("at", .moment), .required("actor", .string()), .required("behalfOf", Schema.string().nullable), .required("channel", .choice(of: Channel.self)),
            .required("act", .string()), .required("case", Schema.string().nullable), .required("reason", .string()),
            .required("changes", .list(.object(.required("subject", .string()), .required("before", Schema.string().nullable), .required("after", Schema.string().nullable)))), .required("previous", .string()),
            .required("digest", .string())))
}
