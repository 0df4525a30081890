import Batch
import BudgetModel
import Foundation
import Quantities
import Scoring
import Tables
import Testing

/// A table opened from text, for tests that take its blocks themselves.
struct Opened {
    let path: String
    let head: TableHead
    let columns: ColumnMap
    let blocks: RecordBlocks

    init(_ text: String, blockSize: Int = 1 << 22) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("batch-\(UUID().uuidString).csv").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let input = try TableInput(path)
        // The open file outlives its name.
        unlink(path)
        head = try TableHead(input)
        columns = try ColumnMap(head.names)
        blocks = RecordBlocks(input, behind: head, size: blockSize)
    }

    func scorer(_ frameworks: FrameworkList) -> BlockScorer { BlockScorer(columns, head: head, frameworks: frameworks, wishes: .init(details: true)) }
}

func frameworks(_ id: String = "cn-2020") -> FrameworkList {
    FrameworkList(ColumnScorer(Scored.framework(id))) { name in ["cn-2020", "hubei"].contains(name) ? ColumnScorer(Scored.framework(name)) : nil }
}

func sums(_ text: String, _ list: FrameworkList = frameworks(), blockSize: Int = 1 << 22) throws -> ProjectSums {
    let table = try Opened(text, blockSize: blockSize)
    let scorer = table.scorer(list)
    var sums = ProjectSums()
    while let block = try table.blocks.next() { sums.add(BlockSums(scorer.score(block))) }
    return sums
}

func rollup(_ text: String, by names: [String] = ["region", "city", "department", "level1", "framework", "city+level1"], blockSize: Int = 1 << 22) throws -> Rollup {
    let list = frameworks()
    return Rollup(try sums(text, list, blockSize: blockSize), by: names.map { RollupDimension($0)! }, scorers: list.all) { String(decoding: $0, as: UTF8.self) }
}

/// Rows of a project in one region and unit.
func row(_ region: String, _ unit: String, _ code: String, _ level1: String, _ name: String, _ sign: String, _ target: String, _ actual: String, _ weight: String, tier: String = "", stated: String = "") -> String {
    "\(region),\(unit),\(code),\(level1),,\(name),\(sign),\(target),\(actual),\(tier),\(weight),\(stated)\n"
}

func seeded(_ seed: UInt64) -> Seeded { Seeded(state: seed) }

struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Lines of projects at random, some of them without a total.
func randomProjects(_ count: Int, _ random: inout Seeded) -> [String] {
    (0..<count).map { number in
        let region = "13\(Int.random(in: 1...3, using: &random))101", unit = "10\(Int.random(in: 1...4, using: &random))001", code = "P\(number)"
        let budget = Int.random(in: 0...5000, using: &random), executed = Int.random(in: 0...5200, using: &random)
        var text = row(region, unit, code, "预算执行率", "预算执行率", ">=", "\(budget).5", "\(executed)", "10")
        for place in 0..<6 { text += row(region, unit, code, place < 4 ? "产出指标" : "效益指标", "指标\(place % 3)", [">=", "<=", "="].randomElement(using: &random)!, "\(Int.random(in: 1...900, using: &random))", "\(Int.random(in: 0...1200, using: &random)).\(Int.random(in: 0...9, using: &random))", "12.5") }
        text += row(region, unit, code, "满意度指标", "满意度", "qualitative", "", "", Int.random(in: 0..<20, using: &random) == 0 ? "14" : "15", tier: "1", stated: "13.7")
        return text
    }
}

@Suite struct `A roll-up` {
    @Test func `tells a small table whole`() throws {
        // 9 + 45 + 28 + 10 = 92 and 10 + 25 + 28 + 10 = 73.
        let table = try rollup(head + project("P1") + project("P2", executed: "100", roads: "50") + project("P3").replacingOccurrences(of: ",50,", with: ",49,"))
        let whole = table.whole
        #expect((whole.projects, whole.scored, whole.open) == (3, 2, 1))
        #expect(whole.scores.mean()?.description == "82.50")
        #expect(whole.summary?.minimum.description == "73.00" && whole.summary?.median.description == "73.00" && whole.summary?.upper.description == "92.00")
        #expect(whole.grades == [.excellent: 1, .fair: 1])
        // All three have their money: 90 + 100 + 90 of 300.
        #expect(whole.money?.executed.plain == "280" && whole.money?.budget.plain == "300" && whole.executionRate?.description == "93.33")
        #expect(whole.points["产出指标"]?.rate?.description == "70.00")
        #expect(whole.rate?.description == "82.50")
        let levels = table.ordered(3)
        #expect(levels.map(\.name) == [["产出指标"], ["效益指标"], ["满意度指标"], ["预算执行率"]])
        // P1 reached 90 %, P2 50 %, P3 45 of 49.
        #expect(levels[0].state.summary?.maximum.description == "91.84" || levels[0].state.summary?.maximum.description == "90.00")
        #expect(table.ordered(0).map(\.name) == [["130101"]] && table.ordered(1).map(\.name) == [["1301"]] && table.ordered(2).map(\.name) == [["101"]])
    }

    @Test(arguments: 1...12) func `of two parts is that of the whole`(_ seed: Int) throws {
        var random = seeded(UInt64(seed))
        let projects = randomProjects(60, &random)
        let cut = Int.random(in: 0...projects.count, using: &random)
        let whole = try rollup(head + projects.joined())
        var sum = try rollup(head + projects[..<cut].joined())
        sum.add(try rollup(head + projects[cut...].joined()))
        #expect(sum == whole, "seed \(seed)")
        // Empty parts change nothing, and the order of parts does not matter.
        var other = try rollup(head + projects[cut...].joined())
        other.add(try rollup(head + projects[..<cut].joined()))
        other.add(Rollup(whole.dimensions))
        #expect(other == whole, "seed \(seed)")
        // The same wherever blocks end and rows stand.
        #expect(try rollup(head + projects.joined(), blockSize: 300) == whole, "seed \(seed)")
        var lines = projects.joined().split(separator: "\n").map { $0 + "\n" }
        lines.shuffle(using: &random)
        #expect(try rollup(head + lines.joined()) == whole, "seed \(seed)")
    }

    @Test(arguments: 1...30) func `has the quartiles of its sorted scores`(_ seed: Int) {
        var random = seeded(UInt64(seed))
        let scores = (0..<Int.random(in: 1...40, using: &random)).map { _ in Int64.random(in: 0...10_000, using: &random) }
        var counts = ScoreCounts()
        for score in scores { counts.add(score, places: 2) }
        let sorted = scores.sorted(), n = scores.count
        // The least score that a quarter, a half, three quarters of all do not exceed.
        func quantile(_ quarter: Int) -> Int64 { sorted.first { score in sorted.count { $0 <= score } * 4 >= quarter * n }! }
        func shown(_ units: Int64) -> String { ExactDecimal(significand: Int128(units), scale: 2).description }
        let summary = counts.summary(places: 2)!
        #expect([summary.minimum, summary.lower, summary.median, summary.upper, summary.maximum].map(\.description) == [sorted[0], quantile(1), quantile(2), quantile(3), sorted[n - 1]].map(shown), "seed \(seed)")
        #expect(counts.bins.reduce(0, +) == n)
        let mean = try? Ratio(Int128(scores.reduce(0, +)), over: Int128(n) * 100).rounded(to: 2, .halfUp)
        #expect(counts.mean() == mean)
    }

    @Test func `keeps many names of level 1 apart`() throws {
        // 40 names, each twice and in turn, 100 points in all.
        let names = (0..<40).map { "一级\($0)" }
        let text = head + row("1", "1", "P", "预算执行率", "预算执行率", ">=", "100", "100", "20") + (0..<80).map { row("1", "1", "P", names[$0 % 40], "数", ">=", "100", $0 < 40 ? "100" : "50", "1") }.joined()
        for size in [1 << 22, 300] {
            let whole = try rollup(text, blockSize: size).whole
            #expect(whole.points.count == 41 && whole.scores.mean()?.description == "80.00")
            #expect(names.allSatisfy { whole.points[$0]?.rate?.description == "75.00" })
        }
    }

    @Test func `reads how to group`() {
        #expect(RollupDimension("city+level1")?.parts == [.city, .level1])
        for wrong in ["", "town", "city+", "city+city", "City"] { #expect(RollupDimension(wrong) == nil) }
    }

    @Test func `adds scores of frameworks with other last digits`() throws {
        var counts = ScoreCounts()
        counts.add(905, places: 1)
        counts.add(9_050, places: 2)
        counts.add(9_123_456, places: 5)
        #expect(counts.counts.count == 2 && counts.summary(places: 5)?.maximum.description == "91.23456")
    }
}

@Suite struct `Indicators made into one` {
    /// Two districts with the same programme; 100 and 300 of money.
    private static let text = head
        + row("420101", "101001", "T1", "预算执行率", "预算执行率", ">=", "100", "80", "10") + row("420101", "101001", "T1", "产出指标", "修路里程", ">=", "100", "120", "40")
        + row("420101", "101001", "T1", "产出指标", "验收合格率", ">=", "95", "76", "30") + row("420101", "101001", "T1", "效益指标", "出行改善", "qualitative", "", "", "20", tier: "1", stated: "20")
        + row("420102", "101001", "T1", "预算执行率", "预算执行率", ">=", "300", "300", "10") + row("420102", "101001", "T1", "产出指标", "修路里程", ">=", "200", "120", "40")
        + row("420102", "101001", "T1", "产出指标", "验收合格率", ">=", "95", "95", "30") + row("420102", "101001", "T1", "效益指标", "出行改善", "qualitative", "", "", "20", tier: "2", stated: "14")

    private func forms(_ text: String = text, by name: String = "project", base: Aggregate.MoneyBase = .budget, relative: RelativeNames = RelativeNames(), only: Set<String> = [], blockSize: Int = 1 << 22) throws -> [Aggregate.Form] {
        let list = frameworks()
        let first = try sums(text, list, blockSize: blockSize)
        var aggregate = Aggregate(first, by: [RollupDimension(name)!], scorers: list.all, base: base, relative: relative, only: only) { String(decoding: $0, as: UTF8.self) }
        let table = try Opened(text, blockSize: blockSize)
        let scorer = table.scorer(list)
        while let block = try table.blocks.next() { aggregate.add(BlockRows(scorer.score(block))) }
        #expect(aggregate.isSameTable)
        return aggregate.forms()
    }

    @Test func `are added, averaged by money and scored from what comes out`() throws {
        for size in [1 << 22, 200] {
            let form = try #require(try forms(blockSize: size).first)
            #expect((form.projects, form.money.plain) == (2, "400"))
            let lines = Dictionary(uniqueKeysWithValues: form.lines.map { ($0.name, $0) })
            // 380 of 400.
            #expect(lines["预算执行率"]?.score?.description == "9.50")
            // 240 of 300 is 0.8, where the scores 40 and 24 would average 32 or, by money, 28.
            #expect(lines["修路里程"]?.method == .sum && lines["修路里程"]?.target?.plain == "300" && lines["修路里程"]?.actual?.plain == "240" && lines["修路里程"]?.score?.description == "32.00")
            // (76 × 100 + 95 × 300) ÷ 400 = 90.25 of 95.
            #expect(lines["验收合格率"]?.method == .weighted && lines["验收合格率"]?.actual?.plain == "90.25" && lines["验收合格率"]?.score?.description == "28.50")
            // (20 × 100 + 14 × 300) ÷ 400.
            #expect(lines["出行改善"]?.method == .tier && lines["出行改善"]?.score?.description == "15.50")
            #expect(lines.values.allSatisfy { !$0.hasOtherWeights })
            #expect(form.total?.description == "85.50" && form.grade == .good)
        }
    }

    @Test func `go by money spent, by the user's word, and one by one`() throws {
        let spent = try #require(try forms(base: .executed).first)
        // (76 × 80 + 95 × 300) ÷ 380 = 91.
        #expect(spent.lines.first { $0.name == "验收合格率" }?.actual?.plain == "91")
        let absolute = try #require(try forms(relative: RelativeNames(absolute: ["验收合格率"]), only: ["验收合格率"]).first)
        #expect(absolute.lines.map(\.actual?.plain) == ["171"] && absolute.total == nil)
    }

    @Test func `leave out projects without a score and tell other weights`() throws {
        let other = Self.text.replacingOccurrences(of: "420102,101001,T1,产出指标,,修路里程,>=,200,120,,40", with: "420102,101001,T1,产出指标,,修路里程,>=,200,120,,20")
        #expect(try forms(other).first?.projects == 1)
        let moved = other.replacingOccurrences(of: "420102,101001,T1,产出指标,,验收合格率,>=,95,95,,30", with: "420102,101001,T1,产出指标,,验收合格率,>=,95,95,,50")
        let form = try #require(try forms(moved).first)
        #expect(form.lines.first { $0.name == "修路里程" }.map { ($0.weight?.plain, $0.hasOtherWeights) } ?? (nil, false) == ("25", true))
        #expect(try ExactDecimal.sum(form.lines.compactMap(\.weight)).plain == "100")
    }

    @Test func `of one project are its own`() throws {
        var random = seeded(7)
        let text = head + randomProjects(40, &random).joined()
        let list = frameworks()
        let all = try sums(text, list)
        let forms = try forms(text, by: "project")
        for form in forms where form.projects == 1 {
            let place = (0..<all.count).first { String(decoding: all.table.key($0), as: UTF8.self).hasSuffix("\u{1F}" + form.group.name[0]) }!
            // Rows of one name are made one, which may move a hundredth each.
            let own = all.table.score(place, list.all).score!
            if Set(form.lines.map(\.rows)) == [1] { #expect(form.total == own, "\(form.group.name)") }
        }
        #expect(!forms.isEmpty)
    }
}
