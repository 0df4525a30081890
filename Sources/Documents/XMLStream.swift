import CLibXML2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads XML parts one after another: ordinary ones with `XMLScanner`, large ones and other encodings with libxml2.
///
/// No document type, no entity beyond the five of XML, no file and no address is ever opened.
/// Depth and time are bounded; the bytes are bounded by who passes them.
final class XMLStream {
    private let limits: ReadLimits
    private let deadline: Deadline
    /// Where parts are unpacked; its zero bytes at the end stop the scanner.
    private var buffer = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)
    private var library: LibraryParser?

    /// Bytes from which a part is fed piece by piece instead of as a whole.
    static let streamingThreshold = 1 << 18

    init(limits: ReadLimits, deadline: Deadline) {
        self.limits = limits
        self.deadline = deadline
    }

    deinit { buffer.deallocate() }

    /// Reads a part of an archive.
    ///
    /// - Throws: `DocumentError`: `.damaged` for XML that is not well formed, `.hostile` for a document
    ///   type declaration, `.tooLarge` beyond depth or time, and what the visitor or the archive says.
    func read(_ entry: ZipArchive.Entry, of archive: ZipArchive, _ visitor: XMLVisitor) throws(DocumentError) {
        guard entry.unpackedBytes < Self.streamingThreshold else { return try parser().read(entry, of: archive, visitor) }
        let space = space(for: entry.unpackedBytes)
        try archive.unpack(entry, into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: space[..<entry.unpackedBytes])))
        try read(space, visitor)
    }

    /// Reads a part that is in memory.
    func read(_ bytes: [UInt8], _ visitor: XMLVisitor) throws(DocumentError) {
        guard bytes.count < Self.streamingThreshold else {
            return try bytes.withUnsafeBufferPointer { (bytes) throws(DocumentError) in try parser().read(bytes, visitor) }
        }
        let space = space(for: bytes.count)
        _ = space.update(from: bytes)
        try read(space, visitor)
    }

    private func read(_ space: UnsafeMutableBufferPointer<UInt8>, _ visitor: XMLVisitor) throws(DocumentError) {
        if try XMLScanner.read(space, visitor, maximumDepth: limits.elementDepth, deadline) { return }
        try parser().read(UnsafeBufferPointer(rebasing: space[..<(space.count - XMLScanner.padding)]), visitor)
    }

    /// Room for a part and the zero bytes behind it.
    private func space(for count: Int) -> UnsafeMutableBufferPointer<UInt8> {
        let needed = count + XMLScanner.padding
        if buffer.count < needed {
            buffer.deallocate()
            buffer = .allocate(capacity: max(needed, 1 << 14))
        }
        for place in count..<needed { buffer.initializeElement(at: place, to: 0) }
        return UnsafeMutableBufferPointer(rebasing: buffer[..<needed])
    }

    private func parser() throws(DocumentError) -> LibraryParser {
        if let library { return library }
        let library = try LibraryParser(limits: limits, deadline: deadline)
        self.library = library
        return library
    }
}

/// libxml2's SAX interface, for parts that `XMLScanner` does not read.
final class LibraryParser {
    private let context: xmlParserCtxtPtr
    private let state: UnsafeMutablePointer<State>

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
        state.pointee.attributes.deallocate()
        state.deinitialize(count: 1)
        state.deallocate()
    }

    private static let prepareOnce: Void = xmlInitParser()

    private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)

    /// Reads a part of an archive piece by piece.
    func read(_ entry: ZipArchive.Entry, of archive: ZipArchive, _ visitor: XMLVisitor) throws(DocumentError) {
        var started = false
        var archiveFailure: DocumentError?
        var bounds = MarkupBounds(isHTML: false)
        var isWithinBounds = true
        try reading(visitor) {
            do throws(DocumentError) {
                try archive.stream(entry) { chunk in
                    isWithinBounds = bounds.admit(chunk.assumingMemoryBound(to: UInt8.self))
                    guard isWithinBounds else { return false }
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
                if !isWithinBounds { archiveFailure = .tooManyAttributes }
            } catch {
                archiveFailure = error
            }
            return archiveFailure
        }
    }

    /// Reads a part that is in memory.
    func read(_ bytes: UnsafeBufferPointer<UInt8>, _ visitor: XMLVisitor) throws(DocumentError) {
        guard bytes.count < Int(Int32.max) else { throw .unpacksTooLarge }
        var bounds = MarkupBounds(isHTML: false)
        guard bounds.admit(bytes) else { throw .tooManyAttributes }
        try reading(visitor) {
            bytes.withMemoryRebound(to: CChar.self) { memory in
                _ = xmlCtxtReadMemory(context, memory.baseAddress, Int32(memory.count), nil, nil, Self.options)
            }
            return nil
        }
    }

    /// The parser's own copy of a name, whose address tells equality.
    private func interned(_ name: String) -> UnsafePointer<xmlChar>? {
        var name = name
        return name.withUTF8 { xmlDictLookup(context.pointee.dict, $0.baseAddress, Int32($0.count)) }
    }

    /// - Parameter parse: feeds the parser and tells what the source of the bytes failed by.
    private func reading(_ visitor: XMLVisitor, _ parse: () -> DocumentError?) throws(DocumentError) {
        var source: DocumentError?
        let tags = visitor.names.tags.map(interned)
        let namespaces = visitor.names.namespaces.map(interned)
        tags.withUnsafeBufferPointer { tags in
            namespaces.withUnsafeBufferPointer { namespaces in
                withExtendedLifetime(visitor) {
                    state.pointee.begin(visitor, tags, namespaces)
                    source = parse()
                    state.pointee.visitor = nil
                }
            }
        }
        let isWellFormed = context.pointee.wellFormed != 0
        xmlCtxtReset(context)
        if let source { throw source }
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
        var attributes: UnsafeMutablePointer<XMLAttribute>
        private var attributeCapacity = 32
        var depth = 0
        var events = 0
        var isStopped = false
        var failure: DocumentError?

        init(context: xmlParserCtxtPtr, maximumDepth: Int, deadline: Deadline) {
            self.context = context
            self.maximumDepth = max(1, maximumDepth)
            self.deadline = deadline
            stack = .allocate(capacity: self.maximumDepth)
            attributes = .allocate(capacity: attributeCapacity)
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

        /// The attributes as libxml2 lists them, five pointers each.
        mutating func attributes(_ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int) -> XMLAttributes {
            if count > attributeCapacity {
                attributes.deallocate()
                attributeCapacity = count
                attributes = .allocate(capacity: count)
            }
            for index in 0..<count {
                guard let list, let name = list[index * 5], let start = list[index * 5 + 3], let end = list[index * 5 + 4] else {
                    return XMLAttributes(attributes, count: index, areResolved: false)
                }
                attributes[index] = XMLAttribute(fullName: name, fullCount: Int(xmlStrlen(name)), prefixCount: 0, value: start, valueCount: end - start)
            }
            return XMLAttributes(attributes, count: count, areResolved: false)
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
        handler.internalSubset = { context, _, _, _ in LibraryParser.state(context)?.pointee.stop(.hasDocumentType) }
        handler.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            guard let name, let state = LibraryParser.state(context), let tag = state.pointee.opens(name, namespace), let visitor = state.pointee.visitor
            else { return }
            visitor._withUnsafeGuaranteedRef { visitor in
                visitor.start(tag, state.pointee.attributes(attributes, Int(count)))
                if visitor.failure != nil || visitor.isDone { state.pointee.stop(visitor.failure) }
            }
        }
        handler.endElementNs = { context, _, _, _ in
            guard let state = LibraryParser.state(context), let tag = state.pointee.closes(), let visitor = state.pointee.visitor else { return }
            visitor._withUnsafeGuaranteedRef { visitor in
                visitor.end(tag)
                if visitor.failure != nil || visitor.isDone { state.pointee.stop(visitor.failure) }
            }
        }
        handler.characters = { context, bytes, count in
            guard let bytes, let text = LibraryParser.state(context)?.pointee.text, text.isCollecting else { return }
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
