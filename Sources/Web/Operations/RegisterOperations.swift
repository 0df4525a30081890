import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

extension OfficeOperations {
    /// Reviews, lights and surveys: documents of stages beside their forms.
    static func reviews(_ desk: Desk) -> [Operation] {
        let saved = Schema.object(.required("stage", Shapes.stage), .required("revision", .uuid), .required("result", .any))
        return [
            Operation(
                .post, "/api/v1/samples", id: "drawSample", tag: "reviews", Wording(zh: "抽取自评样本，并为每个开一次复核", en: "Draw self-evaluations for review, opening a review for each"), caller: write,
                body: .json(
                    .object(
                        .required("year", Shapes.year), .optional("unit", Schema.uuid.nullable, Wording(zh: "只在这个单位及其下级中抽取", en: "Only below this unit")), .optional("size", Schema.integer(1...2_000).nullable),
                        .optional("percent", Schema.decimal(digits: 3, scale: 2).nullable, Wording(zh: "按比例抽取，与 size 二选一", en: "A share in percent, or else size")),
                        .optional("strata", .choice(of: SampleStrata.self)), .required("seed", .line(1...100)))),
                idempotencyKey: .optional, replies: [.created(.object(.required("sample", Shapes.sample), .required("reviews", .list(Shapes.stage)))), .notFound, .conflict]
            ) { request in
                let drawn = try await desk.drawSample(sampleWish(request.json), by: request.by)
                return .created(.object(["sample": drawn.record.shown, "reviews": .array(drawn.reviews.map(\.shown))]), at: "/api/v1/samples?year=\(drawn.record.year)")
            },
            Operation(
                .get, "/api/v1/samples", id: "listSamples", tag: "reviews", Wording(zh: "一年的样本：种子、总体、入样理由", en: "Samples of a year: seed, frame, reasons"), caller: read,
                query: Page.parameters + [.integer("year", 1990...2100, Wording(zh: "年度", en: "Year")).required], replies: [.page(of: Shapes.sample)]
            ) { request in
                let found = try await desk.samples(year: Int(request.integer("year") ?? 0), after: request.cursor() ?? "", limit: request.pageLimit + 1, by: request.by)
                return request.page(of: found, place: \.id.text, \.shown)
            },
            Operation(
                .get, "/api/v1/stages/{stage}/re-evaluation/draft", id: "draftReEvaluation", tag: "reviews", Wording(zh: "复核表底稿：逐项列出，未扣分", en: "A review sheet with every indicator and nothing taken off"), caller: read,
                path: [.uuid("stage")], query: [.choice("base", ReEvaluationSheet.Base.allCases.map(\.rawValue), Wording(zh: "在哪个得分上扣分，不填为系统核算", en: "From which points deductions are taken; computed if not given"))],
                replies: [.ok(.any), .notFound, .conflict]
            ) { request in
                .ok(try await desk.reEvaluationDraft(request.id("stage"), base: request.text("base").flatMap(ReEvaluationSheet.Base.init) ?? .computed, by: request.by).json)
            },
            Operation(
                .put, "/api/v1/stages/{stage}/re-evaluation", id: "saveReEvaluation", tag: "reviews", Wording(zh: "保存复核：扣分条款、理由和复核得分", en: "Save a review: rules, reasons, determined points"), caller: write,
                path: [.uuid("stage")], body: .json(Shapes.reEvaluationSheet, limitBytes: 4 << 20), ifMatch: .required, idempotencyKey: .optional, replies: [.ok(saved, etag: true), .notFound, .conflict]
            ) { request in
                let saved = try await desk.saveReEvaluation(request.id("stage"), version: request.version(), ReEvaluationSheet(json: request.json, at: ""), by: request.by)
                return .ok(
                    .object(["stage": saved.stage.shown, "revision": .string(saved.revision.id.text), "result": saved.result.json]), version: String(saved.stage.version))
            },
            Operation(
                .get, "/api/v1/cases/{case}/layers", id: "getLayers", tag: "reviews", Wording(zh: "三层得分：自评、系统核算、复核", en: "Three layers of points: stated, computed, determined"), caller: read, path: [.uuid("case")],
                replies: [.ok(.any), .notFound, .conflict]
            ) { request in .ok(try await desk.layers(of: request.id("case"), by: request.by)) },
            Operation(
                .get, "/api/v1/gaps", id: "getGapLedger", tag: "reviews", Wording(zh: "一年的评分差距台账", en: "Gaps between the layers of a year"), caller: read,
                query: [
                    .integer("year", 1990...2100, Wording(zh: "年度", en: "Year")).required, .choice("by", GapGrouping.allCases.map(\.rawValue), Wording(zh: "按什么归并", en: "Put together by")).required,
                    .integer("deviatingAbove", 0...100, Wording(zh: "差距超过分值的百分之几算偏差，不填为 10", en: "Percent of its points above which a row deviates; 10 if not given")),
                ], replies: [.ok(.object(.required("groups", .list(.any))))]
            ) { request in
                let groups = try await desk.gapLedger(
                    year: Int(request.integer("year") ?? 0), by: request.text("by").flatMap(GapGrouping.init) ?? .unit, deviatingAbove: ExactDecimal(Int(request.integer("deviatingAbove") ?? 10)),
                    by: request.by)
                return .ok(.object(["groups": .array(groups.map(\.json))]))
            },
            Operation(
                .get, "/api/v1/stages/{stage}/lights", id: "getLights", tag: "stages", Wording(zh: "监控表的红黄绿蓝灯", en: "The lights of a monitoring form"), caller: read, path: [.uuid("stage")],
                replies: [.ok(Shapes.revision, etag: true), .notFound]
            ) { request in
                let (stage, revision) = try await desk.lights(of: request.id("stage"), by: request.by)
                return .ok(revision.shown, version: String(stage.version))
            },
            Operation(
                .put, "/api/v1/stages/{stage}/surveys", id: "saveSurveys", tag: "stages", Wording(zh: "登记满意度的调查来源，同时重新校验", en: "Register the surveys behind satisfaction rates; the form is checked again"), caller: write,
                path: [.uuid("stage")], body: .json(.object(.required("surveys", .list(Shapes.survey, 0...100)))), ifMatch: .required, idempotencyKey: .optional,
                replies: [.ok(.object(.required("stage", Shapes.stage), .required("revision", .uuid), .required("results", .list(.any))), etag: true), .notFound, .conflict]
            ) { request in
                let surveys = try JSONObject(request.json, keys: ["surveys"]).list("surveys", of: SatisfactionProvenance.self)
                let saved = try await desk.saveProvenance(request.id("stage"), version: request.version(), surveys, by: request.by)
                return .ok(
                    .object(["stage": saved.stage.shown, "revision": .string(saved.revision.id.text), "results": .array(saved.results.map(\.json))]), version: String(saved.stage.version))
            },
            Operation(
                .get, "/api/v1/stages/{stage}/surveys", id: "getSurveys", tag: "stages", Wording(zh: "读取满意度的调查来源", en: "Read the surveys behind satisfaction rates"), caller: read, path: [.uuid("stage")],
                replies: [.ok(.object(.required("surveys", .list(.any)))), .notFound]
            ) { request in .ok(.object(["surveys": .array(try await desk.surveys(of: request.id("stage"), by: request.by).map(\.json))])) },
        ]
    }

    private static func sampleWish(_ json: JSONValue) throws -> SampleWish {
        let size: SampleWish.Size
        switch (json["size"]?.integer, json["percent"]?.string.flatMap { try? ExactDecimal(parsing: $0) }) {
        case (let count?, nil): size = .cases(Int(count))
        case (nil, let percent?): size = .percent(percent)
        default: throw Problem(422, "invalid", Wording(zh: "请注明个数或比例，二者只能有一个", en: "Please give either size or percent"))
        }
        return SampleWish(
            year: Int(json["year"]?.integer ?? 0), unit: Request.id(json["unit"]?.string), size: size, strata: json["strata"]?.string.flatMap(SampleStrata.init) ?? .department,
            seed: json["seed"]?.string ?? "")
    }

    /// Sums of a year and the tables of exchange.
    static func sums(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .get, "/api/v1/rollup", id: "getRollup", tag: "sums", Wording(zh: "一年一个环节的汇总：状态、得分、资金、指标", en: "Sums of a year and stage: states, totals, money, indicators"), caller: read,
                query: [
                    .integer("year", 1990...2100, Wording(zh: "年度", en: "Year")).required, .choice("stage", StageKind.allCases.map(\.rawValue), Wording(zh: "环节", en: "Stage")).required,
                ], replies: [.ok(.any)]
            ) { request in
                .ok(try await desk.rollup(year: Int(request.integer("year") ?? 0), stage: request.text("stage").flatMap(StageKind.init) ?? .selfEvaluation, by: request.by).json)
            },
            Operation(
                .get, "/api/v1/exchange/{table}", id: "exportTable", tag: "sums", Wording(zh: "导出一体化系统的交换表（CSV，编码为文本）", en: "Export a table of the integrated budget system as CSV"), caller: read,
                path: [.choice("table", ExchangeTable.allCases.map(\.rawValue), Wording(zh: "表名", en: "Name of the table"))], query: [.integer("year", 1990...2100, Wording(zh: "年度", en: "Year")).required],
                replies: [.file("text/csv"), .notFound]
            ) { request in
                guard let table = ExchangeTable(rawValue: try request.path("table")) else { throw Problem.noSuchThing }
                let year = Int(request.integer("year") ?? 0)
                return .file(try await desk.exchange(table, year: year, by: request.by), "text/csv", named: "\(table.rawValue)-\(year).csv")
            },
        ]
    }
}
