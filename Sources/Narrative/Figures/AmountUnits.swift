/// Units that a text gives once for all amounts: `单位：万元`, `年初预算（万元）`.
enum AmountUnits {
    private static let sign: [UInt16] = [0x5355, 0x4F4D]  // 单位

    /// The unit a line announces; nil for most lines.
    static func unit(in text: ReportText, _ range: Range<Int>) -> Measure? {
        let codes = text.codes
        var place = range.lowerBound
        while place + 3 < range.upperBound {
            defer { place += 1 }
            // 单位：万元
            if codes[place] == sign[0], codes[place + 1] == sign[1], codes[place + 2] == Code.colon {
                var next = place + 3
                while next < range.upperBound, Code.isSpace(codes[next]) { next += 1 }
                if let unit = money(codes, next, range.upperBound) { return unit }
            }
            // （万元）
            if codes[place] == Code.open, let unit = money(codes, place + 1, range.upperBound), place + 1 + unit.printed.unicodeScalars.count < range.upperBound, codes[place + 1 + unit.printed.unicodeScalars.count] == Code.close { return unit }
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

/// Rows of money in a form that was run together: `年度资金总额 43.2 43.2 37.24 10 86% 9`.
enum FundRows {
    static func assign(_ parts: inout TakenApart) {
        for line in parts.lines.indices {
            let range = parts.text.lines[line].range
            let words = parts.text.quote(range.lowerBound..<min(range.upperBound, range.lowerBound + 24))
            guard words.contains("资金总额") || words.contains("资金合计") || words.contains("年度资金") else { continue }
            var numbers: [Int] = []
            var begun = false
            for token in parts.lines[line] {
                guard case .figure(let number) = parts.tokens[token].kind else { continue }
                let figure = parts.figures[number]
                if figure.isPercent { break }
                guard figure.measure == .none || figure.isMoney, figure.isPlain else { break }
                // Only the first may have words before it.
                if begun, !figure.label.isEmpty { break }
                begun = true
                numbers.append(number)
            }
            // Points of the rate stand behind the three amounts.
            if numbers.count == 4 { numbers.removeLast() }
            let roles: [Role]
            switch numbers.count {
            case 3: roles = [.initialBudget, .adjustedBudget, .executed]
            case 2: roles = [.adjustedBudget, .executed]
            default: continue
            }
            let unit = parts.amountUnit ?? Measure(.money, exponent: 4, printed: "万元")
            for (number, role) in zip(numbers, roles) {
                if parts.figures[number].measure == .none { parts.figures[number].measure = unit }
                parts.figures[number].role = role
                parts.figures[number].marks.insert(.tabular)
            }
        }
    }
}
