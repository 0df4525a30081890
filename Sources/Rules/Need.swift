package import BudgetModel
import Quantities

/// Something a rule must know before it can speak.
package struct Need: Sendable {
    package enum State: Sendable {
        case met
        /// The rule is listed as not checked.
        case lacking
        /// The rule has nothing to do on such a form; nothing is listed.
        case beside
    }

    /// What is lacking, as the list of rules not checked prints it.
    package let wording: Wording
    /// Whether it is no part of the form: last year's form, evidence, the record of the process.
    package let isBesideForm: Bool
    package let state: @Sendable (Facts) -> State
    /// The same for reports in running text; what concerns forms alone is met there.
    package let stateOfReport: @Sendable (AuditFacts) -> State

    /// Something that a rule of reports must know.
    package init(_ wording: Wording, ofReport state: @escaping @Sendable (AuditFacts) -> State) {
        self.wording = wording
        isBesideForm = true
        self.state = { _ in .beside }
        stateOfReport = state
    }

    package init(_ wording: Wording, isBesideForm: Bool = false, state: @escaping @Sendable (Facts) -> State) {
        self.wording = wording
        self.isBesideForm = isBesideForm
        self.state = state
        stateOfReport = { _ in .met }
    }

    static let numbersInReach = Wording(zh: "38 位以内的数", en: "numbers of at most 38 digits")
}

extension Need {
    /// The form that belongs to the report.
    package static let formOfReport = Need(Wording(zh: "与报告对应的自评表（--form）", en: "the form that belongs to the report (--form)"), ofReport: { facts in
        facts.forms.isEmpty ? .lacking : .met
    })

    /// Fonts, margins and line spacing.
    package static let layout = Need(Wording(zh: "文件的版式（字体、页边距、行距）", en: "the layout of the file (fonts, margins, spacing)"), ofReport: { facts in
        facts.layout == nil ? .lacking : .met
    })

    /// Points are printed on the form; goal and monitoring forms may do without.
    package static let weights = Need(Wording(zh: "表上印有的分值（权重）", en: "points (weights) printed on the form")) { facts in
        if facts.evaluation.hasWeights, facts.evaluation.indicators.contains(where: { $0.weight != nil }) { return .met }
        return facts.evaluation.kind.isScored && !facts.evaluation.indicators.isEmpty ? .lacking : .beside
    }

    /// Every indicator has its points.
    package static let everyWeight = Need(Wording(zh: "每一行指标的分值（权重）", en: "the points (weight) of every indicator")) { facts in
        // Medium-term rows of a declaration stand beside the year's and carry no points.
        facts.evaluation.indicators.allSatisfy { $0.weight != nil || $0.period != .year } ? .met : .lacking
    }

    /// No row of the indicator table that holds a number went unread.
    package static let everyRowRead = Need(Wording(zh: "指标表中未能读出的行（如隐藏行）", en: "the rows of the indicator table that could not be read, such as hidden ones")) { facts in
        facts.hasUnreadRow ? .lacking : .met
    }

    /// At least one stated score can be computed again.
    package static let computableScores = Need(
        Wording(zh: "能够重新计算得分的目标值、完成值和分值", en: "targets, actual values and points from which scores can be computed")
    ) { facts in
        if facts.claims.isEmpty { return .beside }
        return facts.claims.contains { facts.line(of: $0.subject)?.score != nil } ? .met : .lacking
    }

    /// All stated points, or a total that no missing points could explain.
    package static let addablePoints = Need(Wording(zh: "各行（含预算执行）的得分", en: "the scores of all rows, budget execution included")) { facts in
        guard let total = facts.evaluation.statedTotal?.value else { return .beside }
        guard let points = try? StatedPoints(facts) else { return .met }
        return points.isComplete || !points.range.contains(total) ? .met : .lacking
    }

    /// The stated grade is one of the four.
    package static let gradeOfTheScheme = Need(Wording(zh: "评价方案中的等级（优、良、中、差）", en: "a grade of the scheme (优, 良, 中, 差)")) { facts in
        guard let grade = facts.evaluation.statedGrade, facts.evaluation.statedTotal != nil else { return .beside }
        return Grade(printed: grade.value) == nil ? .lacking : .met
    }

    /// The grade by the computed points.
    package static let computedGrade = Need(
        Wording(zh: "可以全部重算的总分（或两端落在同一等级的区间）", en: "a total that can be computed in full, or a range within one grade")
    ) { facts in
        guard facts.evaluation.statedTotal != nil else { return .beside }
        return facts.scoreSheet.grade == nil ? .lacking : .met
    }
}
