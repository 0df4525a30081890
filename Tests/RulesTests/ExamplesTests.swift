import BudgetModel
import Rules
import Testing

/// An example with the rule it belongs to, so that a failing case names both.
struct ExampleCase: Sendable, CustomTestStringConvertible {
    let rule: Rule
    let example: Example
    var testDescription: String { "\(rule.code) \(example.name.zh)" }

    static let triggering = Catalogue.all.flatMap { rule in rule.triggering().map { ExampleCase(rule: rule, example: $0) } }
    static let nonTriggering = Catalogue.all.flatMap { rule in rule.nonTriggering().map { ExampleCase(rule: rule, example: $0) } }
}

@Suite struct `The examples of the rules` {
    @Test(arguments: ExampleCase.triggering)
    func `a rule hits its examples at the cells they name`(_ example: ExampleCase) throws {
        guard case .findings(let findings) = example.example.run(example.rule) else {
            Issue.record("not checked")
            return
        }
        #expect(findings.map(Example.place) == example.example.cells)
        #expect(!example.example.cells.isEmpty)
        for finding in findings {
            #expect(finding.code == example.rule.code)
            #expect(!finding.message.zh.isEmpty && !finding.message.en.isEmpty && !finding.basis.zh.isEmpty)
        }
        // The whole catalogue says the same.
        let result = example.example.runAll()
        let all = (result.findings + result.previews + result.questions).filter { $0.code == example.rule.code }
        #expect(all.map(\.message) == findings.map(\.message))
    }

    @Test(arguments: ExampleCase.nonTriggering)
    func `a rule is silent on the forms close by`(_ example: ExampleCase) {
        switch example.example.run(example.rule) {
        case .findings(let findings): #expect(findings.map(\.message.zh) == [])
        case .notChecked: #expect(example.example.name.zh.contains("未检查"))
        }
        #expect(example.example.cells.isEmpty)
    }

    @Test func `every rule has two examples of each kind and codes are in order`() {
        for rule in Catalogue.all {
            #expect(rule.triggering().count >= 2, "\(rule.code)")
            #expect(rule.nonTriggering().count >= 2, "\(rule.code)")
            #expect(Catalogue.rule(rule.code)?.title == rule.title)
        }
        #expect(Catalogue.all.map(\.code) == Catalogue.all.map(\.code).sorted())
        #expect(Set(Catalogue.all.map(\.code)).count == Catalogue.all.count)
    }

    @Test(arguments: ExampleCase.triggering + ExampleCase.nonTriggering)
    func `one score cell has one score finding`(_ example: ExampleCase) {
        let facts = example.example.form.facts
        let scoreCells = Set(facts.claims.compactMap(\.cell))
        let scoreRules: Set = ["A05", "A06", "A08", "A09", "E03"]
        var seen: [CellRef: [String]] = [:]
        for finding in Catalogue.run(facts).findings {
            guard let at = finding.at, scoreCells.contains(at), scoreRules.contains(finding.code) else { continue }
            seen[at, default: []].append(finding.code)
        }
        for (cell, codes) in seen { #expect(codes.count == 1, "\(cell.a1): \(codes)") }
    }
}
