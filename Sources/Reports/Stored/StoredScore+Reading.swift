import BudgetModel
package import JSONText
import Quantities

/// Reads what `StoredScore.json` wrote; nothing else is taken.
extension StoredScore {
    private static let keys = ["scoreVersion", "engine", "framework", "ratePercent", "execution", "lines", "adjustments", "total", "totalBeforeScaling", "totalRange", "grade", "traceDigest", "sheet", "findings", "notChecked", "light"]

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: Self.keys)
        guard try object.integer("scoreVersion") == ScoreSheetJSON.version else { throw object.wrong("scoreVersion", String(ScoreSheetJSON.version)) }
        engine = try object.text("engine")
        let framework = try JSONObject(object.required("framework"), at: object.place("framework"), keys: ["id", "digest", "chosenBecause"])
        frameworkID = try framework.text("id")
        frameworkDigest = try framework.text("digest")
        chosenBecause = try framework.wording("chosenBecause")
        ratePercent = try object.decimal("ratePercent")
        execution = try object.value("execution").map { json throws(JSONShapeError) in try StoredLine(json: json, at: object.place("execution")) }
        lines = try object.list("lines") { json, place throws(JSONShapeError) in try StoredLine(json: json, at: place) }
        adjustments = try object.list("adjustments") { json, place throws(JSONShapeError) in
            let entry = try JSONObject(json, at: place, keys: ["id", "points"])
            guard let points = try entry.decimal("points") else { throw JSONShapeError(pointer: entry.place("points"), kind: .missing) }
            return Adjustment(id: try entry.text("id"), points: points)
        }
        total = try object.decimal("total")
        totalBeforeScaling = try object.decimal("totalBeforeScaling")
        totalRange = try object.range("totalRange")
        let names = Grade.allCases.map(\.name)
        grade = try object.optionalText("grade").map { name throws(JSONShapeError) in
            guard let grade = Grade.allCases.first(where: { $0.name == name }) else { throw JSONShapeError(pointer: object.place("grade"), kind: .expected(names)) }
            return grade
        }
        traceDigest = try object.text("traceDigest")
        let sheet = try object.optionalText("sheet") ?? ""
        findings = try object.list("findings") { json, place throws(JSONShapeError) in try Finding(json: json, at: place, sheet) }
        notChecked = []
        _ = try object.list("notChecked") { json, place throws(JSONShapeError) in
            let entry = try JSONObject(json, at: place, keys: ["codes", "cause", "needs"])
            let cause = try entry.one(of: NotChecked.Cause.self, "cause")
            let needs = try entry.wording("needs")
            notChecked += try entry.texts("codes").map { NotChecked(code: $0, needs: needs, cause: cause) }
        }
        notChecked.sort { $0.code < $1.code }
        light = try object.value("light").map { json throws(JSONShapeError) in try ObjectLight(json: json, at: object.place("light")) }
    }
}

extension StoredLine {
    private static let keys = ["score", "exact", "weight", "completionPercent", "comparatorUsed", "signAssumed", "tier", "tierBounds", "met", "leftOut", "unscored", "why"]

    init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: Self.keys)
        score = try object.decimal("score")
        exact = try object.optionalText("exact").map { text throws(JSONShapeError) in
            guard let ratio = Ratio(written: text) else { throw object.wrong("exact", "fraction such as \"180/19\"") }
            return ratio
        }
        weight = try object.decimal("weight")
        completionPercent = try object.decimal("completionPercent")
        comparatorUsed = try object.optionalOne("comparatorUsed")
        signAssumed = try object.boolean("signAssumed", default: false)
        tier = try object.optionalInteger("tier").map { number throws(JSONShapeError) in
            guard let tier = Tier(rawValue: Int(number)) else { throw object.wrong("tier", "1", "2", "3") }
            return tier
        }
        tierBounds = try object.range("tierBounds")
        isMet = object.value("met") == nil ? nil : try object.boolean("met", default: false)
        isLeftOut = try object.boolean("leftOut", default: false)
        unscored = try object.optionalText("unscored")
        why = object.value("why") == nil ? nil : try object.wording("why")
    }
}

extension Finding {
    private static let keys = ["code", "severity", "standing", "at", "message", "expected", "found", "difference", "basis", "comment", "usualSeverity"]

    fileprivate init(json: JSONValue, at pointer: String, _ sheet: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: Self.keys)
        let cell = try object.optionalText("at").map { text throws(JSONShapeError) in
            guard let cell = CellRef(short: text, on: sheet) else { throw object.wrong("at", "cell such as \"D13\"") }
            return cell
        }
        self.init(
            code: try object.text("code"), severity: try object.one("severity"), at: cell, message: try object.wording("message"), expected: try object.optionalText("expected"), found: try object.optionalText("found"),
            difference: try object.optionalText("difference"), basis: try object.wording("basis"), standing: try object.optionalOne("standing") ?? .counted)
        comment = try object.optionalText("comment")
        usualSeverity = try object.optionalOne("usualSeverity")
    }
}

extension ObjectLight {
    fileprivate init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["colour", "advice", "codes", "indicators"])
        self.init(
            light: try object.one("colour"), advice: try object.wordings("advice"), codes: try object.texts("codes"),
            indicators: try object.list("indicators") { json, place throws(JSONShapeError) in
                let entry = try JSONObject(json, at: place, keys: ["colour", "advice", "codes", "row"])
                return IndicatorLight(index: Int(try entry.integer("row")) - 1, light: try entry.one("colour"), advice: try entry.wordings("advice"), codes: try entry.texts("codes"))
            })
    }
}

extension JSONObject {
    fileprivate func decimal(_ key: String) throws(JSONShapeError) -> ExactDecimal? {
        guard let text = try optionalText(key) else { return nil }
        guard let number = ExactDecimal(written: text) else { throw wrong(key, "decimal number as text, such as \"12.50\"") }
        return number
    }

    fileprivate func range(_ key: String) throws(JSONShapeError) -> ClosedRange<ExactDecimal>? {
        guard let value = value(key) else { return nil }
        let object = try JSONObject(value, at: place(key), keys: ["min", "max"])
        guard let low = try object.decimal("min"), let high = try object.decimal("max"), low <= high else { throw wrong(key, "range with min and max") }
        return low...high
    }

    fileprivate func wording(_ key: String) throws(JSONShapeError) -> Wording { try Self.wording(required(key), at: place(key)) }

    fileprivate func wordings(_ key: String) throws(JSONShapeError) -> [Wording] { try list(key) { json, place throws(JSONShapeError) in try Self.wording(json, at: place) } }

    private static func wording(_ json: JSONValue, at pointer: String) throws(JSONShapeError) -> Wording {
        let object = try JSONObject(json, at: pointer, keys: ["zh", "en"])
        return Wording(zh: try object.text("zh"), en: try object.text("en"))
    }

    fileprivate func texts(_ key: String) throws(JSONShapeError) -> [String] {
        try list(key) { json, place throws(JSONShapeError) in
            guard let text = json.string else { throw JSONShapeError(pointer: place, kind: .expected(["text"])) }
            return text
        }
    }
}
