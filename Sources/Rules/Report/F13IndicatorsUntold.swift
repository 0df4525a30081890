import BudgetModel
import Narrative

extension Rule {
    /// Flags results that do not go through the indicators of the form.
    package static let indicatorsUntold = Rule(
        "F13", Wording(zh: "绩效分析没有对照自评表的指标", en: "The results do not go through the form's indicators"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.report], severity: .warning,
        citing: [.evaluationMeasures, .reportOutline],
        because: Wording(
            zh: "指标分析要逐项说明表上的指标完成得怎样。半数以上的指标在这一章没有出现，表和报告就对不上。",
            en: "The analysis tells how each indicator of the form was met. Where more than half of them are not named, form and report do not meet."),
        needs: [.formOfReport],
        triggering: [
            Example(
                Wording(zh: "只说了一项", en: "one of three"), stating: ["绩效目标完成情况"],
                in: "三、绩效目标完成情况\n全年清扫里程达到40公里，街面整洁，群众普遍认可。\n四、存在的问题\n部分路段保洁不及时。",
                with: ExampleForm().row("清扫里程", ">=", "40", "公里").row("公共厕所管护数量", ">=", "163", "座").row("垃圾日产日清率", ">=", "98", "%")),
            Example(
                Wording(zh: "一项也没有", en: "none of them"), stating: ["指标分析"],
                in: "三、指标分析\n各项工作按计划推进，成绩得到上级肯定。\n四、存在的问题\n部分工作进度偏慢。",
                with: ExampleForm().row("举办读书活动", ">=", "12", "场").row("接待读者", ">=", "3000", "人次")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "逐项说明", en: "one by one"),
                in: "三、绩效目标完成情况\n清扫里程40公里，管护公共厕所163座，垃圾日产日清率99%。\n四、存在的问题\n部分路段保洁不及时。",
                with: ExampleForm().row("清扫里程", ">=", "40", "公里").row("公共厕所管护数量", ">=", "163", "座").row("垃圾日产日清率", ">=", "98", "%")),
            Example(Wording(zh: "没有给自评表（未检查）", en: "no form given (not checked)"), in: "三、绩效目标完成情况\n街面整洁。\n四、存在的问题\n部分路段保洁不及时。"),
        ],
        audit: { facts in
            guard let chapter = facts.shape.outline.first(.results), facts.isComplete(chapter) else { return [] }
            let words = facts.text.quote(chapter.range).pairsOfLetters
            var names: [String] = []
            for form in facts.forms {
                for row in form.evaluation.indicators where row.period == .year && !row.isExecutionRate && row.name.value.count >= 2 && !names.contains(row.name.value) { names.append(row.name.value) }
            }
            guard names.count >= 2, names.count <= 200 else { return [] }
            let untold = names.filter { name in
                let own = name.pairsOfLetters
                return own.intersection(words).count * 2 < own.count
            }
            guard untold.count * 2 > names.count else { return [] }
            let list = untold.prefix(5).map { "「\($0)」" }.joined(separator: "、")
            return [
                facts.hit(
                    chapter.title, kind: .outline,
                    Wording(
                        zh: "\(facts.name(chapter).zh)没有提到表上\(names.count)项指标中的\(untold.count)项，如\(list)。请逐项写明目标值、完成值和差异原因。",
                        en: "\(facts.name(chapter).en) does not speak of \(untold.count) of the form's \(names.count) indicators. Give target, actual value and reason for each."))
            ]
        })
}

extension String {
    /// Its letters and digits two by two.
    fileprivate var pairsOfLetters: Set<UInt64> {
        var pairs: Set<UInt64> = []
        var last: UInt64?
        for scalar in unicodeScalars where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            if let last { pairs.insert(last << 32 | UInt64(scalar.value)) }
            last = UInt64(scalar.value)
        }
        return pairs
    }
}
