import BudgetModel
package import Documents

/// The first line of a table, and how its bytes are read.
package struct TableHead: Sendable {
    /// The headings as they stand, without white space around them.
    package let names: [String]
    package let separator: UInt8
    /// How text is written in it; nil while only ASCII was seen.
    package let encoding: TextEncoding?
    /// Whether some lines of the first megabyte are no text in it.
    package let hasBadBytes: Bool
    /// The bytes behind the first line that were read with it.
    let rest: [UInt8]
    /// The line behind the head.
    let nextLine: Int

    /// What is looked at for the head and the encoding.
    private static let sample = 1 << 20

    /// Reads the head of a table.
    ///
    /// - Throws: `TableError` for an empty file, UTF-16, and workbooks.
    package init(_ input: TableInput) throws(TableError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.sample, alignment: 16)
        defer { buffer.deallocate() }
        var count = 0
        while count < Self.sample {
            let got = try input.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if got == 0 { break }
            count += got
        }
        var bytes = Array(buffer.prefix(count))
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw TableError(.malformed, Wording(zh: "这是 UTF-16 文本：请另存为“CSV UTF-8（逗号分隔）”后再试。", en: "This is UTF-16 text: save it as CSV UTF-8 and try again."))
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw TableError(.malformed, Wording(zh: "这是工作簿，不是 CSV 表：请另存为“CSV UTF-8（逗号分隔）”后再试；表格用 jixiao evaluate。", en: "This is a workbook and no CSV table: save it as CSV UTF-8 and try again; forms go to jixiao evaluate."))
        }
        var start = 0
        while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
        guard start < bytes.count else { throw TableError(.malformed, Wording(zh: "文件是空的，没有表头。", en: "The file is empty: it has no head.")) }
        let separator = Self.separator(of: bytes[start...])
        var end = 0
        var names: [String] = []
        let (encoding, hasBadBytes) = Self.encoding(of: bytes)
        bytes.withUnsafeBytes { buffer in
            var reader = RecordReader(UnsafeRawBufferPointer(rebasing: buffer[start...]), separator: separator, columns: 0, hasQuotes: true)
            _ = reader.next()
            let cells = reader.cells
            for place in 0..<cells.count { names.append(TableText.string(cells.value(cells.field(place)), encoding).trimming()) }
            end = start + reader.place
        }
        self.names = names
        self.separator = separator
        self.encoding = encoding
        self.hasBadBytes = hasBadBytes
        rest = Array(bytes[end...])
        nextLine = 1 + bytes[..<end].count { $0 == 0x0A }
    }

    /// The one of `,`, tab and `;` that the first line has most.
    private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
        let line = bytes.prefix { $0 != 0x0A }
        return [0x2C, 0x09, 0x3B].max { left, right in line.count { $0 == left } < line.count { $0 == right } } ?? 0x2C
    }

    /// The encoding of most lines, and whether some are no text in it.
    private static func encoding(of bytes: [UInt8]) -> (TextEncoding?, hasBadBytes: Bool) {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return (nil, false) }
        // A sample may end within a character.
        for cut in 0..<min(4, bytes.count) where String(validating: bytes[..<(bytes.count - cut)], as: UTF8.self) != nil { return (.utf8, false) }
        var (utf8, gb18030, neither) = (0, 0, 0)
        for line in bytes.split(separator: 0x0A).dropLast(bytes.last == 0x0A ? 0 : 1) where line.contains(where: { $0 >= 0x80 }) {
            let line = Array(line)
            if String(validating: line, as: UTF8.self) != nil { utf8 += 1 } else if TextDecoding.gb18030(line) != nil { gb18030 += 1 } else { neither += 1 }
        }
        return utf8 > gb18030 ? (.utf8, gb18030 + neither > 0) : (.gb18030, neither > 0)
    }
}

/// Text of a table.
package enum TableText {
    /// Bytes as text: in the encoding of the table, else in what they are themselves.
    package static func string(_ bytes: [UInt8], _ encoding: TextEncoding?) -> String {
        if encoding != .gb18030, let text = String(validating: bytes, as: UTF8.self) { return text }
        guard bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
        return (encoding == .utf8 ? nil : TextDecoding.gb18030(bytes)) ?? String(decoding: bytes, as: UTF8.self)
    }

    /// Whether bytes are text in the encoding of a table.
    package static func isText(_ bytes: [UInt8], _ encoding: TextEncoding?) -> Bool {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return true }
        return encoding == .gb18030 ? TextDecoding.gb18030(bytes) != nil : String(validating: bytes, as: UTF8.self) != nil
    }
}

extension String {
    fileprivate func trimming() -> String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}

extension RecordBlocks {
    /// The records behind a head.
    package convenience init(_ input: TableInput, behind head: TableHead, size: Int = RecordBlocks.usualSize) { self.init(input, after: head.rest, line: head.nextLine, separator: head.separator, size: size) }
}
