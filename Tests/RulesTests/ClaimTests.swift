import BudgetModel
import Foundation
import Narrative
import Rules
import Testing

/// No contradiction that the grammar finds is lost, and none is told twice.
@Suite struct `The contradictions of a report` {
    /// Kinds of hits without a computation; no relation has them.
    private static let notComputed: Set<RelationKind> = [.outline, .privacy, .other]

    /// One of each; a new dimension does not compile here until it stands in the list.
    private static let dimensions: [Narrative.Dimension] = {
        let all: [Narrative.Dimension] = [.money, .unitPrice, .percent, .percentagePoint, .points, .count("人"), .none]
        for dimension in all {
            switch dimension {
            case .money, .unitPrice, .percent, .percentagePoint, .points, .count, .none: continue
            }
        }
        return all
    }()

    @Test(arguments: RelationKind.allCases.filter { !notComputed.contains($0) })
    func `belong to exactly one rule each, whatever their kind and shape`(_ kind: RelationKind) {
        for dimension in Self.dimensions {
            for figures in [[], [0], [0, 1, 2]] {
                for verdict in [Relation.Verdict.rounded, .fails(.hint), .fails(.warning), .fails(.error)] {
                    let relation = Relation(
                        kind, verdict, at: 0..<1, figures: figures, stated: "1", computed: "2", computation: "1 + 1 = 2", dimension: dimension, Wording(zh: "", en: ""))
                    let owners = Catalogue.all.filter { $0.status != .retired && ($0.claims?(relation) ?? false) }.map(\.code)
                    #expect(owners.count == 1, "\(kind) \(dimension) \(figures): \(owners)")
                }
            }
        }
    }

    @Test func `are of computed kinds only`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "Sources/Narrative")
        let kinds = Self.notComputed.map { "." + $0.rawValue }
        var built = 0
        for case let file as URL in try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)) where file.pathExtension == "swift" {
            for call in try String(contentsOf: file, encoding: .utf8).split(separator: "Relation(").dropFirst() {
                let first = call.drop { $0.isWhitespace }.prefix { $0.isLetter || $0 == "." || $0 == "`" }
                built += first.hasPrefix(".") ? 1 : 0
                #expect(!kinds.contains(String(first)), "\(file.lastPathComponent): \(first)")
            }
        }
        #expect(built > 20)
    }
}
