import BudgetModel
import Casework
import JSONText
import Office
import Quantities
import Storage

/// Documents that judge before money is given: ex-ante assessments and reviews of goals.
extension OfficeOperations {
    static func judgements(_ desk: Desk) -> [Operation] {
        let saved = Schema.object(.required("stage", Shapes.stage), .required("revision", .uuid), .required("result", .any))
        return [
            Operation(
                .put, "/api/v1/stages/{stage}/ex-ante", id: "saveExAnte", tag: "stages", Wording(zh: "保存事前绩效评估", en: "Save an ex-ante assessment"), caller: write, path: [.uuid("stage")],
                body: .json(Shapes.exAnte), ifMatch: .required, idempotencyKey: .optional, replies: [.ok(saved, etag: true), .notFound, .conflict]
            ) { request in
                let kept = try await desk.saveExAnte(request.id("stage"), version: request.version(), ExAnteAssessment(json: request.json, at: ""), by: request.by)
                return .ok(.object(["stage": kept.stage.shown, "revision": .string(kept.revision.id.text), "result": kept.result.json]), version: String(kept.stage.version))
            },
            Operation(
                .put, "/api/v1/stages/{stage}/goal-review", id: "reviewGoal", tag: "stages", Wording(zh: "审核绩效目标：四项标准、等级、意见", en: "Review a goal by the four criteria"), caller: write,
                path: [.uuid("stage")], body: .json(Shapes.goalReview), ifMatch: .required, idempotencyKey: .optional, replies: [.ok(saved, etag: true), .notFound, .conflict]
            ) { request in
                let kept = try await desk.reviewGoal(request.id("stage"), version: request.version(), GoalReview(json: request.json, at: ""), by: request.by)
                return .ok(.object(["stage": kept.stage.shown, "revision": .string(kept.revision.id.text), "result": kept.result.json]), version: String(kept.stage.version))
            },
        ]
    }
}

extension Shapes {
    private static let key = Schema.string(1...64, pattern: Pattern("^[a-z0-9-]{1,64}$"))
    private static let text = Schema.prose(max: 2_000).nullable

    private static func mark(_ words: String) -> [Schema.Property] {
        [.required("id", key), .optional("grade", Schema.choice(of: Grade.self).nullable), .optional("points", points.nullable), .optional(words, text)]
    }

    static let exAnte = Schema.component(
        "ExAnteAssessment",
        .object(
            .required("kind", .choice(of: ExAnteAssessment.Kind.self)), .optional("items", .list(.object(mark("note")), 0...100)),
            .optional("materials", .list(.object(.required("id", key), .optional("evidence", text), .optional("absentBecause", text)), 0...100)),
            .optional("vetoes", .list(.object(.required("dimension", key), .required("reason", .prose(max: 2_000))), 0...20)), .optional("statedConclusion", Schema.choice(of: AssessmentConclusion.self).nullable),
            .optional("opinion", text)))

    static let goalReview = Schema.component(
        "GoalReview",
        .object(
            .required("form", .choice(of: GoalReview.Form.self)), .optional("items", .list(.object(mark("opinion")), 0...100)), .optional("statedTotal", points.nullable),
            .optional("statedGrade", Schema.choice(of: Grade.self).nullable), .optional("opinion", text)))
}
