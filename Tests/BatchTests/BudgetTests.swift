import Batch
import BudgetModel
import Quantities
import Scoring
import Tables
import Testing

@Suite struct `A budget table` {
    private static let rows = "130101,101001,P1,产出指标,,维修道路,>=,100,90,,50,\n130101,101001,P1,效益指标,,出行条件改善,qualitative,,,1,30,28\n130101,101001,P1,满意度指标,,群众满意度,>=,95,96,,10,10\n"
    private static let budgetHead = "mof_div_code,agency_code,pro_code,found_type_code,reply_amt,year_adj_amt,cur_amt,year_exe_amt\n"

    private func scored(_ rows: String, _ budget: String, by framework: Framework = Scored.framework(), wishes: BlockScorer.Wishes = .init(rows: true, findings: true)) throws -> Scored {
        try Scored(Array((head + rows).utf8), by: framework, wishes: wishes, budget: budget)
    }

    @Test func `gives execution to projects without its row, its sources added up`() throws {
        let budget = Self.budgetHead + "130101,101001,P1,1,400,0,600,500\n130101,101001,P1,2,300,100,400,400\n"
        // 10 × 900 ÷ 1000.
        let found = try scored(Self.rows, budget)
        #expect(found.scores == ["130101|101001|P1 92.00 优"])
        #expect(found.rows.last?.formula == "10 × 900 ÷ 1000")
        #expect(found.unused == 0)
        // A total stands for its parts.
        #expect(try scored(Self.rows, budget + "130101,101001,P1,合计,700,100,1000,1000\n").scores == ["130101|101001|P1 93.00 优"])
        // Without the budget after change: what was granted and what was changed.
        #expect(try scored(Self.rows, "mof_div_code,agency_code,pro_code,年初批复数,年度调整金额,全年执行数\n130101,101001,P1,700,100,400\n").scores == ["130101|101001|P1 88.00 良"])
    }

    @Test func `divides by the budget that the framework names`() throws {
        var framework = Scored.framework()
        framework.execution.denominator = Cited(.initial, .ownDefault)
        #expect(try scored(Self.rows, Self.budgetHead + "130101,101001,P1,1,1000,0,600,500\n", by: framework).scores == ["130101|101001|P1 88.00 良"])
    }

    @Test func `fills in what a row of execution leaves empty, and tells what differs`() throws {
        let budget = Self.budgetHead + "130101,101001,P1,1,1000,0,1000,900\n"
        let empty = try scored("130101,101001,P1,预算执行率,,预算执行率,>=,,,,10,\n" + Self.rows, budget)
        #expect(empty.scores == ["130101|101001|P1 92.00 优"])
        #expect(empty.findings.isEmpty)
        let other = try scored("130101,101001,P1,预算执行率,,预算执行率,>=,1000,800,,10,\n" + Self.rows, budget)
        #expect(other.scores == ["130101|101001|P1 91.00 优"])
        #expect(other.findings.map { "\($0.code) \($0.line) \($0.expected) \($0.found)" } == ["T04 2 900 800"])
    }

    @Test func `gives nothing where it cannot be read`() throws {
        for bad in ["130101,101001,P1,1,700,0,一千,900", "130101,101001,P1,1,700,0,1000", "130101,101001,P1,1,700,0,1000,", "130101,101001,P1,1,700,0,-5,900", "130101,101001,P1,合计,1,0,1,1\n130101,101001,P1,总计,1,0,1,1"] {
            let found = try scored(Self.rows, Self.budgetHead + bad + "\n")
            #expect(found.scores == ["130101|101001|P1 — —"], "\(bad)")
            #expect(found.findings.contains { $0.severity == .error }, "\(bad)")
        }
        #expect(try scored(Self.rows, Self.budgetHead + "130101,101001,P1,1,700,0,一千,900\n").budgetFlaws.map(\.line) == [2])
        // Of another project: the one at hand stays without execution, and both are told.
        let other = try scored(Self.rows, Self.budgetHead + "130101,101001,P9,1,700,0,1000,900\n")
        #expect(other.scores == ["130101|101001|P1 — —"])
        #expect(other.unused == 1)
        #expect(throws: HeadRefused.self) { try scored(Self.rows, "pro_code,year_exe_amt\nP1,3\n") }
        #expect(throws: HeadRefused.self) { try scored(Self.rows, "mof_div_code,agency_code,pro_code,year_exe_amt\n1,1,P1,3\n") }
    }

    @Test func `says what the other rows must make`() throws {
        let wording = ProjectScore.Open.weights(ExactDecimal(110)).wording(beside: ExactDecimal(20))
        #expect(wording.zh.hasSuffix("按规则预算执行占 20 分，其余各行要合计 80 分") && wording.en.hasSuffix("the other rows must make 80"))
        #expect(ProjectScore.Open.noExecution.wording(beside: ExactDecimal(20)).zh.contains("预算表里也没有"))
    }

    @Test func `serves caps by execution too`() throws {
        var framework = Scored.framework()
        framework.adjustments = [Cited(TotalAdjustment(id: "low", condition: .executionBelow(ExactDecimal(80)), effect: .cap(ExactDecimal(70))), .ownDefault)]
        #expect(try scored(Self.rows, Self.budgetHead + "130101,101001,P1,1,1000,0,1000,700\n", by: framework).scores == ["130101|101001|P1 70.00 中"])
    }

    @Test func `columns are passed on from the first row of a project`() throws {
        let found = try scored("130101,101001,P1,预算执行率,,预算执行率,>=,1000,900,,10,\n" + Self.rows, Self.budgetHead, wishes: .init(rows: true, echo: [5, 3]))
        #expect(found.echoes == [",预算执行率,预算执行率"])
        #expect(found.rows.map { String(decoding: $0.echo, as: UTF8.self) } == [",预算执行率,预算执行率", ",维修道路,产出指标", ",出行条件改善,效益指标", ",群众满意度,满意度指标"])
    }
}
