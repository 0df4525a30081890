package import BudgetModel

/// What is known beside the form itself. Whatever is nil was not given, and rules that need it say so.
package struct Context: Sendable {
    /// The same object's form of the year before.
    package var previous: Evaluation?
    /// The goal as it was approved for this year.
    package var approved: Evaluation?
    /// Whether that goal is the one in force, adjustments included; else the form may show adjustments of its own.
    package var isApprovedInForce = false
    /// Forms of other units to compare with.
    package var peers: PeerGroup?
    /// The file of the form, by which it knows itself among its peers.
    package var origin = ""
    /// The files that prove the values.
    package var evidence: EvidenceFolder?
    /// Days, coverage and decisions of the process.
    package var process: ProcessRecord?
    package var budgetBase: BudgetBase?
    package var finalAccount: FinalAccount?
    /// Names of standard indicators, when a library is given.
    package var indicatorLibrary: [String]?

    package init(previous: Evaluation? = nil, approved: Evaluation? = nil, indicatorLibrary: [String]? = nil) {
        self.previous = previous
        self.approved = approved
        self.indicatorLibrary = indicatorLibrary
    }
}

extension Need {
    /// The same object's form of the year before.
    package static let previousForm = Need(Wording(zh: "上年度的表（用 --previous 指定）", en: "last year's form (name it with --previous)"), isBesideForm: true) { facts in
        facts.context.previous == nil ? .lacking : .met
    }

    /// The goal as it was approved.
    package static let approvedGoal = Need(Wording(zh: "批复的绩效目标表（用 --approved 指定）", en: "the approved goal declaration (name it with --approved)"), isBesideForm: true) { facts in
        facts.context.approved == nil ? .lacking : .met
    }

    /// The form of the year before, or forms of other units; either is enough.
    package static let previousOrPeers = Need(
        Wording(zh: "上年度的表（--previous）或同类单位的表（--peers）", en: "last year's form (--previous) or forms of other units (--peers)"), isBesideForm: true
    ) { facts in
        facts.context.previous == nil && facts.context.peers == nil ? .lacking : .met
    }

    /// Forms of other units.
    package static let peerForms = Need(Wording(zh: "同类单位的表（用 --peers 指定文件夹）", en: "forms of other units (name their folder with --peers)"), isBesideForm: true) { facts in
        facts.context.peers == nil ? .lacking : .met
    }
}

extension Need {
    /// A list of standard indicators.
    package static let indicatorLibrary = Need(Wording(zh: "指标库（标准指标名称清单，用 --library 指定）", en: "a library of standard indicator names (name it with --library)"), isBesideForm: true) { facts in
        facts.context.indicatorLibrary == nil ? .lacking : .met
    }
}
