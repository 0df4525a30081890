import ArgumentParser
import BudgetModel
import Frameworks
import Workflows

/// Turns what went wrong into words and an exit code; the only place that does.
enum ExitReport {
    /// Runs a command's body and ends the process with its code.
    static func run(_ language: Language, _ body: () async throws -> Workflows.ExitCode) async throws {
        let code: Workflows.ExitCode
        do {
            code = try await body()
        } catch let refused as FrameworkRefused {
            for problem in refused.problems { Console.complain(problem.line(language)) }
            throw ArgumentParser.ExitCode(Workflows.ExitCode.data.rawValue)
        } catch let problem as InputProblem {
            Console.complain(name(problem.path, language) + problem.sentence(language))
            throw ArgumentParser.ExitCode(Workflows.ExitCode.data.rawValue)
        } catch let problem as WriteProblem {
            Console.complain(name(problem.path, language) + problem.sentence(language))
            throw ArgumentParser.ExitCode(problem.exitCode.rawValue)
        } catch let error as ValidationError {
            throw error
        } catch let code as ArgumentParser.ExitCode {
            throw code
        } catch {
            Console.complain(
                Wording(
                    zh: "程序内部出错，未完成：\(error)。这是我们的问题，请把文件和这句话发给我们。",
                    en: "Something went wrong inside the program: \(error). This is our fault; please send us the file and this sentence.")(language))
            throw ArgumentParser.ExitCode(Workflows.ExitCode.ourFault.rawValue)
        }
        if code != .clean { throw ArgumentParser.ExitCode(code.rawValue) }
    }

    static func name(_ path: String, _ language: Language) -> String {
        (path == "-" ? Wording(zh: "标准输入", en: "standard input")(language) : path) + (language == .zh ? "：" : ": ")
    }
}
