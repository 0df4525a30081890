"""Opens the documents of scripts/check-documents with other people's readers. usage: check_documents.py FOLDER"""
import json
import sys
from pathlib import Path

import docx
import jsonschema
import openpyxl

folder = Path(sys.argv[1])
passed = failed = 0


def check(what, truth):
    global passed, failed
    if truth:
        passed += 1
    else:
        failed += 1
        print("FAILED:", what)


reports = sorted(folder.glob("reports/*.docx"))
check("five reports were written", len(reports) == 5)
for file in reports:
    document = docx.Document(file)
    check(f"{file.name}: title", any("绩效自评报告" in paragraph.text for paragraph in document.paragraphs[:6]))
    check(f"{file.name}: tables", len(document.tables) >= 3)
for file in sorted(folder.glob("reports/*.html")):
    text = file.read_text(encoding="utf-8")
    check(f"{file.name}: language, charts and tables", 'lang="zh-CN"' in text and "<svg" in text and "<table" in text and "<script" not in text)
check("a PDF for each report", len(list(folder.glob("reports/*.pdf"))) == len(reports))
for file in sorted(folder.glob("reports/*.xlsx")) + sorted(folder.glob("forms/*.xlsx")):
    check(f"{file.name}: openpyxl", len(openpyxl.load_workbook(file).sheetnames) >= 1)
    check(f"{file.name}: no macros", "vba" not in str(openpyxl.load_workbook(file).vba_archive or ""))
for file in sorted(folder.glob("reports/*.docx")) + sorted(folder.glob("reports/*.xlsx")) + sorted(folder.glob("forms/*.xlsx")):
    check(f"{file.name}: LibreOffice prints it", (folder / "pdf" / (file.stem + ".pdf")).stat().st_size > 1000)

validator = jsonschema.Draft202012Validator(json.loads(Path("docs/formats/evaluation.schema.json").read_text(encoding="utf-8")))
for file in [folder / "json/all.json", folder / "json/blank.json"]:
    forms = json.loads(file.read_text(encoding="utf-8"))
    faults = [error.json_path + " " + error.message[:120] for error in validator.iter_errors(forms)]
    check(f"{file.name}: fits the schema {faults[:3]}", not faults and len(forms) >= 6)
kinds = {form["source"]["form"] for form in json.loads((folder / "json/blank.json").read_text(encoding="utf-8"))}
check(f"blank forms read back as what they are: {kinds}", kinds == {
    "project-self-evaluation", "department-self-evaluation", "transfer-self-evaluation", "project-goal", "department-goal", "monitoring"})

for name, schema in [("explain", "explanation"), ("read", "document"), ("list", "frameworks"), ("show", "frameworks"), ("check", "frameworks"), ("basis", "frameworks")]:
    validator = jsonschema.Draft202012Validator(json.loads(Path(f"docs/formats/{schema}.schema.json").read_text(encoding="utf-8")))
    faults = [error.json_path + " " + error.message[:200] for error in validator.iter_errors(json.loads((folder / f"other/{name}.json").read_text(encoding="utf-8")))]
    check(f"{name} --json fits the schema {faults[:3]}", not faults)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
