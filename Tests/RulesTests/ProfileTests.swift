import BudgetModel
import Rules
import Testing

@Suite struct `A profile` {
    private static let facts = ExampleForm().row("巡查次数", ">=", "100", "次", actual: "90", weight: "100", stated: "100", computed: "90", met: false).total("100").facts

    private func profile(_ settings: [(String, RuleProfile.Setting)]) -> RuleProfile {
        RuleProfile(
            id: "p", title: Wording(zh: "口径", en: "profile"), file: "p.yaml", digest: "",
            decisions: settings.map { RuleProfile.Decision(code: $0.0, setting: $0.1, reason: "本地口径", decidedBy: "区财政局绩效科") })
    }

    @Test func `what it switches off is listed with its reason`() throws {
        let result = Catalogue.run(Self.facts, profile: profile([("E03", .off)]))
        #expect(!result.findings.contains { $0.code == "E03" })
        let entry = try #require(result.notChecked.first { $0.code == "E03" })
        #expect(entry.cause == .switchedOff && entry.needs.zh == "已由方案 p 关闭（区财政局绩效科）：本地口径")
        #expect(result.notChecked.map(\.code) == result.notChecked.map(\.code).sorted())
    }

    @Test func `another severity keeps the usual one in sight`() {
        let result = Catalogue.run(Self.facts, profile: profile([("E04", .error), ("E03", .error)]))
        #expect(result.findings.first { $0.code == "E04" }?.usualSeverity == .warning)
        #expect(result.findings.first { $0.code == "E03" }?.usualSeverity == nil)
    }

    @Test func `none changes nothing`() {
        #expect(Catalogue.run(Self.facts, profile: nil) == Catalogue.run(Self.facts))
        #expect(Catalogue.run(Self.facts, profile: profile([])) == Catalogue.run(Self.facts))
    }
}

@Suite struct `The coverage of the catalogue` {
    @Test func `has every clause once`() {
        #expect(Clause.all.count { $0.source == .catalogue } == 123 && Clause.all.count { $0.source == .reviews } == 14)
        #expect(Set(Clause.all.map(\.code)).count == Clause.all.count)
        let counts = Dictionary(grouping: Clause.all.filter { $0.source == .catalogue }) { $0.code.prefix(1) }.mapValues(\.count)
        #expect(counts == ["A": 20, "B": 12, "C": 28, "D": 15, "E": 22, "F": 15, "G": 11])
    }

    @Test func `counts rules once and names those without law`() {
        let coverage = RuleCoverage()
        #expect(coverage.covered.count + coverage.uncovered.count == Clause.all.count)
        #expect(coverage.covered.count + coverage.beyond.count == coverage.rules.count)
        let cited = Set(coverage.instruments.filter(\.isLegal).flatMap { $0.rules.map(\.code) })
        #expect(cited.isDisjoint(with: coverage.withoutLegalBasis.map(\.code)))
        #expect(cited.count + coverage.withoutLegalBasis.count == coverage.rules.count)
    }
}
