import BudgetModel
import Storage
import Synchronization

/// Forms of revisions that were read lately. A revision never changes, so a form that was read stays right; the oldest go first.
final class FormMemory: Sendable {
    private struct State {
        var forms: [Identifier<RevisionRecord>: Evaluation] = [:]
        var order: [Identifier<RevisionRecord>] = []
        var rows = 0
    }

    /// Rows of indicators in all: forms differ much in size.
    private static let most = 160_000
    private let state = Mutex(State())

    func form(_ id: Identifier<RevisionRecord>) -> Evaluation? { state.withLock { $0.forms[id] } }

    func keep(_ form: Evaluation, of id: Identifier<RevisionRecord>) {
        state.withLock { state in
            guard state.forms.updateValue(form, forKey: id) == nil else { return }
            state.order.append(id)
            state.rows += form.weightInMemory
            guard state.rows > Self.most else { return }
            // Half of them at a time, as the list is moved each time.
            var count = 0
            while state.rows > Self.most / 2, count < state.order.count {
                state.rows -= state.forms.removeValue(forKey: state.order[count])?.weightInMemory ?? 0
                count += 1
            }
            state.order.removeFirst(count)
        }
    }
}

extension Evaluation {
    /// Its rows, and some for its head.
    fileprivate var weightInMemory: Int { indicators.count + 5 }
}
