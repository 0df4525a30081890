import BudgetModel

/// What the last sheets of a summary count; grows with the rules, the units and the unreadable files, not with the forms.
struct SummaryTally {
    struct Counts: Hashable {
        var forms = 0
        var formsWithErrors = 0
        var cleanForms = 0
        var errors = 0
        var warnings = 0
        var hints = 0
        var explained = 0
        var rules: [String: Int] = [:]

        var total: Int { errors + warnings + hints }

        mutating func add(_ form: FormSummary) {
            forms += 1
            errors += form.errors
            warnings += form.warnings
            hints += form.hints
            explained += form.explained
            if form.errors > 0 { formsWithErrors += 1 }
            if form.rules.isEmpty { cleanForms += 1 }
            for rule in form.rules { rules[rule.code, default: 0] += rule.errors + rule.warnings + rule.hints }
        }
    }

    struct Unit: Hashable {
        var department: String
        var unit: String
    }

    private(set) var files = 0
    private(set) var all = Counts()
    private(set) var questions = 0
    private(set) var previews = 0
    /// Forms that can be graded, by `Grade`; nil for those without a total.
    private(set) var grades: [Grade?: Int] = [:]
    /// Forms whose stated total is not the computed one.
    private(set) var differing = 0
    private(set) var byRule: [String: Counts] = [:]
    private(set) var byUnit: [Unit: Counts] = [:]
    private(set) var unreadable: [(path: String, sentence: Wording)] = []

    mutating func add(_ file: FileSummary) {
        files += 1
        if let problem = file.problem { unreadable.append((file.path, problem.wording)) }
        for form in file.forms {
            all.add(form)
            questions += form.questions
            previews += form.previews
            if FormKind(rawValue: form.kind)?.isScored == true { grades[form.grade.flatMap(Grade.init), default: 0] += 1 }
            if form.differs { differing += 1 }
            byUnit[Unit(department: form.department ?? "", unit: form.unit ?? ""), default: Counts()].add(form)
            for rule in form.rules {
                byRule[rule.code, default: Counts()].forms += 1
                byRule[rule.code]?.errors += rule.errors
                byRule[rule.code]?.warnings += rule.warnings
                byRule[rule.code]?.hints += rule.hints
                byRule[rule.code]?.explained += rule.explained
            }
        }
    }
}

extension FormSummary {
    /// Whether the stated total is another than the computed one.
    var differs: Bool { difference.map { $0.contains { $0.isNumber && $0 != "0" } } ?? false }
}
