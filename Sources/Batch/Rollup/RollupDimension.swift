/// By what projects are put together: `region`, `department`, or several at once, `city+level1`.
package struct RollupDimension: Hashable, Sendable {
    package enum Part: String, Hashable, Sendable, CaseIterable {
        /// The first two, the first four, all digits of region_code.
        case province, city, region
        /// The first three digits of unit_code, and all of it.
        case department, unit
        case project, level1, framework
    }
    package var parts: [Part]

    package init(parts: [Part]) { self.parts = parts }

    /// Reads `region` or `city+department`; nil for words nobody knows and for a part that stands twice.
    package init?(_ text: some StringProtocol) {
        let names = text.split(separator: "+", omittingEmptySubsequences: false)
        let parts = names.compactMap { Part(rawValue: String($0)) }
        guard !parts.isEmpty, parts.count == names.count, Set(parts).count == parts.count else { return nil }
        self.parts = parts
    }

    /// All projects in one group.
    package static let whole = RollupDimension(parts: [])
    package static let usual: [RollupDimension] = [.init(parts: [.region]), .init(parts: [.department]), .init(parts: [.level1]), .init(parts: [.framework])]

    package var name: String { parts.isEmpty ? "all" : parts.map(\.rawValue).joined(separator: "+") }
    /// Whether its groups hold the rows of a level 1 of a project instead of the project.
    package var isOfLevel1: Bool { parts.contains(.level1) }
}
