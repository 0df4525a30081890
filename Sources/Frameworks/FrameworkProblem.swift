package import BudgetModel

/// What is wrong in the text of a framework, and where.
package struct FrameworkProblem: Hashable, Sendable {
    /// The file as the user named it, or the id of a shipped framework.
    package var file: String
    /// From 1; nil when the problem has no line.
    package var line: Int?
    package var message: Wording

    package init(file: String, line: Int?, message: Wording) {
        self.file = file
        self.line = line
        self.message = message
    }

    /// `wode.yaml:12: …`
    package func line(_ language: Language) -> String {
        file + (line.map { ":\($0)" } ?? "") + (language == .zh ? "：" : ": ") + message(language)
    }
}

/// A framework that is not taken, with all that is wrong in it.
package struct FrameworkRefused: Error, Hashable, Sendable {
    package var problems: [FrameworkProblem]

    package init(problems: [FrameworkProblem]) { self.problems = problems }
}
