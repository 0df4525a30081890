"""Writes department-2023.xlsx: a county education bureau's whole-expenditure self-evaluation form.

The money and the weights are those of a published 2023 report (1669.0157 / 1805.58777 / 1863.95787 万元,
40/10/40/10); unit and indicators are invented, ordinary public services. Like the published one it has
flaws, so that there is something to find. Needs openpyxl. usage: python3 make-example.py
"""
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
ROWS = [
    ("产出指标（40分）", "数量指标", "改造薄弱学校数量", "≥12所", "12所", 8, 8, ""),
    ("", "", "新建直播教室数量", "≥36间", "36间", 6, 6, ""),
    ("", "", "教师培训人次", "≥1200人次", "1086人次", 6, 6, ""),
    ("", "质量指标", "校舍维修验收合格率", "≥98%", "100%", 6, 6, ""),
    ("", "", "图书配备达标率", "95%以上", "96.5%", 4, 4, ""),
    ("", "时效指标", "改造项目完工时间", "2023年12月底前", date(2023, 12, 20), 5, 5, ""),
    ("", "成本指标", "全年支出控制数", "≤1805.58777万元", 1863.95787, 5, 5, ""),
    ("效益指标（40分）", "社会效益指标", "受益学生人数", "≥9600人", "9840人", 15, 15, ""),
    ("", "", "九年义务教育巩固率", "≥99%", "98.6%", 10, 9.96, "外出随迁学生学籍未及时转出，下学期起按月核对"),
    ("", "可持续影响指标", "校舍安全长效管理机制", "健全", "基本健全", 15, 11.5, "两所教学点管护人员待落实"),
    ("满意度指标（10分）", "服务对象满意度指标", "学生及家长满意度", "≥95％", "９６％", 10, 10, ""),
]

book = Workbook()
sheet = book.active
sheet.title = "整体支出自评表"
thin = Side(style="thin")
box = Border(left=thin, right=thin, top=thin, bottom=thin)


def put(ref, value, merge=None, bold=False, number=None):
    cell = sheet[ref]
    cell.value = value
    cell.font = Font(name="宋体", size=11, bold=bold)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if number:
        cell.number_format = number
    if merge:
        sheet.merge_cells(f"{ref}:{merge}")


put("A1", "部门整体支出绩效自评表", "I1", bold=True)
sheet["A1"].font = Font(name="宋体", size=16, bold=True)
put("A2", "（2023年度）", "I2")
put("A3", "部门名称")
put("B3", "示例县教育局", "I3")
put("A4", "部门资金\n（万元）", "A8")
put("B4", "", "C4")
for column, text in zip("DEFGHI", ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]):
    put(f"{column}4", text)
money = ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]
for row, label in enumerate(money, start=5):
    put(f"B{row}", label, f"C{row}")
    amounts = (1669.0157, 1805.58777, 1863.95787) if row < 7 else (0, 0, 0)
    for column, amount in zip("DEF", amounts):
        put(f"{column}{row}", amount, number="0.0####")
    for column in "GHI":
        put(f"{column}{row}", "—")
put("G5", 10)
put("H5", "103.23%")
put("I5", 10)
put("A9", "年度总体目标", "A10")
put("B9", "预期目标", "E9")
put("F9", "实际完成情况", "I9")
put("B10", "改造薄弱学校12所，新建直播教室36间，培训教师1200人次", "E10")
put("F10", "改造12所，新建36间，培训1086人次", "I10")
put("A11", "绩效指标", f"A{11 + len(ROWS)}")
for column, text in zip("BCDEFGHI", HEAD):
    put(f"{column}11", text, bold=True)
for row, values in enumerate(ROWS, start=12):
    for column, value in zip("BCDEFGHI", values):
        put(f"{column}{row}", value if value != "" else None, number="yyyy/m/d" if isinstance(value, date) else None)
for first, last in [(12, 18), (19, 21)]:
    sheet.merge_cells(f"B{first}:B{last}")
for first, last in [(12, 14), (15, 16), (19, 20)]:
    sheet.merge_cells(f"C{first}:C{last}")
total = 12 + len(ROWS)
put(f"A{total}", "总分", f"F{total}", bold=True)
put(f"G{total}", 100)
put(f"H{total}", None)
put(f"I{total}", "优秀")
for row in sheet.iter_rows(min_row=1, max_row=total, max_col=9):
    for cell in row:
        cell.border = box
for row in range(3, total + 1):
    sheet.row_dimensions[row].height = 36 if row in (10, 20, 21) else 22
sheet.row_dimensions[4].height = 32
for column, width in zip("ABCDEFGHI", [12, 14, 16, 26, 18, 16, 9, 10, 34]):
    sheet.column_dimensions[column].width = width
sheet.page_setup.orientation = "landscape"
sheet.page_setup.fitToWidth = 1
sheet.page_setup.fitToHeight = 0
sheet.sheet_properties.pageSetUpPr.fitToPage = True
book.save("department-2023.xlsx")
