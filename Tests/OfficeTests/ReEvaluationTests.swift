import BudgetModel
import JSONText
import Office
import Quantities
import Testing

struct ReEvaluationTests {
    let profile = try! ReEvaluationProfile.shipped(on: testDay)

    static func key(_ name: String, _ ordinal: Int = 1) -> IndicatorKey { IndicatorKey(level1: "产出指标", level2: "数量指标", name: name, ordinal: ordinal) }

    func scored(_ name: String, weight: String? = "10", stated: String? = "10", computed: String? = "10", isOverspent: Bool = false, completion: String? = nil) -> ScoredIndicator {
        ScoredIndicator(
            key: Self.key(name), level2: .quantity, weight: weight.map(dec), stated: stated.map(dec), computed: computed.map(dec), isOverspent: isOverspent, completionPercent: completion.map(dec))
    }

    func determined(_ indicator: ScoredIndicator, _ deductions: [ReEvaluationSheet.Deduction], base: ReEvaluationSheet.Base = .computed) throws -> ReEvaluationLine {
        let sheet = ReEvaluationSheet(base: base, rows: [.init(indicator.key, deductions: deductions)])
        return try profile.determine(sheet, indicators: [indicator], execution: nil).lines[0]
    }

    let checked = (11...13).map { ReEvaluationSheet.ReportCheck(rule: $0, holds: true) }

    @Test func `fourteen rules, each with its number`() {
        #expect(profile.rules.value.map(\.number) == Array(1...14))
        #expect(profile.rule(3)?.share(.medium) == dec("0.6") && profile.rule(3)?.share(nil) == nil)
    }

    @Test(arguments: [
        (1, DefectLevel?.none, "0.00"), (2, nil, "0.00"), (3, .severe, "0.00"), (3, .medium, "4.00"), (3, .light, "7.00"), (4, nil, "0.00"), (5, nil, "10.00"), (6, nil, "10.00"), (7, nil, "7.00"),
        (8, nil, "10.00"), (9, nil, "0.00"), (10, nil, "0.00"),
    ])
    func `what each rule leaves of 10 points`(rule: Int, level: DefectLevel?, points: String) throws {
        let line = try determined(scored("改造供水管网长度"), [.init(rule: rule, level: level, reason: "佐证材料中没有验收单")])
        #expect(line.layers.determined?.description == points)
    }

    /// 9.47 computed − 12.5 × 0.3 = 5.72; rules add up, the base is explicit.
    @Test func `shares of the points are added up and taken off the base`() throws {
        let indicator = scored("改造供水管网长度", weight: "12.5", stated: "12.5", computed: "9.47")
        let light = ReEvaluationSheet.Deduction(rule: 3, level: .light, reason: "缺公式，扣30%"), late = ReEvaluationSheet.Deduction(rule: 7, reason: "两项任务逾期一项")
        let line = try determined(indicator, [light])
        #expect(line.layers.determined?.description == "5.72")
        #expect(line.steps.zh.contains("公式：C − W × s = 9.47 − 12.5 × 0.3 = 5.72"))
        #expect(try determined(indicator, [light], base: .stated).layers.determined?.description == "8.75")
        // 9.47 − 12.5 × 0.6 = 1.97, and never below 0.
        #expect(try determined(indicator, [light, late]).layers.determined?.description == "1.97")
        #expect(try determined(indicator, [late, light]).layers.determined?.description == "1.97")
        let medium = ReEvaluationSheet.Deduction(rule: 3, level: .medium, reason: "没有算法")
        #expect(try determined(indicator, [medium, light]).layers.determined?.description == "0.00")
        // A rule that leaves nothing wins, and needs no base.
        #expect(try determined(scored("x", stated: nil, computed: nil), [light, .init(rule: 1, reason: "无材料")]).layers.determined?.description == "0.00")
        #expect(try determined(scored("x", stated: nil, computed: nil), [light]).layers.determined == nil)
    }

    @Test func `rounded once, half up`() throws {
        // 10 − 10.05 × 0.3 = 6.985 → 6.99
        let line = try determined(scored("x", weight: "10.05"), [.init(rule: 7, reason: "部分任务逾期")])
        #expect(line.layers.determined?.description == "6.99")
        #expect(line.steps.zh.last == "取两位小数（四舍五入）：6.985 → 6.99")
    }

    @Test func `the points of another actual take the place of the unit's`() throws {
        let indicator = scored("x")
        var sheet = ReEvaluationSheet(base: .computed, rows: [.init(indicator.key, determinedActual: "8", rescored: dec("8"))], reportChecks: checked)
        #expect(try profile.determine(sheet, indicators: [indicator], execution: nil).lines[0].layers.determined == dec("8"))
        sheet.rows[0].rescored = nil
        #expect(try profile.determine(sheet, indicators: [indicator], execution: nil).shortfalls.codes == ["reeval.actual.not-rescored"])
    }

    /// 95.88 % of 10 points is 9.59 (rules.md 9.2).
    @Test func `execution is weight times rate, computed again`() throws {
        let execution = ScoredExecution(weight: dec("10"), stated: dec("10"), computed: dec("9.59"), budget: yuan("10000"), executed: yuan("9588"))
        func points(_ found: ReEvaluationSheet.Execution?) throws -> String? {
            try profile.determine(.init(base: .computed, execution: found), indicators: [], execution: execution).execution?.layers.determined?.description
        }
        #expect(try points(nil) == "9.59")
        #expect(try points(.init(budget: yuan("20000"))) == "4.79")
        #expect(try points(.init(budget: yuan("0"))) == "0.00")
        #expect(try points(.init(executed: yuan("10323"))) == "10.00")
    }

    @Test func `total, deviation and the table of layers`() throws {
        let indicators = [scored("a", weight: "50", stated: "50", computed: "48.5"), scored("b", weight: "40", stated: "39", computed: "40")]
        let execution = ScoredExecution(weight: dec("10"), stated: dec("10"), computed: dec("9.59"), budget: yuan("10000"), executed: yuan("9588"))
        var sheet = ReEvaluationSheet.draft(of: indicators, base: .computed)
        sheet.reportChecks = checked
        sheet.rows[0].deductions = [.init(rule: 7, reason: "三个标段逾期一个，扣30%", evidence: "验收单.pdf")]
        sheet.rows[1].remark = "受益人数按台账核增"
        let result = try profile.determine(sheet, indicators: indicators, execution: execution, computedTotal: dec("98.09"))
        // 48.5 − 15 = 33.5; 33.5 + 40 + 9.59 = 83.09; (99 − 83.09) ÷ 99 = 16.07 %.
        #expect(result.total == ScoreLayers(stated: dec("99"), computed: dec("98.09"), determined: dec("83.09")))
        #expect(result.deviation == (try Ratio(1591, over: 9900)))
        #expect(result.deviationPercent?.description == "16.07")
        #expect(result.lines[0].layers.statedLessComputed == dec("1.5"))
        #expect(result.lines[0].layers.statedLessDetermined == dec("16.5"))
        #expect(result.lines[0].layers.computedLessDetermined == dec("15"))
        #expect(result.shortfalls.isEmpty)
        #expect(result.steps.zh.contains("公式：(S − D) ÷ S = (99 − 83.09) ÷ 99 = 0.160707…"))
        // The form's own total counts where it has one.
        #expect(try profile.determine(sheet, indicators: indicators, execution: execution, statedTotal: dec("100")).deviationPercent?.description == "16.91")
    }

    @Test func `an indicator left out scales the rest`() throws {
        var left = scored("b", weight: "20", stated: nil, computed: nil)
        left.isLeftOut = true
        let indicators = [scored("a", weight: "80", stated: "80", computed: "72"), left]
        let sheet = ReEvaluationSheet.draft(of: indicators, base: .computed)
        #expect(sheet.rows.count == 1)
        // 72 × 100 ÷ 80 = 90.
        let result = try profile.determine(sheet, indicators: indicators, execution: nil)
        #expect(result.total.determined == dec("90"))
        #expect(result.shortfalls.codes == ["reeval.report.unchecked", "reeval.report.unchecked", "reeval.report.unchecked"])
    }

    @Test func `three layers of a form and its score sheet`() {
        var evaluation = form([indicator(.atLeast, "12", "15", stated: "10"), indicator(.atMost, "10", "15", level2: .cost, name: "单位成本"), indicator(.atLeast, "12", "10")])
        evaluation.execution = ExecutionRow()
        evaluation.execution?.indicatorIndex = 2
        var sheet = ScoreSheet(frameworkID: "cn-2020", frameworkDigest: "", chosenBecause: Wording(zh: "", en: ""))
        sheet.lines = [
            ScoreLine(score: dec("10"), weight: dec("10"), completionPercent: dec("125.00"), comparatorUsed: .atLeast, isMet: true),
            ScoreLine(score: dec("5"), weight: dec("10"), completionPercent: dec("150.00"), comparatorUsed: .atMost, isMet: false), ScoreLine(score: dec("1")),
        ]
        let scored = ScoredIndicator.all(evaluation, sheet)
        #expect(scored.map(\.key.name) == ["改造供水管网长度", "单位成本"])
        #expect(scored.map(\.isOverspent) == [false, true])
        #expect(scored.map(\.completionPercent) == [dec("125"), nil])
        #expect(ScoredExecution(evaluation, sheet)?.weight == dec("10"))
    }
}

/// Checks of the review itself.
struct ReEvaluationCheckTests {
    let profile = try! ReEvaluationProfile.shipped(on: testDay)

    func codes(_ rows: [ReEvaluationSheet.Row], _ indicators: [ScoredIndicator], checks: [ReEvaluationSheet.ReportCheck]? = nil) throws -> [String] {
        let sheet = ReEvaluationSheet(base: .computed, rows: rows, reportChecks: checks ?? (11...13).map { .init(rule: $0, holds: true) })
        return try profile.determine(sheet, indicators: indicators, execution: nil).shortfalls.codes
    }

    func scored(_ name: String, stated: String = "10", isOverspent: Bool = false, completion: String? = nil) -> ScoredIndicator {
        ScoredIndicator(key: ReEvaluationTests.key(name), weight: dec("10"), stated: dec(stated), computed: dec("10"), isOverspent: isOverspent, completionPercent: completion.map(dec))
    }

    func row(_ name: String, _ deductions: ReEvaluationSheet.Deduction..., determined: String? = nil, remark: String? = nil) -> ReEvaluationSheet.Row {
        .init(ReEvaluationTests.key(name), deductions: deductions, determined: determined.map(dec), remark: remark)
    }

    @Test func `deductions without reason, rule or level, and shares that are not the rule's`() throws {
        let a = [scored("a")]
        #expect(try codes([row("a", .init(rule: 1, reason: " "))], a) == ["reeval.deduction.no-reason"])
        #expect(try codes([row("a", determined: "8")], a) == ["reeval.deduction.no-reason"])
        #expect(try codes([row("a", .init(rule: nil, share: dec("0.2"), reason: "材料不全"))], a) == ["reeval.deduction.no-rule"])
        #expect(try codes([row("a", .init(rule: 3, reason: "没有计算方法"))], a) == ["reeval.deduction.no-level"])
        #expect(try codes([row("a", .init(rule: 12, reason: "报告不通顺"))], a) == ["reeval.rule.unknown"])
        #expect(try codes([row("a", .init(rule: 7, share: dec("0.5"), reason: "部分任务逾期"))], a) == ["reeval.share.not-of-rule"])
        #expect(try codes([row("a", .init(rule: 5, share: dec("0.1"), reason: "超额过多"))], a) == ["reeval.share.not-of-rule"])
    }

    @Test(arguments: [("算法缺来源，扣30%", false), ("酌情扣15%", false), ("扣45%", false), ("扣46%", true), ("按约定扣１０％", true), ("扣3分", false), ("完成80%", false)])
    func `the percentage of the reason is the one taken, within 15 points`(reason: String, isTold: Bool) throws {
        #expect(try codes([row("a", .init(rule: 7, reason: reason))], [scored("a")]) == (isTold ? ["reeval.share.not-stated"] : []))
    }

    @Test func `points entered against the deductions`() throws {
        let late = ReEvaluationSheet.Deduction(rule: 7, reason: "部分任务逾期")
        #expect(try codes([row("a", late, determined: "7")], [scored("a")]) == [])
        #expect(try codes([row("a", late, determined: "7.5")], [scored("a")]) == ["reeval.points.differ"])
        #expect(try codes([row("a", late, determined: "11")], [scored("a")]) == ["reeval.points.out-of-range"])
    }

    @Test func `points added, above all after overspending`() throws {
        #expect(try codes([row("a")], [scored("a", stated: "9")]) == ["reeval.points.added"])
        #expect(try codes([row("a", remark: "台账核增")], [scored("a", stated: "9")]) == [])
        #expect(try codes([row("a", remark: "台账核增")], [scored("a", stated: "9", isOverspent: true)]) == ["reeval.points.added-after-overspending"])
        let execution = ScoredExecution(weight: dec("10"), stated: dec("9"), computed: dec("10"), budget: yuan("100"), executed: yuan("103"))
        let sheet = ReEvaluationSheet(base: .computed, reportChecks: (11...13).map { .init(rule: $0, holds: true) })
        #expect(try profile.determine(sheet, indicators: [], execution: execution).shortfalls.codes == ["reeval.points.added-after-overspending"])
    }

    @Test func `far above the target needs a remark`() throws {
        #expect(try codes([row("a")], [scored("a", completion: "130")]) == [])
        #expect(try codes([row("a")], [scored("a", completion: "130.01")]) == ["reeval.over-achieved.no-remark"])
        #expect(try codes([row("a", .init(rule: 5, reason: "目标定得偏低"))], [scored("a", completion: "222")]) == [])
    }

    @Test func `the same defect at different shares, by rule or by words`() throws {
        let two = [scored("a"), scored("b")]
        let unequal = try codes([row("a", .init(rule: 7, reason: "逾期一项")), row("b", .init(rule: 7, share: dec("1"), reason: "晚了半个月"))], two)
        #expect(unequal == ["reeval.share.not-of-rule", "reeval.share.unequal"])
        let words = try codes(
            [row("a", .init(rule: 3, level: .light, reason: "没有数据来源，扣30%")), row("b", .init(rule: 3, level: .medium, reason: "没有数据来源，扣60%"))], two)
        #expect(words == ["reeval.share.unequal"])
        #expect(try codes([row("a", .init(rule: 3, level: .light, reason: "没有数据来源")), row("b", .init(rule: 3, level: .light, reason: "没有数据来源"))], two) == [])
    }

    @Test func `indicators not reviewed, reviewed twice, or of another form`() throws {
        #expect(try codes([row("a"), row("a"), row("c")], [scored("a"), scored("b")]) == ["reeval.indicator.not-reviewed", "reeval.indicator.twice", "reeval.indicator.unknown"])
    }

    @Test func `checks of the report`() throws {
        #expect(try codes([], [], checks: []) == ["reeval.report.unchecked", "reeval.report.unchecked", "reeval.report.unchecked"])
        let failing: [ReEvaluationSheet.ReportCheck] = [.init(rule: 11, holds: false), .init(rule: 12, holds: false, remark: "前后分数不一"), .init(rule: 13, holds: true), .init(rule: 1, holds: true)]
        #expect(try codes([], [], checks: failing) == ["reeval.report.unexplained", "reeval.rule.unknown"])
        let claimed = (11...14).map { ReEvaluationSheet.ReportCheck(rule: $0, holds: true) }
        #expect(try codes([row("a", .init(rule: 1, reason: ""))], [scored("a")], checks: claimed) == ["reeval.deduction.no-reason", "reeval.report.contradicted"])
    }

    @Test(arguments: [UInt64.random(in: 0...UInt64.max), 14])
    func `determined points lie within 0 and the base, order does not matter, sheets come back`(seed: UInt64) throws {
        var generator = Seeded(seed)
        for _ in 0..<200 {
            let indicators = (0..<5).map { index in
                let weight = generator.decimal(1...2000, places: 2)
                func points() -> ExactDecimal { ExactDecimal(significand: Int128.random(in: 0...weight.significand, using: &generator), scale: 2) }
                return ScoredIndicator(key: ReEvaluationTests.key("指标\(index)"), weight: weight, stated: points(), computed: points())
            }
            var sheet = ReEvaluationSheet.draft(of: indicators, base: Bool.random(using: &generator) ? .computed : .stated)
            for index in sheet.rows.indices {
                for _ in 0..<Int.random(in: 0...2, using: &generator) {
                    sheet.rows[index].deductions.append(
                        .init(rule: Int.random(in: 1...10, using: &generator), level: DefectLevel.allCases.randomElement(using: &generator), reason: "理由“\(seed)”\n", evidence: "a/b~c"))
                }
            }
            let result = try profile.determine(sheet, indicators: indicators, execution: nil)
            for (line, indicator) in zip(result.lines, indicators) {
                let points = line.layers.determined!
                #expect(points >= .zero && points <= (sheet.base == .computed ? indicator.computed! : indicator.stated!), "seed \(seed)")
            }
            #expect(result.total.determined == (try ExactDecimal.sum(result.lines.map { $0.layers.determined! })), "seed \(seed)")
            try expectRoundTrip(sheet)
            sheet.rows.shuffle(using: &generator)
            for index in sheet.rows.indices { sheet.rows[index].deductions.reverse() }
            let again = try profile.determine(sheet, indicators: indicators, execution: nil)
            #expect(again.total == result.total && again.lines.map(\.layers) == result.lines.map(\.layers), "seed \(seed)")
        }
    }

    @Test func `JSON is strict`() throws {
        typealias S = ReEvaluationSheet
        let full = S(
            base: .stated,
            rows: [
                .init(
                    ReEvaluationTests.key("a", 2), determinedActual: "8", rescored: dec("8.00"), deductions: [.init(rule: 3, level: .light, share: dec("0.30"), reason: "缺来源", evidence: "底稿")],
                    determined: dec("5.00"),
                    remark: "x")
            ], execution: .init(budget: yuan("100.00"), executed: yuan("99.50"), remark: "按决算"), reportChecks: [.init(rule: 11, holds: false, remark: "x")])
        try expectRoundTrip(full)
        #expect(try refusal(S.self, #"{"base":"own"}"#)?.pointer == "/base")
        #expect(try refusal(S.self, #"{"base":"stated","rows":[{"indicator":{"level1":"产出指标","level2":"数量指标","name":"a","id":1}}]}"#)?.pointer == "/rows/0/indicator/id")
        #expect(try refusal(S.self, #"{"base":"stated","rows":[{"indicator":{"level1":"a","level2":"b","name":"c"},"deductions":[{"share":"1.2"}]}]}"#)?.pointer == "/rows/0/deductions/0/share")
        #expect(try refusal(S.self, #"{"base":"stated","execution":{"budget":"1.005"}}"#)?.pointer == "/execution/budget")
        #expect(try refusal(S.self, #"{"base":"stated","execution":{"budget":"1"}}"#)?.pointer == "/execution/budget")
        #expect(try refusal(S.self, #"{"base":"stated","reportChecks":[{"rule":11}]}"#) == JSONShapeError(pointer: "/reportChecks/0/holds", kind: .missing))
    }

    @Test func `profiles that cannot be`() {
        typealias P = ReEvaluationProfile
        #expect(ProfileTests.refused(P.self, "{number: 2,", "{number: 1,").contains { $0.hasSuffix("中有编号重复的规则，请改正") })
        #expect(ProfileTests.refused(P.self, "medium: \"0.6\"", "medium: \"0.2\"").contains { $0.contains("应依次降低：severe、medium、light") })
        #expect(ProfileTests.refused(P.self, "effect: remark,", "effect: remark, share: \"1\",").contains { $0.contains("的 effect 不是 share，不应有“share”") })
        #expect(ProfileTests.refused(P.self, "effect: share, share: \"1\",", "effect: share, share: \"1.5\",").contains { $0.contains("应在 0 至 1 之间") })
    }
}
