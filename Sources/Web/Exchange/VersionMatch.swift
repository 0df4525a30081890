/// The versions named by `If-Match` or `If-None-Match`.
package enum VersionMatch: Hashable, Sendable {
    /// `*`: any version there is.
    case any
    /// Strong tags, without their quotes.
    case versions([String])

    package func accepts(_ version: String) -> Bool {
        switch self {
        case .any: true
        case .versions(let versions): versions.contains(version)
        }
    }

    /// - Parameter isWeak: whether `W/"…"` counts as the same: for `If-None-Match`, never for `If-Match`.
    /// - Returns: nil where the text is no list of tags.
    static func parse(_ text: String, isWeak: Bool) -> VersionMatch? {
        let text = text.trimmingSpace()
        if text == "*" { return .any }
        var versions: [String] = []
        // Empty elements are allowed in lists, and so is a list of nothing, which no version fits.
        var rest = text.drop { $0 == " " || $0 == "\t" || $0 == "," }
        if rest.isEmpty { return .versions([]) }
        while true {
            let tagIsWeak = rest.hasPrefix("W/")
            if tagIsWeak { rest = rest.dropFirst(2) }
            guard rest.first == "\"" else { return nil }
            rest = rest.dropFirst()
            guard let end = rest.firstIndex(of: "\"") else { return nil }
            let tag = rest[..<end]
            guard tag.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
            if isWeak || !tagIsWeak { versions.append(String(tag)) }
            rest = rest[rest.index(after: end)...].drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { return .versions(versions) }
            guard rest.first == "," else { return nil }
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
            if rest.isEmpty { return .versions(versions) }
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at its ends.
    func trimmingSpace() -> String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(self[first...last])
    }
}
