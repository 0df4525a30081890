import Batch
import BudgetModel
import Foundation
import Quantities
import Scoring
import Tables
import Testing

/// A table screened whole.
struct Screened {
    var screening: Screening

    init(_ text: String, blockSize: Int = 1 << 20) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("screen-\(UUID().uuidString).csv").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        let input = try TableInput(path)
        let head = try TableHead(input)
        let frameworks = FrameworkList(ColumnScorer(Scored.framework())) { _ in nil }
        let scorer = BlockScorer(try ColumnMap(head.names), head: head, frameworks: frameworks, wishes: .init(details: true))
        let blocks = RecordBlocks(input, behind: head, size: blockSize)
        var table = ScreenedTable()
        while let block = try blocks.next() { table.add(ScreenDigest(scorer.score(block), scorers: frameworks.all)) }
        screening = Screening(table, scorers: frameworks.all)
    }

    /// A line for each project by rank.
    var lines: [String] { screening.order.map { project in "\(key(screening.table.projects.key(project))) \(screening.points[project]) \(screening.reasons(project).map(\.rawValue).joined(separator: " "))" } }

    var unitLines: [String] {
        screening.unitOrder.map { unit in "\(key(screening.table.unitKeys[unit][...])) \(screening.units[unit].points) \(screening.reasons(ofUnit: unit).map(\.rawValue).joined(separator: " "))" }
    }

    func figures(_ reason: ScreenReason, _ language: Language = .en) -> String { screening.figures(reason, of: screening.order[0])(language) }
    func unitFigures(_ reason: ScreenReason) -> String { screening.figures(reason, ofUnit: screening.unitOrder[0]).en }

    private func key(_ bytes: ArraySlice<UInt8>) -> String { TableText.key(bytes, nil).joined(separator: "|") }
}

/// One project: 10 of execution, three numbers of 30 each.
func screened(_ code: String, unit: String = "101001", executed: String = "100", budget: String = "100", targets: [String] = ["10", "20", "30"], actuals: [String] = ["10", "20", "30"], stated: [String] = ["", "", ""], sign: String = ">=") -> String {
    "130101,\(unit),\(code),预算执行率,,预算执行率,>=,\(budget),\(executed),,10,\n" + (0..<3).map { "130101,\(unit),\(code),产出指标,数量指标,指标\($0),\(sign),\(targets[$0]),\(actuals[$0]),,30,\(stated[$0])\n" }.joined()
}

@Suite struct `Screening of projects` {
    @Test(arguments: [
        ("full marks and exact hits", screened("P1"), "4 full-marks exact-hits", [ScreenReason.fullMarks: "full points in all 4 rows", .exactHits: "all 3 numeric indicators hit their targets exactly"]),
        ("an indicator above its target is no exact hit", screened("P1", actuals: ["11", "20", "30"]), "2 full-marks", [:]),
        ("nothing", screened("P1", actuals: ["11", "20", "27"], stated: ["30", "30", "27"]), "0 ", [:]),
        // S = 87 of 90, E = 9.18 of 10: 1 − 0.918 ÷ 0.9666… = 0.050…
        (
            "far above spending", screened("P1", executed: "91.8", actuals: ["11", "20", "27"]), "3 results-over-spending",
            [.resultsOverSpending: "indicators 87.00 ÷ 90 = 96.67%, execution 9.18 ÷ 10 = 91.80%; the gap is 5.03%, above 5 %"]
        ),
        // S = 90 of 90, E = 9.5 of 10: exactly 0.05 is not above it.
        ("exactly 5 % above spending", screened("P1", executed: "95", actuals: ["11", "20", "30"]), "0 ", [:]),
        ("exactly 20 % unspent", screened("P1", executed: "80", actuals: ["7", "14", "21"]), "0 ", [:]),
        ("more than 20 % unspent", screened("P1", executed: "79.99", actuals: ["7", "14", "21"]), "1 unspent", [.unspent: "budget 100, spent 79.99; 20.01 unspent, 20.01%, above 20 %"]),
        ("overspent", screened("P1", executed: "103.23", actuals: ["7", "14", "21"]), "1 overspent", [.overspent: "spent 103.23 of 100, 103.23%"]),
        ("no budget", screened("P1", executed: "5", budget: "0", actuals: ["0", "0", "0"]), "1 no-budget", [.noBudget: "an annual budget of 0, 5 spent"]),
        ("at 1.2", screened("P1", actuals: ["12", "20", "27"]), "1 overshoot", [.overshoot: "1 of 3 indicators at 1.2 times the target or more"]),
        ("below 1.2", screened("P1", actuals: ["11.99", "20", "27"]), "0 ", [:]),
        ("at 1.3", screened("P1", actuals: ["13", "20", "27"]), "2 overshoot far-overshoot", [.farOvershoot: "1 of 3 indicators at 1.3 times the target or more"]),
        ("a cluster", screened("P1", executed: "99", actuals: ["12", "25", "36"]), "2 overshoot overshoot-cluster", [.overshootCluster: "3 of 3 at 1.2 times, half or more"]),
        ("≤ never overshoots", screened("P1", actuals: ["5", "10", "33"], sign: "<="), "0 ", [:]),
        ("missed and full", screened("P1", actuals: ["9", "20", "30"], stated: ["30", "30", "30"]), "3 missed-full", [.missedFull: "1 missed with full points stated"]),
        ("stated above", screened("P1", actuals: ["9", "20", "30"], stated: ["27.5", "30", "30"]), "1 stated-above", [.statedAbove: "3 rows state 87.5 and earn 87: 0.5 more"]),
        ("stated far above", screened("P1", actuals: ["9", "20", "30"], stated: ["28", "30", "30"]), "3 stated-above stated-far-above", [:]),
        ("stated by rounding", screened("P1", actuals: ["9", "20", "30"], stated: ["27.05", "30", "30"]), "0 ", [:]),
        ("stated below", screened("P1", actuals: ["9", "20", "30"], stated: ["20", "30", "30"]), "0 ", [:]),
        ("a tier not kept", project("P1", executed: "100", roads: "90", quality: "2,28"), "2 outside-tier", [.outsideTier: "1 stated outside the tier"]),
        ("no total", screened("P1", actuals: ["9", "许多", "30"]), "2 no-score", [.noScore: "1 row has no score, so the project has no total"]),
        ("two rows of execution", screened("P1", executed: "10", actuals: ["9", "20", "30"]) + "130101,101001,P1,预算执行率,,预算执行率,>=,7,90,,10,\n", "2 no-score", [:]),
        ("a number too long", screened("P1", executed: "1234567890123456789012.5", budget: "1234567890123456789012.5", actuals: ["9", "20", "30"]), "0 too-long", [:]),
    ] as [(String, String, String, [ScreenReason: String])])
    func `tells a reason where it holds and nowhere else`(_ name: String, _ table: String, _ expected: String, _ figures: [ScreenReason: String]) throws {
        let screened = try Screened(head + table)
        #expect(screened.lines == ["130101|101001|P1 \(expected)"], "\(name)")
        for (reason, text) in figures { #expect(screened.figures(reason) == text, "\(name)") }
    }

    @Test func `ranks by points, then by budget, then by key, wherever the rows stand`() throws {
        let rows = screened("P3", executed: "50", actuals: ["9", "20", "30"]) + screened("P1", executed: "103", budget: "100") + screened("P2", executed: "1000", budget: "1000") + screened("P0")
        let text = try Screened(head + rows)
        #expect(text.lines == ["130101|101001|P1 5 full-marks exact-hits overspent", "130101|101001|P2 4 full-marks exact-hits", "130101|101001|P0 4 full-marks exact-hits", "130101|101001|P3 4 results-over-spending unspent"])
        let scattered = rows.split(separator: "\n").enumerated().sorted { ($0.offset * 7 % 16, $0.offset) < ($1.offset * 7 % 16, $1.offset) }.map { String($0.element) }.joined(separator: "\n")
        for size in [1 << 20, 300] { #expect(try Screened(head + scattered, blockSize: size).lines == text.lines) }
    }

    @Test func `every reason has points, a formula and its kind`() {
        for reason in ScreenReason.allCases {
            #expect(reason.points >= 0 && reason.points <= 3)
            #expect(!reason.formula.zh.isEmpty && !reason.formula.en.isEmpty)
        }
        #expect(ScreenReason.firstDigits.points == 0 && ScreenReason.lastDigits.points == 0)
    }

    @Test func `docs tell the points and the formula of every reason`() throws {
        let page = try String(contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../docs/screen.md"), encoding: .utf8)
        for reason in ScreenReason.allCases {
            let line = "| `\(reason.rawValue)` | \(reason.points) | \(reason.formula.zh)<br>\(reason.formula.en) |"
            #expect(page.contains(line), "docs/screen.md lacks:\n\(line)")
        }
        for step in SampleDraw.steps { #expect(page.contains(step.zh) && page.contains(step.en), "docs/screen.md lacks:\n\(step.zh)\n   \(step.en)") }
    }
}

@Suite struct `Screening of units` {
    @Test func `finds totals that are the same`() throws {
        let same = (1...3).map { screened("A\($0)", actuals: ["9", "20", "30"]) }, other = (1...2).map { screened("B\($0)", actuals: ["8", "\(10 + $0)", "30"]) }
        let text = try Screened(head + (same + other).joined())
        #expect(text.unitLines == ["130101|101001 3 uniform"])
        #expect(text.unitFigures(.uniform) == "3 of 5 totals are 97, 60.00%")
        #expect(text.screening.units[0].mean == (try ExactDecimal(parsing: "90.70")))
        // Four are too few, and two of five are less than half.
        #expect(try Screened(head + (same + other.prefix(1)).joined()).unitLines == ["130101|101001 0 "])
        #expect(try Screened(head + (same.prefix(2) + other + [screened("C", actuals: ["1", "2", "3"])]).joined()).unitLines == ["130101|101001 0 "])
    }

    @Test func `finds full marks everywhere, and projects without a total`() throws {
        let text = try Screened(head + (1...5).map { screened("A\($0)") }.joined() + (1...5).map { screened("B\($0)", unit: "102", actuals: ["\($0)", "\($0)", $0 == 1 ? "多" : "30"]) }.joined())
        #expect(text.unitLines == ["130101|101001 8 uniform mostly-full mostly-exact nearly-all-high", "130101|102 1 often-without-score"])
        #expect(text.unitFigures(.nearlyAllHigh) == "5 of 5 totals are 95 or more, 100.00%")
    }

    @Test func `looks at digits only where there are enough`() throws {
        func table(_ count: Int) -> String { head + (0..<count).map { screened("P\($0)", executed: "90", targets: ["200", "200", "200"], actuals: ["\(500 + $0 % 10)", "\(510 + $0 % 10)", "\(520 + $0 % 10)"]) }.joined() }
        // 4 numbers a project, one of them an amount of two digits.
        #expect(!(try Screened(table(49)).unitLines[0].contains("digits")))
        let text = try Screened(table(50))
        #expect(text.unitLines[0].hasSuffix("first-digits"))
        // 150 fives and 50 nines of 200: 1000 × (150² ÷ 79 + 50² ÷ 46) ÷ 200 − 200
        #expect(text.unitFigures(.firstDigits) == "first digits of 200 numbers: χ² = 1495.790, above 26.125 (a hint only)")
        #expect(text.screening.units[0].points == (try Screened(table(49))).screening.units[0].points)
    }

    @Test func `computes χ² exactly`() throws {
        var even = DigitCounts(), odd = DigitCounts()
        for number in 100..<1100 { even.add(ExactDecimal(number), takesLast: true) }
        #expect(even.lastTest?.statistic == .zero && even.lastTest?.isExceeded == false)
        // Each first digit as often as Benford says.
        for (digit, count) in [301, 176, 125, 97, 79, 67, 58, 51, 46].enumerated() { for _ in 0..<count { odd.add(ExactDecimal(significand: Int128(digit + 1) * 100 + 5, scale: 4), takesLast: true) } }
        #expect(odd.firstTest?.statistic == .zero && odd.firstTest?.isExceeded == false)
        // 1000 fives: 1000 × 1000² ÷ 100 ÷ 1000 − 1000
        #expect(odd.lastTest?.statistic == (try Ratio(9000, over: 1)) && odd.lastTest?.isExceeded == true)
        var few = DigitCounts()
        for number in 0..<299 { few.add(ExactDecimal(number), takesLast: true) }
        // Below three digits the last one says nothing.
        #expect(few.lastTest == nil && few.firstTest?.count == 298)
    }
}
