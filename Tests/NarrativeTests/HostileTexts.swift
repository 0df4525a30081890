/// Texts that nobody writes in good faith, each about as long as asked for; the benchmark times the same ones.
enum HostileTexts {
    static func all(bytes: Int) -> [(name: String, text: String)] {
        func fill(_ unit: String) -> String { String(repeating: unit, count: max(1, bytes / unit.utf8.count)) }
        let half = bytes / 6
        return [
            ("digits", fill("7")), ("groups of digits", fill("123,")), ("groups with blanks", fill("123 ")), ("其中", fill("其中")), ("figures with 其中", fill("1人其中")), ("sums with 其中", fill("其中12元、")),
            ("open brackets", fill("（")), ("nested figures", fill("3人（2人")), ("closed brackets", fill("（）")), ("pauses", fill("、")), ("commas", fill("，")), ("colons", fill("：")), ("percent signs", fill("%")),
            ("one amount", fill("100万元")), ("one amount with commas", fill("支出100万元，")), ("rates", fill("预算20万元，支出10万元，执行率30%，")), ("rates by line", fill("预算20万元，支出10万元，执行率30%。\n")),
            ("balances", fill("预算20万元，支出10万元，结余3万元，")), ("growth", fill("支出20万元，比上年增加3万元，增长3.5%，")), ("shares", fill("其中甲12人，占31.5%，")), ("shares by line", fill("其中甲12人，占31.5%。\n")),
            ("products", fill("3人，每人20元，共70元，")), ("prices by line", fill("补助困难学生3人，每人20元。\n")), ("totals", fill("甲3人、乙4人，合计9人，")), ("totals of money", fill("共3元，")), ("terms before totals", fill("其中").prefix(half) + fill("共3元")),
            ("scores", fill("产出指标得分95分，")), ("scores by line", fill("产出指标 50 48\n")), ("scores with 分别", fill("产出分别1分、")), ("grades", fill("等级为优（）")), ("bands", fill("90分以上为优，")), ("claims", fill("未超预算支出")), ("all completed", fill("指标全部完成")),
            ("lists", fill("甲镇3人、乙镇4人、丙镇5人。")), ("allocations", fill("资金分配为：甲镇3万元、乙镇4万元、丙镇5万元。")), ("equations", fill("1+2=4，")), ("long sum", fill("1+")), ("headings", fill("一、基本情况\n")), ("numbered", fill("1、2、3、")), ("years", fill("2023年")),
            ("dates", fill("2023.1.2.")), ("numerals", fill("二百")), ("telephones", fill("0317-1234567-")), ("ranges", fill("80-90分")), ("terms", fill("增长支出预算")), ("multiplied", fill("3×")), ("blank lines", fill(" \n")), ("lines", fill("1\n")), ("blanks", fill(" ")),
            ("right to left", fill("\u{202E}支出\u{202C}1万元")), ("zero width", fill("支\u{200B}出\u{FEFF}1\u{200D}0万元，")), ("combining", fill("e\u{301}\u{301}\u{301}")), ("beyond the plane", fill("𠀀😀")), ("NULs", fill("\0")), ("NULs within", fill("支\0出\01\0万元")),
            ("broken bytes", String(decoding: (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 37 | 0x80) }, as: UTF8.self)), ("cut characters", String(decoding: (0..<bytes).map { [0xE4, 0xB8][$0 & 1] as UInt8 }, as: UTF8.self)), ("funds", fill("年度资金总额 1 2 3 4 5% 6 ")),
            ("grade words", fill("优良中差")), ("surveys", fill("调查3人，满意2人，满意度70%，")), ("targets", fill("目标3次，实际完成2次，")), ("repeated", fill("全年支出3万元。全年支出4万元。")), ("transposed", fill("全年支出1234万元。全年支出1243万元。")),
            ("dimensions with 其中", fill("其中3人、4万元、5%、6户、7公里、")), ("one 其中 and its dimensions", "共100人、200万元，其中" + fill("3人、4万元、5%、6户、")), ("numbered heads", fill("（一）甲类支出3万元；")), ("numbered heads by line", fill("（一）甲类支出3万元\n")),
            ("heads below heads", fill("（一）甲类支出3万元；1.乙1万元；2.丙2万元；")), ("heads below heads by line", fill("（一）甲类支出3万元。\n1.乙1万元。\n2.丙2万元。\n")), ("shares of a name", fill("甲3人占职工总数的31.5%，")), ("shares of a name by line", fill("甲3人，占职工总数的31.5%。\n")),
            ("adjustments", fill("预算20万元，调增3万元，调减2万元，")), ("additions alone", "年初预算20万元，" + fill("追加3万元，调减2万元，")), ("adjustments by line", fill("预算20万元，调增3万元，调减2万元。\n")), ("two-sided bands", fill("90分（含）至100分为优，80分至90分（不含）为良；")),
            ("bands by line", fill("90分以上为优。\n")), ("digits with blanks", fill("7 ")), ("long numbers", fill("1234567890123456789012345678901234，")), ("documents", fill("省级资金3万元（财社〔2022〕44号），")), ("documents by line", fill("省级资金3万元（财社〔2022〕44号）。\n")),
            ("placeholders", fill("XX年")), ("conclusions", fill("社会效益显著")), ("conclusions with figures", fill("社会效益显著，3人。\n")), ("telephones of persons", fill("联系人张三13800138000，")), ("identities", fill("身份证号码11010519491231002X，")), ("deductions", fill("共扣2分，")),
            ("deductions by line", fill("共扣2分。\n")), ("full points", fill("各项均得满分，")), ("formulas", fill("得分10×98%=9.8分，")), ("points and scores", fill("数量指标10分，得9分，")), ("points and scores by line", fill("（一）数量指标（10分）得9分。\n")), ("titles", fill("《预算》")),
            ("outline words", fill("存在的问题及改进措施")), ("announced lists", fill("资金分配为：甲3万元、")), ("exhaustive lists", fill("3人分别为1人、2人，")), ("compared", fill("比上年增加3万元，")), ("compared by line", fill("支出20万元，比上年增加3万元，增长3.5%。\n")), ("balances by line", fill("预算20万元，支出10万元，结余3万元。\n")),
            ("nested brackets by line", fill("3人（2人（1人））\n")), ("其中 by line", fill("其中3人\n")), ("totals by line", fill("共3万元，其中甲1万元、乙3万元。\n")), ("columns", fill("年度资金总额 3\n其中财政拨款 1\n其他资金 3\n")), ("targets by line", fill("满意度不低于95%。满意度91.25%。\n")), ("scores of rows", fill("产出指标 50 48 96%\n")),
            ("sections with problems", fill("一、存在的问题\n工作不够细致。\n二、改进措施\n加强管理。\n")), ("table cells", fill("3\t")), ("numbers in a row", fill("3.5 ")), ("quotes", fill("“3人”")), ("slashes", fill("3元/人")), ("semicolons", fill("其中：甲3万元；")), ("different amounts", amounts(bytes)), ("different counts by line", counts(bytes)),
        ]
    }

    /// Sentences that all state another amount.
    private static func amounts(_ bytes: Int) -> String { (0..<max(1, bytes / 30)).map { "全年支出\($0 + 1000).\($0 % 10)万元。" }.joined() }

    /// Lines that all name and count another thing.
    private static func counts(_ bytes: Int) -> String { (0..<max(1, bytes / 40)).map { "补助第\($0)批困难学生\($0 * 7 % 1000)人，\n" }.joined() }
}
