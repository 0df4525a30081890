package import Dispatch

extension DispatchQueue {
    /// Work that blocks its thread, done here and awaited: the few threads of Swift's tasks stay free. It is finished even when nobody waits any more.
    package func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
