import BudgetModel
import Frameworks
import JSONText
import Quantities
import Scoring
import Testing

@testable import Forms

/// Forms as a program or a page would write them: texts without cells.
@Suite struct MinimalFormTests {
    private static let kept: Set<String> = [
        "form", "formNumber", "programme", "programmeCode", "department", "implementingUnit", "year", "funds", "execution", "goals", "indicators", "blocks", "statedWeightTotal", "statedTotal", "statedGrade", "texts", "title",
        "period", "initial", "adjusted", "received", "executed", "forecast", "statedRate", "reason", "weight", "statedScore", "expected", "achieved", "level1", "level2", "name", "goal", "comparator", "target",
        "initialTarget", "unit", "actual", "remark", "likelihood", "causes", "tier", "core", "explanation", "targetBasis", "scoringRule", "label", "text",
    ]

    /// The form as its texts alone: no cells, nothing that the reader found out, values as printed.
    static func minimal(_ json: JSONValue) -> JSONValue {
        switch json {
        case .array(let elements): return .array(elements.map(minimal))
        case .object(let members):
            // A value with what was read from it is its text again; a label and its text stay two.
            if let text = json["text"], json["label"] == nil { return text }
            return .object(
                members.compactMap { member in
                    if member.key == "source" { return JSONValue.Member("source", member.value.string.map(JSONValue.string) ?? .object([JSONValue.Member("form", member.value["form"] ?? .null)])) }
                    // A rate that has a row of its own is told there.
                    if member.key == "execution", member.value["indicator"] != nil { return nil }
                    return kept.contains(member.key) ? JSONValue.Member(member.key, minimal(member.value)) : nil
                })
        default: return json
        }
    }

    /// Without places and without what only a document has: what two readings of the same texts must agree in.
    private static func bare(_ form: Evaluation) -> JSONValue {
        let places: Set<String> = ["cells", "emptyCells", "at", "file", "sheet", "area", "listed", "unread", "emptyLabels", "notes", "label", "amountUnit", "printed", "others"]
        func bare(_ json: JSONValue) -> JSONValue {
            if let members = json.members { return .object(members.filter { !places.contains($0.key) }.map { JSONValue.Member($0.key, bare($0.value)) }) }
            return json.elements.map { .array($0.map(bare)) } ?? json
        }
        return bare(FormJSON.write(form))
    }

    /// What differs without cells and why. None of it changes a score.
    private static let exceptions = [
        "yn-clinic-three-sheets-2023.xls": "a column of points with nothing in it: only a document has columns",
        "20-jiuting-2020.xlsx": "a column of points with nothing in it: only a document has columns",
        "04-north-library-2021.html": "the rate stands in the money table and in its row, which is all the minimal form says",
        "25-southwest-water-dept-2023.xlsx": "money as labels and amounts has no row of execution, money as a list of rows has one",
        "c11-ledger-2022.xlsx": "points of a whole level in one column have a level 1 and no level 2",
    ]

    private static func framework(_ form: Evaluation) throws -> Framework {
        try FrameworkCatalogue.framework(FrameworkChoice.choose(for: form, named: nil).id, on: FrameworkChoice.day(for: form, today: try CalendarDay(year: 2026, month: 1, day: 1)))
    }

    /// Where two forms are scored differently by the same framework.
    private static func differences(_ left: Evaluation, _ right: Evaluation, by framework: Framework) -> [String] {
        let because = Wording(zh: "", en: "")
        let (first, second) = (Scorer.score(left, by: framework, because: because), Scorer.score(right, by: framework, because: because))
        var list: [String] = []
        func same(_ left: some Equatable, _ right: some Equatable, _ what: String) { if "\(left)" != "\(right)" { list.append("\(what): \(left) → \(right)") } }
        same(first.total?.description, second.total?.description, "total")
        same(first.totalRange, second.totalRange, "range")
        same(first.grade?.name, second.grade?.name, "grade")
        same(first.ratePercent?.description, second.ratePercent?.description, "rate")
        same(first.execution?.score?.description, second.execution?.score?.description, "execution")
        same(first.lines.count, second.lines.count, "rows")
        for (index, (left, right)) in zip(first.lines, second.lines).enumerated() {
            same(left.score?.description, right.score?.description, "row \(index + 1)")
            same(left.tier, right.tier, "tier of row \(index + 1)")
            same(left.comparatorUsed, right.comparatorUsed, "sign of row \(index + 1)")
            same(left.isMet, right.isMet, "row \(index + 1) met")
            same(left.unscored, right.unscored, "why row \(index + 1) has no score")
        }
        return list
    }

    @Test func `a form without cells is read and scored as the document is`() throws {
        var unlike: Set<String> = []
        for (name, form) in Corpus.forms {
            let again = try FormJSON.read(Self.minimal(FormJSON.write(form)))
            let framework = try Self.framework(form)
            #expect(Self.differences(form, again, by: framework) == [], "\(name)")
            #expect(try Self.framework(again).digest == framework.digest, "\(name)")
            if Self.bare(again) != Self.bare(form) { unlike.insert(String(name.split(separator: "/").last ?? "")) }
        }
        #expect(unlike == Set(Self.exceptions.keys))
    }

    /// Sign, number and unit apart, as a form on a page asks for them.
    @Test func `a target is the same in one text and in three`() throws {
        func apart(_ indicator: JSONValue, _ read: Indicator) -> JSONValue {
            guard let target = read.target, read.adjustedTarget == nil, let number = target.number, let actual = read.actual, let reached = actual.number, target.unit == actual.unit, read.tier == nil else { return indicator }
            var members = indicator.members?.filter { !["target", "actual", "comparator", "unit"].contains($0.key) } ?? []
            if let sign = read.comparator { members.append(JSONValue.Member("comparator", .string(sign.rawValue))) }
            members.append(JSONValue.Member("target", .string(number.description)))
            members.append(JSONValue.Member("actual", .string(reached.description)))
            if let unit = target.unit { members.append(JSONValue.Member("unit", .string(unit))) }
            return .object(members)
        }
        var count = 0
        for (name, form) in Corpus.forms {
            let minimal = Self.minimal(FormJSON.write(form))
            let rows = (minimal["indicators"]?.elements ?? []).enumerated().map { apart($1, form.indicators[$0]) }
            count += zip(rows, minimal["indicators"]?.elements ?? []).count { $0 != $1 }
            let parted = JSONValue.object((minimal.members ?? []).map { $0.key == "indicators" ? JSONValue.Member("indicators", .array(rows)) : $0 })
            #expect(Self.differences(form, try FormJSON.read(parted), by: try Self.framework(form)) == [], "\(name)")
        }
        #expect(count > 1_000)
    }

    // MARK: One form in full

    private static let written = #"""
        {"source":{"form":"project-self-evaluation"},"programme":"村级供水管网改造","department":"某县水利局","year":2024,
         "funds":[{"source":"total","initial":"1000000.00","adjusted":"1000000.00","executed":"950000.00","statedRate":"95%"},{"label":"其中：当年财政拨款","adjusted":"1000000"}],
         "execution":{"weight":"10","statedScore":"9.5"},
         "goals":[{"expected":"改造管网12公里。","achieved":"已改造11公里。"}],
         "indicators":[
          {"level1":"产出指标（50分）","level2":"数量指标","name":"改造管网长度","comparator":">=","target":"12","unit":"公里","actual":"11","weight":"30","statedScore":"27.5","reason":"一段管线改线。"},
          {"level1":"产出指标（50分）","level2":"质量指标","name":"水质合格率","target":"≥95％","actual":"百分之九十六","weight":"10","statedScore":"10"},
          {"level1":"产出指标（50分）","level2":"时效指标","name":"完工时间","target":"2024年11月底前","actual":"2024-11-20","weight":"10","statedScore":"10"},
          {"level1":"效益指标","level2":"社会效益指标","name":"受益户数","target":"800-900","unit":" 户 ","actual":"820户","weight":"20","statedScore":"20"},
          {"level1":"效益指标","level2":"可持续影响指标","name":"管护机制","target":"健全","actual":"部分达成年度指标并具有一定效果","weight":"10","statedScore":"7"},
          {"level1":"满意度指标","level2":"服务对象满意度指标","name":"用水户满意度","target":"≥90%","actual":"不适用","weight":"10","statedScore":null,"reason":"因政策调整未调查"}],
         "statedWeightTotal":"100","statedTotal":"84","texts":[{"label":"其他需要说明的问题","text":"无"},{"label":"自评结论","text":"自评得分84分，评价等级：良"}]}
        """#

    @Test func `a form as a program writes it is read as from a workbook`() throws {
        let form = try FormJSON.read(try JSONParser.parse(Self.written))
        #expect(form.kind == .projectSelfEvaluation)
        #expect(form.funds.map(\.label.value) == ["年度资金总额", "其中：当年财政拨款"])
        #expect(form.funds.map(\.source) == [.total, .appropriation])
        #expect(form.fund(.total)?.executed?.printed.description == "95")
        #expect(form.execution?.statedRatePercent?.description == "95")
        #expect(form.hasWeights)
        #expect(form.statedGrade?.value == "良")
        #expect(form.indicators.map(\.level1) == ["产出指标", "产出指标", "产出指标", "效益指标", "效益指标", "满意度指标"])
        #expect(form.indicators.map(\.level1Kind) == [.output, .output, .output, .benefit, .benefit, .satisfaction])
        #expect(form.indicators.map(\.level2Kind) == [.quantity, .quality, .timeliness, .socialBenefit, .sustainability, .serviceSatisfaction])
        #expect(form.blocks.map(\.level1) == ["产出指标"] && form.blocks.first?.members == [0, 1, 2])
        #expect(form.indicators[0].target == IndicatorValue(raw: "12", content: .number(ExactDecimal(12)), unit: "公里", printedUnit: "公里"))
        #expect(form.indicators[1].comparator == .atLeast && form.indicators[1].target?.unit == "%" && form.indicators[1].actual?.number == ExactDecimal(96))
        #expect(form.indicators[2].target?.content == .date(DueDate(year: 2024, month: 11)) && form.indicators[2].actual?.content == .date(DueDate(year: 2024, month: 11, day: 20)))
        #expect(form.indicators[3].target?.content == .range(ExactDecimal(800), ExactDecimal(900)) && form.indicators[3].target?.unit == "户")
        #expect(form.indicators[4].tier == .partlyAchieved && form.indicators[4].tierBasis == .stated)
        #expect(form.indicators[5].notApplicable == NotApplicable(ground: .policyChange, text: "因政策调整未调查"))
        #expect(form.texts.map(\.text.value) == ["无", "自评得分84分，评价等级：良"])
        #expect(form.notes.isEmpty && form.unread.isEmpty)
        let sheet = Scorer.score(form, by: try FrameworkCatalogue.framework("cn-2020", on: try CalendarDay(year: 2024, month: 12, day: 31)), because: Wording(zh: "", en: ""))
        #expect(sheet.lines.map(\.score?.description) == ["27.50", "10.00", "10.00", "20.00", "7.00", nil])
        #expect(sheet.execution?.score?.description == "9.50")
    }

    @Test func `weights that are shares of one are raised, a rate that is a row becomes the execution`() throws {
        let text = #"""
            {"source":{"form":"project-self-evaluation"},"indicators":[
             {"level1":"预算执行率","name":"预算执行率","target":"100%","actual":"96%","weight":"0.1","statedScore":"0.096"},{"level1":"产出指标","name":"改造管网","target":"12","actual":"12","weight":"0.9","statedScore":"0.9"}]}
            """#
        let form = try FormJSON.read(try JSONParser.parse(text))
        #expect(form.indicators.map(\.weight?.value) == [ExactDecimal(10), ExactDecimal(90)])
        #expect(form.execution?.indicatorIndex == 0 && form.indicators[0].isExecutionRate)
        #expect(form.execution?.statedRatePercent?.description == "96")
        #expect(form.notes.count == 1)
        // Stored and read again nothing is raised twice.
        #expect(try FormJSON.restore(FormJSON.write(form)) == form)
    }

    @Test func `money and names are settled as on paper`() throws {
        let text = #"""
            {"source":{"form":"project-goal"},"title":"2023年度项目支出绩效目标申报表","programme":"51000021R000000019951-工资性支出","department":"[318]某县交通运输局",
             "funds":[{"label":"项目资金总额","adjusted":"10"},{"label":"中期资金总额","adjusted":"30"},{"label":"自筹","initial":"1.5"}],"execution":{"weight":"10"}}
            """#
        let form = try FormJSON.read(try JSONParser.parse(text))
        #expect(form.programme?.value == "工资性支出" && form.programmeCode?.value == "51000021R000000019951")
        #expect(form.department?.value == "某县交通运输局")
        #expect(form.year?.value == 2023)
        #expect(form.execution == nil)
        #expect(form.funds.map(\.initial?.money.yuan) == ["10.00", "30.00", "1.50"])
        #expect(form.funds.map(\.adjusted) == [nil, nil, nil])
        #expect(form.funds.map(\.period) == [.project, .mediumTerm, .year])
    }
}
