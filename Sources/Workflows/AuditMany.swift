import Synchronization

/// Audits many reports on all cores and hands the outcomes on in the order of the files.
package struct AuditMany: Sendable {
    private let single: AuditFile
    /// Files under way at once; bounds memory too.
    private let width: Int

    package init(_ single: AuditFile, width: Int) {
        self.single = single
        self.width = max(1, width)
    }

    /// Calls `deliver` for each file in order; a finished file waits until those before it are delivered.
    package func callAsFunction(_ files: [Result<InputFile, InputProblem>], deliver: (AuditOutcome) throws -> Void) async throws {
        // Small reports should not pay for a task each; few files are spread over all cores.
        let size = max(1, min(8, files.count / (width * 4)))
        let batches = stride(from: 0, to: files.count, by: size).map { files[$0..<min($0 + size, files.count)] }
        let pool = AuditPool(single)
        var next = 0
        var started = 0
        var waiting: [Int: [AuditOutcome]] = [:]
        try await withThrowingTaskGroup(of: (Int, [AuditOutcome]).self) { group in
            func start() {
                guard started < batches.count else { return }
                let index = started
                let batch = batches[index]
                started += 1
                group.addTask {
                    let single = pool.take()
                    defer { pool.giveBack(single) }
                    return (index, batch.map { Self.run($0, single) })
                }
            }
            for _ in 0..<min(width, batches.count) { start() }
            while let (index, outcomes) = try await group.next() {
                start()
                waiting[index] = outcomes
                while let ready = waiting.removeValue(forKey: next) {
                    for outcome in ready { try deliver(outcome) }
                    next += 1
                }
            }
        }
    }

    private static func run(_ file: Result<InputFile, InputProblem>, _ single: AuditFile) -> AuditOutcome {
        switch file {
        case .success(let file): single(file)
        case .failure(let problem): AuditOutcome(path: problem.path, problem: problem.sentence)
        }
    }
}

/// Auditors with caches of their own, each lent to one task at a time.
private final class AuditPool: Sendable {
    private let free: Mutex<[AuditFile]>
    private let model: AuditFile

    init(_ model: AuditFile) {
        self.model = model
        free = Mutex([model])
    }

    func take() -> AuditFile { free.withLock { $0.popLast() } ?? model.twin() }
    func giveBack(_ single: AuditFile) { free.withLock { $0.append(single) } }
}
