import ArgumentParser
import BudgetModel
import Casework
import Quantities
import Storage
import Workflows

/// Tokens for programs.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "token", abstract: "给程序用的令牌。 Tokens for programs.", subcommands: [Add.self, List.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "签发令牌，密文只显示这一次。 Makes a token; its secret is shown only now.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Option(help: "谁的权限（登录名）。 Whose rights it has.") var login: String
        @Option(help: "用途。 What it is for.") var name: String
        @Option(help: "范围，可重复：read、write、manage。 Scope; may be repeated.") var scope: [String] = ["read"]
        @Option(help: "有效天数。 Days it is valid.") var days = 90
        @OptionGroup var common: CommonOptions

        func validate() throws {
            for word in scope where Scope(rawValue: word) == nil { throw ValidationError("--scope \(word)：可用 read、write、manage。 Use one of these.") }
        }

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let person = try await UserCommand.person(login, desk, caller)
                    let made = try await desk.makeToken(for: person.id, name: name, scopes: Set(scope.compactMap(Scope.init)), days: days, by: caller)
                    try Console.print([made.secret.text])
                }
                return .clean
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "已签发的令牌。 The tokens there are.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let people = try await desk.people(by: caller)
                    let lines = try await desk.tokens(by: caller).map { token in
                        [token.id.text, people.first { $0.id == token.personID }?.login ?? "", token.name, token.scopes, token.expiresAt.beijingText, token.revokedAt.map { "revoked " + $0.beijingText } ?? ""].joined(separator: "\t")
                    }
                    if !lines.isEmpty { try Console.print(lines) }
                }
                return .clean
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "作废令牌。 Revokes a token.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Argument(help: "令牌的编号。 The token's key.") var id: String
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                guard let key = Identifier<TokenRecord>(id) else { throw ValidationError("“\(id)”不是令牌的编号。 This is no key of a token.") }
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let token = try await desk.revokeToken(key, by: caller)
                    Console.complain(Wording(zh: "已作废令牌“\(token.name)”。", en: "The token “\(token.name)” is revoked.")(common.language))
                }
                return .clean
            }
        }
    }
}
