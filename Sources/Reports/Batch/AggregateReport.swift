package import Batch
package import BudgetModel
import Quantities

/// The indicators of groups made into one, as a table.
package struct AggregateReport: Sendable {
    package var forms: [Aggregate.Form]
    /// Projects left out.
    package var withoutScore: Int
    package var withoutMoney: Int

    package init(forms: [Aggregate.Form], withoutScore: Int, withoutMoney: Int) {
        self.forms = forms
        self.withoutScore = withoutScore
        self.withoutMoney = withoutMoney
    }

    package static let columns = ["dimension", "group", "framework", "projects", "money", "level1", "name", "comparator", "method", "rows", "target", "actual", "weight", "score", "grade", "note"]

    /// A row for each indicator of a group, and one for its total.
    package func csv(_ language: Language) -> [[String]] {
        func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
        var rows = [Self.columns]
        for form in forms {
            let group = [form.dimension.name, form.group.name.joined(separator: "+"), form.framework, String(form.projects), form.money.plain]
            for line in form.lines {
                let note =
                    line.method == .none ? say("日期、区间或文字，不能相加", "dates, ranges or words: nothing to add")
                    : line.score == nil ? say("数字过大，或没有公式，不能计分", "too large, or no formula: no score") : line.hasOtherWeights ? say("各项目分值不同，按金额加权平均", "weights differ and are averaged by money") : ""
                rows.append(
                    group + [
                        line.level1, line.name, line.comparator?.rawValue ?? "", line.method.rawValue, String(line.rows), line.target?.plain ?? "", line.actual?.plain ?? "", line.weight?.plain ?? "", line.score?.description ?? "", "", note,
                    ])
            }
            rows.append(group + ["", say("合计", "total"), "", "", String(form.lines.reduce(0) { $0 + $1.rows }), "", "", "", form.total?.description ?? "", form.grade?.name ?? "", ""])
        }
        return rows
    }
}
