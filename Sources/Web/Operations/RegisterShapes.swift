import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

/// The documents and registers after self-evaluation, as the interface takes and shows them.
extension Shapes {
    static let wording = Schema.component("Wording", .object(.required("zh", .string(0...4_000)), .required("en", .string(0...4_000))))

    static let points = Schema.decimal(scale: 6)

    static let percent = Schema.string(pattern: Pattern("^(100(\\.0{1,6})?|[1-9]?[0-9](\\.[0-9]{1,6})?)$", Wording(zh: "0 到 100 的数，最多 6 位小数", en: "a number from 0 to 100 with at most six decimals"))).saying(Wording(zh: "百分之几，0 到 100", en: "Percent, 0 to 100"))

    static let share = Schema.string(pattern: Pattern("^(1(\\.0{1,6})?|0(\\.[0-9]{1,6})?)$", Wording(zh: "0 到 1 的数，最多 6 位小数", en: "a number from 0 to 1 with at most six decimals"))).saying(Wording(zh: "0 到 1 之间的份额", en: "A share, 0 to 1"))

    /// In documents that are kept as they were sent, money has both its decimals.
    static let fullMoney = Schema.decimal(scale: 2, isExact: true).saying(Wording(zh: "元，写满两位小数", en: "Yuan with both decimals"))

    static let indicatorKey = Schema.component(
        "IndicatorKey",
        .object(
            .required("level1", .line(0...200)), .required("level2", .line(0...200)), .required("name", .prose(max: 1_000)),
            .optional("ordinal", .integer(1...10_000), Wording(zh: "同名的第几个", en: "Which of several with the same name"))))

    static let reEvaluationSheet = Schema.component(
        "ReEvaluationSheet",
        .object(
            .required("base", .choice(of: ReEvaluationSheet.Base.self), Wording(zh: "在哪个得分上扣分", en: "From which points deductions are taken")),
            .required(
                "rows",
                .list(
                    .object(
                        .required("indicator", indicatorKey), .optional("determinedActual", Schema.line(0...500).nullable), .optional("rescored", points.nullable, Wording(zh: "系统按复核完成值核算的得分；填的不同会被拒绝", en: "The computed points of the determined actual; others are refused")),
                        .optional(
                            "deductions",
                            .list(
                                .object(
                                    .optional("rule", Schema.integer(1...999).nullable), .optional("level", Schema.choice(of: DefectLevel.self).nullable), .optional("share", share.nullable),
                                    .optional("reason", .prose(max: 2_000)), .optional("evidence", Schema.line(0...500).nullable)), 0...50)),
                        .optional("determined", points.nullable), .optional("remark", Schema.prose(max: 2_000).nullable)), 0...1_000)),
            .optional(
                "execution",
                Schema.object(.optional("budget", fullMoney.nullable), .optional("executed", fullMoney.nullable), .optional("remark", Schema.prose(max: 2_000).nullable)).nullable),
            .optional(
                "reportChecks", .list(.object(.required("rule", .integer(0...999)), .required("holds", .truth), .optional("remark", Schema.prose(max: 2_000).nullable)), 0...100))))

    static let survey = Schema.component(
        "SatisfactionSurvey",
        .object(
            .required("indicator", indicatorKey), .optional("instrument", Schema.choice(of: SatisfactionProvenance.Instrument.self).nullable), .optional("population", count.nullable),
            .optional("sample", count.nullable), .optional("answers", count.nullable), .optional("satisfied", count.nullable),
            .optional("scale", .list(.object(.required("label", .line(0...40)), .required("share", share), .required("count", count)), 0...20)), .optional("from", Schema.day.nullable),
            .optional("to", Schema.day.nullable), .optional("conductedBy", Schema.line(0...200).nullable), .optional("evidence", Schema.line(0...500).nullable)))

    static let count = Schema.integer(0...1_000_000_000)

    static let shortfall = Schema.component(
        "Shortfall",
        .object(
            .required("code", .string()), .required("severity", .choice(of: Severity.self)), .required("pointer", .string()), .required("indicator", .any), .required("message", .any),
            .required("basis", .any), .required("help", .any)))

    static let sample = Schema.component(
        "Sample", .object(.required("id", .uuid), .required("year", .integer()), .required("seed", .string()), .required("madeAt", .moment), .required("body", .any)))

    static let budgetEffect = Schema.component(
        "BudgetEffect",
        .object(.required("budgetYear", year), .optional("percent", percent.nullable), .optional("request", fullMoney.nullable), .optional("amount", fullMoney.nullable)))

    static let useEntry = Schema.component(
        "UseEntry",
        .object(
            .optional("code", Schema.line(0...40).nullable), .required("finding", wording), .required("advice", wording), .required("actions", .list(.choice(of: ResultAction.self), 0...20)),
            .optional("effect", budgetEffect.nullable), .required("basis", wording), .required("state", .choice(of: UseEntry.State.self)), .optional("decidedBy", Schema.line(0...200).nullable),
            .optional("decision", Schema.prose(max: 2_000).nullable)))

    static let use = Schema.component(
        "Use",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("case", .uuid), .required("unit", .uuid), .required("year", .integer()), .required("entry", .any),
            .required("changedAt", .moment)))

    static let ticket = Schema.component(
        "Rectification",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("case", .uuid), .required("unit", .uuid), .required("state", .choice(of: RectificationTicket.State.self)),
            .required("dueOn", .day), .required("isOverdue", .truth), .required("next", .list(.choice(of: RectificationTicket.Action.self))), .required("ticket", .any), .required("changedAt", .moment)))

    static let publication = Schema.component(
        "Publication",
        .object(
            .required("id", .uuid), .required("version", .integer(1...)), .required("case", Schema.uuid.nullable), .required("unit", .uuid), .required("kind", .choice(of: PublishedKind.self)),
            .required("dueOn", .day), .required("status", .string()), .required("statusText", .string()), .required("shortfalls", .list(shortfall)), .required("publication", .any),
            .required("changedAt", .moment)))
}

extension SampleRecord: Shown {
    var shown: JSONValue {
        .object(["id": .string(id.text), "year": .integer(year), "seed": .string(seed), "madeAt": madeAt.shown, "body": (try? JSONParser.parse(body)) ?? .null])
    }
}

extension UseEntryRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "case": .string(caseID.text), "unit": .string(unitID.text), "year": .integer(year), "entry": (try? Desk.use(self).entry.json) ?? .null,
            "changedAt": changedAt.shown,
        ])
    }
}

extension TicketRecord {
    /// As it stands on a day; who made its moves is the chain's to say.
    func shown(on day: CalendarDay) throws -> JSONValue {
        let ticket = try Desk.ticket(self).ticket
        return .object([
            "id": .string(id.text), "version": .integer(version), "case": .string(caseID.text), "unit": .string(unitID.text), "state": .string(state), "dueOn": .string(dueOn.iso),
            "isOverdue": .bool(ticket.isOverdue(on: day)), "next": .array(ticket.nextActions.map { .string($0.rawValue) }), "ticket": ticket.json, "changedAt": changedAt.shown,
        ])
    }
}

/// As a late change is shown it: without what depends on the day.
extension TicketRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "case": .string(caseID.text), "unit": .string(unitID.text), "state": .string(state), "dueOn": .string(dueOn.iso),
            "ticket": (try? Desk.ticket(self).ticket.json) ?? .null, "changedAt": changedAt.shown,
        ])
    }
}

extension PublicationRecord: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "version": .integer(version), "case": .text(caseID?.text), "unit": .string(unitID.text), "kind": .string(kind), "dueOn": .string(dueOn.iso),
            "publishedOn": .text(publishedOn?.iso), "publication": (try? JSONParser.parse(body)) ?? .null, "changedAt": changedAt.shown,
        ])
    }
}

extension PublicationRecord {
    func shown(_ desk: Desk, on day: CalendarDay, _ language: Language) throws -> JSONValue {
        let (publication, status, shortfalls) = try desk.standing(self, on: day)
        return .object([
            "id": .string(id.text), "version": .integer(version), "case": .text(caseID?.text), "unit": .string(unitID.text), "kind": .string(kind), "dueOn": .string(dueOn.iso),
            "status": .string(status.code), "statusText": .string(status.wording(language)), "shortfalls": .array(shortfalls.map(\.json)), "publication": publication.json, "changedAt": changedAt.shown,
        ])
    }
}
