import BudgetModel

extension OwnDocument {
    /// Where a document goes: over an earlier one that is as we wrote it, beside one that somebody has worked on.
    static func place(for name: String, _ ending: String) throws(WriteProblem) -> (path: String, note: Wording?) {
        func isFree(_ path: String) -> Bool {
            guard OutputFiles.isFile(path) else { return true }
            guard let earlier = try? InputFiles.bytes(of: path, limit: 256 << 20) else { return false }
            return OwnDocument(earlier)?.isUntouched == true
        }
        let wanted = name + ending
        guard !isFree(wanted) else { return (wanted, nil) }
        guard let number = (2..<1000).first(where: { isFree("\(name)(\($0))\(ending)") }) else {
            throw WriteProblem(
                path: wanted,
                sentence: Wording(
                    zh: "已有这个文件，而且不是 Jixiao 写出的原样，没有覆盖；编号的文件名也用完了：请换一个文件夹。",
                    en: "The file exists and is not as Jixiao wrote it, so it was not replaced, and no numbered name is left: choose another folder."),
                exitCode: .cannotCreate)
        }
        let other = "\(name)(\(number))\(ending)"
        return (
            other,
            Wording(
                zh: "“\(wanted)”已经存在，而且不是 Jixiao 写出的原样，没有覆盖；这次的写到了“\(other)”。",
                en: "“\(wanted)” exists and is not as Jixiao wrote it, so it was not replaced; the new one is “\(other)”.")
        )
    }
}
