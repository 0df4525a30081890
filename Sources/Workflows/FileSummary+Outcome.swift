import BudgetModel
import Quantities
package import Workbooks

extension FileSummary {
    /// What the summary keeps of an outcome.
    package init(_ outcome: FileOutcome) {
        self = outcome.resumed ?? FileSummary(path: outcome.path, problem: outcome.problem, forms: outcome.forms.map(FormSummary.init), wasReturned: outcome.wasReturned)
    }
}

extension FormSummary {
    init(_ form: EvaluatedForm) {
        let evaluation = form.evaluation, sheet = form.scoreSheet
        self.init(evaluation.kind, sheet: evaluation.sheet, framework: sheet.frameworkID)
        programme = evaluation.programme?.value
        department = evaluation.department?.value
        unit = evaluation.implementingUnit?.value
        year = evaluation.year?.value
        ratePercent = sheet.ratePercent?.description
        count(form.check.findings)
        questions = form.check.questions.count
        previews = form.check.previews.count
        guard evaluation.kind.isScored else { return }
        statedTotal = evaluation.statedTotal?.value.description
        computedTotal = sheet.total?.description
        difference = Self.difference(evaluation.statedTotal?.value, sheet.total)
        statedGrade = evaluation.statedGrade?.value
        grade = sheet.grade?.rawValue
        parts = Self.parts(evaluation, sheet)
    }

    /// Execution where it stands apart, then each level 1 in the order of the form; a part with a row that has no points has none itself.
    private static func parts(_ evaluation: Evaluation, _ sheet: ScoreSheet) -> [Part] {
        var parts: [Part] = []
        if let execution = evaluation.execution, execution.indicatorIndex == nil {
            let stated = execution.statedScore?.value, computed = sheet.execution?.score
            parts.append(
                Part(level1: nil, weight: execution.weight?.value.description, stated: stated?.description, computed: computed?.description, difference: difference(stated, computed)))
        }
        var sums: [(level1: String, weight: ExactDecimal?, stated: ExactDecimal?, computed: ExactDecimal?)] = []
        var places: [String: Int] = [:]
        for (index, indicator) in evaluation.indicators.enumerated() where indicator.period == .year {
            let line = index < sheet.lines.count ? sheet.lines[index] : ScoreLine()
            let place = places[indicator.level1] ?? sums.count
            if place == sums.count {
                places[indicator.level1] = place
                sums.append((indicator.level1, .zero, .zero, .zero))
            }
            sums[place].weight = sum(sums[place].weight, indicator.weight?.value)
            sums[place].stated = sum(sums[place].stated, indicator.statedScore?.value)
            // What is left out with a ground adds nothing.
            sums[place].computed = line.isLeftOut ? sums[place].computed : sum(sums[place].computed, line.score)
        }
        return parts
            + sums.map {
                Part(
                    level1: $0.level1, weight: $0.weight?.description, stated: $0.stated?.description, computed: $0.computed?.description,
                    difference: difference($0.stated, $0.computed))
            }
    }

    private static func sum(_ left: ExactDecimal?, _ right: ExactDecimal?) -> ExactDecimal? {
        guard let left, let right else { return nil }
        return try? left + right
    }

    private static func difference(_ stated: ExactDecimal?, _ computed: ExactDecimal?) -> String? {
        guard let stated, let computed else { return nil }
        return (try? stated - computed)?.plain
    }
}
