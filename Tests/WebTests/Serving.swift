import Foundation
import JSONText
import ServiceLifecycle
import Testing

@testable import Web

/// Serves while `body` runs, then shuts down gracefully.
func serving(_ desk: Desk, _ body: @escaping @Sendable (Int, ServiceGroup) async throws -> Void) async throws {
    let (ports, source) = AsyncStream.makeStream(of: Int.self)
    let group = try WebServer(desk.configuration, dispatcher: desk.dispatcher, logger: desk.logger).serviceGroup(signals: []) { port in source.yield(port) }
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        let port = try #require(await ports.first { _ in true })
        do { try await body(port, group) } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}

struct ToyServer {
    /// `WEB_TOY_PORT=8099 swift test --filter "serves the toy"` for other programs to try; ends after `WEB_TOY_SECONDS`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["WEB_TOY_PORT"] != nil), .timeLimit(.minutes(60))) func `serves the toy to other programs`() async throws {
        let environment = ProcessInfo.processInfo.environment
        let port = try #require(environment["WEB_TOY_PORT"].flatMap { Int($0) }), seconds = environment["WEB_TOY_SECONDS"].flatMap { Int($0) } ?? 600
        let desk = try Desk({ $0.port = port }, hasRealClock: true)
        try await serving(desk) { _, _ in try await Task.sleep(for: .seconds(seconds)) }
        print(desk.log.lines.filter { $0["level"]?.string == "error" }.map(\.text).joined(separator: "\n"))
    }
}
