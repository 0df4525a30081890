package import BudgetModel
import Rules
import Synchronization

/// A framework that was asked for and cannot be used.
package struct FrameworkProblem: Error, Sendable {
    /// One sentence a problem, with file and line where there is one.
    package var sentences: [Wording]

    package init(sentences: [Wording]) { self.sentences = sentences }
}

package final class FrameworkStore: Sendable {
    package init() {}
    package func framework(for evaluation: Evaluation, named: String?) throws(FrameworkProblem) -> (Framework, Wording) {
        (.example, Wording(zh: "x", en: "x"))
    }
}
