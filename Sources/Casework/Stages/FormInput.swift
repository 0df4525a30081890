package import BudgetModel
import Documents
import Forms
package import JSONText
import Office
import Storage
import Workbooks

/// A form as it is handed in: any file that `evaluate` reads, or JSON.
package enum FormInput: Sendable {
    case json(JSONValue)
    case file(name: String, bytes: [UInt8])
    /// A form of the office into which a workbook was merged.
    case merged(Evaluation, name: String, bytes: [UInt8])
}

/// A form that has been read, with what is to be said of the reading.
struct ReadForm {
    var evaluation: Evaluation
    var notes: [Wording]
    /// The bytes of the file, to be kept.
    var source: (name: String, bytes: [UInt8])?
}

extension FormInput {
    /// Reads the one form that the stage takes.
    ///
    /// - Throws: `Declined` when there is none, more than one, or what is there is of another kind.
    func read(for stage: StageRecord, of view: CaseView, department: String) throws -> ReadForm {
        let object = view.record.object
        switch self {
        case .json(let json):
            var evaluation: Evaluation
            do throws(JSONShapeError) { evaluation = try FormJSON.read(json) } catch { throw Declined(error) }
            evaluation.fillHead(from: view, department: department)
            guard stage.kind.accepts(evaluation.kind, for: object) else { throw Self.wrongKind([evaluation.kind], stage, object) }
            return ReadForm(evaluation: evaluation, notes: [])
        case .merged(let evaluation, let name, let bytes): return ReadForm(evaluation: evaluation, notes: [], source: (name, bytes))
        case .file(let name, let bytes):
            let document: Document
            do throws(DocumentError) { document = ReturnedWorkbook.withoutMarks(try DocumentReader.read(bytes, name: name, limits: ReadLimits())).document } catch {
                throw Declined(.invalid, "file-unreadable", error.sentence)
            }
            let reading = FormReader().read(document, file: name)
            guard !reading.evaluations.isEmpty else {
                throw Declined(
                    .invalid, "no-form", reading.tooLarge ?? Wording(zh: "文件里没有找到绩效表格。", en: "No performance form was found in the file."),
                    help: Wording(zh: "请确认文件是否正确，表格应有“一级指标、二级指标、三级指标”等表头。", en: "Check that it is the right file; a form has headings such as 一级指标, 二级指标, 三级指标."))
            }
            let fitting = reading.evaluations.filter { stage.kind.accepts($0.kind, for: object) }
            guard let form = fitting.first else { throw Self.wrongKind(reading.evaluations.map(\.kind), stage, object) }
            guard fitting.count == 1 else {
                throw Declined(
                    .invalid, "several-forms", Wording(zh: "文件里有 \(fitting.count) 张这个环节的表，不知道用哪一张。", en: "The file holds \(fitting.count) forms of this stage; which one is meant is not clear."),
                    help: Wording(zh: "请只留一张，或用汇总导入。", en: "Leave only one of them."))
            }
            return ReadForm(evaluation: form, notes: document.notes + reading.notes, source: (name, bytes))
        }
    }

    private static func wrongKind(_ kinds: [FormKind], _ stage: StageRecord, _ object: ObjectKind) -> Declined {
        let names = kinds.map(\.rawValue).joined(separator: ", ")
        return Declined(
            .invalid, "wrong-form", Wording(zh: "“\(stage.kind.wording.zh)”环节（\(object == .project ? "项目" : "部门整体")）不收这种表（\(names)）。", en: "The stage “\(stage.kind.wording.en)” of a \(object.rawValue) takes no such form (\(names))."),
            help: Wording(zh: "请核对是不是选错了环节或文件。", en: "Check the stage and the file."))
    }
}

extension Evaluation {
    /// What a form's head leaves out and the case knows; files keep what they say.
    mutating func fillHead(from view: CaseView, department name: String) {
        year = year ?? Sourced(view.record.year, nil)
        if department == nil { department = Sourced(name, nil) }
        guard let known = view.programme else { return }
        programme = programme ?? Sourced(known.name, nil)
        if programmeCode == nil, !known.code.isEmpty { programmeCode = Sourced(known.code, nil) }
        implementingUnit = implementingUnit ?? Sourced(view.unit.name, nil)
    }
}

extension Declined {
    init(_ error: JSONShapeError) {
        let (zh, en): (String, String) = switch error.kind {
        case .missing: ("缺少这一项", "this is missing")
        case .unknownKey: ("不认识这一项", "this is unknown")
        case .expected(let words): ("应为：\(words.joined(separator: "、"))", "expected: \(words.joined(separator: ", "))")
        }
        self = .invalid([Flaw(error.pointer, zh: zh, en: en)])
    }
}
