import Dispatch
import FoundationEssentials
import Synchronization
import Tables

/// Blocks of a table digested on all cores, their digests merged in the order of the table.
final class BlockPipeline<Digest: Sendable>: @unchecked Sendable {
    /// Guards `blocks`, `failure` and `isStopped`.
    private let source = Mutex(())
    private let blocks: RecordBlocks
    private var failure: (any Error)?
    private var isStopped = false
    /// Guards all below; `merge` is called by one thread at a time.
    private let sink = Mutex(())
    private let merge: (Digest) throws -> Bool
    private var waiting: [Int: Digest] = [:]
    private var next = 0
    /// Whether `merge` asked for the end or failed: it is called no more.
    private var isEnded = false

    /// - Parameter merge: takes in the digests one by one; false ends the run.
    init(_ blocks: RecordBlocks, merge: @escaping (Digest) throws -> Bool) {
        self.blocks = blocks
        self.merge = merge
    }

    /// - Throws: what reading and merging throw.
    func run(_ digest: @Sendable (borrowing RecordBlock) -> Digest) throws {
        DispatchQueue.concurrentPerform(iterations: ProcessInfo.processInfo.activeProcessorCount) { _ in
            while let block = self.take() {
                let index = block.index
                let result = digest(block)
                self.sink.withLock { _ in
                    self.waiting[index] = result
                    while let ready = self.waiting.removeValue(forKey: self.next) {
                        self.next += 1
                        guard !self.isEnded else { continue }
                        do {
                            guard try !self.merge(ready) else { continue }
                            self.isEnded = true
                            self.stop(nil)
                        } catch {
                            self.isEnded = true
                            self.stop(error)
                        }
                    }
                }
            }
        }
        if let failure { throw failure }
    }

    private func take() -> RecordBlock? {
        source.withLock { _ in
            guard !isStopped else { return nil }
            do { return try blocks.next() } catch {
                failure = failure ?? error
                isStopped = true
                return nil
            }
        }
    }

    private func stop(_ error: (any Error)?) {
        source.withLock { _ in
            isStopped = true
            failure = failure ?? error
        }
    }
}
