import BudgetModel
import JSONText
import Quantities

/// Makes a form of JSON that has passed its shape.
struct FormJSONReader {
    private let json: JSONValue
    private let pointer: String
    private let sheet: String
    /// Whether the whole form was read from a document, so that nothing is left to be worked out.
    let isSettled: Bool

    init(_ json: JSONValue, _ pointer: String) {
        self.json = json
        self.pointer = pointer
        let source = StoredObject(json["source"] ?? .object([]), sheet: "")
        sheet = source.text("sheet") ?? ""
        isSettled = source.flag("settled") ?? false
    }

    func object(_ json: JSONValue) -> StoredObject { StoredObject(json, sheet: sheet) }

    func form() throws(JSONShapeError) -> Evaluation {
        let source = object(json["source"] ?? .object([]))
        let entry = object(json)
        var form = Evaluation(file: source.text("file") ?? "", sheet: sheet, kind: source.word("form") ?? .projectSelfEvaluation)
        form.isListed = source.flag("listed") ?? false
        form.area = source.text("area").flatMap(StoredText.area)
        form.title = said(entry.sourced("title"))
        form.formNumber = said(entry.sourced("formNumber"))
        form.programme = said(entry.sourced("programme"))
        form.programmeCode = said(entry.sourced("programmeCode"))
        form.department = said(entry.sourced("department"))
        form.implementingUnit = said(entry.sourced("implementingUnit"))
        form.year = entry.number("year").map { Sourced($0, entry.cell("year")) }
        form.amountUnit = entry.text("amountUnit").flatMap(AmountUnit.init(name:)) ?? .wanYuan
        form.amountUnitCell = entry.cell("amountUnit")
        for (index, value) in entry.elements("funds").enumerated() { form.funds.append(fund(object(value), isFirst: index == 0, form.amountUnit)) }
        form.execution = entry.has("execution") ? entry.json["execution"].map { execution(object($0)) } : nil
        form.goals = entry.elements("goals").map { goal(object($0)) }
        form.indicators = indicators(entry.elements("indicators"), execution: form.execution?.indicatorIndex)
        form.blocks = entry.elements("blocks").map { block(object($0), form.indicators) }
        form.statedWeightTotal = entry.sourcedDecimal("statedWeightTotal", cell: "weightTotal")
        form.statedTotal = entry.sourcedDecimal("statedTotal", cell: "total")
        form.totalCell = entry.emptyCell("total", hasValue: form.statedTotal != nil)
        form.statedGrade = said(entry.sourced("statedGrade", cell: "grade"))
        form.texts = texts(entry, "texts")
        form.emptyLabels = entry.elements("emptyLabels").map { let label = object($0); return Sourced(label.text("label") ?? "", label.place("at")) }
        form.unread = entry.elements("unread").compactMap { unread(object($0)) }
        form.notes = entry.elements("notes").map { let note = object($0); return Wording(zh: note.text("zh") ?? "", en: note.text("en") ?? "") }
        try checkRows(form)
        if !isSettled { form = FormBuilder.settled(form) }
        form.hasWeights = entry.flag("hasWeights") ?? form.indicators.contains { $0.weight != nil }
        return form
    }

    /// A row or goal that is pointed at must be there.
    private func checkRows(_ form: Evaluation) throws(JSONShapeError) {
        func check(_ index: Int?, _ count: Int, _ place: @autoclosure () -> String) throws(JSONShapeError) {
            guard let index, index >= count else { return }
            throw JSONShapeError(pointer: pointer + place(), kind: .expected(["integer from 1 to \(count)"]))
        }
        try check(form.execution?.indicatorIndex, form.indicators.count, "/execution/indicator")
        for (index, indicator) in form.indicators.enumerated() { try check(indicator.goalIndex, form.goals.count, "/indicators/\(index)/goal") }
        for (index, block) in form.blocks.enumerated() {
            try check(block.goalIndex, form.goals.count, "/blocks/\(index)/goal")
            for (place, member) in block.members.enumerated() { try check(member, form.indicators.count, "/blocks/\(index)/rows/\(place)") }
        }
    }

    /// The text as a cell gives it: without spaces at its ends, and nothing for a dash or 无.
    func said(_ text: Sourced<String>?) -> Sourced<String>? {
        guard !isSettled, let text else { return text }
        return text.value.isBlankMark ? nil : Sourced(text.value.trimmedText, text.cell)
    }

    // MARK: Money

    private func fund(_ entry: StoredObject, isFirst: Bool, _ unit: AmountUnit) -> FundLine {
        var source: FundSource? = entry.word("source")
        var period: FundPeriod = .year
        let label = entry.text("label").map { isSettled ? $0 : $0.trimmedText }
        if !entry.has("source") {
            // The label tells, as on paper; one row without either is the whole.
            let meaning = label.flatMap { Label(text: $0, table: .shared).fund }
            source = label == nil && isFirst ? .total : FormBuilder.source(meaning)
            if let label, let meaning { period = label.foldedLabel().hasPrefix("中期") || label.foldedLabel().hasPrefix("中长期") ? .mediumTerm : meaning == .projectTotal ? .project : .year }
        }
        var line = FundLine(source: source, label: Sourced(label ?? source?.officialLabel ?? "", entry.cell("label")), period: entry.word("period") ?? period)
        let printed = entry.json["printed"].map { StoredObject($0, sheet: sheet) }
        for field in FundField.allCases {
            if let money = entry.text(field.rawValue).flatMap(StoredText.yuan) {
                line.put(field, FundAmount(money: money, printed: printed?.decimal(field.rawValue) ?? money.amount(in: unit), cell: entry.cell(field.rawValue)))
            }
            if let cell = entry.emptyCell(field.rawValue, hasValue: line.amount(field) != nil) { line.emptyCells[field] = cell }
        }
        line.statedRate = said(entry.sourced("statedRate", cell: "rate"))
        line.reason = said(entry.sourced("reason"))
        return line
    }

    private func execution(_ entry: StoredObject) -> ExecutionRow {
        var row = ExecutionRow()
        row.weight = entry.sourcedDecimal("weight")
        row.statedScore = entry.sourcedDecimal("statedScore", cell: "score")
        if let rate = entry.json["statedRate"], rate.members != nil {
            let explicit = object(rate)
            row.statedRate = explicit.text("text").map { Sourced($0, entry.cell("rate")) }
            row.statedRatePercent = explicit.decimal("percent")
        } else {
            row.statedRate = said(entry.sourced("statedRate", cell: "rate"))
            row.statedRatePercent = row.statedRate.flatMap { FormBuilder.rate($0.value) }
        }
        row.reason = said(entry.sourced("reason"))
        row.indicatorIndex = entry.index("indicator")
        row.weightCell = entry.emptyCell("weight", hasValue: row.weight != nil)
        row.scoreCell = entry.emptyCell("score", hasValue: row.statedScore != nil)
        row.rateCell = entry.emptyCell("rate", hasValue: row.statedRate != nil)
        return row
    }

    // MARK: Goals, levels, texts

    private func goal(_ entry: StoredObject) -> Goal {
        Goal(expected: said(entry.sourced("expected")), achieved: said(entry.sourced("achieved")), weight: entry.sourcedDecimal("weight"), period: entry.word("period") ?? .year)
    }

    private func block(_ entry: StoredObject, _ indicators: [Indicator]) -> LevelBlock {
        var block = LevelBlock(level1: entry.text("level1") ?? "", level2: entry.text("level2"), goalIndex: entry.index("goal"), weight: Sourced(entry.decimal("weight") ?? .zero, entry.place("at")))
        block.members = entry.has("rows") ? entry.elements("rows").compactMap { $0.integer.map { Int($0) - 1 } } : FormBuilder.members(of: block, in: indicators)
        return block
    }

    func texts(_ entry: StoredObject, _ key: String) -> [FormText] {
        entry.elements(key).compactMap { element in
            let text = object(element)
            var said = text.text("text") ?? ""
            // 无 under 存在问题 is an answer.
            if !isSettled { said = said.trimmedText }
            return said.isEmpty && !isSettled ? nil : FormText(label: text.text("label") ?? "", text: Sourced(said, text.place("at")))
        }
    }

    private func unread(_ entry: StoredObject) -> UnreadCell? {
        entry.place("at").map { UnreadCell(cell: $0, text: entry.text("text") ?? "", cause: UnreadCell.Cause(word: entry.text("cause"))) }
    }
}

extension FundLine {
    mutating func put(_ field: FundField, _ amount: FundAmount) {
        switch field {
        case .initial: initial = amount
        case .adjusted: adjusted = amount
        case .received: received = amount
        case .executed: executed = amount
        case .forecast: forecast = amount
        }
    }
}
