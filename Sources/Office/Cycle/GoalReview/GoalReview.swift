package import BudgetModel
package import JSONText
package import Quantities

/// The review of a performance goal before budget and goal go on (绩效目标审核).
///
/// - Source: 财预〔2015〕88号 art. 25 to 28; rules.md section 8.2.
package struct GoalReview: Hashable, Sendable, JSONRepresentable {
    /// Raw values are those of the JSON.
    package enum Form: String, Hashable, Sendable, CaseIterable {
        /// 一般性项目: opinions only.
        case general
        /// 重点项目: points for each item.
        case key
    }

    package struct Item: Hashable, Sendable, JSONRepresentable {
        package var id: PointItem.ID
        package var mark: ItemMark
        package var opinion: String?

        package init(_ id: PointItem.ID, _ grade: Grade? = nil, points: ExactDecimal? = nil, opinion: String? = nil) {
            self.id = id
            mark = ItemMark(grade: grade, points: points)
            self.opinion = opinion
        }

        package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
            let object = try JSONObject(json, at: pointer, keys: ["id", "grade", "points", "opinion"])
            self.init(try object.key("id"), try object.optionalOne("grade"), points: try object.optionalDecimal("points"), opinion: try object.optionalText("opinion"))
        }

        package var json: JSONValue {
            .object(["id": .string(id.text), "grade": .text(mark.grade?.rawValue), "points": .decimal(mark.points), "opinion": .text(opinion)])
        }
    }

    package var form: Form
    package var items: [Item]
    package var statedTotal: ExactDecimal?
    /// 综合评定等级; the general form has no other source of a grade.
    package var statedGrade: Grade?
    /// 总体意见.
    package var opinion: String?

    package init(form: Form, items: [Item] = [], statedTotal: ExactDecimal? = nil, statedGrade: Grade? = nil, opinion: String? = nil) {
        self.form = form
        self.items = items
        self.statedTotal = statedTotal
        self.statedGrade = statedGrade
        self.opinion = opinion
    }

    package init(json: JSONValue, at pointer: String) throws(JSONShapeError) {
        let object = try JSONObject(json, at: pointer, keys: ["form", "items", "statedTotal", "statedGrade", "opinion"])
        self.init(
            form: try object.one("form"), items: try object.list("items", of: Item.self), statedTotal: try object.optionalDecimal("statedTotal"), statedGrade: try object.optionalOne("statedGrade"),
            opinion: try object.optionalText("opinion"))
    }

    package var json: JSONValue {
        .object([
            "form": .string(form.rawValue), "items": .list(items), "statedTotal": .decimal(statedTotal), "statedGrade": .text(statedGrade?.rawValue), "opinion": .text(opinion),
        ])
    }
}

/// What the grade of a review means for the budget step; raw values are those of the JSON and of profiles.
///
/// - Source: 财预〔2015〕88号 art. 25.
package enum GoalReviewConsequence: String, Hashable, Sendable, CaseIterable {
    case goesOn = "goes-on"
    case completedThenGoesOn = "completed-then-goes-on"
    case reviseAndResubmit = "revise-and-resubmit"
    case mustNotEnter = "must-not-enter"

    /// Whether the goal may enter the budget step as it stands.
    package var mayEnter: Bool { self == .goesOn }
}
