"""Times the peers on the same files and prints the ratios. Called by Benchmarks/run."""
import io
import statistics
import sys
import time
from pathlib import Path

import openpyxl
from docx import Document
from docxtpl import DocxTemplate
from python_calamine import CalamineWorkbook

folder, ours, one, reports, cores = Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]), sys.argv[5]
files = sorted(folder.glob("*.xlsx"))


def rounds(body, count):
    times = []
    for _ in range(count):
        start = time.perf_counter()
        body()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def calamine():
    for file in files:
        book = CalamineWorkbook.from_path(str(file))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def read_openpyxl():
    for file in files:
        for sheet in openpyxl.load_workbook(file, data_only=True):
            for row in sheet.iter_rows(values_only=True):
                list(row)


def template():
    document = Document()
    document.add_heading("{{ unit }}2023年度绩效自评报告", 0)
    for number in range(30):
        document.add_paragraph(f"（{number}）" + "{{ text }}")
    table = document.add_table(rows=3, cols=8)
    table.rows[0].cells[0].text = "{%tr for row in rows %}"
    for column in range(8):
        table.rows[1].cells[column].text = "{{ row[%d] }}" % column
    table.rows[2].cells[0].text = "{%tr endfor %}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docxtpl(source=template()):
    for _ in range(100):
        document = DocxTemplate(io.BytesIO(source))
        document.render({"unit": "示例县教育局", "text": "指标完成情况说明。" * 8, "rows": [["产出指标", "数量指标", "指标", "≥95%", "96%", "10", "10", ""]] * 40})
        document.save(io.BytesIO())


fast, slow, word = rounds(calamine, 7), rounds(read_openpyxl, 3), rounds(docxtpl, 3)
print(f"500 forms, read + recognised + scored + checked, {cores} cores: {ours:.0f} ms; one core: {one:.0f} ms")
print(f"  python-calamine, cells only: {fast:.0f} ms   ratio {ours / fast:.2f} (aim 1.00), one core {one / fast:.2f} (aim 2.00)")
print(f"  openpyxl, cells only: {slow:.0f} ms   ratio {ours / slow:.3f}")
print(f"100 reports as DOCX: {reports:.0f} ms; docxtpl: {word:.0f} ms   ratio 1/{word / reports:.1f} (aim 1/15)")
