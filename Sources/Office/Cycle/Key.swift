/// The identity of a thing of one kind, as files and documents write it.
package struct Key<Of>: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let text: String

    /// Nil for text that is no key: lower-case letters, digits and hyphens, at most 64.
    package init?(checking text: String) {
        guard !text.isEmpty, text.utf8.count <= 64, text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }) else { return nil }
        self.text = text
    }

    /// A key that the caller chose; nothing is asked of its letters.
    package init(_ text: String) { self.text = text }

    package static func < (left: Self, right: Self) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

    package var description: String { text }
}

extension Key: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.text = text }
}
