package import BudgetModel
package import JSONText
import Quantities

/// One form as the JSON object of docs/formats/evaluation.schema.json.
package struct EvaluationJSON {
    package var evaluation: Evaluation
    package var scoreSheet: ScoreSheet
    package var check: CheckResult
    /// What the user decided about rules.
    package var profile: RuleProfile?
    package var engine: String
    package var language: Language

    package init(
        evaluation: Evaluation, scoreSheet: ScoreSheet, check: CheckResult, profile: RuleProfile? = nil, engine: String, language: Language
    ) {
        self.evaluation = evaluation
        self.scoreSheet = scoreSheet
        self.check = check
        self.profile = profile
        self.engine = engine
        self.language = language
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            head(&json)
            json.field("programmeCode", evaluation.programmeCode?.value)
            json.field("department", evaluation.department?.value)
            json.field("implementingUnit", evaluation.implementingUnit?.value)
            json.field("year", evaluation.year?.value)
            json.field("amountUnit", evaluation.amountUnit.name)
            funds(&json)
            execution(&json)
            json.key("goals")
            json.array(evaluation.goals) { json, goal in
                json.object { json in
                    json.field("expected", goal.expected?.value)
                    json.field("achieved", goal.achieved?.value)
                    if goal.period != .year { json.field("period", goal.period.rawValue) }
                    if let weight = goal.weight { json.field("weight", weight.value.description) }
                    cells(&json, [("expected", goal.expected?.cell), ("achieved", goal.achieved?.cell)])
                }
            }
            json.key("indicators")
            json.array(evaluation.indicators.indices) { json, index in
                indicator(&json, index, evaluation.indicators[index], index < scoreSheet.lines.count ? scoreSheet.lines[index] : ScoreLine())
            }
            if let light = check.light {
                json.key("goalLight")
                self.light(&json, light.light, light.advice, light.codes)
            }
            json.key("blocks")
            json.array(evaluation.blocks) { json, block in
                json.object { json in
                    json.field("level1", block.level1)
                    json.field("level2", block.level2)
                    json.field("weight", block.weight.value.description)
                    json.key("at")
                    place(&json, block.weight.cell)
                }
            }
            totals(&json)
            texts(&json)
            said(&json)
            json.key("unread")
            json.array(evaluation.unread) { json, cell in
                json.object { json in
                    json.field("sheet", cell.cell.sheet)
                    json.field("ref", cell.cell.a1)
                    json.field("text", cell.text)
                }
            }
            json.key("notes")
            json.array(evaluation.notes) { json, note in json.string(note(language)) }
        }
    }

    // MARK: Parts

    /// What every object about a form begins with.
    func head(_ json: inout JSONWriter) {
        json.field("schemaVersion", 1)
        json.field("engine", engine)
        json.key("source")
        json.object { json in
            json.field("file", evaluation.file)
            json.field("sheet", evaluation.sheet)
            json.field("form", evaluation.kind.rawValue)
        }
        json.key("framework")
        json.object { json in
            json.field("id", scoreSheet.frameworkID)
            json.field("digest", scoreSheet.frameworkDigest)
            json.field("chosenBecause", scoreSheet.chosenBecause(language))
        }
        json.field("programme", evaluation.programme?.value)
    }

    func place(_ json: inout JSONWriter, _ cell: CellRef?) {
        guard let cell else { return json.null() }
        json.object { json in
            json.field("sheet", cell.sheet)
            json.field("ref", cell.a1)
        }
    }

    private func cells(_ json: inout JSONWriter, _ list: [(StaticString, CellRef?)]) {
        json.key("cells")
        json.object { json in
            for (name, cell) in list where cell != nil {
                json.key(name)
                place(&json, cell)
            }
        }
    }

    func trace(_ json: inout JSONWriter, _ steps: [TraceStep]) {
        json.key("trace")
        json.array(steps) { json, step in json.string(step.line(language)) }
    }

    private func funds(_ json: inout JSONWriter) {
        json.key("funds")
        json.array(evaluation.funds) { json, line in
            json.object { json in
                json.field("source", line.source?.rawValue)
                json.field("label", line.label.value)
                json.field("period", line.period.rawValue)
                json.field("initial", line.initial?.money.yuan)
                json.field("adjusted", line.adjusted?.money.yuan)
                json.field("received", line.received?.money.yuan)
                json.field("executed", line.executed?.money.yuan)
                if let forecast = line.forecast { json.field("forecast", forecast.money.yuan) }
                if let rate = line.statedRate { json.field("statedRate", rate.value) }
                if let reason = line.reason { json.field("reason", reason.value) }
                cells(
                    &json,
                    [
                        ("label", line.label.cell), ("initial", line.initial?.cell), ("adjusted", line.adjusted?.cell), ("received", line.received?.cell),
                        ("executed", line.executed?.cell), ("forecast", line.forecast?.cell), ("rate", line.statedRate?.cell),
                    ])
            }
        }
    }

    private func execution(_ json: inout JSONWriter) {
        json.key("execution")
        guard let row = evaluation.execution else { return json.null() }
        let line = scoreSheet.execution
        json.object { json in
            json.field("ratePercent", scoreSheet.ratePercent?.description)
            json.field("statedRate", row.statedRate?.value)
            json.field("weight", row.weight?.value.description)
            json.field("statedScore", row.statedScore?.value.description)
            json.field("score", line?.score?.description)
            cells(
                &json,
                [
                    ("rate", row.statedRate?.cell ?? row.rateCell), ("weight", row.weight?.cell), ("score", row.statedScore?.cell ?? row.scoreCell),
                    ("reason", row.reason?.cell),
                ])
            trace(&json, line?.trace ?? [])
        }
    }

    private func text(_ value: IndicatorValue?) -> String? {
        guard let value else { return nil }
        switch value.content {
        case .number(let number): return number.description
        case .range(let low, let high): return low.description + "-" + high.description
        case .date(let date):
            // A full day alone is ISO; 2023年12月底前 keeps its words.
            guard let year = date.year, let day = date.day, value.raw.allSatisfy({ $0.isNumber || "年月日-/.".contains($0) }),
                let whole = try? CalendarDay(year: year, month: date.month, day: day)
            else { return value.raw }
            return whole.iso
        case .text: return value.raw
        }
    }

    private func indicator(_ json: inout JSONWriter, _ index: Int, _ indicator: Indicator, _ line: ScoreLine) {
        json.object { json in
            json.field("level1", indicator.level1)
            json.field("level2", indicator.level2)
            json.field("name", indicator.name.value)
            if indicator.period != .year { json.field("period", indicator.period.rawValue) }
            if let goal = indicator.goalIndex { json.field("goal", goal + 1) }
            json.field("comparator", indicator.comparator?.rawValue)
            json.field("comparatorUsed", line.comparatorUsed?.rawValue)
            json.field("target", text(indicator.effectiveTarget))
            if indicator.adjustedTarget != nil { json.field("initialTarget", text(indicator.target)) }
            json.field("unit", indicator.effectiveTarget?.unit)
            json.field("actual", text(indicator.actual))
            json.field("actualUnit", indicator.actual?.unit)
            json.field("weight", indicator.weight?.value.description)
            json.field("statedScore", indicator.statedScore?.value.description)
            json.field("score", line.score?.description)
            json.field("completionPercent", line.completionPercent?.description)
            json.field("tier", line.tier?.rawValue)
            if let light = check.light?.indicators.first(where: { $0.index == index }) {
                json.key("light")
                self.light(&json, light.light, light.advice, light.codes)
            }
            json.field("reason", indicator.reason?.value)
            if let remark = indicator.remark { json.field("remark", remark.value) }
            if let explanation = indicator.explanation { json.field("explanation", explanation.value) }
            if let basis = indicator.targetBasis { json.field("targetBasis", basis.value) }
            if let rule = indicator.scoringRule { json.field("scoringRule", rule.value) }
            if !indicator.others.isEmpty {
                json.key("others")
                texts(&json, indicator.others)
            }
            json.field("forecast", text(indicator.forecast))
            json.field("likelihood", indicator.likelihood?.value.rawValue)
            json.key("causes")
            json.array(indicator.causes) { json, cause in json.string(cause.rawValue) }
            if let notApplicable = indicator.notApplicable {
                json.key("notApplicable")
                json.object { json in
                    json.field("ground", notApplicable.ground?.rawValue)
                    json.field("text", notApplicable.text)
                }
            }
            let empty = indicator.emptyCells
            cells(
                &json,
                [
                    ("name", indicator.name.cell), ("target", indicator.effectiveTarget?.cell ?? empty[.target]), ("actual", indicator.actual?.cell ?? empty[.actual]),
                    ("weight", indicator.weight?.cell ?? empty[.weight]), ("score", indicator.statedScore?.cell ?? empty[.score]),
                    ("reason", indicator.reason?.cell ?? empty[.reason]), ("forecast", indicator.forecast?.cell), ("likelihood", indicator.likelihood?.cell),
                ])
            trace(&json, line.trace)
        }
    }

    func totals(_ json: inout JSONWriter) {
        json.field("statedWeightTotal", evaluation.statedWeightTotal?.value.description)
        json.field("statedTotal", evaluation.statedTotal?.value.description)
        json.field("total", scoreSheet.total?.description)
        json.key("totalRange")
        if let range = scoreSheet.totalRange {
            json.object { json in
                json.field("min", range.lowerBound.description)
                json.field("max", range.upperBound.description)
            }
        } else {
            json.null()
        }
        if let before = scoreSheet.totalBeforeScaling { json.field("totalBeforeScaling", before.description) }
        json.key("adjustments")
        json.array(scoreSheet.adjustments) { json, adjustment in
            json.object { json in
                json.field("id", adjustment.id)
                json.field("points", adjustment.points.description)
                trace(&json, adjustment.trace)
            }
        }
        json.field("statedGrade", evaluation.statedGrade?.value)
        json.field("grade", scoreSheet.grade?.name)
        json.key("totalTrace")
        json.array(scoreSheet.totalTrace) { json, step in json.string(step.line(language)) }
        cells(&json, [("total", evaluation.statedTotal?.cell ?? evaluation.totalCell), ("weightTotal", evaluation.statedWeightTotal?.cell), ("grade", evaluation.statedGrade?.cell)])
    }

    private func texts(_ json: inout JSONWriter, _ texts: [FormText]) {
        json.array(texts) { json, text in
            json.object { json in
                json.field("label", text.label)
                json.field("text", text.text.value)
                json.key("at")
                place(&json, text.text.cell)
            }
        }
    }

    private func texts(_ json: inout JSONWriter) {
        json.key("texts")
        texts(&json, evaluation.texts)
    }
}
