import BudgetModel
import Casework
import JSONText
import Quantities
import Storage

extension OfficeOperations {
    static func units(_ desk: Desk) -> [Operation] {
        let draft = Shapes.unitDraft
        let reason = Schema.line(1...500)
        return [
            Operation(
                .get, "/api/v1/units", id: "listUnits", tag: "units", Wording(zh: "单位清单，按编码", en: "List units, by code"), caller: read, query: Page.parameters, replies: [.page(of: Shapes.unit)]
            ) { request in request.page(of: try await desk.units(after: request.listPlace(), limit: request.pageLimit + 1, by: request.by), place: { ListPlace($0.code, $0.id.text).text }, \.shown) },
            Operation(
                .post, "/api/v1/units", id: "openUnit", tag: "units", Wording(zh: "设立单位", en: "Open a unit"), caller: manage,
                body: .json(.object(.required("unit", draft), .required("day", .day), .optional("reason", .line(0...500)))), idempotencyKey: .optional,
                replies: [.created(Shapes.unit, etag: true), .notFound, .conflict]
            ) { request in
                let unit = try await desk.openUnit(unitDraft(request.json["unit"]), on: day(request.json["day"]), reason: request.json["reason"]?.string ?? "", by: request.by)
                return .created(unit.shown, at: "/api/v1/units/" + unit.id.text, version: String(unit.version))
            },
            Operation(
                .get, "/api/v1/units/{unit}", id: "getUnit", tag: "units", Wording(zh: "读取单位", en: "Read a unit"), caller: read, path: [.uuid("unit")], replies: [.ok(Shapes.unit, etag: true), .notFound]
            ) { request in
                let unit = try await desk.unit(request.id("unit"), by: request.by)
                return .ok(unit.shown, version: String(unit.version))
            },
            Operation(
                .get, "/api/v1/units/{unit}/history", id: "getUnitHistory", tag: "units", Wording(zh: "单位的沿革", en: "What a unit was and became"), caller: read, path: [.uuid("unit")],
                replies: [.ok(.object(.required("periods", .list(Shapes.unitPeriod)), .required("changes", .list(Shapes.unitChange)))), .notFound]
            ) { request in
                let history = try await desk.history(of: request.id("unit"), by: request.by)
                return .ok(.object(["periods": .array(history.periods.map(\.shown)), "changes": .array(history.changes.map(\.shown))]))
            },
            Operation(
                .post, "/api/v1/unit-changes", id: "changeUnits", tag: "units", Wording(zh: "单位更名、划转、合并、拆分、撤销", en: "Rename, move, merge, split or close units"), caller: manage,
                body: .json(
                    .oneOf(
                        .object(
                            .required("kind", .constant(.string("rename"))), .required("unit", .uuid), .optional("code", .string(1...21, pattern: Pattern("^[0-9A-Za-z]{1,21}$", Wording(zh: "1 到 21 位数字和字母", en: "1 to 21 digits and letters")))), .optional("name", .line(1...180)),
                            .required("day", .day), .required("reason", reason)),
                        .object(.required("kind", .constant(.string("move"))), .required("unit", .uuid), .required("below", Schema.uuid.nullable), .required("day", .day), .required("reason", reason)),
                        .object(.required("kind", .constant(.string("merge"))), .required("units", .list(.uuid, 1...100)), .required("into", .uuid), .required("day", .day), .required("reason", reason)),
                        .object(
                            .required("kind", .constant(.string("split"))), .required("unit", .uuid), .required("into", .list(draft, 2...20)), .required("keeper", .integer(0...19)), .required("day", .day),
                            .required("reason", reason)),
                        .object(.required("kind", .constant(.string("close"))), .required("unit", .uuid), .optional("successor", Schema.uuid.nullable), .required("day", .day), .required("reason", reason)))),
                idempotencyKey: .optional, replies: [.ok(.object(.required("items", .list(Shapes.unit)))), .notFound, .conflict]
            ) { request in
                let units = try await desk.change(unitChange(request.json), on: day(request.json["day"]), reason: request.json["reason"]?.string ?? "", by: request.by)
                return .ok(.object(["items": .array(units.map(\.shown))]))
            },
        ]
    }

    static func day(_ json: JSONValue?) throws -> CalendarDay {
        guard let day = json?.string.flatMap(CalendarDay.init(iso:)) else { throw Problem(422, "invalid", Wording(zh: "日期写法不对", en: "This is no day")) }
        return day
    }

    static func optionalDay(_ json: JSONValue?) throws -> CalendarDay? {
        guard let json, !json.isNull else { return nil }
        return try day(json)
    }

    /// An identifier of a body.
    static func id<Thing>(_ json: JSONValue?, _: Thing.Type = Thing.self) throws -> Identifier<Thing> {
        guard let id = Request.id(json?.string, Thing.self) else { throw Problem.noSuchThing }
        return id
    }

    private static func unitDraft(_ json: JSONValue?) throws -> UnitDraft {
        guard let json, let kind = json["kind"]?.string.flatMap(UnitKind.init) else { throw Problem.noSuchThing }
        return UnitDraft(kind: kind, code: json["code"]?.string ?? "", name: json["name"]?.string ?? "", parent: Request.id(json["parent"]?.string))
    }

    private static func unitChange(_ json: JSONValue) throws -> UnitChange {
        switch json["kind"]?.string {
        case "rename": .rename(try id(json["unit"]), code: json["code"]?.string, name: json["name"]?.string)
        case "move": .move(try id(json["unit"]), below: Request.id(json["below"]?.string))
        case "merge": .merge(try (json["units"]?.elements ?? []).map { try id($0) }, into: try id(json["into"]))
        case "split": .split(try id(json["unit"]), into: try (json["into"]?.elements ?? []).map { try unitDraft($0) }, keeper: Int(json["keeper"]?.integer ?? 0))
        default: .close(try id(json["unit"]), successor: Request.id(json["successor"]?.string))
        }
    }
}
