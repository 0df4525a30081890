package import BudgetModel
package import Quantities

/// Within how many days what was found is put right.
package struct RectificationProfile: CycleProfile {
    package var mark: ProfileMark
    package var title: Wording
    /// From the day the ticket is opened.
    package var days: Cited<Int>

    package static let ids = ["rectification-cn"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "rectification-cn" ? PackageResources.rectification_cn_yaml : nil }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["days"]) { head, fields in
            guard let days = fields.required("days")?.cited({ $0.whole(1...366) }) else { return nil }
            return Self(mark: head.mark, title: head.title, days: days)
        }
    }

    /// - Throws: `QuantityError.overflow` outside the years 1 … 9999.
    package func deadline(from opened: CalendarDay) throws(QuantityError) -> CalendarDay { try opened.adding(days: days.value) }
}
