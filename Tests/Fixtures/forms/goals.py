"""Goal declarations (绩效目标申报表) of projects, departments and transfers, and bare lists of indicators."""
import datetime

from corpus import file
from grid import C, Day, Grid, N, Num
from layout import indicators
from national import BEN, COS, ECO, ENV, OUT, QTY, QUA, SAT, SER, SOC, SUS, TIM
from truth import Form, hole, ind

GOAL = "goal-declaration"


def goal(level1, level2, name, target=None, weight=None, **known):
    known.setdefault("method", "mixed" if target is not None else "none")
    return ind(level1, level2, name, target, None, weight, None, **known)


def wuhan():
    """Wuhan: medium term left and year right, level 1 repeated, amounts with their unit in the cell."""
    f = Form("教育系统基础设施建设和设备购置", "[015001]示例市示例区教育局", "示例市示例区教育局", 2020, kind=GOAL,
             money={"total": ("当年资金总额：", "10000", None, None), "fiscal": ("其中：当年财政拨款", "10000", None, None), "other": ("当年其他资金", None, None, None)},
             traps=["左为中期右为年度", "金额带“万元”字样", "一级指标逐行重复", "起止时间202001-202012", "主管部门带编码"])
    rows = [(OUT, QTY, "重点建设工程安排数量", "2", {}), (OUT, QUA, "重点建设工程验收合格率", "100%", {}), (OUT, COS, "建设项目成本", "参照政府采购成本控制", {"method": "text"}), (OUT, TIM, "重点建设工程按期完成率", "100%", {}),
            (BEN, SUS, "基础教育巩固提高情况", "巩固提高", {"method": "text"}), (BEN, SOC, "基础教育学校办学条件", "持续改善", {"method": "text"}), (SAT, SER, "学生、家长、社会满意度", "≥90%", {})]
    f.indicators = [goal(a, b, n, t, more={"long2": b}, **k) for a, b, n, t, k in rows]
    g = Grid(7)
    g.row("项目名称", C(f.programme, 6))
    g.row("主管部门\n及编码", C(f.department, 3), "实施单位", C(f.implementer, 2))
    g.row("项目属性", C("基础建设、修缮类", 3), "项目起止时间", C("202001-202012", 2))
    g.row(C("项目资金", 1, 3), "资金总额", C("10000万元", 2), f.label("total"), C("10000万元", 2, 1, (f, "fund", "total", "initial")))
    g.row("其中：财政拨款", C("10000万元", 2), f.label("fiscal"), C("10000万元", 2, 1, (f, "fund", "fiscal", "initial")))
    g.row("其他资金", C(None, 2), f.label("other"), C(None, 2))
    g.row(C("总体目标", 1, 2), C("中期目标", 3), C("年度目标", 3))
    g.row(C("优化教育布局", 3), C("完成重点项目建设经费安排", 3))
    g.line("绩效项目指标表")
    g.row("一级指标", "二级指标（长期）", "三级指标（长期）", "指标值（长期）", "二级指标（年度）", "三级指标（年度）", "指标值（年度）")
    for i in f.indicators:
        i.row_key = g.row(i.level1, i.level2, None, None, i.level2, C(i.name, tag=(f, i, "name")), C(i.target, tag=(f, i, "target")))
    file("wh-goal-two-halves-2020", "html", [("h", "项目支出绩效目标表3"), "项目支出绩效目标表", "（2020年度）", g], f, "medium term (blank) left, year right, level 1 on each row, 10000万元 as text, code before department; clean", "Hubei, Wuhan Qingshan education 2020", title="项目支出绩效目标表3")


def jiayuguan():
    """Gansu: cost first with three kinds, many head fields, two programmes on one sheet, signs before values."""
    g, forms = Grid(8, "目标表"), []
    data = [("博物馆市级免费开放补助资金项目", "文化事业发展专项资金", "20",
             [(OUT, QTY, "免费开放天数", "≥300天", {}), (OUT, QUA, "博物馆绩效考核指标完成率", "=100百分比", {}), (OUT, TIM, "各项工作完成及时率", "≥99百分比", {}),
              ("成本指标", "经济成本指标", "资金使用效率", "=100百分比", {}), ("成本指标", "社会成本指标", "对当地文物保护、文化传承影响", "长远", {"method": "text"}), ("成本指标", "生态环境成本指标", "提升博物馆绿化水平", "提升", {"method": "text"}),
              (BEN, ECO, "为当地提供就业岗位", "增加岗位", {"method": "text"}), (BEN, SOC, "免费开放接待观众人数", "≥30000人次", {}), (BEN, ENV, "历史文化传承环保意识时限", "长远", {"method": "text"}), (SAT, "服务对象满意度", "服务对象满意度", "≥99百分比", {})]),
            ("博物馆提升改造项目", "公共文化服务体系建设专项资金", "174.78",
             [(OUT, QTY, "改造展厅面积", "≥1200平方米", {}), (OUT, QUA, "工程验收合格率", "=100百分比", {}), (OUT, TIM, "工程完成时间", "2023年12月底前", {"method": "date"}), ("成本指标", "经济成本指标", "每平方米改造费", "≤1450元", {}),
              (BEN, SOC, "年接待观众增长率", "≥10百分比", {}), (SAT, "服务对象满意度", "观众满意度", "≥95百分比", {})])]
    for name, parent, amount, rows in data:
        f = Form(name, "示例市文化和旅游局", "示例城市博物馆", 2023, kind=GOAL, money={"total": ("预算申报数", amount, None, None), "central": ("中央补助安排", "0", None, None), "province": ("省级财政安排", "0", None, None), "other": ("其他资金", amount, None, None)},
                 traps=["一级项目名称与二级项目名称", "项目总投资与预算申报数并列", "成本指标三类", "单位写百分比"])
        f.indicators = [goal(a, b, n, t, **k) for a, b, n, t, k in rows]
        g.line("省级部门预算项目支出绩效目标表")
        g.line("（2023年度）")
        g.row("一级项目名称", C(parent, 3), "二级项目名称", C(name, 3))
        g.row("项目类型", "新增项目", "项目分类", "专项工作经费", "资金用途", C("业务类项目", 3))
        g.row("主管部门", C(f.department, 3), "项目实施单位", C(f.implementer, 3))
        g.row("项目开始日期", C(Day(datetime.date(2023, 1, 1))), "项目完成日期", C(Day(datetime.date(2023, 12, 31))), "项目总投资", C(f"{amount}万元", 3))
        say = lambda s: C(f"{f.money[s][1]}万元" if f.money[s][1] != "0" else "0", 1, 1, (f, "fund", s, "initial"))
        g.row(f.label("central"), say("central"), f.label("province"), say("province"), f.label("other"), say("other"), f.label("total"), say("total"))
        g.row("资金性质", C("一般公共预算", 7))
        g.row("年度绩效目标", C("提高博物馆运行效率和免费开放服务水平", 7))
        indicators(g, f, f.indicators, ["l1", "l2", ("name", 3), ("target", 2), ("x", 1)], head=[["一级指标", "二级指标", C("三级指标", 3), C("指标目标值", 2), "备注"]])
        g.blank()
        forms.append(f)
    file("gs-goal-cost-kinds-2023", "xlsx", g, forms, "two declarations one under another, level-1 and level-2 project names, money as label/value pairs in one row with the unit in the cell, 成本指标 after 产出, 百分比; clean", "Gansu, Jiayuguan museum 2023")


def ningxiang():
    """Hunan: money told in one cell, a block for the whole term above the block for the year."""
    f = Form("镇域内基础设施建设", "示例镇", "示例市示例镇人民政府", 2021, kind=GOAL,
             money={"total": ("总额", "10606.7522", None, None), "fiscal": ("财政拨款", "6923.3552", None, None), "other": ("其他", "3683.3970", None, None)},
             traps=["资金写在一句话里", "长期绩效指标在年度绩效指标之上", "指标内容列", "项目属性打勾"])
    f.indicators = [goal(OUT, QTY, "立面改造栋数", "88栋"), goal(OUT, QUA, "工程验收合格率", "100%"), goal(OUT, TIM, "年内完工率", "≥95%"), goal(OUT, COS, "每栋改造费用", "≤12万元"), hole(OUT, "…", None),
                    goal(BEN, ECO, "带动就业人数", "≥300人"), goal(BEN, SOC, "受益居民", "≥6800人"), goal(BEN, ENV, "新增绿地", "≥2公顷"), goal(BEN, SUS, "管护人员", "≥20人"), goal(SAT, "社会公众或服务对象满意度指标", "居民满意度", "≥90%")]
    g = Grid(6)
    g.row("项目名称", C(f.programme, 2), "项目属性", C("新增项目□延续项目√", 2))
    g.row("主管部门", C(f.department, 2), "主管部门编码", C(None, 2))
    g.row("项目单位", C(f.implementer, 2), "起止时间", C("2021年", 2))
    g.row("资金总额及构成", C("总额10606.7522万元\n一、财政拨款：6923.3552万元（其中：上级财政资金：6923.3552万元；本级财政：0万元）\n二、自有资金：0万元\n三、其他：3683.3970万元", 5, 1, (f, "fund", "total", "initial")))
    g.row("项目概况", C("镇域内水利、道路、学校等基础设施建设", 5))
    g.row(C("项目实施\n进度计划", 1, 3), C("项目实施内容", 3), "开始时间", "完成时间")
    g.row(C("1、总体规划", 3), "2016", "2020")
    g.row(C("2、核心区规划", 3), "2021", "2021")
    g.row("项目绩效目标", C("长期目标：改善镇域基础设施", 2), C("年度目标：完成集镇立面改造88栋", 3))
    g.row(C("长期绩效指标", 1, 5), "一级指标", "二级指标", "指标内容", "指标值", "备注")
    for a, b, c, d in ((OUT, QTY, "改造总栋数", "260栋"), (OUT, QUA, "总验收合格率", "100%"), (BEN, SOC, "覆盖居民", "≥20000人"), (SAT, "满意度指标", "总体满意度", "≥90%")):
        g.row(a, b, c, d, None)
    indicators(g, f, f.indicators, ["l1", "l2", "name", "target", ("x", 1)], head=[["一级指标", "二级指标", "指标内容", "指标值", "备注"]], lead=C("年度绩效指标"))
    g.row("其他说明的问题", C("无", 5))
    g.row(C("填报人：", 2), C("单位负责人：", 2), C("填报日期：2021年3月1日", 2))
    file("x-hn-goal-money-in-a-sentence-2021", "docx", [("h", "项目绩效目标表"), "（2021年度）", "填报单位（盖章）：示例市示例镇人民政府", g], f, "sources told in one cell, block of the whole term above the year's, 指标内容 as name column, ticks; clean", "Hunan, Ningxiang town 2021")


def ezhou():
    """Hubei: costs by item with reckoning, then values of the year before last, last year and this year."""
    f = Form("图书馆资源购置和信息共享等专项经费", "示例市文化和旅游局", "示例市图书馆", 2020, kind=GOAL, money={"total": ("合计", "125.00", None, None)},
             traps=["项目预算按成本构成列支", "前年、上年、预计当年实现三列", "目标带等号的公式文字", "申报单位在表外"])
    f.department = "示例市图书馆"
    rows = [(OUT, QTY, "新增藏书", "≥20000册", "18000册", "19200册"), (OUT, QTY, "流动图书车出车次数", "≥100次", "92次", "98次"), (OUT, QUA, "图书编目合格率", "≥98%", "98%", "98.4%"), (OUT, TIM, "新书上架时限", "≤30天", "35天", "30天"), (OUT, COS, "单册购书成本", "≤25元", "25元", "24.6元"),
            (BEN, SOC, "年到馆人次", "≥32万人次", "28万人次", "30万人次"), (BEN, SUS, "数字资源总量", "≥12TB", "8TB", "10TB"), (SAT, SER, "读者满意度", "≥90%", "89%", "91%")]
    f.indicators = [goal(a, b, n, t, more={"y2": y2, "y1": y1, "basis": "计划标准"}) for a, b, n, t, y2, y1 in rows]
    g = Grid(8)
    g.row(C("申报单位：示例市图书馆", 5), C("金额单位：万元", 3))
    g.row("项目名称", C(f.programme, 7))
    g.row("项目类别", C("运行维护类", 3), "项目性质", C("常年性项目", 3))
    g.row("立项依据", C("1、《公共图书馆服务规范》、《公共图书馆法》。", 7))
    g.row(C("项目预算", 1, 4), C("成本构成", 2), "金额", C("测算（公式）依据", 2), "2018年实际执行数", "2019年实际执行数")
    g.row(C("流动图书车运行维护费", 2), N("5.00"), C("1.维修费5次*5000=25000元\n2.汽油20次*500=10000元\n3.保险1次*12000=12000元\n4.洗车费100次*30=3000元", 2), N("5"), N("5"))
    g.row(C("图书购置", 2), N("120.00"), C("1.报刊1000种*15=15000元\n2.图书20000册*25=500000元", 2), N("98"), N("110"))
    g.row(C(f.label("total").value, 2), f.m("total", "initial"), C(None, 2), N("103"), N("115"))
    g.row("项目绩效总目标", C("完善覆盖城乡的公共图书服务", 7))
    heads = [[C("一级指标", 1, 2), C("二级指标", 1, 2), C("指标名称", 1, 2), C("指标值", 3), C("指标值确定依据", 1, 2)], ["前年", "上年", "预计当年实现"]]
    indicators(g, f, f.indicators, ["l1", "l2", "name", "y2", "y1", "target", "basis"], head=heads, lead=C("年度绩效目标"))
    file("x-hb-goal-three-years-2020", "html", [("h", "示例市2020年市直部门预算项目支出绩效目标表"), g], f, "cost items with arithmetic in the cells (5000=25000元), targets as 预计当年实现 beside two earlier years; clean", "Hubei, Ezhou library 2020", title="绩效目标表")


def putian():
    """Fujian: a distribution table and a goal table on one page; the goal's money is a pair of rows."""
    f = Form("全国智慧图书馆体系建设、公共文化云建设", "示例省文化和旅游厅335301302", None, 2022, kind=GOAL,
             money={"total": ("年度金额：", "15", None, None), "central": ("其中：中央补助", "15", None, None), "地方资金": ("地方资金", None, None, None)}, traps=["前有资金分配表（不是表单）", "主管部门（单位）名称及预算编码同格", "没有实施单位"])
    f.indicators = [goal(OUT, QTY, "知识资源细颗粒度建设和标签标引", "≥1万条"), goal(OUT, QTY, "公开课录制", "≥10场"), goal(OUT, QUA, "资源验收合格率", "≥95%"), goal(OUT, TIM, "年度建设完成率", "100%"), goal(OUT, COS, "每条标引成本", "≤15元"), goal(BEN, SOC, "公共数字文化服务能力", "提升", method="text"), goal(BEN, SUS, "资源保存年限", "长期", method="text"), goal(SAT, SER, "读者满意度", "≥85%")]
    a = Grid(5)
    a.row("序号", "项目单位", "补助项目", "补助金额", "备注")
    a.row("1", "示例市图书馆", "全国智慧图书馆体系建设", "15", "知识资源标引1万条")
    a.row("合计", None, None, "15", None)
    g = Grid(6)
    g.row("项目名称", C(f.programme, 5))
    g.row("主管部门（单位）名称及预算编码", C(f.department, 5))
    g.row(C("资金情况\n（万元）", 1, 3), C("年度金额：", 3), C(Num("15", "General"), 2, 1, (f, "fund", "total", "initial")))
    g.row(C("其中：中央补助", 3), C(Num("15", "General"), 2, 1, (f, "fund", "central", "initial")))
    g.row(C("地方资金", 3), C(None, 2))
    g.row("总体目标", C("推进智慧图书馆体系建设，开展特色资源标引。", 5))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), ("target", 1)], head=[["一级指标", "二级指标", C("三级指标", 2), "指标值"]], lead=C("绩效指标"))
    file("fj-goal-after-distribution-2022", "html", ["示例市财政局 示例市文化和旅游局关于下达补助资金的通知", "附件1", "2022年度补助资金分配表 单位：万元", a, "附件2", "公共数字文化建设专项转移支付绩效目标表", "（2022年度）", g], f, "distribution table that is no form before the goal table, 年度金额 rows, code glued to the department; clean", "Fujian, Putian finance 2022", encoding="gb18030", title="通知")


def national_department():
    """The department's declaration: tasks with amounts, a sum row, goals, indicators."""
    f = Form("部门整体支出", "示例县水利局", "示例县水利局", 2023, kind=GOAL,
             money={"total": ("金额合计", "1890.60", None, None), "fiscal": ("财政拨款", "1770.60", None, None), "other": ("其他资金", "120.00", None, None)}, traps=["年度主要任务三列金额", "金额合计行", "部门（单位）名称", "目标分四行"])
    tasks = [("任务1：防汛抗旱", "水库河道度汛安全", "360.00", "360.00", "0"), ("任务2：农村供水", "管网维修养护86处", "640.60", "580.60", "60.00"), ("任务3：灌区运行", "灌溉面积2.6万亩", "310.00", "250.00", "60.00"), ("任务4：基本支出", "人员及公用经费", "580.00", "580.00", "0")]
    f.indicators = [goal(OUT, QTY, "维修养护供水工程", "≥86处"), goal(OUT, QTY, "灌溉面积", "≥2.6万亩"), goal(OUT, QUA, "水质达标率", "≥95%"), goal(OUT, TIM, "汛前检查完成时间", "4月底前", method="text"), goal(OUT, COS, "三公经费控制率", "≤100%"), hole(OUT, "……", None),
                    goal(BEN, SOC, "受益人口", "≥41万人"), goal(BEN, ENV, "水土流失治理面积", "≥12平方公里"), goal(BEN, SUS, "河长制巡河率", "=100%"), goal(SAT, SER, "用水户满意度", "≥90%")]
    g = Grid(7, "部门目标")
    g.line("部门（单位）整体支出绩效目标申报表")
    g.line("（2023年度）")
    g.row(C("部门（单位）名称", 2), C(f.department, 5))
    g.row(C("年度\n主要\n任务", 1, 7), C("任务名称", 1, 2), C("主要内容", 2, 2), C("预算金额（万元）", 3))
    g.row("总额", "财政拨款", "其他资金")
    for name, what, total, fiscal, other in tasks:
        g.row(name, C(what, 2), N(total), N(fiscal), N(other))
    g.row(C("金额合计", 3), f.m("total", "initial"), f.m("fiscal", "initial"), f.m("other", "initial"))
    g.row(C("年度\n总体\n目标", 1, 4), C("目标1：水库安全度汛", 6))
    for text in ("目标2：农村供水稳定", "目标3：灌区正常运行", "……"):
        g.row(C(text, 6))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), ("target", 2)], head=[["一级指标", "二级指标", C("三级指标", 2), C("指标值", 2)]], lead=C("年\n度\n绩\n效\n指\n标"))
    file("cn-department-goal-tasks-2023", "xlsx", g, f, "department declaration: tasks with three amount columns and a sum row, goals in rows; clean", "National department declaration 2015 annex, county data")


def shanghai():
    """Shanghai: amounts in yuan, total and year side by side, weights in the goal, target as three columns."""
    f = Form("城市道路积水点改造", "示例区水务局", "示例区排水管理所", 2024, kind=GOAL, unit="元",
             money={"total": ("年度资金申请总额", "5600000", None, None), "fiscal": ("其中：当年财政拨款", "5600000", None, None), "carry_over": ("上年结转资金", "0", None, None), "other": ("其他资金", "0", None, None)},
             traps=["项目资金（元）", "项目资金总额跨年，不与年度比较", "指标带权重", "项目性质、计划开始日期"])
    rows = [(OUT, QTY, "改造积水点数量", "≥6个", 12), (OUT, QUA, "工程一次验收合格率", "＝100.00％", 12), (OUT, TIM, "汛前完工率", "≥90.00%", 12), (COS, "经济成本指标", "项目成本控制", "≤5600000.00元", 14), (BEN, SOC, "道路积水投诉下降率", "≥30.00%", 20), (BEN, SUS, "排水设施养护", "到位", 20), (SAT, SER, "居民满意度", "≥85.00%", 10)]
    f.indicators = [goal(a, b, n, t, w, **({"method": "text"} if t == "到位" else {})) for a, b, n, t, w in rows]
    g = Grid(8, "项目绩效目标申报表")
    g.line("财政项目支出绩效目标申报表")
    g.line("（2024年度）")
    g.row("项目名称", C(f.programme, 3), "项目类别", C("特定目标类", 3))
    g.row("主管部门", C(f.department, 3), "实施单位", C(f.implementer, 3))
    g.row("项目性质", C("一次性项目", 3), "计划开始日期", C("2023-01-01"), "计划完成日期", C("2024-12-31"))
    g.row(C("项目资金\n（元）", 1, 4), C("项目资金总额", 2), N("18600000"), f.label("total", 2), f.m("total", "initial", 2))
    g.row(C("其中：财政资金", 2), N("18600000"), f.label("fiscal", 2), f.m("fiscal", "initial", 2))
    g.row(C(None, 2), None, f.label("carry_over", 2), f.m("carry_over", "initial", 2))
    g.row(C("其他资金", 2), N("0"), f.label("other", 2), f.m("other", "initial", 2))
    g.row("项目总目标", C("两年内消除18个积水点", 3), "年度总体目标", C("改造6个积水点", 3))
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 3), "target", "weight"], head=[["一级指标", "二级指标", C("三级指标", 3), "指标目标值", "指标权重"]], lead=C("绩效指标"))
    file("sh-goal-yuan-2024", "xls", g, f, "amounts in 元, total project money left and the year's right, weights in a declaration, full-width ＝100.00％, 成本指标 between output and benefit; clean", "Shanghai district declaration 2024")


def chencang():
    """Shaanxi: a goal table at the end of a notice, finance bureaus of two levels, placeholders without a number."""
    f = Form("农村饮水安全巩固提升工程专项", "示例区水利局", None, 2020, kind=GOAL, money={"fiscal": ("其中：财政拨款", "500", None, None)}, traps=["市、区两级财政部门与主管部门", "资金总额空白", "指标值只有单位的占位行", "≧ %"])
    f.indicators = [hole(OUT, QTY, "指标1：新建堤防、护岸长度", target="公里"), hole(OUT, QTY, "指标2：灌区节水改造面积", target="万亩"), goal(OUT, QTY, "农村饮水工程覆盖服务人口数", "0.92万人", prefix="指标3："), hole(OUT, QTY, "指标4：中小河流治理长度", target="公里"),
                    goal(OUT, QUA, "工程验收合格率", "≧95%", prefix="指标1："), goal(OUT, TIM, "截至2020年底，投资完成比例", "≧80%", prefix="指标1："), goal(BEN, SOC, "农村集中供水率", "≧90%", prefix="指标1："), goal(SAT, SER, "受益群众满意度", "≧90%", prefix="指标1：")]
    g = Grid(6)
    g.row(C("专项（项目）名称", 2), C(f.programme, 4))
    g.row(C("市级财政部门", 2), C("某市财政局"), C("市级主管部门"), C("某市水利局", 2))
    g.row(C("区级财政部门", 2), C("示例区财政局"), C("区级主管部门"), C(f.department, 2))
    g.row(C("资金情况（万元）", 2, 3), C("资金来源", 2), C("资金总额", 1), None)
    g.row(f.label("fiscal", 2), f.m("fiscal", "initial"), None)
    g.row(C("其他资金", 2), None, None)
    g.row(C("总体目标", 2), C("改善提升9200人饮水条件。", 4))
    for i in f.indicators:
        if i.placeholder:
            i.more["target"] = i.more.pop("target")
    indicators(g, f, f.indicators, ["l1", "l2", ("name", 2), "target"], head=[["一级指标", "二级指标", C("三级指标", 2), "指标值"]], lead=C("绩效指标"))
    file("sn-goal-in-notice-2020", "docx", ["关于下达2020年第二批省级财政水利发展资金的通知", "示例区水利局：", "现将2020年省级财政第二批水利发展资金500万元下达给你局，着力解决我区9200人的饮水问题。", "附件：2020年省级财政水利发展资金绩效目标表", ("h", "2020年省级财政水利发展资金绩效目标表"), "（2020）年度", g], f, "table at the end of a notice, only one source filled, template indicators with bare units, ≧; clean", "Shaanxi, Chencang water funds 2020")


def library_list():
    """A bare list of indicators for import: csv, sign, value, unit, weight, no head."""
    f = Form(None, None, None, None, kind="indicator-list", unit="万元", traps=["没有项目名称", "制表符分隔", "层级逐行重复", "全角符号"])
    rows = [(OUT, QTY, "巡查水库次数", "≥48次", 15), (OUT, QTY, "维修闸门数量", "＝12扇", 15), (OUT, QUA, "维修合格率", "≥98％", 10), (OUT, TIM, "汛前完成率", "＝100%", 10), (OUT, COS, "单扇维修费", "≤3.5万元", 10), (BEN, SOC, "下游受保护人口", "≥3.2万人", 20), (SAT, SER, "受益村满意度", "≥90%", 10)]
    f.indicators = [goal(a, b, n, t, w, more={"sign": t[0]}) for a, b, n, t, w in rows]
    g = Grid(7)
    indicators(g, f, f.indicators, ["l1", "l2", "name", "sign", "value", "unit", "weight"], head=[["一级指标", "二级指标", "三级指标", "计算符号", "指标值", "计量单位", "权重"]], down1="repeat", down2="repeat")
    file("x-indicator-list", "csv", g, f, "list of indicators only, tab separated, no head or money; clean", "Import list of the integrated system", delimiter="\t")


for build in (wuhan, jiayuguan, ningxiang, ezhou, putian, national_department, shanghai, chencang, library_list):
    build()
