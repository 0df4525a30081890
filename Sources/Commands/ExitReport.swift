import ArgumentParser
import BudgetModel
import Casework
import Documents
import Frameworks
import Storage
import Web
import Workbooks
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
            Console.complain(line(problem, language))
            throw ArgumentParser.ExitCode(problem.exitCode.rawValue)
        } catch let error as DocumentError {
            Console.complain(error.sentence(language))
            throw ArgumentParser.ExitCode((error.kind == .unwritable ? Workflows.ExitCode.cannotWrite : .data).rawValue)
        } catch let error as BlankFormError {
            Console.complain(error.sentence(language))
            throw ArgumentParser.ExitCode(Workflows.ExitCode.usage.rawValue)
        } catch let declined as Declined {
            Console.complain(declined.why(language))
            for flaw in declined.flaws { Console.complain("  " + (flaw.pointer.isEmpty ? "" : flaw.pointer + "：") + flaw.sentence(language)) }
            if let help = declined.help { Console.complain(help(language)) }
            throw ArgumentParser.ExitCode(declined.exitCode.rawValue)
        } catch let error as StorageError {
            Console.complain(error.sentence(language))
            throw ArgumentParser.ExitCode(error.exitCode.rawValue)
        } catch let refused as BackupRefused {
            Console.complain(refused.sentence(language))
            throw ArgumentParser.ExitCode(Workflows.ExitCode.data.rawValue)
        } catch let bad as BadConfiguration {
            Console.complain(bad.words(language))
            throw ArgumentParser.ExitCode(Workflows.ExitCode.data.rawValue)
        } catch let error as ContentError {
            Console.complain(error.sentence(language))
            throw ArgumentParser.ExitCode(Workflows.ExitCode.data.rawValue)
        } catch let error as ValidationError {
            throw error
        } catch let code as ArgumentParser.ExitCode {
            throw code
        } catch {
            throw ArgumentParser.ExitCode(ourFault(error, language).rawValue)
        }
        if code != .clean { throw ArgumentParser.ExitCode(code.rawValue) }
    }

    static func ourFault(_ error: any Error, _ language: Language) -> Workflows.ExitCode {
        Console.complain(
            Wording(
                zh: "程序内部出错，未完成：\(error)。这是程序的问题，不是表的问题：请把文件和这句话发给开发人员。",
                en: "Something went wrong inside the program: \(error). This is the program's fault, not the form's; please send the file and this sentence to its developers.")(language))
        return .ourFault
    }

    /// Standard output names itself in its sentence.
    static func line(_ problem: WriteProblem, _ language: Language) -> String {
        (problem.path == "-" ? "" : name(problem.path, language)) + problem.sentence(language)
    }

    static func name(_ path: String, _ language: Language) -> String {
        (path == "-" ? Wording(zh: "标准输入", en: "standard input")(language) : path) + (language == .zh ? "：" : ": ")
    }
}

extension Declined {
    fileprivate var exitCode: Workflows.ExitCode {
        switch kind {
        case .unauthenticated, .forbidden, .tooMany, .busy: .notAllowed
        case .notFound, .conflict, .stale, .invalid, .tooLarge: .data
        }
    }
}

extension StorageError {
    fileprivate var exitCode: Workflows.ExitCode {
        switch self {
        case .cannotWrite: .cannotWrite
        case .refused: .notAllowed
        case .engine: .ourFault
        case .constraint, .conflict, .outcomeUnknown, .unreachable, .missing, .damaged, .unstorable, .schema, .cancelled: .data
        }
    }
}
