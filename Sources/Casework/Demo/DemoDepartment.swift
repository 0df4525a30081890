import BudgetModel
import JSONText
import Office
import Quantities
import Storage

/// A department of the demo as a whole: its money and its forms of each year, with the weights of most departments, 10, 40, 40 and 10.
struct DemoDepartment: Sendable {
    var unit: DemoUnit
    private var sector: DemoSector { unit.sector }

    /// The money of one source in a year.
    struct Amounts {
        var initial: Money
        var change: Money?
        var executed: Money
        var adjusted: Money { Money(fen: initial.fen + (change?.fen ?? 0)) }
    }

    func amounts(_ year: Int) -> (basic: Amounts, project: Amounts) {
        let basic = Int64(42_000_000 + (year - 2023) * 1_200_000 + unit.place * 310_000) * 10, project = Int64(sector.programmes.map(\.budget).reduce(0, +)) * 3 * 1_000_000
        // The water department got more in its second year, and the schools less in the last.
        let change: Int64? = unit.place == 3 && year == 2024 ? project / 10 : unit.place == 0 && year == 2025 ? -(project / 20) : nil
        let rate = Int64(930 + (unit.place * 17 + year * 29) % 66)
        return (
            Amounts(initial: Money(fen: basic), executed: Money(fen: basic / 1_000 * 996)),
            Amounts(initial: Money(fen: project), change: change.map { Money(fen: $0) }, executed: Money(fen: (project + (change ?? 0)) / 1_000 * rate))
        )
    }

    private typealias Row = (level1: String, level2: String, name: String, target: String, unit: String, weight: Int)

    private var rows: [Row] {
        let first = sector.programmes[0], second = sector.programmes[1]
        return [
            ("产出指标", "数量指标", first.quantity.name, String(first.quantity.target), first.quantity.unit, 15), ("产出指标", "质量指标", sector.quality, "95", "%", 10),
            ("产出指标", "时效指标", "重点工作按期完成率", "100", "%", 10), ("产出指标", "成本指标", "“三公”经费控制率", "100", "%", 5), ("效益指标", "社会效益指标", first.benefit.name, String(first.benefit.target), first.benefit.unit, 20),
            ("效益指标", "社会效益指标", second.benefit.name, String(second.benefit.target), second.benefit.unit, 20), ("满意度指标", "服务对象满意度指标", sector.served + "满意度", "90", "%", 10),
        ]
    }

    private func head(_ form: String, _ year: Int) -> [JSONValue.Member] { [.init("source", .object(["form": .string(form)])), .init("department", .string(unit.record.name)), .init("year", .integer(year))] }

    private func goalText(_ year: Int) -> String {
        let row = rows[0]
        return "\(year)年12月底前，\(row.name)达到\(row.target)\(row.unit)，\(sector.quality)不低于95%，重点工作按期完成率100%，\(rows[4].name)达到\(rows[4].target)\(rows[4].unit)，\(sector.served)满意度不低于90%。"
    }

    private func indicator(_ row: Row, _ more: [JSONValue.Member]) -> JSONValue {
        .object(
            [
                .init("level1", .string(row.level1)), .init("level2", .string(row.level2)), .init("name", .string(row.name)), .init("comparator", .string(row.level2 == "成本指标" ? "<=" : row.target == "100" ? "=" : ">=")),
                .init("target", .string(row.target)), .init("unit", .string(row.unit)), .init("weight", .string(String(row.weight))),
            ] + more)
    }

    func goal(_ year: Int) -> JSONValue {
        .object(
            head("department-goal", year) + [
                .init("funds", funds(year) { [.init("initial", .string($0.initial.yuan))] }), .init("goals", .array([.object(["expected": .string(goalText(year))])])),
                .init("indicators", .array(rows.map { indicator($0, []) })),
            ])
    }

    func selfEvaluation(_ year: Int) -> JSONValue {
        let money = amounts(year), executed = money.basic.executed.fen + money.project.executed.fen, adjusted = money.basic.adjusted.fen + money.project.adjusted.fen
        var total = (1_000 * executed * 2 + adjusted) / (2 * adjusted)
        let execution = Self.points(total)
        let indicators = rows.map { row in
            let (target, reached) = (Int64(row.target) ?? 1, Int64(actual(row, year)) ?? 0)
            let points = row.level2 == "成本指标" ? Int64(row.weight) * 100 : min(Int64(row.weight) * 100, (Int64(row.weight) * 100 * reached * 2 + target) / (2 * target))
            total += points
            var more: [JSONValue.Member] = [.init("actual", .string(String(reached))), .init("statedScore", .string(Self.points(points)))]
            if reached < target, row.level2 != "成本指标" { more.append(.init("reason", .string("\(sector.setbacks[0].cause)，\(row.name)比计划少\(target - reached)\(row.unit)；\(sector.setbacks[0].measure)，\(year + 1)年6月底前补齐。"))) }
            return indicator(row, more)
        }
        return .object(
            head("department-self-evaluation", year) + [
                .init("funds", funds(year) { [.init("initial", .string($0.initial.yuan)), .init("adjusted", .string($0.adjusted.yuan)), .init("executed", .string($0.executed.yuan))] }),
                .init("execution", .object(["weight": .string("10"), "statedScore": .string(execution)])),
                .init("goals", .array([.object(["expected": .string(goalText(year)), "achieved": .string(achieved(year))])])), .init("indicators", .array(indicators)),
                .init("statedWeightTotal", .string("100")), .init("statedTotal", .string(Self.points(total))),
            ])
    }

    private static func points(_ hundredths: Int64) -> String { DemoProgramme.points(Int(hundredths)) }

    /// Mostly a little above the target; one row of some years is missed.
    private func actual(_ row: Row, _ year: Int) -> String {
        let number = Int(row.target) ?? 0
        if row.level2 == "成本指标" { return String(86 + (unit.place + year) % 11) }
        if row.unit == "%" { return String(min(100, number + year - 2022)) }
        return String(number * (unit.place % 2 == year % 2 && row.name == sector.programmes[1].benefit.name ? 84 : 102 + year - 2023) / 100)
    }

    private func achieved(_ year: Int) -> String { "\(year)年" + rows.map { $0.name + actual($0, year) + $0.unit }.joined(separator: "，") + "。" }

    func evidence(_ year: Int) -> [EvidenceDraft] {
        let rate = Int(actual(rows[6], year)) ?? 0
        let survey = "\(unit.record.name) \(year)年满意度调查报告\n问卷：发放400份，收回400份，满意\(rate * 4)份，满意率\(rate)%。\n调查时间：\(year)年12月3日至14日。\n"
        return [
            EvidenceDraft(fileName: "满意度调查报告.txt", bytes: Array(survey.utf8), kind: .survey, indicator: rows[6].name, source: unit.record.name, day: CalendarDay(iso: "\(year)-12-16"))
        ] + rows.prefix(6).map { row in
            EvidenceDraft(
                fileName: "统计表.txt", bytes: Array("\(unit.record.name) \(year)年\(row.name)统计：\(actual(row, year))\(row.unit)。\n".utf8), kind: .statistics, indicator: row.name,
                source: unit.record.name, day: CalendarDay(iso: "\(year)-12-28"))
        }
    }

    func survey(_ year: Int) -> SatisfactionProvenance {
        let row = rows[6]
        return SatisfactionProvenance(
            indicator: IndicatorKey(level1: row.level1, level2: row.level2, name: row.name), instrument: .thirdParty, sample: 400, answers: 400, satisfied: (Int(actual(row, year)) ?? 0) * 4,
            from: CalendarDay(iso: "\(year)-12-03"), to: CalendarDay(iso: "\(year)-12-14"), conductedBy: unit.record.name, evidence: "满意度调查报告.txt")
    }

    private func funds(_ year: Int, _ fill: (Amounts) -> [JSONValue.Member]) -> JSONValue {
        let money = amounts(year)
        func sum(_ left: Money, _ right: Money) -> Money { Money(fen: left.fen + right.fen) }
        let total = Amounts(initial: sum(money.basic.initial, money.project.initial), change: money.project.change, executed: sum(money.basic.executed, money.project.executed))
        return .array([("total", total), ("basic", money.basic), ("project", money.project)].map { source, amounts in .object([.init("source", .string(source))] + fill(amounts)) })
    }

    // MARK: - Its year

    func plan(_ agenda: inout DemoAgenda, _ year: Int) {
        let turn = DemoTurn(unit.place, nil, year), money = amounts(year), document = "示财预〔\(year)〕1号"
        agenda.on("\(year)-01-09") { office in
            try await office.open(turn)
            try await office.budget(.initial, turn, .basic, money.basic.initial, on: "\(year)-01-08", document: document)
            try await office.budget(.initial, turn, .project, money.project.initial, on: "\(year)-01-08", document: document)
        }
        agenda.on("\(year)-01-16") { office in
            try await office.save(goal(year), .goal, turn)
            try await office.submit(.goal, turn)
            try await office.endorse(.goal, turn)
        }
        agenda.on("\(year)-01-28") { office in try await office.pass(.goal, turn) }
        agenda.on("\(year)-02-06") { office in try await office.approve(.goal, turn, "随部门预算一并批复") }
        if let change = money.project.change {
            agenda.on("\(year)-09-20") { office in
                let reason = change.fen > 0 ? "上级追加专项，年初目标不变" : "压减一般性支出，年初目标不变"
                try await office.budget(.adjustment, turn, .project, change, on: "\(year)-09-20", document: "示财预〔\(year)〕9号", reason: reason)
            }
        }
        agenda.on("\(year + 1)-01-06") { office in
            try await office.budget(.executed, turn, .basic, money.basic.executed, on: "\(year)-12-31")
            try await office.budget(.executed, turn, .project, money.project.executed, on: "\(year)-12-31")
        }
        agenda.on("\(year + 1)-02-22") { office in
            for paper in evidence(year) { try await office.attach(paper, turn) }
            try await office.save(selfEvaluation(year), .selfEvaluation, turn)
            let stage = try await office.stage(.selfEvaluation, turn)
            _ = try await office.desk.saveProvenance(stage.id, version: stage.version, [survey(year)], by: office.staff.editor)
            try await office.submit(.selfEvaluation, turn)
        }
        guard year != DemoCounty.years.last else { return }
        agenda.on("\(year + 1)-02-28") { office in
            try await office.endorse(.selfEvaluation, turn)
            try await office.pass(.selfEvaluation, turn)
        }
        agenda.on("\(year + 1)-03-18") { office in try await office.approve(.selfEvaluation, turn) }
    }
}
