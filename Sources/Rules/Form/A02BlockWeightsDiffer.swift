import BudgetModel
import Quantities

extension Rule {
    /// Flags rows whose points do not add up to the points printed for their block.
    package static let blockWeightsDiffer = Rule(
        "A02", Wording(zh: "下级分值之和不等于上级分值", en: "Points of a block differ from the points of its rows"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .error,
        citing: [.evaluationMeasures, .practice],
        because: Wording(
            zh: "三级指标分值之和应等于表上印在一级、二级指标或目标旁的分值，否则权重没有真正落到指标上。",
            en: "The points of the level-3 rows make up the points printed beside their level 1, level 2 or goal; otherwise the weight is not really spread over the rows."),
        needs: [.weights, .everyRowRead],
        triggering: [
            Example(
                Wording(zh: "产出指标（50分）下只有45分", en: "45 points under a block of 50"), at: ["B13"],
                ExampleForm().execution(weight: "10", score: "10", computed: "10")
                    .row("修缮校舍面积", ">=", "800", "平方米", actual: "800", weight: "45", stated: "45", computed: "45")
                    .row("师生满意度", ">=", "90", "%", actual: "95", weight: "45", stated: "45", computed: "45")
                    .block("产出指标", "50", rows: [0])),
            Example(
                Wording(zh: "数量指标15分，下级8加8", en: "a level 2 of 15 points over 8 and 8"), at: ["C13"],
                ExampleForm(.projectGoal).row("培训期数", ">=", "4", "期", weight: "8").row("培训人数", ">=", "200", "人", weight: "8")
                    .row("合格率", ">=", "95", "%", weight: "84").block("产出指标", level2: "数量指标", "15", rows: [0, 1])),
            Example(
                Wording(zh: "层级逐行重复的，只报一处", en: "a level repeated on each of its rows is told once"), at: ["B13"],
                ExampleForm(.projectGoal).row("培训期数", ">=", "4", "期", weight: "20").row("培训人数", ">=", "200", "人", weight: "25")
                    .row("合格率", ">=", "95", "%", weight: "55").block("产出指标", "50", rows: [0]).block("产出指标", "50", rows: [1])),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "层级逐行重复，合计相等", en: "a level repeated on each of its rows that make it up"),
                ExampleForm(.projectGoal).row("培训期数", ">=", "4", "期", weight: "20").row("培训人数", ">=", "200", "人", weight: "30")
                    .row("合格率", ">=", "95", "%", weight: "50").block("产出指标", "50", rows: [0]).block("产出指标", "50", rows: [1])),
            Example(
                Wording(zh: "下级正好等于上级", en: "the rows make up their block"),
                ExampleForm(.projectGoal).row("培训期数", ">=", "4", "期", weight: "7").row("培训人数", ">=", "200", "人", weight: "8")
                    .block("产出指标", level2: "数量指标", "15", rows: [0, 1])),
            Example(
                Wording(zh: "块内有一行未填分值（由A03提示）", en: "a row of the block has no points (A03 speaks)"),
                ExampleForm(.projectGoal).row("培训期数", ">=", "4", "期", weight: "7").row("培训人数", ">=", "200", "人", weightIsEmpty: true)
                    .block("产出指标", "15", rows: [0, 1])),
        ]
    ) { facts throws(QuantityError) in
        let evaluation = facts.evaluation
        var hits: [Hit] = []
        for block in Rule.blocks(of: evaluation) {
            guard let sum = try Rule.weightSum(block.members.map { evaluation.indicators[$0] }),
                let weight = block.weights.first(where: { $0.value != sum })
            else { continue }
            let name = block.name
            hits.append(
                try Hit(
                    at: weight.cell,
                    Wording(
                        zh: "\(name)印为\(weight.value.plain)分，下面各行合计\(sum.plain)分。请调整其中一处，使两者相等。",
                        en: "\(name) is printed with \(weight.value.plain) points, its rows make \(sum.plain). Change one of them so that they agree."),
                    expected: weight.value, found: sum))
        }
        for (index, goal) in evaluation.goals.enumerated() {
            guard let weight = goal.weight else { continue }
            let members = evaluation.indicators.filter { $0.goalIndex == index && $0.period == .year }
            // A goal's points are either shared out to its rows, or a share of rows that make 100.
            guard !members.isEmpty, let sum = try Rule.weightSum(members), sum != weight.value, sum != .hundred else { continue }
            hits.append(
                try Hit(
                    at: weight.cell,
                    Wording(
                        zh: "第\(index + 1)个目标为\(weight.value.plain)分，其指标合计\(sum.plain)分。请调整其中一处，使两者相等。",
                        en: "Goal \(index + 1) has \(weight.value.plain) points, its indicators make \(sum.plain). Change one of them so that they agree."),
                    expected: weight.value, found: sum))
        }
        return hits
    }

    private struct Block {
        var name: String
        /// One for each cell that prints them.
        var weights: [Sourced<ExactDecimal>]
        var members: [Int]
    }

    private struct BlockKey: Hashable {
        var goal: Int?
        var level1: String
        var level2: String?
    }

    /// A level printed again on each of its rows is one block.
    private static func blocks(of evaluation: Evaluation) -> [Block] {
        guard !evaluation.blocks.isEmpty else { return [] }
        var places: [BlockKey: Int] = [:]
        var blocks: [Block] = []
        for block in evaluation.blocks where !block.members.isEmpty {
            let key = BlockKey(goal: block.goalIndex, level1: block.level1, level2: block.level2)
            if let place = places[key] {
                blocks[place].weights.append(block.weight)
                for member in block.members where !blocks[place].members.contains(member) { blocks[place].members.append(member) }
            } else {
                places[key] = blocks.count
                blocks.append(Block(name: block.level2 ?? block.level1, weights: [block.weight], members: block.members))
            }
        }
        return blocks
    }

    /// Nil while a row has no points.
    private static func weightSum(_ indicators: [Indicator]) throws(QuantityError) -> ExactDecimal? {
        var sum = ExactDecimal.zero
        for indicator in indicators {
            guard let weight = indicator.weight else { return nil }
            sum = try sum + weight.value
        }
        return sum
    }
}
