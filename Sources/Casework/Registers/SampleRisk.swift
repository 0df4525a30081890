import BudgetModel
import JSONText
import Quantities

/// How likely a self-evaluation is to be drawn for review, beside the one chance everybody has.
///
/// No text sets these points; they are ours and stand in every sample that was drawn by them.
struct SampleRisk {
    private(set) var points = 0
    private(set) var reasons: [Wording] = []

    /// - Parameters:
    ///   - amount: the year's budget after changes.
    ///   - deviation: of the same object's review the year before, in percent, either way.
    init(errors: Int, warnings: Int, amount: Money, total: ExactDecimal?, deviation: ExactDecimal?) {
        add(min(errors * 4, 20), "有 \(errors) 处错误", "\(errors) errors")
        add(min(warnings, 10), "有 \(warnings) 处提醒", "\(warnings) warnings")
        if let band = Self.amounts.first(where: { amount.fen >= $0.yuan * 100 }) { add(band.points, "预算 \(band.zh)以上", "a budget of \(band.en) or more") }
        if let total, total >= .hundred { add(Self.fullMarks, "自评满分", "full marks") }
        if let size = try? deviation?.magnitude, let band = Self.deviations.first(where: { size >= ExactDecimal($0.percent) }) {
            add(band.points, "上年复核偏差 \(size.plain)%", "last year's review deviated by \(size.plain) %")
        }
    }

    private mutating func add(_ more: Int, _ zh: String, _ en: String) {
        guard more > 0 else { return }
        points += more
        reasons.append(Wording(zh: "\(zh)：\(more)", en: "\(en): \(more)"))
    }

    private static let amounts: [(yuan: Int64, points: Int, zh: String, en: String)] = [
        (100_000_000, 8, "1亿元", "100 million yuan"), (10_000_000, 4, "1000万元", "10 million yuan"), (1_000_000, 2, "100万元", "1 million yuan"),
    ]
    private static let deviations: [(percent: Int, points: Int)] = [(20, 10), (10, 6), (5, 3)]
    private static let fullMarks = 5

    /// The table of points in words.
    static let table = Wording(
        zh: "风险分：每处错误 4（最多 20），每处提醒 1（最多 10）；预算 100万元以上 2、1000万元以上 4、1亿元以上 8；自评满分 5；上年复核偏差 5% 以上 3、10% 以上 6、20% 以上 10。",
        en: "Risk points: 4 for each error (20 at most), 1 for each warning (10 at most); 2, 4 or 8 for a budget of 1, 10 or 100 million yuan or more; 5 for full marks; 3, 6 or 10 where last year's review deviated by 5, 10 or 20 % or more.")
}
