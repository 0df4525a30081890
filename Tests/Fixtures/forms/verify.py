#!/usr/bin/env python3
"""Reads every file of the corpus again, with other code than wrote it, and compares it with its expected results.

usage: verify.py
For each indicator: the text of the cell at `row` is the name; target, actual, weight and score stand in that row.
For each amount: the printed number stands in the file. Every cell named in a finding exists."""
import csv
import glob
import html.parser
import io
import json
import os
import re
import unicodedata
from decimal import Decimal, InvalidOperation

import docx
import openpyxl
import xlrd

HERE = os.path.dirname(os.path.abspath(__file__))


def fold(text):
    return re.sub(r"[\s★*（）()：:·,，、_“”\"]|指标\d+", "", str(text if text is not None else ""))


class Tables(html.parser.HTMLParser):
    """The tables of a page, spans expanded; a table inside a cell counts as a table of its own."""
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tables, self.open, self.text = [], [], None

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "table":
            self.open.append({"cells": {}, "r": -1, "c": 0, "cell": None})
        elif self.open and tag == "tr":
            self.open[-1]["r"] += 1
            self.open[-1]["c"] = 0
        elif self.open and tag in ("td", "th"):
            t = self.open[-1]
            while (t["r"], t["c"]) in t["cells"]:
                t["c"] += 1
            at = (t["r"], t["c"])
            for i in range(int(attributes.get("rowspan", 1))):
                for j in range(int(attributes.get("colspan", 1))):
                    t["cells"][t["r"] + i, t["c"] + j] = ["", at]
            t["cell"] = at
            t["c"] += int(attributes.get("colspan", 1))

    def handle_data(self, data):
        if self.open and self.open[-1]["cell"] is not None:
            t = self.open[-1]
            t["cells"][t["cell"]][0] += data

    def handle_endtag(self, tag):
        if tag == "table" and self.open:
            cells = self.open.pop()["cells"]
            self.tables.append({at: value[0] for at, value in cells.items() if value[1] == at})


def grids(path):
    """name -> {(row, column): text} of a file, by its content."""
    data = open(path, "rb").read()
    if data[:2] == b"PK" and b"word/document.xml" in data:
        out = {}
        tables = []
        def collect(found):
            for table in found:
                tables.append(table)
                for cell in {id(c._tc): c for row in table.rows for c in row.cells}.values():
                    collect(cell.tables)
        collect(docx.Document(path).tables)
        for n, table in enumerate(tables):
            cells, seen = {}, set()
            for r, row in enumerate(table.rows):
                for c, cell in enumerate(row.cells):
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        cells[r, c] = cell.text
            out[f"T{n + 1}"] = cells
        return out
    if data[:2] == b"PK":
        values, formats = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
        out = {}
        for sheet in values:
            cells = {}
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        value = cell.value
                        if "%" in cell.number_format and isinstance(value, (int, float)):
                            value = f"{Decimal(str(value)) * 100:f}"
                        elif isinstance(value, float):
                            value = f"{value:.15g}"
                        elif hasattr(value, "year"):
                            value = f"{value.year}/{value.month}/{value.day}"
                        cells[cell.row - 1, cell.column - 1] = str(value)
            out[sheet.title] = cells
        assert formats.sheetnames == values.sheetnames
        return out
    if data[:4] == b"\xd0\xcf\x11\xe0":
        book, out = xlrd.open_workbook(path, formatting_info=True), {}
        for sheet in book.sheets():
            cells = {}
            for r in range(sheet.nrows):
                for c in range(sheet.ncols):
                    cell = sheet.cell(r, c)
                    if cell.value == "":
                        continue
                    form = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
                    if cell.ctype == xlrd.XL_CELL_DATE:
                        day = xlrd.xldate_as_tuple(cell.value, book.datemode)
                        cells[r, c] = f"{day[0]}/{day[1]}/{day[2]}"
                    elif cell.ctype == xlrd.XL_CELL_NUMBER:
                        cells[r, c] = f"{cell.value * (100 if '%' in form else 1):.12g}"
                    else:
                        cells[r, c] = str(cell.value)
            out[sheet.name] = cells
        return out
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text.lstrip().startswith("<"):
        reader = Tables()
        reader.feed(text)
        return {f"T{n + 1}": t for n, t in enumerate(reader.tables)}
    rows = list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text.split("\n")[0] else ","))
    return {"csv": {(r, c): v for r, row in enumerate(rows) for c, v in enumerate(row) if v}}


def place(ref):
    letters, row = re.match(r"(?:.*!)?([A-Z]+)(\d+)", ref).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(row) - 1, column - 1


def numbers(text):
    """The numbers of a text; every reading of one in 10 000 too, for amounts."""
    text = unicodedata.normalize("NFKC", text).replace(",", "")
    out = set()
    for match in re.findall(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?", text):
        try:
            out.add(Decimal(match).normalize())
        except InvalidOperation:
            pass
    return out


def check(expected_path):
    base = expected_path[:-len(".expected.json")]
    path = next(p for p in glob.glob(base + ".*") if not p.endswith(".json"))
    expected, problems = json.load(open(expected_path, encoding="utf-8")), []
    sheets = grids(path)
    total = 0
    for form in expected.get("forms", [expected]):
        used = {}
        for i in form["indicators"]:
            total += 1
            r, c = place(i["row"])
            sheet = i["row"].split("!")[0] if "!" in i["row"] else None
            candidates = [s for n, s in sheets.items() if (sheet is None or n == sheet) and fold(s.get((r, c))) == fold(i["name"]) and fold(i["name"])]
            if not candidates:
                problems.append(f"{i['row']}: {i['name']!r} not there: {[s.get((r, c)) for s in sheets.values()]}")
                continue
            if (id(candidates[0]), r, c) in used and "across" not in form:
                problems.append(f"{i['row']}: named twice")
            used[id(candidates[0]), r, c] = i
            line = {k: v for k, v in candidates[0].items() if k[0] == r}
            if form.get("vertical"):
                line = {k: v for k, v in candidates[0].items() if k[1] == c}
            found = set().union(*[numbers(v) for v in line.values()])
            for key in ("target", "actual", "weight", "stated_score"):
                value = i[key]
                if value is None:
                    continue
                try:
                    ok = Decimal(value).normalize() in found
                except InvalidOperation:
                    ok = any(fold(value) in fold(v) for v in line.values())
                if not ok and not (key == "weight" and i.get("weight_elsewhere")):
                    problems.append(f"{i['row']} {i['name']}: {key} {value!r} not in its row")
        every = set().union(*[numbers(v) for s in sheets.values() for v in s.values()])
        for source, amounts in form["funds"].items():
            for key in ("initial", "full_year", "executed"):
                if amounts[key] is not None:
                    y = Decimal(amounts[key])
                    if y.normalize() not in every and (y / 10000).normalize() not in every and form.get("money_in") != "text":
                        problems.append(f"funds {source} {key} {y}")
        for finding in form["must_find"] + form["may_find"]:
            match = re.match(r"(?:.*!)?[A-Z]+\d+", finding["where"])
            if match and not any(place(match.group())[0] <= max(r for r, _ in s) for s in sheets.values() if s):
                problems.append(f"no cell {finding['where']}")
    return total, problems


def main():
    files = sorted(glob.glob(os.path.join(HERE, "*.expected.json")))
    total, bad = 0, 0
    for path in files:
        count, problems = check(path)
        total += count
        for problem in problems:
            bad += 1
            print(os.path.basename(path)[:-14], problem)
    print(f"{len(files)} files, {total} indicators, {bad} problems")
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
