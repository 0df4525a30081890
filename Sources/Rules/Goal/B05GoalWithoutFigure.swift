import BudgetModel
import Quantities

extension Rule {
    /// Flags goals without any number or date.
    package static let goalWithoutFigure = Rule(
        "B05", Wording(zh: "目标没有一个数，也没有日期", en: "The goal holds neither number nor date"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(56, of: 56), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "目标要细化量化。所有年度目标都没有数、日期或全覆盖一类的要求时提出，只提一次；单独的年份和序号不算。自评表上为提示，因为目标已经批复。",
            en: "A goal is broken down and measured. Raised once where no goal of the year holds a number, a date or 全覆盖; a bare year and the numbers of a list do not count. A hint on self-evaluations, where the goal is approved."),
        triggering: [
            Example(Wording(zh: "保障正常运行", en: "keep things running"), at: ["B11"], ExampleForm(.projectGoal).expects("保障全县农村饮水工程正常运行，改善群众用水条件")),
            Example(Wording(zh: "只有年份和序号", en: "only a year and list numbers"), at: ["B11"], ExampleForm(.projectGoal).expects("1.按计划完成2023年度省道建设；2.保证道路畅通")),
            Example(Wording(zh: "自评表上为提示", en: "a hint on a self-evaluation"), at: ["B11"], ExampleForm().goal("确保学生享受政策", "已落实").plainRow(points: "100")),
        ],
        nonTriggering: [
            Example(Wording(zh: "有数", en: "a number"), ExampleForm(.projectGoal).expects("保障86个村卫生室正常运转")),
            Example(Wording(zh: "有日期", en: "a date"), ExampleForm(.projectGoal).expects("采暖季前完成改造，10月底前供暖")),
            Example(Wording(zh: "中文数字", en: "a number in words"), ExampleForm(.projectGoal).expects("三年内完成全区校舍维修")),
        ]
    ) { facts throws(QuantityError) in
        let goals = facts.reading.goals.filter { facts.evaluation.goals[$0.index].period == .year }
        guard let first = goals.first, !goals.contains(where: \.hasFigure), goals.reduce(0, { $0 + $1.text.scalars.count }) > 3 else { return [] }
        let text = first.text.shown.shortened
        return [
            Hit(
                at: first.cell,
                facts.repair(
                    Wording(zh: "总体目标“\(text)”没有一个数，也没有日期", en: "The goal “\(text)” holds neither number nor date"),
                    Wording(zh: "写明主要产出的数量、要达到的水平和完成时间，并与指标一致", en: "give the quantity of its main outputs, the level to reach and the date, as the indicators do"), meanwhile: .nothing),
                severity: facts.goalSeverity)
        ]
    }
}
