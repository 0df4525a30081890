import Synchronization

/// A number that may not grow beyond a limit: requests under way, bytes of bodies in memory.
final class Bound: Sendable {
    let limit: Int
    private let taken = Atomic(0)

    init(limit: Int) { self.limit = limit }

    var count: Int { taken.load(ordering: .relaxed) }

    /// - Returns: false where that would be too much; nothing is taken then.
    func take(_ count: Int = 1) -> Bool {
        if taken.add(count, ordering: .relaxed).newValue <= limit { return true }
        taken.subtract(count, ordering: .relaxed)
        return false
    }

    func give(_ count: Int = 1) { taken.subtract(count, ordering: .relaxed) }
}
