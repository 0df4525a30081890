import BudgetModel
import Workflows

/// Says which files of the folders a run passed over: at once what can be no form, at the end what we wrote ourselves.
struct InputProgress {
    let files: [Result<InputFile, InputProblem>]
    private let language: Language
    private var own: [String] = []
    private var hasOther = false
    private let sentence: ([String]) -> Wording?

    /// - Parameter sentence: what is said of the files that were passed over.
    init(_ list: InputList, _ language: Language, passedOver sentence: @escaping ([String]) -> Wording? = FileOutcome.sentence(passedOver:)) {
        self.sentence = sentence
        files = list.files
        self.language = language
        for problem in list.passedOver { Console.complain(ExitReport.name(problem.path, language) + problem.sentence(language)) }
    }

    mutating func note(_ outcome: FileOutcome) {
        if outcome.passedOver == nil { hasOther = true } else { own.append(outcome.path) }
    }

    mutating func note(_ outcome: AuditOutcome) {
        if outcome.isPassedOver { own.append(outcome.path) } else { hasOther = true }
    }

    /// - Returns: unreadable data when there was nothing but our own documents.
    func end() -> Workflows.ExitCode {
        guard let sentence = sentence(own) else { return .clean }
        Console.complain(sentence(language))
        return hasOther ? .clean : .data
    }
}
