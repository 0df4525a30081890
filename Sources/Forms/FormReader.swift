package import BudgetModel
package import Quantities

/// What was found in a document.
package struct FormReading: Sendable {
    /// The forms in the order of sheets and places.
    package var evaluations: [Evaluation]
    /// Sheets that hold something and no form, hidden sheets, and the like.
    package var notes: [Wording]
    /// Why a sheet was not looked at for its size; the reason to give when no other form was found.
    package var tooLarge: Wording?
}

extension FormReading {
    fileprivate mutating func passOver(_ reason: Wording) {
        notes.append(reason)
        tooLarge = reason
    }
}

/// Recognises performance forms by what their labels mean, wherever they stand.
///
/// Labels are data (`Resources/labels.txt`). A form is found by its indicator header or its money
/// table; every value keeps its cell; what no field took is listed as unread.
///
/// A reader keeps the labels it has met, so one reader for many documents is faster than many readers.
/// It belongs to one task at a time.
package final class FormReader {
    private let labels = LabelCache()
    /// Filled cells of a sheet or document above which it is no form, and is said to be none.
    private static let largestSheet = 100_000

    package init() {}

    /// - Parameter amountUnit: the unit the user insists on; nil to read the printed one.
    package func read(_ document: Document, file: String, amountUnit: AmountUnit? = nil) -> FormReading {
        var reading = FormReading(evaluations: [], notes: [])
        switch document.format {
        case .xlsx, .xls, .csv:
            for grid in document.grids {
                guard !grid.cells.isEmpty else { continue }
                guard grid.cells.count <= Self.largestSheet else {
                    reading.passOver(
                        Wording(
                            zh: "工作表“\(grid.name)”有 \(grid.cells.count) 个填写的单元格，不像是绩效表，未读取；请把绩效表另存为单独的工作簿。",
                            en: "Sheet “\(grid.name)” has \(grid.cells.count) filled cells, more than a form can have, and was not read; save the form as a workbook of its own."))
                    continue
                }
                let whole = Lattice(grid, labels)
                let found = SideBySide.split(grid, whole).map { halves in halves.flatMap { read(Lattice($0, labels), file: file, amountUnit) } } ?? read(whole, file: file, amountUnit)
                if grid.isHidden {
                    if !found.isEmpty {
                        reading.notes.append(
                            Wording(
                                zh: "工作表“\(grid.name)”是隐藏的，其中的表格未参与评价；如需评价，请取消隐藏后重试。",
                                en: "Sheet “\(grid.name)” is hidden, so the form in it was not evaluated; unhide it to have it evaluated."))
                    }
                    continue
                }
                if found.isEmpty {
                    reading.notes.append(
                        Wording(zh: "工作表“\(grid.name)”中没有绩效表格，未读取。", en: "Sheet “\(grid.name)” holds no performance form and was not read."))
                }
                reading.evaluations += found
            }
            dropRepeated(&reading)
        case .docx, .html, .text:
            guard document.grids.reduce(0, { $0 + $1.cells.count }) <= Self.largestSheet else {
                reading.passOver(
                    Wording(
                        zh: "文中的表格超过 \(Self.largestSheet) 个填写的单元格，不像是绩效表，未读取；请把绩效表另存为单独的文件。",
                        en: "The tables hold more than \(Self.largestSheet) filled cells, more than a form can have, and were not read; save the form as a file of its own."))
                break
            }
            reading.evaluations = read(Lattice(document, labels), file: file, amountUnit)
        }
        return reading
    }

    /// A list that repeats the programmes of other sheets is their index, not further forms.
    private func dropRepeated(_ reading: inout FormReading) {
        guard reading.evaluations.contains(where: \.isListed) else { return }
        let own = Set(reading.evaluations.filter { !$0.isListed }.compactMap { $0.programme?.value })
        let repeated = reading.evaluations.filter { $0.isListed && own.contains($0.programme?.value ?? "") }
        guard let first = repeated.first else { return }
        reading.evaluations.removeAll { $0.isListed && own.contains($0.programme?.value ?? "") }
        reading.notes.append(
            Wording(
                zh: "工作表“\(first.sheet)”的汇总行与其他工作表是同一批项目（\(repeated.count) 个），未另作评价。",
                en: "The rows of sheet “\(first.sheet)” sum up programmes that have sheets of their own (\(repeated.count)); they were not evaluated again."))
    }

    private func read(_ lattice: Lattice, file: String, _ amountUnit: AmountUnit?) -> [Evaluation] {
        var found: [Evaluation] = []
        var start = 0
        // Lists of programmes, one or several rows each, are read by their own reader; forms stand between them.
        for list in ProgrammeList.all(in: lattice).map(Optional.some) + [nil] {
            let end = list?.rows.lowerBound ?? lattice.rowCount
            found += FormSegments.split(lattice, rows: start..<end).compactMap { segment in
                var builder = FormBuilder(lattice: lattice, rows: segment, file: file, amountUnit: amountUnit)
                return builder.build()
            }
            guard let list else { break }
            found += list.read(lattice, file: file, amountUnit)
            start = list.rows.upperBound
        }
        return found
    }
}
