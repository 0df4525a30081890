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
            let reach: Reach
            if let unit = filter.unit {
                let record = try self.unit(unit, connection, caller)
                guard paths.contains(where: { record.path.hasPrefix($0) || $0.hasPrefix(record.path) }) else { return [] }
                reach = try Self.reach(paths, within: record.path, only: filter.withBelow ? nil : unit, region, connection)
            } else {
                reach = try Self.reach(paths, within: "", only: nil, region, connection)
            }
            var records: [CaseRecord] = []
            switch reach {
            // Each unit's cases come from its own part of the index; over the year's or the region's, most would be of others.
            case .few(let units):
                for unit in units { records += try Self.records(filter, ("unit_id = ?", [unit.sql]), isOfUnit: true, after, limit, region, connection) }
                records = Array(records.sorted { $0.id < $1.id }.prefix(limit))
            case .many(let sql, let values): records = try Self.records(filter, (sql, values), isOfUnit: false, after, limit, region, connection)
            }
            guard !records.isEmpty else { return [] }
            let marks = records.map { _ in "?" }.joined(separator: ", ")
            let stages = Dictionary(grouping: try connection.all(StageRecord.self, in: region, "AND case_id IN (\(marks)) ORDER BY id", records.map(\.id.sql)), by: \.caseID)
            let unitIDs = Array(Set(records.map(\.unitID)))
            let units = try connection.all(UnitRecord.self, in: region, "AND id IN (\(unitIDs.map { _ in "?" }.joined(separator: ", ")))", unitIDs.map(\.sql))
            let byID = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
            return records.map { record in
                let own = (stages[record.id] ?? []).filter { (filter.stage == nil || $0.kind == filter.stage) && (filter.state == nil || $0.state == filter.state) }
                let unit = byID[record.unitID], last = own.max { ($0.changedAt, $0.id) < ($1.changedAt, $1.id) }
                return CaseLine(
                    record: record, unitName: unit?.name ?? "", stage: unit.flatMap { unit in last.map { shown($0, CaseView(record: record, unit: unit, programme: nil, stages: []), to: caller) } })
            }
        }
    }

    /// The units whose cases are meant: by name where they are few, else as a condition.
    private enum Reach {
        case few([String])
        case many(sql: String, values: [SQLValue])
    }

    private static let fewUnits = 64

    private static func reach(_ paths: [String], within path: String, only unit: Identifier<UnitRecord>?, _ region: RegionCode, _ connection: any SQLConnection) throws -> Reach {
        let rights = below(paths, region), place = path.isEmpty ? ("1 = 1", []) : below([path], region)
        if path.isEmpty, rights.values.isEmpty, rights.sql == "1 = 1" { return .many(sql: rights.sql, values: []) }
        let condition = [rights.sql, place.0, unit == nil ? "1 = 1" : "unit_id = ?"].joined(separator: " AND "), values = rights.values + place.1 + (unit.map { [$0.sql] } ?? [])
        let units = try connection.rows("SELECT id FROM (SELECT id, id AS unit_id FROM unit WHERE region_code = ?) AS units WHERE \(condition) LIMIT \(fewUnits + 1)", [region.sql] + values) { (row) throws(StorageError) in
            try row.text()
        }
        return units.count > fewUnits ? .many(sql: condition, values: values) : .few(units)
    }

    private static func records(
        _ filter: CaseFilter, _ reach: (sql: String, values: [SQLValue]), isOfUnit: Bool, _ after: String?, _ limit: Int, _ region: RegionCode, _ connection: any SQLConnection
    ) throws -> [CaseRecord] {
        var conditions = ["region_code = ?", reach.sql], values: [SQLValue] = [region.sql] + reach.values
        func narrow(_ sql: String, _ more: [SQLValue]) {
            conditions.append(sql)
            values += more
        }
        if let year = filter.year { narrow("year = ?", [year.sql]) }
        if let object = filter.object { narrow("object = ?", [object.sql]) }
        if let name = filter.name, !name.isEmpty {
            let pattern = name.lowercased().replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
            narrow("LOWER(name) LIKE ? ESCAPE '\\'", [("%" + pattern + "%").sql])
        }
        if filter.stage != nil || filter.state != nil {
            // The stages of a case are looked up one by one where cases are few, else those of the state are gathered first.
            var (inner, more) = isOfUnit ? ("EXISTS (SELECT 1 FROM stage WHERE stage.region_code = casefile.region_code AND stage.case_id = casefile.id", []) : ("id IN (SELECT case_id FROM stage WHERE region_code = ?", [region.sql])
            if let stage = filter.stage { (inner, more) = (inner + " AND kind = ?", more + [stage.sql]) }
            if let state = filter.state { (inner, more) = (inner + " AND state = ?", more + [state.sql]) }
            narrow(inner + ")", more)
        }
        if let after { narrow("id > ?", [after.sql]) }
        return try connection.rows(CaseRecord.select + " WHERE " + conditions.joined(separator: " AND ") + " ORDER BY id LIMIT ?", values + [limit.sql]) { (row) throws(StorageError) in
            try CaseRecord(from: &row)
        }
    }
}
