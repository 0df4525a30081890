import Batch
import BudgetModel
import JSONText
import Quantities
import Reports
import Tables

/// The tables that screening writes, by rank.
struct ScreenOutputs {
    private let screening: Screening
    private let head: TableHead
    private let top: Int
    private let language: Language

    /// - Parameter top: how many projects and units are written; nil for all.
    init(_ file: ScreenedFile, top: Int?, language: Language) {
        screening = file.screening
        head = file.head
        self.top = top ?? .max
        self.language = language
    }

    private func projectKey(_ project: Int) -> [String] { TableText.key(screening.table.projects.key(project), head.encoding) }
    private func unitKey(_ unit: Int) -> [String] { TableText.key(screening.table.unitKeys[unit][...], head.encoding) }
    private func codes(_ reasons: [ScreenReason]) -> String { reasons.map { "\($0.rawValue)+\($0.points)" }.joined(separator: " ") }
    private func words(_ figures: [Wording]) -> String { figures.map { $0(language) }.joined(separator: language == .zh ? "；" : "; ") }

    func writeProjects(to path: String) throws(WriteProblem) {
        let file = try StreamedFile(path)
        try file.write("region_code,unit_code,project_code,rank,risk_points,score,grade,framework,codes,reasons\n")
        for (place, project) in screening.order.prefix(top).enumerated() {
            let score = screening.score(project), reasons = screening.reasons(project)
            try file.row(
                projectKey(project) + [
                    String(place + 1), String(screening.points[project]), score.score?.description ?? "", score.grade?.name ?? "", screening.framework(project)?.id ?? "", codes(reasons), words(reasons.map { screening.figures($0, of: project) }),
                ])
        }
        try file.finish()
    }

    func writeUnits(to path: String) throws(WriteProblem) {
        let file = try StreamedFile(path)
        try file.write("region_code,unit_code,rank,risk_points,projects,scored,mean_score,projects_with_points,project_points,codes,reasons\n")
        for (place, unit) in screening.unitOrder.prefix(top).enumerated() {
            let own = screening.units[unit], reasons = screening.reasons(ofUnit: unit)
            try file.row(
                unitKey(unit) + [
                    String(place + 1), String(own.points), String(own.projects), String(own.scored), own.mean?.description ?? "", String(own.withPoints), String(own.projectPoints), codes(reasons),
                    words(reasons.map { screening.figures($0, ofUnit: unit) }),
                ])
        }
        try file.finish()
    }

    /// One object; projects are written as they come, so that a province need not stand in memory.
    func writeJSON(to path: String) throws(WriteProblem) {
        let file = try StreamedFile(path)
        let table = screening.table
        try file.write("{\"rows\":\(table.rows),\"badRows\":\(table.badRows),\"rowsWithoutProject\":\(table.rowsWithoutKey),\"projectCount\":\(screening.points.count),\"unitCount\":\(screening.units.count),\n\"reasons\":[")
        try list(ScreenReason.allCases, to: file) { reason, json in
            json.field("code", reason.rawValue)
            json.field("of", reason.isOfUnit ? "unit" : "project")
            json.field("points", reason.points)
            json.field("formula", reason.formula(language))
        }
        try file.write("],\n\"projects\":[")
        try list(screening.order.prefix(top).enumerated(), to: file) { ranked, json in
            let (place, project) = ranked
            let key = projectKey(project), score = screening.score(project)
            json.field("region", key[0])
            json.field("unit", key[1])
            json.field("project", key[2])
            json.field("rank", place + 1)
            json.field("riskPoints", Int(screening.points[project]))
            json.field("score", score.score?.description)
            json.field("grade", score.grade?.name)
            json.field("framework", screening.framework(project)?.id)
            json.key("reasons")
            reasons(screening.reasons(project).map { ($0, screening.figures($0, of: project)) }, to: &json)
        }
        try file.write("],\n\"units\":[")
        try list(screening.unitOrder.prefix(top).enumerated(), to: file) { ranked, json in
            let (place, unit) = ranked
            let key = unitKey(unit), own = screening.units[unit]
            json.field("region", key[0])
            json.field("unit", key[1])
            json.field("rank", place + 1)
            json.field("riskPoints", own.points)
            json.field("projects", own.projects)
            json.field("scored", own.scored)
            json.field("meanScore", own.mean?.description)
            json.field("projectsWithPoints", own.withPoints)
            json.field("projectPoints", own.projectPoints)
            json.key("reasons")
            reasons(screening.reasons(ofUnit: unit).map { ($0, screening.figures($0, ofUnit: unit)) }, to: &json)
        }
        try file.write("]}\n")
        try file.finish()
    }

    private func reasons(_ reasons: [(ScreenReason, Wording)], to json: inout JSONWriter) {
        json.array(reasons) { json, reason in
            json.object { json in
                json.field("code", reason.0.rawValue)
                json.field("points", reason.0.points)
                json.field("figures", reason.1(language))
            }
        }
    }

    /// Objects, one a line.
    private func list<Element>(_ elements: some Sequence<Element>, to file: StreamedFile, _ fields: (Element, inout JSONWriter) -> Void) throws(WriteProblem) {
        var isFirst = true
        for element in elements {
            var json = JSONWriter()
            json.object { fields(element, &$0) }
            try file.write(isFirst ? "\n" : ",\n")
            try file.write(json.bytes)
            isFirst = false
        }
    }
}
