import BudgetModel
import Quantities

extension Rule {
    /// Flags goals that are the statute of the office.
    package static let goalCopiesDuties = Rule(
        "B03", Wording(zh: "目标照抄部门职责", en: "The goal copies the department's duties"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(0, of: 0), stages: [.goal], severity: .warning,
        citing: [.goalMeasures, .goalReview],
        because: Wording(
            zh: "职责年年一样，目标是今年用这笔钱要做到的事。与表内职责文字八成以上相同，或没有数而有四个以上职责用语（负责、贯彻执行、拟订、监督管理…）的，提出。",
            en: "Duties are the same every year; a goal is what this year's money is to reach. Raised where four fifths of the goal stand in the form's own text of duties, or where four terms of statutes (负责, 贯彻执行, 拟订, 监督管理 …) stand in it and no number."),
        triggering: [
            Example(
                Wording(zh: "职责用语", en: "terms of a statute"), at: ["B11"],
                ExampleForm(.departmentGoal).expects("负责贯彻执行国家档案工作方针政策，拟订全县档案工作制度并组织实施，监督管理各单位档案工作")),
            Example(
                Wording(zh: "与表内职能概述相同", en: "the form's own duties again"), at: ["B11"],
                ExampleForm(.departmentGoal).expects("承担全县公共图书馆建设与读者服务工作").text("部门职能概述", "承担全县公共图书馆建设与读者服务工作，指导乡镇图书室。")),
        ],
        nonTriggering: [
            Example(
                Wording(zh: "写了今年要做到的事", en: "what this year is to reach"),
                ExampleForm(.departmentGoal).expects("负责全县档案数字化，全年完成50万页，接待查档5000人次")),
            Example(
                Wording(zh: "由职责展开的目标", en: "a goal drawn from the duty"),
                ExampleForm(.departmentGoal).expects("新增分馆3个，外借图书60万册次").text("部门职能概述", "承担全县公共图书馆建设与读者服务工作。")),
        ]
    ) { facts throws(QuantityError) in
        let duties = facts.evaluation.texts.filter { $0.label.contains("职能") || $0.label.contains("职责") }.map(\.text.value)
        return facts.reading.goals.compactMap { goal in
            let pieces = duties.isEmpty ? [] : TextSimilarity.shingles(goal.text.text(0..<goal.text.scalars.count))
            let isCopied = pieces.count > 5 && duties.contains { pieces.intersection(TextSimilarity.shingles($0)).count * 10 >= pieces.count * 8 }
            let terms = goal.text.has(.duty) ? goal.text.words(.duty) : []
            guard isCopied || terms.count >= 4 && !goal.hasFigure else { return nil }
            return Hit(
                at: goal.cell,
                facts.repair(
                    isCopied
                        ? Wording(zh: "目标与表内的部门职责文字相同", en: "The goal repeats the text of the department's duties")
                        : Wording(zh: "目标写的是部门职责（\(terms.prefix(4).joined(separator: "、"))）", en: "The goal is a list of duties (\(terms.prefix(4).joined(separator: ", ")))"),
                    Wording(zh: "写今年用预算资金要完成的任务和达到的效果", en: "write what this year's money is to do and to bring about")))
        }
    }
}
