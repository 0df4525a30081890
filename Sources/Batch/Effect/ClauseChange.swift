package import BudgetModel

/// A value in which two frameworks differ, with its sources and what it does to a table.
package struct ClauseChange: Hashable, Sendable {
    package var path: String
    package var label: Wording
    /// As people say them; nil where a framework has no such value.
    package var before: Wording?
    package var after: Wording?
    package var sourceBefore: Reference?
    package var sourceAfter: Reference?
    package var sum: EffectSums.ClauseSum

    package init(path: String, label: Wording, before: Wording?, after: Wording?, sourceBefore: Reference?, sourceAfter: Reference?, sum: EffectSums.ClauseSum) {
        self.path = path
        self.label = label
        self.before = before
        self.after = after
        self.sourceBefore = sourceBefore
        self.sourceAfter = sourceAfter
        self.sum = sum
    }
}

/// A project that changes.
package struct ProjectChange: Hashable, Sendable {
    /// Region, unit, project.
    package var key: [String]
    package var project: EffectSums.Project

    package init(key: [String], project: EffectSums.Project) {
        self.key = key
        self.project = project
    }
}
