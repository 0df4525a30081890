package import BudgetModel
import Rules

/// What rules are called, for faces that print codes.
package enum RuleTitles {
    private static let titles = Dictionary(Catalogue.all.map { ($0.code, $0.title) }) { first, _ in first }

    package static func title(_ code: String) -> Wording? { titles[code] }
}
