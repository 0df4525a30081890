import BudgetModel

/// The address of a request, taken apart strictly.
struct RequestTarget: Sendable {
    static let limitBytes = 8 << 10

    /// As it was sent, without the query.
    let path: String
    let segments: [String]
    let query: [QueryText.Pair]

    /// - Parameter text: the target as it was sent: a path, or a whole address as proxies send it.
    init(_ text: String) throws(Problem) {
        guard text.utf8.count <= Self.limitBytes else { throw .longAddress }
        var rest = text[...]
        if rest.first != "/", let mark = rest.firstRange(of: "://") {
            let host = rest[mark.upperBound...]
            rest = host.firstIndex(where: { $0 == "/" || $0 == "?" }).map { host[$0...] } ?? ""
        }
        if let mark = rest.firstIndex(of: "#") { rest = rest[..<mark] }
        let mark = rest.firstIndex(of: "?")
        path = String(rest[..<(mark ?? rest.endIndex)])
        guard let pairs = QueryText.pairs(mark.map { rest[rest.index(after: $0)...] } ?? "") else { throw .badQuery }
        query = pairs
        // `*` of OPTIONS, or nothing at all.
        guard path.hasPrefix("/") else { throw .noSuchPath }
        if path == "/" {
            segments = []
            return
        }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let segment = QueryText.decoded(part, plusIsSpace: false) else { throw .badPath }
            segments.append(segment)
        }
        self.segments = segments
    }

    /// Whether an address would be found without the slash at its end.
    var endsWithSlash: Bool { segments.last == "" }

    /// Dots, empty parts, slashes that came as escapes and control characters name nothing here, whatever they decode to.
    var isPlain: Bool {
        segments.allSatisfy { segment in
            !segment.isEmpty && segment != "." && segment != ".." && !segment.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0 == "/" || $0 == "\\" }
        }
    }
}
