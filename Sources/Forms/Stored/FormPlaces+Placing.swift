package import BudgetModel

extension FormPlaces {
    /// The form with a cell for each value, and for each that such a form should have and has not; as it is where it has cells.
    ///
    /// Of values that not every form asks for, such as stated scores, only those count as missing that another row has:
    /// a form has a column where a row fills it.
    package static func placed(_ form: Evaluation) -> Evaluation {
        guard form.programme?.cell == nil, form.funds.allSatisfy({ $0.label.cell == nil }), form.indicators.allSatisfy({ $0.name.cell == nil }) else { return form }
        let places = FormPlaces(form)
        var form = form
        places.placeHead(&form)
        for index in form.funds.indices { places.place(&form.funds[index], index) }
        places.placeMissingMoney(&form)
        places.placeExecution(&form)
        for index in form.goals.indices {
            form.goals[index].expected?.cell = places.goal(index, "expected")
            form.goals[index].achieved?.cell = places.goal(index, "achieved")
            form.goals[index].weight?.cell = places.goal(index, "weight")
        }
        places.placeMissingGoals(&form)
        places.placeRows(&form)
        for index in form.texts.indices { form.texts[index].text.cell = places.text(index) }
        form.statedWeightTotal?.cell = places.total("statedWeightTotal")
        form.statedTotal?.cell = places.total("statedTotal")
        form.statedGrade?.cell = places.total("statedGrade")
        if form.kind.isScored, form.statedTotal == nil, form.indicators.contains(where: { $0.statedScore != nil }) { form.totalCell = places.total("statedTotal") }
        return form
    }

    private func placeHead(_ form: inout Evaluation) {
        form.title?.cell = head("title")
        form.formNumber?.cell = head("formNumber")
        form.programme?.cell = head("programme")
        form.programmeCode?.cell = head("programmeCode")
        form.department?.cell = head("department")
        form.implementingUnit?.cell = head("implementingUnit")
        form.year?.cell = head("year")
        let isDepartments = [.departmentSelfEvaluation, .departmentScoringTable, .departmentGoal].contains(form.kind)
        guard form.kind != .indicatorList, form.kind != .monitoring || form.programme != nil || form.department != nil else { return }
        if form.programme == nil, !isDepartments, form.kind != .monitoring { form.emptyLabels.append(Sourced("项目名称", head("programme"))) }
        if form.department == nil, form.implementingUnit == nil { form.emptyLabels.append(Sourced(isDepartments ? "部门名称" : "主管部门", head("department"))) }
        if form.year == nil { form.emptyLabels.append(Sourced("年度", head("year"))) }
    }

    private func place(_ line: inout FundLine, _ index: Int) {
        line.label.cell = fund(index, "label")
        line.initial?.cell = fund(index, "initial")
        line.adjusted?.cell = fund(index, "adjusted")
        line.received?.cell = fund(index, "received")
        line.executed?.cell = fund(index, "executed")
        line.forecast?.cell = fund(index, "forecast")
        line.statedRate?.cell = fund(index, "statedRate")
        line.reason?.cell = fund(index, "reason")
    }

    private func placeMissingMoney(_ form: inout Evaluation) {
        guard let index = form.funds.firstIndex(where: { $0.source == .total && $0.period == .year }) else { return }
        let lines = form.funds.filter { $0.period == .year }
        var fields: [FundField] = [.initial, .adjusted, .received, .executed].filter { field in lines.contains { $0.amount(field) != nil } }
        if form.kind.isScored {
            if !fields.contains(.executed), !fields.isEmpty { fields.append(.executed) }
        } else if fields.isEmpty {
            fields = [.initial]
        }
        for field in fields where form.funds[index].amount(field) == nil { form.funds[index].emptyCells[field] = fund(index, field.rawValue) }
    }

    private func placeExecution(_ form: inout Evaluation) {
        guard var row = form.execution else { return }
        if let index = row.indicatorIndex {
            // The row of the rate is the execution's too.
            row.weight?.cell = indicator(index, "weight")
            row.statedScore?.cell = indicator(index, "statedScore")
            row.statedRate?.cell = indicator(index, "actual")
        } else {
            row.weight?.cell = execution("weight")
            row.statedScore?.cell = execution("statedScore")
            row.statedRate?.cell = execution("statedRate")
            row.reason?.cell = execution("reason")
            let asksForScore = row.weight != nil && form.indicators.contains { $0.statedScore != nil }
            if asksForScore, row.statedScore == nil { row.scoreCell = execution("statedScore") }
            if row.statedScore != nil, row.weight == nil { row.weightCell = execution("weight") }
        }
        form.execution = row
    }

    private func placeMissingGoals(_ form: inout Evaluation) {
        guard form.kind.isScored, !form.goals.isEmpty else { return }
        if form.goals.allSatisfy({ $0.achieved == nil }), form.goals.contains(where: { $0.expected != nil }) { form.emptyLabels.append(Sourced("全年实际完成情况", goal(0, "achieved"))) }
        if form.goals.allSatisfy({ $0.expected == nil }), form.goals.contains(where: { $0.achieved != nil }) { form.emptyLabels.append(Sourced("年初设定目标", goal(0, "expected"))) }
    }

    // MARK: Rows

    private func placeRows(_ form: inout Evaluation) {
        if form.indicators.isEmpty { form.emptyLabels.append(Sourced("三级指标", indicator(0, "name"))) }
        let isScored = form.kind.isScored
        let hasScores = form.indicators.contains { $0.statedScore != nil }
        let hasWeights = form.hasWeights || isScored
        // Scoring tables of departments may have a description in the place of targets.
        let isOfProject = ![.departmentSelfEvaluation, .departmentScoringTable].contains(form.kind)
        let hasTargets = isOfProject || form.indicators.contains { $0.effectiveTarget != nil }
        let hasActuals = isScored && (isOfProject || form.indicators.contains { $0.actual != nil })
        let hasSigns = form.indicators.contains { $0.comparator != nil && $0.comparator != $0.target?.comparator }
        // Points of a level over rows that have none of their own are shared, not missing.
        let shared = Set(form.blocks.map(\.members).filter { members in members.allSatisfy { form.indicators[$0].weight == nil } }.joined())
        var (level1, level2) = (0, 0)
        for index in form.indicators.indices {
            // A level stands in the first of the rows under it, as merged cells do.
            if form.indicators[index].level1 != form.indicators[level1].level1 || form.indicators[index].goalIndex != form.indicators[level1].goalIndex { (level1, level2) = (index, index) }
            if form.indicators[index].level2 != form.indicators[level2].level2 { level2 = index }
            form.indicators[index].level1Cell = indicator(level1, "level1")
            form.indicators[index].level2Cell = form.indicators[index].level2.isEmpty ? nil : indicator(level2, "level2")
            place(&form.indicators[index], index)
            var asked: [(IndicatorField, String, Bool)] = []
            if hasTargets { asked.append((.target, "target", form.indicators[index].effectiveTarget == nil)) }
            if hasActuals { asked.append((.actual, "actual", form.indicators[index].actual == nil)) }
            if isScored { asked.append((.reason, "reason", form.indicators[index].reason == nil)) }
            if hasWeights, !shared.contains(index) { asked.append((.weight, "weight", form.indicators[index].weight == nil)) }
            if hasScores, !shared.contains(index) { asked.append((.score, "statedScore", form.indicators[index].statedScore == nil)) }
            if hasSigns { asked.append((.comparator, "comparator", form.indicators[index].comparator == nil)) }
            for (field, key, isMissing) in asked where isMissing { form.indicators[index].emptyCells[field] = indicator(index, key) }
        }
        for index in form.blocks.indices {
            guard let first = form.blocks[index].members.first else { continue }
            form.blocks[index].weight.cell = form.blocks[index].level2 == nil ? form.indicators[first].level1Cell : form.indicators[first].level2Cell
        }
    }

    private func place(_ row: inout Indicator, _ index: Int) {
        row.name.cell = indicator(index, "name")
        row.target?.cell = indicator(index, row.adjustedTarget == nil ? "target" : "initialTarget")
        row.adjustedTarget?.cell = indicator(index, "target")
        row.actual?.cell = indicator(index, "actual")
        row.weight?.cell = indicator(index, "weight")
        row.statedScore?.cell = indicator(index, "statedScore")
        row.reason?.cell = indicator(index, "reason")
        row.remark?.cell = indicator(index, "remark")
        row.forecast?.cell = indicator(index, "forecast")
        row.likelihood?.cell = indicator(index, "likelihood")
        row.explanation?.cell = indicator(index, "explanation")
        row.targetBasis?.cell = indicator(index, "targetBasis")
        row.scoringRule?.cell = indicator(index, "scoringRule")
        for place in row.others.indices { row.others[place].text.cell = indicator(index, "others") }
    }
}
