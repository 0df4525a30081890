import BudgetModel

extension DocumentError {
    /// The same for somebody who handed in a report in running text: it asks for the report, never for a form.
    var forReport: DocumentError {
        // What speaks of Word, PDF or passwords fits a report as it is.
        guard !sentence.zh.contains("报告"), sentence.zh.contains("表") || sentence.zh.contains(".xlsx") || sentence.zh.contains("工作簿") else { return self }
        return switch kind {
        case .damaged:
            DocumentError(
                kind,
                Wording(
                    zh: "文件不完整或已损坏，无法读取：请重新下载或复制报告原件，或用 Word、WPS 打开后另存为 .docx 再试。",
                    en: "The file is incomplete or damaged and cannot be read: download or copy the report again, or open it in Word or WPS, save it as .docx, then retry."))
        case .tooLarge:
            DocumentError(
                kind,
                Wording(
                    zh: "文件太大或结构太复杂，不像是自评报告：请只保留报告正文，删去图片、附件和大表，另存为 .docx 后再试。",
                    en: "The file is larger or more complex than a report can be: keep the text of the report, remove pictures, attachments and large tables, save it as .docx, then try again."))
        case .unknownFormat, .unsupportedFormat, .hostile:
            // What the file is stands before the first mark; the rest would ask for a form.
            DocumentError(
                kind,
                Wording(
                    zh: "\(sentence.zh.prefix { !"，：；".contains($0) })，不能作为报告核对：请提供报告的 .docx、.html、.pdf、.txt 或 .md 文件。",
                    en: "\(sentence.en.prefix { !",:;".contains($0) }), so it cannot be audited: provide the report as a .docx, .html, .pdf, .txt or .md file."))
        case .encrypted, .empty, .unwritable: self
        }
    }
}
