import BudgetModel
import Frameworks
import Quantities
import Scoring
import Testing

/// Formula indicators of department tables: rules.md 4.1 and 4.4.
struct DepartmentScaleTests {
    private func scored(_ name: String, _ actual: IndicatorValue, weight: String = "5") -> ScoreLine {
        ScoringTests.scored(row(nil, nil, actual, weight: weight, name: name), shipped("mof-2013-dept"))
    }

    @Test(arguments: [
        ("在职人员控制率", "98", "5.00"), ("在职人员控制率", "100", "5.00"), ("在职人员控制率", "103", "3.50"), ("在职人员控制率", "115", "0.00"),
        ("三公经费变动率", "-5", "5.00"), ("“三公经费”变动率", "4", "3.00"), ("预算完成率", "100", "5.00"), ("预算完成率", "95", "3.00"),
        ("预算控制率", "0", "5.00"), ("预算控制率", "10", "4.00"), ("预算控制率", "15", "3.00"), ("预算控制率", "30", "2.00"), ("预算控制率", "31", "0.00"),
        ("目标实现", "80", "4.00"), ("目标实现", "120", "5.00"), ("编制准确", "4", "3.00"), ("编制准确", "11", "0.00"),
    ])
    func `a rate by its scale`(name: String, rate: String, expected: String) {
        let line = scored(name, .of(rate, unit: "%"))
        #expect(line.score?.description == expected, "\(line.zh)")
    }

    @Test func `the two inputs of a rate do as well`() {
        let staff = scored("在职人员控制率", .of("51人/50人"))
        #expect(staff.score?.description == "4.00")
        #expect(staff.zh.contains("公式：在职人员数 ÷ 编制数 × 100% = 51 ÷ 50 × 100%"))
        #expect(staff.zh.contains("比率 R = 102%"))
        // (9 − 10) ÷ 10 is a fall.
        #expect(scored("三公经费变动率", .of("9/10")).score?.description == "5.00")
        #expect(scored("三公经费变动率", .of("11÷10")).score?.description == "0.00")
    }

    @Test func `a bare fraction is read as such and said`() {
        let staff = scored("在职人员控制率", .of("0.98"))
        #expect(staff.score?.description == "5.00" && staff.says("按小数"))
    }

    @Test(arguments: [(PointScale.Counting.exact, "2.50"), (.begun, "2.00"), (.whole, "3.00")])
    func `parts of a point count as the scale says`(counting: PointScale.Counting, expected: String) {
        let framework = shipped("mof-2013-dept").with {
            $0.localIndicators = [
                FrameworkNode(
                    name: "公务接待控制率", weight: .local,
                    formula: IndicatorFormula(
                        shape: .ratio, numerator: "实际数", denominator: "预算数",
                        scale: PointScale(shape: .perPoint(full: dec("100"), lowerIsBetter: true, deduction: dec("0.2"), per: dec("1")), counting: counting)))
            ]
        }
        let line = ScoringTests.scored(row(nil, nil, .of("102.5", unit: "%"), weight: "5", name: "公务接待控制率"), framework)
        #expect(line.score?.description == expected)
    }

    @Test func `other frameworks score a row of that name by its own target`() {
        let line = ScoringTests.scored(row(.atMost, .of("100", unit: "%"), .of("103", unit: "%"), weight: "5", name: "在职人员控制率"))
        #expect(line.score?.description == "4.85")
    }

    @Test func `text that is no rate has no score`() {
        #expect(scored("在职人员控制率", .of("达标")).unscored == .textActual)
    }
}
