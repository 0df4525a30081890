import BudgetModel
import Quantities

extension Rule {
    /// Flags indicators of last year's form that this year's no longer has.
    package static let indicatorDropped = Rule(
        "P04", Wording(zh: "上年的指标今年不见了", en: "An indicator of last year is gone"),
        since: "0.1.0", status: .preview, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "目标要与任务相匹配。延续的项目去掉上年没有完成、不好完成的指标，就看不出前后变化；任务确已完成或取消的，写明即可。名称只差标点、括号、年度的算同一项；同一二级指标下名称相近、或指标值相同的新指标，当作改了名称，不提。规则目录没有这一条，先试行。",
            en: "A goal matches its task. Where a programme goes on and indicators that were missed or hard to meet disappear, nobody can compare the years; where the task is done or was given up, saying so is enough. Names are compared without punctuation, brackets and years; a new row of the same level 2 with a similar name or the same target is taken for a new name and passed over. No clause of the catalogue asks for it, so it is on trial."),
        needs: [.previousForm],
        triggering: [
            Example(
                Wording(zh: "上年的满意度今年没有", en: "last year's satisfaction is gone"), at: ["D13"],
                ExampleForm(.projectGoal).row("清扫里程", ">=", "120", "公里").under(.quantity).beside {
                    $0.previous = ExampleForm().row("清扫里程", ">=", "118", "公里", actual: "118").under(.quantity).row("居民满意度", ">=", "90", "%", actual: "82").under(.serviceSatisfaction).asRead
                }),
            Example(
                Wording(zh: "自评表比上年少了两项", en: "a self-evaluation with two rows less"), at: ["D13"],
                ExampleForm().row("清扫里程", ">=", "120", "公里", actual: "121").under(.quantity).beside {
                    $0.previous = ExampleForm().row("清扫里程", ">=", "118", "公里", actual: "118").under(.quantity).row("公厕改造", ">=", "6", "座", actual: "2").under(.quantity)
                        .row("垃圾无害化处理率", ">=", "98", "%", actual: "97").under(.quality).asRead
                }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "名称只差年度和括号", en: "names that differ by a year and brackets"),
                ExampleForm(.projectGoal).row("2024年清扫里程（公里）", ">=", "120", "公里").under(.quantity).beside {
                    $0.previous = ExampleForm().row("2023年清扫里程", ">=", "118", "公里", actual: "118").under(.quantity).asRead
                }),
            Example(
                Wording(zh: "改了名称", en: "a new name"),
                ExampleForm(.projectGoal).row("城区道路清扫里程", ">=", "120", "公里").under(.quantity).row("群众对环境的满意度", ">=", "90", "%").under(.serviceSatisfaction).beside {
                    $0.previous = ExampleForm().row("道路清扫里程", ">=", "118", "公里", actual: "118").under(.quantity).row("居民满意率", ">=", "90", "%", actual: "92").under(.serviceSatisfaction).asRead
                }),
            Example(
                Wording(zh: "上年另列的预算执行率", en: "last year's row of the execution rate"),
                ExampleForm().row("清扫里程", ">=", "120", "公里", actual: "121").under(.quantity).beside {
                    $0.previous = ExampleForm().row("清扫里程", ">=", "118", "公里", actual: "118").under(.quantity).row("预算执行率", ">=", "95", "%", actual: "96").with { evaluation, _ in
                        evaluation.indicators[1].isExecutionRate = true
                    }.asRead
                }),
            Example(
                Wording(zh: "没有上年的表（列为未检查）", en: "without last year's form (listed as not checked)"), ExampleForm(.projectGoal).row("清扫里程", ">=", "120", "公里").under(.quantity)),
        ]
    ) { facts in
        guard let previous = facts.context.previous else { return [] }
        let dropped = DroppedRows(facts.evaluation, previous).names
        guard !dropped.isEmpty else { return [] }
        let shown = dropped.prefix(5), more = dropped.count - shown.count
        let zh = shown.map { "「\($0)」" }.joined() + (more > 0 ? "等\(dropped.count)项" : "")
        let en = shown.map { "“\($0)”" }.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        let verb = dropped.count == 1 ? "is" : "are"
        let what = Wording(zh: "上年的\(zh)今年没有了", en: "\(en) of last year \(verb) gone")
        return [
            Hit(
                at: facts.evaluation.indicators[0].name.cell,
                facts.isGoal
                    ? Wording(zh: "\(what.zh)。仍在做的请补上；任务已完成、取消或改了名称的，请写明。", en: "\(what.en). Add what is still being done; where a task is finished, given up or renamed, say so.")
                    : Wording(zh: "\(what.zh)。请说明任务已完成、取消还是改了名称；仍在做的，下年申报时补上。", en: "\(what.en). Say whether the task is finished, given up or renamed; what is still being done belongs in next year's goal."))
        ]
    }
}

/// Rows of last year's form that have no counterpart in this year's.
struct DroppedRows {
    private(set) var names: [String] = []

    init(_ evaluation: Evaluation, _ previous: Evaluation) {
        func rows(_ form: Evaluation) -> [Int] {
            form.indicators.indices.filter { form.indicators[$0].period == .year && !form.indicators[$0].isExecutionRate && form.indicators[$0].name.value.saysSomething }
        }
        let own = rows(evaluation)
        guard !own.isEmpty else { return }
        var known: Set<String> = []
        for index in own { if let name = Self.comparable(evaluation.indicators[index].name.value) { known.insert(name) } }
        var told = known
        let missing = rows(previous).filter { index in Self.comparable(previous.indicators[index].name.value).map { told.insert($0).inserted } ?? false }
        guard !missing.isEmpty else { return }
        // Each new row stands for one old row at most.
        let old = Set(rows(previous).compactMap { Self.comparable(previous.indicators[$0].name.value) })
        var free = own.filter { index in Self.comparable(evaluation.indicators[index].name.value).map { !old.contains($0) } ?? false }
        for index in missing {
            if let place = free.firstIndex(where: { Self.isRenamed(previous.indicators[index], evaluation.indicators[$0]) }) { free.remove(at: place) } else { names.append(previous.indicators[index].name.value) }
        }
    }

    /// Without brackets, punctuation and years.
    private static func comparable(_ name: String) -> String? { FormSubject.comparable(name.foldedName) }

    /// Whether a row may be last year's under a new name.
    private static func isRenamed(_ old: Indicator, _ new: Indicator) -> Bool {
        guard old.level2Kind == new.level2Kind, old.level2Kind != nil || old.level2.foldedName == new.level2.foldedName else { return false }
        if let target = old.effectiveTarget, new.effectiveTarget.map({ $0.says(target) }) ?? false { return true }
        // Two of five pairs of characters of the shorter name.
        let a = TextSimilarity.shingles(old.name.value, of: 2), b = TextSimilarity.shingles(new.name.value, of: 2)
        return a.intersection(b).count * 5 >= min(a.count, b.count) * 2
    }
}
