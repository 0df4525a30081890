package import BudgetModel

extension PrivacyCover {
    /// What was found, with covered words.
    package func callAsFunction(_ check: CheckResult) -> CheckResult {
        var covered = check
        covered.findings = check.findings.map { self($0) }
        covered.previews = check.previews.map { self($0) }
        covered.questions = check.questions.map { self($0) }
        if let light = check.light { covered.light = self(light) }
        for index in covered.notChecked.indices { covered.notChecked[index].needs = self(covered.notChecked[index].needs) }
        return covered
    }

    private func callAsFunction(_ finding: Finding) -> Finding {
        var covered = finding
        covered.message = self(finding.message)
        covered.expected = self(finding.expected)
        covered.found = self(finding.found)
        covered.difference = self(finding.difference)
        guard var passage = finding.passage else { return covered }
        passage.quote = self(passage.quote)
        passage.figures = passage.figures.map { self($0) }
        passage.stated = self(passage.stated)
        passage.computed = self(passage.computed)
        passage.computation = self(passage.computation)
        covered.passage = passage
        return covered
    }

    private func callAsFunction(_ light: ObjectLight) -> ObjectLight {
        var covered = light
        covered.advice = light.advice.map { self($0) }
        for index in covered.indicators.indices { covered.indicators[index].advice = covered.indicators[index].advice.map { self($0) } }
        return covered
    }
}
