import BudgetModel
import Casework
import JSONText
import Quantities
import Storage

extension OfficeOperations {
    static func programmes(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .get, "/api/v1/programmes", id: "listProgrammes", tag: "programmes", Wording(zh: "项目清单", en: "List programmes"), caller: read,
                query: Page.parameters + [.uuid("unit", Wording(zh: "实施单位", en: "Unit"))], replies: [.page(of: Shapes.programme)]
            ) { request in
                let found = try await desk.programmes(unit: Request.id(request.text("unit")), after: try request.cursor(), limit: request.pageLimit + 1, by: request.by)
                return request.page(of: found, place: \.id.text, \.shown)
            },
            Operation(
                .post, "/api/v1/programmes", id: "addProgramme", tag: "programmes", Wording(zh: "新增项目", en: "Add a programme"), caller: manage, body: .json(Shapes.programmeDraft), idempotencyKey: .optional,
                replies: [.created(Shapes.programme, etag: true), .notFound, .conflict]
            ) { request in
                let programme = try await desk.addProgramme(programmeDraft(request.json), by: request.by)
                return .created(programme.shown, at: "/api/v1/programmes/" + programme.id.text, version: String(programme.version))
            },
            Operation(
                .get, "/api/v1/programmes/{programme}", id: "getProgramme", tag: "programmes", Wording(zh: "读取项目", en: "Read a programme"), caller: read, path: [.uuid("programme")],
                replies: [.ok(Shapes.programme, etag: true), .notFound]
            ) { request in
                let programme = try await desk.programme(request.id("programme"), by: request.by)
                return .ok(programme.shown, version: String(programme.version))
            },
            Operation(
                .put, "/api/v1/programmes/{programme}", id: "changeProgramme", tag: "programmes", Wording(zh: "修改项目", en: "Change a programme"), caller: manage, path: [.uuid("programme")],
                body: .json(.object(.required("programme", Shapes.programmeDraft), .optional("closedOn", Schema.day.nullable))), ifMatch: .required,
                replies: [.ok(Shapes.programme, etag: true), .notFound, .conflict]
            ) { request in
                let programme = try await desk.changeProgramme(
                    request.id("programme"), version: request.version(), to: programmeDraft(request.json["programme"] ?? .null), closedOn: optionalDay(request.json["closedOn"]), by: request.by)
                return .ok(programme.shown, version: String(programme.version))
            },
            Operation(
                .get, "/api/v1/budget", id: "getBudget", tag: "programmes", Wording(zh: "一个对象一年的预算和执行", en: "Budget and execution of an object and year"), caller: read,
                query: [
                    .uuid("programme", Wording(zh: "项目（与 unit 二选一）", en: "Programme, or else unit")), .uuid("unit", Wording(zh: "单位整体", en: "Unit as a whole")),
                    .integer("year", 1990...2100, Wording(zh: "年度", en: "Year")).required,
                ], replies: [.ok(.object(.required("entries", .list(Shapes.budgetEntry)), .required("sums", .list(Shapes.budgetLine)))), .notFound, .problem(422, Wording(zh: "没有注明项目或单位", en: "Neither programme nor unit is named, or both"))]
            ) { request in
                let budget = try await desk.budget(of: object(request.text("programme"), request.text("unit")), year: Int(request.integer("year") ?? 0), by: request.by)
                return .ok(.object(["entries": .array(budget.entries.map(\.shown)), "sums": .array(budget.sums.lines.map(\.shown))]))
            },
            Operation(
                .post, "/api/v1/budget", id: "addBudgetEntry", tag: "programmes", Wording(zh: "登记预算、调整、到位、执行", en: "Register an amount"), caller: manage, body: .json(Shapes.budgetDraft),
                idempotencyKey: .optional, replies: [.created(Shapes.budgetEntry), .notFound, .conflict]
            ) { request in
                let json = request.json
                guard let source = json["source"]?.string.flatMap(FundSource.init), let kind = json["kind"]?.string.flatMap(BudgetEntryKind.init),
                    let amount = json["amount"]?.string.flatMap({ try? Money(ExactDecimal(parsing: $0), .yuan) })
                else { throw Problem(422, "invalid", Wording(zh: "金额超出范围", en: "The amount is out of range"), violations: [Violation("/amount", Wording(zh: "金额超出范围", en: "out of range"))]) }
                let entry = try await desk.addBudget(
                    BudgetDraft(
                        object: object(json["programme"]?.string, json["unit"]?.string), year: Int(json["year"]?.integer ?? 0), source: source, kind: kind, amount: amount, day: day(json["day"]),
                        document: json["document"]?.string ?? "", reason: json["reason"]?.string ?? ""), by: request.by)
                return .created(entry.shown, at: "/api/v1/budget?year=\(entry.year)&" + (entry.programmeID.map { "programme=" + $0.text } ?? "unit=" + entry.unitID.text))
            },
        ]
    }

    /// Either a programme or a unit as a whole.
    static func object(_ programme: String?, _ unit: String?) throws -> BudgetObject {
        switch (programme, unit) {
        case (let programme?, nil): return .programme(try id(.string(programme)))
        case (nil, let unit?): return .unit(try id(.string(unit)))
        default:
            throw Problem(422, "invalid", Wording(zh: "请注明项目或单位，二者只能有一个", en: "Please name either a programme or a unit"))
        }
    }

    private static func programmeDraft(_ json: JSONValue) throws -> ProgrammeDraft {
        ProgrammeDraft(
            code: json["code"]?.string ?? "", name: json["name"]?.string ?? "", unit: try id(json["unit"]), projectClass: json["projectClass"]?.string ?? "", nature: json["nature"]?.string ?? "",
            startsIn: Int(json["startsIn"]?.integer ?? 0), endsIn: json["endsIn"]?.integer.map { Int($0) }, needsExAnte: json["needsExAnte"]?.boolean ?? false, isSecret: json["isSecret"]?.boolean ?? false)
    }
}
