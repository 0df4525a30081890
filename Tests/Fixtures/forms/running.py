"""Forms inside running texts: money, rates and totals told in sentences, one form in several tables, headers repeated."""

from corpus import file
from grid import C, Grid, N, Num, Pct
from layout import indicators
from national import BEN, COS, ECO, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, ind


def report():
    """A report whose only table is the indicators; budget, rate, total and grade stand in the text."""
    f = Form("老旧小区雨污分流改造", "示例区住房和城乡建设局", "示例区市政工程中心", 2023, rate="96%", weight="10", score="9.6", total="98.1", grade="优",
             money={"total": ("全年预算", "1200", "1180", "1132.8")}, traps=["金额、执行率、总分、等级只在正文", "项目名称在标题", "表格只有指标"], money_in_text=True)
    f.indicators = [
        ind(OUT, QTY, "改造小区数量", "≥14个", "14个", 15, 15), ind(OUT, QTY, "新建雨水管长度", "≥21公里", "20公里", 10, 9.5, "两处管线交叉"), ind(OUT, QUA, "管道闭水试验合格率", "100%", "100%", 15, 15), ind(OUT, TIM, "汛前完工率", "≥90%", "92.9%", 10, 10),
        ind(BEN, ENV, "减少溢流口", "≥9处", "9处", 20, 20), ind(BEN, SOC, "受益居民", "≥8600户", "8600户", 10, 10), ind(SAT, SER, "居民满意度", "≥90%", "81%", 10, 9, "施工期间出行不便"),
    ]
    f.total = "98.1"
    g = Grid(8)
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]])
    blocks = [("h", "示例区老旧小区雨污分流改造项目2023年度绩效自评报告"), "一、基本情况", "（一）项目概况。项目名称：老旧小区雨污分流改造。主管部门为示例区住房和城乡建设局，由示例区市政工程中心实施。",
              "（二）预算安排和执行。项目年初预算1200万元，全年预算1180万元，全年实际支出1132.8万元，预算执行率96%，该项满分10分，自评得9.6分。", "二、绩效指标完成情况", "各项指标完成情况见下表。", g,
              "三、自评结论", "经自评，项目总得分98.1分，自评等级为“优”。", "四、存在的问题和改进措施", "施工期间对居民出行有影响，今后优化分段施工安排。"]
    file("x-report-values-in-text-2023", "docx", blocks, f, "the table holds indicators only; programme, budget, rate, execution points, total and grade stand in sentences; clean", "City self-evaluation report 2023")


def split_tables():
    """One form cut into four tables of one page: head, money, goals, indicators; the total in a paragraph."""
    f = Form("乡镇污水处理设施运行", "示例县生态环境局", "示例县污水处理中心", 2022, weight="10", rate="88.00%", score="8.8", total="96.3", total_weight="100",
             money={"total": ("年度资金总额", "650", "650", "572"), "fiscal": ("财政拨款", "500", "500", "452"), "other": ("自筹资金", "150", "150", "120")},
             flaws={"total-mismatch": 1}, traps=["一张表单拆成四个表格", "总分在表后一段话", "自筹资金"])
    f.indicators = [
        ind(OUT, QTY, "运行站点数", "17座", "17座", 15, 15), ind(OUT, QTY, "处理污水量", "≥182万吨", "175万吨", 10, 9.62, "雨季停运检修"), ind(OUT, QUA, "出水达标率", "≥95%", "96%", 15, 15), ind(OUT, TIM, "设备故障处置时间", "≤48小时", "40小时", 10, 10), ind(OUT, COS, "吨水运行成本", "≤3.2元", "3.14元", 10, 10),
        ind(BEN, ENV, "COD削减量", "≥320吨", "310吨", 20, 19.38, "水量减少"), ind(SAT, SER, "村民满意度", "≥85%", "85%", 10, 10),
    ]
    a, b, c, d = Grid(4), Grid(6), Grid(2), Grid(8)
    a.row("项目名称", f.programme, "年度", "2022年度")
    a.row("主管部门", f.department, "实施单位", f.implementer)
    b.row("资金来源（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分（10分）")
    b.row(f.label("total"), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("rate"), f.x("score"))
    b.row(f.label("fiscal"), f.m("fiscal", "initial"), f.m("fiscal", "full"), f.m("fiscal", "done"), "90.40%", "—")
    b.row(f.label("other"), f.m("other", "initial"), f.m("other", "full"), f.m("other", "done"), "80.00%", "—")
    c.row("预期目标", "实际完成情况")
    c.row("17座污水站稳定运行", "17座污水站运行正常")
    indicators(d, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "未完成原因"]], down1="blank", down2="blank")
    file("x-form-in-four-tables-2022", "html", [("h", "项目支出绩效自评表"), a, "一、资金情况", b, "二、总体目标", c, "三、绩效指标", d, "自评总分：96.3分", "填表人：      审核人："], f,
         "head, money, goals and indicators in four tables, points of the rate in the head （10分）, total in a paragraph and 1.5 too low (97.80)", "County web page 2022", title="项目支出绩效自评表")


def repeated_heads():
    """A long table whose head repeats in the middle, with page-number rows, points written 10分."""
    f = Form("基本公共卫生服务", "示例县卫生健康局", "示例县22个乡镇卫生院", 2022, weight="10", rate="97.12%", score="9.71", total="97.31", total_weight="100",
             money={"total": ("年度资金总额", "2864.00", "2864.00", "2781.45"), "central": ("其中：中央补助", "2291.20", "2291.20", "2291.20"), "province": ("省级补助", "286.40", "286.40", "286.40"), "county": ("县级配套", "286.40", "286.40", "203.85")},
             traps=["表头在中间重复", "续表字样", "分值写作“5分”", "14个产出指标"], flaws={"score-arithmetic": 1, "no-deviation-reason": 1})
    names = [("居民健康档案建档率", "≥90%", "93.2%"), ("适龄儿童国家免疫规划疫苗接种率", "≥90%", "98%"), ("新生儿访视率", "≥90%", "95%"), ("0-6岁儿童健康管理率", "≥85%", "92%"), ("孕产妇系统管理率", "≥90%", "93%"), ("老年人健康管理率", "≥62%", "58.9%"), ("高血压患者管理人数", "≥31000人", "31850人"), ("糖尿病患者管理人数", "≥9600人", "9700人")]
    f.indicators = [ind(OUT, QTY, n, t, x, 5, 5, more={"weight": "5分", "score": "5分"}) for n, t, x in names]
    f.indicators[5].score = "4.75"
    f.indicators[5].more["score"] = "4.75分"
    f.indicators[5].reason = "外出务工老人多"
    extra = [ind(OUT, QUA, "健康档案使用率", "≥60%", "61%", 5, 5), ind(OUT, QUA, "糖尿病患者规范管理率", "≥60%", "55%", 5, 5), ind(BEN, SOC, "居民健康知识知晓率", "≥85%", "85%", 15, 15), ind(BEN, SUS, "基层服务能力", "提升", "提升", 15, 14, "全科医生不足", method="text", tier=1), ind(SAT, SER, "服务对象满意度", "≥80%", "88%", 10, 10)]
    for i in extra:
        i.more.update({"weight": f"{i.weight}分", "score": f"{i.score}分"})
    f.indicators += extra
    f.total = "98.46"
    g = Grid(9)
    g.line("项目支出绩效自评表")
    g.line("（2022年度）")
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 4))
    g.row(C("项目资金（万元）", 1, 5), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight", text="10分"), f.x("rate"), f.x("score", text="9.71分"))
    for s in ("central", "province", "county"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", "-", "-")
    head = [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]]
    columns = ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"]
    indicators(g, f, f.indicators[:7], columns, head=head, lead=C("绩效指标"))
    g.line("项目支出绩效自评表（续表）")
    indicators(g, f, f.indicators[7:], columns, head=head, lead=C("绩效指标"))
    g.row(C("总分", 6), C("100分", tag=(f, "total_weight")), C("98.46分", tag=(f, "total")), None)
    file("cn-public-health-continued-2022", "docx", [g], f, "head repeated after a 续表 row, level cells begun anew, points as 5分, amounts to the cent in 万元; 55 of 60 with full points and no reason", "National form, county public health 2022")


def execution_row():
    """The execution rate as the first indicator row, with a target; money without points."""
    f = Form("乡村振兴产业路建设", "示例县交通运输局", "示例县示例镇人民政府", 2023, weight="10", rate="96.4%", score="9.64", total="97.64", total_weight="100", grade="优",
             money={"total": ("年度资金总额", "300", "250", "241"), "fiscal": ("其中：财政拨款", "300", "250", "241"), "other": ("其他资金", "0", "0", "0")},
             traps=["预算执行率作为指标行（预算执行指标）", "资金表没有分值和得分", "自评得分以文字在首行"])
    f.indicators = [
        ind("预算执行指标", "预算执行率", "预算执行率", "100%", "96.4%", 10, 9.64, placeholder=True),
        ind(OUT, QTY, "建设产业路", "≥6.2公里", "6.2公里", 20, 20), ind(OUT, QUA, "工程验收合格率", "100%", "100%", 15, 15), ind(OUT, TIM, "完工时间", "2023年11月底前", "2023年11月28日", 15, 15, method="date", rule="15.00"),
        ind(BEN, ECO, "降低运输成本", "≥12%", "9.6%", 10, 8, "果品丰收运量未达预期"), ind(BEN, SOC, "受益农户", "≥460户", "460户", 20, 20), ind(SAT, SER, "群众满意度", "≥90%", "92%", 10, 10),
    ]
    f.indicators[0].more = {"score": Num("9.64", "General"), "weight": Num("10", "General"), "actual": Pct("0.964", 1)}
    g = Grid(9, "项目自评")
    g.line("2023年度项目支出绩效自评表")
    g.row(C("项目名称", 2), C(f.programme, 4), "自评得分", C("97.64分", 2))
    g.row(C("主管部门", 2), C(f.department, 3), "实施单位", C(f.implementer, 3))
    g.row(C("资金情况（万元）", 2, 4), C("资金来源", 2), C("年初预算", 1), C("调整后预算", 2), C("实际支出", 2))
    for s in ("total", "fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full", 2), f.m(s, "done", 2))
    g.row(C("年度总体目标", 2), C("建设产业路6.2公里", 3), "完成情况", C("已完成", 3))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", C("三级指标", 2), "指标值", "完成值", "分值", "得分", "未完成原因"]], levels={OUT: "产出指标\n（50分）", BEN: "效益指标\n（30分）", SAT: "满意度指标\n（10分）"})
    row = f.indicators[0].row_key
    for (r, c), cell in g.cells.items():
        if r == row:
            cell.tag = {5: (f, "rate"), 6: (f, "weight"), 7: (f, "score")}.get(c)
    g.row(C("合计", 6), N(100, tag=(f, "total_weight")), N("97.64", tag=(f, "total")), C("优", tag=(f, "grade")))
    file("jx-execution-as-indicator-2023", "xlsx", g, f, "execution rate as a level-1 block 预算执行指标 with target 100 %, money rows without points, total also in the head; clean", "Jiangxi county projects 2023")


for build in (report, split_tables, repeated_heads, execution_row):
    build()
