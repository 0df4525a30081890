package import Quantities

/// The kinds of form; raw values are those of the JSON.
package enum FormKind: String, Hashable, Sendable, CaseIterable {
    case projectSelfEvaluation = "project-self-evaluation"
    case departmentSelfEvaluation = "department-self-evaluation"
    case transferSelfEvaluation = "transfer-self-evaluation"
    case departmentScoringTable = "department-scoring-table"
    case indicatorList = "indicator-list"
    case projectGoal = "project-goal"
    case departmentGoal = "department-goal"
    case monitoring
    case selfEvaluationReview = "self-evaluation-review"

    /// Whether actual values are scored on this form.
    package var isScored: Bool {
        switch self {
        case .projectSelfEvaluation, .departmentSelfEvaluation, .transferSelfEvaluation, .departmentScoringTable, .selfEvaluationReview: true
        case .indicatorList, .projectGoal, .departmentGoal, .monitoring: false
        }
    }
}

/// Where money comes from; raw values are those of the JSON.
package enum FundSource: String, Hashable, Sendable, CaseIterable {
    case total, appropriation, carryover, other, basic, project, central, provincial, municipal, county
    case specialAccount = "special-account"
    case unit
}

/// What span of time a money row speaks of.
package enum FundPeriod: String, Hashable, Sendable, CaseIterable { case year, mediumTerm = "medium-term", project }

/// One amount of a form.
package struct FundAmount: Hashable, Sendable {
    /// In yuan, by the printed unit.
    package var money: Money
    /// The number as it stands in the cell.
    package var printed: ExactDecimal
    package var cell: CellRef?

    package init(money: Money, printed: ExactDecimal, cell: CellRef?) {
        self.money = money
        self.printed = printed
        self.cell = cell
    }
}

/// The amounts of a money row.
package enum FundField: String, Hashable, Sendable, CaseIterable {
    case initial, adjusted, received, executed, forecast

    package var wording: Wording {
        switch self {
        case .initial: Wording(zh: "年初预算数", en: "initial budget")
        case .adjusted: Wording(zh: "全年预算数", en: "annual budget")
        case .received: Wording(zh: "到位数", en: "money received")
        case .executed: Wording(zh: "执行数", en: "amount executed")
        case .forecast: Wording(zh: "全年预计执行数", en: "expected amount of the year")
        }
    }
}

/// One row of the money table.
package struct FundLine: Hashable, Sendable {
    /// Nil when the label names no known source.
    package var source: FundSource?
    package var label: Sourced<String>
    package var period: FundPeriod
    /// 年初预算数, or the declared amount of goal and monitoring forms.
    package var initial: FundAmount?
    /// 全年预算数: the budget after changes.
    package var adjusted: FundAmount?
    /// 到位数: money received.
    package var received: FundAmount?
    /// 全年执行数.
    package var executed: FundAmount?
    /// 全年预计执行数 of monitoring forms.
    package var forecast: FundAmount?
    /// The printed rate as it stands: `86%`.
    package var statedRate: Sourced<String>?
    /// The explanation printed beside the row.
    package var reason: Sourced<String>?
    /// Cells that exist for an amount though none was read: empty ones, and those of `Evaluation.unread`.
    package var emptyCells: [FundField: CellRef]

    package init(source: FundSource?, label: Sourced<String>, period: FundPeriod = .year) {
        self.source = source
        self.label = label
        self.period = period
        emptyCells = [:]
    }

    package func amount(_ field: FundField) -> FundAmount? {
        switch field {
        case .initial: initial
        case .adjusted: adjusted
        case .received: received
        case .executed: executed
        case .forecast: forecast
        }
    }
}

/// The points of budget execution.
package struct ExecutionRow: Hashable, Sendable {
    package var weight: Sourced<ExactDecimal>?
    package var statedScore: Sourced<ExactDecimal>?
    /// As it stands, `86%`; `ratePercent` is what it says as a number.
    package var statedRate: Sourced<String>?
    package var statedRatePercent: ExactDecimal?
    /// The empty cell where the rate belongs, when there is one.
    package var rateCell: CellRef?
    /// The empty cell where the score belongs, when there is one.
    package var scoreCell: CellRef?
    /// The empty cell where the points belong, when there is one.
    package var weightCell: CellRef?
    package var reason: Sourced<String>?
    /// Set when the rate stands as an ordinary indicator row.
    package var indicatorIndex: Int?

    package init() {}
}

/// A goal and what came of it.
package struct Goal: Hashable, Sendable {
    package var expected: Sourced<String>?
    package var achieved: Sourced<String>?
    /// Points of a goal with its own block (Hubei).
    package var weight: Sourced<ExactDecimal>?
    package var period: FundPeriod

    package init(expected: Sourced<String>? = nil, achieved: Sourced<String>? = nil, weight: Sourced<ExactDecimal>? = nil, period: FundPeriod = .year) {
        self.expected = expected
        self.achieved = achieved
        self.weight = weight
        self.period = period
    }
}

/// The sign of a target; raw values are those of the JSON.
///
/// Public like `Tier` and `AppliedFormula`, for the short way of tables (docs/decisions/0004).
public enum Comparator: String, Hashable, Sendable, CaseIterable {
    case atLeast = ">="
    case above = ">"
    case equal = "="
    case atMost = "<="
    case below = "<"
    case range
    case date
    case qualitative

    package var isUpperBound: Bool { self == .atMost || self == .below }
    package var isLowerBound: Bool { self == .atLeast || self == .above }
}

/// A day as indicator values write it: the year and the day of the month may be left out.
package struct DueDate: Hashable, Sendable {
    package var year: Int?
    package var month: Int
    package var day: Int?

    package init(year: Int? = nil, month: Int, day: Int? = nil) {
        self.year = year
        self.month = month
        self.day = day
    }
}

/// What a target or an actual value says.
package enum IndicatorContent: Hashable, Sendable {
    case number(ExactDecimal)
    /// Both bounds included.
    case range(ExactDecimal, ExactDecimal)
    case date(DueDate)
    case text
}

/// A target or an actual value with the text it was read from.
package struct IndicatorValue: Hashable, Sendable {
    package var raw: String
    package var content: IndicatorContent
    /// Canonical: `%` for 百分比.
    package var unit: String?
    /// As printed: `百分比`.
    package var printedUnit: String?
    /// The sign that stands in the text, by symbol or word (不低于, 以上).
    package var comparator: Comparator?
    /// 约, 余, 近 stand beside the number.
    package var isApproximate: Bool
    /// A time limit or length of time (≤ 5 个工作日), scored like ≤ where no sign stands.
    package var isDuration: Bool
    package var cell: CellRef?

    package init(
        raw: String, content: IndicatorContent, unit: String? = nil, printedUnit: String? = nil, comparator: Comparator? = nil,
        isApproximate: Bool = false, isDuration: Bool = false, cell: CellRef? = nil
    ) {
        self.raw = raw
        self.content = content
        self.unit = unit
        self.printedUnit = printedUnit
        self.comparator = comparator
        self.isApproximate = isApproximate
        self.isDuration = isDuration
        self.cell = cell
    }

    package var number: ExactDecimal? {
        if case .number(let number) = content { number } else { nil }
    }
}

/// The tiers of qualitative indicators, best first.
public enum Tier: Int, Hashable, Sendable, CaseIterable, Comparable {
    case achieved = 1, partlyAchieved, notAchieved

    public static func < (left: Tier, right: Tier) -> Bool { left.rawValue < right.rawValue }
}

extension Tier {
    /// The official wording of annual forms.
    package var wording: Wording {
        switch self {
        case .achieved: Wording(zh: "达成年度指标", en: "achieved")
        case .partlyAchieved: Wording(zh: "部分达成年度指标并具有一定效果", en: "partly achieved, with some effect")
        case .notAchieved: Wording(zh: "未达成年度指标且效果较差", en: "not achieved, with poor effect")
        }
    }
}

/// How a tier is known.
package enum TierBasis: Hashable, Sendable {
    /// The form says one of the official wordings, or has a tier column.
    case stated
    /// Read from words such as 较, 基本, or from actual text equal to the target's.
    case inferred
}

/// Kinds of level 1 that rules know; other names stay free.
package enum Level1: String, Hashable, Sendable, CaseIterable {
    case cost, output, benefit, satisfaction
}

/// Kinds of level 2 that rules know; other names stay free.
package enum Level2: String, Hashable, Sendable, CaseIterable {
    case quantity, quality, timeliness, cost
    case economicCost, socialCost, ecologicalCost
    case economicBenefit, socialBenefit, ecologicalBenefit, sustainability
    case serviceSatisfaction
}

/// Cause classes of a shortfall on monitoring forms.
package enum DeviationCause: String, Hashable, Sendable, CaseIterable {
    case funding, regulation, staff, equipment, other
}

/// 完成目标可能性 of monitoring forms.
package enum Likelihood: String, Hashable, Sendable, CaseIterable { case certain, possible, impossible }

/// Why an indicator is left out of the total.
package enum NotApplicableGround: String, Hashable, Sendable, CaseIterable {
    case notDue = "not-due", policyChange = "policy-change", taskCancelled = "task-cancelled", forceMajeure = "force-majeure", secret
}

package struct NotApplicable: Hashable, Sendable {
    /// Nil when the form says "not applicable" and gives no ground of the list.
    package var ground: NotApplicableGround?
    package var text: String

    package init(ground: NotApplicableGround?, text: String) {
        self.ground = ground
        self.text = text
    }
}

/// One level-3 indicator row.
package struct Indicator: Hashable, Sendable {
    /// As printed, without points: `产出指标`.
    package var level1: String
    package var level2: String
    package var level1Kind: Level1?
    package var level2Kind: Level2?
    package var name: Sourced<String>
    /// The goal block it stands in, for forms with several.
    package var goalIndex: Int?
    /// Declarations list medium-term indicators beside the year's; only the year's carry points.
    package var period: FundPeriod
    /// The sign as printed, in a column of its own or inside the value.
    package var comparator: Comparator?
    package var target: IndicatorValue?
    package var adjustedTarget: IndicatorValue?
    package var actual: IndicatorValue?
    package var weight: Sourced<ExactDecimal>?
    package var statedScore: Sourced<ExactDecimal>?
    package var reason: Sourced<String>?
    package var remark: Sourced<String>?
    package var forecast: IndicatorValue?
    package var likelihood: Sourced<Likelihood>?
    package var causes: [DeviationCause]
    package var tier: Tier?
    package var tierBasis: TierBasis?
    package var notApplicable: NotApplicable?
    package var isCore: Bool
    package var explanation: Sourced<String>?
    package var targetBasis: Sourced<String>?
    package var scoringRule: Sourced<String>?
    /// Columns nothing is computed from, under their own labels: 复核得分, 完成率, 数据来源.
    package var others: [FormText]
    /// Cells that exist for a field though they are empty, so that findings can point at them.
    package var emptyCells: [IndicatorField: CellRef]
    /// The cells of level 1 and level 2 (top-left when merged).
    package var level1Cell: CellRef?
    package var level2Cell: CellRef?
    /// Set for a row that repeats the budget execution rate.
    package var isExecutionRate: Bool

    package init(level1: String, level2: String, name: Sourced<String>) {
        self.level1 = level1
        self.level2 = level2
        self.name = name
        period = .year
        causes = []
        others = []
        isCore = false
        emptyCells = [:]
        isExecutionRate = false
    }

    /// The form's own words for its tier, where the actual value is one of the official wordings.
    package var tierWords: String? {
        guard tier != nil, tierBasis == .stated, let words = actual?.raw, words.count <= 30, !words.contains(where: \.isNewline) else { return nil }
        return ["达成", "达到", "完成", "实现", "达预期"].contains { words.contains($0) } ? words : nil
    }

    /// The target in force: the adjusted one where the form has it.
    package var effectiveTarget: IndicatorValue? { adjustedTarget ?? target }
}

package enum IndicatorField: String, Hashable, Sendable, CaseIterable {
    case name, comparator, target, adjustedTarget, unit, actual, weight, score, reason, remark, forecast, likelihood, tier
}

/// A level-1 or level-2 node with points printed in its cell: `产出指标（50分）`.
package struct LevelBlock: Hashable, Sendable {
    package var level1: String
    /// Nil for a level-1 node.
    package var level2: String?
    package var goalIndex: Int?
    package var weight: Sourced<ExactDecimal>
    /// Indices into `Evaluation.indicators`.
    package var members: [Int]

    package init(level1: String, level2: String? = nil, goalIndex: Int? = nil, weight: Sourced<ExactDecimal>, members: [Int] = []) {
        self.level1 = level1
        self.level2 = level2
        self.goalIndex = goalIndex
        self.weight = weight
        self.members = members
    }
}

/// A text row of the form: 评价结论, 存在问题, 改进措施 …
package struct FormText: Hashable, Sendable {
    package var label: String
    package var text: Sourced<String>

    package init(label: String, text: Sourced<String>) {
        self.label = label
        self.text = text
    }
}

/// A cell that holds something no field took.
package struct UnreadCell: Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        /// No field takes what it says.
        case unplaced
        /// It stands in a hidden row or column.
        case hidden
        /// A formula whose result the file does not keep.
        case formulaWithoutResult
    }
    package var cell: CellRef
    package var text: String
    package var cause: Cause

    package init(cell: CellRef, text: String, cause: Cause = .unplaced) {
        self.cell = cell
        self.text = text
        self.cause = cause
    }
}

/// A form as read, every value with its cell. Immutable once read; nothing computed is in here.
package struct Evaluation: Hashable, Sendable {
    /// The file as the user named it.
    package var file: String
    /// The sheet, or the first table.
    package var sheet: String
    package var kind: FormKind
    package var title: Sourced<String>?
    /// 报表编号: `510000_0013zp`.
    package var formNumber: Sourced<String>?
    package var programme: Sourced<String>?
    package var programmeCode: Sourced<String>?
    package var department: Sourced<String>?
    package var implementingUnit: Sourced<String>?
    package var year: Sourced<Int>?
    package var amountUnit: AmountUnit
    /// The cell that prints the unit; nil when none does and 万元 is assumed.
    package var amountUnitCell: CellRef?
    package var funds: [FundLine]
    package var execution: ExecutionRow?
    package var goals: [Goal]
    package var indicators: [Indicator]
    package var blocks: [LevelBlock]
    package var statedWeightTotal: Sourced<ExactDecimal>?
    package var statedTotal: Sourced<ExactDecimal>?
    /// The empty cell where the total belongs, when there is one.
    package var totalCell: CellRef?
    package var statedGrade: Sourced<String>?
    /// Whether the form has a weight column, printed points anywhere.
    package var hasWeights: Bool
    package var texts: [FormText]
    /// Required cells that stand empty: label and place.
    package var emptyLabels: [Sourced<String>]
    package var unread: [UnreadCell]
    /// What the reader assumed or noticed, such as an amount rounded to whole fen.
    package var notes: [Wording]
    /// Whether it is a row, or some rows, of a list of programmes.
    package var isListed: Bool
    /// The cells this form covers, for pages and annexes.
    package var area: CellRange?

    package init(file: String, sheet: String, kind: FormKind) {
        self.file = file
        self.sheet = sheet
        self.kind = kind
        amountUnit = .wanYuan
        isListed = false
        funds = []
        goals = []
        indicators = []
        blocks = []
        hasWeights = false
        texts = []
        emptyLabels = []
        unread = []
        notes = []
    }

    /// The place of the year's total row, or of its only row where the form has no total.
    package var annualTotalRow: Int? {
        let rows = funds.indices.filter { funds[$0].period == .year }
        return rows.first { funds[$0].source == .total } ?? (rows.count == 1 ? rows.first : nil)
    }

    /// The first row of the source for the year.
    package func fund(_ source: FundSource, period: FundPeriod = .year) -> FundLine? {
        funds.first { $0.source == source && $0.period == period }
    }
}
