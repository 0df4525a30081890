import BudgetModel
import JSONText
import Quantities
import Storage

/// A programme of the demo with its forms of each year. Everything follows from its place, so that the county is always the same.
struct DemoProgramme: Sendable {
    var unit: DemoUnit
    var record: ProgrammeRecord
    var index: Int

    static func draft(_ unit: DemoUnit, _ index: Int) -> ProgrammeDraft {
        let serial = String(unit.place * 5 + index + 1), isLate = isLate(unit.place, index)
        return ProgrammeDraft(
            code: "37019923T" + String(repeating: "0", count: 12 - serial.count) + serial, name: unit.record.name + unit.sector.programmes[index].name, unit: unit.record.id, projectClass: "特定目标类",
            nature: index == 0 || isLate ? "新增" : "延续", startsIn: isLate ? 2025 : 2023, endsIn: 2025,
            // New and large ones are assessed before they ask for money.
            needsExAnte: index == 3 && unit.place % 3 == 0 || isLate,
            // Where pipes lie is kept secret; that they are laid is not.
            isSecret: unit.place == 4 && index == 0)
    }

    /// The one that asks for money for the first time in the last year, and is not supported.
    static func isLate(_ place: Int, _ index: Int) -> Bool { place == 11 && index == 2 }
    var isRefused: Bool { Self.isLate(unit.place, index) }

    func runs(in year: Int) -> Bool { record.startsIn <= year }

    func turn(_ year: Int) -> DemoTurn { DemoTurn(unit.place, index, year) }

    /// A number that looks thrown, from 0 up to `below`.
    func thrown(_ year: Int, _ salt: Int, below: Int) -> Int {
        var value = UInt64(truncatingIfNeeded: unit.place * 7_919 + index * 104_729 + year * 1_299_709 + salt * 15_485_863)
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 33
        value = value &* 0xC4CE_B9FE_1A85_EC53
        value ^= value >> 33
        return Int(value % UInt64(below))
    }

    // MARK: - How it went

    func result(_ year: Int) -> DemoResult {
        switch (unit.place, index, year) {
        case (5, 1, 2023), (10, 2, 2024), (3, 3, 2025): return .stalled
        default: break
        }
        let luck = thrown(year, 5, below: 100)
        return luck < 8 ? .farBehind : luck < 30 ? .behind : .reached
    }

    func habit(_ year: Int) -> DemoHabit {
        let kind = thrown(year, 60, below: 24)
        return kind < 3 ? .careless : kind < 5 ? .boasting : kind < 7 ? .exact : .careful
    }

    struct Amounts {
        var initial: Money
        var change: Money?
        var adjusted: Money
        var executed: Money
    }

    func amounts(_ year: Int) -> Amounts {
        let initial = max(5, unit.sector.programmes[index].budget * scale / 100 + thrown(year, 1, below: 7)) * 10_000 * 100
        let twists = DemoTwist.all(turn(year))
        let change = twists.contains(.adjusted) ? -(initial / 5) : thrown(year, 2, below: 6) == 0 && twists.isEmpty ? initial / 20 : 0
        let adjusted = initial + change
        // In thousandths of the budget.
        let rate = switch result(year) {
        case .reached: 931 + thrown(year, 3, below: 70)
        case .behind: 790 + thrown(year, 3, below: 100)
        case .farBehind: 560 + thrown(year, 3, below: 150)
        case .stalled: 120 + thrown(year, 3, below: 150)
        }
        return Amounts(initial: Money(fen: Int64(initial)), change: change == 0 ? nil : Money(fen: Int64(change)), adjusted: Money(fen: Int64(adjusted)), executed: Money(fen: Int64(adjusted / 1_000 * rate)))
    }

    /// The size of the unit's work beside that of its sector, in percent.
    private var scale: Int { 60 + (unit.place * 37 + index * 11) % 61 }

    // MARK: - Indicators

    /// - Parameter isAdjusted: as they are after the year's adjustment.
    func targets(_ year: Int, isAdjusted: Bool) -> [DemoSector.Target] {
        let programme = unit.sector.programmes[index]
        let percent = scale * (100 + (year - 2023) * 3 + thrown(year, 6, below: 5)) * (isAdjusted && DemoTwist.all(turn(year)).contains(.adjusted) ? 80 : 100)
        func even(_ exact: Int) -> Int { exact >= 1_000 ? exact / 100 * 100 : exact >= 200 ? exact / 10 * 10 : max(2, exact) }
        func sized(_ target: Int) -> Int { even(target * percent / 1_000_000) }
        let quantity = sized(programme.quantity.target)
        // What one of them may cost, from the budget of the year as it was asked for.
        let cost = programme.budget * scale * 100 / quantity
        return [
            .init("产出指标", "数量指标", programme.quantity.name, quantity, programme.quantity.unit, 15), .init("产出指标", "质量指标", unit.sector.quality, 95, "%", 10),
            .init("产出指标", "时效指标", "按期完成率", 100, "%", 15, "="), .init("产出指标", "成本指标", "每\(programme.quantity.unit)平均成本", even(cost), "元", 10, "<="),
            .init("效益指标", "社会效益指标", programme.benefit.name, sized(programme.benefit.target), programme.benefit.unit, 20), .init("效益指标", "可持续影响指标", unit.sector.lasting, 90, "%", 10),
            .init("满意度指标", "服务对象满意度指标", satisfaction, 90, "%", 10),
        ]
    }

    var satisfaction: String { unit.sector.served + "满意度" }
    var quantity: String { unit.sector.programmes[index].quantity.name }

    /// Rows of the form: what is counted grows with the work, rates and costs do not.
    enum Row { static let quantity = 0, quality = 1, time = 2, cost = 3, benefit = 4, lasting = 5, satisfaction = 6 }

    static func isCounted(_ row: Int) -> Bool { row == Row.quantity || row == Row.benefit }

    /// What came of a target.
    func actual(_ target: DemoSector.Target, _ year: Int, _ row: Int) -> Int {
        if habit(year) == .exact, result(year) == .reached { return target.target }
        let luck = thrown(year, 10 + row, below: 100)
        if isOvershot(year, row) { return target.target * (138 + luck % 70) / 100 }
        if target.isCeiling { return target.target * (luck < 8 ? 103 + luck % 4 : 93 + luck % 8) / 100 }
        let isRate = target.unit == "%" && row != Row.time
        let percent = switch result(year) {
        case .reached: luck < 15 ? 92 + luck % 7 : 100 + luck % 7
        case .behind: isRate ? 97 + luck % 8 : 66 + luck % 16
        case .farBehind: isRate ? 84 + luck % 11 : 34 + luck % 20
        case .stalled: isRate ? 40 + luck % 25 : 12 + luck % 22
        }
        let value = target.target * percent / 100
        return target.unit == "%" ? min(100, value) : value
    }

    /// Targets that were set too low.
    private func isOvershot(_ year: Int, _ row: Int) -> Bool { result(year) == .reached && Self.isCounted(row) && thrown(year, 62 + row, below: 16) == 0 }

    // MARK: - Forms

    func goalText(_ year: Int, isAdjusted: Bool) -> String {
        let targets = targets(year, isAdjusted: isAdjusted)
        return "\(year)年12月底前，" + targets.map { "\($0.name)\($0.isCeiling ? "不高于" : $0.unit == "%" && $0.target < 100 ? "不低于" : "达到")\($0.target)\($0.unit)" }.joined(separator: "，") + "。"
    }

    func head(_ form: String, _ year: Int) -> [JSONValue.Member] {
        [
            .init("source", .object(["form": .string(form)])), .init("programme", .string(record.name)), .init("programmeCode", .string(record.code)), .init("department", .string(unit.sector.department)),
            .init("implementingUnit", .string(unit.name(year))), .init("year", .integer(year)),
        ]
    }

    func indicator(_ target: DemoSector.Target, _ year: Int, _ more: [JSONValue.Member]) -> JSONValue {
        var row: [JSONValue.Member] = [.init("level1", .string(target.level1)), .init("level2", .string(target.level2)), .init("name", .string(target.name))]
        if habit(year) != .careless { row.append(.init("comparator", .string(target.comparator))) }
        return .object(row + [.init("target", .string(String(target.target))), .init("unit", .string(target.unit))] + more)
    }

    func funds(_ fill: [JSONValue.Member]) -> JSONValue { .array(["total", "appropriation"].map { .object([.init("source", .string($0))] + fill) }) }

    /// Which text of a goal it is.
    enum GoalText { case vague, tooLittle, otherAmount, proper, adjusted }

    func goal(_ year: Int, _ text: GoalText) -> JSONValue {
        let amounts = amounts(year), isAdjusted = text == .adjusted
        let initial = text == .otherAmount ? Money(fen: amounts.initial.fen / 10 * 11) : amounts.initial
        var money: [JSONValue.Member] = [.init("initial", .string(initial.yuan))]
        if isAdjusted { money.append(.init("adjusted", .string(amounts.adjusted.yuan))) }
        var targets = targets(year, isAdjusted: isAdjusted)
        if text == .tooLittle { targets[0].target = targets[0].target * 7 / 10 }
        let expected = text == .vague ? "做好\(unit.sector.programmes[index].name)工作，进一步提高服务水平。" : goalText(year, isAdjusted: isAdjusted)
        return .object(
            head("project-goal", year) + [
                .init("funds", funds(money)), .init("goals", .array([.object(["expected": .string(expected)])])),
                .init("indicators", .array(targets.map { indicator($0, year, [.init("weight", .string(String($0.weight)))]) })),
            ])
    }

    /// - Parameter isCareless: full points for what was missed, which is refused wherever signs are printed.
    func selfEvaluation(_ year: Int, isCareless: Bool = false, lowering lowered: Int = 0) -> JSONValue {
        let amounts = amounts(year)
        var total = 0
        var rows: [JSONValue] = []
        for (row, target) in targets(year, isAdjusted: true).enumerated() {
            let actual = actual(target, year, row) - (row == 0 ? lowered : 0)
            let stated = isCareless || habit(year) == .careless ? target.weight * 100 : target.points(for: actual)
            total += stated
            var more: [JSONValue.Member] = [.init("actual", .string(String(actual))), .init("weight", .string(String(target.weight))), .init("statedScore", .string(Self.points(stated)))]
            if let reason = reason(target, actual, year, row) { more.append(.init("reason", .string(reason))) }
            rows.append(indicator(target, year, more))
        }
        let (executed, adjusted) = (Int(amounts.executed.fen), Int(amounts.adjusted.fen))
        let execution = min(1_000, (10 * 100 * executed * 2 + adjusted) / (2 * adjusted))
        total += execution
        return .object(
            head("project-self-evaluation", year) + [
                .init("funds", funds([.init("initial", .string(amounts.initial.yuan)), .init("adjusted", .string(amounts.adjusted.yuan)), .init("executed", .string(amounts.executed.yuan))])),
                .init("execution", .object(["weight": .string("10"), "statedScore": .string(Self.points(execution))])),
                .init("goals", .array([.object(["expected": .string(goalText(year, isAdjusted: true)), "achieved": .string(achieved(year))])])), .init("indicators", .array(rows)),
                .init("statedWeightTotal", .string("100")), .init("statedTotal", .string(Self.points(total))),
            ])
    }

    /// Why a target was missed or passed by far; some say nothing of the latter.
    private func reason(_ target: DemoSector.Target, _ actual: Int, _ year: Int, _ row: Int) -> String? {
        if target.isCeiling {
            guard target.isMissed(by: actual) else { return nil }
            return "主要材料价格上涨，\(target.name)比计划多\(actual - target.target)\(target.unit)；\(year + 1)年改为集中采购，4月底前重新比价，由\(unit.name(year))核定单价。"
        }
        if target.isMissed(by: actual) {
            let setback = unit.sector.setbacks[thrown(year, 30 + row, below: unit.sector.setbacks.count)]
            return "\(setback.cause)，\(target.name)比计划少\(target.target - actual)\(target.unit)；\(setback.measure)，\(year + 1)年4月底前补齐，由\(unit.name(year))每月核对进度。"
        }
        guard Self.isCounted(row), actual * 10 >= target.target * 13, thrown(year, 35, below: 3) > 0 else { return nil }
        return "年中新增上级专项任务，\(target.name)按实际需要增加；下年按近两年实际水平提高指标值。"
    }

    private func achieved(_ year: Int) -> String {
        let numbers = targets(year, isAdjusted: true).enumerated().map { row, target in target.name + String(actual(target, year, row)) + target.unit }.joined(separator: "，")
        return habit(year) == .boasting ? "\(year)年各项指标全部完成，预算执行率100%，\(quantity)等工作达到预期效果。" : "\(year)年\(numbers)。"
    }

    static func points(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return rest == 0 ? String(hundredths / 100) : "\(hundredths / 100)." + (rest < 10 ? "0" : "") + (rest % 10 == 0 ? String(rest / 10) : String(rest))
    }

    // MARK: - Papers

    /// How many answered of those who were asked.
    func answers(_ year: Int) -> Int { 180 + thrown(year, 20, below: 20) }

    func rate(_ year: Int) -> Int { actual(targets(year, isAdjusted: true)[Row.satisfaction], year, Row.satisfaction) }

    /// A survey for the rate of satisfaction, and papers for the year's figures.
    func evidence(_ year: Int) -> [EvidenceDraft] {
        let survey = "\(record.name) \(year)年满意度调查报告\n问卷：发放200份，收回\(answers(year))份，满意率\(rate(year))%。\n调查时间：\(year)年12月1日至10日。\n"
        var papers = [EvidenceDraft(fileName: "满意度调查报告.txt", bytes: Array(survey.utf8), kind: .survey, indicator: satisfaction, source: unit.name(year), day: CalendarDay(iso: "\(year)-12-12"))]
        // Whoever is careful has a paper for each row, others for what is counted.
        for (row, target) in targets(year, isAdjusted: true).enumerated() where row != Row.satisfaction && (row == Row.quantity || habit(year) == .careful && thrown(year, 25, below: 4) > 0) {
            let (name, kind): (String, EvidenceKind) = switch row {
            case Row.quality: ("验收单", .acceptance)
            case Row.time: ("完工证明", .acceptance)
            case Row.cost: ("成本核算表", .voucher)
            default: ("完成情况统计", .statistics)
            }
            let text = "\(record.name) \(year)年\(name)\n\(target.name)：\(actual(target, year, row))\(target.unit)\n"
            papers.append(EvidenceDraft(fileName: name + ".txt", bytes: Array(text.utf8), kind: kind, indicator: target.name, source: unit.name(year), day: CalendarDay(iso: "\(year)-12-28")))
        }
        return papers
    }

    /// Most say where their rate comes from.
    func hasProvenance(_ year: Int) -> Bool { thrown(year, 21, below: 4) > 0 }
}
