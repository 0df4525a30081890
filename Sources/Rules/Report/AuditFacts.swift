package import BudgetModel
package import Narrative
import Quantities

/// What rules look at in a report: its text taken apart, and the forms it was held against.
package struct AuditFacts: Sendable {
    package let reading: ReportReading
    /// The forms handed in with the report (`--form`); empty when none was.
    package let forms: [Facts]
    /// Whether the forms stand in the report itself, so that its text holds their cells too.
    package let formsAreOwn: Bool
    /// Its outline, extent and signature; worked out once because ten rules share it.
    package let shape: ReportShape
    /// How it is printed; nil where the file does not say.
    package let layout: ReportLayout?
    /// The few relations that do not hold, for the rules that each pick theirs.
    private let doubtful: [Relation]

    package init(reading: ReportReading, forms: [Facts] = [], formsAreOwn: Bool = false, layout: ReportLayout? = nil) {
        self.reading = reading
        self.forms = forms
        self.formsAreOwn = formsAreOwn
        shape = ReportShape(reading.text)
        doubtful = reading.contradictions
        self.layout = layout
    }

    /// A hit for each contradiction that `isMine` picks, with its passage and computation.
    func contradictions(_ isMine: (Relation) -> Bool) -> [Hit] {
        doubtful.compactMap { relation in
            guard let severity = relation.severity, isMine(relation) else { return nil }
            var hit = Hit(
                at: nil, relation.told, severity: severity, expected: relation.computed.isEmpty ? nil : relation.computed, found: relation.stated, difference: relation.difference)
            hit.passage = reading.passage(relation)
            return hit
        }
    }

    /// A hit on a stretch of text that no computation stands behind.
    func hit(_ range: Range<Int>, kind: RelationKind, _ message: Wording, severity: Severity? = nil) -> Hit {
        var hit = Hit(at: nil, message, severity: severity)
        hit.passage = Passage(kind: kind.rawValue, range: range, quote: reading.text.quote(range))
        return hit
    }
}

extension ReportReading {
    /// The passage of a relation as findings carry it.
    package func passage(_ relation: Relation) -> Passage {
        Passage(
            kind: relation.kind.rawValue, range: relation.place, quote: text.quote(relation.place), figures: relation.figures.map { figures[$0].number.description },
            stated: relation.stated, computed: relation.computed.isEmpty ? nil : relation.computed, computation: relation.computation.isEmpty || relation.isOfOnePart ? nil : relation.computation)
    }
}

extension Relation {
    /// Whether its computation is a number alone: 200 = 200.
    fileprivate var isOfOnePart: Bool {
        let sides = computation.split(separator: " = ", omittingEmptySubsequences: false)
        return sides.count == 2 && sides[0] == sides[1]
    }

    /// The message; a single part is named and not added up.
    fileprivate var told: Wording {
        guard isOfOnePart, let number = computation.split(separator: " = ").first else { return message }
        return Wording(zh: message.zh.replacing(computation, with: number), en: message.en.replacing(computation, with: number))
    }
}
