import BudgetModel
import Narrative

extension Rule {
    /// Flags scores cannot all be that high.
    package static let scoresAllAbove = Rule(
        "F04", Wording(zh: "各项得分不可能都在此分以上", en: "Scores cannot all be that high"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(3, of: 3), stages: [.report], severity: .error,
        citing: [.evaluationMeasures],
        because: Wording(
            zh: "每项得分不超过它的分值。“各项都在95分以上”说的多半是得分率，应写明各项得分。",
            en: "A score is at most its points. “All above 95” mostly means rates; give the scores."),
        triggering: [
            Example(Wording(zh: "各项95分以上", en: "all above 95"), stating: ["95"], in: "产出指标40分，预算执行10分，效益指标40分，满意度10分。各项指标得分均在95分以上。"),
            Example(Wording(zh: "逐一打分", en: "scored one by one"), stating: ["90"], in: "五项权重依次为10分、20分、10分、40分、20分，各项得分均在90分以上。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "总分", en: "the total"), in: "产出指标40分，预算执行10分，效益指标40分，满意度10分。总得分在95分以上。"),
            Example(Wording(zh: "项目得分", en: "scores of projects"), in: "全部12个项目自评得分均在90分以上。"),
        ],
        claims: { $0.kind == .claim && $0.dimension == .points })
}
