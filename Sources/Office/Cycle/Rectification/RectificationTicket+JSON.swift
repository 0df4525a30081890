package import JSONText
import Quantities

extension RectificationTicket: JSONRepresentable {
    /// Moves are made again one by one, so that a ticket with an illegal move is not taken.
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(
            json, at: pointer, keys: ["id", "source", "finding", "rule", "responsibleUnit", "opened", "deadline", "budgetEffect", "moves", "state", "reopenedCount"])
        self.init(
            id: try object.key("id"), source: try object.one("source"), finding: try object.text("finding"), rule: try object.optionalText("rule"), responsibleUnit: try object.key("responsibleUnit"),
            opened: try object.day("opened"), deadline: try object.day("deadline"), budgetEffect: try object.optionalNested("budgetEffect"))
        for (index, move) in try object.list("moves", of: Move.self).enumerated() {
            do throws(TicketRefused) {
                try make(move)
            } catch {
                throw JSONShapeError(pointer: object.place("moves") + "/\(index)", kind: .expected(nextActions.map(\.rawValue)))
            }
        }
        // Written for readers; they must say what the moves say.
        if let state: State = try object.optionalOne("state"), state != self.state { throw object.wrong("state", self.state.rawValue) }
        if let count = try object.optionalCount("reopenedCount"), count != reopenedCount { throw object.wrong("reopenedCount", "\(reopenedCount)") }
    }

    package var json: JSONValue {
        .object([
            "id": .string(id.text), "source": .string(source.rawValue), "finding": .string(finding), "rule": .text(rule), "responsibleUnit": .string(responsibleUnit.text), "opened": .day(opened),
            "deadline": .day(deadline), "budgetEffect": budgetEffect?.json ?? .null, "moves": .list(moves), "state": .string(state.rawValue), "reopenedCount": .integer(reopenedCount),
        ])
    }
}

extension RectificationTicket.Move: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["action", "day", "text", "evidence"])
        self.init(try object.one("action"), on: try object.day("day"), text: try object.optionalText("text"), evidence: try object.texts("evidence"))
    }

    package var json: JSONValue {
        .object(["action": .string(action.rawValue), "day": .day(day), "text": .text(text), "evidence": .array(evidence.map { .string($0) })])
    }
}
