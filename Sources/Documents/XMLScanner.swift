/// Reads an XML part that is in memory, UTF-8 and ordinary, as nearly all parts of office files are.
///
/// Strict: whatever is not well formed ends the reading, and the events are those libxml2 would give, at a fifth of its
/// cost. No document type, no entity beyond the five of XML; names may hold any character beyond ASCII. Bounded by the
/// buffer, the depth, the number of attributes and the deadline.
///
/// The zero byte behind the text cannot stand in it (`XMLCharacters` sees to that), so every loop ends there and none asks
/// where the buffer ends. References in attributes are resolved in place, since they only grow shorter.
struct XMLScanner: ~Copyable {
    /// Bytes that must stand, zero, behind the text.
    static let padding = 16
    private static let maximumAttributes = 1000

    private typealias Byte = UnsafeMutablePointer<UInt8>

    /// Why reading ends before the part does.
    private enum Ending: Error { case damaged, documentType, depth, time, visitor }

    /// What the namespace in force makes of an element.
    private enum Space { case none, ours, foreign }

    private struct Element {
        let name: Byte
        let nameCount: Int
        let tag: Int
        /// To return to at its end.
        let space: Space
        let bindings: Int
    }

    /// A prefix that stands for a namespace.
    private struct Binding {
        let prefix: Byte
        let count: Int
        let space: Space
    }

    private var place: Byte
    private let end: Byte
    private let visitor: XMLVisitor
    private let names: XMLNames
    private let text: TextCollector
    private let deadline: Deadline
    private let maximumDepth: Int
    private let stack: UnsafeMutablePointer<Element>
    private var depth = 0
    private var space = Space.none
    private var bindings: [Binding] = []
    private var attributes: UnsafeMutablePointer<XMLAttribute>
    private var attributeCapacity = 32
    private var events = 0

    /// - Parameter memory: the text, of which nothing is kept, and behind it `padding` zero bytes.
    private init(_ memory: UnsafeMutableBufferPointer<UInt8>, from begin: Int, _ visitor: XMLVisitor, maximumDepth: Int, _ deadline: Deadline) {
        let base = memory.baseAddress.unsafelyUnwrapped
        place = base + begin
        end = base + (memory.count - Self.padding)
        self.visitor = visitor
        names = visitor.names
        text = visitor.text
        self.deadline = deadline
        self.maximumDepth = max(1, maximumDepth)
        stack = .allocate(capacity: self.maximumDepth)
        attributes = .allocate(capacity: attributeCapacity)
    }

    deinit {
        stack.deallocate()
        attributes.deallocate()
    }

    /// Reads a part, or says that libxml2 must: for other encodings and odd declarations.
    ///
    /// - Returns: false when nothing was read.
    static func read(
        _ memory: UnsafeMutableBufferPointer<UInt8>, _ visitor: XMLVisitor, maximumDepth: Int, _ deadline: Deadline
    ) throws(DocumentError) -> Bool {
        let text = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(memory)[..<(memory.count - padding)])
        guard let begin = XMLDeclaration.end(in: text) else { return false }
        guard XMLCharacters.areAllowed(text) else { throw .damagedPart(visitor.part) }
        var scanner = XMLScanner(memory, from: begin, visitor, maximumDepth: maximumDepth, deadline)
        do throws(Ending) {
            try scanner.document()
        } catch {
            switch error {
            case .damaged: throw visitor.failure ?? .damagedPart(visitor.part)
            case .documentType: throw .hasDocumentType
            case .depth: throw .tooDeep
            case .time: throw .tookTooLong
            case .visitor: if let failure = visitor.failure { throw failure }
            }
        }
        return true
    }

    // MARK: - Document

    private mutating func document() throws(Ending) {
        try aside()
        guard place[0] == UInt8(ascii: "<"), XMLCharacters.beginsName(place[1]) else {
            throw begins("<!DOCTYPE") ? .documentType : .damaged
        }
        place += 1
        try startTag()
        if depth > 0 { try content() }
        try aside()
        guard place == end else { throw .damaged }
    }

    /// White space, comments and instructions beside the root element.
    private mutating func aside() throws(Ending) {
        while true {
            skipSpaces()
            if begins("<!--") {
                try comment()
            } else if place[0] == UInt8(ascii: "<"), place[1] == UInt8(ascii: "?") {
                try instruction()
            } else {
                return
            }
        }
    }

    /// Everything up to the end of the root element.
    private mutating func content() throws(Ending) {
        while true {
            let begin = place
            var next = begin
            var byte = next.pointee
            while byte > UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "]") || byte < UInt8(ascii: "&") && byte != 0x0D && byte != 0 {
                next += 1
                byte = next.pointee
            }
            place = next
            if next > begin, text.isCollecting { text.append(begin, next - begin) }
            switch byte {
            case UInt8(ascii: "<"):
                let kind = place[1]
                if kind == UInt8(ascii: "/") {
                    place += 2
                    try endTag()
                    if depth == 0 { return }
                } else if XMLCharacters.beginsName(kind) {
                    place += 1
                    try startTag()
                } else if kind == UInt8(ascii: "?") {
                    try instruction()
                } else if begins("<!--") {
                    try comment()
                } else if begins("<![CDATA[") {
                    try characterData()
                } else {
                    throw .damaged
                }
            case UInt8(ascii: "&"): try reference()
            case 0x0D: newline()
            case UInt8(ascii: "]"):
                if place[1] == UInt8(ascii: "]"), place[2] == UInt8(ascii: ">") { throw .damaged }
                if text.isCollecting { text.append(byte) }
                place += 1
            default: throw .damaged
            }
        }
    }

    // MARK: - Elements

    private mutating func startTag() throws(Ending) {
        let name = place
        let colon = scanName()
        let nameCount = place - name
        let outerSpace = space
        let outerBindings = bindings.count
        var count = 0
        var isEmpty = false
        while true {
            let before = place
            skipSpaces()
            let byte = place.pointee
            if byte == UInt8(ascii: ">") {
                place += 1
                break
            }
            if byte == UInt8(ascii: "/") {
                guard place[1] == UInt8(ascii: ">") else { throw .damaged }
                place += 2
                isEmpty = true
                break
            }
            guard place > before, XMLCharacters.beginsName(byte) else { throw .damaged }
            try attribute(&count, outerBindings)
        }

        events &+= 1
        if events & 1023 == 0, deadline.isOver { throw .time }
        guard depth < maximumDepth else { throw .depth }
        let local = name + colon
        let ownSpace = colon == 0 ? space : prefixed(name, colon - 1)
        let tag = ownSpace == .foreign ? -1 : names.index(of: local, nameCount - colon)
        visitor.start(tag, XMLAttributes(attributes, count: count, areResolved: true))
        if visitor.isDone { throw .visitor }
        if isEmpty {
            visitor.end(tag)
            if visitor.isDone { throw .visitor }
            space = outerSpace
            if bindings.count > outerBindings { bindings.removeSubrange(outerBindings...) }
        } else {
            stack[depth] = Element(name: name, nameCount: nameCount, tag: tag, space: outerSpace, bindings: outerBindings)
            depth += 1
        }
    }

    private mutating func endTag() throws(Ending) {
        depth -= 1
        let element = stack[depth]
        for offset in 0..<element.nameCount where place[offset] != element.name[offset] { throw .damaged }
        place += element.nameCount
        skipSpaces()
        guard place.pointee == UInt8(ascii: ">") else { throw .damaged }
        place += 1
        visitor.end(element.tag)
        if visitor.isDone { throw .visitor }
        space = element.space
        if bindings.count > element.bindings { bindings.removeSubrange(element.bindings...) }
    }

    private mutating func attribute(_ count: inout Int, _ outerBindings: Int) throws(Ending) {
        let name = place
        var colon = 0
        var nameCount = 1
        // Cells have one letter before the sign.
        if name[1] == UInt8(ascii: "=") {
            place += 2
        } else {
            colon = scanName()
            nameCount = place - name
            skipSpaces()
            guard place.pointee == UInt8(ascii: "=") else { throw .damaged }
            place += 1
        }
        skipSpaces()
        let quote = place.pointee
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { throw .damaged }
        place += 1
        let value = place
        var next = value
        var byte = next.pointee
        // Both quotes and the ampersand lie below.
        while byte > UInt8(ascii: "'") && byte != UInt8(ascii: "<") || byte != quote && byte != UInt8(ascii: "&") && byte >= 0x20 && byte != UInt8(ascii: "<") {
            next += 1
            byte = next.pointee
        }
        place = next
        let valueCount = byte == quote ? place - value : try resolvedValue(from: value, quote)
        place += 1

        if name[0] == UInt8(ascii: "x"), Self.isSame(name, colon == 0 ? nameCount : colon - 1, "xmlns") {
            try bind(colon == 0 ? nil : name + colon, nameCount - colon, to: UnsafeBufferPointer(start: value, count: valueCount), outerBindings)
            return
        }
        for other in 0..<count where attributes[other].fullCount == nameCount && attributes[other].fullName[0] == name[0] {
            guard !Self.isSame(attributes[other].fullName, name, nameCount) else { throw .damaged }
        }
        if count == attributeCapacity { try growAttributes() }
        attributes[count] = XMLAttribute(fullName: name, fullCount: nameCount, prefixCount: colon, value: value, valueCount: valueCount)
        count += 1
    }

    private mutating func growAttributes() throws(Ending) {
        guard attributeCapacity < Self.maximumAttributes else { throw .damaged }
        let larger = UnsafeMutablePointer<XMLAttribute>.allocate(capacity: attributeCapacity * 2)
        larger.update(from: attributes, count: attributeCapacity)
        attributes.deallocate()
        attributes = larger
        attributeCapacity *= 2
    }

    /// Goes on at a byte of a value that needs work; writes what it means over what stands there.
    private mutating func resolvedValue(from value: Byte, _ quote: UInt8) throws(Ending) -> Int {
        var target = place
        while true {
            let byte = place.pointee
            switch byte {
            case quote: return target - value
            case UInt8(ascii: "&"): target = Self.write(try referenced(), at: target)
            case 0x09, 0x0A, 0x0D:
                if byte == 0x0D, place[1] == 0x0A { place += 1 }
                target.pointee = 0x20
                target += 1
                place += 1
            case UInt8(ascii: "<"), 0: throw .damaged
            default:
                target.pointee = byte
                target += 1
                place += 1
            }
        }
    }

    // MARK: - Names

    /// Goes behind a name.
    ///
    /// - Returns: how many bytes its prefix has with its colon; 0 without one.
    @inline(__always)
    private mutating func scanName() -> Int {
        let begin = place
        var next = begin
        var colon = 0
        while XMLCharacters.isInName(next.pointee) {
            next += 1
            if next.pointee == UInt8(ascii: ":"), colon == 0 { colon = next - begin + 1 }
        }
        place = next
        // A colon at either end separates nothing, nor one before what begins no name.
        guard colon > 0, begin[0] != UInt8(ascii: ":"), begin[colon] != UInt8(ascii: ":"), XMLCharacters.beginsName(begin[colon]) else { return 0 }
        return colon
    }

    private mutating func bind(_ prefix: Byte?, _ count: Int, to name: UnsafeBufferPointer<UInt8>, _ outerBindings: Int) throws(Ending) {
        let meaning: Space = name.isEmpty ? .none : (names.hasNamespace(name) ? .ours : .foreign)
        guard let prefix else {
            space = meaning
            return
        }
        for binding in bindings[outerBindings...] where binding.count == count && Self.isSame(binding.prefix, prefix, count) { throw .damaged }
        guard bindings.count < Self.maximumAttributes else { throw .damaged }
        bindings.append(Binding(prefix: prefix, count: count, space: meaning))
    }

    /// What a prefix stands for; one that nobody declared stands for nothing.
    private func prefixed(_ prefix: Byte, _ count: Int) -> Space {
        for binding in bindings.reversed() where binding.count == count && Self.isSame(binding.prefix, prefix, count) { return binding.space }
        return Self.isSame(prefix, count, "xml") ? .foreign : .none
    }

    private static func isSame(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        for offset in 0..<count where one[offset] != other[offset] { return false }
        return true
    }

    private static func isSame(_ name: UnsafePointer<UInt8>, _ count: Int, _ word: StaticString) -> Bool {
        count == word.utf8CodeUnitCount && isSame(name, word.utf8Start, count)
    }

    private func begins(_ word: StaticString) -> Bool { Self.isSame(place, word.utf8Start, word.utf8CodeUnitCount) }

    // MARK: - Text

    @inline(__always)
    private mutating func skipSpaces() {
        while XMLCharacters.isSpace(place.pointee) { place += 1 }
    }

    /// A carriage return, alone or before a line feed, is a line feed.
    private mutating func newline() {
        place += place[1] == 0x0A ? 2 : 1
        if text.isCollecting { text.append(0x0A) }
    }

    private mutating func reference() throws(Ending) {
        let scalar = try referenced()
        guard text.isCollecting else { return }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { buffer in
            let base = buffer.baseAddress.unsafelyUnwrapped
            text.append(base, Self.write(scalar, at: base) - base)
        }
    }

    /// The character that the reference at hand stands for; goes behind it.
    private mutating func referenced() throws(Ending) -> Unicode.Scalar {
        if place[1] == UInt8(ascii: "#") { return try numbered() }
        for (word, scalar) in Self.entities where begins(word) {
            place += word.utf8CodeUnitCount
            return scalar
        }
        throw .damaged
    }

    private static let entities: [(StaticString, Unicode.Scalar)] = [("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'")]

    private mutating func numbered() throws(Ending) -> Unicode.Scalar {
        place += 2
        let isHex = place.pointee == UInt8(ascii: "x")
        if isHex { place += 1 }
        let begin = place
        var value: UInt32 = 0
        while let digit = XMLCharacters.digit(place.pointee, isHex: isHex) {
            value = value * (isHex ? 16 : 10) + digit
            guard value <= 0x10FFFF else { throw .damaged }
            place += 1
        }
        guard place > begin, place.pointee == UInt8(ascii: ";"), let scalar = Unicode.Scalar(value), XMLCharacters.isAllowed(scalar) else { throw .damaged }
        place += 1
        return scalar
    }

    /// - Returns: the place behind what was written.
    private static func write(_ scalar: Unicode.Scalar, at target: Byte) -> Byte {
        var target = target
        for byte in UTF8.encode(scalar).unsafelyUnwrapped {
            target.pointee = byte
            target += 1
        }
        return target
    }

    private mutating func characterData() throws(Ending) {
        place += 9
        var begin = place
        while true {
            switch place.pointee {
            case UInt8(ascii: "]") where place[1] == UInt8(ascii: "]") && place[2] == UInt8(ascii: ">"):
                if text.isCollecting { text.append(begin, place - begin) }
                place += 3
                return
            case 0x0D:
                if text.isCollecting { text.append(begin, place - begin) }
                newline()
                begin = place
            case 0: throw .damaged
            default: place += 1
            }
        }
    }

    /// Two hyphens end a comment and may not stand in it.
    private mutating func comment() throws(Ending) {
        place += 4
        while place[0] != UInt8(ascii: "-") || place[1] != UInt8(ascii: "-") {
            guard place.pointee != 0 else { throw .damaged }
            place += 1
        }
        guard place[2] == UInt8(ascii: ">") else { throw .damaged }
        place += 3
    }

    private mutating func instruction() throws(Ending) {
        place += 2
        let name = place
        guard XMLCharacters.beginsName(place.pointee) else { throw .damaged }
        _ = scanName()
        // The declaration stands at the beginning only.
        guard !Self.isSame(name, place - name, "xml") else { throw .damaged }
        guard XMLCharacters.isSpace(place.pointee) || begins("?>") else { throw .damaged }
        while place[0] != UInt8(ascii: "?") || place[1] != UInt8(ascii: ">") {
            guard place.pointee != 0 else { throw .damaged }
            place += 1
        }
        place += 2
    }
}
