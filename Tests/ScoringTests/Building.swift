import BudgetModel
import Frameworks
import Quantities
import Scoring

/// Short ways to write rows and forms in tests.
func dec(_ text: String) -> ExactDecimal { try! ExactDecimal(parsing: text) }

func shipped(_ id: String = "cn-2020") -> Framework { Shipped.all[id]! }

private enum Shipped {
    static let all: [String: Framework] = {
        let day = try! CalendarDay(year: 2023, month: 12, day: 31)
        return Dictionary(uniqueKeysWithValues: FrameworkCatalogue.ids.map { ($0, try! FrameworkCatalogue.framework($0, on: day)) })
    }()
}

extension IndicatorValue {
    static func of(_ text: String, unit: String? = nil, isDuration: Bool = false, isApproximate: Bool = false) -> IndicatorValue {
        IndicatorValue(
            raw: text, content: (try? ExactDecimal(parsing: text)).map { .number($0) } ?? .text, unit: unit, isApproximate: isApproximate,
            isDuration: isDuration)
    }

    static func on(_ year: Int?, _ month: Int, _ day: Int?) -> IndicatorValue {
        IndicatorValue(raw: "", content: .date(DueDate(year: year, month: month, day: day)))
    }

    static func from(_ low: String, to high: String, unit: String? = nil) -> IndicatorValue {
        IndicatorValue(raw: "\(low)–\(high)", content: .range(dec(low), dec(high)), unit: unit)
    }
}

func row(
    _ comparator: Comparator?, _ target: IndicatorValue?, _ actual: IndicatorValue?, weight: String? = "10", stated: String? = nil,
    level1: Level1 = .output, level2: Level2? = .quantity, tier: Tier? = nil, name: String = "新建图书室数量"
) -> Indicator {
    var indicator = Indicator(level1: level1 == .cost ? "成本指标" : "产出指标", level2: "", name: Sourced(name, nil))
    indicator.level1Kind = level1
    indicator.level2Kind = level2
    indicator.comparator = comparator
    indicator.target = target
    indicator.actual = actual
    indicator.weight = weight.map { Sourced(dec($0), nil) }
    indicator.statedScore = stated.map { Sourced(dec($0), nil) }
    indicator.tier = tier
    indicator.tierBasis = tier == nil ? nil : .stated
    return indicator
}

func row(_ comparator: Comparator?, _ target: String, _ actual: String, weight: String? = "10", level1: Level1 = .output, level2: Level2? = .quantity) -> Indicator {
    row(comparator, .of(target), .of(actual), weight: weight, level1: level1, level2: level2)
}

func form(_ indicators: [Indicator], kind: FormKind = .projectSelfEvaluation, year: Int? = 2023) -> Evaluation {
    var evaluation = Evaluation(file: "a.xlsx", sheet: "自评表", kind: kind)
    evaluation.indicators = indicators
    evaluation.year = year.map { Sourced($0, nil) }
    evaluation.hasWeights = true
    return evaluation
}

extension FundLine {
    /// Amounts in 万元.
    static func of(_ source: FundSource, initial: String? = nil, adjusted: String? = nil, received: String? = nil, executed: String? = nil) -> FundLine {
        func amount(_ text: String?) -> FundAmount? {
            text.map { FundAmount(money: try! Money(dec($0), .wanYuan), printed: dec($0), cell: nil) }
        }
        var line = FundLine(source: source, label: Sourced("", nil))
        line.initial = amount(initial)
        line.adjusted = amount(adjusted)
        line.received = amount(received)
        line.executed = amount(executed)
        return line
    }
}

extension Evaluation {
    func with(_ funds: [FundLine], executionWeight: String? = "10", statedRate: String? = nil) -> Evaluation {
        var copy = self
        copy.funds = funds
        var execution = ExecutionRow()
        execution.weight = executionWeight.map { Sourced(dec($0), nil) }
        execution.statedRatePercent = statedRate.map(dec)
        copy.execution = execution
        return copy
    }
}

let because = Wording(zh: "测试", en: "test")

func score(_ evaluation: Evaluation, _ framework: Framework = shipped()) -> ScoreSheet {
    Scorer.score(evaluation, by: framework, because: because)
}

/// The line of a single row.
func scored(_ indicator: Indicator, _ framework: Framework = shipped(), year: Int? = 2023) -> ScoreLine {
    score(form([indicator], year: year), framework).lines[0]
}

extension ScoreLine {
    var zh: [String] { trace.map { $0.line(.zh) } }
    var en: [String] { trace.map { $0.line(.en) } }
    func says(_ part: String) -> Bool { zh.contains { $0.contains(part) } || en.contains { $0.contains(part) } }
}

extension Framework {
    func with(_ change: (inout Framework) -> Void) -> Framework {
        var copy = self
        change(&copy)
        return copy
    }
}

func own<Value>(_ value: Value) -> Cited<Value> { Cited(value, .ownDefault) }
