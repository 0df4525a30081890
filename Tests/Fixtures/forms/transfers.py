"""Self-evaluation of transfer payments (中央对地方转移支付): regions, projects, levels of government."""

from corpus import file
from grid import C, Grid, N, Num
from layout import indicators
from national import BEN, COS, ECO, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, hole, ind

T = "transfer-self-evaluation"


def langzhong():
    """The form of the central transfers: no points, three sources, notes; one page with two layout tables."""
    f = Form("车辆购置税收入补助地方资金（普通省道公路建设）", "示例市交通运输局", "示例市交通运输局", 2021, kind=T, rate="100%",
             money={"total": ("年度资金总额：", None, "4000", "4000"), "central": ("其中：中央补助", None, "4000", "4000"), "地方资金": ("地方资金", None, None, None), "other": ("其他资金", None, None, None)},
             traps=["转移支付（项目）名称", "中央主管部门一行", "无分值", "指标值写在名称之外的列", "……占位行", "布局表套表"])
    f.indicators = [
        ind(OUT, QTY, "建设普通省道二级公路", "32.1公里", "32.1公里"), ind(OUT, QUA, "项目一次交工验收合格率", "≥98%", "100%"), ind(OUT, TIM, "按期完成投资", "≥90%", "100%"), hole(OUT, COS, None), hole(OUT, "……", None),
        ind(BEN, ECO, "对经济发展的促进作用", "明显", "明显", method="text"), ind(BEN, SOC, "基本公共服务水平", "提升", "提升", method="text"), ind(BEN, ENV, "交通建设符合环评审批要求", "符合", "符合", method="text"), hole(BEN, SUS, None), hole(BEN, "……", None),
        ind(SAT, SER, "改善通行服务水平群众满意度", "≥80%", "≥90%"), hole(SAT, "……", None),
    ]
    g = Grid(7)
    g.line("车辆购置税收入补助地方资金（普通省道公路建设）绩效目标自评")
    g.line("（2021年度）")
    g.row(C("转移支付（项目）名称", 2), C(f.programme, 5))
    g.row(C("中央主管部门", 2), C("财政部", 5))
    g.row(C("地方主管部门", 2), C(f.department, 2), "资金使用单位", C(f.implementer, 2))
    g.row(C("项目资金\n（万元）", 2, 5), C(None, 2), "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A）")
    g.row(f.label("total", 2), f.m("total", "full"), f.m("total", "done"), f.x("rate"))
    g.row(f.label("central", 2), f.m("central", "full"), f.m("central", "done"), "100%")
    g.row(f.label("地方资金", 2), f.m("地方资金", "full"), f.m("地方资金", "done"), None)
    g.row(f.label("other", 2), f.m("other", "full"), f.m("other", "done"), None)
    g.row(C("总体目标完成情况", 2, 2), C("总体目标", 3), C("全年实际完成情况", 2))
    g.row(C("按计划完成2021年度省道公路建设", 3), C("建设普通省道二级公路32.1公里", 2))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "reason"], head=[["一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"]], lead=C("绩效指标"), levels={ECO: "经济效益\n指标", SOC: "社会效益\n指标", ENV: "生态效益\n指标", SER: "服务对象\n满意度指标"})
    g.row("说明", C(None, 6))
    g.line("注：1.资金使用单位按项目绩效目标填报，主管部门汇总时按区域绩效目标填报。2.其他资金包括与中央财政资金、地方财政资金共同投入到同一项目的自有资金、社会资金，以及以前年度的结转结余资金等。3.全年执行数是指按照国库集中支付制度要求所形成的实际支出。")
    file("x-transfer-road-2021", "html", [g], f, "central transfer form without points, inside two nested layout tables, placeholders at every level; clean", "Sichuan, Langzhong transport 2021", encoding="gb18030", title="中央车购税对地方补助资金绩效目标自评表",
         wrap='<table><tr><td>首页 &gt; 政务公开</td></tr></table>\n<table width="960"><tr><td width="200">栏目</td><td>%s</td></tr></table>')


def tibet():
    """A regional transfer with levels of government, amounts in 万元 with points, 序号 column, and received money."""
    f = Form("农村危房改造补助资金", "示例地区住房和城乡建设局", "示例县住房和城乡建设局等3县", 2023, kind=T, weight="10", rate="57.60%", score="5.76", total="95.76", total_weight="100",
             money={"total": ("年度资金总额", "246.2", "246.2", "141.8"), "central": ("其中：中央财政资金", "226.7", "226.7", "122.3"), "province": ("省级财政资金", "19.5", "19.5", "19.5"), "city": ("地市级财政资金", "0", "0", "0"), "county": ("县级财政资金", "0", "0", "0"), "other": ("其他资金", "0", "0", "0")},
             traps=["序号列", "下达数与到位数列", "超额243%有说明", "区域绩效目标"])
    f.indicators = [
        ind(OUT, QTY, "完成农村危房改造户数", "≥53户", "129户", 20, 20, "应改尽改，动态新增"), ind(OUT, QUA, "改造后住房达到C级及以上比例", "=100%", "100%", 15, 15), ind(OUT, TIM, "当年开工率", "=100%", "100%", 15, 15),
        ind(BEN, SOC, "低收入群体住房安全保障率", "=100%", "100%", 20, 20), ind(BEN, SUS, "房屋设计使用年限", "≥30年", "30年", 10, 10), ind(SAT, SER, "改造农户满意度", "≥95%", "98%", 10, 10),
    ]
    g = Grid(11, "区域绩效自评")
    g.line("中央对地方转移支付区域绩效目标自评表")
    g.row(C("（2023年度）", 8), C("金额单位：万元", 3))
    g.row(C("转移支付名称", 2), C(f.programme, 9))
    g.row(C("中央主管部门", 2), C("住房和城乡建设部", 9))
    g.row(C("地方主管部门", 2), C(f.department, 4), C("资金使用单位", 2), C(f.implementer, 3))
    g.row(C("资金情况", 2, 7), C("资金来源", 2), "年初下达数", "全年预算数（A）", "到位数", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), N("246.2"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s, got in (("central", "226.7"), ("province", "19.5"), ("city", "0"), ("county", "0"), ("other", "0")):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), N(got), f.m(s, "done"), "-", "-", "-")
    g.row(C("总体目标", 2), C("支持农村低收入群体危房改造53户", 4), "完成情况", C("完成129户", 4))
    for k, i in enumerate(f.indicators):
        i.more["no"] = Num(str(k + 1), "General")
    indicators(g, f, f.indicators, ["no", "l1", "l2", ("name", 2), "target", "actual", "weight", "score", ("reason", 2)], head=[["序号", "一级指标", "二级指标", C("三级指标", 2), "指标值", "全年完成值", "分值", "得分", C("未完成原因和改进措施", 2)]])
    g.row(C("总分", 7), N(100, tag=(f, "total_weight")), N("95.76", tag=(f, "total")), C(None, 2))
    file("xz-transfer-housing-2023", "xlsx", g, f, "serial number column first, 下达/预算/到位/执行 four amount columns, six sources, overachievement of 243 % with a remark; clean", "Regional transfer form, western county data 2023")


def gansu():
    """Gansu: the same indicator in three counties: several actuals in columns, sum in the last."""
    f = Form("水利发展资金（农村饮水维修养护）", "示例市水务局", "示例市所辖3县", 2022, kind=T, weight="10", rate="94.5%", score="9.45", total="98.95", total_weight="100",
             money={"total": ("年度资金总额", "1200", "1200", "1134"), "central": ("其中：中央资金", "900", "900", "870"), "province": ("省级资金", "300", "300", "264")},
             traps=["各县完成值分列，合计在后", "两层表头", "百分数指标不求和"], flaws={"score-arithmetic": 1, "no-deviation-reason": 1}, reason_column=True)
    f.indicators = [
        ind(OUT, QTY, "维修养护工程处数", "≥86处", "83处", 20, 20, more={"a": "30", "b": "28", "c": "25"}), ind(OUT, QTY, "覆盖服务人口", "≥41万人", "41万人", 10, 10, more={"a": "16", "b": "13.5", "c": "11.5"}), ind(OUT, QUA, "工程验收合格率", "100%", "100%", 15, 15, more={"a": "100%", "b": "100%", "c": "100%"}),
        ind(OUT, TIM, "截至12月底投资完成比例", "≥90%", "94.5%", 15, 15, more={"a": "96%", "b": "95%", "c": "92%"}), ind(BEN, SOC, "农村集中供水率", "≥88%", "90%", 20, 20, more={"a": "91%", "b": "90%", "c": "89%"}), ind(SAT, SER, "用水户满意度", "≥90%", "85.5%", 10, 9.5, "山区管网冻裂", more={"a": "88%", "b": "86%", "c": "82%"}),
    ]
    g = Grid(12, "Sheet1")
    g.line("转移支付区域（项目）绩效自评表（2022年度）")
    g.row(C("转移支付（项目）名称", 3), C(f.programme, 9))
    g.row(C("地方主管部门", 3), C(f.department, 4), C("资金使用单位", 2), C(f.implementer, 3))
    g.row(C("项目资金（万元）", 3, 4), C(None), C("年初预算数", 2), C("全年预算数（A）", 2), "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    g.row(f.label("total"), f.m("total", "initial", 2), f.m("total", "full", 2), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("central", "province"):
        g.row(f.label(s), f.m(s, "initial", 2), f.m(s, "full", 2), f.m(s, "done"), "/", "/", "/")
    g.row(C("年度总体目标", 3), C("维修养护农村饮水工程86处", 4), C("实际完成情况", 2), C("完成83处", 3))
    heads = [[C("一级指标", 1, 2), C("二级指标", 1, 2), C("三级指标", 1, 2), C("指标值", 1, 2), C("全年完成值", 4), C("分值", 1, 2), C("得分", 1, 2), C("未完成原因和改进措施", 1, 2)], ["甲县", "乙县", "丙县", "合计（平均）"]]
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "a", "b", "c", "actual", "weight", "score", "reason"], head=heads, lead=C("绩效指标"))
    g.row(C("合计", 9), N(100, tag=(f, "total_weight")), N("98.95", tag=(f, "total")), None)
    file("x-gs-transfer-three-counties-2022", "xlsx", g, f, "actuals of three counties in columns under one head, the last one counts; 83 of 86 with full points and no reason (19.30)", "Gansu city water funds 2022")


def hainan():
    """Two transfer forms in one document, between headings of a report; the second has a budget of nothing."""
    one = Form("公共文化服务体系建设补助资金", "示例市旅游和文化广电体育局", "示例市图书馆", 2022, kind=T, weight="10", rate="100%", score="10", total="100", total_weight="100",
               money={"total": ("年度资金总额", "15", "15", "15"), "central": ("其中：中央补助", "15", "15", "15"), "地方资金": ("地方资金", "0", "0", "0")}, traps=["一个文档两张表", "表间有正文"])
    one.indicators = [ind(OUT, QTY, "知识资源标引条数", "≥10000条", "10000条", 30, 30), ind(OUT, QUA, "验收合格率", "100%", "100%", 20, 20), ind(BEN, SOC, "线上访问量", "≥5000人次", "5200人次", 30, 30), ind(SAT, SER, "读者满意度", "≥85%", "88%", 10, 10)]
    two = Form("乡镇文化站设备更新", "示例市旅游和文化广电体育局", "示例镇综合文化站", 2022, kind=T, weight="10", rate="0", score="10", total="95", total_weight="100",
               money={"total": ("年度资金总额", "0", "0", "36"), "central": ("其中：中央补助", "0", "0", "36"), "地方资金": ("地方资金", "0", "0", "0")}, flaws={"budget-zero": 1, "execution-score": 1, "total-mismatch": 1}, allow=("over-execution", "missing-value"), traps=["预算为0而有支出并得满分"])
    two.indicators = [ind(OUT, QTY, "更新设备", "≥6套", "6套", 50, 50), ind(BEN, SOC, "服务人次", "≥3000人次", "3100人次", 30, 30), ind(SAT, SER, "群众满意度", "≥85%", "90%", 10, 10)]
    two.found_elsewhere = [("budget-zero", (two, "fund", "total", "full"), "预算为0而有支出")]
    two.total = "95"
    blocks = [("h", "示例市2022年度中央转移支付绩效自评报告"), "一、绩效目标分解下达情况", "中央下达补助资金15万元，已分解到图书馆。", ("h", "附表1"), None, "二、偏离绩效目标的原因和下一步改进措施", "乡镇文化站设备更新资金年中追加，未录入预算。", ("h", "附表2"), None, "三、绩效自评结果拟应用和公开情况", "自评结果随决算公开。"]
    for k, f in ((4, one), (8, two)):
        g = Grid(8)
        g.row(C("转移支付（项目）名称", 2), C(f.programme, 6))
        g.row(C("地方主管部门", 2), C(f.department, 2), "资金使用单位", C(f.implementer, 3))
        g.row(C("项目资金（万元）", 2, 4), "资金", "年初预算数", "全年预算数", "全年执行数", "分值/执行率", "得分")
        g.row(f.label("total"), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), C(f"10/{f.rate}", tag=(f, "rate")), f.x("score"))
        for s in ("central", "地方资金"):
            g.row(f.label(s), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", "-")
        g.row(C("总体目标", 2), C("提高公共文化服务能力", 3), "完成情况", C("完成", 2))
        indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", "三级指标", "指标值", "全年完成值", "分值", "得分", "未完成原因"]])
        g.row(C("总分", 5), N(100, tag=(f, "total_weight")), N(f.total, tag=(f, "total")), None)
        blocks[k] = g
    file("x-hi-transfer-two-in-report-2022", "docx", blocks, [one, two], "two forms inside a running report, points and rate in one cell (10/100%); budget 0 with 36 spent and 10 points, total 95 for 100", "Hainan city transfers 2022")


for build in (langzhong, tibet, gansu, hainan):
    build()
