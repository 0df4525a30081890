/// What a file is, told by its content alone.
enum FileContent: Hashable, Sendable {
    case empty
    case zip
    /// A zip file without the list of its parts, which stands at its end.
    case zipCutShort
    case compoundFile
    /// Records of Excel without their container.
    case workbookRecords
    case html
    case spreadsheetXML
    case wordXML
    case openDocumentXML
    case uof
    case otherXML
    case webArchive
    case richText
    case pdf
    case picture(String)
    case archive(String)
    case officeSecurity
    /// Text in lines with the separators of a table.
    case table
    case text
    case unknown
}

package enum DocumentSniffer {
    /// How much of a text is looked at.
    private static let window = 1 << 16

    /// Whether a container (zip, and Word and Excel before 2007) can be opened; what is none is whole as far as this goes.
    package static func isWhole(_ bytes: [UInt8]) -> Bool {
        switch binary(bytes) {
        case .zip: (try? ZipArchive(bytes)).map { !$0.entries.isEmpty } ?? false
        case .zipCutShort: false
        case .compoundFile: (try? CompoundFile(bytes)) != nil
        default: true
        }
    }

    /// What needs no decoding of text to be told; nil for text.
    static func binary(_ bytes: [UInt8]) -> FileContent? {
        guard !bytes.isEmpty else { return .empty }
        func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool { bytes.dropFirst(offset).starts(with: signature) }
        func begins(_ text: String, at offset: Int = 0) -> Bool { begins(Array(text.utf8), at: offset) }
        if begins([0x50, 0x4B, 0x03, 0x04]) || begins([0x50, 0x4B, 0x05, 0x06]) || begins([0x50, 0x4B, 0x07, 0x08]) {
            return hasZipEnd(bytes) ? .zip : .zipCutShort
        }
        if CompoundFile.matches(bytes) { return .compoundFile }
        if XLSReader.opensRecords(bytes) { return .workbookRecords }
        if bytes.prefix(1024).firstIndex(of: Array("%PDF-".utf8)) != nil { return .pdf }
        if begins("{\\rtf") { return .richText }
        if begins([0x89, 0x50, 0x4E, 0x47]) { return .picture("PNG") }
        if begins([0xFF, 0xD8, 0xFF]) { return .picture("JPEG") }
        if begins("GIF8") { return .picture("GIF") }
        if begins([0x49, 0x49, 0x2A, 0x00]) || begins([0x4D, 0x4D, 0x00, 0x2A]) { return .picture("TIFF") }
        if begins("RIFF"), begins("WEBP", at: 8) { return .picture("WebP") }
        if begins("ftyp", at: 4), ["heic", "heix", "hevc", "mif1", "msf1", "avif"].contains(where: { begins($0, at: 8) }) { return .picture("HEIC") }
        // Two letters alone could begin a text: the four empty bytes of the header must follow.
        if begins("BM"), bytes.count > 54, begins([0, 0, 0, 0], at: 6) { return .picture("BMP") }
        if begins([0x1F, 0x8B]) { return .archive("gzip") }
        if begins("Rar!") { return .archive("RAR") }
        if begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) { return .archive("7z") }
        if begins("BZh"), bytes.count > 4, begins([0x31, 0x41, 0x59, 0x26], at: 4) { return .archive("bzip2") }
        if begins([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .archive("xz") }
        if begins("ustar", at: 257) { return .archive("tar") }
        if begins([0x62, 0x14, 0x23, 0x65]) || begins("%TSD-Header-###%") || bytes.prefix(512).firstIndex(of: Array("E-SafeNet".utf8)) != nil {
            return .officeSecurity
        }
        return isText(bytes) ? nil : .unknown
    }

    /// What a text is; `utf8` is its decoded form.
    static func text(_ utf8: [UInt8]) -> FileContent {
        let head = utf8.prefix(window)
        func has(_ word: String) -> Bool { head.firstIndex(of: Array(word.utf8), ignoringCase: true) != nil }
        guard let first = head.firstIndex(where: { $0 > 0x20 }) else { return .empty }
        if head[first] == UInt8(ascii: "<") {
            if let root = rootElement(head[first...]) {
                if pageElements.contains(root) { return .html }
                if root == "workbook", has("urn:schemas-microsoft-com:office:spreadsheet") { return .spreadsheetXML }
                if root == "worddocument" || root == "package" { return .wordXML }
                if root == "document", has("opendocument:xmlns:office") { return .openDocumentXML }
                if root == "uof" || has("schemas.uof.org") { return .uof }
            }
            if has("<table") || has("<html") { return .html }
            if has("<?xml") || has("xmlns") { return .otherXML }
        } else if has("<table"), has("<tr"), has("<td") || has("<th") {
            // Programs of report servers like to say something first, and so do packed web pages.
            return has("mime-version:") && has("multipart/related") ? .webArchive : .html
        } else if head.prefix(4096).firstIndex(of: Array("mime-version:".utf8), ignoringCase: true) != nil, has("multipart/related") {
            return .webArchive
        }
        return CSVReader.shape(of: utf8).isTable ? .table : .text
    }

    private static let pageElements: Set<String> = [
        "html", "head", "body", "meta", "title", "style", "script", "link", "table", "tr", "td", "tbody", "div", "p", "span", "center", "font", "form", "h1",
        "h2", "h3", "h4", "br", "b", "frameset", "section", "article", "ul", "ol",
    ]

    /// The name of the first element without its prefix, in lower case; declarations and comments before it do not count.
    private static func rootElement(_ head: ArraySlice<UInt8>) -> String? {
        var place = head.startIndex
        while let sign = head[place...].firstIndex(of: UInt8(ascii: "<")), sign + 1 < head.endIndex {
            place = sign + 1
            if head[place...].starts(with: Array("!--".utf8)) {
                guard let end = head[place...].firstIndex(of: Array("-->".utf8)) else { return nil }
                place = end
                continue
            }
            guard head[place] != UInt8(ascii: "!"), head[place] != UInt8(ascii: "?") else { continue }
            let name = head[place...].prefix(40).prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || (0x30...0x39).contains($0) || $0 == 0x3A || $0 == 0x2D }
            let local = name.lastIndex(of: 0x3A).map { name[($0 + 1)...] } ?? name
            if !local.isEmpty { return String(decoding: local, as: UTF8.self).lowercased() }
        }
        return nil
    }

    /// Whether the record that ends a zip file stands within its last 64 KB.
    private static func hasZipEnd(_ bytes: [UInt8]) -> Bool {
        var place = bytes.count - 22
        let lowest = max(0, place - 65_535)
        while place >= lowest {
            if bytes[place] == 0x50, bytes[place + 1] == 0x4B, bytes[place + 2] == 0x05, bytes[place + 3] == 0x06 { return true }
            place -= 1
        }
        return false
    }

    /// Whether few enough bytes are control characters, which text hardly has.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        // UTF-16 with its mark, or with every other byte zero.
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
        if bytes.count >= 4, (bytes[0] == 0) != (bytes[1] == 0), (bytes[0] == 0) == (bytes[2] == 0), (bytes[1] == 0) == (bytes[3] == 0) { return true }
        return bytes.withUnsafeBufferPointer { memory in
            let head = UnsafeBufferPointer(rebasing: memory.prefix(4096))
            var controls = 0
            for byte in head where byte < 0x20 && (byte < 0x08 || byte > 0x0D) && byte != 0x1A && byte != 0x1B || byte == 0x7F { controls += 1 }
            return controls * 50 <= head.count
        }
    }
}
