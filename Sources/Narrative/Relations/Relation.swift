package import BudgetModel
import Quantities

/// What kind of statement a relation is; raw values are those of the JSON.
package enum RelationKind: String, Hashable, Sendable, CaseIterable {
    case rate, sum, difference, share, growth, product, unit, `repeat`, weights
    case scoreSum = "score-sum"
    /// A score above the points it is of.
    case scoreRange = "score-range"
    case grade
    case overspendAgainstClaim = "overspend-vs-claim"
    case claim, outline, privacy, other
}

/// One statement of the text that can be computed, and what came of it.
package struct Relation: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        case holds
        /// Only the last digit differs.
        case rounded
        /// It contradicts itself, this gravely.
        case fails(Severity)
    }

    package var kind: RelationKind
    package var verdict: Verdict
    /// The part of the text it stands in.
    package var place: Range<Int>
    /// The figures that take part, the stated one first.
    package var figures: [Int]
    /// What the text says: a number, or a word (优).
    package var stated: String
    /// What follows from the other figures.
    package var computed: String
    package var difference: String?
    /// The computation in one line: `51 + 26 = 77`.
    package var computation: String
    package var message: Wording
    /// Whether the contradiction is about money, counts or points: rules differ by it.
    package var dimension: Dimension

    package init(
        _ kind: RelationKind, _ verdict: Verdict, at place: Range<Int>, figures: [Int], stated: String, computed: String, difference: String? = nil,
        computation: String, dimension: Dimension = .none, _ message: @autoclosure () -> Wording
    ) {
        self.kind = kind
        self.verdict = verdict
        self.place = place
        self.figures = figures
        self.stated = stated
        self.computed = computed
        self.difference = difference
        self.computation = computation
        self.dimension = dimension
        // What holds is told nobody, and most relations hold.
        self.message = verdict == .holds ? Wording(zh: "", en: "") : message()
    }

    package var severity: Severity? {
        switch verdict {
        case .holds: nil
        case .rounded: .hint
        case .fails(let severity): severity
        }
    }
}

/// Collects relations, and remembers which figures some relation has explained; all readers write to the same one.
final class RelationCollector {
    let parts: TakenApart
    private(set) var relations: [Relation] = []
    /// Figures that take part in a relation that holds.
    private(set) var explained: Set<Int> = []
    /// Figures already told of in a contradiction.
    private(set) var accused: Set<Int> = []
    /// The sums that each figure takes part in, by their places in `relations`.
    private var sumsOf: [Int: [Int]] = [:]
    /// The rates that hold by the figure they are of.
    private var ratesOf: [Int: [Int]] = [:]
    private struct Statement: Hashable {
        var kind: RelationKind
        var figures: [Int]
    }
    private var statements: Set<Statement> = []

    /// Whether some statements were more than are compared with each other.
    private(set) var hasLeftOut = false

    init(_ parts: TakenApart) { self.parts = parts }

    /// Remembers that a bound left something out, so that the reader is told.
    func leaveOut() { hasLeftOut = true }

    func add(_ relation: Relation) {
        // Points to be won are no parts of a score, wherever their list was read.
        if relation.kind == .sum, case .fails = relation.verdict, let total = relation.figures.first, figures[total].role == .totalScore || figures[total].role == .score, relation.figures.count > 2, relation.figures.dropFirst().allSatisfy({ figures[$0].role == .weight }) { return }
        // Two ways of reading may find one and the same relation.
        guard relation.figures.isEmpty || statements.insert(Statement(kind: relation.kind, figures: relation.figures)).inserted else { return }
        if relation.kind == .rate, relation.verdict == .holds, relation.figures.count > 1 { ratesOf[relation.figures[1], default: []].append(relations.count) }
        if relation.kind == .sum { for figure in relation.figures { sumsOf[figure, default: []].append(relations.count) } }
        if case .fails = relation.verdict { accused.formUnion(relation.figures) } else { explained.formUnion(relation.figures) }
        relations.append(relation)
    }

    private var searches = 0
    /// More walks through the whole text than a report has need of.
    private static let mostSearches = 50

    /// Whether the whole text may be walked through once more for one finding; texts of thousands of findings are not helped by it.
    func maySearch() -> Bool {
        searches += 1
        return searches <= Self.mostSearches
    }

    /// The sums that a figure takes part in, as total or as part, in the order they were read.
    func sums(with figure: Int) -> some Sequence<Relation> { (sumsOf[figure] ?? []).lazy.map { self.relations[$0] } }

    /// The rates that hold and are of a figure.
    func rates(of top: Int) -> some Sequence<Relation> { (ratesOf[top] ?? []).lazy.map { self.relations[$0] } }

    var figures: [Figure] { parts.figures }
}
