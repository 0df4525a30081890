package import BudgetModel

/// Why a table cannot be read, or not to its end.
package struct TableError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable { case unreadable, changed, hostile, malformed }
    package var kind: Kind
    package var sentence: Wording

    package init(_ kind: Kind, _ sentence: Wording) {
        self.kind = kind
        self.sentence = sentence
    }

    package static let changed = TableError(
        .changed, Wording(zh: "文件在读取过程中变小或被改写，没有读完：请等写文件的程序结束后再试。", en: "The file became shorter or was rewritten while it was read: wait until the program that writes it has ended, then try again."))
    static let damagedGzip = TableError(
        .malformed, Wording(zh: "压缩文件（gzip）已损坏或不完整，没有读完：请重新导出或重新传送。", en: "The gzip file is damaged or cut off: export or transfer it again."))
    static let longLine = TableError(
        .hostile, Wording(zh: "有一行超过 16 MB，不是指标表：请检查文件，或确认换行符没有丢失。", en: "A line is longer than 16 MB: this is no table of indicators; check the file and its line ends."))
    static func unreadable(_ reason: String) -> TableError {
        TableError(.unreadable, Wording(zh: "文件无法读取（\(reason)）：请检查路径和权限。", en: "The file cannot be read (\(reason)): check its path and permissions."))
    }
}
