import BudgetModel
import Documents
import Workbooks

extension ImportKind {
    package var templateName: String { "导入模板-\(title.zh).xlsx" }

    /// A workbook with the headings, and on a second sheet what each column takes; filled in, the import reads it.
    ///
    /// - Throws: `Declined` when no temporary file can be written.
    package func template() throws -> [UInt8] {
        let note = Wording(
            zh: "填好“\(title.zh)”后先试运行，再导入；有一处不对，整表都不导入。带 * 的必填，不用的列可以删去。",
            en: "Fill in “\(title.zh)”, try it, then import it; with one flaw nothing is imported. Columns with * are required; those not used may go.")
        let list = BlankList(title: title.zh, note: note, columns: columns.map(\.blank))
        do { return try list.bytes() } catch let error as DocumentError { throw Declined(.conflict, "workbook-unwritable", error.sentence) }
    }
}

extension ImportColumn {
    fileprivate var blank: BlankList.Column {
        let entry: BlankList.Entry = switch self.entry {
        case .code, .text, .year: .text
        case .words(let words): .choice(words.map { $0.words[0] })
        case .amount: .amount
        case .day: .day
        }
        return BlankList.Column(
            heading: heading, isRequired: isRequired, entry: entry, rule: rule, words: words.map { $0.words.joined(separator: "、") }.joined(separator: "；"), example: example,
            otherHeadings: Array(headings.dropFirst()))
    }
}
