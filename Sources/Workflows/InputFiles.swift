package import BudgetModel
import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that cannot be taken in, with the sentence for the user.
package struct InputProblem: Error, Hashable, Sendable {
    package var path: String
    package var sentence: Wording

    package init(path: String, sentence: Wording) {
        self.path = path
        self.sentence = sentence
    }
}

/// One file to be read.
package struct InputFile: Hashable, Sendable {
    package var path: String
    /// Whether it was found in a folder, not named by the user.
    package var isFound: Bool

    package init(path: String, isFound: Bool = false) {
        self.path = path
        self.isFound = isFound
    }
}

/// The files of a command, and what its folders hold besides.
package struct InputList: Sendable {
    package var files: [Result<InputFile, InputProblem>] = []
    /// What was passed over in a folder, with its reason.
    package var passedOver: [InputProblem] = []
}

/// Turns the paths of a command into files, and files into bytes.
package enum InputFiles {
    /// What a command looks for in folders.
    package enum Wanted: Sendable {
        case forms
        /// Reports in running text.
        case reports

        /// Endings of names that can hold it; other files of a folder are passed over.
        fileprivate var endings: Set<String> {
            switch self {
            case .forms: ["xlsx", "xlsm", "xltx", "xls", "docx", "docm", "html", "htm", "mht", "csv", "tsv", "et", "wps", "doc", "ods", "pdf"]
            case .reports: ["docx", "docm", "html", "htm", "pdf", "txt", "md", "doc", "wps"]
            }
        }

        fileprivate var noneFound: Wording {
            switch self {
            case .forms:
                Wording(
                    zh: "文件夹里没有可读取的表格文件（.xlsx、.xls、.docx、.html、.csv）：请检查是否选对了文件夹。",
                    en: "The folder holds no file that can be read (.xlsx, .xls, .docx, .html, .csv): check that it is the right one.")
            case .reports:
                Wording(
                    zh: "文件夹里没有可读取的报告文件（.docx、.html、.pdf、.txt、.md）：请检查是否选对了文件夹。",
                    en: "The folder holds no report that can be read (.docx, .html, .pdf, .txt, .md): check that it is the right one.")
            }
        }

        fileprivate func passedOver(_ count: Int, _ zh: String, _ en: String) -> Wording {
            switch self {
            case .forms:
                Wording(zh: "文件夹里有 \(count) 个文件不是表格文件，未读取：\(zh)。", en: "\(count) files of the folder cannot hold a form and were not read: \(en).")
            case .reports:
                Wording(zh: "文件夹里有 \(count) 个文件不是报告文件，未读取：\(zh)。", en: "\(count) files of the folder cannot hold a report and were not read: \(en).")
            }
        }
    }

    /// The files of the paths in their order; a folder gives all its files, below it too, by name.
    ///
    /// Lock files of office programs and hidden files are left out without a word; other files of a folder
    /// that cannot hold a form are counted and named. `-` stands for standard input.
    package static func expand(_ paths: [String], for wanted: Wanted = .forms) -> InputList {
        var list = InputList()
        for path in paths {
            guard path != "-" else {
                list.files.append(.success(InputFile(path: path)))
                continue
            }
            var isDirectory = false
            guard exists(path, &isDirectory) else {
                list.files.append(.failure(InputProblem(path: path, sentence: Wording(zh: "找不到这个文件或文件夹：请检查路径和文件名。", en: "There is no such file or folder: check the path and the name."))))
                continue
            }
            guard isDirectory else {
                list.files.append(.success(InputFile(path: path)))
                continue
            }
            var content = FolderContent()
            walk(path, wanted.endings, into: &content)
            content.files.sort { $0.path < $1.path }
            if !content.others.isEmpty { list.passedOver.append(InputProblem(path: path, sentence: passedOver(content.others.sorted(), in: path, wanted))) }
            if content.files.isEmpty {
                list.files.append(.failure(InputProblem(path: path, sentence: wanted.noneFound)))
            }
            list.files += content.files.map { $0.problem.map { .failure($0) } ?? .success(InputFile(path: $0.path, isFound: true)) }
        }
        return list
    }

    private static func exists(_ path: String, _ isDirectory: inout Bool) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        return true
    }

    private struct FolderContent {
        var files: [(path: String, problem: InputProblem?)] = []
        /// Paths of what cannot hold a form.
        var others: [String] = []
    }

    private static func walk(_ folder: String, _ endings: Set<String>, into content: inout FolderContent) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            let sentence = Wording(zh: "这个文件夹打不开，里面的文件没有读取：请向所有者或管理员索取权限。", en: "This folder cannot be opened, so its files were not read: ask its owner or the administrator for permission.")
            content.files.append((folder, InputProblem(path: folder, sentence: sentence)))
            return
        }
        for name in names where !name.hasPrefix(".") && !name.hasPrefix("~$") {
            let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
            var status = stat()
            // Links are not followed, so that no folder is walked twice.
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                walk(path, endings, into: &content)
            } else if status.st_mode & S_IFMT == S_IFREG, let dot = name.lastIndex(of: "."), endings.contains(name[name.index(after: dot)...].lowercased()) {
                content.files.append((path, nil))
            } else {
                content.others.append(path)
            }
        }
    }

    private static func passedOver(_ paths: [String], in folder: String, _ wanted: Wanted) -> Wording {
        let (zh, en) = listed(paths, in: folder)
        return wanted.passedOver(paths.count, zh, en)
    }

    /// The first names, without the folder they were found in.
    static func listed(_ paths: [String], in folder: String = "") -> (zh: String, en: String) {
        let start = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        let shown = paths.prefix(10).map { $0.hasPrefix(start) ? String($0.dropFirst(start.count)) : $0 }
        let rest = paths.count - shown.count
        return (shown.joined(separator: "、") + (rest > 0 ? " 等" : ""), shown.joined(separator: ", ") + (rest > 0 ? " and others" : ""))
    }

    /// All bytes of a file, at most `limit`.
    package static func bytes(of path: String, limit: Int) throws(InputProblem) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY)
        guard descriptor >= 0 else {
            throw InputProblem(path: path, sentence: unopened(errno))
        }
        defer { if path != "-" { close(descriptor) } }
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            throw InputProblem(path: path, sentence: Wording(zh: "这是文件夹，不是文件：请指定里面的一个文件。", en: "This is a folder, not a file: name one of the files in it."))
        }
        let expected = path == "-" ? 1 << 16 : max(Int(status.st_size), 1 << 12)
        guard expected <= limit else { throw tooLarge(path, limit) }
        // One byte more than expected, which stays free when the size was right.
        var result = try next(expected + 1, of: descriptor, path)
        guard result.count > expected else { return result }
        while true {
            guard result.count <= limit else { throw tooLarge(path, limit) }
            let more = try next(1 << 16, of: descriptor, path)
            if more.isEmpty { return result }
            result += more
        }
    }

    /// The next `count` bytes, fewer only at the end.
    private static func next(_ count: Int, of descriptor: Int32, _ path: String) throws(InputProblem) -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
                failed = got < 0
                guard got > 0 else { break }
                filled += got
            }
        }
        guard !failed else {
            throw InputProblem(path: path, sentence: Wording(zh: "读取这个文件时出错：请检查磁盘或网络盘后再试。", en: "Reading this file failed: check the disk or network drive and try again."))
        }
        return bytes
    }

    private static func unopened(_ error: Int32) -> Wording {
        switch error {
        case ENOENT, ENOTDIR: Wording(zh: "找不到这个文件：请检查路径和文件名。", en: "There is no such file: check the path and the name.")
        case EACCES, EPERM:
            Wording(zh: "没有读取这个文件的权限：请向文件的所有者或管理员索取权限。", en: "There is no permission to read this file: ask its owner or the administrator for it.")
        default: Wording(zh: "无法打开这个文件：请检查路径，或关闭正在使用它的程序。", en: "This file cannot be opened: check the path, or close the program that uses it.")
        }
    }

    private static func tooLarge(_ path: String, _ limit: Int) -> InputProblem {
        InputProblem(
            path: path,
            sentence: Wording(
                zh: "文件超过 \(limit >> 20) MB，不像是绩效表或自评报告：请把绩效表另存为单独的工作簿，或只保留报告正文，再试。",
                en: "The file is above \(limit >> 20) MB, more than a form or a report needs: save the form as a workbook of its own, or keep the text of the report only, then try again."))
    }
}
