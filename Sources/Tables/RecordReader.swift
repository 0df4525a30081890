/// Splits a block into records, and records into fields, without copying a byte.
package struct RecordReader {
    /// Where a field stands in the block.
    package struct Field: Hashable, Sendable {
        package var start: Int
        package var end: Int
        /// Whether quotation marks stood around it; doubled ones within are still doubled.
        package var isQuoted: Bool

        package var count: Int { end - start }
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
    package private(set) var fields: [Field]
    package private(set) var flaw: Flaw?

    /// More bytes than a field between quotation marks has; a mark open for longer was never meant to open.
    private static let longestQuoted = 1 << 16

    package init(_ block: UnsafeRawBufferPointer, separator: UInt8, columns: Int) {
        bytes = block.bindMemory(to: UInt8.self).baseAddress ?? UnsafePointer(bitPattern: 1)!
        count = block.count
        self.separator = separator
        self.columns = columns
        fields = []
        fields.reserveCapacity(max(columns, 16))
    }

    /// The bytes of a field as they stand.
    @inline(__always)
    package func pointer(_ field: Field) -> UnsafePointer<UInt8> { bytes + field.start }

    /// The bytes of a field with doubled quotation marks made single.
    package func value(_ field: Field) -> [UInt8] {
        let raw = UnsafeBufferPointer(start: bytes + field.start, count: field.count)
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

    /// Reads the next record; empty lines are passed over.
    ///
    /// - Returns: false at the end of the block.
    package mutating func next(hasQuotes: Bool) -> Bool {
        while place < count {
            linesBefore = linesRead
            recordStart = place
            flaw = nil
            fields.removeAll(keepingCapacity: true)
            if hasQuotes { readQuoted() } else { readPlain() }
            if fields.count == 1, fields[0].count == 0, !fields[0].isQuoted { continue }
            if flaw == nil, fields.count != columns { flaw = .columns(found: fields.count) }
            return true
        }
        linesBefore = linesRead
        return false
    }

    private mutating func readPlain() {
        let separator = separator
        var start = place
        var cursor = place
        let end = count
        while cursor < end {
            let byte = bytes[cursor]
            if byte == separator {
                fields.append(Field(start: start, end: cursor, isQuoted: false))
                start = cursor &+ 1
            } else if byte == 0x0A {
                break
            }
            cursor &+= 1
        }
        var last = cursor
        if last > start, bytes[last - 1] == 0x0D { last -= 1 }
        fields.append(Field(start: start, end: last, isQuoted: false))
        if cursor < end { linesRead += 1 }
        place = min(cursor + 1, end)
    }

    private mutating func readQuoted() {
        var cursor = place
        while true {
            if cursor < count, bytes[cursor] == 0x22 {
                guard let close = closing(cursor) else {
                    brokenAt = cursor
                    return takeBroken()
                }
                fields.append(Field(start: cursor + 1, end: close, isQuoted: true))
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
                fields.append(Field(start: start, end: end, isQuoted: false))
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
        var cursor = fields.last.map(\.end) ?? recordStart
        while cursor < count, bytes[cursor] != 0x0A { cursor += 1 }
        fields.append(Field(start: recordStart, end: cursor, isQuoted: false))
        flaw = .openQuote
        if cursor < count { linesRead += 1 }
        place = min(cursor + 1, count)
    }

    /// Goes behind the next record if it surely ends within the block.
    mutating func skipWholeRecord() -> Bool {
        let before = place
        guard place < count else { return false }
        fields.removeAll(keepingCapacity: true)
        recordStart = place
        flaw = nil
        readQuoted()
        // A mark still open may be closed by what follows, unless that is out of its reach.
        let isWhole = place > before && bytes[place - 1] == 0x0A && !(flaw == .openQuote && brokenAt + Self.longestQuoted > count)
        if !isWhole { place = before }
        return isWhole
    }
}
