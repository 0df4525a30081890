/// A whole report for examples: five chapters, a unit and a date; parts are put in the place of the usual ones.
enum ExampleReport {
    static let overview = """
        某县城市管理局承担全县城乡环境卫生管理工作，内设办公室、财务股和三个业务股，年末实有人员46人。主要职责是道路清扫保洁、生活垃圾收运和公共厕所管护，服务范围覆盖12个乡镇和两个街道，服务人口31.2万人。
        2023年全年预算1860万元，全部为一般公共预算拨款，全年支出1811.4万元，预算执行率97.39%。资金按季度申请，按合同和考核结果支付，没有用于规定范围以外的开支。
        年度绩效目标是保持主次干道清扫全覆盖，生活垃圾当日收运，公共厕所按标准管护，居民对环境卫生的满意度不低于85%。
        """
    static let organisation = """
        2024年2月，我局成立由分管局长任组长的自评工作小组，财务股牵头，三个业务股参加，明确了分工和时间安排。
        3月1日至10日，各业务股收集合同、考核记录、支付凭证和满意度问卷等资料；3月11日至15日，工作小组逐项核对指标完成值，到6个乡镇现场查看，形成自评结果。
        """
    static let results = """
        清扫主次干道214条，面积386万平方米，清扫覆盖率100%；收运生活垃圾9.7万吨，日产日清率99.2%；管护公共厕所163座，抽查合格率96.8%。
        道路清扫按合同每日巡查、每月考核，全年考核12次，扣减服务费3.2万元。垃圾收运车辆32辆，全年出车2.1万车次，没有发生责任事故。公共厕所实行专人保洁，更换设施418件。
        居民满意度问卷发放1200份，收回1164份，满意和基本满意的1043份，占89.6%，达到85%的目标。环境卫生投诉由上年的262件降到187件。
        """
    static let conclusion = """
        按照评分办法，预算执行率得9.74分，产出指标得48.6分，效益指标得28.9分，满意度指标得10分，自评总分97.24分，等级为优。
        """
    static let problems = """
        一是部分乡镇垃圾转运站设备老化，冬季收运时有延迟，日产日清率比目标低0.8个百分点。二是公共厕所抽查有5座不合格，主要是夜间保洁不到位。
        针对以上问题，一是由设备股负责，2024年6月底前完成3座转运站压缩设备的更换；二是由管护股牵头，自2024年4月起增加夜间巡查，每月通报一次，年底前合格率达到98%。
        上年度绩效评价提出的两项问题已整改完成：服务合同补充了考核条款，满意度调查改由社区组织。
        """
    static let signature = "某县城市管理局\n2024年3月20日"

    /// Nil leaves a chapter out.
    static func department(
        title: String = "某县城市管理局2023年度部门整体支出绩效自评报告", overview: String? = overview, organisation: String? = organisation, results: String? = results,
        conclusion: String? = conclusion, problems: String? = problems, more: [(String, String)] = [], signature: String = signature
    ) -> String {
        let usual: [(String, String?)] = [
            ("基本情况", overview), ("自评工作情况", organisation), ("部门整体支出绩效目标实现情况及指标分析", results), ("评价结论和评价等级", conclusion), ("存在的问题及改进措施", problems),
        ]
        return text(title, usual.compactMap { name, body in body.map { (name, $0) } } + more, signature)
    }

    /// Chapters of the caller's choice, numbered in their order.
    static func text(_ title: String, _ chapters: [(String, String)], _ signature: String = signature) -> String {
        let numbers = ["一", "二", "三", "四", "五", "六", "七", "八"]
        let body = chapters.enumerated().map { "\(numbers[$0.offset])、\($0.element.0)\n\($0.element.1)" }
        return ([title] + body + [signature]).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
