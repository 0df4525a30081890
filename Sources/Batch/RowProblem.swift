package import BudgetModel
import Tables

/// Why a row has no score.
package enum RowProblem: Hashable, Sendable {
    case columns(found: Int, expected: Int)
    case openQuote
    case afterQuote
    /// Bytes that are no text in the encoding of the table.
    case notText
    case emptyKey(TableColumn)
    case empty(TableColumn)
    case notNumeric(TableColumn, String)
    case unknown(TableColumn, String)
    case negativeWeight(String)
    /// The sign of its own column, and a target with a sign that says the contrary.
    case otherSign(String, String)
    case unscored(Unscored)
    case unknownFramework(String)
    case otherFramework(String)
    /// A row of the budget table that this row needs cannot be read: its line.
    case badBudget(Int)

    /// What is wrong with a record as such.
    init(_ flaw: RecordReader.Flaw, expected: Int) {
        self =
            switch flaw {
            case .columns(let found): .columns(found: found, expected: expected)
            case .afterQuote: .afterQuote
            case .openQuote: .openQuote
            }
    }

    /// The rule of the catalogue that says the same of a form; T01 to T04 are of tables alone.
    package var code: String {
        switch self {
        case .columns, .openQuote, .afterQuote, .notText: "T01"
        case .unknownFramework, .otherFramework: "T02"
        case .emptyKey, .empty: "A12"
        case .notNumeric, .unknown, .otherSign: "A13"
        case .negativeWeight: "A03"
        case .badBudget: "T04"
        case .unscored(.overflow): "T03"
        case .unscored: "E08"
        }
    }

    /// What stands there, where something does.
    package var found: String {
        switch self {
        case .columns(let found, _): String(found)
        case .notNumeric(_, let text), .unknown(_, let text), .negativeWeight(let text), .unknownFramework(let text), .otherFramework(let text), .otherSign(_, let text): text
        case .openQuote, .afterQuote, .notText, .emptyKey, .empty, .unscored, .badBudget: ""
        }
    }

    package var wording: Wording {
        switch self {
        case .columns(let found, let expected): return Wording(zh: "这一行有 \(found) 栏，表头有 \(expected) 栏", en: "the row has \(found) columns, the head \(expected)")
        case .openQuote: return Wording(zh: "引号没有配对", en: "a quotation mark is not closed")
        case .afterQuote: return Wording(zh: "引号后面还有文字", en: "text stands behind a closing quotation mark")
        case .notText: return Wording(zh: "有的字节不是文字（编码损坏），请重新导出", en: "some bytes are no text (its encoding is damaged): export it again")
        case .emptyKey(let column), .empty(let column): return Wording(zh: "\(column.title.zh)为空", en: "\(column.title.en) is empty")
        case .notNumeric(let column, let text): return Wording(zh: "\(column.title.zh)“\(text)”不是数字", en: "\(column.title.en) “\(text)” is no number")
        case .unknown(let column, let text): return Wording(zh: "\(column.title.zh)“\(text)”无法识别", en: "\(column.title.en) “\(text)” is not known")
        case .otherSign(let sign, let target): return Wording(zh: "符号“\(sign)”与指标值“\(target)”相反", en: "the comparator “\(sign)” is the contrary of the target “\(target)”")
        case .negativeWeight(let text): return Wording(zh: "分值“\(text)”为负数", en: "the weight “\(text)” is negative")
        case .unscored(let reason): return reason.wording
        case .badBudget(let line): return Wording(zh: "预算表中这个项目的金额不能用（从第 \(line) 行起）", en: "the budget table has no usable amounts of this project (from its line \(line) on)")
        case .unknownFramework(let text): return Wording(zh: "没有评分规则“\(text)”", en: "there is no framework “\(text)”")
        case .otherFramework(let text): return Wording(zh: "同一项目用了不同的评分规则（“\(text)”）", en: "rows of one project name different frameworks (“\(text)”)")
        }
    }
}
