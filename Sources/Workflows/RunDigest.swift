import BudgetModel
import Crypto
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A digest of all that decides, beside a file's own bytes, what is said of it: the engine, the framework, the options.
package struct RunDigest {
    private var hash = SHA256()

    /// - Parameter engine: the engine's version.
    package init(engine: String) { add("engine", engine) }

    /// An option with what was given.
    package mutating func add(_ name: String, _ value: String) {
        let value = Array(value.utf8)
        hash.update(data: Array("\(name) \(value.count) ".utf8) + value)
    }

    /// An option that names a file or a folder, with all that stands in it.
    ///
    /// - Parameter hasDates: whether the days of the files count too.
    package mutating func add(_ name: String, contentOf path: String, hasDates: Bool = false) throws(InputProblem) {
        for file in Self.files(path) {
            let bytes = try InputFiles.bytes(of: file, limit: 1 << 30)
            add(name, String(file.dropFirst(path.count)))
            if hasDates { add("modified", Self.modified(file)) }
            hash.update(data: Array("\(bytes.count) ".utf8) + Array(SHA256.hash(data: bytes)))
        }
    }

    package func finish() -> [UInt8] { Array(hash.finalize()) }

    /// The files under a path by name; the path itself when it is a file.
    private static func files(_ path: String) -> [String] {
        guard InputFiles.kind(of: path) == .folder || InputFiles.kind(of: path + "/.") == .folder else { return [path] }
        var files: [String] = []
        walk(path, &files)
        return files.sorted()
    }

    private static func walk(_ folder: String, _ files: inout [String]) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where !name.hasPrefix(".") && !name.hasPrefix("~$") {
            let path = folder + "/" + name
            switch InputFiles.kind(of: path) {
            case .folder: walk(path, &files)
            case .file where access(path, R_OK) == 0: files.append(path)
            case .file, .other: continue
            }
        }
    }

    private static func modified(_ path: String) -> String {
        var status = stat()
        return stat(path, &status) == 0 ? "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)" : ""
    }
}
