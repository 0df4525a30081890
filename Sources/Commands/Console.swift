import BudgetModel
import Reports
import Synchronization
import Workflows

#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#endif

/// Standard output and standard error of the process.
enum Console {
    /// Colour only on a terminal, and never when the user asks for none (NO_COLOR).
    static var style: TerminalStyle {
        var size = winsize()
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let columns = isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 120
        return TerminalStyle(hasColour: isTerminal && getenv("NO_COLOR") == nil, columns: columns)
    }

    // MARK: - Progress

    private struct Progress {
        var line: ProgressLine
        var isShown = false
        /// When it was last drawn.
        var drawn = -1.0
    }

    /// The line of progress at the foot of standard error; nil when there is none.
    private static let progress = Mutex<Progress?>(nil)
    private static let errorsAreSeen = isatty(STDERR_FILENO) == 1
    private static let outputIsSeen = isatty(STDOUT_FILENO) == 1

    /// Shows how far a run of several files is, on a terminal only.
    static func beginProgress(total: Int, _ language: Language) {
        guard errorsAreSeen, total > 1 else { return }
        progress.withLock {
            $0 = Progress(line: ProgressLine(total: total, at: seconds, language: language))
            draw(&$0)
        }
    }

    /// One more file is done; the line is drawn ten times a second at most.
    static func advanceProgress() {
        progress.withLock { progress in
            let now = seconds
            progress?.line.advance(at: now)
            if let drawn = progress?.drawn, now - drawn >= 0.1 { draw(&progress) }
        }
    }

    /// Takes the line away for good.
    static func endProgress() {
        progress.withLock {
            hide(&$0)
            $0 = nil
        }
    }

    private static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func draw(_ progress: inout Progress?) {
        guard let line = progress?.line else { return }
        var size = winsize()
        let columns = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
        fputs("\r\u{1B}[K" + line.text(columns: columns), stderr)
        progress?.isShown = true
        progress?.drawn = seconds
    }

    private static func hide(_ progress: inout Progress?) {
        guard progress?.isShown == true else { return }
        fputs("\r\u{1B}[K", stderr)
        progress?.isShown = false
    }

    // MARK: - Text

    /// Writes all bytes; a closed pipe (`| head`) ends the process quietly, as other tools do.
    static func write(_ bytes: [UInt8]) throws {
        // On a terminal the output takes the place of the line, which comes back with the next file.
        if outputIsSeen { progress.withLock { hide(&$0) } }
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw WriteProblem(path: "-", sentence: Wording(zh: "结果无法写到标准输出：请检查磁盘空间，或接收结果的程序。", en: "The results cannot be written to standard output: check disk space, or the program that receives them."), exitCode: .cannotWrite)
                }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Writes a file, or standard output for `-`.
    static func write(_ bytes: [UInt8], to path: String) throws { if path == "-" { try write(bytes) } else { try OutputFiles.write(bytes, to: path) } }

    static func print(_ lines: [String]) throws { try write(Array((lines.joined(separator: "\n") + "\n").utf8)) }

    static func complain(_ text: String) {
        progress.withLock {
            hide(&$0)
            fputs(text + "\n", stderr)
        }
    }
}
