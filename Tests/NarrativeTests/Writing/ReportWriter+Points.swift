import Quantities

/// Weights, scores, their total and the grade.
extension ReportWriter {
    private static let grades: [(from: Int, name: String)] = [(9_000, "优"), (8_000, "良"), (6_000, "中"), (0, "差")]

    mutating func points() {
        let weights = random.pick([[10, 50, 30, 10], [10, 40, 40, 10], [20, 30, 40, 10]])
        let names = ["预算执行", "产出指标", "效益指标", "满意度指标"]
        let places = ["A", "B", "C", "D"]
        // Points lost, in hundredths; a tenth of each block at most, or a fifth for a good grade.
        let share = random.pick([0, 8, 16])
        var total = 0
        for (place, weight) in zip(places, weights) {
            let score = weight * 100 - (share == 0 ? 0 : weight * random.int(share / 2...share))
            total += score
            draft.set("weight" + place, Slot(steps: weight, unit: "分"))
            draft.set("score" + place, Slot(steps: score, scale: 2, unit: "分"))
        }
        draft.set("total", Slot(steps: total, scale: 2, unit: "分"))
        let grade = Self.grades.first { total >= $0.from }!.name
        draft.set("grade", words: grade)
        let form = random.int(0...2)
        switch form {
        case 0:
            add("本项目自评总分{total}，等级为“{grade}”。其中" + zip(names, places).map { "\($0)满分{weight\($1)}，得{score\($1)}" }.joined(separator: "；") + "。")
        case 1:
            add("评价体系设" + zip(names, places).map { "\($0){weight\($1)}" }.joined(separator: "、") + "，共100分。")
            add("经自评，" + zip(names, places).map { "\($0)得{score\($1)}" }.joined(separator: "，") + "，综合得分{total}，评价等级为“{grade}”。")
        default:
            add("自评得分{total}，自评等级为“{grade}”。" + zip(names, places).map { "\($0){score\($1)}（满分{weight\($1)}）" }.joined(separator: "、") + "。")
        }
        plantPoints(weights, places, total, grade)
        scoresAbove(weights, least: places.map { slot("score" + $0).steps }.min()! / 100)
    }

    /// All scores above so many points, which is true of the lowest; the defect claims more than any block has.
    private mutating func scoresAbove(_ weights: [Int], least: Int) {
        guard later.chance(50) else { return }
        func claim(_ points: Int) -> String { "各项指标得分均在\(points)分以上" }
        draft.set("above", words: claim(least))
        add(later.pick(["从得分情况看，{above}。", "逐项打分，{above}，得分较为均衡。"]))
        let points = later.pick([90, 95])
        draft.plant(Defect(name: "scores above all points", change: .words("above", claim(points)), expected: [Expectation("F04", stated: "\(points)", computed: "\(weights.max()!)")]))
    }

    private mutating func plantPoints(_ weights: [Int], _ places: [String], _ total: Int, _ grade: String) {
        let place = random.int(1...2)
        let score = "score" + places[place], weight = "weight" + places[place]
        var lower = slot(score)
        lower.steps -= random.int(2...5) * 100
        var sum = slot("total")
        sum.steps += lower.steps - slot(score).steps
        draft.plant(Defect(name: "wrong score", change: .number(score, lower), expected: [Expectation("A07", stated: slot("total"), computed: sum)]))
        let heavier = Slot(steps: weights[place] + 5, unit: "分")
        draft.plant(Defect(name: "wrong weight", change: .number(weight, heavier), expected: [Expectation("A01", stated: "100", computed: "105")]))
        let other = grade == "优" ? "良" : "优"
        draft.plant(Defect(name: "wrong grade", change: .words("grade", other), expected: [Expectation("A17", stated: other, computed: grade)]))
    }
}
