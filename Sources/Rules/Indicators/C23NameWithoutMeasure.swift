import BudgetModel
import Quantities

extension Rule {
    /// Hints at names that say a task and not what is measured.
    package static let nameWithoutMeasure = Rule(
        "C23", Wording(zh: "指标名称没有写衡量什么", en: "The name does not say what is measured"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(5, of: 5), stages: [.goal, .selfEvaluation], severity: .hint,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "名称写“安全宣传”，指标值又是文字或没有单位，就不知道数什么。指标值有数又有单位的（安装路灯≥420盏），看得出衡量什么，不提。已由C03、C04、C05、C09提出的不重复。",
            en: "“Safety campaign” with a target in words, or without a unit, does not say what to count. With number and unit (street lamps ≥ 420) it is plain. Rows of C03, C04, C05 and C09 are not told twice."),
        triggering: [
            Example(Wording(zh: "有数无单位", en: "a number without a unit"), at: ["D13"], ExampleForm(.projectGoal).row("安全宣传", ">=", "12", weight: "20").under(.quantity)),
            Example(
                Wording(zh: "名称是一件事，指标值是“是”", en: "a task with the target “yes”"), at: ["D13"],
                ExampleForm().row("设备管理", nil, "是", actual: "是", weight: "20", stated: "20", computed: "20").under(.quality)),
        ],
        nonTriggering: [
            Example(Wording(zh: "有数有单位", en: "number and unit"), ExampleForm(.projectGoal).row("安装路灯", ">=", "420", "盏", weight: "20").under(.quantity)),
            Example(Wording(zh: "名称写明次数", en: "the name says how often"), ExampleForm(.projectGoal).row("安全宣传次数", ">=", "12", weight: "20").under(.quantity)),
            Example(Wording(zh: "指标值是能查证的话", en: "a target that can be verified"), ExampleForm(.projectGoal).row("管护制度", nil, "印发管护办法并落实到村", weight: "20").under(.sustainability)),
        ]
    ) { facts throws(QuantityError) in
        facts.results.compactMap { index in
            let row = facts.reading.rows[index]
            guard !row.name.has(.measure), !row.name.has(.satisfaction), !row.hasMethod, !row.name.scalars.contains(where: { ScannedText.isDigit($0) }) else { return nil }
            let isBareNumber = row.number != nil && row.unit == nil && facts.evaluation.indicators[index].effectiveTarget?.printedUnit == nil
            // “Yes” and “done” of a task; whole sentences can be verified.
            let isBareWord = row.level2 != .quantity && (row.words.map { ["是", "完成", "已完成", "全部完成", "有", "开展", "实施"].contains($0.text(0..<$0.scalars.count)) } ?? false)
            guard isBareNumber || isBareWord else { return nil }
            let name = facts.named(index)
            return Hit(
                at: facts.evaluation.indicators[index].name.cell,
                facts.repair(
                    Wording(zh: "\(name.zh)（\(facts.targetText(index))）没有写衡量什么", en: "\(name.en) (\(facts.targetText(index))) does not say what is measured"),
                    Wording(zh: "在名称中写明量，如“…次数”“…人数”“…完成率”，并写单位", en: "put the measure into the name (…次数, …人数, …完成率) and give the unit"), meanwhile: .explain))
        }
    }
}
