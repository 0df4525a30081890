package import BudgetModel

/// What is known beside the form itself. Whatever is nil was not given, and rules that need it say so.
package struct Context: Sendable {
    /// The same object's form of the year before.
    package var previous: Evaluation?
    /// The goal as it was approved for this year.
    package var approved: Evaluation?
    /// Forms of other units to compare with.
    package var peers: PeerGroup?
    /// The file of the form, by which it knows itself among its peers.
    package var origin = ""

    package init(previous: Evaluation? = nil, approved: Evaluation? = nil) {
        self.previous = previous
        self.approved = approved
    }
}

extension Need {
    /// The same object's form of the year before.
    package static let previousForm = Need(Wording(zh: "上年度的表（用 --previous 指定）", en: "last year's form (name it with --previous)")) { facts in
        facts.context.previous == nil ? .lacking : .met
    }

    /// The goal as it was approved.
    package static let approvedGoal = Need(Wording(zh: "批复的绩效目标表（用 --approved 指定）", en: "the approved goal declaration (name it with --approved)")) { facts in
        facts.context.approved == nil ? .lacking : .met
    }

    /// Forms of other units.
    package static let peerForms = Need(Wording(zh: "同类单位的表（用 --peers 指定文件夹）", en: "forms of other units (name their folder with --peers)")) { facts in
        facts.context.peers == nil ? .lacking : .met
    }
}
