import BudgetModel
import Quantities

extension Rule {
    /// Flags an actual value in another unit, or on another scale, than its target.
    package static let unitChanged = Rule(
        "E16", Wording(zh: "完成值与指标值的单位或口径不一致", en: "Target and actual value differ in unit or scale"),
        since: "0.1", status: .stable, nature: .heuristic, stages: [.selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "单位不同就无法比较，得分也无从计算。可以换算的单位（元与万元、米与公里）不算；一方没写单位也不算。",
            en: "Values in different units cannot be compared or scored. Units that convert (元 and 万元, 米 and 公里) are fine, and so is a missing unit."),
        triggering: [
            Example(
                Wording(zh: "指标值550万元，完成20套", en: "550 万元 against 20 套"), at: ["F13"],
                ExampleForm().row("设备购置", ">=", "550", "万元", actual: "20", actualUnit: "套", weight: "10", stated: "10")),
            Example(
                Wording(zh: "指标值95%，完成值写成0.98", en: "95 % against 0.98"), at: ["F13"],
                ExampleForm().row("水质达标率", ">=", "95", "%", actual: "0.98", weight: "10", stated: "10", computed: "0.1", met: false, reason: "见说明")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "单位可以换算", en: "units that convert"),
                ExampleForm().row("节约水费", ">=", "2", "万元", actual: "21000", actualUnit: "元", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "%与百分比相同", en: "% and 百分比 are the same"),
                ExampleForm().row("水质达标率", ">=", "95", "%", actual: "96", actualUnit: "百分比", weight: "10", stated: "10", computed: "10")),
            Example(
                Wording(zh: "完成值没写单位", en: "no unit beside the actual value"),
                ExampleForm().row("水质达标率", ">=", "95", "%", actual: "96", weight: "10", stated: "10", computed: "10")),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        let indicators = facts.evaluation.indicators
        for index in indicators.indices {
            guard let actual = indicators[index].actual, actual.isNumeric, let target = indicators[index].effectiveTarget, target.isNumeric
            else { continue }
            let name = indicators[index].name.value
            if let planned = target.unit, let reached = actual.unit {
                guard planned != reached, MeasureUnit.kind(of: planned) != MeasureUnit.kind(of: reached) else { continue }
                hits.append(
                    Hit(
                        at: actual.cell,
                        Wording(
                            zh: "「\(name)」指标值的单位是“\(planned)”，完成值是“\(reached)”，无法比较。请统一单位。",
                            en: "“\(name)” has a target in \(planned) and an actual value in \(reached); they cannot be compared. Use one unit."),
                        expected: planned, found: reached))
            } else if target.unit == "%", actual.unit == nil, let planned = target.number, let reached = actual.number {
                // 0.98 beside 95 % is most likely the same share on another scale.
                guard planned >= ExactDecimal(10), reached.isPositive, reached <= .one, reached.scale > 0, !reached.isWhole else { continue }
                let percent = try reached.shifted(by: 2).trimmed
                hits.append(
                    Hit(
                        at: actual.cell,
                        Wording(
                            zh: "「\(name)」指标值是\(planned.plain)%，完成值写成\(reached.plain)。是\(percent)%还是\(reached.plain)%？请按百分数填写。",
                            en: "“\(name)” has a target of \(planned.plain) % and an actual value of \(reached.plain). Is it \(percent) % or \(reached.plain) %? Write it in percent."),
                        expected: percent.plain, found: reached.plain))
            }
        }
        return hits
    }
}

/// Units of measure that convert into each other share a kind.
enum MeasureUnit {
    static func kind(of unit: String) -> String { kinds[unit] ?? unit }

    private static let kinds: [String: String] = {
        let groups: [(String, [String])] = [
            ("%", ["％", "百分比", "百分点", "百分数", "个百分点"]),
            ("元", ["千元", "万元", "百万元", "万", "亿元", "人民币元", "百元", "角", "分钱"]),
            ("人", ["千人", "万人", "名", "位", "人数"]),
            ("人次", ["万人次", "人/次", "千人次"]),
            ("次", ["万次", "回", "趟", "次数"]),
            ("个", ["万个", "只", "处"]),
            ("户", ["万户", "家", "户数"]),
            ("米", ["公里", "千米", "里", "厘米", "毫米", "m", "km", "延米", "延长米", "万米"]),
            ("平方米", ["平米", "㎡", "m2", "m²", "亩", "万亩", "公顷", "平方公里", "万平方米", "平方千米", "顷"]),
            ("立方米", ["方", "m3", "m³", "万立方米", "立方", "万方", "升", "毫升"]),
            ("吨", ["公斤", "千克", "克", "斤", "万吨", "kg", "t"]),
            ("天", ["日", "工作日", "个工作日", "日历天"]),
            ("月", ["个月"]),
            ("小时", ["分钟", "秒", "时", "学时", "课时"]),
            ("件", ["万件"]),
            ("年", ["周年"]),
        ]
        var kinds: [String: String] = [:]
        for (kind, units) in groups { for unit in units { kinds[unit] = kind } }
        return kinds
    }()
}
