import JSONText
import Storage

extension Table {
    /// A row as an object of its columns; what is NULL is left out. Columns that hold JSON are shown as such.
    func json(_ values: [SQLValue]) -> JSONValue {
        .object(
            zip(columns, values).compactMap { column, value in
                switch value {
                case .null: nil
                case .integer(let number): JSONValue.Member(column, .integer(number))
                case .text(let text): JSONValue.Member(column, Self.nested(text) ?? .string(text))
                }
            })
    }

    /// The values of an object that `json` made, in the order of the columns; nil where it has others.
    func values(of json: JSONValue) -> [SQLValue]? {
        guard let members = json.members, Set(members.map(\.key)).isSubset(of: columns) else { return nil }
        var values: [SQLValue] = []
        for column in columns {
            switch json[column] {
            case nil: values.append(.null)
            case .string(let text)?: values.append(.text(text))
            case .number(let digits)?:
                guard let number = Int64(digits) else { return nil }
                values.append(.integer(number))
            case .object?, .array?: values.append(.text(json[column]?.text ?? ""))
            case .null?, .bool?: return nil
            }
        }
        return values
    }

    /// The object or list that a text is, where the text is written as it would be written again.
    private static func nested(_ text: String) -> JSONValue? {
        guard text.hasPrefix("{") || text.hasPrefix("["), let json = try? JSONParser.parse(text), json.text == text else { return nil }
        return json
    }
}
