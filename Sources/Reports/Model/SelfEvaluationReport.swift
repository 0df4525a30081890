/// Whose points a report carries.
package enum ScoreSource: String, Hashable, Sendable, CaseIterable {
    /// The unit's own, as the form states them.
    case stated
    /// Those computed by the framework in force.
    case computed
}

/// How a stretch of text wants to be seen.
package enum SpanMark: Hashable, Sendable {
    case plain
    /// Something the form does not say and the author has to write.
    case gap
    /// A value that stands in a cell with error findings, by their codes.
    case error([String])
}

/// A stretch of text with one mark.
package struct Span: Hashable, Sendable, ExpressibleByStringLiteral {
    package var text: String
    package var mark: SpanMark

    package init(_ text: String, _ mark: SpanMark = .plain) {
        self.text = text
        self.mark = mark
    }

    package init(stringLiteral text: String) { self.init(text) }

    /// A place for the author, visibly marked: 【待补充：…】.
    package static func gap(_ what: String) -> Span { Span("【待补充：" + what + "】", .gap) }
}

/// One paragraph.
package struct ReportParagraph: Hashable, Sendable {
    package var spans: [Span]

    package init(_ spans: [Span]) { self.spans = spans }
    package init(_ text: String) { spans = [Span(text)] }

    package var text: String { spans.reduce(into: "") { $0 += $1.text } }
}

/// The three heading levels of an official paper, numbered 一、 then （一） then 1.
package enum HeadingLevel: Int, Hashable, Sendable, CaseIterable, Comparable {
    case section = 1, subsection, item

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A piece of the report in reading order.
package enum ReportBlock: Hashable, Sendable {
    case heading(HeadingLevel, String)
    case paragraph(ReportParagraph)
    case table(ReportTable)
    /// A chart that always comes with the table of its numbers; renderers without charts write the table alone.
    case figure(ReportChart, ReportTable)

    var isTable: Bool {
        switch self {
        case .table, .figure: true
        case .heading, .paragraph: false
        }
    }
}

/// What a subsection is about, so that templates can ask for it by name.
package enum ReportTopic: String, Hashable, Sendable, CaseIterable {
    case overview, funds, goals, organisation, method, goalResults, indicatorAnalysis, conclusion, problems, measures, use, other

    /// The name in template placeholders: `{{节:指标分析}}`.
    package var name: String {
        switch self {
        case .overview: "概况"
        case .funds: "资金情况"
        case .goals: "绩效目标"
        case .organisation: "组织工作"
        case .method: "方法和过程"
        case .goalResults: "目标实现情况"
        case .indicatorAnalysis: "指标分析"
        case .conclusion: "评价结论"
        case .problems: "存在的问题"
        case .measures: "改进措施"
        case .use: "结果应用"
        case .other: "其他"
        }
    }
}

/// The content of one subject and the headings that lead to it.
package struct ReportSection: Hashable, Sendable {
    /// 一、 and （一） headings that stand before the content, outermost first.
    package var headings: [ReportBlock]
    package var topic: ReportTopic
    package var content: [ReportBlock]

    package init(headings: [ReportBlock], topic: ReportTopic, content: [ReportBlock]) {
        self.headings = headings
        self.topic = topic
        self.content = content
    }
}

/// The annexes a report can carry.
package enum AnnexKind: String, Hashable, Sendable, CaseIterable {
    case form, derivation, comparison

    package var name: String {
        switch self {
        case .form: "绩效自评表"
        case .derivation: "得分推导"
        case .comparison: "得分对照"
        }
    }
}

package struct ReportAnnex: Hashable, Sendable {
    package var kind: AnnexKind
    package var title: String
    package var blocks: [ReportBlock]

    package init(kind: AnnexKind, title: String, blocks: [ReportBlock]) {
        self.kind = kind
        self.title = title
        self.blocks = blocks
    }
}

/// Who signs and when; what is unknown is a gap.
package struct ReportSignature: Hashable, Sendable {
    package var unit: Span
    package var date: Span

    package init(unit: Span, date: Span) {
        self.unit = unit
        self.date = date
    }
}

/// The official self-evaluation report (绩效自评报告) as plain values; renderers only set it.
package struct SelfEvaluationReport: Hashable, Sendable {
    /// The lines of the title: the unit, then the rest when both do not fit one line.
    package var titleLines: [Span]
    /// Set while error findings stand that the report does not mend by using computed points.
    package var isDraft: Bool
    /// What a draft says of itself below its title.
    package var draftNote: ReportParagraph?
    package var sections: [ReportSection]
    package var signature: ReportSignature
    package var annexes: [ReportAnnex]
    /// Single values by name, for templates and for the properties of the document.
    package var fields: ReportFields

    package init(
        titleLines: [Span], isDraft: Bool, draftNote: ReportParagraph?, sections: [ReportSection], signature: ReportSignature,
        annexes: [ReportAnnex], fields: ReportFields
    ) {
        self.titleLines = titleLines
        self.isDraft = isDraft
        self.draftNote = draftNote
        self.sections = sections
        self.signature = signature
        self.annexes = annexes
        self.fields = fields
    }

    package var title: String { titleLines.reduce(into: "") { $0 += $1.text } }

    /// Headings and content of all sections in reading order.
    package var body: [ReportBlock] { sections.flatMap { $0.headings + $0.content } }

    package func annex(_ kind: AnnexKind) -> ReportAnnex? { annexes.first { $0.kind == kind } }
}
