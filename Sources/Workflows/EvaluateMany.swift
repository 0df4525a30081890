import BudgetModel
import Synchronization

/// Evaluates many files on all cores and hands the outcomes on in the order of the files.
package struct EvaluateMany: Sendable {
    package var single: EvaluateFile
    /// Files under way at once; bounds memory too.
    package var width: Int

    package init(_ single: EvaluateFile, width: Int) {
        self.single = single
        self.width = max(1, width)
    }

    /// Calls `deliver` for each file in order; a finished file waits until those before it are delivered.
    package func callAsFunction(_ paths: [Result<InputFile, InputProblem>], deliver: (FileOutcome) throws -> Void) async throws {
        let slices = Self.batches(paths.count, width: width).map { paths[$0] }
        var next = 0
        var waiting: [Int: [FileOutcome]] = [:]
        var started = 0
        let pool = Pool(single)
        try await withThrowingTaskGroup(of: (Int, [FileOutcome]).self) { group in
            func start() {
                guard started < slices.count else { return }
                let index = started
                let slice = slices[index]
                started += 1
                group.addTask {
                    let single = pool.take()
                    defer { pool.giveBack(single) }
                    return (index, try slice.map { path in try Self.run(path, single) })
                }
            }
            for _ in 0..<min(width, slices.count) { start() }
            while let (index, outcomes) = try await group.next() {
                // First, so that no core waits for what is done with the outcomes.
                start()
                waiting[index] = outcomes
                while let ready = waiting.removeValue(forKey: next) {
                    for outcome in ready { try deliver(outcome) }
                    next += 1
                }
            }
        }
    }

    /// Slices of files, one a task: large enough that small forms do not pay for many tasks, and smaller towards the end,
    /// so that all cores end together.
    private static func batches(_ count: Int, width: Int) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var begin = 0
        while begin < count {
            let end = begin + max(1, min(16, (count - begin) / (width * 4)))
            batches.append(begin..<end)
            begin = end
        }
        return batches
    }

    private static func run(_ path: Result<InputFile, InputProblem>, _ single: EvaluateFile) throws -> FileOutcome {
        switch path {
        case .success(let path): try single(path)
        case .failure(let problem): FileOutcome(path: problem.path, problem: problem.sentence)
        }
    }
}

/// Evaluators with caches of their own, each lent to one task at a time.
private final class Pool: Sendable {
    private let free: Mutex<[EvaluateFile]>
    private let model: EvaluateFile

    init(_ model: EvaluateFile) {
        self.model = model
        free = Mutex([model])
    }

    func take() -> EvaluateFile { free.withLock { $0.popLast() } ?? model.twin() }
    func giveBack(_ single: EvaluateFile) { free.withLock { $0.append(single) } }
}
