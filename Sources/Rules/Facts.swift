package import BudgetModel
package import Quantities

/// What rules look at: one form, what the engine computed for it, and the framework in force.
///
/// What is known beside the form (last year's form, the approved goal, peers) stands in `context`; the rules
/// that look at it name a `Need`.
package struct Facts: Sendable {
    package let evaluation: Evaluation
    package let scoreSheet: ScoreSheet
    package let framework: Framework
    package let context: Context
    /// Every stated score with its verdict, worked out once because five rules share it.
    package let claims: [ScoreClaim]
    /// Names, targets and goals looked through once for the words that many rules ask about.
    let reading: GoalReading
    /// Whether a row of the indicator table holds a number and was not read.
    let hasUnreadRow: Bool
    /// What the unit says was done, and what it planned; gathered once because five rules read them.
    let statements: [Sourced<String>]
    let plans: [Sourced<String>]
    let repeatedNames: [RepeatedName]
    /// The files of evidence that belong to each row; empty without evidence.
    let evidenceRows: [[Int]]

    package init(evaluation: Evaluation, scoreSheet: ScoreSheet, framework: Framework, context: Context = Context()) {
        self.evaluation = evaluation
        self.scoreSheet = scoreSheet
        self.framework = framework
        self.context = context
        claims = ScoreClaim.all(evaluation, scoreSheet, framework)
        reading = GoalReading(evaluation)
        hasUnreadRow = evaluation.unreadRows > 0
        statements = evaluation.statements
        plans = evaluation.plans
        repeatedNames = RepeatedName.all(evaluation)
        evidenceRows = context.evidence?.belonging(to: evaluation) ?? []
    }
}

// MARK: - Rows

extension Facts {
    package func line(_ index: Int) -> ScoreLine? {
        index < scoreSheet.lines.count ? scoreSheet.lines[index] : nil
    }

    /// Why a row has no score; read in place, because a line is a large value.
    func unscored(_ index: Int) -> Unscored? {
        index < scoreSheet.lines.count ? scoreSheet.lines[index].unscored : nil
    }

    package func line(of subject: ScoreClaim.Subject) -> ScoreLine? {
        switch subject {
        case .indicator(let index):
            // A row that repeats the execution rate may have its score in the execution part only.
            if evaluation.execution?.indicatorIndex == index, line(index)?.score == nil, let execution = scoreSheet.execution { execution } else { line(index) }
        case .execution: scoreSheet.execution
        }
    }

    /// How messages name the row: 「培训人数」.
    package func name(of subject: ScoreClaim.Subject) -> Wording {
        switch subject {
        case .indicator(let index):
            let name = evaluation.indicators[index].name.value
            return Wording(zh: "「\(name)」", en: "“\(name)”")
        case .execution: return Wording(zh: "预算执行率", en: "Budget execution")
        }
    }

    /// Rows that count: those left out as not applicable do not.
    package func isLeftOut(_ index: Int) -> Bool { line(index)?.isLeftOut ?? false }

    /// The points of execution that stand beside the indicators; none where the rate is an indicator itself.
    package var separateExecution: ExecutionRow? {
        guard let execution = evaluation.execution, execution.indicatorIndex == nil else { return nil }
        return execution
    }
}

// MARK: - Reasons

extension Facts {
    /// Whether the form explains this row, in its own cells or in a text row under the table.
    package func hasReason(_ index: Int) -> Bool {
        ScoreClaim.hasReason(evaluation.indicators[index]) || ScoreClaim.hasCommonReason(evaluation)
    }
}

extension String {
    /// Whether the text says something: not empty, not 无, —, / and the like.
    var saysSomething: Bool {
        var count = 0
        for scalar in unicodeScalars where !Self.isFiller(scalar) {
            count += 1
            // Longer than every empty phrase.
            if count > 4 { return true }
        }
        guard count > 0 else { return false }
        var rest = ""
        for scalar in unicodeScalars where !Self.isFiller(scalar) { rest.unicodeScalars.append(scalar) }
        return !Self.emptyPhrases.contains(rest)
    }

    private static let emptyPhrases: Set<String> = [
        "无", "没有", "暂无", "无偏差", "无原因", "未填", "不涉及", "不适用", "none", "None", "NA", "na", "nil", "空",
    ]

    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{3000}", "\u{A0}", "/", "／", "-", "－", "—", "–", "─", "_", ".", "。", "、", ",", "，", "*", "…", "\\", "(", ")",
            "（", "）", ":", "：", ";", "；":
            true
        default: false
        }
    }
}

// MARK: - Grades

extension Grade {
    /// The grade a form prints: 优, 优秀, 良好 …; nil for words outside the scheme.
    package init?(printed text: String) {
        switch text.filter({ !$0.isWhitespace && !"（）()【】[]“”\"：:".contains($0) }) {
        case "优", "优秀", "优等", "优级": self = .excellent
        case "良", "良好", "良等", "良级": self = .good
        case "中", "中等", "一般", "合格", "及格", "中级": self = .fair
        case "差", "较差", "不合格", "不及格", "差等", "差级": self = .poor
        default: return nil
        }
    }
}

extension Framework {
    /// The grade these points reach; nil when the bands leave them out.
    package func grade(for points: ExactDecimal) -> Grade? {
        grades.value.filter { $0.from <= points }.max { $0.from < $1.from }?.grade
    }
}
