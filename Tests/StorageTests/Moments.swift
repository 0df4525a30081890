import Foundation
import Synchronization

/// Something that happens once, waited for by bodies that block their thread and by tests that do not.
final class Moment: Sendable {
    private let state = Mutex(false)

    struct NeverCame: Error {}

    func come() { state.withLock { $0 = true } }

    var isHere: Bool { state.withLock { $0 } }

    func block(seconds: Int = 20) throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !isHere {
            guard .now < end else { throw NeverCame() }
            usleep(1_000)
        }
    }

    func wait(seconds: Int = 20) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while !isHere {
            guard .now < end else { throw NeverCame() }
            try await Task.sleep(for: .milliseconds(1))
        }
    }
}

/// Counts from several threads.
final class Counter: Sendable {
    private let state = Mutex(0)

    @discardableResult
    func next() -> Int {
        state.withLock { count in
            count += 1
            return count
        }
    }

    var count: Int { state.withLock { $0 } }
}
