import CLanes

/// Which ends of fields among 64 bytes stand outside quotation marks, and whether all marks stand where they belong: the first at the start
/// of a field, the last at its end, those within doubled.
struct QuoteLanes {
    /// All ones while a mark is open.
    private var open: UInt64 = 0
    /// The last byte of the 64 before: whether it ended a field, closed a mark, was a carriage return behind a closing mark.
    private var carryEnd: UInt64 = 1
    private var carryClosing: UInt64 = 0
    private var carryReturn: UInt64 = 0

    var isOpen: Bool { open != 0 }

    /// The ends of fields that are such; nil where a mark stands elsewhere, so that only the long way tells what is meant.
    ///
    /// - Parameters:
    ///   - ends: separators and line breaks.
    ///   - valid: bytes that are there; fewer than 64 at the end of a block only.
    @inline(__always)
    mutating func ends(quotes: UInt64, returns: UInt64, breaks: UInt64, ends: UInt64, valid: UInt64) -> UInt64? {
        // Each bit is the parity of the marks up to it: an opening mark counts as within, a closing one does not.
        var within = quotes
        within ^= within &<< 1
        within ^= within &<< 2
        within ^= within &<< 4
        within ^= within &<< 8
        within ^= within &<< 16
        within ^= within &<< 32
        within ^= open
        let opening = quotes & within, closing = quotes & ~within, real = ends & ~within
        let afterEnd = real &<< 1 | carryEnd
        let afterClosing = closing &<< 1 | carryClosing
        let afterReturn = (afterClosing & returns) &<< 1 | carryReturn
        // Behind a closing mark: the end of the field, a carriage return before a line break, or the second of a doubled mark.
        let misplaced = opening & ~(afterEnd | afterClosing) | afterClosing & ~(real | opening | returns) | afterReturn & ~breaks
        guard misplaced & valid == 0 else { return nil }
        open = 0 &- (within &>> 63)
        carryEnd = real &>> 63
        carryClosing = closing &>> 63
        carryReturn = (afterClosing & returns) &>> 63
        return real
    }
}

/// Bytes of each kind among 64 of a block.
struct ByteLanes {
    let at: UnsafePointer<UInt8>
    /// How many bytes are there.
    let count: Int

    /// Bytes that are there.
    @inline(__always) var valid: UInt64 { count >= 64 ? ~0 : 1 &<< UInt64(count) &- 1 }

    @inline(__always)
    func lanes(_ value: UInt8) -> UInt64 {
        if count >= 64 { return jixiao_lanes(at, value) }
        var lanes: UInt64 = 0
        for lane in 0..<count where at[lane] == value { lanes |= 1 &<< UInt64(lane) }
        return lanes
    }
}
