import Crypto
import Foundation
package import JSONText

/// A reply as it is kept to be given again.
package struct StoredReply: Hashable, Sendable {
    package var status: Int
    package var mediaType: String?
    package var body: [UInt8]
    package var version: String?
    package var location: String?

    package init(status: Int, mediaType: String?, body: [UInt8], version: String?, location: String?) {
        self.status = status
        self.mediaType = mediaType
        self.body = body
        self.version = version
        self.location = location
    }

    /// Nil for a stream, which cannot be kept.
    init?(_ reply: Reply) {
        var mediaType: String?
        var body: [UInt8] = []
        switch reply.content {
        case .none: break
        case .json(let json):
            mediaType = "application/json"
            body = json.bytes
        case .bytes(let bytes, let type, _):
            mediaType = type
            body = bytes
        case .stream: return nil
        }
        self.init(status: reply.status, mediaType: mediaType, body: body, version: reply.version, location: reply.location)
    }

    var reply: Reply {
        let content = mediaType.map { Reply.Content.bytes(body, mediaType: $0, fileName: nil) } ?? .none
        return Reply(status, content, version: version, location: location).with("Idempotency-Replayed", "true")
    }
}

package enum IdempotencyState: Sendable {
    /// Nobody has done it; what `owner` holds is given back to the store with the result.
    case fresh(any Sendable)
    case replay(StoredReply)
    /// It was done and what it answered is lost; what is known of it.
    case acted(JSONValue)
    /// The key belongs to a request that reads otherwise.
    case conflict
    case inProgress
}

/// Keeps what became of requests by their keys.
package protocol IdempotencyStore: Sendable {
    /// Takes a key for a request; of two that come together one is `fresh`.
    ///
    /// - Parameters:
    ///   - owner: the key of the caller; keys of different owners have nothing to do with each other.
    ///   - digest: SHA-256 of method, path, query, version and body in hexadecimal.
    func begin(_ key: String, owner: String, digest: String) async throws -> IdempotencyState

    /// Does the request of a key; a store may keep what it changes together with the mark that it was done.
    func act(_ held: any Sendable, _ work: () async throws -> Reply) async throws -> Reply

    /// The request of a key was done.
    func finish(_ held: any Sendable, _ reply: StoredReply) async throws

    /// The request of a key failed; where it changed nothing it may be sent again.
    func abandon(_ held: any Sendable) async throws
}

extension IdempotencyStore {
    package func act(_ held: any Sendable, _ work: () async throws -> Reply) async throws -> Reply { try await work() }
}

enum RequestDigest {
    /// - Parameter ifMatch: the version that the request names; the same body meant for another one is another request.
    static func hex(method: String, target: String, ifMatch: String? = nil, body: [UInt8]) -> String {
        var hash = SHA256()
        // Lengths keep the parts apart.
        for part in [Array(method.utf8), Array(target.utf8), Array((ifMatch ?? "").utf8), body] {
            hash.update(data: Array("\(part.count):".utf8))
            hash.update(data: part)
        }
        return hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
