import HTTPTypes
import Hummingbird

/// A request as it came, before anything is known of it.
struct Incoming: Sendable {
    var method: String
    var target: String
    var headers: HTTPFields
    var host: String?
    var peer: NetworkAddress?
    var body: RequestBody
    /// Tells a caller who waits for it (`Expect: 100-continue`) that the body may come.
    var proceed: @Sendable () async -> Void = {}
}

/// A reply as it goes out.
struct Outgoing: Sendable {
    enum Body: Sendable {
        case none
        case bytes([UInt8])
        case stream(@Sendable () async throws -> [UInt8]?)
    }

    var status: Int
    var headers: HTTPFields
    var body: Body
    /// The rest of the request is not read, so the connection cannot be used again.
    var closesConnection = false
    /// To be called after a stream.
    var whenStreamed: @Sendable () -> Void = {}
}
