"""Forms turned, spread, written in full width, or filled in wrongly beyond arithmetic."""
from corpus import file
from grid import C, Grid, N, Num, Pct, Rich
from layout import field, indicators, runs
from national import BEN, COS, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, ind


def transposed():
    """Inner Mongolia: the sources across, the amounts down, points and rate at the foot of the money table."""
    f = Form("草原生态修复补助", "示例旗林业和草原局", "示例旗草原工作站", 2022, weight="10", rate="91.67%", score="9.17", total="98.17", total_weight="100",
             money={"total": ("合计", "1200", "1200", "1100"), "central": ("中央资金", "800", "800", "800"), "province": ("自治区资金", "300", "300", "300"), "county": ("旗县资金", "100", "100", "0")},
             reason_column=False, traps=["资金表转置：来源在列，年初/全年/执行在行", "旗县、自治区", "执行率与得分在资金表末行", "亩与万亩"])
    f.indicators = [
        ind(OUT, QTY, "围栏封育面积", "≥12万亩", "12万亩", 20, 20), ind(OUT, QTY, "补播草种面积", "≥3万亩", "2.7万亩", 10, 9, "春旱推迟"), ind(OUT, QUA, "验收合格率", "≥90%", "93%", 10, 10), ind(OUT, TIM, "按期完成率", "100%", "100%", 10, 10),
        ind(BEN, ENV, "植被盖度提高", "≥5个百分点", "5个百分点", 15, 15), ind(BEN, SUS, "管护制度", "建立", "建立", 15, 15, method="text", tier=1), ind(SAT, SER, "牧民满意度", "≥85%", "90%", 10, 10),
    ]
    g = Grid(9, "Sheet1")
    g.line("项目支出绩效自评表")
    g.row(C("（2022年度）", 5), C("单位：万元", 4))
    g.row("项目名称", C(f.programme, 3), "主管部门", C(f.department, 2), "实施单位", f.implementer)
    g.row(C("项目资金", 1, 5), C("资金来源", 3), f.label("total", 2), f.label("central"), f.label("province"), f.label("county"))
    for column, text in (("initial", "年初预算数"), ("full", "全年预算数"), ("done", "全年执行数")):
        g.row(C(text, 3), f.m("total", column, 2), f.m("central", column), f.m("province", column), f.m("county", column))
    g.row(C("执行率及得分（10分）", 3), f.x("rate", 2), C("得分"), f.x("score"), None)
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "target", "actual", "weight", "score"], head=[["一级指标", "二级指标", C("三级指标", 2), "指标值", "完成值", "分值", "得分"]], lead=C("绩效指标"))
    g.row(C("总分", 7), N(100, tag=(f, "total_weight")), N("98.17", tag=(f, "total")))
    file("x-nm-money-transposed-2022", "xlsx", g, f, "sources across and amounts down, rate and points in the last money row, 旗县/自治区 sources, no reason column; clean", "Inner Mongolia banner 2022")


def summary_rows():
    """A list of programmes: each row is a whole programme with its money, rate, total and grade."""
    f = []
    data = [("乡村小规模学校取暖", "示例镇中心校", "86", "86", "86", "100.00%", "10", "98", "优"), ("校车运营补贴", "示例县运输服务公司", "320", "300", "255", "85.00%", "8.5", "93.5", "优"), ("中小学图书更新", "示例县教育装备站", "64", "64", "57.6", "90.00%", "9", "88", "优"), ("幼儿园设备购置", "示例县机关幼儿园", "45", "40", "44", "110.00%", "10", "95", "优")]
    g = Grid(11, "汇总")
    g.line("2022年度项目支出绩效自评情况汇总表")
    g.row(C("主管部门：示例县教育局", 7), C("单位：万元", 4))
    g.row("序号", "项目名称", "实施单位", "年初预算数", "全年预算数", "全年执行数", "预算执行率", "执行率得分", "自评总分", "自评等级", "备注")
    for k, (name, unit, a, b, c, rate, score, total, grade) in enumerate(data):
        form = Form(name, "示例县教育局", unit, 2022, weight="10", rate=rate, score=score, total=total, grade=grade, money={"total": ("全年预算数", a, b, c)}, traps=["一行一个项目，没有指标"])
        f.append(form)
        g.row(N(k + 1), name, unit, form.m("total", "initial"), form.m("total", "full"), form.m("total", "done"), form.x("rate"), form.x("score"), form.x("total"), form.x("grade"), None)
    g.row("合计", None, None, N("515"), N("490"), N("442.6"), "90.33%", None, None, None, None)
    f[2].flaws = {"grade-mismatch": 1}
    f[3].flaws = {"over-execution": 1}
    file("x-summary-one-row-each-2022", "xlsx", g, f, "a list of four programmes, a row each; grade 优 at 88, 44 of 40 spent", "County summary of self-evaluations 2022")


def wide_rows():
    """Programmes in rows, their indicators in groups of columns: name, target, actual, points, result."""
    g, forms = Grid(22, "项目一览"), []
    g.line("2023年度县级部门项目支出绩效自评一览表（单位：万元）")
    g.row(C("项目名称", 1, 2), C("全年预算数", 1, 2), C("全年执行数", 1, 2), C("执行率", 1, 2), C("执行率得分（10分）", 1, 2), C("产出指标（50分）", 5), C("效益指标（30分）", 5), C("满意度指标（10分）", 5), C("自评总分", 1, 2), C("原因说明", 1, 2))
    g.row(*["指标名称", "指标值", "完成值", "分值", "得分"] * 3)
    data = [("农村公路水毁修复", "120", "114", "95%", "9.5", [("修复路段", "≥12处", "12处", 50, 50), ("恢复通车村组", "≥26个", "26个", 30, 30), ("村民满意度", "≥90%", "90%", 10, 10)], "99.5", None),
            ("村级文化广场维护", "36", "27", "75%", "7.5", [("维护广场", "≥18个", "15个", 50, "41.67"), ("活动场次", "≥90场", "90场", 30, 30), ("群众满意度", "≥85%", "88%", 10, 10)], "89.17", "三处改建")]
    for name, b, c, rate, score, rows, total, why in data:
        f = Form(name, None, None, 2023, weight="10", rate=rate, score=score, total=total, money={"total": ("全年预算数", None, b, c)}, reason_column=False, allow=("missing-value",), traps=["一行一个项目，指标按列组横排"])
        f.indicators = [ind(level, None, *r) for level, r in zip((OUT, BEN, SAT), rows)]
        cells = [name, f.m("total", "full"), f.m("total", "done"), f.x("rate"), f.x("score")]
        for i in f.indicators:
            cells += [C(i.name, tag=(f, i, "name")), C(i.target, tag=(f, i, "target")), C(i.actual, tag=(f, i, "actual")), C(Num(str(i.weight), "General"), tag=(f, i, "weight")), C(Num(str(i.score), "General"), tag=(f, i, "score"))]
        g.row(*cells, f.x("total"), why)
        forms.append(f)
    file("x-wide-rows-2023", "xlsx", g, forms, "one row a programme, indicator groups in columns under two head rows; clean", "County overview of projects 2023")


def full_width():
    """Everything in full-width characters, shifted to column C below ten lines of instructions, one hidden column."""
    f = Form("村级便民服务中心建设", "示例县民政局", "示例乡人民政府", 2022, weight="10", rate="９２．００％", score="9.2", total="97.2", total_weight="100",
             money={"total": ("年度资金总额", "50", "50", "46"), "fiscal": ("其中：当年财政拨款", "50", "50", "46"), "other": ("其他资金", "0", "0", "0")},
             traps=["全角数字与符号", "表前有填报说明", "从C列开始", "隐藏列里有编码", "数字为带空格的文本"])
    full = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
    f.indicators = [
        ind(OUT, QTY, "建设服务中心", "≥２个", "２个", 20, 20), ind(OUT, QUA, "验收合格率", "＝１００％", "１００％", 15, 15), ind(OUT, TIM, "完工及时率", "≧９０％", "１００％", 15, 15),
        ind(BEN, SOC, "服务群众人次", "≥６０００人次", "５４００人次", 15, "13.5", "冬季人流少"), ind(BEN, SUS, "持续服务年限", "不少于１０年", "１０年", 15, 15), ind(SAT, SER, "群众满意度", "９０％以上", "８５．５％", 10, "9.5", "代办事项少"),
    ]
    f.total = "97.2"
    g = Grid(12, "自评表（样）")
    pad = lambda *cells: g.row(None, None, *cells)
    for n, text in enumerate(("填报说明：", "1.本表由项目单位填写，年度指标值应与批复一致。", "2.分值合计为100分，其中预算执行率10分。", "3.得分最高不能超过该指标分值上限。", "4.未完成的须说明原因。")):
        pad(C(text, 10))
    g.blank()
    pad(C("项目支出绩效自评表", 10))
    pad(C("（２０２２年度）", 10))
    pad("项目名称", C(f.programme, 9))
    pad("主管部门", C(f.department, 4), "实施单位", C(f.implementer, 4))
    pad(C("项目资金\n（万元）", 1, 4), C(None, 2), "年初预算数", "全年预算数", "全年执行数", C("分值", 2), "执行率", "得分")
    w = lambda s, column: C(" " + str(f.money[s][{"initial": 1, "full": 2, "done": 3}[column]]).translate(full) + " ", 1, 1, (f, "fund", s, column))
    pad(f.label("total", 2), w("total", "initial"), w("total", "full"), w("total", "done"), f.x("weight", 2, text="１０"), f.x("rate"), f.x("score", text="９．２"))
    for s in ("fiscal", "other"):
        pad(f.label(s, 2), w(s, "initial"), w(s, "full"), w(s, "done"), C("—", 2), "—", "—")
    pad("年度总体目标", C("建设２个服务中心", 4), "完成情况", C("２个已启用", 4))
    for k, i in enumerate(f.indicators):
        i.more.update({"weight": str(i.weight).translate(full), "score": str(i.score).translate(full), "code": f"ZB{k + 1:03}"})
    pad(C("绩效指标", 1, len(f.indicators) + 1), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "编码", "分值", "得分", "偏差原因")
    first, second = runs([i.level1 for i in f.indicators]), runs([(i.level1, i.level2) for i in f.indicators])
    for k, i in enumerate(f.indicators):
        cells = ([C(i.level1, 1, first[k])] if first[k] else []) + [C(i.level2)]
        for key in ("name", "target", "actual", "code", "weight", "score", "reason"):
            value, tag = field(f, i, key, False)
            cells.append(C(value, 1, 1, tag))
        pad(*cells)
    pad(C("总分", 7), C("１００", tag=(f, "total_weight")), C("９７．２", tag=(f, "total")), None)
    g.hidden_columns.add(8)
    file("x-full-width-shifted-2022", "xlsx", g, f, "full-width digits and signs everywhere, five lines of instructions above, table from column C, a hidden code column inside, numbers as padded text; clean", "County form filled with full-width input 2022")


def wrong_words():
    """A small form with the flaws arithmetic does not show: text for numbers, another unit, empty actual, no points."""
    f = Form("学校饮水设备更新", "示例县教育局", "示例县第一小学", 2021, weight="10", rate="100%", score="10", total="97", total_weight="100",
             money={"total": ("年度资金总额", "31.5", "31.5", "31.5"), "fiscal": ("其中：财政拨款", "31.5", "31.5", "31.5"), "other": ("其他资金", "0", "0", "0")},
             traps=["完成值为“已完成”", "指标20套、完成值31.5万元", "完成值空而得满分", "得分大于分值"])
    f.indicators = [
        ind(OUT, QTY, "更新饮水机", "≥20套", "31.5万元", 10, 10, rule=None), ind(OUT, QTY, "安装净水器", "≥6套", "已完成", 10, 10, done=None), ind(OUT, QUA, "水质检测合格率", "100%", None, 15, 15), ind(OUT, TIM, "开学前完成率", "100%", "100%", 15, 15),
        ind(BEN, SOC, "受益学生", "≥1250人", "1180人", 15, 16), ind(BEN, SUS, "设备使用年限", "≥5年", "5年", 15, 15), ind(SAT, SER, "师生满意度", "≥90%", "90%", 10, 6, "—"),
    ]
    f.flaws = {"score-arithmetic": 1, "no-deviation-reason": 1, "actual-not-numeric": 1, "missing-value": 1, "unit-clash": 1}
    f.indicators[-1].reason = "问卷回收率低"
    f.found_elsewhere = [("unit-clash", (f, f.indicators[0], "actual"), "指标为套、完成值为万元"), ("actual-not-numeric", (f, f.indicators[1], "actual"), "完成值不是数"), ("missing-value", (f, f.indicators[2], "actual"), "完成值为空")]
    f.total = "97"
    f.may = [("no-deviation-reason", (f, f.indicators[1], "reason"), "未达标未说明")]
    g = Grid(9, "Sheet1")
    g.line("项目支出绩效自评表（2021年度）")
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 4))
    g.row(C("项目资金（万元）", 1, 4), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", "-", "-")
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("更新饮水机20套", 4), C("完成", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"))
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N("97", tag=(f, "total")), None)
    file("cn-school-water-wrong-words-2021", "xls", g, f, "text for a number, another unit, an empty actual with full points, 16 of 15 points", "National form, county school 2021")


def split_level_words():
    """A csv in which a tall level cell was cut into one character a line, amounts with 万元 signs, wrong sums."""
    f = Form("农贸市场改造提升", "示例市市场监督管理局", "示例街道办事处", 2023, weight="10", rate="70%", score="7", total="88.2", total_weight="100", grade="良",
             money={"total": ("年度资金总额", "800", "800", "560"), "central": ("中央", "0", "0", "0"), "province": ("省级", "200", "200", "200"), "city": ("市级", "300", "300", "160"), "county": ("区级", "400", "400", "200")},
             flaws={"funds-sum": 2, "score-arithmetic": 1, "total-mismatch": 1}, traps=["层级单元格一字一行", "空行夹在指标之间", "合计与分项不符"])
    f.indicators = [
        ind(OUT, QTY, "改造市场", "≥4个", "3个", 20, 15, "一个市场腾退延迟"), ind(OUT, QTY, "新增摊位", "≥260个", "240个", 10, 9, "同上"), ind(OUT, QUA, "验收合格率", "100%", "100%", 10, 10), ind(OUT, TIM, "按期完工率", "100%", "75%", 10, 8, "同上"),
        ind(BEN, SOC, "受益居民", "≥3万人", "2.8万人", 15, 14, "同上"), ind(BEN, SUS, "长效管理制度", "建立", "建立", 15, 15, method="text", tier=1), ind(SAT, SER, "消费者满意度", "≥85%", "87%", 10, 10),
    ]
    letters = iter("产出指标" + "效益" + "满")
    for i in f.indicators:
        i.more["l1"] = next(letters)
    g = Grid(9)
    g.line("项目支出绩效自评表")
    g.line("（2023年度）")
    g.row("项目名称", C(f.programme, 3), "主管部门", C(f.department, 4))
    g.row("实施单位", C(f.implementer, 3), "填报日期", C("2024-02-20", 4))
    g.row("项目资金（万元）", C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(None, f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("central", "province", "city", "county"):
        g.row(None, f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "-", "-", "-")
    g.row("年度总体目标", C("改造市场4个", 3), "完成情况", C("完成3个", 4))
    indicators(g, f, f.indicators, [("blank", 1), "l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], down1="repeat", down2="blank")
    g.row("总分", C(None, 5), N(100, tag=(f, "total_weight")), N("88.2", tag=(f, "total")), C("良", tag=(f, "grade")))
    file("x-csv-level-letters-2023", "csv", g, f, "level words cut into one character a line, parts of 900 above a total of 800, 8 of 10 at 75 %, total 0.2 too high", "City market project, flattened to csv 2023")


def not_applicable():
    """A row not applicable with its ground, an empty benefit block, two signatures, a zero budget row."""
    f = Form("乡镇广播设备维护", "示例县融媒体中心", "示例乡文化站", 2022, weight="10", rate="0.00%", score="0", total="80", total_weight="100", grade="良",
             money={"total": ("年度资金总额", "0", "0", "0"), "fiscal": ("其中：当年财政拨款", "0", "0", "0"), "other": ("其他资金", "0", "0", "0")},
             traps=["预算0/0/0", "不适用并说明理由", "签字行"], allow=("missing-value", "total-mismatch", "budget-zero", "execution-score", "grade-mismatch", "no-deviation-reason"))
    f.indicators = [
        ind(OUT, QTY, "维护广播终端", "≥86个", "86个", 20, 20), ind(OUT, QUA, "设备完好率", "≥95%", "96%", 20, 20), ind(OUT, TIM, "应急广播响应时间", "≤10分钟", "不适用", 10, None, "当年无应急事件，不适用", done=None),
        ind(BEN, SOC, "覆盖农户", "≥9000户", "9000户", 30, 30), ind(SAT, SER, "村民满意度", "≥90%", "90%", 10, 10),
    ]
    g = Grid(9)
    g.row("项目名称", C(f.programme, 8))
    g.row("主管部门", C(f.department, 4), "实施单位", C(f.implementer, 3))
    g.row(C("项目资金（万元）", 1, 4), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total", 2), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "other"):
        g.row(f.label(s, 2), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "—", "—", "—")
    g.row("年度总体目标", C("保障广播设备运行", 4), "完成情况", C("运行正常", 3))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"))
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), N(80, tag=(f, "total")), C("良", 1, 1, (f, "grade")))
    g.row(C("财务负责人签字：", 4), C("单位负责人签字（盖章）：", 5))
    file("x-not-applicable-zero-budget-2022", "docx", ["项目支出绩效自评表", "（2022年度）", g], f, "budget 0/0/0, one row not applicable with its ground, signature row", "County form with open cases 2022")


def exported():
    """A sheet exported by a system: no merges, rich text, notes, sums of binary doubles."""
    f = Form("水库大坝安全监测", "示例县水利局", "示例县水库管理所", 2024, weight="10", rate="93.00%", score="9.3", total="98.04", total_weight="100", grade="优",
             money={"total": ("年度资金总额", "90.3", "90.3", "83.979"), "fiscal": ("其中：当年财政拨款", "60.1", "60.1", "55.893"), "carry_over": ("上年结转资金", "30.2", "30.2", "28.086"), "other": ("其他资金", "0", "0", "0")},
             traps=["没有合并单元格", "富文本", "单元格批注", "二进制小数尾差", "★核心指标"])
    f.indicators = [
        ind(OUT, QTY, "监测水库座数", "≥27座", "27座", 20, 20, prefix="★"), ind(OUT, QTY, "更换渗压计", "≥90支", "83支", 9.3, "8.58", "两座水库蓄水未降"), ind(OUT, QUA, "监测数据缺失率", "≤5%", "5.2%", 10.7, "10.26", "雷击停测一日"),
        ind(OUT, TIM, "异常处置时限", "≤12小时", "9小时", 10, 10), ind(BEN, SOC, "保护下游人口", "≥3.2万人", "3.2万人", 15, 15), ind(BEN, SUS, "设备完好年限", "≥3年", "3年", 15, 15), ind(SAT, SER, "受益村满意度", "≥90%", "89.1%", 10, "9.9", "预警广播听不清"),
    ]
    doubles = {"8.58": "8.5800000000000001", "10.26": "10.259999999999998", "9.9": "9.8999999999999986"}
    for i in f.indicators:
        if str(i.score) in doubles:
            i.more["score"] = Num(doubles[str(i.score)], "0.00")
        i.more["target"] = Rich((str(i.target)[:1], str(i.target)[1:]))
        i.more["l1"] = Rich((i.level1[:2], i.level1[2:]))
    g = Grid(9, "导出", plain=True)
    g.line("项目支出绩效自评表")
    g.line("（2024年度）")
    g.row("项目名称", C(Rich(("水库大坝", "安全监测")), 8))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 4))
    g.row(C("项目资金（万元）", 1, 5), C(None, 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    sums = {"90.3": "90.300000000000011", "83.979": "83.978999999999999"}
    amount = lambda s, k, c: C(Num(sums.get(f.money[s][k], f.money[s][k]), "#,##0.00####"), 1, 1, (f, "fund", s, c))
    g.row(f.label("total", 2), amount("total", 1, "initial"), amount("total", 2, "full"), amount("total", 3, "done"), f.x("weight"), C(Pct("0.92999999999999994", 2), 1, 1, (f, "rate")), C(Num("9.3000000000000007", "0.00"), 1, 1, (f, "score")))
    for s in ("fiscal", "carry_over", "other"):
        g.row(f.label(s, 2), amount(s, 1, "initial"), amount(s, 2, "full"), amount(s, 3, "done"), "—", "—", "—")
    g.row(C("年度总体目标", 1, 2), C("预期目标", 4), C("实际完成情况", 4))
    g.row(C("27座水库安全监测", 4), C("27座水库监测正常", 4))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score", "reason"], head=[["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]], lead=C("绩效指标"))
    g.row(C("总分", 6), N(100, tag=(f, "total_weight")), C(Num("98.039999999999992", "0.00"), 1, 1, (f, "total")), C("优", 1, 1, (f, "grade")))
    g.notes = {(5, 3): "与预算批复一致", (f.indicators[1].row_key, 5): "以验收单为准"}
    file("cn-exported-no-merges-2024", "xlsx", g, f, "no merged cells, rich text in levels and targets, cell notes, binary doubles (90.300000000000011, 10.259999999999998), ★ before a name; clean", "Export of the integrated system, county 2024")


def nested():
    """A document whose form stands inside the cell of a frame table, level words bold and broken, no reason column."""
    f = Form("镇区道路养护", "示例区交通局", "示例镇人民政府", 2020, weight="10", rate="80%", score="8", total="91", total_weight="95", grade="优",
             money={"total": ("年度资金总额", "75", "75", "60"), "fiscal": ("其中：财政拨款", "75", "75", "60"), "other": ("其他资金", "0", "0", "0")},
             flaws={"score-arithmetic": 2, "weights-not-100": 1}, reason_column=False, traps=["表中套表", "权重合计95", "无原因列"])
    f.indicators = [
        ind(OUT, QTY, "养护道路里程", "≥48公里", "48公里", 20, 20), ind(OUT, QUA, "路面完好率", "≥90%", "85%", 15, 15), ind(OUT, TIM, "坑槽修补时限", "≤7天", "6天", 10, 10), ind(OUT, COS, "每公里养护费", "≤1.5万元", "1.25万元", 5, 5),
        ind(BEN, SOC, "沿线受益村", "≥19个", "19个", 15, 15), ind(BEN, SUS, "养护队伍人数", "≥16人", "14人", 10, 8), ind(SAT, SER, "群众满意度", "≥85%", "86%", 10, 10),
    ]
    g = Grid(8, nested=True)
    g.row("项目\n名称", C(f.programme, 7))
    g.row("主管\n部门", C(f.department, 3), "实施\n单位", C(f.implementer, 3))
    g.row(C("项目\n资金\n（万元）", 1, 4), C(None), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    g.row(f.label("total"), f.m("total", "initial"), f.m("total", "full"), f.m("total", "done"), f.x("weight"), f.x("rate"), f.x("score"))
    for s in ("fiscal", "other"):
        g.row(f.label(s), f.m(s, "initial"), f.m(s, "full"), f.m(s, "done"), "/", "/", "/")
    g.row("年度\n目标", C("养护道路48公里", 3), "完成\n情况", C("全部养护", 3))
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", "actual", "weight", "score"], head=[["一级\n指标", "二级\n指标", "三级指标", "年度\n指标值", "实际\n完成值", "分值", "得分"]], lead=C("绩\n效\n指\n标"), levels={OUT: "产出\n指标", BEN: "效益\n指标", SAT: "满意度\n指标", QTY: "数量\n指标", QUA: "质量\n指标", TIM: "时效\n指标", COS: "成本\n指标", SOC: "社会\n效益", SUS: "可持续\n影响", SER: "服务对象\n满意度"})
    g.row(C("合计", 6), N(95, tag=(f, "total_weight")), N("91", tag=(f, "total")))
    g.row("自评等级", C("优", 7, 1, (f, "grade")))
    file("x-nested-table-2020", "docx", ["镇区道路养护项目绩效自评情况", "项目支出绩效自评表（2020年度）", g], f, "form inside the cell of a frame table, weights of 95, 85 of 90 with full points, 8 of 10 where 8.75", "District town self-evaluation 2020")


for build in (transposed, summary_rows, wide_rows, full_width, wrong_words, split_level_words, not_applicable, exported, nested):
    build()
