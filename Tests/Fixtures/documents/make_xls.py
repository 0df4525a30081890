"""Writes the .xls fixtures with xlwt and, beside each, what xlrd reads in it (.dump).

Run with a Python that has xlwt and xlrd: python make_xls.py
The formulas' results, which xlwt cannot store, come from patched bytes (see `formulas`).
"""
import datetime
import os
import random
import struct
from decimal import Decimal

import xlrd
import xlwt

HERE = os.path.dirname(os.path.abspath(__file__))


def plain(number):
    text = format(Decimal(format(number, ".15g")).normalize(), "f")
    return "0" if text == "-0" else text


def dump(name):
    book = xlrd.open_workbook(os.path.join(HERE, name), formatting_info=True)
    lines = []
    for sheet in book.sheets():
        lines.append("sheet %s%s" % (sheet.name, " hidden" if sheet.visibility else ""))
        covered = set()
        for top, bottom, left, right in sorted(sheet.merged_cells, key=lambda m: (m[0], m[2])):
            if (bottom - top, right - left) == (1, 1):
                continue
            lines.append("merge %d,%d-%d,%d" % (top, left, bottom - 1, right - 1))
            covered |= {(r, c) for r in range(top, bottom) for c in range(left, right)} - {(top, left)}
        for row in sorted(r for r, info in sheet.rowinfo_map.items() if info.hidden):
            lines.append("hidden row %d" % row)
        for column in sorted(c for c, info in sheet.colinfo_map.items() if info.hidden and c < 256):
            lines.append("hidden column %d" % column)
        for r in range(sheet.nrows):
            for c in range(sheet.ncols):
                cell = sheet.cell(r, c)
                if (r, c) in covered or cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    continue
                if cell.ctype == xlrd.XL_CELL_TEXT:
                    if cell.value == "":
                        continue
                    value = "text " + cell.value.replace("\\", "\\\\").replace("\n", "\\n")
                elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    value = "boolean %s" % ("TRUE" if cell.value else "FALSE")
                elif cell.ctype == xlrd.XL_CELL_ERROR:
                    value = "error " + xlrd.error_text_from_code[cell.value]
                else:
                    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
                    if cell.ctype == xlrd.XL_CELL_DATE and any(letter in code.lower() for letter in "yd月"):
                        day = xlrd.xldate_as_datetime(cell.value, book.datemode).date()
                        value = "day " + day.isoformat()
                    elif "%" in code:
                        value = "percent " + plain(cell.value)
                    else:
                        value = "number " + plain(cell.value)
                lines.append("%d,%d %s" % (r, c, value))
    with open(os.path.join(HERE, name[:-4] + ".dump"), "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def style(code=None, **more):
    made = xlwt.XFStyle()
    if code:
        made.num_format_str = code
    return made


def form(name, dates_1904=False):
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = dates_1904
    sheet = book.add_sheet("自评表")
    sheet.write_merge(0, 0, 0, 6, "项目支出绩效自评表（2023年度）")
    rows = [
        ["项目名称", "农村饮水安全工程", "", "主管部门", "水利局", "", ""],
        ["资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", 880.0, 880.0, 740.0, 10, 740.0 / 880.0, 8.4],
    ]
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            if value != "":
                sheet.write(r, c, value, style("0.00%") if (r, c) == (3, 5) else xlwt.Style.default_style)
    sheet.write_merge(4, 16, 0, 0, "绩效\n指标")
    for n in range(13):
        r = 4 + n
        if n in (0, 5, 10):
            sheet.write_merge(r, min(r + 4, 16), 1, 1, ["产出指标", "效益指标", "满意度指标"][n // 5])
        sheet.write(r, 2, "指标%d：管网巡查里程" % (n + 1))
        sheet.write(r, 3, "≥%d公里" % (90 + n))
        sheet.write(r, 4, 90.5 + n)
        sheet.write(r, 5, [5, 8.37, 0.1 + 0.2, 1 / 3, 1e-7, 123456789012345.0, 1.005][n % 7])
        sheet.write(r, 6, 0.98 - n / 100, style("0%" if n % 2 else "0.0%"))
    day = datetime.date(2023, 12, 20)
    for c, code in enumerate(['yyyy"年"m"月"d"日"', "yyyy-mm-dd", "m/d/yy", '[$-804]yyyy"年"m"月"', "h:mm", "[h]:mm:ss"]):
        value = datetime.time(13, 30) if "h" in code else day
        sheet.write(17, c, value, style(code))
    sheet.write(18, 0, True)
    sheet.write(18, 1, False)
    sheet.write(18, 2, -0.01)
    sheet.write(18, 3, 12345678.91)
    sheet.write(18, 4, "  两端空格 ")
    sheet.row(14).hidden = True
    sheet.row(18).hidden = True
    sheet.col(5).hidden = True
    other = book.add_sheet("说明")
    other.write(0, 0, "填表说明")
    other.visibility = 1
    very = book.add_sheet("数据")
    very.write(3, 3, "代码")
    very.visibility = 2
    book.save(os.path.join(HERE, name))
    dump(name)


def long_strings(name):
    """A string table over many CONTINUE records: narrow, wide and mixed strings cut anywhere."""
    random.seed(20231220)
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Long strings")
    for r in range(24):
        length = random.randrange(1, 3000)
        kind = r % 3
        text = "".join(random.choice(["abc defg", "绩效评价", "a绩b效"][kind]) for _ in range(length))
        sheet.write(r, r % 5, text)
    # Rich text: some characters in bold, which puts formatting runs behind the string.
    bold = xlwt.easyfont("bold true")
    for r in range(24, 30):
        text = "完成率" * random.randrange(1, 900)
        sheet.write_rich_text(r, 0, [(text[:2], bold), text[2:]])
    book.save(os.path.join(HERE, name))
    dump(name)


def formulas(name):
    """Formulas with stored results of every kind; xlwt writes zeros, so the bytes are patched."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("公式")
    for c in range(9):
        sheet.write(0, c, c + 0.5)
        sheet.write(1, c, xlwt.Formula("A1*2"), style("0.00%" if c == 6 else "yyyy-mm-dd" if c == 8 else None))
    path = os.path.join(HERE, name)
    book.save(path)
    data = bytearray(open(path, "rb").read())
    results = [
        struct.pack("<d", 8.3699999999999992),
        b"\x00\x00\x00\x00\x00\x00\xff\xff",  # text, in the record that follows
        None,  # gives its place to that record
        b"\x01\x00\x01\x00\x00\x00\xff\xff",  # TRUE
        b"\x02\x00\x07\x00\x00\x00\xff\xff",  # #DIV/0!
        b"\x03\x00\x00\x00\x00\x00\xff\xff",  # empty text
        struct.pack("<d", 0.98),
        b"\x02\x00\x2a\x00\x00\x00\xff\xff",  # #N/A
        struct.pack("<d", 45280.75),
    ]
    for column, result in enumerate(results):
        at = data.find(b"\x06\x00")
        while data[at + 4 : at + 8] != struct.pack("<HH", 1, column):
            at = data.find(b"\x06\x00", at + 1)
        if result:
            data[at + 10 : at + 18] = result
            continue
        length = struct.unpack_from("<H", data, at + 2)[0]
        text = "优秀"
        string = struct.pack("<HHHB", 0x0207, 3 + 2 * len(text), len(text), 1) + text.encode("utf-16-le")
        rest = 4 + length - len(string)
        data[at : at + 4 + length] = string + struct.pack("<HH", 0x00EF, rest - 4) + bytes(rest - 4)
    open(path, "wb").write(data)
    dump(name)


def symbols(name):
    """Ticks and boxes as letters of Wingdings 2, in a run of a cell and in a whole cell; xlrd reads the bare letters."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Ticks")
    wingdings = xlwt.easyfont("name Wingdings 2")
    song = xlwt.easyfont("name SimSun")
    sheet.write_rich_text(0, 0, ["经常性项目", ("R", wingdings), ("一次性项目", song), ("\u00a3", wingdings)])
    sheet.write(1, 0, "R", xlwt.easyxf("font: name Wingdings 2"))
    sheet.write(2, 0, "R")
    book.save(os.path.join(HERE, name))


def record(number, body):
    return struct.pack("<HH", number, len(body)) + body


def biff5(name):
    """A workbook of Excel 95: strings are bytes in the code page, here 936."""

    def begin(kind):
        return record(0x0809, struct.pack("<HHHH", 0x0500, kind, 0x096C, 0x07C9))

    def label(row, column, text, xf=0):
        encoded = text.encode("gbk")
        return record(0x0204, struct.pack("<HHHH", row, column, xf, len(encoded)) + encoded)

    def named(number, head, text):
        encoded = text.encode("gbk")
        return record(number, head + struct.pack("<B", len(encoded)) + encoded)

    end = record(0x000A, b"")
    head = begin(5) + record(0x0042, struct.pack("<H", 936))
    fonts = b"".join(named(0x0031, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0), "宋体") for _ in range(5))
    formats = named(0x041E, struct.pack("<H", 165), 'yyyy"年"m"月"d"日"')
    xfs = b"".join(record(0x00E0, struct.pack("<HHHHHHHH", 0, code, 1, 0x20, 0, 0, 0, 0)) for code in (0, 10, 165))
    sheet = begin(0x10)
    sheet += record(0x0208, struct.pack("<HHHHHHHH", 2, 0, 4, 255, 0, 0, 0x20, 0))
    sheet += label(0, 0, "项目支出绩效自评表") + label(1, 0, "ABC") + label(2, 0, "隐藏行")
    sheet += record(0x0203, struct.pack("<HHHd", 1, 1, 0, 8.3699999999999992))
    sheet += record(0x027E, struct.pack("<HHHL", 1, 2, 1, (98 << 2) | 3))
    sheet += record(0x027E, struct.pack("<HHHL", 1, 3, 2, (45280 << 2) | 2))
    sheet += record(0x00BD, struct.pack("<HHHLHLH", 3, 0, 0, (-5 << 2 | 3) & 0xFFFFFFFF, 0, (12345 << 2) | 3, 1))
    sheet += record(0x0006, struct.pack("<HHH", 4, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + struct.pack("<HLH", 0, 0, 3) + b"\x1e\1\0")
    text = b"good"
    sheet += record(0x0207, struct.pack("<H", len(text)) + text)
    sheet += end
    bounds = len(named(0x0085, b"\0" * 6, "自评表"))
    start = len(head) + len(fonts) + len(formats) + len(xfs) + bounds + len(end)
    stream = head + fonts + formats + xfs + named(0x0085, struct.pack("<LH", start, 0), "自评表") + end + sheet
    path = os.path.join(HERE, name)
    from xlwt.CompoundDoc import XlsDoc

    XlsDoc().save(path, stream.ljust(4608, b"\0"))
    data = bytearray(open(path, "rb").read())
    at = data.find("Workbook".encode("utf-16-le"))
    data[at : at + 64] = "Book".encode("utf-16-le").ljust(64, b"\0")
    struct.pack_into("<H", data, at + 64, 10)
    open(path, "wb").write(data)
    # The text of the formula is ASCII because xlrd counts characters where the file counts bytes.
    dump(name)


if __name__ == "__main__":
    form("form-1900.xls")
    form("form-1904.xls", dates_1904=True)
    long_strings("long-strings.xls")
    formulas("formulas.xls")
    symbols("symbols.xls")
    biff5("excel-95.xls")
