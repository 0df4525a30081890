"""Writes grids in the formats people have. Zip times are fixed, so that the same input gives the same bytes."""
import csv
import datetime
import io
import re
import zipfile

import docx
import openpyxl
import xlsxwriter
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from grid import Day, Num, Pct, Rich, Sum

EPOCH = datetime.datetime(2024, 1, 1)


def fixed_zip(path):
    """Rewrites a zip with one time for all its members."""
    with zipfile.ZipFile(path) as source:
        members = [(info.filename, source.read(info)) for info in source.infolist()]
    stamp = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
    members = [(n, stamp.sub(rb"\g<1>2024-01-01T00:00:00Z", d) if n == "docProps/core.xml" else d) for n, d in members]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, data)


def native(value):
    """(value, number format) of a cell in a workbook."""
    if isinstance(value, Num):
        number = float(value.text)
        return (int(number) if number == int(number) and "." not in value.text else number), value.form
    if isinstance(value, Pct):
        return float(value.fraction), "0%" if value.places == 0 else "0." + "0" * value.places + "%"
    if isinstance(value, Day):
        return datetime.datetime.combine(value.date, datetime.time()), "yyyy/m/d"
    if isinstance(value, Sum):
        return value.formula, "General"
    if isinstance(value, Rich):
        return CellRichText(*[TextBlock(InlineFont(b=True), r) if k % 2 else r for k, r in enumerate(value.runs)]), "General"
    return value, "General"


def write_xlsx(path, grids, date1904=False):
    """openpyxl: shared strings, merges, hidden rows, columns and sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if date1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    thin = Side(style="thin")
    for g in grids:
        sheet = book.create_sheet(g.title)
        for (r, c), cell in g.cells.items():
            value, form = native(cell.value)
            at = sheet.cell(r + 1, c + 1)
            at.value = value
            if isinstance(value, str) and not isinstance(cell.value, Sum):
                at.data_type = "s"  # a text such as =100% is no formula
            at.number_format = form
            at.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
            at.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            at.font = Font(name="宋体", size=10)
            if (cell.w > 1 or cell.h > 1) and not g.plain:
                sheet.merge_cells(start_row=r + 1, start_column=c + 1, end_row=r + cell.h, end_column=c + cell.w)
        for (r, c), text in g.notes.items():
            sheet.cell(r + 1, c + 1).comment = Comment(text, "审核")
        for r in g.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
        for c in g.hidden_columns:
            sheet.column_dimensions[get_column_letter(c + 1)].hidden = True
        for c, w in g.widths.items():
            sheet.column_dimensions[get_column_letter(c + 1)].width = w
        if g.hidden:
            sheet.sheet_state = "hidden"
    book.active = next(k for k, g in enumerate(grids) if not g.hidden)
    book.properties.creator, book.properties.created, book.properties.modified = "单位", EPOCH, EPOCH
    book.save(path)
    fixed_zip(path)


def write_xlsx_inline(path, grids):
    """xlsxwriter: inline strings, formulas with the values they last showed, rich text."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    book.set_properties({"created": EPOCH})
    for g in grids:
        sheet = book.add_worksheet(g.title)
        if g.hidden:
            sheet.hide()
        merges = []
        for (r, c), cell in sorted(g.cells.items()):
            value, form = native(cell.value)
            style = book.add_format({"num_format": form, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter"})
            if isinstance(cell.value, Sum):
                number = cell.value.value
                sheet.write_formula(r, c, value, style, float(number) if number.replace(".", "").isdigit() else number)
            elif isinstance(value, datetime.datetime):
                sheet.write_datetime(r, c, value, style)
            elif value is None:
                sheet.write_blank(r, c, None, style)
            elif isinstance(value, (int, float)):
                sheet.write_number(r, c, value, style)
            else:
                sheet.write_string(r, c, str(value), style)
            if (cell.w > 1 or cell.h > 1) and not g.plain:
                merges.append((r, c, r + cell.h - 1, c + cell.w - 1))
        sheet.merge = merges
    book.close()
    fixed_zip(path)


def write_xls(path, grids, date1904=False):
    """xlwt: BIFF8."""
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = date1904
    styles = {}
    for g in grids:
        sheet = book.add_sheet(g.title, cell_overwrite_ok=True)
        if g.hidden:
            sheet.visibility = 1
        for (r, c), cell in g.cells.items():
            value, form = native(cell.value)
            style = styles.setdefault(form, xlwt.easyxf("align: wrap on, vert centre, horiz centre; borders: left thin, right thin, top thin, bottom thin", num_format_str=form))
            if isinstance(cell.value, Sum):
                value = float(cell.value.value)
            if date1904 and isinstance(value, datetime.datetime):
                value = (value - datetime.datetime(1904, 1, 1)).days
            if (cell.w > 1 or cell.h > 1) and not g.plain:
                sheet.write_merge(r, r + cell.h - 1, c, c + cell.w - 1, value, style)
            else:
                sheet.write(r, c, value, style)
        for r in g.hidden_rows:
            sheet.row(r).hidden = True
    book.save(path)


def write_docx(path, blocks):
    """python-docx: paragraphs (str, or ("heading", text)) and tables with merged cells."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, tuple):
            document.add_heading(block[1], level=2)
            continue
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        g = block
        if g.nested:
            outer = document.add_table(1, 1)
            outer.style = "Table Grid"
            table = outer.cell(0, 0).add_table(g.height, g.width)
        else:
            table = document.add_table(g.height, g.width)
        table.style = "Table Grid"
        grid_cells = [list(row.cells) for row in table.rows]
        for (r, c), cell in g.cells.items():
            at = grid_cells[r][c]
            if cell.w > 1 or cell.h > 1:
                at = at.merge(grid_cells[r + cell.h - 1][c + cell.w - 1])
            lines = cell.text().split("\n")
            at.text = lines[0]
            for extra in lines[1:]:
                at.add_paragraph(extra)
            for paragraph in at.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    core = document.core_properties
    core.author, core.created, core.modified, core.last_modified_by = "单位", EPOCH, EPOCH, "单位"
    document.save(path)
    fixed_zip(path)


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")


def html_table(g, spans=True):
    out = ['<table border="1" cellspacing="0" cellpadding="0">']
    for r in range(g.height):
        out.append("<tr>")
        for c in range(g.width):
            cell = g.cells.get((r, c))
            if cell is None:
                continue
            attributes = (f' colspan="{cell.w}"' if cell.w > 1 else "") + (f' rowspan="{cell.h}"' if cell.h > 1 else "")
            text = escape(cell.text())
            out.append(f"<td{attributes}><p>{text or '&nbsp;'}</p></td>")
        out.append("</tr>")
    return "\n".join(out + ["</table>"])


def write_html(path, blocks, encoding="utf-8", title="", wrap=None):
    """A page: paragraphs and tables, with the furniture of a site around them. wrap: a template with %s for the body."""
    body = "\n".join(f"<p>{escape(b)}</p>" if isinstance(b, str) else f"<h3>{escape(b[1])}</h3>" if isinstance(b, tuple) else html_table(b) for b in blocks)
    page = (wrap or "<div class=\"content\">%s</div>").replace("%s", body)
    charset = {"gb18030": "gb2312", "gbk": "gbk"}.get(encoding, encoding)
    text = f'<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">\n<title>{escape(title)}</title></head>\n<body>\n{page}\n</body></html>\n'
    with open(path, "wb") as file:
        file.write(text.encode(encoding))


def write_csv(path, grids, encoding="utf-8", delimiter=","):
    """Merged cells stay as their text in the first cell and blanks in the others."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for g in grids:
        for r in range(g.height):
            writer.writerow([g.cells[r, c].text() if (r, c) in g.cells else "" for c in range(g.width)])
    with open(path, "wb") as file:
        file.write(out.getvalue().encode(encoding))
