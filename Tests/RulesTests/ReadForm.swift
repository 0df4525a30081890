import BudgetModel
import Forms
import Frameworks
import Quantities
import Rules
import Scoring

/// A form in the national layout that goes the whole way: grid, reader, scorer, rules.
///
/// Cells are split by `|`; a number stands as a number cell.
struct ReadForm {
    var evaluation: Evaluation
    var sheet: ScoreSheet
    var findings: [Finding]
    var notChecked: [NotChecked]

    static let head = [
        "项目支出绩效自评表", "（2022年度）", "项目名称|公共服务项目", "主管部门|清河县民政局||实施单位|清河县服务中心",
    ]
    static let money = [
        "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分", "|年度资金总额|100|100|90|10|90%|9", "|其中：当年财政拨款|100|100|90|—|—|—",
    ]
    static let goal = ["年度总体目标|预期目标||||实际完成情况", "|全年巡查12次，群众满意||||全年巡查12次，群众满意"]
    static let columns = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施"
    static let rows = ["产出指标|数量指标|巡查次数|≥12次|12次|50|50|", "效益指标|社会效益指标|受益人数|≥100人|100人|30|30|", "满意度指标|服务对象满意度指标|群众满意度|≥90%|95%|10|10|"]
    static let total = "总分|||||100|99"

    /// The whole form, with parts put in the place of the usual ones.
    init(
        head: [String] = Self.head, money: [String] = Self.money, goal: [String] = Self.goal, columns: String = Self.columns,
        rows: [String] = Self.rows, total: String? = Self.total, hiding hidden: Set<String> = [], as change: (inout Evaluation) -> Void = { _ in }
    ) {
        self.init(lines: head + money + goal + [columns] + rows + [total].compactMap(\.self), hiding: hidden, as: change)
    }

    /// `change` adds what a reader says of a form beside its values.
    init(lines: [String], hiding hidden: Set<String> = [], framework id: String = "cn-2020", as change: (inout Evaluation) -> Void = { _ in }) {
        var grid = Grid(name: "自评表")
        for (row, line) in lines.enumerated() {
            if hidden.contains(line) { grid.hiddenRows.insert(row) }
            for (column, text) in line.split(separator: "|", omittingEmptySubsequences: false).enumerated() where !text.isEmpty {
                let text = String(text)
                let value: CellValue =
                    if text.hasPrefix("#") { .error(text) } else if let number = try? ExactDecimal(parsing: text) { .number(number, isPercent: false) } else { .text(text) }
                grid.cells.append(GridCell(position: CellPosition(row: row, column: column), value: value, shown: text))
            }
        }
        let reading = FormReader().read(Document(format: .xlsx, grids: [grid]), file: "form.xlsx")
        guard var evaluation = reading.evaluations.first else { preconditionFailure("no form was read") }
        change(&evaluation)
        let framework = try! FrameworkCatalogue.framework(id, on: CalendarDay(year: 2022, month: 12, day: 31))
        self.evaluation = evaluation
        sheet = Scorer.score(evaluation, by: framework, because: Wording(zh: "测试", en: "test"))
        let check = Catalogue.run(Facts(evaluation: evaluation, scoreSheet: sheet, framework: framework))
        (findings, notChecked) = (check.findings, check.notChecked)
    }

    /// Code, severity and place of each finding: `A12! G12`, `E04 H13`, `E16? F13`.
    ///
    /// What is said of the wording of goals and indicators has tests of its own.
    var said: [String] {
        findings.filter { !"BC".contains($0.code.prefix(1)) }.map { finding in
            let mark = switch finding.severity {
            case .error: "!"
            case .warning: ""
            case .hint: "?"
            }
            return finding.code + mark + " " + (finding.at?.a1 ?? "—")
        }
    }

    /// The rules that lack something the form itself should hold.
    static func lacking(_ notChecked: [NotChecked]) -> [String] {
        notChecked.map(\.code).filter { code in !(Catalogue.rule(code)?.needs.contains(where: \.isBesideForm) ?? false) }
    }

    func message(_ code: String) -> String { findings.first { $0.code == code }?.message.zh ?? "" }
}
