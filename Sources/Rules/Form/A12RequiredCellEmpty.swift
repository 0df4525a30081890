import BudgetModel
import Quantities

extension Rule {
    /// Flags required cells that stand empty; a column left empty as a whole is one finding.
    package static let requiredCellEmpty = Rule(
        "A12", Wording(zh: "必填项为空", en: "A required cell is empty"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .monitoring, .selfEvaluation], severity: .error,
        citing: [.annex1, .goalMeasures],
        because: Wording(
            zh: "项目名称、单位、年度、目标、资金、指标、指标值、完成值和得分缺一项，这张表就无法审核、无法评分。应填数字的格子写了别的、公式没有结果的，等于没有填，但会说明写了什么。决策、过程、管理等整块不设指标值的不提；没有执行分值的不要求填执行得分。",
            en: "Without programme, unit, year, goal, money, indicators, target, actual value and score a form can be neither reviewed nor scored. A cell for a number that holds something else, or a formula without a result, counts as not filled in, and the message says what stands there. Whole blocks without targets, such as 决策 and 过程, are left alone, and no execution score is asked for where execution has no points."),
        triggering: [
            Example(
                Wording(zh: "一行完成值未填", en: "one actual value is missing"), at: ["F14"],
                ExampleForm().row("购置图书", ">=", "2000", "册", actual: "2000", weight: "50", stated: "50", computed: "50")
                    .row("读者满意度", ">=", "90", "%", weight: "40", stated: "40")),
            Example(
                Wording(zh: "完成值和得分整列未填，只报一处", en: "actual values and scores empty throughout: one finding"), at: ["F13"],
                ExampleForm().row("购置图书", ">=", "2000", "册", weight: "50").row("读者满意度", ">=", "90", "%", weight: "40")),
            Example(
                Wording(zh: "项目名称未填", en: "no programme name"), at: ["B3"],
                ExampleForm().emptyLabel("项目名称", "B3").row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "执行率未填（提醒）", en: "the execution rate is missing (a warning)"), at: ["H6"],
                ExampleForm().execution(weight: "10", score: "10", computed: "10", rateIsEmpty: true)
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "得分写“满分”", en: "“满分” in place of a score"), at: ["H13"],
                ExampleForm().row("购置图书", ">=", "2000", "册", actual: "2000", weight: "100").unread("H13", "满分")),
            Example(
                Wording(zh: "得分是公式，文件里没有结果", en: "a score formula without a result"), at: ["H13"],
                ExampleForm().row("购置图书", ">=", "2000", "册", actual: "2000", weight: "100").unread("H13", "", cause: .formulaWithoutResult)),
            Example(
                Wording(zh: "有执行分值而全年预算数、执行数未填", en: "execution points over an empty budget and outlay"), at: ["E6", "F6"],
                ExampleForm().fund(.total, initial: "100").execution(weight: "10", score: "10")
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "执行数写“见附件”", en: "“见附件” in place of the amount executed"), at: ["F6"],
                ExampleForm().fund(.total, adjusted: "100").execution(weight: "10", score: "10").unread("F6", "见附件")
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "指标表一行也没有填", en: "a table of indicators without any"), at: ["D13"],
                ExampleForm(.projectGoal).emptyLabel("三级指标", "D13")),
            Example(
                Wording(zh: "三级指标名称整列未填", en: "no indicator has its name"), at: ["D13"],
                ExampleForm(.projectGoal).row("数量指标", ">=", "2000", "册", weight: "50").row("质量指标", ">=", "95", "%", weight: "40").with { evaluation, _ in
                    for index in evaluation.indicators.indices { evaluation.indicators[index].emptyCells[.name] = evaluation.indicators[index].name.cell }
                }),
            Example(
                Wording(zh: "总体目标未填", en: "no goal"), at: ["B11"],
                ExampleForm(.projectGoal).emptyLabel("预期目标", "B11").row("购置图书", ">=", "2000", "册", weight: "90")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "各项都已填写", en: "everything filled in"),
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "决策、过程各行不设指标值", en: "rows of 决策 and 过程 have no targets"),
                ExampleForm().row("决策依据", nil, nil, actual: "依据充分", weight: "10", stated: "10").level(1, "决策")
                    .row("购置图书", ">=", "2000", "册", actual: "2000", weight: "90", stated: "90", computed: "90")),
            Example(
                Wording(zh: "没有执行分值，不要求填执行得分", en: "no execution points, so no execution score is asked for"),
                ExampleForm().fund(.total, adjusted: "100", executed: "100").row("购置图书", ">=", "2000", "册", actual: "2000", weight: "100", stated: "100", computed: "100")
                    .with { evaluation, _ in
                        evaluation.execution = ExecutionRow()
                        evaluation.execution?.scoreCell = CellRef(sheet: evaluation.sheet, position: CellPosition(row: 5, column: 8))
                    }),
            Example(
                Wording(zh: "目标表不填完成值", en: "a goal form needs no actual values"),
                ExampleForm(.projectGoal).row("购置图书", ">=", "2000", "册", weight: "90")),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        var hits = Rule.emptyLabels(evaluation)
        hits += Rule.emptyMoney(evaluation)
        hits += Rule.emptyNames(evaluation)
        hits += Rule.emptyValues(evaluation, .target)
        guard evaluation.kind.isScored else { return hits }

        let actuals = Rule.emptyRows(evaluation, .actual)
        let scores = Rule.emptyRows(evaluation, .score)
        let count = actuals.isEmpty && scores.isEmpty ? .max : Rule.required(evaluation, .score).count
        if !actuals.isEmpty, actuals.count == count, scores.count == count, let first = actuals.first, Rule.areBlank(evaluation, scores, .score) {
            hits.append(
                Hit(
                    at: evaluation.indicators[first].emptyCells[.actual],
                    Wording(
                        zh: "完成值与得分未填（共\(count)行）。填好后才能计算得分。",
                        en: "Actual values and scores are empty (\(count) rows). Scores can be computed once they are filled in.")))
        } else {
            hits += Rule.emptyValues(evaluation, .actual)
            hits += Rule.emptyValues(evaluation, .score)
        }
        if let execution = facts.separateExecution {
            hits += Rule.emptyExecution(facts, execution, asksForScore: scores.count < count)
        }
        // A grade without a total is A18's.
        if evaluation.statedTotal == nil, let cell = evaluation.totalCell {
            if let unread = evaluation.unread(at: cell) {
                if let hit = Rule.notANumber(Wording(zh: "总分", en: "The total"), unread) { hits.append(hit) }
            } else if evaluation.statedGrade == nil, scores.isEmpty, evaluation.indicators.contains(where: { $0.statedScore != nil }) {
                let sum = try StatedPoints(facts)
                let isKnown = sum.isComplete && !facts.hasUnreadRow
                hits.append(
                    Hit(
                        at: cell,
                        Wording(
                            zh: "总分没有填写" + (isKnown ? "，各项得分相加为\(sum.sum.plain)" : "") + "。请补填。",
                            en: "The total is empty" + (isKnown ? "; the scores add up to \(sum.sum.plain)" : "") + ". Fill it in."),
                        severity: .warning, expected: isKnown ? sum.sum.plain : nil))
            }
        }
        return hits
    }

    // MARK: Cells that hold no number

    /// What stands in a cell for a number in its place; nothing for hidden cells and for numbers that only were not placed.
    private static func notANumber(_ what: Wording, _ cell: UnreadCell, severity: Severity? = nil) -> Hit? {
        switch cell.cause {
        case .hidden: return nil
        case .formulaWithoutResult:
            return Hit(
                at: cell.cell,
                Wording(
                    zh: "\(what.zh)是公式，但文件里没有计算结果。请用表格软件打开、重新计算后保存。",
                    en: "\(what.en) is a formula without a result in the file. Open it in a spreadsheet program, recalculate and save."),
                severity: severity)
        case .unplaced:
            if (try? ExactDecimal(parsing: cell.text)) != nil { return nil }
            return Hit(
                at: cell.cell,
                Wording(zh: "\(what.zh)写作“\(cell.text)”，无法识别为数字。请填写一个数。", en: "\(what.en) reads “\(cell.text)”, which is no number. Give one number."),
                severity: severity, found: cell.text)
        }
    }

    // MARK: Labels and money

    /// How the reader names the empty name cell of an indicator row.
    private static let indicatorLabel = "三级指标"

    private static func emptyLabels(_ evaluation: Evaluation) -> [Hit] {
        var hits: [Hit] = []
        for label in evaluation.emptyLabels {
            if label.value == indicatorLabel {
                hits.append(
                    Hit(
                        at: label.cell,
                        evaluation.indicators.isEmpty
                            ? Wording(
                                zh: "指标未填：指标表中一行也没有填写。请填写三级指标和指标值。",
                                en: "The table of indicators holds not one. Fill in their names and targets.")
                            : Wording(zh: "这一行有数值，却没有填写指标名称。请补填。", en: "This row has values but no name of its indicator. Fill it in.")))
                continue
            }
            // A cell that holds something we could not place is not empty.
            if evaluation.unread(at: label.cell) != nil { continue }
            let isMain = ["名称", "单位", "部门", "目标", "年度", "主管", "完成情况"].contains { label.value.contains($0) }
            hits.append(
                Hit(
                    at: label.cell,
                    Wording(zh: "「\(label.value)」没有填写。请补填。", en: "“\(label.value)” is empty. Fill it in."),
                    severity: isMain ? nil : .warning))
        }
        // The year may stand on a cover, in the file's name or in a line nobody placed, such as （2022年1-9月）.
        if evaluation.year == nil, !evaluation.emptyLabels.contains(where: { $0.value.contains("年度") }), let title = evaluation.title,
            !evaluation.unread.contains(where: { $0.text.contains("年") && $0.text.contains("20") })
        {
            hits.append(
                Hit(
                    at: title.cell, Wording(zh: "表上没有写明年度。请在标题下填写。", en: "The form does not say its year. Fill it in below the title."),
                    severity: .warning))
        }
        return hits
    }

    /// Budget and outlay of the total row; elsewhere only cells that hold no number.
    private static func emptyMoney(_ evaluation: Evaluation) -> [Hit] {
        guard !evaluation.funds.isEmpty else { return [] }
        var hits: [Hit] = []
        let total = evaluation.annualTotal.line
        for line in evaluation.funds where line.period == .year && !evaluation.unread.isEmpty && !line.emptyCells.isEmpty {
            for field in FundField.allCases {
                guard line.amount(field) == nil, let unread = evaluation.unread(at: line.emptyCells[field]) else { continue }
                let label = line.label.value.isEmpty ? "资金" : line.label.value
                let name = Wording(zh: "「\(label)」的\(field.wording.zh)", en: "The \(field.wording.en) of “\(label)”")
                let isNeeded = line.source == .total || field == .adjusted || field == .executed
                if let hit = notANumber(name, unread, severity: isNeeded ? nil : .warning) { hits.append(hit) }
            }
        }
        guard evaluation.kind.isScored else {
            // A declaration gives one amount or another.
            guard let total, FundField.allCases.allSatisfy({ total.amount($0) == nil }), hits.isEmpty,
                let cell = total.emptyCells[.initial] ?? total.emptyCells[.adjusted]
            else { return hits }
            let isInParts = evaluation.funds.contains { line in line.period == .year && FundField.allCases.contains { line.amount($0) != nil } }
            hits.append(
                Hit(
                    at: cell, Wording(zh: "「\(total.label.value)」没有填写金额。请补填。", en: "“\(total.label.value)” has no amount. Fill it in."),
                    severity: isInParts ? .warning : nil))
            return hits
        }
        let claimsPoints = evaluation.execution?.weight?.value.isPositive ?? false || evaluation.execution?.statedScore?.value.isPositive ?? false
        for (field, label) in [(FundField.adjusted, "全年预算数"), (.executed, "全年执行数")] where total?.amount(field) == nil {
            guard let cell = total?.emptyCells[field], evaluation.unread(at: cell) == nil else { continue }
            let isInParts = evaluation.funds.contains { $0.period == .year && $0.amount(field) != nil }
            hits.append(
                Hit(
                    at: cell,
                    Wording(
                        zh: "\(label)没有填写" + (isInParts ? "，分项已填。请补填合计。" : "，执行率无法计算。请补填。"),
                        en: "The \(field.wording.en) is empty" + (isInParts ? " though its parts are not. Fill in the total." : ", so no execution rate can be computed. Fill it in.")),
                    severity: claimsPoints && !isInParts ? nil : .warning))
        }
        return hits
    }

    private static func emptyExecution(_ facts: Facts, _ execution: ExecutionRow, asksForScore: Bool) -> [Hit] {
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        if execution.statedRate == nil, let cell = execution.rateCell {
            let rate = facts.scoreSheet.ratePercent
            if let unread = evaluation.unread(at: cell) {
                if let hit = notANumber(Wording(zh: "执行率", en: "The execution rate"), unread, severity: .warning) { hits.append(hit) }
            } else if rate != nil || execution.weight != nil {
                hits.append(
                    Hit(
                        at: cell,
                        Wording(
                            zh: "执行率未填" + (rate.map { "，应为\($0)%" } ?? "") + "。请补填。",
                            en: "The execution rate is empty" + (rate.map { "; it is \($0) %" } ?? "") + ". Fill it in."),
                        severity: .warning, expected: rate?.plain))
            }
        }
        guard execution.statedScore == nil, let cell = execution.scoreCell else { return hits }
        if let unread = evaluation.unread(at: cell) {
            if let hit = notANumber(Wording(zh: "预算执行得分", en: "The score of budget execution"), unread) { hits.append(hit) }
        } else if asksForScore, execution.weight != nil {
            let score = facts.scoreSheet.execution?.score
            hits.append(
                Hit(
                    at: cell,
                    Wording(
                        zh: "预算执行得分未填" + (score.map { "，按规则为\($0)" } ?? "") + "。请补填。",
                        en: "The score of budget execution is empty" + (score.map { "; by the rule it is \($0)" } ?? "") + ". Fill it in."),
                    expected: score?.plain))
        }
        return hits
    }

    // MARK: Rows

    /// Rows that are known by their level 2 because their own name was not filled in.
    private static func emptyNames(_ evaluation: Evaluation) -> [Hit] {
        let rows = evaluation.indicators.indices.filter { evaluation.indicators[$0].emptyCells[.name] != nil && !evaluation.indicators[$0].isExecutionRate }
        guard let first = rows.first else { return [] }
        if rows.count > 1, rows.count == evaluation.indicators.count {
            return [
                Hit(
                    at: evaluation.indicators[first].emptyCells[.name],
                    Wording(zh: "三级指标名称整列未填（共\(rows.count)行）。请补填。", en: "No indicator has its name (\(rows.count) rows). Fill them in."))
            ]
        }
        return rows.map { index in
            let level = evaluation.indicators[index].name.value
            return Hit(
                at: evaluation.indicators[index].emptyCells[.name],
                Wording(
                    zh: "「\(level)」下的三级指标没有写名称。请补填。",
                    en: "The indicator under “\(level)” has no name. Fill it in."),
                // A level 2 may be all the indicator there is.
                severity: .warning)
        }
    }


    /// The rows that must have a value in `field`.
    private static func required(_ evaluation: Evaluation, _ field: IndicatorField) -> [Int] {
        let blocks = field == .target || field == .actual ? blocksWithout(evaluation, field) : []
        return evaluation.indicators.indices.filter { index in
            let indicator = evaluation.indicators[index]
            return indicator.notApplicable == nil && !indicator.isExecutionRate && !indicator.saysNotApplicable && indicator.name.value.saysSomething
                && !(indicator.level1Kind == nil && blocks.contains(indicator.level1))
        }
    }

    /// Level-1 blocks outside output, benefit, cost and satisfaction that give no row a value, as 决策 and 过程 do by design.
    private static func blocksWithout(_ evaluation: Evaluation, _ field: IndicatorField) -> Set<String> {
        var without: Set<String> = []
        var with: Set<String> = []
        for index in evaluation.indicators.indices {
            let level1 = evaluation.indicators[index].level1
            if isFilled(evaluation, index, field) { with.insert(level1) } else { without.insert(level1) }
        }
        // Where no row of the form has one, the column was not filled in.
        return with.isEmpty ? [] : without.subtracting(with)
    }

    /// The rows whose cell for `field` exists and holds no value.
    private static func emptyRows(_ evaluation: Evaluation, _ field: IndicatorField) -> [Int] {
        var rows: [Int] = []
        var blocks: Set<String>?
        for index in evaluation.indicators.indices where !isFilled(evaluation, index, field) {
            let indicator = evaluation.indicators[index]
            guard indicator.emptyCells[field] != nil || indicator.value(field) != nil, indicator.notApplicable == nil, !indicator.isExecutionRate,
                !indicator.saysNotApplicable, indicator.name.value.saysSomething
            else { continue }
            // A row without points states no score either.
            if field == .score, let weight = indicator.weight, !weight.value.isPositive { continue }
            // A score merged over several rows stands with the first of them.
            if field == .score, let cell = indicator.emptyCells[.score], evaluation.indicators.contains(where: { $0.statedScore?.cell == cell }) { continue }
            if field != .score, indicator.level1Kind == nil {
                let byDesign = blocks ?? blocksWithout(evaluation, field)
                blocks = byDesign
                if byDesign.contains(indicator.level1) { continue }
            }
            rows.append(index)
        }
        return rows
    }

    private static func isFilled(_ evaluation: Evaluation, _ index: Int, _ field: IndicatorField) -> Bool {
        switch field {
        case .target:
            evaluation.indicators[index].target?.isFilled ?? false || evaluation.indicators[index].adjustedTarget?.isFilled ?? false
        case .actual: evaluation.indicators[index].actual?.isFilled ?? false
        case .score: evaluation.indicators[index].statedScore != nil
        case .name, .comparator, .adjustedTarget, .unit, .weight, .reason, .remark, .forecast, .likelihood, .tier: true
        }
    }

    private static func areBlank(_ evaluation: Evaluation, _ rows: [Int], _ field: IndicatorField) -> Bool {
        evaluation.unread.isEmpty || rows.allSatisfy { evaluation.unread(at: evaluation.indicators[$0].emptyCells[field]) == nil }
    }

    /// One finding a row, or one for the column where it is empty throughout.
    private static func emptyValues(_ evaluation: Evaluation, _ field: IndicatorField) -> [Hit] {
        let rows = emptyRows(evaluation, field)
        guard let first = rows.first else { return [] }
        let what: Wording =
            switch field {
            case .target: Wording(zh: "指标值", en: "target")
            case .actual: Wording(zh: "完成值", en: "actual value")
            default: Wording(zh: "得分", en: "score")
            }
        let holdsNothing = areBlank(evaluation, rows, field) && rows.allSatisfy { evaluation.indicators[$0].value(field)?.isErrorValue != true }
        if rows.count > 1, holdsNothing, rows.count == required(evaluation, field).count {
            return [
                Hit(
                    at: evaluation.indicators[first].emptyCells[field],
                    Wording(
                        zh: "\(what.zh)整列未填（共\(rows.count)行）。请补填。",
                        en: "No row has its \(what.en) (\(rows.count) rows). Fill them in."))
            ]
        }
        return rows.compactMap { index in
            let indicator = evaluation.indicators[index]
            let name = Wording(zh: "「\(indicator.name.value)」\(what.zh)", en: "The \(what.en) of “\(indicator.name.value)”")
            if let unread = evaluation.unread(at: indicator.emptyCells[field]) { return notANumber(name, unread) }
            if let value = indicator.value(field), value.isErrorValue {
                return Hit(
                    at: value.cell,
                    Wording(
                        zh: "\(name.zh)显示“\(value.raw)”，公式出错了。请改正公式或填写数字。",
                        en: "\(name.en) shows “\(value.raw)”: its formula failed. Mend the formula or give the value."),
                    found: value.raw)
            }
            return Hit(
                at: indicator.emptyCells[field],
                Wording(
                    zh: "\(name.zh)没有填写。请补填。",
                    en: "“\(indicator.name.value)” has no \(what.en). Fill it in."),
                // Where the row says why, the gap was at least seen.
                severity: field != .target && ScoreClaim.hasReason(indicator) ? .warning : nil)
        }
    }
}

extension Indicator {
    fileprivate func value(_ field: IndicatorField) -> IndicatorValue? {
        switch field {
        case .target: adjustedTarget ?? target
        case .actual: actual
        case .name, .comparator, .adjustedTarget, .unit, .weight, .score, .reason, .remark, .forecast, .likelihood, .tier: nil
        }
    }
}

extension IndicatorValue {
    /// Whether the cell holds more than a dash or 无.
    var saysSomething: Bool {
        if case .text = content { raw.saysSomething } else { true }
    }

    /// Whether a formula shows an error in place of its result.
    var isErrorValue: Bool {
        guard case .text = content, raw.utf8.first == UInt8(ascii: "#") else { return false }
        return ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"].contains(raw)
    }

    fileprivate var isFilled: Bool { saysSomething && !isErrorValue }
}
