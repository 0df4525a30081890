/// Units that a text gives once for all amounts: `单位：万元`, `年初预算（万元）`.
enum AmountUnits {
    private static let sign: [UInt16] = [0x5355, 0x4F4D]  // 单位

    /// The unit a line announces; nil for most lines.
    static func unit(in text: ReportText, _ range: Range<Int>) -> Measure? {
        let codes = text.codes
        guard range.count > 3 else { return nil }
        for place in range.lowerBound..<range.upperBound - 1 {
            switch codes[place] {
            // 单位：万元, 金额：元
            case Code.colon:
                let name = place - 2
                guard name >= range.lowerBound, codes[name] == sign[0] && codes[name + 1] == sign[1] || codes[name] == 0x91D1 && codes[name + 1] == 0x989D else { continue }
                var next = place + 1
                while next < range.upperBound, Code.isSpace(codes[next]) { next += 1 }
                if let unit = money(codes, next, range.upperBound) { return unit.measure }
            // （万元）
            case Code.open:
                guard place + 3 < range.upperBound, let unit = money(codes, place + 1, range.upperBound) else { continue }
                let end = place + 1 + unit.length
                if end < range.upperBound, codes[end] == Code.close { return unit.measure }
            default: continue
            }
        }
        return nil
    }

    private static func money(_ codes: [UInt16], _ place: Int, _ end: Int) -> (measure: Measure, length: Int)? {
        guard place < end, let found = MeasureTable.shared.longest(in: codes, at: place, before: end), found.meaning.dimension == .money else { return nil }
        return (found.meaning, found.length)
    }
}

extension TakenApart {
    /// Whether a bare number can be an amount: not the points and rates of a form.
    func isAmount(_ number: Int) -> Bool {
        let terms = terms(of: number)
        return !terms.contains(.weight) && !terms.contains(.score) && !terms.contains(.totalScore) && !terms.contains(.rate) && !terms.contains(.executionRate) && !terms.contains(.share)
    }
}
