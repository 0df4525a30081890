import BudgetModel
import JSONText
import Office
import Reports
import Workflows

/// The computed layer as a revision keeps it: what engine and rules said of the form, what the lights and surveys beside it still ask for, and what
/// it was held against.
struct ScoreDocument: JSONRepresentable {
    var score: StoredScore
    var beside: Beside
    var shortfalls: [ListedFinding]

    init(_ form: EvaluatedForm, beside: Beside, shortfalls: [Shortfall], engine: String) {
        score = StoredScore(form.scoreSheet, form.check, engine: engine)
        self.beside = beside
        self.shortfalls = shortfalls.map(ListedFinding.init)
    }

    var json: JSONValue { .object(["score": score.json, "beside": beside.json, "shortfalls": .list(shortfalls)]) }

    init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["score", "beside", "shortfalls"])
        score = try StoredScore(json: object.required("score"), at: object.place("score"))
        beside = try Beside(json: object.required("beside"), at: object.place("beside"))
        shortfalls = try object.list("shortfalls", of: ListedFinding.self)
    }
}
