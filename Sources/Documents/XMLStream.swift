import CLibXML2

/// What happens while one XML part is read; readers override the three events.
///
/// Element names arrive as their index in `tags`, or −1 for other names and foreign namespaces, so
/// that no name becomes a `String`. Text gathers in `text` while `isCollecting`.
class XMLVisitor {
    /// The local names that matter, the most frequent first.
    var tags: [StaticString] { [] }
    /// The namespaces whose elements matter; elements without one always do.
    var namespaces: [StaticString] { [] }
    /// The part's name, for messages.
    let part: String
    final let text = TextCollector()
    final var isCollecting = false
    /// Why reading stops; set it to stop.
    final var failure: DocumentError?
    /// Set it to stop without a failure when nothing more is wanted.
    final var isDone = false

    init(part: String) { self.part = part }

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
        self[name].map { String(decoding: $0, as: UTF8.self) }
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
    private let maximumDepth: Int
    let deadline: Deadline

    private var visitor: XMLVisitor?
    private var tagNames: [UnsafePointer<xmlChar>?] = []
    private var namespaceNames: [UnsafePointer<xmlChar>?] = []
    private var acceptedNamespace: UnsafePointer<xmlChar>?
    private var stack: [Int] = []
    private var events = 0
    private var failure: DocumentError?

    /// Bytes from which a part is fed piece by piece instead of as a whole.
    static let streamingThreshold = 1 << 18

    init(limits: ReadLimits, deadline: Deadline) throws(DocumentError) {
        Self.prepareOnce
        guard let context = xmlNewParserCtxt() else { throw .outOfMemory }
        self.context = context
        maximumDepth = limits.elementDepth
        self.deadline = deadline
        stack.reserveCapacity(32)
        context.pointee.sax.pointee = Self.handler
    }

    deinit { xmlFreeParserCtxt(context) }

    private static let prepareOnce: Void = xmlInitParser()

    private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)

    /// Reads a part of an archive.
    ///
    /// - Throws: `DocumentError`: `.damaged` for XML that is not well formed, `.hostile` for a document
    ///   type declaration, `.tooLarge` beyond depth or time, and what the visitor or the archive says.
    func read(_ entry: ZipArchive.Entry, of archive: ZipArchive, _ visitor: XMLVisitor) throws(DocumentError) {
        guard entry.unpackedBytes >= Self.streamingThreshold else { return try read(archive.read(entry), visitor) }
        try begin(visitor)
        defer { finish() }
        var started = false
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
                return context.pointee.wellFormed != 0 && failure == nil && visitor.failure == nil && !visitor.isDone
            }
        } catch {
            // What stopped the reader first is the better explanation.
            if let first = failure ?? visitor.failure { throw first }
            throw error
        }
        if failure == nil, visitor.failure == nil, !visitor.isDone, context.pointee.wellFormed != 0 { xmlParseChunk(context, nil, 0, 1) }
        try conclude(visitor)
    }

    /// Reads a part that is in memory.
    func read(_ bytes: [UInt8], _ visitor: XMLVisitor) throws(DocumentError) {
        try begin(visitor)
        defer { finish() }
        guard bytes.count < Int(Int32.max) else { throw .unpacksTooLarge }
        bytes.withUnsafeBytes { raw in
            _ = xmlCtxtReadMemory(
                context, raw.assumingMemoryBound(to: CChar.self).baseAddress, Int32(raw.count), nil, nil, Self.options)
        }
        try conclude(visitor)
    }

    private func begin(_ visitor: XMLVisitor) throws(DocumentError) {
        self.visitor = visitor
        failure = nil
        stack.removeAll(keepingCapacity: true)
        acceptedNamespace = nil
        context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
        tagNames = visitor.tags.map { xmlDictLookup(context.pointee.dict, $0.utf8Start, Int32($0.utf8CodeUnitCount)) }
        namespaceNames = visitor.namespaces.map { xmlDictLookup(context.pointee.dict, $0.utf8Start, Int32($0.utf8CodeUnitCount)) }
    }

    private func finish() {
        visitor = nil
        xmlCtxtReset(context)
    }

    private func conclude(_ visitor: XMLVisitor) throws(DocumentError) {
        if let failure = failure ?? visitor.failure { throw failure }
        if visitor.isDone { return }
        guard context.pointee.wellFormed != 0 else { throw .damagedPart(visitor.part) }
    }

    private func stop(_ reason: DocumentError?) {
        if failure == nil { failure = reason }
        xmlStopParser(context)
    }

    // MARK: - Events

    @inline(__always)
    private func index(of name: UnsafePointer<xmlChar>, in namespace: UnsafePointer<xmlChar>?) -> Int {
        if let namespace, namespace != acceptedNamespace {
            guard namespaceNames.contains(namespace) else { return -1 }
            acceptedNamespace = namespace
        }
        // Names are interned, so the same name is the same address.
        for place in 0..<tagNames.count where tagNames[place] == name { return place }
        return -1
    }

    private func starts(
        _ name: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, _ attributes: XMLAttributes
    ) {
        guard let visitor, failure == nil else { return }
        events += 1
        if events & 1023 == 0, deadline.isOver { return stop(.takesTooLong) }
        guard stack.count < maximumDepth else { return stop(.nestedTooDeeply) }
        let tag = index(of: name, in: namespace)
        stack.append(tag)
        visitor.start(tag, attributes)
        if visitor.failure != nil || visitor.isDone { stop(visitor.failure) }
    }

    private func ends() {
        guard let visitor, failure == nil, let tag = stack.popLast() else { return }
        visitor.end(tag)
        if visitor.failure != nil || visitor.isDone { stop(visitor.failure) }
    }

    @inline(__always)
    private func collects(_ bytes: UnsafePointer<xmlChar>, _ count: Int32) {
        guard let visitor, visitor.isCollecting else { return }
        visitor.text.append(bytes, Int(count))
    }

    private static func stream(_ context: UnsafeMutableRawPointer?) -> XMLStream? {
        guard let own = context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else { return nil }
        return Unmanaged<XMLStream>.fromOpaque(own).takeUnretainedValue()
    }

    // Only addresses of functions, written once and never changed.
    private nonisolated(unsafe) static let handler: xmlSAXHandler = {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = { context, _, _, _ in XMLStream.stream(context)?.stop(.documentType) }
        handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            guard let name else { return }
            XMLStream.stream(context)?.starts(name, namespace, XMLAttributes(list: attributes, count: Int(count)))
        }
        handler.endElementNs = { context, _, _, _ in XMLStream.stream(context)?.ends() }
        handler.characters = { context, bytes, count in
            if let bytes { XMLStream.stream(context)?.collects(bytes, count) }
        }
        handler.ignorableWhitespace = handler.characters
        handler.cdataBlock = handler.characters
        handler.serror = { _, _ in }
        return handler
    }()
}

/// The moment by which reading a file ends.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(seconds: Int) { end = ContinuousClock.now + .seconds(seconds) }

    var isOver: Bool { ContinuousClock.now >= end }
}
