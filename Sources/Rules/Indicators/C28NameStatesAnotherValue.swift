import BudgetModel
import Quantities

extension Rule {
    /// Flags names that state another value than the target.
    package static let nameStatesAnotherValue = Rule(
        "C28", Wording(zh: "名称里写的数与指标值不一致", en: "The name states another value than the target"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(1, of: 1), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalReview],
        because: Wording(
            zh: "名称写“达标率100%”，指标值写≥98%，两个数只能有一个算数。只看名称末尾或带符号的数，单位与指标值相同才比较；“65岁以上”“5000吨储备”等说明对象的数不提。",
            en: "“Pass rate of 100 %” with the target ≥ 98 %: only one can count. Only numbers at the end of the name, or with a sign, in the unit of the target are compared; numbers that say whom or what (over 65) are left alone."),
        triggering: [
            Example(Wording(zh: "达标率100%，指标值≥98%", en: "100 % in the name, ≥ 98 % as target"), at: ["E13"], ExampleForm(.projectGoal).row("工程质量达标率100%", ">=", "98", "%", weight: "20").under(.quality)),
            Example(
                Wording(zh: "名称（≥90%），指标值95%", en: "≥ 90 % in the name, 95 as target"), at: ["E13"],
                ExampleForm().row("群众满意度（≥90%）", ">=", "95", "%", actual: "96", weight: "20", stated: "20", computed: "20").under(.serviceSatisfaction)),
        ],
        nonTriggering: [
            Example(Wording(zh: "两处一致", en: "both agree"), ExampleForm(.projectGoal).row("群众满意度（≥90%）", ">=", "90", "%", weight: "20").under(.serviceSatisfaction)),
            Example(Wording(zh: "说明对象的数", en: "a number that says whom"), ExampleForm(.projectGoal).row("65岁以上老年人健康管理率", ">=", "62", "%", weight: "20").under(.quantity)),
            Example(Wording(zh: "模板留的空（≥**%）", en: "a blank of the template"), ExampleForm(.projectGoal).row("游客满意度（≥**%）", ">=", "90", "%", weight: "20").under(.serviceSatisfaction)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results {
            let row = facts.reading.rows[index]
            guard !row.moves, let number = row.number, let unit = row.unit, let stated = Rule.statedValue(row.name, unit), stated != number else { continue }
            let name = facts.named(index)
            let text = facts.targetText(index)
            hits.append(
                try Hit(
                    at: facts.targetPlace(index),
                    facts.repair(
                        Wording(zh: "\(name.zh)的名称写\(stated.plain)\(unit)，指标值写\(text)，不一致", en: "\(name.en) says \(stated.plain)\(unit), its target \(text)"),
                        Wording(zh: "只在指标值中写数，名称中的数删去", en: "keep the number in the target only")),
                    expected: stated, found: number))
        }
        return hits
    }

    /// A number with the unit at the end of the name, or behind a sign in it.
    private static func statedValue(_ name: ScannedText, _ unit: String) -> ExactDecimal? {
        let scalars = name.scalars
        let unit = ScannedText.folded(unit)
        var index = 0
        while index < scalars.count {
            guard ScannedText.isDigit(scalars[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < scalars.count, ScannedText.isDigit(scalars[index]) || scalars[index] == 0x2E { index += 1 }
            let end = index + unit.count
            guard end <= scalars.count, scalars[index..<end].elementsEqual(unit) else { continue }
            // ≥ ≤ = > <
            let hasSign = start > 0 && [0x2265, 0x2264, 0x3D, 0x3E, 0x3C].contains(scalars[start - 1])
            let isLast = scalars[end...].allSatisfy { ScannedText.isPunctuation($0) }
            // 3-6 and the like are ranges.
            let isRange = start > 0 && [0x2D, 0x7E, 0x2014, 0x81F3].contains(scalars[start - 1])
            guard hasSign || isLast, !isRange else { continue }
            return try? ExactDecimal(parsing: name.text(start..<index))
        }
        return nil
    }
}
