/// A place where two values differ.
package struct JSONDifference: Hashable, Sendable {
    /// RFC 6901: the deepest place that tells it.
    package var pointer: String
    /// Nil where nothing stands there.
    package var left: JSONValue?
    package var right: JSONValue?

    /// Every place where they differ: members of objects by their keys, in the order of the left one, elements of arrays by their place.
    package static func all(_ left: JSONValue, _ right: JSONValue, at pointer: String = "") -> [JSONDifference] {
        switch (left, right) {
        case (.object(let members), .object(let others)):
            let keys = members.map(\.key) + others.map(\.key).filter { left[$0] == nil }
            return keys.flatMap { optional(left[$0], right[$0], JSONObject.join(pointer, $0)) }
        case (.array(let elements), .array(let others)):
            return (0..<max(elements.count, others.count)).flatMap { place in
                optional(elements.indices.contains(place) ? elements[place] : nil, others.indices.contains(place) ? others[place] : nil, "\(pointer)/\(place)")
            }
        default: return left == right ? [] : [JSONDifference(pointer: pointer, left: left, right: right)]
        }
    }

    /// The first of them; nil where both are the same.
    package static func first(_ left: JSONValue, _ right: JSONValue, at pointer: String = "") -> JSONDifference? { all(left, right, at: pointer).first }

    private static func optional(_ left: JSONValue?, _ right: JSONValue?, _ pointer: String) -> [JSONDifference] {
        guard let left, let right else { return left == right ? [] : [JSONDifference(pointer: pointer, left: left, right: right)] }
        return all(left, right, at: pointer)
    }
}
