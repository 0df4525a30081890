/// Insertions and replacements at places of a byte string, applied at once.
struct MarkupEdits {
    private struct Edit {
        let range: Range<Int>
        let text: [UInt8]
        let order: Int
    }

    private var edits: [Edit] = []

    var isEmpty: Bool { edits.isEmpty }

    mutating func insert(_ text: String, at place: Int) { replace(place..<place, with: text) }

    mutating func replace(_ range: Range<Int>, with text: String) {
        edits.append(Edit(range: range, text: Array(text.utf8), order: edits.count))
    }

    /// - Precondition: no two replaced ranges overlap. Insertions at one place keep the order they were made in.
    func applied(to bytes: [UInt8]) -> [UInt8] {
        let sorted = edits.sorted { left, right in
            if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
            // What is inserted at a place stands before what is replaced from there.
            if left.range.isEmpty != right.range.isEmpty { return left.range.isEmpty }
            return left.order < right.order
        }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.text.count })
        var place = 0
        for edit in sorted {
            precondition(edit.range.lowerBound >= place, "overlapping edits")
            result += bytes[place..<edit.range.lowerBound]
            result += edit.text
            place = edit.range.upperBound
        }
        result += bytes[place...]
        return result
    }
}

extension MarkupEdits {
    /// Sets an attribute of the tag at `tag`; to be called once for each attribute.
    mutating func set(_ name: String, to value: String, ofTag tag: Range<Int>, in bytes: [UInt8]) {
        if let range = Markup.attribute(name, in: bytes, tag: tag) {
            replace(range, with: Markup.quoted(value))
        } else {
            var end = tag.lowerBound + 1
            while end < tag.upperBound - 1, ![0x20, 0x09, 0x0A, 0x0D, 0x2F, 0x3E].contains(bytes[end]) { end += 1 }
            insert(" " + name + "=\"" + Markup.quoted(value) + "\"", at: end)
        }
    }
}
