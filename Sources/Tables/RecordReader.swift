/// Splits a block into records, and records into fields, without copying a byte.
///
/// Blocks are smaller than 2 GB, so bounds are half a machine word. The ends of many fields are found at once, 64 bytes at a time, and records
/// are slices of them; a record whose quotation marks stand where none belong is read by the long way, one byte after the other. Public for the sake of speed (docs/decisions/0004).
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
    private var recordStart = 0
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
    /// Records that were found whole: behind their last field, and behind their last byte in the upper half. Those up to `nextEnd` were given.
    private var recordEnds: [UInt64] = []
    private var nextEnd = 0
    /// Up to where the block was looked through, and where the field begins whose end was not found yet.
    private var lookedAt = 0
    private var openStart = 0
    private var quotes = QuoteLanes()
    /// Whether the record behind those found must be read by the long way.
    private var isIrregular = false
    /// Whether a line break was seen between quotation marks.
    private var hasInnerBreaks = false
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
            if nextEnd < recordEnds.count || lookOn() {
                takeFound()
            } else if isIrregular {
                readLong()
            } else {
                return false
            }
            if fieldCount == 1, fields[firstField].length == 0, !fields[firstField].isQuoted { continue }
            if flaw == nil, fieldCount != columns { flaw = .columns(found: fieldCount) }
            return true
        }
    }

    /// Gives the next of the records that were found.
    @inline(__always)
    private mutating func takeFound() {
        firstField = nextEnd == 0 ? 0 : Int(truncatingIfNeeded: recordEnds[nextEnd &- 1] & 0xFFFF_FFFF)
        let end = recordEnds[nextEnd]
        fieldCount = Int(truncatingIfNeeded: end & 0xFFFF_FFFF) &- firstField
        place = Int(truncatingIfNeeded: end &>> 32)
        nextEnd &+= 1
        let last = fields[firstField &+ fieldCount &- 1]
        if last.length > 0, bytes[last.end &- 1] == 0x0D, !last.isQuoted { fields[firstField &+ fieldCount &- 1] = Field(last.start, last.end &- 1) }
        if hasInnerBreaks {
            for index in recordStart..<place where bytes[index] == 0x0A { linesRead &+= 1 }
        } else if bytes[place &- 1] == 0x0A {
            linesRead &+= 1
        }
    }

    /// Reads one record by the long way; what is behind it is looked through anew.
    private mutating func readLong() {
        (firstField, found) = (0, 0)
        readQuoted()
        // The fields stay in their room until the next record is asked for, and nothing of it was found yet.
        (fieldCount, found) = (found, 0)
        recordEnds.removeAll(keepingCapacity: true)
        nextEnd = 0
        (lookedAt, openStart) = (place, place)
        quotes = QuoteLanes()
        isIrregular = false
    }

    /// Finds the fields of more records; false where the block holds none, or none before one that must be read by the long way.
    private mutating func lookOn() -> Bool {
        guard !isIrregular else { return false }
        // The fields of a record whose end was not found go on at the front.
        let open = recordEnds.last.map { Int(truncatingIfNeeded: $0 & 0xFFFF_FFFF) } ?? 0
        if open > 0 {
            fields.update(from: fields + open, count: found &- open)
            found &-= open
            recordEnds.removeAll(keepingCapacity: true)
        }
        nextEnd = 0
        while recordEnds.isEmpty {
            guard lookedAt < count else { return endBlock() }
            look(to: min(count, lookedAt &+ Self.stride))
            if isIrregular { return !recordEnds.isEmpty }
        }
        return true
    }

    /// The last record may end without a line break.
    private mutating func endBlock() -> Bool {
        guard openStart < count || found > 0 else { return false }
        guard !quotes.isOpen, let field = field(openStart, count, isLast: true) else {
            isIrregular = true
            return false
        }
        append(field)
        openStart = count
        recordEnds.append(UInt64(truncatingIfNeeded: found) | UInt64(truncatingIfNeeded: count) &<< 32)
        return true
    }

    /// A field by its end; nil for one between quotation marks that is longer than such are.
    @inline(__always)
    private func field(_ start: Int, _ stop: Int, isLast: Bool) -> Field? {
        guard hasQuotes, stop > start, bytes[start] == 0x22 else { return Field(start, stop) }
        var close = stop &- 1
        if isLast, bytes[close] == 0x0D { close &-= 1 }
        return close &- start < Self.longestQuoted ? Field(quoted: start &+ 1, close) : nil
    }

    private mutating func look(to end: Int) {
        var at = lookedAt
        var start = openStart
        while at < end {
            let here = ByteLanes(at: bytes + at, count: count &- at)
            let breaks = here.lanes(0x0A)
            var hits = here.lanes(separator) | breaks
            if hasQuotes {
                // A mark open for longer than any field is was never meant to open.
                guard let real = quotes.ends(quotes: here.lanes(0x22), returns: here.lanes(0x0D), breaks: breaks, ends: hits, valid: here.valid), !quotes.isOpen || at &- start < Self.longestQuoted else {
                    isIrregular = true
                    return
                }
                if breaks & ~real != 0 { hasInnerBreaks = true }
                hits = real
            }
            makeRoom(64)
            let fields = fields
            var found = found
            while hits != 0 {
                let lane = hits.trailingZeroBitCount
                let stop = at &+ lane
                let isLast = breaks &>> UInt64(lane) & 1 != 0
                if hasQuotes {
                    guard let field = field(start, stop, isLast: isLast) else {
                        isIrregular = true
                        return
                    }
                    fields[found] = field
                } else {
                    fields[found] = Field(start, stop)
                }
                found &+= 1
                start = stop &+ 1
                if isLast { recordEnds.append(UInt64(truncatingIfNeeded: found) | UInt64(truncatingIfNeeded: start) &<< 32) }
                hits &= hits &- 1
            }
            self.found = found
            at &+= 64
        }
        (lookedAt, openStart) = (at, start)
    }

    /// Where the last whole record of a block ends that quotation marks leave whole; 0 where none does.
    static func lastRecordEnd(_ block: UnsafeRawBufferPointer, separator: UInt8) -> Int {
        let bytes = block.bindMemory(to: UInt8.self).baseAddress!
        var quotes = QuoteLanes()
        var (at, last, lastEnd) = (0, 0, -1)
        while at < block.count {
            let here = ByteLanes(at: bytes + at, count: block.count &- at)
            let breaks = here.lanes(0x0A)
            guard let ends = quotes.ends(quotes: here.lanes(0x22), returns: here.lanes(0x0D), breaks: breaks, ends: here.lanes(separator) | breaks, valid: here.valid) else { return lastRecordEnd(block, separator, after: last) }
            let next = ends == 0 ? at &+ 64 : at &+ ends.trailingZeroBitCount
            // A field longer than those between marks are: perhaps its mark was never meant to open.
            if next &- lastEnd > longestQuoted { return lastRecordEnd(block, separator, after: last) }
            if ends != 0 { lastEnd = at &+ 63 &- ends.leadingZeroBitCount }
            if ends & breaks != 0 { last = at &+ 64 &- (ends & breaks).leadingZeroBitCount }
            at &+= 64
        }
        return last
    }

    /// The same by the long way, from the end of a record on.
    private static func lastRecordEnd(_ block: UnsafeRawBufferPointer, _ separator: UInt8, after start: Int) -> Int {
        var reader = RecordReader(block, separator: separator, columns: 0, hasQuotes: true)
        reader.place = start
        var end = start
        while reader.skipWholeRecord() { end = reader.place }
        return end
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
