#!/usr/bin/env python3
"""Writes the corpus of forms beside this file: NAME.ext and NAME.expected.json for each.

usage: generate.py [--list] [--only NAME]
The layouts follow published forms of many regions, with their labels, orders and figures; units are invented and
the services ordinary. The same run always writes the same bytes. Needs openpyxl, xlsxwriter, xlwt, python-docx."""
import importlib
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import writers
from corpus import FILES, places

MODULES = [m for m in ("national", "regional", "provinces", "departments", "transfers", "goals", "monitors", "running", "odd") if os.path.exists(os.path.join(HERE, m + ".py"))]


def write(entry):
    path = os.path.join(HERE, f"{entry.name}.{entry.ext}")
    options = dict(entry.options)
    if options.pop("as_html", False) or entry.ext == "html":
        writers.write_html(path, entry.blocks, **options)
    elif entry.ext == "xlsx":
        (writers.write_xlsx_inline if options.pop("inline", False) else writers.write_xlsx)(path, entry.blocks, **options)
    elif entry.ext == "xls":
        writers.write_xls(path, entry.blocks, **options)
    elif entry.ext == "docx":
        writers.write_docx(path, entry.blocks)
    elif entry.ext == "csv":
        writers.write_csv(path, entry.blocks, **options)
    at = places(entry)
    def where(tag):
        return at.get(tag, "") if isinstance(tag, tuple) else (tag or "")
    def name_at(form, i):
        return at[form, i, "name"].split("!")[-1] if entry.ext in ("docx", "html") or entry.options.get("as_html") else at[form, i, "name"]
    results = [f.json(where, name_at) for f in entry.forms]
    with open(os.path.join(HERE, f"{entry.name}.expected.json"), "w", encoding="utf-8") as out:
        json.dump(results[0] if len(results) == 1 else {"forms": results}, out, ensure_ascii=False, indent=1)
        out.write("\n")
    return results


def main():
    for module in MODULES:
        importlib.import_module(module)
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    for entry in FILES:
        if only and not entry.name.startswith(only):
            continue
        results = write(entry)
        if "--list" in sys.argv:
            count = sum(len(r["indicators"]) for r in results)
            print(f"{entry.name}.{entry.ext}\t{len(results)} form(s), {count} indicators\t{entry.source}\t{entry.special}")
    print(f"{len(FILES)} files, {sum(len(e.forms) for e in FILES)} forms")


if __name__ == "__main__":
    main()
