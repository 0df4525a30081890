import BudgetModel
import Office
import Quantities
import Testing

struct CalendarClockTests {
    /// `date -u -d @…` on the seconds.
    @Test(arguments: [
        (Int64(0), "1970-01-01"), (57_599, "1970-01-01"), (57_600, "1970-01-02"), (-28_800, "1970-01-01"), (-28_801, "1969-12-31"), (1_709_135_999, "2024-02-28"), (1_709_136_000, "2024-02-29"),
        (1_709_222_400, "2024-03-01"),
    ])
    func `the day in Beijing`(seconds: Int64, expected: String) throws {
        #expect(try CalendarClock.day(at: seconds).iso == expected)
    }

    @Test func `a day ends where the next begins`() throws {
        let leap = day("2024-02-29")
        #expect(CalendarClock.start(of: leap) == 1_709_136_000)
        #expect(CalendarClock.end(of: leap) == 1_709_222_400)
        #expect(try CalendarClock.day(at: CalendarClock.end(of: leap) - 1) == leap)
    }

    @Test func `days are added across months and years`() throws {
        #expect(try day("2023-12-20").adding(days: 20) == day("2024-01-09"))
        #expect(try day("2024-03-01").adding(days: -1) == day("2024-02-29"))
        #expect(day("2024-02-28").days(to: day("2024-03-01")) == 2)
        #expect(throws: QuantityError.overflow) { try day("9999-12-31").adding(days: 1) }
        #expect(throws: QuantityError.overflow) { try day("2024-01-01").adding(days: Int.max) }
        #expect(throws: QuantityError.overflow) { try CalendarClock.day(at: Int64.max) }
        #expect(throws: QuantityError.overflow) { try CalendarClock.day(at: Int64.min) }
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 8])
    func `every instant lies within its day`(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<500 {
            let instant = Int64.random(in: -60_000_000_000...250_000_000_000, using: &generator)
            let today = try CalendarClock.day(at: instant)
            #expect((CalendarClock.start(of: today)..<CalendarClock.end(of: today)).contains(instant), "seed \(seed)")
            let days = Int.random(in: -4000...4000, using: &generator)
            #expect(today.days(to: try today.adding(days: days)) == days, "seed \(seed)")
        }
    }
}

struct YearCalendarTests {
    let profile = try! YearCalendarProfile.shipped(on: testDay)

    @Test func `a typical year, relative to the fiscal year`() throws {
        let windows = try profile.windows(fiscalYear: 2024)
        #expect(windows.map(\.stage) == CycleStage.allCases)
        func span(_ stage: CycleStage) throws -> String { try profile.window(stage, fiscalYear: 2024).map { "\($0.opens.iso) \($0.closes.iso)" } ?? "-" }
        #expect(try span(.exAnteAssessment) == "2023-06-01 2023-08-31")
        #expect(try span(.monitoring) == "2024-08-01 2024-08-31")
        #expect(try span(.selfEvaluation) == "2025-01-01 2025-03-31")
        #expect(try span(.useOfResults) == "2025-08-01 2025-10-31")
        let monitoring = try #require(try profile.window(.monitoring, fiscalYear: 2024))
        #expect(monitoring.contains(day("2024-08-31")) && !monitoring.contains(day("2024-09-01")))
        #expect(monitoring.reference.number == "财预〔2019〕136号")
        #expect(windows.count { $0.reference.confidence == .assumed } == 9)
    }

    @Test func `the last day of February, and years that are none`() throws {
        let text = ProfileTests.text(YearCalendarProfile.self).replacing("closes: {year: \"1\", month: \"3\"}", with: "closes: {year: \"1\", month: \"2\"}")
        let own = try YearCalendarProfile.read(text, name: "a.yaml", on: testDay)
        #expect(try own.window(.selfEvaluation, fiscalYear: 2023)?.closes == day("2024-02-29"))
        #expect(try own.window(.selfEvaluation, fiscalYear: 2024)?.closes == day("2025-02-28"))
        #expect(throws: QuantityError.self) { try profile.window(.selfEvaluation, fiscalYear: 9999) }
        #expect(throws: QuantityError.self) { try profile.window(.selfEvaluation, fiscalYear: Int.max) }
    }

    @Test func `windows that cannot be`() {
        typealias P = YearCalendarProfile
        #expect(ProfileTests.refused(P.self, "closes: {year: \"-1\", month: \"8\"}", "closes: {year: \"-1\", month: \"5\"}").contains { $0.contains("的 opens 晚于 closes") })
        #expect(ProfileTests.refused(P.self, "opens: {year: \"-1\", month: \"6\", day: \"1\"}", "opens: {year: \"-1\", month: \"6\", day: \"31\"}").contains { $0.contains("没有这一天：6月31日") })
        #expect(ProfileTests.refused(P.self, "  monitoring:", "  party:").contains { $0.contains("不认识的项“party”") })
    }
}
