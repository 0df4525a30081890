import Synchronization

/// Ends what takes too long. One task looks after all of them, as a sleeping task for each request would cost more than most requests.
final class Deadlines: Sendable {
    private struct State {
        var next = 0
        var open: [Int: (at: UInt64, act: @Sendable () -> Void)] = [:]
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> UInt64

    /// - Parameter now: nanoseconds of a clock that only goes forward.
    init(now: @escaping @Sendable () -> UInt64) {
        self.now = now
        Task.detached { [weak self] in
            while true {
                try? await Task.sleep(for: .milliseconds(100))
                guard let self else { return }
                self.tick()
            }
        }
    }

    func tick() {
        let time = now()
        let due = state.withLock { state in
            let due = state.open.filter { $0.value.at <= time }
            for key in due.keys { state.open[key] = nil }
            return due.values.map(\.act)
        }
        for act in due { act() }
    }

    private func add(_ seconds: Int, _ act: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.next += 1
            state.open[state.next] = (now() + UInt64(seconds) * 1_000_000_000, act)
            return state.next
        }
    }

    private func remove(_ key: Int) { state.withLock { _ = $0.open.removeValue(forKey: key) } }

    struct TooLong: Error {}

    /// Cancels work after its time and waits for it to end.
    func cancelling<Value: Sendable>(afterSeconds seconds: Int, _ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let isLate = Flag()
        let task = Task { try await work() }
        let key = add(seconds) {
            isLate.raise()
            task.cancel()
        }
        defer { remove(key) }
        do {
            let value = try await withTaskCancellationHandler { try await task.value } onCancel: { task.cancel() }
            if isLate.isRaised { throw TooLong() }
            return value
        } catch {
            throw isLate.isRaised ? TooLong() : error
        }
    }

    /// Cancels work after its time and does not wait for it: a handler that heeds no cancellation ends when it ends.
    func leaving<Value: Sendable>(
        afterSeconds seconds: Int, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let race = Race<Value>()
        let task = Task {
            let result: Result<Value, any Error>
            do { result = .success(try await work()) } catch { result = .failure(error) }
            race.settle(result)
        }
        let key = add(seconds) {
            race.settle(.failure(TooLong()))
            task.cancel()
        }
        defer { remove(key) }
        return try await withTaskCancellationHandler { try await race.value() } onCancel: {
            race.settle(.failure(CancellationError()))
            task.cancel()
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isRaised: Bool { value.load(ordering: .acquiring) }
        func raise() { value.store(true, ordering: .releasing) }
    }

    /// The first result that comes; later ones are dropped.
    private final class Race<Value: Sendable>: Sendable {
        private enum State {
            case open
            case waiting(CheckedContinuation<Value, any Error>)
            case settled(Result<Value, any Error>)
            case done
        }

        private let state = Mutex(State.open)

        func settle(_ result: Result<Value, any Error>) {
            let waiting: CheckedContinuation<Value, any Error>? = state.withLock { state in
                switch state {
                case .open:
                    state = .settled(result)
                    return nil
                case .waiting(let continuation):
                    state = .done
                    return continuation
                case .settled, .done: return nil
                }
            }
            waiting?.resume(with: result)
        }

        func value() async throws -> Value {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Value, any Error>? = state.withLock { state in
                    if case .settled(let result) = state {
                        state = .done
                        return result
                    }
                    state = .waiting(continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        }
    }
}
