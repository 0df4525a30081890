/// What a unit says of a finding, wherever it was written.
package struct UnitComment: Hashable, Sendable {
    package var code: String
    /// Nil for every finding of the code in the form.
    package var at: CellRef?
    package var text: String
    /// Only forms of a file of this name; nil for all.
    package var file: String?
    /// Only forms of this programme; nil for all.
    package var programme: String?
    /// Where it was read: `comments.yaml:7`, `问题清单!K6`.
    package var source: String
    /// False where the rule it speaks of did not run, so that nobody knows whether the finding is gone.
    package var wasChecked = true

    package init(code: String, at: CellRef?, text: String, file: String? = nil, programme: String? = nil, source: String) {
        self.code = code
        self.at = at
        self.text = text
        self.file = file
        self.programme = programme
        self.source = source
    }

    /// Whether it can speak of this form; a comment without a sheet means the cell on any.
    package func concerns(_ evaluation: Evaluation) -> Bool {
        if let file, evaluation.file.split(separator: "/").last.map(String.init) != file.split(separator: "/").last.map(String.init) { return false }
        if let programme, evaluation.programme?.value != programme { return false }
        return true
    }

    /// Whether it speaks of this finding.
    package func concerns(_ finding: Finding) -> Bool {
        guard finding.code == code else { return false }
        guard let at else { return true }
        return finding.at?.position == at.position && (at.sheet.isEmpty || finding.at?.sheet == at.sheet)
    }
}

extension CheckResult {
    /// The comments put beside their findings; those that meet none are kept as lapsed.
    ///
    /// Comments of the same code and cell go to its findings in their order, the last one to all that remain.
    package mutating func attach(_ comments: [UnitComment], to evaluation: Evaluation) {
        var isUsed = Array(repeating: false, count: comments.count)
        func attach(_ findings: inout [Finding]) {
            for place in findings.indices {
                let fitting = comments.indices.filter { comments[$0].concerns(findings[place]) }
                guard let chosen = fitting.first(where: { !isUsed[$0] }) ?? fitting.last else { continue }
                isUsed[chosen] = true
                findings[place].comment = comments[chosen].text
            }
        }
        attach(&findings)
        attach(&previews)
        attach(&questions)
        for index in comments.indices where !isUsed[index] {
            var comment = comments[index]
            comment.wasChecked = !notChecked.contains { $0.code == comment.code }
            lapsedComments.append(comment)
        }
    }
}
