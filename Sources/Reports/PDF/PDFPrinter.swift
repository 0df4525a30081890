package import BudgetModel
import Documents

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
        self.init(searchPath: ChildProcess.searchPath, timeoutSeconds: timeoutSeconds)
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
        guard let weasyprint = ChildProcess.program("weasyprint", in: searchPath) else { return .failure(.noWeasyPrint) }
        guard let folder = PrivateFolder(for: ["fonts", "log", "report.html", "report.pdf"]) else { return .failure(.cannotWrite(path: PrivateFolder.place)) }
        if let list = ChildProcess.program("fc-list", in: searchPath) {
            // Without the program nothing can be said of fonts, and WeasyPrint may go ahead.
            let run = ChildProcess(list, [":lang=zh", "family"], folder: folder.path, output: folder.path + "/fonts")
            if case .ended(0) = run.wait(seconds: 20), PrivateFolder.contents(folder.path + "/fonts").allSatisfy({ $0 == 0x0A || $0 == 0x20 }) {
                return .failure(.noChineseFont)
            }
        }
        let input = folder.path + "/report.html"
        let output = folder.path + "/report.pdf"
        guard PrivateFolder.write(Array(html.utf8), to: input) else { return .failure(.cannotWrite(path: input)) }
        let process = ChildProcess(
            weasyprint, ["--quiet", "--encoding", "utf-8", "--base-url", "about:blank", input, output], folder: folder.path, output: folder.path + "/log")
        switch process.wait(seconds: timeoutSeconds) {
        case .timedOut: return .failure(.timedOut(seconds: timeoutSeconds))
        case .notStarted: return .failure(.failed(""))
        case .ended(let status):
            let pdf = PrivateFolder.contents(output)
            guard status == 0, pdf.starts(with: Array("%PDF-".utf8)) else { return .failure(.failed(Self.lastLine(folder.path + "/log"))) }
            return Self.replace(path, with: finish(pdf)) ? .success(()) : .failure(.cannotWrite(path: path))
        }
    }

    // MARK: Files

    /// Through a file beside it, so that nobody sees half a PDF.
    private static func replace(_ path: String, with bytes: [UInt8]) -> Bool {
        let draft = path + ".\(getpid()).part"
        guard PrivateFolder.write(bytes, to: draft), rename(draft, path) == 0 else {
            unlink(draft)
            return false
        }
        return true
    }

    private static func lastLine(_ path: String) -> String {
        let text = String(decoding: PrivateFolder.contents(path).suffix(2000), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
        return String(line.prefix(200))
    }
}
