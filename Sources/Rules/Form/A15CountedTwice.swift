import BudgetModel
import Quantities

extension Rule {
    /// Flags one indicator that stands under output and under benefit.
    package static let countedTwice = Rule(
        "A15", Wording(zh: "同一指标既列产出又列效益", en: "One indicator under output and under benefit"),
        since: "0.1.0", status: .stable, nature: .exact, precision: Precision(0, of: 0), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.practice],
        because: Wording(
            zh: "同一结果只能计一次分：产出说明做了什么，效益说明带来什么变化。复核时保留一处，另一处记0分。",
            en: "A result earns its points once: output says what was done, benefit what it changed. A review keeps one of the two and gives the other no points."),
        triggering: [
            Example(
                Wording(zh: "“服务人数”列在两处", en: "服务人数 in both places"), at: ["D14"],
                ExampleForm().row("服务人数", ">=", "500", "人", actual: "520").under(.output).row("服务人数", ">=", "500", "人", actual: "520").under(.benefit)),
            Example(
                Wording(zh: "申报时就列了两处", en: "already in the declaration"), at: ["D14"],
                ExampleForm(.projectGoal).row("新增停车位", ">=", "80", "个").under(.output).row("新增停车位（个）", ">=", "80", "个").under(.benefit)),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "效益写的是变化", en: "benefit names the change"),
                ExampleForm().row("服务人数", ">=", "500", "人", actual: "520").under(.output).row("服务覆盖率", ">=", "90", "%", actual: "92").under(.benefit)),
            Example(
                Wording(zh: "同在产出下重名（由A14提示）", en: "the same name twice under output (A14 speaks)"),
                ExampleForm().row("服务人数", ">=", "500", "人", actual: "520").under(.output).row("服务人数", ">=", "500", "人", actual: "520").under(.output)),
        ]
    ) { facts in
        var hits: [Hit] = []
        for repeated in facts.repeatedNames where repeated.isOutputAndBenefit {
            let name = facts.evaluation.indicators[repeated.second].name
            hits.append(
                Hit(
                    at: name.cell,
                    Wording(
                        zh: "「\(name.value)」既列在产出指标下，又列在效益指标下，重复计分。请保留一处；效益请改写为带来的变化。",
                        en: "“\(name.value)” stands under output and under benefit and earns its points twice. Keep one; let benefit name the change it brought."),
                    found: name.value))
        }
        return hits
    }
}
