import BudgetModel
import CLibXLSXWriter
import Documents

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A new workbook written by libxlsxwriter, which writes to files only: ours is in a folder of its own and gone afterwards.
final class XLSXFile {
    private let book: UnsafeMutablePointer<lxw_workbook>
    private let folder: String
    private var isClosed = false

    private var path: String { folder + "/workbook.xlsx" }

    /// - Parameter rowByRow: whether each sheet is written row by row downwards, so that rows do not stay in memory.
    init(rowByRow: Bool = false) throws {
        var template = Array("/tmp/jixiao-XXXXXX".utf8CString)
        if let given = getenv("TMPDIR"), given.pointee != 0 { template = Array((String(cString: given) + "/jixiao-XXXXXX").utf8CString) }
        guard mkdtemp(&template) != nil else { throw DocumentError.cannotWriteTemporary }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let temporary = strdup(folder)
        defer { free(temporary) }
        // The parts are made in our folder too; the library takes its name as mutable only for want of `const`.
        var options = lxw_workbook_options()
        options.constant_memory = rowByRow ? 1 : 0
        options.tmpdir = temporary
        guard let book = workbook_new_opt(folder + "/workbook.xlsx", &options) else {
            rmdir(folder)
            throw DocumentError.cannotWriteTemporary
        }
        self.book = book
    }

    deinit {
        if !isClosed { _ = workbook_close(book) }
        unlink(folder + "/workbook.xlsx")
        rmdir(folder)
    }

    func addSheet(_ name: String) throws -> UnsafeMutablePointer<lxw_worksheet> {
        guard let sheet = workbook_add_worksheet(book, name) else { throw DocumentError.cannotWriteTemporary }
        return sheet
    }

    func addFormat() throws -> UnsafeMutablePointer<lxw_format> {
        guard let format = workbook_add_format(book) else { throw DocumentError.cannotWriteTemporary }
        return format
    }

    func setProperty(_ name: String, _ value: String) { _ = workbook_set_custom_property_string(book, name, value) }

    func setTitle(_ title: String, created: Int) {
        // The library copies the texts and takes them as mutable only for want of `const`.
        let texts = [strdup(title), strdup("Jixiao")]
        defer { texts.forEach { free($0) } }
        var properties = lxw_doc_properties()
        properties.title = texts[0]
        properties.author = texts[1]
        properties.created = time_t(created)
        _ = workbook_set_properties(book, &properties)
    }

    func define(_ name: String, _ formula: String) { _ = workbook_define_name(book, name, formula) }

    /// The finished file.
    func bytes() throws -> [UInt8] {
        isClosed = true
        guard workbook_close(book) == LXW_NO_ERROR, let file = fopen(path, "rb") else { throw DocumentError.cannotWriteTemporary }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        guard size > 0 else { throw DocumentError.cannotWriteTemporary }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in count = fread(buffer.baseAddress, 1, size, file) }
        guard bytes.count == size else { throw DocumentError.cannotWriteTemporary }
        return bytes
    }
}

extension DocumentError {
    static var cannotWriteTemporary: DocumentError {
        DocumentError(
            .unwritable,
            Wording(
                zh: "无法写临时文件，工作簿没有生成。请检查临时文件夹（TMPDIR）的空间和权限后再试。",
                en: "A temporary file could not be written, so there is no workbook. Check space and permissions of the temporary folder (TMPDIR), then try again."))
    }
}
