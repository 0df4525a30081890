import Documents

/// An element of a part and where it stands in the bytes.
struct MarkupElement {
    /// The name behind the colon.
    let name: String
    /// The prefix with its colon, or nothing.
    let prefix: String
    /// The start tag.
    let tag: Range<Int>
    /// Between start and end tag; empty at the end of a self-closing tag.
    var content: Range<Int>
    /// From `<` of the start tag to behind `>` of the end tag.
    var whole: Range<Int>
    let isSelfClosing: Bool
    var children: [MarkupElement] = []

    func children(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }
    func child(_ name: String) -> MarkupElement? { children.first { $0.name == name } }
}

/// A small part as a tree of places, to be edited without touching the rest.
struct MarkupTree {
    let bytes: [UInt8]
    let root: MarkupElement
    var edits = MarkupEdits()

    /// - Parameter depth: how many levels below the root are recorded; deeper ones are passed over.
    /// - Throws: `DocumentError` `.damaged` when tags do not match.
    init(_ source: [UInt8], depth: Int = 6) throws(DocumentError) {
        bytes = try Markup.utf8(source)
        var scanner = MarkupScanner(bytes)
        var open: [MarkupElement] = []
        var level = 0
        var root: MarkupElement?
        while let tag = try scanner.next() {
            switch tag.kind {
            case .start, .empty:
                let element = MarkupElement(
                    name: String(decoding: bytes[tag.local], as: UTF8.self),
                    prefix: String(decoding: bytes[tag.name.lowerBound..<tag.local.lowerBound], as: UTF8.self),
                    tag: tag.range, content: tag.range.upperBound..<tag.range.upperBound, whole: tag.range,
                    isSelfClosing: tag.kind == .empty)
                if tag.kind == .empty {
                    if open.isEmpty {
                        root = root ?? element
                    } else if level <= depth {
                        open[open.count - 1].children.append(element)
                    }
                } else {
                    if level <= depth { open.append(element) }
                    level += 1
                    guard level < 1000 else { throw .brokenMarkup }
                }
            case .end:
                level -= 1
                guard level >= 0 else { throw .brokenMarkup }
                guard level <= depth else { continue }
                var element = open.removeLast()
                guard bytes[tag.local] == bytes[(element.tag.lowerBound + 1 + element.prefix.utf8.count)...].prefix(tag.local.count) else {
                    throw .brokenMarkup
                }
                element.content = element.tag.upperBound..<tag.range.lowerBound
                element.whole = element.tag.lowerBound..<tag.range.upperBound
                if open.isEmpty {
                    guard root == nil else { throw .brokenMarkup }
                    root = element
                } else {
                    open[open.count - 1].children.append(element)
                }
            }
        }
        guard level == 0, let root else { throw .brokenMarkup }
        self.root = root
    }

    func value(_ name: String, of element: MarkupElement) -> String? {
        Markup.attribute(name, in: bytes, tag: element.tag).map { Markup.unescaped(bytes[$0]) }
    }

    func source(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The prefix (with its colon) that `uri` is bound to at the root; nil when it is bound to none.
    func prefix(of uris: [String]) -> String? {
        for attribute in Markup.attributes(in: bytes, tag: root.tag) where attribute.name.hasPrefix("xmlns:") {
            if uris.contains(Markup.unescaped(bytes[attribute.value])) { return String(attribute.name.dropFirst(6)) + ":" }
        }
        return nil
    }

    /// The address of the root's own namespace.
    var namespace: String {
        let name = root.prefix.isEmpty ? "xmlns" : "xmlns:" + root.prefix.dropLast()
        return value(name, of: root) ?? ""
    }

    /// Adds `text` as the last content of `element`, opening it when it closes itself.
    mutating func append(_ text: String, to element: MarkupElement) {
        guard element.isSelfClosing else {
            edits.insert(text, at: element.content.upperBound)
            return
        }
        // The tag ends in `/>`.
        edits.replace(element.tag.upperBound - 2..<element.tag.upperBound, with: ">" + text + "</" + element.prefix + element.name + ">")
    }

    mutating func set(_ name: String, to value: String, of element: MarkupElement) {
        if let range = Markup.attribute(name, in: bytes, tag: element.tag) {
            edits.replace(range, with: Markup.quoted(value))
        } else {
            let place = element.tag.lowerBound + 1 + element.prefix.utf8.count + element.name.utf8.count
            edits.insert(" " + name + "=\"" + Markup.quoted(value) + "\"", at: place)
        }
    }

    var result: [UInt8] { edits.isEmpty ? bytes : edits.applied(to: bytes) }
}

extension Markup {
    /// All text inside an element, tags left out.
    static func text(of element: MarkupElement, in bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var inTag = false
        for byte in bytes[element.content] {
            switch byte {
            case UInt8(ascii: "<"): inTag = true
            case UInt8(ascii: ">"): inTag = false
            default: if !inTag { text.append(byte) }
            }
        }
        return unescaped(text[...])
    }
}
