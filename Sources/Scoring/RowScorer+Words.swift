import BudgetModel
import Quantities

extension RowScorer {
    /// The stated score, held inside the tier with both bounds; the unit judged it.
    func scoreQualitative(_ indicator: Indicator, into line: inout ScoreLine) {
        if line.comparatorUsed == nil { line.comparatorUsed = .qualitative }
        guard let tier = indicator.tier else {
            return line.leave(indicator.actual == nil ? .noActual : .tierUnknown)
        }
        line.isMet = tier == .achieved
        scoreTier(tier, indicator, inferred: indicator.tierBasis == .inferred, into: &line)
    }

    func scoreTier(_ tier: Tier, _ indicator: Indicator, inferred: Bool, into line: inout ScoreLine) {
        line.tier = tier
        guard let weight = line.weight else { return line.leave(.noWeight) }
        guard !weight.isNegative else { return line.leave(.negativeWeight) }
        guard let band = framework.tiers.value.first(where: { $0.tier == tier }),
            let low = try? (weight * band.from).rounded(to: places, rounding),
            let high = try? (weight * band.to).rounded(to: places, rounding), low <= high
        else { return line.leave(.overflow) }
        line.tierBounds = low...high
        line.trace.append(.clause(framework.tiers.reference))
        line.trace.append(.quantity(.weight, weight, unit: nil))
        line.trace.append(inferred ? .assumption(.tierInferred(tier)) : .note(.tierStated(indicator.tierWords, tier)))
        line.trace.append(.input(symbol: "", name: .tierBounds, value: "\(low)–\(high)"))
        let points: ExactDecimal
        switch framework.openCases.qualitative.value {
        case .open: return line.leave(.qualitativeOpen)
        case .upperBound: points = high
        case .heldInTier:
            guard let stated = indicator.statedScore?.value else { return line.leave(.nothingStated) }
            line.trace.append(.quantity(.stated, stated, unit: nil))
            line.decide(stated < low || stated > high ? .movedIntoTier : .judgedByUnit, by: framework.openCases.qualitative.reference)
            points = min(max(stated, low), high)
        }
        guard let exact = try? Ratio(points), let score = try? points.rounded(to: places, rounding) else { return line.leave(.overflow) }
        line.exact = exact
        line.score = score
        line.trace.append(.rounded(places: places, rule: rounding, to: score))
        line.trace.append(.points(score))
    }

    /// On or before the day: W. A day without its year is of the evaluation's year; without its day it is compared by month.
    func scoreDate(_ indicator: Indicator, due: DueDate, actual: IndicatorValue, into line: inout ScoreLine) {
        guard case .date(let done) = actual.content else {
            if case .text = actual.content, indicator.tier != nil { return scoreQualitative(indicator, into: &line) }
            return line.leave(.numberForDate)
        }
        line.trace.append(.clause(framework.openCases.lateness.reference))
        if let weight = line.weight { line.trace.append(.quantity(.weight, weight, unit: nil)) }
        line.trace.append(.day(.target, due))
        line.trace.append(.day(.actual, done))
        let dueYear = due.year ?? year ?? done.year ?? 0
        let doneYear = done.year ?? year ?? due.year ?? 0
        if due.year == nil || done.year == nil { line.trace.append(.assumption(.yearOfEvaluation)) }
        let isLate: Bool
        if done.day == nil, due.day == nil || framework.openCases.undatedActual.value == .byMonth {
            if due.day != nil { line.decide(.comparedByMonth, by: framework.openCases.undatedActual.reference) }
            isLate = (doneYear, done.month) > (dueYear, due.month)
        } else {
            if due.day == nil { line.trace.append(.assumption(.lastDayOfMonth)) }
            isLate = (doneYear, done.month, done.day ?? 31) > (dueYear, due.month, due.day ?? 31)
        }
        line.isMet = !isLate
        guard isLate else {
            guard let weight = line.weight else { return line.leave(.noWeight) }
            guard let full = try? Ratio(weight) else { return line.leave(.overflow) }
            return award(full, by: .full, a: .zero, b: .zero, to: &line)
        }
        switch framework.openCases.lateness.value {
        case .none: line.leave(.lateWithoutRule)
        case .zero: award(.zero, by: .none, a: .zero, b: .zero, to: &line)
        case .tier: scoreTier(.partlyAchieved, indicator, inferred: true, into: &line)
        case .share: line.leave(.lateShareUnknown)
        }
    }
}

extension Wording {
    static let tierBounds = Wording(zh: "该档可得分", en: "Points of the tier")
    static let judgedByUnit = Wording(zh: "定性指标由单位评判，填报得分在档内", en: "the unit judged it; the stated score lies inside the tier")
    static let movedIntoTier = Wording(
        zh: "定性指标由单位评判，填报得分超出档次范围，取最近的界限", en: "the unit judged it; the stated score lies outside the tier and is held at its bound")
    static let yearOfEvaluation = Wording(zh: "日期未写年份，按评价年度计", en: "a day without its year is of the year evaluated")
    static let comparedByMonth = Wording(zh: "完成日期未写日，按月比较", en: "the actual has no day: compared by month")
    static let lastDayOfMonth = Wording(zh: "目标只写到月，按当月最后一天计", en: "the target names a month: its last day counts")

    static func tierStated(_ words: String?, _ tier: Tier) -> Wording {
        Wording(zh: "填报的档次为“\(words ?? tier.wording.zh)”（第\(["一", "二", "三"][tier.rawValue - 1])档）", en: "the stated tier is “\(tier.wording.en)”")
    }
    static func tierInferred(_ tier: Tier) -> Wording {
        Wording(zh: "由文字推断为“\(tier.wording.zh)”一档", en: "tier read from the wording: \(tier.wording.en)")
    }
}
