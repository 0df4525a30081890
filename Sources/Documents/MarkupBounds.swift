/// Counts the attributes of start tags before a parser sees them.
///
/// libxml2 compares each attribute with all before it, so a tag of a hundred thousand of them takes minutes
/// and never lets the clock be asked.
struct MarkupBounds {
    /// More than any office program writes, fewer than take time.
    static let attributesOfATag = 2_000

    private enum State { case text, opened, tag, script }
    private var state = State.text
    private var quote: UInt8 = 0
    private var attributes = 0
    private var isBehindSpace = false
    /// The first letters of the tag, small.
    private var name: UInt64 = 0
    private var letters = 0
    /// How much of `</script` or `</style` was seen.
    private var closing = 0
    /// Web pages hold programs, in which `<` begins no tag.
    let isHTML: Bool

    init(isHTML: Bool) { self.isHTML = isHTML }

    /// Whether all tags so far keep to the bound.
    mutating func admit(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes {
            switch state {
            case .text:
                if byte == UInt8(ascii: "<") { state = .opened }
            case .opened:
                let small = byte | 0x20
                if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(small) || byte >= 0x80 || byte == UInt8(ascii: "_") {
                    state = .tag
                    (quote, attributes, isBehindSpace, name, letters) = (0, 0, false, UInt64(small), 1)
                } else {
                    state = byte == UInt8(ascii: "<") ? .opened : .text
                }
            case .tag:
                if quote != 0 {
                    if byte == quote { quote = 0 }
                } else if byte == UInt8(ascii: ">") {
                    state = isHTML && (isNamed("script") || isNamed("style")) ? .script : .text
                    closing = 0
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else if byte <= 0x20 {
                    isBehindSpace = true
                } else {
                    if isBehindSpace { attributes += 1 } else if attributes == 0, letters < 8 {
                        name = name << 8 | UInt64(byte | 0x20)
                        letters += 1
                    }
                    isBehindSpace = false
                    if attributes > Self.attributesOfATag { return false }
                }
            case .script:
                // `</s` ends it near enough.
                switch (closing, byte | 0x20) {
                case (0, UInt8(ascii: "<") | 0x20): closing = 1
                case (1, UInt8(ascii: "/") | 0x20): closing = 2
                case (2, UInt8(ascii: "s")): state = .text
                default: closing = byte == UInt8(ascii: "<") ? 1 : 0
                }
            }
        }
        return true
    }

    private func isNamed(_ word: StaticString) -> Bool {
        word.withUTF8Buffer { word in word.count == letters && name == word.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}
