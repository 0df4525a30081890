"""More self-evaluation forms of projects: provinces whose tables turn, split or join what the national form has."""
from decimal import Decimal

from corpus import file
from grid import C, Grid, N, Num, Pct
from layout import indicators
from national import BEN, COS, ECO, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, ind


def shaanxi():
    """Shaanxi: the money in one row by level of government, the unit in each head, no initial budget."""
    f = Form("义务教育薄弱环节改善与能力提升", "示例县教育和体育局", "示例县第二小学等6所学校", 2023, weight="10", rate="87.5%", score="8.75", total="97.75", total_weight="100",
             money={"total": ("合计", None, "2400", "2100"), "central": ("中央", None, "1200", "1200"), "province": ("省级", None, "600", "600"), "city": ("市级", None, "200", "100"), "county": ("县级", None, "400", "200")},
             traps=["资金按级次横排：一行预算、一行支出", "实施期目标与年度目标并列", "评分在“自评得分”列"])
    f.indicators = [
        ind(OUT, QTY, "新建校舍面积", "≥5200㎡", "5200㎡", 10, 10), ind(OUT, QTY, "购置课桌凳", "≥1800套", "1800套", 10, 10), ind(OUT, QUA, "校舍验收合格率", "100%", "100%", 10, 10),
        ind(OUT, TIM, "开工率", "100%", "100%", 10, 10), ind(OUT, COS, "单位面积造价", "≤3200元/㎡", "3180元/㎡", 10, 10),
        ind(BEN, SOC, "新增学位", "≥900个", "810个", 15, 13.5, "一栋教学楼次年投用"), ind(BEN, SUS, "建筑使用年限", "≥50年", "50年", 15, 15),
        ind(SAT, SER, "家长满意度", "≥90%", "95%", 5, 5), ind(SAT, SER, "学生满意度", "≥90%", "94%", 5, 5),
    ]
    f.total = "97.25"
    g = Grid(11, "Sheet1")
    g.line("专项（项目）资金绩效自评表")
    g.line("（2023年度）")
    g.row(C("专项（项目）名称", 2), C(f.programme, 9))
    g.row(C("主管部门", 2), C(f.department, 4), C("实施单位", 2), C(f.implementer, 3))
    g.row(C("项目资金", 2, 3), C("级次"), f.label("total"), f.label("central"), f.label("province"), f.label("city"), f.label("county"), "分值", "执行率", "得分")
    g.row("全年预算数（万元）", f.m("total", "full"), f.m("central", "full"), f.m("province", "full"), f.m("city", "full"), f.m("county", "full"), C(Num("10", "General"), 1, 2, (f, "weight")), C("87.5%", 1, 2, (f, "rate")), C(Num("8.75", "General"), 1, 2, (f, "score")))
    g.row("全年执行数（万元）", f.m("total", "done"), f.m("central", "done"), f.m("province", "done"), f.m("city", "done"), f.m("county", "done"))
    g.row(C("总体目标", 2, 2), C("年初设定目标", 5), C("全年实际完成情况", 4))
    g.row(C("新建校舍5200平方米，购置课桌凳1800套", 5), C("全部完成", 4))
    indicators(g, f, f.indicators, [("l1", 1), ("l2", 1), ("name", 3), "target", "actual", "weight", "score", ("reason", 1)],
               head=[["一级指标", "二级指标", C("三级指标", 3), "指标值", "全年实际完成值", "分值", "自评得分", "未完成原因和改进措施"]], lead=C("绩效指标"))
    g.row(C("合计", 8), N(100, tag=(f, "total_weight")), N("97.25", tag=(f, "total")), None)
    g.row("说明", C("请在此处简要说明各级审计和财政监督中发现的问题及其所涉及的金额，如没有请填无。", 10))
    file("sn-schools-levels-wide-2023", "xlsx", g, f, "money turned: levels of government across, budget and spending down, unit in each head; ㎡ units; clean", "Shaanxi county special funds 2023")


def shanghai():
    """Shanghai: one sheet a programme, amounts in yuan, total in a sentence, an index sheet and a hidden sheet."""
    forms, grids = [], []
    index = Grid(4, "目录")
    index.line("2022年度项目绩效自评结果汇总目录")
    index.row("序号", "项目名称", "自评得分", "备注")
    data = [
        ("社区图书馆运行维护", "示例街道社区文化活动中心", ("1280000.00", "1280000.00", "1203200.00"), "94.00%", "9.40",
         [ind(OUT, QTY, "开放天数", "≥340天", "338天", 12, 11.9, "场馆检修闭馆"), ind(OUT, QTY, "新增图书", "≥3000册", "3150册", 12, 12), ind(OUT, QUA, "设备完好率", "≥98%", "98%", 12, 12),
          ind(OUT, TIM, "故障响应时间", "≤2小时", "1.5小时", 12, 12), ind(BEN, SOC, "读者人次", "≥60000人次", "57000人次", 18, 17.1, "高温闭馆两周"), ind(BEN, SUS, "长效管理制度", "健全", "健全", 12, 12, method="text", tier=1),
          ind(SAT, SER, "读者满意度", "≥85%", "91%", 12, 12)], "98.40", "优"),
        ("河道保洁", "示例街道河道管理所", ("3600000.00", "3420000.00", "3420000.00"), "100.00%", "10",
         [ind(OUT, QTY, "保洁河道长度", "＝46.8公里", "46.8公里", 20, 20), ind(OUT, QUA, "水质达标率", "≥90%", "87%", 20, 20), ind(OUT, TIM, "垃圾清捞及时率", "≥95%", "95%", 10, 10),
          ind(BEN, ENV, "劣五类断面", "＝0个", "0个", 20, 20), ind(BEN, SUS, "养护机制", "完善", "较完善", 10, 9, method="text", tier=2), ind(SAT, SER, "居民满意度", "≥85%", "85%", 10, 10)], "99", "优"),
    ]
    for k, (name, who, (a, b, c), rate, score, rows, total, grade) in enumerate(data):
        f = Form(name, "示例街道办事处", who, 2022, unit="元", weight="10", rate=rate, score=score, total=total, grade=grade,
                 money={"total": ("年度资金总额", a, b, c), "fiscal": ("其中：当年财政拨款", a, b, c), "carry_over": ("上年结转资金", "0.00", "0.00", "0.00"), "other": ("其他资金", "0.00", "0.00", "0.00")},
                 traps=["总分写在一句话里", "目录表与隐藏表", "金额单位元"])
        f.indicators = rows
        g = Grid(9, name[:6])
        g.line("财政项目支出绩效自评表")
        g.row(C("（2022年度）", 6), C("金额单位：元", 3))
        g.row("项目名称", C(name, 3), "自评时间", C("2023-03-15", 4))
        g.row("主管部门", C("示例街道办事处", 3), "实施单位", C(who, 4))
        g.row(C("项目资金\n（元）", 1, 5), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
        g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
        for s in ("fiscal", "carry_over", "other"):
            g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", rate if s == "fiscal" else "0.00%", "-")
        g.row(C("年度总体目标", 1, 2), C("预期目标", 3), C("实际完成情况", 5))
        g.row(C("保障公共服务正常运行", 3), C("运行正常", 5))
        indicators(g, f, rows, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
                   head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"))
        g.row(C(f"自评总分：{total}分", 5, 1, (f, "total")), C(f"自评等级：{grade}", 4, 1, (f, "grade")))
        forms.append(f)
        grids.append(g)
        index.row(k + 1, name, Num(total, "General"), None)
    forms[1].flaws = {"score-arithmetic": 1, "no-deviation-reason": 2}
    forms[1].may = [("qualitative-tier", (forms[1], data[1][5][4], "score"), "较完善")]
    hidden = Grid(2, "参数", hidden=True)
    hidden.row("版本", "2022.1")
    file("sh-two-sheets-index-2022", "xlsx", [index] + grids + [hidden], forms, "index sheet, two programme sheets, hidden sheet; total and grade as sentences in merged cells; = 0 target; 87 of 90 with full points and no reason", "Shanghai sub-district 2022")


def beijing():
    """Beijing: contact rows, sums to the cent in 万元 with six decimals, two satisfaction rows with 0.5 points."""
    f = Form("中学实验室设备购置", "示例区教育委员会", "示例区实验中学", 2021, weight="10", rate="98.761%", score="9.88", total="99.38", total_weight="100.0",
             money={"total": ("年度资金总额", "386.900000", "386.900000", "382.107500"), "fiscal": ("其中：当年财政拨款", "386.900000", "386.900000", "382.107500"), "carry_over": ("上年结转资金", "0.000000", "0.000000", "0.000000"), "other": ("其他资金", "0.000000", "0.000000", "0.000000")},
             traps=["六位小数的万元", "半分的权重", "表头带（A）（B）与换行", "总分写100.0"])
    f.indicators = [
        ind(OUT, QTY, "购置实验台", "≥96套", "96套", "12.5", "12.5"), ind(OUT, QTY, "建设实验室", "=4间", "4间", "12.5", "12.5"), ind(OUT, QUA, "设备验收合格率", "=100%", "100%", "12.5", "12.5"),
        ind(OUT, TIM, "设备采购完成时间", "≤8月", "7月", "7.5", "7.5"), ind(OUT, COS, "预算控制数", "≤386.9万元", "382.1075万元", "5.0", "5.0"),
        ind(BEN, SOC, "实验课开出率", "≥95%", "95%", "15.0", "15.0"), ind(BEN, SUS, "设备使用年限", "≥8年", "8年", "15.0", "15.0"),
        ind(SAT, SER, "教师满意度", "≥90%", "95%", "4.5", "4.5"), ind(SAT, SER, "学生满意度", "≥90%", "82%", "5.5", "5.0", "实验课时偏少"),
    ]
    f.total = "99.38"
    g = Grid(10)
    g.row(C("项目名称", 3), C(f.programme, 7))
    g.row(C("主管部门", 3), C(f.department, 3), C("实施单位"), C(f.implementer, 3))
    g.row(C("项目负责人", 3), C("——", 3), C("联系电话"), C("——", 3))
    g.row(C("项目资金（万元）", 3, 5), C(None), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total"), f.m("total", "initial", number=False), f.m("total", "full", number=False), f.m("total", "done", number=False), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "carry_over", "other"):
        g.row(f.label(s), f.m(s, "initial", number=False), f.m(s, "full", number=False), f.m(s, "done", number=False), "—", "—", "—")
    g.row(C("年度总体目标", 3, 2), C("预期目标", 3), C("实际完成情况", 4))
    g.row(C("建成4间实验室，购置实验台96套", 3), C("4间实验室已建成", 4))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "target", "actual", "weight", "score", "reason"], numbers=False,
               head=[["一级指标", "二级指标", C("三级指标", 2), "年度指标值\n（A）", "实际完成值\n（B）", "分值", "得分", "偏差原因分析及\n改进措施"]], lead=C("绩\n效\n指\n标"))
    g.row(C("总分", 7), C("100.0", tag=(f, "total_weight")), C("99.38", tag=(f, "total")), C(None))
    file("bj-laboratory-2021", "docx", ["附件：", ("h", "项目支出绩效自评表"), "（2021年度）", g], f, "万元 with six decimals, points with halves, execution rate with three decimals, month as a ceiling (≤8月), everything text; clean", "Beijing district school 2021")


def guangxi():
    """Guangxi: deductions and reviewed points beside the stated ones; deviation as a percent column."""
    f = Form("农村公路桥梁危桥改造", "示例县交通运输局", "示例县公路发展中心", 2022, weight="10", rate="81.25", score="8.13", total="89.13", total_weight="100", grade="良",
             money={"total": ("年度资金总额", "640", "640", "520"), "fiscal": ("其中：财政拨款", "640", "640", "520"), "other": ("其他资金", "0", "0", "0")},
             traps=["扣分、得分、复核得分三列", "偏差度列", "执行率不带百分号"])
    f.indicators = [
        ind(OUT, QTY, "改造危桥数量", "≥8座", "7座", 20, 17.5, "一座桥梁征地未完成", more={"dev": Pct("-0.125", 1), "cut": "2.5", "rev": "17.5"}),
        ind(OUT, QUA, "桥梁荷载达标率", "=100%", "100%", 10, 10, more={"dev": Pct("0", 1), "cut": "0", "rev": "10"}),
        ind(OUT, TIM, "按期完工率", "≥90%", "87.5%", 10, 9.72, "同上", more={"dev": Pct("-0.028", 1), "cut": "0.28", "rev": "8"}),
        ind(OUT, COS, "单桥平均造价", "≤80万元", "74.29万元", 10, 10, more={"dev": Pct("-0.071", 1), "cut": "0", "rev": "10"}),
        ind(BEN, ECO, "缩短绕行里程", "≥60公里", "81公里", 10, 10, "设计时估计偏低", more={"dev": Pct("0.35", 1), "cut": "0", "rev": "9"}),
        ind(BEN, SOC, "受益群众", "≥1.2万人", "1.05万人", 10, 8.75, "一座桥未完", more={"dev": Pct("-0.125", 1), "cut": "1.25", "rev": "8.75"}),
        ind(BEN, SUS, "桥梁管养制度", "落实", "部分落实", 10, 6, "管养员未到位", method="text", tier=2, more={"dev": None, "cut": "4", "rev": "6"}),
        ind(SAT, SER, "沿线群众满意度", "≥90%", "90.6%", 10, 10, more={"dev": Pct("0.007", 1), "cut": "0", "rev": "10"}),
    ]
    f.total = "90.10"
    f.grade = "优"
    g = Grid(13, "自评复核")
    g.line("2022年度项目支出绩效自评表（复核）")
    g.row(C("项目名称", 2), C(f.programme, 11))
    g.row(C("主管部门", 2), C(f.department, 5), C("实施单位", 2), C(f.implementer, 4))
    g.row(C("预算执行情况（万元）", 2, 4), C("项目", 2), C("年初预算数", 1), C("全年预算数", 2), C("全年执行数", 2), "分值", "执行率（%）", "得分", "复核得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full", 2), f.m("total", "done", 2), f.x("weight"), N("81.25", tag=(f, "rate")), f.x("score"), N("8.13"))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full", 2), f.m(s, "done", 2), "/", "/", "/", "/")
    g.row(C("年度总体目标", 2), C("改造危桥8座", 5), C("实际完成情况", 2), C("完成7座", 4))
    indicators(g, f, f.indicators, [("l1", 2), "l2", ("name", 2), "target", "actual", "dev", "weight", "cut", "score", "rev", "reason"],
               head=[[C("一级指标", 2), "二级指标", C("三级指标", 2), "指标值", "实际完成值", "偏差度", "分值", "扣分", "自评得分", "复核得分", "扣分原因及整改措施"]])
    g.row(C("总分", 8), N(100, tag=(f, "total_weight")), C("9.9"), N("90.10", tag=(f, "total")), N("87.38"), None)
    g.row(C("自评结果等级", 8), C("优", 5, 1, (f, "grade")))
    file("x-gx-deductions-review-2022", "xlsx", g, f, "扣分, 自评得分 and 复核得分 side by side (only the stated ones count), deviation column in percent, rate without a sign; clean", "Guangxi county with review columns 2022")


def heilongjiang():
    """Heilongjiang: csv in UTF-8 with a byte order mark, semicolons inside cells, blanks for merges, 元."""
    f = Form("粮库智能化升级改造", "示例市发展和改革委员会", "示例粮库", 2020, unit="元", weight="10", rate="100", score="10", total="95", total_weight="100",
             money={"total": ("年度资金总额", "2,150,000.00", "2,150,000.00", "2,150,000.00"), "fiscal": ("其中：当年财政拨款", "1,500,000.00", "1,500,000.00", "1,500,000.00"), "carry_over": ("上年结转资金", "0", "0", "0"), "other": ("其他资金", "650,000.00", "650,000.00", "650,000.00")},
             flaws={"no-deviation-reason": 1, "score-arithmetic": 1}, traps=["千分位逗号（引号内）", "UTF-8带BOM", "执行率写100", "合并格为空"])
    f.money = {k: (v[0], *[x.replace(",", "") for x in v[1:]]) for k, v in f.money.items()}
    f.indicators = [
        ind(OUT, QTY, "改造仓房", "12栋", "12栋", 20, 20), ind(OUT, QUA, "系统验收合格率", "100%", "100%", 10, 10), ind(OUT, TIM, "完工时间", "2020年11月底前", "2020年11月25日", 10, 10, method="date", rule="10.00"),
        ind(OUT, COS, "单仓改造成本", "≤18万元", "17.9万元", 10, 10), ind(BEN, ECO, "节约保管费用", "≥30万元", "25万元", 10, 10), ind(BEN, SOC, "粮情远程监测覆盖率", "100%", "100%", 10, 10), ind(BEN, ENV, "熏蒸用药减少", "≥30%", "30%", 10, 10),
        ind(SAT, SER, "保管人员满意度", "≥95%", "95%", 10, 5, "未开展书面调查"),
    ]
    thousands = lambda s, c: C(f"{Decimal(f.money[s][c]):,.2f}", 1, 1, (f, "fund", s, ("label", "initial", "full", "done")[c]))
    g = Grid(9)
    g.line("项目支出绩效自评表（2020年度）")
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 4))
    g.row("项目资金（元）", C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率（%）", "得分")
    g.row(None, f.label("total", 2), thousands("total", 1), thousands("total", 2), thousands("total", 3), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "carry_over", "other"):
        g.row(None, f.label(s, 2), thousands(s, 1), thousands(s, 2), thousands(s, 3), "-", "-", "-")
    g.row("年度总体目标", C("预期目标", 4), C("实际完成情况", 4))
    g.row(None, C("改造12栋仓房；建成远程监测系统", 4), C("已建成；运行正常", 4))
    indicators(g, f, f.indicators, [("blank", 1), "l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
               head=[["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], down1="blank", down2="blank")
    g.row("总分", C(None, 5), N(100, tag=(f, "total_weight")), N(95, tag=(f, "total")), None)
    file("hl-granary-2020", "csv", g, f, "csv in UTF-8 with BOM, thousands separators, merged cells as blanks, rate 100 under （%）; 25 of 30 with full points and no reason", "Heilongjiang city template 2020", encoding="utf-8-sig")


def zhejiang():
    """Zhejiang: completion rates and light columns, no points anywhere; result in a sentence."""
    f = Form("未来乡村数字服务站建设", "示例县农业农村局", "示例镇人民政府", 2023, rate="95.8%", money={"total": ("资金总额", "120", "120", "114.96"), "fiscal": ("财政资金", "120", "120", "114.96")},
             traps=["没有分值和得分", "完成率列", "结论写在表后"], grade=None)
    f.indicators = [
        ind(OUT, QTY, "建成服务站", "≥6个", "6个", None, None, more={"rate": "100%"}), ind(OUT, QUA, "设备在线率", "≥95%", "93%", None, None, "两处网络中断", more={"rate": "97.9%"}),
        ind(OUT, TIM, "建成时间", "2023年10月底前", "2023年10月28日", None, None, method="date", more={"rate": "100%"}), ind(BEN, SOC, "办理事项", "≥4000件", "5120件", None, None, more={"rate": "128%"}),
        ind(SAT, SER, "村民满意度", "≥90%", "96.2%", None, None, more={"rate": "106.9%"}),
    ]
    g = Grid(8)
    g.row("项目名称", C(f.programme, 3), "所属年度", C("2023", 3))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 3))
    g.row(C("资金（万元）", 1, 3), "资金来源", C("年初预算", 2), "调整后预算", C("实际支出", 2), "执行率")
    g.row(f.label("total"), f.m("total", "initial", 2), f.m("total", "full"), f.m("total", "done", 2), f.x("rate"))
    g.row(f.label("fiscal"), f.m("fiscal", "initial", 2), f.m("fiscal", "full"), f.m("fiscal", "done", 2), "95.8%")
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "rate", ("reason", 2)], head=[["一级指标", "二级指标", "三级指标", "绩效目标值", "实际完成值", "完成率", C("未完成原因及改进措施", 2)]])
    g.row("自评结论", C("基本完成预期目标", 7))
    file("zj-service-stations-no-points-2023", "html", [("h", "示例县项目支出绩效自评公开"), "项目支出绩效自评表", g, "（此件公开）"], f, "no points at all, completion rates, rate of execution without points; clean", "Zhejiang county disclosure 2023", title="绩效自评公开")


def hengshan():
    """Hunan county fund: no points, levels written with spaces between the characters, A and B."""
    f = Form("县级储备粮", "示例县商务和粮食局", "粮食调控储备股", 2020, kind="transfer-self-evaluation", rate="100%",
             money={"total": ("年度资金总额", None, "194.9", "194.9"), "appropriation-lower": ("其中：中央、省、市补助", None, None, None), "county": ("县级资金", None, "194.9", "194.9"), "other": ("其他资金", None, None, None)},
             traps=["产 出 指 标 字间空格", "没有分值", "0起", "表在两页断开，层级重复"])
    f.indicators = [
        ind(OUT, QTY, "储备到位率", "100%", "100%"), ind(OUT, QTY, "库存数量真实率", "100%", "100%"), ind(OUT, QUA, "储备粮管理制度执行率", "100%", "100%"), ind(OUT, QUA, "储备粮管理专户管理率", "100%", "100%"),
        ind(OUT, QUA, "库存粮食变质比例", "0", "0"), ind(OUT, TIM, "贷款付息及时率", "100%", "100%"), ind(OUT, TIM, "应急保障率", "100%", "100%"), ind(OUT, COS, "收购价格执行率", "100%", "100%"),
        ind(BEN, ECO, "利息费用保障率", "100%", "100%"), ind(BEN, ECO, "轮换亏损补贴保障率", "100%", "无", None, None, "没有轮换", method="number", done=None),
        ind(BEN, ENV, "低温储粮保粮率", "100%", "100%"), ind(BEN, SUS, "储备设施维护及安全性", "高", "高", method="text"), ind(SAT, SER, "粮食安全事件发生数", "0起", "0起"), ind(SAT, SER, "市民满意度", "≥90%", "100%"),
    ]
    g = Grid(8)
    g.row(C("专项资金名称", 2), C(f.programme, 3), "负责人及电话", C(None, 2))
    g.row(C("县级主管部门", 2), C(f.department, 3), "实施单位", C(f.implementer, 2))
    g.row(C("项目资金\n（万元）", 2, 5), C(None, 2), C("全年预算数（A）"), C("全年执行数（B）", 2), "执行率（B/A）")
    g.row(f.label("total", 2), f.m("total", "full"), f.m("total", "done", 2), f.x("rate"))
    g.row(f.label("appropriation-lower", 2), f.m("appropriation-lower", "full"), f.m("appropriation-lower", "done", 2), None)
    g.row(f.label("county", 2), f.m("county", "full"), f.m("county", "done", 2), "100%")
    g.row(f.label("other", 2), f.m("other", "full"), f.m("other", "done", 2), None)
    g.row(C("年度\n总体\n目标", 1, 2), C("年初设定目标", 4), C("全年实际完成情况", 3))
    g.row(C("保持和稳定地方粮食储备", 4), C("储备规模达标", 3))
    levels = {OUT: "产 出 指 标", BEN: "效 益 指 标", SAT: "满意 度 指 标", QTY: "数量 指标", QUA: "质量 指标", TIM: "时效 指标", COS: "成本 指标", ECO: "经济 效益 指标", ENV: "生态 效益 指标", SUS: "可持 续影 响指标", SER: "服务 对象 满意 度指 标"}
    first, second = f.indicators[:10], f.indicators[10:]
    indicators(g, f, first, ["l1", "l2", ("name", 2), "target", "actual", "reason"], head=[["一级 指标", "二级 指标", C("三级指标", 2), "年度指标 值", "全年 完成值", "未完成原因和 改进措施"]], lead=C("绩 效 指 标"), levels=levels)
    indicators(g, f, second, ["l1", "l2", ("name", 2), "target", "actual", "reason"], lead=C("绩效 指标"), levels=levels)
    g.row("说明", C("无", 7))
    g.line("注：1、其他资金包括和中央、省、市补助、地方财政资金共同投入到同一项目的自有资金、社会资金，以及以前年度的结转结余资金等。2、定量指标，资金使用单位填写本地区实际完成数。")
    f.money.pop("appropriation-lower")
    file("hn-grain-reserve-no-points-2020", "docx", ["2020年度县级专项资金绩效目标自评表", g], f, "no points, spaces inside level names, block broken over two pages with its lead repeated, 0起, 无 as actual; clean", "Hunan, Hengshan county 2020")


def henan():
    """Henan: sub-scores printed in the level-2 column, weights for level 2, an html file called .xls."""
    f = Form("社区养老服务站运营补贴", "示例区民政局", "示例街道办事处", 2022, weight="10", rate="90%", score="9", total="97", total_weight="100",
             money={"total": ("年度资金总额", "50", "50", "45"), "fiscal": ("其中：财政拨款", "50", "50", "45"), "other": ("其他资金", "0", "0", "0")},
             flaws={"score-arithmetic": 2, "no-deviation-reason": 2}, traps=["扩展名xls而内容是HTML", "二级指标带分值", "取整得分"])
    f.indicators = [
        ind(OUT, QTY, "补贴站点数", "≥9个", "9个", 10, 10), ind(OUT, QTY, "服务老人人次", "≥15000人次", "14200人次", 10, 9), ind(OUT, QUA, "服务考核合格率", "≥95%", "96%", 10, 10), ind(OUT, TIM, "补贴拨付及时率", "100%", "100%", 10, 10), ind(OUT, COS, "单站补贴标准", "5万元", "5万元", 10, 10),
        ind(BEN, SOC, "老人助餐覆盖率", "≥60%", "57%", 15, 15), ind(BEN, SUS, "志愿者队伍人数", "≥80人", "92人", 15, 15), ind(SAT, SER, "老人及家属满意度", "≥90%", "90%", 10, 9, "自评从严"),
    ]
    g = Grid(9, "Sheet1")
    g.line("项目支出绩效自评表")
    g.line("（2022年度）")
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 4))
    g.row(C("项目资金（万元）", 1, 4), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", "-", "-")
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("补贴9个站点", 4), C("补贴9个站点", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
               head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"),
               levels={OUT: "产出指标（50）", BEN: "效益指标（30）", SAT: "满意度指标（10）", QTY: "数量指标（20）", QUA: "质量指标（10）", TIM: "时效指标（10）", COS: "成本指标（10）"})
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N(97, tag=(f, "total")), None)
    file("ha-elderly-stations-2022", "xls", g, f, "HTML saved as .xls, level-2 points （20） without 分; 9 for 9.47 and 15 for 14.25 without reasons", "Henan district 2022", as_html=True, title="项目支出绩效自评表")


for build in (shaanxi, shanghai, beijing, guangxi, heilongjiang, zhejiang, hengshan, henan):
    build()
