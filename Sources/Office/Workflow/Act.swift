package import BudgetModel

/// What somebody does; raw values are those of the JSON, the workflow file and the audit chain.
package enum Act: String, Hashable, Sendable, CaseIterable {
    // Of a stage
    case read
    case save
    case submit
    case withdraw
    case endorse
    case pass
    case approve
    case `return`
    case requestAdjustment = "request-adjustment"
    case cancelAdjustment = "cancel-adjustment"
    case reopen
    case archive
    case comment
    case attach
    case reviewGoal = "review-goal"
    case determine
    // Of the registers after it
    case drawSample = "draw-sample"
    case applyResult = "apply-result"
    case openTicket = "open-ticket"
    case answerTicket = "answer-ticket"
    case confirmTicket = "confirm-ticket"
    case publish
    // Of the office itself
    case openCase = "open-case"
    case manageUnits = "manage-units"
    case manageProgrammes = "manage-programmes"
    case manageBudget = "manage-budget"
    case manageWindows = "manage-windows"
    case managePeople = "manage-people"
    case manageFrameworks = "manage-frameworks"
    case export
    case readEvents = "read-events"

    package var wording: Wording {
        switch self {
        case .read: Wording(zh: "查看", en: "read")
        case .save: Wording(zh: "填报", en: "fill in")
        case .submit: Wording(zh: "送审", en: "hand in")
        case .withdraw: Wording(zh: "撤回", en: "withdraw")
        case .endorse: Wording(zh: "单位审核通过", en: "endorse for the unit")
        case .pass: Wording(zh: "主管部门审核通过", en: "pass for the department")
        case .approve: Wording(zh: "批复", en: "approve")
        case .return: Wording(zh: "退回", en: "return")
        case .requestAdjustment: Wording(zh: "申请调整", en: "request an adjustment")
        case .cancelAdjustment: Wording(zh: "撤销调整", en: "cancel an adjustment")
        case .reopen: Wording(zh: "重新打开", en: "reopen")
        case .archive: Wording(zh: "归档", en: "archive")
        case .comment: Wording(zh: "说明问题", en: "comment on a finding")
        case .attach: Wording(zh: "上传佐证材料", en: "attach evidence")
        case .reviewGoal: Wording(zh: "审核绩效目标", en: "review the goal")
        case .determine: Wording(zh: "复核认定", en: "determine the score")
        case .drawSample: Wording(zh: "抽取样本", en: "draw a sample")
        case .applyResult: Wording(zh: "登记结果应用", en: "record the use of a result")
        case .openTicket: Wording(zh: "下达整改", en: "open a rectification")
        case .answerTicket: Wording(zh: "反馈整改", en: "answer a rectification")
        case .confirmTicket: Wording(zh: "确认整改", en: "confirm a rectification")
        case .publish: Wording(zh: "登记公开", en: "register a publication")
        case .openCase: Wording(zh: "建立个案", en: "open a case")
        case .manageUnits: Wording(zh: "管理单位", en: "manage units")
        case .manageProgrammes: Wording(zh: "管理项目", en: "manage programmes")
        case .manageBudget: Wording(zh: "管理预算", en: "manage budgets")
        case .manageWindows: Wording(zh: "管理填报期限", en: "manage windows")
        case .managePeople: Wording(zh: "管理账号和权限", en: "manage accounts and rights")
        case .manageFrameworks: Wording(zh: "管理评分规则", en: "manage frameworks")
        case .export: Wording(zh: "导出数据", en: "export")
        case .readEvents: Wording(zh: "查看操作记录", en: "read the audit chain")
        }
    }
}
