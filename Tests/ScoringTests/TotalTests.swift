import BudgetModel
import Frameworks
import Quantities
import Scoring
import Testing

struct TotalTests {
    let full: [FundLine] = [.of(.total, adjusted: "100", executed: "100")]

    @Test func `the total is the sum of the rounded rows`() {
        let sheet = score(form([row(.atLeast, "3", "2", weight: "30"), row(.atLeast, "3", "1", weight: "40"), row(.atLeast, "7", "6", weight: "20")]).with(full))
        #expect(sheet.lines.map { $0.score?.description } == ["20.00", "13.33", "17.14"])
        #expect(sheet.total?.description == "60.47")
        #expect(sheet.totalRange == dec("60.47")...dec("60.47"))
        #expect(sheet.grade == .fair)
        #expect(sheet.totalTrace.map { $0.line(.zh) }.first == "总分 = 预算执行 10.00 + 各项指标 50.47 = 60.47")
    }

    @Test func `3_13 total over a null: null, with its range; a grade only when both ends agree`() {
        let open = row(.atLeast, .of("1"), nil, weight: "5")
        let sheet = score(form([row(.atLeast, "1", "1", weight: "85"), open]).with(full))
        #expect(sheet.total == nil)
        #expect(sheet.totalRange == dec("95")...dec("100"))
        #expect(sheet.grade == .excellent)
        let wide = score(form([row(.atLeast, "1", "1", weight: "75"), row(.atLeast, .of("1"), nil, weight: "15")]).with(full))
        #expect(wide.totalRange == dec("85")...dec("100") && wide.grade == nil)
        #expect(wide.totalTrace.map { $0.line(.zh) }.contains("有 1 项未能计分，总分暂不确定，范围为 85.00 至 100.00"))
    }

    @Test func `a known tier narrows the range of an open row`() {
        let open = row(nil, .of("完善"), .of("部分"), weight: "10", tier: .partlyAchieved)
        let sheet = score(form([row(.atLeast, "1", "1", weight: "80"), open]).with(full))
        #expect(sheet.totalRange == dec("96")...dec("98"))
    }

    @Test func `3_13 no execution row: that part is null where the indicators leave room for it`() {
        let missing = score(form([row(.atLeast, "1", "1", weight: "90")]))
        #expect(missing.total == nil && missing.totalRange == dec("90")...dec("100"))
        let whole = score(form([row(.atLeast, "1", "1", weight: "100")]))
        #expect(whole.total?.description == "100.00")
    }

    @Test func `rows without weights leave the total open, held by a printed block`() {
        var evaluation = form([row(.atLeast, .of("1"), .of("1"), weight: nil), row(.atLeast, "1", "1", weight: "40")]).with(full)
        #expect(score(evaluation).total == nil && score(evaluation).totalRange == nil)
        evaluation.blocks = [LevelBlock(level1: "产出指标", weight: Sourced(dec("90"), nil), members: [0, 1])]
        #expect(score(evaluation).totalRange == dec("50")...dec("100"))
    }

    @Test(arguments: [("100", Grade.excellent), ("90", .excellent), ("89.99", .good), ("80", .good), ("79.99", .fair), ("60", .fair), ("59.99", .poor), ("0", .poor)])
    func `3_9 grades`(points: String, grade: Grade) {
        let sheet = score(form([row(.atLeast, "100", points, weight: "100")]))
        #expect(sheet.total == dec(points))
        #expect(sheet.grade == grade)
    }

    /// N2: caps by execution band, as some regions have them.
    static let capped = shipped().with {
        func cap(_ id: String, _ from: String, _ below: String, _ most: String) -> Cited<TotalAdjustment> {
            own(TotalAdjustment(id: id, condition: .executionWithin(from: dec(from), below: dec(below)), effect: .cap(dec(most))))
        }
        $0.adjustments = [
            cap("band-90", "80", "90", "89"), cap("band-80", "70", "80", "79"), cap("band-70", "60", "70", "69"), cap("band-60", "0", "60", "59"),
            own(TotalAdjustment(id: "over", condition: .executionAbove(dec("100")), effect: .deduct(dec("2")))),
        ]
    }

    @Test(arguments: [("95", "99.50", []), ("85", "89.00", ["band-90"]), ("75", "79.00", ["band-80"]), ("65", "69.00", ["band-70"]), ("10", "59.00", ["band-60"]), ("110", "98.00", ["over"])] as [(String, String, [String])])
    func `caps and deductions across the tree have a line each`(executed: String, expected: String, ids: [String]) {
        let sheet = score(form([row(.atLeast, "1", "1", weight: "90")]).with([.of(.total, adjusted: "100", executed: executed)]), Self.capped)
        #expect(sheet.total?.description == expected)
        #expect(sheet.adjustments.map(\.id) == ids)
        #expect(sheet.adjustments.allSatisfy { $0.points.isNegative && $0.trace.count == 2 })
    }

    @Test func `several caps that hold apply one after the other`() {
        let framework = shipped().with {
            $0.adjustments = [
                own(TotalAdjustment(id: "a", condition: .executionBelow(dec("90")), effect: .cap(dec("89")))),
                own(TotalAdjustment(id: "b", condition: .executionBelow(dec("80")), effect: .cap(dec("79")))),
                own(TotalAdjustment(id: "c", condition: .levelBelow(level1: "产出指标", percent: dec("60")), effect: .deduct(dec("5")))),
            ]
        }
        let sheet = score(form([row(.atLeast, "1", "1", weight: "90")]).with([.of(.total, adjusted: "100", executed: "70")]), framework)
        #expect(sheet.total?.description == "79.00")
        #expect(sheet.adjustments.map { "\($0.id) \($0.points)" } == ["a -8.00", "b -10"])
        let weak = score(form([row(.atLeast, "10", "5", weight: "90")]).with([.of(.total, adjusted: "100", executed: "100")]), framework)
        #expect(weak.adjustments.map { "\($0.id) \($0.points)" } == ["c -5.00"])
        #expect(weak.adjustments[0].trace.map { $0.line(.zh) }.last == "说明：产出指标得分低于其分值的 60%，总分扣 5：55.00 → 50.00")
    }

    @Test func `caps work at both ends of an open range`() {
        let sheet = score(form([row(.atLeast, .of("1"), nil, weight: "90")]).with([.of(.total, adjusted: "100", executed: "75")]), Self.capped)
        #expect(sheet.totalRange == dec("7.5")...dec("79"))
        #expect(sheet.total == nil)
    }

    @Test func `the residue of rounding goes where the framework says`() {
        // Three times 33.333… of 90 points.
        let thirds = (0..<3).map { _ in row(.atLeast, "9", "1", weight: "30") }
        let rows = score(form(thirds).with(full))
        #expect(rows.total?.description == "19.99")
        let line = score(form(thirds).with(full), shipped().with { $0.residue = own(.ownLine) })
        #expect(line.total?.description == "20.00")
        #expect(line.adjustments.map { "\($0.id) \($0.points)" } == ["residue 0.01"])
        let inRow = score(form(thirds).with(full), shipped().with { $0.residue = own(.largestRow) })
        #expect(inRow.lines.map { $0.score!.description } == ["3.34", "3.33", "3.33"])
        #expect(inRow.total?.description == "20.00")
    }

    @Test(arguments: [(Rounding.halfUp, 2, "1.25"), (.halfUp, 1, "1.3"), (.halfEven, 1, "1.2"), (.down, 1, "1.2"), (.halfUp, 0, "1")])
    func `rounding and places are the framework's`(rule: Rounding, places: Int, expected: String) {
        let framework = shipped().with {
            $0.rounding = own(rule)
            $0.scorePlaces = own(places)
        }
        #expect(scored(row(.atLeast, "8", "1"), framework).score?.description == expected)
    }

    @Test func `2_4 goals with full blocks of their own count by their shares`() {
        var first = row(.atLeast, "10", "5", weight: "100")
        first.goalIndex = 0
        var second = row(.atLeast, "1", "1", weight: "100")
        second.goalIndex = 1
        var evaluation = form([first, second])
        evaluation.goals = [Goal(weight: Sourced(dec("60"), nil)), Goal(weight: Sourced(dec("40"), nil))]
        #expect(score(evaluation).total?.description == "70.00")
    }

    @Test func `an empty form has no total`() {
        let sheet = score(form([]))
        #expect(sheet.total == nil && sheet.totalRange == nil && sheet.grade == nil)
    }
}
