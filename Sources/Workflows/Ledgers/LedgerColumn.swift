/// A column of a ledger.
struct LedgerColumn: Hashable, Sendable {
    /// In JSON.
    let key: String
    /// What it is called in tables, the usual name first.
    let heads: [String]
    /// Whether it tells which object a row is about; merged cells of such a column hold for every row they cover.
    let isSubject: Bool

    init(_ key: String, _ heads: String..., isSubject: Bool = false) {
        self.key = key
        self.heads = heads
        self.isSubject = isSubject
    }

    /// Whether this is the name of it in a table.
    func isCalled(_ head: String) -> Bool { heads.contains(head) || key == head }

    static let code = LedgerColumn("code", "项目编码", "项目代码", "项目编号", isSubject: true)
    static let programme = LedgerColumn("programme", "项目名称", "项目", "专项名称", isSubject: true)
    static let unit = LedgerColumn("unit", "单位", "单位名称", "实施单位", "预算单位", "项目单位", "部门", "部门名称", "主管部门", isSubject: true)
    static let year = LedgerColumn("year", "年度", "预算年度", "自评年度", "年份", isSubject: true)
    static let unitCode = LedgerColumn("unitCode", "单位编码", "单位代码", "预算单位编码", "预算单位代码", isSubject: true)
    static let amountUnit = LedgerColumn("amountUnit", "金额单位")
}

/// What a ledger is for, with its columns.
enum LedgerKind: CaseIterable {
    case process, budgetBase, account

    var columns: [LedgerColumn] {
        switch self {
        case .process:
            [
                .code, .programme, .unit, .year,
                LedgerColumn("deadline", "报送期限", "报送截止日", "报送截止日期", "截止日期", "截止时间", "报送时限"),
                LedgerColumn("handedIn", "报送日期", "报送时间", "报送日", "提交日期", "上报日期"),
                LedgerColumn("recordDay", "登记日期", "台账日期", "统计日期"),
                LedgerColumn("approved", "批复日期", "批复时间", "批复日"),
                LedgerColumn("published", "公开日期", "公开时间", "公开日"),
                LedgerColumn("noticeSent", "结果通知日期", "结果反馈通知日期", "整改通知日期", "通知日期"),
                LedgerColumn("answerDays", "反馈期限天数", "反馈天数", "整改期限天数"),
                LedgerColumn("answered", "反馈日期", "整改反馈日期", "整改报送日期"),
                LedgerColumn("samePerson", "填报审核同一人", "填报与审核同一人", "填报和审核是否同一人"),
                LedgerColumn("projects", "项目数", "项目个数", "应自评项目数"),
                LedgerColumn("selfEvaluated", "已自评项目数", "自评项目数", "已自评数"),
                LedgerColumn("newMajor", "新增重大项目", "是否新增重大项目"),
                LedgerColumn("assessedExAnte", "事前绩效评估", "事前评估", "是否事前评估", "已事前评估"),
                LedgerColumn("publishableGoals", "应公开目标项目数", "应公开项目数"),
                LedgerColumn("publishedGoals", "已公开目标项目数", "已公开项目数"),
                LedgerColumn("monitoring", "运行监控", "绩效运行监控", "监控填报"),
                LedgerColumn("greenLights", "绿灯数", "绿灯"),
                LedgerColumn("yellowLights", "黄灯数", "黄灯"),
                LedgerColumn("redLights", "红灯数", "红灯"),
                LedgerColumn("adjustmentRequested", "申请调整", "是否申请调整", "调整申请"),
            ]
        case .budgetBase: [.code, .unitCode, .year]
        case .account:
            [
                .code, .programme, .unit, .year,
                LedgerColumn("initial", "年初预算数", "年初预算"),
                LedgerColumn("adjusted", "全年预算数", "全年预算", "调整预算数", "调整后预算数"),
                LedgerColumn("executed", "执行数", "全年执行数", "决算数", "支出决算数", "支出数", "决算支出"),
                LedgerColumn("carriedOver", "上年结转", "上年结转资金", "年初结转", "年初结转和结余", "上年结转和结余"),
                .amountUnit,
            ]
        }
    }

    /// Columns of which a ledger must have one at least.
    var facts: [LedgerColumn] {
        switch self {
        case .process, .account: columns.filter { !$0.isSubject && $0 != .amountUnit }
        case .budgetBase: columns
        }
    }

    /// Names for the sentence about a missing head.
    var examples: String {
        switch self {
        case .process: "项目编码、项目名称、单位、报送期限、报送日期"
        case .budgetBase: "项目编码、单位编码、年度"
        case .account: "项目编码、项目名称、单位、全年预算数、执行数"
        }
    }
}
