package import BudgetModel

/// All rules, in the order of their codes.
package enum Catalogue {
    package static let all: [Rule] = (form + goal + indicators + money + scores + values + process + review + report + peers).sorted { $0.code < $1.code }

    package static func rule(_ code: String) -> Rule? { all.first { $0.code == code } }

    /// The rules that are run at each stage.
    private static let byStage: [Rule.Stage: [Rule]] = Dictionary(
        uniqueKeysWithValues: Rule.Stage.allCases.map { stage in (stage, all.filter { $0.status != .retired && $0.stages.contains(stage) }) })

    /// What the rules that concern this kind of form say of it.
    package static func run(_ facts: Facts) -> CheckResult { run(facts, rules: byStage[facts.evaluation.kind.stage] ?? []) }

    /// The same under a profile; what it switches off is listed as not checked, with its reason.
    package static func run(_ facts: Facts, profile: RuleProfile?) -> CheckResult {
        let rules = byStage[facts.evaluation.kind.stage] ?? []
        guard let profile else { return run(facts, rules: rules) }
        let isOff = { (rule: Rule) in profile.decision(rule.code)?.setting == .off }
        var result = run(facts, rules: rules.filter { !isOff($0) })
        func regrade(_ findings: inout [Finding]) {
            for place in findings.indices {
                guard let severity = profile.decision(findings[place].code)?.setting.severity, severity != findings[place].severity else { continue }
                findings[place].usualSeverity = findings[place].severity
                findings[place].severity = severity
            }
        }
        regrade(&result.findings)
        regrade(&result.previews)
        regrade(&result.questions)
        for rule in rules where isOff(rule) {
            guard let decision = profile.decision(rule.code) else { continue }
            result.notChecked.append(NotChecked(code: rule.code, needs: decision.switchedOff(by: profile), cause: .switchedOff))
        }
        result.notChecked.sort { $0.code < $1.code }
        return result
    }

    /// The same with rules of the caller's choice; those of another stage are not run.
    package static func run(_ facts: Facts, rules: [Rule]) -> CheckResult {
        let stage = facts.evaluation.kind.stage
        var result = CheckResult()
        for rule in rules where rule.status != .retired && rule.stages.contains(stage) {
            switch rule.run(facts) {
            case .findings(let found):
                guard !found.isEmpty else { continue }
                switch rule.standing {
                case .counted: result.findings += found
                case .preview: result.previews += found
                case .question: result.questions += found
                }
            case .notChecked(let lacking): result.notChecked.append(lacking)
            }
        }
        let sheet = facts.evaluation.sheet
        result.findings = sorted(ToldOnce.form(result.findings), firstSheet: sheet)
        result.previews = sorted(result.previews, firstSheet: sheet)
        result.questions = sorted(result.questions, firstSheet: sheet)
        return result
    }

    /// The rules that read reports.
    private static let ofReports = all.filter { $0.audit != nil && $0.status != .retired }

    /// What the rules say of a report, by their places in the text.
    package static func audit(_ facts: AuditFacts) -> CheckResult { audit(facts, rules: ofReports) }

    /// The same with rules of the caller's choice.
    package static func audit(_ facts: AuditFacts, rules: [Rule]) -> CheckResult {
        var result = CheckResult()
        for rule in rules where rule.audit != nil && rule.status != .retired {
            switch rule.run(facts) {
            case .findings(let found):
                switch rule.standing {
                case .counted: result.findings += found
                case .preview: result.previews += found
                case .question: result.questions += found
                }
            case .notChecked(let lacking): result.notChecked.append(lacking)
            }
        }
        func byPlace(_ left: Finding, _ right: Finding) -> Bool {
            let a = left.passage?.range.lowerBound ?? Int.max, b = right.passage?.range.lowerBound ?? Int.max
            return a != b ? a < b : left.code < right.code
        }
        result.findings.sort(by: byPlace)
        result.findings = ToldOnce.report(result.findings)
        result.previews.sort(by: byPlace)
        result.questions.sort(by: byPlace)
        return result
    }

    /// What a finding is sorted by; the finding itself is a large value and moves only once.
    private struct Place {
        var at: CellRef?
        var code: String
        var index: Int
    }

    private static func sorted(_ findings: [Finding], firstSheet: String) -> [Finding] {
        guard findings.count > 1 else { return findings }
        var places = findings.indices.map { Place(at: findings[$0].at, code: findings[$0].code, index: $0) }
        places.sort { isBefore($0, $1, firstSheet) }
        return places.map { findings[$0.index] }
    }

    /// By sheet, row, column and code; findings without a place come last.
    private static func isBefore(_ left: Place, _ right: Place, _ firstSheet: String) -> Bool {
        guard let a = left.at, let b = right.at else {
            return left.at == nil && right.at == nil ? left.code < right.code : left.at != nil
        }
        if a.sheet != b.sheet {
            if a.sheet == firstSheet || b.sheet == firstSheet { return a.sheet == firstSheet }
            // T2 before T10.
            return (a.sheet.utf8.count, a.sheet) < (b.sheet.utf8.count, b.sheet)
        }
        if a.position != b.position { return a.position < b.position }
        return left.code < right.code
    }
}
