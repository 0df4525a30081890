#!/usr/bin/env python3
"""Writes the inputs of Tests/Errors that are not text: office containers, cut short or wrongly filled.

Run it after a change and commit what it writes; the tests do not need it. Everything is invented.
"""
import gzip
import pathlib
import struct
import zipfile

here = pathlib.Path(__file__).parent


def put(name, data):
    path = here / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def package(name, parts):
    path = here / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in parts.items():
            file.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def compound(name, entries):
    """An OLE container whose root holds empty streams of these names."""
    def entry(name, kind, child=0xFFFFFFFF, right=0xFFFFFFFF):
        text = name.encode("utf-16-le")
        return (text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, 0xFFFFFFFF, right, child)
                + b"\0" * 36 + struct.pack("<IQ", 0xFFFFFFFE, 0))
    header = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
              + struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0))
    header = header.ljust(512, b"\xff")
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    names = list(entries)
    directory = entry("Root Entry", 5, child=1)
    for index, name_ in enumerate(names):
        directory += entry(name_, 2, right=index + 2 if index + 1 < len(names) else 0xFFFFFFFF)
    put(name, header + table + directory.ljust(512, b"\0"))


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def workbook(sheet, count=1):
    sheets = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    links = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>' for n in range(1, count + 1))
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
    }


def rows(lines):
    """Rows of texts as sheet XML."""
    result = ""
    for number, line in enumerate(lines, 1):
        cells = "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in enumerate(line) if text)
        result += f'<row r="{number}">{cells}</row>'
    return result


GOAL = rows([
    ["一级指标", "二级指标", "三级指标", "指标值", "权重"], ["产出指标", "数量指标", "新建公交站台", "≥20个", "60"], ["效益指标", "社会效益指标", "受益人口", "≥3万人", "40"],
])


# Its weights do not add up to 100, so there is something to write back.
WRONG = GOAL.replace(">40<", ">20<")


def template(body, **extra):
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Override PartName="/word/document.xml" ContentType="{extra.get("type", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")}"/></Types>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }


def paragraph(text): return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# Files as a whole
put("document-empty-file/form.xlsx", b"")
package("document-truncated-zip/form.xlsx", workbook(GOAL))
put("document-truncated-zip/form.xlsx", (here / "document-truncated-zip/form.xlsx").read_bytes()[:600])
put("document-office-security/form.xlsx", b"b\x14#e" + bytes(range(256)))
put("document-unknown-content/form.xlsx", bytes(range(256)) * 2)
put("document-pdf/form.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
put("document-picture/form.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 32)
put("document-archive/forms.rar", b"Rar!\x1a\x07\x01\x00" + b"\0" * 32)

# Zip packages
package("document-many.xlsx", {f"part{n}": "" for n in range(10_001)})
put("document-too-many-parts/form.xlsx.gz", gzip.compress((here / "document-many.xlsx").read_bytes(), 9, mtime=0))
(here / "document-many.xlsx").unlink()
package("document-unpacks-too-large/form.xlsx", workbook("<row/>" * 600_000))
package("document-too-many-rows/form.xlsx", workbook('<row r="1048576"><c><v>1</v></c></row><row><c><v>1</v></c></row>'))
package("document-too-many-sheets/form.xlsx", workbook(GOAL, count=501))
package("document-no-sheets/form.xlsx", workbook("", count=0))
package("document-bad-reference/form.xlsx", workbook('<row r="1"><c r="XFE1"><v>1</v></c></row>'))
package("document-damaged-part/form.xlsx", workbook('<row r="1"><c r="A1"><v>1</v></row>'))
package("document-has-document-type/form.xlsx", workbook(GOAL) | {"xl/worksheets/sheet1.xml": f'<!DOCTYPE worksheet [<!ENTITY name "x">]><worksheet xmlns="{MAIN}"/>'})
package("document-binary-workbook/form.xlsb", {"xl/workbook.bin": "x"})
package("document-slides/form.pptx", {"ppt/presentation.xml": "<p/>"})
package("document-open-document-table/form.ods", {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
package("document-open-document-text/form.odt", {"mimetype": "application/vnd.oasis.opendocument.text"})
package("document-ofd/form.ofd", {"OFD.xml": "<ofd/>"})
package("document-uof/form.uof", {"uof/uof.xml": "<uof/>"})
package("document-broken-markup/form.xlsx", {name: part for name, part in workbook(WRONG).items() if name != "[Content_Types].xml"})
package("document-declares-document-type/form.xlsx", workbook(WRONG) | {"[Content_Types].xml": f'<!DOCTYPE Types><Types xmlns="{TYPES}"/>'})

# Containers of old Office files
put("document-damaged-compound-file/form.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1100)
put("document-damaged-workbook/form.xls", struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0) + b"\x85\x00\xff\x00")
put("document-old-excel/form.xls", struct.pack("<HHHHH", 0x0009, 4, 2, 0x0010, 0))
compound("document-password-protected/form.xlsx", ["EncryptedPackage", "EncryptionInfo"])
compound("document-old-word/form.doc", ["WordDocument"])
compound("document-old-word/form.wps", ["WordDocument"])
compound("document-old-word/works.wps", ["CONTENTS"])
compound("document-wps-table/form.et", ["ETData"])
compound("document-other-compound-file/form.msg", ["__properties_version1.0"])

# Templates
package("template-not-word/template.docx", workbook(GOAL))
package("template-has-macros/template.docm", template(paragraph("{{标题}}"), type="application/vnd.ms-word.document.macroEnabled.main+xml"))
package("template-damaged-part/template.docx", template("<w:p>"))
package("template-unknown-placeholder/template.docx", template(paragraph("{{部门名称}}：{{局长}}")))
package("template-misplaced-block/template.docx", template(paragraph("一、{{正文}}")))
package("template-misplaced-row-value/template.docx", template(paragraph("{{指标.得分}}")))
package("template-unclosed-placeholder/template.docx", template(paragraph("{{部门名称")))
