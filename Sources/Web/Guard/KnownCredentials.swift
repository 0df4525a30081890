import Synchronization

/// Credentials that were good of late, by hash, so that a whole office behind one address is not stopped by one who guesses. Bounded.
final class KnownCredentials: Sendable {
    private struct Generations {
        var young: Set<Int> = []
        var old: Set<Int> = []
    }

    private let limit: Int
    private let state = Mutex(Generations())

    /// - Parameter limit: how many one generation holds.
    init(limit: Int = 20_000) { self.limit = limit }

    func contains(_ key: Int) -> Bool { state.withLock { $0.young.contains(key) || $0.old.contains(key) } }

    func insert(_ key: Int) {
        state.withLock { state in
            if state.young.contains(key) { return }
            if state.young.count >= limit {
                state.old = state.young
                state.young = []
            }
            state.young.insert(key)
        }
    }

    func remove(_ key: Int) {
        state.withLock { state in
            state.young.remove(key)
            state.old.remove(key)
        }
    }

    var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
