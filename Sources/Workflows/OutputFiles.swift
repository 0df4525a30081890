package import BudgetModel

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
        let temporary = path + ".\(getpid()).part"
        let problem = WriteProblem(path: path, sentence: Wording(zh: "无法写入这个文件：请检查权限、磁盘空间，或关闭正在使用它的程序。", en: "This file cannot be written: check permissions and disk space, or close the program that uses it."), exitCode: .cannotWrite)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        guard descriptor >= 0 else { throw problem }
        var isWritten = true
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty, isWritten {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { isWritten = false }
            }
        }
        isWritten = close(descriptor) == 0 && isWritten
        guard isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            throw problem
        }
    }
}
