import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct UseOfResultsTests {
    let profile = try! UseOfResultsProfile.shipped(on: testDay)

    func finding(_ code: String, _ severity: Severity = .error, _ standing: Standing = .counted) -> Finding {
        Finding(code: code, severity: severity, at: nil, message: Wording(zh: "问题\(code)", en: "finding \(code)"), basis: Wording(zh: "依据", en: "basis"), standing: standing)
    }

    /// A profile of a region that has percentages: fair 10 %, findings of money 5 %.
    static let withCuts = ProfileTests.text(UseOfResultsProfile.self)
        .replacing("{grade: fair, actions: [improve, cut],", with: "{grade: fair, cutPercent: \"10\", actions: [improve, cut],")
        .replacing("{codes: [D01, D03, D04, D05, D07],", with: "{codes: [D01, D03, D04, D05, D07], cutPercent: \"5\",")

    @Test func `days: 20 to give notice, 30 to report`() throws {
        let proposal = try profile.propose(.excellent, from: .determined, findings: [], budgetYear: 2025, nextRequest: yuan("100"), fixedOn: day("2024-02-20"), told: day("2024-03-05"))
        #expect(proposal.noticeDue == day("2024-03-11"))
        #expect(proposal.reportDue == day("2024-04-04"))
        #expect(proposal.total == nil)
        #expect(proposal.entries.map(\.actions) == [[.support]])
        #expect(proposal.entries[0].finding.zh == "复核等级为“优”")
        #expect(proposal.steps.zh.contains("说明：结果于2024-02-20确定，20日内（2024-03-11前）书面告知单位"))
        #expect(try profile.propose(.poor, from: .computed, findings: [], budgetYear: 2025, nextRequest: nil, fixedOn: testDay).reportDue == nil)
    }

    @Test func `no percentage without a profile that has one`() throws {
        let proposal = try profile.propose(.poor, from: .computed, findings: [finding("D01")], budgetYear: 2025, nextRequest: yuan("100"), fixedOn: testDay)
        #expect(proposal.entries.map(\.actions) == [[.improve, .cut], [.recheckBudget]])
        #expect(proposal.entries.allSatisfy { $0.effect == nil })
    }

    @Test func `findings become advice, one entry a code, the first that answers`() throws {
        let findings = [finding("E05"), finding("C04", .warning), finding("E03"), finding("E03"), finding("D10"), finding("G09", .hint), finding("A06", .error, .preview), finding("X01")]
        let proposal = try profile.propose(.good, from: .computed, findings: findings, budgetYear: 2025, nextRequest: nil, fixedOn: testDay)
        #expect(proposal.entries.map(\.code) == [nil, "C04", "D10", "E03", "E05"])
        #expect(proposal.entries.map(\.actions) == [[.support], [.reviseGoal], [.rectify], [.rectify], [.reviseGoal]])
        #expect(proposal.entries[3].finding.zh == "问题E03（共2处）")
        let again = try profile.propose(.good, from: .computed, findings: findings.reversed(), budgetYear: 2025, nextRequest: nil, fixedOn: testDay)
        #expect(again == proposal)
    }

    /// 1 234 567.89 yuan: 10 % are 123 456.789, half up 123 456.79; 15 % are 185 185.18.
    @Test func `percentage and amount where both are given`() throws {
        let own = try UseOfResultsProfile.read(Self.withCuts, name: "a.yaml", on: testDay)
        let proposal = try own.propose(.fair, from: .determined, findings: [finding("D03")], budgetYear: 2025, nextRequest: yuan("1234567.89"), fixedOn: testDay)
        #expect(proposal.entries[0].effect == BudgetEffect(budgetYear: 2025, percent: dec("10"), request: yuan("1234567.89"), amount: yuan("123456.79")))
        #expect(proposal.entries[1].effect?.amount == yuan("61728.39"))
        #expect(proposal.total?.percent == dec("15") && proposal.total?.amount == yuan("185185.18"))
        #expect(proposal.steps.zh.contains("公式：R × p ÷ 100 = 1234567.89 × 10 ÷ 100 = 123456.79"))
        #expect(proposal.steps.zh.last == "说明：2025年申请1234567.89元，建议压减15%即185185.18元，余1049382.71元")
        let open = try own.propose(.fair, from: .determined, findings: [], budgetYear: 2025, nextRequest: nil, fixedOn: testDay)
        #expect(open.entries[0].effect == BudgetEffect(budgetYear: 2025, percent: dec("10")) && open.total == nil)
    }

    @Test func `cuts never exceed the request`() throws {
        let text = Self.withCuts.replacing("cutPercent: \"10\"", with: "cutPercent: \"80\"").replacing("cutPercent: \"5\"", with: "cutPercent: \"40\"")
        let own = try UseOfResultsProfile.read(text, name: "a.yaml", on: testDay)
        let total = try own.propose(.fair, from: .computed, findings: [finding("D01")], budgetYear: 2025, nextRequest: yuan("100"), fixedOn: testDay).total
        #expect(total?.percent == dec("100") && total?.amount == yuan("100"))
    }

    @Test func `in two cities poor is suspended`() throws {
        let city = try UseOfResultsProfile.shipped("use-of-results-city", on: testDay)
        #expect(city.outcomes.value.map(\.actions) == [[.prioritise], [.support], [.improve, .cut], [.suspend, .talk, .evaluateAgain]])
    }

    @Test func `an entry is decided by a body, and its amount is the percentage of the request`() throws {
        var entry = UseEntry(
            code: "D03", finding: Wording(zh: "执行率低", en: "low"), advice: Wording(zh: "压减", en: "cut"), actions: [.cut, .talk],
            effect: BudgetEffect(budgetYear: 2025, percent: dec("10"), request: yuan("100.00"), amount: yuan("12.00")), basis: Wording(zh: "依据", en: "basis"), state: .decided)
        #expect(entry.shortfalls(at: "/entries/0").codes == ["use.decision.missing", "use.amount.differs"])
        #expect(entry.shortfalls(at: "/entries/0").map(\.pointer) == ["/entries/0/decision", "/entries/0/effect/amount"])
        entry.decidedBy = "市财政局"
        entry.decision = "财预函12号"
        entry.effect?.amount = yuan("10.00")
        #expect(entry.shortfalls().isEmpty)
        try expectRoundTrip(entry)
        #expect(try refusal(BudgetEffect.self, #"{"budgetYear":2025,"percent":"101"}"#)?.pointer == "/percent")
        #expect(try refusal(UseEntry.self, #"{"finding":{"zh":"a","en":"b"},"advice":{"zh":"a","en":"b"},"basis":{"zh":"a","en":"b"},"actions":["burn"],"state":"proposed"}"#)?.pointer == "/actions/0")
    }

    @Test func `profiles that cannot be`() {
        typealias P = UseOfResultsProfile
        #expect(ProfileTests.refused(P.self, "{grade: good,", "{grade: poor,").contains { $0.contains("应按优、良、中、差各有一项") })
        #expect(ProfileTests.refused(P.self, "{value: \"20\",", "{value: \"0\",").contains { $0.contains("应为 1 至 366 的整数") })
        #expect(ProfileTests.refused(P.self, "{grade: fair, actions", "{grade: fair, cutPercent: \"101\", actions").contains { $0.contains("应在 0 至 100 之间") })
    }
}
