package import BudgetModel
package import JSONText
import Quantities

/// A form as JSON: stored for years, sent by API, read back the same.
///
/// The keys are those of `--json`, without anything computed. What the texts of a form say by themselves is
/// not repeated: a target `≥95%` is stored as that text, and read again by the reader of workbooks; where that
/// would give another value, what was read stands beside the text.
package enum FormJSON {
    /// Of the shape; stands as `formVersion` in every stored form.
    package static let version = 1

    /// The form without loss: `restore` gives an equal one, digits and places included.
    package static func write(_ form: Evaluation) -> JSONValue { FormWriter(sheet: form.sheet).form(form) }

    /// A form from a program or a page; cells may be missing, and what a workbook's reader works out is worked out.
    ///
    /// - Parameter pointer: where the form stands, for errors.
    /// - Throws: `JSONShapeError` at the first place that is wrong: unknown keys, wrong kinds, too much or too long a text, control characters.
    package static func read(_ json: JSONValue, at pointer: String = "") throws(JSONShapeError) -> Evaluation {
        try read(json, at: pointer, isOurs: false)
    }

    /// A form that `write` made. Lengths and characters are as the document had them.
    ///
    /// - Throws: `JSONShapeError` where the text is none of ours.
    package static func restore(_ json: JSONValue, at pointer: String = "") throws(JSONShapeError) -> Evaluation {
        try read(json, at: pointer, isOurs: true)
    }

    private static func read(_ json: JSONValue, at pointer: String, isOurs: Bool) throws(JSONShapeError) -> Evaluation {
        try FormShape.form.check(json, at: pointer, isOurs: isOurs)
        return try FormJSONReader(json, pointer).form()
    }

    /// What `read` accepts, as JSON Schema 2020-12.
    package static var schema: JSONValue { FormShape.form.schema }
}
