import BudgetModel
import Casework
import JSONText
import Office
import Storage

extension OfficeOperations {
    private static let importReport = Schema.component(
        "ImportReport",
        .object(
            .required("kind", .choice(of: ImportKind.self)), .required("sheet", .string()), .required("isDryRun", .truth), .required("isApplied", .truth),
            .required(
                "rows",
                .list(
                    .object(
                        .required("row", .integer(1...)), .required("key", .string()), .required("outcome", .choice(of: ImportRow.Outcome.self)),
                        .required("changes", .list(.object(.required("field", .string()), .required("before", .string()), .required("after", .string())))),
                        .required("flaws", .list(.object(.required("cell", .string()), .required("sentence", .string()))))))),
            .required("unread", .list(.string()), Wording(zh: "没有用到的列", en: "Columns that nothing takes")),
            .required("notes", .list(.string()), Wording(zh: "读取文件时的说明", en: "What the reader of the file has to say"))))
    private static let kind = Parameter.choice("kind", ImportKind.allCases.map(\.rawValue), Wording(zh: "清单的种类", en: "What the table lists"))

    static func imports(_ desk: Desk) -> [Operation] {
        [
            Operation(
                .post, "/api/v1/imports/{kind}", id: "importTable", tag: "programmes", Wording(zh: "导入单位、项目、预算清单（xlsx、xls、csv）", en: "Import a list of units, programmes or amounts"),
                details: Wording(zh: "先试运行（dryRun=true），逐行逐字段报告；有一处不对，整表都不导入。", en: "Try it first with dryRun=true; each row and field is told. With one flaw nothing is imported."), caller: manage,
                path: [kind],
                query: [.text("name", .line(1...200), Wording(zh: "文件名", en: "File name")).required, .flag("dryRun", Wording(zh: "只试不导", en: "Try only"))],
                body: .upload(["application/octet-stream"], limitBytes: 20 << 20), replies: [.ok(importReport), .notFound, .conflict, .problem(422, Wording(zh: "文件不能用", en: "The file cannot be used"))]
            ) { request in
                guard let kind = ImportKind(rawValue: try request.path("kind")) else { throw Problem.noSuchThing }
                let report = try await desk.importTable(kind, name: request.text("name") ?? "", bytes: request.bytes, dryRun: request.flag("dryRun"), by: request.by)
                return .ok(
                    .object([
                        "kind": .string(report.kind.rawValue), "sheet": .string(report.sheet), "isDryRun": .bool(report.isDryRun), "isApplied": .bool(report.isApplied),
                        "rows": .array(report.rows.map { row in
                            .object([
                                "row": .integer(row.row), "key": .string(row.key), "outcome": .string(row.outcome.rawValue),
                                "changes": .array(row.changes.map { .object(["field": .string($0.field), "before": .string($0.before), "after": .string($0.after)]) }),
                                "flaws": .array(row.flaws.map { .object(["cell": .string($0.pointer), "sentence": .string($0.sentence(request.language))]) }),
                            ])
                        }),
                        "unread": .array(report.unread.map(JSONValue.string)), "notes": .array(report.notes.map { .string($0(request.language)) }),
                    ]))
            },
            Operation(
                .get, "/api/v1/imports/{kind}/template", id: "getImportTemplate", tag: "programmes", Wording(zh: "导入模板：表头，和每一栏的填法", en: "A template of a list: its headings, and what each column takes"), caller: read,
                path: [kind], replies: [.file(workbookType), .notFound, .conflict]
            ) { request in
                guard let kind = ImportKind(rawValue: try request.path("kind")) else { throw Problem.noSuchThing }
                return .file(try kind.template(), workbookType, named: kind.templateName)
            },
        ]
    }
}
