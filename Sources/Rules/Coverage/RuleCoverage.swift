import BudgetModel

/// How far the catalogue of rules reaches: clauses without a rule, and the instruments that rules rest on.
package struct RuleCoverage: Sendable {
    /// An instrument with the rules that cite it.
    package struct Instrument: Sendable {
        package var citation: Citation
        package var rules: [Rule]
        /// Whether it is a law or notice; what is merely in use is none.
        package var isLegal: Bool { citation.isLegal }
    }

    package let rules: [Rule]

    package init(_ rules: [Rule] = Catalogue.all) { self.rules = rules.filter { $0.status != .retired } }

    package var covered: [Clause] { Clause.all.filter { has($0) } }
    package var uncovered: [Clause] { Clause.all.filter { !has($0) } }
    /// Rules that no clause asks for: those of our own.
    package var beyond: [Rule] {
        let codes = Set(Clause.all.map(\.code))
        return rules.filter { !codes.contains($0.code) }
    }

    private func has(_ clause: Clause) -> Bool { rules.contains { $0.code == clause.code } }

    /// By instrument, the most cited first; the articles of one instrument stand together.
    package var instruments: [Instrument] {
        var found: [String: Instrument] = [:]
        for rule in rules {
            for key in Set(rule.citing.map(\.reference.instrument)) {
                guard let citation = rule.citing.first(where: { $0.reference.instrument == key }) else { continue }
                found[key, default: Instrument(citation: citation.withoutArticle, rules: [])].rules.append(rule)
            }
        }
        return found.values.sorted {
            if $0.isLegal != $1.isLegal { return $0.isLegal }
            return $0.rules.count != $1.rules.count ? $0.rules.count > $1.rules.count : $0.citation.reference.instrument < $1.citation.reference.instrument
        }
    }

    /// Rules that cite no law or notice.
    package var withoutLegalBasis: [Rule] {
        rules.filter { rule in !rule.citing.contains(where: \.isLegal) }
    }
}

extension Citation {
    /// Whether it is a law or notice with a number, not practice in use.
    var isLegal: Bool { !reference.number.isEmpty && reference.confidence != .assumed }

    /// The instrument as a whole.
    var withoutArticle: Citation {
        guard let article = reference.article, !article.isEmpty else { return self }
        var reference = reference
        reference.article = nil
        // `…, Annex 1` names the part behind the last comma.
        let parts = english.split(separator: ", ")
        return Citation(reference, english: parts.count > 1 ? parts.dropLast().joined(separator: ", ") : english)
    }
}
