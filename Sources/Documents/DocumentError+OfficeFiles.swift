import BudgetModel

/// The sentences about zip-based office files.
extension DocumentError {
    static let emptyFile = DocumentError(
        .empty,
        Wording(
            zh: "文件是空的（0 字节）：请确认文件已下载或复制完整后再试。",
            en: "The file is empty (0 bytes): make sure it was downloaded or copied completely, then try again."))
    static let notZip = DocumentError(
        .unknownFormat,
        Wording(
            zh: "这不是 .xlsx 或 .docx 文件：请用 Excel、WPS 或 Word 打开，另存为 .xlsx 或 .docx 后再试。",
            en: "This is not an .xlsx or .docx file: open it in Excel, WPS or Word, save it as .xlsx or .docx, then try again."))
    static let truncatedZip = DocumentError(
        .damaged,
        Wording(
            zh: "文件不完整或已损坏，无法打开：请重新下载或复制原文件后再试。",
            en: "The file is incomplete or damaged and cannot be opened: download or copy the original again, then retry."))
    static let tooManyParts = DocumentError(
        .tooLarge,
        Wording(
            zh: "文件内部的部件太多，不像是绩效表：请只保留表格本身，另存为新文件后再试。",
            en: "The file holds far more parts than a form needs: keep the tables only, save them as a new file, then try again."))
    static let fileTooLarge = DocumentError(
        .tooLarge,
        Wording(
            zh: "文件太大，不像是绩效表：请删去图片和附件，只保留表格，另存后再试。",
            en: "The file is larger than a form can be: remove pictures and attachments, keep the tables, save, then try again."))
    static let unpacksTooLarge = DocumentError(
        .tooLarge,
        Wording(
            zh: "文件解压后过大，已停止读取：请把填写的区域复制到新工作簿（或新文档），保存后再试。",
            en: "The file unpacks to far more data than a form needs, so reading stopped: copy the filled area into a new workbook or document, save it, then try again."))
    static let outOfMemory = DocumentError(
        .tooLarge,
        Wording(
            zh: "内存不足，无法处理该文件：请关闭其他程序，或把表格复制到较小的新文件后再试。",
            en: "There is not enough memory for this file: close other programs, or copy the tables into a smaller new file, then try again."))
    static let passwordProtected = DocumentError(
        .encrypted,
        Wording(
            zh: "文件设有密码：请用 Excel、WPS 或 Word 打开，取消密码保护并另存后再试。",
            en: "A password protects the file: open it in Excel, WPS or Word, remove the password, save it, then try again."))

    /// The name comes from the file, so it is shortened and loses what does not print.
    static func damagedPart(_ part: String) -> DocumentError {
        let name = String(part.unicodeScalars.prefix(80).filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
        return DocumentError(
            .damaged,
            Wording(
                zh: "文件已损坏（部件 \(name) 无法读取）：请用 Excel、WPS 或 Word 打开并另存，或重新下载后再试。",
                en: "The file is damaged (part \(name) cannot be read): open and save it in Excel, WPS or Word, or download it again, then retry."))
    }
}
