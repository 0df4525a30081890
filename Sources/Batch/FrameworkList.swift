import BudgetModel
package import Scoring
import Synchronization

/// The frameworks that the rows of a table name, each looked up once; safe to share between threads.
package final class FrameworkList: Sendable {
    private struct State {
        var places: [[UInt8]: Int] = [:]
        var scorers: [ColumnScorer] = []
    }
    private let state: Mutex<State>
    private let find: @Sendable (String) -> ColumnScorer?

    /// - Parameters:
    ///   - main: the framework of rows that name none.
    ///   - find: looks up a name of the table.
    package init(_ main: ColumnScorer, find: @escaping @Sendable (String) -> ColumnScorer?) {
        self.find = find
        state = Mutex(State(places: [[]: 0], scorers: [main]))
    }

    package var all: [ColumnScorer] { state.withLock(\.scorers) }

    /// A scorer and its place; nil for a name nobody knows.
    func scorer(named name: [UInt8]?) -> (place: Int32, scorer: ColumnScorer)? {
        let key = name ?? []
        if let place = state.withLock({ $0.places[key] }) {
            return place < 0 ? nil : (Int32(place), state.withLock { $0.scorers[place] })
        }
        let found = find(String(decoding: key, as: UTF8.self))
        return state.withLock { state in
            if let known = state.places[key] { return known < 0 ? nil : (Int32(known), state.scorers[known]) }
            guard let found else {
                state.places[key] = -1
                return nil
            }
            if let same = state.scorers.firstIndex(where: { $0.framework.id == found.framework.id && $0.framework.digest == found.framework.digest }) {
                state.places[key] = same
                return (Int32(same), state.scorers[same])
            }
            state.scorers.append(found)
            state.places[key] = state.scorers.count - 1
            return (Int32(state.scorers.count - 1), found)
        }
    }
}
