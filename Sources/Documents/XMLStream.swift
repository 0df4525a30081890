import CLibXML2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What happens while one XML part is read; readers override the three events.
///
/// Element names arrive as their index in `tags`, or −1 for other names and foreign namespaces, so
/// that no name becomes a `String`. Text gathers in `text` while `isCollecting`.
class XMLVisitor {
    /// The local names that matter, the most frequent first.
    var tags: [String] { [] }
    /// The namespaces whose elements matter; elements without one always do.
    var namespaces: [String] { [] }
    /// The part's name, for messages.
    let part: String
    final let text = TextCollector()
    /// Why reading stops; set it to stop.
    final var failure: DocumentError?
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

/// The attributes of one element; valid only during the event.
struct XMLAttributes {
    fileprivate let list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    let count: Int

    /// The value of the first attribute with this local name, whatever its prefix.
    subscript(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        for index in 0..<count where isNamed(name, index) { return value(index) }
        return nil
    }

    @inline(__always)
    func name(_ index: Int) -> UnsafePointer<UInt8>? { list?[index * 5] }

    @inline(__always)
    func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        guard let list, let start = list[index * 5 + 3], let end = list[index * 5 + 4] else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: start, count: end - start)
    }

    @inline(__always)
    private func isNamed(_ name: StaticString, _ index: Int) -> Bool {
        guard let stored = self.name(index) else { return false }
        return name.isSame(stored)
    }

    func string(_ name: StaticString) -> String? {
        guard let bytes = self[name] else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        // libxml2 hands on `&amp;` in attributes as `&#38;` when it resolves no entities.
        return bytes.contains(UInt8(ascii: "&")) ? text.replacing("&#38;", with: "&") : text
    }

    /// The non-negative integer of an attribute; nil when absent or no such number.
    func integer(_ name: StaticString) -> Int? { self[name]?.integer }

    /// Whether an on/off attribute stands and says on.
    func isOn(_ name: StaticString) -> Bool {
        guard let value = self[name] else { return false }
        return value.isOn
    }
}

extension StaticString {
    /// Whether a NUL-terminated name is this one.
    @inline(__always)
    func isSame(_ stored: UnsafePointer<UInt8>) -> Bool {
        let wanted = utf8Start
        for place in 0..<utf8CodeUnitCount where stored[place] != wanted[place] { return false }
        return stored[utf8CodeUnitCount] == 0
    }
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

/// Reads XML parts one after another with libxml2's SAX interface.
///
/// No document type, no entity beyond the five of XML, no file and no address is ever opened.
/// Depth and time are bounded; the bytes are bounded by who passes them.
final class XMLStream {
    private let context: xmlParserCtxtPtr
    private let state: UnsafeMutablePointer<State>

    /// Bytes from which a part is fed piece by piece instead of as a whole.
    static let streamingThreshold = 1 << 18

    init(limits: ReadLimits, deadline: Deadline) throws(DocumentError) {
        Self.prepareOnce
        guard let context = xmlNewParserCtxt() else { throw .outOfMemory }
        self.context = context
        state = .allocate(capacity: 1)
        state.initialize(to: State(context: context, maximumDepth: limits.elementDepth, deadline: deadline))
        context.pointee.sax.pointee = Self.handler
        context.pointee._private = UnsafeMutableRawPointer(state)
    }

    deinit {
        xmlFreeParserCtxt(context)
        state.pointee.stack.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    private static let prepareOnce: Void = xmlInitParser()

    private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)

    /// Reads a part of an archive.
    ///
    /// - Throws: `DocumentError`: `.damaged` for XML that is not well formed, `.hostile` for a document
    ///   type declaration, `.tooLarge` beyond depth or time, and what the visitor or the archive says.
    func read(_ entry: ZipArchive.Entry, of archive: ZipArchive, _ visitor: XMLVisitor) throws(DocumentError) {
        guard entry.unpackedBytes >= Self.streamingThreshold else { return try read(archive.read(entry), visitor) }
        var started = false
        var archiveFailure: DocumentError?
        try reading(visitor) {
            do throws(DocumentError) {
                try archive.stream(entry) { chunk in
                    let bytes = chunk.assumingMemoryBound(to: CChar.self)
                    if !started {
                        started = true
                        // The first bytes tell the encoding.
                        guard xmlCtxtResetPush(context, bytes.baseAddress, Int32(min(4, bytes.count)), nil, nil) == 0 else { return false }
                        xmlCtxtUseOptions(context, Self.options)
                        let rest = UnsafeBufferPointer(rebasing: bytes.dropFirst(4))
                        if !rest.isEmpty { xmlParseChunk(context, rest.baseAddress, Int32(rest.count), 0) }
                    } else {
                        xmlParseChunk(context, bytes.baseAddress, Int32(bytes.count), 0)
                    }
                    return context.pointee.wellFormed != 0 && !state.pointee.isStopped
                }
                if context.pointee.wellFormed != 0, !state.pointee.isStopped { xmlParseChunk(context, nil, 0, 1) }
            } catch {
                archiveFailure = error
            }
        }
        if let archiveFailure { throw archiveFailure }
    }

    /// Reads a part that is in memory.
    func read(_ bytes: [UInt8], _ visitor: XMLVisitor) throws(DocumentError) {
        guard bytes.count < Int(Int32.max) else { throw .unpacksTooLarge }
        try reading(visitor) {
            bytes.withUnsafeBytes { raw in
                _ = xmlCtxtReadMemory(
                    context, raw.assumingMemoryBound(to: CChar.self).baseAddress, Int32(raw.count), nil, nil, Self.options)
            }
        }
    }

    /// The parser's own copy of a name, whose address tells equality.
    private func interned(_ name: String) -> UnsafePointer<xmlChar>? {
        var name = name
        return name.withUTF8 { xmlDictLookup(context.pointee.dict, $0.baseAddress, Int32($0.count)) }
    }

    private func reading(_ visitor: XMLVisitor, _ parse: () -> Void) throws(DocumentError) {
        let tags = visitor.tags.map(interned)
        let namespaces = visitor.namespaces.map(interned)
        tags.withUnsafeBufferPointer { tags in
            namespaces.withUnsafeBufferPointer { namespaces in
                withExtendedLifetime(visitor) {
                    state.pointee.begin(visitor, tags, namespaces)
                    parse()
                    state.pointee.visitor = nil
                }
            }
        }
        let isWellFormed = context.pointee.wellFormed != 0
        xmlCtxtReset(context)
        if let failure = state.pointee.failure ?? visitor.failure { throw failure }
        guard isWellFormed || visitor.isDone else { throw .damagedPart(visitor.part) }
    }

    /// What the callbacks need, outside reference counting; it lives as long as the stream.
    private struct State {
        let context: xmlParserCtxtPtr
        let maximumDepth: Int
        let deadline: Deadline
        /// Set only while a part is read, when the caller holds the visitor.
        var visitor: Unmanaged<XMLVisitor>?
        var text: TextCollector?
        var tags = UnsafeBufferPointer<UnsafePointer<xmlChar>?>(start: nil, count: 0)
        var namespaces = UnsafeBufferPointer<UnsafePointer<xmlChar>?>(start: nil, count: 0)
        var acceptedNamespace: UnsafePointer<xmlChar>?
        /// The tags of the open elements.
        let stack: UnsafeMutablePointer<Int>
        var depth = 0
        var events = 0
        var isStopped = false
        var failure: DocumentError?

        init(context: xmlParserCtxtPtr, maximumDepth: Int, deadline: Deadline) {
            self.context = context
            self.maximumDepth = max(1, maximumDepth)
            self.deadline = deadline
            stack = .allocate(capacity: self.maximumDepth)
        }

        mutating func begin(
            _ visitor: XMLVisitor, _ tags: UnsafeBufferPointer<UnsafePointer<xmlChar>?>, _ namespaces: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
        ) {
            self.visitor = .passUnretained(visitor)
            text = visitor.text
            self.tags = tags
            self.namespaces = namespaces
            acceptedNamespace = nil
            depth = 0
            isStopped = false
            failure = nil
        }

        mutating func stop(_ reason: DocumentError?) {
            if failure == nil { failure = reason }
            isStopped = true
            xmlStopParser(context)
        }

        @inline(__always)
        mutating func index(of name: UnsafePointer<xmlChar>, in namespace: UnsafePointer<xmlChar>?) -> Int {
            if let namespace, namespace != acceptedNamespace {
                guard namespaces.contains(namespace) else { return -1 }
                acceptedNamespace = namespace
            }
            // Names are interned, so the same name is the same address.
            for place in 0..<tags.count where tags[place] == name { return place }
            return -1
        }

        /// The tag of an element that opens; nil when reading has ended.
        @inline(__always)
        mutating func opens(_ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?) -> Int? {
            guard !isStopped else { return nil }
            events += 1
            if events & 1023 == 0, deadline.isOver {
                stop(.tookTooLong)
                return nil
            }
            guard depth < maximumDepth else {
                stop(.tooDeep)
                return nil
            }
            let tag = index(of: name, in: namespace)
            stack[depth] = tag
            depth += 1
            return tag
        }

        @inline(__always)
        mutating func closes() -> Int? {
            guard !isStopped, depth > 0 else { return nil }
            depth -= 1
            return stack[depth]
        }
    }

    @inline(__always)
    private static func state(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<State>? {
        context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?.assumingMemoryBound(to: State.self)
    }

    // Only addresses of functions, written once and never changed.
    private nonisolated(unsafe) static let handler: xmlSAXHandler = {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { context, _, _, _ in XMLStream.state(context)?.pointee.stop(.hasDocumentType) }
        handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            guard let name, let state = XMLStream.state(context), let tag = state.pointee.opens(name, namespace), let visitor = state.pointee.visitor
            else { return }
            visitor._withUnsafeGuaranteedRef { visitor in
                visitor.start(tag, XMLAttributes(list: attributes, count: Int(count)))
                if visitor.failure != nil || visitor.isDone { state.pointee.stop(visitor.failure) }
            }
        }
        handler.endElementNs = { context, _, _, _ in
            guard let state = XMLStream.state(context), let tag = state.pointee.closes(), let visitor = state.pointee.visitor else { return }
            visitor._withUnsafeGuaranteedRef { visitor in
                visitor.end(tag)
                if visitor.failure != nil || visitor.isDone { state.pointee.stop(visitor.failure) }
            }
        }
        handler.characters = { context, bytes, count in
            guard let bytes, let text = XMLStream.state(context)?.pointee.text, text.isCollecting else { return }
            text.append(bytes, Int(count))
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.serror = { _, _ in }
        return handler
    }()
}

/// The moment by which reading a file ends.
///
/// Nanoseconds of the steady clock, since the clock's own type has no fixed layout and this one
/// lies in the path of every element.
struct Deadline: Sendable {
    private let end: UInt64

    init(seconds: Int) { end = Self.now &+ UInt64(clamping: seconds) &* 1_000_000_000 }

    var isOver: Bool { Self.now >= end }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
