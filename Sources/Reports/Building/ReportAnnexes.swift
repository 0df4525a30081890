import BudgetModel
import Quantities

/// The annexes of a report: the form, the derivation and, while something differs, both scores side by side.
struct ReportAnnexes {
    let facts: ReportFacts

    init(_ facts: ReportFacts) { self.facts = facts }

    var all: [ReportAnnex] {
        var annexes = [form]
        if let derivation { annexes.append(derivation) }
        if let comparison { annexes.append(comparison) }
        return annexes
    }

    private var form: ReportAnnex {
        let tables = ReportTables(facts)
        var blocks: [ReportBlock] = [.table(tables.basics())]
        if !facts.evaluation.funds.isEmpty { blocks.append(.table(tables.funds(withPoints: true))) }
        if let goals = tables.goals() { blocks.append(.table(goals)) }
        if let indicators = tables.indicators() { blocks.append(.table(indicators)) }
        if let texts = tables.texts() { blocks.append(.table(texts)) }
        return ReportAnnex(kind: .form, title: (facts.yearText ?? "") + facts.outline.object + "绩效自评表", blocks: blocks)
    }

    private var derivation: ReportAnnex? {
        let table = ReportTables(facts).derivation()
        guard !table.rows.isEmpty else { return nil }
        let framework = facts.framework
        let digest = framework.digest.split(separator: ":").last?.prefix(12) ?? ""
        var blocks: [ReportBlock] = [
            .paragraph(ReportParagraph("评分规则方案：\(framework.title.zh)（\(framework.id)，取\(ReportBuilder.dateText(framework.day))有效的数值，校验码\(digest)）。"))
        ]
        let reason = ReportFacts.tidy(facts.sheet.chosenBecause.zh)
        if !reason.isEmpty { blocks.append(.paragraph(ReportParagraph("选用该方案的理由：" + reason))) }
        for note in facts.evaluation.notes { blocks.append(.paragraph(ReportParagraph("读表说明：" + ReportFacts.tidy(note.zh)))) }
        blocks.append(.table(table))
        return ReportAnnex(kind: .derivation, title: "绩效自评得分推导", blocks: blocks)
    }

    private var comparison: ReportAnnex? {
        let isCompared = !facts.standingErrors.isEmpty || (facts.options.scores == .computed && differs)
        // What the unit says of a warning is shown with it, whether scores differ or not; so is what a profile changed.
        let isCommented = facts.findings.contains { $0.comment != nil }
        guard isCompared || isCommented || !facts.switchedOff.isEmpty || facts.findings.contains(where: { $0.usualSeverity != nil }) else { return nil }
        let tables = ReportTables(facts)
        var blocks: [ReportBlock] = isCompared ? [.table(tables.comparison())] : []
        if let findings = tables.findings() { blocks.append(.table(findings)) }
        for entry in facts.switchedOff { blocks.append(.paragraph(ReportParagraph("没有检查的规则 \(entry.code)：" + ReportFacts.tidy(entry.needs.zh)))) }
        guard !blocks.isEmpty else { return nil }
        return ReportAnnex(kind: .comparison, title: isCompared ? "自评得分与复核得分对照表" : isCommented ? "核查发现和单位说明" : "核查发现和规则方案", blocks: blocks)
    }

    /// Whether a computed value stands where the unit stated another, or none.
    private var differs: Bool {
        let evaluation = facts.evaluation
        func differ(_ stated: ExactDecimal?, _ computed: ExactDecimal?) -> Bool { computed != nil && stated != computed }
        return evaluation.indicators.indices.contains { differ(evaluation.indicators[$0].statedScore?.value, facts.line($0)?.score) }
            || differ(evaluation.execution?.statedScore?.value, facts.sheet.execution?.score)
            || differ(evaluation.statedTotal?.value, facts.sheet.total)
    }
}
