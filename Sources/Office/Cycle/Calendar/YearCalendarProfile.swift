package import BudgetModel
package import Quantities

/// The stages that have a window in the year; raw values are those of profiles and of the JSON.
package enum CycleStage: String, Hashable, Sendable, CaseIterable {
    case exAnteAssessment = "ex-ante-assessment"
    case goalDeclaration = "goal-declaration"
    case goalReview = "goal-review"
    case goalApproval = "goal-approval"
    case monitoring
    case secondMonitoring = "second-monitoring"
    case selfEvaluation = "self-evaluation"
    case departmentSelfEvaluation = "department-self-evaluation"
    case reEvaluation = "re-evaluation"
    case publication
    case useOfResults = "use-of-results"

    package var wording: Wording {
        switch self {
        case .exAnteAssessment: Wording(zh: "事前绩效评估", en: "ex-ante assessment")
        case .goalDeclaration: Wording(zh: "绩效目标申报", en: "goal declaration")
        case .goalReview: Wording(zh: "绩效目标审核", en: "goal review")
        case .goalApproval: Wording(zh: "绩效目标批复", en: "goal approval")
        case .monitoring: Wording(zh: "绩效运行监控", en: "monitoring")
        case .secondMonitoring: Wording(zh: "第二次监控和调整", en: "second monitoring and changes")
        case .selfEvaluation: Wording(zh: "项目绩效自评", en: "self-evaluation of projects")
        case .departmentSelfEvaluation: Wording(zh: "部门整体绩效自评", en: "self-evaluation of the department")
        case .reEvaluation: Wording(zh: "部门评价、财政评价和复核", en: "department and finance evaluation, review")
        case .publication: Wording(zh: "随决算公开", en: "publication with the final account")
        case .useOfResults: Wording(zh: "结果应用和整改", en: "use of results and rectification")
        }
    }
}

/// From when to when a stage of a fiscal year is open, both days included.
package struct YearWindow: Hashable, Sendable {
    package var stage: CycleStage
    package var opens: CalendarDay
    package var closes: CalendarDay
    package var reference: Reference

    package func contains(_ day: CalendarDay) -> Bool { (opens...closes).contains(day) }
}

/// A typical year, stage by stage.
///
/// - Source: rules.md section 10.3; but for monitoring and the end of self-evaluation no text gives the days.
package struct YearCalendarProfile: CycleProfile {
    /// A day relative to a fiscal year.
    package struct Point: Hashable, Sendable {
        /// −1 for the year before.
        package var year: Int
        package var month: Int
        /// Nil for the last day of the month.
        package var day: Int?

        /// - Throws: `QuantityError.noSuchDay` outside the years 1 … 9999.
        package func day(in fiscalYear: Int) throws(QuantityError) -> CalendarDay {
            let (year, overflow) = fiscalYear.addingReportingOverflow(year)
            guard !overflow else { throw .overflow }
            return try CalendarDay(year: year, month: month, day: min(day ?? 31, CalendarDay.lastDay(of: month, year: year)))
        }
    }

    package struct Span: Hashable, Sendable {
        package var opens: Point
        package var closes: Point
    }

    package var mark: ProfileMark
    package var title: Wording
    /// Stages without a window are always open.
    package var spans: [CycleStage: Cited<Span>]

    package static let ids = ["year-cn"]

    package static func shippedText(_ id: String) -> [UInt8]? { id == "year-cn" ? PackageResources.year_cn_yaml : nil }

    package static func read(_ text: String, name: String, on day: CalendarDay) throws(ProfileRefused) -> Self {
        try ProfileHead.read(text, name: name, on: day, keys: ["windows"]) { head, fields in
            guard let windows = fields.required("windows")?.fields(CycleStage.allCases.map(\.rawValue)) else { return nil }
            var spans: [CycleStage: Cited<Span>] = [:]
            for stage in CycleStage.allCases { spans[stage] = windows[stage.rawValue]?.cited(span) }
            return Self(mark: head.mark, title: head.title, spans: spans)
        }
    }

    private static func span(_ node: ProfileNode) -> Span? {
        guard let fields = node.fields(["opens", "closes"]) else { return nil }
        let opens = fields.required("opens").flatMap(point), closes = fields.required("closes").flatMap(point)
        guard let opens, let closes else { return nil }
        func order(_ point: Point) -> (Int, Int, Int) { (point.year, point.month, point.day ?? 31) }
        if order(opens) > order(closes) { node.reader.refuse(node.node, zh: "\(node.place) 的 opens 晚于 closes，请改正", en: "\(node.place) opens after it closes; please correct it") }
        return Span(opens: opens, closes: closes)
    }

    private static func point(_ node: ProfileNode) -> Point? {
        guard let fields = node.fields(["year", "month", "day"]) else { return nil }
        let year = fields.required("year")?.whole(-3...3), month = fields.required("month")?.whole(1...12), day = fields["day"]?.whole(1...31)
        guard let year, let month, fields["day"] == nil || day != nil else { return nil }
        // Of a leap year, so that 29 February can be named.
        if let day, day > CalendarDay.lastDay(of: month, year: 2024) {
            fields.refuse("day", zh: "\(node.place) 没有这一天：\(month)月\(day)日", en: "\(node.place) is no day: \(month)-\(day)")
        }
        return Point(year: year, month: month, day: day)
    }

    /// The window of a stage; nil for stages that are always open.
    ///
    /// - Throws: `QuantityError` for years outside 1 … 9999.
    package func window(_ stage: CycleStage, fiscalYear: Int) throws(QuantityError) -> YearWindow? {
        guard let span = spans[stage] else { return nil }
        return YearWindow(stage: stage, opens: try span.value.opens.day(in: fiscalYear), closes: try span.value.closes.day(in: fiscalYear), reference: span.reference)
    }

    /// All windows of a fiscal year, in the order of stages.
    package func windows(fiscalYear: Int) throws(QuantityError) -> [YearWindow] {
        var windows: [YearWindow] = []
        for stage in CycleStage.allCases { if let window = try window(stage, fiscalYear: fiscalYear) { windows.append(window) } }
        return windows
    }
}
