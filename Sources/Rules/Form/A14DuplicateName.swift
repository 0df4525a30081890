import BudgetModel
import Quantities

extension Rule {
    /// Flags indicators of the same name.
    package static let duplicateName = Rule(
        "A14", Wording(zh: "三级指标名称重复", en: "Two indicators have the same name"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "同一对象的三级指标不应重名：要么重复计分，要么无法分清考核的是什么。产出与效益下的同名指标由A15提示；分属不同目标的、“指标1”这类未填的名称不提。",
            en: "Names of level 3 do not repeat inside an object: either points are given twice, or nobody can tell what is measured. The same name under output and benefit is A15's; rows of different goals and names left as 指标1 are passed over."),
        triggering: [
            Example(
                Wording(zh: "“培训人数”出现两次", en: "培训人数 stands twice"), at: ["D14"],
                ExampleForm(.projectGoal).row("培训人数", ">=", "100", "人").row("培训人数", ">=", "120", "人")),
            Example(
                Wording(zh: "只差空格和括号说明", en: "only spaces and a bracket differ"), at: ["D15"],
                ExampleForm().row("巡查次数", ">=", "12", "次", actual: "12").row("巡查覆盖率", ">=", "95", "%", actual: "96").row("巡查 次数（次）", ">=", "12", "次", actual: "12")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "名称不同", en: "different names"), ExampleForm(.projectGoal).row("培训人数", ">=", "100", "人").row("培训场次", ">=", "4", "场")),
            Example(
                Wording(zh: "分属两个目标", en: "rows of two goals"),
                ExampleForm(.projectGoal).row("培训人数", ">=", "100", "人").with { evaluation, _ in evaluation.indicators[0].goalIndex = 0 }
                    .row("培训人数", ">=", "80", "人").with { evaluation, _ in evaluation.indicators[1].goalIndex = 1 }),
            Example(
                Wording(zh: "共性指标体系中分属两个二级指标", en: "under two nodes of the common framework"),
                ExampleForm(.departmentSelfEvaluation).row("管理制度健全性", nil, "健全", actual: "健全").level(1, "过程").level(2, "预算管理").node()
                    .row("管理制度健全性", nil, "健全", actual: "健全").level(1, "过程").level(2, "资产管理").node()),
            Example(
                Wording(zh: "括号里写明对象不同", en: "brackets name different objects"),
                ExampleForm(.projectGoal).row("完工项目数（道路）", ">=", "3", "个").row("完工项目数（桥梁）", ">=", "2", "个")),
        ]
    ) { facts in
        var hits: [Hit] = []
        for repeated in facts.repeatedNames where !repeated.isOutputAndBenefit {
            let first = facts.evaluation.indicators[repeated.first].name
            let name = facts.evaluation.indicators[repeated.second].name
            let place = first.cell.map { Wording(zh: "（\($0.a1)）", en: " (\($0.a1))") } ?? Wording(zh: "", en: "")
            hits.append(
                Hit(
                    at: name.cell,
                    Wording(
                        zh: "「\(name.value)」与前面的指标\(place.zh)同名。请合并为一项，或改名写清各自考核的内容。",
                        en: "“\(name.value)” has the name of an earlier indicator\(place.en). Merge the two, or rename them so that each says what it measures."),
                    found: name.value))
        }
        return hits
    }
}

/// Two rows of one goal and period whose names are the same.
struct RepeatedName: Sendable {
    var first: Int
    var second: Int
    /// One is output, the other benefit.
    var isOutputAndBenefit: Bool

    static func all(_ evaluation: Evaluation) -> [RepeatedName] {
        struct Key: Hashable {
            var name: String
            /// Level 2, where it is one of a tree that repeats names under it: 预算管理 and 资产管理 both have 管理制度健全性.
            var node: String?
            var goal: Int?
            var period: FundPeriod
        }
        var seen: [Key: Int] = [:]
        var repeated: [RepeatedName] = []
        for index in evaluation.indicators.indices {
            // Programme lists put several objects side by side; short names are 指标1 or nothing.
            let name = evaluation.indicators[index].name.value.nameWithBrackets
            guard name.utf8.count >= 9, !name.hasPrefix("指标"), name != evaluation.indicators[index].level2, name != evaluation.indicators[index].level1 else { continue }
            let node = evaluation.indicators[index].level2Kind == nil && evaluation.indicators[index].level1Kind == nil ? evaluation.indicators[index].level2 : nil
            let key = Key(name: name, node: node, goal: evaluation.indicators[index].goalIndex, period: evaluation.indicators[index].period)
            guard let first = seen[key] else {
                seen[key] = index
                continue
            }
            let kinds = [evaluation.indicators[first].level1Kind, evaluation.indicators[index].level1Kind]
            repeated.append(RepeatedName(first: first, second: index, isOutputAndBenefit: kinds.contains(.output) && kinds.contains(.benefit)))
        }
        return repeated
    }
}

extension String {
    /// The folded name; a bracket counts when it says more than a unit or a placeholder.
    fileprivate var nameWithBrackets: String {
        guard let open = unicodeScalars.firstIndex(where: { $0 == "（" || $0 == "(" }) else { return foldedName }
        let inside = self[index(after: open)...].prefix { $0 != "）" && $0 != ")" }
        let isUnit = inside.count < 2 || inside.contains { "≥≤=＝*%>＜<＞".contains($0) }
        return isUnit ? foldedName : foldedName + inside
    }
}

extension ExampleForm {
    /// Puts the last row under a level 2 that the rules do not know.
    fileprivate func node() -> Self { with { evaluation, _ in evaluation.indicators[evaluation.indicators.count - 1].level2Kind = nil } }
}
