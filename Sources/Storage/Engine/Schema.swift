package import Quantities

/// The schema of the office: what a database has of it, and how it gets the rest.
package enum Schema {
    /// All steps there are, in their order.
    package static let migrations: [Migration] = [
        Migration(fileName: "0001-office.sql", text: String(decoding: PackageResources._001_office_sql, as: UTF8.self)),
        Migration(fileName: "0002-rollup-index.sql", text: String(decoding: PackageResources._002_rollup_index_sql, as: UTF8.self)),
        Migration(fileName: "0003-programme-year.sql", text: String(decoding: PackageResources._003_programme_year_sql, as: UTF8.self)),
        Migration(fileName: "0004-access.sql", text: String(decoding: PackageResources._004_access_sql, as: UTF8.self)),
        Migration(fileName: "0005-revision-content.sql", text: String(decoding: PackageResources._005_revision_content_sql, as: UTF8.self)),
        Migration(fileName: "0006-rule-choice.sql", text: String(decoding: PackageResources._006_rule_choice_sql, as: UTF8.self)),
    ]

    /// Every table whose key begins with a region, each after those that its keys point to.
    package static var tenantTables: [String] { tables.filter { $0.columns.first == "region_code" }.map(\.name) }

    /// A table as the schema has it.
    package struct TableShape: Hashable, Sendable {
        package var name: String
        package var columns: [String]
        package var key: [String]
    }

    /// Every table, each after those that its keys point to.
    package static let tables = tables(upTo: .max)

    /// As they were after a step.
    package static func tables(upTo last: Int) -> [TableShape] {
        migrations.filter { $0.number <= last }.flatMap(\.statements).reduce(into: []) { tables, statement in add(statement, to: &tables) }
    }

    private static func add(_ statement: String, to tables: inout [TableShape]) {
        if let added = statement.firstMatch(of: #/ALTER TABLE (\w+) ADD COLUMN ([a-z_0-9]+)/#), let place = tables.firstIndex(where: { $0.name == added.1 }) {
            tables[place].columns.append(String(added.2))
        }
        guard let name = statement.firstMatch(of: #/CREATE TABLE (\w+) \(/#)?.1 else { return }
        let columns = statement.matches(of: #/\n\s+([a-z_0-9]+) (?:TEXT|BIGINT)/#).map { String($0.1) }
        let key = statement.firstMatch(of: #/PRIMARY KEY \(([^)]*)\)/#)?.1.split(separator: ", ").map(String.init) ?? Array(columns.prefix(1))
        tables.append(TableShape(name: String(name), columns: columns, key: key))
    }

    /// What a database has; run it outside a transaction.
    package static func state(on connection: any SQLConnection) throws(StorageError) -> SchemaState {
        let tables = switch connection.engine {
        case .sqlite: try names(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        case .postgres: try names(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'")
        }
        guard tables.contains("schema_migration") else { return tables.isEmpty ? .empty : .foreign }
        let applied = try connection.rows("SELECT number, digest FROM schema_migration ORDER BY number", []) { (row) throws(StorageError) in (Int(try row.integer()), try row.text()) }
        for (number, digest) in applied {
            guard let known = migrations.first(where: { $0.number == number }) else { return number > migrations.count ? .newer(number) : .changed(number) }
            if known.digest != digest { return .changed(number) }
        }
        let last = applied.last?.0 ?? 0
        return last < migrations.count ? .older(last) : .current(last)
    }

    private static func names(_ connection: any SQLConnection, _ sql: String) throws(StorageError) -> Set<String> {
        Set(try connection.rows(sql, []) { (row) throws(StorageError) in try row.text() })
    }

    /// Applies what is missing, each step in a transaction of its own. Returns the steps applied.
    ///
    /// - Throws: `StorageError.schema` where the tables are not ours, or are of a later version.
    package static func migrate(on connection: any SQLConnection, now: Instant, upTo last: Int = .max) throws(StorageError) -> [Migration] {
        let done: Int
        switch try state(on: connection) {
        case .empty: done = 0
        case .older(let number), .current(let number): done = number
        case .foreign: throw .schema(.foreign)
        case .newer(let number): throw .schema(.newer(number))
        case .changed(let number): throw .schema(.changed(number))
        }
        let steps = migrations.filter { $0.number > done && $0.number <= last }
        for step in steps {
            try connection.run(connection.engine == .sqlite ? "BEGIN IMMEDIATE" : "BEGIN")
            do throws(StorageError) {
                for statement in step.statements { try connection.run(Migration.statement(statement, for: connection.engine)) }
                try connection.run("INSERT INTO schema_migration (number, name, digest, applied_at) VALUES (?, ?, ?, ?)", [step.number.sql, step.name.sql, step.digest.sql, now.sql])
                try connection.run("COMMIT")
            } catch {
                _ = try? connection.run("ROLLBACK")
                throw error
            }
        }
        return steps
    }
}

extension Database {
    package func schemaState() async throws -> SchemaState {
        try await migrate { connection in try Schema.state(on: connection) }
    }

    /// Creates or completes the schema.
    package func migrateSchema(now: Instant) async throws -> [Migration] {
        try await migrate { connection in try Schema.migrate(on: connection, now: now) }
    }

    /// - Throws: `StorageError.schema` unless the schema is the one this program knows.
    package func requireSchema() async throws {
        let state = try await schemaState()
        guard case .current = state else { throw StorageError.schema(state) }
    }
}
