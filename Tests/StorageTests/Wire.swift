import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A wire to a server on loopback that can be cut at a word; without a server it only listens and never answers.
final class Wire: Sendable {
    let port: UInt16
    private let listener: Int32
    private let server: UInt16?
    /// The word to cut at when a client says it, and whether the server still hears it.
    private let cut = Mutex<(word: String, passes: Bool)?>(nil)

    struct Broken: Error { var code = errno }

    init(to server: UInt16?) throws {
        self.server = server
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = Self.loopback(0)
        guard Self.with(&address, { bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0 else { throw Broken() }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard withUnsafeMutablePointer(to: &address, { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) } }) == 0 else { throw Broken() }
        port = UInt16(bigEndian: address.sin_port)
        if server != nil { Thread.detachNewThread { self.accept() } }
    }

    deinit { Glibc.close(listener) }

    /// The next client that says the word is cut off, once.
    func cut(at word: String, serverHears passes: Bool) { cut.withLock { $0 = (word, passes) } }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            guard client >= 0 else { return }
            let behind = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = Self.loopback(server ?? 0)
            guard Self.with(&address, { connect(behind, $0, $1) }) == 0 else {
                Glibc.close(client)
                continue
            }
            Thread.detachNewThread { self.carry(from: client, to: behind, isFromClient: true) }
            Thread.detachNewThread { self.carry(from: behind, to: client, isFromClient: false) }
        }
    }

    /// Both ends are shut when one is; the numbers stay taken for as long as the tests run, so that neither thread meets another's.
    private func carry(from: Int32, to: Int32, isFromClient: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(from, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            let hit = isFromClient ? cut.withLock { cut -> Bool? in
                guard let (word, passes) = cut, String(decoding: buffer[..<count], as: UTF8.self).contains(word) else { return nil }
                cut = nil
                return passes
            } : nil
            if hit != nil { shutdown(from, Int32(SHUT_RDWR)) }
            if hit == false { break }
            guard send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
            if hit == true {
                // The server does what it heard before it sees that nobody listens.
                usleep(200_000)
                break
            }
        }
        shutdown(from, Int32(SHUT_RDWR))
        shutdown(to, Int32(SHUT_RDWR))
    }

    private static func loopback(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    private static func with(_ address: inout sockaddr_in, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        withUnsafePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_in>.size)) } }
    }
}
