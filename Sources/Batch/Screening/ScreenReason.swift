package import BudgetModel

/// Why someone should look at a project or a unit: each with its points, so that the sum can be explained.
///
/// Points say where to look first, never that something is wrong. A hint has none.
package enum ScreenReason: String, Hashable, Sendable, CaseIterable {
    // Of a project.
    case fullMarks = "full-marks"
    case exactHits = "exact-hits"
    case resultsOverSpending = "results-over-spending"
    case unspent
    case noBudget = "no-budget"
    case overspent
    case overshoot
    case farOvershoot = "far-overshoot"
    case overshootCluster = "overshoot-cluster"
    case missedFull = "missed-full"
    case statedAbove = "stated-above"
    case statedFarAbove = "stated-far-above"
    case outsideTier = "outside-tier"
    case noScore = "no-score"
    case tooLong = "too-long"
    // Of a unit.
    case uniform
    case mostlyFull = "mostly-full"
    case mostlyExact = "mostly-exact"
    case nearlyAllHigh = "nearly-all-high"
    case oftenWithoutScore = "often-without-score"
    case firstDigits = "first-digits"
    case lastDigits = "last-digits"

    package var isOfUnit: Bool {
        switch self {
        case .uniform, .mostlyFull, .mostlyExact, .nearlyAllHigh, .oftenWithoutScore, .firstDigits, .lastDigits: true
        default: false
        }
    }

    /// What it adds to the risk points; the list of docs/screen.md.
    package var points: Int {
        switch self {
        case .resultsOverSpending, .missedFull, .uniform: 3
        case .fullMarks, .exactHits, .statedFarAbove, .outsideTier, .noScore, .mostlyFull, .mostlyExact: 2
        case .unspent, .noBudget, .overspent, .overshoot, .farOvershoot, .overshootCluster, .statedAbove, .nearlyAllHigh, .oftenWithoutScore: 1
        case .tooLong, .firstDigits, .lastDigits: 0
        }
    }

    /// The formula in words.
    package var formula: Wording {
        switch self {
        case .fullMarks: Wording(zh: "每一行都得满分", en: "every row has its full points")
        case .exactHits: Wording(zh: "不少于 3 项定量指标，实际值全部恰好等于指标值", en: "3 or more numeric indicators, every actual equal to its target")
        case .resultsOverSpending: Wording(zh: "指标得分率高出执行得分率的部分，占指标得分率的 5% 以上", en: "(share of indicator points − share of execution points) ÷ share of indicator points above 5 %")
        case .unspent: Wording(zh: "（预算数－执行数）÷预算数大于 20%", en: "(budget − spent) ÷ budget above 20 %")
        case .noBudget: Wording(zh: "全年预算数为 0", en: "the annual budget is 0")
        case .overspent: Wording(zh: "执行数大于全年预算数", en: "spent more than the annual budget")
        case .overshoot: Wording(zh: "有“≥、>、=”的指标达到指标值的 1.2 倍", en: "an indicator with ≥, > or = at 1.2 times its target or more")
        case .farOvershoot: Wording(zh: "有“≥、>、=”的指标达到指标值的 1.3 倍", en: "an indicator with ≥, > or = at 1.3 times its target or more")
        case .overshootCluster: Wording(zh: "达到 1.2 倍的不少于 3 项，且占这类指标的一半以上", en: "3 or more of them at 1.2 times, and at least half of all")
        case .missedFull: Wording(zh: "没有达到目标的指标填了满分", en: "full points stated for a missed target")
        case .statedAbove: Wording(zh: "填报得分合计比同样各行的核算合计多 0.05 分以上（已列入 missed-full 的行和定性指标不算）", en: "the stated total above the computed total of the same rows by more than 0.05 (rows of missed-full and tiers left out)")
        case .statedFarAbove: Wording(zh: "同上，多 1 分或以上", en: "the same, by 1 or more")
        case .outsideTier: Wording(zh: "定性指标的填报得分不在所报档次的区间内", en: "a stated score outside the tier it names")
        case .noScore: Wording(zh: "算不出总分", en: "no total can be computed")
        case .tooLong: Wording(zh: "数字超过 18 位，有的理由没有核对", en: "numbers of more than 18 digits; some reasons were not looked at")
        case .uniform: Wording(zh: "有总分的项目不少于 5 个，一半以上总分相同", en: "5 or more projects have a total, at least half of them the same")
        case .mostlyFull: Wording(zh: "有总分的项目不少于 5 个，一半以上每行满分", en: "5 or more projects have a total, at least half of them full points in every row")
        case .mostlyExact: Wording(zh: "有总分的项目不少于 5 个，一半以上实际值全部等于指标值", en: "5 or more projects have a total, at least half of them hit every target exactly")
        case .nearlyAllHigh: Wording(zh: "有总分的项目不少于 5 个，九成以上不低于 95 分", en: "5 or more projects have a total, nine tenths of them 95 or more")
        case .oftenWithoutScore: Wording(zh: "项目不少于 5 个，两成以上算不出总分", en: "5 or more projects, a fifth of them without a total")
        case .firstDigits: Wording(zh: "首位数字与本福特分布的 χ² 大于 26.125（200 个数以上；只作提示）", en: "χ² of first digits against Benford above 26.125 (200 numbers or more; a hint only)")
        case .lastDigits: Wording(zh: "末位数字与均匀分布的 χ² 大于 27.877（200 个数以上；只作提示）", en: "χ² of last digits against evenness above 27.877 (200 numbers or more; a hint only)")
        }
    }
}
