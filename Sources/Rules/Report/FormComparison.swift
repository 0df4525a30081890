import BudgetModel
import Narrative
import Quantities

/// Holds the numbers of a report against those of its forms.
struct FormComparison {
    let reading: ReportReading
    let forms: [Facts]
    private let formsAreOwn: Bool

    init(_ facts: AuditFacts) {
        reading = facts.reading
        forms = facts.forms
        formsAreOwn = facts.formsAreOwn
    }

    func hits() throws(QuantityError) -> [Hit] {
        var hits: [Hit] = []
        if let whole { hits += try amounts(whole) + rate(whole) + score(whole) + grade(whole) + weights(whole) + parts(whole) }
        hits += try IndicatorComparison(reading, forms.map(\.evaluation)).hits()
        return hits
    }

    /// The form of the whole object: the only one, or the only one of a department.
    private var whole: Facts? {
        if forms.count == 1 { return forms[0] }
        let departments = forms.filter { $0.evaluation.kind == .departmentSelfEvaluation || $0.evaluation.kind == .departmentScoringTable }
        return departments.count == 1 ? departments[0] : nil
    }

    private func total(_ form: Facts) -> FundLine? {
        form.evaluation.fund(.total) ?? (form.evaluation.funds.count == 1 ? form.evaluation.funds.first : nil)
    }

    // MARK: The whole object

    private func amounts(_ form: Facts) throws(QuantityError) -> [Hit] {
        guard let line = total(form) else { return [] }
        let facts = reading.facts
        var hits: [Hit] = []
        var seen: Set<Int> = []
        let initial = Wording(zh: "年初预算", en: "initial budget"), annual = Wording(zh: "全年预算", en: "annual budget"), spent = Wording(zh: "执行数", en: "spending")
        for (fact, fields, name) in [
            (facts.initialBudget, [FundField.initial], initial), (facts.adjustedBudget, [.adjusted], annual), (facts.executed, [.executed], spent),
        ] {
            guard let fact, let index = sentenceFigure(fact.figure), seen.insert(index).inserted else { continue }
            let figure = reading.figures[index]
            // 预算200万元 and 可用资金 name neither; any budget of the form will do.
            let isNamed = figure.role == .initialBudget || figure.role == .adjustedBudget || figure.role == .executed
            let wanted = (isNamed ? fields : [.initial, .adjusted, .received]).compactMap { line.amount($0) }
            guard let first = wanted.first, figure.isExact else { continue }
            let values = wanted.map { $0.money.amount(in: .yuan) }
            let isStated = reading.figures.contains { other in isText(other) && other.isMoney && other.role == figure.role && values.contains { FormComparison.agrees(other, $0) } }
            guard !isStated else { continue }
            hits.append(try hit(index, form: values[0].shifted(by: -figure.measure.exponent), unit: figure.measure.printed.text, first.cell, name, severity: .error))
        }
        return hits
    }

    /// Whether a figure is what the report says in its own words: a form within the report is no second source.
    private func isText(_ figure: Narrative.Figure) -> Bool { !formsAreOwn || !figure.marks.contains(.tabular) }

    /// The figure itself, or the first of its role outside tables that speaks of the whole.
    private func sentenceFigure(_ index: Int) -> Int? {
        guard !isText(reading.figures[index]) else { return index }
        let role = reading.figures[index].role
        return reading.figures.firstIndex {
            isText($0) && $0.role == role && $0.measure.dimension == reading.figures[index].measure.dimension && $0.isExact && $0.depth == 0 && $0.year.map { $0 == reading.parts.year } ?? true
                && $0.scope.isDisjoint(with: Scope.funds.union(.part))
        }
    }

    private func rate(_ form: Facts) throws(QuantityError) -> [Hit] {
        guard let fact = reading.facts.executionRate, let index = sentenceFigure(fact.figure), reading.figures[index].isExact else { return [] }
        let printed = form.evaluation.execution?.statedRatePercent
        let values = [printed, form.scoreSheet.ratePercent].compactMap(\.self)
        guard let value = values.first else { return [] }
        for other in reading.figures where other.role == .executionRate && isText(other) {
            if values.contains(where: { FormComparison.agrees(other, $0) }) { return [] }
        }
        if values.contains(where: { FormComparison.agrees(reading.figures[index], $0) }) { return [] }
        let cell = form.evaluation.execution?.statedRate?.cell ?? total(form)?.executed?.cell
        return [try hit(index, form: value, unit: "%", cell, Wording(zh: "预算执行率", en: "execution rate"), severity: .error)]
    }

    private func score(_ form: Facts) throws(QuantityError) -> [Hit] {
        guard let fact = reading.facts.score, let index = sentenceFigure(fact.figure), let stated = form.evaluation.statedTotal else { return [] }
        // 分值10分，自评得分10分 is the score of a row.
        let figure = reading.figures[index]
        guard !reading.figures.contains(where: { $0.sentence == figure.sentence && $0.role == .weight && $0.range.upperBound <= figure.range.lowerBound }) else { return [] }
        for other in reading.figures where other.role == .totalScore && isText(other) { if FormComparison.agrees(other, stated.value) { return [] } }
        guard !FormComparison.agrees(reading.figures[index], stated.value) else { return [] }
        return [try hit(index, form: stated.value, unit: "分", stated.cell, Wording(zh: "总得分", en: "total score"), severity: .error)]
    }

    private func grade(_ form: Facts) -> [Hit] {
        guard let fact = reading.facts.grade, let stated = form.evaluation.statedGrade, let grade = Grade(printed: stated.value), grade != fact.grade else { return [] }
        let name = stated.value.filter { !$0.isWhitespace }
        var hit = Hit(
            at: stated.cell, Wording(zh: "报告写等级为\(fact.name)，表中是\(name)。请核对后统一。", en: "The report gives the grade \(fact.name), the form \(name). Make both the same."),
            severity: .error, expected: name, found: fact.name)
        hit.passage = Passage(kind: RelationKind.other.rawValue, range: fact.place, quote: reading.text.quote(fact.place), stated: fact.name, computed: name)
        return [hit]
    }

    // MARK: Parts

    /// Points of the blocks of indicators.
    private func weights(_ form: Facts) throws(QuantityError) -> [Hit] {
        var hits: [Hit] = []
        for weight in reading.facts.weights {
            guard let (points, cell) = try points(form.evaluation, weight.name), points != weight.points,
                let word = Self.words[weight.name],
                let figure = reading.figures.firstIndex(where: { $0.number == weight.points && reading.text.quote($0.label).contains(word) })
            else { continue }
            hits.append(try hit(figure, form: points, unit: "分", cell, Wording(zh: "\(word)的分值", en: "points of \(weight.name)"), severity: nil))
        }
        return hits
    }

    private static let words = ["execution": "执行", "output": "产出", "benefit": "效益", "satisfaction": "满意", "cost": "成本"]
    /// Names of blocks as the grammar gives them.
    private static let level1: [String: Level1] = ["output": .output, "benefit": .benefit, "satisfaction": .satisfaction, "cost": .cost]

    private func points(_ form: Evaluation, _ name: String) throws(QuantityError) -> (ExactDecimal, CellRef?)? {
        if name == "execution" { return form.execution?.weight.map { ($0.value, $0.cell) } }
        guard let kind = Self.level1[name] else { return nil }
        let rows = form.indicators.indices.filter { form.indicators[$0].level1Kind == kind && form.indicators[$0].period == .year }
        let blocks = form.blocks.filter { $0.level2 == nil && $0.members.contains(where: rows.contains) }
        if blocks.count == 1 { return (blocks[0].weight.value, blocks[0].weight.cell) }
        let weights = rows.compactMap { form.indicators[$0].weight?.value }
        guard let first = rows.first, weights.count == rows.count else { return nil }
        return (try ExactDecimal.sum(weights), form.indicators[first].level1Cell)
    }

    private static let sources: [(Scope, FundSource)] = [
        (.central, .central), (.provincial, .provincial), (.municipal, .municipal), (.county, .county), (.basic, .basic), (.project, .project), (.other, .other),
    ]

    /// Amounts of one fund that has a row of its own.
    private func parts(_ form: Facts) throws(QuantityError) -> [Hit] {
        let fields: [Role: (FundField, Wording)] = [
            .initialBudget: (.initial, Wording(zh: "年初预算", en: "initial budget")), .adjustedBudget: (.adjusted, Wording(zh: "全年预算", en: "annual budget")),
            .executed: (.executed, Wording(zh: "执行数", en: "spending")),
        ]
        var hits: [Hit] = []
        for (index, figure) in reading.figures.enumerated() where figure.isMoney && figure.isExact && isOfYear(figure, form.evaluation) {
            guard let (field, word) = fields[figure.role], let (scope, source) = Self.sources.first(where: { figure.scope.intersection(.funds) == $0.0 }),
                let line = form.evaluation.fund(source), let amount = line.amount(field)
            else { continue }
            let value = amount.money.amount(in: .yuan)
            let isStated = reading.figures.contains { other in
                other.isMoney && other.role == figure.role && other.scope.contains(scope) && FormComparison.agrees(other, value)
            }
            guard !isStated else { continue }
            let label = line.label.value.filter { !$0.isWhitespace }
            hits.append(
                try hit(
                    index, form: value.shifted(by: -figure.measure.exponent), unit: figure.measure.printed.text, amount.cell,
                    Wording(zh: "“\(label)”的\(word.zh)", en: "\(word.en) of “\(label)”"), severity: nil))
        }
        return hits
    }

    private func isOfYear(_ figure: Narrative.Figure, _ form: Evaluation) -> Bool {
        guard let year = figure.year else { return true }
        return year == (form.year?.value ?? reading.parts.year ?? year)
    }

    // MARK: Comparing

    /// Whether a figure is a value, in its base unit, rounded or cut at the figure's last digit.
    static func agrees(_ figure: Narrative.Figure, _ value: ExactDecimal) -> Bool {
        guard let base = try? figure.base(), let gap = try? (base - value).magnitude, let last = try? figure.unitInLastPlace() else { return false }
        return gap.isZero || gap < last
    }

    private func hit(_ index: Int, form value: ExactDecimal, unit: String, _ cell: CellRef?, _ name: Wording, severity: Severity?) throws(QuantityError) -> Hit {
        try Self.hit(reading, index, from: reading.figures[index].label.lowerBound, form: value, unit: unit, cell, name, severity: severity)
    }

    /// A hit with the passage of the text and the cell of the form.
    static func hit(
        _ reading: ReportReading, _ index: Int, from start: Int, form value: ExactDecimal, unit: String, _ cell: CellRef?, _ name: Wording, severity: Severity?
    ) throws(QuantityError) -> Hit {
        let figure = reading.figures[index]
        let stated = figure.number.description, other = value.plain
        var hit = try Hit(
            at: cell,
            Wording(
                zh: "\(name.zh)：报告写\(stated)\(unit)，表中是\(other)\(unit)。请核对后统一。",
                en: "The \(name.en): \(stated)\(unit) in the report, \(other)\(unit) in the form. Make both the same."),
            severity: severity, expected: value, found: figure.number)
        let range = start..<figure.range.upperBound
        hit.passage = Passage(
            kind: RelationKind.other.rawValue, range: range, quote: reading.text.quote(range), figures: [stated, other], stated: stated, computed: other,
            computation: nil)
        return hit
    }
}
