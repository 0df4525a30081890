package import BudgetModel
package import Documents

/// The user's own workbook with everything that was found written into it.
///
/// Cells with findings are coloured and bear a note; a column right of the form lists the findings of
/// each row and can be filtered; the sheets 评分核对 and 问题清单 are added behind the others. Every
/// part that needs no change keeps its bytes.
package struct ReturnedWorkbook: Sendable {
    package let bytes: [UInt8]
    /// What could not be done as usual, for the user to know.
    package let notes: [Wording]

    /// The patched `original`, an .xlsx or .xlsm file.
    ///
    /// - Throws: `DocumentError` when the bytes are no workbook or its parts contradict each other.
    package static func patch(original: [UInt8], forms: [ReviewedForm], language: Language = .zh) throws(DocumentError) -> ReturnedWorkbook {
        try patch(original: original, forms: forms, language: language, names: [:])
    }

    /// A new workbook of the same grids, for sources that are no .xlsx file, with the same marks in it.
    package static func rebuild(grids: [Grid], forms: [ReviewedForm], language: Language = .zh) throws -> ReturnedWorkbook {
        let names = PlainWorkbook.sheetNames(of: grids)
        let plain = try PlainWorkbook.bytes(of: grids, names: names)
        return try patch(original: plain, forms: forms, language: language, names: names)
    }

    private static func patch(
        original: [UInt8], forms: [ReviewedForm], language: Language, names: [String: String]
    ) throws(DocumentError) -> ReturnedWorkbook {
        var work = Work(package: try WorkbookPackage(original), forms: forms, language: language, names: names)
        let document = try XLSXReader.read(bytes: original)
        work.previous = PreviousMarks(document)
        work.grids = document.grids
        try work.run()
        return ReturnedWorkbook(bytes: try work.package.finished(), notes: work.notes)
    }
}

/// One patching of one workbook.
private struct Work {
    var package: WorkbookPackage
    let forms: [ReviewedForm]
    let language: Language
    /// Sheet names of the source where the workbook needed others.
    let names: [String: String]
    var notes: [Wording] = []
    /// What an earlier run left in the workbook.
    var previous = PreviousMarks()
    /// The workbook as it is read, for the score sheet's links to it.
    var grids: [Grid] = []
    /// The fills that an earlier run kept, by the cell of its list.
    private var keptFills: [CellPosition: String] = [:]
    /// The fills that coloured cells had before.
    private var fills: [CellRef: String] = [:]

    private func place(_ cell: CellRef) -> CellRef { CellRef(sheet: names[cell.sheet] ?? cell.sheet, position: cell.position) }

    init(package: WorkbookPackage, forms: [ReviewedForm], language: Language, names: [String: String]) {
        self.package = package
        self.forms = forms
        self.language = language
        self.names = names
    }

    mutating func run() throws(DocumentError) {
        if package.hasSignature {
            notes.append(
                Wording(
                    zh: "原文件带有数字签名；写入校验结果后签名失效，如需签名请重新签署。",
                    en: "The workbook was digitally signed; the signature is no longer valid now that findings are written into it."))
        }
        let stylesPart = try package.relationships(of: package.workbookPart).first { $0.kind == "styles" }?.part
        var styles = try StyleBook(stylesPart.map { part throws(DocumentError) in try package.read(part) } ?? nil)

        if let name = previous.listSheet, let list = package.sheets.first(where: { $0.name == name }), let source = try package.read(list.part) {
            let scan = try SheetScan(source, wanted: Set(previous.cells.values.flatMap { $0.values.map(\.row) }))
            for cell in scan.rows.flatMap(\.cells) { keptFills[cell.position] = styles.fill(ofFormat: cell.format ?? 0) }
        }

        var bySheet: [String: [Finding]] = [:]
        for form in forms {
            for finding in form.findings {
                if let cell = finding.at { bySheet[place(cell).sheet, default: []].append(finding) }
            }
        }
        var names: [WorkbookPackage.LocalName] = []
        for sheet in package.sheets {
            let found = bySheet.removeValue(forKey: sheet.name)
            guard found != nil || previous.cells[sheet.name] != nil else { continue }
            let findings = found ?? []
            let ranges = try mark(sheet, findings, &styles)
            let prefix = SheetWriter.quotedSheet(sheet.name) + "!"
            if let filter = ranges.filter {
                names.append(.init(name: "_xlnm._FilterDatabase", sheetIndex: sheet.index, formula: prefix + filter.absolute, isHidden: true))
            }
            if let printed = ranges.printed {
                names.append(.init(name: "_xlnm.Print_Area", sheetIndex: sheet.index, formula: prefix + printed.absolute, isHidden: false))
            }
        }
        for name in bySheet.keys.sorted() {
            notes.append(
                Wording(
                    zh: "工作簿中没有名为“\(name)”的工作表，有关问题只列在“问题清单”中。",
                    en: "There is no sheet named “\(name)”, so its findings stand in the list of findings only."))
        }

        let zh = language == .zh
        let resolve = { [own = self.names] (cell: CellRef) in CellRef(sheet: own[cell.sheet] ?? cell.sheet, position: cell.position) }
        let added: [(String, String?, SheetWriter?)] = [
            (zh ? PreviousMarks.scoreNames[0] : PreviousMarks.scoreNames[1], previous.scoreSheet, ScoreTable.sheet(forms, language, links: FormLinks(grids, for: forms, place: resolve))),
            (zh ? PreviousMarks.listNames[0] : PreviousMarks.listNames[1], previous.listSheet, ProblemList.sheet(
                forms, language, replaces: previous.listSheet != nil, place: resolve, fill: { [fills] in fills[resolve($0)] ?? "" })),
        ]
        for case (let name, let earlier, let sheet?) in added {
            if let earlier, let known = package.sheets.first(where: { $0.name == earlier }) {
                package.write(known.part, sheet.part(&styles, isStrict: package.isStrict))
                continue
            }
            let part = package.unusedName(package.folder + "worksheets/sheet", ".xml")
            package.write(part, sheet.part(&styles, isStrict: package.isStrict))
            let name = try package.unusedSheetName(name)
            let index = try package.sheetCount()
            try package.register(sheet: (name, part), names: [])
            if let filter = sheet.filter {
                names.append(
                    .init(name: "_xlnm._FilterDatabase", sheetIndex: index, formula: SheetWriter.quotedSheet(name) + "!" + filter.absolute, isHidden: true))
            }
        }
        try package.register(sheet: nil, names: names)

        guard styles.isChanged else { return }
        if let stylesPart, package.contains(stylesPart) {
            package.write(stylesPart, styles.finished())
        } else {
            let usual = package.folder + "styles.xml"
            let part = package.contains(usual) ? package.unusedName(package.folder + "styles", ".xml") : usual
            package.write(part, styles.finished())
            try package.declare(part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")
            _ = try package.relate(package.workbookPart, to: part, kind: "styles")
        }
    }

    // MARK: One sheet

    /// Colours, notes and the column of findings; returns the range of the filter that was added and
    /// the form's own cells, which go on to be what is printed.
    private mutating func mark(
        _ sheet: WorkbookPackage.Sheet, _ findings: [Finding], _ styles: inout StyleBook
    ) throws(DocumentError) -> (filter: CellRange?, printed: CellRange?) {
        guard let source = try package.read(sheet.part) else { return (nil, nil) }
        let outline = try SheetScan(source, wanted: [])
        var cells: [CellPosition: [Finding]] = [:]
        for finding in findings {
            guard let cell = finding.at else { continue }
            let corner = outline.merges.first { $0.contains(cell.position) }?.topLeft ?? cell.position
            cells[corner, default: []].append(finding)
        }
        let earlier = Dictionary(
            (previous.cells[sheet.name] ?? [:]).map { cell, kept in
                (outline.merges.first { $0.contains(cell) }?.topLeft ?? cell, keptFills[kept] ?? "")
            }
        ) { first, _ in first }
        var patch = SheetPatch()
        patch.relationNamespace = WorkbookPackage.relationNamespaces[package.isStrict ? 1 : 0]
        for (position, list) in cells { patch.colours[position] = list.map(\.severity).max() }
        patch.restored = earlier.filter { cells[$0.key] == nil }
        patch.column = try column(for: sheet, outline, cells)
        if let column = patch.column {
            if !column.addsFilter, previous.columns[sheet.name] == nil {
                notes.append(
                    Wording(
                        zh: "工作表“\(sheet.name)”已有筛选或表格，未另加筛选；“校验结果”在 \(CellPosition.letters(column.index)) 列。",
                        en: "“\(sheet.name)” has a filter or a table of its own, so none was added; the findings stand in column \(CellPosition.letters(column.index))."))
            }
        } else {
            notes.append(
                Wording(
                    zh: "工作表“\(sheet.name)”右侧没有空列，未加“校验结果”列；问题见批注和“问题清单”。",
                    en: "“\(sheet.name)” has no free column on the right, so the column of findings was left out; see the notes and the list of findings."))
        }

        let noteTexts = cells.mapValues { list in list.map(noteText).joined(separator: "\n\n") }
        let notesOfCells = CellNotes(texts: noteTexts, author: CellNotes.authors[language == .zh ? 0 : 1], replacesEarlier: !earlier.isEmpty)
        var attempt = package
        do {
            var geometry = try SheetGeometry(outline)
            if let column = patch.column { geometry.widen(column.index, to: SheetPatch.columnWidth) }
            let outcome = try notesOfCells.write(
                into: &attempt, sheet: sheet.part, geometry: geometry, hasDrawing: outline.part("legacyDrawing") != nil)
            package = attempt
            if outline.part("legacyDrawing") == nil { patch.drawing = outcome.drawing }
            if !outcome.skipped.isEmpty {
                let list = outcome.skipped.map(\.a1).joined(separator: "、")
                notes.append(
                    Wording(
                        zh: "工作表“\(sheet.name)”的 \(list) 已有讨论批注，未改动；有关问题见“校验结果”列。",
                        en: "Cells \(list) of “\(sheet.name)” have discussion threads, which were left alone; see the column of findings."))
            }
        } catch {
            notes.append(
                Wording(
                    zh: "工作表“\(sheet.name)”原有的批注无法读取，未写入新批注；问题见“校验结果”列和“问题清单”。",
                    en: "The notes of “\(sheet.name)” could not be read, so none were added; see the column and the list of findings."))
        }
        let scan = try SheetScan(source, wanted: patch.rows)
        let formats = Dictionary(scan.rows.flatMap(\.cells).map { ($0.position, $0.format ?? 0) }) { first, _ in first }
        for finding in findings {
            guard let cell = finding.at.map(place) else { continue }
            let corner = outline.merges.first { $0.contains(cell.position) }?.topLeft ?? cell.position
            fills[cell] = earlier[corner] ?? formats[corner].map { styles.fill(ofFormat: $0) } ?? ""
        }
        package.write(sheet.part, try patch.applied(to: scan, &styles))
        guard let column = patch.column else { return (nil, nil) }
        let last = max(column.lastRow, column.headRow + 1)
        let filter = CellRange(top: column.headRow, left: column.index, bottom: last, right: column.index)
        let printed = column.index > 0 ? CellRange(top: 0, left: 0, bottom: max(last, scan.merges.map(\.bottom).max() ?? 0), right: column.index - 1) : nil
        return (column.addsFilter ? filter : nil, printed)
    }

    private func column(for sheet: WorkbookPackage.Sheet, _ scan: SheetScan, _ cells: [CellPosition: [Finding]]) throws(DocumentError) -> SheetPatch.Column? {
        let areas = forms.compactMap { form in
            (names[form.evaluation.sheet] ?? form.evaluation.sheet) == sheet.name ? form.evaluation.area : nil
        }
        var index = max(scan.contentEnd.column, areas.map { $0.right + 1 }.max() ?? 0, scan.merges.map { $0.right + 1 }.max() ?? 0)
        index = max(index, cells.keys.map { $0.column + 1 }.max() ?? 0, try package.objectsEnd(of: sheet.part))
        let earlier = previous.columns[sheet.name]
        if let earlier { index = earlier }
        let ownFilter = scan.part("autoFilter").flatMap { Markup.attribute("ref", in: scan.bytes, tag: $0.tag) }
            .flatMap { CellRange(a1: Markup.unescaped(scan.bytes[$0])) }
        if let ownFilter, earlier == nil { index = max(index, ownFilter.right + 1) }
        guard index < 16_384 else { return nil }

        var lines: [Int: SheetPatch.Line] = [:]
        for (position, list) in cells.sorted(by: { $0.key < $1.key }) {
            for finding in list {
                let text = "[\(finding.code) \(finding.severity.name(language))] \(position.a1)\(language == .zh ? "：" : ": ")\(finding.message(language))"
                if let line = lines[position.row] {
                    lines[position.row] = SheetPatch.Line(text: line.text + "\n" + text, severity: max(line.severity, finding.severity))
                } else {
                    lines[position.row] = SheetPatch.Line(text: text, severity: finding.severity)
                }
            }
        }
        let firstRow = min(areas.map(\.top).min() ?? scan.rows.first?.index ?? 0, lines.keys.min() ?? 0)
        var head = language == .zh ? "校验结果" : "Findings"
        var headRow = firstRow - 1
        if headRow < 0 {
            // No row above the form: its first row bears the head, and what was found there as well.
            headRow = 0
            if let line = lines.removeValue(forKey: 0) { head += "\n" + line.text }
        }
        let hasTable = scan.part("tableParts").map { !$0.isSelfClosing } ?? false
        return SheetPatch.Column(
            index: index, headRow: headRow, head: head, lines: lines, addsFilter: ownFilter == nil && scan.part("autoFilter") == nil && !hasTable,
            lastRow: max(scan.contentEnd.row - 1, lines.keys.max() ?? 0, areas.map(\.bottom).max() ?? 0), earlierRows: previous.rows[sheet.name] ?? [])
    }

    private func noteText(_ finding: Finding) -> String {
        let zh = language == .zh
        var text = "[\(finding.code) \(finding.severity.name(language))] " + finding.message(language)
        var values: [String] = []
        if let expected = finding.expected { values.append((zh ? "应为：" : "Expected: ") + expected) }
        if let found = finding.found { values.append((zh ? "表中为：" : "Found: ") + found) }
        if let difference = finding.difference { values.append((zh ? "差额：" : "Difference: ") + difference) }
        if !values.isEmpty { text += "\n" + values.joined(separator: zh ? "　" : "  ") }
        let basis = finding.basis(language)
        if !basis.isEmpty { text += "\n" + (zh ? "依据：" : "Basis: ") + basis }
        if let usual = finding.usualSeverity { text += "\n" + (zh ? "规则方案调整了级别，原为：" : "The profile changed its severity, which was: ") + usual.name(language) }
        if let comment = finding.comment { text += "\n" + (zh ? "单位说明：" : "Unit's comment: ") + comment }
        return text
    }
}

extension CellRange {
    /// `$A$1:$C$3`.
    var absolute: String {
        "$" + CellPosition.letters(left) + "$" + String(top + 1) + ":$" + CellPosition.letters(right) + "$" + String(bottom + 1)
    }
}

extension WorkbookPackage {
    func sheetCount() throws(DocumentError) -> Int {
        guard let bytes = try read(workbookPart) else { throw .brokenMarkup }
        return try MarkupTree(bytes).root.child("sheets")?.children.count ?? 0
    }

    /// The column right of all pictures and tables of a sheet.
    func objectsEnd(of sheet: String) throws(DocumentError) -> Int {
        var end = 0
        for relation in try relationships(of: sheet) {
            guard relation.kind == "drawing" || relation.kind == "table", let bytes = try read(relation.part) else { continue }
            let source = try Markup.utf8(bytes)
            var scanner = MarkupScanner(source)
            if relation.kind == "table" {
                if let tag = try scanner.next(), let reference = scanner.value("ref", of: tag), let range = CellRange(a1: reference) {
                    end = max(end, range.right + 1)
                }
                continue
            }
            var column = 0
            while let tag = try scanner.next() {
                if tag.kind == .start, scanner.isNamed(tag, "col") {
                    let text = source[tag.range.upperBound...].prefix { $0 != UInt8(ascii: "<") }
                    column = min(Int(String(decoding: text, as: UTF8.self)) ?? 0, 16_384)
                    end = max(end, column + 1)
                } else if tag.kind == .empty, scanner.isNamed(tag, "ext"), let wide = scanner.value("cx", of: tag).flatMap({ Int($0) }) {
                    // A picture anchored at one cell: as many columns of usual width as it covers.
                    end = max(end, min(column + 1 + max(wide, 0) / 609_600, 16_384))
                }
            }
        }
        return end
    }
}
