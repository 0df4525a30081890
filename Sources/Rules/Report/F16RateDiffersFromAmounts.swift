import BudgetModel
import Narrative

extension Rule {
    /// Flags a rate differs from the amounts it is of.
    package static let rateDiffersFromAmounts = Rule(
        "F16", Wording(zh: "比率与所用金额不符", en: "A rate differs from the amounts it is of"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(12, of: 13, doubtful: 6, of: 15), stages: [.report], severity: .error,
        citing: [.publishedReports],
        because: Wording(
            zh: "执行率、到位率等由文中的金额算出，写错的比率会把结果说好或说坏。四舍五入和截尾不提。",
            en: "Rates of execution or receipt follow from the amounts in the text; a wrong one makes the result look better or worse. Rounded and cut last digits are no matter."),
        triggering: [
            Example(Wording(zh: "执行率与金额不符", en: "an execution rate that the amounts do not give"), stating: ["98.64"], in: "2023年全年预算200万元，全年支出193.3万元，预算执行率98.64%。"),
            Example(Wording(zh: "差一位数", en: "another digit"), stating: ["87.5"], in: "上级下达补助资金80万元，已支付72.4万元，支付率87.5%。"),
        ],
        nonTriggering: [
            Example(Wording(zh: "四舍五入", en: "rounded"), in: "2023年全年预算200万元，全年支出193.3万元，预算执行率96.7%。"),
            Example(Wording(zh: "截尾", en: "cut"), in: "全年预算数1805.58万元，全年执行数1863.95万元，执行率103.23%。"),
            Example(Wording(zh: "分母是可用资金", en: "the base is what was available"), in: "年初预算100万元，加上年结转20万元，可用资金120万元，全年支出108万元，支出率90%。"),
        ],
        claims: { $0.kind == .rate && $0.dimension == .money })
}
