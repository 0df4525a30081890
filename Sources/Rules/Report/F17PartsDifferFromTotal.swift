import BudgetModel
import Narrative

extension Rule {
    /// Flags counted parts differ from their total.
    package static let partsDifferFromTotal = Rule(
        "F17", Wording(zh: "数量的各部分与合计不符", en: "Counted parts differ from their total"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(36, of: 37, doubtful: 3, of: 12), stages: [.report], severity: .error,
        citing: [.publishedReports],
        because: Wording(
            zh: "“其中”“分别”“合计”等写明的各部分应当等于合计。只列主要部分、对象可以交叉的不提。",
            en: "Parts announced by 其中, 分别 or 合计 make up the total. Lists of main parts and groups that overlap are left alone."),
        triggering: [
            Example(Wording(zh: "人数", en: "staff"), stating: ["78"], in: "年末实有78人，其中在职51人、退休26人。"),
            Example(Wording(zh: "里程", en: "length of roads"), stating: ["86.4"], in: "全年完成修复性养护86.4公里，分布在东片31.7公里、西片28.9公里、南片17.3公里、北片10.2公里。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "各部分相等", en: "parts that make the total"), in: "核定编制50名，其中行政编制27名、参公编制0名、事业编制23名。"),
            Example(Wording(zh: "对象可以交叉", en: "groups that overlap"), in: "资助学生1000人，其中女生620人、农村学生540人。"),
            Example(Wording(zh: "只列主要", en: "main ones only"), in: "全年开展活动120场，其中主要有讲座30场、展览12场。"),
        ],
        claims: { $0.kind == .sum && $0.dimension != .money && $0.dimension != .points })
}
