import CLibPQ
import Dispatch
import Storage
import Synchronization

/// Stops what a session runs.
///
/// Unchecked: `PQcancel` only reads what the pointer holds and may be called from any thread while the session works (libpq, “Canceling Queries
/// in Progress”); the pointer is a copy of its own and is freed with its last owner.
final class PostgresStop: @unchecked Sendable {
    private let cancel: OpaquePointer

    init(_ cancel: OpaquePointer) { self.cancel = cancel }
    deinit { PQfreeCancel(cancel) }

    func send() {
        var message = [CChar](repeating: 0, count: 256)
        PQcancel(cancel, &message, Int32(message.count))
    }
}

/// Whether somebody still waits for a read.
final class ReadWatch: Sendable {
    private struct State {
        var stop: PostgresStop?
        var isCancelled = false
        var hasEnded = false
    }

    private let state = Mutex(State())
    private static let queue = DispatchQueue(label: "jixiao.postgres.cancel", qos: .userInitiated, attributes: .concurrent)

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func check() throws(StorageError) { if isCancelled { throw .cancelled } }

    /// The read has a session now.
    func begin(_ stop: PostgresStop?) { state.withLock { $0.stop = stop } }

    /// Returns whether a stop was sent, which may still be on its way.
    func end() -> Bool {
        state.withLock { state in
            state.hasEnded = true
            return state.isCancelled
        }
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
        Self.queue.async { self.send() }
    }

    /// Again and again: one that arrives between two statements stops neither.
    private func send() {
        let stop = state.withLock { $0.hasEnded ? nil : $0.stop }
        guard let stop else { return }
        stop.send()
        Self.queue.asyncAfter(deadline: .now() + .milliseconds(100)) { self.send() }
    }
}
