#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Bytes of UTF-8 text, gathered without a `String` for each piece.
///
/// A view of memory that its maker frees with `deallocate()`: the events of a form touch it a
/// thousand times, and counting references would cost more than the copying.
struct TextCollector {
    private struct Storage {
        var base: UnsafeMutablePointer<UInt8>
        var capacity: Int
        var count: Int
        var isCollecting: Bool
    }

    private let storage: UnsafeMutablePointer<Storage>

    init() {
        storage = .allocate(capacity: 1)
        storage.initialize(to: Storage(base: .allocate(capacity: 1024), capacity: 1024, count: 0, isCollecting: false))
    }

    func deallocate() {
        storage.pointee.base.deallocate()
        storage.deallocate()
    }

    /// Whether text that arrives is kept.
    var isCollecting: Bool {
        get { storage.pointee.isCollecting }
        nonmutating set { storage.pointee.isCollecting = newValue }
    }

    var count: Int { storage.pointee.count }
    var isEmpty: Bool { count == 0 }
    private var base: UnsafeMutablePointer<UInt8> { storage.pointee.base }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    func clear() { storage.pointee.count = 0 }

    func truncate(to length: Int) { storage.pointee.count = max(0, min(count, length)) }

    @inline(__always)
    func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
        if storage.pointee.count + length > storage.pointee.capacity { grow(by: length) }
        let target = storage.pointee.base + storage.pointee.count
        if length < 16 {
            for place in 0..<max(length, 0) { target[place] = source[place] }
        } else {
            memcpy(target, source, length)
        }
        storage.pointee.count += length
    }

    func append(_ source: UnsafeBufferPointer<UInt8>) {
        if let start = source.baseAddress { append(start, source.count) }
    }

    func append(_ byte: UInt8) {
        if count == storage.pointee.capacity { grow(by: 1) }
        base[count] = byte
        storage.pointee.count += 1
    }

    func append(_ scalar: Unicode.Scalar) {
        for byte in String(Character(scalar)).utf8 { append(byte) }
    }

    private func grow(by length: Int) {
        let capacity = max(storage.pointee.capacity * 2, count + length)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        storage.pointee.base = larger
        storage.pointee.capacity = capacity
    }

    /// Drops XML white space at both ends of what was appended since `begin`.
    func trim(from begin: Int) {
        guard begin < count else { return }
        while count > begin, Self.isSpace(base[count - 1]) { storage.pointee.count -= 1 }
        var lead = 0
        while begin + lead < count, Self.isSpace(base[begin + lead]) { lead += 1 }
        guard lead > 0 else { return }
        (base + begin).update(from: base + begin + lead, count: count - begin - lead)
        storage.pointee.count -= lead
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    /// Replaces what a symbol font shows as something else since `begin`.
    func substitute(from begin: Int, _ font: SymbolFont) {
        guard begin < count else { return }
        let piece = String(decoding: UnsafeBufferPointer(rebasing: bytes[begin...]), as: UTF8.self)
        storage.pointee.count = begin
        for scalar in piece.unicodeScalars { append(font.shown(scalar)) }
    }

    /// The text with the escapes of workbooks (`_x000D_`) resolved and every line ending as `\n`.
    var workbookString: String {
        let bytes = self.bytes
        guard let start = bytes.baseAddress, count > 0 else { return "" }
        if memchr(start, 0x5F, count) == nil, memchr(start, 0x0D, count) == nil { return string }
        return Self.unescaped(bytes)
    }

    private static func unescaped(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count)
        let source = Array(String(decoding: bytes, as: UTF8.self).utf16)
        var place = 0
        while place < source.count {
            if source[place] == 0x5F, let unit = escaped(source, place) {
                units.append(unit)
                place += 7
            } else {
                units.append(source[place])
                place += 1
            }
        }
        var lines: [UInt16] = []
        lines.reserveCapacity(units.count)
        for (index, unit) in units.enumerated() {
            if unit == 0x0D {
                lines.append(0x0A)
            } else if unit != 0x0A || index == 0 || units[index - 1] != 0x0D {
                if unit != 0 { lines.append(unit) }
            }
        }
        return String(decoding: lines, as: UTF16.self)
    }

    /// The code unit of `_xHHHH_` at a place.
    private static func escaped(_ source: [UInt16], _ place: Int) -> UInt16? {
        guard place + 6 < source.count, source[place + 1] == 0x78, source[place + 6] == 0x5F else { return nil }
        var unit: UInt16 = 0
        for digit in source[(place + 2)...(place + 5)] {
            let value: UInt16
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x41...0x46: value = digit - 0x37
            case 0x61...0x66: value = digit - 0x57
            default: return nil
            }
            unit = unit << 4 | value
        }
        return unit
    }
}
