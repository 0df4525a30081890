package import BudgetModel

/// The columns that a table of one kind may have.
package protocol HeadColumn: RawRepresentable<String>, Hashable, Sendable, CaseIterable where AllCases == [Self] {
    /// Other headings that say the same.
    var aliases: [String] { get }
    /// Without which the table says nothing.
    static var required: [Self] { get }
    /// The option that names other headings.
    static var option: String { get }
    /// What people call it.
    var title: Wording { get }
}

/// Which column of a table of indicator rows holds what.
package typealias ColumnMap = HeadMap<TableColumn>

/// What keeps a head from being one of its kind.
package struct HeadRefused: Error, Hashable, Sendable {
    package var sentence: Wording
}

/// Which column of a table holds what.
package struct HeadMap<Column: HeadColumn>: Hashable, Sendable {
    private let places: [Int]
    /// How many columns the head has.
    package let count: Int
    package let names: [String]

    package func place(_ column: Column) -> Int? {
        let place = places[Column.allCases.firstIndex(of: column)!]
        return place < 0 ? nil : place
    }

    /// - Parameters:
    ///   - names: the headings of the table.
    ///   - map: headings of the user's own by column.
    /// - Throws: `HeadRefused` for columns that are missing or stand twice.
    package init(_ names: [String], map: [Column: String] = [:]) throws(HeadRefused) {
        let option = Column.option
        self.names = names
        count = names.count
        let folded = names.map { $0.lowercased() }
        var places: [Int] = []
        for column in Column.allCases {
            let wanted = map[column].map { [$0.lowercased()] } ?? [column.rawValue] + column.aliases
            let found = folded.indices.filter { wanted.contains(folded[$0]) }
            if found.count > 1 {
                throw HeadRefused(
                    sentence: Wording(
                        zh: "表头有 \(found.count) 栏都是“\(column.rawValue)”（\(found.map { names[$0] }.joined(separator: "、"))）：请只留一栏，或用 \(option) 指定。",
                        en: "\(found.count) columns of the head are \(column.rawValue) (\(found.map { names[$0] }.joined(separator: ", "))): keep one, or name it with \(option)."))
            }
            if found.isEmpty, let own = map[column] {
                throw HeadRefused(sentence: Wording(zh: "表头没有 \(option) 指定的“\(own)”栏。表头是：\(names.joined(separator: "、"))。", en: "The head has no column “\(own)” that \(option) names. It has: \(names.joined(separator: ", "))."))
            }
            places.append(found.first ?? -1)
        }
        self.places = places
        let missing = Column.required.filter { column in places[Column.allCases.firstIndex(of: column)!] < 0 }
        guard missing.isEmpty else {
            throw HeadRefused(
                sentence: Wording(
                    zh: "表头缺少：\(missing.map { "\($0.rawValue)（\($0.aliases.first ?? "")）" }.joined(separator: "、"))。表头是：\(names.prefix(40).joined(separator: "、"))。请补上这些栏，或用 \(option) 说明哪一栏是什么。",
                    en: "The head lacks \(missing.map(\.rawValue).joined(separator: ", ")). It has: \(names.prefix(40).joined(separator: ", ")). Add the columns, or say with \(option) which is which."))
        }
    }

    /// The columns with these headings, in their order.
    ///
    /// - Throws: `HeadRefused` for one that the head does not have.
    package func places(named wanted: [String]) throws(HeadRefused) -> [Int] {
        var found: [Int] = []
        for name in wanted {
            guard let place = names.firstIndex(of: name) ?? names.firstIndex(where: { $0.lowercased() == name.lowercased() }) else {
                throw HeadRefused(sentence: Wording(zh: "表头没有 --echo 指定的“\(name)”栏。表头是：\(names.joined(separator: "、"))。", en: "The head has no column “\(name)” that --echo names. It has: \(names.joined(separator: ", "))."))
            }
            found.append(place)
        }
        return found
    }
}
