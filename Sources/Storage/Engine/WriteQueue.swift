import Dispatch
import Foundation
import Synchronization

/// Brings the transactions of many callers to one connection, several of them with one commit.
///
/// While a commit waits for the disk the next callers gather, and share the following one. Each has a savepoint of its own, so that one which
/// fails takes nothing from the others; nobody is told of success before the commit they share has returned.
package final class WriteQueue: Sendable {
    /// Lends the connection for as long as the body runs.
    package typealias Hold = @Sendable (_ body: (any SQLConnection) throws -> Void) throws -> Void

    private let begin: String
    private let hold: Hold
    private let queue: DispatchQueue
    private let waiting = Mutex<[any Job]>([])
    private let groupLimit: Int
    private static let attempts = 6

    package init(label: String, begin: String, groupLimit: Int = 64, hold: @escaping Hold) {
        self.begin = begin
        self.hold = hold
        self.groupLimit = groupLimit
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    package func run<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        let job = TypedJob(body)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                job.wait(continuation)
                waiting.withLock { $0.append(job) }
                queue.async { self.drain() }
            }
        } onCancel: {
            job.cancel()
        }
    }

    private func drain() {
        let jobs = waiting.withLock { waiting in
            let jobs = Array(waiting.prefix(groupLimit))
            waiting.removeFirst(jobs.count)
            return jobs
        }.filter { job in
            guard job.isCancelled else { return true }
            job.finish(CancellationError())
            return false
        }
        guard !jobs.isEmpty else { return }
        if jobs.count > 1, (try? commit(jobs)) != nil {
            for job in jobs { job.finish(nil) }
        } else {
            // Alone, or one of the group broke the transaction for all.
            for job in jobs { alone(job) }
        }
    }

    /// All in one transaction; throws when nothing of it was kept.
    private func commit(_ jobs: [any Job]) throws {
        try hold { connection in
            try connection.run(begin)
            do {
                for job in jobs {
                    try connection.run("SAVEPOINT job")
                    do {
                        try job.attempt(connection)
                    } catch {
                        if let error = error as? StorageError, error.breaksTransaction { throw error }
                        job.failed(error)
                        try connection.run("ROLLBACK TO SAVEPOINT job")
                    }
                    try connection.run("RELEASE SAVEPOINT job")
                }
                try connection.run("COMMIT")
            } catch {
                try? connection.run("ROLLBACK")
                // Whoever asks for its own result again must not be answered with half of the group's.
                if case StorageError.outcomeUnknown? = error as? StorageError {
                    for job in jobs { job.failed(error) }
                    return
                }
                throw error
            }
        }
    }

    private func alone(_ job: any Job) {
        for attempt in 1... {
            do {
                try hold { connection in
                    try connection.run(begin)
                    do {
                        try job.attempt(connection)
                        try connection.run("COMMIT")
                    } catch {
                        try? connection.run("ROLLBACK")
                        throw error
                    }
                }
                return job.finish(nil)
            } catch {
                guard let conflict = error as? StorageError, conflict.isConflict, attempt < Self.attempts, !job.isCancelled else { return job.finish(error) }
                // Others need a moment to get out of the way; a little longer each time, and not all at once.
                Thread.sleep(forTimeInterval: Double(Int.random(in: 1...4) << attempt) / 1_000)
            }
        }
    }
}

extension StorageError {
    /// Whether nothing further can be done in the same transaction, so that all who share it must begin again.
    fileprivate var breaksTransaction: Bool {
        switch self {
        case .conflict, .unreachable, .outcomeUnknown, .cannotWrite: true
        case .constraint, .missing, .refused, .damaged, .unstorable, .schema, .cancelled, .engine: false
        }
    }
}

/// Somebody who waits for a transaction.
private protocol Job: AnyObject, Sendable {
    var isCancelled: Bool { get }
    func attempt(_ connection: any SQLConnection) throws
    /// Keeps why this one failed while the others go on.
    func failed(_ error: any Error)
    /// Answers with the value, with what `failed` kept, or with `error`.
    func finish(_ error: (any Error)?)
}

private final class TypedJob<Value: Sendable>: Job {
    private struct State {
        var continuation: CheckedContinuation<Value, any Error>?
        var outcome: Result<Value, any Error>?
        var isCancelled = false
    }

    private let body: @Sendable (any SQLConnection) throws -> Value
    private let state = Mutex(State())

    init(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) { self.body = body }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func wait(_ continuation: CheckedContinuation<Value, any Error>) { state.withLock { $0.continuation = continuation } }

    /// Only work that has not begun is dropped.
    func cancel() { state.withLock { $0.isCancelled = true } }

    func attempt(_ connection: any SQLConnection) throws {
        let value = try body(connection)
        state.withLock { $0.outcome = .success(value) }
    }

    func failed(_ error: any Error) { state.withLock { $0.outcome = .failure(error) } }

    func finish(_ error: (any Error)?) {
        let (continuation, outcome) = state.withLock { state in
            defer { state.continuation = nil }
            return (state.continuation, state.outcome)
        }
        if let error { continuation?.resume(throwing: error) } else { continuation?.resume(with: outcome ?? .failure(CancellationError())) }
    }
}
