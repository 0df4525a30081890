import Quantities
import Testing

@Suite struct ExactDecimalTests {
    @Test(arguments: [
        ("12", "12"), ("-0.50", "-0.50"), ("1,234.50", "1234.50"), ("１２３．４", "123.4"), ("－5", "-5"), ("+3", "3"), ("1，234，567", "1234567"), ("0.000001", "0.000001"),
    ]) func `keeps the written scale`(_ written: String, _ shown: String) throws {
        #expect(try ExactDecimal(parsing: written).description == shown)
    }

    @Test(arguments: ["", "—", "12a", "1,23", "1,2345", "12%", "1.2.3", "１２元", "--5"]) func `refuses what is no number`(_ written: String) {
        #expect(throws: QuantityError.self) { try ExactDecimal(parsing: written) }
    }

    @Test(arguments: [("8.3699999999999992", "8.37"), ("0.30000000000000004", "0.3"), ("1E-7", "0.0000001"), ("1863.9578700000002", "1863.95787"), ("1.5E3", "1500")])
    func `takes workbook numbers to fifteen digits`(_ stored: String, _ shown: String) throws {
        #expect(try ExactDecimal(workbookNumber: stored).description == shown)
    }

    @Test func `overflow throws and never traps`() {
        #expect(throws: QuantityError.self) { try ExactDecimal(workbookNumber: "1.7976931348623157E308") }
        let big = ExactDecimal(significand: .max, scale: 0)
        #expect(throws: QuantityError.overflow) { try big + big }
        #expect(throws: QuantityError.overflow) { try big * big }
    }

    @Test(arguments: [
        ("0.125", Rounding.halfUp, "0.13"), ("-0.125", .halfUp, "-0.13"), ("0.125", .halfEven, "0.12"), ("0.135", .halfEven, "0.14"), ("0.129", .down, "0.12"), ("2.6", .halfUp, "2.60"),
    ]) func `rounds by its named rule`(_ written: String, _ rule: Rounding, _ shown: String) throws {
        #expect(try ExactDecimal(parsing: written).rounded(to: 2, rule).description == shown)
    }

    @Test func `equal values are equal whatever their scale`() throws {
        #expect(try ExactDecimal(parsing: "1.50") == ExactDecimal(parsing: "1.5"))
        #expect(try Set([ExactDecimal(parsing: "2.00"), ExactDecimal(parsing: "2")]).count == 1)
    }
}

/// Texts that stand for one value each.
@Suite struct WrittenTests {
    @Test(arguments: ["0", "12.50", "-0.5", "0.00", "100000000000000000000000000000000000000", "-170141183460469231731687303715884105727", "0.00000000000000000000000000000000000001"]) func `a number is read from its own text`(_ text: String) throws {
        #expect(ExactDecimal(written: text)?.description == text)
    }

    @Test(arguments: ["", "-", "+1", "01", "-0", "-0.0", ".5", "5.", "1e3", "1,000", " 1", "１", "1.2.3", "0x1", "0.000000000000000000000000000000000000001", "1000000000000000000000000000000000000000000"])
    func `no other text is a number`(_ text: String) { #expect(ExactDecimal(written: text) == nil) }

    @Test(arguments: ["0", "10", "-3", "180/19", "-1/8"]) func `a fraction is read from its own text`(_ text: String) { #expect(Ratio(written: text)?.written == text) }

    @Test(arguments: ["", "1/0", "2/4", "1/-2", "10/1", "1/2/3", "/2", "1/", "+1", "1.5", " 1/2"]) func `no other text is a fraction`(_ text: String) { #expect(Ratio(written: text) == nil) }
}

@Suite struct RatioTests {
    @Test(arguments: [("90", "95", "10", "9.47"), ("37.24", "43.2", "10", "8.62"), ("1863.95787", "1805.58777", "100", "103.23"), ("1", "8", "1", "0.13"), ("-1", "8", "1", "-0.13")])
    func `rounds a product once`(_ part: String, _ whole: String, _ weight: String, _ shown: String) throws {
        let ratio = try Ratio(ExactDecimal(parsing: part), over: ExactDecimal(parsing: whole)) * ExactDecimal(parsing: weight)
        #expect(try ratio.rounded(to: 2, .halfUp).description == shown)
    }

    @Test func `a third three times is one`() throws {
        let third = try Ratio(1, over: 3)
        #expect(try third + third + third == .one)
        #expect(throws: QuantityError.divisionByZero) { try Ratio(1, over: 0) }
    }
}

@Suite struct MoneyTests {
    @Test(arguments: [("1805.58777", AmountUnit.wanYuan, "18055877.70"), ("0.000001", .wanYuan, "0.01"), ("2.5", .yiYuan, "250000000.00"), ("387664.62", .yuan, "387664.62")])
    func `is whole fen`(_ amount: String, _ unit: AmountUnit, _ yuan: String) throws {
        let money = try Money(ExactDecimal(parsing: amount), unit)
        #expect(money.yuan == yuan)
        #expect(try money.amount(in: unit) == ExactDecimal(parsing: amount))
    }

    @Test func `refuses parts of a fen and too much money`() throws {
        let tiny = try ExactDecimal(parsing: "0.0000001")
        #expect(throws: QuantityError.self) { try Money(tiny, .wanYuan) }
        #expect(try Money(rounding: tiny, .wanYuan, .halfUp) == .zero)
        let huge = try ExactDecimal(parsing: "99999999999999999999")
        #expect(throws: QuantityError.overflow) { try Money(huge, .yiYuan) }
        #expect(throws: QuantityError.overflow) { try Money(fen: .max) + Money(fen: 1) }
    }
}

@Suite struct CalendarDayTests {
    @Test(arguments: [("45280", CalendarDay.DateSystem.from1900, "2023-12-20"), ("43818", .from1904, "2023-12-20"), ("1", .from1900, "1900-01-01"), ("61", .from1900, "1900-03-01"), ("45280.75", .from1900, "2023-12-20")])
    func `reads serial days of both systems`(_ serial: String, _ system: CalendarDay.DateSystem, _ iso: String) throws {
        #expect(try CalendarDay(serial: ExactDecimal(parsing: serial), system: system).iso == iso)
    }

    @Test func `knows no day that never was`() throws {
        #expect(throws: QuantityError.self) { try CalendarDay(year: 2023, month: 2, day: 29) }
        #expect(throws: QuantityError.self) { try CalendarDay(serial: ExactDecimal(60), system: .from1900) }
        #expect(try CalendarDay(year: 2024, month: 2, day: 29).iso == "2024-02-29")
    }

    @Test func `every day number comes back`() throws {
        for number in stride(from: -700_000, through: 2_900_000, by: 997) {
            #expect(try CalendarDay(dayNumber: number).dayNumber == number)
        }
    }
}
