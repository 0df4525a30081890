import BudgetModel
import Reports
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

    /// Writes all bytes; a closed pipe (`| head`) ends the process quietly, as other tools do.
    static func write(_ bytes: [UInt8]) throws {
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

    static func print(_ lines: [String]) throws { try write(Array((lines.joined(separator: "\n") + "\n").utf8)) }

    static func complain(_ text: String) {
        let line = text + "\n"
        fputs(line, stderr)
    }
}
