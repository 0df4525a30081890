import Quantities

/// How a report writes its figures and its punctuation; one for a whole report.
struct Style: Sendable {
    enum Groups: Sendable { case none, commas, blanks }

    var groups = Groups.none
    var trimsZeros = false
    var isFullWidth = false
    var hasBlankBeforeUnit = false
    var hasPlainPunctuation = false

    init() {}

    init(_ random: inout Seeded) {
        groups = random.chance(45) ? .commas : random.chance(12) ? .blanks : .none
        trimsZeros = random.chance(50)
        isFullWidth = random.chance(10)
        hasBlankBeforeUnit = random.chance(8)
        hasPlainPunctuation = random.chance(20)
    }

    func written(_ slot: Slot) -> String {
        var digits = (trimsZeros && slot.mayTrim ? slot.number.trimmed : slot.number).plain
        let point = digits.firstIndex(of: ".") ?? digits.endIndex
        var whole = String(digits[..<point])
        let rest = digits[point...]
        // A blank holds groups together only before a unit that no list of bare numbers has.
        let separator: Character? = groups == .commas ? "," : groups == .blanks && slot.unit.hasSuffix("元") ? " " : nil
        if let separator, whole.count > 3 {
            var grouped = ""
            for (place, digit) in whole.enumerated() {
                if place > 0, (whole.count - place) % 3 == 0 { grouped.append(separator) }
                grouped.append(digit)
            }
            whole = grouped
        }
        digits = whole + rest
        if isFullWidth { digits = Self.widened(digits) }
        let unit = isFullWidth && slot.unit == "%" ? "％" : slot.unit
        return digits + (hasBlankBeforeUnit && !unit.isEmpty ? " " : "") + unit
    }

    private static func widened(_ text: String) -> String {
        var wide = ""
        for scalar in text.unicodeScalars {
            let isPlain = scalar.value > 0x20 && scalar.value < 0x7F
            wide.unicodeScalars.append(isPlain ? Unicode.Scalar(scalar.value + 0xFEE0)! : scalar)
        }
        return wide
    }

    func punctuated(_ text: String) -> String {
        guard hasPlainPunctuation else { return text }
        let plain: [Character: Character] = ["，": ",", "：": ":", "；": ";", "（": "(", "）": ")"]
        return String(text.map { plain[$0] ?? $0 })
    }
}

extension Style {
    /// A figure as findings print it: closing zeros as the report has them, no separators.
    func number(_ slot: Slot) -> String { (trimsZeros && slot.mayTrim ? slot.number.trimmed : slot.number).plain }
}
