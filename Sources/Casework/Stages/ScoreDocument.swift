import BudgetModel
import JSONText
import Reports
import Workflows

/// The computed layer as a revision keeps it: what engine and rules said of the form, and what they held it against.
struct ScoreDocument: JSONRepresentable {
    var score: StoredScore
    var beside: Beside

    init(_ form: EvaluatedForm, beside: Beside, engine: String) {
        score = StoredScore(form.scoreSheet, form.check, engine: engine)
        self.beside = beside
    }

    var json: JSONValue { .object(["score": score.json, "beside": beside.json]) }

    init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["score", "beside"])
        score = try StoredScore(json: object.required("score"), at: object.place("score"))
        beside = try Beside(json: object.required("beside"), at: object.place("beside"))
    }
}
