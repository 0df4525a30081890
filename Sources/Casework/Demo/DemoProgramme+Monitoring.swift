import BudgetModel
import JSONText
import Office
import Quantities

/// The monitoring forms of a programme, with lights of every colour.
extension DemoProgramme {
    /// How far an indicator is, as the lights of monitoring have it.
    private func pace(_ year: Int, _ row: Int) -> MonitoringLight {
        if DemoTwist.all(turn(year)).contains(.adjusted) { return row == 0 ? .red : .green }
        switch result(year) {
        case .stalled: return .red
        case .farBehind: return row == 0 ? .red : .yellow
        case .behind: return row == 0 ? .yellow : .green
        case .reached: break
        }
        // Done before the summer.
        if turn(year) == DemoTurn(8, 3, 2023) { return .blue }
        let luck = thrown(year, 40 + row, below: 100)
        return luck < 3 ? .red : luck < 9 ? .yellow : luck < 90 ? .green : .blue
    }

    /// In percent of the year's target.
    private func share(_ light: MonitoringLight, _ year: Int, _ row: Int, through month: Int) -> Int {
        let due = 100 * month / 12, luck = thrown(year, 50 + row, below: 10)
        return switch light {
        case .red: due * (40 + luck) / 100
        case .yellow: due * (66 + luck) / 100
        case .green: due * (95 + luck * 2) / 100
        case .blue: due * (130 + luck) / 100
        }
    }

    /// - Parameters:
    ///   - isAdjusted: whether goal and budget were adjusted since the year began.
    ///   - asks: whether what cannot be reached is said so, with the adjustment that is asked for.
    func monitoring(_ year: Int, through month: Int, isAdjusted: Bool, asks: Bool) -> JSONValue {
        let amounts = amounts(year)
        let executed = Money(fen: amounts.executed.fen / 12 * Int64(month))
        var money: [JSONValue.Member] = [.init("initial", .string(amounts.initial.yuan))]
        if isAdjusted { money.append(.init("adjusted", .string(amounts.adjusted.yuan))) }
        money += [.init("executed", .string(executed.yuan)), .init("forecast", .string((isAdjusted || !asks ? amounts.executed : amounts.adjusted).yuan))]
        let rows = targets(year, isAdjusted: isAdjusted).enumerated().map { row, target in monitored(target, year, row, month, asks: asks, isSecond: isAdjusted) }
        return .object(head("monitoring", year) + [.init("funds", funds(money)), .init("goals", .array([.object(["expected": .string(goalText(year, isAdjusted: isAdjusted))])])), .init("indicators", .array(rows))])
    }

    private func monitored(_ target: DemoSector.Target, _ year: Int, _ row: Int, _ month: Int, asks: Bool, isSecond: Bool) -> JSONValue {
        // Asked once a year.
        if row == Row.satisfaction { return indicator(target, year, [.init("actual", .string("不适用")), .init("remark", .string("满意度年底统一调查，目前未到期。"))]) }
        if !Self.isCounted(row), row != Row.lasting { return monitoredRate(target, year) }
        let light = isSecond ? .green : pace(year, row)
        // Small numbers are rounded to the side of their light.
        let isAhead = light == .green || light == .blue
        let actual = (target.target * share(light, year, row, through: month) + (isAhead ? 99 : 0)) / 100
        var more: [JSONValue.Member] = [.init("actual", .string(String(actual)))]
        let setback = unit.sector.setbacks[thrown(year, 30 + row, below: unit.sector.setbacks.count)]
        func explain(_ forecast: Int, _ likelihood: Likelihood, _ cause: DeviationCause, _ reason: String, _ remark: String) {
            more += [
                .init("forecast", .string(String(forecast))), .init("likelihood", .string(likelihood.rawValue)), .init("causes", .array([.string(cause.rawValue)])), .init("reason", .string(reason)),
                .init("remark", .string(remark)),
            ]
        }
        switch light {
        case .green: more += [.init("forecast", .string(String(target.target))), .init("likelihood", .string(Likelihood.certain.rawValue))]
        case .blue: explain(target.target, .certain, .other, "上半年集中安排，进度快于序时进度。", "下半年按计划收尾，年底按实际完成数核定下年指标值。")
        case .red where asks && row == 0: explain(target.target * 8 / 10, .impossible, .funding, setback.cause + "，全年只能完成计划的八成。", "已申请调减绩效目标和预算，8月底前报财政部门。")
        case .red: explain(target.target, .possible, .equipment, setback.cause + "，目前明显落后。", setback.measure + "，10月底前补齐进度，由\(unit.name(year))每两周核对一次。")
        case .yellow: explain(target.target, .possible, .staff, setback.cause + "，进度略慢。", setback.measure + "，9月底前补齐进度，由\(unit.name(year))每月核对一次。")
        }
        return indicator(target, year, more)
    }

    /// A rate does not grow with the months. In 2023 the lights of the county did not know that yet.
    private func monitoredRate(_ target: DemoSector.Target, _ year: Int) -> JSONValue {
        var more: [JSONValue.Member] = [
            .init("actual", .string(String(target.target))), .init("forecast", .string(String(target.target))), .init("likelihood", .string(Likelihood.certain.rawValue)),
        ]
        if year == 2023, !target.isCeiling {
            more += [.init("causes", .array([.string(DeviationCause.other.rawValue)])), .init("reason", .string("按已完成部分计算的比率，不随时间累积。")), .init("remark", .string("继续按节点验收，年底按全年数计算。"))]
        }
        return indicator(target, year, more)
    }
}
