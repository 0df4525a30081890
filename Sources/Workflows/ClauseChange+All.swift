import Batch
import BudgetModel
import Frameworks

extension ClauseChange {
    /// The values of two frameworks that make scores or grades differ, in the order of a framework file.
    static func all(_ before: [FrameworkValue], _ after: [FrameworkValue], _ effect: Effect, _ differing: [RuleKey]) -> [ClauseChange] {
        let old = Dictionary(before.map { ($0.path, $0) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.path, $0) }) { first, _ in first }
        var changes: [ClauseChange] = []
        for path in before.map(\.path) + after.map(\.path).filter({ old[$0] == nil }) {
            guard let key = key(path), differing.contains(key), old[path]?.value != new[path]?.value, let label = old[path]?.label ?? new[path]?.label else { continue }
            changes.append(
                ClauseChange(
                    path: path, label: label, before: old[path]?.shown, after: new[path]?.shown, sourceBefore: old[path]?.reference, sourceAfter: new[path]?.reference, sum: sum(key, path, effect)))
        }
        return changes
    }

    /// What a value does; of caps and deductions each its own.
    private static func sum(_ key: RuleKey, _ path: String, _ effect: Effect) -> EffectSums.ClauseSum {
        (key == .adjustments ? effect.adjustments[String(path.dropFirst("adjustments/".count))] : effect.clauses[key]) ?? EffectSums.ClauseSum()
    }

    private static func key(_ path: String) -> RuleKey? {
        if path.hasPrefix("tree/") || path.hasPrefix("localIndicators/") { return path.hasSuffix("/scale") ? .scales : nil }
        return path.hasPrefix("adjustments/") ? .adjustments : RuleKey(rawValue: path)
    }
}
