import BudgetModel
import Documents
import Quantities
import Tables

// What a field says, by the bytes where that tells.
extension BlockScorer {
    @inline(__always)
    func short(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> ShortDecimal? { ShortDecimal(parsing: cells.at(field), count: field.length) }

    func exactNumber(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> ExactDecimal? { try? ExactDecimal(parsing: text(cells, field)) }

    func text(_ cells: RecordReader.Cells, _ field: RecordReader.Field?) -> String { field.map { TableText.string(cells.value($0), encoding) } ?? "" }

    /// Whether level 1 is 预算执行率, in UTF-8 or GB18030: compared as two machine words that overlap.
    @inline(__always)
    func isExecution(_ cells: RecordReader.Cells) -> Bool {
        let field = cells.field(level1)
        let raw = UnsafeRawPointer(cells.at(field))
        func word(_ offset: Int) -> UInt64 { UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
        switch field.length {
        // E9A284 E7AE97 E689A7 E8A18C E78E87
        case 15: return word(0) == 0xE9A2_84E7_AE97_E689 && word(7) == 0x89A7_E8A1_8CE7_8E87
        // D4A4 CBE3 D6B4 D0D0 C2CA
        case 10: return word(0) == 0xD4A4_CBE3_D6B4_D0D0 && word(2) == 0xCBE3_D6B4_D0D0_C2CA
        // `预算执行率（10分）`, and blanks around it.
        case 11...64 where Self.mayBeExecution(cells.at(field)[0]): return level1Text(cells).drop(while: \.isWhitespace).hasPrefix(ExecutionOutcome.level1)
        default: return false
        }
    }

    /// A blank, or the first byte of 预 in UTF-8 or GB18030.
    private static func mayBeExecution(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0xE3 || byte == 0xE9 || byte == 0xD4 || byte == 0xA1 }

    /// `>=`, `≥`, `qualitative`, 定性 …; nil for an empty cell and for words nobody knows.
    @inline(__always)
    func comparatorValue(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> Comparator? {
        let bytes = cells.at(field)
        switch field.length {
        case 1: return bytes[0] == 0x3E ? .above : bytes[0] == 0x3D ? .equal : bytes[0] == 0x3C ? .below : nil
        case 2 where bytes[1] == 0x3D: return bytes[0] == 0x3E ? .atLeast : bytes[0] == 0x3C ? .atMost : nil
        case 11 where Self.isQualitative(bytes): return .qualitative
        default: return field.length == 0 ? nil : Self.signs[text(cells, field).filter { !$0.isWhitespace }]
        }
    }

    /// `qualitative` as two words that overlap.
    @inline(__always)
    static func isQualitative(_ bytes: UnsafePointer<UInt8>) -> Bool {
        let raw = UnsafeRawPointer(bytes)
        return UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)) == 0x7175_616C_6974_6174 && UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 3, as: UInt64.self)) == 0x6C69_7461_7469_7665
    }

    static let signs: [String: Comparator] = [
        "≥": .atLeast, "≧": .atLeast, "＞＝": .atLeast, "＞=": .atLeast, "=>": .atLeast, ">=": .atLeast, "大于等于": .atLeast, "不低于": .atLeast, "不少于": .atLeast, ">": .above, "＞": .above, "大于": .above, "=": .equal, "＝": .equal, "等于": .equal, "==": .equal,
        "≤": .atMost, "≦": .atMost, "＜＝": .atMost, "＜=": .atMost, "=<": .atMost, "<=": .atMost, "小于等于": .atMost, "不高于": .atMost, "不超过": .atMost, "<": .below, "＜": .below, "小于": .below, "定性": .qualitative, "qualitative": .qualitative, "Qualitative": .qualitative,
    ]

    func tierValue(_ cells: RecordReader.Cells, _ field: RecordReader.Field) -> Tier? {
        if field.length == 1 { return Tier(rawValue: Int(cells.at(field)[0]) - 0x30) }
        let words = String(text(cells, field).filter { !$0.isWhitespace })
        // `１`, `第1档`, `1档`.
        let number = words.hasPrefix("第") ? words.dropFirst() : words[...]
        if let digit = number.first.flatMap(NumberScanner.digit), number.dropFirst().isEmpty || number.dropFirst() == "档" { return Tier(rawValue: digit) }
        if words.hasPrefix("部分达成") { return .partlyAchieved }
        if words.hasPrefix("未达成") || words.hasPrefix("未完成") { return .notAchieved }
        return words.hasPrefix("达成") ? .achieved : nil
    }

    func level1Text(_ cells: RecordReader.Cells) -> String { text(cells, cells.field(level1)) }
    func nameText(_ cells: RecordReader.Cells) -> String { text(cells, cells.field(name)) }

    /// The score that the row states, where it is a number.
    func statedScore(_ cells: RecordReader.Cells) -> ExactDecimal? {
        guard let stated, cells.field(stated).length > 0 else { return nil }
        return short(cells, cells.field(stated))?.exact ?? exactNumber(cells, cells.field(stated))
    }
}

extension ExactDecimal {
    /// In units of the last of so many digits, where it has no more.
    func units(at places: Int) -> Int64? {
        guard let rounded = try? rounded(to: places, .halfUp) else { return nil }
        return Int64(exactly: rounded.significand)
    }
}
