import BudgetModel

/// Reads the forms that reports are held against.
package enum AuditForms {
    /// The scored forms of the files, in their order.
    ///
    /// - Throws: `InputProblem` for a file that cannot be read or holds no form: an audit without it would say less than was asked.
    package static func read(_ paths: [String], _ store: FrameworkStore) throws -> [EvaluatedForm] {
        guard !paths.isEmpty else { return [] }
        let evaluate = EvaluateFile(store: store.twin())
        return try paths.flatMap { path in
            let outcome = try evaluate(path)
            if let problem = outcome.problem { throw InputProblem(path: path, sentence: problem) }
            return outcome.forms
        }
    }
}
