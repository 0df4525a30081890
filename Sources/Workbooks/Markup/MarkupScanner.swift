import BudgetModel
import Documents

/// Walks through the tags of an XML part and says where each stands, so that the part can be
/// changed in a few places while every other byte stays as it was.
///
/// It resolves nothing: no entity, no namespace. A document type declaration is refused.
struct MarkupScanner {
    enum Kind { case start, empty, end }

    struct Tag {
        let kind: Kind
        /// From `<` to behind `>`.
        let range: Range<Int>
        /// The name with its prefix.
        let name: Range<Int>
        /// The name behind the colon.
        let local: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    /// The next tag, or nil at the end.
    ///
    /// - Throws: `DocumentError` `.damaged` for a tag that does not end, `.hostile` for a document type declaration.
    mutating func next(before limit: Int? = nil) throws(DocumentError) -> Tag? {
        let end = limit ?? bytes.count
        return try bytes.withUnsafeBufferPointer { bytes throws(DocumentError) in
            while true {
                while place < end, bytes[place] != UInt8(ascii: "<") { place += 1 }
                guard place + 1 < end else { return nil }
                switch bytes[place + 1] {
                case UInt8(ascii: "?"):
                    place = try Self.skip(past: "?>", in: bytes, from: place + 2)
                case UInt8(ascii: "!"):
                    if Self.matches("<!--", in: bytes, at: place) {
                        place = try Self.skip(past: "-->", in: bytes, from: place + 4)
                    } else if Self.matches("<![CDATA[", in: bytes, at: place) {
                        place = try Self.skip(past: "]]>", in: bytes, from: place + 9)
                    } else {
                        throw .declaresDocumentType
                    }
                default:
                    return try tag(in: bytes)
                }
            }
        }
    }

    private mutating func tag(in bytes: UnsafeBufferPointer<UInt8>) throws(DocumentError) -> Tag {
        let start = place
        let closes = bytes[start + 1] == UInt8(ascii: "/")
        let nameStart = closes ? start + 2 : start + 1
        var index = nameStart
        var localStart = nameStart
        while index < bytes.count, !Self.endsName(bytes[index]) {
            if bytes[index] == UInt8(ascii: ":") { localStart = index + 1 }
            index += 1
        }
        let name = nameStart..<index
        var quote: UInt8?
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                break
            }
            index += 1
        }
        guard index < bytes.count, !name.isEmpty else { throw .brokenMarkup }
        place = index + 1
        let kind: Kind = closes ? .end : (bytes[index - 1] == UInt8(ascii: "/") ? .empty : .start)
        return Tag(kind: kind, range: start..<place, name: name, local: localStart..<name.upperBound)
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ">"), UInt8(ascii: "/"): true
        default: false
        }
    }

    static func matches(_ text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        guard place + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[place + offset] != text.utf8Start[offset] { return false }
        return true
    }

    private static func skip(past text: StaticString, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(DocumentError) -> Int {
        var index = start
        while index < bytes.count {
            if matches(text, in: bytes, at: index) { return index + text.utf8CodeUnitCount }
            index += 1
        }
        throw .brokenMarkup
    }
}

extension MarkupScanner {
    func isNamed(_ tag: Tag, _ local: StaticString) -> Bool {
        guard tag.local.count == local.utf8CodeUnitCount else { return false }
        for offset in 0..<tag.local.count where bytes[tag.local.lowerBound + offset] != local.utf8Start[offset] { return false }
        return true
    }

    /// Where the value of an attribute stands, without its quotes; `name` as written, prefix and all.
    func attribute(_ name: String, of tag: Tag) -> Range<Int>? { Markup.attribute(name, in: bytes, tag: tag.range) }

    /// The value of an attribute with its entities resolved.
    func value(_ name: String, of tag: Tag) -> String? {
        attribute(name, of: tag).map { Markup.unescaped(bytes[$0]) }
    }
}

/// What tags, attributes and texts of XML parts look like, for reading and for writing.
enum Markup {
    static func attribute(_ name: String, in bytes: [UInt8], tag: Range<Int>) -> Range<Int>? {
        attributes(in: bytes, tag: tag).first { $0.name == name }?.value
    }

    /// Names as written and places of values.
    static func attributes(in bytes: [UInt8], tag: Range<Int>) -> [(name: String, value: Range<Int>)] {
        var list: [(name: String, value: Range<Int>)] = []
        var index = tag.lowerBound + 1
        let end = tag.upperBound - 1
        while index < end, !isSpace(bytes[index]) { index += 1 }
        while index < end {
            while index < end, isSpace(bytes[index]) { index += 1 }
            let nameStart = index
            while index < end, bytes[index] != UInt8(ascii: "="), !isSpace(bytes[index]) { index += 1 }
            let nameEnd = index
            while index < end, isSpace(bytes[index]) { index += 1 }
            guard index < end, bytes[index] == UInt8(ascii: "=") else { break }
            index += 1
            while index < end, isSpace(bytes[index]) { index += 1 }
            guard index < end, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else { break }
            let quote = bytes[index]
            let valueStart = index + 1
            index = valueStart
            while index < end, bytes[index] != quote { index += 1 }
            list.append((String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self), valueStart..<index))
            index += 1
        }
        return list
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            guard let end = rest[start...].firstIndex(of: ";") else { return result + rest[start...] }
            let name = rest[rest.index(after: start)..<end]
            switch name {
            case "amp": result += "&"
            case "lt": result += "<"
            case "gt": result += ">"
            case "quot": result += "\""
            case "apos": result += "'"
            default:
                let number =
                    name.hasPrefix("#x") || name.hasPrefix("#X")
                    ? UInt32(name.dropFirst(2), radix: 16) : (name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil)
                if let scalar = number.flatMap(Unicode.Scalar.init) { result.unicodeScalars.append(scalar) } else { result += rest[start...end] }
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// Text as it stands between tags or inside quotes; what XML 1.0 forbids is left out.
    static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "\n"
            case "\t": result += "\t"
            case "\r": continue
            default:
                guard scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Like `escaped`, for attribute values: line ends survive as references.
    static func quoted(_ text: String) -> String {
        escaped(text).split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "&#10;")
    }

    /// A part in UTF-8, whatever it was written in; other encodings than UTF-8 and UTF-16 are refused.
    static func utf8(_ bytes: [UInt8]) throws(DocumentError) -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let little = bytes[0] == 0xFF
            var units: [UInt16] = []
            units.reserveCapacity(bytes.count / 2)
            var index = 2
            while index + 1 < bytes.count {
                let low = UInt16(bytes[little ? index : index + 1])
                let high = UInt16(bytes[little ? index + 1 : index])
                units.append(high << 8 | low)
                index += 2
            }
            let text = String(decoding: units, as: UTF16.self)
            guard text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">") else { return Array(text.utf8) }
            return Array(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text[text.index(after: end)...]).utf8)
        }
        let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
        if let declared = head.range(of: "encoding=") {
            let name = head[declared.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
            guard name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii" else { throw .brokenMarkup }
        }
        return bytes
    }
}

extension String {
    /// The first place of `text`, without Foundation.
    func range(of text: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}

extension DocumentError {
    static var brokenMarkup: DocumentError {
        DocumentError(
            .damaged,
            Wording(
                zh: "文件内部结构不完整，无法写回校验结果。请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。",
                en: "The workbook's inner structure is incomplete, so nothing can be written back into it. Open it in Excel or WPS, save it as .xlsx and try again."))
    }

    static var declaresDocumentType: DocumentError {
        DocumentError(
            .hostile,
            Wording(
                zh: "文件内部含有文档类型声明，可能是恶意文件，未作处理。请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。",
                en: "The workbook contains a document type declaration, as hostile files do, and was left alone. Open it in Excel or WPS, save it as .xlsx and try again."))
    }
}
