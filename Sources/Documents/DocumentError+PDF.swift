import BudgetModel

/// The sentences about PDF files whose text is read.
extension DocumentError {
    static let pdfWithoutProgram = DocumentError(
        .unsupportedFormat,
        Wording(
            zh: "这是 PDF 文件，读取其中的文字需要 pdftotext，本机没有安装：请运行“apt install poppler-utils”后再试，或提供报告的 .docx 原件。",
            en: "This is a PDF; reading its text needs pdftotext, which is not installed: run “apt install poppler-utils” and try again, or provide the report as .docx."))
    static let pdfWithoutText = DocumentError(
        .unsupportedFormat,
        Wording(
            zh: "这个 PDF 里没有文字，多半是扫描件，不能核对：请提供报告的 .docx 原件，或先做文字识别再另存。",
            en: "This PDF holds no text; it is probably a scan and cannot be audited: provide the report as .docx, or have the text recognised first."))
    static let pdfEncrypted = DocumentError(
        .encrypted,
        Wording(
            zh: "这个 PDF 设有密码或不许复制文字，无法读取：请取消保护后另存，或提供报告的 .docx 原件。",
            en: "This PDF has a password or forbids copying its text and cannot be read: remove the protection and save it, or provide the report as .docx."))
    static let pdfDamaged = DocumentError(
        .damaged,
        Wording(
            zh: "这个 PDF 不完整或已损坏，无法读取：请重新下载或复制原文件后再试。",
            en: "This PDF is incomplete or damaged and cannot be read: download or copy the original again, then retry."))
    static let pdfTookTooLong = DocumentError(
        .tooLarge,
        Wording(
            zh: "读取这个 PDF 用时过长，已停止：请只保留报告正文的页后再试，或提供报告的 .docx 原件。",
            en: "Reading this PDF took too long and was stopped: keep the pages of the report only and try again, or provide it as .docx."))
    static let pdfNoRoom = DocumentError(
        .unwritable,
        Wording(
            zh: "读取 PDF 需要的临时文件无法写入：请检查磁盘空间和临时文件夹（TMPDIR）的权限。",
            en: "The temporary file needed to read a PDF cannot be written: check disk space and the permissions of the temporary folder (TMPDIR)."))
}
