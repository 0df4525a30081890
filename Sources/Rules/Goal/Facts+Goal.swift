import BudgetModel
import Quantities

extension Facts {
    /// Whether the goal can still be changed: it stands on a declaration.
    var isGoal: Bool { evaluation.kind.stage == .goal }

    /// What counts against a declaration is a hint on a self-evaluation: who evaluates can no longer change the goal. Nil for the rule's usual one.
    var goalSeverity: Severity? { isGoal ? nil : .hint }

    /// What is wrong and what to do, by the stage: an approved goal cannot be changed by who evaluates it.
    func repair(_ wrong: Wording, _ how: Wording, meanwhile: Meanwhile = .note) -> Wording {
        if isGoal { return Wording(zh: "\(wrong.zh)。请\(how.zh)。", en: "\(wrong.en). Please \(how.en).") }
        let now = meanwhile.wording
        return Wording(zh: "\(wrong.zh)。\(now.zh)下年申报时\(how.zh)。", en: "\(wrong.en). \(now.en)Next year \(how.en).")
    }

    /// What a self-evaluation can still do about a flaw of an approved goal.
    enum Meanwhile {
        /// The result cannot be judged from the target alone.
        case explain
        case note
        case nothing

        fileprivate var wording: Wording {
            switch self {
            case .explain: Wording(zh: "自评时请说明实际情况和判断依据；", en: "Now say what was reached and how it was judged. ")
            case .note: Wording(zh: "目标已批复的，请在自评说明中注明；", en: "Where the goal is approved, note it in the self-evaluation. ")
            case .nothing: Wording(zh: "", en: "")
            }
        }
    }

    /// 「培训人数」
    func named(_ index: Int) -> Wording { name(of: .indicator(index)) }

    /// Where the target stands, or should.
    func targetPlace(_ index: Int) -> CellRef? {
        let indicator = evaluation.indicators[index]
        return indicator.effectiveTarget?.cell ?? indicator.emptyCells[.target] ?? indicator.name.cell
    }

    /// The target as printed, with its sign and unit.
    func targetText(_ index: Int) -> String {
        guard let target = evaluation.indicators[index].effectiveTarget else { return "" }
        guard let number = target.number, reading.rows[index].isBare else { return target.raw }
        return (reading.rows[index].sign.map(\.printed) ?? "") + number.plain + (target.printedUnit ?? target.unit ?? "")
    }

    /// The rows that rules of wording look at.
    var results: [Int] { reading.rows.indices.filter { reading.rows[$0].isResult && !isLeftOut($0) } }
}

extension Citation {
    /// No clause: what reviewers of goals ask for everywhere.
    package static let goalReview = Citation(
        reference: "goal-review", title: "绩效目标审核中的通行要求（各地审核和抽查复核意见）", english: "What reviewers of goals ask for, from local reviews and re-checks")
}
