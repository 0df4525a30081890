package import BudgetModel

/// Rows of a ledger, found by what a form is about.
///
/// A row is an object's own by its code, else by its name and unit, for a department's form by the unit alone. A row
/// with a year is for forms of that year.
package struct ObjectLedger<Content: Sendable>: Sendable {
    package struct Row: Sendable {
        package var code: String?
        package var programme: String?
        package var unit: String?
        package var year: Int?
        package var content: Content
        /// Where it stands: `台账.xlsx · Sheet1!A6`.
        package var place: String

        package init(code: String?, programme: String?, unit: String?, year: Int?, content: Content, place: String) {
            self.code = code.flatMap { FormSubject.comparable($0) }
            self.programme = programme.flatMap { FormSubject.comparable($0) }
            self.unit = unit.flatMap { FormSubject.comparable($0) }
            self.year = year
            self.content = content
            self.place = place
        }

        package var namesProgramme: Bool { code != nil || programme != nil }
        package var namesNothing: Bool { !namesProgramme && unit == nil }
        /// What two rows may not share.
        package var key: String { [code ?? "|" + (programme ?? "") + "|" + (unit ?? ""), year.map(String.init) ?? ""].joined(separator: "@") }
    }

    package struct Match: Sendable {
        package var row: Row
        /// What form and row have in common.
        package var by: Wording
    }

    private let rows: [Row]
    private let byCode: [String: [Int]]
    private let byName: [String: [Int]]
    /// Rows that name a unit and no programme.
    private let byUnit: [String: [Int]]
    /// Rows that name nothing and hold for all.
    private let general: [Int]

    package init(_ rows: [Row]) {
        self.rows = rows
        var byCode: [String: [Int]] = [:], byName: [String: [Int]] = [:], byUnit: [String: [Int]] = [:], general: [Int] = []
        for (index, row) in rows.enumerated() {
            if let code = row.code { byCode[code, default: []].append(index) }
            if let name = row.programme { byName[name, default: []].append(index) }
            guard !row.namesProgramme else { continue }
            if let unit = row.unit { byUnit[unit, default: []].append(index) } else { general.append(index) }
        }
        self.byCode = byCode
        self.byName = byName
        self.byUnit = byUnit
        self.general = general
    }

    /// The row that is the form's own; nil when there is none.
    package func own(_ evaluation: Evaluation) -> Match? {
        let subject = FormSubject(evaluation)
        let year = evaluation.year?.value
        if subject.isDepartment {
            return best(units(of: evaluation).flatMap { byUnit[$0] ?? [] }, year).map { Match(row: rows[$0], by: Wording(zh: "单位名称", en: "name of the unit")) }
        }
        if let code = subject.code, let found = best(byCode[code] ?? [], year) {
            return Match(row: rows[found], by: Wording(zh: "项目编码", en: "programme code"))
        }
        guard let name = subject.name else { return nil }
        let units = units(of: evaluation)
        // Two codes that differ are two programmes, whatever their names.
        let named = (byName[name] ?? []).filter { subject.code == nil || rows[$0].code == nil }
        let found = best(named.filter { rows[$0].unit.map(units.contains) ?? false }, year) ?? best(named.filter { rows[$0].unit == nil || units.isEmpty }, year)
        return found.map { Match(row: rows[$0], by: Wording(zh: "项目名称和单位", en: "name of the programme and unit")) }
    }

    /// Rows that hold for every form of its unit, then those for all forms.
    package func shared(_ evaluation: Evaluation) -> [Row] {
        let year = evaluation.year?.value
        return [best(units(of: evaluation).flatMap { byUnit[$0] ?? [] }, year), best(general, year)].compactMap { $0.map { rows[$0] } }
    }

    /// The implementing unit comes before the department above it.
    private func units(of evaluation: Evaluation) -> [String] {
        [evaluation.implementingUnit, evaluation.department].compactMap { $0.flatMap { FormSubject.comparable($0.value) } }
    }

    /// A row of the year, then one without a year, then the first.
    private func best(_ candidates: [Int], _ year: Int?) -> Int? {
        candidates.first { year != nil && rows[$0].year == year } ?? candidates.first { rows[$0].year == nil || year == nil }
    }
}

extension ObjectLedger {
    /// Which row stands for a form, or that none does.
    func note(_ match: Match?, _ name: Wording, option: String) -> Wording {
        guard let match else {
            return Wording(
                zh: "\(option) 中没有这张表的\(name.zh)（按项目编码，或项目名称和单位对应）：请核对编码、名称、单位和年度。",
                en: "\(option) has no \(name.en) of this form (looked for by programme code, or name and unit): check code, name, unit and year.")
        }
        return Wording(zh: "\(name.zh)：\(match.row.place)（按\(match.by.zh)对应）", en: "\(name.en): \(match.row.place) (matched by \(match.by.en))")
    }
}
