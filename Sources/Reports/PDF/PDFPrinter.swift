package import BudgetModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why no PDF was printed, and what to do; the HTML report is there in any case.
package enum PDFError: Error, Hashable, Sendable {
    case noWeasyPrint
    case noChineseFont
    case timedOut(seconds: Int)
    /// WeasyPrint ended without a PDF; the last line it said, if any.
    case failed(String)
    case cannotWrite(path: String)

    /// Whether it would be the same for any other report.
    package var isOfMachine: Bool {
        switch self {
        case .noWeasyPrint, .noChineseFont: true
        case .timedOut, .failed, .cannotWrite: false
        }
    }

    package var sentence: Wording {
        switch self {
        case .noWeasyPrint:
            Wording(
                zh: "没有生成 PDF：本机没有安装 WeasyPrint。请运行“apt install weasyprint”后再试；HTML 报告已经可以使用，也可以在浏览器中打印成 PDF。",
                en: "No PDF was made: WeasyPrint is not installed. Please run “apt install weasyprint” and try again; the HTML report is ready and can also be printed from a browser."
            )
        case .noChineseFont:
            Wording(
                zh: "没有生成 PDF：本机没有中文字体。请运行“apt install fonts-noto-cjk”后再试；HTML 报告已经可以使用。",
                en: "No PDF was made: no Chinese font is installed. Please run “apt install fonts-noto-cjk” and try again; the HTML report is ready.")
        case .timedOut(let seconds):
            Wording(
                zh: "没有生成 PDF：WeasyPrint 超过\(seconds)秒没有完成，已经停止。HTML 报告已经可以使用，可以在浏览器中打印成 PDF。",
                en: "No PDF was made: WeasyPrint took more than \(seconds) seconds and was stopped. The HTML report is ready and can be printed from a browser.")
        case .failed(let line):
            Wording(
                zh: "没有生成 PDF：WeasyPrint 没有成功\(line.isEmpty ? "" : "（\(line)）")。HTML 报告已经可以使用，可以在浏览器中打印成 PDF。",
                en: "No PDF was made: WeasyPrint failed\(line.isEmpty ? "" : " (\(line))"). The HTML report is ready and can be printed from a browser.")
        case .cannotWrite(let path):
            Wording(
                zh: "PDF 不能写到“\(path)”。请检查文件夹是否存在、是否可写、磁盘是否已满。",
                en: "The PDF cannot be written to “\(path)”. Please check that the folder exists and can be written to, and that the disk is not full.")
        }
    }
}

/// Prints HTML to PDF with WeasyPrint as a program of its own: no shell, a time limit, a private folder.
package struct PDFPrinter: Sendable {
    /// Folders that programs are looked for in, as in `PATH`.
    package var searchPath: [String]
    package var timeoutSeconds: Int

    /// With the search path of the environment.
    package init(timeoutSeconds: Int = 120) {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        self.init(searchPath: path.split(separator: ":").map(String.init), timeoutSeconds: timeoutSeconds)
    }

    package init(searchPath: [String], timeoutSeconds: Int = 120) {
        // Only absolute folders: what lies in the current one is never run.
        self.searchPath = searchPath.filter { $0.hasPrefix("/") }
        self.timeoutSeconds = timeoutSeconds
    }

    /// Writes the PDF of a page; an existing file is replaced only when the new one is whole.
    ///
    /// - Parameter finish: what is done to the PDF before it is written.
    package func print(html: String, to path: String, finish: ([UInt8]) -> [UInt8] = { $0 }) -> Result<Void, PDFError> {
        guard let weasyprint = program("weasyprint") else { return .failure(.noWeasyPrint) }
        guard let folder = PrivateFolder() else { return .failure(.cannotWrite(path: Self.temporaryFolder)) }
        if let list = program("fc-list") {
            // Without the program nothing can be said of fonts, and WeasyPrint may go ahead.
            let run = ChildProcess(list, [":lang=zh", "family"], folder: folder.path, output: folder.path + "/fonts")
            if case .ended(0) = run.wait(seconds: 20), Self.contents(folder.path + "/fonts").allSatisfy({ $0 == 0x0A || $0 == 0x20 }) {
                return .failure(.noChineseFont)
            }
        }
        let input = folder.path + "/report.html"
        let output = folder.path + "/report.pdf"
        guard Self.write(Array(html.utf8), to: input) else { return .failure(.cannotWrite(path: input)) }
        let process = ChildProcess(
            weasyprint, ["--quiet", "--encoding", "utf-8", "--base-url", "about:blank", input, output], folder: folder.path, output: folder.path + "/log")
        switch process.wait(seconds: timeoutSeconds) {
        case .timedOut: return .failure(.timedOut(seconds: timeoutSeconds))
        case .notStarted: return .failure(.failed(""))
        case .ended(let status):
            let pdf = Self.contents(output)
            guard status == 0, pdf.starts(with: Array("%PDF-".utf8)) else { return .failure(.failed(Self.lastLine(folder.path + "/log"))) }
            return Self.replace(path, with: finish(pdf)) ? .success(()) : .failure(.cannotWrite(path: path))
        }
    }

    private func program(_ name: String) -> String? {
        searchPath.lazy.map { $0 + "/" + name }.first { path in
            var status = stat()
            return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFREG && access(path, X_OK) == 0
        }
    }

    // MARK: Files

    fileprivate static var temporaryFolder: String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        return folder.hasPrefix("/") ? folder : "/tmp"
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
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

    /// Through a file beside it, so that nobody sees half a PDF.
    private static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
        let draft = path + ".\(getpid()).part"
        guard write(bytes, to: draft), rename(draft, path) == 0 else {
            unlink(draft)
            return false
        }
        return true
    }

    /// All of a file, nothing when it cannot be read; 256 MB at most.
    private static func contents(_ path: String) -> [UInt8] {
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

    private static func lastLine(_ path: String) -> String {
        let text = String(decoding: contents(path).suffix(2000), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        return String(line.prefix(200))
    }
}

/// A folder that only this user can open, removed with everything in it.
private final class PrivateFolder {
    let path: String

    init?() {
        var name = Array((PDFPrinter.temporaryFolder + "/jixiao-pdf-XXXXXX").utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        path = name.withUnsafeBufferPointer { String(decoding: $0.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    }

    deinit {
        for file in ["fonts", "log", "report.html", "report.pdf"] { unlink(path + "/" + file) }
        rmdir(path)
    }
}

/// A program started with a list of arguments, in a process group of its own.
private struct ChildProcess {
    enum Outcome { case ended(Int32), timedOut, notStarted }

    private var identifier: pid_t = 0
    private var hasStarted = false

    /// Both outputs go to one file, input is empty.
    init(_ program: String, _ arguments: [String], folder: String, output: String) {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var vector: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] =
            ["PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"].compactMap { name in
                getenv(name).map { strdup(name + "=" + String(cString: $0)) }
            } + [strdup("LC_ALL=C.UTF-8"), strdup("TMPDIR=" + folder), nil]
        defer { for pointer in vector + environment { free(pointer) } }
        hasStarted = posix_spawn(&identifier, program, &actions, &attributes, &vector, &environment) == 0
    }

    func wait(seconds: Int) -> Outcome {
        guard hasStarted else { return .notStarted }
        var status: Int32 = 0
        let start = ContinuousClock.now
        while true {
            let result = waitpid(identifier, &status, WNOHANG)
            if result == identifier { break }
            if result < 0, errno != EINTR { return .ended(-1) }
            if ContinuousClock.now - start > .seconds(seconds) {
                // The whole group, so that nothing of it stays behind.
                kill(-identifier, SIGKILL)
                while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
                return .timedOut
            }
            usleep(5000)
        }
        // An exit code in the upper byte, a signal in the lower one.
        return .ended(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F))
    }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(file, bytes, count) }
private func systemRead(_ file: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(file, bytes, count) }
