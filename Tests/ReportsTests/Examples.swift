import BudgetModel
import Quantities
import Reports

/// Forms made by hand, with ordinary public services.
enum Examples {
    static func decimal(_ text: String) -> ExactDecimal {
        do { return try ExactDecimal(parsing: text) } catch { fatalError("no number: \(text)") }
    }

    static func cell(_ a1: String) -> CellRef {
        guard let position = CellPosition(a1: a1) else { fatalError("no cell: \(a1)") }
        return CellRef(sheet: "自评表", position: position)
    }

    static func wan(_ text: String, _ a1: String) -> FundAmount {
        do { return FundAmount(money: try Money(decimal(text), .wanYuan), printed: decimal(text), cell: cell(a1)) } catch { fatalError("no amount: \(text)") }
    }

    static func number(_ text: String, _ a1: String) -> Sourced<ExactDecimal> { Sourced(decimal(text), cell(a1)) }

    static let circular = Reference(
        instrument: "circular-10-2020", number: "财预〔2020〕10号", title: "项目支出绩效评价管理办法", article: "附件1", confidence: .verified)
    static let ours = Reference(instrument: "default", number: "", title: "默认取值", confidence: .assumed)

    static let framework: Framework = {
        func cited<Value>(_ value: Value) -> Cited<Value> { Cited(value, circular) }
        func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
            do { return try CalendarDay(year: year, month: month, day: day) } catch { fatalError("no day") }
        }
        return Framework(
            id: "sjz-dept", title: Wording(zh: "部门整体支出（10/40/40/10）", en: "Department, 10/40/40/10"), day: day(2023, 12, 31),
            digest: "sha256:0123456789abcdef0123456789abcdef", kinds: [.departmentSelfEvaluation], tree: [],
            execution: ExecutionPolicy(
                weight: cited(10), denominator: cited(.adjusted), cap: cited(1), zeroZero: cited(.zero), reasonBelow: Cited(90, ours), aboveBudget: cited(.warning)),
            atLeast: cited(.proportional), atMost: Cited(.linear, ours), alsoAccepted: Cited([.ratio], ours),
            tiers: cited([
                TierBand(tier: .achieved, from: decimal("0.8"), to: 1, includesUpper: true),
                TierBand(tier: .partlyAchieved, from: decimal("0.6"), to: decimal("0.8"), includesUpper: false),
                TierBand(tier: .notAchieved, from: 0, to: decimal("0.6"), includesUpper: false),
            ]), overAchievement: Cited([OverAchievementStep(from: decimal("1.3"), action: .reasonCompulsory)], ours), adjustments: [],
            scorePlaces: cited(2), rounding: cited(.halfUp),
            grades: cited([
                GradeBand(grade: .excellent, from: 90), GradeBand(grade: .good, from: 80), GradeBand(grade: .fair, from: 60), GradeBand(grade: .poor, from: 0),
            ]),
            openCases: OpenCases(
                equalAbove: Cited(.full, ours), lateness: Cited(.none, ours), notApplicableGrounds: Cited(NotApplicableGround.allCases, ours),
                unsignedAtMost: Cited([.cost], ours)), weightsAreBinding: true)
    }()

    struct Row {
        var level1: String
        var level2: String
        var name: String
        var sign: Comparator?
        var target: String
        var unit: String?
        var actual: String
        var weight: String
        var stated: String?
        var computed: String?
        var percent: String?
        var isMet: Bool?
        var reason: String?
    }

    static let educationRows: [Row] = [
        Row(level1: "产出指标", level2: "数量指标", name: "达到二级标准的图书室数量", sign: .atLeast, target: "42", unit: "个", actual: "42", weight: "8", stated: "8", computed: "8.00", percent: "100.00", isMet: true),
        Row(level1: "产出指标", level2: "数量指标", name: "直播教室安装数量", sign: .equal, target: "12", unit: "间", actual: "10", weight: "12", stated: "12", computed: "10.00", percent: "83.33", isMet: false),
        Row(level1: "产出指标", level2: "质量指标", name: "直播教室验收", sign: nil, target: "通过", unit: nil, actual: "通过", weight: "6", stated: "6", computed: "6.00", percent: nil, isMet: true),
        Row(level1: "产出指标", level2: "时效指标", name: "教室安装完成时间", sign: nil, target: "2023年12月底前", unit: nil, actual: "2023年12月20日", weight: "6", stated: "6", computed: "6.00", percent: nil, isMet: true),
        Row(level1: "产出指标", level2: "成本指标", name: "每间教室设备成本", sign: .atMost, target: "8.5", unit: "万元", actual: "8.2", weight: "8", stated: "8", computed: "8.00", percent: "96.47", isMet: true),
        Row(level1: "效益指标", level2: "社会效益指标", name: "受益学生人数", sign: .atLeast, target: "1200", unit: "人", actual: "2600", weight: "20", stated: "20", computed: "20.00", percent: "216.67", isMet: true),
        Row(level1: "效益指标", level2: "可持续影响指标", name: "设备管护制度", sign: nil, target: "健全", unit: nil, actual: "基本健全", weight: "20", stated: "17", computed: "17.00", percent: nil, isMet: nil, reason: "两所学校的管护记录不完整\n计划2024年6月底前补齐"),
        Row(level1: "满意度指标", level2: "服务对象满意度指标", name: "家长满意度", sign: .atLeast, target: "95", unit: "%", actual: "92.4", weight: "10", stated: "9.73", computed: "9.73", percent: "97.26", isMet: false, reason: "校车线路调整通知不及时，已改为提前一周通知。"),
    ]

    static func value(_ text: String, _ unit: String?, _ a1: String) -> IndicatorValue {
        if let number = try? ExactDecimal(parsing: text) { return IndicatorValue(raw: text, content: .number(number), unit: unit, printedUnit: unit, cell: cell(a1)) }
        return IndicatorValue(raw: text, content: text.contains("月") ? .date(DueDate(year: 2023, month: 12)) : .text, cell: cell(a1))
    }

    /// A county education bureau: executed above the budget, one missed target with full points.
    static func education(rows: [Row] = educationRows, total: String? = "96.73", kind: FormKind = .departmentSelfEvaluation) -> Evaluation {
        var form = Evaluation(file: "education.xlsx", sheet: "自评表", kind: kind)
        form.title = Sourced("部门整体支出绩效自评表", cell("A1"))
        form.programme = Sourced(kind == .departmentSelfEvaluation ? "部门整体支出" : "直播教室建设项目", cell("B3"))
        form.department = Sourced("某县教育局", cell("B4"))
        form.implementingUnit = kind == .departmentSelfEvaluation ? nil : Sourced("某县电化教育站", cell("G4"))
        form.year = Sourced(2023, cell("A2"))
        form.amountUnitCell = cell("A6")
        var totalLine = FundLine(source: .total, label: Sourced("年度资金总额", cell("B6")))
        totalLine.initial = wan("1669.0157", "D6")
        totalLine.adjusted = wan("1805.58777", "E6")
        totalLine.executed = wan("1863.95787", "F6")
        var fiscal = FundLine(source: .appropriation, label: Sourced("其中：当年财政拨款", cell("B7")))
        fiscal.initial = wan("1569.0157", "D7")
        fiscal.adjusted = wan("1705.58777", "E7")
        fiscal.executed = wan("1763.95787", "F7")
        var other = FundLine(source: .other, label: Sourced("其他资金", cell("B8")))
        other.initial = wan("100", "D8")
        other.adjusted = wan("100", "E8")
        other.executed = wan("100", "F8")
        form.funds = [totalLine, fiscal, other]
        var execution = ExecutionRow()
        execution.weight = number("10", "G6")
        execution.statedScore = number("10", "I6")
        execution.rateCell = cell("H6")
        form.execution = execution
        form.goals = [
            Goal(
                expected: Sourced("目标1：完成42个学校图书室达标建设；\n目标2：建成直播教室12间。", cell("B11")),
                achieved: Sourced("目标1：42个学校图书室达到二级标准；\n目标2：建成直播教室10间，其余2间场地改造未完成", cell("F11")))
        ]
        form.indicators = rows.enumerated().map { index, row in
            let at = String(13 + index)
            var indicator = Indicator(level1: row.level1, level2: row.level2, name: Sourced(row.name, cell("D" + at)))
            indicator.level1Cell = cell("B" + at)
            indicator.level2Cell = cell("C" + at)
            indicator.comparator = row.sign
            indicator.target = value(row.target, row.unit, "E" + at)
            indicator.actual = value(row.actual, row.unit, "F" + at)
            indicator.weight = number(row.weight, "G" + at)
            indicator.statedScore = row.stated.map { number($0, "H" + at) }
            indicator.reason = row.reason.map { Sourced($0, cell("I" + at)) }
            return indicator
        }
        form.hasWeights = true
        form.statedWeightTotal = number("100", "G21")
        form.statedTotal = total.map { number($0, "H21") }
        form.texts = [
            FormText(label: "存在问题", text: Sourced("部分学校设备使用记录不完整", cell("B22"))),
            FormText(label: "填报人", text: Sourced("不应出现的姓名", cell("B24"))),
        ]
        return form
    }

    static func sheet(rows: [Row] = educationRows, total: String? = "94.73") -> ScoreSheet {
        var sheet = ScoreSheet(
            frameworkID: "sjz-dept", frameworkDigest: framework.digest, chosenBecause: Wording(zh: "部门表，分值为10/40/40/10", en: "department form with 10/40/40/10"))
        sheet.ratePercent = decimal("103.23")
        sheet.execution = ScoreLine(
            score: decimal("10.00"), weight: 10,
            trace: [
                .clause(circular), .input(symbol: "E", name: Wording(zh: "全年执行数", en: "executed"), value: "1863.95787 万元"),
                .input(symbol: "B", name: Wording(zh: "全年预算数", en: "annual budget"), value: "1805.58777 万元"),
                .formula("W × min(E ÷ B, 1)", substituted: "10 × min(1863.95787 ÷ 1805.58777, 1)"),
                .result(name: Wording(zh: "得分", en: "score"), value: "10.00"),
            ])
        sheet.lines = rows.map { row in
            ScoreLine(
                score: row.computed.map(decimal), weight: decimal(row.weight), completionPercent: row.percent.map(decimal), comparatorUsed: row.sign ?? .qualitative,
                isMet: row.isMet,
                trace: [
                    .clause(circular), .formula("W × A ÷ T", substituted: "\(row.weight) × \(row.actual) ÷ \(row.target)"),
                    .result(name: Wording(zh: "得分", en: "score"), value: row.computed ?? "不能计算"),
                ])
        }
        sheet.total = total.map(decimal)
        sheet.grade = total == nil ? nil : .excellent
        sheet.totalRange = decimal("85")...decimal("95")
        sheet.totalTrace = [.result(name: Wording(zh: "合计", en: "total"), value: total ?? "不能计算")]
        return sheet
    }

    static let fullPointsForMissedTarget = Finding(
        code: "E03", severity: .error, at: cell("H14"),
        message: Wording(zh: "指标值12间、实际完成10间，未完成却得满分，应得10分。", en: "12 planned, 10 done, yet full points; 10 are due."), expected: "10.00", found: "12",
        difference: "2", basis: Wording(zh: "财预〔2020〕10号", en: "Circular 10/2020"))
    static let overBudget = Finding(
        code: "D01", severity: .warning, at: cell("F6"), message: Wording(zh: "全年执行数大于全年预算数，执行率103.23%。", en: "Executed above the budget, 103.23 %."),
        basis: Wording(zh: "预算法第十三条", en: "Budget Act, art. 13"))

    /// The draft: an error stands.
    static var draft: SelfEvaluationReport {
        ReportBuilder.build(education(), scoreSheet: sheet(), framework: framework, findings: [fullPointsForMissedTarget, overBudget])
    }

    /// The same form with the point mended.
    static var clean: SelfEvaluationReport {
        var rows = educationRows
        rows[1].stated = "10"
        rows[1].reason = "两间教室的场地改造未完成，计划2024年8月底前完成。"
        return ReportBuilder.build(
            education(rows: rows, total: "94.73"), scoreSheet: sheet(rows: rows), framework: framework, findings: [overBudget],
            options: ReportOptions(signatureDate: try? CalendarDay(year: 2024, month: 3, day: 15)))
    }

    /// The draft's form with the computed points adopted.
    static var adopted: SelfEvaluationReport {
        ReportBuilder.build(
            education(), scoreSheet: sheet(), framework: framework, findings: [fullPointsForMissedTarget, overBudget], options: ReportOptions(scores: .computed))
    }

    static func project(_ kind: FormKind) -> SelfEvaluationReport {
        ReportBuilder.build(education(kind: kind), scoreSheet: sheet(), framework: framework, findings: [])
    }
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) { self.init(value) }
}

extension Examples {
    /// A form that says next to nothing: no year, no money, no points, one indicator without values.
    static var bare: SelfEvaluationReport {
        var form = Evaluation(file: "bare.docx", sheet: "T1", kind: .projectSelfEvaluation)
        form.programme = Sourced("村级图书室开放", CellRef(sheet: "T1", position: CellPosition(row: 2, column: 1)))
        form.indicators = [Indicator(level1: "产出指标", level2: "数量指标", name: Sourced("开放图书室数量", nil))]
        var sheet = ScoreSheet(frameworkID: "cn-2020", frameworkDigest: framework.digest, chosenBecause: Wording(zh: "", en: ""))
        sheet.lines = [ScoreLine()]
        return ReportBuilder.build(form, scoreSheet: sheet, framework: framework, findings: [])
    }
}
