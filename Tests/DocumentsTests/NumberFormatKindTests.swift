import BudgetModel
import Documents
import Quantities
import Testing

@Suite struct NumberFormatKindTests {
    @Test(arguments: [
        ("General", NumberFormatKind.general), ("G/通用格式", .general), ("@", .general), ("", .general), ("0.00", .general),
        ("#,##0.00_);[Red]\\(#,##0.00\\)", .general), ("0.00E+00", .general), ("##0.0E+0", .general), ("\"d\"0", .general),
        ("0\"天\"", .general), ("[$USD] #,##0", .general), ("[DBNum1][$-804]General", .general), ("0.00\\d", .general),
        ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", .general), ("# ?/?", .general), ("\"y\"\"m\"", .general), ("#,##0 days", .general),
        ("0%", .percent), ("0.00%", .percent), ("0.00\\%", .general), ("0\"%\"", .general), ("[=0]\"\";0%", .percent), ("0.0 %;[Red]-0.0 %", .percent),
        ("yyyy\"年\"m\"月\"d\"日\"", .date), ("yyyy年m月d日", .date), ("yyyy/m/d", .date), ("m/d/yy h:mm", .date), ("mmm-yy", .date),
        ("[$-804]yyyy\"年\"m\"月\";@", .date), ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", .date), ("[$-F800]dddd, mmmm dd, yyyy", .date),
        ("m\"月\"d\"日\"", .date), ("m\"月\"", .date), ("yyyy", .date), ("[$-804]aaaa", .date), ("e\"年\"", .date), ("YYYY-MM-DD", .date),
        ("yyyy\\-mm\\-dd", .date), ("yyyy-mm-dd hh:mm:ss", .date), ("General;yyyy", .date),
        ("h:mm", .time), ("mm:ss", .time), ("mm:ss.0", .time), ("[h]:mm:ss", .time), ("[mm]", .time), ("h:mm AM/PM", .time),
        ("上午/下午h\"时\"mm\"分\"", .time), ("[$-409]h:mm:ss AM/PM;@", .time), ("h:mmAM/PM", .time), ("h:mm A/P", .time),
    ])
    func `tells what a format code shows`(code: String, kind: NumberFormatKind) {
        #expect(NumberFormatKind(code: code) == kind)
    }

    @Test(arguments: [
        (0, NumberFormatKind.general), (1, .general), (9, .percent), (10, .percent), (11, .general), (14, .date), (18, .time), (21, .time), (22, .date),
        (27, .date), (31, .date), (32, .time), (36, .date), (37, .general), (45, .time), (47, .time), (49, .general), (50, .date), (55, .time), (58, .date),
        (59, .general), (-1, .general), (164, .general),
    ])
    func `knows the formats that have only a number`(number: Int, kind: NumberFormatKind) {
        #expect(NumberFormatKind(builtIn: number) == kind)
    }

    @Test(arguments: [
        (NumberFormatKind.general, "8.3699999999999992", "8.37"), (.percent, "0.98", "98%"), (.percent, "0.97750000000000004", "97.75%"),
        (.date, "45280", "2023-12-20"), (.date, "60", "60"), (.date, "-1", "-1"), (.time, "0.5", "12:00"), (.time, "1.5", "36:00"), (.time, "0.000011574074", "00:00:01"),
    ])
    func `shows a number in its kind`(kind: NumberFormatKind, number: String, shown: String) throws {
        #expect(kind.cell(try ExactDecimal(workbookNumber: number), dates: .from1900).shown == shown)
    }

    @Test func `counts days in both date systems`() throws {
        let day = try CalendarDay(year: 2023, month: 12, day: 20)
        #expect(NumberFormatKind.date.cell(ExactDecimal(45_280), dates: .from1900).value == .day(day))
        #expect(NumberFormatKind.date.cell(ExactDecimal(43_818), dates: .from1904).value == .day(day))
    }
}
