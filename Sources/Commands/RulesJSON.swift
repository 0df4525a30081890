import BudgetModel
import JSONText
import Reports
import Rules

/// The catalogue of rules as the arrays of docs/formats/rules.schema.json.
enum RulesJSON {
    static func list(_ rules: [Rule], _ language: Language) -> [UInt8] {
        array(rules) { json, rule in json.object { json in head(&json, rule, language) } }
    }

    static func show(_ rules: [Rule], _ language: Language) -> [UInt8] {
        array(rules) { json, rule in
            json.object { json in
                head(&json, rule, language)
                json.field("because", rule.because(language))
                json.key("precision")
                if let precision = rule.precision {
                    json.object { json in
                        json.field("right", precision.right)
                        json.field("of", precision.of)
                        json.field("doubtfulRight", precision.rightOfDoubtful)
                        json.field("doubtfulOf", precision.doubtful)
                    }
                } else {
                    json.null()
                }
                json.key("citing")
                json.array(rule.citing) { json, citation in json.object { json in source(&json, citation, language) } }
                json.key("needs")
                json.array(rule.needs) { json, need in json.string(need.wording(language)) }
                json.key("triggering")
                json.array(rule.triggering()) { json, example in
                    json.object { json in
                        json.field("name", example.name(language))
                        json.key("findings")
                        json.array(findings(rule, example)) { json, finding in
                            json.object { json in
                                json.field("ref", finding.at?.a1)
                                json.field("severity", finding.severity.rawValue)
                                json.field("message", finding.message(language))
                            }
                        }
                    }
                }
                json.key("nonTriggering")
                json.array(rule.nonTriggering()) { json, example in json.string(example.name(language)) }
            }
        }
    }

    /// An object an instrument; the last has none and holds the rules without a legal basis.
    static func basis(_ coverage: RuleCoverage, _ language: Language) -> [UInt8] {
        let legal = coverage.instruments.filter(\.isLegal)
        return array(0...legal.count) { json, index in
            json.object { json in
                json.key("instrument")
                if index < legal.count { json.object { json in source(&json, legal[index].citation, language) } } else { json.null() }
                json.key("rules")
                json.array(index < legal.count ? legal[index].rules : coverage.withoutLegalBasis) { json, rule in json.string(rule.code) }
            }
        }
    }

    /// An object a clause, with or without its rule.
    static func coverage(_ coverage: RuleCoverage, _ language: Language) -> [UInt8] {
        let covered = Set(coverage.covered.map(\.code))
        return array(Clause.all) { json, clause in
            json.object { json in
                json.field("code", clause.code)
                json.field("source", clause.source.rawValue)
                json.field("title", clause.title(language))
                json.field("severity", clause.severity?.rawValue)
                json.key("stages")
                json.array(clause.stages) { json, stage in json.string(stage.rawValue) }
                json.key("hasRule")
                json.bool(covered.contains(clause.code))
            }
        }
    }

    private static func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.array(elements, body)
        return json.bytes + [0x0A]
    }

    private static func head(_ json: inout JSONWriter, _ rule: Rule, _ language: Language) {
        json.field("code", rule.code)
        json.field("title", rule.title(language))
        json.field("severity", rule.severity.rawValue)
        json.key("stages")
        json.array(rule.stages) { json, stage in json.string(stage.rawValue) }
        json.field("nature", rule.nature.rawValue)
        json.field("status", rule.status.rawValue)
        json.field("since", rule.since)
        json.field("basis", rule.basis(language))
    }

    private static func source(_ json: inout JSONWriter, _ citation: Citation, _ language: Language) {
        json.field("key", citation.reference.instrument)
        json.field("number", citation.reference.number.isEmpty ? nil : citation.reference.number)
        json.field("name", citation.wording(language))
        json.field("article", citation.reference.article)
        json.field("confidence", citation.reference.confidence.rawValue)
    }

    private static func findings(_ rule: Rule, _ example: Example) -> [Finding] {
        guard case .findings(let findings) = example.run(rule) else { return [] }
        return findings
    }
}
