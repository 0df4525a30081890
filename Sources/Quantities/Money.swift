/// A currency by its ISO 4217 code.
package enum Currency: String, Hashable, Sendable { case cny = "CNY" }

/// The unit that a form prints its amounts in.
package enum AmountUnit: String, Hashable, Sendable, CaseIterable {
    case yuan, thousandYuan, wanYuan, millionYuan, yiYuan

    /// How many powers of ten a unit is above the yuan.
    package var exponent: Int {
        switch self {
        case .yuan: 0
        case .thousandYuan: 3
        case .wanYuan: 4
        case .millionYuan: 6
        case .yiYuan: 8
        }
    }

    /// The Chinese name as forms print it.
    package var name: String {
        switch self {
        case .yuan: "元"
        case .thousandYuan: "千元"
        case .wanYuan: "万元"
        case .millionYuan: "百万元"
        case .yiYuan: "亿元"
        }
    }
}

/// An amount of public money in whole fen.
///
/// - Unit: fen of one currency; 万元 with six decimals is one fen.
package struct Money: Hashable, Sendable {
    package let fen: Int64
    package let currency: Currency

    package init(fen: Int64, currency: Currency = .cny) {
        self.fen = fen
        self.currency = currency
    }

    package static let zero = Money(fen: 0)

    /// An amount given in `unit`.
    ///
    /// - Throws: `QuantityError.finerThanFen` when fen would have to be split, `.overflow`.
    package init(_ amount: ExactDecimal, _ unit: AmountUnit) throws(QuantityError) {
        let inFen = try amount.shifted(by: unit.exponent + 2).trimmed
        guard inFen.scale == 0 else { throw .finerThanFen(text: amount.description + unit.name) }
        guard let fen = Int64(exactly: inFen.significand) else { throw .overflow }
        self.init(fen: fen)
    }

    /// An amount given in `unit`, rounded to whole fen, for cells that hold the result of a division.
    package init(rounding amount: ExactDecimal, _ unit: AmountUnit, _ rule: Rounding) throws(QuantityError) {
        let inFen = try amount.shifted(by: unit.exponent + 2).rounded(to: 0, rule)
        guard let fen = Int64(exactly: inFen.significand) else { throw .overflow }
        self.init(fen: fen)
    }

    package var isZero: Bool { fen == 0 }

    /// - Throws: `QuantityError.currencyMismatch`, `.overflow`.
    package static func + (left: Money, right: Money) throws(QuantityError) -> Money {
        guard left.currency == right.currency else { throw .currencyMismatch(left.currency, right.currency) }
        let (sum, overflow) = left.fen.addingReportingOverflow(right.fen)
        guard !overflow else { throw .overflow }
        return Money(fen: sum, currency: left.currency)
    }

    package static func - (left: Money, right: Money) throws(QuantityError) -> Money {
        guard left.currency == right.currency else { throw .currencyMismatch(left.currency, right.currency) }
        let (rest, overflow) = left.fen.subtractingReportingOverflow(right.fen)
        guard !overflow else { throw .overflow }
        return Money(fen: rest, currency: left.currency)
    }

    package static func sum(_ amounts: some Sequence<Money>) throws(QuantityError) -> Money {
        var total = Money.zero
        for amount in amounts { total = try total + amount }
        return total
    }

    /// The exact share of `whole`.
    ///
    /// - Throws: `QuantityError.divisionByZero` when `whole` is zero, `.currencyMismatch`.
    package func share(of whole: Money) throws(QuantityError) -> Ratio {
        guard currency == whole.currency else { throw .currencyMismatch(currency, whole.currency) }
        return try Ratio(Int128(fen), over: Int128(whole.fen))
    }

    /// The amount in `unit` without zeros at the end: 1805.58777 for 万元.
    package func amount(in unit: AmountUnit) -> ExactDecimal {
        ExactDecimal(significand: Int128(fen), scale: 2 + unit.exponent).trimmed
    }

    /// Yuan with two decimals: `18055877.70`.
    package var yuan: String { ExactDecimal(significand: Int128(fen), scale: 2).description }
}

extension Money: Comparable {
    /// Order inside one currency.
    package static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }
}
