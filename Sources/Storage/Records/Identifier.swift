package import Quantities
import Synchronization

/// The key of a thing: a UUID of version 7, so that keys sort by the time they were made.
package struct Identifier<Thing>: Hashable, Sendable {
    package let text: String

    /// Nil for what is no UUID in its usual spelling.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36, bytes.indices.allSatisfy({ index in
            [8, 13, 18, 23].contains(index) ? bytes[index] == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(bytes[index])
        }) else { return nil }
        self.text = text
    }

    fileprivate init(trusted text: String) { self.text = text }
}

extension Identifier: Stored {
    package init(from row: inout RowReader) throws(StorageError) { self.init(trusted: try row.text()) }
    package var sql: SQLValue { .text(text) }
}

extension Identifier: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Identifier: CustomStringConvertible {
    package var description: String { text }
}

/// Makes identifiers. Of one source each is greater than the one before, also within a millisecond.
package final class IdentifierSource: Sendable {
    private struct State {
        var last: UInt64 = 0
        var counter: UInt64 = 0
    }

    private let now: @Sendable () -> Instant
    private let random: @Sendable () -> UInt64
    private let state = Mutex(State())

    package init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }) {
        self.now = now
        self.random = random
    }

    package func next<Thing>(_ type: Thing.Type = Thing.self) -> Identifier<Thing> {
        let present = UInt64(max(0, now().milliseconds)) & 0xFFFF_FFFF_FFFF
        let (time, counter) = state.withLock { state in
            if present > state.last {
                state.last = present
                state.counter = random() & 0x7FF
            } else if state.counter == 0xFFF {
                state.last += 1
                state.counter = random() & 0x7FF
            } else {
                state.counter += 1
            }
            return (state.last, state.counter)
        }
        let high = time << 16 | 0x7000 | counter
        let low = random() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        var digits: [UInt8] = []
        for shift in stride(from: UInt64(60), through: 0, by: -4) { digits.append(Self.digit(high >> shift)) }
        for shift in stride(from: UInt64(60), through: 0, by: -4) { digits.append(Self.digit(low >> shift)) }
        let text = String(decoding: digits, as: UTF8.self)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { range in
            text[text.index(text.startIndex, offsetBy: range.lowerBound)..<text.index(text.startIndex, offsetBy: range.upperBound)]
        }
        return Identifier(trusted: parts.joined(separator: "-"))
    }

    private static func digit(_ value: UInt64) -> UInt8 {
        let nibble = UInt8(value & 15)
        return nibble < 10 ? nibble + 48 : nibble + 87
    }
}

/// The code of a region by which its data is kept together: six to nine digits (GB/T 2260, 财政区划).
package struct RegionCode: Hashable, Sendable {
    package let text: String

    package init?(_ text: String) {
        guard (6...9).contains(text.utf8.count), text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        self.text = text
    }
}

extension RegionCode: Stored {
    package init(from row: inout RowReader) throws(StorageError) {
        let text = try row.text()
        guard let code = RegionCode(text) else { throw .damaged("“\(text.prefix(40))” is no code of a region") }
        self = code
    }
    package var sql: SQLValue { .text(text) }
}

extension RegionCode: CustomStringConvertible {
    package var description: String { text }
}
