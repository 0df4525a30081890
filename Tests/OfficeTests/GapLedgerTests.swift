import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct GapLedgerTests {
    func row(_ unit: ScoringUnit.ID, _ kind: Level2?, _ reviewer: ReviewingBody.ID, _ weight: String, _ stated: String?, _ computed: String?, _ determined: String?) -> GapRow {
        GapRow(
            unit: unit, level2: kind, reviewer: reviewer, year: 2023, weight: dec(weight), layers: ScoreLayers(stated: stated.map(dec), computed: computed.map(dec), determined: determined.map(dec)))
    }

    /// Three schools' rows and two of a library, reviewed by two desks.
    var rows: [GapRow] {
        [
            row("school", .quantity, "desk-a", "10", "10", "9.5", "9"), row("school", .quality, "desk-a", "20", "20", "20", "14"), row("school", nil, "desk-b", "10", "8", nil, "8"),
            row("library", .quantity, "desk-b", "10", "9", "10", "10"), row("library", .quality, "desk-b", "10", nil, "5", "5"),
        ]
    }

    @Test func `by unit: exact sums, means of two decimals, share deviating`() throws {
        let groups = try GapLedger.groups(rows, by: .unit, deviatingAbove: dec("10"))
        #expect(groups.map(\.key) == ["school", "library"])
        let school = groups[0]
        // 1 + 6 + 0 = 7 over 3; above 10 % of its points only the 6 of 20.
        #expect(school.rows == 3)
        #expect(school.selfDetermined.sum == dec("7") && school.selfDetermined.count == 3)
        #expect(school.selfDetermined.mean?.description == "2.33")
        #expect(school.selfDetermined.deviating == 1 && school.selfDetermined.deviatingPercent?.description == "33.33")
        #expect(school.selfComputed.sum == dec("0.5") && school.selfComputed.mean?.description == "0.25")
        #expect(groups[1].selfDetermined.mean?.description == "-1.00")
        #expect(groups[1].selfDetermined.count == 1)
    }

    @Test func `by kind of indicator and by reviewing body`() throws {
        let kinds = try GapLedger.groups(rows, by: .indicatorKind, deviatingAbove: dec("9.99"))
        #expect(kinds.map(\.key) == ["quality", "quantity", "unknown"])
        #expect(kinds[1].selfDetermined.deviating == 2)
        #expect(kinds[1].selfDetermined.sum.isZero)
        let bodies = try GapLedger.groups(rows, by: .reviewer, deviatingAbove: dec("0"))
        #expect(bodies.map(\.key) == ["desk-a", "desk-b"])
        #expect(bodies[1].selfDetermined.mean?.description == "-0.50")
    }

    @Test func `rows without both scores make no figures`() throws {
        let group = try GapLedger.groups([row("school", nil, "desk-a", "10", nil, nil, nil)], by: .unit, deviatingAbove: dec("10"))[0]
        #expect(group.rows == 1 && group.selfDetermined.count == 0 && group.selfDetermined.mean == nil && group.selfDetermined.deviatingPercent == nil)
        #expect(try GapLedger.groups([], by: .unit, deviatingAbove: dec("10")).isEmpty)
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 10])
    func `the order of rows is irrelevant, and groups add up to the whole`(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<50 {
            let rows = (0..<60).map { _ in
                GapRow(
                    unit: ["school", "library", "clinic"].randomElement(using: &generator)!, level2: Level2.allCases.randomElement(using: &generator),
                    reviewer: ["desk-a", "desk-b"].randomElement(using: &generator)!, year: 2023,
                    weight: generator.decimal(1...2000, places: 2),
                    layers: ScoreLayers(
                        stated: generator.decimal(0...2000, places: 2), computed: Bool.random(using: &generator) ? generator.decimal(0...2000, places: 3) : nil,
                        determined: generator.decimal(0...2000, places: 2)))
            }
            for grouping in GapGrouping.allCases {
                let groups = try GapLedger.groups(rows, by: grouping, deviatingAbove: dec("10"))
                #expect(try GapLedger.groups(rows.shuffled(using: &generator), by: grouping, deviatingAbove: dec("10")) == groups, "seed \(seed)")
                let whole = try ExactDecimal.sum(rows.compactMap(\.layers.statedLessDetermined))
                #expect(try ExactDecimal.sum(groups.map(\.selfDetermined.sum)) == whole, "seed \(seed)")
                #expect(groups.map(\.rows).reduce(0, +) == 60)
            }
            try expectRoundTrip(rows[0])
        }
    }

    @Test func `JSON is strict`() throws {
        #expect(try refusal(GapRow.self, #"{"unit":"a","reviewer":"b","year":2023,"weight":"10","person":"x"}"#)?.kind == .unknownKey)
        #expect(try refusal(GapRow.self, #"{"unit":"","reviewer":"b","year":2023,"weight":"10"}"#)?.pointer == "/unit")
        #expect(try refusal(GapRow.self, #"{"unit":"a","reviewer":"b","year":2023,"weight":10}"#)?.pointer == "/weight")
    }
}
