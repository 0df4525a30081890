import BudgetModel
import Workflows

/// Writes the documents of a run; what goes wrong with one file is said and leaves the others alone.
struct ReportOutput {
    private let writer: ReportWriter
    private let language: Language
    private var told: Set<Wording> = []

    init(_ writer: ReportWriter, _ language: Language) {
        self.writer = writer
        self.language = language
    }

    mutating func write(_ outcome: FileOutcome) -> Workflows.ExitCode {
        do {
            let notes = try writer.write(outcome)
            for note in notes.ofFile { Console.complain(ExitReport.name(outcome.path, language) + note(language)) }
            if let note = notes.ofMachine, told.insert(note).inserted { Console.complain(note(language)) }
            return .clean
        } catch let problem as InputProblem {
            Console.complain(ExitReport.name(problem.path, language) + problem.sentence(language))
            return .data
        } catch let problem as WriteProblem {
            Console.complain(ExitReport.line(problem, language))
            return problem.exitCode
        } catch {
            return ExitReport.ourFault(error, language)
        }
    }
}
