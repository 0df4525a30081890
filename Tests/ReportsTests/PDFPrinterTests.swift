import BudgetModel
import Foundation
import Reports
import Testing

/// One at a time: a program that another test still writes cannot be started.
@Suite(.serialized)
struct PDFPrinterTests {
    /// A folder with programs made for the test.
    final class Folder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("pdf-printer-\(UUID().uuidString)")

        init(_ programs: [String: String] = [:]) throws {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            for (name, script) in programs {
                let file = url.appendingPathComponent(name)
                try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
            }
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        var pdf: String { url.appendingPathComponent("out.pdf").path }

        func printer(seconds: Int = 30) -> PDFPrinter { PDFPrinter(searchPath: [url.path], timeoutSeconds: seconds) }
    }

    private func error(_ result: Result<Void, PDFError>) -> PDFError? {
        switch result {
        case .success: nil
        case .failure(let error): error
        }
    }

    @Test func `says what to install where WeasyPrint is missing`() throws {
        let folder = try Folder()
        let found = error(folder.printer().print(html: "<p>", to: folder.pdf))
        #expect(found == .noWeasyPrint)
        #expect(found?.sentence.zh.contains("apt install weasyprint") == true)
        #expect(!FileManager.default.fileExists(atPath: folder.pdf))
    }

    @Test func `says what to install where no Chinese font is`() throws {
        let folder = try Folder(["weasyprint": "exit 0", "fc-list": "exit 0"])
        let found = error(folder.printer().print(html: "<p>", to: folder.pdf))
        #expect(found == .noChineseFont)
        #expect(found?.sentence.zh.contains("fonts-noto-cjk") == true)
    }

    @Test func `hands over the page and writes what comes back`() throws {
        // The last two arguments are the page and the PDF.
        let folder = try Folder([
            "weasyprint": "while [ $# -gt 2 ]; do shift; done; printf '%%PDF-1.7 ' > \"$2\"; cat \"$1\" >> \"$2\"", "fc-list": "echo Font",
        ])
        #expect(error(folder.printer().print(html: "页 $(touch x) `id`", to: folder.pdf)) == nil)
        #expect(try String(contentsOfFile: folder.pdf, encoding: .utf8) == "%PDF-1.7 页 $(touch x) `id`")
    }

    @Test func `stops a printer that takes too long, with all it started`() throws {
        let folder = try Folder(["weasyprint": "sleep 30 & wait"])
        let start = ContinuousClock.now
        #expect(error(folder.printer(seconds: 1).print(html: "<p>", to: folder.pdf)) == .timedOut(seconds: 1))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `passes on why WeasyPrint failed and keeps the old file`() throws {
        let folder = try Folder(["weasyprint": "echo trouble; echo 'the last word' >&2; exit 3"])
        try Data("old".utf8).write(to: URL(fileURLWithPath: folder.pdf))
        #expect(error(folder.printer().print(html: "<p>", to: folder.pdf)) == .failed("the last word"))
        #expect(try String(contentsOfFile: folder.pdf, encoding: .utf8) == "old")
    }

    @Test func `an exit code of 0 without a PDF is a failure`() throws {
        let folder = try Folder(["weasyprint": "exit 0"])
        #expect(error(folder.printer().print(html: "<p>", to: folder.pdf)) == .failed(""))
    }

    @Test func `says where it cannot write`() throws {
        let folder = try Folder(["weasyprint": "while [ $# -gt 2 ]; do shift; done; printf '%%PDF-1.7' > \"$2\""])
        let path = folder.url.path + "/missing/out.pdf"
        #expect(error(folder.printer().print(html: "<p>", to: path)) == .cannotWrite(path: path))
    }

    @Test func `never runs what lies in the current folder`() {
        #expect(PDFPrinter(searchPath: [".", "bin", "/usr/bin", ""]).searchPath == ["/usr/bin"])
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/weasyprint")))
    func `prints a report with the WeasyPrint of this machine`() throws {
        let folder = try Folder()
        switch PDFPrinter().print(html: HTMLRenderer.render(Examples.draft), to: folder.pdf) {
        case .success: #expect(try Data(contentsOf: URL(fileURLWithPath: folder.pdf)).starts(with: Data("%PDF-".utf8)))
        case .failure(let error): #expect(error == .noChineseFont)
        }
    }
}
