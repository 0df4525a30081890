import BudgetModel

/// The boxes of notes in a legacy drawing, which is VML and need not be well-formed XML.
struct NoteDrawing {
    /// The box of one note.
    struct Box {
        let cell: CellPosition
        /// From `<v:shape` to behind `</v:shape>`.
        let whole: Range<Int>
        /// What the `x:Anchor` element holds.
        let anchor: Range<Int>?
    }

    let bytes: [UInt8]
    let boxes: [Box]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var boxes: [Box] = []
        var place = 0
        while let start = Self.find("<v:shape ", in: bytes, from: place), let end = Self.find("</v:shape>", in: bytes, from: start) {
            let whole = start..<end + 10
            place = whole.upperBound
            guard let row = Self.content("x:Row", in: bytes, whole).flatMap({ Self.number(bytes[$0]) }),
                let column = Self.content("x:Column", in: bytes, whole).flatMap({ Self.number(bytes[$0]) })
            else { continue }
            boxes.append(Box(cell: CellPosition(row: row, column: column), whole: whole, anchor: Self.content("x:Anchor", in: bytes, whole)))
        }
        self.boxes = boxes
    }

    /// The drawing with the boxes of these notes large enough for their texts.
    func resizing(_ texts: [CellPosition: String], _ geometry: SheetGeometry) -> [UInt8] {
        var edits = MarkupEdits()
        for box in boxes {
            guard let text = texts[box.cell], let anchor = box.anchor else { continue }
            edits.replace(anchor, with: geometry.anchor(rightOf: box.cell, width: CellNotes.width, height: CellNotes.height(text)))
        }
        return edits.isEmpty ? bytes : edits.applied(to: bytes)
    }

    /// The drawing without the boxes of these notes.
    func removing(_ cells: Set<CellPosition>) -> [UInt8] {
        var edits = MarkupEdits()
        for box in boxes where cells.contains(box.cell) { edits.replace(box.whole, with: "") }
        return edits.isEmpty ? bytes : edits.applied(to: bytes)
    }

    private static func find(_ text: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            var place = start
            while place + text.utf8CodeUnitCount <= bytes.count {
                if bytes[place] == text.utf8Start[0], MarkupScanner.matches(text, in: bytes, at: place) { return place }
                place += 1
            }
            return nil
        }
    }

    /// Between the tags of an element inside a shape.
    private static func content(_ name: StaticString, in bytes: [UInt8], _ shape: Range<Int>) -> Range<Int>? {
        guard let start = find(name, in: bytes, from: shape.lowerBound), start < shape.upperBound, start > 0, bytes[start - 1] == UInt8(ascii: "<") else {
            return nil
        }
        guard let open = bytes[start..<shape.upperBound].firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let close = bytes[(open + 1)..<shape.upperBound].firstIndex(of: UInt8(ascii: "<")) ?? shape.upperBound
        return open + 1..<close
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.filter { (48...57).contains($0) }
        return digits.isEmpty || digits.count > 7 ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
}
