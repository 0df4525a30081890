import BudgetModel
import Quantities

extension Rule {
    /// Flags new major projects without ex-ante assessment.
    package static let notAssessedExAnte = Rule(
        "G03", Wording(zh: "新增重大项目没有事前绩效评估", en: "A new major project without ex-ante assessment"),
        since: "0.1.0", status: .stable, nature: .exact, stages: [.goal], severity: .warning,
        citing: [.masterPolicy],
        because: Wording(
            zh: "新出台的重大政策、项目要先做事前绩效评估，评估结果是申请预算的必备要件；到期后继续实施的按新增对待。是否重大由当地标准决定，写在过程记录里。",
            en: "A new major policy or project is assessed first, and the result is required for a budget; one that continues after its end counts as new. What is major is set locally and stands in the record of the process."),
        needs: [.exAnte],
        triggering: [
            Example(
                Wording(zh: "新增重大项目，没有评估", en: "new, major, not assessed"), at: ["A1"],
                ExampleForm(.projectGoal).process { ($0.isNewMajorProject, $0.isAssessedExAnte) = (true, false) }),
            Example(
                Wording(zh: "部门目标表中同样适用", en: "on a department's declaration too"), at: ["A1"],
                ExampleForm(.departmentGoal).process { ($0.isNewMajorProject, $0.isAssessedExAnte) = (true, false) }),
        ],
        nonTriggering: [
            Example(Wording(zh: "已评估", en: "assessed"), ExampleForm(.projectGoal).process { ($0.isNewMajorProject, $0.isAssessedExAnte) = (true, true) }),
            Example(Wording(zh: "延续项目", en: "a continuing project"), ExampleForm(.projectGoal).process { ($0.isNewMajorProject, $0.isAssessedExAnte) = (false, false) }),
        ]
    ) { facts in
        guard facts.context.process?.isNewMajorProject == true, facts.context.process?.isAssessedExAnte == false else { return [] }
        let name = facts.evaluation.objectName
        return [
            Hit(
                at: facts.evaluation.head,
                Wording(
                    zh: "\(name.zh)是新增重大项目，没有事前绩效评估。请先开展评估，附评估报告和结论后再申报预算。",
                    en: "\(name.en) is a new major project without ex-ante assessment. Assess it first and attach report and conclusion to the request."))
        ]
    }
}

extension Need {
    fileprivate static let exAnte = process(Wording(zh: "是否新增重大项目、是否做过事前评估", en: "whether the project is new and major, and whether it was assessed")) {
        $0.isNewMajorProject == false || $0.isNewMajorProject != nil && $0.isAssessedExAnte != nil
    }
}
