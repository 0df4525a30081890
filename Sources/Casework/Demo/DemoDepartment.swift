import BudgetModel
import JSONText
import Quantities
import Storage

/// A department of the demo as a whole: its money and its forms of each year, with the weights of most departments, 10, 40, 40 and 10.
struct DemoDepartment: Sendable {
    var sector: DemoSector
    var unit: UnitRecord

    func amounts(_ year: Int) -> (basic: Money, project: Money, executed: Money) {
        let basic = Int64(42_000_000 + (year - 2023) * 1_200_000) * 10, project = Int64(sector.programmes.map(\.budget).reduce(0, +)) * 3 * 1_000_000
        return (Money(fen: basic), Money(fen: project), Money(fen: (basic + project) / 1_000 * 968))
    }

    private var rows: [(level1: String, level2: String, name: String, target: String, unit: String, weight: Int)] {
        let first = sector.programmes[0], second = sector.programmes[1]
        return [
            ("产出指标", "数量指标", first.quantity.name, String(first.quantity.target), first.quantity.unit, 15), ("产出指标", "质量指标", sector.quality, "95", "%", 15),
            ("产出指标", "时效指标", "重点工作按期完成率", "100", "%", 10), ("效益指标", "社会效益指标", first.benefit.name, String(first.benefit.target), first.benefit.unit, 20),
            ("效益指标", "社会效益指标", second.benefit.name, String(second.benefit.target), second.benefit.unit, 20), ("满意度指标", "服务对象满意度指标", sector.served + "满意度", "90", "%", 10),
        ]
    }

    private func head(_ form: String, _ year: Int) -> [JSONValue.Member] { [.init("source", .object(["form": .string(form)])), .init("department", .string(unit.name)), .init("year", .integer(year))] }

    private func goalText(_ year: Int) -> String {
        let row = rows[0]
        return "\(year)年12月底前，\(row.name)达到\(row.target)\(row.unit)，\(sector.quality)不低于95%，重点工作按期完成率100%，\(rows[3].name)达到\(rows[3].target)\(rows[3].unit)，\(sector.served)满意度不低于90%。"
    }

    private func indicator(_ row: (level1: String, level2: String, name: String, target: String, unit: String, weight: Int), _ more: [JSONValue.Member]) -> JSONValue {
        .object(
            [
                .init("level1", .string(row.level1)), .init("level2", .string(row.level2)), .init("name", .string(row.name)), .init("comparator", .string(row.target == "100" && row.unit == "%" ? "=" : ">=")),
                .init("target", .string(row.target)), .init("unit", .string(row.unit)), .init("weight", .string(String(row.weight))),
            ] + more)
    }

    func goal(_ year: Int) -> JSONValue {
        let money = amounts(year)
        return .object(
            head("department-goal", year) + [
                .init("funds", funds(money.basic, money.project) { line, amount in line.append(.init("initial", .string(amount.yuan))) }), .init("goals", .array([.object(["expected": .string(goalText(year))])])),
                .init("indicators", .array(rows.map { indicator($0, []) })),
            ])
    }

    func selfEvaluation(_ year: Int) -> JSONValue {
        let money = amounts(year)
        return .object(
            head("department-self-evaluation", year) + [
                .init(
                    "funds",
                    funds(money.basic, money.project) { line, amount in
                        let executed = Money(fen: amount.fen / 1_000 * 968)
                        line += [.init("initial", .string(amount.yuan)), .init("adjusted", .string(amount.yuan)), .init("executed", .string(executed.yuan))]
                    }), .init("execution", .object(["weight": .string("10"), "statedScore": .string("9.68")])),
                .init("goals", .array([.object(["expected": .string(goalText(year)), "achieved": .string(achieved(year))])])),
                .init("indicators", .array(rows.map { indicator($0, [.init("actual", .string(actual($0.target, $0.unit, year))), .init("statedScore", .string(String($0.weight)))]) })),
                .init("statedWeightTotal", .string("100")), .init("statedTotal", .string("99.68")),
            ])
    }

    /// A little above the target, more in later years.
    private func actual(_ target: String, _ unit: String, _ year: Int) -> String {
        let number = Int(target) ?? 0
        return String(unit == "%" ? min(100, number + year - 2022) : number * (102 + year - 2023) / 100)
    }

    private func achieved(_ year: Int) -> String { "\(year)年" + rows.map { $0.name + actual($0.target, $0.unit, year) + $0.unit }.joined(separator: "，") + "。" }

    func evidence(_ year: Int) -> [EvidenceDraft] {
        let survey = "\(unit.name) \(year)年满意度调查报告\n问卷：发放400份，收回380份，满意率\(actual("90", "%", year))%。\n调查时间：\(year)年12月3日至14日。\n"
        return [
            EvidenceDraft(fileName: "满意度调查报告.txt", bytes: Array(survey.utf8), kind: .survey, indicator: rows[5].name, source: unit.name, day: CalendarDay(iso: "\(year)-12-16"))
        ] + rows.prefix(5).map { row in
            EvidenceDraft(
                fileName: "统计表.txt", bytes: Array("\(unit.name) \(year)年\(row.name)统计：\(actual(row.target, row.unit, year))\(row.unit)。\n".utf8), kind: .statistics, indicator: row.name, source: unit.name,
                day: CalendarDay(iso: "\(year)-12-28"))
        }
    }

    private func funds(_ basic: Money, _ project: Money, _ fill: (inout [JSONValue.Member], Money) -> Void) -> JSONValue {
        let lines = [("total", Money(fen: basic.fen + project.fen)), ("basic", basic), ("project", project)]
        return .array(
            lines.map { source, amount in
                var line: [JSONValue.Member] = [.init("source", .string(source))]
                fill(&line, amount)
                return .object(line)
            })
    }
}
