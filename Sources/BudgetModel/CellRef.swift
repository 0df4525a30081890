/// A cell's place on a grid, counted from 0.
package struct CellPosition: Hashable, Sendable, Comparable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.row != right.row ? left.row < right.row : left.column < right.column
    }

    /// A1 style: row 0, column 27 is `AB1`.
    package var a1: String { Self.letters(column) + String(row + 1) }

    package static func letters(_ column: Int) -> String {
        var letters = ""
        var rest = column
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    /// The place that A1-style text names (`$` allowed), or nil.
    package init?(a1 text: some StringProtocol) {
        var column = 0
        var row = 0
        var inDigits = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where !inDigits:
                column = column * 26 + Int(byte - 64)
            case UInt8(ascii: "a")...UInt8(ascii: "z") where !inDigits:
                column = column * 26 + Int(byte - 96)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                inDigits = true
                row = row * 10 + Int(byte - 48)
            case UInt8(ascii: "$"): continue
            default: return nil
            }
            guard column <= 100_000, row <= 10_000_000 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.init(row: row - 1, column: column - 1)
    }
}

/// A cell of a document: the sheet (or table `T1`, `T2` … of a text document) and the place on it.
package struct CellRef: Hashable, Sendable {
    package let sheet: String
    package let position: CellPosition

    package init(sheet: String, position: CellPosition) {
        self.sheet = sheet
        self.position = position
    }

    package var a1: String { position.a1 }
}

extension CellRef {
    /// `D13` on the sheet that is meant without saying, `自评表!D13` on another.
    package func short(on sheet: String) -> String { self.sheet == sheet ? a1 : self.sheet + "!" + a1 }

    /// The cell whose `short` is this text.
    package init?(short text: String, on sheet: String) {
        // No place on a sheet has the mark; the name of a sheet may.
        let mark = text.utf8.lastIndex(of: UInt8(ascii: "!"))
        let place = mark.map { text[text.utf8.index(after: $0)...] } ?? text[...]
        guard place.utf8.count <= 12, let position = CellPosition(a1: place), position.a1 == place else { return nil }
        self.init(sheet: mark.map { String(text[..<$0]) } ?? sheet, position: position)
    }
}

/// A value and the cell it was read from.
package struct Sourced<Value: Sendable>: Sendable {
    package var value: Value
    package var cell: CellRef?

    package init(_ value: Value, _ cell: CellRef?) {
        self.value = value
        self.cell = cell
    }
}

extension Sourced: Equatable where Value: Equatable {}
extension Sourced: Hashable where Value: Hashable {}
