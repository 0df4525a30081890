import BudgetModel
import Casework
import Forms
import JSONText
import Office
import Storage

/// Workbooks that go out and come back, and the form that somebody begins with.
extension OfficeOperations {
    static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    static func offline(_ desk: Desk) -> [Operation] {
        let change = Schema.object(
            .required("place", .string()), .required("before", .string()), .required("after", .string()), .required("current", .string()),
            .required("standing", .choice(of: OfflineChange.Standing.self)))
        return [
            Operation(
                .get, "/api/v1/stages/{stage}/starting-form", id: "getStartingForm", tag: "stages",
                Wording(zh: "开始填报用的表：已有的表，否则是名称、预算和批复目标的指标", en: "A form to begin with: what lies there, else names, money and the approved goal's rows"), caller: read, path: [.uuid("stage")],
                replies: [.ok(.object(.required("base", Schema.uuid.nullable), .required("form", .any))), .notFound, .conflict]
            ) { request in
                let start = try await desk.startingForm(of: request.id("stage"), by: request.by)
                return .ok(.object(["base": .text(start.base?.text), "form": FormJSON.write(start.form)]))
            },
            Operation(
                .get, "/api/v1/stages/{stage}/workbook", id: "getWorkbook", tag: "stages", Wording(zh: "导出离线填报工作簿", en: "Take out a workbook to fill in outside"), caller: read, path: [.uuid("stage")],
                replies: [.file(workbookType), .notFound, .conflict]
            ) { request in
                let workbook = try await desk.workbook(of: request.id("stage"), by: request.by)
                return .file(workbook.bytes, workbookType, named: workbook.fileName)
            },
            Operation(
                .put, "/api/v1/stages/{stage}/workbook", id: "takeBackWorkbook", tag: "stages",
                Wording(zh: "交回离线填报工作簿：逐格列出改动和冲突", en: "Hand a workbook in again: each change and each conflict is told"), caller: write, path: [.uuid("stage")],
                query: [
                    .text("name", .line(1...200), Wording(zh: "文件名", en: "File name")).required,
                    .choice("conflicts", ["refuse", "mine", "theirs"], Wording(zh: "别人已改的格：不保存（默认）、以离线的为准、以系统的为准", en: "Cells that somebody else changed: refuse, take the workbook's, keep what is there")),
                    .flag("dryRun", Wording(zh: "只列出，不保存", en: "Tells, saves nothing")), monthsParameter,
                ], body: .upload(["application/octet-stream"], limitBytes: 20 << 20), ifMatch: .required,
                replies: [
                    .ok(.object(.required("changes", .list(change)), .required("notes", .list(.string())), .required("stage", Shapes.stage.nullable)), etag: true), .notFound, .conflict,
                    .problem(422, Wording(zh: "不是从系统导出的工作簿", en: "It is no workbook that was taken out")),
                ]
            ) { request in
                let version = try request.version()
                let back = try await desk.takeBack(
                    request.text("name") ?? "", request.bytes, in: request.id("stage"), version: version, prefers: request.text("conflicts") ?? "refuse", tries: request.flag("dryRun"),
                    months: months(request), by: request.by)
                return .ok(
                    .object([
                        "changes": .array(back.changes.map { $0.shown(request.language) }), "notes": .array(back.notes.map { .string($0(request.language)) }), "stage": back.saved?.stage.shown ?? .null,
                    ]), version: String(back.saved?.stage.version ?? version))
            },
        ]
    }
}

extension OfflineChange {
    fileprivate func shown(_ language: Language) -> JSONValue {
        .object(["place": .string(place(language)), "before": .string(before), "after": .string(after), "current": .string(current), "standing": .string(standing.rawValue)])
    }
}
