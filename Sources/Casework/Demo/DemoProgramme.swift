import BudgetModel
import JSONText
import Quantities
import Storage

/// A programme of the demo with its forms of each year. Everything follows from its place, so that the county is always the same.
struct DemoProgramme: Sendable {
    var sector: DemoSector
    var unit: UnitRecord
    var record: ProgrammeRecord
    var place: Int
    var index: Int

    /// A number that looks thrown, from 0 up to `below`.
    private func thrown(_ year: Int, _ salt: Int, below: Int) -> Int {
        var value = UInt64(truncatingIfNeeded: place * 7_919 + index * 104_729 + year * 1_299_709 + salt * 15_485_863)
        value ^= value >> 33
        value = value &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 33
        value = value &* 0xC4CE_B9FE_1A85_EC53
        value ^= value >> 33
        return Int(value % UInt64(below))
    }

    func amounts(_ year: Int) -> (initial: Money, change: Money?, adjusted: Money, executed: Money) {
        let initial = (sector.programmes[index].budget + thrown(year, 1, below: 12)) * 10_000 * 100
        let change = thrown(year, 2, below: 4) == 0 ? -(initial / 20) : 0
        let adjusted = initial + change
        let executed = adjusted / 1_000 * (900 + thrown(year, 3, below: 101))
        return (Money(fen: Int64(initial)), change == 0 ? nil : Money(fen: Int64(change)), Money(fen: Int64(adjusted)), Money(fen: Int64(executed)))
    }

    private func targets(_ year: Int) -> [DemoSector.Target] {
        let programme = sector.programmes[index]
        return [
            .init("产出指标", "数量指标", programme.quantity.name, programme.quantity.target, programme.quantity.unit, 20), .init("产出指标", "质量指标", sector.quality, 95, "%", 15),
            .init("产出指标", "时效指标", "按期完成率", 100, "%", 15), .init("效益指标", "社会效益指标", programme.benefit.name, programme.benefit.target, programme.benefit.unit, 30),
            .init("满意度指标", "服务对象满意度指标", sector.served + "满意度", 90, "%", 10),
        ]
    }

    /// What came of a target: mostly reached, sometimes a little short.
    private func actual(_ target: DemoSector.Target, _ year: Int, _ row: Int) -> Int {
        let luck = thrown(year, 10 + row, below: 100)
        if target.unit == "%" { return luck < 18 ? target.target - 1 - luck % 6 : min(100, target.target + luck % 5) }
        return luck < 18 ? target.target * (86 + luck % 12) / 100 : target.target * (100 + luck % 9) / 100
    }

    private func goalText(_ year: Int) -> String {
        let programme = sector.programmes[index]
        return "\(year)年12月底前，\(programme.quantity.name)达到\(programme.quantity.target)\(programme.quantity.unit)，\(sector.quality)不低于95%，\(programme.benefit.name)达到\(programme.benefit.target)\(programme.benefit.unit)，\(sector.served)满意度不低于90%。"
    }

    private func head(_ form: String, _ year: Int) -> [JSONValue.Member] {
        [
            .init("source", .object(["form": .string(form)])), .init("programme", .string(record.name)), .init("programmeCode", .string(record.code)), .init("department", .string(sector.department)),
            .init("implementingUnit", .string(unit.name)), .init("year", .integer(year)),
        ]
    }

    private func indicator(_ target: DemoSector.Target, _ more: KeyValuePairs<String, JSONValue> = [:]) -> JSONValue {
        .object(
            [
                .init("level1", .string(target.level1)), .init("level2", .string(target.level2)), .init("name", .string(target.name)), .init("comparator", .string(target.target == 100 && target.unit == "%" ? "=" : ">=")),
                .init("target", .string(String(target.target))), .init("unit", .string(target.unit)),
            ] + more.map { JSONValue.Member($0.key, $0.value) })
    }

    func goal(_ year: Int) -> JSONValue {
        let initial = JSONValue.string(amounts(year).initial.yuan)
        return .object(
            head("project-goal", year) + [
                .init("funds", .array(["total", "appropriation"].map { .object(["source": .string($0), "initial": initial]) })), .init("goals", .array([.object(["expected": .string(goalText(year))])])),
                .init("indicators", .array(targets(year).map { indicator($0, ["weight": .string(String($0.weight))]) })),
            ])
    }

    func monitoring(_ year: Int) -> JSONValue {
        let amounts = amounts(year)
        let executed = Money(fen: amounts.executed.fen / 12 * 7)
        return .object(
            head("monitoring", year) + [
                .init("funds", .array(["total", "appropriation"].map { .object(["source": .string($0), "initial": .string(amounts.initial.yuan), "executed": .string(executed.yuan), "forecast": .string(amounts.executed.yuan)]) })),
                .init("goals", .array([.object(["expected": .string(goalText(year))])])),
                .init(
                    "indicators",
                    .array(targets(year).enumerated().map { row, target in
                        // Mostly as planned; sometimes behind, and then with cause, reason and measure.
                        let luck = target.unit == "%" ? 99 : thrown(year, 40 + row, below: 100)
                        let soFar = target.unit == "%" ? target.target : luck < 6 ? target.target * 20 / 100 : luck < 16 ? target.target * 45 / 100 : target.target * 7 / 12 + 1
                        guard luck < 16 else {
                            return indicator(target, ["actual": .string(String(soFar)), "forecast": .string(String(target.target)), "likelihood": .string("certain")])
                        }
                        return indicator(
                            target,
                            [
                                "actual": .string(String(soFar)), "forecast": .string(String(target.target)), "likelihood": .string("possible"), "causes": .array([.string(luck < 6 ? "equipment" : "staff")]),
                                "reason": .string(luck < 6 ? "设备到货比合同晚两个月，7月底才开始安装。" : "汛期停工三周，施工力量不足。"), "remark": .string("已增派施工力量，9月底前补齐进度，由\(unit.name)每两周核对一次。"),
                            ])
                    })),
            ])
    }

    /// - Parameter isCareless: full points for what was missed, as real forms have it.
    func selfEvaluation(_ year: Int, isCareless: Bool) -> JSONValue {
        let amounts = amounts(year)
        var total = 0
        var rows: [JSONValue] = []
        for (row, target) in targets(year).enumerated() {
            let actual = actual(target, year, row)
            // In hundredths of a point, half up.
            let hundredths = actual >= target.target ? target.weight * 100 : (target.weight * 100 * actual * 2 + target.target) / (2 * target.target)
            let stated = isCareless ? target.weight * 100 : hundredths
            total += stated
            var more: [JSONValue.Member] = [.init("actual", .string(String(actual))), .init("weight", .string(String(target.weight))), .init("statedScore", .string(Self.points(stated)))]
            if actual < target.target {
                more.append(.init("reason", .string("\(year)年7月至8月连续降雨，\(target.name)比计划少\(target.target - actual)\(target.unit)；已与承办方约定\(year + 1)年4月底前补齐，由\(unit.name)每月核对进度。")))
            }
            guard case .object(let members) = indicator(target) else { continue }
            rows.append(.object(members + more))
        }
        let (executed, adjusted) = (Int(amounts.executed.fen), Int(amounts.adjusted.fen))
        let execution = min(1_000, (10 * 100 * executed * 2 + adjusted) / (2 * adjusted))
        total += execution
        let money = JSONValue.array(["total", "appropriation"].map {
            .object(["source": .string($0), "initial": .string(amounts.initial.yuan), "adjusted": .string(amounts.adjusted.yuan), "executed": .string(amounts.executed.yuan)])
        })
        return .object(
            head("project-self-evaluation", year) + [
                .init("funds", money), .init("execution", .object(["weight": .string("10"), "statedScore": .string(Self.points(execution))])),
                .init("goals", .array([.object(["expected": .string(goalText(year)), "achieved": .string(achieved(year))])])), .init("indicators", .array(rows)),
                .init("statedWeightTotal", .string("100")), .init("statedTotal", .string(Self.points(total))),
            ])
    }

    private func achieved(_ year: Int) -> String {
        "\(year)年" + targets(year).enumerated().map { row, target in target.name + String(actual(target, year, row)) + target.unit }.joined(separator: "，") + "。"
    }

    private static func points(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return rest == 0 ? String(hundredths / 100) : "\(hundredths / 100)." + (rest < 10 ? "0" : "") + (rest % 10 == 0 ? String(rest / 10) : String(rest))
    }

    /// A survey for the rate of satisfaction, and the year's figures.
    func evidence(_ year: Int) -> [EvidenceDraft] {
        let rate = actual(targets(year)[4], year, 4)
        let survey = "\(record.name) \(year)年满意度调查报告\n问卷：发放200份，收回\(180 + thrown(year, 20, below: 20))份，满意率\(rate)%。\n调查时间：\(year)年12月1日至10日。\n"
        let figures = "\(record.name) \(year)年完成情况统计\n" + achieved(year) + "\n"
        return [
            EvidenceDraft(
                fileName: "满意度调查报告.txt", bytes: Array(survey.utf8), kind: .survey, indicator: sector.served + "满意度", source: unit.name, day: CalendarDay(iso: "\(year)-12-12")),
            EvidenceDraft(fileName: "完成情况统计.txt", bytes: Array(figures.utf8), kind: .statistics, indicator: sector.programmes[index].quantity.name, source: unit.name, day: CalendarDay(iso: "\(year)-12-28")),
        ]
    }
}
