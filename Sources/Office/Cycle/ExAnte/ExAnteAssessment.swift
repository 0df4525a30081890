package import BudgetModel
package import JSONText
package import Quantities

/// The judgement of a new project or policy before it may ask for money (事前绩效评估).
///
/// - Source: 中发〔2018〕34号; rules.md section 6.
package struct ExAnteAssessment: Hashable, Sendable, JSONRepresentable {
    /// Raw values are those of the JSON and of profiles.
    package enum Kind: String, Hashable, Sendable, CaseIterable { case project, policy }

    package struct Item: Hashable, Sendable {
        package var id: PointItem.ID
        package var mark: ItemMark
        package var note: String?

        package init(_ id: PointItem.ID, _ grade: Grade?, points: ExactDecimal? = nil, note: String? = nil) {
            self.id = id
            mark = ItemMark(grade: grade, points: points)
            self.note = note
        }
    }

    package struct Material: Hashable, Sendable {
        package var id: ExAnteProfile.Material.ID
        /// Where the paper is found: file name, number, digest.
        package var evidence: String?
        package var absentBecause: String?

        package init(_ id: ExAnteProfile.Material.ID, evidence: String? = nil, absentBecause: String? = nil) {
            self.id = id
            self.evidence = evidence
            self.absentBecause = absentBecause
        }
    }

    /// A dimension that the assessor lets fail, whatever its points.
    package struct Veto: Hashable, Sendable {
        package var dimension: PointGroup.ID
        package var reason: String

        package init(_ dimension: PointGroup.ID, reason: String) {
            self.dimension = dimension
            self.reason = reason
        }
    }

    package var kind: Kind
    package var items: [Item]
    package var materials: [Material]
    package var vetoes: [Veto]
    package var statedConclusion: AssessmentConclusion?
    package var opinion: String?

    package init(kind: Kind, items: [Item] = [], materials: [Material] = [], vetoes: [Veto] = [], statedConclusion: AssessmentConclusion? = nil, opinion: String? = nil) {
        self.kind = kind
        self.items = items
        self.materials = materials
        self.vetoes = vetoes
        self.statedConclusion = statedConclusion
        self.opinion = opinion
    }
}

// MARK: - JSON

extension ExAnteAssessment {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["kind", "items", "materials", "vetoes", "statedConclusion", "opinion"])
        self.init(
            kind: try object.one("kind"), items: try object.list("items", of: Item.self), materials: try object.list("materials", of: Material.self), vetoes: try object.list("vetoes", of: Veto.self),
            statedConclusion: try object.optionalOne("statedConclusion"), opinion: try object.optionalText("opinion"))
    }

    package var json: JSONValue {
        .object([
            "kind": .string(kind.rawValue), "items": .list(items), "materials": .list(materials), "vetoes": .list(vetoes), "statedConclusion": .text(statedConclusion?.rawValue),
            "opinion": .text(opinion),
        ])
    }
}

extension ExAnteAssessment.Item: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["id", "grade", "points", "note"])
        self.init(try object.key("id"), try object.optionalOne("grade"), points: try object.optionalDecimal("points"), note: try object.optionalText("note"))
    }

    package var json: JSONValue {
        .object(["id": .string(id.text), "grade": .text(mark.grade?.rawValue), "points": .decimal(mark.points), "note": .text(note)])
    }
}

extension ExAnteAssessment.Material: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["id", "evidence", "absentBecause"])
        self.init(try object.key("id"), evidence: try object.optionalText("evidence"), absentBecause: try object.optionalText("absentBecause"))
    }

    package var json: JSONValue { .object(["id": .string(id.text), "evidence": .text(evidence), "absentBecause": .text(absentBecause)]) }
}

extension ExAnteAssessment.Veto: JSONRepresentable {
    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["dimension", "reason"])
        self.init(try object.key("dimension"), reason: try object.text("reason"))
    }

    package var json: JSONValue { .object(["dimension": .string(dimension.text), "reason": .string(reason)]) }
}
