package import JSONText

/// What an operation answers.
package struct Reply: Sendable {
    package struct Header: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package enum Content: Sendable {
        case none
        case json(JSONValue)
        /// - Parameter fileName: under which a browser keeps it; nil to show it.
        case bytes([UInt8], mediaType: String, fileName: String?)
        /// Bytes that leave memory as they come: each call gives the next ones, nil the end. It is never called twice at a time.
        case stream(mediaType: String, fileName: String?, byteCount: Int?, next: @Sendable () async throws -> [UInt8]?)
    }

    package enum SessionChange: Hashable, Sendable {
        case begins(secret: String, seconds: Int)
        case ends
    }

    package var status: Int
    package var content: Content
    /// The version of what is shown; becomes the `ETag`, and answers `If-None-Match`.
    package var version: String?
    package var location: String?
    package var cacheControl: String?
    package var session: SessionChange?
    package var headers: [Header] = []

    package init(_ status: Int, _ content: Content, version: String? = nil, location: String? = nil) {
        self.status = status
        self.content = content
        self.version = version
        self.location = location
    }

    package static func ok(_ json: JSONValue, version: String? = nil) -> Reply { Reply(200, .json(json), version: version) }

    /// - Parameter location: path of what was made.
    package static func created(_ json: JSONValue, at location: String, version: String? = nil) -> Reply {
        Reply(201, .json(json), version: version, location: location)
    }

    /// - Parameter location: path where progress is told.
    package static func accepted(_ json: JSONValue, at location: String) -> Reply { Reply(202, .json(json), location: location) }

    package static let noContent = Reply(204, .none)

    package static func file(_ bytes: [UInt8], _ mediaType: String, named name: String?, version: String? = nil) -> Reply {
        Reply(200, .bytes(bytes, mediaType: mediaType, fileName: name), version: version)
    }

    package func with(_ name: String, _ value: String) -> Reply {
        var reply = self
        reply.headers.append(Header(name, value))
        return reply
    }

    package func session(_ change: SessionChange) -> Reply {
        var reply = self
        reply.session = change
        return reply
    }

    /// - Parameter value: `public, max-age=300`; `no-store` where nothing is said.
    package func cached(_ value: String) -> Reply {
        var reply = self
        reply.cacheControl = value
        return reply
    }
}
