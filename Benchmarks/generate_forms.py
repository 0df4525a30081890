"""Writes 500 seeded self-evaluation forms of 13 indicators in the national layout. usage: generate_forms.py FOLDER"""
import random
import sys
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

SEED = 20231231
NAMES = ["新建图书室数量", "改造供水管网长度", "维修村道里程", "培训乡村教师人次", "工程验收合格率", "设备完好率", "工程完工及时率", "单位造价",
         "受益居民人数", "节约用水量", "就诊便利程度", "设施正常运行年限", "群众满意度"]
LEVELS = [("产出指标", "数量指标", 4), ("", "质量指标", 2), ("", "时效指标", 1), ("", "成本指标", 1),
          ("效益指标", "社会效益指标", 1), ("", "生态效益指标", 1), ("", "社会效益指标", 1), ("", "可持续影响指标", 1), ("满意度指标", "服务对象满意度指标", 1)]
WEIGHTS = [6, 6, 6, 6, 6, 6, 7, 7, 8, 8, 7, 7, 10]

random.seed(SEED)
folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
thin = Side(style="thin")
box = Border(left=thin, right=thin, top=thin, bottom=thin)
for number in range(500):
    book = Workbook()
    sheet = book.active
    sheet.title = "自评表"

    def put(ref, value, merge=None, style="General"):
        cell = sheet[ref]
        cell.value, cell.border, cell.font, cell.number_format = value, box, Font(name="宋体"), style
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        if merge:
            sheet.merge_cells(f"{ref}:{merge}")

    put("A1", "项目支出绩效自评表", "I1")
    put("A2", "（2023年度）", "I2")
    put("A3", "项目名称")
    put("B3", f"公共服务项目第{number}号", "I3")
    put("A4", "主管部门")
    put("B4", "示例县财政局", "D4")
    put("E4", "实施单位")
    put("F4", "示例县公共服务中心", "I4")
    put("A5", "项目资金\n（万元）", "A9")
    for column, text in zip("DEFGHI", ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]):
        put(f"{column}5", text)
    budget = random.randint(1_000_000, 90_000_000) / 10_000
    spent = round(budget * random.uniform(0.7, 1.0), 4)
    for row, label in zip(range(6, 10), ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]):
        put(f"B{row}", label, f"C{row}")
        for column, amount in zip("DEF", (budget, budget, spent) if row < 8 else (0, 0, 0)):
            put(f"{column}{row}", amount, style="0.0000")
        for column in "GHI":
            put(f"{column}{row}", "—")
    put("G6", 10)
    put("H6", spent / budget, style="0.00%")
    put("I6", round(10 * spent / budget, 2))
    put("A10", "年度总体目标", "A11")
    put("B10", "预期目标", "E10")
    put("F10", "实际完成情况", "I10")
    put("B11", "建成并投入使用", "E11")
    put("F11", "已建成并投入使用", "I11")
    put("A12", "绩效指标", "A25")
    for column, text in zip("BCDEFGHI", ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]):
        put(f"{column}12", text)
    row = 13
    for level1, level2, count in LEVELS:
        for position in range(count):
            index = row - 13
            put(f"B{row}", level1 if position == 0 else None)
            put(f"C{row}", level2 if position == 0 else None)
            put(f"D{row}", NAMES[index])
            target = random.randint(80, 2000)
            actual = target if random.random() < 0.7 else int(target * random.uniform(0.7, 1.3))
            weight = WEIGHTS[index]
            if index == 10:
                put(f"E{row}", "提升")
                put(f"F{row}", "达成预期指标")
                score = weight
            elif index in (4, 5, 6, 12):
                rate = random.randint(85, 100)
                put(f"E{row}", "≥95%")
                put(f"F{row}", rate / 100, style="0%")
                score = weight if rate >= 95 else round(weight * rate / 95, 2)
            else:
                put(f"E{row}", ("≤" if index == 7 else "≥") + str(target))
                put(f"F{row}", actual)
                score = weight if random.random() < 0.8 else round(weight * 0.9, 2)
            put(f"G{row}", weight)
            put(f"H{row}", score)
            put(f"I{row}", "受天气影响，已调整计划" if actual < target else None)
            row += 1
    put("A26", "总分", "F26")
    put("G26", 100)
    put("H26", round(sum(sheet[f"H{line}"].value for line in range(13, 26)) + sheet["I6"].value, 2))
    book.save(folder / f"form-{number:03}.xlsx")
