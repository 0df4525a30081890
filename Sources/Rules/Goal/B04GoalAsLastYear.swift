import BudgetModel
import Quantities

extension Rule {
    /// Flags goals that are last year's text or another unit's.
    package static let goalAsLastYear = Rule(
        "B04", Wording(zh: "目标与上年或其他单位几乎相同", en: "The goal is nearly last year's or another unit's"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "照抄上年或其他单位的目标，说明没有按本单位今年的任务来写。去掉标点后按三字片段比较，九成以上相同的提出，并写明相同的比例；与上年比不足12字的、与其他单位比不足二十个片段的不比。",
            en: "A goal copied from last year or another unit was not written for this unit's task this year. Compared by pieces of three characters without punctuation: 90 % shared or more is raised, with the share. Texts under 12 characters (under 20 pieces among units) are not compared."),
        needs: [.previousOrPeers],
        triggering: [
            Example(
                Wording(zh: "一字未改", en: "not a word changed"), at: ["B11"],
                ExampleForm(.projectGoal).expects("保障全县农村公路安全畅通，改善群众出行条件").beside { $0.previous = ExampleForm().expects("保障全县农村公路安全畅通，改善群众出行条件").asRead }),
            Example(
                Wording(zh: "只改了标点", en: "only punctuation changed"), at: ["B11"],
                ExampleForm(.projectGoal).expects("维护路灯9600盏、亮灯率达到98%。").beside { $0.previous = ExampleForm().expects("维护路灯9600盏，亮灯率达到98%").asRead }),
            Example(
                Wording(zh: "另一单位的目标，只改了路灯数", en: "another unit's goal with another number of lamps"), at: ["B11"],
                ExampleForm(.projectGoal).expects(longGoal).among([
                    ExampleForm(.projectGoal).expects(longGoal.replacing("9600", with: "9800")).of("乙县路灯管理所", file: "乙县.xlsx")
                ])),
            Example(
                Wording(zh: "自评表的目标照抄上年", en: "the goal of a self-evaluation is last year's"), at: ["B11"],
                ExampleForm().expects("保障全县农村公路安全畅通，改善群众出行条件").beside { $0.previous = ExampleForm().expects("保障全县农村公路安全畅通，改善群众出行条件").asRead }),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "按今年任务重写", en: "written anew"),
                ExampleForm(.projectGoal).expects("维护路灯9800盏，更换节能灯300盏，投诉下降一成").beside { $0.previous = ExampleForm().expects("维护路灯9600盏，亮灯率达到98%").asRead }),
            Example(Wording(zh: "没有上年的表（列为未检查）", en: "without last year's form (listed as not checked)"), ExampleForm(.projectGoal).expects("维护路灯9600盏，亮灯率达到98%")),
        ]
    ) { facts throws(QuantityError) in
        Rule.goalsOfLastYear(facts) + Rule.goalsOfPeers(facts)
    }

    private static let longGoal = "维护全县路灯9600盏，其中城区道路7000盏、乡镇街道2600盏，主次干道亮灯率达到98%以上，背街小巷亮灯率达到95%以上，故障24小时内修复，群众投诉逐年下降，保障居民夜间出行安全"

    private static func goalsOfLastYear(_ facts: Facts) -> [Hit] {
        let old = (facts.context.previous?.goals ?? []).compactMap(\.expected?.value)
        return facts.reading.goals.compactMap { goal in
            guard goal.text.scalars.count >= 12 else { return nil }
            let text = goal.text.text(0..<goal.text.scalars.count)
            guard let same = old.first(where: { TextSimilarity.isAlike(text, $0) }) else { return nil }
            let (shared, all) = TextSimilarity.compare(text, same)
            let percent = shared * 100 / all
            return Hit(
                at: goal.cell,
                facts.repair(
                    Wording(zh: "目标与上年的文字\(percent)%相同", en: "\(percent) % of the goal is last year's text"),
                    Wording(zh: "按当年的任务和资金重写；确属延续的，写明当年的数量和时间", en: "write it for the year's own task and money, with its numbers and dates"), meanwhile: .nothing),
                severity: facts.goalSeverity, found: "\(percent)%")
        }
    }

    private static func goalsOfPeers(_ facts: Facts) -> [Hit] {
        guard let peers = facts.context.peers else { return [] }
        let own = PeerForm(facts.evaluation, origin: facts.context.origin)
        return PeerGroup.goals(facts.evaluation).compactMap { goal in
            guard let match = peers.goalMatch(goal.value, of: own) else { return nil }
            let place = peers.forms[match.place.peer].place(match.place.cell)
            let (similarity, more) = (match.similarity, match.more)
            return Hit(
                at: goal.cell,
                facts.repair(
                    Wording(zh: "目标与\(place.zh)\(similarity.zh)\(more.zh)", en: "The goal and \(place.en): \(similarity.en)\(more.en)"),
                    Wording(
                        zh: "按本单位的任务和资金重写；确属统一任务的，写明本单位的数量和时间",
                        en: "write it for your own task and money; where the task is common to all, give your own numbers and dates"), meanwhile: .nothing),
                severity: facts.goalSeverity)
        }
    }
}
