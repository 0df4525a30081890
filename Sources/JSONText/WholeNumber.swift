/// Whole numbers written with a fraction or an exponent.
enum WholeNumber {
    /// - Parameter digits: a number as JSON writes it.
    /// - Returns: nil where it is not whole or does not fit.
    static func value(of digits: String) -> Int64? {
        var mantissa = digits[...], exponent = 0
        if let mark = digits.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            mantissa = digits[..<mark]
            // An exponent that does not fit leaves only zero whole; the bound also keeps the work small.
            exponent = Int(digits[digits.index(after: mark)...].drop { $0 == "+" }) ?? Int.max
        }
        var figures = Array(mantissa.utf8)
        let isNegative = figures.first == UInt8(ascii: "-")
        if isNegative { figures.removeFirst() }
        if let point = figures.firstIndex(of: UInt8(ascii: ".")) {
            exponent = exponent.subtractingReportingOverflow(figures.count - point - 1).partialValue
            figures.remove(at: point)
        }
        figures = Array(figures.drop { $0 == UInt8(ascii: "0") })
        while exponent < 0, figures.last == UInt8(ascii: "0") {
            figures.removeLast()
            exponent += 1
        }
        if figures.isEmpty { return 0 }
        guard exponent >= 0, exponent <= 18, figures.count + exponent <= 19 else { return nil }
        figures += Array(repeating: UInt8(ascii: "0"), count: exponent)
        return Int64((isNegative ? "-" : "") + String(decoding: figures, as: UTF8.self))
    }
}
