import BudgetModel
import Narrative

extension Rule {
    /// Flags a balance, a difference or a change that its own numbers do not give.
    package static let balanceDiffers = Rule(
        "F18", Wording(zh: "结余、差额或增减数与相关数字不符", en: "A balance, a difference or a change does not fit its numbers"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(28, of: 28, doubtful: 1, of: 7), stages: [.report], severity: .error,
        citing: [.publishedReports],
        because: Wording(
            zh: "结余等于可用资金减支出，增减数等于前后两数之差。不符说明有一个数错了，或漏写了收回、结转。",
            en: "A balance is what was available less what was spent, a change what lies between two numbers. Where that fails one number is wrong, or a recovery or carry-over was left out."),
        triggering: [
            Example(Wording(zh: "结余", en: "a balance"), stating: ["6.89"], in: "共下达资金111.5万元，已支出105.61万元，结余6.89万元。"),
            Example(Wording(zh: "增减数", en: "a change"), stating: ["15.5"], in: "入学率由82.5%提高到99%，提高15.5个百分点。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "相符", en: "as it should be"), in: "共下达资金111.5万元，已支出105.61万元，结余5.89万元。"),
            Example(Wording(zh: "单位不同", en: "other units"), in: "项目资金40万元，实际使用334896元，结余65104元。"),
        ],
        claims: { $0.kind == .difference })
}
