import BudgetModel

/// What a report says in numbers, and where it contradicts itself.
package struct ReportReading: Sendable {
    package let parts: TakenApart
    package let facts: StatedFacts
    package let relations: [Relation]

    package init(_ text: ReportText) {
        parts = TakenApart(text)
        var collector = RelationCollector(parts)
        facts = StatedFacts(parts)
        Equations.read(&collector)
        PartsAndTotal.read(&collector)
        Rates.read(&collector, facts)
        Shares.read(&collector, facts)
        Growth.read(&collector)
        Differences.read(&collector, facts)
        Products.read(&collector)
        Enumerations.read(&collector)
        Sections.read(&collector)
        FormRows.read(&collector)
        PointLists.read(&collector, facts)
        Claims.read(&collector, facts)
        UnitSlips.read(&collector)
        Repeats.read(&collector)
        relations = collector.relations
    }

    package var text: ReportText { parts.text }
    package var figures: [Figure] { parts.figures }
    package var contradictions: [Relation] { relations.filter { $0.severity != nil } }
}
