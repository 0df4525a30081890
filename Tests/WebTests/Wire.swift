import Dispatch
import Foundation

/// A plain TCP connection to this machine, for what no HTTP client would send.
final class Wire: Sendable {
    struct Failed: Error { let what: String }

    private let socket: Int32
    private let queue = DispatchQueue(label: "wire")

    init(port: Int) throws {
        socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isConnected = withUnsafePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) } } == 0
        var patience = timeval(tv_sec: 15, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        if !isConnected {
            close(socket)
            throw Failed(what: "no connection")
        }
    }

    deinit { close(socket) }

    /// - Returns: false when the other side no longer listens.
    @discardableResult
    func send(_ text: String) async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                var rest = Array(text.utf8)[...]
                while !rest.isEmpty {
                    let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                    if count <= 0 { return continuation.resume(returning: false) }
                    rest = rest.dropFirst(count)
                }
                continuation.resume(returning: true)
            }
        }
    }

    /// Reads until the text holds `mark`, or to the end where none is given.
    func read(until mark: String? = nil) async -> String {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                var bytes: [UInt8] = []
                var buffer = Array(repeating: UInt8(0), count: 65_536)
                while true {
                    let count = recv(socket, &buffer, buffer.count, 0)
                    if count <= 0 { break }
                    bytes += buffer[..<count]
                    if let mark, String(decoding: bytes, as: UTF8.self).contains(mark) { break }
                }
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }

    /// One request on a connection of its own, read to its end.
    static func ask(_ port: Int, _ head: String, body: String = "") async throws -> String {
        let wire = try Wire(port: port)
        await wire.send(head + "Host: localhost\r\nConnection: close\r\n\r\n" + body)
        return await wire.read()
    }
}
