/// Splits a block into records, and records into fields, without copying a byte.
///
/// It holds the bounds of one record at a time; blocks are smaller than 2 GB, so bounds are half a machine word.
package struct RecordReader: ~Copyable {
    /// Where a field stands in the block.
    package struct Field: Hashable, Sendable {
        package var start: Int32
        package var end: Int32
        /// Whether quotation marks stood around it; doubled ones within are still doubled.
        package var isQuoted: Bool

        @inline(__always)
        init(_ start: Int, _ end: Int, isQuoted: Bool) {
            self.start = Int32(truncatingIfNeeded: start)
            self.end = Int32(truncatingIfNeeded: end)
            self.isQuoted = isQuoted
        }

        var count: Int { Int(end &- start) }
    }

    /// What is wrong with a record as such.
    package enum Flaw: Hashable, Sendable {
        /// Fields that the record has and the head does not, or the reverse.
        case columns(found: Int)
        /// A quotation mark that nobody closes.
        case openQuote
        /// Characters behind a closing quotation mark.
        case afterQuote
    }

    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    private let separator: UInt8
    private let columns: Int
    /// Behind the record that was read last.
    package private(set) var place = 0
    /// Where the record that was read last begins.
    package private(set) var recordStart = 0
    /// Line breaks before `recordStart`, counted from the start of the block.
    package private(set) var linesBefore = 0
    private var linesRead = 0
    /// Where the mark stands that nobody closes.
    private var brokenAt = 0
    private var fields: UnsafeMutablePointer<Field>
    private var capacity: Int
    /// How many fields the record has that was read last.
    package private(set) var fieldCount = 0
    package private(set) var flaw: Flaw?

    /// More bytes than a field between quotation marks has; a mark open for longer was never meant to open.
    private static let longestQuoted = 1 << 16

    package init(_ block: UnsafeRawBufferPointer, separator: UInt8, columns: Int) {
        bytes = block.bindMemory(to: UInt8.self).baseAddress ?? UnsafePointer(bitPattern: 1)!
        count = block.count
        self.separator = separator
        self.columns = columns
        capacity = max(columns + 1, 64)
        fields = .allocate(capacity: capacity)
    }

    deinit { fields.deallocate() }

    /// The record that was read last, until the next is.
    package var cells: Cells { Cells(bytes: bytes, fields: fields, count: fieldCount) }

    @inline(__always)
    private mutating func append(_ field: Field) {
        if fieldCount == capacity { grow() }
        fields[fieldCount] = field
        fieldCount &+= 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Field>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: fields, count: fieldCount)
        fields.deallocate()
        fields = larger
        capacity *= 2
    }

    /// Reads the next record; empty lines are passed over.
    ///
    /// - Returns: false at the end of the block.
    package mutating func next(hasQuotes: Bool) -> Bool {
        while place < count {
            linesBefore = linesRead
            recordStart = place
            flaw = nil
            fieldCount = 0
            if hasQuotes { readQuoted() } else { readPlain() }
            if fieldCount == 1, fields[0].count == 0, !fields[0].isQuoted { continue }
            if flaw == nil, fieldCount != columns { flaw = .columns(found: fieldCount) }
            return true
        }
        linesBefore = linesRead
        return false
    }

    /// The bytes of a word that are zero, each as its highest bit.
    @inline(__always)
    static func zeros(_ word: UInt64) -> UInt64 { ~(((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | word | 0x7F7F_7F7F_7F7F_7F7F) }

    /// Eight bytes at a time: most of them end no field.
    private mutating func readPlain() {
        let separators = UInt64(separator) &* 0x0101_0101_0101_0101, newlines: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
        let raw = UnsafeRawPointer(bytes)
        var start = place
        var cursor = place
        while cursor &+ 8 <= count {
            let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: cursor, as: UInt64.self))
            var hits = Self.zeros(word ^ separators) | Self.zeros(word ^ newlines)
            while hits != 0 {
                let at = cursor &+ (hits.trailingZeroBitCount &>> 3)
                if bytes[at] == 0x0A { return endPlain(start, at) }
                append(Field(start, at, isQuoted: false))
                start = at &+ 1
                hits &= hits &- 1
            }
            cursor &+= 8
        }
        while cursor < count {
            if bytes[cursor] == 0x0A { return endPlain(start, cursor) }
            if bytes[cursor] == separator {
                append(Field(start, cursor, isQuoted: false))
                start = cursor &+ 1
            }
            cursor &+= 1
        }
        endPlain(start, count)
    }

    /// The last field of a record, which ends at a line break or with the block.
    @inline(__always)
    private mutating func endPlain(_ start: Int, _ end: Int) {
        append(Field(start, end > start && bytes[end &- 1] == 0x0D ? end &- 1 : end, isQuoted: false))
        if end < count { linesRead &+= 1 }
        place = min(end &+ 1, count)
    }

    private mutating func readQuoted() {
        var cursor = place
        while true {
            if cursor < count, bytes[cursor] == 0x22 {
                guard let close = closing(cursor) else {
                    brokenAt = cursor
                    return takeBroken()
                }
                append(Field(cursor + 1, close, isQuoted: true))
                for index in cursor..<close where bytes[index] == 0x0A { linesRead += 1 }
                cursor = close + 1
                if cursor < count, bytes[cursor] == 0x0D, cursor + 1 == count || bytes[cursor + 1] == 0x0A { cursor += 1 }
                if cursor < count, bytes[cursor] != separator, bytes[cursor] != 0x0A {
                    flaw = .afterQuote
                    while cursor < count, bytes[cursor] != separator, bytes[cursor] != 0x0A { cursor += 1 }
                }
            } else {
                let start = cursor
                while cursor < count, bytes[cursor] != separator, bytes[cursor] != 0x0A { cursor += 1 }
                let end = cursor > start && bytes[cursor - 1] == 0x0D && (cursor == count || bytes[cursor] == 0x0A) ? cursor - 1 : cursor
                append(Field(start, end, isQuoted: false))
            }
            guard cursor < count, bytes[cursor] == separator else { break }
            cursor += 1
        }
        if cursor < count { linesRead += 1 }
        place = min(cursor + 1, count)
    }

    /// The mark that closes the one at a place; nil where none does within reach.
    private func closing(_ open: Int) -> Int? {
        var cursor = open + 1
        let limit = min(count, open + Self.longestQuoted)
        while cursor < limit {
            if bytes[cursor] == 0x22 {
                guard cursor + 1 < count, bytes[cursor + 1] == 0x22 else { return cursor }
                cursor += 1
            }
            cursor += 1
        }
        return nil
    }

    /// Leaves a record whose mark nobody closes: it ends with its line.
    private mutating func takeBroken() {
        var cursor = fieldCount > 0 ? Int(fields[fieldCount - 1].end) : recordStart
        while cursor < count, bytes[cursor] != 0x0A { cursor += 1 }
        append(Field(recordStart, cursor, isQuoted: false))
        flaw = .openQuote
        if cursor < count { linesRead += 1 }
        place = min(cursor + 1, count)
    }

    /// Goes behind the next record if it surely ends within the block.
    mutating func skipWholeRecord() -> Bool {
        let before = place
        guard place < count else { return false }
        fieldCount = 0
        recordStart = place
        flaw = nil
        readQuoted()
        // A mark still open may be closed by what follows, unless that is out of its reach.
        let isWhole = place > before && bytes[place - 1] == 0x0A && !(flaw == .openQuote && brokenAt + Self.longestQuoted > count)
        if !isWhole { place = before }
        return isWhole
    }
}

extension RecordReader {
    /// The fields of one record, as long as its reader stands there.
    package struct Cells {
        /// Of the whole block.
        package let bytes: UnsafePointer<UInt8>
        package let fields: UnsafePointer<Field>
        package let count: Int

        /// The bytes of a field with doubled quotation marks made single.
        package func value(_ field: Field) -> [UInt8] {
            let raw = UnsafeBufferPointer(start: bytes + Int(field.start), count: field.count)
            guard field.isQuoted, raw.contains(0x22) else { return Array(raw) }
            var value: [UInt8] = []
            value.reserveCapacity(raw.count)
            var index = 0
            while index < raw.count {
                value.append(raw[index])
                index += raw[index] == 0x22 && index + 1 < raw.count && raw[index + 1] == 0x22 ? 2 : 1
            }
            return value
        }
    }
}
