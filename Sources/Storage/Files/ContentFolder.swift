import Crypto
import Foundation

/// Why a file could not be kept or read.
package enum ContentError: Error, Hashable, Sendable {
    case missing(digest: String)
    /// Its bytes are not those of its digest.
    case damaged(digest: String)
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
}

/// Files under the digest of their bytes: the same file is kept once, and a changed one is noticed.
///
/// `sha256:ab12…` lies at `sha256/ab/12…`. A file is written beside its place, brought to the disk and then moved, so that none is ever half there.
package struct ContentFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// Keeps the bytes; returns their digest. On the disk when this returns.
    package func keep(_ bytes: [UInt8]) throws(ContentError) -> String {
        let digest = Digest.sha256(bytes)
        let target = place(of: digest)
        if let size = try? FileManager.default.attributesOfItem(atPath: target)[.size] as? Int, size == bytes.count { return digest }
        let folder = (target as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotWrite(path: folder, reason: error.localizedDescription)
        }
        let temporary = folder + "/." + UUID().uuidString + ".part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: temporary, reason: String(cString: strerror(errno))) }
        var isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
        let reason = String(cString: strerror(errno))
        isWritten = close(descriptor) == 0 && isWritten
        guard isWritten, rename(temporary, target) == 0 else {
            let later = isWritten ? String(cString: strerror(errno)) : reason
            unlink(temporary)
            throw .cannotWrite(path: target, reason: later)
        }
        // The name itself has to be on the disk too, in the folder and in those above it that may be new.
        for folder in [folder, (folder as NSString).deletingLastPathComponent, path] { Self.sync(folder) }
        return digest
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var done = 0
        return bytes.withUnsafeBytes { buffer in
            while done < buffer.count {
                let count = Foundation.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }

    private static func sync(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    /// The bytes of a digest, held against it.
    package func bytes(of digest: String) throws(ContentError) -> [UInt8] {
        let path = place(of: digest)
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(digest: digest) }
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch { throw .cannotRead(path: path, reason: error.localizedDescription) }
        guard Digest.sha256(data) == digest else { throw .damaged(digest: digest) }
        return Array(data)
    }

    package func holds(_ digest: String) -> Bool { FileManager.default.fileExists(atPath: place(of: digest)) }

    /// Digests of all files that lie here.
    package func digests() -> [String] {
        let root = path + "/sha256"
        var digests: [String] = []
        for folder in (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? [] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? [] where !name.hasPrefix(".") { digests.append("sha256:" + folder + name) }
        }
        return digests.sorted()
    }

    package func place(of digest: String) -> String {
        let parts = digest.split(separator: ":", maxSplits: 1)
        let hex = parts.last.map(String.init) ?? ""
        return "\(path)/\(parts.first ?? "")/\(hex.prefix(2))/\(hex.dropFirst(2))"
    }
}
