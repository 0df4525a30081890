import Yams

/// Reads a JSON array of objects whose values are plain: text, numbers, true and false.
///
/// JSON is read as the YAML it is, because that gives the line of every value.
package enum ListFile {
    package struct Value: Hashable, Sendable {
        package var key: String
        package var text: String
        package var line: Int?
    }

    /// The values of one object; what is null or empty is left out.
    package struct Item: Hashable, Sendable {
        package var values: [Value]
        package var line: Int?
    }

    /// - Parameters:
    ///   - name: the file as the user named it, for problems.
    ///   - keys: what an object may hold.
    /// - Throws: `FrameworkRefused` with every problem and its line.
    package static func read(_ text: String, name: String, keys: [String]) throws(FrameworkRefused) -> [Item] {
        let reader = FrameworkReader(file: name, subject: "JSON 文件", page: "docs/check.md", format: "JSON")
        let root = try FrameworkSource.compose(text, reader)
        var items: [Item] = []
        if case .sequence(let sequence) = root {
            for (index, node) in sequence.enumerated() {
                guard let fields = reader.fields(node, "[\(index)]", allowed: keys) else { continue }
                let values = fields.entries.compactMap { key, _, value -> Value? in
                    if case .scalar(let scalar) = value, scalar.string.isEmpty || scalar.style == .plain && scalar.string == "null" { return nil }
                    return reader.text(value, "[\(index)].\(key)").map { Value(key: key, text: $0, line: value.mark?.line) }
                }
                items.append(Item(values: values, line: node.mark?.line))
            }
        } else {
            reader.refuse(root, zh: "JSON 应为数组，每个对象一项，写法见 docs/check.md", en: "the JSON must be an array with one item an object; docs/check.md says how to write it")
        }
        guard reader.problems.isEmpty else { throw FrameworkRefused(problems: reader.sortedProblems) }
        return items
    }
}
