import BudgetModel
import Office
import Quantities
import Testing

struct HindsightTests {
    let profile = try! GoalHindsightProfile.shipped(on: testDay)

    func scores(_ lines: [ScoreLine]) -> ScoreSheet {
        var sheet = ScoreSheet(frameworkID: "cn-2020", frameworkDigest: "", chosenBecause: Wording(zh: "", en: ""))
        sheet.lines = lines
        return sheet
    }

    func look(_ goal: [Indicator], _ selfEvaluation: [Indicator], _ lines: [ScoreLine] = [], _ findings: [Finding] = []) -> GoalHindsight {
        profile.look(at: form(goal, kind: .projectGoal), form(selfEvaluation), scores(lines), findings: findings)
    }

    func causes(_ goal: Indicator, _ evaluated: Indicator, _ line: ScoreLine = ScoreLine()) -> [HindsightCause] { look([goal], [evaluated], [line]).notes.map(\.cause) }

    let sound = indicator(.atLeast, "12", "12", unit: "公里")

    @Test func `each cause speaks to an item of the goal review`() throws {
        let items = Set(try GoalReviewProfile.shipped(on: testDay).scheme.items.map(\.id))
        #expect(Set(profile.items.value.map(\.cause)) == Set(HindsightCause.allCases))
        #expect(profile.items.value.allSatisfy { items.contains($0.item) })
    }

    @Test func `a sound indicator says nothing`() {
        #expect(causes(sound, sound).isEmpty)
        #expect(causes(sound, sound, ScoreLine(completionPercent: dec("149.99"), comparatorUsed: .atLeast)).isEmpty)
    }

    @Test func `what could be seen in the goal alone`() {
        #expect(causes(indicator(.atLeast, "12", nil), indicator(.atLeast, "12", nil)) == [.unitMissing])
        #expect(causes(indicator(nil, "12", nil, unit: "公里"), indicator(nil, "12", nil, unit: "公里")) == [.signMissing])
        var vague = indicator(.qualitative, "服务能力明显提升", "明显提升", level1: .benefit, level2: .socialBenefit, name: "社区服务能力")
        #expect(causes(vague, vague) == [.unmeasurable])
        vague.scoringRule = Sourced("优：受益居民超过九成；良：八成以上", nil)
        #expect(causes(vague, vague).isEmpty)
        // The form has a column for rules, and this row leaves it empty.
        let notes = look([sound, vague], [sound, vague]).notes
        #expect(notes.map(\.cause) == [.scoringRuleMissing] && notes[0].indicator?.name == "改造供水管网长度" && notes[0].item == "clarity")
    }

    @Test func `what came out when it was scored`() {
        let far = look([sound], [sound], [ScoreLine(completionPercent: dec("150.00"), comparatorUsed: .atLeast)]).notes
        #expect(far.map(\.cause) == [.farOverAchieved])
        #expect(far[0].message.zh == "「改造供水管网长度」完成150%，目标定得偏低")
        #expect(far[0].item == "performance")
        #expect(causes(sound, sound, ScoreLine(completionPercent: dec("200"), comparatorUsed: .atMost)).isEmpty)
        #expect(causes(sound, indicator(.atLeast, "10", "10", unit: "公里")) == [.targetChanged])
        #expect(causes(sound, indicator(.atLeast, "12.0", "12", unit: "公里")).isEmpty)
        #expect(causes(sound, indicator(.atLeast, "12", "已完成", unit: "公里")) == [.actualNotNumeric])
    }

    @Test func `indicators dropped and added, whatever their order`() {
        let other = indicator(.atLeast, "98", "99", level2: .quality, name: "工程验收合格率", unit: "%"), new = indicator(.atMost, "5", "4", level2: .timeliness, name: "抢修时间", unit: "小时")
        var renamed = sound
        renamed.name.value = "改造 供水管网长度"
        let notes = look([sound, other], [new, renamed]).notes
        #expect(notes.map(\.cause) == [.indicatorDropped, .indicatorAdded])
        #expect(notes.map(\.indicator?.name) == ["工程验收合格率", "抢修时间"])
    }

    @Test func `findings are told once, by row or for the whole`() {
        var row = sound
        row.name.cell = CellRef(sheet: "表", position: CellPosition(row: 12, column: 3))
        func finding(_ code: String, row: Int, severity: Severity = .warning) -> Finding {
            Finding(
                code: code, severity: severity, at: CellRef(sheet: "表", position: CellPosition(row: row, column: 7)), message: Wording(zh: "没有佐证", en: "no evidence"), basis: Wording(zh: "", en: ""))
        }
        let notes = look([sound], [row], [], [finding("E10", row: 12), finding("C17", row: 12), finding("D05", row: 5), finding("E17", row: 12, severity: .hint), finding("F01", row: 12)]).notes
        #expect(notes.map(\.cause) == [.evidenceUnplanned, .moneyMismatch])
        #expect(notes.map(\.code) == ["E10", "D05"])
        #expect(notes.map(\.indicator?.name) == ["改造供水管网长度", nil])
    }

    @Test func `a goal of which nothing was missed, and the counts by item`() {
        let rows = (0..<5).map { indicator(.atLeast, "12", "12", name: "指标\($0)", unit: "个") }
        let met = (0..<5).map { _ in ScoreLine(isMet: true) }
        let result = look(rows, rows, met)
        #expect(result.notes.map(\.cause) == [.neverMissed] && result.notes[0].indicator == nil)
        #expect(look(Array(rows.prefix(4)), Array(rows.prefix(4)), Array(met.prefix(4))).notes.isEmpty)
        #expect(look(rows, rows, Array(met.prefix(4)) + [ScoreLine(isMet: nil)]).notes.isEmpty)
        let bare = [indicator(nil, "12", nil), indicator(nil, "12", nil, name: "另一个")]
        let counts = look(bare, bare, [ScoreLine(completionPercent: dec("300"), comparatorUsed: .atLeast), ScoreLine()]).counts
        #expect(counts.map { "\($0.item) \($0.notes)" } == ["form 4", "performance 1"])
    }

    @Test func `profiles that cannot be`() {
        #expect(ProfileTests.refused(GoalHindsightProfile.self, "        - {cause: sign-missing, item: form}\n", "").contains { $0.contains("应对每种原因各写一项") })
        #expect(ProfileTests.refused(GoalHindsightProfile.self, "cause: unmeasurable", "cause: boring").contains { $0.contains("只能是 unmeasurable") })
    }
}
