package import BudgetModel
import Quantities
import Scoring

extension Screening {
    /// What stands behind a reason of a project, in its own figures.
    package func figures(_ reason: ScreenReason, of project: Int) -> Wording {
        let (state, total) = (table.states[project], table.projects.states[project])
        let budget = state.budget?.exact ?? .zero, executed = state.executed?.exact ?? .zero
        switch reason {
        case .fullMarks: return Wording(zh: "\(state.rows) 行全部满分", en: "full points in all \(state.rows) rows")
        case .exactHits: return Wording(zh: "\(state.numeric) 项定量指标的实际值全部等于指标值", en: "all \(state.numeric) numeric indicators hit their targets exactly")
        case .resultsOverSpending:
            let results = points(total.units - state.executionUnits, project), spending = points(state.executionUnits, project)
            let others = weight(total.weight - state.executionWeight), own = weight(state.executionWeight)
            return Wording(
                zh: "指标得 \(results)÷\(others)=\(Self.share(results, others))，执行得 \(spending)÷\(own)=\(Self.share(spending, own))，高出部分占 \(gap(project))，超过 5%",
                en: "indicators \(results) ÷ \(others) = \(Self.share(results, others)), execution \(spending) ÷ \(own) = \(Self.share(spending, own)); the gap is \(gap(project)), above 5 %")
        case .unspent:
            let rest = (try? budget - executed) ?? .zero
            return Wording(zh: "预算 \(budget)，执行 \(executed)，未用 \(rest)，占 \(Self.share(rest, budget))，超过 20%", en: "budget \(budget), spent \(executed); \(rest) unspent, \(Self.share(rest, budget)), above 20 %")
        case .noBudget: return Wording(zh: "全年预算数为 0，执行 \(executed)", en: "an annual budget of 0, \(executed) spent")
        case .overspent: return Wording(zh: "执行 \(executed) 大于预算 \(budget)，执行率 \(Self.share(executed, budget))", en: "spent \(executed) of \(budget), \(Self.share(executed, budget))")
        case .overshoot: return Wording(zh: "\(state.rising) 项中有 \(state.over) 项达到指标值的 1.2 倍", en: "\(state.over) of \(state.rising) indicators at 1.2 times the target or more")
        case .farOvershoot: return Wording(zh: "\(state.rising) 项中有 \(state.farOver) 项达到指标值的 1.3 倍", en: "\(state.farOver) of \(state.rising) indicators at 1.3 times the target or more")
        case .overshootCluster: return Wording(zh: "达到 1.2 倍的有 \(state.over) 项，占 \(state.rising) 项的一半以上", en: "\(state.over) of \(state.rising) at 1.2 times, half or more")
        case .missedFull: return Wording(zh: "\(state.missedFull) 行没有达到目标却填满分", en: "\(state.missedFull) missed with full points stated")
        case .statedAbove:
            return Wording(
                zh: "\(state.statedRows) 行共填 \(weight(state.stated)) 分，核算 \(weight(state.earned)) 分，多 \(weight(Self.statedAbove(state) ?? 0)) 分",
                en: "\(state.statedRows) rows state \(weight(state.stated)) and earn \(weight(state.earned)): \(weight(Self.statedAbove(state) ?? 0)) more")
        case .statedFarAbove: return Wording(zh: "多填达到 1 分", en: "1 point or more")
        case .outsideTier: return Wording(zh: "\(state.outside) 行定性指标的填报得分不在该档之内", en: "\(state.outside) stated outside the tier")
        case .noScore: return score(project).open?.wording ?? Wording(zh: "", en: "")
        case .tooLong: return reason.formula
        case .uniform, .mostlyFull, .mostlyExact, .nearlyAllHigh, .oftenWithoutScore, .firstDigits, .lastDigits: return Wording(zh: "", en: "")
        }
    }

    /// What stands behind a reason of a unit.
    package func figures(_ reason: ScreenReason, ofUnit unit: Int) -> Wording {
        let own = units[unit]
        func of(_ count: Int, _ all: Int) -> String { Self.share(ExactDecimal(count), ExactDecimal(all)) }
        switch reason {
        case .uniform:
            let total = weight(own.commonest)
            return Wording(zh: "\(own.scored) 个总分中有 \(own.commonestCount) 个是 \(total)，占 \(of(own.commonestCount, own.scored))", en: "\(own.commonestCount) of \(own.scored) totals are \(total), \(of(own.commonestCount, own.scored))")
        case .mostlyFull: return Wording(zh: "\(own.scored) 个项目中有 \(own.full) 个每行满分，占 \(of(own.full, own.scored))", en: "\(own.full) of \(own.scored) projects have full points in every row, \(of(own.full, own.scored))")
        case .mostlyExact: return Wording(zh: "\(own.scored) 个项目中有 \(own.exact) 个实际值全部等于指标值，占 \(of(own.exact, own.scored))", en: "\(own.exact) of \(own.scored) projects hit every target exactly, \(of(own.exact, own.scored))")
        case .nearlyAllHigh: return Wording(zh: "\(own.scored) 个总分中有 \(own.high) 个不低于 95，占 \(of(own.high, own.scored))", en: "\(own.high) of \(own.scored) totals are 95 or more, \(of(own.high, own.scored))")
        case .oftenWithoutScore:
            let open = own.projects - own.scored
            return Wording(zh: "\(own.projects) 个项目中有 \(open) 个算不出总分，占 \(of(open, own.projects))", en: "\(open) of \(own.projects) projects have no total, \(of(open, own.projects))")
        case .firstDigits: return Self.told(table.digits[unit].firstTest, zh: "首位数字", en: "first digits")
        case .lastDigits: return Self.told(table.digits[unit].lastTest, zh: "末位数字", en: "last digits")
        default: return Wording(zh: "", en: "")
        }
    }

    private static func told(_ test: DigitCounts.Test?, zh: String, en: String) -> Wording {
        guard let test, let statistic = try? test.statistic.rounded(to: 3, .halfUp) else { return Wording(zh: "", en: "") }
        return Wording(zh: "\(test.count) 个数的\(zh)：χ²=\(statistic)，大于 \(test.critical)（只作提示）", en: "\(en) of \(test.count) numbers: χ² = \(statistic), above \(test.critical) (a hint only)")
    }

    /// Points in units of a score.
    private func points(_ units: Int64, _ project: Int) -> ExactDecimal { ExactDecimal(significand: Int128(units), scale: framework(project)?.scorePlaces.value ?? 2) }

    /// A number held times 10^18.
    private func weight(_ digits: Int128) -> ExactDecimal { ExactDecimal(significand: digits, scale: ProjectState.weightScale).trimmed }

    /// A share in percent with two places.
    private static func share(_ part: ExactDecimal, _ whole: ExactDecimal) -> String {
        guard let percent = try? (Ratio(part, over: whole) * ExactDecimal.hundred).rounded(to: 2, .halfUp) else { return "—" }
        return "\(percent)%"
    }

    /// 1 − (E Wₛ) ÷ (S Wₑ), in percent.
    private func gap(_ project: Int) -> String {
        let (state, total) = (table.states[project], table.projects.states[project])
        guard let spent = try? Ratio(Int128(state.executionUnits), over: state.executionWeight), let results = try? Ratio(Int128(total.units - state.executionUnits), over: total.weight - state.executionWeight),
            let percent = try? ((Ratio.one - spent / results) * ExactDecimal.hundred).rounded(to: 2, .halfUp)
        else { return "—" }
        return "\(percent)%"
    }
}
