@testable import Documents

/// Both readers of XML beside each other: they refuse the same texts and give the same events.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: data, count: size))
    // libxml2 ends a text at a zero byte and guesses at encodings; neither concerns what the scanner reads.
    guard size < 4096, !bytes.contains(0) else { return 0 }
    let own = Log()
    var memory = bytes + [UInt8](repeating: 0, count: XMLScanner.padding)
    var ownKind: DocumentError.Kind?
    do {
        guard try memory.withUnsafeMutableBufferPointer({ memory throws(DocumentError) in try XMLScanner.read(memory, own, maximumDepth: 50, Deadline(seconds: 5)) }) else { return 0 }
    } catch {
        ownKind = error.kind
    }
    let other = Log()
    var otherKind: DocumentError.Kind?
    var limits = ReadLimits()
    limits.elementDepth = 50
    do {
        let parser = try LibraryParser(limits: limits, deadline: Deadline(seconds: 5))
        try bytes.withUnsafeBufferPointer { memory throws(DocumentError) in try parser.read(memory, other) }
    } catch {
        otherKind = error.kind
    }
    if otherKind == nil {
        precondition(ownKind == nil, "libxml2 reads what the scanner refuses")
        precondition(own.lines == other.lines, "events differ")
    } else if ownKind == nil {
        // Names beyond ASCII are not looked at closely.
        precondition(bytes.contains { $0 >= 0x80 }, "the scanner reads what libxml2 refuses")
    }
    return 0
}

private final class Log: XMLVisitor {
    var lines: [String] = []
    private static let elements = XMLNames(["c", "row", "mergeCells", "sheetData"], in: ["http://schemas.openxmlformats.org/spreadsheetml/2006/main", "a"])
    override var names: XMLNames { Self.elements }

    init() {
        super.init(part: "part")
        isCollecting = true
    }

    override func start(_ tag: Int, _ attributes: XMLAttributes) {
        var line = "\(text.string)<\(tag)"
        for index in 0..<attributes.count {
            let value = String(decoding: attributes.value(index), as: UTF8.self).replacing("&#38;", with: "&")
            line += " " + String(decoding: attributes.name(index), as: UTF8.self) + "=" + value
        }
        text.clear()
        lines.append(line)
    }

    override func end(_ tag: Int) {
        lines.append("\(text.string)>\(tag)")
        text.clear()
    }
}
