/// The path of an operation: `/api/v1/cases/{case}`.
package struct PathTemplate: Hashable, Sendable {
    enum Segment: Hashable, Sendable {
        case word(String)
        case parameter(String)
    }

    package let text: String
    let segments: [Segment]

    init(_ text: String) {
        self.text = text
        segments = text.split(separator: "/", omittingEmptySubsequences: true).map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? .parameter(String(part.dropFirst().dropLast())) : .word(String(part))
        }
    }

    var parameters: [String] {
        segments.compactMap { segment in
            switch segment {
            case .word: nil
            case .parameter(let name): name
            }
        }
    }
}
