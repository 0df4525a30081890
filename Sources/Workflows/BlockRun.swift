import Dispatch
import Synchronization
import Tables

/// Works on the blocks of a table on all cores and hands what each gives on in the order of the table.
final class BlockRun<Partial: Sendable>: @unchecked Sendable {
    // Proof: `blocks` and `isStopped` are touched under `source`, all else under `sink`; the mutexes order every access.
    private let source = Mutex(())
    private let blocks: RecordBlocks
    private var isStopped = false
    private let sink = Mutex(())
    private var failure: (any Error)?
    private var waiting: [Int: Partial] = [:]
    private var next = 0
    private let merge: (Partial) throws -> Void

    private init(_ blocks: RecordBlocks, _ merge: @escaping (Partial) throws -> Void) {
        self.blocks = blocks
        self.merge = merge
    }

    /// - Parameters:
    ///   - work: what is made of a block, on any thread.
    ///   - merge: takes it in, one at a time and in the order of the blocks.
    /// - Throws: what reading or merging throws first.
    static func run(_ blocks: RecordBlocks, work: @escaping @Sendable (borrowing RecordBlock) -> Partial, merge: @escaping (Partial) throws -> Void) throws {
        let run = BlockRun(blocks, merge)
        DispatchQueue.concurrentPerform(iterations: ProcessorCount.active) { _ in
            while let block = run.take() { run.put(work(block), block.index) }
        }
        if let failure = run.failure { throw failure }
    }

    private func take() -> RecordBlock? {
        let taken: Result<RecordBlock?, any Error> = source.withLock { _ in
            guard !isStopped else { return .success(nil) }
            do { return .success(try blocks.next()) } catch {
                isStopped = true
                return .failure(error)
            }
        }
        switch consume taken {
        case .success(let block): return block
        case .failure(let error):
            stop(error)
            return nil
        }
    }

    private func put(_ partial: Partial, _ index: Int) {
        var problem: (any Error)?
        sink.withLock { _ in
            waiting[index] = partial
            while let ready = waiting.removeValue(forKey: next) {
                next += 1
                guard failure == nil else { continue }
                do { try merge(ready) } catch {
                    failure = error
                    problem = error
                }
            }
        }
        if problem != nil { source.withLock { _ in isStopped = true } }
    }

    private func stop(_ error: any Error) { sink.withLock { _ in failure = failure ?? error } }
}
