package import BudgetModel

extension Catalogue {
    /// Code of a contradiction that no rule of the catalogue speaks of.
    package static let unclaimedCode = "F00"

    /// Contradictions of a report that no rule told of, so that none the grammar found is lost.
    ///
    /// A contradiction counts as told of when a finding, preview or question has its place and its kind.
    package static func unclaimed(_ facts: AuditFacts, beside result: CheckResult) -> [Finding] {
        struct Place: Hashable {
            var kind: String
            var range: Range<Int>
        }
        let told = Set((result.findings + result.previews + result.questions).compactMap(\.passage).map { Place(kind: $0.kind, range: $0.range) })
        return facts.contradictions { _ in true }.compactMap { hit in
            guard let passage = hit.passage, !told.contains(Place(kind: passage.kind, range: passage.range)) else { return nil }
            return Finding(
                code: unclaimedCode, severity: hit.severity ?? .warning, at: nil, message: hit.message, expected: hit.expected, found: hit.found,
                difference: hit.difference, basis: Citation.practice.wording, passage: passage)
        }
    }
}
