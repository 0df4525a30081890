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
        ]
    }
}
