import Quantities
import Testing

/// Consistent forms hear nothing, and each planted defect has its own code and no other.
///
/// A form is written as a unit would write it and goes the whole way: grid, reader, scorer, rules. All numbers follow
/// from one seed.
@Suite struct `Forms with one defect` {
    static let seeds: Range<UInt64> = 0..<20

    @Test func `a consistent form hears nothing`() {
        for seed in Self.seeds {
            let form = WrittenForm(seed: seed)
            #expect(form.read().said == [], "seed \(seed)")
            #expect(ReadForm.lacking(form.read().notChecked) == [], "seed \(seed)")
        }
    }

    @Test(arguments: WrittenForm.Defect.allCases)
    func `a planted defect is found, and nothing else`(_ defect: WrittenForm.Defect) {
        for seed in Self.seeds {
            var form = WrittenForm(seed: seed)
            let expected = form.plant(defect)
            #expect(form.read().said == expected, "seed \(seed), \(form.lines)")
        }
    }
}

/// A project's form whose money, points, scores and grade agree.
struct WrittenForm {
    enum Defect: String, CaseIterable, Sendable {
        case weight, block, aboveWeight, score, total, tier, moneyPart, grade, overspent, noBudget, fullThoughMissed, rateAboveHundred, deniedRate, deniedBudget
    }

    /// An indicator row; points in hundredths.
    private struct Row {
        var level1: String
        var level2: String
        var name: String
        var target: String
        var actual: String
        var weight: Int
        var score: Int
        var reason = ""
    }

    // Money in hundredths of 万元: total, then appropriation, carry-over and others.
    private var budget: [Int]
    private var spent: [Int]
    private var rows: [Row]
    private var blockPoints: Int?
    private var executionScore: Int
    private var totalChange = 0
    private var grade: String?
    /// What the form says was achieved; of the money what is true, or nothing.
    private var achieved = "全年巡查12次，群众满意"

    private static let firstRow = 13

    init(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ range: ClosedRange<Int>) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return range.lowerBound + Int(state >> 33) % range.count
        }
        let parts = [next(10_000...800_000), next(500...5_000), next(500...5_000)]
        budget = [parts.reduce(0, +)] + parts
        let used = parts.map { $0 * next(930...985) / 1000 }
        spent = [used.reduce(0, +)] + used
        let missed = next(2...9) * 10
        let visits = next(12...90), people = next(100...9_000)
        rows = [
            Row(level1: "产出指标", level2: "数量指标", name: "巡查次数", target: "≥\(visits)次", actual: "\(visits + next(0...2))次", weight: 2_000, score: 2_000),
            Row(level1: "产出指标", level2: "质量指标", name: "设施完好率", target: "≥95%", actual: "\(next(95...100))%", weight: 1_500, score: 1_500),
            // 80 % of what was aimed at, said and explained.
            Row(level1: "产出指标", level2: "数量指标", name: "培训人数", target: "≥\(missed)人", actual: "\(missed * 8 / 10)人", weight: 1_500, score: 1_200, reason: "因防汛停课，下半年补办"),
            Row(level1: "效益指标", level2: "社会效益指标", name: "受益人数", target: "≥\(people)人", actual: "\(people + next(0...50))人", weight: 2_000, score: 2_000),
            Row(level1: "效益指标", level2: "可持续影响指标", name: "管护制度", target: "健全", actual: "部分达成预期指标并具有一定效果", weight: 1_000, score: 750, reason: "两个村尚未建账，已定于六月补齐"),
            Row(level1: "满意度指标", level2: "服务对象满意度指标", name: "群众满意度", target: "≥90%", actual: "\(next(90...99))%", weight: 1_000, score: 1_000),
        ]
        executionScore = (spent[0] * 2_000 + budget[0]) / (2 * budget[0])
        switch seed % 3 {
        case 0: achieved += "，预算执行率\(Self.number(Self.rate(spent[0], budget[0])))%"
        case 1: achieved += "，支出控制在预算范围内"
        default: break
        }
        if next(0...1) == 1 { blockPoints = 5_000 }
        grade = "优"
        if total < 9_000 { grade = "良" }
    }

    private var total: Int { executionScore + rows.reduce(0) { $0 + $1.score } + totalChange }

    /// In hundredths of a per cent, rounded half up.
    private static func rate(_ part: Int, _ whole: Int) -> Int { whole == 0 ? 0 : (part * 20_000 + whole) / (2 * whole) }

    // MARK: Defects

    private func cell(_ column: String, _ row: Int) -> String { column + "\(Self.firstRow + row)" }

    /// Plants a defect and gives what must be said of it: code, severity mark, cell.
    mutating func plant(_ defect: Defect) -> [String] {
        switch defect {
        case .weight:
            // Five points too many, earned and added up, so that nothing but the weights is wrong.
            blockPoints = nil
            rows[3].weight += 500
            rows[3].score += 500
            return ["A01! F\(Self.firstRow + rows.count)"]
        case .block:
            blockPoints = 4_500
            return ["A02! A\(Self.firstRow)"]
        case .aboveWeight:
            rows[0].score += 200
            return ["A05! " + cell("G", 0)]
        case .score:
            rows[2].score += 150
            return ["A06! " + cell("G", 2)]
        case .total:
            totalChange = -100
            return ["A07! G\(Self.firstRow + rows.count)"]
        case .tier:
            rows[4].score = 950
            return ["A08! " + cell("G", 4)]
        case .moneyPart:
            // Both columns of the budget are wrong, and both are told of.
            budget[1] -= 300
            return ["A10! C6", "A10! D6"]
        case .grade:
            grade = grade == "优" ? "良" : "优"
            return ["A17! B\(Self.firstRow + rows.count + 1)"]
        case .overspent:
            overspend()
            return ["D01 E6"]
        case .deniedRate:
            achieved = "全年巡查12次，群众满意，预算执行率100%"
            return ["D02 F\(Self.firstRow - 2)"]
        case .deniedBudget:
            overspend()
            achieved = "全年巡查12次，群众满意，各项支出控制在预算总额以内"
            return ["D01 E6", "D02 F\(Self.firstRow - 2)"]
        case .noBudget:
            budget = [0, 0, 0, 0]
            achieved = "全年巡查12次，群众满意"
            executionScore = 0
            grade = total >= 9_000 ? "优" : "良"
            return ["D11 D6"]
        case .fullThoughMissed:
            rows[2].score = rows[2].weight
            return ["E03! " + cell("G", 2)]
        case .rateAboveHundred:
            rows[5].actual = "100.5%"
            return ["E22! " + cell("E", 5)]
        }
    }

    /// More spent than there was; what the form says of its money is left out.
    private mutating func overspend() {
        spent[1] += budget[0] - spent[0] + 500
        spent[0] = budget[0] + 500
        executionScore = 1_000
        achieved = "全年巡查12次，群众满意"
    }

    // MARK: Writing

    private static func number(_ hundredths: Int) -> String { ExactDecimal(significand: Int128(hundredths), scale: 2).plain }

    var lines: [String] {
        let rate = Self.rate(spent[0], budget[0])
        var lines = ReadForm.head + [ReadForm.money[0]]
        for (place, name) in ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"].enumerated() {
            let points = place == 0 ? "10|\(Self.number(rate))%|\(Self.number(executionScore))" : "—|—|—"
            lines.append("|\(name)|\(Self.number(budget[place]))|\(Self.number(budget[place]))|\(Self.number(spent[place]))|\(points)")
        }
        lines += [ReadForm.goal[0], "|全年巡查12次，群众满意||||\(achieved)", ReadForm.columns]
        for (place, row) in rows.enumerated() {
            let level1 = place == 0 && blockPoints != nil ? "产出指标（\(Self.number(blockPoints!))分）" : place < 3 && blockPoints != nil ? "" : row.level1
            lines.append([level1, row.level2, row.name, row.target, row.actual, Self.number(row.weight), Self.number(row.score), row.reason].joined(separator: "|"))
        }
        lines.append("总分|||||\(Self.number(rows.reduce(1_000) { $0 + $1.weight }))|\(Self.number(total))")
        if let grade { lines.append("评价等级|\(grade)") }
        return lines
    }

    func read() -> ReadForm { ReadForm(lines: lines) }
}
