import BudgetModel
import Quantities

/// Collects the single values and repeated rows that templates can name.
struct FieldComposer {
    let facts: ReportFacts
    let title: [Span]
    let signature: ReportSignature
    let isDraft: Bool

    init(_ facts: ReportFacts, title: [Span], signature: ReportSignature, isDraft: Bool) {
        self.facts = facts
        self.title = title
        self.signature = signature
        self.isDraft = isDraft
    }

    var fields: ReportFields {
        var fields = ReportFields()
        let evaluation = facts.evaluation
        let total = facts.totalFund
        for field in ReportField.allCases {
            fields.values[field] =
                switch field {
                case .title: Span(title.reduce(into: "") { $0 += $1.text })
                case .department: facts.departmentName ?? .gap(field.name)
                case .programme: facts.programme ?? .gap(field.name)
                case .programmeCode: facts.span(evaluation.programmeCode) ?? .gap(field.name)
                case .implementingUnit: facts.unitName ?? .gap(field.name)
                case .subject: facts.subject
                case .year: evaluation.year.map { facts.span(String($0.value), $0.cell) } ?? .gap(field.name)
                case .initialBudget: facts.span(total?.initial) ?? .gap(field.name)
                case .adjustedBudget: facts.span(total?.adjusted) ?? .gap(field.name)
                case .executedAmount: facts.span(total?.executed) ?? .gap(field.name)
                case .executionRate: facts.rate ?? .gap(field.name)
                case .executionWeight: facts.span(evaluation.execution?.weight) ?? .gap(field.name)
                case .executionScore: facts.executionScore ?? .gap(field.name)
                case .totalWeight: facts.span(evaluation.statedWeightTotal) ?? .gap(field.name)
                case .totalScore: facts.total ?? .gap(field.name)
                case .grade: facts.grade ?? .gap(field.name)
                case .computedTotal: Span(facts.sheet.total?.plain ?? "不能计算")
                case .computedGrade: Span(facts.sheet.grade?.name ?? "不能确定")
                case .indicatorCount: Span(String(evaluation.indicators.count))
                case .unmetCount: Span(String(evaluation.indicators.indices.count { facts.line($0)?.isMet == false }))
                case .expectedGoal: joined(evaluation.goals.compactMap { facts.span($0.expected) }) ?? .gap(field.name)
                case .actualAchievement: joined(evaluation.goals.compactMap { facts.span($0.achieved) }) ?? .gap(field.name)
                case .framework: Span(facts.framework.title.zh)
                case .frameworkDigest: Span(facts.framework.digest)
                case .draft: Span(isDraft ? "草稿" : "")
                case .errorCount: Span(String(facts.standingErrors.count))
                case .warningCount: Span(String(facts.findings.count { $0.severity == .warning }))
                case .signatureUnit: signature.unit
                case .signatureDate: signature.date
                }
        }
        fields.funds = facts.fundLines.enumerated().map { index, line in
            [
                .number: Span(String(index + 1)), .label: facts.span(line.label) ?? "", .initialBudget: facts.span(line.initial) ?? "—",
                .adjustedBudget: facts.span(line.adjusted) ?? "—", .executedAmount: facts.span(line.executed) ?? "—",
                .executionRate: facts.ratePercent(line).map { Span($0.plain + "%") } ?? "—",
            ]
        }
        fields.goals = evaluation.goals.enumerated().map { index, goal in
            [
                .number: Span(String(index + 1)), .expectedGoal: facts.span(goal.expected) ?? .gap("预期目标"),
                .actualAchievement: facts.span(goal.achieved) ?? .gap("实际完成情况"),
            ]
        }
        fields.indicators = evaluation.indicators.enumerated().map { index, indicator in
            let line = facts.line(index)
            return [
                .number: Span(String(index + 1)), .level1: Span(ReportFacts.tidy(indicator.level1)), .level2: Span(ReportFacts.tidy(indicator.level2)),
                .name: facts.span(indicator.name) ?? "", .target: facts.target(indicator) ?? "", .actual: facts.actual(indicator) ?? "",
                .weight: facts.span(indicator.weight) ?? "", .score: facts.score(index) ?? "", .computedScore: Span(line?.score?.plain ?? "—"),
                .completion: Span(line?.completionPercent.map { $0.plain + "%" } ?? "—"), .reason: facts.span(indicator.reason) ?? "",
            ]
        }
        return fields
    }

    /// Several goals one below the other; an error in any of them marks the whole.
    private func joined(_ spans: [Span]) -> Span? {
        guard !spans.isEmpty else { return nil }
        var codes: [String] = []
        for case .error(let found) in spans.map(\.mark) { codes += found }
        return Span(spans.map(\.text).joined(separator: "\n"), codes.isEmpty ? .plain : .error(codes))
    }
}
