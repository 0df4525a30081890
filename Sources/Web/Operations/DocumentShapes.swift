import BudgetModel
import Casework
import JSONText
import Office
import Storage

/// Documents that stand in a stage beside its form, or in its place, as the interface takes and shows them.
extension Shapes {
    private static let remark = Schema.prose(max: 2_000).nullable
    private static let key = Schema.string(1...64, pattern: Pattern("^[a-z0-9-]{1,64}$", Wording(zh: "64 位以内的小写字母、数字和 -", en: "at most 64 lower-case letters, digits and -")))

    static let goalReview = Schema.component(
        "GoalReview",
        .object(
            .required("form", .choice(of: GoalReview.Form.self), Wording(zh: "一般性项目只写意见；重点项目逐项打分", en: "general has opinions only, key has points for each item")),
            .optional(
                "items",
                .list(.object(.required("id", key), .optional("grade", Schema.choice(of: Grade.self).nullable), .optional("points", points.nullable), .optional("opinion", remark)), 0...200)),
            .optional("statedTotal", points.nullable), .optional("statedGrade", Schema.choice(of: Grade.self).nullable), .optional("opinion", remark)))

    static let goalReviewResult = Schema.component(
        "GoalReviewResult",
        .object(
            .required("profile", .any), .required("tally", .any), .required("computedGrade", Schema.choice(of: Grade.self).nullable), .required("grade", Schema.choice(of: Grade.self).nullable),
            .required("consequence", Schema.choice(of: GoalReviewConsequence.self).nullable), .required("consequenceText", .any), .required("steps", .any), .required("shortfalls", .list(shortfall))))

    static let exAnte = Schema.component(
        "ExAnteAssessment",
        .object(
            .required("kind", .choice(of: ExAnteAssessment.Kind.self)),
            .optional(
                "items", .list(.object(.required("id", key), .optional("grade", Schema.choice(of: Grade.self).nullable), .optional("points", points.nullable), .optional("note", remark)), 0...200)),
            .optional(
                "materials",
                .list(.object(.required("id", key), .optional("evidence", Schema.line(0...500).nullable), .optional("absentBecause", remark)), 0...200)),
            .optional("vetoes", .list(.object(.required("dimension", key), .required("reason", .prose(1...2_000))), 0...50)),
            .optional("statedConclusion", Schema.choice(of: AssessmentConclusion.self).nullable), .optional("opinion", remark)))

    static let exAnteResult = Schema.component(
        "ExAnteResult",
        .object(
            .required("profile", .any), .required("tally", .any), .required("vetoed", .list(.string())), .required("conclusion", Schema.choice(of: AssessmentConclusion.self).nullable),
            .required("consequence", .any), .required("difference", .any), .required("steps", .any), .required("shortfalls", .list(shortfall))))

    static let revisionLine = Schema.component(
        "RevisionLine",
        .object(
            .required("id", .uuid), .required("stage", .uuid), .required("number", .integer(1...)), .required("layer", .choice(of: Layer.self)), .required("content", .choice(of: RevisionContent.self)),
            .required("framework", Schema.string().nullable), .required("engine", .string()), .required("basedOn", Schema.uuid.nullable), .required("source", Schema.string().nullable),
            .required("madeAt", .moment)))
}

extension RevisionLine: Shown {
    var shown: JSONValue {
        .object([
            "id": .string(id.text), "stage": .string(stageID.text), "number": .integer(number), "layer": .string(layer.rawValue), "content": .string(content), "framework": .text(framework),
            "engine": .string(engine), "basedOn": .text(basedOn?.text), "source": .text(source), "madeAt": madeAt.shown,
        ])
    }
}
