import Quantities

/// Writes a report from one model of an office's year: every figure follows from the others.
///
/// Each paragraph registers the defects that can be planted in it, with what audit must then say.
struct ReportWriter {
    enum Kind: CaseIterable, Sendable { case department, project, transfer }

    /// The unit of a report's money and the size of its sums, in steps of the last digit.
    struct Currency: Sendable {
        var unit: String
        var scale: Int
        var range: ClosedRange<Int>
    }

    var random: Seeded
    var draft = Draft()
    let style: Style
    let kind: Kind
    let currency: Currency
    let year: Int
    /// The year's money, in steps.
    let initial: Int
    let added: Int
    let executed: Int
    var adjusted: Int { initial + added }
    private var headings = 0
    /// The words that claim spending within the budget, as audit quotes them.
    var claimed: String?
    /// Draws of what came later, so that it changes no other draw of a seed.
    var later: Seeded

    init(seed: UInt64) {
        random = Seeded(seed)
        later = Seeded(seed &+ 1_000_000)
        style = Style(&random)
        kind = random.pick(Kind.allCases)
        currency = random.pick([
            Currency(unit: "万元", scale: 2, range: 20_000...900_000), Currency(unit: "万元", scale: 2, range: 20_000...900_000), Currency(unit: "元", scale: 2, range: 20_000_000...900_000_000),
            Currency(unit: "万元", scale: 0, range: 200...9_000), Currency(unit: "亿元", scale: 4, range: 20_000...900_000),
        ])
        year = random.int(2019...2024)
        initial = random.int(currency.range)
        added = random.chance(50) ? random.int(initial / 20...initial / 3) : 0
        executed = (initial + added) * random.int(8_200...9_930) / 10_000
    }

    /// The whole report.
    static func write(seed: UInt64) -> (draft: Draft, style: Style) {
        var writer = ReportWriter(seed: seed)
        writer.title()
        writer.heading("项目概况", "基本情况", "部门概况")
        writer.filler()
        writer.money()
        if writer.random.chance(60) { writer.split() }
        if writer.random.chance(30) { writer.growth() }
        writer.heading("绩效目标完成情况", "主要绩效", "产出和效益")
        var paragraphs: [(inout ReportWriter) -> Void] = [
            { $0.countedParts() }, { $0.survey() }, { $0.product() }, { $0.shares() }, { $0.filler() }, { $0.targets() }, { $0.balancedClaim() }, { $0.completion() },
        ]
        paragraphs.shuffle(using: &writer.random)
        for paragraph in paragraphs.prefix(writer.random.int(3...6)) { paragraph(&writer) }
        writer.heading("自评结论", "综合评价", "自评结果")
        writer.points()
        if writer.random.chance(40) { writer.summary() }
        writer.filler()
        writer.plantSpending()
        writer.plantDenial()
        return (writer.draft, writer.style)
    }

    // MARK: Helpers for paragraphs

    mutating func add(_ text: String) { draft.paragraphs.append(text) }

    mutating func heading(_ names: String...) {
        headings += 1
        add(["一", "二", "三", "四"][headings - 1] + "、" + random.pick(names))
    }

    mutating func title() {
        let names: [Kind: [String]] = [
            .department: ["某县农业农村局", "某市民政局", "某区教育局"], .project: ["农村公路养护项目", "基层文化服务项目", "智慧课堂建设项目"], .transfer: ["中央财政衔接资金", "城乡居民养老补助资金"],
        ]
        add(random.pick(names[kind]!) + "\(year)年度绩效自评报告")
    }

    func money(_ steps: Int) -> Slot { Slot(steps: steps, scale: currency.scale, unit: currency.unit, mayTrim: currency.unit != "亿元") }

    /// A percentage to two places, rounded half up.
    func percent(_ part: Int, of whole: Int) -> Slot { Slot(steps: (part * 20_000 + whole) / (2 * whole), scale: 2, unit: "%") }

    /// The same figure three to nine per cent off.
    mutating func wrong(_ slot: Slot) -> Slot {
        var other = slot
        let step = max(1, slot.steps * random.int(30...90) / 1000)
        other.steps += random.chance(50) ? step : -step
        return other
    }

    /// Another percentage, half a point to four points off.
    mutating func wrongRate(_ slot: Slot) -> Slot {
        var other = slot
        other.steps -= random.int(51...400)
        return other
    }

    func slot(_ name: String) -> Slot { draft.slots[name]! }
}
