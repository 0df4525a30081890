package import BudgetModel

/// The text of a report, one code a character, with its lines.
///
/// Codes are folded so that the grammar sees one shape: full-width digits, brackets, colons and percent signs become
/// plain, all dashes `-`, all spaces a blank. Positions count characters; `quote` gives the text as it stands.
package struct ReportText: Sendable {
    /// What a line is made of.
    package enum LineKind: Hashable, Sendable {
        case heading(level: Int)
        case body
        /// Cells of a table row, held apart by tabs.
        case tableRow
    }

    package struct Line: Hashable, Sendable {
        package var range: Range<Int>
        package var kind: LineKind
    }

    let codes: [UInt16]
    package let lines: [Line]
    private let utf8: [UInt8]
    /// Where each character begins in `utf8`, and the end.
    private let offsets: [Int32]

    package var count: Int { codes.count }

    /// A text of plain lines.
    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { bytes in
            var characters = 0
            for byte in bytes where byte & 0xC0 != 0x80 { characters += 1 }
            return Self(characters: characters + 1, bytes: bytes.count + 1) { $0.add(lines: bytes) }
        }
    }

    /// The running text of a document in its order; a table gives a line for each row.
    package init(_ document: Document) {
        var bytes = 0
        for case .paragraph(let text, _) in document.blocks { bytes += text.utf8.count + 1 }
        // Behind a cell stands a tab or a line break.
        for case .table(let index) in document.blocks { bytes += Self.room(document.grids[index]) }
        if document.blocks.isEmpty { for grid in document.grids { bytes += Self.room(grid) } }
        self.init(characters: bytes, bytes: bytes) { builder in
            for block in document.blocks {
                switch block {
                case .paragraph(let text, let level): builder.add(text, level > 0 ? .heading(level: level) : .body)
                case .table(let index): builder.add(document.grids[index])
                }
            }
            if document.blocks.isEmpty { for grid in document.grids { builder.add(grid) } }
        }
    }

    /// The bytes that a grid takes, a mark behind each cell and row included.
    private static func room(_ grid: Grid) -> Int { grid.cells.reduce(1) { $0 + $1.shown.utf8.count + 2 } }

    /// - Parameters:
    ///   - characters: the most that `fill` adds, line breaks included.
    ///   - bytes: the most they take in UTF-8.
    private init(characters: Int, bytes: Int, _ fill: (inout Builder) -> Void) {
        var lines: [Line] = []
        var offsets: [Int32] = []
        var utf8: [UInt8] = []
        codes = Array(unsafeUninitializedCapacity: characters) { codes, count in
            offsets = Array(unsafeUninitializedCapacity: characters + 1) { offsets, offsetCount in
                utf8 = Array(unsafeUninitializedCapacity: bytes) { utf8, byteCount in
                    var builder = Builder(codes: codes, offsets: offsets, utf8: utf8)
                    fill(&builder)
                    offsets[builder.count] = Int32(truncatingIfNeeded: builder.bytes)
                    (count, offsetCount, byteCount, lines) = (builder.count, builder.count + 1, builder.bytes, builder.lines)
                }
            }
        }
        self.offsets = offsets
        self.utf8 = utf8
        self.lines = lines
    }

    private init(codes: [UInt16], lines: [Line], utf8: [UInt8], offsets: [Int32]) {
        self.codes = codes
        self.lines = lines
        self.utf8 = utf8
        self.offsets = offsets
    }

    /// The same text with another character at these places, which are in order.
    func replacing(_ places: [Int], with sign: Unicode.Scalar) -> ReportText {
        guard !places.isEmpty else { return self }
        var codes = codes, bytes: [UInt8] = [], moved: [Int32] = []
        bytes.reserveCapacity(utf8.count + places.count * 3)
        moved.reserveCapacity(offsets.count)
        let replacement = Array(String(Character(sign)).utf8)
        var next = 0
        for place in codes.indices {
            moved.append(Int32(truncatingIfNeeded: bytes.count))
            if next < places.count, places[next] == place {
                codes[place] = ReportText.folded(sign.value)
                bytes += replacement
                next += 1
            } else {
                bytes += utf8[self.bytes(place..<place + 1)]
            }
        }
        moved.append(Int32(truncatingIfNeeded: bytes.count))
        return ReportText(codes: codes, lines: lines, utf8: bytes, offsets: moved)
    }

    /// The text of a range as it was written.
    package func quote(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return String(decoding: utf8[bytes(range)], as: UTF8.self)
    }

    /// The words of a range, to be asked.
    func words(_ range: Range<Int>) -> Words { Words(utf8, bytes(range)) }

    private func bytes(_ range: Range<Int>) -> Range<Int> { Int(offsets[range.lowerBound])..<Int(offsets[range.upperBound]) }

    /// The number of the line that holds a position.
    package func line(at position: Int) -> Int {
        var low = 0
        var high = lines.count
        while low < high {
            let middle = (low + high) / 2
            if lines[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

// MARK: - Building

extension ReportText {
    /// Writes characters into room that was measured before, one after the other.
    fileprivate struct Builder {
        let codes: UnsafeMutableBufferPointer<UInt16>
        let offsets: UnsafeMutableBufferPointer<Int32>
        let utf8: UnsafeMutableBufferPointer<UInt8>
        var count = 0
        var bytes = 0
        var lines: [Line] = []

        init(codes: UnsafeMutableBufferPointer<UInt16>, offsets: UnsafeMutableBufferPointer<Int32>, utf8: UnsafeMutableBufferPointer<UInt8>) {
            self.codes = codes
            self.offsets = offsets
            self.utf8 = utf8
        }

        /// Lines held apart by line breaks; empty ones leave nothing.
        mutating func add(lines text: UnsafeBufferPointer<UInt8>) {
            var begin = count
            var place = 0
            while place < text.count {
                if text[place] == 0x0A || text[place] == 0x0D {
                    close(begin, .body)
                    begin = count
                    place += 1
                } else {
                    take(text, &place)
                }
            }
            close(begin, .body)
        }

        mutating func add(_ text: String, _ kind: LineKind) {
            let begin = count
            append(text)
            close(begin, kind)
        }

        mutating func add(_ grid: Grid) {
            var begin = count
            var row = grid.cells.first?.position.row
            for cell in grid.cells {
                if cell.position.row != row {
                    close(begin, .tableRow)
                    begin = count
                    row = cell.position.row
                }
                if count > begin { put(Code.tab, 0x09) }
                append(cell.shown, breaksAsBlanks: true)
            }
            close(begin, .tableRow)
        }

        private mutating func append(_ text: String, breaksAsBlanks: Bool = false) {
            var text = text
            text.withUTF8 { text in
                var place = 0
                while place < text.count {
                    if breaksAsBlanks, text[place] == 0x0A || text[place] == 0x0D {
                        put(Code.blank, 0x20)
                        place += 1
                    } else {
                        take(text, &place)
                    }
                }
            }
        }

        private mutating func close(_ begin: Int, _ kind: LineKind) {
            guard count > begin else { return }
            lines.append(Line(range: begin..<count, kind: kind))
            // A line break that no quote shows keeps figures of two lines apart.
            put(Code.newline, 0x0A)
        }

        /// The next character of a text, whose bytes are whole as those of any `String` are.
        @inline(__always)
        private mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
            let lead = text[place]
            if lead < 0x80 {
                put(UInt16(lead), lead)
                place += 1
            } else if lead >= 0xF0 {
                // Beyond the basic plane all are one code.
                put(0xFFFF, lead)
                for offset in 1...3 { follow(text[place + offset]) }
                place += 4
            } else if lead >= 0xE0 {
                let value = UInt32(lead & 0x0F) << 12 | UInt32(text[place + 1] & 0x3F) << 6 | UInt32(text[place + 2] & 0x3F)
                place += 3
                // Most characters are ideographs, and of those only 零 is folded.
                if value >= 0x3400, value <= 0x9FFF {
                    put(value == 0x96F6 ? Code.zero : UInt16(truncatingIfNeeded: value), lead)
                } else {
                    // Marks without width would only split figures and words.
                    if ReportText.isInvisible(value) { return }
                    put(ReportText.folded(value), lead)
                }
                follow(text[place - 2])
                follow(text[place - 1])
            } else {
                let value = UInt32(lead & 0x1F) << 6 | UInt32(text[place + 1] & 0x3F)
                place += 2
                if ReportText.isInvisible(value) { return }
                put(ReportText.folded(value), lead)
                follow(text[place - 1])
            }
        }

        @inline(__always)
        private mutating func put(_ code: UInt16, _ lead: UInt8) {
            precondition(count < codes.count, "more characters than were measured")
            codes[count] = code
            offsets[count] = Int32(truncatingIfNeeded: bytes)
            count += 1
            follow(lead)
        }

        @inline(__always)
        private mutating func follow(_ byte: UInt8) {
            precondition(bytes < utf8.count, "more bytes than were measured")
            utf8[bytes] = byte
            bytes += 1
        }
    }

    /// Zero-width spaces and joiners, direction marks, the soft hyphen and the byte-order mark.
    static func isInvisible(_ value: UInt32) -> Bool {
        switch value {
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD: true
        default: false
        }
    }

    /// One code a character; what lies beyond the basic plane is one code of its own.
    static func folded(_ value: UInt32) -> UInt16 {
        switch value {
        // The comma of Chinese text stays apart from that within numbers.
        case 0xFF0C: Code.comma
        case 0xFF01...0xFF5E: UInt16(value - 0xFEE0)
        case 0x3000, 0xA0, 0x2002...0x200A, 0x202F, 0x205F: 0x20
        case 0x2010...0x2015, 0x2212, 0xFE63: Code.dash
        case 0x301C, 0x223C: Code.tilde
        case 0x2266, 0x2A7D: Code.atMost
        case 0x2267, 0x2A7E: Code.atLeast
        case 0xFE50: Code.comma
        case 0x2715, 0x2716, 0x2A2F: Code.times
        case 0x25CB, 0x96F6: Code.zero
        case 0x10000...: 0xFFFF
        default: UInt16(truncatingIfNeeded: value)
        }
    }
}

/// Codes the grammar asks for by name.
enum Code {
    static let comma: UInt16 = 0xFF0C
    static let stop: UInt16 = 0x3002
    static let pause: UInt16 = 0x3001
    static let dash: UInt16 = 0x2D
    static let tilde: UInt16 = 0x7E
    static let atLeast: UInt16 = 0x2265
    static let atMost: UInt16 = 0x2264
    static let times: UInt16 = 0xD7
    /// 〇, 零 and ○ alike.
    static let zero: UInt16 = 0x3007
    static let newline: UInt16 = 0x0A
    static let tab: UInt16 = 0x09
    static let blank: UInt16 = 0x20
    static let colon: UInt16 = 0x3A
    static let semicolon: UInt16 = 0x3B
    static let open: UInt16 = 0x28
    static let close: UInt16 = 0x29
    static let percent: UInt16 = 0x25
    static let point: UInt16 = 0x2E

    static func isDigit(_ code: UInt16) -> Bool { code >= 0x30 && code <= 0x39 }
    static func isLetter(_ code: UInt16) -> Bool { (code >= 0x41 && code <= 0x5A) || (code >= 0x61 && code <= 0x7A) }
    static func isSpace(_ code: UInt16) -> Bool { code == blank || code == tab }
    static func isIdeograph(_ code: UInt16) -> Bool { code >= 0x3400 && code <= 0x9FFF }
}
