import BudgetModel
import Rules
import Testing

@Suite struct `The light of a goal` {
    private static func lights(_ form: ExampleForm) -> ObjectLight {
        let facts = form.facts
        return GoalLight.lights(of: facts.evaluation, Catalogue.run(facts))
    }

    private static let sound = ExampleForm(.projectGoal).fund(.total, initial: "58.6").programme("灌溉渠道维修")
        .expects("2023年11月底前维修灌溉渠道58公里，改善灌溉面积1.2万亩")
        .row("渠道维修长度", ">=", "58", "公里", weight: "25").under(.quantity).row("验收合格率", ">=", "98", "%", weight: "15").under(.quality)
        .row("完工时间", "date", "2023年11月底前", weight: "10").under(.timeliness).with { evaluation, _ in
            evaluation.indicators[2].target?.content = .date(DueDate(year: 2023, month: 11))
        }
        .row("每公里维修成本", "<=", "1", "万元", weight: "10").under(.cost).row("改善灌溉面积", ">=", "1.2", "万亩", weight: "20").under(.economicBenefit)
        .row("用水户满意度", ">=", "90", "%", weight: "10").under(.serviceSatisfaction)

    @Test func `a sound declaration is green throughout`() {
        let lights = Self.lights(Self.sound)
        #expect(lights.light == .green && lights.advice.isEmpty)
        #expect(lights.indicators.map(\.light) == Array(repeating: .green, count: 6))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var form: ExampleForm
        var light: Light
        var codes: [String]
        /// What the second sentence says.
        var example: String
        var testDescription: String { name }
    }

    static let rows: [Row] = [
        Row(name: "a vague target", form: sound.row("管护机制", nil, "健全", weight: "0.1").under(.sustainability), light: .yellow, codes: ["C04"], example: "可以写成「管护机制：已印发并执行为达成"),
        Row(
            name: "a cost with ≥", form: sound.row("管护成本", ">=", "5", "万元", weight: "0.1").under(.cost), light: .red, codes: ["C07"],
            example: "可以写成「管护成本≤5万元」"),
        Row(name: "no date", form: sound.row("管护时间", nil, "及时", weight: "0.1").under(.timeliness), light: .yellow, codes: ["C09"], example: "可以写成「管护时间：2023年［月］月底前」"),
        Row(
            name: "two warnings", form: sound.row("群众投诉件数", ">=", "3", "%", weight: "0.1").under(.socialBenefit), light: .red, codes: ["C05", "C27"],
            example: "可以写成「群众投诉件数＝［分子］÷［分母］"),
        Row(name: "a rate of at least 100 %", form: sound.row("设备完好率", ">=", "100", "%", weight: "0.1").under(.quality), light: .yellow, codes: ["C10"], example: "可以写成「设备完好率=100%」"),
    ]

    @Test(arguments: rows) func `an indicator hears what is wrong and how to write it`(_ row: Row) {
        let lights = Self.lights(row.form)
        let last = lights.indicators[6]
        #expect(last.light == row.light && last.codes == row.codes)
        #expect(last.advice.count >= 2 && last.advice.count <= 3)
        #expect(last.advice[1].zh.hasPrefix(row.example), "\(last.advice[1].zh)")
        #expect(last.advice.allSatisfy { !$0.zh.isEmpty && !$0.en.isEmpty })
        #expect(lights.light == .yellow)
    }

    @Test func `a goal without a figure hears a sentence of its own indicators`() {
        let form = Self.sound.with { evaluation, _ in evaluation.goals[0].expected?.value = "进一步改善灌溉条件" }
        let lights = Self.lights(form)
        #expect(lights.light == .yellow && lights.codes == ["B01", "B05"])
        #expect(lights.advice[1].zh == "可以写成“2023年渠道维修长度不少于58公里，2023年11月底前完成，改善灌溉面积不少于1.2万亩，用水户满意度不少于90%。”。")
    }

    @Test func `a third of red rows makes the object red`() {
        let form = (1...4).reduce(Self.sound) { form, number in form.row("第\(number)项成本", ">=", "5", "万元", weight: "0.1").under(.cost) }
        #expect(Self.lights(form).light == .red)
    }

    @Test func `personal data makes a declaration red, a number in a row its row`() {
        let goal = Self.lights(Self.sound.with { evaluation, _ in evaluation.goals[0].expected?.value += "，联系农户电话13912345678" })
        #expect(goal.light == .red && goal.codes.contains("G08"))
        let row = Self.lights(Self.sound.with { evaluation, _ in evaluation.indicators[0].name.value += "（电话13912345678）" })
        #expect(row.indicators[0].light == .red && row.indicators[0].codes.contains("G08"))
    }

    @Test func `questions change no light`() {
        let facts = Self.sound.facts
        var check = CheckResult()
        check.questions = [
            Finding(code: "B10", severity: .warning, at: facts.evaluation.indicators[0].name.cell, message: Wording(zh: "问", en: "ask"), basis: Wording(zh: "", en: ""), standing: .question)
        ]
        #expect(GoalLight.lights(of: facts.evaluation, check).light == .green)
    }

    @Test func `scores of a self-evaluation are none of its business`() {
        let form = ExampleForm().row("渠道维修长度", ">=", "58", "公里", actual: "50", weight: "90", stated: "90", computed: "77.59", met: false).under(.quantity)
        #expect(Self.lights(form).light == .green)
    }
}
