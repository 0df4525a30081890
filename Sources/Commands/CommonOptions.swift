import ArgumentParser
import BudgetModel
import Frameworks
import Foundation
import Quantities
import Workflows

extension Language: ExpressibleByArgument {}

/// Options that every command shares.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("lang"), help: "输出语言 zh 或 en。 Language of the output: zh or en.")
    var language: Language = .zh

    /// The day it is, for forms that name no year.
    static var today: CalendarDay {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return (try? CalendarDay(year: parts.year ?? 2024, month: parts.month ?? 1, day: parts.day ?? 1)) ?? (try! CalendarDay(year: 2024, month: 1, day: 1))
    }
}

/// Options of commands that read and score forms.
struct ScoringOptions: ParsableArguments {
    @Option(help: "评分规则：内置名称或自己的 .yaml 文件。 Framework: a shipped id or your own .yaml file.")
    var framework: String?

    @Option(name: .customLong("unit"), help: "金额单位（元、万元、亿元），优先于表上所印。 Unit of money, over the printed one.")
    var unit: String?

    private var amountUnit: AmountUnit? { AmountUnit.allCases.first { $0.name == unit } }

    func validate() throws {
        if let unit, amountUnit == nil { throw ValidationError("--unit \(unit)：可用 元、千元、万元、百万元、亿元。 Use one of 元 千元 万元 百万元 亿元.") }
    }

    func evaluate(keepsDocument: Bool = false) throws -> EvaluateFile {
        let store = FrameworkStore(today: CommonOptions.today)
        // A framework that cannot be used is refused before anything is printed.
        if let framework { _ = try store.source(framework) }
        return EvaluateFile(store: store, frameworkName: framework, amountUnit: amountUnit, keepsDocument: keepsDocument)
    }

    /// Adds what decides the scores.
    func add(to digest: inout RunDigest) throws {
        digest.add("framework", try framework.map { try FrameworkStore(today: CommonOptions.today).source($0).digest } ?? "chosen")
        // Its name stands in what is said of the choice.
        digest.add("name", framework ?? "")
        digest.add("unit", unit ?? "")
    }
}
