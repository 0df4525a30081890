import Storage

/// Where a page of a list ends that is ordered by something before the key: due day, code.
package struct ListPlace: Hashable, Sendable {
    package var order: String
    package var id: String

    package init(_ order: String, _ id: String) {
        self.order = order
        self.id = id
    }

    /// `2026-08-01 0192…`; nil for what `text` does not write.
    package init?(_ text: String) {
        guard let gap = text.lastIndex(of: " ") else { return nil }
        self.init(String(text[..<gap]), String(text[text.index(after: gap)...]))
    }

    package var text: String { order + " " + id }

    /// The SQL that keeps what comes after the place.
    static func condition(_ place: ListPlace?, _ column: String) -> (sql: String, values: [SQLValue]) {
        guard let place else { return ("", []) }
        return ("AND (\(column) > ? OR \(column) = ? AND id > ?) ", [place.order.sql, place.order.sql, place.id.sql])
    }
}
