import Dispatch
import Foundation
import Synchronization

/// Brings the transactions of many callers to one connection, several of them with one commit.
///
/// While a commit waits for the disk the next callers gather, and share the following one. Each has a savepoint of its own, so that one which
/// fails takes nothing from the others; nobody is told of success before the commit they share has returned. Where the group as a whole fails,
/// nothing of it was kept, and each is tried again alone.
package final class WriteQueue: Sendable {
    /// Lends the connection for as long as the body runs.
    package typealias Hold = @Sendable (_ body: (any SQLConnection) throws -> Void) throws -> Void

    /// What became of a transaction.
    private enum Outcome {
        case kept
        /// Not even begun: who waits behind it would fare no better.
        case notBegun(any Error)
        case undone(any Error)
        /// The connection broke in the commit.
        case unknown(any Error)
    }

    private let begin: String
    private let hold: Hold
    private let queue: DispatchQueue
    private let waiting = Mutex<[any WriteJob]>([])
    private let past = Mutex(WriteLoad())
    private let groupLimit: Int
    private static let attempts = 6

    package init(label: String, begin: String, groupLimit: Int = 64, hold: @escaping Hold) {
        self.begin = begin
        self.hold = hold
        self.groupLimit = groupLimit
        queue = DispatchQueue(label: label, qos: .userInitiated)
    }

    /// Does the work in a transaction. A caller that is cancelled before its turn is let go at once; work that has begun is finished.
    package func run<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        let job = WaitingWrite(body)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard job.wait(continuation) else { return }
                waiting.withLock { $0.append(job) }
                // As many turns as callers: each takes all who wait, so most find nobody.
                queue.async { self.takeTurn() }
            }
        } onCancel: {
            job.cancel()
        }
    }

    package var load: WriteLoad {
        var load = past.withLock { $0 }
        load.waiting = waiting.withLock { $0.count }
        return load
    }

    /// Returns when all who came before have their answer.
    package func settled() async { try? await queue.perform {} }

    private func takeTurn() {
        let jobs = waiting.withLock { waiting in
            let jobs = Array(waiting.prefix(groupLimit))
            waiting.removeFirst(jobs.count)
            return jobs
        }.filter { $0.start() }
        guard !jobs.isEmpty else { return }
        let start = DispatchTime.now().uptimeNanoseconds
        defer {
            past.withLock { past in
                past.done += Int64(jobs.count)
                past.busyMicroseconds += Int64((DispatchTime.now().uptimeNanoseconds - start) / 1_000)
            }
        }
        var apart = jobs[...]
        if jobs.count > 1 {
            switch transact(jobs) {
            case .kept: return jobs.forEach { $0.finish(nil) }
            case .notBegun(let error): return jobs.forEach { $0.finish(error) }
            // Of those who failed by themselves nothing is kept, whatever became of the others.
            case .unknown(let error): return jobs.forEach { $0.finish($0.hasFailed ? nil : error) }
            case .undone: break
            }
        }
        while let job = apart.popFirst() {
            if let error = alone(job) { return apart.forEach { $0.finish(error) } }
        }
    }

    /// Gives one caller its answer. Returns an error where those behind it cannot begin either.
    private func alone(_ job: any WriteJob) -> (any Error)? {
        for attempt in 1... {
            switch transact([job]) {
            case .kept:
                job.finish(nil)
                return nil
            case .notBegun(let error):
                job.finish(error)
                return error
            case .unknown(let error):
                job.finish(error)
                return nil
            case .undone(let error):
                let isConflict = (error as? StorageError)?.isConflict ?? false
                guard isConflict, attempt < Self.attempts, !job.isCancelled else {
                    job.finish(error)
                    return nil
                }
                // Others need a moment to get out of the way; a little longer each time, and not all at once.
                Thread.sleep(forTimeInterval: TimeInterval(Int.random(in: 1...4) << attempt) / 1_000)
            }
        }
        return nil
    }

    private func transact(_ jobs: [any WriteJob]) -> Outcome {
        var outcome: Outcome?
        do {
            try hold { connection in outcome = transact(jobs, connection) }
        } catch {
            // What goes wrong when the connection is given back changes nothing of what was committed.
            return outcome ?? .notBegun(error)
        }
        return outcome ?? .notBegun(StorageError.engine("no connection was lent"))
    }

    private func transact(_ jobs: [any WriteJob], _ connection: any SQLConnection) -> Outcome {
        do { try connection.run(begin) } catch { return .notBegun(error) }
        do {
            if jobs.count == 1 {
                try jobs[0].attempt(connection)
            } else {
                for job in jobs { try share(job, connection) }
            }
            try connection.run("COMMIT")
            return .kept
        } catch {
            try? connection.run("ROLLBACK")
            if case .outcomeUnknown? = error as? StorageError { return .unknown(error) }
            return .undone(error)
        }
    }

    /// One of several in a transaction. Throws when it is over for all of them.
    private func share(_ job: any WriteJob, _ connection: any SQLConnection) throws {
        try connection.run("SAVEPOINT job")
        do {
            try job.attempt(connection)
            // After an error that the body kept to itself the connection refuses this.
            try connection.run("RELEASE SAVEPOINT job")
        } catch {
            if let error = error as? StorageError, error.breaksTransaction { throw error }
            job.failed(error)
            try connection.run("ROLLBACK TO SAVEPOINT job")
            try connection.run("RELEASE SAVEPOINT job")
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
