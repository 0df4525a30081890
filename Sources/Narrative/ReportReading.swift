package import BudgetModel

/// What a report says in numbers, and where it contradicts itself.
package struct ReportReading: Sendable {
    package let parts: TakenApart
    package let facts: StatedFacts
    package let relations: [Relation]

    package init(_ text: ReportText) {
        parts = TakenApart(text)
        let collector = RelationCollector(parts)
        facts = StatedFacts(parts)
        Equations.read(collector)
        PartsAndTotal.read(collector)
        Rates.read(collector, facts)
        Shares.read(collector, facts)
        NamedShares.read(collector)
        Growth.read(collector)
        Differences.read(collector, facts)
        Adjustments.read(collector)
        PlainDifferences.read(collector)
        Products.read(collector)
        Enumerations.read(collector)
        Sections.read(collector)
        FormRows.read(collector)
        PointTables.read(collector, facts)
        PointLists.read(collector, facts)
        PointChecks.read(collector, facts)
        ScoreFormulas.read(collector, facts)
        ScoreClaims.read(collector, facts)
        Claims.read(collector, facts)
        UnitSlips.read(collector)
        Repeats.read(collector, facts)
        relations = collector.relations
    }

    package var text: ReportText { parts.text }
    package var figures: [Figure] { parts.figures }
    package var contradictions: [Relation] { relations.filter { $0.severity != nil } }
}

extension ReportReading {
    /// What to say of figures beyond the bounds of a paragraph or a text; nil where all were read.
    package var leftOut: Wording? {
        guard parts.figuresLeftOut > 0 else { return nil }
        return Wording(
            zh: "有 \(parts.figuresLeftOut) 个数字未参加核对：一段最多 2000 个，全文最多 60000 个；分段后可再核对。",
            en: "\(parts.figuresLeftOut) figures were not audited: 2,000 in a paragraph and 60,000 in a text are. In shorter paragraphs they can be.")
    }
}
