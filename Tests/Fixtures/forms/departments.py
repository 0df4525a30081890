"""Self-evaluation of whole departments (部门整体支出), each region in its own way."""

from corpus import file
from grid import C, Grid, N, Num, Pct
from layout import indicators
from national import BEN, COS, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, ind

DEPT = "department-self-evaluation"


def hunan():
    """Hunan: money by kind of income on the left and kind of spending on the right, under the total row."""
    f = Form("部门整体支出", "示例县教育局", "示例县教育局", 2021, kind=DEPT, weight="10", rate="95.51%", score="9.55", total="97.05", total_weight="100",
             money={"total": ("年度资金总额", "4320.60", "4678.50", "4468.32"), "fiscal": ("其中：一般公共预算", None, "4268.50", None), "政府性基金拨款": ("政府性基金拨款", None, "10.00", None),
                    "special_account": ("纳入专户管理的非税收入拨款", None, "320.00", None), "other": ("其他资金", None, "80.00", None), "basic": ("其中：基本支出", None, "1646.18", None), "project": ("项目支出", None, "3032.32", None)},
             parts=("fiscal", "政府性基金拨款", "special_account", "other"), traps=["按收入性质分与按支出性质分左右并排", "标签与金额在同一格：“其中：基本支出：1646.18”", "省级预算部门名称"])
    f.indicators = [
        ind(OUT, QTY, "“三公”经费控制率", "≤100%", "86.3%", 8, 8), ind(OUT, QTY, "义务教育学校数", "112所", "112所", 8, 8), ind(OUT, QTY, "招聘教师人数", "≥120人", "102人", 8, 6.8, "部分岗位报名不足"),
        ind(OUT, QUA, "义务教育巩固率", "≥98%", "99.2%", 8, 8), ind(OUT, TIM, "教师工资发放及时率", "100%", "100%", 9, 9), ind(OUT, COS, "公用经费控制率", "≤100%", "98.7%", 9, 9),
        ind(BEN, SOC, "教育公平程度", "提高", "有所提高", 15, 13.7, "城乡师资仍有差距", method="text", tier=1), ind(BEN, SUS, "教师队伍稳定性", "稳定", "稳定", 15, 15, method="text", tier=1), ind(SAT, "社会公众或服务对象满意度指标", "家长满意度", "≥90%", "95%", 10, 10),
    ]
    g = Grid(9)
    g.row(C("省级预算部门名称", 2), C("示例县教育局", 7))
    g.row(C("年度预算申请\n（万元）", 1, 7), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    g.row(C("按收入性质分：", 4), C("按支出性质分：", 4))
    say = lambda s, w: C(f"{f.money[s][0]}：{f.money[s][2]}", w, 1, (f, "fund", s, "full"))
    g.row(say("fiscal", 4), say("basic", 4))
    g.row(say("政府性基金拨款", 4), say("project", 4))
    g.row(say("special_account", 4), C(None, 4))
    g.row(say("other", 4), C(None, 4))
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("保障全县教育教学正常开展", 4), C("各项工作完成较好", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
               head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"), levels={OUT: "产出指标\n（50分）", BEN: "效益指标\n（30分）", SAT: "满意度指标\n（10分）"})
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N("97.05", tag=(f, "total")), None)
    g.row(C("填表人：        填报日期：2022年6月10日", 5), C("联系电话：", 4))
    file("hn-department-education-2021", "docx", ["附件2", "部门整体支出绩效自评表", "（2021年度）", g], f, "income kinds left, spending kinds right with the amounts inside the label cells; clean", "Hunan, Xintian education bureau 2021")


def chongqing():
    """Chongqing: adjusted targets, coefficients, core marks, two kinds of targets in one list of 90."""
    f = Form("部门整体", "示例区融媒体中心", "示例区融媒体中心", 2021, kind=DEPT, weight="10", rate="76", score="7.6", total="97.6", grade=None,
             money={"total": ("部门预算执行情况（万元）", "1210.00", "1250.00", "950.00")}, reason_column=False, traps=["年初指标值与调整指标值两列", "得分系数（%）", "是否核心指标", "自评总分在表头", "执行率不带%"])
    rows = [("财政供养人员控制率", "%", "≤", "100", "100", "92", 2, "否"), ("“三公经费”变动率", "%", "≤", "100", "100", "100", 2, "否"), ("预算完成率", "%", "≥", "70", "70", "76", 2, "是"), ("预算调整率", "%", "≤", "3", "3", "0", 2, "否"),
            ("结转结余率", "%", "≤", "2", "2", "0", 2, "是"), ("公用经费控制率", "%", "≤", "100", "100", "97", 2, "是"), ("政府采购执行率", "%", "≥", "70", "70", "72.74", 2, "是"), ("固定资产利用率", "%", "≥", "90", "90", "100", 2, "否"),
            ("职工教育培训次数", "次", "≥", "6", "12", "12", 5, "是"), ("组织宣传活动次数", "次", "≥", "40", "40", "43", 12, "是"), ("制作宣传品数量", "份", "≥", "20", "20", "20", 10, "否"), ("播发稿件数量", "篇", "≥", "2200", "2200", "2859", 15, "否"),
            ("业务保障能力提升", "%", "≥", "90", "90", "95", 12, "否"), ("公众满意度", "%", "≥", "90", "90", "93", 10, "是")]
    f.indicators = [ind(None, None, n, f"{s}{t2}{u}", d, w, w, more={"u": u, "s": s, "t1": Num(t1, "General"), "t2": Num(t2, "General"), "k": "100%", "core": c}) for n, u, s, t1, t2, d, w, c in rows]
    f.indicators.insert(2, ind(None, None, "预决算信息公开性", "好", "好", 5, 5, method="text", tier=1, more={"s": "定性", "t1": "好", "t2": "好", "k": "100%", "core": "否"}))
    f.indicators.insert(6, ind(None, None, "资金使用合规性", "合规", "合规", 5, 5, method="text", tier=1, more={"s": "定性", "t1": "合规", "t2": "合规", "k": "100%", "core": "否"}))
    g = Grid(11, "整体自评")
    g.line("部门整体绩效自评表")
    g.row("主管部门", C(f.department, 3), "财政归口处室", C("教科文科", 2), C("自评总分\n（分）"), N("97.6", w=3, tag=(f, "total")))
    g.row("部门联系人", C(None, 4), "联系电话", C(None, 5))
    g.row(C("部门预算执行情况（万元）", 1, 2), C("年初预算数", 2), C("全年（调整）预算数", 2), C("全年执行数", 2), C("执行率（%）"), C("执行率权重", 1), C("执行率得分（分）", 2))
    g.row(f.m("total", "initial", 2), f.m("total", "full", 2), f.m("total", "done", 2), N("76", tag=(f, "rate")), f.x("weight"), f.x("score", 2))
    g.row(C("当年绩效目标", 1, 2), C("年初绩效目标", 3), C("全年（调整）绩效目标", 4), C("全年目标实际完成情况", 3))
    g.row(C("做好新闻宣传工作", 3), C("无", 4), C("较好完成", 3))
    for i in f.indicators:
        i.more.setdefault("actual", Num(i.actual, "General") if i.method == "number" else i.actual)
    indicators(g, f, f.indicators, ["name", "u", "s", "t1", ("target", 1), "actual", "k", "weight", "score", "core"],
               head=[["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分系数（%）", "指标权重（分）", "指标得分（分）", "是否核心指标"]], lead=C("绩效指标"))
    for i in f.indicators:
        at = next(k for k, c in g.cells.items() if c.tag == (f, i, "target"))
        g.cells[at].value = i.more["t2"]
    file("cq-department-media-2021", "xlsx", g, f, "initial and adjusted targets, coefficient, core marks, no levels at all, total in the head; the adjusted target counts; clean", "Chongqing, department form 2021")


def tianjin():
    """Tianjin: goals as a table of their own, names without levels left of the sign, level 1 only as divider rows."""
    f = Form("部门整体支出", "示例区水务局", "示例区水务局", 2022, kind=DEPT, weight="20", rate="96.4%", score="19.28", total="95.93", total_weight="100",
             money={"total": ("部门整体支出", "5210.36", "5400.00", "5205.60"), "basic": ("基本支出", "1980.20", "2010.00", "2004.30"), "project": ("项目支出", "3230.16", "3390.00", "3201.30")},
             traps=["目标逐条成行，每条有偏差原因", "一级指标作为分隔行", "计算符号列在名称之后", "执行20分"])
    f.indicators = [
        ind(OUT, QTY, "疏浚河道长度", "≥26公里", "26", 8, 8), ind(OUT, QTY, "更新供水管网", "≥18公里", "16.2", 8, 7.2, "两处路口未批准开挖"), ind(OUT, QUA, "工程验收合格率", "=100%", "100", 8, 8), ind(OUT, TIM, "汛前完工率", "=100%", "100", 8, 8), ind(OUT, COS, "管网更新均价", "≤95万元/公里", "93.5", 8, 8),
        ind(BEN, SOC, "受益居民户数", "≥12000户", "11500", 15, 14.38, "同上"), ind(BEN, ENV, "水功能区达标率", "≥80%", "83.3", 15, 15), ind(SAT, SER, "用水户满意度", "≥90%", "92", 10, 8.07, "抽样户数少，自评从严"),
    ]
    g = Grid(9, "部门整体")
    g.line("部门整体支出绩效自评表（2022年度）")
    g.row("部门名称", C(f.department, 8))
    g.row(C("部门预算执行情况", 1, 4), "支出类别", "年初预算（万元）", "全年预算（万元）", "全年执行（万元）", C("执行率", 1), "分值", C("得分", 2))
    g.row(f.label("total"), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("rate"), f.x("weight"), f.x("score", 2))
    g.row(f.label("basic"), f.m("basic", "initial"), f.m("basic", "full"), f.m("basic", "done"), "99.72%", "-", C("-", 2))
    g.row(f.label("project"), f.m("project", "initial"), f.m("project", "full"), f.m("project", "done"), "94.43%", "-", C("-", 2))
    g.row(C("年度绩效目标", 3), C("实际完成情况", 3), C("偏差原因分析及改进措施", 3))
    g.row(C("目标1：疏浚河道26公里", 3), C("疏浚26公里", 3), C("无", 3))
    g.row(C("目标2：更新供水管网18公里", 3), C("更新16.2公里", 3), C("两处路口未批准开挖，次年完成", 3))
    g.row("二级指标", "绩效指标名称", "计算符号", "指标值", "实际完成值", "计量单位", "分值", "得分", "偏差原因分析及改进措施")
    for level, points in ((OUT, 40), (BEN, 30), (SAT, 10)):
        g.line(f"{level}（{points}分）")
        indicators(g, f, [i for i in f.indicators if i.level1 == level], ["l2", "name", "sign", "value", "actual", "unit", "weight", "score", "reason"])
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N("95.93", tag=(f, "total")), None)
    file("tj-department-water-2022", "xlsx", g, f, "goals as rows with their own reasons, level 1 as divider rows over the whole width, sign between name and value, 基本支出/项目支出, execution 20; clean", "Tianjin department form 2022")


def ningde():
    """Fujian: the money table of seven columns with formulas in the heads, amounts in yuan under 万元."""
    f = Form("部门整体支出", "某市党史和地方志研究室", "某市党史和地方志研究室", 2018, kind=DEPT, unit_meant="元", total="97", total_weight="100",
             money={"total": ("合 计", "2537695", "2751417.82", "2546673.98"), "fiscal": ("财政资金小计", "2537695", "2751417.82", "2546673.98"), "city": ("②市级财政资金", "2537695", "2751417.82", "2546673.98")},
             parts=("fiscal",), traps=["④=①+②+③的合成表头", "金额以元填在万元表中", "支出实现率", "指标解释列", "没有执行率分值"], reason_column=False)
    f.found_elsewhere = [("unit-mismatch", (f, "fund", "total", "full"), "单位写万元，数额应为元")]
    f.flaws = {"unit-mismatch": 1}
    f.allow = ("missing-value",)
    f.indicators = [
        ind(OUT, QTY, "按月发放员工工资", "12月", "12月", 15, 15, prefix="指标1  ", more={"why": "全年按月发放"}), ind(OUT, QTY, "年鉴出版", "1部", "1部", 15, 14, prefix="指标2  ", more={"why": "当年出版部数"}, reason="印刷延迟"),
        ind(OUT, QUA, "年鉴编校差错率", "≤1/10000", "0.8/10000", 15, 15, more={"why": "差错字数/总字数"}, method="text", rule=None), ind(OUT, TIM, "完成及时率", "≥90%", "90%", 15, 15, more={"why": "及时完成数/计划数"}),
        ind(BEN, SOC, "志书免费赠阅数量", "≥300册", "310册", 15, 14, more={"why": "赠阅册数"}, reason="寄送不及时"), ind(BEN, SUS, "资料数字化率", "≥60%", "60%", 15, 14, more={"why": "已数字化资料/全部"}, reason="部分图片待扫描"),
        ind(SAT, SER, "服务对象满意度", "≥85%", "90%", 10, 10, more={"why": "问卷调查"}),
    ]
    g = Grid(9, "自评表")
    g.line("部门整体支出绩效自评表")
    g.line("（2018年度）")
    g.row(C("部门（单位）名称", 2), C(f.department, 4), C("部门预算编码"), C("901001033", 2))
    g.row(C("财政资金安排和使用情况", 1, 8), C("资金结构\n（万元）", 1, 2), C("预算安排", 4), C("拨付情况", 2), C("结余情况", 1))
    g.row("年初部门预算安排金额\n①", "历年结余结转\n②", "年中调整金额\n③", "小计\n④＝①＋②＋③", "年度拨付金额\n⑤", "支出实现率（%）\n⑥=⑤/④", "本年度结余金额\n⑦＝④-⑤")
    def money_row(source, text=None, blank=False):
        if blank:
            return g.row(C(text), *[None] * 7)
        return g.row(f.label(source), f.m(source, "initial"), N("213722.82"), N("0"), f.m(source, "full"), f.m(source, "done"), C(Pct("0.9256", 0)), N("204743.84"))
    money_row("fiscal")
    money_row(None, "①中央及省级财政资金", True)
    money_row("city")
    money_row(None, "③县（市、区）财政资金", True)
    money_row(None, "其他资金小计", True)
    money_row("total")
    g.row(C("年度总体目标完成情况", 1, 2), C("预期目标", 4), C("目标实际完成情况", 4))
    g.row(C("目标1：确保工资福利发放；\n目标2：完成年鉴编纂", 4), C("目标1完成情况：完成；\n目标2完成情况：基本完成，达成率为97%", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "why", "target", "actual", "weight", "score"],
               head=[["一级指标", "二级指标", "三级指标", "指标解释", "绩效目标值", "实际完成值", "指标分值", "得分"]], lead=C("年度绩效指标完成情况"), levels={OUT: "产出\n指标\n（60分）", BEN: "效益\n指标\n（30分）", SAT: "满意度\n指标\n（10分）", QTY: "数量\n指标", QUA: "质量\n指标", TIM: "时效\n指标"})
    g.row(C("总分", 7), N(100, tag=(f, "total_weight")), N(97, tag=(f, "total")))
    file("x-fj-department-funds-table-2018", "xls", g, f, "money table of seven columns with ④＝①＋②＋③ heads, 小计/合计 rows, amounts in 元 under 万元, no points for execution, 1/10000 targets", "Fujian, Ningde 2018")


def guangdong():
    """Guangdong: effectiveness and efficiency; html with the money in sentences, points in the name cells."""
    f = Form("部门整体支出", "示例区城市管理局", "示例区城市管理局", 2023, kind=DEPT, total="96.4", total_weight="100", grade="优",
             money={"total": ("部门整体支出", None, "8650.00", "8477.00"), "basic": ("基本支出", None, "3120.00", "3117.00"), "project": ("项目支出", None, "5530.00", "5360.00")},
             traps=["履职效能与管理效率", "评分标准列", "预算资金支出率是指标行", "分值在得分前"], reason_column=False)
    a, b = "履职效能", "管理效率"
    std = lambda t: {"std": t}
    f.indicators = [
        ind(a, "整体效能", "部门整体绩效目标产出指标完成情况", "100%", "98%", 20, 19.6, more=std("按完成率计分")), ind(a, "整体效能", "部门整体绩效目标效益指标完成情况", "100%", "100%", 20, 20, more=std("按完成率计分")),
        ind(a, "整体效能", "部门预算资金支出率", "100%", "98%", 10, 9.8, more=std("支出率×分值")),
        ind(b, "预算编制", "新增预算项目事前绩效评估", "完成", "完成", 5, 5, method="text", tier=1, more=std("未评估每项扣1分")), ind(b, "预算执行", "预算编制约束性", "≤10%", "8.4%", 5, 5, more=std("调剂率超过10%不得分")),
        ind(b, "信息公开", "预决算公开合规性", "合规", "合规", 5, 5, method="text", tier=1, more=std("不合规不得分")), ind(b, "绩效管理", "绩效管理制度执行", "健全", "健全", 10, 9, method="text", tier=1, more=std("酌情扣分")),
        ind(b, "采购管理", "采购合同签订时效性", "≤30日", "26日", 5, 5, more=std("超时不得分")), ind(b, "资产管理", "资产盘点情况", "1次", "1次", 5, 5, more=std("未盘点不得分")), ind(b, "运行成本", "公用经费控制率", "≤100%", "94%", 5, 5, more=std("超出不得分")),
        ind("社会满意度", "公众满意度", "市民满意度", "≥85%", "79%", 10, 8, more=std("按比例计分")),
    ]
    f.flaws = {"score-arithmetic": 1}
    g = Grid(8)
    g.row("部门名称", C(f.department, 7))
    g.row(C("年度资金（万元）", 1, 4), C("支出类型", 3), C("预算数", 2), C("决算数", 2))
    for s in ("total", "basic", "project"):
        g.row(f.label(s, 3), f.m(s, "full", 2), f.m(s, "done", 2))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "std", "weight", "actual", "score"], head=[["一级指标", "二级指标", "三级指标", "目标值", "评分标准", "分值", "完成值", "自评得分"]],
               levels={a: "履职效能\n（50分）", b: "管理效率\n（40分）", "社会满意度": "社会满意度\n（10分）"})
    g.row(C("合计", 5), N(100, tag=(f, "total_weight")), None, N("96.4", tag=(f, "total")))
    g.row("自评等级", C("优", 7, 1, (f, "grade")))
    file("gd-department-efficiency-2023", "html", [("h", "2023年度部门整体支出绩效自评情况"), g, "注：评分标准依据省级部门整体支出绩效评价指标体系。"], f, "履职效能/管理效率 tree, scoring standard between target and points, actual after points; 79 of 85 given 8 of 10 (9.29)", "Guangdong district departments 2023", title="部门整体绩效自评")


def hunan_scores():
    """The 2013 department framework as a scoring table: standards, no targets, points and results only."""
    f = Form("部门整体支出", "示例市城市管理监督指挥中心", "示例市城市管理监督指挥中心", 2018, kind="department-scoring-table", total="96.6", total_weight="100", traps=["投入、过程、产出、效果框架", "评价标准整段文字", "没有指标值与完成值", "总分行在两页末"], reason_column=False)
    rows = [("投入", "预算配置", "在职人员控制率", 5, 5), ("投入", "预算配置", "“三公经费”变动率", 5, 5), ("过程", "预算执行", "预算完成率", 5, 5), ("过程", "预算执行", "预算控制率", 5, 4), ("过程", "预算执行", "新建楼堂馆所面积控制率", 5, 5), ("过程", "预算执行", "新建楼堂馆所投资概算控制率", 5, 5),
            ("过程", "预算管理", "公用经费控制率", 8, 8), ("过程", "预算管理", "“三公经费”控制率", 7, 7), ("过程", "预算管理", "政府采购执行率", 6, 4.6), ("过程", "预算管理", "管理制度健全性", 8, 8), ("过程", "预算管理", "资金使用合规性", 6, 6), ("过程", "预算管理", "预决算信息公开性", 5, 5),
            ("产出及效率", "职责履行", "重点工作实际完成率", 8, 8), ("产出及效率", "履职效益", "经济效益", 8, 7), ("产出及效率", "履职效益", "社会效益", 8, 8), ("产出及效率", "履职效益", "行政效能", 6, 6)]
    f.indicators = [ind(a, b, c, None, None, w, s, method="none", rule=None, more={"std": "计算公式及得分标准见说明，扣完为止。", "why": "反映和考核部门履职情况"}) for a, b, c, w, s in rows]
    g = Grid(7, "评分表")
    g.line("部门整体支出绩效评价指标评分表")
    g.row(C("单位：示例市城市管理监督指挥中心", 4), C("2018年度", 3))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "weight", "why", "std", "score"], head=[["一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分标准", "得分"]], levels={"投入": "投入\n（10分）", "过程": "过程\n（60分）", "产出及效率": "产出及效率\n（30分）"})
    g.row(C("合计", 3), N(100, tag=(f, "total_weight")), C(None, 2), N("96.6", tag=(f, "total")))
    file("hn-department-scores-2018", "xls", g, f, "2013 framework as a table of points only: no targets, no actuals, paragraphs of standards; clean", "Hunan, Yueyang centre 2018")


def dazhou():
    """Sichuan: department scores where the points stand in the name cells and only the result has a column."""
    f = Form("部门整体支出", "示例县农业农村局", "示例县农业农村局", 2020, kind="department-scoring-table", total="93", traps=["分值写在名称里：相关性（5分）", "只有得分列", "二级、一级也带分值", "名称重复带（1分）"], reason_column=False)
    rows = [("部门决策", "目标任务", "相关性", 5, 5), ("部门决策", "目标任务", "明确性", 5, 5), ("部门决策", "目标任务", "合理性", 5, 4), ("部门决策", "预算编制", "测算依据", 5, 4), ("部门决策", "预算编制", "目标管理", 5, 5),
            ("综合管理", "专项资金分配时限", "市级财力专项预算分配时限", 1, 1), ("综合管理", "专项资金分配时限", "中央专款分配合规率", 1, 1), ("综合管理", "中期评估", "执行中期评估", 2, 2), ("综合管理", "绩效监控", "预算执行进度监控", 2, 2), ("综合管理", "绩效监控", "绩效目标动态监控", 3, 3),
            ("综合管理", "非税收入执收情况", "非税收入征收情况", 1, 1), ("综合管理", "非税收入执收情况", "非税收入上缴情况", 1, 1), ("综合管理", "资产管理", "资产管理信息化情况", 2, 2), ("综合管理", "资产管理", "行政事业单位资产报告情况", 2, 2), ("综合管理", "资产管理", "资产管理与预算管理相结合", 2, 2),
            ("综合管理", "内控制度管理", "内部控制度健全完整", 2, 2), ("综合管理", "信息公开", "预算公开", 2, 2), ("综合管理", "信息公开", "决算公开", 2, 2), ("综合管理", "信息公开", "绩效信息公开", 2, 2), ("综合管理", "绩效评价", "绩效评价开展", 2, 2), ("综合管理", "绩效评价", "评价结果应用", 3, 2),
            ("部门绩效情况", "履职成效", "部门特性指标", 20, 18), ("部门绩效情况", "可持续发展能力", "重点改革（重点工作）完成情况", 5, 5), ("部门绩效情况", "可持续发展能力", "科技（制度、方法、机制等）创新", 5, 4), ("部门绩效情况", "可持续发展能力", "人才培养", 5, 4),
            ("部门绩效情况", "满意度", "协作部门满意度", 3, 3), ("部门绩效情况", "满意度", "管理对象满意度", 3, 3), ("部门绩效情况", "满意度", "社会公众满意度", 4, 4)]
    f.indicators = [ind(a, b, c, None, None, w, s, method="none", rule=None) for a, b, c, w, s in rows]
    points = {}
    for a, b, c, w, s in rows:
        points[a] = points.get(a, 0) + w
        points[a, b] = points.get((a, b), 0) + w
    for i in f.indicators:
        i.more = {"l1": f"{i.level1}（{points[i.level1]}分）", "l2": f"{i.level2}（{points[i.level1, i.level2]}分）"}
        i.name = f"{i.name}（{i.weight}分）"
    g = Grid(4)
    indicators(g, f, f.indicators, ["l1", "l2", "name", "score"], head=[["一级指标", "二级指标", "三级指标", "得分"]])
    g.row(C("总分", 3), C("93", 1, 1, (f, "total")))
    file("sc-department-points-in-names-2020", "html", ["示例县农业农村局2020年部门整体支出绩效评价得分表", g], f, "points only inside the name cells （5分）, one result column, 28 rows; clean", "Sichuan, Dazhou departments 2020", title="得分表")


def hebei():
    """Hebei: department with duties as level 1, activity as level 2, sub-scores, four income kinds; 103 % executed."""
    f = Form("部门整体支出", "示例开发区社会事务管理局", "示例开发区社会事务管理局", 2022, kind=DEPT, weight="10", rate="102.35%", score="10", total="99.2", total_weight="100", grade="优秀",
             money={"total": ("年度资金总额", "1240.50", "1362.80", "1394.83"), "fiscal": ("其中：当年财政拨款", "1180.50", "1302.80", "1334.83"), "carry_over": ("上年结转资金", "60.00", "60.00", "60.00"), "other": ("其他资金", "0", "0", "0")},
             flaws={"over-execution": 1, "score-arithmetic": 1, "no-deviation-reason": 1}, traps=["执行率超过100%", "工作活动作为二级指标", "等级写优秀"])
    f.indicators = [
        ind(OUT, QTY, "社区活动场次", "≥240场", "252场", 10, 10), ind(OUT, QTY, "社区书屋数量", "≥28个", "26个", 10, 9.2, "两处在装修"), ind(OUT, QUA, "活动参与率", "≥60％", "61％", 10, 10), ind(OUT, TIM, "补贴发放及时率", "100%", "100%", 5, 5), ind(OUT, COS, "活动平均成本", "≤2000元/场", "2050元/场", 5, 5),
        ind(BEN, SOC, "服务居民人次", "≥50000人次", "50200人次", 20, 20), ind(BEN, SUS, "社区服务机制", "完善", "完善", 20, 20, method="text", tier=1), ind(SAT, SER, "居民满意度", "≥90%", "92%", 10, 10),
    ]
    g = Grid(9, "部门整体")
    g.line("部门（单位）整体支出绩效自评表")
    g.line("（2022年度）")
    g.row("部门（单位）名称", C(f.department, 8))
    g.row(C("部门整体支出资金\n（万元）", 1, 5), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "carry_over", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "—", "—", "—")
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("做好社区服务", 4), C("较好完成", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
               head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"), levels={OUT: "产出指标（40分）", BEN: "效益指标（40分）", SAT: "满意度指标（10分）"})
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N("99.2", tag=(f, "total")), C("优秀", 1, 1, (f, "grade")))
    file("he-department-over-executed-2022", "xlsx", g, f, "10/40/40/10, 102.35 % executed, grade written 优秀, a ceiling passed with full points (4.88), 9.2 for 9.29", "Hebei, development zone department 2022")


for build in (hunan, chongqing, tianjin, ningde, guangdong, hunan_scores, dazhou, hebei):
    build()
