import BudgetModel
import Quantities

/// Findings of two rules, or of one, that speak of the same contradiction: only the one that names its cause is told.
enum ToldOnce {
    private static let points = Rule.weightsNotHundred.code, total = Rule.totalDiffers.code

    /// Of a form: where its points miss 100 by what the total misses the scores by, the points are the cause.
    static func form(_ findings: [Finding]) -> [Finding] {
        guard let cause = findings.first(where: { $0.code == points && $0.severity == .error }), let gap = gap(cause.expected, cause.found) else { return findings }
        return findings.filter { $0.code != total || self.gap($0.found, $0.expected) != gap }
    }

    /// Of a report: the same, and a total that the same scores deny is told once however often it is stated, where it weighs most.
    static func report(_ findings: [Finding]) -> [Finding] {
        guard findings.contains(where: { $0.code == total }) else { return findings }
        let gaps = findings.filter { $0.code == points && $0.severity == .error }.compactMap { gap($0.found, $0.expected) }
        struct Told: Hashable {
            var stated: String?
            var scores: [String]
        }
        var worst: [Told: Int] = [:]
        func told(_ finding: Finding) -> Told { Told(stated: finding.passage?.stated, scores: (finding.passage?.figures ?? []).sorted()) }
        for (index, finding) in findings.enumerated() where finding.code == total {
            let key = told(finding)
            guard let known = worst[key] else {
                worst[key] = index
                continue
            }
            if finding.severity > findings[known].severity { worst[key] = index }
        }
        return findings.enumerated().filter { index, finding in
            guard finding.code == total else { return true }
            if let gap = gap(finding.found, finding.expected), gaps.contains(gap) { return false }
            return worst[told(finding)] == index
        }.map(\.element)
    }

    /// How much `larger` is above `smaller`; nil for what is no number.
    private static func gap(_ smaller: String?, _ larger: String?) -> ExactDecimal? {
        guard let smaller = smaller.flatMap({ try? ExactDecimal(parsing: $0) }), let larger = larger.flatMap({ try? ExactDecimal(parsing: $0) }), let gap = try? larger - smaller, !gap.isZero else { return nil }
        return gap
    }
}
