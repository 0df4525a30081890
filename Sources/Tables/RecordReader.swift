import CLanes

/// Splits a block into records, and records into fields, without copying a byte.
///
/// Blocks are smaller than 2 GB, so bounds are half a machine word. Where no quotation mark stands in a block, the ends of many fields
/// are found at once, 64 bytes at a time, and records are slices of them. Public for the sake of speed (docs/performance.md).
public struct RecordReader: ~Copyable {
    /// Where a field stands in the block: one machine word.
    public struct Field: Hashable, Sendable {
        @usableFromInline let bounds: UInt64

        private static let quoted: UInt64 = 1 << 63

        @inline(__always)
        init(_ start: Int, _ end: Int) { bounds = UInt64(truncatingIfNeeded: start) | UInt64(truncatingIfNeeded: end) << 32 }

        init(quoted start: Int, _ end: Int) { bounds = Self(start, end).bounds | Self.quoted }

        @inlinable public var start: Int { Int(truncatingIfNeeded: bounds & 0x7FFF_FFFF) }
        @inlinable public var end: Int { Int(truncatingIfNeeded: bounds >> 32 & 0x7FFF_FFFF) }
        @inlinable public var length: Int { end &- start }
        /// Whether quotation marks stood around it; doubled ones within are still doubled.
        @inlinable public var isQuoted: Bool { bounds >> 63 != 0 }
    }

    /// What is wrong with a record as such.
    public enum Flaw: Hashable, Sendable {
        /// Fields that the record has and the head does not, or the reverse.
        case columns(found: Int)
        /// A quotation mark that nobody closes.
        case openQuote
        /// Characters behind a closing quotation mark.
        case afterQuote
    }

    @usableFromInline let bytes: UnsafePointer<UInt8>
    private let count: Int
    private let separator: UInt8
    private let columns: Int
    private let hasQuotes: Bool
    /// Behind the record that was read last.
    public private(set) var place = 0
    /// Where the record that was read last begins.
    public private(set) var recordStart = 0
    /// Line breaks before `recordStart`, counted from the start of the block.
    public private(set) var linesBefore = 0
    private var linesRead = 0
    /// Where the mark stands that nobody closes.
    private var brokenAt = 0
    /// Fields of the record that was read last, and behind them of those found with it.
    @usableFromInline var fields: UnsafeMutablePointer<Field>
    private var capacity: Int
    /// The first field of the record that was read last, and how many fields it has.
    @usableFromInline var firstField = 0
    public internal(set) var fieldCount = 0
    /// How many fields were found.
    private var found = 0
    /// Behind the last field of each record that was found whole; those up to `nextEnd` were given.
    private var recordEnds: [Int32] = []
    private var nextEnd = 0
    /// Up to where the block was looked through, and where the field begins whose end was not found yet.
    private var lookedAt = 0
    private var openStart = 0
    public private(set) var flaw: Flaw?

    /// More bytes than a field between quotation marks has; a mark open for longer was never meant to open.
    private static let longestQuoted = 1 << 16
    /// Bytes looked through at once: what is found of them stays near at hand until it is used.
    private static let stride = 1 << 14

    /// - Parameter hasQuotes: whether fields between quotation marks are to be expected; without one in the block it is all the same.
    public init(_ block: UnsafeRawBufferPointer, separator: UInt8, columns: Int, hasQuotes: Bool) {
        bytes = block.bindMemory(to: UInt8.self).baseAddress ?? UnsafePointer(bitPattern: 1)!
        count = block.count
        self.separator = separator
        self.columns = columns
        self.hasQuotes = hasQuotes
        capacity = 1 << 12
        fields = .allocate(capacity: capacity)
    }

    deinit { fields.deallocate() }

    /// The record that was read last, until the next is.
    @inlinable
    public var cells: Cells { Cells(bytes: bytes, fields: fields + firstField, count: fieldCount) }

    private mutating func append(_ field: Field) {
        makeRoom(1)
        fields[found] = field
        found &+= 1
    }

    private mutating func makeRoom(_ more: Int) {
        guard found + more > capacity else { return }
        let larger = UnsafeMutablePointer<Field>.allocate(capacity: capacity * 2 + more)
        larger.moveInitialize(from: fields, count: found)
        fields.deallocate()
        fields = larger
        capacity = capacity * 2 + more
    }

    /// Reads the next record; empty lines are passed over.
    ///
    /// - Returns: false at the end of the block.
    public mutating func next() -> Bool {
        while true {
            flaw = nil
            linesBefore = linesRead
            recordStart = place
            if hasQuotes {
                guard place < count else { return false }
                (firstField, found) = (0, 0)
                readQuoted()
                fieldCount = found
            } else {
                if nextEnd == recordEnds.count, !lookOn() { return false }
                firstField = nextEnd == 0 ? 0 : Int(recordEnds[nextEnd &- 1])
                fieldCount = Int(recordEnds[nextEnd]) &- firstField
                nextEnd &+= 1
                endPlain()
            }
            if fieldCount == 1, fields[firstField].length == 0, !fields[firstField].isQuoted { continue }
            if flaw == nil, fieldCount != columns { flaw = .columns(found: fieldCount) }
            return true
        }
    }

    /// Ends the record that was read last where it ends: at its line break, with the block, before a carriage return.
    @inline(__always)
    private mutating func endPlain() {
        let last = fields[firstField &+ fieldCount &- 1]
        if last.length > 0, bytes[last.end &- 1] == 0x0D { fields[firstField &+ fieldCount &- 1] = Field(last.start, last.end &- 1) }
        if last.end < count { linesRead &+= 1 }
        place = min(last.end &+ 1, count)
    }

    /// Finds the fields of more records; false where the block holds none.
    private mutating func lookOn() -> Bool {
        // The fields of a record whose end was not found go on at the front.
        let open = recordEnds.last.map(Int.init) ?? 0
        if open > 0 {
            (fields).update(from: fields + open, count: found &- open)
            found &-= open
            recordEnds.removeAll(keepingCapacity: true)
        }
        nextEnd = 0
        while recordEnds.isEmpty {
            guard lookedAt < count else {
                // The last record may end without a line break.
                guard openStart < count || found > 0 else { return false }
                append(Field(openStart, count))
                openStart = count
                recordEnds.append(Int32(truncatingIfNeeded: found))
                return true
            }
            look(to: min(count, lookedAt &+ Self.stride))
        }
        return true
    }

    private mutating func look(to end: Int) {
        var at = lookedAt
        var start = openStart
        while at < end {
            var breaks: UInt64
            var hits: UInt64
            if at &+ 64 <= count {
                breaks = jixiao_lanes(bytes + at, 0x0A)
                hits = jixiao_lanes(bytes + at, separator) | breaks
            } else {
                (breaks, hits) = (0, 0)
                for lane in 0..<(count &- at) {
                    let byte = bytes[at &+ lane]
                    if byte == 0x0A { breaks |= 1 &<< UInt64(lane) }
                    if byte == 0x0A || byte == separator { hits |= 1 &<< UInt64(lane) }
                }
            }
            makeRoom(64)
            let fields = fields
            var found = found
            while hits != 0 {
                let lane = hits.trailingZeroBitCount
                let stop = at &+ lane
                fields[found] = Field(start, stop)
                found &+= 1
                start = stop &+ 1
                if breaks &>> UInt64(lane) & 1 != 0 { recordEnds.append(Int32(truncatingIfNeeded: found)) }
                hits &= hits &- 1
            }
            self.found = found
            at &+= 64
        }
        (lookedAt, openStart) = (at, start)
    }

    private mutating func readQuoted() {
        var cursor = place
        while true {
            if cursor < count, bytes[cursor] == 0x22 {
                guard let close = closing(cursor) else {
                    brokenAt = cursor
                    return takeBroken()
                }
                append(Field(quoted: cursor + 1, close))
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
                append(Field(start, end))
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
        var cursor = found > 0 ? fields[found - 1].end : recordStart
        while cursor < count, bytes[cursor] != 0x0A { cursor += 1 }
        append(Field(recordStart, cursor))
        flaw = .openQuote
        if cursor < count { linesRead += 1 }
        place = min(cursor + 1, count)
    }

    /// Goes behind the next record if it surely ends within the block.
    mutating func skipWholeRecord() -> Bool {
        let before = place
        guard place < count else { return false }
        found = 0
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
    public struct Cells {
        /// Of the whole block.
        public let bytes: UnsafePointer<UInt8>
        public let fields: UnsafePointer<Field>
        public let count: Int

        @inlinable
        init(bytes: UnsafePointer<UInt8>, fields: UnsafePointer<Field>, count: Int) {
            self.bytes = bytes
            self.fields = fields
            self.count = count
        }

        @inlinable public func field(_ place: Int) -> Field { fields[place] }
        @inlinable public func at(_ field: Field) -> UnsafePointer<UInt8> { bytes + field.start }

        /// The bytes of a field with doubled quotation marks made single.
        public func value(_ field: Field) -> [UInt8] {
            let raw = UnsafeBufferPointer(start: at(field), count: field.length)
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
