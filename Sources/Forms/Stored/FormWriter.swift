import BudgetModel
import JSONText
import Quantities

/// Writes a form as JSON, compactly and without loss.
struct FormWriter {
    /// Cells on this sheet are written without it.
    let sheet: String

    func form(_ form: Evaluation) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("formVersion", .integer(FormJSON.version))
        object.add("source", source(form))
        object.add("title", form.title)
        object.add("formNumber", form.formNumber)
        object.add("programme", form.programme)
        object.add("programmeCode", form.programmeCode)
        object.add("department", form.department)
        object.add("implementingUnit", form.implementingUnit)
        object.add("year", form.year.map { .integer($0.value) })
        object.place("year", form.year?.cell)
        object.add("amountUnit", form.amountUnit.name)
        object.place("amountUnit", form.amountUnitCell)
        object.add("funds", form.funds.map { fund($0, in: form.amountUnit) })
        object.add("execution", form.execution.map(execution))
        object.add("goals", form.goals.map(goal))
        object.add("indicators", indicators(form))
        object.add("blocks", form.blocks.map { block($0, form.indicators) })
        object.add("statedWeightTotal", form.statedWeightTotal, cell: "weightTotal")
        object.add("statedTotal", form.statedTotal, cell: "total")
        object.placeEmpty("total", form.totalCell, hasValue: form.statedTotal != nil)
        object.add("statedGrade", form.statedGrade, cell: "grade")
        if form.hasWeights != form.indicators.contains(where: { $0.weight != nil }) { object.add("hasWeights", .bool(form.hasWeights)) }
        object.add("texts", form.texts.map(text))
        object.add("emptyLabels", form.emptyLabels.map(emptyLabel))
        object.add("unread", form.unread.map(unread))
        object.add("notes", form.notes.map { .object(["zh": .string($0.zh), "en": .string($0.en)]) })
        return object.json
    }

    private func source(_ form: Evaluation) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        if !form.file.isEmpty { object.add("file", form.file) }
        if !form.sheet.isEmpty { object.add("sheet", form.sheet) }
        object.add("form", form.kind.rawValue)
        object.add("settled", flag: true)
        object.add("listed", flag: form.isListed)
        object.add("area", form.area.map(StoredText.area))
        return object.json
    }

    // MARK: Money

    private func fund(_ line: FundLine, in unit: AmountUnit) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("source", line.source?.rawValue ?? FormShape.none)
        if line.label.value != line.source?.officialLabel { object.add("label", line.label.value) }
        object.place("label", line.label.cell)
        if line.period != .year { object.add("period", line.period.rawValue) }
        var printed = ObjectMaker(sheet: sheet)
        for field in FundField.allCases {
            let amount = line.amount(field)
            object.add(field.rawValue, amount?.money.yuan)
            object.place(field.rawValue, amount?.cell)
            object.placeEmpty(field.rawValue, line.emptyCells[field], hasValue: amount != nil)
            if let amount, !amount.printed.isWritten(like: amount.money.amount(in: unit)) { printed.add(field.rawValue, amount.printed) }
        }
        if !printed.members.isEmpty { object.add("printed", printed.json) }
        object.add("statedRate", line.statedRate, cell: "rate")
        object.add("reason", line.reason)
        return object.json
    }

    private func execution(_ row: ExecutionRow) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("weight", row.weight)
        object.add("statedScore", row.statedScore, cell: "score")
        let derived = row.statedRate.flatMap { FormBuilder.rate($0.value) }
        if row.statedRate != nil || row.statedRatePercent != nil {
            let isSaid = switch (row.statedRatePercent, derived) {
            case (nil, nil): true
            case (let percent?, let derived?): percent.isWritten(like: derived)
            default: false
            }
            object.add("statedRate", row.statedRate.flatMap { isSaid ? .string($0.value) : nil } ?? Self.explicit(row.statedRate?.value, row.statedRatePercent))
        }
        object.place("rate", row.statedRate?.cell)
        object.add("reason", row.reason)
        object.add("indicator", index: row.indicatorIndex)
        object.placeEmpty("weight", row.weightCell, hasValue: row.weight != nil)
        object.placeEmpty("score", row.scoreCell, hasValue: row.statedScore != nil)
        object.placeEmpty("rate", row.rateCell, hasValue: row.statedRate != nil)
        return object.json
    }

    private static func explicit(_ rate: String?, _ percent: ExactDecimal?) -> JSONValue {
        var object = ObjectMaker(sheet: "")
        object.add("text", rate)
        object.add("percent", percent)
        return object.json
    }

    // MARK: Goals, levels, texts

    private func goal(_ goal: Goal) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("expected", goal.expected)
        object.add("achieved", goal.achieved)
        object.add("weight", goal.weight)
        if goal.period != .year { object.add("period", goal.period.rawValue) }
        return object.json
    }

    private func block(_ block: LevelBlock, _ indicators: [Indicator]) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("level1", block.level1)
        object.add("level2", block.level2)
        object.add("goal", index: block.goalIndex)
        object.add("weight", block.weight.value)
        object.add("at", block.weight.cell.map(object.text))
        if block.members != FormBuilder.members(of: block, in: indicators) { object.add("rows", .array(block.members.map { .integer($0 + 1) })) }
        return object.json
    }

    func text(_ text: FormText) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("label", text.label)
        object.add("text", text.text.value)
        object.add("at", text.text.cell.map(object.text))
        return object.json
    }

    private func emptyLabel(_ label: Sourced<String>) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("label", label.value)
        object.add("at", label.cell.map(object.text))
        return object.json
    }

    private func unread(_ cell: UnreadCell) -> JSONValue {
        var object = ObjectMaker(sheet: sheet)
        object.add("at", object.text(cell.cell))
        object.add("text", cell.text)
        if cell.cause != .unplaced { object.add("cause", cell.cause.word) }
        return object.json
    }
}

extension UnreadCell.Cause {
    /// As the JSON names it.
    var word: String {
        switch self {
        case .unplaced: "unplaced"
        case .hidden: "hidden"
        case .formulaWithoutResult: "formula-without-result"
        }
    }

    init(word: String?) {
        switch word {
        case "hidden": self = .hidden
        case "formula-without-result": self = .formulaWithoutResult
        default: self = .unplaced
        }
    }
}
