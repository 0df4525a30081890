import BudgetModel
import JSONText
import Quantities
import Testing

@testable import Forms

/// Forms as JSON and back.
@Suite struct StoredFormTests {
    /// All of a form in words, so that `1.50` and `1.5` differ though they are equal; sorted, because dictionaries have no order.
    private static func dump(_ form: Evaluation) -> [Substring] {
        var text = ""
        Swift.dump(form, to: &text, maxDepth: 40)
        return text.split(separator: "\n").sorted()
    }

    @Test func `every form of the corpus comes back the same, digits and places included`() throws {
        #expect(Corpus.forms.count > 200)
        var largest = 0
        for (name, form) in Corpus.forms {
            let json = FormJSON.write(form)
            let parsed = try JSONParser.parse(json.bytes)
            let back = try FormJSON.restore(parsed)
            #expect(back == form, "\(name)")
            #expect(Self.dump(back) == Self.dump(form), "\(name)")
            #expect(FormJSON.write(back) == json, "\(name)")
            // A form of 20 rows takes no more than 8 KiB.
            let size = json.bytes.count
            #expect(size <= 4_096 + 205 * form.indicators.count, "\(name): \(size) bytes, \(form.indicators.count) rows")
            largest = max(largest, size)
        }
        print("largest form: \(largest) bytes")
    }

    @Test func `what was read from a document is within the bounds of what is handed in`() throws {
        for (name, form) in Corpus.forms {
            do { #expect(try FormJSON.read(FormJSON.write(form)) == form) } catch { Issue.record("\(name): \(error)") }
        }
    }

    /// A field that is added must be stored too: put it into `FormWriter`, `FormJSONReader` and `FormShape`, then here.
    @Test func `every field of a form is stored`() throws {
        func fields(_ value: Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
        let row = Indicator(level1: "", level2: "", name: Sourced("", nil))
        #expect(
            fields(Evaluation(file: "", sheet: "", kind: .monitoring)) == [
                "file", "sheet", "kind", "title", "formNumber", "programme", "programmeCode", "department", "implementingUnit", "year", "amountUnit", "amountUnitCell", "funds", "execution", "goals", "indicators",
                "blocks", "statedWeightTotal", "statedTotal", "totalCell", "statedGrade", "hasWeights", "texts", "emptyLabels", "unread", "notes", "isListed", "area",
            ])
        #expect(fields(FundLine(source: nil, label: Sourced("", nil))) == ["source", "label", "period", "initial", "adjusted", "received", "executed", "forecast", "statedRate", "reason", "emptyCells"])
        #expect(fields(FundAmount(money: .zero, printed: .zero, cell: nil)) == ["money", "printed", "cell"])
        #expect(fields(ExecutionRow()) == ["weight", "statedScore", "statedRate", "statedRatePercent", "rateCell", "scoreCell", "weightCell", "reason", "indicatorIndex"])
        #expect(fields(Goal()) == ["expected", "achieved", "weight", "period"])
        #expect(
            fields(row) == [
                "level1", "level2", "level1Kind", "level2Kind", "name", "goalIndex", "period", "comparator", "target", "adjustedTarget", "actual", "weight", "statedScore", "reason", "remark", "forecast", "likelihood",
                "causes", "tier", "tierBasis", "notApplicable", "isCore", "explanation", "targetBasis", "scoringRule", "others", "emptyCells", "level1Cell", "level2Cell", "isExecutionRate",
            ])
        #expect(fields(IndicatorValue(raw: "", content: .text)) == ["raw", "content", "unit", "printedUnit", "comparator", "isApproximate", "isDuration", "cell"])
        #expect(fields(NotApplicable(ground: nil, text: "")) == ["ground", "text"])
        #expect(fields(LevelBlock(level1: "", weight: Sourced(.zero, nil))) == ["level1", "level2", "goalIndex", "weight", "members"])
        #expect(fields(UnreadCell(cell: CellRef(sheet: "", position: CellPosition(row: 0, column: 0)), text: "")) == ["cell", "text", "cause"])
        #expect(fields(FormText(label: "", text: Sourced("", nil))) == ["label", "text"] && fields(DueDate(month: 1)) == ["year", "month", "day"] && fields(Money.zero) == ["fen", "currency"])
    }

    /// Values that no fixture has, in every place at once.
    @Test func `what no text says by itself is stored in full`() throws {
        func cell(_ row: Int, _ sheet: String = "表") -> CellRef { CellRef(sheet: sheet, position: CellPosition(row: row, column: 28)) }
        let odd = IndicatorValue(raw: " 95 % ", content: .range(ExactDecimal(significand: 150, scale: 2), ExactDecimal(2)), unit: "%", printedUnit: nil, comparator: .below, isApproximate: true, isDuration: true, cell: cell(1, "a!b"))
        var form = Evaluation(file: "文件.xlsx", sheet: "表", kind: .selfEvaluationReview)
        form.area = CellRange(top: 0, left: 2, bottom: 40, right: 30)
        (form.isListed, form.hasWeights, form.amountUnit, form.amountUnitCell) = (true, true, .millionYuan, cell(2))
        form.year = Sourced(2_023, cell(3))
        var line = FundLine(source: nil, label: Sourced("年度资金总额", nil), period: .mediumTerm)
        line.initial = FundAmount(money: Money(fen: -5), printed: ExactDecimal(significand: -50, scale: 3), cell: nil)
        line.emptyCells = [.initial: cell(4), .forecast: cell(5, "")]
        form.funds = [line, FundLine(source: .total, label: Sourced("", cell(6)), period: .project)]
        var execution = ExecutionRow()
        (execution.statedRatePercent, execution.rateCell, execution.weightCell, execution.indicatorIndex) = (ExactDecimal(significand: 840, scale: 1), cell(7), cell(8), 0)
        execution.statedRate = Sourced("84%", nil)
        execution.weight = Sourced(ExactDecimal(10), nil)
        form.execution = execution
        form.goals = [Goal(achieved: Sourced("", cell(9)), weight: Sourced(.one, cell(10)), period: .project)]
        var row = Indicator(level1: "产出指标", level2: "成本指标", name: Sourced("指标1：x", cell(11)))
        (row.level1Kind, row.level2Kind, row.goalIndex, row.period, row.comparator) = (nil, .quantity, 0, .project, nil)
        (row.adjustedTarget, row.actual, row.forecast) = (odd, odd, IndicatorValue(raw: "≥3", content: .date(DueDate(month: 2, day: 3))))
        (row.tier, row.tierBasis, row.isCore, row.isExecutionRate) = (.partlyAchieved, nil, true, false)
        row.notApplicable = NotApplicable(ground: nil, text: "")
        row.emptyCells = Dictionary(uniqueKeysWithValues: IndicatorField.allCases.enumerated().map { ($1, cell(20 + $0)) })
        (row.level1Cell, row.level2Cell) = (cell(12), cell(13, ""))
        var other = Indicator(level1: "", level2: "", name: Sourced("b", nil))
        (other.target, other.actual) = (IndicatorValue(raw: "≥5天", content: .number(ExactDecimal(5)), unit: "天", printedUnit: "天", comparator: .atLeast, isDuration: true), IndicatorValue(raw: "不适用", content: .text))
        (other.isExecutionRate, other.causes, other.likelihood) = (true, [.staff, .staff], Sourced(.impossible, nil))
        form.indicators = [row, other]
        form.blocks = [LevelBlock(level1: "别的", level2: "", goalIndex: 0, weight: Sourced(.one, nil), members: [1, 0]), LevelBlock(level1: "产出指标", weight: Sourced(.one, nil), members: [])]
        (form.totalCell, form.statedTotal) = (cell(14), Sourced(.one, nil))
        form.unread = [UnreadCell(cell: cell(15), text: "", cause: .formulaWithoutResult)]
        form.notes = [Wording(zh: "", en: "\r\u{0}")]
        for rate in [Sourced("84%", cell(16)), Sourced("84.0%", nil), nil] {
            form.execution?.statedRate = rate
            let back = try FormJSON.restore(try JSONParser.parse(FormJSON.write(form).bytes))
            #expect(back == form)
            #expect(Self.dump(back) == Self.dump(form))
        }
    }
}
