/// An OLE compound file (the container of .xls, .doc and password-protected office files), read within bounds.
///
/// Every chain of sectors is followed at most once through each sector, so that neither cycles nor
/// wild sector numbers cost more than the file's own size.
///
/// - Source: [MS-CFB] 2.
struct CompoundFile {
    struct Entry {
        let name: String
        let isStorage: Bool
        let start: UInt32
        let size: Int
    }

    static let signature: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    /// What lies directly in the root; embedded documents lie deeper and are left alone.
    let entries: [Entry]

    private let bytes: [UInt8]
    private let sectorBytes: Int
    private let sectorCount: Int
    private let fat: [UInt32]
    private let miniFAT: [UInt32]
    private let miniStream: [UInt8]

    private static let lastSector: UInt32 = 0xFFFF_FFFA
    private static let endOfChain: UInt32 = 0xFFFF_FFFE
    private static let miniSectorBytes = 64
    private static let miniCutoff = 4096

    static func matches(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    /// - Throws: `DocumentError` of kind `.damaged`.
    init(_ bytes: [UInt8]) throws(DocumentError) {
        guard Self.matches(bytes), bytes.count >= 1024 else { throw .damagedCompoundFile }
        let shift = Int(bytes.u16(30))
        guard shift == 9 || shift == 12 else { throw .damagedCompoundFile }
        let sectorBytes = 1 << shift
        // The last sector of a file may be short.
        let sectorCount = (max(0, bytes.count - sectorBytes) + sectorBytes - 1) / sectorBytes
        self.bytes = bytes
        self.sectorBytes = sectorBytes
        self.sectorCount = sectorCount

        // Where the allocation table itself lies: 109 places in the header, then a chain.
        var tableSectors: [UInt32] = []
        let perSector = sectorBytes / 4
        let wanted = (sectorCount + perSector - 1) / perSector
        for index in 0..<109 where tableSectors.count < wanted {
            let sector = bytes.u32(76 + index * 4)
            if sector < Self.lastSector { tableSectors.append(sector) }
        }
        var next = bytes.u32(68)
        var steps = 0
        while next < Self.lastSector, tableSectors.count < wanted {
            let start = (Int(next) + 1) * sectorBytes
            guard steps <= sectorCount, start + sectorBytes <= bytes.count else { throw .damagedCompoundFile }
            steps += 1
            for index in 0..<(perSector - 1) where tableSectors.count < wanted {
                let sector = bytes.u32(start + index * 4)
                if sector < Self.lastSector { tableSectors.append(sector) }
            }
            next = bytes.u32(start + sectorBytes - 4)
        }
        var fat: [UInt32] = []
        fat.reserveCapacity(tableSectors.count * perSector)
        for sector in tableSectors {
            let start = (Int(sector) + 1) * sectorBytes
            guard start < bytes.count else { throw .damagedCompoundFile }
            for index in 0..<perSector { fat.append(bytes.u32(start + index * 4)) }
        }
        self.fat = fat

        let directory = try Self.chain(from: bytes.u32(48), size: nil, in: bytes, fat: fat, sectorBytes: sectorBytes, sectorCount: sectorCount)
        guard directory.count >= 128 else { throw .damagedCompoundFile }
        let root = Self.entry(0, in: directory)
        var found: [Entry] = []
        for index in Self.children(of: directory) { found.append(Self.entry(index, in: directory)) }
        entries = found

        let hasMini = found.contains { !$0.isStorage && $0.size < Self.miniCutoff && $0.size > 0 }
        if hasMini, root.size > 0, root.start < Self.lastSector {
            miniStream = try Self.chain(from: root.start, size: root.size, in: bytes, fat: fat, sectorBytes: sectorBytes, sectorCount: sectorCount)
            let table = try Self.chain(from: bytes.u32(60), size: nil, in: bytes, fat: fat, sectorBytes: sectorBytes, sectorCount: sectorCount)
            miniFAT = (0..<(table.count / 4)).map { table.u32($0 * 4) }
        } else {
            miniStream = []
            miniFAT = []
        }
    }

    func contains(_ name: String) -> Bool { entry(named: name) != nil }

    /// Names compare without regard to case, as [MS-CFB] 2.6.4 orders them.
    func entry(named name: String) -> Entry? {
        entries.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name.lowercased() }
    }

    /// The bytes of a stream in the root, or nil if there is none of this name.
    func stream(named name: String) throws(DocumentError) -> [UInt8]? {
        guard let entry = entry(named: name), !entry.isStorage else { return nil }
        guard entry.size > 0 else { return [] }
        guard entry.size < Self.miniCutoff else {
            return try Self.chain(
                from: entry.start, size: entry.size, in: bytes, fat: fat, sectorBytes: sectorBytes, sectorCount: sectorCount)
        }
        var result: [UInt8] = []
        result.reserveCapacity(entry.size)
        var sector = entry.start
        var seen = Set<UInt32>()
        while result.count < entry.size {
            let start = Int(sector) * Self.miniSectorBytes
            guard Int(sector) < miniFAT.count, start < miniStream.count, seen.insert(sector).inserted else { throw .damagedCompoundFile }
            let length = min(Self.miniSectorBytes, entry.size - result.count)
            guard start + length <= miniStream.count else { throw .damagedCompoundFile }
            result += miniStream[start..<(start + length)]
            sector = miniFAT[Int(sector)]
        }
        return result
    }

    /// The bytes of a chain of sectors; up to its end when no size is known.
    private static func chain(
        from first: UInt32, size: Int?, in bytes: [UInt8], fat: [UInt32], sectorBytes: Int, sectorCount: Int
    ) throws(DocumentError) -> [UInt8] {
        var result: [UInt8] = []
        if let size {
            guard size <= bytes.count else { throw .damagedCompoundFile }
            result.reserveCapacity(size)
        }
        var seen = [Bool](repeating: false, count: sectorCount)
        var sector = first
        // Neighbouring sectors are copied as one run.
        while sector < lastSector {
            if let size, result.count >= size { break }
            let runStart = Int(sector)
            var runEnd = runStart
            var left = size.map { $0 - result.count } ?? .max
            repeat {
                guard runEnd < sectorCount, runEnd < fat.count, !seen[runEnd] else { throw .damagedCompoundFile }
                seen[runEnd] = true
                sector = fat[runEnd]
                runEnd += 1
                left -= sectorBytes
            } while left > 0 && Int(sector) == runEnd
            let from = (runStart + 1) * sectorBytes
            let to = min((runEnd + 1) * sectorBytes, bytes.count, size.map { from + $0 - result.count } ?? .max)
            guard from < to else { throw .damagedCompoundFile }
            result += bytes[from..<to]
        }
        if let size, result.count < size { throw .damagedCompoundFile }
        return result
    }

    /// The numbers of the root's children: its tree is walked once, and a broken one is read as a list.
    private static func children(of directory: [UInt8]) -> [Int] {
        let count = directory.count / 128
        var found: [Int] = []
        var seen = Set<Int>([0])
        var pending = [Int(directory.u32(76))]
        while let index = pending.popLast() {
            guard index < count, seen.insert(index).inserted else { continue }
            guard directory[index * 128 + 66] != 0 else { continue }
            found.append(index)
            pending.append(Int(directory.u32(index * 128 + 68)))
            pending.append(Int(directory.u32(index * 128 + 72)))
        }
        if found.isEmpty { found = (1..<max(1, count)).filter { directory[$0 * 128 + 66] == 2 } }
        return found.sorted()
    }

    private static func entry(_ index: Int, in directory: [UInt8]) -> Entry {
        let start = index * 128
        let length = min(64, Int(directory.u16(start + 64)))
        var units: [UInt16] = []
        for offset in stride(from: 0, to: length - 1, by: 2) {
            let unit = directory.u16(start + offset)
            if unit == 0 { break }
            units.append(unit)
        }
        // The upper half of the size is junk in files of small sectors, and no file here is that large.
        return Entry(
            name: String(decoding: units, as: UTF16.self), isStorage: directory[start + 66] == 1 || directory[start + 66] == 5,
            start: directory.u32(start + 116), size: Int(directory.u32(start + 120)))
    }
}

extension [UInt8] {
    /// The little-endian number at `offset`; bytes beyond the end count as zero.
    func u16(_ offset: Int) -> UInt16 {
        guard offset + 2 <= count else { return offset < count ? UInt16(self[offset]) : 0 }
        return UInt16(self[offset]) | UInt16(self[offset + 1]) << 8
    }

    /// The little-endian number at `offset`; bytes beyond the end count as zero.
    func u32(_ offset: Int) -> UInt32 { UInt32(u16(offset)) | UInt32(u16(offset + 2)) << 16 }
}
