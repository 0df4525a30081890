import BudgetModel

/// The sentences about old office files, web pages, text and all that is recognised but not read.
extension DocumentError {
    private static func of(_ kind: Kind, _ zh: String, _ en: String) -> DocumentError { DocumentError(kind, Wording(zh: zh, en: en)) }

    // MARK: Damaged

    static let damagedCompoundFile = of(
        .damaged, "文件不完整或已损坏（旧版 Office 文件的内部结构有误）：请重新下载或复制原文件，或用 Excel、WPS 打开后另存为 .xlsx 再试。",
        "The file is incomplete or damaged (the inner structure of an old Office file is broken): download or copy the original again, or open it in Excel or WPS, save it as .xlsx, then retry.")
    static let damagedWorkbook = of(
        .damaged, "工作簿不完整或已损坏：请重新下载或复制原文件，或用 Excel、WPS 打开后另存为 .xlsx 再试。",
        "The workbook is incomplete or damaged: download or copy the original again, or open it in Excel or WPS, save it as .xlsx, then retry.")

    // MARK: Too large

    static let tooManyCells = of(
        .tooLarge, "表格过大（单元格、行或列太多），不像是绩效表：请把填写的区域复制到新工作簿，保存后再试。",
        "The tables are larger than a form can be (cells, rows or columns): copy the filled area into a new workbook, save it, then try again.")
    static let tooDeep = of(
        .tooLarge, "文件内部嵌套过深，已停止读取：请把表格复制到新工作簿或新文档，保存后再试。",
        "The file is nested too deeply, so reading stopped: copy the tables into a new workbook or document, save it, then try again.")
    static let tooManyAttributes = of(
        .tooLarge, "文件内部有异常庞大的标记，已停止读取：请把表格复制到新工作簿或新文档，保存后再试。",
        "The file holds a tag of an unusual size, so reading stopped: copy the tables into a new workbook or document, save it, then try again.")
    static let tookTooLong = of(
        .tooLarge, "读取用时过长，已停止：请把填写的区域复制到新工作簿或新文档，保存后再试。",
        "Reading took too long and was stopped: copy the filled area into a new workbook or document, save it, then try again.")

    // MARK: Hostile

    static let hasDocumentType = of(
        .hostile, "文件带有 XML 文档类型声明（DOCTYPE），正常的表格文件不含此内容，已拒绝读取：请用 Excel 或 WPS 打开并另存为 .xlsx 后再试。",
        "The file declares an XML document type (DOCTYPE), which no ordinary table file does, so it was refused: open it in Excel or WPS, save it as .xlsx, then try again.")

    // MARK: Protected

    static let officeSecurity = of(
        .encrypted, "文件被本单位的文档安全软件加密：请用该软件解密（或导出明文文件）后再试。",
        "Document security software of the office has encrypted the file: decrypt it with that software (or export a plain copy), then try again.")

    // MARK: Recognised, not read

    static func oldWord(_ zh: String, _ en: String) -> DocumentError {
        of(
            .unsupportedFormat, "这是旧版 \(zh)文档，不能直接读取：请用 Word 或 WPS 打开，“另存为” .docx 后再试。",
            "This is an old \(en) document and is not read directly: open it in Word or WPS, save it as .docx, then try again.")
    }
    static let oldExcel = of(
        .unsupportedFormat, "这是很旧的 Excel 工作簿（Excel 4.0 或更早），不能直接读取：请用 Excel 或 WPS 打开，“另存为” .xlsx 后再试。",
        "This is a very old Excel workbook (Excel 4.0 or earlier) and is not read directly: open it in Excel or WPS, save it as .xlsx, then try again.")
    static let binaryWorkbook = of(
        .unsupportedFormat, "这是 Excel 二进制工作簿（.xlsb），不能直接读取：请用 Excel 或 WPS 打开，“另存为” .xlsx 后再试。",
        "This is a binary Excel workbook (.xlsb) and is not read directly: open it in Excel or WPS, save it as .xlsx, then try again.")
    static let wpsTable = of(
        .unsupportedFormat, "这是 WPS 表格文件（.et），不能直接读取：请用 WPS 打开，“另存为” .xlsx 后再试。",
        "This is a WPS spreadsheet (.et) and is not read directly: open it in WPS, save it as .xlsx, then try again.")
    static let slides = of(
        .unsupportedFormat, "这是演示文稿，不是表格：请提供绩效表的 .xlsx 或 .docx 文件。",
        "This is a presentation, not a table: please provide the form as an .xlsx or .docx file.")
    static let otherCompoundFile = of(
        .unsupportedFormat, "这是旧版复合文档，但不是 Excel 工作簿：请用原来的软件打开，“另存为” .xlsx 或 .docx 后再试。",
        "This is an old compound file but no Excel workbook: open it in the program it came from, save it as .xlsx or .docx, then try again.")
    static let openDocumentTable = of(
        .unsupportedFormat, "这是 OpenDocument 表格（.ods），不能直接读取：请用 LibreOffice 或 WPS 打开，“另存为” .xlsx 后再试。",
        "This is an OpenDocument spreadsheet (.ods) and is not read directly: open it in LibreOffice or WPS, save it as .xlsx, then try again.")
    static let openDocumentText = of(
        .unsupportedFormat, "这是 OpenDocument 文档（.odt 等），不能直接读取：请用 LibreOffice 或 WPS 打开，“另存为” .docx 后再试。",
        "This is an OpenDocument file (.odt or alike) and is not read directly: open it in LibreOffice or WPS, save it as .docx, then try again.")
    static let ofd = of(
        .unsupportedFormat, "这是 OFD 版式文件，不能读取其中的表格：请向填报单位索取该表的 .xlsx 或 .docx 原件。",
        "This is an OFD page file, whose tables cannot be read: please ask the unit for the form itself as .xlsx or .docx.")
    static let uof = of(
        .unsupportedFormat, "这是 UOF（标文通）文件，不能直接读取：请用 WPS 或 LibreOffice 打开，“另存为” .xlsx 或 .docx 后再试。",
        "This is a UOF office file and is not read directly: open it in WPS or LibreOffice, save it as .xlsx or .docx, then try again.")
    static let pdf = of(
        .unsupportedFormat, "这是 PDF 文件，不能可靠地读出表格：请向填报单位索取该表的 .xlsx 或 .docx 原件。",
        "This is a PDF, from which tables cannot be read reliably: please ask the unit for the form itself as .xlsx or .docx.")
    static func picture(_ name: String) -> DocumentError {
        of(
            .unsupportedFormat, "这是图片（\(name)），图片里的表格无法读取：请提供该表的 .xlsx 或 .docx 原件。",
            "This is a picture (\(name)); a table in a picture cannot be read: please provide the form itself as .xlsx or .docx.")
    }
    static let richText = of(
        .unsupportedFormat, "这是 RTF 文档（有时也以 .doc 命名），不能直接读取：请用 Word 或 WPS 打开，“另存为” .docx 后再试。",
        "This is an RTF document (sometimes named .doc) and is not read directly: open it in Word or WPS, save it as .docx, then try again.")
    static func archive(_ name: String) -> DocumentError {
        of(
            .unsupportedFormat, "这是压缩包（\(name)）：请先解压，再选择里面的 .xlsx、.xls 或 .docx 文件。",
            "This is an archive (\(name)): unpack it first, then choose the .xlsx, .xls or .docx files in it.")
    }
    static let webArchive = of(
        .unsupportedFormat, "这是单个文件网页（.mht）：请用 Excel、WPS 或浏览器打开，“另存为” .xlsx（或普通的 .html）后再试。",
        "This is a web page packed into one file (.mht): open it in Excel, WPS or a browser, save it as .xlsx (or as plain .html), then try again.")
    static let frameset = of(
        .unsupportedFormat, "这是“另存为网页”的工作簿目录页，表格在旁边同名文件夹里的其他文件中：请用 Excel 或 WPS 打开，“另存为” .xlsx 后再试。",
        "This is only the cover page of a workbook saved as a web page; its sheets lie in other files in the folder beside it: open it in Excel or WPS, save it as .xlsx, then try again.")
    static let wordXML = of(
        .unsupportedFormat, "这是 Word 的 XML 文档，不能直接读取：请用 Word 或 WPS 打开，“另存为” .docx 后再试。",
        "This is a Word document saved as XML and is not read directly: open it in Word or WPS, save it as .docx, then try again.")
    static let otherXML = of(
        .unknownFormat, "这是 XML 数据文件，不是绩效表：请提供该表的 .xlsx、.xls 或 .docx 文件。",
        "This is an XML data file, not a form: please provide the form as an .xlsx, .xls or .docx file.")
    static let noTextEncoding = of(
        .unsupportedFormat, "本机缺少该文件所用的中文编码（GB18030），无法转换：请用 Excel 或 WPS 打开，“另存为” .xlsx 后再试。",
        "This machine lacks the character encoding of the file (GB18030): open it in Excel or WPS, save it as .xlsx, then try again.")
    static let unknownContent = of(
        .unknownFormat, "无法识别文件内容：请提供绩效表的 .xlsx、.xls、.docx、.html 或 .csv 文件。",
        "The content of the file is not recognised: please provide the form as an .xlsx, .xls, .docx, .html or .csv file.")

    /// Text under an office name: it is nobody's form, so it is not quietly read as a table.
    static func textNamed(_ suffix: String) -> DocumentError {
        of(
            .unknownFormat, "文件名为 .\(suffix)，内容却是纯文本，不是 Office 文件：请用 Excel 或 WPS 重新“另存为” .xlsx，或者把它改名为 .csv 后再试。",
            "The file is named .\(suffix) but holds plain text, not an Office file: save it again from Excel or WPS as .xlsx, or rename it to .csv, then try again.")
    }

    /// The same of what should be a report.
    static func textNamedReport(_ suffix: String) -> DocumentError {
        of(
            .unknownFormat, "文件名为 .\(suffix)，内容却是纯文本，不是 Office 文件或 PDF 报告：请用 Word 或 WPS 重新“另存为” .docx，或者把它改名为 .txt 后再试。",
            "The file is named .\(suffix) but holds plain text, neither an Office file nor a PDF: save the report again as .docx from Word or WPS, or rename it to .txt, then try again.")
    }

    static let blankText = of(
        .empty, "文件里只有空白，没有文字：请确认文件是否正确、内容是否已保存。",
        "The file holds only blanks and no text: check that it is the right one and that its content was saved.")
}
