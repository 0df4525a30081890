import BudgetModel
import Quantities
import Rules
import Testing

@Suite struct `Forms as they are read` {
    private static func first(_ row: String) -> [String] { [row] + ReadForm.rows.dropFirst() }
    private static func cell(_ a1: String) -> CellRef { CellRef(sheet: "自评表", position: CellPosition(a1: a1)!) }
    private static func unread(_ a1: String, _ text: String, _ cause: UnreadCell.Cause = .unplaced) -> UnreadCell {
        UnreadCell(cell: cell(a1), text: text, cause: cause)
    }

    @Test func `a form without flaws hears nothing`() {
        let form = ReadForm()
        #expect(form.said == [] && ReadForm.lacking(form.notChecked) == [])
        #expect(form.sheet.total?.description == "99.00" && form.sheet.grade == .excellent)
    }

    // MARK: Rows not read

    @Test(arguments: [1, 2]) func `a hidden row leaves the total open`(_ row: Int) {
        // The rows that can be seen would give another grade.
        let form = ReadForm(total: "总分|||||100|89", hiding: [ReadForm.rows[row]])
        #expect(form.sheet.total == nil)
        let seen = row == 1 ? "69.00" : "89.00"
        #expect(form.sheet.totalRange?.lowerBound.description == seen && form.sheet.totalRange?.upperBound.description == "99.00")
        #expect(form.said == [])
        #expect(Set(form.notChecked.map(\.code)).isSuperset(of: ["A01", "A02", "A07", "A20"]))
        #expect(form.sheet.totalTrace.contains { $0.line(.zh).contains("未能读取") })
    }

    @Test func `the first row of a table may be the hidden one`() {
        let form = ReadForm(hiding: [ReadForm.rows[0]]) { evaluation in
            for index in evaluation.unread.indices { evaluation.unread[index].cause = .hidden }
        }
        #expect(form.sheet.total == nil && form.said == [])
        #expect(form.sheet.totalRange?.upperBound.description == "99.00")
    }

    @Test func `a hidden row beside 100 points leaves the total open too`() {
        let hidden = "产出指标|质量指标|合格率|≥95%|50%|10|5|"
        let form = ReadForm(rows: [ReadForm.rows[0], hidden, ReadForm.rows[1], ReadForm.rows[2]], hiding: [hidden])
        #expect(form.sheet.total == nil && form.sheet.totalRange?.upperBound.description == "99.00")
    }

    @Test func `words in hidden rows open nothing`() {
        let hidden = "产出指标|质量指标|指标2：|||||"
        let form = ReadForm(rows: [ReadForm.rows[0], hidden, ReadForm.rows[1], ReadForm.rows[2]], hiding: [hidden])
        #expect(form.sheet.total?.description == "99.00")
    }

    @Test func `parts beside a hidden money row make no total`() {
        let parts = ["|其中：当年财政拨款|100|100|90|10|90%|9", "|上年结转资金|50|50|10||", "|其他资金|0|0|0||"]
        let form = ReadForm(money: [ReadForm.money[0]] + parts, hiding: [parts[1]])
        #expect(form.sheet.execution?.score == nil)
        #expect(form.sheet.execution?.unscored == .moneyRowsNotRead)
    }

    // MARK: Cells that hold no number

    struct Odd: Sendable, CustomTestStringConvertible {
        var row: String
        var said: [String]
        var message: String
        var cell = ""
        var testDescription: String { row }
    }

    static let odd: [Odd] = [
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|12次|50|49.5/50|", said: ["A12! G11"], message: "得分写作“49.5/50”，无法识别为数字", cell: "G11=49.5/50"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|12次|50|满分|", said: ["A12! G11"], message: "得分写作“满分”", cell: "G11=满分"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|12次|50|#REF!|", said: ["A12! G11"], message: "得分写作“#REF!”", cell: "G11=#REF!"),
        Odd(row: "产出指标|数量指标|巡查次数|#REF!|12次|50|50|", said: ["A12! D11"], message: "指标值显示“#REF!”，公式出错了"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|#DIV/0!|50|50|", said: ["A12! E11"], message: "完成值显示“#DIV/0!”"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|12次|50|", said: ["A12! G11"], message: "得分没有填写"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次||50|50|", said: ["A12! E11"], message: "完成值没有填写"),
        Odd(row: "产出指标|数量指标|巡查次数||12次|50|50|", said: ["A12! D11"], message: "指标值没有填写"),
    ]

    @Test(arguments: odd) func `a cell says what stands in it`(_ odd: Odd) {
        let form = ReadForm(rows: Self.first(odd.row)) { evaluation in
            let parts = odd.cell.split(separator: "=", maxSplits: 1).map(String.init)
            if parts.count == 2, evaluation.unread(at: Self.cell(parts[0])) == nil { evaluation.unread.append(Self.unread(parts[0], parts[1])) }
        }
        #expect(form.said == odd.said)
        #expect(form.message("A12").contains(odd.message))
    }

    @Test func `a formula without a result is no empty cell`() {
        let form = ReadForm(rows: Self.first("产出指标|数量指标|巡查次数|≥12次|12次|50||")) { $0.unread.append(Self.unread("G11", "", .formulaWithoutResult)) }
        #expect(form.said == ["A12! G11"])
        #expect(form.message("A12").contains("是公式，但文件里没有计算结果"))
    }

    @Test func `points in words are told by A03, and no score follows from them`() {
        let form = ReadForm(rows: Self.first("产出指标|数量指标|巡查次数|≥12次|12次|50分左右|50|")) { evaluation in
            evaluation.indicators[0].emptyCells[.weight] = Self.cell("F11")
            if evaluation.unread.isEmpty { evaluation.unread.append(Self.unread("F11", "50分左右")) }
        }
        #expect(form.said == ["A03! F11"])
        #expect(form.message("A03").contains("写作“50分左右”，无法识别为数字"))
        #expect(form.sheet.lines[0].unscored == .weightNotRead("50分左右"))
    }

    @Test func `the total in words`() {
        let form = ReadForm(total: "总分|||||100|99左右")
        #expect(form.said == ["A12! G14"] && form.message("A12").contains("总分写作“99左右”"))
    }

    // MARK: Money

    @Test func `an empty annual budget is not the initial one`() {
        let form = ReadForm(money: [ReadForm.money[0], "|年度资金总额|100||90|10|90%|9"])
        #expect(form.said == ["A12! D6"])
        #expect(form.sheet.execution?.score == nil && form.sheet.execution?.unscored == .noBudget)
        #expect(form.sheet.total == nil)
    }

    @Test(arguments: [("|年度资金总额|100|见附件|90|10|90%|9", FundField.adjusted, "D6", "见附件"), ("|年度资金总额|100|100|约九十|10|90%|9", .executed, "E6", "约九十")])
    func `an amount in words leaves execution open`(_ row: String, _ field: FundField, _ place: String, _ text: String) {
        let form = ReadForm(money: [ReadForm.money[0], row]) { $0.funds[0].emptyCells[field] = Self.cell(place) }
        #expect(form.said == ["A12! " + place])
        #expect(form.message("A12").contains("写作“\(text)”，无法识别为数字"))
        #expect(form.sheet.execution?.unscored == (field == .adjusted ? .budgetNotRead(text) : .executedNotRead(text)))
    }

    @Test func `a part in words is no sum`() {
        let form = ReadForm(money: [ReadForm.money[0], "|其中：当年财政拨款|100|约一百|90|10|90%|9", "|其他资金|20|20|10|||"]) {
            $0.funds[0].emptyCells[.adjusted] = Self.cell("D6")
        }
        #expect(form.sheet.execution?.unscored == .budgetNotRead("约一百"))
        #expect(form.said.contains("A12! D6"))
    }

    @Test func `money without points is not asked for a score`() {
        let form = ReadForm(money: [ReadForm.money[0], "|年度资金总额|100|100|90||90%|"], rows: Self.first("产出指标|数量指标|巡查次数|≥12次|12次|60|60|"), total: "总分|||||100|100")
        #expect(form.said == [])
    }

    @Test func `empty money without points is a warning`() {
        let form = ReadForm(money: [ReadForm.money[0], "|年度资金总额|100|||||"], rows: Self.first("产出指标|数量指标|巡查次数|≥12次|12次|60|60|"), total: "总分|||||100|100")
        #expect(form.said == ["A12 D6", "A12 E6"])
    }

    // MARK: Hollow forms

    @Test func `an empty goal and its outcome`() {
        #expect(ReadForm(goal: [ReadForm.goal[0], "|||||"]).said == ["A12! B9", "A12! F9"])
    }

    @Test func `an empty table of indicators is one finding`() {
        let form = ReadForm(rows: ["产出指标|数量指标||||||", "效益指标|社会效益指标||||||"], total: nil) { evaluation in
            if !evaluation.emptyLabels.contains(where: { $0.value == "三级指标" }) { evaluation.emptyLabels.append(Sourced("三级指标", Self.cell("C11"))) }
        }
        #expect(form.said == ["A12! C11"] && form.message("A12").hasPrefix("指标未填"))
    }

    @Test func `indicators without any name`() {
        let form = ReadForm(rows: ["产出指标|数量指标||≥12次|12次|50|50|", "效益指标|社会效益指标||≥100人|100人|40|40|"]) { evaluation in
            for index in evaluation.indicators.indices { evaluation.indicators[index].emptyCells[.name] = Self.cell("C\(11 + index)") }
        }
        #expect(form.said == ["A12! C11"] && form.message("A12").contains("三级指标名称整列未填（共2行）"))
    }

    @Test func `a tree without targets in some blocks`() {
        let tree = ["决策|项目立项|决策依据|—|依据充分|10|10|", "过程|资金管理|制度执行|—|执行到位|10|10|", "产出指标|数量指标|巡查次数|≥12次|12次|70|70|"]
        #expect(ReadForm(rows: tree, total: nil).said == [])
        // An output has its target.
        let output = ["决策|项目立项|决策依据|—|依据充分|10|10|", "产出指标|数量指标|巡查次数|—|12次|30|30|", "效益指标|社会效益指标|受益人数|≥100人|100人|50|50|"]
        #expect(ReadForm(rows: output, total: nil).said == ["A12! D12"])
        // Where no row has a target, the column was not filled in.
        let empty = ["决策|项目立项|决策依据|—|依据充分|40|40|", "过程|资金管理|制度执行|—|执行到位|50|50|"]
        #expect(ReadForm(rows: empty, total: nil).said == ["A12! D11"])
    }

    @Test func `an unfilled declaration`() {
        let form = ReadForm(
            head: ["项目支出绩效目标申报表", "（    年度）", "项目名称|", "主管部门|||实施单位|"], money: [], goal: [],
            columns: "一级指标|二级指标|三级指标|指标值", rows: ["产出指标|数量指标|指标1：|", "|质量指标|指标1：|"], total: nil
        ) { evaluation in
            if !evaluation.emptyLabels.contains(where: { $0.value == "三级指标" }) { evaluation.emptyLabels.append(Sourced("三级指标", Self.cell("C6"))) }
        }
        #expect(form.said == ["A12 A1", "A12! B3", "A12! B4", "A12! E4", "A12! C6"])
    }

    // MARK: Values

    static let values: [Odd] = [
        Odd(row: "产出指标|数量指标|巡查次数|≥若干场|达成年度指标|50|50|", said: ["A13! D11"], message: "却没有数字"),
        Odd(row: "产出指标|数量指标|巡查次数|≥|12次|50|50|", said: ["A13! D11"], message: "却没有数字"),
        Odd(row: "产出指标|数量指标|巡查次数|≥1e400场|12次|50|50|", said: ["A13! D11"], message: "却没有数字"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|不适用|50|50|", said: ["E03! G11", "E04 H11"], message: "没有写明认可的理由"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|不适用|50|0|", said: ["E04 H11"], message: "没有写明认可的理由"),
        Odd(row: "产出指标|数量指标|巡查次数|=12次|15次|50|50|", said: ["E04 H11"], message: "高于指标值（完成125.00%）"),
        Odd(row: "产出指标|数量指标|巡查次数|=12次|15次|50|50|年中增加3次", said: [], message: ""),
        Odd(row: "产出指标|数量指标|巡查次数|>12次|12次|50|50|", said: ["E04? E11"], message: "核对符号是否应为“≥”"),
        Odd(row: "产出指标|成本指标|维修成本|<12元|12元|50|50|", said: ["E04? E11"], message: "核对符号是否应为“≤”"),
        Odd(row: "产出指标|成本指标|维修成本|≤2.5万元|26000|50|50|", said: ["E16 E11"], message: "26000没有写单位"),
        Odd(row: "产出指标|成本指标|维修成本|≤26000元|2.5|50|50|", said: ["E16 E11"], message: "2.5没有写单位"),
        Odd(row: "产出指标|成本指标|维修成本|≤2.5万元|2.4|50|50|", said: [], message: ""),
        Odd(row: "产出指标|质量指标|合格率|≥95%|96|50|50|", said: [], message: ""),
        Odd(row: "产出指标|数量指标|受益人次|≥1000人次|1|50|0.05|雨季停工", said: [], message: ""),
        Odd(row: "产出指标|时效指标|完成时间|2022年12月底前|按时完成|50|50|", said: ["E08? E11"], message: "请填写完成日期"),
        Odd(row: "产出指标|质量指标|合格率|≥95%|90%-95%|50|50|", said: ["E08 E11"], message: "请填写确定的数"),
        Odd(row: "产出指标|数量指标|巡查次数|≥12次|2022年11月30日|50|50|", said: ["E08 E11"], message: "完成值却是日期"),
        Odd(row: "产出指标|质量指标|制度|健全|达成预期指标|50|35|台账不全", said: ["A08 G11"], message: "为“达成预期指标”，可得40至50分，现为35分。已说明原因"),
        Odd(row: "产出指标|质量指标|制度|健全|达成预期指标|50|35|", said: ["A08! G11", "E04 H11"], message: "为“达成预期指标”，可得40至50分，现为35分。请改正得分"),
        Odd(row: "产出指标|质量指标|制度|健全|基本健全|50|45|", said: ["A08 G11", "E04 H11"], message: "（档次按文字推定）"),
    ]

    @Test(arguments: values) func `a value says what is wrong with it`(_ odd: Odd) {
        let form = ReadForm(rows: Self.first(odd.row), total: nil)
        #expect(form.said == odd.said)
        if let code = odd.said.first?.prefix(3) { #expect(form.message(String(code)).contains(odd.message)) }
    }

    @Test func `a target in words beside a day has no score, and says why`() {
        let form = ReadForm(rows: Self.first("产出指标|时效指标|完成时间|第一季度|3月|50|50|"), total: nil) { evaluation in
            evaluation.indicators[0].target = IndicatorValue(raw: "第一季度", content: .text, cell: Self.cell("D11"))
        }
        #expect(form.said == ["E08? E11"] && form.sheet.lines[0].unscored == .wordsForDate)
    }

    // MARK: Blocks and grades

    @Test func `a level repeated on each row is told once`() {
        let rows = ["产出指标（50分）|数量指标|巡查次数|≥12次|12次|20|20|", "产出指标（50分）|质量指标|合格率|≥95%|95%|25|25|", "效益指标（45分）|社会效益指标|受益人数|≥100人|100人|45|45|"]
        let form = ReadForm(rows: rows, total: nil) { evaluation in
            // A reader that does not merge them gives each cell.
            if let block = evaluation.blocks.first { evaluation.blocks.append(LevelBlock(level1: block.level1, weight: Sourced(block.weight.value, Self.cell("A12")), members: block.members)) }
        }
        #expect(form.said == ["A02! A11"])
    }

    @Test func `points taken off with a reason move the grade without a word`() {
        let form = ReadForm(rows: Self.first("产出指标|数量指标|巡查次数|≥12次|12次|50|35|台账不全，主动扣15分"), total: "总分|||||100|84")
        #expect(form.sheet.grade == .excellent && form.said == [])
    }

    @Test func `a changed grade names what to settle`() {
        let sum = ReadForm(rows: Self.first("产出指标|数量指标|巡查次数|≥12次|9次|50|37.5|停工"), total: "总分|||||100|96.5")
        #expect(sum.said == ["A07! G14", "A20! G14"] && sum.message("A20").hasSuffix("各项得分相加为86.5，请先更正总分。"))
        let row = ReadForm(rows: Self.first("产出指标|数量指标|巡查次数|≥12次|9次|50|48|停工"), total: "总分|||||100|97")
        #expect(row.said == ["A06! G11", "A20! G14"] && row.message("A20").hasSuffix("请先处理各行的得分问题。"))
    }
}
