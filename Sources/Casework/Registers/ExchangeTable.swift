import BudgetModel
import Forms
import JSONText
import Office
import Quantities
import Storage

/// The tables in which self-evaluations are exchanged with the integrated budget system; raw values are the names of the tables.
///
/// - Source: rules.md section 11, a definition that was observed; the national document was not found. Columns that nothing here fills are left empty.
package enum ExchangeTable: String, Hashable, Sendable, CaseIterable {
    case selfEvaluation = "PM_PERF_SELF_EVAL"
    case goal = "PM_SELF_EVAL_GOAL"
    case indicator = "PM_SELF_EVAL_INDICATOR"
    case budget = "PM_PERF_SELF_BGT"
    case file = "PERF_PUBLIC_FILE"

    package var columns: [String] {
        switch self {
        case .selfEvaluation:
            ["eval_id", "fiscal_year", "mof_div_code", "agency_code", "pro_code", "devi_analy", "application_advise", "total_eval_value", "dept_score", "dept_suggest", "dep_aud_opinion", "mof_aud_opinion", "is_last_inst"]
        case .goal: ["eval_kpi_id", "eval_id", "kpi_per_id", "kpi_target", "goal_comp"]
        case .indicator:
            [
                "eval_ind_id", "kpi_id", "lv1_perf_ind_code", "lv1_perf_ind_name", "lv2_perf_ind_code", "lv2_perf_ind_name", "lv3_perf_ind_code", "lv3_perf_ind_name", "kpi_val", "ind_comp", "kpi_evalstd",
                "ind_weight", "eval_score", "devi_analy", "application_advise",
            ]
        case .budget: ["eval_id", "found_type_code", "reply_amt", "year_adj_amt", "cur_amt", "year_exe_amt", "exe_amt_rate", "exe_score"]
        case .file: ["file_id", "eval_id", "file_name", "full_path", "report_type_code"]
        }
    }
}

extension Desk {
    /// One exchange table of the approved self-evaluations of a year that somebody may export; CSV in UTF-8 with a mark, every cell text.
    package func exchange(_ table: ExchangeTable, year: Int, by caller: Caller) async throws -> [UInt8] {
        let paths = workflow.paths(for: .export, by: caller.actor)
        guard !paths.isEmpty else { throw Declined(Refusal.noRole(.export, workflow.roles(for: .export))) }
        let below = Self.below(paths, caller.region, column: "c.unit_id"), region = caller.region
        return try await database.read { [self] connection in
            var csv = CSVText(table.columns)
            let evaluations = try connection.rows(
                """
                SELECT c.id, u.code, p.code, s.id, s.state, s.approved_id FROM casefile c JOIN stage s ON s.region_code = c.region_code AND s.case_id = c.id
                JOIN unit u ON u.region_code = c.region_code AND u.id = c.unit_id LEFT JOIN programme p ON p.region_code = c.region_code AND p.id = c.programme_id
                WHERE c.region_code = ? AND c.year = ? AND s.kind = 'self-evaluation' AND s.approved_id IS NOT NULL AND COALESCE(p.is_secret, 0) = 0 AND \(below.sql) ORDER BY c.id
                """, [region.sql, year.sql] + below.values
            ) { (row) throws(StorageError) in
                ExchangedEvaluation(
                    caseID: try row.value(), agency: try row.text(), programme: try row.optionalText() ?? "", stageID: try row.value(), state: try row.value(), approvedID: try row.value())
            }
            for evaluation in evaluations {
                switch table {
                case .file:
                    for file in try connection.all(EvidenceRecord.self, in: region, "AND case_id = ? ORDER BY id", [evaluation.id.sql]) {
                        csv.add([file.id.text, evaluation.id, String(file.fileName.prefix(50)), String(file.digest.prefix(300)), file.kind])
                    }
                case .selfEvaluation, .goal, .indicator, .budget:
                    guard let form = try StageFile.form(evaluation.approvedID, in: region, connection) else { continue }
                    switch table {
                    case .selfEvaluation: csv.add(evaluation.row(form, try opinions(on: evaluation, connection, caller), year, region))
                    case .goal: for row in evaluation.goals(form) { csv.add(row) }
                    case .indicator: for row in evaluation.indicators(form) { csv.add(row) }
                    case .budget: for row in evaluation.funds(form) { csv.add(row) }
                    case .file: break
                    }
                }
            }
            return csv.bytes
        }
    }
}

/// What others said of a self-evaluation; empty where nobody said anything.
private struct ExchangedOpinions {
    /// 结果应用建议
    var advice = ""
    /// 主管部门评分
    var departmentScore = ""
    /// 主管部门处理意见
    var departmentAdvice = ""
    /// 部门审核意见
    var passed = ""
    /// 财政审核意见
    var approved = ""
}

extension Desk {
    /// The words of the moves that approved it, the points of the department's review, and what its result leads to.
    private func opinions(on evaluation: ExchangedEvaluation, _ connection: any SQLConnection, _ caller: Caller) throws -> ExchangedOpinions {
        let view = try caseView(evaluation.caseID, connection, caller)
        var opinions = ExchangedOpinions()
        guard let stage = view.stages.first(where: { $0.id == evaluation.stageID }) else { return opinions }
        let moves = try connection.rows(
            "\(Event.select) WHERE region_code = ? AND case_id = ? AND act IN ('pass', 'approve') ORDER BY seq", [caller.region.sql, view.record.id.sql]
        ) { (row) throws(StorageError) in try Event(from: &row) }.filter { $0.changes?.contains { $0.subject == stage.subject } ?? false }
        if let approval = moves.last(where: { $0.act == Act.approve.rawValue }) {
            opinions.approved = approval.reason
            opinions.passed = moves.last { $0.act == Act.pass.rawValue && $0.seq < approval.seq }?.reason ?? ""
        }
        let reviews = try currentReviews(of: view, connection, \.approvedID).map { try Self.stored($0.revision) as JSONValue }
        let ofDepartment = reviews.first { body in body["reviewer"]?.string.flatMap { Role(rawValue: String($0.prefix { $0 != "/" })) }?.body == .department }
        opinions.departmentScore = ofDepartment?["result"]?["total"]?["determined"]?.string ?? ""
        let uses = try connection.all(UseEntryRecord.self, in: caller.region, "AND case_id = ? ORDER BY id", [view.record.id.sql]).map(Self.use).filter { $0.entry.state != .dropped }
        opinions.advice = uses.map(\.entry.advice.zh).joined(separator: "\n")
        opinions.departmentAdvice = uses.filter { $0.body == .department }.map(\.entry.advice.zh).joined(separator: "\n")
        return opinions
    }
}

/// One self-evaluation as the exchange tables have it.
private struct ExchangedEvaluation {
    var caseID: Identifier<CaseRecord>
    var agency: String
    var programme: String
    var stageID: Identifier<StageRecord>
    var state: StageState
    var approvedID: Identifier<RevisionRecord>

    var id: String { caseID.text }

    func row(_ form: Evaluation, _ opinions: ExchangedOpinions, _ year: Int, _ region: RegionCode) -> [String] {
        let reasons = form.indicators.compactMap(\.reason?.value).filter { !$0.isEmpty }.joined(separator: "\n")
        // mof_div_code has nine digits: the region's and zeros.
        let division = region.text + String(repeating: "0", count: max(0, 9 - region.text.count))
        return [
            id, String(year), division, agency, programme, String(reasons.prefix(2_000)), String(opinions.advice.prefix(2_000)), form.statedTotal?.value.plain ?? "", opinions.departmentScore,
            String(opinions.departmentAdvice.prefix(2_000)), opinions.passed, opinions.approved, [.approved, .archived].contains(state) ? "1" : "2",
        ]
    }

    func goals(_ form: Evaluation) -> [[String]] {
        form.goals.enumerated().map { ["\(id)-\($0 + 1)", id, "", String(($1.expected?.value ?? "").prefix(2_000)), String(($1.achieved?.value ?? "").prefix(2_000))] }
    }

    func indicators(_ form: Evaluation) -> [[String]] {
        form.indicators.enumerated().filter { $1.period == .year }.map { index, indicator in
            return [
                "\(id)-\(index + 1)", "\(id)-\((indicator.goalIndex ?? 0) + 1)", indicator.level1Kind?.rawValue ?? "", indicator.level1, indicator.level2Kind?.rawValue ?? "", indicator.level2, "", indicator.name.value, Self.shown(indicator.effectiveTarget, indicator.comparator),
                Self.shown(indicator.actual, nil), indicator.scoringRule?.value ?? "",
                indicator.weight?.value.plain ?? "", indicator.statedScore?.value.plain ?? "", indicator.reason?.value ?? "", indicator.remark?.value ?? "",
            ]
        }
    }

    /// `≥95%`: a value with its sign and unit, where the text does not have them.
    private static func shown(_ value: IndicatorValue?, _ sign: Comparator?) -> String {
        guard let value else { return "" }
        let mark = sign?.mark ?? ""
        let hasMark = value.raw.contains { "<>=≤≥＝＜＞".contains($0) }, unit = value.printedUnit ?? ""
        return (hasMark ? "" : mark) + value.raw + (value.raw.hasSuffix(unit) ? "" : unit)
    }

    func funds(_ form: Evaluation) -> [[String]] {
        form.funds.filter { $0.period == .year }.map { line in
            let (initial, current, executed) = (line.initial?.money, (line.adjusted ?? line.initial)?.money, line.executed?.money)
            let adjustment = initial.flatMap { initial in current.flatMap { try? $0 - initial } }
            let rate: ExactDecimal? = current.flatMap { current in
                guard let executed, !current.isZero, let share = try? executed.share(of: current), let percent = try? share * ExactDecimal.hundred else { return nil }
                return try? percent.rounded(to: 2, .halfUp)
            }
            let isTotal = line.source == .total
            return [
                id, line.source?.rawValue ?? line.label.value, initial?.yuan ?? "", adjustment?.yuan ?? "", current?.yuan ?? "", executed?.yuan ?? "", rate?.description ?? "",
                isTotal ? form.execution?.statedScore?.value.plain ?? "" : "",
            ]
        }
    }
}

/// Rows of text as CSV that spreadsheets open as text.
struct CSVText {
    private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ columns: [String]) { add(columns) }

    mutating func add(_ cells: [String]) {
        bytes += cells.map(Self.cell).joined(separator: ",").utf8
        bytes += "\r\n".utf8
    }

    /// Every cell in quotation marks; what a spreadsheet would take for a formula begins with an apostrophe.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false && (try? ExactDecimal(parsing: text)) == nil
        return "\"" + (isFormula ? "'" : "") + text.replacing("\"", with: "\"\"") + "\""
    }
}
