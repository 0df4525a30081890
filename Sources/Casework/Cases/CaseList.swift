package import Office
import Quantities
package import Storage

/// What a list of cases is narrowed to.
package struct CaseFilter: Hashable, Sendable {
    package var unit: Identifier<UnitRecord>?
    /// Whether cases of units below are meant too.
    package var withBelow = true
    package var year: Int?
    package var object: ObjectKind?
    package var stage: StageKind?
    package var state: StageState?
    /// Part of the name; Latin letters in any case.
    package var name: String?

    package init() {}
}

/// A line of a list: the case with the stage that was asked for, or that changed last.
package struct CaseLine: Hashable, Sendable {
    package var record: CaseRecord
    package var unitName: String
    package var stage: StageRecord?
}

extension Desk {
    /// A page of the cases somebody may see, by key: the newest keys last.
    package func cases(_ filter: CaseFilter, after: String? = nil, limit: Int, by caller: Caller) async throws -> [CaseLine] {
        let region = caller.region, paths = caller.readPaths(workflow)
        return try await database.read { [self] connection in
            var conditions = ["region_code = ?"], values: [SQLValue] = [region.sql]
            func narrow(_ sql: String, _ more: [SQLValue]) {
                conditions.append(sql)
                values += more
            }
            if let unit = filter.unit {
                let record = try self.unit(unit, connection, caller)
                guard paths.contains(where: { record.path.hasPrefix($0) || $0.hasPrefix(record.path) }) else { return [] }
                if filter.withBelow {
                    let below = Self.below([record.path], region)
                    narrow(below.sql, below.values)
                } else { narrow("unit_id = ?", [unit.sql]) }
            }
            let below = Self.below(paths, region)
            if !below.values.isEmpty || below.sql == "1 = 0" { narrow(below.sql, below.values) }
            if let year = filter.year { narrow("year = ?", [year.sql]) }
            if let object = filter.object { narrow("object = ?", [object.sql]) }
            if let name = filter.name, !name.isEmpty {
                let pattern = name.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
                narrow("LOWER(name) LIKE ? ESCAPE '\\'", [("%" + pattern + "%").sql])
            }
            if filter.stage != nil || filter.state != nil {
                var (inner, more) = ("SELECT case_id FROM stage WHERE region_code = ?", [region.sql])
                if let stage = filter.stage { (inner, more) = (inner + " AND kind = ?", more + [stage.sql]) }
                if let state = filter.state { (inner, more) = (inner + " AND state = ?", more + [state.sql]) }
                narrow("id IN (\(inner))", more)
            }
            if let after { narrow("id > ?", [after.sql]) }
            let records = try connection.rows(CaseRecord.select + " WHERE " + conditions.joined(separator: " AND ") + " ORDER BY id LIMIT ?", values + [limit.sql]) { (row) throws(StorageError) in
                try CaseRecord(from: &row)
            }
            guard !records.isEmpty else { return [] }
            let marks = records.map { _ in "?" }.joined(separator: ", ")
            let stages = Dictionary(grouping: try connection.all(StageRecord.self, in: region, "AND case_id IN (\(marks)) ORDER BY id", records.map(\.id.sql)), by: \.caseID)
            let unitIDs = Array(Set(records.map(\.unitID)))
            let units = try connection.all(UnitRecord.self, in: region, "AND id IN (\(unitIDs.map { _ in "?" }.joined(separator: ", ")))", unitIDs.map(\.sql))
            let names = Dictionary(units.map { ($0.id, $0.name) }) { first, _ in first }
            return records.map { record in
                let own = (stages[record.id] ?? []).filter { (filter.stage == nil || $0.kind == filter.stage) && (filter.state == nil || $0.state == filter.state) }
                return CaseLine(record: record, unitName: names[record.unitID] ?? "", stage: own.max { ($0.changedAt, $0.id) < ($1.changedAt, $1.id) })
            }
        }
    }
}
