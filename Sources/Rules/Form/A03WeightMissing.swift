import BudgetModel
import Quantities

extension Rule {
    /// Flags rows without points, or with points of zero or less, among rows that have points.
    package static let weightMissing = Rule(
        "A03", Wording(zh: "分值为空、为0或为负", en: "Points are empty, zero or negative"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .error,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "列入表内的指标都要占分值，否则不参与评分。单位写明不涉及而把分值改为0的，只作提醒：应保留分值并按不适用说明理由。",
            en: "An indicator on the form carries points, or it does not count. Where the unit writes 不涉及 and sets the points to 0 this is a warning: keep the points and state the ground instead."),
        needs: [.weights],
        triggering: [
            Example(
                Wording(zh: "分值未填", en: "no points filled in"), at: ["G14"],
                ExampleForm().row("修建蓄水池", ">=", "6", "座", actual: "6", weight: "20", stated: "20", computed: "20")
                    .row("受益农户", ">=", "150", "户", actual: "150", weightIsEmpty: true)),
            Example(
                Wording(zh: "不涉及、0分（提醒）", en: "not applicable with 0 points (a warning)"), at: ["G14"],
                ExampleForm().row("修建蓄水池", ">=", "6", "座", actual: "6", weight: "20", stated: "20", computed: "20")
                    .row("水质抽检次数", ">=", "4", "次", actual: "不涉及", weight: "0", stated: "0")),
            Example(
                Wording(zh: "分值写“10分左右”", en: "“10分左右” in place of points"), at: ["G14"],
                ExampleForm().row("修建蓄水池", ">=", "6", "座", actual: "6", weight: "20", stated: "20", computed: "20")
                    .row("受益农户", ">=", "150", "户", actual: "150", weightIsEmpty: true).unread("G14", "10分左右")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "每行都有分值", en: "points in every row"),
                ExampleForm().row("修建蓄水池", ">=", "6", "座", actual: "6", weight: "20", stated: "20", computed: "20")
                    .row("受益农户", ">=", "150", "户", actual: "150", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "全表不设分值", en: "a form without any points"),
                ExampleForm(.projectGoal).row("修建蓄水池", ">=", "6", "座").row("受益农户", ">=", "150", "户")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.evaluation.indicators.indices {
            if let weight = facts.evaluation.indicators[index].weight, weight.value.isPositive { continue }
            let indicator = facts.evaluation.indicators[index]
            guard indicator.period == .year else { continue }
            let name = indicator.name.value
            if let weight = indicator.weight {
                let isNotApplicable = weight.value.isZero && (indicator.notApplicable != nil || indicator.saysNotApplicable)
                let message =
                    isNotApplicable
                    ? Wording(
                        zh: "「\(name)」不涉及而分值为0。请保留原分值，按不适用填写理由，由总分折算。",
                        en: "“\(name)” is marked not applicable with 0 points. Keep its points and state the ground; the total is scaled.")
                    : Wording(
                        zh: "「\(name)」分值为\(weight.value.plain)，应大于0。请填写分值，或删去该行。",
                        en: "“\(name)” has \(weight.value.plain) points; points must be above 0. Fill them in or remove the row.")
                hits.append(
                    Hit(
                        at: weight.cell, message, severity: isNotApplicable ? .warning : nil, expected: "> 0", found: weight.value.plain))
            } else if let unread = facts.evaluation.unread(at: indicator.emptyCells[.weight]) {
                if let message = Rule.unreadWeight(Wording(zh: "「\(name)」的分值", en: "The points of “\(name)”"), unread) {
                    hits.append(Hit(at: unread.cell, message, expected: "> 0", found: unread.said))
                }
            } else if let cell = indicator.emptyCells[.weight], !facts.isLeftOut(index), !Rule.isOfBlock(cell, facts.evaluation) {
                hits.append(
                    Hit(
                        at: cell,
                        Wording(
                            zh: "「\(name)」没有填分值，其他行都有。请填写。",
                            en: "“\(name)” has no points while other rows do. Fill them in.")))
            }
        }
        // The points of execution are asked for only where the indicators leave them.
        if let execution = facts.separateExecution, execution.weight == nil, let cell = execution.weightCell {
            let name = Wording(zh: "预算执行的分值", en: "The points of budget execution")
            if let unread = facts.evaluation.unread(at: cell) {
                if let message = Rule.unreadWeight(name, unread) { hits.append(Hit(at: cell, message, expected: "> 0", found: unread.said)) }
            } else if execution.statedScore != nil {
                hits.append(Hit(at: cell, Wording(zh: "\(name.zh)没有填写，却有得分。请填写分值。", en: "\(name.en) are empty though a score stands there. Fill them in.")))
            }
        }
        return hits
    }

    /// Whether the cell is merged over several rows and holds the points of them all.
    private static func isOfBlock(_ cell: CellRef, _ evaluation: Evaluation) -> Bool {
        evaluation.blocks.contains { $0.weight.cell == cell }
    }

    private static func unreadWeight(_ name: Wording, _ cell: UnreadCell) -> Wording? {
        switch cell.cause {
        case .hidden: nil
        case .formulaWithoutResult:
            Wording(
                zh: "\(name.zh)是公式，但文件里没有计算结果。请用表格软件打开、重新计算后保存。",
                en: "\(name.en) are a formula without a result in the file. Open it in a spreadsheet program, recalculate and save.")
        case .unplaced:
            Wording(zh: "\(name.zh)写作“\(cell.text)”，无法识别为数字。请填写一个数。", en: "\(name.en) read “\(cell.text)”, which is no number. Give one number.")
        }
    }
}

extension Indicator {
    /// Whether the unit writes 不涉及 or the like in place of a result.
    var saysNotApplicable: Bool {
        [actual?.raw, reason?.value, remark?.value].contains { text in
            guard let text else { return false }
            return text.contains("不涉及") || text.contains("不适用")
        }
    }
}
