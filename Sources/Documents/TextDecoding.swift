#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The character encodings in which Chinese offices save text and web pages.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    /// Also all that is declared as GBK or GB2312, which GB18030 contains.
    case gb18030 = "GB18030"
    case big5 = "BIG5-HKSCS"
    case windows1252 = "CP1252"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"

    /// The encoding that a page names, or nil for names that say nothing of use.
    package init?(declared name: String) {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        switch plain {
        // What can be read up to its declaration cannot be UTF-16.
        case "utf8", "unicode11utf8", "utf16", "utf16le", "utf16be", "unicode": self = .utf8
        case "gb18030", "gbk", "xgbk", "gb2312", "gb231280", "gb23121980", "cp936", "ms936", "windows936", "euccn", "csgb2312", "chinese": self = .gb18030
        case "big5", "big5hkscs", "xxbig5", "cnbig5", "cp950", "csbig5": self = .big5
        case "iso88591", "latin1", "usascii", "ascii", "windows1252", "cp1252": self = .windows1252
        default: return nil
        }
    }
}

/// Turns bytes into text: byte-order mark first, then what the bytes themselves show, then what they declare.
package enum TextDecoding {
    /// The text and the encoding it was found in; what cannot be decoded becomes U+FFFD.
    ///
    /// - Throws: `DocumentError` when the machine lacks the encoding.
    package static func decode(_ bytes: [UInt8], declared: String? = nil) throws(DocumentError) -> (text: String, encoding: TextEncoding) {
        let (utf8, encoding) = try utf8(of: bytes, declared: declared)
        return (String(decoding: utf8, as: UTF8.self), encoding)
    }

    /// Valid UTF-8 without mark and NULs, and the encoding the bytes were found in.
    static func utf8(of bytes: [UInt8], declared: String? = nil) throws(DocumentError) -> (utf8: [UInt8], encoding: TextEncoding) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (repaired(Array(bytes[3...])), .utf8) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (utf16(bytes[2...], isLittle: true), .utf16LittleEndian) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (utf16(bytes[2...], isLittle: false), .utf16BigEndian) }
        if bytes.count >= 4, bytes[0] != 0, bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 { return (utf16(bytes[...], isLittle: true), .utf16LittleEndian) }
        if bytes.count >= 4, bytes[0] == 0, bytes[1] != 0, bytes[2] == 0, bytes[3] != 0 { return (utf16(bytes[...], isLittle: false), .utf16BigEndian) }
        let named = declared.flatMap(TextEncoding.init(declared:))
        if let characters = charactersBeyondASCII(bytes) {
            // A page that says GBK but is UTF-8 throughout is UTF-8: by chance only a few characters are both.
            if characters == 0 || characters >= 8 || named == nil || named == .utf8 || named == .windows1252 { return (withoutNULs(bytes), .utf8) }
        } else if isMostlyUTF8(bytes) {
            return (repaired(bytes), .utf8)
        }
        if named == .big5, let converter = TextConverter(.big5), let (utf8, _) = converter.convert(bytes) { return (withoutNULs(utf8), .big5) }
        guard let converter = TextConverter(.gb18030) else { throw .noTextEncoding }
        let converted = converter.convert(bytes)
        if named == .windows1252, converted?.errors != 0, let western = TextConverter(.windows1252), let (utf8, _) = western.convert(bytes) {
            return (withoutNULs(utf8), .windows1252)
        }
        guard let (utf8, _) = converted else { throw .unknownContent }
        return (withoutNULs(utf8), .gb18030)
    }

    /// Bytes of GB18030 as text; nil where the machine lacks the encoding.
    package static func gb18030(_ bytes: [UInt8]) -> String? { TextConverter(.gb18030)?.convert(bytes).map { String(decoding: $0.0, as: UTF8.self) } }

    /// The encoding named by `charset=` in the head of a page or `encoding=` of an XML declaration.
    static func declaredEncoding(in bytes: [UInt8]) -> String? {
        let head = bytes.prefix(8192)
        for key in [Array("charset".utf8), Array("encoding".utf8)] {
            var from = head.startIndex
            while let found = head[from...].firstIndex(of: key, ignoringCase: true) {
                var place = found + key.count
                from = place
                func skipSpaces() { while place < head.endIndex, head[place] == 0x20 || (0x09...0x0D).contains(head[place]) { place += 1 } }
                skipSpaces()
                guard place < head.endIndex, head[place] == UInt8(ascii: "=") else { continue }
                place += 1
                skipSpaces()
                while place < head.endIndex, head[place] == UInt8(ascii: "\"") || head[place] == UInt8(ascii: "'") { place += 1 }
                let name = head[place...].prefix(40).prefix { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F }
                if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
            }
        }
        return nil
    }

    /// How many characters beyond ASCII valid UTF-8 has; nil if it is not valid.
    private static func charactersBeyondASCII(_ bytes: [UInt8]) -> Int? {
        guard (try? UTF8Span(validating: bytes.span)) != nil else { return nil }
        var count = 0
        for byte in bytes where byte >= 0xC0 { count += 1 }
        return count
    }

    /// Whether broken UTF-8, such as a file cut in the middle of a character, is still plainly UTF-8.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var good = 0
        var bad = 0
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            index += 1
            guard lead >= 0x80 else { continue }
            let more = lead >= 0xF0 && lead < 0xF5 ? 3 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xC2 && lead < 0xE0 ? 1 : 0
            var seen = 0
            while seen < more, index < bytes.count, bytes[index] & 0xC0 == 0x80 {
                seen += 1
                index += 1
            }
            if more > 0, seen == more { good += 1 } else { bad += 1 }
        }
        return good >= 3 && good >= bad * 4
    }

    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        withoutNULs((try? UTF8Span(validating: bytes.span)) != nil ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    private static func withoutNULs(_ bytes: [UInt8]) -> [UInt8] { bytes.contains(0) ? bytes.filter { $0 != 0 } : bytes }

    private static func utf16(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            let (low, high) = isLittle ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
            let unit = UInt16(high) << 8 | UInt16(low)
            if unit != 0 { units.append(unit) }
            index += 2
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}

/// Converts bytes of one encoding to UTF-8 by the C library's `iconv`.
final class TextConverter {
    private let handle: iconv_t

    init?(_ encoding: TextEncoding) {
        guard let handle = Self.open(encoding.rawValue) else { return nil }
        self.handle = handle
    }

    /// The encoding of a Windows code page; pages nobody knows count as Western.
    ///
    /// - Throws: `DocumentError` when the machine lacks the encoding.
    init(codePage: UInt16) throws(DocumentError) {
        let name =
            switch codePage {
            // 10008 is the Macintosh page for simplified Chinese.
            case 936, 10_008, 20_936, 52_936, 54_936: TextEncoding.gb18030.rawValue
            case 950, 10_002: TextEncoding.big5.rawValue
            case 1200: TextEncoding.utf16LittleEndian.rawValue
            case 65_001: TextEncoding.utf8.rawValue
            case 437, 850, 852, 866, 874, 932, 949, 1250...1258: "CP\(codePage)"
            default: TextEncoding.windows1252.rawValue
            }
        guard let handle = Self.open(name) else { throw .noTextEncoding }
        self.handle = handle
    }

    private static func open(_ name: String) -> iconv_t? {
        let handle = iconv_open("UTF-8", name)
        // The C library answers (iconv_t)-1 for an encoding it lacks.
        return UInt(bitPattern: handle) == .max ? nil : handle
    }

    deinit { iconv_close(handle) }

    /// The text as UTF-8; each byte that begins no character becomes U+FFFD and is counted.
    ///
    /// - Returns: nil where so little is text that the bytes must be something else.
    func convert(_ bytes: [UInt8]) -> (utf8: [UInt8], errors: Int)? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 2 + 16)
        var errors = 0
        var bytesLeft = bytes.count
        _ = iconv(handle, nil, nil, nil, nil)
        withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 1) { room in
            bytes.withUnsafeBytes { source in
                var input = UnsafeMutablePointer(mutating: source.bindMemory(to: CChar.self).baseAddress)
                var inputLeft = source.count
                while inputLeft > 0 {
                    if errors >= 10_000, errors * 4 >= source.count - inputLeft { break }
                    var output: UnsafeMutablePointer<CChar>? = room.bindMemory(to: CChar.self).baseAddress
                    var outputLeft = room.count
                    let done = iconv(handle, &input, &inputLeft, &output, &outputLeft)
                    let reason = errno
                    result += UnsafeRawBufferPointer(room)[..<(room.count - outputLeft)]
                    guard done == -1, reason != E2BIG else { continue }
                    result += [0xEF, 0xBF, 0xBD]
                    errors += 1
                    input = input?.advanced(by: 1)
                    inputLeft -= 1
                    _ = iconv(handle, nil, nil, nil, nil)
                }
                bytesLeft = inputLeft
            }
        }
        return bytesLeft == 0 ? (result, errors) : nil
    }
}

/// Text put together from parts, with plain newlines and without NULs.
struct TextBuffer {
    private(set) var utf8: [UInt8] = []
    private var highSurrogate: UInt16?
    private var endsWithReturn = false

    var string: String {
        var copy = self
        copy.closeSurrogate()
        return String(decoding: copy.utf8, as: UTF8.self)
    }

    mutating func append(latin1 bytes: ArraySlice<UInt8>) {
        utf8.reserveCapacity(utf8.count + bytes.count)
        for byte in bytes { append(unit: UInt16(byte)) }
    }

    mutating func append(utf16 bytes: ArraySlice<UInt8>) {
        utf8.reserveCapacity(utf8.count + bytes.count / 2 * 3)
        var index = bytes.startIndex
        while index + 1 < bytes.endIndex {
            append(unit: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            index += 2
        }
    }

    mutating func append(utf8 bytes: some Collection<UInt8>) {
        utf8.reserveCapacity(utf8.count + bytes.count)
        for byte in bytes {
            if byte < 0x80 {
                append(unit: UInt16(byte))
            } else {
                endsWithReturn = false
                utf8.append(byte)
            }
        }
    }

    private mutating func append(unit: UInt16) {
        if let high = highSurrogate {
            highSurrogate = nil
            if unit & 0xFC00 == 0xDC00 {
                let scalar = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
                utf8.append(UInt8(0xF0 | scalar >> 18))
                utf8.append(UInt8(0x80 | scalar >> 12 & 0x3F))
                utf8.append(UInt8(0x80 | scalar >> 6 & 0x3F))
                utf8.append(UInt8(0x80 | scalar & 0x3F))
                return
            }
            appendReplacement()
        }
        let afterReturn = endsWithReturn
        endsWithReturn = false
        switch unit {
        case 0: break
        case 0x0D:
            utf8.append(0x0A)
            endsWithReturn = true
        case 0x0A where afterReturn: break
        case 1..<0x80: utf8.append(UInt8(unit))
        case 0x80..<0x800:
            utf8.append(UInt8(0xC0 | unit >> 6))
            utf8.append(UInt8(0x80 | unit & 0x3F))
        case 0xD800..<0xDC00: highSurrogate = unit
        case 0xDC00..<0xE000: appendReplacement()
        default:
            utf8.append(UInt8(0xE0 | unit >> 12))
            utf8.append(UInt8(0x80 | unit >> 6 & 0x3F))
            utf8.append(UInt8(0x80 | unit & 0x3F))
        }
    }

    private mutating func appendReplacement() { utf8 += [0xEF, 0xBF, 0xBD] }

    private mutating func closeSurrogate() {
        guard highSurrogate != nil else { return }
        highSurrogate = nil
        appendReplacement()
    }
}

extension ArraySlice<UInt8> {
    /// Where `word` begins; ASCII letters of `word` are lower case.
    func firstIndex(of word: [UInt8], ignoringCase: Bool = false) -> Int? {
        guard let first = word.first, count >= word.count else { return nil }
        var index = startIndex
        let last = endIndex - word.count
        while index <= last {
            if Self.folded(self[index], ignoringCase) == first {
                var matched = 1
                while matched < word.count, Self.folded(self[index + matched], ignoringCase) == word[matched] { matched += 1 }
                if matched == word.count { return index }
            }
            index += 1
        }
        return nil
    }

    private static func folded(_ byte: UInt8, _ ignoringCase: Bool) -> UInt8 { ignoringCase && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
