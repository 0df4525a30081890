/// What a figure counts or measures.
package enum Dimension: Hashable, Sendable {
    case money
    /// 元/人, 元每亩: money for each of something.
    case unitPrice
    case percent
    case percentagePoint
    case points
    /// Things counted or measured, by their canonical unit: 人, 人次, 户, 平方米.
    case count(UnitName)
    /// A bare number.
    case none
}

/// The unit of a figure: what it measures and by which power of ten it is written smaller.
package struct Measure: Hashable, Sendable {
    package var dimension: Dimension
    /// 万元 is 4 above yuan, 亿 before a counter 8, 公里 3 above metre.
    package var exponent: Int
    /// As written: `万元`, `人次`; empty for none.
    package var printed: UnitName

    package init(_ dimension: Dimension, exponent: Int = 0, printed: UnitName) {
        self.dimension = dimension
        self.exponent = exponent
        self.printed = printed
    }

    static let none = Measure(.none, printed: .none)
}
