import Crypto
import Foundation
import JSONText

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

package enum IdempotencyState: Hashable, Sendable {
    case fresh
    case replay(StoredReply)
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
    ///   - digest: SHA-256 of method, path, query and body in hexadecimal.
    func begin(_ key: String, owner: String, digest: String) async throws -> IdempotencyState

    /// The request of a key was done.
    func finish(_ key: String, owner: String, _ reply: StoredReply) async throws

    /// The request of a key failed, changed nothing, and may be sent again.
    func abandon(_ key: String, owner: String) async throws
}

enum RequestDigest {
    static func hex(method: String, target: String, body: [UInt8]) -> String {
        var hash = SHA256()
        // Lengths keep the parts apart.
        for part in [Array(method.utf8), Array(target.utf8), body] {
            hash.update(data: Array("\(part.count):".utf8))
            hash.update(data: part)
        }
        return hash.finalize().map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
