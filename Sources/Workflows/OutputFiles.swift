package import BudgetModel
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that cannot be written, with the sentence for the user.
package struct WriteProblem: Error, Hashable, Sendable {
    package var path: String
    package var sentence: Wording
    package var exitCode: ExitCode

    package init(path: String, sentence: Wording, exitCode: ExitCode) {
        self.path = path
        self.sentence = sentence
        self.exitCode = exitCode
    }
}

/// Writes whole files: a reader sees the old one or the new one, never a part.
package enum OutputFiles {
    /// Makes the folder and those above it.
    package static func makeFolder(_ path: String) throws(WriteProblem) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw WriteProblem(path: path, sentence: Wording(zh: "已有同名文件，不能建这个文件夹：请换一个文件夹名，或先移走该文件。", en: "A file of this name is in the way of the folder: choose another name, or move the file."), exitCode: .cannotCreate)
            }
            return
        }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolder(String(path[..<slash])) }
        guard path.isEmpty || mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw WriteProblem(path: path, sentence: Wording(zh: "无法创建这个文件夹：请检查权限和磁盘空间。", en: "This folder cannot be made: check permissions and disk space."), exitCode: .cannotCreate)
        }
    }

    /// Where a path leads, whatever way it is written; for files that are not there yet too.
    package static func place(_ path: String) -> String {
        func real(_ path: String) -> String? {
            guard let found = realpath(path, nil) else { return nil }
            defer { free(found) }
            return String(cString: found)
        }
        if let found = real(path) { return found }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        return (real(folder) ?? folder) + "/" + (slash.map { String(path[path.index(after: $0)...]) } ?? path)
    }

    /// Whether a path is a device or a pipe, which any number of results may be written to; `/dev/stdout` is one wherever it leads.
    package static func isDevice(_ path: String) -> Bool {
        if path.hasPrefix("/dev/std") || path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/") { return true }
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
    }

    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The name under which a file is written until all of it is there.
    static func temporary(_ path: String) -> String { path + ".\(getpid()).part" }

    /// Takes away what runs left of a file that were ended before they were done.
    static func removeLeftovers(of path: String) {
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? "./"
        let start = (slash.map { String(path[path.index(after: $0)...]) } ?? path) + "."
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard name.hasPrefix(start), name.hasSuffix(".part"), let process = pid_t(name.dropFirst(start.count).dropLast(".part".count)), process != getpid() else { continue }
            // A process that still runs writes to it.
            if kill(process, 0) != 0, errno == ESRCH { unlink(folder + name) }
        }
    }

    /// Whether a file of this name is there, or a link; folders, devices and pipes are none.
    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && (status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFLNK)
    }

    /// - Parameter replacing: whether a file of this name may be replaced.
    package static func write(_ bytes: [UInt8], to path: String, replacing: Bool = true) throws(WriteProblem) {
        guard replacing || access(path, F_OK) != 0 else {
            throw WriteProblem(
                path: path,
                sentence: Wording(
                    zh: "已有这个文件，没有覆盖：请换一个文件名（--output），或先移走原来的文件。",
                    en: "The file exists and was not replaced: choose another name (--output), or move the old file first."),
                exitCode: .cannotCreate)
        }
        let file = try StreamedFile(named: path)
        try file.write(bytes)
        try file.finish()
    }

    /// Writes all bytes to an open file.
    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(WriteProblem) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
            if count < 0 {
                if errno == EINTR { continue }
                throw unwritten(path, errno)
            }
            done += count
        }
    }

    static func unwritten(_ path: String, _ error: Int32) -> WriteProblem {
        let sentence =
            switch error {
            case ENOENT, ENOTDIR:
                Wording(zh: "没有这个文件夹：请先建好文件夹，或换一个位置。", en: "There is no such folder: make it first, or choose another place.")
            case ENAMETOOLONG:
                Wording(zh: "文件名太长：请缩短原文件的名称后再试。", en: "The name is too long: shorten the name of the original file, then try again.")
            case EISDIR:
                Wording(zh: "已有同名文件夹，不能写这个文件：请先移走该文件夹，或换一个位置。", en: "A folder of this name is in the way of the file: move it, or choose another place.")
            default:
                Wording(
                    zh: "无法写入这个文件：请检查权限、磁盘空间，或关闭正在使用它的程序。",
                    en: "This file cannot be written: check permissions and disk space, or close the program that uses it.")
            }
        return WriteProblem(path: path, sentence: sentence, exitCode: .cannotWrite)
    }
}
