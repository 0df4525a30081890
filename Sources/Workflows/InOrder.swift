import Synchronization

/// Works on many files on all cores and hands the outcomes on in the order of the files.
struct InOrder<Single: Sendable, Outcome: Sendable>: Sendable {
    /// Files under way at once; bounds memory too.
    let width: Int
    /// Workers with caches of their own, each lent to one task at a time.
    private let pool: Pool

    /// - Parameter twin: another worker with the settings of the first and caches of its own.
    init(_ single: Single, width: Int, twin: @escaping @Sendable (Single) -> Single) {
        self.width = max(1, width)
        pool = Pool(single, twin)
    }

    /// Slices that may be under way or wait for one before them: one slow file does not let all others pile up.
    private var ahead: Int { width * 6 }

    /// Calls `deliver` for each file in order; a finished file waits until those before it are delivered.
    func callAsFunction(
        _ files: [Result<InputFile, InputProblem>], work: @escaping @Sendable (Result<InputFile, InputProblem>, Single) throws -> Outcome,
        deliver: (Outcome) throws -> Void
    ) async throws {
        let slices = batches(files.count).map { files[$0] }
        let pool = pool
        var next = 0
        var waiting: [Int: [Outcome]] = [:]
        var started = 0
        var running = 0
        try await withThrowingTaskGroup(of: (Int, [Outcome]).self) { group in
            func start() {
                while running < width, started < slices.count, started - next < ahead {
                    let index = started
                    let slice = slices[index]
                    started += 1
                    running += 1
                    group.addTask {
                        let single = pool.take()
                        defer { pool.giveBack(single) }
                        return (index, try slice.map { try work($0, single) })
                    }
                }
            }
            start()
            while let (index, outcomes) = try await group.next() {
                running -= 1
                waiting[index] = outcomes
                // First, so that no core waits for what is done with the outcomes.
                start()
                while let ready = waiting.removeValue(forKey: next) {
                    next += 1
                    start()
                    for outcome in ready { try deliver(outcome) }
                }
            }
        }
    }

    /// Slices of files, one a task: large enough that small files do not pay for many tasks, and smaller towards the end,
    /// so that all cores end together.
    private func batches(_ count: Int) -> [Range<Int>] {
        var batches: [Range<Int>] = []
        var begin = 0
        while begin < count {
            let end = begin + max(1, min(16, (count - begin) / (width * 4)))
            batches.append(begin..<end)
            begin = end
        }
        return batches
    }

    private final class Pool: Sendable {
        private let free: Mutex<[Single]>
        private let model: Single
        private let twin: @Sendable (Single) -> Single

        init(_ model: Single, _ twin: @escaping @Sendable (Single) -> Single) {
            self.model = model
            self.twin = twin
            free = Mutex([model])
        }

        func take() -> Single { free.withLock { $0.popLast() } ?? twin(model) }
        func giveBack(_ single: Single) { free.withLock { $0.append(single) } }
    }
}
