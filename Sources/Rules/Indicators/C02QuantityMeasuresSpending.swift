import BudgetModel
import Quantities

extension Rule {
    /// Flags quantity indicators that count money spent in place of what it buys.
    package static let quantityMeasuresSpending = Rule(
        "C02", Wording(zh: "数量指标衡量的是花钱，不是产品或服务", en: "A quantity indicator measures spending"),
        since: "0.1.0", status: .stable, nature: .heuristic, precision: Precision(1, of: 1), stages: [.goal, .selfEvaluation], severity: .warning,
        citing: [.coreIndicatorGuide, .goalReview],
        because: Wording(
            zh: "数量指标写提供的产品和服务。资金支付率、预算执行率已在预算执行中计分，再作数量指标等于花了钱就得分。补助、工资等发放本身就是服务的，不提。",
            en: "Quantity says what products and services are provided. The rate of spending has its points under budget execution; once more as a quantity it gives points for paying. Benefits and wages, where the payment is the service, are left alone."),
        triggering: [
            Example(
                Wording(zh: "资金支付率作数量指标", en: "the rate of payment as a quantity"), at: ["D13"],
                ExampleForm(.projectGoal).row("资金支付率", "=", "100", "%", weight: "20").under(.quantity).row("改造管网", ">=", "3", "公里", weight: "20").under(.quantity)),
            Example(
                Wording(zh: "以金额为数量", en: "an amount of money as a quantity"), at: ["D13"],
                ExampleForm().row("设备投入", ">=", "30", "万元", actual: "30", weight: "20", stated: "20", computed: "20").under(.quantity)),
        ],
        nonTriggering: [
            Example(Wording(zh: "发放补助", en: "a benefit paid"), ExampleForm(.projectGoal).row("助学金发放金额", ">=", "30", "万元", weight: "20").under(.quantity)),
            Example(Wording(zh: "产品数量", en: "products"), ExampleForm(.projectGoal).row("资金支持的项目数", ">=", "3", "个", weight: "20").under(.quantity)),
        ]
    ) { facts throws(QuantityError) in
        var hits: [Hit] = []
        for index in facts.results where facts.reading.rows[index].level2 == .quantity {
            let row = facts.reading.rows[index]
            // Income, investment and what is bought for others may be counted in money.
            let isOutlay = row.isMoney && row.number != nil && ["投入", "支出", "费用", "经费"].contains { row.name.endsWith($0) }
            guard !row.name.has(.benefitPayment), isOutlay || row.name.has(.spending) && (row.isPercent || row.isMoney || row.words != nil) else { continue }
            let name = facts.named(index)
            hits.append(
                Hit(
                    at: facts.evaluation.indicators[index].name.cell,
                    facts.repair(
                        Wording(
                            zh: "数量指标\(name.zh)（\(facts.targetText(index))）衡量的是花钱，不是提供的产品或服务",
                            en: "The quantity indicator \(name.en) (\(facts.targetText(index))) measures spending, not a product or a service"),
                        Wording(zh: "写这笔钱办成的事和数量（如“××个、××公里、××人次”），支出进度由预算执行率反映", en: "write what the money provides and how much of it; the pace of spending shows in the execution rate")),
                    found: facts.evaluation.indicators[index].name.value))
        }
        return hits
    }
}
