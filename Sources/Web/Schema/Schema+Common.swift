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

    /// A decimal number as text, so that no digit is lost: `1234.50`.
    package static func decimal(digits: Int = 15, scale: Int) -> Schema {
        let fraction = scale == 0 ? "" : "(\\.[0-9]{1,\(scale)})?"
        return .string(pattern: Pattern("^-?(0|[1-9][0-9]{0,\(digits - 1)})\(fraction)$"))
    }

    private static let oneLine = Pattern("^[^\\u0000-\\u001f\\u007f]*$")
    private static let paragraphs = Pattern("^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$")
}
