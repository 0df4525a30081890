import BudgetModel
import Quantities

/// The units that can be converted into each other exactly.
///
/// Working days and days, months and days stay apart: no exact factor joins them.
enum UnitTable {
    /// A unit as a whole number of the smallest unit of its kind.
    struct Measure: Hashable {
        var kind: String
        var factor: Int64
    }

    /// How the number of one value relates to the number of another.
    enum Relation: Hashable {
        case same
        /// Multiply target and actual by these to compare them.
        case factors(target: Int64, actual: Int64)
        case clash
    }

    static func relation(target: String, actual: String) -> Relation {
        if target == actual { return .same }
        let (a, b) = (normalised(target), normalised(actual))
        if a == b || a.isEmpty || b.isEmpty { return .same }
        // 元/天 and 万元/天: the same divisor, then the units before it.
        if let (aTop, aBottom) = divided(a), let (bTop, bBottom) = divided(b) {
            return normalised(aBottom) == normalised(bBottom) ? simple(normalised(aTop), normalised(bTop)) : .clash
        }
        return simple(a, b)
    }

    /// Whether the unit counts money, or thousands and more of something, so that leaving it out can change the scale.
    static func isScaled(_ unit: String) -> Bool {
        let unit = normalised(unit)
        if let known = measures[unit] { return known.kind == "金额" }
        return prefixes.contains { unit.hasPrefix($0.0) }
    }

    private static func simple(_ a: String, _ b: String) -> Relation {
        // A bare 万 counts whatever the other side counts: 200 万 beside 万元 is 200 万元.
        let (bareA, bareB) = (isMultiplier(a), isMultiplier(b))
        if bareA != bareB {
            return bareA ? relation(of: measure(a + counted(in: b)), measure(b)) : relation(of: measure(a), measure(b + counted(in: a)))
        }
        return relation(of: measure(a), measure(b))
    }

    private static func isMultiplier(_ unit: String) -> Bool { prefixes.contains { $0.0 == unit } }

    /// 元 in 万元; a unit such as 千米 is one of its own.
    private static func counted(in unit: String) -> String {
        for (prefix, _) in prefixes where unit.hasPrefix(prefix) && (measures[unit] == nil || measures[String(unit.dropFirst(prefix.count))]?.kind == "金额") {
            return String(unit.dropFirst(prefix.count))
        }
        return unit
    }

    private static func relation(of target: Measure, _ actual: Measure) -> Relation {
        guard target.kind == actual.kind || countsAlike(target.kind, actual.kind) else { return .clash }
        if target.factor == actual.factor { return .same }
        return .factors(target: target.factor, actual: actual.factor)
    }

    /// 个 counts any thing that has no measure of its own; it does not count persons or visits.
    private static func countsAlike(_ a: String, _ b: String) -> Bool {
        func isThing(_ kind: String) -> Bool { !kinds.contains(kind) && !["人", "人次", "户", "户次"].contains(kind) }
        return (a == "个" && isThing(b)) || (b == "个" && isThing(a))
    }

    private static func divided(_ unit: String) -> (String, String)? {
        guard let slash = unit.firstIndex(of: "/") else { return nil }
        return (String(unit[..<slash]), String(unit[unit.index(after: slash)...]))
    }

    static func measure(_ unit: String) -> Measure {
        if let known = measures[unit] { return known }
        for (prefix, factor) in prefixes where unit.hasPrefix(prefix) {
            let rest = String(unit.dropFirst(prefix.count))
            let base = measures[rest] ?? Measure(kind: aliases[rest] ?? rest, factor: 1)
            let (product, overflow) = base.factor.multipliedReportingOverflow(by: factor)
            if !overflow { return Measure(kind: base.kind, factor: product) }
        }
        return Measure(kind: unit, factor: 1)
    }

    /// Full-width forms folded, spaces dropped, spellings of one unit joined.
    static func normalised(_ unit: String) -> String {
        var text = ""
        for scalar in unit.unicodeScalars {
            switch scalar.value {
            case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000: continue
            case 0xFF01...0xFF5E: text.unicodeScalars.append(UnicodeScalar(scalar.value - 0xFEE0)!)
            default: text.unicodeScalars.append(scalar)
            }
        }
        if text.utf8.allSatisfy({ $0 < 0x80 }) { text = text.lowercased() }
        if text.hasPrefix("每") { text.removeFirst() }
        if let alias = aliases[text] { return alias }
        if text.count > 1, text.hasPrefix("个") {
            text.removeFirst()
            return aliases[text] ?? text
        }
        return text
    }

    /// Longest first.
    private static let prefixes: [(String, Int64)] = [
        ("百万", 1_000_000), ("十万", 100_000), ("千万", 10_000_000), ("亿", 100_000_000), ("万", 10_000), ("千", 1000), ("百", 100),
    ]

    private static let aliases: [String: String] = [
        "百分比": "%", "百分点": "%", "百分之": "%", "千分之": "‰", "日": "天", "自然日": "天", "工作天": "工作日", "周年": "年",
        "年度": "年", "星期": "周", "小时数": "小时", "钟头": "小时", "公里": "千米", "km": "千米", "㎞": "千米", "m": "米", "cm": "厘米",
        "㎝": "厘米", "mm": "毫米", "㎜": "毫米", "㎡": "平方米", "m2": "平方米", "m²": "平方米", "平米": "平方米", "平方": "平方米",
        "平方千米": "平方公里", "km2": "平方公里", "km²": "平方公里", "k㎡": "平方公里", "ha": "公顷", "m3": "立方米", "m³": "立方米",
        "㎥": "立方米", "立方": "立方米", "方": "立方米", "l": "升", "ml": "毫升", "千克": "公斤", "kg": "公斤", "㎏": "公斤", "g": "克", "t": "吨",
        "市斤": "斤", "名": "人", "位": "人", "人数": "人", "人口": "人", "人員": "人", "人头": "人", "户数": "户", "场次": "场", "次数": "次",
        "批次": "批", "度": "千瓦时", "kwh": "千瓦时", "rmb": "元", "人民币元": "元", "圆": "元", "块": "元", "人民币": "元", "℃": "摄氏度",
    ]

    private static let kinds: Set<String> = Set(measures.values.map(\.kind))

    private static let measures: [String: Measure] = {
        let table: [(String, [(String, Int64)])] = [
            ("金额", [("角", 10), ("元", 100), ("千元", 100_000), ("万元", 1_000_000), ("百万元", 100_000_000), ("亿元", 10_000_000_000)]),
            ("比率", [("‰", 1), ("%", 10)]),
            ("时长", [("秒", 1), ("分钟", 60), ("小时", 3600), ("天", 86_400), ("周", 604_800)]),
            ("月数", [("月", 1), ("季度", 3), ("年", 12)]),
            ("工作日", [("工作日", 1)]),
            ("长度", [("毫米", 1), ("厘米", 10), ("分米", 100), ("米", 1000), ("千米", 1_000_000)]),
            // A mu is exactly 2000/3 square metres.
            ("面积", [("平方米", 3), ("亩", 2000), ("公顷", 30_000), ("平方公里", 3_000_000)]),
            ("体积", [("毫升", 1), ("升", 1000), ("立方米", 1_000_000)]),
            ("重量", [("克", 1), ("斤", 500), ("公斤", 1000), ("吨", 1_000_000)]),
            ("电量", [("瓦时", 1), ("千瓦时", 1000), ("兆瓦时", 1_000_000)]),
            ("功率", [("瓦", 1), ("千瓦", 1000), ("兆瓦", 1_000_000)]),
        ]
        var measures: [String: Measure] = [:]
        for (kind, units) in table {
            for (unit, factor) in units { measures[unit] = Measure(kind: kind, factor: factor) }
        }
        return measures
    }()
}
