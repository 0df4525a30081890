import BudgetModel
package import Quantities

/// What is known of the object's way through the year: days, coverage, decisions. No person stands in here.
package struct ProcessRecord: Hashable, Sendable {
    /// The last day for handing in, and the day it was done.
    package var deadline: CalendarDay?
    package var handedIn: CalendarDay?
    /// The day of this record, for what has not happened yet.
    package var today: CalendarDay?
    /// The day the budget or the account was approved, and the day the form was published.
    package var approved: CalendarDay?
    package var published: CalendarDay?
    /// The day the result of a re-evaluation was sent, the days given for the answer, and its day.
    package var noticeSent: CalendarDay?
    package var answerDays: Int?
    package var answered: CalendarDay?
    /// Whether the same person fills and reviews.
    package var isReviewedByItsPreparer: Bool?
    /// Projects of the unit and how many of them evaluated themselves.
    package var projects: Int?
    package var selfEvaluated: Int?
    /// Whether the project is a new major one, and whether its ex-ante assessment was done.
    package var isNewMajorProject: Bool?
    package var isAssessedExAnte: Bool?
    /// Projects whose goals are to be published and how many were.
    package var publishableGoals: Int?
    package var publishedGoals: Int?
    package var monitoring: MonitoringResult?
    /// Whether a change of goal or budget was requested.
    package var isAdjustmentRequested: Bool?

    package init() {}
}

/// What the monitoring of the year said of the object.
package enum MonitoringResult: Hashable, Sendable {
    case notFilled
    /// How many indicators had each light.
    case lights(green: Int, yellow: Int, red: Int)

    package var isAllGreen: Bool {
        if case .lights(let green, 0, 0) = self { green > 0 } else { false }
    }
}

extension Need {
    /// A fact of the process; `wording` names it.
    static func process(_ wording: Wording, _ isKnown: @escaping @Sendable (ProcessRecord) -> Bool) -> Need {
        Need(Wording(zh: "过程记录（--process）：" + wording.zh, en: "record of the process (--process): " + wording.en), isBesideForm: true) { facts in
            facts.context.process.map(isKnown) ?? false ? .met : .lacking
        }
    }
}

extension CalendarDay {
    /// How many days later than the other one.
    func days(after other: CalendarDay) -> Int { dayNumber - other.dayNumber }
}
