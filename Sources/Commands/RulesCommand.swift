import ArgumentParser
import BudgetModel
import Rules
import Workflows

extension Rule.Stage: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

/// Shows the catalogue of rules.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "查看规则目录：清单、单条说明、法规依据、未覆盖的条款。 Show the catalogue of rules.",
        subcommands: [List.self, Show.self, Basis.self, Coverage.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出规则。 List the rules.")
        @Option(help: "只列这个环节的规则。 Only rules of this stage.") var stage: Rule.Stage?
        @Option(help: "只列这个严重程度的规则。 Only rules of this severity.") var severity: Severity?
        @Flag(help: "输出 JSON 数组（docs/formats/rules.schema.json）。 Print one JSON array.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let rules = Catalogue.all.filter { (stage.map($0.stages.contains) ?? true) && (severity == nil || severity == $0.severity) }
                if json { try Console.write(RulesJSON.list(rules, common.language)) } else { try Console.print(RulesText(common.language, Console.style).list(rules)) }
                return .clean
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "查看规则的依据、理由、示例和所需材料。 Show rules with law, reason, examples and needs.")
        @Argument(help: "规则编号，如 E03。 Codes such as E03.") var codes: [String]
        @Flag(help: "输出 JSON 数组（docs/formats/rules.schema.json）。 Print one JSON array.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                var code = Workflows.ExitCode.clean
                var rules: [Rule] = []
                for asked in codes {
                    if let rule = Catalogue.rule(asked.uppercased()) {
                        rules.append(rule)
                        continue
                    }
                    Console.complain(Self.unknown(asked)(common.language))
                    code = .usage
                }
                if json {
                    try Console.write(RulesJSON.show(rules, common.language))
                } else {
                    let text = RulesText(common.language, Console.style)
                    for (index, rule) in rules.enumerated() { try Console.print((index == 0 ? [] : [""]) + text.page(rule)) }
                }
                return code
            }
        }

        private static func unknown(_ code: String) -> Wording {
            Wording(zh: "没有编号为“\(code)”的规则：全部编号见 jixiao rules list。", en: "There is no rule “\(code)”: jixiao rules list shows all codes.")
        }
    }

    struct Basis: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "按法规列出规则，没有法规依据的另列。 List rules by legal instrument; those without one are named.")
        @Flag(help: "输出 JSON 数组（docs/formats/rules.schema.json）。 Print one JSON array.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let coverage = RuleCoverage()
                if json { try Console.write(RulesJSON.basis(coverage, common.language)) } else { try Console.print(RulesText(common.language, Console.style).basis(coverage)) }
                return .clean
            }
        }
    }

    struct Coverage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "列出还没有规则的条款。 List clauses without a rule.")
        @Flag(help: "输出 JSON 数组（docs/formats/rules.schema.json）。 Print one JSON array.") var json = false
        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await ExitReport.run(common.language) {
                let coverage = RuleCoverage()
                if json { try Console.write(RulesJSON.coverage(coverage, common.language)) } else { try Console.print(RulesText(common.language, Console.style).coverage(coverage)) }
                return .clean
            }
        }
    }
}
