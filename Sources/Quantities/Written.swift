// Texts that stand for one value each: one way to write it, and no other is read.

extension ExactDecimal {
    /// The number whose `description` is this text: `12.50`; no plus, no zeros before, no exponent, no separators.
    package init?(written text: String) {
        // 38 digits, a point and a sign, and a zero before the point.
        guard text.utf8.count <= 42, let number = try? ExactDecimal(machine: text), number.description == text else { return nil }
        self = number
    }
}

extension Ratio {
    /// In lowest terms: `180/19`, `10` for a whole number.
    package var written: String { denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)" }

    /// The fraction whose `written` is this text.
    package init?(written text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let numerator = Int128(parts[0]), let denominator = parts.count == 2 ? Int128(parts[1]) : 1 else { return nil }
        guard let ratio = try? Ratio(numerator, over: denominator), ratio.written == text else { return nil }
        self = ratio
    }
}
