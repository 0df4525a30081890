/// What happens while one XML part is read; readers override the two events.
///
/// Element names arrive as their index in `names`, or −1 for other names and foreign namespaces, so
/// that no name becomes a `String`. Text gathers in `text` while `isCollecting`.
class XMLVisitor {
    /// The elements that matter.
    var names: XMLNames { .none }
    /// The part's name, for messages.
    let part: String
    final let text = TextCollector()
    /// Why reading stops; set it to stop.
    final var failure: DocumentError? {
        didSet { if failure != nil { isDone = true } }
    }
    /// Set it to stop without a failure when nothing more is wanted.
    final var isDone = false

    init(part: String) { self.part = part }

    deinit { text.deallocate() }

    final var isCollecting: Bool {
        get { text.isCollecting }
        set { text.isCollecting = newValue }
    }

    func start(_ tag: Int, _ attributes: XMLAttributes) {}
    func end(_ tag: Int) {}
}

/// The elements that matter to a visitor; made once for each kind of part.
final class XMLNames: Sendable {
    static let none = XMLNames([], in: [])

    /// Local names of at most 16 bytes, the most frequent first.
    let tags: [String]
    /// Elements of these namespaces matter; elements without one always do.
    let namespaces: [String]
    private let keys: [Key]
    private let namespaceBytes: [[UInt8]]

    init(_ tags: [String], in namespaces: [String]) {
        self.tags = tags
        self.namespaces = namespaces
        namespaceBytes = namespaces.map { Array($0.utf8) }
        keys = tags.map { tag in
            let bytes = Array(tag.utf8)
            precondition(bytes.count <= 16)
            return (bytes + [UInt8](repeating: 0, count: 16)).withUnsafeBufferPointer { Key($0.baseAddress.unsafelyUnwrapped, bytes.count) }
        }
    }

    /// A name as two words and its length.
    private struct Key: Equatable {
        var head: UInt64
        var tail: UInt64
        var count: Int

        /// - Precondition: 16 bytes can be read.
        @inline(__always)
        init(_ name: UnsafePointer<UInt8>, _ count: Int) {
            let raw = UnsafeRawPointer(name)
            self.count = count
            let first = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
            if count < 8 {
                head = first & ((1 << UInt64(count * 8)) &- 1)
                tail = 0
            } else {
                head = first
                tail = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                if count < 16 { tail &= (1 << UInt64(count * 8 - 64)) &- 1 }
            }
        }
    }

    /// The index of a local name, or −1.
    ///
    /// - Precondition: 16 bytes can be read from its place.
    func index(of name: UnsafePointer<UInt8>, _ count: Int) -> Int {
        guard count <= 16 else { return -1 }
        let wanted = Key(name, count)
        return keys.withUnsafeBufferPointer { keys in
            for index in 0..<keys.count where keys[index].head == wanted.head && keys[index].count == count && keys[index].tail == wanted.tail { return index }
            return -1
        }
    }

    func hasNamespace(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        for candidate in namespaceBytes where candidate.count == name.count {
            if candidate.withUnsafeBufferPointer({ $0.elementsEqual(name) }) { return true }
        }
        return false
    }
}

/// One attribute; names and values lie in the parser's memory.
struct XMLAttribute {
    let fullName: UnsafePointer<UInt8>
    let fullCount: Int
    /// The bytes of the prefix and its colon.
    let prefixCount: Int
    let value: UnsafePointer<UInt8>
    let valueCount: Int
}

/// The attributes of one element; valid only during the event.
struct XMLAttributes {
    private let list: UnsafePointer<XMLAttribute>
    let count: Int
    /// Whether every reference has been resolved.
    private let areResolved: Bool

    init(_ list: UnsafePointer<XMLAttribute>, count: Int, areResolved: Bool) {
        self.list = list
        self.count = count
        self.areResolved = areResolved
    }

    /// The value of the first attribute with this local name, whatever its prefix.
    subscript(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        for index in 0..<count where self.name(index).spells(name) { return value(index) }
        return nil
    }

    /// The local name.
    @inline(__always)
    func name(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        let attribute = list[index]
        return UnsafeBufferPointer(start: attribute.fullName + attribute.prefixCount, count: attribute.fullCount - attribute.prefixCount)
    }

    @inline(__always)
    func value(_ index: Int) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: list[index].value, count: list[index].valueCount) }

    func string(_ name: StaticString) -> String? {
        guard let bytes = self[name] else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        // libxml2 hands on `&amp;` in attributes as `&#38;` when it resolves no entities.
        return !areResolved && bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
    }

    /// The non-negative integer of an attribute; nil when absent or no such number.
    func integer(_ name: StaticString) -> Int? { self[name]?.integer }

    /// Whether an on/off attribute stands and says on.
    func isOn(_ name: StaticString) -> Bool { self[name]?.isOn ?? false }
}

extension UnsafeBufferPointer<UInt8> {
    /// The non-negative decimal integer the bytes spell, or nil; spaces around it are allowed.
    var integer: Int? {
        var number = 0
        var digits = 0
        for byte in self {
            switch byte {
            case 0x30...0x39:
                digits += 1
                guard digits <= 15 else { return nil }
                number = number * 10 + Int(byte - 0x30)
            case 0x20 where digits == 0: continue
            default: return nil
            }
        }
        return digits > 0 ? number : nil
    }

    /// `1`, `true` and `on`, but also an empty value.
    var isOn: Bool { isEmpty || spells("1") || spells("true") || spells("on") }

    @inline(__always)
    func spells(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        let wanted = word.utf8Start
        for place in 0..<count where self[place] != wanted[place] { return false }
        return true
    }
}
