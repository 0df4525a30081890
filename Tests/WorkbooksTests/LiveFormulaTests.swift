import BudgetModel
import Documents
import Quantities
import Testing

@testable import Workbooks

@Suite struct `Live formulas` {
    private func decimal(_ text: String) throws -> ExactDecimal { try ExactDecimal(parsing: text) }

    @Test func `read as the law writes them`() {
        let w = LiveFormula.cell(CellPosition(row: 4, column: 8)), t = LiveFormula.cell(CellPosition(row: 4, column: 5))
        let a = LiveFormula.cell(CellPosition(row: 4, column: 6))
        let linear = LiveFormula.multiply(w, .subtract(.number(.one), .divide(.subtract(a, t), t)))
        #expect(linear.text == "I5*(1-(G5-F5)/F5)")
        #expect(LiveFormula.subtract(a, .subtract(t, w)).text == "G5-(F5-I5)")
        #expect(LiveFormula.divide(a, .multiply(t, w)).text == "G5/(F5*I5)")
        #expect(LiveFormula.rounded(.divide(.multiply(w, a), t), places: 2, .halfUp).text == "ROUND(ROUND(I5*G5/F5,12),2)")
        #expect(LiveFormula.choice(a, .atLeast, t, then: w, otherwise: .number(.zero)).text == "IF(G5>=F5,I5,0)")
    }

    /// Worked examples of the rules, with the framework's formulas.
    @Test(arguments: [
        ("≥ met", Comparator.atLeast, FormulaKind.linear, "12", "12", "10", "10.00"), ("≥ missed", .atLeast, .linear, "12", "10", "10", "8.33"),
        ("≤ met", .atMost, .linear, "90", "89.97", "8", "8.00"), ("≤ exceeded, linear", .atMost, .linear, "160", "386", "15", "0.00"),
        ("≤ exceeded, ratio", .atMost, .ratio, "160", "386", "15", "6.22"), ("≤ 10 with 15, linear", .atMost, .linear, "10", "15", "10", "5.00"),
        ("≤ 10 with 15, ratio", .atMost, .ratio, "10", "15", "10", "6.67"), ("= zero", .equal, .linear, "0", "1", "5", "5.00"),
        ("exact half", .atLeast, .linear, "80", "70", "3", "2.63"), ("a double below its half", .atLeast, .linear, "200", "1.15", "1", "0.01"),
    ])
    func `give the score of the rules`(
        _ name: String, _ comparator: Comparator, _ kind: FormulaKind, _ target: String, _ actual: String, _ weight: String, _ score: String
    ) throws {
        var framework = Framework.tested
        framework.atMost.value = kind
        let row = Case(comparator: comparator, weight: try decimal(weight), target: try decimal(target), actual: try decimal(actual), score: try decimal(score))
        let formula = try #require(row.formula(framework, row: 0), "\(name)")
        #expect(try formula.value(row.cells(row: 0)) == (try Ratio(try decimal(score))))
    }

    @Test func `are left out where a spreadsheet could round otherwise`() throws {
        // 1e-13 below a half: no program with doubles can tell.
        let low = ExactDecimal(significand: 83_349_999_999_999, scale: 13)
        let formula = LiveFormula.rounded(.number(low), places: 2, .halfUp)
        #expect(throws: LiveFormula.Failure.notExact) { try formula.value([:]) }
        let half = LiveFormula.rounded(.number(ExactDecimal(significand: 8335, scale: 3)), places: 2, .halfUp)
        #expect(try half.value([:]) == Ratio(ExactDecimal(significand: 834, scale: 2)))
    }

    /// Random rows, exact halves and their neighbours among them, for other programs to compute.
    @Test func `agree with exact arithmetic on random rows`() throws {
        var random = SplitMix(state: 20_200_115)
        var sheet = SheetWriter(widths: [10, 12, 12, 8, 10])
        var linear = Framework.tested, ratio = Framework.tested
        linear.atMost.value = .linear
        ratio.atMost.value = .ratio
        var written = 0, halves = 0, refused = 0
        for _ in 0..<4000 {
            let row = try RandomCase(&random)
            guard let formula = row.row.formula(row.isRatio ? ratio : linear, row: sheet.nextRow) else {
                refused += 1
                continue
            }
            let cells = row.row.cells(row: sheet.nextRow)
            #expect(try formula.value(cells) == Ratio(row.row.score))
            if row.isHalf { halves += 1 }
            written += 1
            sheet.add([
                .init(.number(row.row.weight), .number), .init(.number(row.row.target), .number), .init(.number(row.row.actual), .number),
                .init(.text(row.row.comparator.rawValue), .text), .init(.formula(formula.text, row.row.score), .score),
            ])
        }
        #expect(written >= 3980, "refused \(refused)")
        #expect(halves >= 500)
        var styles = try StyleBook(nil)
        var book = OddWorkbook()
        book.workbook = book.workbook.replacing("\"表\"", with: "\"评分核对\"")
        book.sheetBytes = sheet.part(&styles, isStrict: false)
        book.styles = String(decoding: styles.finished(), as: UTF8.self)
        let bytes = try book.bytes()
        try Review.keep(bytes, as: "random-rows.xlsx")
        // Our own reader finds the exact decimals that were written.
        let grid = try Review.sheet(bytes, "评分核对")
        #expect(grid.cells.count == written * 5)
    }
}

/// One row to be scored.
private struct Case {
    var comparator: Comparator
    var weight: ExactDecimal
    var target: ExactDecimal
    var actual: ExactDecimal
    var score: ExactDecimal

    func cells(row: Int) -> [CellPosition: ExactDecimal] {
        [CellPosition(row: row, column: 0): weight, CellPosition(row: row, column: 1): target, CellPosition(row: row, column: 2): actual]
    }

    func formula(_ framework: Framework, row: Int) -> LiveFormula? {
        let line = ScoreLine(score: score, weight: weight, comparatorUsed: comparator)
        return ScoreFormula(
            framework: framework, weight: CellPosition(row: row, column: 0), target: CellPosition(row: row, column: 1),
            actual: CellPosition(row: row, column: 2), stated: CellPosition(row: row, column: 5)
        ).formula(for: line, isExecution: false, name: "", cells(row: row))
    }
}

/// A row at random: one in three an exact half, one in three a millionth beside one.
private struct RandomCase {
    var row: Case
    var isRatio = false
    var isHalf = false

    init(_ random: inout SplitMix) throws {
        let cents = Int128(random.next(1, 10_000))
        let weight = ExactDecimal(significand: cents, scale: 2)
        let kind = random.next(0, 2), shape = random.next(0, 2)
        var target: ExactDecimal, actual: ExactDecimal
        if shape == 2 {
            target = ExactDecimal(significand: Int128(random.next(1, 99_999_999)), scale: random.next(0, 6))
            let factor = ExactDecimal(significand: Int128(random.next(1, kind == 0 ? 99 : 250)), scale: 2)
            actual = try (target * factor).rounded(to: 6, .down)
        } else {
            // W × A ÷ T = (2n + 1) ÷ 200, by T = 200 × W × k and A = (2n + 1) × k.
            let places = random.next(0, 6)
            let k = Int128(random.next(1, 5000))
            let odd = Int128(2 * random.next(0, Int(cents) - 1) + 1)
            let whole = ExactDecimal(significand: 2 * cents * k, scale: places), part = ExactDecimal(significand: odd * k, scale: places)
            switch kind {
            case 0: (target, actual) = (whole, part)
            case 1: (target, actual) = (whole, try whole + whole - part)
            default: (target, actual) = (part, whole)
            }
            if shape == 1 {
                let step = ExactDecimal(significand: random.next(0, 1) == 0 ? 1 : -1, scale: 6)
                actual = try actual + step
            } else {
                isHalf = true
            }
        }
        isRatio = kind == 2
        let w = try Ratio(weight), t = try Ratio(target), a = try Ratio(actual)
        let exact: Ratio =
            switch kind {
            case 0: a >= t ? w : try w * a / t
            case 1: a <= t ? w : try max(.zero, w * (t + t - a) / t)
            default: a <= t ? w : try w * t / a
            }
        row = Case(
            comparator: kind == 0 ? .atLeast : .atMost, weight: weight, target: target, actual: actual, score: try exact.rounded(to: 2, .halfUp))
    }
}

/// A generator with a seed that can be printed.
private struct SplitMix {
    var state: UInt64

    mutating func next(_ low: Int, _ high: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return low + Int((z ^ (z >> 31)) % UInt64(high - low + 1))
    }
}
