"""The national self-evaluation form (财预〔2020〕10号) as provinces and counties really print it."""
import datetime

from corpus import file
from grid import C, Day, Grid, N
from layout import indicators
from truth import Form, hole, ind

OUT, BEN, SAT = "产出指标", "效益指标", "满意度指标"
QTY, QUA, TIM, COS = "数量指标", "质量指标", "时效指标", "成本指标"
ECO, SOC, ENV, SUS, SER = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标"


def tianchang():
    """Anhui: A, B and B/A in the heads, points in tall level cells, numbered names, template rows left over."""
    f = Form("水旱灾害防御经费", "某市水利局", "某市水利局", 2022, weight="10", rate="98.18%", score="9.82", total="99.82", total_weight="100",
             money={"total": ("年度资金总额：", "880", "880", "864"), "fiscal": ("其中：本年财政拨款", "880", "880", "864"),
                    "carry_over": ("上年结转资金", None, None, None), "other": ("其他资金", None, None, None)},
             traps=["层级单元格竖排带分值", "指标1：前缀", "指标2：与……占位行", "项目一级标题只印分值"])
    f.indicators = [
        ind(OUT, QTY, "完成中型灌区节水改造项目数量", "1个", "1个", 10, 10, prefix="指标1："),
        ind(OUT, QTY, "农业水价综合改革面积", "≥2.6万亩", "2.6万亩", 10, 10, prefix="指标2："),
        hole(OUT, QTY),
        ind(OUT, QUA, "工程质量合格率", "100%", "100%", 10, 10, prefix="指标1："),
        hole(OUT, QUA, "指标2："), hole(OUT, QUA),
        ind(OUT, TIM, "年度资金支付完成率", "≥98%", "98.18%", 10, 10, prefix="指标1："),
        hole(OUT, TIM, "指标2："), hole(OUT, TIM),
        ind(OUT, COS, "资金控制额", "≤880万元", "864万元", 10, 10, prefix="指标1："),
        hole(OUT, COS, "指标2："), hole(OUT, COS),
        ind(BEN, ECO, "减少洪涝经济损失", "≥300万元", "312万元", 10, 10, prefix="指标1："),
        hole(BEN, ECO, "指标2："), hole(BEN, ECO),
        ind(BEN, SOC, "保护人口数", "≥3.2万人", "3.2万人", 10, 10, prefix="指标1："),
        hole(BEN, SOC, "指标2："), hole(BEN, SOC),
        hole(BEN, ENV, "指标1：/", weight="/", score="/"), hole(BEN, ENV, "指标2："), hole(BEN, ENV),
        ind(BEN, SUS, "工程良性运行年限", "≥5年", "5年", 10, 10, prefix="指标1："),
        hole(BEN, SUS, "指标2："), hole(BEN, SUS),
        ind(SAT, SER, "受益群众满意度", "≥90%", "96%", 10, 10, prefix="指标1："),
        hole(SAT, SER, "指标2："), hole(SAT, SER),
    ]
    g = Grid(9)
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 3), C("实施单位"), C(f.implementer, 4))
    g.row(C("项目资金\n（万元）", 1, 5), C(None, 2), "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "carry_over", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", None, "-")
    g.row(C("年度总体\n目标完成\n情况", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("完成中型灌区节水改造和农业水价综合改革，汛期安全。", 4), C("灌区改造1个，改革面积2.6万亩。", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
               head=[["一级\n指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]],
               lead=C("年度绩效指标完成情况"), levels={OUT: "产\n出\n指\n标\n（50分）", BEN: "效\n益\n指\n标\n（30分）", SAT: "满意度指标\n（10分）"})
    g.row(C("总分", 5), f.x("total_weight", text="100"), N(99.82, tag=(f, "total")), C(None, 2))
    g.line("注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。如有特殊情况，上述权重可作适当调整，但总分应为100分。")
    file("ah-irrigation-2022", "docx", ["某市水利局项目支出绩效自评", "项目支出绩效自评表", "（2022年度）", g], f,
         "（A）（B）（B/A） heads, tall level cells with points, 指标1： prefixes, 14 template rows, “/” row, note row; clean", "Anhui, Tianchang water bureau 2022")


tianchang()


def zhongjiang():
    """A Sichuan county: points before targets, signs in the actuals, weights of 110."""
    f = Form("小型水库水标尺制作安装项目", "示例县水利局", "示例县水利局", 2022, weight="10", rate="100.00%", score="10", total="100", total_weight="100",
             money={"total": ("年度资金总额：", None, "20", "20"), "fiscal": ("其中：本年财政拨款", None, "20", "20"), "other": ("其他资金", None, None, None)},
             flaws={"weights-not-100": 1, "total-mismatch": 1}, traps=["分值列在指标值之前", "完成值也写≥", "执行率10分没有并入总分：权重合计110"])
    f.indicators = [
        ind(OUT, QTY, "安装坡面水标尺", "≥266米", "≥266米", 10, 10), ind(OUT, QTY, "水标尺宽度", "≥50厘米", "≥50厘米", 10, 10),
        ind(OUT, QUA, "项目（工程）验收合格率", "100%", "100%", 20, 20),
        ind(OUT, TIM, "及时（按期）开工率", "≥90%", "≥90%", 10, 10), ind(OUT, TIM, "及时（按期）完工率", "≥90%", "≥90%", 10, 10),
        ind(OUT, COS, "项目计划总投资", "20万元", "20万元", 10, 10),
        hole(BEN, ECO, None),
        ind(BEN, SOC, "受益脱贫（含监测对象）户人口数", "≥1000人", "≥1000人", 10, 10),
        ind(BEN, SOC, "群众生产生活条件改善状况", "显著提升", "显著提升", 10, 10, method="text", tier=1),
        ind(SAT, SER, "受益脱贫（含监测对象）户满意度", "≥95%", "≥95%", 10, 10), hole(SAT, "……", None),
    ]
    g = Grid(10)
    g.line("绩效目标自评表")
    g.line("（2022年度）")
    g.row(C("项目名称", 2), C(f.programme, 4), C("项目负责人及电话", 2), C(None, 2))
    g.row(C("主管部门", 2), C(f.department, 4), C("实施单位", 2), C(f.implementer, 2))
    g.row(C("资金情况（万元）", 2, 4), C(None, 2), C("全年预算数（A）", 2), "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    g.row(f.label("total", 2), f.m("total", "full", 2), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    g.row(f.label("fiscal", 2), f.m("fiscal", "full", 2), f.m("fiscal", "done"), C(None, 3))
    g.row(f.label("other", 2), f.m("other", "full", 2), f.m("other", "done"), C(None, 3))
    g.row(C("年度总体目标", 1, 2), C("年初设定目标", 5), C("年度总体目标完成情况综述", 4))
    g.row(C("为项目区农业用水计量", 5), C("为项目区农业用水计量，水标尺全部安装", 4))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "weight", "target", "actual", "score", "reason"],
               head=[["一级指标", "二级指标", C("三级指标", 2), "分值", "年度指标值", "全年实际值", "得分", "未完成原因及拟采取的改进措施"]],
               lead=C("绩效指标"), levels={OUT: "产出指标（70分）", BEN: "效益指标（20分）", SAT: "满意度指标（10分）"})
    g.row(C("总分", 5), f.x("total_weight", text="100"), C(None, 2), N(100, tag=(f, "total")), C(None, 1))
    g.line("注：1.一级指标分值统一设置为：产出指标50分、效益指标30分、满意度指标10分、预算资金执行率10分。 2.定量指标若为正向指标，则得分计算方法应用全年实际值（B）/年度指标值（A）*该指标分值。")
    file("sc-county-gauge-2022", "html", [("h", "2022年财政衔接资金实施项目绩效自评表"), "现已完成2022年衔接资金实施项目绩效目标自评，公告如下。", g, "示例县水利局", "2022年12月30日"], f,
         "points before targets, signs in actuals, level points 70/20/10, execution points outside the printed 100: weights 110, total 100", "Sichuan, Zhongjiang county rural funds 2022",
         title="绩效自评表", wrap='<div id="nav"><ul><li>首页</li><li>公示公告</li></ul></div><table width="100%"><tr><td><div class="article">%s</div></td></tr></table>')


zhongjiang()


def langfang():
    """Hebei school: line breaks in every head, 指标1 without colon, rate cut to whole percent, template rows blank."""
    f = Form("教学楼采暖管网改造经费", "某市教育局", "示例市第三中学", 2019, weight="10", rate="93%", score="9", total="99", total_weight="100",
             money={"total": ("年度资金总额", "58.5", "58.5", "54.61"), "fiscal": ("其中：当年财政拨款", "58.5", "58.5", "54.61"),
                    "carry_over": ("      上年结转资金", None, None, None), "other": ("  其他资金", None, None, None)},
             flaws={"execution-score": 1}, allow=("execution-rate",), traps=["表头字间换行", "指标1无冒号", "执行率取整后打9分", "0填在原因栏"])
    zero = {"reason": "0"}
    f.indicators = [
        ind(OUT, QTY, "改造管网长度", "1.2千米", "1.2千米", 10, 10, prefix="指标1"), hole(OUT, QTY, "指标2"), hole(OUT, QTY),
        ind(OUT, QUA, "工程完工率", "100", "100", 10, 10, prefix="指标1"), ind(OUT, QUA, "工程验收合格率", "100", "100", 10, 10, prefix="指标2"), hole(OUT, QUA),
        ind(OUT, TIM, "项目完成及时率", "100", "100", 10, 10, prefix="指标1"), hole(OUT, TIM, "指标2"), hole(OUT, TIM),
        ind(OUT, COS, "成本控制率", "100", "100", 10, 10, prefix="指标1"), hole(OUT, COS, "指标2"), hole(OUT, COS),
        ind(BEN, ECO, "年节约燃料费", "3万元", "3万元", 10, 10, prefix="指标1", more=zero), hole(BEN, ECO, "指标2"), hole(BEN, ECO),
        ind(BEN, SOC, "受益师生人数", "1450", "1450", 10, 10, prefix="指标1", more=zero), hole(BEN, SOC, "指标2"), hole(BEN, SOC),
        hole(BEN, ENV, "指标1"), hole(BEN, ENV, "指标2"),
        ind(BEN, SUS, "设施使用年限", "10", "10", 10, 10, prefix="指标1"), hole(BEN, SUS, "指标2"),
        ind(SAT, SER, "学生满意度", "100", "100", 10, 10, prefix="指标1", more=zero), hole(SAT, SER, "指标2"),
    ]
    g = Grid(9)
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 4), "实施单位", C(f.implementer, 3))
    g.row(C("项目资金\n（万元）", 1, 5), C(None, 2), "年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "carry_over", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), None, None, None)
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("58.5", 4), C("54.61", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"],
               head=[["一级指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分", "偏差原因分析及改进措施"]],
               lead=C("绩\n效\n指\n标"), levels={ECO: "经济效益\n指标", SOC: "社会效益\n指标", ENV: "生态效益\n指标", SUS: "可持续影响\n指标", SAT: "满意度\n指标"})
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N(99, tag=(f, "total")), C(None, 1))
    file("he-school-heating-2019", "docx", ["附件1", "项目支出绩效自评表", "（2019年度）", g], f,
         "header words broken over lines, 指标1 without colon, goals are bare amounts, zeros as reasons; rate 93.35 % shown as 93 %, 9 points", "Hebei, Langfang school 2019")


langfang()


def lijiang():
    """Yunnan: sign, value and unit in three columns under one merged head; every met target lowered without a word."""
    f = Form("2020年农村饮水工程维修养护补助经费支出绩效自评表", "某市水务局", "某市某区水务局", 2020, weight="10.00", rate="100%", score="10.00", total="94.00", total_weight="100",
             money={"total": ("年度资金总额", "7.29", "7.29", "7.29"), "fiscal": ("其中：当年财政拨款", "7.29", "7.29", "7.29"),
                    "carry_over": ("　　　上年结转资金", None, None, None), "other": ("　　　其他资金", None, None, None)},
             flaws={"score-arithmetic": 4, "no-deviation-reason": 4}, traps=["﹦（小等号）", "万元表中指标以元计", "分值写作10.00", "达标却各扣一至三分"])
    f.indicators = [
        ind(OUT, QTY, "维修养护补助经费", "﹦72890元", "72890", "10.00", "9.00", more={"sign": "﹦"}),
        ind(OUT, QUA, "项目验收合格率", "﹦100%", "100", "20", "19", more={"sign": "﹦"}),
        ind(OUT, TIM, "项目完成及时率", "﹦100%", "100", "20.00", "19.00", more={"sign": "﹦"}),
        ind(BEN, SOC, "供水保证率", "≥95%", "95", "30.00", "27.00"),
        ind(SAT, SER, "用水户满意度", "≥95%", "95", "10.00", "10.00"),
    ]
    g = Grid(11)
    g.line("2020年度项目支出绩效自评表")
    g.row("项目名称", C(f.programme, 10))
    g.row("主管部门", C(f.department, 4), "实施单位", C(f.implementer, 5))
    g.row(C("项目资金 （万元）", 1, 5), C(None, 4), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 4), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight", text="10.00"), f.x("rate"), f.x("score", text="10.00"))
    g.row(f.label("fiscal", 4), f.m("fiscal", "initial"), f.m("fiscal", "full"), f.m("fiscal", "done"), None, "100%", None)
    for s in ("carry_over", "other"):
        g.row(f.label(s, 4), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), None, None, None)
    g.row(C("年度 总体 目标", 1, 2), C("预期目标", 5), C("实际完成情况", 5))
    g.row(C("农村饮水工程维修养护", 5), C("农村饮水工程维修养护", 5))
    g.row(C("绩效指标", 4), C("年度指标值", 3), C("实际完成值", 1, 2), C("分值", 1, 2), C("得分", 1, 2), C("偏差原因分析及改进措施", 1, 2))
    g.row("一级 指标", C("二级指标", 2), "三级指标", "指标性质", "指标值", "度量单位")
    indicators(g, f, f.indicators, ["l1", ("l2", 2), "name", "sign", "value", "unit", "actual", "weight", "score", "reason"])
    g.row(C("其他需要说明事项", 3), C(None, 8))
    g.row(C("总分", 8), C("100", tag=(f, "total_weight")), C("94.00", tag=(f, "total")), None)
    file("yn-water-upkeep-2020", "html", [g], f, "small equals sign ﹦, three-column target under a merged head, programme field repeats the form's title; met targets lowered without reason", "Yunnan, Lijiang 2020", title="绩效自评", wrap="<div>%s</div>")


lijiang()


def fujian_tables():
    """Three programmes on three sheets of one old workbook, one of them empty, with 1904 dates and hidden rows."""
    def sheet(f, title, rows, empty=False):
        g = Grid(11, title)
        g.line(f"{f.year}年度项目支出绩效自评表")
        g.row(C(f"部门：{f.department}", 6), C("公开15表", 3), C("金额单位：元", 2))
        g.row("项目名称", C(f.programme, 10))
        g.row("主管部门", C(f.department, 4), "实施单位", C(f.implementer, 5))
        g.row(C("项目资金\n（元）", 1, 5), C(None, 4), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
        g.row(f.label("total", 4), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
        for s in ("fiscal", "carry_over", "other"):
            g.row(f.label(s, 4), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "—", "—", "—")
        g.row(C("年度总体目标", 1, 2), C("预期目标", 5), C("实际完成情况", 5))
        g.row(C("按计划完成", 5), C("已按计划完成", 5))
        g.row(C("绩效指标", 4), C("年度指标值", 3), C("实际完成值", 1, 2), C("分值", 1, 2), C("得分", 1, 2), C("偏差原因分析及改进措施", 1, 2))
        g.row("一级指标", "二级指标", C("三级指标", 2), "指标性质", "指标值", "度量单位")
        indicators(g, f, rows, ["l1", "l2", ("name", 2), "sign", "value", "unit", "actual", "weight", "score", "reason"])
        g.row(C("其他需要说明事项", 2), C("无", 9))
        g.row(C("总分", 8), f.x("total_weight", text="100") if f.total_weight else C(None), f.x("total"), f.x("grade"))
        return g
    a = Form("乡镇卫生院能力提升经费", "示例县卫生健康局", "示例镇中心卫生院", 2023, unit="元", weight="10", rate="99.37%", score="9.94", total="99.94", total_weight="100", grade="优",
             money={"total": ("年度资金总额", "1250000.00", "1180350.50", "1172914.29"), "fiscal": ("其中：当年财政拨款", "1000000.00", "930350.50", "922914.29"),
                    "carry_over": ("上年结转资金", "250000.00", "250000.00", "250000.00"), "other": ("其他资金", "0.00", "0.00", "0.00")},
             traps=["三个项目各占一张工作表", "1904日期系统", "隐藏行"])
    a.indicators = [
        ind(OUT, QTY, "购置设备数", "≥12台", "12", 10, 10), ind(OUT, QTY, "培训医务人员", "≥30人次", "34", 10, 10),
        ind(OUT, QUA, "设备验收合格率", "=100%", "100", 10, 10),
        ind(OUT, TIM, "设备安装完成时间", "2023年11月底前", Day(datetime.date(2023, 11, 17)), 10, 10, method="date", rule="10.00", done="2023/11/17",
            more={"sign": "≤", "value": "2023年11月底前", "unit": None}),
        ind(OUT, COS, "设备购置均价", "≤8.5万元", "8.32", 10, 10),
        ind(BEN, SOC, "年门诊人次增长率", "≥5%", "6.1", 15, 15), ind(BEN, SUS, "设备正常使用年限", "≥6年", "6", 15, 15),
        ind(SAT, SER, "就诊患者满意度", "≥90%", "92.4", 10, 10),
    ]
    b = Form("村卫生室基本药物补助", "示例县卫生健康局", "示例镇中心卫生院", 2023, unit="元", weight="10", rate="100%", score="10", total="98", total_weight="100", grade="良",
             money={"total": ("年度资金总额", "96000.00", "96000.00", "96000.00"), "fiscal": ("其中：当年财政拨款", "96000.00", "96000.00", "96000.00"),
                    "carry_over": ("上年结转资金", "—", "—", "—"), "other": ("其他资金", "—", "—", "—")},
             flaws={"no-deviation-reason": 1, "grade-mismatch": 1}, traps=["98分评为良", "未达标按比例给8分，无原因"])
    for key in ("carry_over", "other"):
        b.money[key] = (b.money[key][0], None, None, None)
    b.indicators = [
        ind(OUT, QTY, "补助村卫生室个数", "=16个", "16", 20, 20), ind(OUT, QUA, "药物补助发放准确率", "≥100%", "100", 20, 20),
        ind(OUT, TIM, "补助资金拨付及时率", "≥95%", "95", 20, 20), ind(BEN, SOC, "村民用药负担减轻", "减轻", "减轻", 20, 20, method="text", tier=1, more={"sign": "定性", "value": "减轻"}),
        ind(SAT, SER, "村医满意度", "≥95%", "76", 10, 8),
    ]
    c = Form(None, "示例县卫生健康局", None, 2023, unit="元", money={"total": ("年度资金总额", None, None, None), "fiscal": ("其中：当年财政拨款", None, None, None),
             "carry_over": ("上年结转资金", None, None, None), "other": ("其他资金", None, None, None)})
    gc = sheet(c, "项目3", [hole(OUT, QTY, None), hole(OUT, QUA, None), hole(BEN, SOC, None), hole(SAT, SER, None)])
    ga, gb = sheet(a, "项目1", a.indicators), sheet(b, "项目2", b.indicators)
    gb.hidden_rows.add(1)
    file("yn-clinic-three-sheets-2023", "xls", [ga, gb, gc], [a, b], "three sheets of one .xls (third is an empty template), 1904 dates, hidden row, 元; grade 良 at 98; a missed target scored right but without a reason", "Yunnan 公开表 workbooks 2023", date1904=True)


fujian_tables()
