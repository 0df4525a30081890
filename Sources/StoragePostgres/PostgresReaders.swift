import Dispatch
import Storage
import Synchronization

/// A connection, and the thread that works on it.
final class PostgresSlot: Sendable {
    let queue: DispatchQueue
    private let connection: Mutex<PostgresConnection>

    init(_ label: String, _ address: PostgresAddress, statementMilliseconds: Int) {
        queue = DispatchQueue(label: label, qos: .userInitiated)
        connection = Mutex(PostgresConnection(address, statementMilliseconds: statementMilliseconds))
    }

    /// Lends the connection; a second borrower waits.
    func lend<Value: Sendable>(_ body: (PostgresConnection) throws -> Value) throws -> Value {
        try connection.withLock { connection in try body(connection) }
    }

    func close() async { try? await queue.perform { try self.lend { $0.close() } } }
}

/// Connections for readers, lent in the order they are asked for.
final class PostgresReaders: Sendable {
    private struct State {
        var free: [PostgresSlot]
        var waiting: [WaitingReader] = []
        var isClosed = false
    }

    private let slots: [PostgresSlot]
    private let state: Mutex<State>

    init(_ slots: [PostgresSlot]) {
        self.slots = slots
        state = Mutex(State(free: slots.reversed()))
    }

    func take() async throws -> PostgresSlot {
        let reader = WaitingReader()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard reader.wait(continuation) else { return }
                let slot = state.withLock { state -> PostgresSlot? in
                    if let slot = state.free.popLast() { return slot }
                    if !state.isClosed { state.waiting.append(reader) }
                    return nil
                }
                if let slot {
                    if !reader.take(slot) { give(slot) }
                } else if state.withLock({ $0.isClosed }) {
                    reader.refuse(.unreachable("the database is closed"))
                }
            }
        } onCancel: {
            reader.refuse(.cancelled)
        }
    }

    func give(_ slot: PostgresSlot) {
        // Whoever was cancelled meanwhile takes none.
        while let reader = state.withLock({ state -> WaitingReader? in
            guard !state.waiting.isEmpty else {
                state.free.append(slot)
                return nil
            }
            return state.waiting.removeFirst()
        }) {
            if reader.take(slot) { return }
        }
    }

    /// Returns when what is being read is read.
    func close() async {
        let waiting = state.withLock { state in
            state.isClosed = true
            state.free = []
            defer { state.waiting = [] }
            return state.waiting
        }
        for reader in waiting { reader.refuse(.unreachable("the database is closed")) }
        for slot in slots { await slot.close() }
    }
}

/// Somebody who waits for a connection: answered once.
private final class WaitingReader: Sendable {
    private struct State {
        var continuation: CheckedContinuation<PostgresSlot, any Error>?
        var refusal: StorageError?
    }

    private let state = Mutex(State())

    /// False where it was refused already.
    func wait(_ continuation: CheckedContinuation<PostgresSlot, any Error>) -> Bool {
        let refusal = state.withLock { state in
            if state.refusal == nil { state.continuation = continuation }
            return state.refusal
        }
        if let refusal { continuation.resume(throwing: refusal) }
        return refusal == nil
    }

    func take(_ slot: PostgresSlot) -> Bool {
        let continuation = state.withLock { $0.continuation.take() }
        continuation?.resume(returning: slot)
        return continuation != nil
    }

    func refuse(_ error: StorageError) {
        let continuation = state.withLock { state in
            state.refusal = error
            return state.continuation.take()
        }
        continuation?.resume(throwing: error)
    }
}
