#!/usr/bin/env python3
"""Writes rich.xlsx: a filled form with much of what office workbooks carry besides cells.

Needs xlsxwriter. The form is invented; the school is an ordinary public service.
"""
import io
import pathlib
import struct
import zlib

import xlsxwriter


def png(width, height):
    """A plain grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"\xcc" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


folder = pathlib.Path(__file__).parent
book = xlsxwriter.Workbook(folder / "rich.xlsx", {"in_memory": True})
book.set_properties({"title": "自评表", "author": "填报单位"})
book.set_custom_property("填报批次", "2023-1")
label = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "font_name": "宋体"})
value = book.add_format({"border": 1, "text_wrap": True, "font_name": "仿宋", "bg_color": "#EEF7EE"})
title = book.add_format({"bold": True, "font_size": 18, "align": "center"})
red = book.add_format({"font_color": "red"})
rate = book.add_format({"border": 1, "num_format": "0.00%"})

cover = book.add_worksheet("封面")
cover.write("B2", "项目支出绩效自评")
cover.insert_image("B4", "seal.png", {"image_data": io.BytesIO(png(60, 60)), "description": "单位标识"})
cover.write_url("B10", "internal:'自评表 (一) & ''附件''表'!A1", string="到自评表")

sheet = book.add_worksheet("自评表 (一) & '附件'表")
sheet.merge_range("A1:I1", "项目支出绩效自评表", title)
sheet.merge_range("A2:I2", "（2023年度）", label)
sheet.write("A3", "项目名称", label)
sheet.merge_range("B3:I3", "校园供水改造", value)
sheet.write("A4", "主管部门", label)
sheet.merge_range("B4:D4", "青山县教育局", value)
sheet.write("E4", "实施单位", label)
sheet.merge_range("F4:I4", "青山县实验小学", value)
sheet.merge_range("A5:A9", "项目资金\n（万元）", label)
sheet.merge_range("B5:C5", "", label)
for column, text in zip("DEFGHI", ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]):
    sheet.write(f"{column}5", text, label)
for row, text in zip(range(6, 10), ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]):
    sheet.merge_range(f"B{row}:C{row}", text, label)
for column, numbers in zip("DEF", [(40, 40, 0, 0), (43.2, 43.2, 0, 0), (37.24, 37.24, 0, 0)]):
    for row, number in zip(range(6, 10), numbers):
        sheet.write_number(f"{column}{row}", number, value)
sheet.write_number("G6", 10, value)
sheet.write_formula("H6", "=F6/E6", rate, 37.24 / 43.2)
sheet.write_number("I6", 9, value)
for row in (7, 8, 9):
    for column in "GHI":
        sheet.write(f"{column}{row}", "—", label)
sheet.merge_range("A10:A11", "年度总体目标", label)
sheet.merge_range("B10:D10", "预期目标", label)
sheet.merge_range("E10:I10", "实际完成情况", label)
sheet.merge_range("B11:D11", "改造供水管网，保证师生饮水安全", value)
sheet.merge_range("E11:I11", "管网改造完成", value)
for column, text in zip("BCDEFGHI", ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]):
    sheet.write(f"{column}12", text, label)
sheet.merge_range("A12:A18", "绩效指标", label)
sheet.merge_range("B13:B15", "产出指标（50分）", label)
sheet.merge_range("B16:B17", "效益指标（30分）", label)
sheet.write("B18", "满意度指标（10分）", label)
rows = [
    ("数量指标", "改造供水管网长度", "≥1200米", "1000米", 20, 20, ""),
    ("质量指标", "水质检测合格率", "≥95%", "98%", 15, 15, ""),
    ("成本指标", "单位改造成本", "≤300元/米", "330元/米", 15, 15, ""),
    ("社会效益指标", "受益师生人数", "≥860人", "860人", 20, 20, ""),
    ("可持续影响指标", "设施可用年限", "≥10年", "10年", 10, 10, ""),
    ("服务对象满意度指标", "师生满意度", "≥90%", "88%", 10, 9.78, "热水供应时段偏短，已延长"),
]
for row, (level2, name, target, actual, weight, score, reason) in enumerate(rows, start=13):
    sheet.write(f"C{row}", level2, label)
    for column, item in zip("DEFGHI", [name, target, actual, weight, score, reason]):
        sheet.write(f"{column}{row}", item, value)
sheet.merge_range("A19:F19", "总分", label)
sheet.write_formula("G19", "=G6+SUM(G13:G18)", value, 100)
sheet.write_formula("H19", "=I6+SUM(H13:H18)", value, 98.78)
sheet.write("I19", "优", value)

sheet.set_column("A:A", 10)
sheet.set_column("B:C", 14)
sheet.set_column("D:D", 26)
sheet.set_column("E:H", 12)
sheet.set_column("I:I", 28)
sheet.set_row(12, 40)
sheet.write_comment("H13", "校对：已核", {"author": "校对员", "x_scale": 1.5})
sheet.write_comment("D15", "含税价", {"author": "校对员"})
sheet.data_validation("G13:G18", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
sheet.conditional_format("H13:H18", {"type": "formula", "criteria": "=H13>G13", "format": red})
sheet.set_landscape()
sheet.set_paper(9)
sheet.fit_to_pages(1, 0)
sheet.repeat_rows(11)
sheet.print_area("A1:I19")
sheet.set_header("&L青山县教育局&R&D")
sheet.set_footer("&C第 &P 页")
sheet.freeze_panes(2, 0)
sheet.insert_image("K3", "seal.png", {"image_data": io.BytesIO(png(40, 40)), "description": "单位标识"})
sheet.write_url("B21", "https://example.org/", string="填报说明")

notes = book.add_worksheet("说明")
notes.write("A1", "单位：万元")
notes.autofilter("A1:B3")
notes.write_comment("A1", "单位以批复为准", {"author": "校对员"})
book.define_name("预算执行率", "='自评表 (一) & ''附件''表'!$H$6")
book.close()
