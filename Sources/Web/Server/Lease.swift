/// What a request holds of bounded things; given back when nobody works for it any more, be it a handler that outlived its time.
final class Lease: Sendable {
    private let bound: Bound
    private let count: Int

    /// - Parameter count: already taken from `bound`.
    init(of count: Int, from bound: Bound) {
        self.bound = bound
        self.count = count
    }

    deinit { bound.give(count) }
}
