import BudgetModel
import Quantities

extension Rule {
    /// Hints at indicators for which the library has a standard one.
    package static let notInLibrary = Rule(
        "C26", Wording(zh: "指标库中有标准指标，却自拟名称", en: "A name of one's own though the library has a standard indicator"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal], severity: .hint,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "同一件事用同一名称，才能在单位之间、年度之间比较。只提与标准名称很接近而不相同的；没有给出指标库的，列为未检查。",
            en: "One name for one thing lets units and years be compared. Only names close to a standard one, and not equal, are raised; without a library the rule is listed as not checked."),
        needs: [.indicatorLibrary],
        triggering: [
            Example(
                Wording(zh: "名称接近", en: "a name close by"), at: ["D13"],
                ExampleForm(.projectGoal).row("公益讲座举办场次数", ">=", "12", "场").beside { $0.indicatorLibrary = ["公益讲座举办场次", "读者满意度"] }),
            Example(
                Wording(zh: "多了修饰语", en: "with an adjective more"), at: ["D13"],
                ExampleForm(.projectGoal).row("到馆读者的满意度", ">=", "90", "%").beside { $0.indicatorLibrary = ["到馆读者满意度"] }),
        ],
        nonTriggering: [
            Example(Wording(zh: "就是标准名称", en: "the standard name"), ExampleForm(.projectGoal).row("读者满意度", ">=", "90", "%").beside { $0.indicatorLibrary = ["读者满意度"] }),
            Example(Wording(zh: "指标库没有相近的", en: "nothing close in the library"), ExampleForm(.projectGoal).row("新增图书", ">=", "900", "册").beside { $0.indicatorLibrary = ["读者满意度"] }),
            Example(Wording(zh: "没有指标库（列为未检查）", en: "without a library (listed as not checked)"), ExampleForm(.projectGoal).row("新增图书", ">=", "900", "册")),
        ]
    ) { facts throws(QuantityError) in
        guard let library = facts.context.indicatorLibrary else { return [] }
        let standard = library.map { (name: $0, scalars: ScannedText.folded($0)) }
        var hits: [Hit] = []
        for index in facts.results {
            let own = facts.reading.rows[index].name.scalars
            guard !standard.contains(where: { $0.scalars == own }) else { continue }
            let pairs = WordPairs.all(own)
            let near = standard.first { other in
                let theirs = WordPairs.all(other.scalars)
                let shared = pairs.intersection(theirs).count
                return shared > 2 && shared * 10 >= (pairs.count + theirs.count - shared) * 6
            }
            guard let near else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    Wording(
                        zh: "\(name.zh)与指标库的“\(near.name)”相近。说的是同一件事的，请用标准名称。", en: "\(name.en) is close to “\(near.name)” of the library. If it is the same thing, use the standard name."),
                    expected: near.name, found: facts.evaluation.indicators[index].name.value))
        }
        return hits
    }
}

extension WordPairs {
    /// All pairs, also those that stand everywhere.
    static func all(_ scalars: [UInt32]) -> Set<UInt64> {
        Set(zip(scalars, scalars.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
    }
}
