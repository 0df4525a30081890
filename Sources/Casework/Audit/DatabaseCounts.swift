package import BudgetModel
package import JSONText
package import Storage

/// How much a database holds, by region.
package struct DatabaseCounts: Hashable, Sendable {
    package struct Region: Hashable, Sendable {
        package var code: String
        package var name: String
        package var units: Int64
        package var programmes: Int64
        package var cases: Int64
        package var revisions: Int64
        package var events: Int64
    }

    package var regions: [Region]

    package static func read(_ database: any Database) async throws -> DatabaseCounts {
        try await database.read { connection in
            func count(_ table: String, _ region: String) throws(StorageError) -> Int64 {
                try connection.row("SELECT COUNT(*) FROM \(table) WHERE region_code = ?", [.text(region)]) { (row) throws(StorageError) in try row.integer() } ?? 0
            }
            let names = try connection.rows("SELECT region_code, name FROM region ORDER BY region_code") { (row) throws(StorageError) in (try row.text(), try row.text()) }
            return DatabaseCounts(regions: try names.map { code, name in
                Region(
                    code: code, name: name, units: try count("unit", code), programmes: try count("programme", code), cases: try count("casefile", code), revisions: try count("revision", code),
                    events: try count("event", code))
            })
        }
    }

    package func lines(_ language: Language) -> [String] {
        regions.map { region in
            Wording(
                zh: "\(region.code) \(region.name)：单位 \(region.units)，项目 \(region.programmes)，个案 \(region.cases)，版本 \(region.revisions)，操作记录 \(region.events)",
                en: "\(region.code) \(region.name): \(region.units) units, \(region.programmes) programmes, \(region.cases) cases, \(region.revisions) revisions, \(region.events) events")(language)
        }
    }

    package func json(schema: Int, engine: Engine) -> JSONValue {
        .object([
            "schema": .integer(schema), "engine": .string(engine.rawValue),
            "regions": .array(regions.map { region in
                .object([
                    "code": .string(region.code), "name": .string(region.name), "units": .integer(region.units), "programmes": .integer(region.programmes), "cases": .integer(region.cases),
                    "revisions": .integer(region.revisions), "events": .integer(region.events),
                ])
            }),
        ])
    }
}
