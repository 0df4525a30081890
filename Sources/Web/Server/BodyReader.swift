import HTTPTypes
import Hummingbird
import NIOCore

/// Reads bodies as far as limits allow.
struct BodyReader: Sendable {
    let bodies: Bound
    let deadlines: Deadlines
    let seconds: Int

    struct Body: Sendable {
        var bytes: [UInt8] = []
        /// What was taken from `bodies`, to be given back.
        var takenBytes = 0
    }

    /// Whether a request says that a body comes with it.
    static func isAnnounced(_ headers: HTTPFields) -> Bool {
        if headers[.transferEncoding] != nil { return true }
        return headers[.contentLength].map { $0 != "0" } ?? false
    }

    /// - Throws: `Problem` 413 before a byte is read where the length is told, else as soon as the limit is passed.
    func read(_ incoming: Incoming, limitBytes: Int) async throws -> Body {
        let told = incoming.headers[.contentLength].flatMap { Int($0) }
        if let told, told > limitBytes { throw Problem.tooLarge(limitBytes: limitBytes) }
        if incoming.headers[.expect]?.lowercased() == "100-continue" { await incoming.proceed() }
        do {
            return try await deadlines.cancelling(afterSeconds: seconds) { [bodies] in
                var body = Body()
                do {
                    if let told { try Self.take(told, bodies, &body) }
                    body.bytes.reserveCapacity(told ?? 0)
                    for try await buffer in incoming.body {
                        guard body.bytes.count + buffer.readableBytes <= limitBytes else { throw Problem.tooLarge(limitBytes: limitBytes) }
                        let more = body.bytes.count + buffer.readableBytes - body.takenBytes
                        if more > 0 { try Self.take(more, bodies, &body) }
                        body.bytes.append(contentsOf: buffer.readableBytesView)
                    }
                    try Task.checkCancellation()
                    // A connection that ends may look like a body that does.
                    if let told, body.bytes.count != told { throw Problem.incompleteBody }
                    return body
                } catch {
                    bodies.give(body.takenBytes)
                    throw error
                }
            }
        } catch is Deadlines.TooLong {
            throw Problem.bodyTooSlow
        } catch {
            if error is Problem || error is NoRoom || error is CancellationError { throw error }
            // The connection broke; nobody is there to read this, but the log should not call it our fault.
            throw Problem.incompleteBody
        }
    }

    struct NoRoom: Error {}

    private static func take(_ count: Int, _ bodies: Bound, _ body: inout Body) throws {
        guard bodies.take(count) else { throw NoRoom() }
        body.takenBytes += count
    }
}
