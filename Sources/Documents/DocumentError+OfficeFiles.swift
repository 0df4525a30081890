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
            zh: "文件太大，不像是绩效表：请只保留表格，删去图片、附件和无关内容，另存后再试。",
            en: "The file is larger than a form can be: keep the tables, remove pictures, attachments and all else, save, then try again."))
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

    static let tooManyRows = DocumentError(
        .tooLarge,
        Wording(
            zh: "行数过多（可能是大量空行），已停止读取：请删去多余的空行，或把填写的区域复制到新工作簿，保存后再试。",
            en: "There are too many rows, perhaps empty ones, so reading stopped: delete the surplus rows, or copy the filled area into a new workbook, save it, then try again."))
    static let tooManySheets = DocumentError(
        .tooLarge,
        Wording(
            zh: "工作表太多，已停止读取：请把要检查的工作表移到新工作簿，保存后再试。",
            en: "There are too many sheets, so reading stopped: move the sheets to be checked into a new workbook, save it, then try again."))
    static let noWorkbook = DocumentError(
        .unknownFormat,
        Wording(
            zh: "文件中没有工作簿内容：请用 Excel 或 WPS 打开，另存为 .xlsx 后再试。",
            en: "There is no workbook in this file: open it in Excel or WPS, save it as .xlsx, then try again."))
    static let noTextDocument = DocumentError(
        .unknownFormat,
        Wording(
            zh: "文件中没有文档正文：请用 Word 或 WPS 打开，另存为 .docx 后再试。",
            en: "There is no document text in this file: open it in Word or WPS, save it as .docx, then try again."))
    static let noSheets = DocumentError(
        .damaged,
        Wording(
            zh: "工作簿中找不到任何工作表的内容，文件可能已损坏：请用 Excel 或 WPS 打开并另存，或重新下载后再试。",
            en: "No sheet of this workbook can be found, so the file may be damaged: open and save it in Excel or WPS, or download it again, then retry."))

    static func badReference(part: String) -> DocumentError {
        DocumentError(
            .damaged,
            Wording(
                zh: "文件已损坏（\(printable(part)) 中有超出工作表范围的单元格位置）：请用 Excel 或 WPS 打开并另存后再试。",
                en: "The file is damaged (\(printable(part)) places a cell outside any sheet): open and save it in Excel or WPS, then try again."))
    }

    static func damagedPart(_ part: String) -> DocumentError {
        let name = printable(part)
        return DocumentError(
            .damaged,
            Wording(
                zh: "文件已损坏（部件 \(name) 无法读取）：请用 Excel、WPS 或 Word 打开并另存，或重新下载后再试。",
                en: "The file is damaged (part \(name) cannot be read): open and save it in Excel, WPS or Word, or download it again, then retry."))
    }

    /// A name out of a file, shortened and without what does not print.
    static func printable(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.prefix(80).filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }
}
