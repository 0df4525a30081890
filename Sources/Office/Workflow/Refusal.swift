package import BudgetModel
package import Quantities

/// Why something may not be done, and what would help.
package enum Refusal: Error, Hashable, Sendable {
    case noSuchAct(Act, StageKind)
    case noRole(Act, Set<Role>)
    case wrongState(Act, StageState, Set<StageState>)
    case windowNotOpen(Instant)
    case windowClosed(Instant)
    case noDocument
    case ownWork
    case noOpinion
    case errors([String])
    case unexplained([String])
    case materials([String])
    case noConclusion
    case goalNotApproved
    case goalNotReviewed
    case goalReviewFails
    case noBudget
    case budgetDiffers([BudgetGap])
    case budgetUnchanged
    case notSupportedExAnte
    case adjustmentNotRequested([String])
    case neverApproved
    case checkOutdated

    /// The stable word of problem details.
    package var code: String {
        switch self {
        case .noSuchAct: "act-unknown-here"
        case .noRole: "role-missing"
        case .wrongState: "state-wrong"
        case .windowNotOpen: "window-not-open"
        case .windowClosed: "window-closed"
        case .noDocument: "document-missing"
        case .ownWork: "own-work"
        case .noOpinion: "opinion-missing"
        case .errors: "errors-left"
        case .unexplained: "warnings-unexplained"
        case .materials: "materials-missing"
        case .noConclusion: "conclusion-missing"
        case .goalNotApproved: "goal-not-approved"
        case .goalNotReviewed: "goal-not-reviewed"
        case .goalReviewFails: "goal-review-failed"
        case .noBudget: "budget-missing"
        case .budgetDiffers: "budget-differs"
        case .budgetUnchanged: "budget-unchanged"
        case .notSupportedExAnte: "ex-ante-missing"
        case .adjustmentNotRequested: "adjustment-not-requested"
        case .neverApproved: "never-approved"
        case .checkOutdated: "check-outdated"
        }
    }

    /// Whether it is a matter of rights, not of the state of things.
    package var isOfRights: Bool {
        switch self {
        case .noRole, .ownWork: true
        default: false
        }
    }

    /// Why not.
    package var why: Wording {
        switch self {
        case .noSuchAct(let act, let stage):
            Wording(zh: "“\(stage.wording.zh)”环节没有“\(act.wording.zh)”这一步。", en: "The stage “\(stage.wording.en)” has no step “\(act.wording.en)”.")
        case .noRole(let act, _): Wording(zh: "您没有在这个单位“\(act.wording.zh)”的权限。", en: "You have no right to “\(act.wording.en)” for this unit.")
        case .wrongState(let act, let state, _):
            Wording(zh: "现在的状态是“\(state.wording.zh)”，不能“\(act.wording.zh)”。", en: "The state is “\(state.wording.en)”; “\(act.wording.en)” is not possible now.")
        case .windowNotOpen(let from): Wording(zh: "填报时间从 \(from.beijingText)（北京时间）开始，现在还没有到。", en: "The time for it begins at \(from.beijingText) (Beijing time).")
        case .windowClosed(let since): Wording(zh: "填报已于 \(since.beijingText)（北京时间）截止。", en: "The time for it ended at \(since.beijingText) (Beijing time).")
        case .noDocument: Wording(zh: "还没有保存过表格。", en: "Nothing has been saved yet.")
        case .ownWork: Wording(zh: "这份材料由您本人（或委托您的人）填写、送审或审核过，不能再由您审批。", en: "You, or the person you act for, wrote, handed in or endorsed this; nobody decides on his own work.")
        case .noOpinion: Wording(zh: "这一步要写明意见或理由。", en: "This step needs an opinion or a reason.")
        case .errors(let codes): Wording(zh: "还有 \(codes.count) 处错误没有改正：\(Self.zh(codes))。", en: "\(codes.count) errors are left: \(Self.en(codes)).")
        case .unexplained(let codes): Wording(zh: "还有 \(codes.count) 处提醒没有说明：\(Self.zh(codes))。", en: "\(codes.count) warnings have no explanation: \(Self.en(codes)).")
        case .materials(let names): Wording(zh: "还缺 \(names.count) 项必备材料：\(Self.zh(names))。", en: "\(names.count) required materials are missing: \(Self.en(names)).")
        case .noConclusion: Wording(zh: "评估还没有结论。", en: "The assessment has no conclusion yet.")
        case .goalNotApproved: Wording(zh: "绩效目标还没有批复，无法对照目标。", en: "The goal is not approved yet, so there is nothing to compare with.")
        case .goalNotReviewed: Wording(zh: "绩效目标还没有按四项标准审核。", en: "The goal has not been reviewed by the four criteria.")
        case .goalReviewFails: Wording(zh: "绩效目标审核为“中”或“差”，不能进入下一步。", en: "The goal's review is “fair” or “poor”; it cannot go on.")
        case .noBudget: Wording(zh: "没有登记这个对象的年初预算，目标应与预算一同批复。", en: "No initial budget is registered; a goal is approved together with its budget.")
        case .budgetDiffers(let gaps):
            Wording(zh: "金额与登记的预算不一致：\(gaps.map(\.wording.zh).joined(separator: "；"))。", en: "Amounts differ from the registered budget: \(gaps.map(\.wording.en).joined(separator: "; ")).")
        case .budgetUnchanged: Wording(zh: "批复以后没有登记预算调整，目标不能单独调整。", en: "No change of the budget is registered since the approval; a goal is not changed alone.")
        case .notSupportedExAnte: Wording(zh: "新增重大项目没有“予以支持”的事前绩效评估结论。", en: "The new major programme has no ex-ante assessment that supports it.")
        case .adjustmentNotRequested(let names):
            Wording(zh: "「\(names.prefix(5).joined(separator: "」「"))」完全不可能完成，但没有申请调整目标。", en: "“\(names.prefix(5).joined(separator: "”, “"))” cannot be reached, and no adjustment was requested.")
        case .neverApproved: Wording(zh: "这个目标还没有批复过，没有可以恢复的版本。", en: "This goal was never approved, so there is nothing to go back to.")
        case .checkOutdated:
            Wording(zh: "上次校验以后，评分规则、批复的目标、登记的预算、佐证材料、满意度调查或上年的表有了变化，校验结果已经过时。", en: "Since the last check the framework, the approved goal, the registered budget, the evidence, the surveys or last year's form changed, so what it found is outdated.")
        }
    }

    /// What would help.
    package var help: Wording {
        switch self {
        case .noSuchAct: Wording(zh: "请在有这一步的环节办理。", en: "Do it in a stage that has this step.")
        case .noRole(_, let roles):
            roles.isEmpty
                ? Wording(zh: "流程里没有角色可以这样做；请联系系统管理员。", en: "The workflow gives this to no role; ask the administrator.")
                : Wording(zh: "可由 \(Self.names(roles).zh) 办理；需要权限的，请联系系统管理员授权。", en: "It is for: \(Self.names(roles).en). Ask the administrator for the right.")
        case .wrongState(_, _, let from):
            Wording(
                zh: "在 \(from.sorted { $0.rawValue < $1.rawValue }.map { "“\($0.wording.zh)”" }.joined(separator: "、")) 时才可以。",
                en: "It is possible in: \(from.sorted { $0.rawValue < $1.rawValue }.map(\.wording.en).joined(separator: "; ")).")
        case .windowNotOpen: Wording(zh: "可以先保存草稿，到时间后再送审。", en: "Save it now and hand it in when the time has come.")
        case .windowClosed: Wording(zh: "请向财政绩效科室申请单独延期，并说明理由。", en: "Ask the performance division for an exception for your unit, with the reason.")
        case .noDocument: Wording(zh: "请先填写并保存。", en: "Fill it in and save it first.")
        case .ownWork: Wording(zh: "请由另一位有相同权限的人办理。", en: "Let somebody else with the same right do it.")
        case .noOpinion: Wording(zh: "请填写意见后再试。", en: "Write it and try again.")
        case .errors: Wording(zh: "请按校验结果改正后再送审。", en: "Correct them as the check says, then hand in.")
        case .unexplained: Wording(zh: "请逐条填写说明，或改正后再送审。", en: "Comment on each, or correct it, then hand in.")
        case .materials: Wording(zh: "请先上传这些材料，再在材料清单中写明文件名；必备材料不能以说明代替。", en: "Upload them, then name the files in the list of materials; an explanation does not stand for a required one.")
        case .noConclusion: Wording(zh: "请填写评估结论：予以支持、部分支持或不予支持。", en: "Give the conclusion: support, partial support or none.")
        case .goalNotApproved: Wording(zh: "请先办理目标审核和批复。", en: "Have the goal reviewed and approved first.")
        case .goalNotReviewed: Wording(zh: "请先完成绩效目标审核表。", en: "Fill in the goal review first.")
        case .goalReviewFails: Wording(zh: "请退回单位修改后重新审核。", en: "Return it to the unit and review it again.")
        case .noBudget: Wording(zh: "请由预算科室先登记年初预算。", en: "Let the budget division register the initial budget first.")
        case .budgetDiffers:
            Wording(zh: "请退回单位按登记的预算修改目标表；登记有误的，请预算科室先更正。", en: "Return it, so that the unit enters the registered budget; if the register is wrong, let the budget division correct it first.")
        case .budgetUnchanged: Wording(zh: "请先办理预算调整并登记，再批复调整后的目标。", en: "Have the change of the budget registered first, then approve the adjusted goal.")
        case .notSupportedExAnte: Wording(zh: "请先完成事前绩效评估。", en: "Have the ex-ante assessment done first.")
        case .adjustmentNotRequested: Wording(zh: "请先对绩效目标申请调整，再送审监控表。", en: "Request the adjustment of the goal, then hand in the monitoring form.")
        case .neverApproved: Wording(zh: "请修改后重新送审。", en: "Correct it and hand it in again.")
        case .checkOutdated: Wording(zh: "请重新校验（表格不变），处理新发现的问题后再送审。", en: "Have it checked again as it is, deal with what is found, then hand it in.")
        }
    }

    private static func zh(_ list: [String]) -> String { list.prefix(8).joined(separator: "、") + (list.count > 8 ? " 等" : "") }
    private static func en(_ list: [String]) -> String { list.prefix(8).joined(separator: ", ") + (list.count > 8 ? " and more" : "") }

    private static func names(_ roles: Set<Role>) -> Wording {
        let sorted = Role.allCases.filter(roles.contains)
        return Wording(zh: sorted.map { "“\($0.wording.zh)”" }.joined(separator: "、"), en: sorted.map(\.wording.en).joined(separator: ", "))
    }
}
