import Foundation
import Storage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The file itself, before SQLite sees it and after a copy is complete.
enum DatabaseFile {
    /// Sees to it that the file is there, readable by its owner alone when it is new.
    static func prepare(_ path: String, creates: Bool) throws(StorageError) {
        if creates {
            let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            if file >= 0 {
                close(file)
                return try syncFolder(of: path)
            }
            guard errno == EEXIST else { throw .cannotWrite(reason(path)) }
        }
        var status = stat()
        guard stat(path, &status) == 0 else { throw errno == ENOENT || errno == ENOTDIR ? .missing(path) : .unreachable(reason(path)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreachable("\(path): not a file") }
    }

    /// Puts what was written to a file on the disk.
    static func sync(_ path: String) throws(StorageError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .cannotWrite(reason(path)) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw .cannotWrite(reason(path)) }
    }

    /// A new name is on the disk only when its folder is.
    static func syncFolder(of path: String) throws(StorageError) {
        try sync((path as NSString).deletingLastPathComponent)
    }

    /// Gives a file its final name; a link, unlike a rename, takes the place of no other file.
    static func name(_ part: String, as path: String) throws(StorageError) {
        if link(part, path) == 0 {
            unlink(part)
            return
        }
        // Some memory sticks and network folders have no links.
        guard errno == EPERM || errno == ENOTSUP || errno == EOPNOTSUPP || errno == ENOSYS, rename(part, path) == 0 else { throw .cannotWrite(reason(path)) }
    }

    static func reason(_ path: String) -> String { "\(path): \(String(cString: strerror(errno)))" }
}
