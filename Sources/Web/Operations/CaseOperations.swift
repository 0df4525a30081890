import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

extension OfficeOperations {
    static func cases(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .get, "/api/v1/cases", id: "listCases", tag: "cases", Wording(zh: "个案清单", en: "List cases"), caller: read,
                query: Page.parameters + [
                    .uuid("unit", Wording(zh: "单位", en: "Unit")), .flag("own", Wording(zh: "不含下级单位", en: "Without units below")), .integer("year", 1990...2100, Wording(zh: "年度", en: "Year")),
                    .choice("object", ObjectKind.allCases.map(\.rawValue), Wording(zh: "项目或部门整体", en: "Programme or department")),
                    .choice("stage", StageKind.allCases.map(\.rawValue), Wording(zh: "环节", en: "Stage")), .choice("state", StageState.allCases.map(\.rawValue), Wording(zh: "状态", en: "State")),
                    .text("name", .line(1...100), Wording(zh: "名称中的字", en: "Part of the name")),
                ], replies: [.page(of: Shapes.caseLine)]
            ) { request in
                var filter = CaseFilter()
                filter.unit = Request.id(request.text("unit"))
                filter.withBelow = !request.flag("own")
                filter.year = request.integer("year").map { Int($0) }
                filter.object = request.text("object").flatMap(ObjectKind.init)
                filter.stage = request.text("stage").flatMap(StageKind.init)
                filter.state = request.text("state").flatMap(StageState.init)
                filter.name = request.text("name")
                let found = try await desk.cases(filter, after: try request.cursor(), limit: request.pageLimit + 1, by: request.by)
                return request.page(of: found, place: \.record.id.text, \.shown)
            },
            Operation(
                .post, "/api/v1/cases", id: "openCase", tag: "cases", Wording(zh: "建立个案", en: "Open a case"), caller: write,
                body: .json(.object(.optional("programme", .uuid), .optional("unit", .uuid), .required("year", Shapes.year))), idempotencyKey: .optional,
                replies: [.created(Shapes.caseShape), .notFound, .conflict]
            ) { request in
                let view = try await desk.openCase(object(request.json["programme"]?.string, request.json["unit"]?.string), year: Int(request.json["year"]?.integer ?? 0), by: request.by)
                return .created(view.shown, at: "/api/v1/cases/" + view.record.id.text)
            },
            Operation(
                .get, "/api/v1/cases/{case}", id: "getCase", tag: "cases", Wording(zh: "读取个案", en: "Read a case"), caller: read, path: [.uuid("case")], replies: [.ok(Shapes.caseShape), .notFound]
            ) { request in .ok(try await desk.caseView(request.id("case"), by: request.by).shown) },
            Operation(
                .post, "/api/v1/cases/{case}/monitoring", id: "openMonitoringRound", tag: "cases", Wording(zh: "再开一轮监控", en: "Open another round of monitoring"), caller: write, path: [.uuid("case")],
                idempotencyKey: .optional, replies: [.created(Shapes.stage), .notFound, .conflict]
            ) { request in
                let stage = try await desk.openMonitoringRound(of: request.id("case"), by: request.by)
                return .created(stage.shown, at: "/api/v1/stages/" + stage.id.text)
            },
        ]
    }
}
