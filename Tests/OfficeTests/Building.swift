import BudgetModel
import JSONText
import Office
import Quantities
import Testing

/// Short ways to write values in tests.
func dec(_ text: String) -> ExactDecimal { try! ExactDecimal(parsing: text) }

func day(_ text: String) -> CalendarDay { CalendarDay(iso: text)! }

func yuan(_ text: String) -> Money { try! Money(dec(text), .yuan) }

/// The day whose values the tests take.
let testDay = day("2023-12-31")

func value(_ text: String, unit: String? = nil) -> IndicatorValue {
    IndicatorValue(raw: text, content: (try? ExactDecimal(parsing: text)).map { .number($0) } ?? .text, unit: unit)
}

func indicator(
    _ comparator: Comparator?, _ target: String?, _ actual: String?, level1: Level1 = .output, level2: Level2? = .quantity, name: String = "改造供水管网长度", unit: String? = nil, weight: String? = "10",
    stated: String? = nil
) -> Indicator {
    var indicator = Indicator(level1: level1.printed, level2: level2?.printed ?? "", name: Sourced(name, nil))
    indicator.level1Kind = level1
    indicator.level2Kind = level2
    indicator.comparator = comparator
    indicator.target = target.map { value($0, unit: unit) }
    indicator.actual = actual.map { value($0, unit: unit) }
    indicator.weight = weight.map { Sourced(dec($0), nil) }
    indicator.statedScore = stated.map { Sourced(dec($0), nil) }
    return indicator
}

func form(_ indicators: [Indicator], kind: FormKind = .projectSelfEvaluation) -> Evaluation {
    var evaluation = Evaluation(file: "a.xlsx", sheet: "表", kind: kind)
    evaluation.indicators = indicators
    return evaluation
}

extension Level1 {
    var printed: String {
        switch self {
        case .cost: "成本指标"
        case .output: "产出指标"
        case .benefit: "效益指标"
        case .satisfaction: "满意度指标"
        }
    }
}

extension Level2 {
    var printed: String {
        switch self {
        case .quantity: "数量指标"
        case .quality: "质量指标"
        case .timeliness: "时效指标"
        case .cost: "成本指标"
        case .economicCost: "经济成本指标"
        case .socialCost: "社会成本指标"
        case .ecologicalCost: "生态环境成本指标"
        case .economicBenefit: "经济效益指标"
        case .socialBenefit: "社会效益指标"
        case .ecologicalBenefit: "生态效益指标"
        case .sustainability: "可持续影响指标"
        case .serviceSatisfaction: "服务对象满意度指标"
        }
    }
}

extension FundLine {
    static func total(budget: String?, executed: String?) -> FundLine {
        func amount(_ text: String) -> FundAmount { FundAmount(money: yuan(text), printed: dec(text), cell: nil) }
        var line = FundLine(source: .total, label: Sourced("年度资金总额", nil))
        line.initial = budget.map(amount)
        line.executed = executed.map(amount)
        return line
    }
}

/// Random numbers that can be drawn again from their printed seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    init(_ seed: UInt64) {
        print("seed \(seed)")
        state = seed
    }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    mutating func decimal(_ range: ClosedRange<Int>, places: Int) -> ExactDecimal { ExactDecimal(significand: Int128(Int.random(in: range, using: &self)), scale: places) }
}

extension [TraceStep] {
    var zh: [String] { map { $0.line(.zh) } }
}

extension [Shortfall] {
    var codes: [String] { map(\.code.rawValue) }
}

/// Writes a document, reads it back, and expects the same value and the same text.
func expectRoundTrip<Document: JSONRepresentable & Equatable>(_ document: Document, _ location: SourceLocation = #_sourceLocation) throws {
    let text = document.json.text
    let again = try Document(json: JSONParser.parse(text), at: "")
    #expect(again == document, sourceLocation: location)
    #expect(again.json.text == text, sourceLocation: location)
}

/// Where and why a JSON text is refused; nil when it is taken.
func refusal<Document: JSONRepresentable>(_ type: Document.Type, _ text: String) throws -> JSONShapeError? {
    let value = try JSONParser.parse(text)
    do throws(JSONShapeError) {
        _ = try Document(json: value, at: "")
        return nil
    } catch {
        return error
    }
}
