import BudgetModel
import Quantities

extension Rule {
    /// Flags goals that are a list of things to do.
    package static let goalListsWork = Rule(
        "B02", Wording(zh: "目标是工作清单，不是结果", en: "The goal is a list of work, not a result"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "开会、发文、检查、支付经费是做事的过程。目标要写办成了什么、谁受益。全文至少两处是这类工作、又没有一处写结果，别的目标也没有数时提出。",
            en: "Meetings, papers, checks and payments are the way. A goal says what comes of them and for whom. Raised where at least two such tasks and no result are named and no other goal holds a number."),
        triggering: [
            Example(Wording(zh: "开会、发文、检查", en: "meet, issue, check"), at: ["B11"], ExampleForm(.projectGoal).expects("召开工作会议4次，印发文件，开展检查")),
            Example(Wording(zh: "只写付款程序", en: "only how to pay"), at: ["B11"], ExampleForm(.projectGoal).expects("单位组织采购，验收后支付，按季公示")),
        ],
        nonTriggering: [
            Example(Wording(zh: "写了结果", en: "with a result"), ExampleForm(.projectGoal).expects("召开推进会4次，开展检查12次，消除隐患35处")),
            Example(Wording(zh: "只有一处工作", en: "one task only"), ExampleForm(.projectGoal).expects("印发公共自行车停放管理办法")),
        ]
    ) { facts throws(QuantityError) in
        let goals = facts.reading.goals
        // Several goals may share the work: a result in any of them counts.
        guard !goals.contains(where: { $0.text.has(.result) || $0.text.has(.satisfaction) }) else { return [] }
        return goals.compactMap { goal in
            let work = goal.text.words(.work)
            guard work.count >= 2, !goals.contains(where: { $0.index != goal.index && $0.hasFigure }) else { return nil }
            return Hit(
                at: goal.cell,
                facts.repair(
                    Wording(
                        zh: "目标写的是工作过程（\(work.prefix(3).joined(separator: "、"))），没有写办成什么", en: "The goal lists work (\(work.prefix(3).joined(separator: ", "))) and no result"),
                    Wording(zh: "改写这些工作带来的产出和效果，如完成的数量、解决的问题、受益的人", en: "say what the work brings: what is provided, which problem is solved, who gains")),
                found: work.joined(separator: "、"))
        }
    }
}
