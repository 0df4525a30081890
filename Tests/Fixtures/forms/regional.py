"""Self-evaluation forms of projects in the layouts of single provinces and cities."""
import datetime
from decimal import Decimal

from corpus import file
from grid import C, Day, Grid, N, Num, Pct, Sum
from layout import indicators
from national import BEN, COS, ECO, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, hole, ind


def yinchuan():
    """Ningxia: decision and management rows beside the outputs; the execution rate is a row among them."""
    f = Form("初中公用经费", "某市教育局", "某市第六中学", 2021, weight="10", rate="100%", score="9", total="98",
             money={"total": ("年度资金总额", "64.8", "64.8", "64.8")},
             flaws={"execution-score": 1, "total-mismatch": 1, "score-arithmetic": 2, "no-deviation-reason": 2},
             traps=["执行率是项目管理下的一行", "自评得分在表头", "参考分值在指标值之前", "二级指标带（10分）", "调整预算数（A）"])
    f.indicators = [
        ind("项目决策", "项目目标", "完整性", "目标明确、内容细化、目标量化", "目标明确、内容细化、目标量化", 4, 4, method="text", tier=1),
        ind("项目决策", "项目立项", "相关性", "按照学校管理标准对学校进行管理", "符合", 2, 2, method="text", tier=1),
        ind("项目决策", "项目立项", "可行性", "实际工作需求", "符合", 2, 2, method="text", tier=1),
        ind("项目决策", "项目立项", "适当性", "有资金测算标准", "有", 2, 2, method="text", tier=1),
        ind("项目管理", "投入管理", "预算执行率", "100%", "100%", 10, 9, placeholder=True),
        ind("项目管理", "财务管理", "财务管理制度有效性", "财务制度健全", "健全", 7, 7, method="text", tier=1),
        ind("项目管理", "项目实施", "绩效监控有效性", "持续有效", "持续有效", 2, 2, method="text", tier=1),
        ind("项目管理", "项目实施", "管理制度有效性", "严格执行相关管理制度", "严格执行", 6, 6, method="text", tier=1),
        ind("项目产出", QTY, "保障人数", "2370人", "2370人", 10, 10), hole("项目产出", QTY, "指标2："),
        ind("项目产出", QUA, "公用经费标准", "符合相关文件要求", "符合相关文件要求", 5, 5, method="text", tier=1), hole("项目产出", QUA, "指标2："),
        ind("项目产出", TIM, "公用经费完成时间", "2021年12月完成", "2021年12月完成", 5, 5, method="text", rule="5.00"), hole("项目产出", TIM, "指标2："),
        ind("项目产出", COS, "办公所需成本", "15万元", "15万元", 4, 4), ind("项目产出", COS, "维修（维护）所需成本", "35万元", "35万元", 3, 3),
        ind("项目产出", COS, "绿化、水电费等成本", "14.8万元", "14.8万元", 3, 3),
        hole("项目效益", ECO, "指标1："), hole("项目效益", ECO, "指标2："),
        ind("项目效益", SOC, "改善办学条件", "改善学校的办学条件", "改善学校的办学条件", 15, 13, "部分设备老化", method="text", tier=1),
        hole("项目效益", ENV, "指标1："),
        ind("项目效益", SUS, "社会认可的办学环境", "社会认可", "社会认可", 10, 9, "仍需改进", method="text", tier=1), hole("项目效益", SUS, "指标2："),
        ind("项目效益", SER, "学生和老师满意度", "≥95%", "90%", 5, 5), ind("项目效益", SER, "家长满意度", "≥95%", "85%", 5, 4),
    ]
    g = Grid(9, "自评表")
    g.line("银杏市本级部门项目支出绩效自评表")
    g.line("（2021年）")
    g.row(C("项目名称", 2), C(f.programme, 4), C("主管部门"), C(f.department, 2))
    g.row(C("实施单位", 2), C(f.implementer, 2), "自评得分", N(98, tag=(f, "total")), "财政审核评分", C(None, 2))
    g.row(C("项目资金\n（万元）", 2, 2), C(None), "年初预算数", "调整预算数（A）", C("全年执行数（B）", 2), C("执行率（B/A）", 2))
    g.row(f.label("total"), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done", 2), f.x("rate", 2))
    g.row(C("年度总体目标", 2), C("年初设定目标", 1), C("保障学校正常工作运行", 3), C("年度总体目标完成情况"), C("公用经费保障到位", 2))
    levels = {"项目决策": "项目决策\n（10分）", "项目管理": "项目管理\n（25分）", "项目产出": "项目产出\n（30分）", "项目效益": "项目效益\n（35分）", QTY: "数量指标\n（10分）", QUA: "质量指标\n（5分）", TIM: "时效指标\n（5分）",
              COS: "成本指标\n（10分）", SER: "服务对象满意度指标\n（10分）"}
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "weight", "target", "actual", "score", "reason"],
               head=[["一级指标", "二级指标", C("三级指标", 2), "参考分值", "指标值（A）", "全年实际值（B）", "得分", "未完成原因及改进措施"]], levels=levels)
    row = f.indicators[4].row_key
    for (r, c), cell in g.cells.items():
        if r == row:
            cell.tag = {4: (f, "weight"), 7: (f, "score")}.get(c)
    file("nx-school-funds-2021", "xlsx", g, f, "execution rate as a row of 项目管理 (9 of 10 at 100 %), total in the head, decision rows, points before targets, level-2 points, 指标2： rows", "Ningxia, Yinchuan school 2021")


yinchuan()


def huanggang():
    """Hubei: two goals with 40 points each, 20 for execution, no column of points, tick boxes."""
    f = Form("水土保持监测", "某市水利和湖泊局", "本单位", 2020, weight="20", rate="100%", score="20", total="99.6",
             money={"total": ("年度财政资金总额", None, "10", "10")}, reason_column=False,
             traps=["两个年度绩效目标各自成块", "没有分值列", "进度指标", "总分在“总分”右侧", "□☑选项", "单位名称与填报日期同行"])
    one = [
        ind(OUT, QUA, "监测数据必须合格", "100%", "100%", None, "10"), ind(OUT, "进度指标", "取得2018-2022监测资料", "100%", "100%", None, "10"),
        hole(BEN, SOC, None), ind(SAT, SER, "整编资料审核", "98%", "98%", None, "19.6"),
    ]
    two = [ind(OUT, QUA, "监测数据资料整编", "100%", "100%", None, "20"), ind(OUT, "进度指标", "完成年度资料上报", "100%", "100%", None, "20"),
           hole(BEN, SOC, None), hole(SAT, SER, None)]
    f.indicators = one + two
    g = Grid(8)
    g.row(C("单位名称：某市水土保持与农田水利科研所", 4), C("填报日期：2021年3月10日", 4))
    g.row("项目名称", C(f.programme, 7))
    g.row("主管部门", C(f.department, 3), C("项目实施单位", 2), C(f.implementer, 2))
    g.row("项目类别", C("1、上级专项 □   2、本级专项 ☑", 7))
    g.row("项目属性", C("1、持续性项目 ☑  2、新增性项目 □", 7))
    g.row("项目类型", C("1、常年性项目 ☑  2、延续性项目 □  3、一次性项目 □", 7))
    g.row(C("预算执行情况（万元）\n（20分）", 1, 2), C(None, 2), "预算数（A）", C("执行数（B）", 2), "执行率（B/A）", "得分\n（20分*执行率）")
    g.row(f.label("total", 2), f.m("total", "full"), f.m("total", "done", 2), f.x("rate"), f.x("score"))
    for n, rows in ((1, one), (2, two)):
        indicators(g, f, rows, ["l1", "l2", ("name", 2), "target", "actual", "score"],
                   head=[["一级指标", "二级指标", C("三级指标", 2), "年初目标值（A）", "实际完成值（B）", "得分"]], lead=C(f"年度绩效目标{n}\n（40分）"))
    g.row("总分", C(Num("99.6", "General"), 7, tag=(f, "total")))
    g.row("偏差大或\n目标未完成\n原因分析", C(None, 7))
    g.row("改进措施及\n结果应用方案", C("继续做好监测工作", 7))
    g.line("备注：1.预算执行情况口径：预算数为调整后财政资金总额（包括上年结余结转），执行数为资金使用单位财政资金实际支出数。2.定量指标完成数汇总原则：绝对值直接累加计算，相对值按照资金额度加权平均计算。")
    file("hb-two-goals-2020", "docx", [("h", "2020年度水土保持监测项目绩效自评表"), g], f, "Hubei: two goal blocks of 40, execution 20, no points column, 进度指标, empty level rows, tick boxes; clean", "Hubei, Huanggang water institute 2020")


huanggang()


def daying():
    """Sichuan: three forms one under another without a gap, initial budgets of zero, one indicator of 90."""
    g = Grid(11, "0013zp")
    forms = []
    data = [
        ("51092324T000010250001-2023年农村公路日常养护项目", ("0.00", "30.00", "30.00"), "100.00%", "10",
         [ind(OUT, "经济成本指标", "成本控制数", "≤30万元", "完成", 90, 90, done=None, more={"value": "30"})], "100",
         {"actual-not-numeric": 1}),
        ("51092324T000010263357-2023年学校安防设备补助资金项目", ("0.00", "3.36", "3.36"), "100.00%", "10",
         [ind(OUT, QUA, "完成设备购买并按要求支付资金", "=100%", "100", 20, 20), ind(OUT, QTY, "购置设备数量", "=13台", "13", 20, 20),
          ind(BEN, SOC, "校园安全保障", "≥95%", "95", 30, 30), ind(SAT, SER, "师生满意度", "≥90%", "90", 20, 20)], "100", {}),
        ("51092323R000000070001-社会保障缴费", ("45.60", "41.2", "38.94"), "94.51%", "9.45",
         [ind(OUT, QTY, "足额保障率", "=100%", "100", 22.5, 22.5), ind(OUT, QTY, "科目调整次数", "≤10次", "3", 22.5, 22.5),
          ind(OUT, TIM, "按时发放率", "=100%", "100", 22.5, 22.5), ind(BEN, ECO, "结余率（计算方法为：结余数/预算数）", "≤5%", "5.49", 22.5, 20.3, "年末退费")], "97.20", {"total-mismatch": 1}),
    ]
    for name, (a, b, c), rate, score, rows, total, flaws in data:
        f = Form(name, "示例县本级部门", "示例县某单位", 2023, weight="10", rate=rate, score=score, total=None, total_weight="100",
                 money={"total": ("总额", a, b, c), "fiscal": ("其中：财政资金", a, b, c), "special_account": ("财政专户管理资金", "0.00", "0.00", "0.00"),
                        "unit": ("单位资金", "0.00", "0.00", "0.00"), "other": ("其他资金", None, None, None)}, traps=["多张表首尾相接，中间没有空行"])
        f.indicators = rows
        g.line("部门预算项目支出绩效自评表（2023年度）")
        g.row(C("项目名称", 2), C(f.programme, 9))
        g.row(C("主管部门", 2), C(f.department, 4), C("实施单位\n（盖章）", 2), C(f.implementer, 3))
        g.row(C("项目基本情况", 1, 3), C("1.项目年度目标完成情况", 1, 2), C("项目年度目标", 5), C("年度目标完成情况", 4))
        g.row(C("保障项目实施", 5), C("完成", 4))
        g.row("2.项目实施内容及过程概述", C("年度内完成并支付资金。", 9))
        g.row(C("预算执行情况（10分）", 1, 6), C("年度预算数（万元）", 2), "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分", C("原因", 2))
        g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("rate"), f.x("weight"), f.x("score"),
              C("1.预算执行率=预算执行数/调整后预算数，预算执行率未达到90%的需说明原因；2.年中发生预算调整的，应单独说明理由；3.其他资金包括：社会投入资金、银行贷款。", 2, 5))
        for s in ("fiscal", "special_account", "unit", "other"):
            part = None if s == "other" else (rate if s == "fiscal" else "0.00%")
            g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), part, "/", "/")
        indicators(g, f, rows, ["l1", "l2", "name", "sign", "value", "unit", "actual", "weight", "score", "reason"],
                   head=[["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分", "未完成原因分析"]], lead=C("绩效指标（90分）"))
        f.total = total
        g.row(C("合计", 8), f.x("total_weight", text="100"), N(total, tag=(f, "total")), None)
        g.row("评价结论", C("按要求完成", 10))
        g.row("存在问题", C("无", 10))
        g.row("改进措施", C("无", 10))
        g.row(C("项目负责人：", 6), C("财务负责人：", 5))
        f.flaws = dict(flaws)
        forms.append(f)
    forms[0].found_elsewhere = [("actual-not-numeric", (forms[0], data[0][4][0], "actual"), "成本控制数")]
    forms[0].may = [("missing-value", (forms[0], data[0][4][0], "actual"), "完成值为文字")]
    file("sc-three-stacked-2023", "xlsx", g, forms, "three forms without a gap on one sheet, initial budget 0.00, 90 points on one row whose actual is 完成, points of 22.5, programme codes", "Sichuan 510000_0013zp, Daying 2023")


daying()


def liaoning():
    """Liaoning: sign, value, unit, completion rate, and the cause split in six columns under a second header row."""
    f = Form("城市照明设施维护", "某市住房和城乡建设局", "某市路灯管理处", 2022, weight="10", rate=Pct("0.9146", 2), score="9.15", total="96.15", total_weight="100",
             money={"total": ("年度资金总额", "1640", "1500", "1371.9"), "fiscal": ("其中：财政拨款", "1640", "1500", "1371.9"), "other": ("其他资金", "0", "0", "0")},
             traps=["完成率列", "偏差原因分六列打√", "百分比单元格", "第二层表头"])
    f.indicators = [
        ind(OUT, QTY, "维护路灯数量", "≥42000盏", "42000", 10, 10, more={"rate": Pct("1")}),
        ind(OUT, QTY, "更换灯具数量", "≥1200套", "960", 10, 8, "部分路段改造延期", more={"rate": Pct("0.8"), "o1": "√", "why": "部分路段改造延期", "how": "次年补换"}),
        ind(OUT, QUA, "亮灯率", "≥98%", Pct("0.985", 1), 15, 15, more={"rate": Pct("1.0051", 2)}),
        ind(OUT, TIM, "故障修复时限", "≤24小时", "18", 10, 10, more={"rate": Pct("1")}),
        ind(OUT, COS, "单灯年维护成本", "≤320元", "310", 5, 5, more={"rate": Pct("1")}),
        ind(BEN, ECO, "节电率", "≥10%", Pct("0.09", 0), 10, 9, "新灯具未全部安装", more={"rate": Pct("0.9"), "o4": "√", "why": "新灯具未全部安装", "how": "加快安装"}),
        ind(BEN, SOC, "投诉办结率", "=100%", Pct("1"), 10, 10, more={"rate": Pct("1")}),
        ind(BEN, SUS, "管护机制健全性", "健全", "健全", 10, 10, method="text", tier=1, more={"sign": "定性", "value": "健全", "rate": None}),
        ind(SAT, SER, "市民满意度", "≥90%", Pct("0.92"), 10, 10, more={"rate": Pct("1.0222", 2)}),
    ]
    f.total = "96.15"
    g = Grid(18, "自评")
    g.line("项目支出绩效自评表")
    g.row(C("（2022年度）", 9), C("单位：万元", 9))
    g.row("项目名称", C(f.programme, 17))
    g.row("主管部门", C(f.department, 8), C("实施单位", 2), C(f.implementer, 7))
    g.row(C("预算资金情况", 1, 4), C("资金来源", 3), C("年初预算数", 2), C("全年预算数（A）", 2), C("全年执行数（B）", 2), C("执行率（B/A）", 2), C("分值", 2), C("得分", 2), C("未达原因", 2))
    g.row(f.label("total", 3), f.m("total", "initial", 2), f.m("total", "full", 2), f.m("total", "done", 2), f.x("rate", 2), f.x("weight", 2), f.x("score", 2), C(None, 2))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 3), f.m(s, "initial", 2), f.m(s, "full", 2), f.m(s, "done", 2), C(Pct("0.9146", 2) if s == "fiscal" else Pct("0"), 2), C("——", 2), C("——", 2), C(None, 2))
    g.row("年度总体目标", C("城市道路照明设施完好", 8), C("实际完成情况"), C("照明设施基本完好", 8))
    heads = [[C("一级指标", 1, 2), C("二级指标", 1, 2), C("三级指标", 1, 2), C("运算符号", 1, 2), C("指标值", 1, 2), C("度量单位", 1, 2), C("全年完成值", 1, 2), C("完成率", 1, 2), C("分值", 1, 2), C("得分", 1, 2),
              C("未完成原因分析", 6), C("改进措施", 1, 2)], ["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他", "原因说明"]]
    for i in f.indicators:
        i.more.setdefault("why", i.reason or None)
    indicators(g, f, f.indicators, ["l1", "l2", "name", "sign", "value", "unit", "actual", "rate", "weight", "score", "o1", "o2", "o3", "o4", "o5", "reason", "how"], head=heads, lead=C("绩效指标"))
    g.row(C("合计", 9), C("100", tag=(f, "total_weight")), N("96.15", tag=(f, "total")), C(None, 7))
    file("ln-street-lights-2022", "xlsx", g, f, "18 columns: sign/value/unit, 完成率, six cause columns in a second header row, percent cells with 1–2 places, unit 万元 above the table; clean (lowered points have reasons)", "Liaoning city department 2022")


liaoning()


def shandong():
    """Shandong: cost first (20/40/20/10), subtotal rows, grade under the total, footnote marks."""
    L = {"成本指标": "成本指标\n（20分）", OUT: "产出指标\n（40分）", BEN: "效益指标\n（20分）", SAT: "满意度指标\n（10分）"}
    CO = "成本指标"
    f = Form("公共图书馆免费开放①", "示例区文化和旅游局", "示例区图书馆", 2023, weight="10", rate="96.50%", score="9.65", total="97.45", total_weight="100", grade="优",
             money={"total": ("年度资金总额", "200", "200", "193"), "central": ("其中：中央财政资金", "80", "80", "80"), "provincial": ("省级财政资金", "40", "40", "40"),
                    "municipal": ("市级财政资金", "30", "30", "30"), "county": ("区级财政资金", "50", "50", "43")},
             flaws={"score-arithmetic": 1}, traps=["成本指标为一级", "每块有小计行", "①脚注", "全角数字"])
    f.money = {{"provincial": "province", "municipal": "city"}.get(k, k): v for k, v in f.money.items()}
    f.indicators = [
        ind(CO, "经济成本指标", "每册购书成本", "≤45元", "43.2元", 10, 10), ind(CO, "经济成本指标", "物业费单价", "≤３元/平方米", "3元/平方米", 5, 5, done="3"),
        ind(CO, "生态环境成本指标", "馆舍用电增长率", "≤5%", "6%", 5, 4.8, "延长开放时间用电增加"),
        ind(OUT, QTY, "全年开放天数", "≥312天", "316天", 10, 10), ind(OUT, QTY, "新增藏书", "≥12000册", "11400册", 10, 9, "供货延迟"),
        ind(OUT, QUA, "图书加工合格率", "≥99％", "99.5％", 10, 10), ind(OUT, TIM, "新书上架时间", "≤30日", "28日", 10, 10),
        ind(BEN, SOC, "到馆读者", "≥26万人次", "27.1万人次", 10, 10), ind(BEN, SUS, "志愿服务队伍", "稳定", "稳定", 10, 10, method="text", tier=1),
        ind(SAT, SER, "读者满意度", "≥95%", "90%", 10, 9, "自习座位不足"),
    ]
    g = Grid(9)
    g.row(C("项目名称", 2), C(f.programme, 7))
    g.row(C("主管部门", 2), C(f.department, 3), "实施单位", C(f.implementer, 3))
    g.row(C("项目资金\n（万元）", 2, 6), C(None), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total"), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("central", "province", "city", "county"):
        g.row(f.label(s), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", "-", "-")
    g.row(C("年度总体目标", 2, 2), C("预期目标", 3), C("实际完成情况", 4))
    g.row(C("免费开放312天，新增藏书12000册", 3), C("开放316天，新增藏书11400册", 4))
    g.row(C("一级指标"), C("二级指标"), C("三级指标"), "年度指标值", "实际完成值", "分值", "得分", C("偏差原因分析及改进措施", 2))
    for level in (CO, OUT, BEN, SAT):
        rows = [i for i in f.indicators if i.level1 == level]
        indicators(g, f, rows, ["l1", "l2", "name", "target", "actual", "weight", "score", ("reason", 2)], levels=L)
        g.row(C("小计", 5), N(sum(i.weight for i in rows)), N(str(sum(Decimal(str(i.score)) for i in rows))), C(None, 2))
    g.row(C("总分", 5), N(100, tag=(f, "total_weight")), N("97.45", tag=(f, "total")), C(None, 2))
    g.row(C("自评等级", 5), C("优", 4, tag=(f, "grade")))
    g.line("①项目资金含中央补助地方公共文化服务体系建设补助资金。")
    file("sd-library-cost-first-2023", "docx", ["附件3", "山川市市级预算项目支出绩效自评表", "（2023年度）", g], f,
         "cost as level 1, subtotal rows between blocks, money by level of government, footnote mark in the name, full-width digits; ceiling 5 % passed by a point and given 4.8 of 5 (4.00 by rule)", "Shandong city template 2023")


shandong()


def xinjiang():
    """Xinjiang: last year's value, a formula column and an explanation column; page in GBK."""
    f = Form("农村安全饮水巩固提升项目", "示例县水利局", "示例县农村供水总站", 2022, weight="10", rate="92.00%", score="9.2", total="93.2", total_weight="100",
             money={"total": ("年度资金总额", "550.00", "500.00", "460.00"), "fiscal": ("其中：当年财政拨款", "550.00", "500.00", "460.00"), "other": ("其他资金", "0.00", "0.00", "0.00")},
             flaws={"score-arithmetic": 2, "no-deviation-reason": 1}, traps=["上年完成值列在指标值旁", "计算公式列", "GBK网页", "人工写成的≤超支"])
    f.indicators = [
        ind(OUT, QTY, "新建管网长度", ">=30公里", "27公里", 10, 9, "冬季停工", more={"last": "24公里", "how": "按完成比例计分"}),
        ind(OUT, QTY, "改造水厂数量", "=1座", "1座", 10, 10, more={"last": "2座", "how": "按完成比例计分"}),
        ind(OUT, QUA, "水质达标率", ">=95%", "97.5%", 10, 10, more={"last": "94%", "how": "直接赋分"}),
        ind(OUT, TIM, "项目开工时间", "2022年4月底前", "2022年4月20日", 5, 5, method="date", rule="5.00", more={"last": "/", "how": "直接赋分"}),
        ind(OUT, TIM, "资金支付及时率", ">=95%", "92%", 5, 5, more={"last": "100%", "how": "按完成比例计分"}),
        ind(OUT, COS, "每公里管网造价", "<=15万元", "16.2万元", 10, 9.5, "材料价格上涨", more={"last": "14.8万元", "how": "反向指标"}),
        ind(BEN, SOC, "受益人口", ">=8600人", "8600人", 15, 15, more={"last": "5200人", "how": "按完成比例计分"}),
        ind(BEN, SUS, "工程设计使用年限", ">=15年", "15年", 15, 15, more={"last": "15年", "how": "直接赋分"}),
        ind(SAT, SER, "受益群众满意度", ">=95%", "95%", 10, 10, more={"last": "93%", "how": "满意度赋分"}),
    ]
    f.total = "97.7"
    g = Grid(11)
    g.line("项目支出绩效自评表")
    g.line("（2022年度）")
    g.row(C("项目名称", 2), C(f.programme, 9))
    g.row(C("主管部门", 2), C(f.department, 4), C("实施单位", 1), C(f.implementer, 4))
    g.row(C("项目资金（万元）", 2, 4), C(None, 2), C("年初预算数"), C("全年预算数（A）"), C("全年执行数（B）"), "分值", "执行率（B/A）", C("得分", 2))
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score", 2))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "——", "92.00%" if s == "fiscal" else "0.00%", C("——", 2))
    g.row(C("年度总体目标", 2, 2), C("预期目标", 5), C("实际完成情况", 4))
    g.row(C("新建管网30公里，改造水厂1座，受益8600人", 5), C("新建管网27公里，改造水厂1座", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "last", "target", "actual", "how", "weight", "score", "reason"],
               head=[["一级指标", "二级指标", "三级指标", "上年完成值", "年度指标值", "实际完成值", "计算公式", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("年度绩效指标完成情况"))
    g.row(C("总分", 8), N(100, tag=(f, "total_weight")), N("97.7", tag=(f, "total")), None)
    file("xj-drinking-water-2022", "html", [g], f, "上年完成值 column beside the target, 计算公式 column, ASCII >= <=, GBK page; ceiling exceeded (9.20 by rule, 9.5 given), missed rate with full points",
         "Xinjiang, county water bureau template 2022", encoding="gbk", title="绩效自评")


xinjiang()


def guangdong():
    """Guangdong: csv with scoring standards; weights as percentages; level cells repeated."""
    f = Form("社区卫生服务中心设备更新", "示例区卫生健康局", "示例街社区卫生服务中心", 2021, weight="10", rate="88.6%", score="8.86", total="93.86", total_weight="100",
             money={"total": ("年度资金总额", "260", "260", "230.36"), "fiscal": ("其中：财政拨款", "260", "260", "230.36"), "other": ("其他资金", "0", "0", "0")},
             traps=["层级单元格逐行重复", "评分标准列", "佐证材料列", "CSV中多行单元格"])
    f.indicators = [
        ind(OUT, QTY, "购置DR设备", "1台", "1台", 10, 10, more={"std": "未完成不得分", "proof": "合同"}),
        ind(OUT, QTY, "购置检验设备", "4台", "4台", 10, 10, more={"std": "按比例得分", "proof": "合同"}),
        ind(OUT, QUA, "验收合格率", "100%", "100%", 15, 15, more={"std": "每低1个百分点扣1分", "proof": "验收单"}),
        ind(OUT, TIM, "设备投入使用时间", "2021年10月底前", "2021年10月15日", 10, 10, method="date", rule="10.00", more={"std": "逾期不得分", "proof": "启用记录"}),
        ind(OUT, COS, "采购节约率", "≥5%", "11.4%", 5, 5, more={"std": "按比例得分", "proof": "采购公告"}),
        ind(BEN, SOC, "检查项目增加数", "≥12项", "10项", 15, 12.5, "人员培训未结束\n下年完成", more={"std": "按比例得分", "proof": "统计表"}),
        ind(BEN, SOC, "年检查人次", "≥9000人次", "8100人次", 15, 12.5, "设备十月才启用", more={"std": "按比例得分", "proof": "统计表"}),
        ind(SAT, SER, "患者满意度", "≥90%", "93%", 10, 10, more={"std": "按比例得分", "proof": "问卷"}),
    ]
    g = Grid(11)
    g.line("2021年度项目支出绩效自评表")
    g.row("项目名称", C(f.programme, 5), "主管部门", C(f.department, 4))
    g.row("实施单位", C(f.implementer, 10))
    g.row("预算执行情况（万元）", "资金来源", "年初预算", "全年预算", "实际支出", "支出率", "分值", "得分", C(None, 3))
    for s in ("total", "fiscal", "other"):
        total = s == "total"
        g.row(None, f.label(s), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), f.x("rate") if total else None, f.x("weight") if total else "-", f.x("score") if total else "-", C(None, 3))
    g.row("年度目标", C("更新设备，提高服务能力", 4), "完成情况", C("设备全部更新", 5))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "std", "score", "reason", "proof", ("x", 1)],
               head=[["一级指标", "二级指标", "三级指标", "目标值", "完成值", "权重", "评分标准", "自评得分", "未完成原因", "佐证材料", None]], down1="repeat", down2="repeat")
    g.row(C("合计", 5), N(100, tag=(f, "total_weight")), None, N("93.86", tag=(f, "total")), C(None, 3))
    file("gd-health-centre-2021", "csv", g, f, "csv in GB18030, level cells repeated, 评分标准 and 佐证材料 columns, a cell of two lines, blanks for merged cells; clean", "Guangdong district department 2021", encoding="gb18030")


guangdong()


def guizhou():
    """Guizhou: goals in numbered rows, points in the head of the rate, weights before the target, 完成值 twice."""
    f = Form("城乡垃圾收运体系建设", "示例县综合行政执法局", "示例县环境卫生中心", 2021, weight="10", rate="76.92%", score="7.69", total="93.09", total_weight="100",
             money={"total": ("年度资金总额", None, "1300", "1000"), "central": ("其中：中央补助", None, "300", "300"), "province": ("省级补助", None, "200", "200"),
                    "city": ("市级补助", None, "100", "0"), "county": ("县级财政资金", None, "700", "500")},
             traps=["目标分两行，各有完成情况", "分值（10分）", "没有年初预算列", "层级单元格空白延续"])
    f.indicators = [
        ind(OUT, QTY, "新建垃圾收集点", "≥120个", "120", 12, 12), ind(OUT, QTY, "购置转运车辆", "≥6辆", "5", 8, 6.67, "一辆待上牌"),
        ind(OUT, QUA, "无害化处理率", "≥97%", "98.2", 10, 10), ind(OUT, TIM, "日产日清率", "≥95%", "95", 10, 10), ind(OUT, COS, "吨处理成本", "≤180元", "180", 10, 10),
        ind(BEN, SOC, "覆盖村寨数", "≥96个", "90", 10, 9.5, "六个村寨道路未通"), ind(BEN, ENV, "露天堆放点减少数", "≥40处", "43", 10, 10), ind(BEN, SUS, "保洁经费保障机制", "建立", "建立", 10, 10, method="text", tier=1),
        ind(SAT, SER, "村民满意度", "≥90%", "91", 10, 10),
    ]
    f.total = "96.06"
    g = Grid(10, "城乡垃圾")
    g.line("示例县2021年度项目支出绩效自评表")
    g.row(C("项目名称", 2), C(f.programme, 8))
    g.row(C("主管部门", 2), C(f.department, 3), C("实施单位", 2), C(f.implementer, 3))
    g.row(C("项目资金（万元）", 2, 6), C(None, 2), C("全年预算数（A）", 2), "全年执行数（B）", "分值（10分）", "执行率（B/A）", "得分")
    g.row(f.label("total", 2), f.m("total", "full", 2), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("central", "province", "city", "county"):
        g.row(f.label(s, 2), f.m(s, "full", 2), f.m(s, "done"), "—", "—", "—")
    g.row(C("年度总体目标", 2, 3), C("年初设定目标", 4), C("全年实际完成情况", 4))
    g.row(C("目标1：新建垃圾收集点120个", 4), C("目标1完成情况：120个", 4))
    g.row(C("目标2：购置转运车6辆", 4), C("目标2完成情况：5辆", 4))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "weight", "target", "actual", "score", "reason"],
               head=[["一级指标", "二级指标", C("三级指标", 2), "分值", "年度指标值（A）", "全年完成值（B）", "得分", "未完成原因和改进措施"]], lead=C("绩\n效\n指\n标"), down1="blank", down2="blank")
    g.row(C("总分", 5), N(100, tag=(f, "total_weight")), C(None, 2), N("96.06", tag=(f, "total")), None)
    g.row(C("填报人：", 5), C("审核人：", 5))
    f.flaws = {"score-arithmetic": 1, "total-mismatch": 1}
    file("gz-waste-collection-2021", "xlsx", g, f, "goals as 目标1/目标2 rows with their results, no initial budget, level cells left blank, money by level of government; 9.5 for 9.38 and a total 0.2 off", "Guizhou county template 2021")


guizhou()


def jiangsu():
    """Jiangsu: decision, process, output, benefit; explanations; several lines in a cell; subtotals in level cells."""
    f = Form("中小学塑胶跑道改造", "某市教育局", "某市教育装备中心", 2022, weight=None, rate=None, score=None, total="94.5", total_weight="100", grade="优",
             money={"total": ("项目总资金", "900", "900", "846"), "fiscal": ("财政资金", "900", "900", "846"), "other": ("其他资金", "0", "0", "0")},
             traps=["决策、过程、产出、效益框架", "指标解释列", "目标值与实际值都是句子", "预算执行率作为过程指标，指标名在行内"])
    f.indicators = [
        ind("决策", "项目立项", "立项依据充分性", "充分", "充分", 3, 3, method="text", tier=1, more={"why": "是否符合规划"}), ind("决策", "项目立项", "立项程序规范性", "规范", "规范", 3, 3, method="text", tier=1, more={"why": "程序是否齐全"}),
        ind("决策", "绩效目标", "绩效指标明确性", "明确", "较明确", 4, 3, "个别指标未量化", method="text", tier=2, more={"why": "是否细化量化"}),
        ind("过程", "资金管理", "资金到位率", "100%", "100%", 5, 5, more={"why": "实际到位/预算"}),
        ind("过程", "资金管理", "资金使用合规性", "合规", "合规", 5, 5, method="text", tier=1, more={"why": "是否符合财务制度"}),
        ind("过程", "组织实施", "管理制度健全性", "健全", "健全", 5, 5, method="text", tier=1, more={"why": "制度是否完整"}),
        ind("产出", "产出数量", "改造跑道数量", "18条", "17条", 15, 14, "一所学校并入新校区", more={"why": "当年完成数"}),
        ind("产出", "产出质量", "检测合格率", "100%", "100%", 10, 10, more={"why": "合格数/检测数"}),
        ind("产出", "产出时效", "完成及时率", "100%", "94%", 10, 9.4, "一所学校延期", more={"why": "按期数/计划数"}),
        ind("产出", "产出成本", "每平方米造价", "≤210元", "205元", 5, 5, more={"why": "总价/面积"}),
        ind("效益", "项目效益", "受益学生数", "≥21000人", "21300人", 15, 15, more={"why": "使用跑道学生"}),
        ind("效益", "项目效益", "后续管护制度", "建立", "建立", 10, 10, method="text", tier=1, more={"why": "有无管护责任"}),
        ind("效益", "满意度", "师生满意度", "≥90%", "89.1%", 10, 7.1, "部分场地开放时间短", more={"why": "问卷满意率"}),
    ]
    f.total = "94.5"
    g = Grid(9)
    g.row("项目名称", C(f.programme, 4), "主管部门", C(f.department, 3))
    g.row("实施单位", C(f.implementer, 4), "评价年度", C("2022年", 3))
    g.row(C("项目资金（万元）", 1, 4), C("资金性质", 2), C("年初预算", 2), C("全年预算", 2), C("实际支出", 2))
    for s in ("total", "fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial", 2), f.m(s, "full", 2), f.m(s, "done", 2))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "why", "weight", "target", "actual", "score", "reason"],
               head=[["一级指标", "二级指标", "三级指标", "指标解释", "分值", "目标值", "实际值", "得分", "扣分原因"]],
               levels={"决策": "决策\n（10分）", "过程": "过程\n（15分）", "产出": "产出\n（40分）", "效益": "效益\n（35分）"})
    g.row(C("合计", 4), N(100, tag=(f, "total_weight")), C(None, 2), N("94.5", tag=(f, "total")), C(None))
    g.row(C("评价等级", 4), C("优", 5, tag=(f, "grade")))
    file("js-running-tracks-2022", "docx", [("h", "项目支出绩效自评价表"), g], f, "决策/过程/产出/效益 tree, 指标解释 column, weights before targets, no execution row at all; points lowered with reasons only; clean", "Jiangsu city framework 2022")


jiangsu()


def jilin():
    """Jilin: cause and measure in two columns, formulas with stored values, inline strings, a hidden list sheet."""
    f = Form("敬老院取暖设施改造", "某县民政局", "某县中心敬老院", 2023, weight="10", rate="100.00%", score="10", total="98.75", total_weight="100",
             money={"total": ("年度资金总额", "64.00", "64.00", "64.00"), "fiscal": ("其中：财政拨款", "64.00", "64.00", "64.00"), "other": ("其他资金", "0.00", "0.00", "0.00")},
             traps=["公式单元格带存值", "偏差原因与改进措施分列", "隐藏的下拉清单工作表", "内联字符串"])
    f.indicators = [
        ind(OUT, QTY, "更换锅炉", "＝2台", Sum("=1+1", "2"), 15, Sum("=IF(F13>=2,G13,G13*F13/2)", "15")),
        ind(OUT, QTY, "更换散热片", "≥400组", Sum("=SUM(150,250)", "400"), 10, 10), ind(OUT, QUA, "验收合格率", "＝100%", Pct("1"), 10, 10),
        ind(OUT, TIM, "完工时间", "10月15日前", Day(datetime.date(2023, 10, 12)), 10, 10, method="date", rule=None, done="2023/10/12"),
        ind(OUT, COS, "改造总价", "≤64万元", Num("64", "0.00"), 5, 5, done="64"),
        ind(BEN, SOC, "受益老人", "≥120人", Num("115", "0"), 15, Sum("=ROUND(G18*F18/120,2)", "14.38"), "床位未满", done="115", more={"how": "做好入住宣传"}),
        ind(BEN, SUS, "设备质保年限", "不少于5年", "5年", 15, 15), ind(SAT, SER, "老人满意度", "95%以上", Pct("0.9125", 2), 10, Num("9.6052631578947363", "0.00"), "个别房间温度不均", done="91.25", more={"how": "调试管网"}),
    ]
    f.indicators[0].score, f.indicators[5].score, f.indicators[7].score = "15", "14.38", "9.61"
    f.indicators[0].more = {"score": Sum("=IF(F13>=2,G13,G13*F13/2)", "15")}
    f.indicators[5].more["score"] = Sum("=ROUND(G18*F18/120,2)", "14.38")
    f.indicators[7].more["score"] = Sum("=ROUND(G20*F20/0.95,2)", "9.61")
    f.total = "98.99"
    g = Grid(10, "自评表")
    g.line("项目支出绩效自评表")
    g.line("（2023年度）")
    g.row("项目名称", C(f.programme, 9))
    g.row("主管部门", C(f.department, 4), "实施单位", C(f.implementer, 4))
    g.row(C("项目资金（万元）", 1, 4), C("资金来源", 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", C("得分", 2))
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), C(Pct("1", 2), 1, 1, (f, "rate")), f.x("score", 2))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "——", "——", C("——", 2))
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 5))
    g.row(C("改造取暖设施", 4), C("改造完成", 5))
    g.blank()
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason", "how"],
               head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析", "改进措施"]], lead=C("绩效指标"))
    g.row(C("总分", 6), C(Sum("=G6+SUM(G13:G20)", "100"), 1, 1, (f, "total_weight")), C(Sum("=I6+SUM(H13:H20)", "98.99"), 1, 1, (f, "total")), C(None, 2))
    lists = Grid(2, "选项", hidden=True)
    for a, b in (("一级指标", "二级指标"), (OUT, QTY), (OUT, QUA), (BEN, SOC)):
        lists.row(a, b)
    file("jl-heating-formulas-2023", "xlsx", [g, lists], f, "formulas with stored values, inline strings, 偏差原因 and 改进措施 in two columns, 95%以上/不少于, blank row before the indicators, hidden list sheet; date target without a year; clean", "Jilin county department 2023", inline=True)


jilin()
