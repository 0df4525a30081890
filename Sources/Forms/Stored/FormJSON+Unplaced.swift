package import BudgetModel
package import JSONText

extension FormJSON {
    /// The form as a program would send it: without cells and without what is to be said of the document it was read from.
    ///
    /// - Throws: `JSONShapeError` where the form is none that JSON can hold.
    package static func unplaced(_ form: Evaluation) throws(JSONShapeError) -> Evaluation { try restore(stripped(write(form))) }

    private static let places: Set<String> = ["cells", "emptyCells", "emptyLabels", "at", "area", "settled", "sheet", "unread", "notes"]

    private static func stripped(_ json: JSONValue) -> JSONValue {
        switch json {
        case .array(let elements): .array(elements.map(stripped))
        case .object(let members): .object(members.filter { !places.contains($0.key) }.map { JSONValue.Member($0.key, stripped($0.value)) })
        default: json
        }
    }
}
