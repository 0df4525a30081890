import BudgetModel
import Rules
import Testing

/// Rows and goals as clerks write them, and what a reviewer says of each.
@Suite struct `The wording of goals and indicators` {
    struct Row: Sendable, CustomTestStringConvertible {
        var level: Level2
        var name: String
        var sign: String?
        var target: String
        var unit: String?
        var codes: [String]
        var testDescription: String { "\(name) \(sign ?? "")\(target)\(unit ?? "")" }

        init(_ level: Level2, _ name: String, _ sign: String?, _ target: String, _ unit: String? = nil, _ codes: String...) {
            (self.level, self.name, self.sign, self.target, self.unit, self.codes) = (level, name, sign, target, unit, codes)
        }
    }

    static let rows: [Row] = [
        Row(.quantity, "补助资金发放金额", ">=", "300", "万元"),
        Row(.quantity, "资金支付率", ">=", "95", "%", "C02"),
        Row(.quantity, "预算执行率", ">=", "90", "%", "C02"),
        Row(.quantity, "资金拨付金额", ">=", "300", "万元", "C02"),
        Row(.quantity, "救助对象", nil, "应救尽救"),
        Row(.quantity, "宣传覆盖范围", nil, "全县"),
        Row(.quantity, "编制方案", nil, "两套"),
        Row(.quantity, "完成任务", nil, "完成", nil, "C03"),
        Row(.quantity, "建设内容", nil, "按照批复完成", nil, "C03"),
        Row(.quantity, "完成及时率", "=", "100", "%", "C06"),
        Row(.quantity, "退役军人优待证发放率", "=", "100", "%"),
        Row(.quantity, "招商引资到位资金", ">=", "5", "亿元"),
        Row(.quantity, "罚没收入", ">=", "300", "万元"),
        Row(.quantity, "宣传经费", "=", "30", "万元", "C02"),
        Row(.quality, "道路平整度", ">=", "95", "%"),
        Row(.quality, "设备正常运行", ">=", "98", "%"),
        Row(.quality, "投诉处理及时率", ">=", "95", "%", "C06"),
        Row(.timeliness, "工作时限", nil, "长期", nil, "C09"),
        Row(.cost, "社会资本投入", ">=", "200", "万元"),
        Row(.ecologicalBenefit, "碳排放强度", nil, "下降3%"),
        Row(.serviceSatisfaction, "有效投诉处理率", "=", "100", "%"),
        Row(.quality, "服务质量", nil, "优", nil, "C04"),
        Row(.quality, "项目质量", nil, "合格"),
        Row(.quality, "案件办理质量", nil, "不断提高", nil, "C04"),
        Row(.quality, "符合国家标准", nil, "符合"),
        Row(.quality, "工作质量", nil, "达到上级要求", nil, "C04"),
        Row(.quality, "系统故障率", ">=", "1", "%", "C27"),
        Row(.quality, "系统故障率", "<=", "1", "%"),
        Row(.quality, "重点任务完成率", ">=", "100", "%", "C06"),
        Row(.quality, "设备验收合格率", ">=", "100", "%", "C10"),
        Row(.quality, "审计发现问题整改率", "=", "100", "%"),
        Row(.quality, "不合格率", ">=", "3", "%", "C27"),
        Row(.timeliness, "任务完成及时性", nil, "及时", nil, "C09"),
        Row(.timeliness, "资金支付时间", nil, "按合同约定支付", nil, "C09"),
        Row(.timeliness, "工程进度", nil, "按计划推进", nil, "C09"),
        Row(.timeliness, "完成时间", nil, "当年完成"),
        Row(.timeliness, "按时完成率", ">=", "95", "%"),
        Row(.timeliness, "受理时限", "<=", "5", "个工作日"),
        Row(.cost, "办公费", ">=", "10", "万元", "C07"),
        Row(.cost, "成本节约率", ">=", "5", "%"),
        Row(.cost, "人均补助标准", ">=", "500", "元"),
        Row(.cost, "成本控制", nil, "合理", nil, "C04"),
        Row(.ecologicalCost, "弃土弃渣处置率", ">=", "95", "%"),
        Row(.economicBenefit, "带动农民增收", nil, "明显", nil, "C04"),
        Row(.economicBenefit, "为企业减负金额", ">=", "100", "万元"),
        Row(.economicBenefit, "运维费年增长率", "<=", "0", "%"),
        Row(.socialBenefit, "维护社会稳定", nil, "有效维护", nil, "C04"),
        Row(.socialBenefit, "提升公共服务能力", ">=", "95", "%", "C05"),
        Row(.socialBenefit, "资金使用效率", "=", "100", "%", "C05"),
        Row(.socialBenefit, "群众安全感", ">=", "95", "%"),
        Row(.socialBenefit, "安全生产事故", nil, "不发生"),
        Row(.socialBenefit, "安全事故发生率", ">=", "0", "%", "C10"),
        Row(.socialBenefit, "贷款逾期率", ">=", "20", "%", "C27"),
        Row(.socialBenefit, "失业人员再就业人数", ">=", "300", "人"),
        Row(.socialBenefit, "违法案件查处数", ">=", "30", "件"),
        Row(.socialBenefit, "环境投诉案件办理数", ">=", "10", "件"),
        Row(.socialBenefit, "线上访问量", ">=", "5000", "人次"),
        Row(.socialBenefit, "火灾扑救成功率", ">=", "98", "%"),
        Row(.socialBenefit, "受益人数", "<=", "500", "人", "C27"),
        Row(.socialBenefit, "提高群众满意度", ">=", "90", "%", "C06"),
        Row(.ecologicalBenefit, "对生态环境影响", nil, "无不良影响"),
        Row(.sustainability, "长效机制建设", nil, "建立健全", nil, "C04"),
        Row(.sustainability, "持续发挥作用年限", ">=", "5", "年"),
        Row(.serviceSatisfaction, "受益对象满意程度", nil, "满意", nil, "C04"),
        Row(.serviceSatisfaction, "投诉次数", "=", "0", "次", "C16"),
        Row(.serviceSatisfaction, "受益群众满意度100%", ">=", "95", "%", "C28"),
        Row(.serviceSatisfaction, "干部职工满意度（≥90%）", ">=", "90", "%"),
    ]

    private static let watched: Set = ["C02", "C03", "C04", "C05", "C06", "C07", "C09", "C10", "C16", "C27", "C28"]

    @Test(arguments: rows) func `a row hears what a reviewer says`(_ row: Row) {
        for kind in [FormKind.projectGoal, .projectSelfEvaluation] {
            let form = ExampleForm(kind).row(row.name, row.sign, row.target, row.unit, weight: "20").under(row.level)
            #expect(Catalogue.run(form.facts).findings.map(\.code).filter { Self.watched.contains($0) } == row.codes)
        }
    }

    struct Text: Sendable, CustomTestStringConvertible {
        var text: String
        var codes: [String]
        var testDescription: String { text }
    }

    static let goals: [Text] = [
        Text(text: "1.完成全县12个乡镇的耕地质量监测；2.培训农民800人次", codes: []),
        Text(text: "聘请法律顾问一名，提供法律咨询服务", codes: []),
        Text(text: "三年内完成全区校舍维修", codes: []),
        Text(text: "校园安全责任事故为零", codes: []),
        Text(text: "2023年村村通公路全覆盖", codes: []),
        Text(text: "通过项目实施，改善校园环境，学生满意度达到95%以上", codes: []),
        Text(text: "1.按计划完成2023年度省道建设；2.保证道路畅通", codes: ["B05"]),
        Text(text: "进一步加强社会治安综合治理，维护社会大局稳定", codes: ["B01", "B05"]),
        Text(text: "三公经费只减不增", codes: ["B05"]),
        Text(text: "召开全体会议2次，开展视察10次，印发会议纪要", codes: ["B02"]),
        Text(text: "负责全县城市管理工作，贯彻执行法律法规，承担市容监督管理，完成交办的其他工作", codes: ["B03", "B05"]),
        Text(text: "完成2022年度老旧小区改造，惠及居民3000户", codes: ["B11"]),
        Text(text: "2021-2023年除险加固3座，2023年1座", codes: []),
        Text(text: "投诉量较2022年下降一成，服务3000人次", codes: []),
    ]

    @Test(arguments: goals) func `a goal hears what a reviewer says`(_ goal: Text) {
        #expect(Catalogue.run(ExampleForm(.projectGoal).expects(goal.text).facts).findings.map(\.code).filter { $0.hasPrefix("B") } == goal.codes)
    }

    /// Quadratic walks over words, sentences or rows would take minutes here.
    @Test func `hostile texts end`() {
        let words = ExampleForm(.projectGoal).expects(String(repeating: "进一步提升服务水平，", count: 5_000))
            .row(String(repeating: "投诉事故违法", count: 5_000), nil, String(repeating: "不断提高明显", count: 5_000)).under(.socialBenefit)
        let sentences = ExampleForm(.projectGoal).expects(String(repeating: "1.提升服务；", count: 5_000)).row("巡查次数", ">=", "3", "次").under(.quantity)
        let digits = ExampleForm(.projectGoal).expects(String(repeating: "9", count: 20_000)).row(String(repeating: "9", count: 20_000), ">=", "3", "次").under(.quantity)
        let time = ContinuousClock().measure { for form in [words, sentences, digits] { _ = Catalogue.run(form.facts) } }
        #expect(time < .seconds(20), "\(time)")
    }

    @Test func `similar texts are told by their pieces`() {
        #expect(TextSimilarity.isAlike("维护路灯9600盏，亮灯率达到98%。", "维护路灯９６００盏、亮灯率达到98%"))
        #expect(!TextSimilarity.isAlike("维护路灯9600盏，亮灯率达到98%。", "清运垃圾3万吨"))
        #expect(TextSimilarity.compare("", "").all == 0 && !TextSimilarity.isAlike("", ""))
        let (shared, all) = TextSimilarity.compare("一二三四五", "一二三四六")
        #expect(shared == 2 && all == 4)
    }
}
