import BudgetModel
import Office
import Storage

extension Desk {
    /// Imports a list of units, programmes or amounts: all rows or none. A dry run says the same and changes nothing.
    package func importTable(_ kind: ImportKind, name: String, bytes: [UInt8], dryRun: Bool, by caller: Caller) async throws -> ImportReport {
        let sheet = try ImportSheet(name, bytes, kind)
        var report = ImportReport(kind: kind, sheet: sheet.name, isDryRun: dryRun, rows: [], unread: sheet.unread, notes: sheet.notes)
        do {
            report.rows = try await record(kind.act, by: caller, reason: "import \(name)") { [self] writing in
                let rows = switch kind {
                case .units: try importUnits(sheet, caller, writing)
                case .programmes: try importProgrammes(sheet, caller, writing)
                case .budget: try importBudget(sheet, caller, writing)
                }
                // Nothing is kept of a table with a flaw, nor of a dry run.
                if dryRun || rows.contains(where: { $0.outcome == .refused }) { throw Tried(rows: rows) }
                return rows
            }
        } catch let tried as Tried {
            report.rows = tried.rows
        }
        return report
    }

    private struct Tried: Error { var rows: [ImportRow] }

    /// The open unit with the code that a field names; refused where there is none.
    func importedUnit(_ field: String, _ fields: inout ImportFields, _ caller: Caller, _ connection: any SQLConnection) throws -> UnitRecord? {
        guard fields.has(field) else { return nil }
        let code = fields.text(field)
        if let unit = try openUnit(code, caller, connection) { return unit }
        fields.refuse(field, "没有编码为 \(code) 的单位", "there is no unit with the code \(code)")
        return nil
    }

    func openUnit(_ code: String, _ caller: Caller, _ connection: any SQLConnection) throws -> UnitRecord? {
        try connection.all(UnitRecord.self, in: caller.region, "AND code = ? AND closed_on IS NULL", [code.sql]).first
    }

    func importedProgramme(_ code: String, _ caller: Caller, _ connection: any SQLConnection) throws -> ProgrammeRecord? {
        try connection.all(ProgrammeRecord.self, in: caller.region, "AND code = ? AND code <> ''", [code.sql]).first
    }
}
