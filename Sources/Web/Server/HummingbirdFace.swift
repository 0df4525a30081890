import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// Turns what Hummingbird gives into `Incoming`, and `Outgoing` into what it takes. The only place besides `WebServer` that knows it.
struct HummingbirdFace: HTTPResponder {
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) { channel = source.channel }
    }

    let dispatcher: Dispatcher

    func respond(to request: Hummingbird.Request, context: Context) async throws -> Response {
        let channel = context.channel
        let outgoing = await dispatcher.answer(
            Incoming(
                method: request.method.rawValue, target: request.head.path ?? "", headers: request.headers, host: request.head.authority,
                peer: channel.remoteAddress.flatMap(NetworkAddress.init), body: request.body,
                proceed: { try? await channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue))) }))
        // Hummingbird puts in a length of 0 where none was given, SwiftNIO takes it out again for 204 and 304.
        return Response(status: HTTPResponse.Status(code: outgoing.status), headers: outgoing.headers, body: Self.body(outgoing, channel))
    }

    private static func body(_ outgoing: Outgoing, _ channel: any Channel) -> ResponseBody {
        switch outgoing.body {
        case .none where outgoing.closesConnection: return closing([], channel)
        case .none: return ResponseBody()
        case .bytes(let bytes) where outgoing.closesConnection: return closing(bytes, channel)
        case .bytes(let bytes): return ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .stream(let next):
            return ResponseBody(contentLength: outgoing.headers[.contentLength].flatMap { Int($0) }) { writer in
                defer { outgoing.whenStreamed() }
                while let bytes = try await next() { try await writer.write(ByteBuffer(bytes: bytes)) }
                try await writer.finish(nil)
            }
        }
    }

    /// Says goodbye and hangs up, but not so fast that the reply is lost on a caller who still sends.
    private static func closing(_ bytes: [UInt8], _ channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) }
            try await writer.finish(nil)
            channel.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
        }
    }
}

extension NetworkAddress {
    init?(_ address: SocketAddress) {
        let bytes = address.withSockAddr { pointer, count in Array(UnsafeRawBufferPointer(start: pointer, count: count)) }
        // Where the address stands in `sockaddr_in` and `sockaddr_in6`, in the order of the network.
        switch (address.protocol, bytes.count) {
        case (.inet, 8...): self.init(v4: bytes[4..<8].reduce(0) { $0 << 8 | UInt32($1) })
        case (.inet6, 24...):
            self.init(high: bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }, low: bytes[16..<24].reduce(0) { $0 << 8 | UInt64($1) })
        default: return nil
        }
    }
}
