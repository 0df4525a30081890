"""Monitoring forms (绩效运行监控): other months, other column orders, whole departments."""

from corpus import file
from grid import C, Grid, Num, Pct
from layout import indicators
from national import BEN, COS, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, ind

MON = "monitoring"


def mon(level1, level2, name, target=None, actual=None, **known):
    known.setdefault("method", "mixed" if target is not None else "none")
    return ind(level1, level2, name, target, actual, None, None, **known)


def half_year():
    """1-6月 in a document; likelihood as one column of words, light and measure columns."""
    f = Form("城区公厕改造提升", "示例区城市管理局", "示例区环卫所", 2023, kind=MON,
             money={"total": ("年度资金总额", "480", None, "216.5"), "fiscal": ("其中：一般公共预算", "400", None, "196.5"), "other": ("其他资金", "80", None, "20")},
             traps=["1-6月", "完成可能性为一列文字", "预警灯列", "全年预计列在执行数之前"])
    rows = [(OUT, QTY, "改造公厕数量", "≥12座", "5座", "12座", "有可能", "黄灯", "招标推迟"), (OUT, QUA, "验收合格率", "100%", "100%", "100%", "确定能", "绿灯", None), (OUT, TIM, "开工率", "≥90%", "75%", "100%", "确定能", "黄灯", "部分点位用地未交付"), (OUT, COS, "单座改造费用", "≤40万元", "38.6万元", "39万元", "确定能", "绿灯", None),
            (BEN, SOC, "服务人次", "≥60万人次", "31万人次", "62万人次", "确定能", "绿灯", None), (BEN, SUS, "管养责任落实", "落实", "落实", "落实", "确定能", "绿灯", None), (SAT, SER, "市民满意度", "≥90%", "—", "90%", "有可能", "—", "年底测评")]
    f.indicators = []
    for a, b, n, t, x, y, l, light, why in rows:
        text = {"method": "text"} if t == "落实" else {}
        if x == "—":
            text = {"done": None}
        f.indicators.append(mon(a, b, n, t, x, more={"year": y, "may": l, "light": light, "why": why}, **text))
    g = Grid(10)
    g.row(C("项目名称", 2), C(f.programme, 8))
    g.row(C("主管部门", 2), C(f.department, 3), "实施单位", C(f.implementer, 4))
    g.row(C("项目资金（万元）", 2, 4), C("资金来源", 2), "年初预算数", C("全年预计执行数", 2), "1-6月执行数", C("执行率", 2))
    for s, y, r in (("total", "480", "45.10%"), ("fiscal", "400", "49.13%"), ("other", "80", "25.00%")):
        g.row(f.label(s, 2), f.m(s, "initial"), C(Num(y, "General"), 2), f.m(s, "done"), C(r, 2))
    g.row(C("年度总体目标", 2), C("改造城区公厕12座", 8))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 1), "target", "year", "actual", "may", "light", "why"],
               head=[["一级指标", "二级指标", "三级指标", "年度指标值", "全年预计完成值", "1-6月完成值", "完成目标可能性", "预警", "偏差原因及改进措施"]], lead=C("绩效指标"))
    g.row(C("填报人：", 5), C("填报日期：2023年7月8日", 5))
    file("monitor-half-year-2023", "docx", ["附件2", ("h", "项目支出绩效目标执行监控表"), "（2023年1-6月）", g], f, "1-6月, forecast before the actual, likelihood in words, light column, — for not measured; clean", "District half-year monitoring 2023")


def nine_months():
    """1-9月 in an old workbook, sign/value/unit columns, central and provincial money, expected surplus."""
    f = Form("县乡教师培训", "示例县教育局", "示例县教师进修学校", 2022, kind=MON, unit="元",
             money={"total": ("年度资金总额", "3200000", None, "2016000"), "central": ("其中：中央财政资金", "1200000", None, "960000"), "province": ("省级财政资金", "800000", None, "560000"), "county": ("县级财政资金", "1200000", None, "496000")},
             traps=["1-9月", "指标性质、指标值、单位三列", "预计全年资金结余列", "金额单位元在表头右上"])
    rows = [(OUT, QTY, "培训教师", "≥1600人次", "1180", "1600"), (OUT, QTY, "开设班次", "≥20期", "15", "20"), (OUT, QUA, "结业率", "≥98%", "97.5", "98"), (OUT, TIM, "按计划开班率", "=100%", "93.75", "100"), (OUT, COS, "人均培训成本", "≤2000元", "1708.47", "1950"), (BEN, SOC, "培训教师授课质量提升率", "≥60%", "55", "60"), (SAT, SER, "参训教师满意度", "≥95%", "96.2", "96")]
    f.indicators = [mon(a, b, n, t, x, more={"year": Num(y, "General")}) for a, b, n, t, x, y in rows]
    g = Grid(13, "监控")
    g.line("项目支出绩效运行监控表")
    g.row(C("（2022年1-9月）", 9), C("单位：元", 4))
    g.row(C("项目名称", 2), C(f.programme, 11))
    g.row(C("主管部门及代码", 2), C("205-示例县教育局", 5), C("实施单位", 2), C(f.implementer, 4))
    f.department = "205-示例县教育局"
    g.row(C("项目资金", 2, 5), C(None, 2), C("年初预算数", 2), C("1-9月执行数", 2), "1-9月执行率", C("全年预计执行数", 2), C("预计全年资金结余", 2))
    for s, y, r in (("total", "3120000", "0.63"), ("central", "1200000", "0.8"), ("province", "800000", "0.7"), ("county", "1120000", "0.4133")):
        rest = str(int(f.money[s][1]) - int(y))
        g.row(f.label(s, 2), f.m(s, "initial", 2), f.m(s, "done", 2), C(Pct(r, 2)), C(Num(y, "General"), 2), C(Num(rest, "General"), 2))
    g.row(C("年度总体目标", 2), C("培训教师1600人次", 11))
    indicators(g, f, f.indicators, [("l1", 1), ("l2", 1), ("name", 2), "sign", "value", "unit", ("actual", 2), "year", ("x", 2)],
               head=[["一级指标", "二级指标", C("三级指标", 2), "指标性质", "年度指标值", "度量单位", C("1-9月执行情况", 2), "全年预计完成情况", C("偏差原因分析", 2)]], lead=C("绩\n效\n指\n标", 1))
    file("monitor-nine-months-2022", "xls", g, f, "1-9月 in an .xls, amounts in 元, four sources with expected surplus, sign/value/unit columns; clean", "County monitoring 1–9月 2022")


def department():
    """A department's monitoring, 1-8月, basic and project money, several causes as text, html."""
    f = Form("部门整体支出", "示例市文化和旅游局", "示例市文化和旅游局", 2024, kind=MON,
             money={"total": ("部门预算资金总额", "6240.00", "6100.00", "3660.00"), "basic": ("基本支出", "2150.00", "2150.00", "1505.00"), "project": ("项目支出", "4090.00", "3950.00", "2155.00")},
             traps=["部门整体的监控", "1-8月", "年初与调整后预算都有", "备注列说明"])
    rows = [(OUT, QTY, "惠民演出场次", "≥300场", "212场", "300场"), (OUT, QTY, "免费开放场馆", "≥8个", "8个", "8个"), (OUT, QUA, "文物修复合格率", "≥98%", "98%", "98%"), (OUT, TIM, "专项资金下达时间", "2024年6月底前", "2024年5月30日", "完成"), (BEN, SOC, "场馆接待人次", "≥260万人次", "171万人次", "255万人次"), (SAT, SER, "观众满意度", "≥90%", "91%", "91%")]
    f.indicators = [mon(a, b, n, t, x, more={"year": y}, **({"method": "date"} if "年" in t else {})) for a, b, n, t, x, y in rows]
    g = Grid(9)
    g.row("部门名称", C(f.department, 8))
    g.row(C("预算执行情况（万元）", 1, 4), C("支出类别", 2), C("年初预算数", 2), "调整后预算数", C("1-8月执行数", 2), "执行进度")
    for s, r in (("total", "60.00%"), ("basic", "70.00%"), ("project", "54.56%")):
        g.row(f.label(s, 2), f.m(s, "initial", 2), f.m(s, "full"), f.m(s, "done", 2), r)
    g.row("年度总体目标", C("繁荣文化事业", 8))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "target", "actual", "year", ("x", 1)], head=[["一级指标", "二级指标", C("三级指标", 2), "年度指标值", "1-8月实际完成值", "全年预计完成值", "备注"]], lead=C("绩效指标"))
    file("monitor-department-2024", "html", [("h", "部门整体支出绩效运行监控情况表"), "（2024年1-8月）", g, "说明：接待人次受场馆检修影响，预计略低于目标。"], f, "department monitoring 1-8月, 基本/项目 rows, initial and adjusted budget, date target; clean", "City department monitoring 2024", title="监控")


for build in (half_year, nine_months, department):
    build()
