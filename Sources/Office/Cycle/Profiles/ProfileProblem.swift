package import BudgetModel
package import JSONText
package import Quantities

/// What is wrong in the text of a profile, and where.
package struct ProfileProblem: Hashable, Sendable {
    /// The file as the user named it, or the id of a shipped profile.
    package var file: String
    /// From 1; nil when the problem has no line.
    package var line: Int?
    package var message: Wording

    /// `wode.yaml:12: …`
    package func line(_ language: Language) -> String {
        file + (line.map { ":\($0)" } ?? "") + (language == .zh ? "：" : ": ") + message(language)
    }
}

/// A profile that is not taken, with all that is wrong in it.
package struct ProfileRefused: Error, Hashable, Sendable {
    package var problems: [ProfileProblem]

    package init(problems: [ProfileProblem]) { self.problems = problems }
}

/// Which profile a result rests on, so that it can be computed again.
package struct ProfileMark: Hashable, Sendable {
    package var id: String
    /// The day whose values count.
    package var day: CalendarDay
    /// `sha256:` of the profile's text.
    package var digest: String

    package init(id: String, day: CalendarDay, digest: String) {
        self.id = id
        self.day = day
        self.digest = digest
    }
}

extension ProfileMark {
    package var json: JSONValue { .object(["id": .string(id), "day": .string(day.iso), "digest": .string(digest)]) }
}
