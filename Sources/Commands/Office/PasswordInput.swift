import ArgumentParser
import BudgetModel
import Foundation

#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#endif

/// Asks for a password: twice and unseen on a terminal, else as one line of standard input. Never from an argument, which others on the machine could see.
enum PasswordInput {
    static func read(_ language: Language) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else { throw ValidationError("请从标准输入给出密码（一行）。 Give the password as a line of standard input.") }
            return line
        }
        let first = ask(Wording(zh: "密码：", en: "Password: ")(language))
        guard first == ask(Wording(zh: "再输一次：", en: "Again: ")(language)) else { throw ValidationError("两次输入的密码不同，没有保存。 The two passwords differ; nothing was saved.") }
        return first
    }

    private static func ask(_ prompt: String) -> String { getpass(prompt).map { String(cString: $0) } ?? "" }
}
