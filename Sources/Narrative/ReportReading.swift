package import BudgetModel

/// What a report says in numbers, and where it contradicts itself.
package struct ReportReading: Sendable {
    package let parts: TakenApart
    package let facts: StatedFacts
    package let relations: [Relation]
    /// Whether statements of one thing were more than are compared with each other.
    private let hasLeftOut: Bool

    package init(_ text: ReportText) {
        parts = TakenApart(text)
        let collector = RelationCollector(parts)
        facts = StatedFacts(parts)
        Equations.read(collector)
        PartsAndTotal.read(collector)
        RespectiveRates.read(collector)
        Rates.read(collector, facts)
        Shares.read(collector, facts)
        NamedShares.read(collector)
        Growth.read(collector)
        Differences.read(collector, facts)
        Adjustments.read(collector)
        PlainDifferences.read(collector)
        Products.read(collector)
        Enumerations.read(collector)
        Periods.read(collector)
        Sections.read(collector)
        FormRows.read(collector)
        ColumnFormulas.read(collector)
        PointTables.read(collector, facts)
        PointLists.read(collector, facts)
        PointChecks.read(collector, facts)
        ScoreFormulas.read(collector, facts)
        ScoreClaims.read(collector, facts)
        Claims.read(collector, facts)
        UnitSlips.read(collector)
        Equivalents.read(collector)
        Repeats.read(collector, facts)
        relations = collector.relations
        hasLeftOut = collector.hasLeftOut
    }

    package var text: ReportText { parts.text }
    /// Every year that the text names, with its place.
    package var years: some Sequence<(year: Int, place: Range<Int>)> { parts.tokens.lazy.compactMap { token in if case .year(let year) = token.kind { (year, token.range) } else { nil } } }
    package var figures: [Figure] { parts.figures }
    package var contradictions: [Relation] { relations.filter { $0.severity != nil } }
}

extension ReportReading {
    /// What to say of figures beyond the bounds of a paragraph or a text, and of numbers beyond all reach; nil where all were read.
    package var leftOut: Wording? {
        let notes = [beyondBounds, tooLong, tooMany].compactMap(\.self)
        guard !notes.isEmpty else { return nil }
        return Wording(zh: notes.map(\.zh).joined(), en: notes.map(\.en).joined(separator: " "))
    }

    private var tooLong: Wording? {
        guard parts.longNumbers > 0 else { return nil }
        return Wording(
            zh: "有 \(parts.longNumbers) 个数字超过 30 位，未参加核对：请检查是否有数字连在了一起。",
            en: parts.longNumbers == 1 ? "1 number of more than 30 digits was not audited: check whether several run together." : "\(parts.longNumbers) numbers of more than 30 digits were not audited: check whether several run together.")
    }

    private var tooMany: Wording? {
        guard hasLeftOut else { return nil }
        return Wording(zh: "同一事项的数字太多，只互相核对了前面的部分。", en: "Some things are stated so often that only the first statements were compared with each other.")
    }

    private var beyondBounds: Wording? {
        guard parts.figuresLeftOut > 0 else { return nil }
        return Wording(
            zh: "有 \(parts.figuresLeftOut) 个数字未参加核对：一段最多 2000 个，全文最多 60000 个；分段后可再核对。",
            en: "\(parts.figuresLeftOut) figures were not audited: 2,000 in a paragraph and 60,000 in a text are. In shorter paragraphs they can be.")
    }
}
