import BudgetModel
import Frameworks
import Quantities
import Testing

/// rules.md 3.13, "framework not named".
struct ChoiceTests {
    private func form(_ blocks: [(Level1, Int)], execution: Int? = 10, kind: FormKind = .projectSelfEvaluation, number: String? = nil) -> Evaluation {
        var evaluation = Evaluation(file: "a.xlsx", sheet: "自评表", kind: kind)
        for (level1, points) in blocks {
            for share in [points / 2, points - points / 2] {
                var indicator = Indicator(level1: "", level2: "", name: Sourced("指标", nil))
                indicator.level1Kind = level1
                indicator.weight = Sourced(ExactDecimal(share), nil)
                evaluation.indicators.append(indicator)
            }
        }
        if let execution {
            evaluation.execution = ExecutionRow()
            evaluation.execution?.weight = Sourced(ExactDecimal(execution), nil)
        }
        evaluation.formNumber = number.map { Sourced($0, nil) }
        return evaluation
    }

    @Test func `execution 20: hubei`() {
        let choice = FrameworkChoice.choose(for: form([(.output, 40), (.benefit, 40)], execution: 20), named: nil)
        #expect(choice.id == "hubei")
        #expect(choice.because == Wording(zh: "预算执行分值为 20", en: "budget execution carries 20 points"))
    }

    @Test func `cost at level 1: cn-2021-cost, without satisfaction its variant`() {
        #expect(FrameworkChoice.choose(for: form([(.cost, 20), (.output, 40), (.benefit, 20), (.satisfaction, 10)]), named: nil).id == "cn-2021-cost")
        #expect(FrameworkChoice.choose(for: form([(.cost, 20), (.output, 40), (.benefit, 30)]), named: nil).id == "cn-2021-cost-nosat")
    }

    @Test func `a department form of 10, 40, 40, 10: sjz-dept`() {
        let blocks: [(Level1, Int)] = [(.output, 40), (.benefit, 40), (.satisfaction, 10)]
        #expect(FrameworkChoice.choose(for: form(blocks, kind: .departmentSelfEvaluation), named: nil).id == "sjz-dept")
        #expect(FrameworkChoice.choose(for: form(blocks), named: nil).id == "cn-2020")
        #expect(FrameworkChoice.choose(for: form([(.output, 50), (.benefit, 30), (.satisfaction, 10)], kind: .departmentSelfEvaluation), named: nil).id == "cn-2020")
    }

    @Test func `points printed in the level-1 cell count before the rows`() {
        var evaluation = form([(.output, 38), (.benefit, 40), (.satisfaction, 10)], kind: .departmentSelfEvaluation)
        evaluation.blocks = [LevelBlock(level1: "产出指标", weight: Sourced(ExactDecimal(40), nil), members: [0, 1])]
        #expect(FrameworkChoice.choose(for: evaluation, named: nil).id == "sjz-dept")
    }

    @Test func `form number 510000_0013zp: sichuan, whatever its blocks`() {
        #expect(FrameworkChoice.choose(for: form([(.cost, 30), (.output, 60)], number: "报表编号：510000_0013ZP"), named: nil).id == "sichuan")
    }

    @Test func `else the national measures`() {
        #expect(FrameworkChoice.choose(for: form([(.output, 50), (.benefit, 40)]), named: nil).id == "cn-2020")
        #expect(FrameworkChoice.choose(for: form([], execution: nil), named: nil).id == "cn-2020")
    }

    @Test func `what a blank form says of itself goes before its shape and after what was named`() throws {
        let mark = try #require(FrameworkMark(line: "注：本表按评分规则 hubei（2024-12-31）编制，校验码 sha256:00ff。"))
        #expect(mark == FrameworkMark(id: "hubei", day: try CalendarDay(year: 2024, month: 12, day: 31), digest: "sha256:00ff"))
        #expect(FrameworkMark(line: mark.line) == mark)
        let choice = FrameworkChoice.choose(for: form([(.cost, 20)], number: "510000_0013zp"), named: nil, mark: mark)
        #expect(choice.id == "hubei" && choice.because.zh == "表下注明按评分规则 hubei 编制")
        #expect(FrameworkChoice.choose(for: form([]), named: "sichuan", mark: mark).id == "sichuan")
        #expect(FrameworkChoice.choose(for: form([], execution: 20), named: nil, mark: FrameworkMark(id: "my-city")).id == "hubei")
        #expect(FrameworkMark(line: "注：本表按规定填写。") == nil && FrameworkMark(line: "说明：本表按评分规则 hubei 编制") == nil)
    }

    @Test func `a named framework always wins`() {
        let choice = FrameworkChoice.choose(for: form([(.cost, 20)], execution: 20), named: "sichuan")
        #expect(choice.id == "sichuan" && choice.because.zh == "由用户指定")
    }

    @Test func `every choice is a shipped framework`() {
        for id in ["hubei", "cn-2021-cost", "cn-2021-cost-nosat", "sjz-dept", "sichuan", "cn-2020"] { #expect(FrameworkCatalogue.ids.contains(id)) }
    }

    @Test func `the rules of a form are those at the end of its year`() throws {
        var evaluation = form([])
        let today = try CalendarDay(year: 2026, month: 3, day: 1)
        #expect(FrameworkChoice.day(for: evaluation, today: today) == today)
        evaluation.year = Sourced(2023, nil)
        #expect(FrameworkChoice.day(for: evaluation, today: today).iso == "2023-12-31")
    }
}
