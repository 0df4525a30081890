import Batch
import BudgetModel
import Foundation
import Quantities
import Scoring
import Tables
import Testing

@Suite struct `The effect of a change of rules` {
    private func run(_ text: String, _ from: Framework, _ to: Framework, blockSize: Int = 1 << 22) throws -> (effect: Effect, changed: [String: EffectSums.Project], rows: [BlockEffect.Row]) {
        let table = try Opened(text, blockSize: blockSize)
        let scorer = EffectScorer(table.columns, head: table.head, from: from, to: to)
        var sums = EffectSums()
        var rows: [BlockEffect.Row] = []
        while let block = try table.blocks.next() {
            let effect = scorer(block)
            rows += effect.rows
            sums.add(effect)
        }
        var changed: [String: EffectSums.Project] = [:]
        let effect = Effect(sums, from: ColumnScorer(from), to: ColumnScorer(to)) { place, project in changed[String(decoding: sums.table.key(place), as: UTF8.self).split(separator: "\u{1F}").last.map(String.init)!] = project }
        return (effect, changed, rows)
    }

    private let cn = Scored.framework()

    private func cost(_ code: String, _ actual: String) -> String { row("1", "1", code, "预算执行率", "预算执行率", ">=", "100", "100", "10") + row("1", "1", code, "成本指标", "单价", "<=", "100", actual, "90") }

    @Test func `is laid to the clause that differs`() throws {
        // Linear: 90 × (2 × 100 − 125) ÷ 100 = 67.5; ratio: 90 × 100 ÷ 125 = 72.
        var ratio = cn
        ratio.atMost.value = .ratio
        for size in [1 << 22, 100] {
            let (effect, changed, rows) = try run(head + cost("P1", "125") + cost("P2", "90") + cost("P3", "200"), cn, ratio, blockSize: size)
            #expect((effect.projects, effect.changed, effect.up, effect.down, effect.otherGrade) == (3, 2, 2, 0, 1))
            #expect(changed.keys.sorted() == ["P1", "P3"])
            #expect(changed["P1"]?.before.score?.description == "77.50" && changed["P1"]?.after.score?.description == "82.00" && changed["P1"]?.causes == RuleKeys(.atMost))
            #expect(rows.map(\.line) == [3, 7] && rows.allSatisfy { $0.causes == RuleKeys(.atMost) })
            // 4.5 + 0 + 45 over three projects.
            #expect(effect.meanChange?.description == "16.50")
            #expect(effect.clauses[.atMost]?.points == 49_500_000 && effect.clauses[.atMost]?.projects == 2)
            #expect(effect.grades == [.init(.fair, .good): 1, .init(.excellent, .excellent): 1, .init(.poor, .poor): 1])
        }
    }

    @Test func `tells several clauses apart`() throws {
        var other = cn
        other.atMost.value = .zero
        other.openCases.equalAbove.value = .exact
        other.tiers.value = Scored.framework("hubei").tiers.value
        other.grades.value = [GradeBand(grade: .excellent, from: ExactDecimal(95)), GradeBand(grade: .good, from: ExactDecimal(80)), GradeBand(grade: .fair, from: ExactDecimal(60)), GradeBand(grade: .poor, from: .zero)]
        let execution = { (code: String) in row("1", "1", code, "预算执行率", "预算执行率", ">=", "100", "100", "10") }
        let text = head + cost("P1", "125") + execution("P2") + row("1", "1", "P2", "产出指标", "数", "=", "100", "110", "90") + execution("P3")
            + row("1", "1", "P3", "效益指标", "改善", "qualitative", "", "", "90", tier: "3", stated: "50") + execution("P4") + row("1", "1", "P4", "产出指标", "数", ">=", "100", "90", "90")
        let (effect, changed, _) = try run(text, cn, other)
        #expect(changed["P1"]?.causes == RuleKeys(.atMost) && changed["P2"]?.causes == RuleKeys(.equalAbove) && changed["P3"]?.causes == RuleKeys(.tiers))
        // 91 stays 91 and is no longer 优.
        #expect(changed["P4"]?.causes == RuleKeys(.grades) && changed["P4"]?.before.score == changed["P4"]?.after.score)
        #expect(effect.clauses[.grades]?.projects == 1)
    }

    @Test func `lists projects with a score under one of the two`() throws {
        var open = cn
        open.openCases.nonPositiveTarget.value = .open
        let text = head + row("1", "1", "P1", "预算执行率", "预算执行率", ">=", "100", "100", "10") + row("1", "1", "P1", "产出指标", "事故数", "<=", "0", "0", "90") + cost("P2", "x")
        let (effect, changed, rows) = try run(text, cn, open)
        #expect((effect.onlyBefore, effect.onlyAfter, effect.neither, effect.withBoth, effect.changed) == (1, 0, 1, 0, 1))
        #expect(changed["P1"]?.after.score == nil && rows.first?.after == nil && rows.first?.causes == RuleKeys(.nonPositiveTarget))
        #expect(effect.meanChange == nil)
    }

    @Test(arguments: 1...10) func `is what scoring twice gives`(_ seed: Int) throws {
        var random = seeded(UInt64(seed))
        let text = head + randomProjects(60, &random).joined()
        let hubei = Scored.framework("hubei")
        let (effect, changed, rows) = try run(text, cn, hubei, blockSize: 1000)
        let before = try Scored(text, by: cn).scores, after = try Scored(text, by: hubei).scores
        #expect(zip(before, after).count { $0 != $1 } == effect.changed && effect.changed == changed.count)
        #expect(effect.up + effect.down + effect.onlyBefore + effect.onlyAfter <= effect.changed)
        let differing = RuleKey.differing(cn, hubei)
        // Every changed row has its clause, and it is one that differs.
        #expect(rows.allSatisfy { !$0.causes.isEmpty && $0.causes.keys.allSatisfy(differing.contains) })
        #expect(try run(text, cn, cn).effect.changed == 0)
    }
}
