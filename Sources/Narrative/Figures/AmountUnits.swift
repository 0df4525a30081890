/// Units that a text gives once for all amounts: `单位：万元`, `年初预算（万元）`.
enum AmountUnits {
    private static let sign: [UInt16] = [0x5355, 0x4F4D]  // 单位

    /// The unit a line announces; nil for most lines.
    static func unit(in text: ReportText, _ range: Range<Int>) -> Measure? {
        let codes = text.codes
        var place = range.lowerBound
        while place + 3 < range.upperBound {
            defer { place += 1 }
            // 单位：万元, 金额：元
            if codes[place + 2] == Code.colon, codes[place] == sign[0] && codes[place + 1] == sign[1] || codes[place] == 0x91D1 && codes[place + 1] == 0x989D {
                var next = place + 3
                while next < range.upperBound, Code.isSpace(codes[next]) { next += 1 }
                if let unit = money(codes, next, range.upperBound) { return unit }
            }
            // （万元）
            if codes[place] == Code.open, let unit = money(codes, place + 1, range.upperBound), case let end = place + 1 + unit.printed.text.unicodeScalars.count, end < range.upperBound, codes[end] == Code.close { return unit }
        }
        return nil
    }

    private static func money(_ codes: [UInt16], _ place: Int, _ end: Int) -> Measure? {
        guard place < end, let found = MeasureTable.shared.longest(in: codes, at: place, before: end), found.meaning.dimension == .money else { return nil }
        return found.meaning
    }
}

extension TakenApart {
    /// Whether a bare number can be an amount: not the points and rates of a form.
    func isAmount(_ number: Int) -> Bool {
        let terms = terms(of: number)
        return !terms.contains(.weight) && !terms.contains(.score) && !terms.contains(.totalScore) && !terms.contains(.rate) && !terms.contains(.executionRate) && !terms.contains(.share)
    }
}
