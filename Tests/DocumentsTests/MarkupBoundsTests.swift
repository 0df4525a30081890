import Testing

@testable import Documents

/// The bound on attributes, whichever way the bytes arrive.
@Suite struct MarkupBoundsTests {
    private static func admits(_ text: String, isHTML: Bool = false, piece: Int = 7) -> Bool {
        var bounds = MarkupBounds(isHTML: isHTML)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            let isAdmitted = bytes[start..<min(start + piece, bytes.count)].withUnsafeBufferPointer { bounds.admit($0) }
            if !isAdmitted { return false }
        }
        return true
    }

    private static let many = (0...MarkupBounds.attributesOfATag).map { "a\($0)=\"1\"" }.joined(separator: " ")

    @Test func `refuses a tag with more attributes than any program writes`() {
        #expect(!Self.admits("<x \(Self.many)/>"))
        #expect(!Self.admits("<x \(Self.many.replacing("=\"1\"", with: ""))>", isHTML: true))
    }

    @Test func `counts neither values in quotes nor text nor programs`() {
        #expect(Self.admits("<x v=\"\(String(repeating: "a ", count: 5_000))\"/>"))
        #expect(Self.admits("<x>\(String(repeating: "a = b ", count: 5_000))</x>"))
        #expect(Self.admits("<script>if (a<b \(String(repeating: "&& c ", count: 5_000))) {}</script><td>1</td>", isHTML: true))
    }

    @Test func `looks at tags behind a program again`() {
        #expect(!Self.admits("<script>1<2</script><td \(Self.many)>", isHTML: true))
    }
}
