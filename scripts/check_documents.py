"""Opens the documents of scripts/check-documents with other people's readers. usage: check_documents.py FOLDER"""
import json
import subprocess
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
for name, example in [("process", "过程记录"), ("account", "决算"), ("budget-base", "项目库")]:
    schema = json.loads(Path(f"docs/formats/{name}.schema.json").read_text(encoding="utf-8"))
    rows = json.loads(Path(f"Tests/Transcripts/files/台账/{example}.json").read_text(encoding="utf-8"))
    faults = [error.json_path + " " + error.message[:120] for error in jsonschema.Draft202012Validator(schema).iter_errors(rows)]
    check(f"{example}.json fits its schema {faults[:3]}", not faults)
kinds = {form["source"]["form"] for form in json.loads((folder / "json/blank.json").read_text(encoding="utf-8"))}
check(f"blank forms read back as what they are: {kinds}", kinds == {
    "project-self-evaluation", "department-self-evaluation", "transfer-self-evaluation", "project-goal", "department-goal", "monitoring"})

# The form in a returned workbook is corrected: its score sheet follows, to the points that we compute from the corrected form.
corrected, computed = folder / "corrected", folder / "computed"
corrected.mkdir()
for file in [folder / "reports/department-2023-校验.xlsx", *folder.glob("reports/48-*-校验.xlsx")]:
    book = openpyxl.load_workbook(file)
    changed = 0
    for row in next(sheet for sheet in book if not sheet.title.startswith(("评分核对", "问题清单"))).iter_rows():
        for cell in row:
            # Amounts and actual values get other numbers; points stay, so that the form still adds up.
            if isinstance(cell.value, (int, float)) and cell.value > 100:
                cell.value = round(cell.value * (0.9 if cell.column % 2 else 0.93), 2)
                changed += 1
    book.save(corrected / file.name)
    check(f"{file.name}: something was corrected", changed >= 3)
subprocess.run(
    ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(computed), *map(str, corrected.iterdir())],
    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
for file in sorted(computed.glob("*.xlsx")):
    answer = subprocess.run([".build/debug/jixiao", "evaluate", str(file), "--json"], capture_output=True, text=True)
    form = json.loads(answer.stdout)[0]
    before = json.loads(subprocess.run([".build/debug/jixiao", "evaluate", str(folder / "reports" / file.name), "--json"], capture_output=True, text=True).stdout)[0]
    wanted = [form["execution"]["score"]] + [row["score"] for row in form["indicators"]]
    sheet = openpyxl.load_workbook(file, data_only=True)["评分核对"]
    heads = {cell.value: cell.column for cell in sheet[5]}
    shown = [sheet.cell(6 + index, heads["核算得分"]).value for index in range(len(wanted))]
    check(f"{file.name}: the score sheet follows: {shown} {wanted}", all(abs(float(a) - float(b)) < 1e-9 for a, b in zip(shown, wanted) if b is not None))
    check(f"{file.name}: some points have changed", wanted != [before["execution"]["score"]] + [row["score"] for row in before["indicators"]])

for file in sorted(folder.glob("audit/*.html")):
    text = file.read_text(encoding="utf-8")
    check(f"{file.name}: language, marks, notes and tables", 'lang="zh-CN"' in text and "<mark" in text and 'role="note"' in text and "<table" in text and "<script" not in text)
    subprocess.run(["weasyprint", "--quiet", str(file), str(file) + ".pdf"], check=True)
    printed = subprocess.run(["pdftotext", "-layout", str(file) + ".pdf", "-"], capture_output=True, text=True).stdout
    check(f"{file.name}: prints its notes", any(sign + "1" in printed.replace(" ", "") for sign in "✗！○"))
for name, schema in [("audit", "audit"), ("explain", "explanation"), ("read", "document"), ("list", "frameworks"), ("show", "frameworks"), ("check", "frameworks"), ("basis", "frameworks"),
    ("rules-list", "rules"), ("rules-show", "rules"), ("rules-basis", "rules"), ("rules-coverage", "rules"), ("screen", "screen"), ("rollup", "rollup"), ("diff", "diff")]:
    validator = jsonschema.Draft202012Validator(json.loads(Path(f"docs/formats/{schema}.schema.json").read_text(encoding="utf-8")))
    faults = [error.json_path + " " + error.message[:200] for error in validator.iter_errors(json.loads((folder / f"other/{name}.json").read_text(encoding="utf-8")))]
    check(f"{name} --json fits the schema {faults[:3]}", not faults)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
