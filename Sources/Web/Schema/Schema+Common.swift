import BudgetModel

/// Kinds of text that many operations ask for.
extension Schema {
    package static let uuid = Schema.string(36...36, pattern: Pattern("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"), format: .uuid)

    /// A calendar day, `2026-08-01`.
    package static let day = Schema.string(format: .date)

    /// A moment, `2026-08-01T09:30:00Z`.
    package static let moment = Schema.string(format: .dateTime)

    /// One line of text: no control characters, so that it can be kept, shown and searched anywhere.
    package static func line(_ length: ClosedRange<Int>) -> Schema { .string(length, pattern: oneLine) }

    package static func line(max: Int) -> Schema { .line(0...max) }

    /// Text of paragraphs: tabs and line breaks are its only control characters.
    package static func prose(_ length: ClosedRange<Int>) -> Schema { .string(length, pattern: paragraphs) }

    package static func prose(max: Int) -> Schema { .prose(0...max) }

    /// A decimal number as text, so that no digit is lost: `1234.50`. Nothing below zero is written as `-0`, which is no other number than `0`.
    ///
    /// - Parameter isExact: whether all the decimals have to be there.
    package static func decimal(digits: Int = 15, scale: Int, isExact: Bool = false) -> Schema {
        let fraction = scale == 0 ? "" : isExact ? "\\.[0-9]{\(scale)}" : "(\\.[0-9]{1,\(scale)})?"
        // Below zero and above minus one: some digit after the point is not 0.
        let small = (0..<scale).map { zeros in
            let rest = scale - zeros - 1
            return (zeros > 0 ? "0{\(zeros)}" : "") + "[1-9]" + (rest == 0 ? "" : isExact ? "[0-9]{\(rest)}" : "[0-9]{0,\(rest)}")
        }
        let forms = ["0" + fraction, "-?[1-9][0-9]{0,\(digits - 1)}" + fraction] + (small.isEmpty ? [] : ["-0\\.(" + small.joined(separator: "|") + ")"])
        let told = scale == 0
            ? Wording(zh: "最多 \(digits) 位的整数", en: "a whole number of at most \(digits) digits")
            : isExact
                ? Wording(zh: "最多 \(digits) 位整数、正好 \(scale) 位小数的数，如 12\(fractionExample(scale))", en: "a number of at most \(digits) digits and exactly \(scale) decimals, such as 12\(fractionExample(scale))")
                : Wording(zh: "最多 \(digits) 位整数、\(scale) 位小数的数", en: "a number of at most \(digits) digits and \(scale) decimals")
        return .string(pattern: Pattern("^(" + forms.joined(separator: "|") + ")$", told))
    }

    private static func fractionExample(_ scale: Int) -> String { "." + String(repeating: "0", count: scale) }

    private static let oneLine = Pattern("^[^\\u0000-\\u001f\\u007f]*$", Wording(zh: "一行文字，不能有换行和控制字符", en: "one line, without line ends and control characters"))
    private static let paragraphs = Pattern("^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$", Wording(zh: "文字，不能有控制字符", en: "text without control characters"))
}
