package import BudgetModel
import Documents
import Forms
import Frameworks
import JSONText
package import Office
import Quantities
package import Storage
import Workbooks
import Workflows

/// A workbook to fill in outside.
package struct OfflineWorkbook: Sendable {
    package var bytes: [UInt8]
    package var fileName: String
}

/// What came of a workbook that was handed in.
package struct OfflineReturn: Sendable {
    package var changes: [OfflineChange]
    package var notes: [Wording]
    /// Nil where it was only tried, or changes nothing.
    package var saved: SavedForm?
}

extension Desk {
    private static let originLabel = "离线填报标识（请勿改动）："

    /// A workbook of what lies in a stage, or of what the office knows of it.
    package func workbook(of id: Identifier<StageRecord>, by caller: Caller) async throws -> OfflineWorkbook {
        let (file, start) = try await database.read { [self] connection in
            let file = try StageFile(id, self, connection, caller)
            return (file, try startingForm(file, caller, connection))
        }
        let name = "\(file.view.record.name)-\(file.view.record.year)-\(file.stage.kind.wording.zh).xlsx"
        return OfflineWorkbook(bytes: try workbook(start.form, file, start.base), fileName: String(name.map { "/\\:*?\"<>|".contains($0) || $0.isNewline ? "_" : $0 }))
    }

    private func workbook(_ form: Evaluation, _ file: StageFile, _ base: Identifier<RevisionRecord>?) throws -> [UInt8] {
        var details = BlankForm.Details()
        details.unit = form.implementingUnit?.value ?? file.view.unit.name
        details.department = form.department?.value
        details.programme = form.programme?.value
        details.programmeCode = form.programmeCode?.value
        details.year = file.view.record.year
        details.amountUnit = form.amountUnit
        details.filled = form
        details.origin = Self.originLabel + file.stage.id.text + " " + (base?.text ?? "-")
        do {
            let framework = try frameworks.framework(for: form, named: frameworkName(for: form, in: file.stage.region)).framework
            return try BlankForm.write(kind: form.kind, framework: framework, details: details)
        } catch let error as BlankFormError {
            throw Declined(.conflict, "no-workbook", error.sentence, help: Wording(zh: "请用原来的文件填写后上传。", en: "Fill in the original file and hand it in."))
        } catch let refused as FrameworkRefused {
            throw Declined(.conflict, "framework-refused", refused.problems.first?.message ?? Wording(zh: "评分规则不能用。", en: "The framework cannot be used."))
        } catch let error as DocumentError { throw Declined(.conflict, "workbook-unwritable", error.sentence) }
    }

    /// Takes back a workbook that was filled in outside: cell by cell against what it was taken from and what is there now.
    ///
    /// - Parameters:
    ///   - version: the version of the stage the caller has seen.
    ///   - preference: what happens where somebody else has changed the same cell: nothing at all is saved, or one of both counts.
    ///   - tries: only tells, saves nothing.
    package func takeBack(
        _ name: String, _ bytes: [UInt8], in id: Identifier<StageRecord>, version: Int, prefers preference: String = "refuse", tries: Bool = false, months: MonitoredMonths = Desk.usualMonths, by caller: Caller
    ) async throws -> OfflineReturn {
        guard let preference = FormMerge.Preference(rawValue: preference) else { throw Declined.invalid("/conflicts", "应为 refuse、mine 或 theirs", "one of refuse, mine and theirs") }
        let (document, back) = try Self.read(name, bytes)
        let origin = try Self.origin(in: document)
        guard origin.stage == id.text else {
            throw Declined(
                .conflict, "other-stage", Wording(zh: "这份工作簿是从另一个环节导出的，不能交到这里。", en: "This workbook was taken out of another stage."), help: Wording(zh: "请在导出它的环节上传，或重新导出。", en: "Hand it in there, or take out a new one."))
        }
        return try await comparing(.form(back), in: id, by: caller) {
            try await merge(document, back, origin.base, name, bytes, in: id, version: version, preference, tries, months, by: caller)
        }
    }

    /// Brings what was changed outside into what lies there now.
    private func merge(
        _ document: Document, _ back: Evaluation, _ basedOn: String?, _ name: String, _ bytes: [UInt8], in id: Identifier<StageRecord>, version: Int, _ preference: FormMerge.Preference, _ tries: Bool,
        _ months: MonitoredMonths, by caller: Caller
    ) async throws -> OfflineReturn {
        let moment = now
        let (file, base, start) = try await database.read { [self] connection -> (StageFile, Evaluation, StartingForm) in
            let file = try StageFile(id, self, connection, caller)
            try requireSaving(file, caller, at: moment, connection)
            guard file.stage.version == version else { throw Declined(StaleRecord(subject: file.stage.subject, version: version, present: file.stage)) }
            return (file, try self.base(basedOn, file, connection), try startingForm(file, caller, connection))
        }
        let out = try Self.read("out.xlsx", workbook(base, file, basedOn.flatMap { Identifier($0) })).1
        guard back.kind == out.kind else { throw Declined(.invalid, "wrong-form", Wording(zh: "工作簿里的表不是导出的那一种。", en: "The form in the workbook is not the kind that was taken out.")) }
        let merge: FormMerge
        do throws(JSONShapeError) {
            merge = FormMerge(
                base: try FormJSON.unplaced(base), out: try FormJSON.unplaced(out), back: try FormJSON.unplaced(back), into: try FormJSON.unplaced(start.form), prefers: preference)
        } catch { throw Declined(error) }
        var result = OfflineReturn(changes: merge.changes, notes: document.notes + merge.notes)
        if tries { return result }
        if !merge.conflicts.isEmpty, preference == .refuse {
            throw Declined(
                .conflict, "workbook-conflicts",
                Wording(zh: "有 \(merge.conflicts.count) 处别人已经改成了别的，没有保存。", en: "\(merge.conflicts.count) cells were changed by somebody else meanwhile; nothing was saved."),
                help: Wording(zh: "请选择以离线的为准（conflicts=mine）或以系统里的为准（conflicts=theirs），或在系统里修改。", en: "Choose the workbook's (conflicts=mine) or what is there (conflicts=theirs), or change it in the office."),
                flaws: merge.conflicts.map { Flaw("", zh: "\($0.place.zh)：原为“\($0.before)”，离线改为“\($0.after)”，系统里现在是“\($0.current)”", en: "\($0.place.en): was “\($0.before)”, “\($0.after)” in the workbook, now “\($0.current)”") })
        }
        guard merge.changes.contains(where: { $0.standing != .same }) || file.stage.revisionID == nil else { return result }
        do throws(JSONShapeError) { _ = try FormJSON.restore(FormJSON.write(merge.form)) } catch {
            throw Declined(.invalid, "workbook-unfit", Wording(zh: "工作簿里的内容合不进这张表（\(error.pointer)），没有保存。", en: "What the workbook holds does not fit into the form (\(error.pointer)); nothing was saved."),
                help: Wording(zh: "请重新导出，在原来的栏目里填写。", en: "Take out a new one and fill in its own cells."))
        }
        result.saved = try await saveForm(.merged(merge.form, name: name, bytes: bytes), in: id, version: version, months: months, confirmsName: true, by: caller)
        return result
    }

    /// What a workbook was taken from.
    private func base(_ text: String?, _ file: StageFile, _ connection: any SQLConnection) throws -> Evaluation {
        let region = file.view.record.region
        let gone = Declined(
            .conflict, "base-gone", Wording(zh: "工作簿的导出标识对不上这个个案的任何版本。", en: "The workbook's mark fits no revision of this case."), help: Wording(zh: "请重新导出后再填。", en: "Take out a new one and fill that in."))
        let sums = try Self.sums(file.view.unit.id, file.view.programme?.id, file.view.record.year, region, connection)
        guard let text else { return try form(from: nil, sums, file) }
        guard let id = Identifier<RevisionRecord>(text), let revision = try connection.find(id, in: region), revision.caseID == file.view.record.id, let found = try StageFile.form(id, in: region, connection) else { throw gone }
        return revision.stageID == file.stage.id ? found : try form(from: found, sums, file)
    }

    private static func read(_ name: String, _ bytes: [UInt8]) throws -> (Document, Evaluation) {
        let document: Document
        do throws(DocumentError) { document = ReturnedWorkbook.withoutMarks(try DocumentReader.read(bytes, name: name, limits: ReadLimits())).document } catch {
            throw Declined(.invalid, "file-unreadable", error.sentence)
        }
        guard let form = FormReader().read(document, file: name).evaluations.first else { throw Declined(.invalid, "no-form", Wording(zh: "工作簿里没有找到绩效表格。", en: "No performance form was found in the workbook.")) }
        return (document, form)
    }

    private static func origin(in document: Document) throws -> (stage: String, base: String?) {
        for grid in document.grids {
            for cell in grid.cells {
                guard case .text(let text) = cell.value, text.hasPrefix(originLabel) else { continue }
                let parts = text.dropFirst(originLabel.count).split(separator: " ").map(String.init)
                if parts.count == 2 { return (parts[0], parts[1] == "-" ? nil : parts[1]) }
            }
        }
        throw Declined(
            .invalid, "no-origin", Wording(zh: "这不是从系统导出的离线工作簿：表下没有导出标识。", en: "This is no workbook that was taken out of the office: it has no mark below the form."),
            help: Wording(zh: "请导出离线工作簿后填写；自己的表格请用上传表格。", en: "Take one out and fill that in; hand in a form of your own as a file."))
    }
}
