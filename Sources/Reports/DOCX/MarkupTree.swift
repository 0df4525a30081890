/// The elements of an XML part with their places in its bytes, so that a part can be changed in places and stay the same elsewhere.
///
/// - Throws: `Malformed` for anything but plain well-formed UTF-8 XML; a document type declaration is refused.
struct MarkupTree {
    struct Malformed: Error {}

    struct Node {
        /// With its prefix: `w:p`.
        var name: String
        /// From `<` to behind the last `>`.
        var range: Range<Int>
        /// Between the tags.
        var content: Range<Int>
        var children: [Int]
        var parent: Int?
    }

    private(set) var bytes: [UInt8]
    private(set) var nodes: [Node] = []
    private(set) var root = 0

    static let depthLimit = 200
    static let nodeLimit = 1_000_000

    init(_ bytes: [UInt8]) throws(Malformed) {
        self.bytes = bytes
        var open: [Int] = []
        var index = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
        var hasRoot = false
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                if open.isEmpty, !Self.isSpace(bytes[index]) { throw Malformed() }
                index += 1
                continue
            }
            guard index + 1 < bytes.count else { throw Malformed() }
            let start = index
            switch bytes[index + 1] {
            case UInt8(ascii: "?"): index = try Self.after("?>", in: bytes, from: index + 2)
            case UInt8(ascii: "!"):
                if Self.matches("<!--", in: bytes, at: index) {
                    index = try Self.after("-->", in: bytes, from: index + 4)
                } else if Self.matches("<![CDATA[", in: bytes, at: index), !open.isEmpty {
                    index = try Self.after("]]>", in: bytes, from: index + 9)
                } else {
                    throw Malformed()
                }
            case UInt8(ascii: "/"):
                let end = try Self.after(">", in: bytes, from: index + 2)
                guard let node = open.popLast(), Self.name(in: bytes, from: index + 2, to: end) == nodes[node].name else { throw Malformed() }
                nodes[node].content = nodes[node].content.lowerBound..<start
                nodes[node].range = nodes[node].range.lowerBound..<end
                index = end
            default:
                let end = try Self.tagEnd(in: bytes, from: index + 1)
                let name = Self.name(in: bytes, from: index + 1, to: end)
                guard !name.isEmpty, open.count < Self.depthLimit, nodes.count < Self.nodeLimit else { throw Malformed() }
                if open.isEmpty {
                    guard !hasRoot else { throw Malformed() }
                    hasRoot = true
                    root = nodes.count
                }
                let isEmpty = bytes[end - 2] == UInt8(ascii: "/")
                if let parent = open.last { nodes[parent].children.append(nodes.count) }
                nodes.append(Node(name: name, range: start..<end, content: end..<end, children: [], parent: open.last))
                if !isEmpty { open.append(nodes.count - 1) }
                index = end
            }
        }
        guard hasRoot, open.isEmpty else { throw Malformed() }
    }

    // MARK: Reading

    func localName(_ node: Int) -> String {
        let name = nodes[node].name
        return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    func child(_ node: Int, _ name: String) -> Int? { nodes[node].children.first { nodes[$0].name == name } }

    func markup(_ node: Int) -> ArraySlice<UInt8> { bytes[nodes[node].range] }

    func content(_ node: Int) -> String { String(decoding: bytes[nodes[node].content], as: UTF8.self) }

    /// The value of an attribute with its entities resolved.
    func attribute(_ node: Int, _ name: String) -> String? {
        let tag = nodes[node].range.lowerBound..<min(nodes[node].content.lowerBound, nodes[node].range.upperBound)
        var index = tag.lowerBound + 1 + nodes[node].name.utf8.count
        while index < tag.upperBound {
            while index < tag.upperBound, Self.isSpace(bytes[index]) { index += 1 }
            let start = index
            while index < tag.upperBound, bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: ">") { index += 1 }
            guard index + 1 < tag.upperBound, bytes[index] == UInt8(ascii: "=") else { return nil }
            var end = index
            while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
            index += 1
            while index < tag.upperBound, Self.isSpace(bytes[index]) { index += 1 }
            guard index < tag.upperBound, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else { return nil }
            let quote = bytes[index]
            let from = index + 1
            index = from
            while index < tag.upperBound, bytes[index] != quote { index += 1 }
            if bytes[start..<end].elementsEqual(name.utf8) { return Self.resolved(bytes[from..<index]) }
            index += 1
        }
        return nil
    }

    /// Character data with its entities resolved.
    func text(_ node: Int) -> String { Self.resolved(bytes[nodes[node].content]) }

    static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            let tail = rest[rest.index(after: ampersand)...]
            guard let end = tail.prefix(12).firstIndex(of: ";") else {
                result += "&"
                rest = tail
                continue
            }
            switch tail[..<end] {
            case "amp": result += "&"
            case "lt": result += "<"
            case "gt": result += ">"
            case "quot": result += "\""
            case "apos": result += "'"
            case let name where name.hasPrefix("#"):
                let digits = name.dropFirst()
                let value = digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
                if let scalar = value.flatMap(UnicodeScalar.init) { result.unicodeScalars.append(scalar) }
            default: result += "&" + tail[...end]
            }
            rest = tail[tail.index(after: end)...]
        }
        return result + rest
    }

    // MARK: Scanning

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    private static func matches(_ mark: StaticString, in bytes: [UInt8], at index: Int) -> Bool {
        let count = mark.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for offset in 0..<count where bytes[index + offset] != mark.utf8Start[offset] { return false }
        return true
    }

    private static func after(_ mark: StaticString, in bytes: [UInt8], from start: Int) throws(Malformed) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == mark.utf8Start[0], matches(mark, in: bytes, at: index) { return index + mark.utf8CodeUnitCount }
            index += 1
        }
        throw Malformed()
    }

    /// Behind the `>` that ends a tag, outside quotation marks.
    private static func tagEnd(in bytes: [UInt8], from start: Int) throws(Malformed) -> Int {
        var index = start
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index + 1
            } else if byte == UInt8(ascii: "<") {
                throw Malformed()
            }
            index += 1
        }
        throw Malformed()
    }

    private static func name(in bytes: [UInt8], from start: Int, to end: Int) -> String {
        var index = start
        while index < end, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/") { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }
}
