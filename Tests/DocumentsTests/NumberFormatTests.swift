import Documents
import Testing

@Suite struct NumberFormatTests {
    @Test(arguments: [
        ("General", NumberFormat.number), ("G/通用格式", .number), ("@", .number), ("", .number), ("0.00", .number),
        ("#,##0.00_);[Red]\\(#,##0.00\\)", .number), ("0.00E+00", .number), ("##0.0E+0", .number), ("\"d\"0", .number),
        ("0\"天\"", .number), ("[$USD] #,##0", .number), ("[DBNum1][$-804]General", .number), ("0.00\\d", .number),
        ("_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)", .number), ("# ?/?", .number), ("\"y\"\"m\"", .number), ("#,##0 days", .number),
        ("0%", .percent), ("0.00%", .percent), ("0.00\\%", .number), ("0\"%\"", .number), ("[=0]\"\";0%", .percent), ("0.0 %;[Red]-0.0 %", .percent),
        ("yyyy\"年\"m\"月\"d\"日\"", .day), ("yyyy年m月d日", .day), ("yyyy/m/d", .day), ("m/d/yy h:mm", .day), ("mmm-yy", .day),
        ("[$-804]yyyy\"年\"m\"月\";@", .day), ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", .day), ("[$-F800]dddd, mmmm dd, yyyy", .day),
        ("m\"月\"d\"日\"", .day), ("m\"月\"", .day), ("yyyy", .day), ("[$-804]aaaa", .day), ("e\"年\"", .day), ("YYYY-MM-DD", .day),
        ("yyyy\\-mm\\-dd", .day), ("yyyy-mm-dd hh:mm:ss", .day), ("General;yyyy", .day),
        ("h:mm", .time), ("mm:ss", .time), ("mm:ss.0", .time), ("[h]:mm:ss", .time), ("[mm]", .time), ("h:mm AM/PM", .time),
        ("上午/下午h\"时\"mm\"分\"", .time), ("[$-409]h:mm:ss AM/PM;@", .time), ("h:mmAM/PM", .time), ("h:mm A/P", .time), ("000000", .code(digits: 6)), ("00;-00", .code(digits: 2)), ("0", .number), ("00.00", .number), ("\"A\"000", .number),
    ])
    func `tells what a format code shows`(code: String, format: NumberFormat) {
        #expect(NumberFormat(code: code) == format)
    }

    @Test(arguments: [
        (0, NumberFormat.number), (1, .number), (9, .percent), (10, .percent), (11, .number), (14, .day), (18, .time), (21, .time), (22, .day),
        (27, .day), (31, .day), (32, .time), (36, .day), (37, .number), (45, .time), (47, .time), (49, .number), (50, .day), (55, .time), (58, .day),
        (59, .number), (-1, .number), (164, .number),
    ])
    func `knows the formats that have only a number`(number: Int, format: NumberFormat) {
        #expect(NumberFormat(builtIn: number) == format)
    }
}
