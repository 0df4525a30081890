import BudgetModel
import Storage
import Synchronization

/// Forms of revisions that were read lately. A revision never changes, so a form that was read stays right; the oldest go first.
final class FormMemory: Sendable {
    private struct State {
        var forms: [Identifier<RevisionRecord>: Evaluation] = [:]
        var order: [Identifier<RevisionRecord>] = []
    }

    static let limit = 2_048
    private let state = Mutex(State())

    func form(_ id: Identifier<RevisionRecord>) -> Evaluation? { state.withLock { $0.forms[id] } }

    func keep(_ form: Evaluation, of id: Identifier<RevisionRecord>) {
        state.withLock { state in
            guard state.forms.updateValue(form, forKey: id) == nil else { return }
            state.order.append(id)
            if state.order.count > 2 * Self.limit {
                for old in state.order.prefix(Self.limit) { state.forms[old] = nil }
                state.order.removeFirst(Self.limit)
            }
        }
    }
}
