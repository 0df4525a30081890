package import BudgetModel
package import Narrative

extension PrivacyCover {
    /// What a form holds.
    package init(_ evaluation: Evaluation) {
        self.init()
        evaluation.eachWritten { text, _, _ in look(at: text) }
    }

    private func callAsFunction(_ text: Sourced<String>) -> Sourced<String> { Sourced(self(text.value), text.cell) }

    private func callAsFunction(_ text: Sourced<String>?) -> Sourced<String>? { text.map { self($0) } }

    private func callAsFunction(_ text: FormText) -> FormText { FormText(label: self(text.label), text: self(text.text)) }

    private func callAsFunction(_ value: IndicatorValue?) -> IndicatorValue? {
        guard var value else { return nil }
        let raw = self(value.raw)
        guard raw != value.raw else { return value }
        value.raw = raw
        // The number that was read would say the same.
        value.content = .text
        return value
    }

    /// The form with all texts covered; amounts, points and places stay.
    package func callAsFunction(_ evaluation: Evaluation) -> Evaluation {
        var covered = evaluation
        covered.title = self(evaluation.title)
        covered.programme = self(evaluation.programme)
        covered.department = self(evaluation.department)
        covered.implementingUnit = self(evaluation.implementingUnit)
        covered.statedGrade = self(evaluation.statedGrade)
        for index in covered.funds.indices {
            covered.funds[index].label = self(covered.funds[index].label)
            covered.funds[index].reason = self(covered.funds[index].reason)
        }
        covered.execution?.reason = self(evaluation.execution?.reason)
        for index in covered.goals.indices {
            covered.goals[index].expected = self(covered.goals[index].expected)
            covered.goals[index].achieved = self(covered.goals[index].achieved)
        }
        covered.indicators = evaluation.indicators.map { self($0) }
        covered.texts = evaluation.texts.map { self($0) }
        covered.emptyLabels = evaluation.emptyLabels.map { self($0) }
        for index in covered.unread.indices { covered.unread[index].text = self(covered.unread[index].text) }
        covered.notes = evaluation.notes.map { self($0) }
        return covered
    }

    private func callAsFunction(_ indicator: Indicator) -> Indicator {
        var covered = indicator
        covered.level1 = self(indicator.level1)
        covered.level2 = self(indicator.level2)
        covered.name = self(indicator.name)
        covered.target = self(indicator.target)
        covered.adjustedTarget = self(indicator.adjustedTarget)
        covered.actual = self(indicator.actual)
        covered.forecast = self(indicator.forecast)
        covered.reason = self(indicator.reason)
        covered.remark = self(indicator.remark)
        covered.explanation = self(indicator.explanation)
        covered.targetBasis = self(indicator.targetBasis)
        covered.scoringRule = self(indicator.scoringRule)
        covered.notApplicable?.text = self(indicator.notApplicable?.text ?? "")
        covered.others = indicator.others.map { self($0) }
        return covered
    }

    /// The scores with covered derivations; no number of points changes.
    package func callAsFunction(_ sheet: ScoreSheet) -> ScoreSheet {
        var covered = sheet
        func cover(_ steps: inout [TraceStep]) { steps = steps.map { self($0) } }
        if covered.execution != nil { cover(&covered.execution!.trace) }
        for index in covered.lines.indices { cover(&covered.lines[index].trace) }
        for index in covered.adjustments.indices { cover(&covered.adjustments[index].trace) }
        cover(&covered.totalTrace)
        return covered
    }

    /// A step that writes nothing to be covered stays as it is.
    private func callAsFunction(_ step: TraceStep) -> TraceStep {
        let line = Wording(zh: step.line(.zh), en: step.line(.en)), covered = self(line)
        return covered == line ? step : .note(covered)
    }
}
