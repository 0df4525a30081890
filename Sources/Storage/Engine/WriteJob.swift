import Synchronization

/// Somebody who waits for a transaction.
protocol WriteJob: AnyObject, Sendable {
    var isCancelled: Bool { get }
    /// Whether the last attempt failed by itself.
    var hasFailed: Bool { get }
    /// Its turn; false where nobody waits any more.
    func start() -> Bool
    func attempt(_ connection: any SQLConnection) throws
    /// Keeps why this one failed while the others go on.
    func failed(_ error: any Error)
    /// Answers with `error`, else with what came of the last attempt.
    func finish(_ error: (any Error)?)
}

/// A caller of `WriteQueue.run`: answered once, by `finish` or by its cancellation.
final class WaitingWrite<Value: Sendable>: WriteJob {
    private struct State {
        var continuation: CheckedContinuation<Value, any Error>?
        var outcome: Result<Value, any Error>?
        var hasStarted = false
        var isCancelled = false
    }

    private let body: @Sendable (any SQLConnection) throws -> Value
    private let state = Mutex(State())

    init(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) { self.body = body }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    var hasFailed: Bool {
        state.withLock { state in
            if case .failure = state.outcome { true } else { false }
        }
    }

    /// False where the caller was cancelled already, and has its answer.
    func wait(_ continuation: CheckedContinuation<Value, any Error>) -> Bool {
        let isWaiting = state.withLock { state in
            if !state.isCancelled { state.continuation = continuation }
            return !state.isCancelled
        }
        if !isWaiting { continuation.resume(throwing: StorageError.cancelled) }
        return isWaiting
    }

    /// Only work that has not begun is dropped; begun work is not tried again.
    func cancel() {
        let continuation = state.withLock { state in
            state.isCancelled = true
            return state.hasStarted ? nil : state.continuation.take()
        }
        continuation?.resume(throwing: StorageError.cancelled)
    }

    func start() -> Bool {
        state.withLock { state in
            state.hasStarted = !state.isCancelled
            return state.hasStarted
        }
    }

    func attempt(_ connection: any SQLConnection) throws {
        state.withLock { $0.outcome = nil }
        let value = try body(connection)
        state.withLock { $0.outcome = .success(value) }
    }

    func failed(_ error: any Error) { state.withLock { $0.outcome = .failure(error) } }

    func finish(_ error: (any Error)?) {
        let (continuation, outcome) = state.withLock { ($0.continuation.take(), $0.outcome) }
        let result = error.map { .failure($0) } ?? outcome ?? .failure(StorageError.engine("the transaction ended without a result"))
        continuation?.resume(with: result)
    }
}
