#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A folder that only this user can open, removed with the files it was made for.
package final class PrivateFolder {
    package let path: String
    private let files: [String]

    /// - Parameter files: the names of all files that will lie in it.
    package init?(for files: [String]) {
        var name = Array((Self.place + "/jixiao-pdf-XXXXXX").utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        path = name.withUnsafeBufferPointer { String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }
        self.files = files
    }

    deinit {
        for file in files { unlink(path + "/" + file) }
        rmdir(path)
    }

    /// Where such folders are made.
    package static var place: String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        return folder.hasPrefix("/") ? folder : "/tmp"
    }

    package static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { return false }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            written += count
        }
        return close(file) == 0 && written == bytes.count
    }

    /// All of a file, nothing when it cannot be read; 256 MB at most.
    package static func contents(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < 256 << 20 {
            let count = buffer.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(file, bytes, count) }
