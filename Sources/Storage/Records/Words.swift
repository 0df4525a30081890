package import Office

extension ObjectKind: StoredWord {}
extension StageKind: StoredWord {}
extension StageState: StoredWord {}
extension Role: StoredWord {}

package enum RegionLevel: String, StoredWord, CaseIterable { case province, city, county, township }

package enum UnitKind: String, StoredWord, CaseIterable { case bureau, department, unit }

package enum UnitChangeKind: String, StoredWord, CaseIterable { case open, rename, move, merge, split, close }

package enum BudgetEntryKind: String, StoredWord, CaseIterable { case initial, adjustment, received, executed }

/// Whose word a revision is; none replaces another.
package enum Layer: String, StoredWord, CaseIterable {
    /// The unit's.
    case stated
    /// The engine's.
    case computed
    /// A reviewer's.
    case determined
}
