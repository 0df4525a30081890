package import BudgetModel
package import Quantities

/// One thing that was found and has to be put right (整改).
///
/// Where it stands follows from its moves alone, so the two never disagree.
package struct RectificationTicket: Hashable, Sendable {
    package typealias ID = Key<RectificationTicket>

    /// Where the finding comes from; raw values are those of the JSON.
    package enum Source: String, Hashable, Sendable, CaseIterable {
        case monitoring, review, audit
        case departmentEvaluation = "department-evaluation", financeEvaluation = "finance-evaluation"
    }

    /// Raw values are those of the JSON.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case open, answered, confirmed, reopened, closed

        package var wording: Wording {
            switch self {
            case .open: Wording(zh: "待整改", en: "open")
            case .answered: Wording(zh: "已反馈", en: "answered")
            case .confirmed: Wording(zh: "已确认", en: "confirmed")
            case .reopened: Wording(zh: "退回重改", en: "reopened")
            case .closed: Wording(zh: "已销号", en: "closed")
            }
        }
    }

    /// Raw values are those of the JSON.
    package enum Action: String, Hashable, Sendable, CaseIterable {
        case answer, confirm, reopen, close

        package var wording: Wording {
            switch self {
            case .answer: Wording(zh: "反馈", en: "answer")
            case .confirm: Wording(zh: "确认", en: "confirm")
            case .reopen: Wording(zh: "退回重改", en: "reopen")
            case .close: Wording(zh: "销号", en: "close")
            }
        }

        var result: State {
            switch self {
            case .answer: .answered
            case .confirm: .confirmed
            case .reopen: .reopened
            case .close: .closed
            }
        }

        /// From where it may be made.
        var origins: [State] {
            switch self {
            case .answer: [.open, .reopened]
            case .confirm: [.answered]
            case .reopen: [.answered, .confirmed, .closed]
            case .close: [.confirmed]
            }
        }
    }

    package struct Move: Hashable, Sendable {
        package var action: Action
        package var day: CalendarDay
        /// The measure of an answer, the reason of a reopening, else a note.
        package var text: String?
        /// What proves it: file names, numbers, digests.
        package var evidence: [String]

        package init(_ action: Action, on day: CalendarDay, text: String? = nil, evidence: [String] = []) {
            self.action = action
            self.day = day
            self.text = text
            self.evidence = evidence
        }
    }

    package var id: ID
    package var source: Source
    package var finding: String
    /// The rule of the catalogue or of the review, where there is one.
    package var rule: String?
    package var responsibleUnit: ScoringUnit.ID
    package var opened: CalendarDay
    package var deadline: CalendarDay
    package var budgetEffect: BudgetEffect?
    package private(set) var moves: [Move]

    package init(id: ID, source: Source, finding: String, rule: String? = nil, responsibleUnit: ScoringUnit.ID, opened: CalendarDay, deadline: CalendarDay, budgetEffect: BudgetEffect? = nil) {
        self.id = id
        self.source = source
        self.finding = finding
        self.rule = rule
        self.responsibleUnit = responsibleUnit
        self.opened = opened
        self.deadline = deadline
        self.budgetEffect = budgetEffect
        moves = []
    }

    package var state: State { moves.last?.action.result ?? .open }
    package var reopenedCount: Int { moves.count { $0.action == .reopen } }
    /// The measure last reported.
    package var measure: String? { moves.last { $0.action == .answer }?.text }
    package var evidence: [String] { moves.last { $0.action == .answer }?.evidence ?? [] }

    /// The moves that may follow, in a fixed order.
    package var nextActions: [Action] { Action.allCases.filter { $0.origins.contains(state) } }

    /// Whether the unit has not answered in time.
    package func isOverdue(on day: CalendarDay) -> Bool { [.open, .reopened].contains(state) && day > deadline }
}

/// Why a move is not made.
package struct TicketRefused: Error, Hashable, Sendable {
    package var message: Wording
}

extension RectificationTicket {
    /// Why a move may not be made; nil when it may.
    package func refusal(of move: Move) -> Wording? {
        guard move.action.origins.contains(state) else {
            let next = nextActions
            let known =
                next.isEmpty
                ? Wording(zh: "已没有后续操作", en: "nothing may follow") : Wording(zh: "可以" + next.map(\.wording.zh).joined(separator: "、"), en: "you may " + next.map(\.wording.en).joined(separator: ", "))
            return Wording(
                zh: "该事项\(state.wording.zh)，不能\(move.action.wording.zh)；\(known.zh)", en: "the ticket is \(state.wording.en) and cannot be taken to “\(move.action.wording.en)”; \(known.en)")
        }
        let last = moves.last?.day ?? opened
        if move.day < last {
            return Wording(zh: "日期\(move.day.iso)早于上一步的\(last.iso)，请核对", en: "the day \(move.day.iso) lies before the last step of \(last.iso); please check")
        }
        switch move.action {
        case .answer where move.text.isBlank: return Wording(zh: "反馈没有写整改措施，请写明做了什么、结果怎样", en: "the answer has no measure; say what was done and what came of it")
        case .reopen where move.text.isBlank: return Wording(zh: "退回没有写理由，请写明哪里没有整改到位", en: "the reopening has no reason; say what is not put right")
        case .confirm where evidence.allSatisfy(\.isBlank): return Wording(zh: "反馈没有附佐证材料，不能确认；请退回补充", en: "the answer has no evidence and cannot be confirmed; reopen it and ask for it")
        case .answer, .confirm, .reopen, .close: return nil
        }
    }

    /// - Throws: `TicketRefused` with the sentence to show.
    package mutating func make(_ move: Move) throws(TicketRefused) {
        if let message = refusal(of: move) { throw TicketRefused(message: message) }
        moves.append(move)
    }

    /// What the ticket lacks on a day.
    package func shortfalls(on day: CalendarDay, basis: Wording) -> [Shortfall] {
        var shortfalls: [Shortfall] = []
        if finding.isBlank {
            shortfalls.append(
                Shortfall(.ticketFindingMissing, .error, at: "/finding", Wording(zh: "没有写明问题", en: "the finding is not told"), basis: basis, help: Wording(zh: "请写明发现了什么问题", en: "say what was found")))
        }
        if isOverdue(on: day) {
            let late = deadline.days(to: day)
            shortfalls.append(
                Shortfall(
                    .ticketOverdue, .error, at: "/deadline", Wording(zh: "整改期限\(deadline.iso)已过\(late)日，单位没有反馈", en: "the deadline of \(deadline.iso) passed \(late) days ago without an answer"),
                    basis: basis,
                    help: Wording(zh: "请督促单位反馈；不整改的，按规定调减预算或暂缓安排", en: "urge the unit; what is not rectified leads to a cut or a wait by the rules")))
        }
        return shortfalls
    }
}
