import BudgetModel
import Documents
import Forms
import Foundation
import Frameworks
import Quantities
import Rules
import Scoring

/// The forms of `Tests/Fixtures` as the rules of goals and indicators see them.
enum Corpus {
    struct Form: Sendable {
        /// `forms-north/01-roads.xlsx`, with `#2` for the second form of a file.
        var name: String
        var facts: Facts
    }

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
    private static let folders = ["forms", "forms-north", "forms-south", "forms-hard", "forms-messy", "samples"]

    static let forms: [Form] = {
        var forms: [Form] = []
        let reader = FormReader()
        let today = try! CalendarDay(year: 2026, month: 11, day: 25)
        for folder in folders {
            let names = try! FileManager.default.contentsOfDirectory(atPath: fixtures.appending(path: folder).path).sorted()
            for name in names where !name.hasSuffix(".json") && !name.hasSuffix(".py") && !name.hasSuffix(".md") {
                let bytes = try! Data(contentsOf: fixtures.appending(path: folder).appending(path: name))
                guard let document = try? DocumentReader.read([UInt8](bytes), name: name, limits: ReadLimits()) else { continue }
                for (index, evaluation) in reader.read(document, file: name).evaluations.enumerated() {
                    // As the program chooses it, so that nothing is judged that nobody would see.
                    let framework = try! FrameworkCatalogue.framework(
                        FrameworkChoice.choose(for: evaluation, named: nil).id, on: FrameworkChoice.day(for: evaluation, today: today))
                    let sheet = Scorer.score(evaluation, by: framework, because: Wording(zh: "测试", en: "test"))
                    let facts = Facts(evaluation: evaluation, scoreSheet: sheet, framework: framework)
                    forms.append(Form(name: folder + "/" + name + (index == 0 ? "" : "#\(index + 1)"), facts: facts))
                }
            }
        }
        return forms
    }()

    /// What a rule says of a form; rules of goals alone read the goals of self-evaluations as declarations.
    static func findings(_ rule: Rule, _ form: Form) -> [Finding] {
        var facts = form.facts
        let stage = facts.evaluation.kind.stage
        if !rule.stages.contains(stage) {
            guard stage == .selfEvaluation, let kind = facts.evaluation.kind.declared else { return [] }
            var evaluation = facts.evaluation
            evaluation.kind = kind
            facts = Facts(evaluation: evaluation, scoreSheet: facts.scoreSheet, framework: facts.framework)
        }
        guard case .findings(let findings) = rule.run(facts) else { return [] }
        return findings
    }
}

extension FormKind {
    /// The declaration that such a self-evaluation goes back to.
    fileprivate var declared: FormKind? {
        switch self {
        case .projectSelfEvaluation, .transferSelfEvaluation: .projectGoal
        case .departmentSelfEvaluation: .departmentGoal
        case .departmentScoringTable, .indicatorList, .projectGoal, .departmentGoal, .monitoring, .selfEvaluationReview: nil
        }
    }
}
