import BudgetModel
import Synchronization

/// What was read from short texts lately.
///
/// A form that is saved says most of its values as the one before, and each is read once more when the form is written; reading costs ten
/// times what looking it up does. By bytes, since texts that only look alike are not the same.
private final class ReadTexts<Value: Sendable>: Sendable {
    private let (longest, most) = (64, 8_192)
    private let known = Mutex<[[UInt8]: Value?]>([:])
    private let read: @Sendable (String) -> Value?

    init(_ read: @escaping @Sendable (String) -> Value?) { self.read = read }

    func callAsFunction(_ text: String) -> Value? {
        guard text.utf8.count <= longest else { return read(text) }
        let key = Array(text.utf8)
        if let value = known.withLock({ $0[key] }) { return value }
        let value = read(text)
        known.withLock { known in
            if known.count >= most { known = [:] }
            known[key] = .some(value)
        }
        return value
    }
}

enum RememberedValues {
    private static let values = ReadTexts { IndicatorValueParser.parse($0, cell: nil) }
    private static let units = ReadTexts { IndicatorValueParser.canonicalUnit($0) }

    /// As `IndicatorValueParser.parse`.
    static func value(_ text: String, cell: CellRef?) -> IndicatorValue? {
        var value = values(text)
        value?.cell = cell
        return value
    }

    /// As `IndicatorValueParser.canonicalUnit`.
    static func unit(_ printed: String) -> String? { units(printed) }
}
