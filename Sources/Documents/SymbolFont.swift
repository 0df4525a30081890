/// The fonts in which a letter stands for a tick, a box or a sign.
///
/// Officials tick a box by typing `R` in Wingdings 2, which shows ☑.
enum SymbolFont: Hashable {
    case none, wingdings, wingdings2, symbol

    init(_ name: UnsafeBufferPointer<UInt8>) {
        if name.spells("Wingdings") {
            self = .wingdings
        } else if name.spells("Wingdings 2") {
            self = .wingdings2
        } else if name.spells("Symbol") {
            self = .symbol
        } else {
            self = .none
        }
    }

    /// What a character of this font looks like; itself where that is not known.
    func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // Symbol fonts live at F000…F0FF as well as in plain bytes.
        let value = scalar.value
        let code: UInt32 = (0xF000...0xF0FF).contains(value) ? value - 0xF000 : value
        guard code < 0x100 else { return scalar }
        switch self {
        case .none: return scalar
        case .wingdings: return Self.wingdingsShapes[code] ?? scalar
        case .wingdings2: return Self.wingdings2Shapes[code] ?? scalar
        case .symbol:
            if let sign = Self.symbolShapes[code] { return sign }
            // Digits and ASCII signs are themselves.
            return (0x20...0x40).contains(code) ? Unicode.Scalar(code) ?? scalar : scalar
        }
    }

    private static let wingdingsShapes: [UInt32: Unicode.Scalar] = [
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
        0xFE: "☑", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0x77: "◆", 0xA1: "○", 0xA7: "▪", 0xD8: "➢",
    ]
    private static let wingdings2Shapes: [UInt32: Unicode.Scalar] = [
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0xA3: "□", 0x30: "□", 0x98: "●", 0xA2: "■",
    ]
    private static let symbolShapes: [UInt32: Unicode.Scalar] = [
        0x2D: "-", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xAE: "→",
        0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xD6: "√", 0xE5: "∑",
    ]
}
