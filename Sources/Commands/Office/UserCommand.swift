import ArgumentParser
import BudgetModel
import Casework
import Foundation
import Office
import Quantities
import Storage
import Workflows

/// Accounts on the command line of the machine; the first administrator is made here.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "账号和权限；第一个管理员在这里建立。 Accounts and rights; the first administrator is made here.",
        subcommands: [Add.self, List.self, GrantRole.self, Revoke.self, Password.self, Close.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "新建账号。密码从终端输入，或从标准输入读一行。 Adds an account; the password is asked for, or read as a line of standard input.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Option(help: "登录名。 Login.") var login: String
        @Option(help: "姓名。 Name.") var name: String
        @Option(help: "角色，可重复（\(Role.allCases.map(\.rawValue).joined(separator: "、"))）。 Role; may be repeated.") var role: [String] = []
        @Option(help: "角色所在单位的编码；不写为全地区。 Code of the unit the roles are for; the whole region without it.") var unit: String?
        @OptionGroup var common: CommonOptions

        func validate() throws { for word in role where Role(rawValue: word) == nil { throw UserCommand.unknown(word) } }

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), code = try await region.resolve(desk), caller = Caller.machine(code)
                    let unit = try await UserCommand.unit(self.unit, desk, caller)
                    let password = try PasswordInput.read(common.language)
                    let person = try await desk.addPerson(login: login, name: name, password: password, by: caller)
                    for role in role.compactMap(Role.init) { _ = try await desk.grant(role, on: unit, to: person.id, by: caller) }
                    try Console.print([person.id.text])
                }
                return .clean
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "账号和它们的角色。 Accounts and their roles.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let grants = try await desk.grants(by: caller), units = try await desk.units(by: caller)
                    let lines = try await desk.people(by: caller).map { person -> String in
                        let roles = grants.filter { $0.personID == person.id && $0.revokedAt == nil }.map { grant in
                            grant.role.rawValue + (grant.unitID.flatMap { id in units.first { $0.id == id } }.map { "@" + $0.code } ?? "")
                        }
                        return [person.login, person.name, person.isOpen ? "open" : "closed", roles.joined(separator: ",")].joined(separator: "\t")
                    }
                    if !lines.isEmpty { try Console.print(lines) }
                }
                return .clean
            }
        }
    }

    struct GrantRole: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "grant", abstract: "授予角色。 Grants a role.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Option(help: "登录名。 Login.") var login: String
        @Option(help: "角色。 Role.") var role: String
        @Option(help: "单位编码；不写为全地区。 Code of the unit; the whole region without it.") var unit: String?
        @Option(help: "最后一天，如 2026-12-31。 Last day.") var until: String?
        @OptionGroup var common: CommonOptions

        func validate() throws {
            if Role(rawValue: role) == nil { throw UserCommand.unknown(role) }
            if let until, CalendarDay(iso: until) == nil { throw ValidationError("--until \(until)：应写作 2026-12-31。 Write it as 2026-12-31.") }
        }

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let person = try await UserCommand.person(login, desk, caller)
                    guard let role = Role(rawValue: role) else { return }
                    _ = try await desk.grant(role, on: try await UserCommand.unit(unit, desk, caller), to: person.id, until: until.flatMap { CalendarDay(iso: $0) }, by: caller)
                    Console.complain(
                        Wording(
                            zh: "已授予 \(person.login)“\(role.wording.zh)”，\(unit.map { "单位 \($0) 及其下级" } ?? "全地区")。",
                            en: "\(person.login) is now \(role.wording.en) of \(unit.map { "unit \($0) and those below it" } ?? "the whole region").")(common.language))
                }
                return .clean
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "收回一个角色。 Takes a role back.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Option(help: "登录名。 Login.") var login: String
        @Option(help: "角色。 Role.") var role: String
        @OptionGroup var common: CommonOptions

        func validate() throws { if Role(rawValue: role) == nil { throw UserCommand.unknown(role) } }

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let person = try await UserCommand.person(login, desk, caller)
                    let held = try await desk.grants(by: caller).filter { $0.personID == person.id && $0.role.rawValue == role && $0.revokedAt == nil }
                    guard !held.isEmpty else { throw ValidationError("\(person.login) 没有角色 \(role)，没有可收回的。 The account does not hold this role.") }
                    for grant in held { _ = try await desk.revoke(grant.id, by: caller) }
                    Console.complain(Wording(zh: "已收回 \(person.login) 的角色 \(role)（\(held.count) 处）。", en: "Took the role \(role) back from \(person.login) (\(held.count) grants).")(common.language))
                }
                return .clean
            }
        }
    }

    struct Password: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "重设密码；原来的登录都失效，令牌作废，本人下次登录须先改密码。 Sets another password; sessions and tokens end, and it has to be changed at the next login.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Option(help: "登录名。 Login.") var login: String
        @Flag(name: .customLong("keep-tokens"), help: "不作废令牌。 Tokens go on.") var keepsTokens = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { open in
                    let desk = database.desk(open), caller = Caller.machine(try await region.resolve(desk))
                    let person = try await UserCommand.person(login, desk, caller)
                    try await desk.setPassword(of: person.id, to: try PasswordInput.read(common.language), keepsTokens: keepsTokens, by: caller)
                    Console.complain(Wording(zh: "已重设 \(person.login) 的密码，本人下次登录须先改密码。", en: "\(person.login) has another password and has to change it at the next login.")(common.language))
                }
                return .clean
            }
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "停用账号；加 --open 重新启用。 Closes an account; --open opens it again.")
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var region: RegionOptions
        @Option(help: "登录名。 Login.") var login: String
        @Flag(help: "重新启用。 Open it again.") var open = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                try await database.use { base in
                    let desk = database.desk(base), caller = Caller.machine(try await region.resolve(desk))
                    let person = try await desk.setOpen(open, try await UserCommand.person(login, desk, caller).id, by: caller)
                    Console.complain((open ? Wording(zh: "已启用账号 \(person.login)。", en: "The account \(person.login) is open.") : Wording(zh: "已停用账号 \(person.login)。", en: "The account \(person.login) is closed."))(common.language))
                }
                return .clean
            }
        }
    }

    static func unknown(_ word: String) -> ValidationError {
        ValidationError("没有角色“\(word)”，可用：\(Role.allCases.map(\.rawValue).joined(separator: "、"))。 Unknown role; use one of these.")
    }

    static func person(_ login: String, _ desk: Desk, _ caller: Caller) async throws -> PersonRecord {
        guard let person = try await desk.people(by: caller).first(where: { $0.login == login.lowercased() }) else { throw ValidationError("没有登录名“\(login)”。 There is no such login.") }
        return person
    }

    static func unit(_ code: String?, _ desk: Desk, _ caller: Caller) async throws -> Identifier<UnitRecord>? {
        guard let code else { return nil }
        guard let unit = try await desk.units(by: caller).first(where: { $0.code == code && $0.closedOn == nil }) else { throw ValidationError("没有编码为“\(code)”的单位。 There is no unit with this code.") }
        return unit.id
    }
}
